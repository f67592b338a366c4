// SPDX-License-Identifier: Apache-2.0
// Whether this kernel can enforce and how, and if not, what is missing and what to do about it.
import { existsSync, readFileSync } from "node:fs";
import { type Addon, isAddonError, type ProgramKind } from "./addon.ts";

const LSM_LIST = "/sys/kernel/security/lsm";
const BTF = "/sys/kernel/btf/vmlinux";

/** As the daemon tells it. "observer": nothing is denied, what would be is told. */
export type EnforcerName = "BPFLSM" | "fmod_ret" | "observer";

export const KIND_OF: Readonly<Record<EnforcerName, ProgramKind>> = {
  BPFLSM: "lsm",
  fmod_ret: "fmod_ret",
  observer: "observer",
};

/** What no enforcer can do without, or null. */
export function missingSupport(): string | null {
  if (existsSync(BTF)) return null;
  return `this kernel has no BTF (${BTF}); it must be built with CONFIG_DEBUG_INFO_BTF=y`;
}

/** What this enforcer cannot do without, as far as can be told before anything is loaded; or null. */
export function missingFor(enforcer: EnforcerName): string | null {
  const list = activeLsms();
  if (enforcer !== "BPFLSM" || list === null || list.includes("bpf")) return null;
  return `"bpf" is not among this kernel's LSMs (${list.join(",")}); boot it with lsm=${[...list, "bpf"].join(",")}`;
}

/** The LSMs in force, in their order; null where securityfs is not mounted. */
function activeLsms(): string[] | null {
  try {
    return readFileSync(LSM_LIST, "utf8").trim().split(",");
  } catch {
    return null; // not mounted or not readable: the proof will tell
  }
}

/** Why loading or attaching failed, for a person. */
export function explainRefusal(error: unknown): string {
  if (!isAddonError(error)) throw error;
  switch (error.code) {
    case "EACCES":
    case "EPERM":
      if (error.code === "EACCES" && error.message.startsWith("adopt") && process.getuid?.() === 0) break;
      return process.getuid?.() === 0
        ? `${error.message}: this kernel does not let root load BPF LSM programs (locked down, or in a container or VM without CAP_BPF and CAP_PERFMON)`
        : `${error.message}: run bailiffd as root`;
    case "EMEDIUMTYPE":
      return error.message.startsWith("adopt labels")
        ? "the labels of an earlier bailiffd have another layout: run `bailiff disarm`, which ends all enforcement, and start again"
        : `${error.message}: the directory for pins must be in a BPF file system (/sys/fs/bpf); or start with --no-persist`;
    case "EINVAL":
    case "EOPNOTSUPP":
    case "524": // the kernel's own ENOTSUPP, which has no name outside
      return `${error.message}: this kernel cannot run the programs; it must be 6.1 or newer (6.4 on arm64) with CONFIG_BPF_LSM=y`;
  }
  if (!error.message.startsWith("adopt")) return error.message;
  return `${error.message}: pins cannot be used here; start with --no-persist, and enforcement ends with the daemon`;
}

/** The proof proves nothing where it succeeds without us. Null where it does not, else why. */
export function spoiltProof(addon: Addon, protocol: number): string | null {
  if (addon.askForSocket(protocol) !== "EACCES") return null;
  return "something on this node denies the act by which Bailiff proves itself: another bailiffd, programs that one left in force (`bailiff disarm` removes them), or another LSM's policy";
}

/**
 * Programs of type LSM attach without error to a kernel that has "bpf" not among its LSMs, and never run. `runs`: how
 * often the kernel called the program while it was asked for what it must look at. Null when it is called, else why not.
 */
export function uncalled(enforcer: EnforcerName, { answer, runs }: { answer: string; runs: number }): string | null {
  if (runs > 0) return null;
  const hint = enforcer === "BPFLSM" ? `; boot with "bpf" in lsm=` : "";
  return `the programs are attached but the kernel does not call them (the proof answered ${answer || "success"}, not EACCES)${hint}`;
}
