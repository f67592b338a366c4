// SPDX-License-Identifier: Apache-2.0
// What the kernel part of this version can enforce of the language. A policy that asks for more is refused: to leave a part of it
// out would widen or weaken the rest.

import { addProblem, type Problem, quote } from "../problem.ts";
import type { Policy, Rule } from "./policy.ts";
import { DEFAULT_POSTURES } from "./posture.ts";
import { settle } from "./settle.ts";

const NOT_ENFORCED = "not enforced by this version of Bailiff";

/** One problem a rule, where the rule stands; none: the policy can be enforced. */
export function unenforced(policy: Policy): readonly Problem[] {
  const problems: Problem[] = [];
  for (const rule of policy.rules) {
    const wish = unenforcedOf(rule);
    if (wish !== null) addOnce(problems, { at: rule.at, path: "", message: `${NOT_ENFORCED}: ${wish}` });
  }
  return problems;
}

/** "tcp,udp" is two rules in one place, which stand side by side. */
function addOnce(problems: Problem[], problem: Problem): void {
  const last = problems.at(-1);
  if (last?.at !== problem.at || last.message !== problem.message) addProblem(problems, problem);
}

/** What of a rule cannot be enforced, in the words of policies; null: all of it can. */
export function unenforcedOf({ target }: Rule): string | null {
  switch (target.kind) {
    case "device":
      return "device";
    case "firewall":
      return "a network policy";
    default:
      return null;
  }
}

/** Patterns of a policy that no automaton has room for, whatever the kernel part can do. */
export function tooLarge(policy: Policy): readonly Problem[] {
  const ruleSet = {
    rules: policy.rules.map((rule) => ({ policy, rule })),
    postures: DEFAULT_POSTURES,
    isAudited: false,
    searchDomains: [],
  };
  const problems: Problem[] = [];
  for (const { rule } of settle(ruleSet).refused) {
    const patterns = [rule.target, ...rule.sources].flatMap((it) => (it.kind === "pattern" ? quote(it.pattern) : []));
    const message = `there is no room for the pattern ${patterns.join(" or ")}: with the others of the policy it is too large`;
    addOnce(problems, { at: rule.at, path: "", message });
  }
  return problems;
}
