// SPDX-License-Identifier: Apache-2.0
// Whether this kernel can enforce, and if not, what is missing and what to do about it, in one line.
import { existsSync, readFileSync } from "node:fs";
import { PROOF_PROTOCOL } from "../gen/abi.ts";
import { type Addon, isAddonError } from "./addon.ts";

const LSM_LIST = "/sys/kernel/security/lsm";
const BTF = "/sys/kernel/btf/vmlinux";

/** What is missing before anything is loaded, or null. */
export function missingSupport(): string | null {
  if (!existsSync(BTF)) return `this kernel has no BTF (${BTF}); it must be built with CONFIG_DEBUG_INFO_BTF=y`;
  const list = activeLsms();
  if (list !== null && !list.includes("bpf")) {
    return `"bpf" is not among this kernel's LSMs (${list.join(",")}); boot it with lsm=${[...list, "bpf"].join(",")}`;
  }
  return null;
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
    case "EPERM":
      return process.getuid?.() === 0
        ? `${error.message}: this kernel does not let root load BPF LSM programs (locked down, or in a container or VM without CAP_BPF and CAP_SYS_ADMIN)`
        : `${error.message}: run bailiffd as root`;
    case "EINVAL":
    case "EOPNOTSUPP":
    case "524": // the kernel's own ENOTSUPP, which has no name outside
      return `${error.message}: this kernel cannot run the programs; it must be 6.1 or newer (6.4 on arm64) with CONFIG_BPF_LSM=y`;
    default:
      return error.message;
  }
}

/** The proof proves nothing where it succeeds without us. Null where it does not, else why. */
export function spoiltProof(addon: Addon): string | null {
  if (addon.askForSocket(PROOF_PROTOCOL) !== "EACCES") return null;
  return "something on this node denies the act by which Bailiff proves itself: another bailiffd, or another LSM's policy";
}

/**
 * Proves that the kernel calls the attached programs, by the harmless act that they refuse. BPF LSM programs attach without
 * error to a kernel that has "bpf" not among its LSMs, and never run. Null when proved, else why not.
 */
export function prove(addon: Addon): string | null {
  const answer = addon.askForSocket(PROOF_PROTOCOL);
  if (answer === "EACCES") return null;
  return `the programs are attached but the kernel does not call them (the proof answered ${answer || "success"}, not EACCES); boot with "bpf" in lsm=`;
}
