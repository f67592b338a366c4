// SPDX-License-Identifier: Apache-2.0
// Containers, wherever they come from: the tree of cgroups tells that they run, their runtime who they are. One of which no runtime
// says anything is guarded as what it is, an unknown container.

import { statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Container, type FoundContainer, type Identity, NO_POD_NAMESPACE } from "../workload/workload.ts";
import { CgroupHints } from "./cgroup-hints.ts";
import type { CgroupHandlers, CgroupWatch } from "./cgroups.ts";
import {
  type CgroupTree,
  type ContainerCgroup,
  cgroupPathOf,
  cgroupTree,
  containerCgroup,
  containerIdOf,
  type FindProcess,
  firstProcess,
} from "./container-cgroups.ts";
import { Runtimes } from "./runtimes.ts";

/** Looks come at hints; besides, where hints may be lost, and while something is awaited. */
const LOOK_MS = 2000;
const LOOK_WAITING_MS = 250;
/** Runtimes are not asked more often about those of which they said nothing. */
const ASK_MS = 1000;
/** How long a new container may be nobody's before it is an unknown one: a runtime needs some milliseconds. */
const UNKNOWN_MS = 2000;
/**
 * How long what is in a container may be its runtime's own, which mounts what the container will see. Time in which we stood still
 * does not count: the gate's question may be waiting.
 */
const STARTING_MS = 10_000;
const STEP_MS_MAX = 2 * LOOK_WAITING_MS;
const SHORT_ID = 12;

/** By how long ago it came, and whether its start was held. */
const STAGES = { fresh: { free: "new", held: "held" }, old: { free: "running", held: "started" } } as const;

export interface ContainerWatchOptions extends CgroupHandlers {
  /** Of runtimes, see Runtimes. */
  readonly runtimes: readonly string[];
  /** A mount of cgroup v2; null: there is none. */
  readonly root: string | null;
  /** Who containers are that an earlier daemon knew, by id. */
  readonly known: ReadonlyMap<string, Container>;
  /** Milliseconds that only grow. */
  readonly now: () => number;
}

/** A container whose start is held: it has run nothing yet. */
export interface HeldContainer {
  readonly id: string;
  /** Of a process of its runtime, which is in its cgroup. */
  readonly pid: number;
  /** Who it says it is, for want of better knowledge. */
  readonly identity: Identity | null;
}

export interface ContainerWatch extends CgroupWatch {
  /** Resolves when it has been told, which takes no longer than this. Rejects where it has no cgroup. */
  hold(container: HeldContainer, waitMs: number): Promise<void>;
}

/** Tells all containers that are there, whenever they are others. */
export function watchContainers(options: ContainerWatchOptions): ContainerWatch {
  const watch = new Watch(options);
  watch.look();
  return watch;
}

/** A cgroup of a container that was seen, and who that is as far as it is known. One that is started anew has another cgroup. */
interface Seen {
  /** Of the container. */
  readonly id: string;
  readonly sinceMs: number;
  /** How long it has been told; null: it is not yet. */
  toldMs: number | null;
  identity: Identity | null;
  /** It has been held when it had run nothing. */
  isHeld: boolean;
  /** One of its processes, as of then; of hundreds of containers they are not all looked for each time. */
  pid: number | null;
  pidMs: number;
  /** A process that has been seen to have a root directory of its own. */
  rooted: number | null;
}

class Watch implements ContainerWatch {
  readonly #options: ContainerWatchOptions;
  readonly #runtimes: Runtimes;
  readonly #hints = new CgroupHints(() => this.look());
  /** By cgroup. Of one container there may be several: whoever may make a cgroup may name it as he likes. */
  #seen: ReadonlyMap<bigint, Seen> = new Map();
  /** Whose the cgroups are that do not tell by their names, by path. */
  readonly #told = new Map<string, string>();
  /** For the first look: what comes later has been started since. */
  #known: ReadonlyMap<string, Container>;
  #last = "";
  #asking: Promise<void> | null = null;
  /** There are containers that were not there when the runtimes were asked. */
  #isStale = false;
  #askedMs = Number.NEGATIVE_INFINITY;
  #lookedMs = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  readonly #troubles = { look: "", ask: "" };

  constructor(options: ContainerWatchOptions) {
    this.#options = options;
    this.#known = options.known;
    this.#runtimes = new Runtimes(options.runtimes);
  }

  look(): void {
    const { root, now, onChange } = this.#options;
    if (root === null || this.#isClosed) return; // told where services are looked for
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.look(), LOOK_MS);
    let tree: CgroupTree;
    try {
      tree = cgroupTree(root, this.#processIn);
    } catch (error) {
      this.#trouble("look", `cannot look for containers: ${(error as Error).message}`);
      return;
    }
    this.#trouble("look", "");
    this.#hints.watch(tree.others);
    const nowMs = now();
    const stepMs = Math.min(nowMs - this.#lookedMs, STEP_MS_MAX);
    this.#lookedMs = nowMs;
    const cgroups = [...tree.containers, ...this.#toldCgroups()];
    const before = this.#seen;
    this.#seen = new Map(cgroups.map(({ id, cgroupId }) => [cgroupId, before.get(cgroupId) ?? this.#first(id, nowMs)]));
    this.#known = new Map();
    for (const seen of this.#seen.values()) if (seen.toldMs !== null) seen.toldMs += stepMs;
    this.#isStale ||= cgroups.some(({ cgroupId }) => !before.has(cgroupId));
    const found = cgroups.flatMap((cgroup) => this.#found(cgroup, nowMs));
    const hasUnknown = [...this.#seen.values()].some(({ identity }) => identity === null);
    if (hasUnknown && (this.#isStale || nowMs - this.#askedMs >= ASK_MS)) void this.#ask();
    if (found.length < cgroups.length || found.some(({ stage }) => stage === "new" || stage === "held")) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.look(), LOOK_WAITING_MS);
    }
    const said = JSON.stringify(
      found.map(({ container: { id, namespace, name }, stage, cgroupId, pid }) => {
        return [id, namespace, name, stage, String(cgroupId), pid !== null];
      }),
    );
    if (said !== this.#last) {
      this.#last = said;
      onChange(found);
    }
    for (const { cgroupId } of found) {
      const seen = this.#seen.get(cgroupId);
      if (seen !== undefined) seen.toldMs ??= 0;
    }
  }

  async hold({ id, pid, identity }: HeldContainer, waitMs: number): Promise<void> {
    this.look();
    if (containerIdOf(id) === null || this.#seenOf(id).length === 0) {
      this.#told.set(this.#cgroupOf(pid), id);
      this.look();
    }
    const stopped = new AbortController();
    await Promise.race([this.#untilKnown(id), sleep(waitMs, undefined, { signal: stopped.signal })]);
    stopped.abort();
    const all = this.#seenOf(id);
    if (all.length === 0) throw new Error("it has no cgroup any more");
    for (const seen of all) {
      seen.identity ??= identity;
      seen.isHeld = true;
      seen.toldMs = null; // its start begins now, however long its cgroup has been there
    }
    this.look();
  }

  #seenOf(id: string): readonly Seen[] {
    return [...this.#seen.values()].filter((seen) => seen.id === id);
  }

  /** Asks once more where an answer may be from before it was there. */
  async #untilKnown(id: string): Promise<void> {
    const isUnknown = () => this.#seenOf(id).some(({ identity }) => identity === null);
    for (let i = 0; i < 2 && isUnknown(); i++) await (this.#asking ?? this.#ask());
  }

  #cgroupOf(pid: number): string {
    const path = cgroupPathOf(pid);
    if (path === null || path === "/") throw new Error("it is in no cgroup of its own");
    return join(this.#options.root ?? "", path);
  }

  #toldCgroups(): readonly ContainerCgroup[] {
    return Array.from(this.#told, ([path, id]) => {
      const cgroup = containerCgroup(id, path, this.#processIn);
      if (cgroup.length === 0) this.#told.delete(path);
      return cgroup;
    }).flat();
  }

  readonly #processIn: FindProcess = (path, cgroupId) => {
    const seen = this.#seen.get(cgroupId);
    const nowMs = this.#options.now();
    if (seen === undefined) return firstProcess(path);
    if (seen.pid === null || nowMs - seen.pidMs >= LOOK_MS) {
      seen.pid = firstProcess(path);
      seen.pidMs = nowMs;
    }
    return seen.pid;
  };

  #first(id: string, nowMs: number): Seen {
    const known = this.#known.get(id);
    const none = { id, isHeld: false, pid: null, pidMs: nowMs, rooted: null };
    if (known === undefined) return { ...none, sinceMs: nowMs, toldMs: null, identity: null };
    const identity = known.namespace === NO_POD_NAMESPACE ? null : known;
    return { ...none, sinceMs: Number.NEGATIVE_INFINITY, toldMs: STARTING_MS, identity };
  }

  #found({ id, cgroupId, pid }: ContainerCgroup, nowMs: number): readonly FoundContainer[] {
    const seen = this.#seen.get(cgroupId) ?? this.#first(id, nowMs);
    const { sinceMs, toldMs, identity, isHeld } = seen;
    if (identity === null && !isHeld && nowMs - sinceMs < UNKNOWN_MS) return [];
    const stage = STAGES[toldMs === null || toldMs < STARTING_MS ? "fresh" : "old"][isHeld ? "held" : "free"];
    const container: Container = { ...(identity ?? unknown(id)), id, kind: "container" };
    // Until it has a root directory of its own, what lies at its names are files of the host.
    if (stage !== "running" && pid !== null && seen.rooted !== pid && hasOwnRoot(pid)) seen.rooted = pid;
    return [{ container, stage, cgroupId, pid: stage === "running" || seen.rooted === pid ? pid : null }];
  }

  /** Where two runtimes know a container, the first answer counts. */
  #ask(): Promise<void> {
    this.#asking ??= this.#askOnce().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  async #askOnce(): Promise<void> {
    this.#isStale = false;
    const troubles = await this.#runtimes.ask((known) => {
      const unknown = [...this.#seen.values()].filter(({ identity }) => identity === null);
      for (const seen of unknown) seen.identity = known.get(seen.id) ?? null;
      if (unknown.some(({ identity }) => identity !== null)) this.look();
    });
    this.#askedMs = this.#options.now();
    if (this.#isClosed) return;
    const silent = troubles.join("; ");
    this.#trouble("ask", silent === "" ? "" : `${silent}; new containers of it are guarded as unknown ones`);
    if (this.#isStale) this.look(); // for what came while they were asked
  }

  #trouble(of: "look" | "ask", trouble: string): void {
    this.#troubles[of] = trouble;
    const all = Object.values(this.#troubles).filter((it) => it !== "");
    this.#options.onTrouble(all.length === 0 ? null : all.join("; "));
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#hints.close();
    this.#runtimes.close();
  }
}

function hasOwnRoot(pid: number): boolean {
  try {
    const [own, host] = [`/proc/${pid}/root/`, "/proc/1/root/"].map((path) => statSync(path, { bigint: true }));
    return own?.dev !== host?.dev || own?.ino !== host?.ino;
  } catch {
    return false; // it has ended
  }
}

function unknown(id: string): Identity {
  const name = id.slice(0, SHORT_ID);
  return { namespace: NO_POD_NAMESPACE, pod: name, name, labels: new Map(), mode: "enabled" };
}
