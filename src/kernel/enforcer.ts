// SPDX-License-Identifier: Apache-2.0
// The kernel part as the daemon sees it: rules go in, records and counters come out.
import { randomBytes } from "node:crypto";
import { BailiffError } from "../errors.ts";
import { Counter, SCRATCH_MIN, SCRATCH_PER_CPU, Workload } from "../gen/abi.ts";
import type { CompiledRules } from "../policy/compile.ts";
import type { HashKey } from "../policy/siphash.ts";
import type { Addon, Programs } from "./addon.ts";
import { explainRefusal, missingSupport, prove, spoiltProof } from "./support.ts";

export interface EnforcerOptions {
  readonly addon: Addon;
  /** Of the ring buffer; a power of two and a multiple of the page size. */
  readonly ringBytes: number;
  /** Batches of records, framed as native/ring.h says; valid during the call only. */
  readonly onRecords: (batch: Uint8Array) => void;
}

/** Enforcing from the moment it exists until close(). */
export class Enforcer {
  readonly name = "BPFLSM";
  readonly hooks: readonly string[];
  /** Under which the compiler must hash names. */
  readonly nameKey: HashKey;
  /** How often the rules were replaced. */
  generation = 0;
  readonly #programs: Programs;

  private constructor(programs: Programs, hooks: readonly string[], nameKey: HashKey) {
    this.#programs = programs;
    this.hooks = hooks;
    this.nameKey = nameKey;
  }

  /** Loads, attaches and proves. Throws UNSUPPORTED_KERNEL with one line that says what to do. */
  static open({ addon, ringBytes, onRecords }: EnforcerOptions): Enforcer {
    const missing = missingSupport() ?? spoiltProof(addon);
    if (missing !== null) throw new BailiffError("UNSUPPORTED_KERNEL", missing);
    const nameKey = randomBytes(16);
    let programs: Programs | undefined;
    try {
      programs = new addon.Programs(ringBytes, nameKey, SCRATCH_PER_CPU, SCRATCH_MIN);
      programs.onRecords(onRecords);
      const hooks = programs.attach();
      const unproved = prove(addon);
      if (unproved !== null) throw new BailiffError("UNSUPPORTED_KERNEL", unproved);
      return new Enforcer(programs, hooks, nameKey);
    } catch (error) {
      programs?.close();
      if (error instanceof BailiffError) throw error;
      throw new BailiffError("UNSUPPORTED_KERNEL", explainRefusal(error), { cause: error });
    }
  }

  /** Puts the host's rules in force, all at once. Throws KERNEL_CALL, and then the old ones stand. */
  apply({ keys, values, count }: CompiledRules["entries"]): void {
    try {
      this.#programs.replaceRules(Workload.HOST, keys, values, count);
    } catch (error) {
      throw new BailiffError("KERNEL_CALL", `cannot put ${count} rule entries in force`, { cause: error });
    }
    this.generation++;
  }

  /** What the kernel counted since load, by the names of enum counter in bpf/abi.h in small letters. */
  counters(): Record<string, number> {
    const counts = this.#programs.counters();
    const names = Object.entries(Counter).filter(([name]) => name !== "MAX");
    return Object.fromEntries(names.map(([name, index]) => [name.toLowerCase(), counts[index] ?? 0]));
  }

  /** Lets go of the kernel, after the last records were handed over. Twice is fine. */
  close(): void {
    this.#programs.close();
  }
}
