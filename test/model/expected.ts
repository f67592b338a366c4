// SPDX-License-Identifier: Apache-2.0
// What the reference model says of an act: what it is answered, and which alerts it leaves.

import { type Decision, decide, naming } from "../../src/policy/model.ts";
import type { RuleSet } from "../../src/policy/resolve.ts";
import type { Deed, Step, Worker } from "./acts.ts";

export interface Expected {
  /** Any of these. */
  readonly answers: readonly string[];
  /** As `alertText` spells them. */
  readonly alerts: readonly string[];
  readonly decisions: number;
}

export function expect(ruleSet: RuleSet, { steps, otherwise, denied }: Deed, worker: Worker): Expected {
  const alerts: string[] = [];
  for (const [i, step] of steps.entries()) {
    const decision = decideStep(ruleSet, step, worker);
    if (decision.verdict !== "allow") alerts.push(alertOf(decision));
    if (decision.verdict === "deny") {
      const errno = denied ?? (step.class === "capabilities" ? "EPERM" : "EACCES");
      return { answers: [errno], alerts, decisions: i + 1 };
    }
  }
  return { answers: otherwise, alerts, decisions: steps.length };
}

function alertOf({ verdict, rule, why }: Decision): string {
  const action = verdict === "deny" ? "Block" : rule?.rule.action === "Block" ? "Audit (Block)" : "Audit";
  return why === "posture"
    ? alertText("DefaultPosture", "", action)
    : alertText(rule?.policy.name, rule?.rule.message, action);
}

/** `message` of a rule tells which it is; of a posture it is prose. */
export function alertText(policy: unknown, message: unknown, action: unknown): string {
  return policy === "DefaultPosture" ? `${action} DefaultPosture` : `${action} ${policy} ${message}`;
}

function decideStep(ruleSet: RuleSet, step: Step, { program, onTerminal }: Worker): Decision {
  const by = { program, onTerminal };
  if (step.class === "process" && step.isLoaded) {
    // Libraries are loaded this way: no allow-list speaks of it. What arguments the program is given nobody can tell.
    const postures = { ...ruleSet.postures, file: "audit" } as const;
    const decision = decide({ ...ruleSet, postures }, { ...step, ...by });
    return decision.why === "posture" ? { verdict: "allow", rule: null, why: "unnamed" } : decision;
  }
  return decide(ruleSet, { ...step, ...by });
}

/** The rules that a step is decided by, for people. */
export function explain(ruleSet: RuleSet, { steps }: Deed, { program, onTerminal }: Worker): string {
  return steps
    .flatMap((step) => [
      `  ${JSON.stringify(step)}`,
      ...naming(ruleSet, { ...step, program, onTerminal }).map(
        ({ rule: { message, action, target, sources, limits, onTerminal } }) =>
          `    ${message} ${action} ${JSON.stringify({ target, sources, limits, onTerminal })}`,
      ),
    ])
    .join("\n");
}
