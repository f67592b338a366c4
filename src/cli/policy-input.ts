// SPDX-License-Identifier: Apache-2.0
// The policies that the operands of a command name, together: one of each name, and what is wrong with the others.

import { parsePolicies } from "../policy/parse.ts";
import { identityOf, type Policy } from "../policy/policy.ts";
import type { Position, Problem } from "../problem.ts";
import { policyTexts } from "./policy-texts.ts";

export interface PolicyInput {
  readonly policies: readonly Policy[];
  readonly problems: readonly Problem[];
  /** Policies that are read and not in force, and why. */
  readonly passedOver: readonly Unbound[];
}

export interface Unbound {
  readonly policy: Policy;
  readonly reason: string;
}

/** All policies that the operands name, as a daemon would take them. */
export async function readPolicies(operands: readonly string[]): Promise<PolicyInput> {
  const policies = new Map<string, Policy>();
  const problems: Problem[] = [];
  const passedOver: Unbound[] = [];
  for (const operand of new Set(operands)) {
    let documents = 0;
    for await (const source of policyTexts(operand)) {
      const parsed = "text" in source ? parsePolicies(source.text, source.file) : [];
      documents += parsed.length;
      if ("unreadable" in source) {
        problems.push(about(source.file, source.unreadable));
        documents++;
      }
      for (const { policy, problems: wrong } of parsed) {
        problems.push(...wrong);
        const first = policy && policies.get(identityOf(policy));
        if (first) passedOver.push({ policy, reason: `${placeText(first.at)} has its name: only one can be in force` });
        else if (policy !== null) policies.set(identityOf(policy), policy);
      }
    }
    if (documents === 0) problems.push(about(operand === "-" ? "<stdin>" : operand, "holds no policy"));
  }
  return { policies: [...policies.values()], problems, passedOver };
}

function about(file: string, message: string): Problem {
  return { at: { file, line: 1, column: 1 }, path: "", message };
}

export function placeText({ file, line, column }: Position): string {
  return `${file}:${line}:${column}`;
}
