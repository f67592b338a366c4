// SPDX-License-Identifier: Apache-2.0
// Rules, policies and acts for tests, each in a line.

import type { FileAct, NetworkAct } from "../../src/policy/act.ts";
import { type Action, NO_LIMITS, type Policy, type Rule, type Target } from "../../src/policy/policy.ts";
import { DEFAULT_POSTURES } from "../../src/policy/posture.ts";
import type { BoundRule, RuleSet } from "../../src/policy/resolve.ts";
import { PROTOCOL_WORDS } from "../../src/policy/words.ts";

/** A host policy for every node. */
export function policy(name: string, rules: readonly Rule[] = []): Policy {
  const labels = new Map([["kubearmor.io/hostname", "*"]]);
  const at = { file: "f", line: 1, column: 1 };
  return { kind: "KubeArmorHostPolicy", name, scope: { kind: "nodes", labels }, rules, at };
}

export function rule(ruleClass: Rule["class"], target: Target, more: Partial<Rule> = {}): Rule {
  return {
    class: ruleClass,
    target,
    sources: [],
    onTerminal: false,
    limits: NO_LIMITS,
    action: "Block",
    severity: 0,
    tags: [],
    message: "",
    at: { file: "f", line: 1, column: 1 },
    ...more,
  };
}

/** "file /etc/ Block tree", "process /bin/sh Audit", "network tcp Block". */
export function bound(text: string, name = "p", line = 1): BoundRule {
  const [ruleClass = "", word = "", action = "", shape = ""] = text.split(" ");
  const target: Target =
    ruleClass === "network"
      ? { kind: "protocol", protocol: PROTOCOL_WORDS.find((known) => known === word) ?? "all" }
      : word.endsWith("/")
        ? { kind: "directory", directory: word, recursive: shape === "tree" }
        : { kind: "path", path: word };
  const at = { file: "f", line, column: 1 };
  return {
    policy: policy(name),
    rule: rule(ruleClass as Rule["class"], target, { action: action as Action, at }),
  };
}

export function ruleSetOf(rules: readonly BoundRule[], more: Partial<RuleSet> = {}): RuleSet {
  return { rules, postures: DEFAULT_POSTURES, isAudited: false, searchDomains: [], ...more };
}

export function ruleSet(...texts: string[]): RuleSet {
  return ruleSetOf(texts.map((text, i) => bound(text, "p", i + 1)));
}

const SOMEBODY = { program: "/usr/bin/somebody", onTerminal: false } as const;

export function open(path: string): FileAct {
  return { class: "file", path, access: "read", isOwner: false, ...SOMEBODY };
}

export function socket(type: number, protocol: number): NetworkAct {
  return { class: "network", operation: "create", family: "inet", type, protocol, address: null, ...SOMEBODY };
}
