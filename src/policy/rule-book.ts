// SPDX-License-Identifier: Apache-2.0
// The numbers by which the kernel names rules in its records, and what they stand for.

import { RETIRED_RULES_MAX } from "../limits.ts";
import type { Rule } from "./policy.ts";
import type { BoundRule } from "./resolve.ts";

/** What a rule id in a record stands for. */
export type RuleOrigin = Rule & { readonly policy: string };

/**
 * Numbers from 1 on. The same rule keeps its number however often it is compiled, and a number is never given to another
 * rule. A rule that is no longer in force is remembered for a while, because records that it decided may still be on their
 * way; how many are is bounded, the oldest go first.
 */
export class RuleBook {
  readonly #ids = new Map<string, number>();
  readonly #origins = new Map<number, RuleOrigin>();
  #next = 1;

  idOf(rule: BoundRule): number {
    const identity = identityOf(rule);
    const id = this.#ids.get(identity) ?? this.#next++;
    this.#ids.set(identity, id);
    return id;
  }

  originOf(id: number): RuleOrigin | undefined {
    return this.#origins.get(id);
  }

  /** Says which rules the kernel has now. All others are retired. */
  keep(inForce: ReadonlyMap<number, RuleOrigin>): void {
    for (const [id, origin] of inForce) this.#origins.set(id, origin);
    let surplus = this.#ids.size - inForce.size - RETIRED_RULES_MAX;
    for (const [identity, id] of this.#ids) {
      if (surplus <= 0) return;
      if (inForce.has(id)) continue;
      this.#ids.delete(identity);
      this.#origins.delete(id);
      surplus--;
    }
  }
}

/** What makes a rule this rule: all that an alert says of it, but not where it stands in which file. */
export function identityOf({ policy, rule }: BoundRule): string {
  return JSON.stringify([policy, rule.class, rule.target, rule.action, rule.severity, rule.tags, rule.message]);
}
