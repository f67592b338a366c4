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

  idOf(rule: BoundRule): number {
    const digest = digestOf(rule);
    const known = this.#ids.get(digest) ?? this.#given.get(digest);
    if (known !== undefined) return known;
    const id = this.#next++;
    this.#given.set(digest, id);
    return id;
  }

  /** Says that the kernel did not take the rules that were last given numbers. */
  forget(): void {
    this.#given = new Map();
  }

  originOf(id: number): BoundRule | undefined {
    return this.#inForce.get(id) ?? this.#retired.get(id);
  }

  /** Says which rules the kernel has now. All others are retired. */
  keep(inForce: ReadonlyMap<number, BoundRule>): void {
    for (const [id, rule] of this.#inForce) if (!inForce.has(id)) this.#retired.set(id, rule);
    this.#inForce = inForce;
    for (const [digest, id] of this.#given) if (inForce.has(id)) this.#ids.set(digest, id);
    this.#given = new Map();
    for (const id of inForce.keys()) this.#retired.delete(id);
    let surplus = this.#retired.size - RETIRED_RULES_MAX;
    for (const [id, rule] of this.#retired) {
      if (surplus-- <= 0) break;
      this.#retired.delete(id);
      this.#ids.delete(digestOf(rule));
    }
  }
}

/** 96 bits over what makes a rule this rule: all that an alert says of it, but not where it stands in which file. */
function digestOf({ policy, rule }: BoundRule): string {
  const { at, ...said } = rule;
  return hash("sha256", JSON.stringify([identityOf(policy), said]), "buffer").toString("latin1", 0, 12);
}
