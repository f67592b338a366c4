// SPDX-License-Identifier: Apache-2.0
// What the matcher is measured by: rule sets that grow, the acts that they are asked about, and what the reference model says
// of each.

import type { FileAct } from "../../src/policy/act.ts";
import { decide } from "../../src/policy/model.ts";
import type { Action, PathTarget } from "../../src/policy/policy.ts";
import type { BoundRule, RuleSet } from "../../src/policy/resolve.ts";
import type { RuleBook } from "../../src/policy/rule-book.ts";
import { open, policy, rule, ruleSetOf } from "../policy/rules.ts";

/** Patterns are at most so many: a class has room for a few automata. */
const PATTERNS_MAX = 100;
const PATTERN_EVERY = 100;

/** 4,000 bytes: 250 components. */
function deepPath(first: string): string {
  const components = Array.from({ length: 249 }, (_, i) => `/directory-${String(i).padStart(5, "0")}`);
  return `/${first.padEnd(15, "-")}${components.join("")}`;
}

const DEEP = deepPath("named");

export interface Asked {
  readonly name: string;
  readonly path: string;
  /** null: none is meant to name it. */
  readonly target: PathTarget | null;
  readonly action: Action;
}

/** All but the deep ones are 38 bytes long, so that what differs is how they are matched. */
export const ASKED: readonly Asked[] = [
  { name: "no rule", path: "/usr/lib/x86_64-linux-gnu/benchmark.so", target: null, action: "Block" },
  {
    name: "a rule on the path",
    path: "/usr/lib/x86_64-linux-gnu/forbidden.so",
    target: { kind: "path", path: "/usr/lib/x86_64-linux-gnu/forbidden.so" },
    action: "Block",
  },
  {
    name: "a rule on a directory above",
    path: "/opt/lib/x86_64-linux-gnu/benchmark.so",
    target: { kind: "directory", directory: "/opt/lib/", recursive: true },
    action: "Block",
  },
  {
    // It begins with "**": no path is told from it before its last byte.
    name: "a pattern",
    path: "/usr/lib/x86_64-linux-gnu/benchmark.ko",
    target: { kind: "pattern", pattern: "/**/*.ko" },
    action: "Audit",
  },
  { name: "4,000 bytes, no rule", path: deepPath("free"), target: null, action: "Block" },
  {
    // From it on, names of any depth are looked up: 250 of them for such a path.
    name: "4,000 bytes, a rule on the directory",
    path: DEEP,
    target: { kind: "directory", directory: DEEP.slice(0, DEEP.lastIndexOf("/") + 1), recursive: false },
    action: "Block",
  },
];

const own = policy("measured");

/** The first rules of every set: those that are meant to name what is asked for. */
const MEANT: readonly BoundRule[] = ASKED.flatMap(({ target, action }) =>
  target === null ? [] : [{ policy: own, rule: rule("file", target, { action }) }],
);

const others = policy("others");

/** One that names nothing of what is asked for: half are paths, half directories, and a few patterns. */
function otherRule(i: number): BoundRule {
  const tenant = `/srv/tenant-${i}`;
  const target: PathTarget =
    i % PATTERN_EVERY === 0 && i < PATTERNS_MAX * PATTERN_EVERY
      ? { kind: "pattern", pattern: `${tenant}/*.pem` }
      : i % 2 === 0
        ? { kind: "path", path: `${tenant}/etc/secret.key` }
        : { kind: "directory", directory: `${tenant}/private/`, recursive: true };
  return { policy: others, rule: rule("file", target) };
}

/** `count` rules, or fewer by those that are left out. */
export function rulesOf(count: number, hasPatterns = true): RuleSet {
  const meant = MEANT.slice(0, count);
  const rules = [...meant, ...Array.from({ length: count - meant.length }, (_, i) => otherRule(i))];
  return ruleSetOf(rules.filter(({ rule: { target } }) => hasPatterns || target.kind !== "pattern"));
}

export interface Measured {
  readonly name: string;
  /** Made when it is asked for: some are large. */
  readonly ruleSet: () => RuleSet;
}

export const SETS: readonly Measured[] = [
  { name: "1", ruleSet: () => rulesOf(1) },
  { name: "10", ruleSet: () => rulesOf(10) },
  { name: "1,000", ruleSet: () => rulesOf(1000) },
  { name: "10,000", ruleSet: () => rulesOf(10_000) },
  { name: "100,000", ruleSet: () => rulesOf(100_000) },
  { name: "100,000 without patterns", ruleSet: () => rulesOf(100_000, false) },
];

/** Whether the rule that is meant to name what is asked for is in the set, where one is. */
export function isThere({ target }: Asked, { rules }: RuleSet): boolean {
  return target === null || rules.some(({ rule }) => rule.target === target);
}

export function actOf({ path }: Asked): FileAct {
  return open(path);
}

export interface Answer {
  readonly verdict: "allow" | "audit" | "deny";
  /** 0: none is told. */
  readonly ruleId: number;
}

/** What the kernel part has to answer. An act that is allowed leaves no record, and no rule to tell. */
export function expectedOf(ruleSet: RuleSet, asked: Asked, ruleIds: Pick<RuleBook, "idOf">): Answer {
  const { verdict, rule } = decide(ruleSet, actOf(asked));
  return { verdict, ruleId: verdict === "allow" || rule === null ? 0 : ruleIds.idOf(rule) };
}
