// SPDX-License-Identifier: Apache-2.0
// Which policies bind a workload: from all policies to the rules that hold for this one.

import type { Host } from "../workload/workload.ts";
import type { Policy, Rule } from "./policy.ts";

/** A rule and the name of the policy it comes from. */
export interface BoundRule {
  readonly policy: string;
  readonly rule: Rule;
}

/** All rules that bind one workload, in no particular order: compile.ts settles what happens where they meet. */
export interface RuleSet {
  readonly rules: readonly BoundRule[];
}

export function resolve(policies: readonly Policy[], host: Host): RuleSet {
  const binding = policies.filter((policy) => binds(policy, host));
  return { rules: binding.flatMap((policy) => policy.rules.map((rule) => ({ policy: policy.name, rule }))) };
}

/** All labels must match; a selector without any selects nothing. */
export function binds({ nodeSelector }: Policy, host: Host): boolean {
  return nodeSelector.size > 0 && Array.from(nodeSelector).every(([key, value]) => matches(key, value, host));
}

function matches(key: string, value: string, host: Host): boolean {
  switch (key) {
    case "kubearmor.io/hostname":
    case "kubernetes.io/hostname": {
      const names = value.split(",").map((name) => name.trim());
      return (
        names.includes("*") || names.includes(host.hostname) || names.includes(host.labels.get(key) ?? host.hostname)
      );
    }
    case "kubearmor.io/hostnamereg":
    case "kubernetes.io/hostnamereg":
      return matchesWildcard(value.trim(), host.hostname);
    default:
      return host.labels.get(key) === value;
  }
}

/** `*` stands for any text, every other character for itself. Takes the first place for each piece: no pattern is slow. */
export function matchesWildcard(pattern: string, text: string): boolean {
  const [first = "", ...pieces] = pattern.split("*");
  const last = pieces.pop();
  if (last === undefined) return pattern === text;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const piece of pieces) {
    const found = text.indexOf(piece, from);
    if (found < 0) return false;
    from = found + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
