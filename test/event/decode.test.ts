// SPDX-License-Identifier: Apache-2.0

import fc from "fast-check";
import t from "tap";
import { BailiffError } from "../../src/errors.ts";
import { decode, decodeBatch } from "../../src/event/decode.ts";
import { EVENT, Hook, TEXT_BYTES_MAX, Text, Verdict } from "../../src/gen/abi.ts";
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
      flags: 5,
      cut: (1 << Text.OBJECT) | (1 << Text.ARGS),
      texts: {
        [Text.OBJECT]: "/bin/ls",
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
    timeNs: 2n ** 63n + 5n,
    cgroupId: 77n,
    ruleId: 4_000_000_000,
    verdict: "deny",
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

t.test("an open has its flags", async (t) => {
  const event = decode(record({ hook: Hook.OPEN, flags: 0o100001, verdict: Verdict.AUDIT, error: 0 }));
  t.match(event, { kind: "open", flags: 0o100001, verdict: "audit", error: 0 });
});

t.test("a socket has no path", async (t) => {
  const event = decode(record({ hook: Hook.SOCKET_CREATE, family: 2, type: 1, protocol: 262 }));
  t.match(event, { kind: "socket_create", socket: { family: 2, type: 1, protocol: 262 } });
  t.notOk("path" in event);
});

const ADDRESS = Array.from({ length: 16 }, (_, i) => i + 1);
for (const [name, addressFamily, want] of [
  ["IPv4", 2, [1, 2, 3, 4]],
  ["IPv6", 10, ADDRESS],
  ["none", 0, null],
  ["of another family", 1, null],
] as const) {
  t.test(`a connect: address ${name}`, async (t) => {
    const event = decode(record({ hook: Hook.SOCKET_CONNECT, family: 10, addressFamily, address: ADDRESS, port: 443 }));
    if (event.kind !== "socket_connect") throw new Error(`kind is ${event.kind}`);
    t.equal(event.port, 443);
    t.same(event.address && [...event.address], want);
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
  if (event.kind !== "socket_connect") throw new Error(`kind is ${event.kind}`);
  t.equal(text(event.actor.cwd), "/root");
  t.same(event.address && [...event.address], [1, 2, 3, 4]);
});

t.test("a record inside of a larger buffer, at an odd offset", async (t) => {
  const bytes = record({ pid: 5, texts: { [Text.OBJECT]: "/a" } });
  const buffer = new Uint8Array(bytes.length + 10).fill(0xee);
  buffer.set(bytes, 3);
  const event = decode(buffer.subarray(3, 3 + bytes.length));
  t.equal(event.kind === "open" && text(event.path), "/a");
});

t.test("bytes behind the texts are padding", async (t) => {
  t.equal(decode(Buffer.concat([record({ texts: { [Text.OBJECT]: "/a" } }), Buffer.alloc(6)])).kind, "open");
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
  ["an error that is positive", record({ error: 13 })],
  ["an error that is no errno", record({ error: -4096 })],
  ["a text one byte too long", sizes([5])],
  ["a text of 65535 bytes", sizes([65535])],
  ["the last text too long", sizes([4, 0, 0, 0, 0, 1])],
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
  ["a frame longer than the batch ends it", Buffer.concat([batch(good), frame(97), batch(good).subarray(8)]), [1], 1],
  ["a frame with something in its zero ends it", Buffer.concat([frame(96, 1), good, batch(good)]), [], 1],
  ["half a frame ends it", Buffer.concat([batch(good), frame(96).subarray(0, 7)]), [1], 1],
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
    fc.record({ hook: fc.nat(6), verdict: fc.nat(5), ruleId: fc.nat(), cut: fc.nat(255) }),
    fc.dictionary(fc.nat(5).map(String), fc.uint8Array({ maxLength: 40 })),
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
