// SPDX-License-Identifier: Apache-2.0
// Every way round a rule that is known, under every kind of rule that should hold it: what it answers, that a record tells of it,
// and that the same on free things passes. Before that, each must succeed where no rule forbids it. Prints a scoreboard.
import t from "tap";
import type { feeder } from "../../src/gen/proto.js";
import { Guard, KERNELS } from "../kernel/fixture.ts";
import type { Machine, Process } from "../vm/machine.ts";
import { ROWS, type User } from "./rows.ts";
import { command, controls, isAsExpected, isFlood, isKept, type Processes, type Trial, trialsUnder } from "./trial.ts";
import { CONFIG, cellOf, ESCAPE, MARK, policiesOf, RESET, SET_NAMES, SETS, SETUP, type SetName } from "./world.ts";

const USERS: readonly User[] = [0, 1000];
const BATCH_MS_MAX = 240_000;
/** Trials that are run before their records are fetched: the ring, which is small for the floods, holds them all. */
const BATCH = 80;

interface Seen {
  readonly trial: Trial;
  readonly answer: string;
  /** Null: none were looked for. */
  readonly alerts: readonly feeder.IAlert[] | null;
}

/**
 * Names of kernels and sets, for whoever looks into one: BYPASS="6.12 path list"; all: BYPASS="6.1 6.12". Then faults are told
 * at once.
 */
const only = (process.env.BYPASS ?? "").split(" ").filter((word) => word !== "");
const chosen = (name: string, names: readonly string[]) =>
  !only.some((it) => names.includes(it)) || only.includes(name);

/** Decided by the same code as others: for their time tried on one kernel only, unless they are asked for. */
const ALIKE: readonly SetName[] = ["directory", "pattern", "source", "readOnlyTree", "addressSource"];

async function bash(machine: Machine, script: string): Promise<string> {
  const { status, stdout, stderr } = await machine.exec(["bash"], { input: script, cwd: "/", timeoutMs: BATCH_MS_MAX });
  if (status !== 0) throw new Error(`status ${status}: ${stderr}${stdout}`);
  return stdout;
}

/** Runs them one after the other and returns what each said. */
async function runAll(machine: Machine, trials: readonly Trial[], processes: Processes): Promise<readonly string[]> {
  const lines = trials.map((it, i) => `printf '@%d ' ${i}; ${command(it, processes)} 2>&1 || echo "status $?"`);
  const output = `\n${await bash(machine, lines.join("\n"))}`;
  const answers = output.split(/\n@\d+ /).slice(1);
  if (answers.length !== trials.length)
    throw new Error(`${trials.length} trials, ${answers.length} answers:\n${output}`);
  return answers.map((answer) => answer.trim());
}

/** The first line that it prints; it goes on. */
async function firstLine(of: Process): Promise<string> {
  let text = "";
  for await (const bytes of of.stdout.iterator({ destroyOnReturn: false })) {
    text += bytes;
    if (text.includes("\n")) break;
  }
  return text.trim();
}

class Field {
  readonly guard: Guard;
  readonly processes: Processes;

  private constructor(guard: Guard, processes: Processes) {
    this.guard = guard;
    this.processes = processes;
  }

  static async start(kernel: (typeof KERNELS)[number]): Promise<Field> {
    const guard = await Guard.start({
      kernel,
      config: CONFIG,
      before: `bash << 'END_OF_SETUP'\n${SETUP}\nEND_OF_SETUP`,
    });
    const { machine } = guard;
    const sleeper = async (...options: string[]) =>
      Number(await firstLine(machine.spawn(["env", "NOTE=the secret", ESCAPE, ...options, "sleeper"], { cwd: "/" })));
    for (const set of SET_NAMES.filter((name) => SETS[name].at === "cell")) await sleeper("-c", cellOf(set));
    await firstLine(machine.spawn([ESCAPE, "serve", "/w/sock", "7001", "7002"], { cwd: "/" }));
    const daemon = Number((await machine.exec(["pgrep", "-o", "-f", "dist/bailiffd.js"])).stdout);
    return new Field(guard, { daemon, sleepers: { 0: await sleeper(), 1000: await sleeper("-u", "1000") } });
  }

  /** Without any policy, as part of the host. */
  async control(): Promise<readonly Seen[]> {
    await this.guard.policies();
    const seen: Seen[] = [];
    for (const user of USERS) {
      await bash(this.guard.machine, RESET);
      const trials = controls(user).filter((trial) => !isKept(trial));
      const answers = await runAll(this.guard.machine, trials, this.processes);
      seen.push(...trials.map((trial, i) => ({ trial, answer: answers[i] ?? "", alerts: null })));
    }
    return seen;
  }

  /** Under some sets, which are in force together. */
  async under(sets: readonly SetName[]): Promise<readonly Seen[]> {
    const { guard, processes } = this;
    await guard.policies();
    await bash(guard.machine, RESET);
    const trials = sets.flatMap((set) => USERS.flatMap((user) => trialsUnder(set, user)));
    const waiting = await Promise.all(trials.filter(isKept).map((trial) => this.#wait(trial)));
    const status = await guard.policies(...sets.flatMap(policiesOf));
    const refused = status.policies?.filter(({ state }) => state !== "enforced" && state !== "elsewhere");
    if (refused?.length !== 0) throw new Error(`not in force: ${JSON.stringify(refused)}`);
    await guard.takeAlerts();
    const seen: Seen[] = [];
    const take = async (answered: readonly (readonly [Trial, string])[]) => {
      const alerts = byMark(await guard.takeAlerts());
      if (alerts.length !== answered.length) {
        const counters = JSON.stringify((await guard.status()).counters);
        throw new Error(`${answered.length} trials, ${alerts.length} marks; ${counters}`);
      }
      const fresh = answered.map(([trial, answer], i) => ({ trial, answer, alerts: alerts[i] ?? [] }));
      seen.push(...fresh);
      if (only.length > 0) for (const it of fresh) process.stderr.write(fault(it) ? `${fault(it)}\n` : "");
    };
    for (const { trial, go } of waiting) await take([[trial, await go()]]);
    const others = trials.filter((trial) => !isKept(trial) && !isFlood(trial));
    for (let at = 0; at < others.length; at += BATCH) {
      const batch = others.slice(at, at + BATCH);
      const answers = await runAll(guard.machine, batch, processes);
      await take(batch.map((trial, i) => [trial, answers[i] ?? ""]));
    }
    const floods = trials.filter(isFlood);
    const answers = await runAll(guard.machine, floods, processes);
    seen.push(...floods.map((trial, i) => ({ trial, answer: answers[i] ?? "", alerts: null })));
    await guard.takeAlerts();
    return seen;
  }

  async #wait(trial: Trial): Promise<{ trial: Trial; go: () => Promise<string> }> {
    const waiting = this.guard.machine.spawn(["bash", "-c", `exec ${command(trial, this.processes)}`], { cwd: "/" });
    waiting.stderr.resume();
    const first = await firstLine(waiting);
    return {
      trial,
      go: async () => {
        if (first !== "ready") return first;
        waiting.stdin.end("\n");
        const answer = await firstLine(waiting);
        await waiting.status;
        return answer;
      },
    };
  }
}

/** The alerts of each trial: they lie between its mark and the next one's. */
function byMark(alerts: readonly feeder.IAlert[]): readonly (readonly feeder.IAlert[])[] {
  const groups: feeder.IAlert[][] = [];
  for (const alert of alerts) {
    if (alert.Resource === MARK) groups.push([]);
    else groups.at(-1)?.push(alert);
  }
  return groups;
}

/** What is wrong with it; null: nothing. */
function fault({ trial, answer, alerts }: Seen): string | null {
  const { set, user, part, act, executes, expected } = trial;
  const head = `${part} ${act.slice(0, 120)}${executes ? " -x" : ""} under ${set ?? "no policy"} as ${user}: `;
  if (!isAsExpected(trial, answer)) return `${head}${expected} expected, "${answer}"`;
  const blocked = alerts?.filter(({ Action }) => Action === "Block") ?? [];
  if (alerts !== null && expected === "denied" && blocked.length === 0)
    return `${head}no record tells that it was denied`;
  if (part === "twin" && blocked.length > 0)
    return `${head}told as denied: ${blocked.map(({ PolicyName, Resource, Data }) => `${PolicyName} ${Resource} ${Data}`).join("; ")}`;
  return null;
}

function score(seen: readonly Seen[]): string {
  const attacks = seen.filter(({ trial }) => trial.set !== null && trial.part === "attack");
  if (attacks.length === 0) return "not applicable";
  const held = attacks.filter(({ answer }) => answer !== "done").length;
  return held === attacks.length ? `held (${held})` : `held ${held} of ${attacks.length}`;
}

for (const kernel of KERNELS.filter((name) => chosen(name, KERNELS))) {
  t.test(`ways round on ${kernel}`, async (t) => {
    const field = await Field.start(kernel);
    t.teardown(() => field.guard.stop());
    const seen: Seen[] = [...(await field.control())];
    const isWhole = only.length > 0 || kernel === KERNELS.at(-1);
    const sets = SET_NAMES.filter((name) => chosen(name, SET_NAMES) && (isWhole || !ALIKE.includes(name)));
    // The host's rules would bind those who help from outside.
    for (const at of ["cell", "host"] as const) {
      const together = sets.filter((name) => SETS[name].at === at);
      if (together.length > 0) seen.push(...(await field.under(together)));
    }
    const board: string[] = [];
    for (const row of ROWS) {
      const ofRow = seen.filter(({ trial }) => trial.row === row);
      const faults = ofRow.map(fault).filter((it) => it !== null);
      const title = `${String(row.number).padStart(2)} ${row.title}`;
      t.same(faults, [], title);
      board.push(`${title}: ${score(ofRow)}${faults.length > 0 ? `, ${faults.length} not as expected` : ""}`);
    }
    t.comment(`scoreboard on ${kernel}\n${board.join("\n")}`);
  });
}
