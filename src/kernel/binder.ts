// SPDX-License-Identifier: Apache-2.0
// Which containers the kernel binds: those that are there, and those that have gone while processes of theirs still run
// somewhere else. A process keeps its label whatever it does.

import { Binding, LABEL, LabelFlag } from "../gen/abi.ts";
import type { WorkloadNumbers } from "../workload/numbers.ts";
import type { FoundContainer, GuardStart, Host, Stage } from "../workload/workload.ts";
import type { Enforcer } from "./enforcer.ts";
import type { Bound } from "./reconcile.ts";

/** What the kernel is told of a container's processes: enum binding. */
const BINDINGS: Readonly<Record<Stage, number>> = {
  new: Binding.FROM_EXEC | Binding.NEW,
  held: Binding.FROM_EXEC | Binding.NEW | Binding.HELD,
  started: Binding.FROM_EXEC | Binding.HELD,
  running: Binding.FROM_EXEC,
  service: 0,
};

/** In the host's mount namespace, as the daemon may not be: it may be in a container, or have a /tmp of its own. */
const INIT = 1;

export interface BinderOptions {
  readonly enforcer: Enforcer;
  readonly numbers: WorkloadNumbers;
  /** As it is now. */
  readonly host: () => Host;
  /** All processes that there are. */
  readonly processIds: () => Uint32Array;
}

export class Binder {
  readonly #options: BinderOptions;
  /** What is there, with its number. A container may be found in several cgroups. */
  #there: readonly (readonly [number, FoundContainer])[] = [];
  /** One of them, by number: with a process, if there is such. */
  #found: ReadonlyMap<number, FoundContainer> = new Map();
  /** Cgroups. */
  #inForce: ReadonlySet<bigint> = new Set();

  constructor(options: BinderOptions) {
    this.#options = options;
  }

  /** Gives numbers to what is there now. Returns those for which there is none left. */
  take(found: readonly FoundContainer[]): readonly FoundContainer[] {
    const { enforcer, numbers } = this.#options;
    const held = numbers.held();
    const numbered = found.map((it) => [numbers.hold(it.container), it] as const);
    const taken = numbered.filter((entry): entry is readonly [number, FoundContainer] => entry[0] !== null);
    for (const [number] of taken) if (!held.has(number)) enforcer.forgetActs(number);
    this.#there = taken;
    this.#found = new Map([
      ...taken.filter(([, { pid }]) => pid === null),
      ...taken.filter(([, { pid }]) => pid !== null),
    ]);
    return numbered.filter(([number]) => number === null).map(([, it]) => it);
  }

  /** Whether it is there: not where only processes of it are left. */
  isThere(number: number): boolean {
    return number === 0 || this.#found.has(number);
  }

  startOf(number: number): GuardStart | null {
    return this.#options.numbers.startOf(number);
  }

  /** As it was found; null: the host, or what is not there. */
  found(number: number): FoundContainer | null {
    return this.#found.get(number) ?? null;
  }

  /** All that rules are to be put in force for. */
  bound(): readonly Bound[] {
    const { numbers, host } = this.#options;
    const containers = Array.from(numbers.held(), ([number, workload]) => {
      return { number, workload, pid: this.#found.get(number)?.pid ?? null };
    });
    return [{ number: 0, workload: host(), pid: INIT }, ...containers];
  }

  /** Whether the kernel has its rules, and its cgroups. By its id. */
  isBound(id: string): boolean {
    const own = this.#there.filter(([, { container }]) => container.id === id);
    return own.length > 0 && own.every(([, { cgroupId }]) => this.#inForce.has(cgroupId));
  }

  /** Binds the cgroups of what is there, whose rules are in force by now. Whether processes in them are to be labelled. */
  bind(): boolean {
    const { enforcer, numbers } = this.#options;
    const wanted = new Map(this.#there.map(([number, { cgroupId, stage }]) => [cgroupId, number | BINDINGS[stage]]));
    const bound = enforcer.boundCgroups();
    enforcer.setLabelled(numbers.held().size);
    const fresh = [...wanted].filter(([cgroup, binding]) => bound.get(cgroup) !== binding);
    for (const [cgroup, binding] of fresh) enforcer.bindCgroup(cgroup, binding);
    for (const cgroup of bound.keys()) if (!wanted.has(cgroup)) enforcer.unbindCgroup(cgroup);
    this.#inForce = new Set(wanted.keys());
    return fresh.length > 0;
  }

  /** After processes have been labelled: notes of which containers this was the beginning. Whether there were such. */
  noteStarts(nowMs: number): boolean {
    const { numbers } = this.#options;
    const fresh = [...this.#found].filter(([number]) => numbers.startOf(number) === null);
    for (const [number, found] of fresh)
      numbers.began(number, { sinceMs: nowMs, isFromStart: this.#isUnstarted(found) });
    return fresh.length > 0;
  }

  /** Whether it has run no program of its own. */
  #isUnstarted({ stage, pid }: FoundContainer): boolean {
    if (stage === "service" || stage === "running") return false;
    if (pid === null) return true;
    const label = this.#options.enforcer.labels(Uint32Array.of(pid));
    if (label.length < LABEL.size) return true; // it has ended
    const flags = new DataView(label.buffer, label.byteOffset, label.byteLength).getUint32(LABEL.flags, true);
    return (flags & LabelFlag.STARTING) !== 0;
  }

  /** Lets go of the containers that have gone and whose last process has ended. Whether there were such. */
  release(): boolean {
    const { enforcer, numbers, processIds } = this.#options;
    const gone = [...numbers.held().keys()].filter((number) => !this.#found.has(number));
    if (gone.length === 0) return false;
    const labelled = workloadsOf(enforcer.labels(processIds()));
    const ended = gone.filter((number) => !labelled.has(number));
    for (const number of ended) numbers.release(number);
    return ended.length > 0;
  }
}

function workloadsOf(labels: Uint8Array): ReadonlySet<number> {
  const view = new DataView(labels.buffer, labels.byteOffset, labels.byteLength);
  const workloads = new Set<number>();
  for (let at = 0; at < labels.length; at += LABEL.size) workloads.add(view.getUint32(at + LABEL.workload, true));
  return workloads;
}
