// SPDX-License-Identifier: Apache-2.0
// How a hook decides over the cells of settle.ts: looks the act up by its names, and weighs the clauses whose conditions
// fit. No precedence is known here but the order of ranks and of outcomes.

import type { Act, NetworkAct } from "../../src/policy/act.ts";
import { isMapped } from "../../src/policy/address.ts";
import { runDfa } from "../../src/policy/dfa.ts";
import type { FirewallPort, PathTarget, Rule, RuleClass } from "../../src/policy/policy.ts";
import { postureOf } from "../../src/policy/posture.ts";
import type { BoundRule, RuleSet } from "../../src/policy/resolve.ts";
import { addressName, type Clause, cellKey, type Form, type Settled } from "../../src/policy/settle.ts";
import { socketKind, socketKinds } from "../../src/policy/socket-kinds.ts";

export interface Verdict {
  readonly verdict: "allow" | "audit" | "deny";
  readonly rule: BoundRule | null;
}

/** Strongest first: what a clause says of an act that it names. */
const OUTCOMES = ["denied", "allowed", "uncovered", "excused", "told", "quiet"] as const;
type Outcome = (typeof OUTCOMES)[number];

export function hooks(ruleSet: RuleSet, settled: Settled) {
  return (act: Act): Verdict => {
    const found = clausesFor(settled, act).filter(({ source, bound: { rule } }) => {
      const target = source === 0 ? null : settled.sources[source - 1];
      return (target === null || isSource(settled, target, act.program)) && conditionsFit(rule, act);
    });
    const ofClass = ruleSet.rules.filter(({ rule }) => rule.class === act.class && isAsked(rule, act));
    const isAllowList = ofClass.some(({ rule }) => rule.action === "Allow");
    const posture = isAllowList ? postureOf(act.class, ruleSet.postures) : null;
    const { verdict, rule } = judge(found, act, posture);
    return { verdict: ruleSet.isAudited && verdict === "deny" ? "audit" : verdict, rule };
  };
}

function judge(found: readonly Clause[], act: Act, posture: "audit" | "block" | null): Verdict {
  const among = (isMeant: (clause: Clause) => boolean) => greatest(found.filter(isMeant), act);
  const isOf = (action: Rule["action"]) => (clause: Clause) => clause.bound.rule.action === action;
  const told = among(({ bound }) => outcomeOf(bound.rule, act) === "told");
  const pass = (rule: BoundRule | null): Verdict =>
    told === null ? { verdict: "allow", rule } : { verdict: "audit", rule: told.rule };
  const byPosture = (rule: BoundRule | null): Verdict =>
    posture === "block" ? { verdict: "deny", rule } : { verdict: "audit", rule: told?.rule ?? rule };

  const hard = among((clause) => !isOf("Audit")(clause));
  if (hard?.outcome === "denied") return { verdict: "deny", rule: hard.rule };
  if (hard?.outcome === "allowed") return pass(hard.rule);
  if (hard?.outcome === "uncovered") {
    const blocked = among(isOf("Block"));
    return blocked?.outcome === "denied" ? { verdict: "deny", rule: blocked.rule } : byPosture(hard.rule);
  }
  if (posture !== null && among(isOf("Allow"))?.outcome !== "allowed") return byPosture(null);
  return pass((hard ?? among(isOf("Audit")))?.rule ?? null);
}

function greatest(found: readonly Clause[], act: Act): { readonly outcome: Outcome; readonly rule: BoundRule } | null {
  let best: { readonly clause: Clause; readonly outcome: Outcome } | null = null;
  for (const clause of found) {
    const outcome = outcomeOf(clause.bound.rule, act);
    const isMore =
      best === null
        ? 1
        : clause.rank - best.clause.rank ||
          OUTCOMES.indexOf(best.outcome) - OUTCOMES.indexOf(outcome) ||
          best.clause.order - clause.order;
    if (isMore > 0) best = { clause, outcome };
  }
  return best && { outcome: best.outcome, rule: best.clause.bound };
}

function outcomeOf({ action, limits }: Rule, act: Act): Outcome {
  const breaks =
    (limits.ownerOnly && "isOwner" in act && !act.isOwner) ||
    (limits.readOnly && act.class === "file" && act.access === "write") ||
    (limits.allowedArgs !== null &&
      act.class === "process" &&
      act.args.some((arg) => !limits.allowedArgs?.includes(arg)));
  const isLimited = limits.ownerOnly || limits.readOnly || limits.allowedArgs !== null;
  if (action === "Allow") return breaks ? "uncovered" : "allowed";
  const isMeant = breaks || !isLimited;
  if (action === "Block") return isMeant ? "denied" : "excused";
  return isMeant ? "told" : "quiet";
}

/** Unix sockets are asked unix rules only, and those have no say in making them. */
function isAsked(rule: Rule, act: Act): boolean {
  if (act.class !== "network") return true;
  const isOfUnix = rule.target.kind === "unix";
  return act.family === "unix" ? isOfUnix && act.operation !== "create" : !isOfUnix;
}

function clausesFor({ cells, patterns }: Settled, act: Act): readonly Clause[] {
  const at = (form: Form, name: string) => cells.get(cellKey(act.class, form, name))?.clauses ?? [];
  const atPath = (path: string, prefix = "") => [
    ...at("path", prefix + path),
    ...(path === "/" ? [] : at("children", prefix + parentOf(path))),
    ...directoriesOf(path).flatMap((directory) => at("tree", prefix + directory)),
    ...patternsOf(patterns, act.class, path).flatMap((pattern) => at("pattern", prefix + pattern)),
  ];
  switch (act.class) {
    case "process":
      return [...atPath(act.path), ...at("program", act.path.slice(act.path.lastIndexOf("/") + 1))];
    case "file":
      return atPath(act.path);
    case "network":
      return socketClauses(at, act);
    case "dns":
      return suffixes(act.name.toLowerCase().replace(/\.+$/, "")).flatMap((name) => at("domain", name));
    case "capabilities":
      return at("capability", act.capability);
    case "syscalls":
      return [...at("syscall", act.syscall), ...(act.path === null ? [] : atPath(act.path, `${act.syscall} `))];
    case "presets":
      return at("preset", act.preset);
    case "device":
      return at("device", "");
    case "firewall":
      return [...networksOf(act.ip).flatMap((name) => at("firewall", name)), ...at("firewall", "*")];
  }
}

function socketClauses(at: (form: Form, name: string) => readonly Clause[], act: NetworkAct): readonly Clause[] {
  const { family, operation, type, protocol, address } = act;
  if (family === "unix") return address !== null && "unix" in address ? at("unix", address.unix) : [];
  const kinds = at("socket", String(socketKind(type, protocol)));
  const isIp = family !== "other";
  // An address rule has a clause there for the making of sockets only.
  const ofKind = kinds.filter(({ bound }) => bound.rule.target.kind !== "address" || (operation === "create" && isIp));
  if (operation === "create" || address === null || "unix" in address) return ofKind;
  return [...ofKind, ...networksOf(address.ip).flatMap((name) => at("address", name)), ...at("address", "*")];
}

/** Names of all networks that hold an address; those of IPv6 do not hold IPv4. */
function networksOf(ip: readonly number[]): readonly string[] {
  const all = Array.from({ length: 129 }, (_, bits) => addressName(masked(ip, bits), bits));
  return isMapped(ip) ? all.slice(96) : all;
}

function masked(ip: readonly number[], bits: number): readonly number[] {
  return ip.map((byte, i) => byte & (0xff00 >> Math.min(8, Math.max(0, bits - 8 * i))));
}

/** What a clause asks beside its name. */
function conditionsFit({ target, onTerminal, action }: Rule, act: Act): boolean {
  if (onTerminal && !act.onTerminal) return false;
  if (target.kind === "unix") return act.class === "network" && target.directions.some((it) => it === act.operation);
  if (target.kind === "address") {
    if (act.class !== "network") return false;
    const { ports, protocol, directions } = target;
    if (!socketKinds(protocol ?? "all").includes(socketKind(act.type, act.protocol))) return false;
    if (act.operation === "create") return true;
    const port = act.address !== null && "port" in act.address ? act.address.port : 0;
    return directions.includes(act.operation) && (ports === null || (ports[0] <= port && port <= ports[1]));
  }
  if (target.kind === "firewall" && act.class === "firewall") {
    const { direction, ports, interfaces, quota } = target;
    const isPort = ({ ports: [first, last], protocol }: FirewallPort) =>
      protocol === act.protocol && act.port >= first && act.port <= last;
    return (
      direction === act.direction &&
      (ports.length === 0 || ports.some(isPort)) &&
      (interfaces.length === 0 || interfaces.includes(act.interface)) &&
      (quota === null || act.isOverQuota !== (action === "Allow"))
    );
  }
  if (target.kind === "device" && act.class === "device") {
    return (
      [target.class ?? act.deviceClass, target.subClass ?? act.subClass, target.protocol ?? act.protocol].join() ===
        [act.deviceClass, act.subClass, act.protocol].join() && (target.level ?? act.level) === act.level
    );
  }
  return true;
}

function isSource(settled: Settled, target: PathTarget | undefined, program: string): boolean {
  switch (target?.kind) {
    case "path":
      return target.path === program;
    case "directory": {
      const { directory, recursive } = target;
      if (`${program}/` === directory || program === directory) return true;
      return recursive
        ? directoriesOf(program).includes(directory)
        : program !== "/" && parentOf(program) === directory;
    }
    case "pattern":
      return patternsOf(settled.patterns, "sources", program).includes(target.pattern);
    default:
      return false;
  }
}

function patternsOf(patterns: Settled["patterns"], room: RuleClass | "sources", path: string): readonly string[] {
  const { texts, dfas } = patterns.get(room) ?? { texts: [], dfas: [] };
  const bytes = new TextEncoder().encode(path);
  return dfas.flatMap(({ dfa }) => runDfa(dfa, bytes).map((index) => texts[index] ?? "?"));
}

function directoriesOf(path: string): readonly string[] {
  return Array.from(path.matchAll(/\//g), ({ index }) => path.slice(0, index + 1));
}

function parentOf(path: string): string {
  return directoriesOf(path).at(-1) ?? "";
}

function suffixes(name: string): readonly string[] {
  return name.split(".").map((_, i, labels) => labels.slice(i).join("."));
}
