// SPDX-License-Identifier: Apache-2.0
// Writes src/gen/syscalls.ts: the numbers of the system calls that rules may name, out of the kernel headers of this machine.
// arm64 uses the generic table (arch/arm64/include/uapi/asm/unistd.h), so that no headers of another machine are needed.
//
//   node bpf/generate-syscalls.ts            writes src/gen/syscalls.ts
//   node bpf/generate-syscalls.ts --check    exits 1 when it is not what the headers say

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SYSCALLS } from "../src/policy/syscalls.ts";

/** What arch/arm64/include/uapi/asm/unistd.h defines before it includes the generic table. */
const ARM64 = ["RENAMEAT", "NEW_STAT", "SET_GET_RLIMIT", "TIME32_SYSCALLS", "SYS_CLONE3", "MEMFD_SECRET"];

/** Since Linux 5.1 a new call has one number everywhere: those that the headers of a distribution may be too old for. */
const NEWER: Readonly<Record<string, number>> = {
  cachestat: 451,
  fchmodat2: 452,
  map_shadow_stack: 453,
  futex_wake: 454,
  futex_wait: 455,
  futex_requeue: 456,
  statmount: 457,
  listmount: 458,
  lsm_get_self_attr: 459,
  lsm_set_self_attr: 460,
  lsm_list_modules: 461,
  mseal: 462,
  setxattrat: 463,
  getxattrat: 464,
  listxattrat: 465,
  removexattrat: 466,
};
const NEWER_X64: Readonly<Record<string, number>> = { ...NEWER, uretprobe: 335 };

/** The text of the generated file. */
export function render(): string {
  const x64 = numbersIn("asm/unistd.h", ["-D__x86_64__", "-U__ILP32__"]);
  const arm64 = numbersIn(
    "asm-generic/unistd.h",
    ARM64.map((it) => `-D__ARCH_WANT_${it}`),
  );
  return `// Generated from kernel headers by bpf/generate-syscalls.ts; do not edit.
// SPDX-License-Identifier: Apache-2.0

/** By process.arch. A call that an architecture does not have is not there. */
export const SYSCALL_NUMBERS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  x64: {
${table(x64, NEWER_X64)}
  },
  arm64: {
${table(arm64, NEWER)}
  },
};
`;
}

/** `__NR_*` and `__NR3264_*` of a header; the former may stand for the latter. */
function numbersIn(header: string, flags: readonly string[]): ReadonlyMap<string, number> {
  const defined = new Map(
    execFileSync("cc", ["-E", "-dM", ...flags, "-include", header, "-x", "c", "/dev/null"], { encoding: "utf8" })
      .split("\n")
      .flatMap((line) => {
        const [, name, value] = /^#define __(NR(?:3264)?_\w+) (\S+)$/.exec(line) ?? [];
        return name === undefined || value === undefined ? [] : [[name, value] as const];
      }),
  );
  const numbers = new Map<string, number>();
  for (const [name, value] of defined) {
    const number = Number(value.startsWith("__") ? defined.get(value.slice(2)) : value);
    if (name.startsWith("NR_") && Number.isInteger(number)) numbers.set(name.slice(3), number);
  }
  return numbers;
}

function table(numbers: ReadonlyMap<string, number>, newer: Readonly<Record<string, number>>): string {
  return SYSCALLS.flatMap((name) => {
    const number = numbers.get(name) ?? newer[name];
    return number === undefined ? [] : `    ${name}: ${number},`;
  }).join("\n");
}

if (import.meta.main) {
  const path = join(import.meta.dirname, "../src/gen/syscalls.ts");
  const text = render();
  if (!process.argv.includes("--check")) writeFileSync(path, text);
  else if (readFileSync(path, "utf8") !== text) {
    console.error("src/gen/syscalls.ts is not what the kernel headers say: run node bpf/generate-syscalls.ts");
    process.exitCode = 1;
  }
}
