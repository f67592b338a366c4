// SPDX-License-Identifier: Apache-2.0
// Runs inside the machine, by addon.test.ts: the life of the addon's one object, asserted; says "ok" at its end.
import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { BLOCK_BYTES, CONTROL, Hook, MARK, TALLY, TALLY_KEY } from "../../src/gen/abi.ts";
import { loadAddon, type ProgramKind, type Programs } from "../../src/kernel/addon.ts";

const addon = loadAddon();
const PROOF = 0x4241;
const PINS = "/sys/fs/bpf/bailiff";
const kind = (process.argv[2] ?? "lsm") as ProgramKind;

function open(pinDir: string | null = null): Programs {
  const sizes = { ringBytes: 1 << 20, scratchPerCpu: 4, scratchMin: 64, workloadsMax: 64 };
  return new addon.Programs({ kind, pinDir, nameKey: new Uint8Array(16), ...sizes });
}

/** Attaches what proves, and lets it decide. */
function enforce(programs: Programs): string {
  const proof = programs.programs().find(({ section }) => section === "lsm/socket_create");
  assert.ok(proof && !proof.isMissing);
  programs.exempt();
  programs.attach([proof.name]);
  programs.store(CONTROL.generation, 4, programs.generation());
  return proof.name;
}

const ask = () => addon.askForSocket(PROOF);

async function becomes(want: string): Promise<void> {
  for (let tries = 0; ask() !== want; tries++) {
    assert.ok(tries < 500, `the proof answers ${ask()}, not ${want}`);
    await new Promise((resolve) => setTimeout(resolve, 10)); // the kernel frees programs when nobody runs them any more
  }
}

function misuse(programs: Programs): void {
  assert.throws(() => programs.onRecords(1 as never), TypeError);
  programs.onRecords(() => {});
  assert.throws(() => programs.onRecords(() => {}), TypeError, "once only");
  assert.throws(() => programs.attach(["no such program"]), TypeError);
  assert.throws(() => programs.attach("on_file_open" as never), TypeError);
  assert.throws(() => programs.store(2, 4, 1), RangeError);
  assert.throws(() => programs.store(CONTROL.size, 4, 1), RangeError);
  assert.throws(() => programs.createRules(new Uint8Array(0)), RangeError);
  assert.throws(() => programs.createRules(new Uint8Array(BLOCK_BYTES + 1)), RangeError);
  assert.throws(() => programs.setRules(0, 99), TypeError, "no such handle");
  assert.throws(() => programs.put("cgroups", new Uint8Array(7), new Uint8Array(4)), { code: "EINVAL" });
  assert.throws(() => programs.entries("labels" as never), TypeError);
  assert.throws(() => programs.sums("acts", 64), { code: "ENOENT" });
}

function data(programs: Programs): void {
  const rules = programs.createRules(new Uint8Array(10_000 * BLOCK_BYTES));
  programs.setRules(5, rules);
  programs.setRules(6, rules);
  assert.throws(() => programs.setRules(64, rules), { code: "E2BIG" });
  programs.closeRules(rules);
  assert.throws(() => programs.setRules(7, rules), TypeError, "closed");
  for (const workload of [5, 6, 6]) programs.setRules(workload, 0); // empty twice

  programs.put("cgroups", new Uint8Array(8).fill(1), new Uint8Array(4).fill(2));
  assert.deepEqual([...programs.entries("cgroups")], [...new Uint8Array(8).fill(1), ...new Uint8Array(4).fill(2)]);
  programs.remove("cgroups", new Uint8Array(8).fill(1));
  programs.remove("cgroups", new Uint8Array(8).fill(1)); // gone already
  assert.equal(programs.entries("cgroups").length, 0);
  for (let i = 0; i < 10_000; i++) {
    programs.put("tallies", new Uint8Array(Uint32Array.of(i, 0, 0, 0).buffer), new Uint8Array(TALLY.size));
  }
  assert.equal(programs.entries("tallies").length, 10_000 * (TALLY_KEY.size + TALLY.size));
  programs.zero("acts", 1);
  assert.deepEqual(programs.sums("acts", 1), Array(Hook.COUNT).fill(0));
  assert.equal(programs.labels(Uint32Array.of(process.pid, 999_999)).length, 128, "the exempt one has a label");

  writeFileSync("/tmp/marked", "");
  const mark = (path: string) => programs.mark(0, Uint32Array.of(1), 1, [path], Uint32Array.of(7), Uint8Array.of(2));
  // Only programs of LSM hooks may keep something with an inode.
  const [marked, absent] =
    kind === "lsm"
      ? [
          [1, 0, 0, 0],
          [0, 1, 0, 0],
        ]
      : [
          [0, 0, 0, 1],
          [0, 0, 0, 1],
        ];
  assert.deepEqual(mark("/tmp/marked"), marked);
  assert.deepEqual(mark("/tmp"), marked, "a directory");
  assert.deepEqual(mark("/tmp/none"), absent);
  assert.deepEqual(mark("/proc/self/exe"), absent, "a link");
  assert.throws(() => programs.mark(0, Uint32Array.of(1), 1, ["/a"], new Uint32Array(2), Uint8Array.of(2)), TypeError);
  assert.equal(MARK.size, 16);
}

async function adoption(): Promise<void> {
  const first = open(PINS);
  assert.deepEqual(first.adopted(), []);
  enforce(first);
  first.pin();
  first.put("cgroups", new Uint8Array(8).fill(9), new Uint8Array(4));
  first.close();
  assert.equal(ask(), "EACCES", "it goes on without its daemon");

  const unused = open(PINS); // a start that goes wrong
  assert.equal(unused.generation(), first.generation() + 1);
  unused.close();
  assert.equal(ask(), "EACCES");

  const second = open(PINS);
  assert.deepEqual(second.adopted(), ["control", "labels", "cgroups", "ring", "counters", "acts", "tallies"]);
  assert.equal(second.entries("cgroups").length, 12);
  second.store(CONTROL.previous, 4, first.generation());
  const proof = enforce(second);
  assert.deepEqual(second.prove(PROOF), { answer: "EACCES", runs: 1 });
  second.pin();
  second.dropOthers();
  second.store(CONTROL.previous, 4, 0);
  assert.ok(!existsSync(`${PINS}/links-${first.generation()}`));
  assert.equal(ask(), "EACCES", "the new one decides alone");
  second.detach([proof]);
  await becomes("EINVAL");
  second.attach([proof]);
  assert.ok(existsSync(`${PINS}/links-${second.generation()}/${proof}`));
  second.close();
  assert.equal(ask(), "EACCES");
}

if (isMainThread) {
  assert.equal(ask(), "EINVAL", "nothing is attached");
  const never = open();
  never.close(); // loaded, never attached
  never.close();

  const programs = open();
  assert.ok(programs.programs().length > 3);
  enforce(programs);
  assert.equal(ask(), "EACCES", "attached");
  assert.deepEqual(programs.prove(PROOF), { answer: "EACCES", runs: 1 });
  misuse(programs);
  data(programs);
  assert.ok(programs.sums("counters", 0).every((count) => count === 0));
  programs.close();
  programs.close();
  assert.throws(() => programs.control(), /closed/);
  assert.throws(() => programs.attach([]), /closed/);
  await becomes("EINVAL");

  // A worker that is terminated with an open ring must not take the process with it.
  const worker = new Worker(new URL(import.meta.url), { argv: [kind] });
  await once(worker, "message");
  assert.equal(ask(), "EACCES", "attached by the worker");
  await worker.terminate();
  await becomes("EINVAL");

  await adoption();
  process.stdout.write("ok\n");
} else {
  const programs = open();
  programs.onRecords(() => {});
  enforce(programs);
  parentPort?.postMessage("attached");
}
