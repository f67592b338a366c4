// SPDX-License-Identifier: Apache-2.0
// The objects of one kind as they are in the API server: listed once, in pages, then watched. Whatever is not understood ends in a
// new list, so that what is told is never pieced together from guesses.
//
// States: listing → watching ⇄ waiting (the server is away, or says no) → listing or watching; closed. What was told last
// stands meanwhile.

import { setTimeout as sleep } from "node:timers/promises";
import { explain } from "../errors.ts";
import { KUBE_OBJECTS_MAX, KUBE_PAGE_OBJECTS } from "../limits.ts";
import { quote, tame } from "../problem.ts";
import { isRecord } from "../record.ts";
import { ApiError, type Connection } from "./connection.ts";
import { AnswerError, type ApiObject, asObject, keyOf } from "./object.ts";

export interface Resource {
  /** For a person: "KubeArmorPolicy", "pods". */
  readonly name: string;
  /** Of the collection, without query: "/api/v1/pods". */
  readonly path: string;
  readonly fieldSelector?: string;
  readonly labelSelector?: string;
}

export interface ListWatchHandlers<T> {
  /** What is kept of an object; `before`: of the same object, as it was. Must not throw. */
  readonly read: (object: ApiObject, before: T | undefined) => T;
  /** All of them, by keyOf: when the first list is whole, then after changes. Must not throw. */
  readonly onChange: (all: ReadonlyMap<string, T>) => void;
  /** null: it is well. */
  readonly onTrouble: (trouble: string | null) => void;
  /** The server does not know the kind: whether it is certain that there are no objects of it. Default: it is not. */
  readonly isAbsent?: (signal: AbortSignal) => Promise<boolean>;
}

export interface ListWatchTimes {
  /** The server is asked to end a watch after as long, so that one that hangs costs no more. */
  readonly watchS: number;
  /** How much later we end it ourselves. */
  readonly graceMs: number;
  /** Before it is tried again: the first time, then twice as long each time. A random part of it, up to half, is added. */
  readonly backoffMs: number;
  readonly backoffMsMax: number;
  /** Events that come together are told together. */
  readonly settleMs: number;
}

export const TIMES: ListWatchTimes = {
  watchS: 300,
  graceMs: 15_000,
  backoffMs: 500,
  backoffMsMax: 30_000,
  settleMs: 50,
};

/** How often it may say no to a watch before what there is is listed anew. */
const FAILURES_MAX = 4;

export interface ListWatchOptions<T> {
  readonly connection: Connection;
  readonly resource: Resource;
  readonly handlers: ListWatchHandlers<T>;
  /** 0 to 1. */
  readonly random: () => number;
  readonly times: ListWatchTimes;
}

/** Runs until it is closed; after that nothing is told. */
export function listWatch<T>(options: ListWatchOptions<T>): { close(): void } {
  const watch = new ListWatch(options);
  void watch.run();
  return watch;
}

interface Kept<T> {
  readonly version: string;
  readonly value: T;
}

class ListWatch<T> {
  readonly #options: ListWatchOptions<T>;
  readonly #closed = new AbortController();
  #objects = new Map<string, Kept<T>>();
  /** From where a watch goes on; null: what there is has to be listed. */
  #version: string | null = null;
  #failures = 0;
  #settling: NodeJS.Timeout | undefined;

  constructor(options: ListWatchOptions<T>) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { handlers, connection } = this.#options;
    while (!this.#closed.signal.aborted) {
      try {
        this.#version ??= await this.#list();
        await this.#watch(this.#version);
      } catch (error) {
        if (this.#closed.signal.aborted) return;
        if (error instanceof ApiError && error.status === 410) {
          this.#version = null; // Gone: what happened meanwhile is no longer known
        } else {
          const isAbsent = error instanceof ApiError && error.status === 404 && (await this.#isAbsent());
          if (this.#closed.signal.aborted) return;
          handlers.onTrouble(isAbsent ? "the cluster does not have this kind" : explain(error));
          if (isAbsent) this.#replace(new Map());
          if (!(error instanceof ApiError)) connection.doubt();
          // A server that was set back may never again know the version that we have.
          if (!isPassing(error) || this.#failures >= FAILURES_MAX) this.#version = null;
        }
        await this.#wait(error instanceof ApiError ? error.retryMs : null);
      }
    }
  }

  close(): void {
    this.#closed.abort();
    clearTimeout(this.#settling);
  }

  /** Whole, and as it was at one moment; the version of that moment. Paged, and not from a cache that may be behind. */
  async #list(): Promise<string> {
    const objects = new Map<string, Kept<T>>();
    let version = "";
    let next = "";
    do {
      const path = this.#path({ limit: String(KUBE_PAGE_OBJECTS), continue: next });
      const page = asObject(await this.#options.connection.get(path, this.#closed.signal));
      const { kind, items } = page;
      if (!String(kind).endsWith("List") || !Array.isArray(items))
        throw new AnswerError("an answer that is no list of objects");
      for (const item of items) this.#keep(objects, asObject(item));
      version = page.metadata.resourceVersion ?? "";
      next = page.metadata.continue ?? "";
    } while (next !== "");
    this.#replace(objects);
    return version;
  }

  async #watch(version: string): Promise<void> {
    const { connection, handlers, times, random } = this.#options;
    const seconds = Math.ceil(times.watchS * (1 + random()) * 0.67); // not all nodes at once
    const path = this.#path({
      watch: "true",
      resourceVersion: version,
      allowWatchBookmarks: "true",
      timeoutSeconds: String(seconds),
    });
    let events = 0;
    const before = performance.now();
    await connection.watch(path, {
      onOpen: () => handlers.onTrouble(null),
      onEvent: (event) => {
        events++;
        this.#failures = 0;
        this.#take(event);
      },
      signal: this.#closed.signal,
      lastMs: seconds * 1000 + times.graceMs,
    });
    // A server that ends each watch at once is not asked again at once.
    const isShort = events === 0 && performance.now() - before < times.backoffMsMax / 2;
    if (isShort && !this.#closed.signal.aborted) await this.#wait(null);
    else this.#failures = 0;
  }

  #take(event: unknown): void {
    if (!isRecord(event)) throw new AnswerError("an event that is no object");
    const { type, object } = event;
    if (type === "ERROR") {
      const { code, message } = isRecord(object) ? object : {};
      throw new ApiError(Number(code), `${Number(code)} ${tame(String(message))}`);
    }
    const now = asObject(object);
    if (type === "ADDED" || type === "MODIFIED") this.#keep(this.#objects, now);
    else if (type === "DELETED") this.#objects.delete(keyOf(now));
    else if (type !== "BOOKMARK") throw new AnswerError(`an event of the type ${quote(String(type))}`);
    this.#version = now.metadata.resourceVersion ?? null;
    if (type === "BOOKMARK") return;
    this.#settling ??= setTimeout(() => this.#tell(), this.#options.times.settleMs);
  }

  #keep(into: Map<string, Kept<T>>, object: ApiObject): void {
    const key = keyOf(object);
    const before = this.#objects.get(key);
    const { resourceVersion: version = "" } = object.metadata;
    if (into.size >= KUBE_OBJECTS_MAX && !into.has(key)) {
      throw new AnswerError(`there are more than ${KUBE_OBJECTS_MAX} objects`);
    }
    const isSame = before !== undefined && before.version === version && version !== "";
    into.set(key, isSame ? before : { version, value: this.#options.handlers.read(object, before?.value) });
  }

  #replace(objects: Map<string, Kept<T>>): void {
    this.#objects = objects;
    this.#tell();
  }

  #tell(): void {
    clearTimeout(this.#settling);
    this.#settling = undefined;
    if (this.#closed.signal.aborted) return;
    this.#options.handlers.onChange(new Map(Array.from(this.#objects, ([key, { value }]) => [key, value])));
  }

  async #isAbsent(): Promise<boolean> {
    try {
      return (await this.#options.handlers.isAbsent?.(this.#closed.signal)) ?? false;
    } catch {
      return false; // not certain; why is told by what comes next
    }
  }

  async #wait(askedMs: number | null): Promise<void> {
    const { backoffMs, backoffMsMax } = this.#options.times;
    const stepMs = Math.min(backoffMs * 2 ** this.#failures, backoffMsMax);
    if (stepMs < backoffMsMax) this.#failures++;
    const ms = Math.max(askedMs ?? 0, stepMs) * (1 + this.#options.random() / 2);
    await sleep(ms, undefined, { signal: this.#closed.signal }).catch(() => {}); // closed
  }

  #path(query: Readonly<Record<string, string>>): string {
    const { path, fieldSelector = "", labelSelector = "" } = this.#options.resource;
    const given = Object.entries({ fieldSelector, labelSelector, ...query }).filter(([, value]) => value !== "");
    return `${path}?${new URLSearchParams(given)}`;
  }
}

/** The server was not reached, or is busy or does not know us for now: what it had told before is still true. */
function isPassing(error: unknown): boolean {
  if (error instanceof ApiError) return [401, 403, 429].includes(error.status) || error.status >= 500;
  return !(error instanceof AnswerError);
}
