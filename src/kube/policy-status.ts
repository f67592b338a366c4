// SPDX-License-Identifier: Apache-2.0
// What became of a policy, written into the status of its object. All nodes read the same text, so that all of them would write the
// same: each waits a random while and writes only what is not there yet, and no node writes the same twice, even if another
// one, of another version, disagrees.

import { isDeepStrictEqual } from "node:util";
import { documentsOf } from "../policy/store.ts";
import type { Problem } from "../problem.ts";
import { isRecord } from "../record.ts";
import type { PolicyObject } from "./policy-objects.ts";

export interface PolicyVerdict {
  /** KubeArmor's word: OK. */
  readonly status: "OK" | "Error";
  readonly observedGeneration: number | null;
  readonly policyState: "accepted" | "refused";
  readonly problems: readonly Finding[];
  readonly notes: readonly Finding[];
}

interface Finding {
  readonly path: string;
  readonly message: string;
}

/** Only what the text itself decides, which is the same on all nodes. */
export function verdictOf({ source, generation }: PolicyObject): PolicyVerdict {
  const documents = documentsOf(source);
  const isGood = documents.length > 0 && documents.every(({ policy }) => policy !== null);
  return {
    status: isGood ? "OK" : "Error",
    observedGeneration: generation,
    policyState: isGood ? "accepted" : "refused",
    problems: documents.flatMap(({ problems }) => problems.map(finding)),
    notes: documents.flatMap(({ notes }) => notes.map(finding)),
  };
}

/** Where it stands in our text is of no use to those who wrote the object. */
const finding = ({ path, message }: Problem): Finding => ({ path, message });

/** Whether the object says so already. */
export function isSaid(verdict: PolicyVerdict, status: unknown): boolean {
  if (!isRecord(status)) return false;
  return Object.entries(verdict).every(([key, value]) => isDeepStrictEqual(status[key] ?? null, value));
}

export interface StatusWriterOptions {
  /** Whether there is no more to do about it: not where the object has changed meanwhile. Rejects where it could not be written. */
  readonly write: (object: PolicyObject, verdict: PolicyVerdict) => Promise<boolean>;
  /** null: it is well. */
  readonly onTrouble: (error: unknown) => void;
  readonly random: () => number;
  /** Nodes that learn of a change at once write within so long. */
  readonly spreadMs: number;
  /** How long nothing is written after it could not be. */
  readonly pauseMs: number;
}

export class StatusWriter {
  readonly #options: StatusWriterOptions;
  #objects: ReadonlyMap<string, PolicyObject> = new Map();
  /** What this node has written, by the file. */
  readonly #written = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;
  #isWriting = false;
  #isClosed = false;

  constructor(options: StatusWriterOptions) {
    this.#options = options;
  }

  /** All policies there are now. */
  look(objects: readonly PolicyObject[]): void {
    this.#objects = new Map(objects.map((object) => [object.source.file, object]));
    for (const file of this.#written.keys()) if (!this.#objects.has(file)) this.#written.delete(file);
    this.#plan(this.#options.spreadMs * this.#options.random());
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #plan(ms: number): void {
    if (this.#isClosed || this.#isWriting || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#writeAll();
    }, ms);
  }

  async #writeAll(): Promise<void> {
    const { onTrouble, pauseMs, spreadMs } = this.#options;
    this.#isWriting = true;
    let againMs: number | null = null;
    try {
      // One after the other, each as it is by then: others may have written it meanwhile.
      for (const file of this.#objects.keys()) {
        await this.#write(file);
        if (this.#isClosed) return;
      }
      onTrouble(null);
    } catch (error) {
      if (this.#isClosed) return;
      onTrouble(error);
      againMs = pauseMs;
    } finally {
      this.#isWriting = false;
    }
    const isUnsaid = [...this.#objects.values()].some((object) => this.#unsaid(object) !== null);
    if (againMs !== null || isUnsaid) this.#plan(againMs ?? spreadMs);
  }

  async #write(file: string): Promise<void> {
    const object = this.#objects.get(file);
    const verdict = object && this.#unsaid(object);
    if (!object || !verdict) return;
    if (await this.#options.write(object, verdict)) this.#written.set(file, JSON.stringify(verdict));
  }

  #unsaid(object: PolicyObject): PolicyVerdict | null {
    const verdict = verdictOf(object);
    if (isSaid(verdict, object.status) || this.#written.get(object.source.file) === JSON.stringify(verdict))
      return null;
    return verdict;
  }
}
