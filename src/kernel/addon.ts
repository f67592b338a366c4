// SPDX-License-Identifier: Apache-2.0
// The addon in types: what native/addon.cc offers, and where it lies.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { BailiffError } from "../errors.ts";

export interface Addon {
  readonly Programs: new (options: ProgramsOptions) => Programs;
  /** The errno's name with which the kernel refused an IPv4 stream socket of that protocol, "" if it made one. */
  askForSocket(protocol: number): string;
  /** sd_notify(3). False when no service manager asked. Throws {@link AddonError}. */
  notify(state: string): boolean;
}

/**
 * How the programs are attached: to the LSM hooks; to the functions that call the hooks, where they decide too; or behind
 * those functions, where they decide nothing.
 */
export type ProgramKind = "lsm" | "fmod_ret" | "observer";

export interface ProgramsOptions {
  readonly kind: ProgramKind;
  /** In a BPF file system; null: nothing outlives the process. */
  readonly pinDir: string | null;
  /** 16 bytes: under which names are hashed. */
  readonly nameKey: Uint8Array;
  /** Of the ring buffer; a power of two and a multiple of the page size. */
  readonly ringBytes: number;
  readonly scratchPerCpu: number;
  readonly scratchMin: number;
  readonly workloadsMax: number;
}

export interface ProgramInfo {
  readonly name: string;
  /** "lsm/file_open" */
  readonly section: string;
  /** This kernel has no place for it. */
  readonly isMissing: boolean;
  readonly isAttached: boolean;
}

/** What user space may look at by name. The first two are hash maps, the others have one u64 for each CPU. */
export type HashName = "cgroups" | "tallies";
export type CountsName = "acts" | "counters";

/**
 * One generation of programs: loaded by its constructor, which takes over the pinned maps that fit. Each call throws
 * {@link AddonError}. Offsets and layouts are those of bpf/abi.h.
 */
export interface Programs {
  programs(): ProgramInfo[];
  /** The number of this generation. */
  generation(): number;
  /** Names of pinned maps that were there before. */
  adopted(): string[];
  /** Generations before this one that left links, in force or not. */
  others(): number[];
  /** How often the kernel left out one of these programs because one that it had interrupted was not done yet. */
  missed(): number;
  /** The calling process is bound by nothing from here on. */
  exempt(): void;
  /** Loads what is not loaded yet, all together: quicker than one by one. attach and the like load what they need. */
  load(names: readonly string[]): void;
  /** Attaches those of these programs, by name, that are not attached yet. */
  attach(names: readonly string[]): void;
  detach(names: readonly string[]): void;
  /** From here on maps and links outlive the process; so do links made later. Does nothing without `pinDir`. */
  pin(): void;
  /** Detaches the programs of all generations before this one. */
  dropOthers(): void;
  /** Asks for a socket of that protocol: the answer, as of askForSocket, and how often the kernel asked these programs. */
  prove(protocol: number): { readonly answer: string; readonly runs: number };
  /** Runs an iterator program to its end. */
  iterate(name: string): void;
  /** A copy of struct control. */
  control(): Uint8Array;
  /** Sets a member of struct control, in one piece. */
  store(offset: number, bytes: 4 | 8, value: number): void;
  /** A new rule set out of blocks. No workload has it yet. */
  createRules(blocks: Uint8Array): RulesHandle;
  /** Workloads that have it keep it. */
  closeRules(handle: RulesHandle): void;
  /** Swaps the workload's rules for these, by one update; 0: for none. If it throws, the old ones stand. */
  setRules(workload: number, handle: RulesHandle | 0): void;
  /**
   * Marks files for a rule set, by paths in the mount namespace of the process (0: in ours). `cells` and `classes` say what
   * for. Marks of rule sets that are not in force give way. Returns how many files were marked, were absent, had other
   * names, and were refused.
   */
  mark(
    pid: number,
    inForce: Uint32Array,
    ruleSet: number,
    paths: readonly string[],
    cells: Uint32Array,
    classes: Uint8Array,
  ): [number, number, number, number];
  /** Of each entry the key, then the value. */
  entries(map: HashName): Uint8Array;
  put(map: HashName, key: Uint8Array, value: Uint8Array): void;
  remove(map: HashName, key: Uint8Array): void;
  /** The numbers counted under a key, each summed over the CPUs. */
  sums(map: CountsName, key: number): number[];
  zero(map: CountsName, key: number): void;
  /** struct label of each of these processes that is there and has one. */
  labels(pids: Uint32Array): Uint8Array;
  /** Calls back with batches of records, framed as native/ring.h says. The bytes are valid during the call only. Once. */
  onRecords(callback: (batch: Uint8Array) => void): void;
  /** Lets go of all that is not pinned, and calls back for the records that still wait. Twice is fine. */
  close(): void;
}

/** Of a rule set in the kernel; from 1 on. */
export type RulesHandle = number;

/** A kernel refusal: `code` is the errno's name, `log` what libbpf and the verifier had to say. */
export interface AddonError extends Error {
  readonly code: string;
  readonly log: string;
}

export function isAddonError(error: unknown): error is AddonError {
  return error instanceof Error && "code" in error && "log" in error;
}

const PLACE = join("build", "native", "Release", "bailiff.node");

/** The addon that was built in the folder above this file, wherever a bundler may have put this file. */
export function loadAddon(): Addon {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const file = join(folder, PLACE);
    if (existsSync(file)) return createRequire(import.meta.url)(file) as Addon;
    if (folder === dirname(folder)) {
      throw new BailiffError(
        "FILE",
        `the addon is not built: no ${PLACE} above ${import.meta.dirname}; run make build`,
      );
    }
  }
}
