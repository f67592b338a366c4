// SPDX-License-Identifier: Apache-2.0
// From a rule set to cells: for each name that an act is looked up by, what rules say there, each with its rank. Precedence is
// decided here and only here, and never by the order in which policies arrived. Whoever looks up takes, of all Block and Allow
// clauses in the cells of an act whose conditions fit (source, terminal, port), the one of the greatest rank; at equal rank, the
// one whose outcome is the strongest (see model.ts); then the one of the least order. Audit clauses are weighed by themselves.

import { PATTERN_DFAS_MAX, PATTERN_STATES_MAX } from "../limits.ts";
import { type Group, groupPatterns } from "./dfa.ts";
import { directoriesAbovePattern } from "./pattern.ts";
import { type DeviceTarget, identityOf, type PathTarget, type Rule, type RuleClass, type Target } from "./policy.ts";
import type { BoundRule, RuleSet } from "./resolve.ts";
import { socketKinds } from "./socket-kinds.ts";

/**
 * What a name is. A path stands for itself, children for what lies directly in a directory, tree for all below it. socket: type
 * and protocol, as socket-kinds.ts numbers them. address: a network as "BYTES/BITS", unspecific ones as "*".
 */
export type Form =
  | "path"
  | "children"
  | "tree"
  | "program"
  | "pattern"
  | "socket"
  | "address"
  | "unix"
  | "domain"
  | "capability"
  | "syscall"
  | "preset"
  | "device"
  | "firewall";

export interface Clause {
  /** An unsigned number of 32 bits. From the top: has a source (1), kind of target (3), how close it is (13), the source's (2 and 13). */
  readonly rank: number;
  /** Among all rules of the set, the strongest first: decides where all else is equal, and is told. */
  readonly order: number;
  /** Which of the sources must be the acting program, from 1; 0: any. */
  readonly source: number;
  readonly bound: BoundRule;
}

/** Patterns of one class, as automata over their texts. */
export interface Patterns {
  readonly texts: readonly string[];
  readonly dfas: readonly Group[];
}

export interface Cell {
  readonly class: RuleClass;
  readonly form: Form;
  /** Path, directory with "/" at its end, pattern, number of a socket kind, … For system calls, theirs and a blank before it. */
  readonly name: string;
  /** The strongest first, as far as that can be known before the act. */
  readonly clauses: readonly Clause[];
}

export interface Settled {
  /** By `cellKey`. */
  readonly cells: ReadonlyMap<string, Cell>;
  readonly sources: readonly PathTarget[];
  /** The patterns of each class, and those of sources. */
  readonly patterns: ReadonlyMap<RuleClass | "sources", Patterns>;
  /** Rules whose patterns have no room; their clauses are left out. */
  readonly refused: readonly BoundRule[];
}

export function cellKey(ruleClass: RuleClass, form: Form, name: string): string {
  return `${ruleClass} ${form} ${name}`;
}

/** Orders rules that compete, the winner first. */
export function byStrength(a: BoundRule, b: BoundRule): number {
  return (
    STRENGTH[a.rule.action] - STRENGTH[b.rule.action] ||
    byText(identityOf(a.policy), identityOf(b.policy)) ||
    byText(a.rule.at.file, b.rule.at.file) ||
    a.rule.at.line - b.rule.at.line ||
    a.rule.at.column - b.rule.at.column ||
    byText(JSON.stringify(a.rule), JSON.stringify(b.rule)) // "tcp,all" is two rules in one place
  );
}

const STRENGTH = { Block: 0, Audit: 1, Allow: 2 } as const;

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

export function settle(ruleSet: RuleSet): Settled {
  const rules = ruleSet.rules.toSorted(byStrength);
  const { patterns, refusedIn } = compilePatterns(rules);
  const refused = rules.filter((bound) => refusedIn(bound));
  const sources = new Map<string, { readonly index: number; readonly target: PathTarget }>();
  const cells = new Map<string, Cell & { readonly clauses: Clause[] }>();

  const sourceIndex = (target: PathTarget): number => {
    const key = JSON.stringify(target);
    const known = sources.get(key);
    if (known !== undefined) return known.index;
    const index = sources.size + 1;
    sources.set(key, { index, target });
    return index;
  };
  for (const [order, bound] of rules.entries()) {
    if (refusedIn(bound)) continue;
    const { class: ruleClass, sources: named } = bound.rule;
    const places = placesOf(bound, ruleSet.searchDomains);
    for (const source of named.length === 0 ? [null] : named) {
      const index = source === null ? 0 : sourceIndex(source);
      for (const { form, name, closeness } of places) {
        const clause = { rank: rankOf(closeness, source), order, source: index, bound };
        const key = cellKey(ruleClass, form, name);
        const cell = cells.get(key);
        if (cell === undefined) cells.set(key, { class: ruleClass, form, name, clauses: [clause] });
        else cell.clauses.push(clause);
      }
    }
  }
  for (const { clauses } of cells.values()) if (clauses.length > 1) clauses.sort((a, b) => b.rank - a.rank); // stable
  return { cells, sources: [...sources.values()].map(({ target }) => target), patterns, refused };
}

const PATTERN = 1;
const DIRECTORY = 2;
const PROGRAM = 3;
const PATH = 4;

/** [kind, how close]: 3 bits and 13 bits. */
type Closeness = readonly [kind: number, length: number];

interface Place {
  readonly form: Form;
  readonly name: string;
  readonly closeness: Closeness;
}

function rankOf([kind, length]: Closeness, source: PathTarget | null): number {
  const [sourceKind, sourceLength] = source === null ? [0, 0] : sourceCloseness(source);
  return (((source === null ? 0 : 1) << 31) | (kind << 28) | (length << 15) | (sourceKind << 13) | sourceLength) >>> 0;
}

/** A source is a path, a directory or a pattern: two bits are enough. */
function sourceCloseness(source: PathTarget): Closeness {
  const [kind, length] = closenessOf(source);
  return [kind === PATH ? 3 : kind, length];
}

function closenessOf(target: PathTarget): Closeness {
  switch (target.kind) {
    case "path":
      return [PATH, 0];
    case "directory":
      return [DIRECTORY, Buffer.byteLength(target.directory)];
    case "pattern":
      return [PATTERN, 0];
  }
}

/** Where an act that the rule names is looked up. */
function placesOf({ rule: { target, action } }: BoundRule, searchDomains: readonly string[]): readonly Place[] {
  switch (target.kind) {
    case "path":
    case "directory":
    case "pattern":
      return pathPlaces(target);
    case "program":
      return [{ form: "program", name: target.name, closeness: [PROGRAM, 0] }];
    case "protocol":
      return socketKinds(target.protocol).map((kind) => ({ form: "socket", name: String(kind), closeness: [1, 0] }));
    case "address": {
      const bits = target.network === null ? 0 : target.network.bits + 1;
      const place: Place = {
        form: "address",
        name: target.network === null ? "*" : addressName(target.network.bytes, target.network.bits),
        closeness: [2, 2 * bits + (target.ports === null ? 0 : 1)],
      };
      if (action !== "Allow") return [place];
      // Who may connect must be able to have a socket: to its making, the rule is as near as one on any address.
      const kinds = socketKinds(target.protocol ?? "all");
      return [place, ...kinds.map((kind): Place => ({ form: "socket", name: String(kind), closeness: [2, 0] }))];
    }
    case "unix":
      return [{ form: "unix", name: target.name, closeness: [2, 0] }];
    case "domain":
      return [target.domain, ...searchDomains.map((suffix) => `${target.domain}.${suffix}`)].map((name) => ({
        form: "domain",
        name,
        closeness: [1, target.domain.length],
      }));
    case "capability":
      return [{ form: "capability", name: target.capability, closeness: [1, 0] }];
    case "syscall":
      return target.syscalls.flatMap((syscall): readonly Place[] => {
        if (target.on === null) return [{ form: "syscall", name: syscall, closeness: [0, 0] }];
        return pathPlaces(target.on).map((place) => ({ ...place, name: `${syscall} ${place.name}` }));
      });
    case "preset":
      return [{ form: "preset", name: target.preset, closeness: [1, 0] }];
    case "device":
      // Decided outside of the kernel part, over few rules: one cell has them all.
      return [{ form: "device", name: "", closeness: [1, specificity(target)] }];
    case "firewall": {
      const ports = target.ports.length > 0 ? 1 : 0;
      if (target.networks.length === 0) return [{ form: "firewall", name: "*", closeness: [1, ports] }];
      return target.networks.map(({ bytes, bits }) => ({
        form: "firewall",
        name: addressName(bytes, bits),
        closeness: [1, 2 * (bits + 1) + ports],
      }));
    }
  }
}

function pathPlaces(target: PathTarget): readonly Place[] {
  const closeness = closenessOf(target);
  switch (target.kind) {
    case "path":
      return [{ form: "path", name: target.path, closeness }];
    case "pattern":
      return [{ form: "pattern", name: target.pattern, closeness }];
    case "directory": {
      const { directory, recursive } = target;
      const itself = directory === "/" ? "/" : directory.slice(0, -1);
      return [
        { form: recursive ? "tree" : "children", name: directory, closeness },
        { form: "path", name: itself, closeness },
      ];
    }
  }
}

export function addressName(bytes: readonly number[], bits: number): string {
  return `${Buffer.from(bytes).toString("hex")}/${bits}`;
}

/** KubeArmor's weights. */
function specificity(target: DeviceTarget): number {
  const given = (value: number | null, weight: number) => (value === null ? 0 : weight);
  return given(target.class, 100) + given(target.subClass, 10) + given(target.protocol, 1) + given(target.level, 100);
}

/** All patterns of a class are one automaton, or a few. */
function compilePatterns(rules: readonly BoundRule[]) {
  const texts = new Map<RuleClass | "sources", Set<string>>();
  const patternsOf = ({ rule }: BoundRule) => [
    ...patternIn(rule.class, rule.target.kind === "syscall" ? rule.target.on : rule.target),
    ...patternsAbove(rule),
    ...rule.sources.flatMap((source) => patternIn("sources", source)),
  ];
  for (const bound of rules) {
    for (const { room, pattern } of patternsOf(bound)) {
      const known = texts.get(room);
      if (known === undefined) texts.set(room, new Set([pattern]));
      else known.add(pattern);
    }
  }
  const patterns = new Map<RuleClass | "sources", Patterns>();
  const refused = new Set<string>();
  for (const [room, known] of texts) {
    const list = [...known].sort();
    const { dfas, refused: tooLarge } = groupPatterns(list, {
      statesMax: PATTERN_STATES_MAX,
      dfasMax: PATTERN_DFAS_MAX,
    });
    patterns.set(room, { texts: list, dfas });
    for (const index of tooLarge) refused.add(`${room} ${list[index]}`);
  }
  const refusedIn = (bound: BoundRule) =>
    refused.size > 0 && patternsOf(bound).some(({ room, pattern }) => refused.has(`${room} ${pattern}`));
  return { patterns, refusedIn };
}

/** Patterns of directories above what a rule names: moving one of them moves that, too. */
function patternsAbove({ class: room, action, target }: Rule) {
  if (target.kind !== "pattern" || action === "Audit" || (room !== "file" && room !== "process")) return [];
  return directoriesAbovePattern(target.pattern).flatMap(({ literal, pattern }) =>
    literal === null ? [{ room, pattern }] : [],
  );
}

function patternIn(room: RuleClass | "sources", target: Target | null) {
  return target?.kind === "pattern" ? [{ room, pattern: target.pattern }] : [];
}
