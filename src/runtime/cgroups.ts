// SPDX-License-Identifier: Apache-2.0
// Containers that are named by their cgroup, as services are that no container runtime knows. They are looked for each
// second: a service that is not running has no cgroup.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Container, FoundContainer } from "../workload/workload.ts";
import { firstProcess } from "./container-cgroups.ts";

/** A container of the configuration. */
export interface CgroupService {
  readonly name: string;
  readonly namespace: string;
  readonly pod: string;
  readonly labels: ReadonlyMap<string, string>;
  /** Below the mount of cgroup v2: "/system.slice/nginx.service". */
  readonly cgroup: string;
}

export interface CgroupWatch {
  close(): void;
}

export interface CgroupHandlers {
  /** All that are there, at the first look and whenever they are others. */
  readonly onChange: (found: readonly FoundContainer[]) => void;
  readonly onTrouble: (trouble: string | null) => void;
}

const LOOK_MS = 1000;

export function watchCgroups(
  services: readonly CgroupService[],
  handlers: CgroupHandlers,
  root = cgroup2Mount(),
): CgroupWatch {
  if (services.length === 0) {
    handlers.onChange([]);
    return { close: () => {} };
  }
  let last = "";
  const look = (): void => {
    let found: readonly FoundContainer[];
    try {
      if (root === null) throw new Error("cgroup v2 is not mounted on this node");
      found = services.flatMap((service) => find(service, root) ?? []);
    } catch (error) {
      handlers.onTrouble(`cannot look for cgroups: ${(error as Error).message}`);
      return;
    }
    handlers.onTrouble(null);
    const now = JSON.stringify(
      found.map(({ container, cgroupId, pid }) => [container.id, String(cgroupId), pid !== null]),
    );
    if (now === last) return;
    last = now;
    handlers.onChange(found);
  };
  look();
  const timer = setInterval(look, LOOK_MS);
  return { close: () => clearInterval(timer) };
}

function find(service: CgroupService, root: string): FoundContainer | null {
  const { name, namespace, pod, labels, cgroup } = service;
  const path = join(root, cgroup);
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (stats === undefined || !stats.isDirectory()) return null;
  const container: Container = {
    id: `cgroup:${cgroup}`,
    kind: "container",
    name,
    namespace,
    pod,
    labels,
    mode: "enabled",
  };
  return { container, stage: "service", cgroupId: stats.ino, pid: firstProcess(path) };
}

/** Where cgroup v2 is mounted; null: nowhere. */
export function cgroup2Mount(mounts = readFileSync("/proc/self/mounts", "utf8")): string | null {
  const mount = mounts.split("\n").find((line) => line.split(" ")[2] === "cgroup2");
  return mount?.split(" ")[1] ?? null;
}

/** All processes that there are. */
export function processIds(): Uint32Array {
  return Uint32Array.from(
    readdirSync("/proc").filter((name) => /^\d+$/.test(name)),
    Number,
  );
}
