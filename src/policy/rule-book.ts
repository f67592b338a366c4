// SPDX-License-Identifier: Apache-2.0
// The numbers by which the kernel names rules in its records, and what they stand for.

import { hash } from "node:crypto";
import { RETIRED_RULES_MAX } from "../limits.ts";
import { identityOf } from "./policy.ts";
import type { BoundRule } from "./resolve.ts";

/**
 * Numbers from 1 on. The same rule keeps its number however often it is compiled, and a number is never given to another
 * rule. A rule that is no longer in force is remembered for a while, because records that it decided may still be on their
 * way; how many are is bounded, the oldest go first.
 */
export class RuleBook {
  readonly #ids = new Map<string, number>();
  /** Given since the kernel last took rules: whether they are needed is not known before it does. */
  #given = new Map<string, number>();
  #inForce: ReadonlyMap<number, BoundRule> = new Map();
  /** In the order in which they went. */
  readonly #retired = new Map<number, BoundRule>();
  #next = 1;
  #changes = 0;

  /** Grows whenever the dump would be another one. */
  changes(): number {
    return this.#changes;
  }

  idOf(rule: BoundRule): number {
    const digest = digestOf(rule);
    const known = this.#ids.get(digest) ?? this.#given.get(digest);
    if (known !== undefined) return known;
    const id = this.#next++;
    this.#changes++;
    this.#given.set(digest, id);
    return id;
  }

  /** Says that the kernel did not take the rules that were last given numbers. */
  forget(): void {
    if (this.#given.size > 0) this.#changes++;
    this.#given = new Map();
  }

  originOf(id: number): BoundRule | undefined {
    return this.#inForce.get(id) ?? this.#retired.get(id);
  }

  /** With the numbers that were given last, whether the kernel takes them or not: none is ever given twice. */
  dump(): BookDump {
    const rules = [...this.#ids, ...this.#given].map(([digest, id]) => [id, encode(digest)] as const);
    return { version: 1, next: this.#next, rules };
  }

  /**
   * Goes on where the dumped book ended; false where the data is no dump. Only for a new book. Those of the `remembered` rules
   * that had a number may have decided what is still to be told.
   */
  restore(data: unknown, remembered: Iterable<BoundRule>): boolean {
    if (!isDump(data)) return false;
    this.#next = data.next;
    this.#changes++;
    const known = new Map(data.rules.map(([id, digest]) => [decode(digest), id]));
    for (const rule of remembered) {
      const digest = digestOf(rule);
      const id = known.get(digest);
      if (id === undefined) continue;
      this.#ids.set(digest, id);
      this.#retired.set(id, rule);
    }
    return true;
  }

  /** Says which rules the kernel has now. All others are retired. */
  keep(inForce: ReadonlyMap<number, BoundRule>): void {
    for (const [id, rule] of this.#inForce) if (!inForce.has(id)) this.#retired.set(id, rule);
    this.#inForce = inForce;
    for (const [digest, id] of this.#given) if (inForce.has(id)) this.#ids.set(digest, id);
    if (this.#given.size > 0) this.#changes++;
    this.#given = new Map();
    for (const id of inForce.keys()) this.#retired.delete(id);
    let surplus = this.#retired.size - RETIRED_RULES_MAX;
    for (const [id, rule] of this.#retired) {
      if (surplus-- <= 0) break;
      this.#retired.delete(id);
      this.#ids.delete(digestOf(rule));
      this.#changes++;
    }
  }
}

/** The book as plain data, to be kept across restarts. What a number stands for is found by the digest of the rule. */
export interface BookDump {
  readonly version: 1;
  readonly next: number;
  /** Each its number, and its digest in base64. */
  readonly rules: readonly (readonly [number, string])[];
}

function isDump(data: unknown): data is BookDump {
  if (typeof data !== "object" || data === null) return false;
  const { version, next, rules } = data as Record<string, unknown>;
  return (
    version === 1 &&
    isNumber(next) &&
    Array.isArray(rules) &&
    rules.every((item) => Array.isArray(item) && isNumber(item[0]) && item[0] < next && typeof item[1] === "string")
  );
}

const encode = (digest: string): string => Buffer.from(digest, "latin1").toString("base64");
const decode = (text: string): string => Buffer.from(text, "base64").toString("latin1");

const isNumber = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

const digests = new WeakMap<BoundRule, string>();

/** 96 bits over what makes a rule this rule: all that an alert says of it, but not where it stands in which file. */
export function digestOf(bound: BoundRule): string {
  const known = digests.get(bound);
  if (known !== undefined) return known;
  const { at, ...said } = bound.rule;
  const text = JSON.stringify([identityOf(bound.policy), said]);
  const digest = hash("sha256", text, "buffer").toString("latin1", 0, 12);
  digests.set(bound, digest);
  return digest;
}
