// SPDX-License-Identifier: Apache-2.0
// Every program loads on every kernel, and costs the verifier no more than it is allowed to: what it takes to load them is
// what a slow machine waits for at start, and beyond a million instructions or 512 bytes of stack a kernel refuses. And all
// of it is there to be run: before 6.7 the verifier believes that the callback of bpf_loop is called exactly once, and takes away
// what would never be reached then, silently.
//
//   node test/kernel/verifier.test.ts --write    takes what it finds, and a tenth more, as the new budget

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { Machine, projectDir } from "../vm/machine.ts";
import { KERNELS } from "./fixture.ts";

const VERIFIER = join(projectDir, "build/test/verifier");
const OBJECT = join(projectDir, "build/native/bpf/bailiff.bpf.o");
const BUDGET = join(import.meta.dirname, "verifier.budget.tsv");

interface Cost {
  readonly kernel: string;
  readonly program: string;
  readonly instructions: number;
  /** Of all functions of the program together, in bytes. */
  readonly stack: number;
}

function parse(kernel: string, text: string, separator: string): readonly Cost[] {
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const [program = "", instructions = "", stack = ""] = line.split(separator);
      return { kernel, program, instructions: Number(instructions), stack: Number(stack) };
    });
}

function readBudget(): ReadonlyMap<string, Cost> {
  const costs = readFileSync(BUDGET, "utf8")
    .split("\n")
    .slice(1)
    .filter(Boolean)
    .map((line) => {
      const [kernel = "", ...rest] = line.split("\t");
      return parse(kernel, rest.join("\t"), "\t")[0] as Cost;
    });
  return new Map(costs.map((cost) => [`${cost.kernel} ${cost.program}`, cost]));
}

function writeBudget(found: readonly Cost[]): void {
  const lines = found.map(({ kernel, program, instructions, stack }) =>
    [kernel, program, Math.ceil((instructions * 1.1) / 100) * 100, stack + 64].join("\t"),
  );
  writeFileSync(BUDGET, `kernel\tprogram\tinstructions\tstack\n${lines.join("\n")}\n`);
}

const isWriting = process.argv.includes("--write");
const all: Cost[] = [];
/** By kernel: of which lines of the source there is something left, each behind its program's name. */
const lines = new Map<string, ReadonlySet<string>>();
for (const kernel of KERNELS) {
  t.test(`programs load on ${kernel}`, async (t) => {
    const machine = await Machine.start({ kernel });
    t.teardown(() => machine.stop());
    const { status, stdout, stderr } = await machine.exec([VERIFIER, OBJECT], { timeoutMs: 300_000 });
    if (!t.equal(status, 0, stderr)) return;
    const found = parse(kernel, stdout, " ");
    all.push(...found);
    t.ok(found.length > 50, `${found.length} programs`);
    const left = await machine.exec([VERIFIER, OBJECT, "lines"], { timeoutMs: 300_000 });
    if (!t.equal(left.status, 0, left.stderr)) return;
    lines.set(kernel, new Set(left.stdout.trim().split("\n")));
    if (isWriting) return;
    const budget = readBudget();
    for (const { program, instructions, stack } of found) {
      const allowed = budget.get(`${kernel} ${program}`);
      t.comment(`${program}: ${instructions} instructions, ${stack} bytes of stack`);
      t.ok(
        allowed !== undefined && instructions <= allowed.instructions && stack <= allowed.stack,
        `${program}: ${instructions} instructions of ${allowed?.instructions}, ${stack} bytes of ${allowed?.stack}`,
      );
    }
  });
}

const [older, newer] = KERNELS.map((kernel) => lines.get(kernel));
if (older !== undefined && newer !== undefined) {
  t.test("no kernel runs less of a program than the other", async (t) => {
    const programsOf = (all: ReadonlySet<string>) => new Set(Array.from(all, (line) => line.split(" ")[0]));
    const [inOlder, inNewer] = [programsOf(older), programsOf(newer)];
    const missing = [...newer].filter((line) => inOlder.has(line.split(" ")[0]) && !older.has(line));
    t.ok(inNewer.size > 50 && newer.size > 20_000, `${newer.size} lines of ${inNewer.size} programs`);
    t.same(missing, [], `on ${KERNELS[0]}`);
  });
}

t.teardown(() => {
  if (isWriting) writeBudget(all);
});
