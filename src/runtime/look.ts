// SPDX-License-Identifier: Apache-2.0
// How a container is at this moment, for whoever asks.

import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { FoundContainer } from "../workload/workload.ts";
import { cgroup2Mount } from "./cgroups.ts";

export interface Look {
  /** The process it was found by; null: that one has ended. */
  readonly pid: number | null;
  /** Its processes stand still. */
  readonly isPaused: boolean;
}

const GONE: Look = { pid: null, isPaused: false };

/** `root`: a mount of cgroup v2. */
export function lookAt({ cgroupId, pid }: FoundContainer, root = cgroup2Mount(), proc = "/proc"): Look {
  if (pid === null || root === null) return GONE;
  try {
    const [, path] = /^0::(\/.*)$/m.exec(readFileSync(join(proc, String(pid), "cgroup"), "utf8")) ?? [];
    if (path === undefined) return GONE;
    // A process may be in a cgroup below the container's own. One in none of them is another one with the same number.
    for (let at = path; ; at = dirname(at)) {
      if (statSync(join(root, at), { bigint: true }).ino === cgroupId)
        return { pid, isPaused: isFrozen(join(root, at)) };
      if (at === "/") return GONE;
    }
  } catch {
    return GONE; // it ends just now
  }
}

function isFrozen(cgroup: string): boolean {
  return /^frozen 1$/m.test(readFileSync(join(cgroup, "cgroup.events"), "utf8"));
}
