// SPDX-License-Identifier: Apache-2.0
// How a container is at this moment, for whoever asks.

import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { FoundContainer } from "../workload/workload.ts";
import { cgroup2Mount } from "./cgroups.ts";
import { cgroupPathOf } from "./container-cgroups.ts";

export interface Look {
  /** The process it was found by; null: that one has ended. */
  readonly pid: number | null;
  /** Its processes stand still. */
  readonly isPaused: boolean;
  /** It may have every capability that there is on the host; null: it has no process to tell. */
  readonly isPrivileged: boolean | null;
}

export const GONE: Look = { pid: null, isPaused: false, isPrivileged: null };

/** `root`: a mount of cgroup v2. */
export function lookAt({ cgroupId, pid }: FoundContainer, root = cgroup2Mount(), proc = "/proc"): Look {
  if (pid === null || root === null) return GONE;
  try {
    const path = cgroupPathOf(pid, proc);
    if (path === null) return GONE;
    // A process may be in a cgroup below the container's own. One in none of them is another one with the same number.
    for (let at = path; ; at = dirname(at)) {
      if (statSync(join(root, at), { bigint: true }).ino === cgroupId)
        return { pid, isPaused: isFrozen(join(root, at)), isPrivileged: isPrivileged(pid, proc) };
      if (at === "/") return GONE;
    }
  } catch {
    return GONE; // it ends just now
  }
}

/** By what it could come by at most, whatever its runtime calls it. */
function isPrivileged(pid: number, proc: string): boolean {
  const [own, host] = [pid, 1].map((it) => {
    const [, bits] = /^CapBnd:\s*([0-9a-f]+)$/m.exec(readFileSync(join(proc, String(it), "status"), "utf8")) ?? [];
    return BigInt(`0x${bits}`);
  });
  return own !== undefined && host !== undefined && (own & host) === host;
}

function isFrozen(cgroup: string): boolean {
  return /^frozen 1$/m.test(readFileSync(join(cgroup, "cgroup.events"), "utf8"));
}
