// SPDX-License-Identifier: Apache-2.0
// What the reference model says of an act: what it is answered, and which alerts it leaves.

import { type Decision, decide, naming } from "../../src/policy/model.ts";
import { directoriesAbovePattern, matchesPattern } from "../../src/policy/pattern.ts";
import type { RuleSet } from "../../src/policy/resolve.ts";
import type { Deed, Step, Worker } from "./acts.ts";

export interface Expected {
  /** Any of these. */
  readonly answers: readonly string[];
  /** As `alertText` spells them. */
  readonly alerts: readonly string[];
  readonly decisions: number;
  /** A rule has a pattern of what may lie below a directory that is moved: compile.test.ts has what holds then. */
  readonly isOpen: boolean;
}

export function expect(ruleSet: RuleSet, { steps, otherwise, denied }: Deed, worker: Worker): Expected {
  const alerts: string[] = [];
  const isOpen = steps.some((step) => isAbovePattern(ruleSet, step));
  for (const [i, step] of steps.entries()) {
    const decision = decideStep(ruleSet, step, worker);
    if (decision.verdict !== "allow") alerts.push(alertOf(decision));
    if (decision.verdict === "deny") {
      const errno = denied ?? (step.class === "capabilities" ? "EPERM" : "EACCES");
      return { answers: [errno], alerts, decisions: i + 1, isOpen };
    }
  }
  return { answers: otherwise, alerts, decisions: steps.length, isOpen };
}

function isAbovePattern({ rules }: RuleSet, step: Step): boolean {
  if (step.class !== "file" || !("isMove" in step && step.isMove)) return false;
  return rules.some(({ rule: { class: of, target } }) => {
    if (of !== "file" || target.kind !== "pattern") return false;
    return directoriesAbovePattern(target.pattern).some(({ literal, pattern }) =>
      literal === null ? matchesPattern(pattern, step.path) : literal === `${step.path}/`,
    );
  });
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
