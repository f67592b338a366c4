// SPDX-License-Identifier: Apache-2.0
// The reference model: what a rule set means, in the plainest words. It reads rules and strings, never what compile.ts made of
// them, so that tests can hold the compiler and the kernel against it.
//
// 1. A rule names an act if its source, its terminal and its target fit.
// 2. Of the Block and Allow rules that name an act, those of the highest rank decide: with a source before without, then by how
//    closely the target fits, then by how closely the source does. Among rules of one rank: Block before Allow.
// 3. A rule means what is beyond its limits: Block denies it, Audit tells it, and Allow leaves it to the Block rules that name it,
//    else to the posture. Without limits, Block and Audit mean every act they name, and Allow covers every one.
// 4. An Audit rule never changes whether an act is allowed. It tells of an act that is let through; of several, the greatest.
// 5. Where any rule of the class is an Allow rule, the class is an allow-list: what no rule decides falls to the posture, and
//    to stay within the limits of a Block rule is no permission.

import type { Act, FirewallAct, NetworkAct } from "./act.ts";
import { contains } from "./address.ts";
import { matchesPattern } from "./pattern.ts";
import type { AddressTarget, DeviceTarget, FirewallTarget, PathTarget, Rule, Target } from "./policy.ts";
import { postureOf } from "./posture.ts";
import type { BoundRule, RuleSet } from "./resolve.ts";
import { byStrength } from "./settle.ts";
import { meaningOf } from "./socket-kinds.ts";

export interface Decision {
  readonly verdict: "allow" | "audit" | "deny";
  /** The rule that decided; null: none did. */
  readonly rule: BoundRule | null;
  /**
   * beyond: the act goes beyond the rule's limits, or the rule has none: a Block rule denies it, or an Audit rule tells of it.
   * within: it stays in the limits of a Block or Audit rule. allowed: an Allow rule covers it. unnamed: no rule speaks of it and
   * the class is no allow-list. posture: the class is an allow-list that does not have it; `rule` is then the Allow rule whose
   * limits it breaks, or null.
   */
  readonly why: "beyond" | "within" | "allowed" | "unnamed" | "posture";
}

export function decide(ruleSet: RuleSet, act: Act): Decision {
  const decision = decideInForce(ruleSet, act);
  return ruleSet.isAudited && decision.verdict === "deny" ? { ...decision, verdict: "audit" } : decision;
}

/** The rules that name the act, the strongest first. */
export function naming(ruleSet: RuleSet, act: Act): readonly BoundRule[] {
  const found = ruleSet.rules.filter(({ rule }) => isOfClass(rule, act) && names(rule, act, ruleSet));
  return byOutcome(found, act).map(({ rule }) => rule);
}

function decideInForce(ruleSet: RuleSet, act: Act): Decision {
  const ofClass = ruleSet.rules.filter(({ rule }) => isOfClass(rule, act));
  const naming = ofClass.filter(({ rule }) => names(rule, act, ruleSet));
  const isAllowList = ofClass.some(({ rule }) => rule.action === "Allow");
  const posture = (isAllowList && postureOf(act.class, ruleSet.postures)) || null;
  const of = (...actions: readonly Rule["action"][]) =>
    strongest(
      naming.filter(({ rule }) => actions.includes(rule.action)),
      act,
    );
  const telling = byOutcome(naming, act).find(({ outcome }) => outcome === "told");
  const told: Decision | null = telling ? { verdict: "audit", rule: telling.rule, why: "beyond" } : null;
  const byPosture = (rule: BoundRule | null): Decision =>
    posture === "block"
      ? { verdict: "deny", rule, why: "posture" }
      : (told ?? { verdict: "audit", rule, why: "posture" });

  const decided = of("Block", "Allow");
  switch (decided?.outcome) {
    case "denied":
      return { verdict: "deny", rule: decided.rule, why: "beyond" };
    case "allowed":
      return told ?? { verdict: "allow", rule: decided.rule, why: "allowed" };
    case "uncovered": {
      const blocked = of("Block");
      return blocked?.outcome === "denied"
        ? { verdict: "deny", rule: blocked.rule, why: "beyond" }
        : byPosture(decided.rule);
    }
    default: {
      // Only an Allow rule lets an act pass an allow-list: not to be blocked is no permission.
      if (posture !== null && of("Allow")?.outcome !== "allowed") return byPosture(null);
      const free = decided ?? of("Audit");
      return told ?? { verdict: "allow", rule: free?.rule ?? null, why: free === null ? "unnamed" : "within" };
    }
  }
}

/**
 * Sockets of the node itself are no part of the list that others are on. Making one is no business of rules: it has no name yet,
 * and who may connect must be able to have one.
 */
function isOfClass(rule: Rule, act: Act): boolean {
  if (rule.class !== act.class) return false;
  if (act.class !== "network") return true;
  if (act.family !== "unix") return rule.target.kind !== "unix";
  return rule.target.kind === "unix" && act.operation !== "create";
}

/** What one rule says to an act that it names, the strongest first. Audit rules (told, quiet) compete only with each other. */
const OUTCOMES = ["denied", "allowed", "uncovered", "excused", "told", "quiet"] as const;
type Outcome = (typeof OUTCOMES)[number];

function outcomeOf({ action, limits }: Rule, act: Act): Outcome {
  const { ownerOnly, readOnly, allowedArgs } = limits;
  const hasLimits = ownerOnly || readOnly || allowedArgs !== null;
  const isWithin =
    (!ownerOnly || !("isOwner" in act) || act.isOwner) &&
    (!readOnly || act.class !== "file" || act.access === "read") &&
    (allowedArgs === null || act.class !== "process" || act.args.every((arg) => allowedArgs.includes(arg)));
  switch (action) {
    case "Block":
      return hasLimits && isWithin ? "excused" : "denied";
    case "Audit":
      return hasLimits && isWithin ? "quiet" : "told";
    case "Allow":
      return isWithin ? "allowed" : "uncovered";
  }
}

interface Candidate {
  readonly rule: BoundRule;
  readonly outcome: Outcome;
}

/** Which rule decides among those that name the act, and how. */
function strongest(naming: readonly BoundRule[], act: Act): Candidate | null {
  return byOutcome(naming, act)[0] ?? null;
}

function byOutcome(naming: readonly BoundRule[], act: Act): readonly Candidate[] {
  const candidates = naming.map((rule) => ({
    rule,
    outcome: outcomeOf(rule.rule, act),
    rank: rankOf(rule.rule, act),
  }));
  return candidates.sort(
    (a, b) =>
      byRank(b.rank, a.rank) || OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome) || byStrength(a.rule, b.rule),
  );
}

/** Compared from the first number on; the greater one is stronger. */
type Rank = readonly number[];

function byRank(a: Rank, b: Rank): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function rankOf(rule: Rule, act: Act): Rank {
  const fitting = rule.sources.filter((source) => namesPath(source, act.program));
  const source = fitting.map(rankOfTarget).sort(byRank).at(-1) ?? [0];
  // Who may connect must be able to have a socket: to its making, an address rule is as near as one on any address.
  const isBySide = act.class === "network" && act.operation === "create" && rule.target.kind === "address";
  const target = isBySide ? [2, 0, 0] : rankOfTarget(narrowed(rule.target, act));
  return [Number(rule.sources.length > 0), ...target, ...source];
}

/** Of several networks, those that the act is in: a rule fits as closely as they do, whatever else it names. */
function narrowed(target: Target, act: Act): Target {
  if (target.kind !== "firewall" || act.class !== "firewall") return target;
  return { ...target, networks: target.networks.filter((network) => contains(network, act.ip)) };
}

/** [kind, how closely, how closely within that]. */
function rankOfTarget(target: Target): Rank {
  switch (target.kind) {
    case "path":
      return [4, 0, 0];
    case "program":
      return [3, 0, 0];
    case "directory":
      return [2, Buffer.byteLength(target.directory), 0];
    case "pattern":
      return [1, 0, 0];
    case "protocol":
      return [1, 0, 0];
    case "address":
      return [2, target.network === null ? 0 : target.network.bits + 1, target.ports === null ? 0 : 1];
    case "unix":
      return [2, 0, 0];
    case "domain":
      return [1, target.domain.length, 0];
    case "syscall":
      return target.on === null ? [0, 0, 0] : rankOfTarget(target.on);
    case "device":
      return [1, specificity(target), 0];
    case "firewall":
      return [1, Math.max(0, ...target.networks.map(({ bits }) => bits + 1)), target.ports.length > 0 ? 1 : 0];
    case "capability":
    case "preset":
      return [1, 0, 0];
  }
}

/** KubeArmor's weights. */
function specificity({ class: deviceClass, subClass, protocol, level }: DeviceTarget): number {
  return (
    (deviceClass === null ? 0 : 100) +
    (subClass === null ? 0 : 10) +
    (protocol === null ? 0 : 1) +
    (level === null ? 0 : 100)
  );
}

function names(rule: Rule, act: Act, { searchDomains }: RuleSet): boolean {
  if (rule.onTerminal && !act.onTerminal) return false;
  if (rule.sources.length > 0 && !rule.sources.some((source) => namesPath(source, act.program))) return false;
  const { target } = rule;
  switch (act.class) {
    case "process":
    case "file":
      return target.kind === "program"
        ? act.path.endsWith(`/${target.name}`)
        : isPath(target) && namesPath(target, act.path);
    case "network":
      return namesSocket(rule, act);
    case "dns":
      return target.kind === "domain" && namesDomain(target.domain, act.name, searchDomains);
    case "capabilities":
      return target.kind === "capability" && target.capability === act.capability;
    case "syscalls": {
      if (target.kind !== "syscall" || !target.syscalls.includes(act.syscall)) return false;
      return target.on === null || (act.path !== null && namesPath(target.on, act.path));
    }
    case "presets":
      return target.kind === "preset" && target.preset === act.preset;
    case "device":
      return (
        target.kind === "device" &&
        fits(target.class, act.deviceClass) &&
        fits(target.subClass, act.subClass) &&
        fits(target.protocol, act.protocol) &&
        fits(target.level, act.level)
      );
    case "firewall":
      return target.kind === "firewall" && namesConnection(target, rule.action, act);
  }
}

function fits(wanted: number | null, is: number): boolean {
  return wanted === null || wanted === is;
}

function isPath(target: Target): target is PathTarget {
  return target.kind === "path" || target.kind === "directory" || target.kind === "pattern";
}

function namesPath(target: PathTarget, path: string): boolean {
  switch (target.kind) {
    case "path":
      return target.path === path;
    case "pattern":
      return matchesPattern(target.pattern, path);
    case "directory": {
      const { directory, recursive } = target;
      const isItself = directory === path || directory === `${path}/`;
      const isBelow = path.startsWith(directory);
      const isChild = isBelow && !path.slice(directory.length).includes("/");
      return isItself || isChild || (isBelow && recursive);
    }
  }
}

function namesSocket({ target, action }: Rule, act: NetworkAct): boolean {
  switch (target.kind) {
    case "protocol":
      return isKind(target.protocol, act);
    case "unix":
      return (
        act.operation !== "create" &&
        target.directions.includes(act.operation) &&
        act.address !== null &&
        "unix" in act.address &&
        act.address.unix === target.name
      );
    case "address":
      if (!isKind(target.protocol ?? "all", act)) return false;
      // Who may connect must be able to have a socket.
      if (act.operation === "create") return action === "Allow" && act.family !== "other";
      return target.directions.includes(act.operation) && namesAddress(target, act.address);
    default:
      return false;
  }
}

function isKind(word: Parameters<typeof meaningOf>[0], { type, protocol }: NetworkAct): boolean {
  const { types, protocols } = meaningOf(word);
  return types.includes(type) && protocols.includes(protocol);
}

function namesAddress({ network, ports }: AddressTarget, address: NetworkAct["address"]): boolean {
  if (address === null || "unix" in address) return false;
  const isPort = ports === null || (address.port >= ports[0] && address.port <= ports[1]);
  return isPort && (network === null || contains(network, address.ip));
}

/** Itself or a name below it, also where the resolver has appended one of its search domains. */
function namesDomain(domain: string, asked: string, searchDomains: readonly string[]): boolean {
  const name = asked.toLowerCase().replace(/\.+$/, "");
  return [domain, ...searchDomains.map((suffix) => `${domain}.${suffix}`)].some(
    (named) => name === named || name.endsWith(`.${named}`),
  );
}

/** Block and Audit mean what goes over a quota, Allow covers what stays within. */
function namesConnection(
  { direction, networks, ports, interfaces, quota }: FirewallTarget,
  action: Rule["action"],
  act: FirewallAct,
): boolean {
  return (
    direction === act.direction &&
    (networks.length === 0 || networks.some((network) => contains(network, act.ip))) &&
    (ports.length === 0 ||
      ports.some(
        ({ ports: [first, last], protocol }) => protocol === act.protocol && first <= act.port && act.port <= last,
      )) &&
    (interfaces.length === 0 || interfaces.includes(act.interface)) &&
    (quota === null || act.isOverQuota === (action !== "Allow"))
  );
}
