// SPDX-License-Identifier: Apache-2.0
// The reference model: what a rule set means, in the plainest words. It reads rules and strings, never what compile.ts made of
// them, so that tests can hold the compiler and the kernel against it.

import { byStrength } from "./compile.ts";
import type { BoundRule, RuleSet } from "./resolve.ts";
import { meaningOf } from "./socket-kinds.ts";

export type Act =
  | { readonly class: "process" | "file"; readonly path: string }
  /** Type as SOCK_*, protocol as enum socket_protocol in bpf/abi.h. */
  | { readonly class: "network"; readonly type: number; readonly protocol: number };

export interface ModelDecision {
  readonly verdict: "allow" | "audit" | "deny";
  /** null: no rule names the act. */
  readonly rule: BoundRule | null;
}

export function decide(ruleSet: RuleSet, act: Act): ModelDecision {
  const ofClass = ruleSet.rules.filter(({ rule }) => rule.class === act.class);
  const rules = act.class === "network" ? namingSocket(ofClass, act.type, act.protocol) : namingPath(ofClass, act.path);
  const rule = rules.toSorted(byStrength)[0];
  if (rule === undefined) return { verdict: "allow", rule: null };
  return { verdict: rule.rule.action === "Block" ? "deny" : "audit", rule };
}

function namingSocket(rules: readonly BoundRule[], type: number, protocol: number): readonly BoundRule[] {
  return rules.filter(({ rule: { target } }) => {
    if (target.kind !== "protocol") return false;
    const { types, protocols } = meaningOf(target.protocol);
    return types.includes(type) && protocols.includes(protocol);
  });
}

/** The rules that come nearest to the path: those on itself, else those on the longest directory that holds it. */
function namingPath(rules: readonly BoundRule[], path: string): readonly BoundRule[] {
  const exact = rules.filter(({ rule: { target } }) => target.kind === "path" && target.path === path);
  if (exact.length > 0) return exact;
  const longest = Math.max(...rules.map((rule) => held(rule, path)));
  return rules.filter((rule) => held(rule, path) === longest && longest > 0);
}

/** How much of a path a directory rule holds: the length of its directory, or 0 where it does not speak of this path. */
function held({ rule: { target } }: BoundRule, path: string): number {
  if (target.kind !== "directory") return 0;
  const { directory, recursive } = target;
  const isItself = directory === path || directory === `${path}/`;
  const isBelow = path.startsWith(directory);
  const isChild = isBelow && !path.slice(directory.length).includes("/");
  return isItself || isChild || (isBelow && recursive) ? directory.length : 0;
}
