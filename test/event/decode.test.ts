// SPDX-License-Identifier: Apache-2.0

import fc from "fast-check";
import t from "tap";
import { BailiffError } from "../../src/errors.ts";
import { ACTS, PRESETS } from "../../src/event/codes.ts";
import { decode, decodeBatch } from "../../src/event/decode.ts";
import { EVENT, Hook, PresetCode, Reason, TEXT_BYTES_MAX, Text, Verdict } from "../../src/gen/abi.ts";
import { PRESET_CODES } from "../../src/policy/codes.ts";
import { batch, type Fields, record } from "./record.ts";

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

t.test("an exec, field by field", async (t) => {
  const event = decode(
    record({
      timeNs: 2n ** 63n + 5n,
      cgroupId: 77n,
      ruleId: 4_000_000_000,
      hook: Hook.EXEC,
      verdict: Verdict.DENY,
      startNs: 9n,
      pid: 10,
      tid: 11,
      parentPid: 12,
      uid: 4_294_967_294,
      error: -13,
      reason: Reason.RACED,
      workload: 4_000_000_001,
      session: 2n ** 64n - 1n,
      preset: PresetCode.FILELESS_EXEC,
      cut: (1 << Text.OBJECT) | (1 << Text.ARGS),
      texts: {
        [Text.OBJECT]: "/bin/ls",
        [Text.TARGET]: "/nothing",
        [Text.PROGRAM]: "/bin/sh",
        [Text.PARENT]: "/init",
        [Text.CWD]: "/root",
        [Text.ARGS]: "ls\0-l\0",
        [Text.TTY]: "pts0",
      },
    }),
  );
  if (event.kind !== "exec") throw new Error(`kind is ${event.kind}`);
  const { actor, path, ...rest } = event;
  t.same(rest, {
    kind: "exec",
    act: "exec",
    timeNs: 2n ** 63n + 5n,
    cgroupId: 77n,
    workload: 4_000_000_001,
    session: 2n ** 64n - 1n,
    ruleId: 4_000_000_000,
    verdict: "deny",
    reason: "raced",
    preset: "filelessExec",
    error: -13,
    cut: ["object", "args"],
  });
  t.equal(text(path), "/bin/ls");
  t.match(actor, { pid: 10, tid: 11, parentPid: 12, uid: 4_294_967_294, startNs: 9n });
  t.same([actor.program, actor.parent, actor.cwd, actor.args, actor.tty].map(text), [
    "/bin/sh",
    "/init",
    "/root",
    "ls\0-l\0",
    "pts0",
  ]);
});

/** Every member of a record that some kind keeps. */
const FULL: Fields = {
  value: 0x8000_0001,
  family: 10,
  type: 1,
  protocol: 262,
  port: 443,
  addressFamily: 2,
  address: [1, 2, 3, 4],
  texts: { [Text.OBJECT]: "/object", [Text.TARGET]: "/target" },
};
const file = { path: "/object", target: "/target", value: 0x8000_0001 };
const memory = { path: "/object", value: 0x8000_0001 };
const socket = {
  socket: { family: 10, type: 1, protocol: 262 },
  endpoint: { address: "\x01\x02\x03\x04", port: 443 },
  name: "/object",
};
for (const [hook, kind, act, own] of [
  [Hook.EXEC, "exec", "exec", { path: "/object" }],
  [Hook.OPEN, "file", "open", file],
  [Hook.SOCKET_CREATE, "socket", "socket_create", socket],
  [Hook.SOCKET_CONNECT, "socket", "socket_connect", socket],
  [Hook.MMAP, "memory", "mmap", memory],
  [Hook.MPROTECT, "memory", "mprotect", memory],
  [Hook.CREATE, "file", "create", file],
  [Hook.MKDIR, "file", "mkdir", file],
  [Hook.RMDIR, "file", "rmdir", file],
  [Hook.UNLINK, "file", "unlink", file],
  [Hook.SYMLINK, "file", "symlink", file],
  [Hook.LINK, "file", "link", file],
  [Hook.RENAME, "file", "rename", file],
  [Hook.CHMOD, "file", "chmod", file],
  [Hook.CHOWN, "file", "chown", file],
  [Hook.TRUNCATE, "file", "truncate", file],
  [Hook.SETXATTR, "file", "setxattr", file],
  [Hook.RECEIVE, "file", "receive", file],
  [Hook.USE, "file", "use", file],
  [Hook.SOCKET_BIND, "socket", "socket_bind", socket],
  [Hook.SOCKET_LISTEN, "socket", "socket_listen", socket],
  [Hook.SOCKET_ACCEPT, "socket", "socket_accept", socket],
  [Hook.SOCKET_SEND, "socket", "socket_send", socket],
  [Hook.UNIX_CONNECT, "socket", "unix_connect", socket],
  [Hook.UNIX_SEND, "socket", "unix_send", socket],
  [Hook.DNS, "dns", "dns", socket],
  [Hook.CAPABLE, "capable", "capable", { capability: 0x8000_0001 }],
  [Hook.SYSCALL, "syscall", "syscall", { number: 0x8000_0001, path: "/object" }],
  [Hook.MOUNT, "system", "mount", file],
  [Hook.MOVE_MOUNT, "system", "move_mount", file],
  [Hook.UMOUNT, "system", "umount", file],
  [Hook.PIVOT_ROOT, "system", "pivot_root", file],
  [Hook.PTRACE, "system", "ptrace", file],
  [Hook.BPF, "system", "bpf", file],
  [Hook.MODULE, "system", "module", file],
  [Hook.USERNS, "system", "userns", file],
  [Hook.KILL, "system", "kill", file],
] as const) {
  t.test(`${act}: what its record keeps`, async (t) => {
    const { actor, cut, timeNs, cgroupId, workload, session, ruleId, verdict, reason, preset, error, ...rest } = decode(
      record({ ...FULL, hook }),
    );
    t.strictSame(shown(rest), { kind, act, ...own });
    t.equal(ACTS[hook], act);
  });
}

t.test("every hook of the contract has an act, and each its own", async (t) => {
  const hooks = Array.from({ length: Hook.COUNT - 1 }, (_, i) => i + 1);
  t.equal(new Set(hooks.map((hook) => ACTS[hook])).size, hooks.length);
  for (const hook of hooks) t.equal(decode(record({ hook })).act, ACTS[hook]);
});

t.test("presets have the numbers by which policies are compiled", async (t) => {
  for (const [preset, code] of Object.entries(PRESET_CODES)) t.equal(PRESETS[code], preset);
});

/** With bytes as text. */
function shown(value: unknown): unknown {
  if (value instanceof Uint8Array) return text(value);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shown(part)]));
}

const ADDRESS = Array.from({ length: 16 }, (_, i) => i + 1);
for (const [name, addressFamily, want] of [
  ["IPv4", 2, [1, 2, 3, 4]],
  ["IPv6", 10, ADDRESS],
  ["none", 0, null],
  ["of another family", 1, null],
] as const) {
  t.test(`a connect: address ${name}`, async (t) => {
    const event = decode(record({ hook: Hook.SOCKET_CONNECT, family: 10, addressFamily, address: ADDRESS, port: 443 }));
    if (event.kind !== "socket") throw new Error(`kind is ${event.kind}`);
    t.equal(event.endpoint.port, 443);
    t.same(event.endpoint.address && [...event.endpoint.address], want);
  });
}

t.test("what an event keeps is a copy: the batch is used again", async (t) => {
  const bytes = record({
    hook: Hook.SOCKET_CONNECT,
    addressFamily: 2,
    address: [1, 2, 3, 4],
    texts: { [Text.CWD]: "/root" },
  });
  const event = decode(bytes);
  bytes.fill(0xff);
  if (event.kind !== "socket") throw new Error(`kind is ${event.kind}`);
  t.equal(text(event.actor.cwd), "/root");
  t.same(event.endpoint.address && [...event.endpoint.address], [1, 2, 3, 4]);
});

t.test("a record inside of a larger buffer, at an odd offset", async (t) => {
  const bytes = record({ pid: 5, texts: { [Text.OBJECT]: "/a" } });
  const buffer = new Uint8Array(bytes.length + 10).fill(0xee);
  buffer.set(bytes, 3);
  const event = decode(buffer.subarray(3, 3 + bytes.length));
  t.equal(event.kind === "file" && text(event.path), "/a");
});

t.test("bytes behind the texts are padding", async (t) => {
  t.equal(decode(Buffer.concat([record({ texts: { [Text.OBJECT]: "/a" } }), Buffer.alloc(6)])).act, "open");
});

const sizes = (values: readonly number[]): Uint8Array => {
  const bytes = Buffer.from(record({ texts: { [Text.OBJECT]: "/abc" } }));
  for (const [text, value] of values.entries()) bytes.writeUInt16LE(value, EVENT.sizes + 2 * text);
  return bytes;
};
for (const [name, bytes] of [
  ["empty", new Uint8Array()],
  ["one byte short", record().subarray(0, EVENT.size - 1)],
  ["longer than any record", new Uint8Array(EVENT.size + TEXT_BYTES_MAX + 1)],
  ["all zero: hook and verdict are none", new Uint8Array(EVENT.size)],
  ["a verdict that is none", record({ verdict: Verdict.NONE })],
  ["an unknown verdict", record({ verdict: 4 })],
  ["a hook that is none", record({ hook: Hook.NONE })],
  ["an unknown hook", record({ hook: Hook.COUNT })],
  ["an unknown reason", record({ reason: Reason.COUNT })],
  ["an unknown preset", record({ preset: 6 })],
  ["an error that is positive", record({ error: 13 })],
  ["an error that is no errno", record({ error: -4096 })],
  ["a text one byte too long", sizes([5])],
  ["a text of 65535 bytes", sizes([65535])],
  ["the last text too long", sizes([4, 0, 0, 0, 0, 0, 1])],
] as const) {
  t.test(`malformed: ${name}`, async (t) => {
    t.throws(() => decode(bytes), { name: "BailiffError", code: "RECORD" });
  });
}

const good = record({ pid: 1 });
const bad = record({ hook: 99 });
const withText = record({ pid: 2, texts: { [Text.OBJECT]: "/abc" } });
const frame = (length: number, zero = 0): Uint8Array => {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(length, 0);
  bytes.writeUInt32LE(zero, 4);
  return bytes;
};
for (const [name, bytes, pids, malformed] of [
  ["empty", batch(), [], 0],
  ["one", batch(good), [1], 0],
  ["padded ones", batch(withText, good, withText), [2, 1, 2], 0],
  ["the last without its padding", batch(good, withText).subarray(0, -4), [1, 2], 0],
  ["a malformed one is skipped", batch(good, bad, withText), [1, 2], 1],
  ["an empty record", batch(good, new Uint8Array(), withText), [1, 2], 1],
  [
    "a frame longer than the batch ends it",
    Buffer.concat([batch(good), frame(EVENT.size + 1), batch(good).subarray(8)]),
    [1],
    1,
  ],
  ["a frame with something in its zero ends it", Buffer.concat([frame(EVENT.size, 1), good, batch(good)]), [], 1],
  ["half a frame ends it", Buffer.concat([batch(good), frame(EVENT.size).subarray(0, 7)]), [1], 1],
  ["a frame of 4 GiB", Buffer.concat([batch(good), frame(0xffffffff), good]), [1], 1],
] as const) {
  t.test(`batch: ${name}`, async (t) => {
    const { events, malformed: count } = decodeBatch(bytes);
    t.same(
      events.map(({ actor }) => actor.pid),
      pids,
    );
    t.equal(count, malformed);
  });
}

const seed = Date.now() % 2 ** 31;

/** Any bytes, and records with a few bytes of them changed, cut anywhere. */
const almostRecords = fc
  .tuple(
    fc.record({
      hook: fc.nat(Hook.COUNT + 1),
      verdict: fc.nat(5),
      reason: fc.nat(Reason.COUNT),
      preset: fc.nat(6),
      ruleId: fc.nat(),
      cut: fc.nat(255),
    }),
    fc.dictionary(fc.nat(Text.COUNT - 1).map(String), fc.uint8Array({ maxLength: 40 })),
    fc.array(fc.tuple(fc.nat(EVENT.size + 20), fc.nat(255)), { maxLength: 4 }),
    fc.nat(EVENT.size + 80),
    fc.boolean(),
  )
  .map(([fields, texts, changes, length, whole]) => {
    const bytes = Buffer.from(record({ ...fields, texts } as Fields));
    for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
    return whole ? bytes : bytes.subarray(0, length);
  });

/** Bytes around the record that must not be seen: the same answer whatever they are. */
function surrounded(bytes: Uint8Array, by: number): Uint8Array {
  const buffer = new Uint8Array(bytes.length + 64).fill(by);
  buffer.set(bytes, 32);
  return buffer.subarray(32, 32 + bytes.length);
}

function answer(bytes: Uint8Array): unknown {
  try {
    return decode(bytes);
  } catch (error) {
    if (error instanceof BailiffError && error.code === "RECORD") return error.message;
    throw error;
  }
}

t.test(`random records, seed ${seed}`, async (t) => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), almostRecords), (bytes) => {
      const shown = (value: unknown): string =>
        JSON.stringify(value, (_, part) => (typeof part === "bigint" ? String(part) : part));
      return shown(answer(surrounded(bytes, 0))) === shown(answer(surrounded(bytes, 0xff)));
    }),
    { seed, numRuns: 2000 },
  );
  t.pass("nothing but RECORD was thrown, nothing outside was read");
});

t.test(`random batches, seed ${seed}`, async (t) => {
  const parts = fc.array(
    fc.oneof(
      almostRecords.map((bytes) => batch(bytes)),
      fc.uint8Array({ maxLength: 24 }),
    ),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(parts, (parts) => {
      const { events, malformed } = decodeBatch(surrounded(Buffer.concat(parts), 0xff));
      return events.length + malformed > 0 || parts.every(({ length }) => length === 0);
    }),
    { seed, numRuns: 1000 },
  );
  t.pass("no batch throws");
});
