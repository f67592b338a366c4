// SPDX-License-Identifier: Apache-2.0
// The kernel part as the daemon sees it: rules and workloads go in, records and counts come out.
//
// States: loaded → in force → closed. Loaded programs decide nothing: what an earlier daemon left in force goes on until
// takeOver(). What is pinned stays in force when the daemon ends.

import { randomBytes } from "node:crypto";
import { BailiffError } from "../errors.ts";
import { Counter, PROOF_PROTOCOL, SCRATCH_MIN, SCRATCH_PER_CPU } from "../gen/abi.ts";
import type { Marks } from "../policy/compile.ts";
import type { HashKey } from "../policy/siphash.ts";
import type { Addon, HashName, ProgramInfo, Programs, RulesHandle } from "./addon.ts";
import { Control } from "./control.ts";
import { isNeeded, type Need, NO_NEED, union } from "./needs.ts";
import {
  type EnforcerName,
  explainRefusal,
  KIND_OF,
  missingFor,
  missingSupport,
  spoiltProof,
  uncalled,
} from "./support.ts";

export interface EnforcerOptions {
  readonly addon: Addon;
  /** "auto": the first that the kernel runs. */
  readonly enforcer: "auto" | "BPFLSM" | "fmod_ret";
  /** Where nothing can enforce, tell what would have been denied instead of giving up. */
  readonly observeOnly: boolean;
  /** Where maps and programs are pinned; null: enforcement ends with the process. */
  readonly pinDir: string | null;
  /** Of the ring buffer; a power of two and a multiple of the page size. */
  readonly ringBytes: number;
  /** Workloads there may be at once, the host among them. */
  readonly workloadsMax: number;
}

/** Alerts of one rule in one workload: in the long run, and at once. 0 a second: no limit. */
export interface Throttle {
  readonly perSecond: number;
  readonly burst: number;
}

/** How many files a rule set could mark, and why others could not. */
export interface Marked {
  readonly marked: number;
  readonly absent: number;
  readonly shared: number;
  readonly refused: number;
}

export const NONE_MARKED: Marked = { marked: 0, absent: 0, shared: 0, refused: 0 };

export function sumOf(one: Marked, other: Marked): Marked {
  return {
    marked: one.marked + other.marked,
    absent: one.absent + other.absent,
    shared: one.shared + other.shared,
    refused: one.refused + other.refused,
  };
}

const PROOF_SECTION = "lsm/socket_create";
const LABEL_SECTION = "iter/task";

export class Enforcer {
  readonly name: EnforcerName;
  /** Under which the compiler must hash names. */
  readonly nameKey: HashKey;
  /** How often the rules were replaced. */
  generation = 0;
  /** When the kernel last proved that it asks us, in unix milliseconds; 0: never yet. */
  provedMs = 0;
  readonly #programs: Programs;
  readonly #control: Control;
  /** Whether enforcement outlives the daemon. */
  readonly isPersistent: boolean;
  /** The generation of an earlier daemon; 0: none decides. */
  readonly #before: number;
  #need: Need = NO_NEED;
  #isInForce = false;

  private constructor(loaded: Loaded, isPinned: boolean) {
    this.name = loaded.name;
    this.nameKey = loaded.nameKey;
    this.#programs = loaded.programs;
    this.#control = new Control(loaded.programs);
    this.isPersistent = isPinned;
    this.#before = this.#control.get("generation");
    this.isSuccessor = isSuccessor(loaded.programs);
  }

  /** Loads what this kernel runs. Throws UNSUPPORTED_KERNEL with one line that says what to do. */
  static open(options: EnforcerOptions): Enforcer {
    const missing = missingSupport();
    if (missing !== null) throw new BailiffError("UNSUPPORTED_KERNEL", missing);
    const reasons: string[] = [];
    for (const name of candidates(options)) {
      const loaded = load(name, options);
      if (typeof loaded !== "string") return new Enforcer(loaded, options.pinDir !== null);
      reasons.push(loaded);
    }
    throw new BailiffError("UNSUPPORTED_KERNEL", [...new Set(reasons)].join("; "));
  }

  /** Whether programs of an earlier daemon decide until takeOver(). */
  readonly isSuccessor: boolean;

  /** Of the programs. */
  get programGeneration(): number {
    return this.#programs.generation();
  }

  /** Of the rules in force: bits by enum rule_class. */
  get classes(): number {
    return this.#need.classes;
  }

  /** By section: "lsm/file_open". */
  hooks(): { readonly attached: readonly string[]; readonly missing: readonly string[] } {
    const programs = this.#programs.programs();
    const sections = (of: (program: ProgramInfo) => boolean) => [
      ...new Set(programs.filter(of).map(({ section }) => section)),
    ];
    return { attached: sections(({ isAttached }) => isAttached), missing: sections(({ isMissing }) => isMissing) };
  }

  /** Records from here on, and those that an earlier daemon left. Framed as native/ring.h says. */
  onRecords(callback: (batch: Uint8Array) => void): void {
    this.#programs.onRecords(callback);
  }

  throttle({ perSecond, burst }: Throttle): void {
    const interval = perSecond === 0 ? 0 : Math.round(1e9 / perSecond);
    this.#control.set("alert_burst_ns", interval * burst);
    this.#control.set("alert_interval_ns", interval);
  }

  /** For a rule set that is being compiled: never given before, by no daemon since the maps were made. */
  newRuleSetId(): number {
    const id = this.#control.get("rule_sets") + 1;
    this.#control.set("rule_sets", id);
    return id;
  }

  createRules(blocks: Uint8Array): RulesHandle {
    return kernelCall(`cannot make a rule set of ${blocks.length} bytes`, () => this.#programs.createRules(blocks));
  }

  closeRules(handle: RulesHandle): void {
    this.#programs.closeRules(handle);
  }

  /**
   * Gives workloads their rules, 0: none; `before` has what those have now. Programs that `need` asks for decide before the
   * first workload is bound by them, others go after the last one. Throws KERNEL_CALL, and then all is as before.
   */
  apply(rules: ReadonlyMap<number, RulesHandle>, before: ReadonlyMap<number, RulesHandle>, need: Need): void {
    kernelCall("cannot put the rules in force", () => {
      this.#widen(union(need, this.#need));
      const done: number[] = [];
      try {
        for (const [workload, handle] of rules) {
          this.#programs.setRules(workload, handle);
          done.push(workload);
        }
      } catch (error) {
        for (const workload of done) this.#programs.setRules(workload, before.get(workload) ?? 0);
        this.#narrow(this.#need);
        throw error;
      }
      this.#need = need;
      this.#narrow(need);
    });
    this.generation++;
  }

  #widen(need: Need): void {
    const programs = this.#programs.programs().filter(isHook);
    this.#programs.attach(programs.filter(({ name }) => isNeeded(name, need)).map(({ name }) => name));
    this.#control.set("classes", this.#control.get("classes") | need.classes);
  }

  /** Not while an earlier daemon's programs decide, whose rules are of other classes. */
  #narrow(need: Need): void {
    if (!this.#isInForce) return;
    this.#control.set("classes", need.classes);
    const idle = this.#programs.programs().filter(({ name, isAttached }) => isAttached && !isNeeded(name, need));
    this.#programs.detach(idle.map(({ name }) => name));
  }

  /** Marks files of a rule set for a workload with this process, 0: the host. Counts what cannot be marked. */
  mark(ruleSet: number, marks: Marks, pid: number, inForce: Iterable<number>): Marked {
    const [marked, absent, shared, refused] = kernelCall("cannot mark files", () =>
      this.#programs.mark(
        pid,
        Uint32Array.from(inForce),
        ruleSet,
        Array.from(marks, ({ path }) => path),
        Uint32Array.from(marks, ({ cell }) => cell),
        Uint8Array.from(marks, (mark) => mark.class),
      ),
    );
    if (marked > 0) this.#control.set("marks", this.#control.get("marks") + 1);
    return { marked, absent, shared, refused };
  }

  /** `held`: how many containers have a number, bound or not. While it is 0, nobody looks for labels. */
  setLabelled(held: number): void {
    this.#control.set("labelled", held);
  }

  /** Cgroups that are bound: enum binding. */
  boundCgroups(): Map<bigint, number> {
    const bytes = this.entries("cgroups");
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const bound = new Map<bigint, number>();
    for (let at = 0; at < bytes.length; at += 12) bound.set(view.getBigUint64(at, true), view.getUint32(at + 8, true));
    return bound;
  }

  bindCgroup(cgroup: bigint, binding: number): void {
    const value = new Uint8Array(Uint32Array.of(binding).buffer);
    kernelCall("cannot bind a cgroup", () => this.#programs.put("cgroups", cgroupKey(cgroup), value));
  }

  unbindCgroup(cgroup: bigint): void {
    kernelCall("cannot let go of a cgroup", () => this.#programs.remove("cgroups", cgroupKey(cgroup)));
  }

  /** Labels the processes that are in bound cgroups already. */
  labelProcesses(): void {
    const iterators = this.#programs.programs().filter(({ section }) => section === LABEL_SECTION);
    kernelCall("cannot label processes", () => {
      // Twice: a child may have been forked, behind the first pass, from a parent that was not labelled yet.
      for (const { name } of [...iterators, ...iterators]) this.#programs.iterate(name);
    });
  }

  /** Labels of these processes, one after the other: struct label of bpf/abi.h. */
  labels(pids: Uint32Array): Uint8Array {
    return kernelCall("cannot read labels", () => this.#programs.labels(pids));
  }

  /**
   * From here on these programs decide and stay, and those of an earlier daemon go. There is no moment in which none decides.
   * Throws UNSUPPORTED_KERNEL where the kernel does not ask them after all, and KERNEL_CALL; then those before decide on.
   */
  takeOver(nowMs: number): void {
    kernelCall("cannot take over", () => {
      this.#widen(this.#need);
      this.#programs.pin();
      if (this.#before !== 0) this.#control.set("previous", this.#before);
      this.#control.set("generation", this.#programs.generation());
      const unproved = this.prove(nowMs);
      if (unproved !== null) {
        this.#control.set("generation", this.#before);
        this.#control.set("previous", 0);
        this.#programs.detach(attached(this.#programs));
        throw new BailiffError("UNSUPPORTED_KERNEL", unproved);
      }
      this.#programs.dropOthers();
      this.#control.set("previous", 0);
      this.#isInForce = true;
      this.#narrow(this.#need);
    });
  }

  /** By the harmless act that these programs refuse. Null when proved, else why not. */
  prove(nowMs: number): string | null {
    const proof = this.#programs.prove(PROOF_PROTOCOL);
    const wanted = this.name === "observer" ? "EINVAL" : "EACCES";
    const why = uncalled(this.name, proof) ?? (proof.answer === wanted ? null : wrongAnswer(proof.answer, wanted));
    if (why === null) this.provedMs = nowMs;
    return why;
  }

  /**
   * Acts that nobody judged: a program that is none of an LSM hook is left out while another task is in the middle of it on
   * the same CPU, which takes a kernel that preempts. Of these programs, not of those that an earlier daemon left.
   */
  missed(): number {
    return kernelCall("cannot look at the programs", () => this.#programs.missed());
  }

  /** What the kernel counted, by the names of enum counter in bpf/abi.h in small letters. */
  counters(): Record<string, number> {
    const counts = kernelCall("cannot read counters", () => this.#programs.sums("counters", 0));
    const names = Object.entries(Counter).filter(([name]) => name !== "MAX");
    return Object.fromEntries(names.map(([name, index]) => [name.toLowerCase(), counts[index] ?? 0]));
  }

  /** Acts of a workload that were judged, by enum hook. */
  acts(workload: number): readonly number[] {
    return kernelCall("cannot read counts", () => this.#programs.sums("acts", workload));
  }

  /** For a number that another workload had. */
  forgetActs(workload: number): void {
    kernelCall("cannot reset counts", () => this.#programs.zero("acts", workload));
  }

  /** Of each entry the key, then the value. */
  entries(map: HashName): Uint8Array {
    return kernelCall(`cannot read ${map}`, () => this.#programs.entries(map));
  }

  remove(map: HashName, key: Uint8Array): void {
    kernelCall(`cannot remove from ${map}`, () => this.#programs.remove(map, key));
  }

  /** Lets go of the kernel, after the last records were handed over. Twice is fine. */
  close(): void {
    this.#programs.close();
  }
}

interface Loaded {
  readonly name: EnforcerName;
  readonly programs: Programs;
  readonly nameKey: HashKey;
}

function candidates({ enforcer, observeOnly }: EnforcerOptions): readonly EnforcerName[] {
  const enforcing = enforcer === "auto" ? (["BPFLSM", "fmod_ret"] as const) : [enforcer];
  return observeOnly ? [...enforcing, "observer"] : enforcing;
}

/** Loaded programs that the kernel calls, or why there are none. */
function load(name: EnforcerName, { addon, pinDir, ringBytes, workloadsMax }: EnforcerOptions): Loaded | string {
  const missing = missingFor(name);
  if (missing !== null) return missing;
  const nameKey = randomBytes(16);
  const sizes = { ringBytes, workloadsMax, scratchPerCpu: SCRATCH_PER_CPU, scratchMin: SCRATCH_MIN };
  let programs: Programs | undefined;
  try {
    programs = new addon.Programs({ kind: KIND_OF[name], pinDir, nameKey, ...sizes });
    const spoilt = isSuccessor(programs) ? null : spoiltProof(addon, PROOF_PROTOCOL);
    const why = spoilt ?? uncalled(name, call(programs));
    if (why === null) return { name, programs, nameKey };
    programs.close();
    return why;
  } catch (error) {
    programs?.close();
    return explainRefusal(error);
  }
}

/** What decides now may have a control of its own, of another shape. */
const isSuccessor = (programs: Programs): boolean =>
  new Control(programs).get("generation") !== 0 || programs.others().length > 0;

/** Lets the kernel call the first program. It decides nothing yet. */
function call(programs: Programs): { answer: string; runs: number } {
  const proof = programs.programs().find(({ section, isMissing }) => section === PROOF_SECTION && !isMissing);
  if (proof === undefined) return { answer: "", runs: 0 };
  const needed = programs.programs().filter(({ name, isMissing }) => !isMissing && isNeeded(name, NO_NEED));
  programs.load(needed.map(({ name }) => name));
  programs.exempt();
  programs.attach([proof.name]);
  return programs.prove(PROOF_PROTOCOL);
}

const attached = (programs: Programs): string[] =>
  programs
    .programs()
    .filter(({ isAttached }) => isAttached)
    .map(({ name }) => name);

const isHook = ({ section, isMissing }: ProgramInfo): boolean => !isMissing && /^(lsm|tp_btf|fentry)\//.test(section);

const wrongAnswer = (answer: string, wanted: string): string =>
  `the kernel calls the programs and does not heed them (the proof answered ${answer || "success"}, not ${wanted})`;

function cgroupKey(cgroup: bigint): Uint8Array {
  return new Uint8Array(BigUint64Array.of(cgroup).buffer);
}

/** With the name of what was tried. */
function kernelCall<T>(what: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (error instanceof BailiffError) throw error;
    throw new BailiffError("KERNEL_CALL", what, { cause: error });
  }
}
