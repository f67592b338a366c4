// SPDX-License-Identifier: Apache-2.0
// Policies that are given to the daemon by calls: in force when the call is answered, kept across restarts, and on trial first
// where they were asked to be.
//
// States: settled ⇄ on trial. What is on trial is in force and not yet kept, so that a restart undoes it, too; until it is confirmed
// or undone nothing else is changed.

import { type Candidate, type Result, readRequest, refuse } from "./applied-request.ts";
import { explain } from "./errors.ts";
import type { bailiff } from "./gen/proto.js";
import type { Held, Intake } from "./intake.ts";
import { POLICY_BYTES_MAX, POLICY_FILES_MAX, TRIAL_MS_MAX } from "./limits.ts";
import { identityOf } from "./policy/policy.ts";
import { namespaceOf, type SourceFile } from "./policy/store.ts";
import { commit, drop, keptFile, readKept, stage, unstage } from "./source/kept-files.ts";

type Results = bailiff.v1.IPolicyResults;
/** By file. */
type Kept = ReadonlyMap<string, SourceFile>;

export interface AppliedOptions {
  /** Where they are kept. */
  readonly directory: string;
  readonly intake: Intake;
  /** Why the kernel has not taken the policies that it was given last. */
  readonly refusal: () => string;
  /** Something was changed, or was to be. */
  readonly onChange: (text: string) => void;
  readonly now: () => number;
}

/** How long after an undoing that the kernel refused it is tried again. */
const UNDO_AGAIN_MS = 1000;

interface Trial {
  readonly before: Kept;
  readonly changed: readonly Candidate[];
  readonly byMs: number;
  timer: NodeJS.Timeout;
}

export class Applied {
  readonly #options: AppliedOptions;
  /** In force, but for what another source has the name of. */
  #kept: Kept;
  #trial: Trial | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  /** Tells the intake what was kept; the intake brings it into force when it has the other sources. Throws FILE. */
  static async open(options: AppliedOptions): Promise<Applied> {
    const kept = await readKept(options.directory);
    options.intake.begin("applied", [...kept.values()]);
    return new Applied(options, kept);
  }

  private constructor(options: AppliedOptions, kept: Kept) {
    this.#options = options;
    this.#kept = kept;
  }

  /** When what is on trial is undone, in unix milliseconds; 0: nothing is. */
  get confirmBy(): number {
    return this.#trial?.byMs ?? 0;
  }

  apply(request: bailiff.v1.IApplyPoliciesRequest): Promise<Results> {
    return this.#inTurn(async () => {
      const { results, candidates } = readRequest(this.#options.directory, request.texts ?? []);
      const waitMs = request.confirmWithinMs ?? 0;
      if (this.#trial !== null) refuse(candidates, this.#onTrial(this.#trial));
      else if (waitMs > TRIAL_MS_MAX)
        refuse(candidates, `nothing is on trial for longer than ${TRIAL_MS_MAX / 3_600_000} h`);
      else await this.#add(candidates, waitMs);
      for (const result of results) this.#tell(result);
      return { results, confirmBy: this.confirmBy };
    });
  }

  delete(request: bailiff.v1.IDeletePoliciesRequest): Promise<Results> {
    return this.#inTurn(async () => {
      const results = await this.#delete(request.policies ?? []);
      for (const result of results) this.#tell(result);
      return { results, confirmBy: this.confirmBy };
    });
  }

  confirm({ undo }: bailiff.v1.IConfirmPoliciesRequest): Promise<Results> {
    return this.#inTurn(async () => {
      const results = this.#trial === null ? [] : await (undo ? this.#undo(this.#trial) : this.#confirm(this.#trial));
      return { results, confirmBy: this.confirmBy };
    });
  }

  /** What is on trial is not confirmed: the next daemon begins without it. Twice is fine. */
  close(): void {
    clearTimeout(this.#trial?.timer);
  }

  /** One change after another. */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(act);
    this.#turn = done.catch(() => {}); // it is for whoever asked
    return done;
  }

  async #add(candidates: readonly Candidate[], waitMs: number): Promise<void> {
    const changing = candidates.filter(({ file, text, result }) => {
      const kept = this.#kept.get(file);
      result.result = kept === undefined ? "added" : "changed";
      if (kept !== undefined && "text" in kept && kept.text === text) result.result = "unchanged";
      return result.result !== "unchanged";
    });
    try {
      for (const { file, text } of changing) await stage(file, text);
    } catch (error) {
      refuse(changing, explain(error));
    }
    // From here to the kernel nothing waits, so that no other source comes between.
    const holders = this.#options.intake.holders();
    for (const candidate of candidates) {
      const holder = holders.get(identityOf(candidate.policy));
      if (holder !== undefined && holder.good.file !== candidate.file) refuse([candidate], heldBy(holder));
    }
    const added = changing.filter(isGood);
    const before = this.#kept;
    const next = new Map([...before, ...added.map(({ file, text }) => [file, { file, text }] as const)]);
    const why = tooMuch(next) ?? (added.length === 0 ? null : this.#take(next));
    if (why !== null) refuse(added, why);
    const taken = added.filter(isGood);
    if (waitMs > 0 && taken.length > 0) this.#begin(before, taken, waitMs);
    else await this.#keep(taken);
    await this.#discard(changing.filter((it) => !isGood(it)));
  }

  async #delete(asked: readonly bailiff.v1.IPolicyId[]): Promise<Result[]> {
    const holders = this.#options.intake.holders();
    const next = new Map(this.#kept);
    const deletions = asked.map((policy) => {
      const { kind, name } = policy;
      const namespace = namespaceOf({ kind: kind ?? "", namespace: policy.namespace || null });
      const file = keptFile(this.#options.directory, { kind: kind ?? "", namespace, name: name ?? "" });
      const result: Result = { policy: { ...policy, namespace }, result: this.#kept.has(file) ? "deleted" : "absent" };
      next.delete(file);
      const holder = holders.get([kind, ...(namespace === null ? [] : [namespace]), name].join("/"));
      const isElsewhere = result.result === "absent" && holder !== undefined;
      if (isElsewhere) refuse([{ result }], `${heldBy(holder)}: remove it there`);
      return { result, file };
    });
    const going = deletions.filter(({ result }) => result.result === "deleted");
    const why = this.#trial !== null ? this.#onTrial(this.#trial) : going.length === 0 ? null : this.#take(next);
    if (why !== null) refuse(going, why);
    for (const { result, file } of going.filter(isGood)) {
      await drop(file).catch((error) => {
        result.message = `it comes back when the daemon is started again: ${explain(error)}`;
      });
    }
    return deletions.map(({ result }) => result);
  }

  /** Why these are not in force now, and those before are; null: they are. */
  #take(files: Kept): string | null {
    const { intake, refusal } = this.#options;
    if (intake.take("applied", [...files.values()])) {
      this.#kept = files;
      return null;
    }
    const why = refusal();
    intake.take("applied", [...this.#kept.values()]);
    return why;
  }

  async #keep(candidates: readonly Candidate[]): Promise<void> {
    for (const { file, result } of candidates) {
      await commit(file).catch((error) => {
        result.message = `it is in force until the daemon is started again: ${explain(error)}`;
      });
    }
  }

  async #discard(candidates: readonly Candidate[]): Promise<void> {
    // What is left behind goes when the daemon is started again.
    for (const { file } of candidates) await unstage(file).catch((error) => this.#options.onChange(explain(error)));
  }

  #begin(before: Kept, changed: readonly Candidate[], waitMs: number): void {
    const byMs = this.#options.now() + waitMs;
    this.#trial = { before, changed, byMs, timer: this.#undoIn(waitMs) };
  }

  #undoIn(ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      void this.#inTurn(async () => {
        if (this.#trial !== null) await this.#undo(this.#trial);
      });
    }, ms);
  }

  async #confirm({ changed, timer }: Trial): Promise<Result[]> {
    clearTimeout(timer);
    this.#trial = null;
    const results = changed.map(({ result, ...rest }) => ({ ...rest, result: { ...result, result: "confirmed" } }));
    await this.#keep(results);
    for (const { result } of results) this.#tell(result);
    return results.map(({ result }) => result);
  }

  async #undo(trial: Trial): Promise<Result[]> {
    clearTimeout(trial.timer);
    const results = trial.changed.map(({ result }) => ({ result: { ...result, result: "undone" } }));
    const why = this.#take(trial.before);
    if (why === null) {
      this.#trial = null;
      await this.#discard(trial.changed);
    } else {
      refuse(results, why);
      trial.timer = this.#undoIn(UNDO_AGAIN_MS);
    }
    for (const { result } of results) this.#tell(result);
    return results.map(({ result }) => result);
  }

  #onTrial({ byMs }: Trial): string {
    const seconds = Math.max(0, Math.ceil((byMs - this.#options.now()) / 1000));
    return `what was added last waits for being confirmed, for ${seconds} s more (bailiff policy confirm)`;
  }

  #tell({ policy, result, message, problems, file }: Result): void {
    const name = nameText(policy ?? {}) || file || "a policy";
    const [first] = problems ?? [];
    const wrong =
      first && `${first.file}:${first.line}:${first.column}: ${first.path ? `${first.path}: ` : ""}${first.message}`;
    const why = wrong ?? message;
    if (result !== "unchanged") this.#options.onChange(`${name}: ${result}${why ? `: ${why}` : ""}`);
  }
}

function isGood({ result }: { readonly result: Result }): boolean {
  return result.result !== "refused";
}

const SOURCE_WORDS = {
  directory: "the policy directory",
  applied: "the policies that were applied",
  kubernetes: "the Kubernetes API",
} as const;

function heldBy({ source, good: { policy } }: Held): string {
  return `${SOURCE_WORDS[source]} has it, at ${policy.at.file}:${policy.at.line}`;
}

/** Why there are too many of them, or too large ones. */
function tooMuch(files: Kept): string | null {
  if (files.size > POLICY_FILES_MAX) return `there would be ${files.size} of them, the limit is ${POLICY_FILES_MAX}`;
  const bytes = [...files.values()].reduce((sum, it) => sum + ("text" in it ? Buffer.byteLength(it.text) : 0), 0);
  return bytes > POLICY_BYTES_MAX ? `they would have ${bytes} bytes together, the limit is ${POLICY_BYTES_MAX}` : null;
}

/** As it is typed: KIND/NAME, or KIND/NAMESPACE/NAME. */
function nameText({ kind, namespace, name }: bailiff.v1.IPolicyId): string {
  return [kind, namespace, name].filter(Boolean).join("/");
}
