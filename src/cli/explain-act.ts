// SPDX-License-Identifier: Apache-2.0
// The answer of bailiff explain: the reference model is asked, and what it says is put into words.

import { hostname } from "node:os";
import { styleText } from "node:util";
import type { Act } from "../policy/act.ts";
import { unenforced } from "../policy/enforceable.ts";
import { type Decision, decide, naming } from "../policy/model.ts";
import type { Policy, Rule } from "../policy/policy.ts";
import { postureOf } from "../policy/posture.ts";
import { type BoundRule, binds, DEFAULT_SETTINGS, Resolver, type RuleSet } from "../policy/resolve.ts";
import { formatProblem, type Problem, quote } from "../problem.ts";
import type { Workload } from "../workload/workload.ts";
import type { Told } from "./act-options.ts";
import { printable } from "./excerpt.ts";
import type { ExplainOptions } from "./explain.ts";
import { type Link, linksOf } from "./links.ts";
import { type PolicyInput, placeText, readPolicies, type Unbound } from "./policy-input.ts";
import { ruleText, scopeText } from "./rule-text.ts";

/** All that is said. */
interface Explanation {
  readonly told: Told;
  readonly workload: Workload;
  readonly decision: Decision;
  readonly because: string;
  readonly errno: "EACCES" | "EPERM" | null;
  /** What would have decided without the rule that did; null: none did. */
  readonly without: { readonly decision: Decision; readonly because: string } | null;
  /** Rules that name the act, too, the strongest first. */
  readonly also: readonly BoundRule[];
  /** Rules that would name it if another program did it, or at a terminal. */
  readonly otherwise: readonly BoundRule[];
  readonly unbound: readonly Unbound[];
  /** Where another path is meant than the one that was given; known of this machine only. */
  readonly links: readonly Link[];
  /** How many objects were no policies. */
  readonly others: number;
  /** Those that bind the workload and ask for more than this version can enforce. */
  readonly notEnforced: readonly Policy[];
  readonly problems: readonly Problem[];
}

/** Returns the exit code. */
export async function explainAct(told: Told, workload: Workload, options: ExplainOptions): Promise<number> {
  const read = await readPolicies(options.policy);
  const explanation = explain(read, told, workload, options);
  if (options.json) process.stdout.write(`${JSON.stringify(report(explanation))}\n`);
  else {
    for (const problem of read.problems) process.stderr.write(`${printable(formatProblem(problem))}\n`);
    process.stdout.write(`${explanationText(explanation, options.color)}\n`);
  }
  return read.problems.length === 0 ? 0 : 1;
}

function explain(
  { policies, problems, passedOver, others }: PolicyInput,
  told: Told,
  workload: Workload,
  { posture, host = hostname() }: Pick<ExplainOptions, "posture" | "host">,
): Explanation {
  const { act } = told;
  const settings = { ...DEFAULT_SETTINGS, containers: posture, host: posture };
  const ruleSet = new Resolver(policies, settings).ruleSetOf(workload);
  const isUntracked = workload.kind === "container" && settings.untracked.has(workload.namespace);
  const [bound, unbound] = [true, false].map((wanted) =>
    policies.filter(({ scope }) => (!isUntracked && binds(scope, workload)) === wanted),
  ) as [Policy[], Policy[]];
  const decision = decide(ruleSet, act);
  const { rule } = decision;
  const named = naming(ruleSet, act);
  const rest = { ...ruleSet, rules: ruleSet.rules.filter((it) => it !== rule) };
  const without = decide(rest, act);
  return {
    told,
    workload,
    decision,
    because: reason(decision, ruleSet, act),
    errno: decision.verdict === "deny" ? errnoOf(act) : null,
    without: rule && { decision: without, because: reason(without, rest, act) },
    also: named.filter((it) => it !== rule),
    otherwise: ruleSet.rules.filter((it) => !named.includes(it) && wouldName(it, ruleSet, act)),
    unbound: [
      ...passedOver,
      ...unbound.map((policy) => ({
        policy,
        reason: isUntracked
          ? `no policy binds containers of ${workload.namespace}`
          : `binds ${scopeText(policy.scope)}`,
      })),
    ],
    links: workload.kind === "host" && host === hostname() ? linksOf(act) : [],
    others,
    notEnforced: bound.filter((policy) => unenforced(policy).length > 0),
    problems,
  };
}

/** What the program sees that is denied; null: no program asked. */
function errnoOf(act: Act): Explanation["errno"] {
  if (act.class === "device" || act.class === "firewall") return null;
  return act.class === "capabilities" ? "EPERM" : "EACCES";
}

function wouldName({ policy, rule }: BoundRule, ruleSet: RuleSet, act: Act): boolean {
  const anybody = { policy, rule: { ...rule, sources: [], onTerminal: false } };
  return naming({ ...ruleSet, rules: [anybody] }, act).length > 0;
}

function reason(decision: Decision, ruleSet: RuleSet, act: Act): string {
  const isSpared = ruleSet.isAudited && decide({ ...ruleSet, isAudited: false }, act).verdict === "deny";
  return `${plainReason(decision, ruleSet, act)}${isSpared ? "; the workload is audited, so it is told of instead of denied" : ""}`;
}

function plainReason({ rule: bound, why }: Decision, ruleSet: RuleSet, act: Act): string {
  const posture = `the posture of ${POSTURE_OF[act.class]} is ${postureOf(act.class, ruleSet.postures)}`;
  const broken = bound === null ? "" : brokenLimits(bound.rule, act).join(" and ");
  switch (why) {
    case "unnamed": {
      const isList = ruleSet.rules.some(({ rule }) => rule.class === act.class && rule.action === "Allow");
      return isList
        ? "no rule speaks of it"
        : `no rule speaks of it, and no Allow rule makes the class ${act.class} an allow-list`;
    }
    case "posture":
      if (bound !== null) return `the rule allows it, but ${broken}; ${posture}`;
      return naming(ruleSet, act).length === 0
        ? `the Allow rules of the class ${act.class} are an allow-list that does not have it; ${posture}`
        : `the Allow rules of the class ${act.class} are an allow-list that does not have it, and being told of is no permission; ${posture}`;
    case "allowed":
      return "the rule allows it";
    case "within":
      return `the rule leaves it free: it stays within ${limitNames(bound?.rule).join(", ")}`;
    case "beyond": {
      const does =
        bound?.rule.action === "Audit" ? "nothing blocks it, and the rule tells of it" : "the rule blocks it";
      return broken === "" ? does : `${does}: ${broken}`;
    }
  }
}

const POSTURE_OF: Readonly<Record<Act["class"], string>> = {
  process: "file",
  file: "file",
  network: "network",
  dns: "network",
  firewall: "network",
  capabilities: "capabilities",
  device: "device",
  syscalls: "system calls",
  presets: "presets",
};

/** Which limits of the rule the act goes beyond. */
function brokenLimits({ limits: { ownerOnly, readOnly, allowedArgs } }: Rule, act: Act): readonly string[] {
  const stranger = act.class === "process" ? act.args.find((arg) => allowedArgs?.includes(arg) === false) : undefined;
  return [
    ...(ownerOnly && "isOwner" in act && !act.isOwner ? ["the user does not own the file (ownerOnly)"] : []),
    ...(readOnly && act.class === "file" && act.access === "write" ? ["it writes (readOnly)"] : []),
    ...(stranger === undefined ? [] : [`${quote(stranger)} is none of allowedArgs`]),
  ];
}

function limitNames(rule: Rule | undefined): readonly string[] {
  if (rule === undefined) return [];
  const { ownerOnly, readOnly, allowedArgs } = rule.limits;
  return [
    ...(ownerOnly ? ["ownerOnly"] : []),
    ...(readOnly ? ["readOnly"] : []),
    ...(allowedArgs === null ? [] : ["allowedArgs"]),
  ];
}

// ---- for people

const COLORS = { allow: "green", audit: "yellow", deny: "red" } as const;
const ERRNO_TEXTS = { EACCES: "Permission denied", EPERM: "Operation not permitted" } as const;

function explanationText(it: Explanation, color: ExplainOptions["color"]): string {
  const { decision, without, told, workload, errno } = it;
  const { verdict, rule: bound } = decision;
  const hasColor = color === "always" || (color === "auto" && process.stdout.isTTY === true && !process.env.NO_COLOR);
  const word = hasColor ? styleText(COLORS[verdict], verdict, { validateStream: false }) : verdict;
  const lines = it.links.map(({ path, target }) =>
    row("link", `${path} is ${target} here: rules and kernel speak of the latter`),
  );
  if (bound !== null) lines.push(...ruleLines(bound));
  lines.push(row("because", it.because));
  if (errno !== null) lines.push(row("errno", `${errno} (${ERRNO_TEXTS[errno]})`));
  if (without !== null) lines.push(row("without it", answerText(without.decision, without.because)));
  for (const rule of it.also) lines.push(row("also", boundText(rule)));
  lines.push(...fewRows("not now", it.otherwise.map(boundText)));
  lines.push(...fewRows("not bound", it.unbound.map(unboundText)));
  if (it.problems.length > 0) lines.push(row("left out", "what has problems"));
  if (it.others > 0)
    lines.push(
      row("left out", `${it.others} ${it.others === 1 ? "object that is no policy" : "objects that are no policies"}`),
    );
  if (it.notEnforced.length > 0) {
    const names = listText(it.notEnforced.map(({ name }) => name));
    lines.push(row("note", `this version of Bailiff would refuse ${names}: the answer is what the language means`));
  }
  return [`${word}  ${printable(`${told.text}, ${workloadText(workload)}`)}`, ...lines].join("\n");
}

/** Enough lines to see what it is about. */
const ROWS_MAX = 5;

function fewRows(name: string, texts: readonly string[]): readonly string[] {
  const more = texts.length - ROWS_MAX;
  const rows = texts.slice(0, ROWS_MAX).map((text) => row(name, text));
  return more > 0 ? [...rows, row(name, `${more} more; --json has them all`)] : rows;
}

function unboundText({ policy, holder, reason }: Unbound): string {
  const place = `${placeText(policy.at)} ${policy.name}`;
  if (holder === undefined) return `${place}: ${reason}`;
  return `name taken: ${place}, which is at ${placeText(holder.at)}, too: only one can be in force`;
}

/** Enough names to know what is meant. */
const NAMES_MAX = 3;

function listText(names: readonly string[]): string {
  const more = names.length - NAMES_MAX;
  return [...names.slice(0, NAMES_MAX), ...(more > 0 ? [`${more} more`] : [])].join(", ");
}

function ruleLines({ policy, rule }: BoundRule): string[] {
  const { severity, tags, message } = rule;
  const said = [
    ...(severity > 0 ? [`severity ${severity}`] : []),
    ...(tags.length > 0 ? [`tags ${tags.join(", ")}`] : []),
    ...(message === "" ? [] : [quote(message)]),
  ];
  return [
    row("rule", `${placeText(rule.at)} ${ruleText(rule)}`),
    row("policy", `${policy.name} (${policy.kind})`),
    ...(said.length > 0 ? [row("alert", said.join(", "))] : []),
  ];
}

function row(name: string, text: string): string {
  return `  ${name.padEnd(10)}  ${printable(text)}`;
}

/** Without what the sentence says better. */
function answerText({ verdict, rule }: Decision, because: string): string {
  return rule === null ? `${verdict}: ${because}` : `${verdict} by ${boundText(rule)}`;
}

function boundText({ policy, rule }: BoundRule): string {
  return `${placeText(rule.at)} ${ruleText(rule)} (${policy.name})`;
}

function workloadText(workload: Workload): string {
  if (workload.kind === "host") return `on the host ${workload.hostname}`;
  return `in the container ${workload.name} of the namespace ${workload.namespace}`;
}

// ---- for scripts

function report(it: Explanation): object {
  const { told, workload, decision, without } = it;
  return {
    verdict: decision.verdict,
    act: told.text,
    workload: workloadText(workload),
    why: decision.why,
    because: it.because,
    errno: it.errno,
    rule: decision.rule && ruleFields(decision.rule),
    without: without && {
      verdict: without.decision.verdict,
      why: without.decision.why,
      because: without.because,
      rule: without.decision.rule && ruleFields(without.decision.rule),
    },
    also: it.also.map(ruleFields),
    notNow: it.otherwise.map(ruleFields),
    notBound: it.unbound.map(({ policy, reason }) => ({ ...policyFields(policy), ...policy.at, reason })),
    links: it.links,
    passedOver: it.others,
    notEnforced: it.notEnforced.map((policy) => ({ ...policyFields(policy), ...policy.at })),
    problems: it.problems.map(({ at, path, message }) => ({ ...at, path, message })),
  };
}

function ruleFields({ policy, rule }: BoundRule): object {
  const { class: ruleClass, action, severity, tags, message, at } = rule;
  return { ...at, ...policyFields(policy), class: ruleClass, action, severity, tags, message, text: ruleText(rule) };
}

function policyFields({ name, kind, scope }: Policy): object {
  return { policy: name, kind, namespace: scope.kind === "namespace" ? scope.namespace : null };
}
