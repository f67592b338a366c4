// SPDX-License-Identifier: Apache-2.0
// The addon in types: what native/addon.cc offers, and where it lies.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { BailiffError } from "../errors.ts";

export interface Addon {
  readonly Programs: new (
    ringBytes: number,
    nameKey: Uint8Array,
    scratchPerCpu: number,
    scratchMin: number,
  ) => Programs;
  /** The errno's name with which the kernel refused an IPv4 stream socket of that protocol, "" if it made one. */
  askForSocket(protocol: number): string;
  /** sd_notify(3). False when no service manager asked. Throws {@link AddonError}. */
  notify(state: string): boolean;
}

/** The BPF object: loaded by its constructor, then attached, then closed. Each call throws {@link AddonError}. */
export interface Programs {
  /** Attaches all programs or none. Returns their sections, "lsm/file_open". */
  attach(): string[];
  /** Swaps the workload's rules for these `count`, laid out as in bpf/abi.h. If it throws, the old rules stand. */
  replaceRules(workload: number, keys: Uint8Array, values: Uint8Array, count: number): void;
  /** By enum counter of bpf/abi.h, summed over the CPUs. */
  counters(): number[];
  /** Calls back with batches of records, framed as native/ring.h says. The bytes are valid during the call only. */
  onRecords(callback: (batch: Uint8Array) => void): void;
  /** Detaches, calls back for the records that still wait, and unloads. Twice is fine. */
  close(): void;
}

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
