// SPDX-License-Identifier: Apache-2.0
// npm run bench:kernel: what acts cost, in guest instructions, with nothing attached and with more and more rules. All rows of
// a kernel come from one boot; compare within a kernel only.
//
//   node test/bench/kernel.ts [--json] [KERNEL...]      ends with 1 where a row misses its target
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { projectDir } from "../vm/machine.ts";

/** Beyond the row of the same act with nothing attached: instructions, or a share of that row. */
type Target = { readonly more: number } | { readonly share: number };

/** What each row may cost; those without a target are told only. */
const TARGETS: Readonly<Record<string, Target>> = {
  "open unguarded": { more: 300 },
  "open guarded-10": { more: 1500 },
  "open guarded-1000": { more: 1500 },
  "open guarded-10000": { more: 1500 },
  "exec unguarded": { share: 0.007 },
  "exec guarded-10": { share: 0.007 },
  "exec guarded-1000": { share: 0.007 },
  "exec guarded-10000": { share: 0.007 },
  "connect unguarded": { more: 1000 },
  "connect guarded-10": { more: 1000 },
  "connect guarded-10000": { more: 1000 },
};

/** From 10 to 10,000 rules, of the whole act. */
const GROWTH_MAX = 0.05;

interface Row {
  readonly kernel: string;
  readonly act: string;
  readonly rules: string;
  readonly instructions: number;
  /** Above nothing attached, in the same cgroup. */
  readonly more: number;
  readonly target: number | null;
}

function run(kernel: string): readonly Row[] {
  const program = (name: string) => join(projectDir, "build/test", name);
  const script = [join(projectDir, "test/bench/inside.sh"), join(projectDir, "dist/bailiffd.js")];
  const inside = ["bash", ...script, join(projectDir, "dist/bailiff.js"), program("acts"), program("true")];
  const machine = ["--kernel", kernel, "--icount", "--mem", "2048", "--timeout", "2400", "--", ...inside];
  const { status, stdout } = spawnSync(join(projectDir, "test/vm/run"), machine, {
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the benchmark ended with ${status} on ${kernel}`);
  const measured = stdout
    .trim()
    .split("\n")
    .map((line) => {
      const [act = "", rules = "", instructions = ""] = line.split(" ");
      return { act, rules, instructions: Number(instructions) };
    });
  return measured.map(({ act, rules, instructions }) => {
    const base = /^(guarded|audited|detached-service)/.test(rules) ? "detached-service" : "detached";
    const detached = measured.find((row) => row.act === act && row.rules === base)?.instructions ?? Number.NaN;
    const target = TARGETS[`${act} ${rules}`];
    const most = target === undefined ? null : "more" in target ? target.more : Math.round(detached * target.share);
    return { kernel, act, rules, instructions, more: instructions - detached, target: most };
  });
}

function build(name: string): void {
  const [source, binary] = [join(projectDir, `test/bench/${name}.c`), join(projectDir, "build/test", name)];
  execFileSync("cc", ["-O2", "-Wall", "-Wextra", "-static", "-o", binary, source]);
}

function lineOf({ act, rules, instructions, more, target }: Row): string {
  const goal = target === null ? "" : more <= target ? `  ≤ ${target}` : `  MISSED ≤ ${target}`;
  const sign = more >= 0 ? "+" : "";
  return `  ${act.padEnd(8)} ${rules.padEnd(18)} ${instructions.toFixed(0).padStart(8)}  ${sign}${more.toFixed(0).padEnd(7)}${goal}`;
}

/** How much more an open costs under 10,000 rules than under 10, of the whole. */
function growth(rows: readonly Row[]): number {
  const at = (rules: string) =>
    rows.find((row) => row.act === "open" && row.rules === rules)?.instructions ?? Number.NaN;
  return at("guarded-10000") / at("guarded-10") - 1;
}

const args = process.argv.slice(2);
const kernels = args.filter((arg) => !arg.startsWith("-"));
mkdirSync(join(projectDir, "build/test"), { recursive: true });
for (const name of ["acts", "true"]) build(name);

const all: Row[] = [];
let isMet = true;
for (const kernel of kernels.length > 0 ? kernels : ["6.1", "6.12"]) {
  const rows = run(kernel);
  const grown = growth(rows);
  all.push(...rows);
  isMet &&= grown <= GROWTH_MAX && rows.every(({ more, target }) => target === null || more <= target);
  if (args.includes("--json")) continue;
  process.stdout.write(`\n${kernel}, guest instructions (open: a 38-byte path)\n${rows.map(lineOf).join("\n")}\n`);
  process.stdout.write(
    `  an open under 10,000 rules, against one under 10: ${(100 * grown).toFixed(1)} %${grown <= GROWTH_MAX ? "" : "  MISSED ≤ 5 %"}\n`,
  );
}
if (args.includes("--json")) process.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
process.exitCode = isMet ? 0 : 1;
