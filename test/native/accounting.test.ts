// SPDX-License-Identifier: Apache-2.0
// What is read out of the kernel's counts, and which programs the rules need, without a kernel.
import t from "tap";
import { BLOCK_BYTES, Class, ClassFlag, RULE_CLASS_FACTS, RULE_SET, TALLY, TALLY_KEY } from "../../src/gen/abi.ts";
import { readTallies, TallyReview } from "../../src/kernel/accounting.ts";
import { isNeeded, NO_NEED, needOf } from "../../src/kernel/needs.ts";

/** One entry of the kernel's map. */
function entry(ruleId: number, asked: number, suppressed: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(TALLY_KEY.size + TALLY.size));
  view.setUint32(TALLY_KEY.workload, 7, true);
  view.setUint32(TALLY_KEY.rule_id, ruleId, true);
  view.setUint16(TALLY_KEY.hook, 2, true);
  view.setUint8(TALLY_KEY.verdict, 3);
  view.setBigUint64(TALLY_KEY.size + TALLY.asked, BigInt(asked), true);
  view.setBigUint64(TALLY_KEY.size + TALLY.suppressed, BigInt(suppressed), true);
  return new Uint8Array(view.buffer);
}

const tallies = (...entries: Uint8Array[]) => readTallies(Buffer.concat(entries));

t.test("tallies are read as the kernel lays them out", async (t) => {
  t.same(tallies(), []);
  t.match(tallies(entry(5, 10, 4), entry(6, 1, 0)), [
    { workload: 7, ruleId: 5, hook: 2, verdict: 3, reason: 0, asked: 10, suppressed: 4, lost: 0 },
    { ruleId: 6, asked: 1 },
  ]);
});

t.test("what was held back is told once, from the last look on", async (t) => {
  const review = new TallyReview(tallies(entry(5, 10, 4)), 1000);
  const look = (nowMs: number, ...entries: Uint8Array[]) =>
    review.look(tallies(...entries), nowMs, () => true).heldBack;
  t.same(look(2000, entry(5, 10, 4)), [], "an earlier daemon told of it");
  t.match(look(3000, entry(5, 20, 9), entry(6, 3, 2)), [
    { count: 5, sinceMs: 2000, tally: { ruleId: 5 } },
    { count: 2, sinceMs: 2000, tally: { ruleId: 6 } },
  ]);
  t.same(look(4000, entry(5, 25, 9), entry(6, 3, 2)), []);
});

t.test("a tally of a rule or workload that is gone is forgotten when nothing comes for ten minutes", async (t) => {
  const minutes = (n: number) => n * 60_000;
  const review = new TallyReview([], 0);
  const forgotten = (nowMs: number, asked: number, known: boolean) =>
    review.look(tallies(entry(5, asked, 0)), nowMs, () => known).forgotten.length;
  t.equal(forgotten(minutes(0), 1, true), 0);
  t.equal(forgotten(minutes(11), 1, true), 0, "it is known");
  t.equal(forgotten(minutes(12), 2, false), 0, "something came");
  t.equal(forgotten(minutes(21), 2, false), 0);
  t.equal(forgotten(minutes(22), 2, false), 1);
});

/** The head of a rule set with rules for a class. */
function blocks(code: number, flags: number): Uint8Array {
  const bytes = new Uint8Array(5 * BLOCK_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(RULE_SET.classes, 1 << code, true);
  view.setUint8(BLOCK_BYTES + code * RULE_CLASS_FACTS.size + RULE_CLASS_FACTS.flags, flags);
  return bytes;
}

for (const [program, need, wanted] of [
  ["on_fork", NO_NEED, true],
  ["on_socket", NO_NEED, true],
  ["on_cgroup", NO_NEED, true],
  ["on_open", NO_NEED, false],
  ["on_open", needOf(blocks(Class.FILE, 0)), true],
  ["on_open", needOf(blocks(Class.CAPABILITIES, 0)), false],
  ["on_use", needOf(blocks(Class.FILE, 0)), false],
  ["on_use", needOf(blocks(Class.FILE, ClassFlag.MAY_DENY)), true],
  ["on_capable", needOf(blocks(Class.CAPABILITIES, 0)), true],
  ["on_capable", needOf(blocks(Class.FILE, ClassFlag.MAY_DENY)), false],
  ["on_syscall", needOf(blocks(Class.NETWORK, ClassFlag.MAY_DENY)), false],
  ["on_syscall", needOf(blocks(Class.SYSCALLS, 0)), true],
  ["on_query", needOf(blocks(Class.DNS, 0)), true],
  ["on_unix_connect", needOf(blocks(Class.FILE, 0)), false],
] as const) {
  t.test(`${program} is ${wanted ? "" : "not "}needed for ${JSON.stringify(need)}`, async (t) =>
    t.equal(isNeeded(program, need), wanted),
  );
}
