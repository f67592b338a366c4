// SPDX-License-Identifier: Apache-2.0
// Containers, wherever they come from: the tree of cgroups tells that they run, their runtime who they are. One of which no runtime
// says anything is guarded as what it is, an unknown container.

import { existsSync, readlinkSync } from "node:fs";
import { basename } from "node:path";
import { type Container, type FoundContainer, NO_POD_NAMESPACE } from "../workload/workload.ts";
import type { CgroupHandlers, CgroupWatch } from "./cgroups.ts";
import { type ContainerCgroup, containerCgroups } from "./container-cgroups.ts";
import { type Cri, type Identity, openCri, whyCri } from "./cri.ts";

const LOOK_MS = 250;
/** Runtimes are not asked more often about those of which they said nothing. */
const ASK_MS = 1000;
/** How long a new container may be nobody's before it is an unknown one: a runtime needs some milliseconds. */
const UNKNOWN_MS = 2000;
/**
 * How long a container may be on its way: until its first program runs, the process in its cgroup is the runtime's own, which mounts
 * what the container will see. Rules of the container must not keep it from that.
 */
const STARTING_MS = 10_000;
const SHORT_ID = 12;

export interface ContainerWatchOptions extends CgroupHandlers {
  /** Of runtimes, by path. Those that are not there are looked for again. */
  readonly sockets: readonly string[];
  /** A mount of cgroup v2; null: there is none. */
  readonly root: string | null;
  /** Who containers are that an earlier daemon knew, by id. */
  readonly known: ReadonlyMap<string, Container>;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  readonly isStarting?: (pid: number) => boolean;
}

/** Tells all containers that are there, whenever they are others. */
export function watchContainers(options: ContainerWatchOptions): CgroupWatch {
  const watch = new ContainerWatch(options);
  watch.look();
  const timer = setInterval(() => watch.look(), LOOK_MS);
  return {
    close: () => {
      clearInterval(timer);
      watch.close();
    },
  };
}

/** A container that was seen, and who it is as far as that is known. */
interface Seen {
  readonly sinceMs: number;
  identity: Identity | null;
  hasStarted: boolean;
}

class ContainerWatch {
  readonly #options: ContainerWatchOptions;
  readonly #runtimes = new Map<string, Cri>();
  /** By id. */
  #seen: ReadonlyMap<string, Seen> = new Map();
  #last = "";
  #isAsking = false;
  /** There are containers that were not there when the runtimes were asked. */
  #isStale = false;
  #askedMs = Number.NEGATIVE_INFINITY;
  #isClosed = false;
  readonly #troubles = { look: "", ask: "" };

  constructor(options: ContainerWatchOptions) {
    this.#options = options;
  }

  look(): void {
    const { root, now, onChange } = this.#options;
    if (root === null) return; // told where services are looked for
    let cgroups: readonly ContainerCgroup[];
    try {
      cgroups = containerCgroups(root);
    } catch (error) {
      this.#trouble("look", `cannot look for containers: ${(error as Error).message}`);
      return;
    }
    this.#trouble("look", "");
    const nowMs = now();
    const before = this.#seen;
    this.#seen = new Map(cgroups.map(({ id }) => [id, before.get(id) ?? this.#first(id, nowMs)]));
    this.#isStale ||= cgroups.some(({ id }) => !before.has(id));
    const found = cgroups.flatMap((cgroup) => this.#found(cgroup, nowMs));
    const hasUnknown = [...this.#seen.values()].some(({ identity }) => identity === null);
    if (hasUnknown && (this.#isStale || nowMs - this.#askedMs >= ASK_MS)) void this.#ask();
    const said = JSON.stringify(
      found.map(({ container: { id, namespace, name }, cgroupId, pid }) => {
        return [id, namespace, name, String(cgroupId), pid !== null];
      }),
    );
    if (said === this.#last) return;
    this.#last = said;
    onChange(found);
  }

  #first(id: string, nowMs: number): Seen {
    const known = this.#options.known.get(id);
    if (known === undefined) return { sinceMs: nowMs, identity: null, hasStarted: false };
    const identity = known.namespace === NO_POD_NAMESPACE ? null : known;
    return { sinceMs: Number.NEGATIVE_INFINITY, identity, hasStarted: true };
  }

  #found({ id, cgroupId, pid }: ContainerCgroup, nowMs: number): readonly FoundContainer[] {
    const seen = this.#seen.get(id);
    if (seen === undefined) return [];
    const { sinceMs, identity } = seen;
    const isStarting = this.#options.isStarting ?? isOfRuntime;
    seen.hasStarted ||= nowMs - sinceMs >= STARTING_MS || (pid !== null && !isStarting(pid));
    if (!seen.hasStarted || (identity === null && nowMs - sinceMs < UNKNOWN_MS)) return [];
    return [{ container: { ...(identity ?? unknown(id)), id, kind: "container" }, cgroupId, pid }];
  }

  /** Where two runtimes know a container, the first answer counts. One that hangs keeps nobody from the others'. */
  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    this.#isStale = false;
    const troubles = await Promise.all(
      this.#options.sockets
        .filter((socket) => existsSync(socket))
        .map(async (socket) => {
          try {
            const known = await this.#runtime(socket).list();
            for (const [id, seen] of this.#seen) seen.identity ??= known.get(id) ?? null;
            return [];
          } catch (error) {
            return [`${socket}: ${whyCri(error)}`];
          }
        }),
    );
    this.#isAsking = false;
    this.#askedMs = this.#options.now();
    if (this.#isClosed) return;
    const silent = troubles.flat().join("; ");
    this.#trouble("ask", silent === "" ? "" : `${silent}; new containers of it are guarded as unknown ones`);
    this.look();
  }

  #trouble(of: "look" | "ask", trouble: string): void {
    this.#troubles[of] = trouble;
    const all = Object.values(this.#troubles).filter((it) => it !== "");
    this.#options.onTrouble(all.length === 0 ? null : all.join("; "));
  }

  #runtime(socket: string): Cri {
    const runtime = this.#runtimes.get(socket) ?? openCri(socket);
    this.#runtimes.set(socket, runtime);
    return runtime;
  }

  close(): void {
    this.#isClosed = true;
    for (const runtime of this.#runtimes.values()) runtime.close();
  }
}

/** Whether it is a process of the runtime that is about to become the container's: runc runs from a copy of itself in memory. */
function isOfRuntime(pid: number): boolean {
  try {
    const program = basename(readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, ""));
    return /^(?:memfd:)?(?:runc|crun|youki)/.test(program) || program === "exe";
  } catch {
    return false; // it has ended, or is a zombie
  }
}

function unknown(id: string): Identity {
  const name = id.slice(0, SHORT_ID);
  return { namespace: NO_POD_NAMESPACE, pod: name, name, labels: new Map(), mode: "enabled" };
}
