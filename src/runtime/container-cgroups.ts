// SPDX-License-Identifier: Apache-2.0
// What containers run, as the tree of cgroups shows it: the truth that no runtime can keep from us. A container runtime names the
// cgroup of a container by its id.

import { type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

export interface ContainerCgroup {
  /** Of the container: 64 hexadecimal digits. */
  readonly id: string;
  readonly cgroupId: bigint;
  /** One of its processes, in our pid namespace; null: it has none now. */
  readonly pid: number | null;
}

/**
 * By the drivers of containerd, CRI-O, Docker and Podman: ID (cgroupfs), RUNTIME-ID, RUNTIME-ID.scope (systemd). What they run
 * beside a container, like crio-conmon-ID.scope, is none.
 */
const NAME = /^(?:(?:cri-containerd|crio|docker|libpod)-)?([0-9a-f]{64})(?:\.scope)?$/;

/** Null where the name is none of a container's cgroup. */
export function containerIdOf(cgroup: string): string | null {
  return NAME.exec(cgroup)?.[1] ?? null;
}

export interface CgroupTree {
  readonly containers: readonly ContainerCgroup[];
  /** Of the directories in which a container's cgroup may be made. */
  readonly others: readonly string[];
}

/** One of the processes in or below a cgroup, by its path and its id; null where there is none. */
export type FindProcess = (path: string, cgroupId: bigint) => number | null;

/**
 * What is below a mount of cgroup v2. What is within a container belongs to it. Where others than root may make cgroups, which a
 * user may have been given a part of the tree for, their names mean nothing: nobody leaves the host's rules by a name. Cgroups
 * that go meanwhile are left out.
 */
export function cgroupTree(root: string, processIn: FindProcess = firstProcess): CgroupTree {
  const containers: ContainerCgroup[] = [];
  const others: string[] = [];
  const waiting = [root];
  const owner = ownerOf(root);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (ownerOf(path) !== owner) continue;
    others.push(path);
    for (const name of directoriesIn(path)) {
      const child = join(path, name);
      const id = containerIdOf(name);
      if (id === null) waiting.push(child);
      else containers.push(...containerCgroup(id, child, processIn));
    }
  }
  return { containers, others };
}

const ownerOf = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.uid;

/** None where it has gone. */
export function containerCgroup(id: string, path: string, processIn: FindProcess): readonly ContainerCgroup[] {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? [] : [{ id, cgroupId: stats.ino, pid: processIn(path, stats.ino) }];
}

/** In the tree of cgroup v2, "/" at least; null: it is in none. Throws where there is no such process. */
export function cgroupPathOf(pid: number, proc = "/proc"): string | null {
  return /^0::(\/.*)$/m.exec(readFileSync(join(proc, String(pid), "cgroup"), "utf8"))?.[1] ?? null;
}

/** Of the cgroup or one below it; null where there is none, or the cgroup has just gone. */
export function firstProcess(path: string): number | null {
  const first = Number(processesOf(path).split("\n", 1)[0]);
  if (first > 0) return first;
  for (const name of directoriesIn(path)) {
    const pid = firstProcess(join(path, name));
    if (pid !== null) return pid;
  }
  return null;
}

/** A cgroup of threads (cgroup.type) does not tell its processes: its parent does. */
function processesOf(path: string): string {
  try {
    return readFileSync(join(path, "cgroup.procs"), "utf8");
  } catch {
    return "";
  }
}

function directoriesIn(path: string): readonly string[] {
  let entries: readonly Dirent[];
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
