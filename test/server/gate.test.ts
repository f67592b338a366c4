// SPDX-License-Identifier: Apache-2.0
// The start gate: the hook's program, as a container runtime runs it, and the daemon's end of it.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t, { type Test } from "tap";
import { listenGate } from "../../src/server/gate.ts";
import { StartGate, type StartGateOptions } from "../../src/start-gate.ts";

const HOOK = join(import.meta.dirname, "../../build/bailiff-hook");
const STATE = JSON.stringify({ ociVersion: "1.0.2", id: "web", pid: 7, status: "creating", bundle: "/b" });
const MUST_NOT_START = 99;

function socketIn(t: Test): string {
  const directory = mkdtempSync(join(tmpdir(), "bailiff-gate-"));
  t.teardown(() => rmSync(directory, { recursive: true }));
  return join(directory, "gate.sock");
}

function hook(input: string | Buffer, ...flags: readonly string[]): Promise<{ status: number | null; stderr: string }> {
  return new Promise((resolve) => {
    const program = spawn(HOOK, flags, { stdio: ["pipe", "ignore", "pipe"] });
    let stderr = "";
    program.stderr.on("data", (bytes) => {
      stderr += bytes;
    });
    program.stdin.on("error", () => {}); // it reads no more than a state can have
    program.stdin.end(input);
    program.on("close", (status) => resolve({ status, stderr: stderr.trim() }));
  });
}

async function gate(t: Test, options: Partial<StartGateOptions>) {
  const socket = socketIn(t);
  const unbound: (readonly [string, string, boolean])[] = [];
  const start = new StartGate({
    timeoutMs: 1000,
    onFailure: "open",
    hold: async () => {},
    isBound: () => true,
    onUnbound: (...told) => unbound.push(told),
    ...options,
  });
  t.teardown(await listenGate({ socketPath: socket, onStart: start.decide }));
  return { socket, unbound, start };
}

t.test("a container whose rules are in force may start", async (t) => {
  const held: unknown[] = [];
  const { socket, unbound, start } = await gate(t, {
    hold: async (container, waitMs) => void held.push(container, waitMs),
  });
  t.same(await hook(STATE, "--socket", socket), { status: 0, stderr: "" });
  t.same(held, [{ id: "web", pid: 7, identity: null }, 1000]);
  t.same(unbound, []);
  t.same(start.counters, { held: 1, failed: 0 });
});

for (const [runtime, annotations] of [
  [
    "containerd",
    {
      "io.kubernetes.cri.container-name": "nginx",
      "io.kubernetes.cri.sandbox-name": "web-0",
      "io.kubernetes.cri.sandbox-namespace": "shop",
    },
  ],
  [
    "CRI-O",
    {
      "io.kubernetes.container.name": "nginx",
      "io.kubernetes.pod.name": "web-0",
      "io.kubernetes.pod.namespace": "shop",
      "kubearmor-policy": "audited",
    },
  ],
] as const) {
  t.test(`what ${runtime} says of a container`, async (t) => {
    const held: unknown[] = [];
    const { socket } = await gate(t, { hold: async ({ identity }) => void held.push(identity) });
    await hook(JSON.stringify({ ...JSON.parse(STATE), annotations }), "--socket", socket);
    const mode = runtime === "CRI-O" ? "audited" : "enabled";
    t.same(held, [{ namespace: "shop", pod: "web-0", name: "nginx", labels: new Map(), mode }]);
  });
}

for (const onFailure of ["open", "closed"] as const) {
  const isOpen = onFailure === "open";
  const refused = "bailiff: the container is not started, as it would not be guarded: ";
  t.test(`a container that is not bound: ${onFailure}`, async (t) => {
    const { socket, unbound, start } = await gate(t, { onFailure, isBound: () => false });
    const why = "its rules could not be put in force";
    const expected = isOpen ? { status: 0, stderr: "" } : { status: MUST_NOT_START, stderr: `${refused}${why}` };
    t.same(await hook(STATE, "--socket", socket), expected);
    t.same(unbound, [["web", why, isOpen]]);
    t.same(start.counters, { held: 0, failed: 1 });
  });

  t.test(`a container that cannot be found: ${onFailure}`, async (t) => {
    const hold = () => Promise.reject(new Error("it is\nnowhere"));
    const { socket, unbound } = await gate(t, { onFailure, hold });
    const { status, stderr } = await hook(STATE, "--socket", socket);
    t.same([status, stderr], isOpen ? [0, ""] : [MUST_NOT_START, `${refused}it is nowhere`]);
    t.same(unbound, [["web", "it is\nnowhere", isOpen]]);
  });

  for (const [what, state, why] of [
    ["no JSON", "{", /makes no sense: .*JSON/],
    ["no object", "7", /it is no object/],
    ["no id", '{"pid": 1}', /it has no id/],
    ["no pid", '{"id": "a", "pid": "1"}', /it has no pid/],
    ["odd bytes", Buffer.from('{"id": "\xff\x01", "pid": -1}', "latin1"), /makes no sense/],
  ] as const) {
    t.test(`a state that makes no sense (${what}): ${onFailure}`, async (t) => {
      const { socket, unbound } = await gate(t, { onFailure });
      const { status } = await hook(state, "--socket", socket);
      t.equal(status, isOpen ? 0 : MUST_NOT_START);
      t.match(unbound, [["", why, isOpen]]);
    });
  }

  t.test(`no daemon that answers: ${onFailure}`, async (t) => {
    const ask = async (socket: string) => {
      const startMs = Date.now();
      const { status, stderr } = await hook(STATE, "--socket", socket, "--timeout", "1", "--on-failure", onFailure);
      t.equal(status, isOpen ? 0 : MUST_NOT_START);
      return { stderr, tookMs: Date.now() - startMs };
    };
    const nowhere = await ask(join(socketIn(t), "nowhere"));
    t.match(nowhere.stderr, /no daemon answers: (No such file|Not a directory)/);
    t.equal(nowhere.tookMs < 1000, isOpen, "who fails open waits for nobody who is not there");

    const socket = socketIn(t);
    const silent = createServer((client) => client.resume());
    t.teardown(() => silent.close());
    await new Promise<void>((resolve) => silent.listen(socket, resolve));
    const { stderr, tookMs } = await ask(socket);
    t.match(stderr, /the daemon has not answered in time/);
    t.ok(tookMs >= 1000 && tookMs < 5000, `${tookMs} ms`);
  });

  for (const [what, answer] of [
    ["nothing", ""],
    ["nonsense", "perhaps\n"],
    ["half a line", "allo"],
    ["too much", "a".repeat(5000)],
  ] as const) {
    t.test(`a daemon that answers ${what}: ${onFailure}`, async (t) => {
      const socket = socketIn(t);
      const server = createServer((client: Socket) => {
        client.on("error", () => {});
        client.once("data", () => client.end(answer));
      });
      t.teardown(() => server.close());
      await new Promise<void>((resolve) => server.listen(socket, resolve));
      const { status } = await hook(STATE, "--socket", socket, "--timeout", "1", "--on-failure", onFailure);
      t.equal(status, isOpen ? 0 : MUST_NOT_START);
    });
  }
}

t.test("a daemon that comes back is waited for", async (t) => {
  const socket = socketIn(t);
  // What a daemon leaves that was killed.
  const dead = spawn(process.execPath, [
    "-e",
    `require("net").createServer().listen(${JSON.stringify(socket)}, () => process.kill(process.pid, 9))`,
  ]);
  await new Promise((resolve) => dead.on("close", resolve));
  const asked = hook(STATE, "--socket", socket, "--timeout", "5", "--on-failure", "closed");
  await new Promise((resolve) => setTimeout(resolve, 300));
  t.teardown(await listenGate({ socketPath: socket, onStart: async () => null }));
  t.same(await asked, { status: 0, stderr: "" });
});

t.test("a state that is too long, and one in pieces", async (t) => {
  const { socket, start } = await gate(t, {});
  const long = JSON.stringify({ ...JSON.parse(STATE), annotations: { long: "x".repeat(2 ** 20) } });
  t.match(await hook(long, "--socket", socket, "--on-failure", "closed"), { status: MUST_NOT_START });
  t.equal(start.counters.held, 0);
  const large = JSON.stringify({ ...JSON.parse(STATE), annotations: { large: "x".repeat(900_000) } });
  t.same(await hook(large, "--socket", socket), { status: 0, stderr: "" });
});

t.test("flags", async (t) => {
  for (const flags of [
    ["--timeout"],
    ["--timeout", "0"],
    ["--timeout", "9999"],
    ["--on-failure", "maybe"],
    ["--odd", "1"],
  ])
    t.match(await hook("", ...flags), { status: 2, stderr: /^usage: / }, flags.join(" "));
  t.equal((await hook("", "--check")).status, 0);
  t.match(await hook(STATE, "--socket", `/${"s".repeat(200)}`, "--on-failure", "closed"), { status: MUST_NOT_START });
});

t.test("a broken program stops no container", async (t) => {
  const { ociHook } = await import("../../src/cli/hook-texts.ts");
  const socket = socketIn(t);
  const program = join(socket, "..", "program");
  const outcome = async (text: string | null) => {
    rmSync(program, { force: true });
    if (text !== null) writeFileSync(program, text, { mode: 0o755 });
    const { path, args } = ociHook({ program, socket, timeoutSeconds: 1, onFailure: "closed" });
    const shell = spawn(path, args.slice(1), { argv0: args[0], stdio: "ignore" });
    return new Promise<number | null>((resolve) => shell.on("close", resolve));
  };
  t.equal(await outcome(null), 0, "it is missing");
  t.equal(await outcome("garbage\n"), 0, "it is none");
  t.equal(await outcome("#!/bin/sh\nkill -SEGV $$\n"), 0, "it crashes");
  t.equal(await outcome("#!/bin/sh\nexit 1\n"), 0, "it fails");
  t.not(await outcome(`#!/bin/sh\nexit ${MUST_NOT_START}\n`), 0, "it refuses");
});
