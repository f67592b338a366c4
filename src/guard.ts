// SPDX-License-Identifier: Apache-2.0
// The kernel's half of the daemon: what is in force for whom, and what must be remembered of it across restarts.

import { join } from "node:path";
import type { Config } from "./config.ts";
import type { Numbers } from "./event/judge.ts";
import { ruleFacts } from "./event/judge.ts";
import type { bailiff } from "./gen/proto.js";
import { type HeldBack, readTallies, type Tally, TallyReview } from "./kernel/accounting.ts";
import type { Addon } from "./kernel/addon.ts";
import { Binder } from "./kernel/binder.ts";
import { Enforcer, type Marked, NONE_MARKED, sumOf, type Throttle } from "./kernel/enforcer.ts";
import { type Applied, Reconciler } from "./kernel/reconcile.ts";
import type { Policy } from "./policy/policy.ts";
import { type BoundRule, type PostureSettings, Resolver } from "./policy/resolve.ts";
import { RuleBook } from "./policy/rule-book.ts";
import { processIds } from "./runtime/cgroups.ts";
import { readState, writeState } from "./state-file.ts";
import { actCounts, type BoundWorkload, tallyCount, workloadName } from "./status.ts";
import { WorkloadNumbers } from "./workload/numbers.ts";
import type { Container, FoundContainer, Host } from "./workload/workload.ts";

const MIB = 1024 * 1024;

export interface GuardOptions {
  readonly config: Config;
  readonly addon: Addon;
  readonly settings: GuardSettings;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Of keeping the state: null where it is well. */
  readonly onStateTrouble: (error: unknown) => void;
}

/** What may change while it guards. */
export interface GuardSettings {
  readonly host: Host;
  readonly postures: PostureSettings;
  readonly throttle: Throttle;
}

/** What the rules in force take. */
export type InForce = Pick<Applied, "ruleSets" | "bytes"> & { readonly workloads: number };

export class Guard {
  readonly enforcer: Enforcer;
  readonly #options: GuardOptions;
  #settings: GuardSettings;
  /** What the kernel was told; null: nothing, as this daemon is not in charge yet. */
  #throttled: Throttle | null = null;
  readonly #book = new RuleBook();
  readonly #workloads: WorkloadNumbers;
  readonly #binder: Binder;
  readonly #reconciler: Reconciler;
  #review: TallyReview;
  #policies: readonly Policy[] | null = null;
  #kept = { book: "", workloads: "", changes: -1 };

  inForce: InForce = { ruleSets: 0, bytes: 0, workloads: 0 };
  /** Files that Block rules name, since the start. */
  marks: Marked = NONE_MARKED;

  /** `remembered`: rules that may have decided what an earlier daemon did not tell any more. Throws UNSUPPORTED_KERNEL. */
  constructor(options: GuardOptions, remembered: Iterable<BoundRule>, nowMs: number) {
    const { config, addon, settings } = options;
    this.#options = options;
    this.#settings = settings;
    this.#workloads = new WorkloadNumbers(config.workloadsMax);
    this.enforcer = Enforcer.open({
      addon,
      enforcer: config.enforcer,
      observeOnly: config.observeOnly,
      pinDir: config.persist ? config.pinDir : null,
      ringBytes: config.ringMiB * MIB,
      workloadsMax: config.workloadsMax,
    });
    const { enforcer } = this;
    this.#restore(remembered);
    this.#binder = new Binder({ enforcer, numbers: this.#workloads, host: () => this.#settings.host, processIds });
    this.#reconciler = new Reconciler({
      enforcer,
      book: this.#book,
      settings: () => this.#settings.postures,
      bytesMax: config.memoryMiB * MIB,
      onNumbers: () => this.#keep(),
    });
    this.#review = new TallyReview(this.tallies(), nowMs);
  }

  /** Containers that have a number, by id: those that are there, and those that an earlier daemon knew. */
  containers(): ReadonlyMap<string, Container> {
    return new Map(Array.from(this.#workloads.held().values(), (container) => [container.id, container]));
  }

  /** Whether the rules of a container are in force, by its id. */
  isBound(id: string): boolean {
    return this.#binder.isBound(id);
  }

  /** Containers that are there now. Returns those that cannot be bound because there are too many. */
  take(found: readonly FoundContainer[]): readonly FoundContainer[] {
    const refused = this.#binder.take(found);
    this.#keep();
    return refused;
  }

  /**
   * The one way to what is in force: whatever changed, all is computed again. Throws NO_ROOM or KERNEL_CALL; then the rules
   * before stay, for the workloads that had them.
   */
  reconcile(policies: readonly Policy[] | null = this.#policies): Applied | null {
    if (policies === null) return null;
    const bound = this.#binder.bound();
    const applied = this.#reconciler.apply({ policies, bound });
    if (this.#throttled !== null && this.#throttled !== this.#settings.throttle) this.#throttle();
    this.#policies = policies;
    // Processes that were there before their rules are told from those that come later.
    if (this.#binder.bind() || applied.isChanged) this.enforcer.labelProcesses();
    if (this.#binder.noteStarts(this.#options.now())) this.#keep();
    this.inForce = { ...applied, workloads: bound.length };
    this.marks = sumOf(this.marks, applied.marked);
    return applied;
  }

  /** From here on these rules decide, and stay when the daemon ends. Throws as Enforcer.takeOver. */
  takeOver(nowMs: number): void {
    this.#throttle();
    this.enforcer.takeOver(nowMs);
  }

  #throttle(): void {
    const { throttle } = this.#settings;
    this.enforcer.throttle(throttle);
    this.#throttled = throttle;
  }

  /** They come into force with the next reconcile. */
  settle(settings: GuardSettings): void {
    this.#settings = settings;
  }

  /** Forgets containers that have gone, with all their processes. */
  release(): void {
    if (!this.#binder.release()) return;
    this.#keep();
    this.reconcile();
  }

  /** Looks again for processes that could not be labelled in passing, for want of memory. Throws KERNEL_CALL. */
  repairLabels(): void {
    const unlabelled = this.enforcer.counters().unlabelled ?? 0;
    if (unlabelled === this.#unlabelled) return;
    this.enforcer.labelProcesses();
    this.#unlabelled = unlabelled;
  }
  #unlabelled = 0;

  numbers(): Numbers {
    return {
      ruleOf: (id) => {
        const bound = this.#book.originOf(id);
        return bound && ruleFacts(bound);
      },
      workloadOf: (number) => this.#workloads.workloadOf(number, this.#settings.host),
    };
  }

  /** All that are bound, and what holds for them. */
  workloads(): readonly BoundWorkload[] {
    const resolver = new Resolver(this.#policies ?? [], this.#settings.postures);
    return this.#binder.bound().map(({ number, workload }) => {
      const { rules } = resolver.ruleSetOf(workload);
      return {
        workload,
        isThere: this.#binder.isThere(number),
        found: this.#binder.found(number),
        start: this.#binder.startOf(number),
        rules,
      };
    });
  }

  tallies() {
    return readTallies(this.enforcer.entries("tallies"));
  }

  /** Alerts that were held back since the last call. */
  heldBack(nowMs: number): readonly HeldBack[] {
    const isKnown = ({ ruleId, workload }: Tally) =>
      (ruleId === 0 || this.#book.originOf(ruleId) !== undefined) && this.#workloads.isHeld(workload);
    const { heldBack, forgotten } = this.#review.look(this.tallies(), nowMs, isKnown);
    for (const { key } of forgotten) this.enforcer.remove("tallies", key);
    return heldBack;
  }

  counts(): bailiff.v1.ICounts {
    const { ruleOf, workloadOf } = this.numbers();
    const nameOf = (number: number) => workloadName(workloadOf(number), number);
    return {
      acts: [0, ...this.#workloads.held().keys()].flatMap((number) =>
        actCounts(nameOf(number), this.enforcer.acts(number)),
      ),
      tallies: this.tallies().map((tally) =>
        tallyCount(tally, nameOf(tally.workload), ruleOf(tally.ruleId)?.policy ?? ""),
      ),
      counters: this.enforcer.counters(),
    };
  }

  /** Lets go of the kernel, after the last records were handed over. Twice is fine. */
  close(): void {
    this.enforcer.close();
  }

  #restore(remembered: Iterable<BoundRule>): void {
    for (const [name, take] of [
      ["book", (data: unknown) => this.#book.restore(data, remembered)],
      ["workloads", (data: unknown) => this.#workloads.restore(data)],
    ] as const) {
      try {
        readState(this.#fileOf(name), take);
      } catch (error) {
        this.#options.onStateTrouble(error);
      }
    }
  }

  /** Before the kernel uses new numbers: it must not be that they are given twice. */
  #keep(): void {
    // A rule book of 100,000 rules takes longer to write out than a container's start may take.
    const changes = this.#book.changes();
    if (changes !== this.#kept.changes && this.#write("book", this.#book.dump())) this.#kept.changes = changes;
    this.#write("workloads", this.#workloads.dump());
  }

  /** Unless it says what was written last. Whether that is kept now. */
  #write(name: "book" | "workloads", data: unknown): boolean {
    const text = JSON.stringify(data);
    if (text === this.#kept[name]) return true;
    try {
      writeState(this.#fileOf(name), data);
      this.#kept[name] = text;
      return true;
    } catch (error) {
      this.#options.onStateTrouble(error);
      return false;
    }
  }

  #fileOf(name: "book" | "workloads"): string {
    return join(this.#options.config.stateDir, name === "book" ? "rule-numbers.json" : "workload-numbers.json");
  }
}
