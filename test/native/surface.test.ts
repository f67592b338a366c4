// SPDX-License-Identifier: Apache-2.0
// The addon on any machine: wrong arguments are TypeErrors, a kernel's refusal is an error with a name, nothing crashes.
import t from "tap";
import { isAddonError, loadAddon, type ProgramsOptions } from "../../src/kernel/addon.ts";

const addon = loadAddon();
// biome-ignore lint/suspicious/noExplicitAny: calls that TypeScript would not let through
const loose = addon as any;

const options: ProgramsOptions = {
  kind: "lsm",
  pinDir: null,
  nameKey: new Uint8Array(16),
  ringBytes: 4096,
  scratchPerCpu: 4,
  scratchMin: 64,
  workloadsMax: 16,
};

t.test("wrong arguments are TypeErrors", async (t) => {
  for (const [name, call] of [
    ["no arguments", () => new loose.Programs()],
    ["no options", () => new loose.Programs({})],
    ["a string for a size", () => new loose.Programs({ ...options, ringBytes: "1" })],
    ["a key that is too short", () => new loose.Programs({ ...options, nameKey: new Uint8Array(15) })],
    ["a key that is no array", () => new loose.Programs({ ...options, nameKey: {} })],
    ["an unknown kind", () => new loose.Programs({ ...options, kind: "kprobe" })],
    ["a number for a directory", () => new loose.Programs({ ...options, pinDir: 1 })],
    ["a protocol that is no number", () => loose.askForSocket("tcp")],
    ["no protocol", () => loose.askForSocket()],
  ] as const) {
    t.throws(call, { name: "TypeError" }, name);
  }
});

t.test("a size that no map can have is refused with the errno's name", async (t) => {
  try {
    new addon.Programs({ ...options, workloadsMax: 0 }).close();
    t.fail("it was accepted");
  } catch (error) {
    t.ok(isAddonError(error));
    t.match(error, { code: /^E[A-Z]+$/, message: /^(load|size|retarget) /, log: String });
  }
});

t.test("a socket: asked for, made, closed, or refused by name", async (t) => {
  t.equal(addon.askForSocket(0), "");
  t.equal(addon.askForSocket(0x7fff), "EINVAL");
});

t.test("sd_notify", async (t) => {
  t.teardown(() => delete process.env.NOTIFY_SOCKET);
  delete process.env.NOTIFY_SOCKET;
  t.equal(addon.notify("READY=1"), false, "nobody asked");
  process.env.NOTIFY_SOCKET = "/nowhere/notify";
  t.throws(() => addon.notify("READY=1"), { code: "ENOENT", message: /^notify \/nowhere\/notify/ });
  process.env.NOTIFY_SOCKET = `/${"x".repeat(200)}`;
  t.throws(() => addon.notify("READY=1"), { code: "ENAMETOOLONG" });
  t.throws(() => loose.notify(1), { name: "TypeError" });
});
