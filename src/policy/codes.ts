// SPDX-License-Identifier: Apache-2.0
// The numbers that bpf/abi.h has for the words of rules.

import assert from "node:assert/strict";
import { ARCH } from "../arch.ts";
import { ActionCode, Class, DirectionCode, PresetCode } from "../gen/abi.ts";
import { SYSCALL_NUMBERS } from "../gen/syscalls.ts";
import type { Action, Direction, Preset, RuleClass } from "./policy.ts";
import type { SyscallName } from "./syscalls.ts";
import { CAPABILITIES, type CapabilityName } from "./words.ts";

/** Classes that the kernel part decides. */
export type KernelClass = Exclude<RuleClass, "device" | "firewall">;

export const CLASS_CODES: Readonly<Record<KernelClass, number>> = {
  process: Class.PROCESS,
  file: Class.FILE,
  network: Class.NETWORK,
  dns: Class.DNS,
  capabilities: Class.CAPABILITIES,
  syscalls: Class.SYSCALLS,
  presets: Class.PRESETS,
};

export const KERNEL_CLASSES = Object.keys(CLASS_CODES) as readonly KernelClass[];

export function isKernelClass(ruleClass: RuleClass): ruleClass is KernelClass {
  return ruleClass in CLASS_CODES;
}

export const ACTION_CODES: Readonly<Record<Action, number>> = {
  Allow: ActionCode.ALLOW,
  Audit: ActionCode.AUDIT,
  Block: ActionCode.BLOCK,
};

export const PRESET_CODES: Readonly<Record<Preset, number>> = {
  anonymousMapExec: PresetCode.ANONYMOUS_MAP_EXEC,
  exec: PresetCode.EXEC,
  filelessExec: PresetCode.FILELESS_EXEC,
  protectEnv: PresetCode.PROTECT_ENV,
  protectProc: PresetCode.PROTECT_PROC,
};

const DIRECTION_CODES: Readonly<Record<Direction, number>> = {
  connect: DirectionCode.CONNECT,
  bind: DirectionCode.BIND,
  listen: DirectionCode.LISTEN,
  accept: DirectionCode.ACCEPT,
};

export function directionBits(directions: readonly Direction[]): number {
  return bitsOf(directions.map((direction) => DIRECTION_CODES[direction]));
}

export function bitsOf(numbers: readonly number[]): number {
  return numbers.reduce((bits, number) => bits | (1 << number), 0);
}

export function capabilityNumber(name: CapabilityName): number {
  return CAPABILITIES.indexOf(name);
}

/** The number that a system call has on an architecture, "x64" or "arm64"; null: it is not there. */
export function syscallNumber(name: SyscallName, arch: string = ARCH): number | null {
  const numbers = SYSCALL_NUMBERS[arch];
  assert(numbers !== undefined, `no system calls are known of ${arch}`);
  return numbers[name] ?? null;
}
