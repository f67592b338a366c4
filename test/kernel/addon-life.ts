// SPDX-License-Identifier: Apache-2.0
// Runs inside the machine, by addon.test.ts: the life of the addon's one object, asserted; says "ok" at its end.
import assert from "node:assert/strict";
import { once } from "node:events";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { loadAddon } from "../../src/kernel/addon.ts";

const addon = loadAddon();
const PROOF = 0x4241;
const open = () => new addon.Programs(1 << 20, new Uint8Array(16), 4, 64);

if (isMainThread) {
  assert.equal(addon.askForSocket(PROOF), "EINVAL", "nothing is attached");

  const never = open();
  never.close(); // loaded, never attached
  never.close();

  const programs = open();
  const hooks = programs.attach();
  assert.ok(hooks.includes("lsm/file_open"));
  assert.equal(addon.askForSocket(PROOF), "EACCES", "attached");
  assert.throws(() => programs.onRecords(1 as never), TypeError);
  programs.onRecords(() => {});
  assert.throws(() => programs.onRecords(() => {}), TypeError, "once only");
  assert.throws(() => programs.replaceRules(0, new Uint8Array(15), new Uint8Array(8), 1), RangeError);
  assert.throws(() => programs.replaceRules("0" as never, new Uint8Array(16), new Uint8Array(8), 1), TypeError);
  assert.throws(() => programs.replaceRules(99, new Uint8Array(16), new Uint8Array(8), 1), { code: "E2BIG" });
  programs.replaceRules(0, new Uint8Array(16), new Uint8Array(8), 1);
  programs.replaceRules(0, new Uint8Array(0), new Uint8Array(0), 0);
  programs.replaceRules(0, new Uint8Array(0), new Uint8Array(0), 0); // empty twice
  assert.ok(programs.counters().every((count) => count === 0));
  programs.close();
  programs.close();
  assert.throws(() => programs.counters(), /closed/);
  assert.throws(() => programs.attach(), /closed/);
  assert.equal(addon.askForSocket(PROOF), "EINVAL", "let go");

  // A worker that is terminated with an open ring must not take the process with it.
  const worker = new Worker(new URL(import.meta.url));
  await once(worker, "message");
  assert.equal(addon.askForSocket(PROOF), "EACCES", "attached by the worker");
  await worker.terminate();
  assert.equal(addon.askForSocket(PROOF), "EINVAL", "the worker's end let go");
  process.stdout.write("ok\n");
} else {
  const programs = open();
  programs.onRecords(() => {});
  programs.attach();
  parentPort?.postMessage("attached");
}
