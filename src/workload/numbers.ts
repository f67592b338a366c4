// SPDX-License-Identifier: Apache-2.0
// The numbers by which the kernel names workloads. They are written into the labels of processes, which outlive the daemon.

import { isRecord } from "../record.ts";
import type { Container, GuardStart, Workload } from "./workload.ts";

/** Containers that have a number, as plain data. */
export interface NumbersDump {
  readonly version: 1;
  readonly next: number;
  readonly held: readonly (Omit<Container, "labels"> & {
    readonly number: number;
    readonly labels: [string, string][];
    readonly start?: GuardStart;
  })[];
}

/**
 * 0 is the host; containers have the numbers from 1 on. A container keeps its number until it is released, and what is
 * released is given again last, as records about it may still be on their way.
 */
export class WorkloadNumbers {
  readonly #max: number;
  readonly #byId = new Map<string, number>();
  readonly #byNumber = new Map<number, Container>();
  readonly #taken = new Set<number>();
  readonly #starts = new Map<number, GuardStart>();
  #next = 1;

  /** `max`: how many workloads there may be at once, the host among them. */
  constructor(max: number) {
    this.#max = max;
  }

  /** The number of a container, by its id, new if need be; null where all are taken. What is known of it is renewed. */
  hold(container: Container): number | null {
    const number = this.#byId.get(container.id) ?? this.#free();
    if (number === null) return null;
    this.#set(number, container);
    return number;
  }

  #free(): number | null {
    if (this.#taken.size >= this.#max - 1) return null;
    while (this.#taken.has(this.#next)) this.#advance();
    const number = this.#next;
    this.#advance();
    return number;
  }

  #set(number: number, container: Container): void {
    this.#byId.set(container.id, number);
    this.#byNumber.set(number, container);
    this.#taken.add(number);
  }

  #advance(): void {
    this.#next = (this.#next % (this.#max - 1)) + 1;
  }

  /** Nobody has it any more. It is still known by it until another gets it. */
  release(number: number): void {
    const container = this.#byNumber.get(number);
    if (container === undefined) return;
    this.#byId.delete(container.id);
    this.#taken.delete(number);
    this.#starts.delete(number);
  }

  /** Whether somebody has it now; the host has its own. */
  isHeld(number: number): boolean {
    return number === 0 || this.#taken.has(number);
  }

  held(): ReadonlyMap<number, Container> {
    const held = Array.from(this.#byId.values(), (number) => [number, this.#byNumber.get(number)] as const);
    return new Map(held.filter((entry): entry is readonly [number, Container] => entry[1] !== undefined));
  }

  /** How it came to be guarded; null: its rules were not in force yet. */
  startOf(number: number): GuardStart | null {
    return this.#starts.get(number) ?? null;
  }

  began(number: number, start: GuardStart): void {
    this.#starts.set(number, start);
  }

  workloadOf(number: number, host: Workload): Workload | undefined {
    return number === 0 ? host : this.#byNumber.get(number);
  }

  dump(): NumbersDump {
    const held = Array.from(this.held(), ([number, { labels, ...rest }]) => {
      const start = this.#starts.get(number);
      return { ...rest, number, labels: [...labels], ...(start && { start }) };
    });
    return { version: 1, next: this.#next, held };
  }

  /** False where the data is no dump. What has no room any more is left out. */
  restore(data: unknown): boolean {
    if (!isDump(data)) return false;
    for (const { number, labels, start, ...rest } of data.held) {
      if (number >= this.#max) continue;
      this.#set(number, { ...rest, labels: new Map(labels) });
      if (start !== undefined) this.#starts.set(number, start);
    }
    this.#next = Math.min(data.next, this.#max - 1);
    return true;
  }
}

function isDump(data: unknown): data is NumbersDump {
  if (!isRecord(data) || data.version !== 1 || !isNumber(data.next) || !Array.isArray(data.held)) return false;
  return data.held.every(
    (item: unknown) =>
      isRecord(item) &&
      isNumber(item.number) &&
      item.kind === "container" &&
      ["id", "name", "namespace", "pod", "mode"].every((key) => typeof item[key] === "string") &&
      Array.isArray(item.labels) &&
      (item.image === undefined || isImage(item.image)) &&
      (item.start === undefined || isStart(item.start)),
  );
}

const isImage = (image: unknown): boolean =>
  isRecord(image) && typeof image.name === "string" && typeof image.id === "string";

const isStart = (start: unknown): boolean =>
  isRecord(start) && isNumber(start.sinceMs) && typeof start.isFromStart === "boolean";

const isNumber = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0;
