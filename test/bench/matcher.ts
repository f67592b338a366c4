// SPDX-License-Identifier: Apache-2.0
// npm run bench:matcher: what the kernel takes to find what a rule set says of a path, in nanoseconds a match, without the hook
// around it. Numbers of one run can be compared with each other, and with no others.
//
//   node test/bench/matcher.ts [--json] [--vm KERNEL]      in the running kernel, or in a test machine, which emulates its
//                                                          processor: there only what is decided means something
//
// Ends with 1 where a decision is not what the reference model says, with 3 where the running kernel takes no such program.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, release } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Verdict } from "../../src/gen/abi.ts";
import { CLASS_CODES } from "../../src/policy/codes.ts";
import { compile } from "../../src/policy/compile.ts";
import { RuleBook } from "../../src/policy/rule-book.ts";
import { projectDir } from "../vm/machine.ts";
import { type Answer, ASKED, type Asked, actOf, expectedOf, isThere, type Measured, SETS } from "./matching.ts";

const EXIT_REFUSED = 3;
const COLUMN_GAP = 6;
const KEY = Uint8Array.from({ length: 16 }, (_, i) => 3 * i + 1);
/** As the Makefile names them. */
const BUILT = ["build/test/matcher", "build/native/bpf/matcher.bpf.o"] as const;
const [MATCHER, OBJECT] = [join(projectDir, BUILT[0]), join(projectDir, BUILT[1])];
/** In the checkout, which the test machine sees. */
const DIRECTORY = join(projectDir, "build/test/matching");

/** A rule set that is ready to be measured. */
interface Ready {
  readonly name: string;
  readonly file: string;
  /** By act. */
  readonly expected: readonly Answer[];
  readonly isThere: readonly boolean[];
}

interface Row {
  readonly asked: Asked;
  readonly rules: string;
  readonly rounds: number;
  readonly ns: number;
  readonly answer: Answer;
  readonly expected: Answer;
  /** False: the rule that is meant is not in the set. */
  readonly isThere: boolean;
}

/** Says why and ends: what comes next would mean nothing. */
function leave(reason: string, status: number): never {
  process.stderr.write(`bench:matcher: ${reason}\n`);
  process.exit(status);
}

function build(): void {
  const { status } = spawnSync("make", ["-s", ...BUILT], { cwd: projectDir, stdio: ["ignore", 2, 2] });
  if (status !== 0) leave("it could not be built", 1);
}

function prepare({ name, ruleSet }: Measured, index: number): Ready {
  const ruleIds = new RuleBook();
  const rules = ruleSet();
  const { blocks } = compile(rules, { key: KEY, ruleIds, id: index + 1 });
  const file = join(DIRECTORY, `${index}.blocks`);
  writeFileSync(file, blocks ?? "");
  return {
    name,
    file,
    expected: ASKED.map((asked) => expectedOf(rules, asked, ruleIds)),
    isThere: ASKED.map((asked) => isThere(asked, rules)),
  };
}

function lineOfAct(asked: Asked): string {
  const act = actOf(asked);
  return `${CLASS_CODES[act.class]} ${Number(act.access === "write")} ${Number(act.isOwner)} ${act.path}\n`;
}

/** All of one run of the program. */
function measure(kernel: string | undefined): readonly Row[] {
  mkdirSync(DIRECTORY, { recursive: true });
  const acts = join(DIRECTORY, "acts");
  writeFileSync(acts, ASKED.map(lineOfAct).join(""));
  const sets = SETS.map(prepare);
  const command = [MATCHER, OBJECT, Buffer.from(KEY).toString("hex"), acts, ...sets.map(({ file }) => file)];
  const output = kernel === undefined ? runHere(command) : runInMachine(kernel, command);
  const rows = output
    .trim()
    .split("\n")
    .map((line): Row => {
      const [file, ...numbers] = line.split(" ");
      const [act = -1, rounds = 0, ns = Number.NaN, verdict, ruleId = 0] = numbers.map(Number);
      const set = sets.find((it) => it.file === file);
      const [asked, expected] = [ASKED[act], set?.expected[act]];
      if (set === undefined || asked === undefined || expected === undefined) leave(`unexpected output: ${line}`, 1);
      const answer = { verdict: wordOf(verdict), ruleId };
      return { asked, rules: set.name, rounds, ns, answer, expected, isThere: set.isThere[act] === true };
    });
  if (rows.length !== sets.length * ASKED.length) leave(`${rows.length} rows are not all`, 1);
  return rows;
}

function wordOf(verdict: number | undefined): Answer["verdict"] {
  switch (verdict) {
    case Verdict.ALLOW:
      return "allow";
    case Verdict.AUDIT:
      return "audit";
    case Verdict.DENY:
      return "deny";
    default:
      return leave(`${verdict} is no verdict`, 1);
  }
}

function runHere([program = "", ...args]: readonly string[]): string {
  const { status, stdout } = spawnSync(program, args, { stdio: ["ignore", "pipe", "inherit"], encoding: "utf8" });
  if (status === EXIT_REFUSED) {
    const why = "this kernel lets nobody, or not this user, load a BPF program";
    leave(`${why}: be root, or use a test machine, with --vm 6.12 (npm run bench:matcher -- --vm 6.12)`, EXIT_REFUSED);
  }
  if (status !== 0) leave(`the program ended with ${status}`, 1);
  return stdout;
}

function runInMachine(kernel: string, command: readonly string[]): string {
  const machine = ["--kernel", kernel, "--timeout", "600", "--", ...command];
  try {
    return execFileSync(join(projectDir, "test/vm/run"), machine, {
      stdio: ["ignore", "pipe", "inherit"],
      encoding: "utf8",
    });
  } catch (error) {
    return leave(`in the test machine of ${kernel}: ${(error as Error).message}`, 1);
  }
}

const isRight = ({ answer, expected }: Row): boolean =>
  answer.verdict === expected.verdict && answer.ruleId === expected.ruleId;

/** Acts down, rules across. "–": the rule that is meant is not in the set. */
function tableOf(rows: readonly Row[]): string {
  const line = (name: string, texts: readonly string[]) =>
    `  ${name.padEnd(38)}${texts.map((text, i) => text.padStart((SETS[i]?.name.length ?? 0) + COLUMN_GAP)).join("")}\n`;
  const lines = ASKED.map((asked) => {
    const own = rows.filter((row) => row.asked === asked);
    return line(
      asked.name,
      own.map(({ ns, isThere }) => (isThere ? ns.toFixed(0) : "–")),
    );
  });
  const names = SETS.map(({ name }) => name);
  return `${line("ns a match; rules:", names)}${lines.join("")}`;
}

function placeOf(kernel: string | undefined): string {
  const processor = cpus()[0]?.model.trim() ?? "unknown processor";
  return kernel === undefined
    ? `kernel ${release()}, ${processor}`
    : `kernel ${kernel} in a test machine, whose processor is emulated on ${processor}`;
}

const { values } = parseArgs({ options: { json: { type: "boolean" }, vm: { type: "string" } } });
build();
const rows = measure(values.vm);
if (values.json) {
  const told = rows.map(({ asked: { name, path }, rules, rounds, ns, answer, expected }) => {
    return { act: name, bytes: Buffer.byteLength(path), rules, rounds, ns, ...answer, expected };
  });
  process.stdout.write(`${JSON.stringify({ place: placeOf(values.vm), rows: told }, null, 2)}\n`);
} else {
  process.stdout.write(`\n${placeOf(values.vm)}\n${tableOf(rows)}`);
}
for (const row of rows) {
  if (isRight(row)) continue;
  const { asked, rules, answer, expected } = row;
  const [is, wanted] = [answer, expected].map(({ verdict, ruleId }) => `${verdict} by ${ruleId}`);
  process.stderr.write(`bench:matcher: ${asked.name}, rules: ${rules}: ${is}, the model says ${wanted}\n`);
}
process.exitCode = rows.every(isRight) ? 0 : 1;
