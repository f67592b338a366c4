// SPDX-License-Identifier: Apache-2.0
// The policies that the operands of a command name, together: one of each name, and what is wrong with the others.

import { type ParsedDocument, parsePolicies } from "../policy/parse.ts";
import { identityOf, type Policy } from "../policy/policy.ts";
import type { Position, Problem } from "../problem.ts";
import { policyTexts } from "./policy-texts.ts";

export interface PolicyInput {
  readonly policies: readonly Policy[];
  readonly problems: readonly Problem[];
  /** Policies that are read and not in force, and why. */
  readonly passedOver: readonly Unbound[];
  /** How many objects there were that are no policies. */
  readonly others: number;
}

export interface Unbound {
  readonly policy: Policy;
  /** The policy that has its name, and is in force. */
  readonly holder?: Policy;
  readonly reason: string;
}

/** All policies that the operands name, as a daemon would take them. */
export async function readPolicies(operands: readonly string[]): Promise<PolicyInput> {
  const policies = new Map<string, Policy>();
  const problems: Problem[] = [];
  const passedOver: Unbound[] = [];
  let others = 0;
  for (const operand of new Set(operands)) {
    let found = 0;
    for await (const source of policyTexts(operand)) {
      if ("unreadable" in source) problems.push(about(source.file, source.unreadable));
      const documents = "text" in source ? parsePolicies(source.text, source.file) : [];
      const parsed = documents.filter(isPolicy);
      others += documents.length - parsed.length;
      found += "text" in source ? parsed.length : 1;
      for (const { policy, problems: wrong } of parsed) {
        problems.push(...wrong);
        const holder = policy && policies.get(identityOf(policy));
        if (holder) {
          const reason = `${placeText(holder.at)} has its name: only one can be in force`;
          passedOver.push({ policy, holder, reason });
        } else if (policy !== null) policies.set(identityOf(policy), policy);
      }
    }
    if (found === 0) problems.push(about(operand === "-" ? "<stdin>" : operand, "holds no policy"));
  }
  return { policies: [...policies.values()], problems, passedOver, others };
}

const GROUP = "security.kubearmor.com";

/**
 * Whether a document is or wants to be one. Other objects of Kubernetes stand between policies where a whole chart is printed.
 * What does not even say what it is may be a policy with its head cut off.
 */
export function isPolicy({ apiVersion, kind }: Pick<ParsedDocument, "apiVersion" | "kind">): boolean {
  if (apiVersion === null || kind === null) return true;
  return apiVersion.split("/", 1)[0] === GROUP || /^kubearmor/i.test(kind);
}

function about(file: string, message: string): Problem {
  return { at: { file, line: 1, column: 1 }, path: "", message };
}

export function placeText({ file, line, column }: Position): string {
  return `${file}:${line}:${column}`;
}
