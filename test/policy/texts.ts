// SPDX-License-Identifier: Apache-2.0
// Policies as texts, for the tests of the parser: a head of six lines for each kind, and what was told of the whole.

import { parsePolicies } from "../../src/policy/parse.ts";
import type { Policy, PolicyKind, Rule } from "../../src/policy/policy.ts";
import type { Problem } from "../../src/problem.ts";

const NODES = 'nodeSelector: {matchLabels: {kubearmor.io/hostname: "*"}}';

/** Up to and with the selector, in line 6; what the policy says comes from line 7 on. */
export function headOf(kind: PolicyKind, selector?: string): string {
  const own = kind === "KubeArmorHostPolicy" || kind === "KubeArmorNetworkPolicy" ? NODES : "selector: {}";
  return `apiVersion: security.kubearmor.com/v1
kind: ${kind}
metadata:
  name: web
spec:
  ${selector ?? own}
`;
}

export const HOST = headOf("KubeArmorHostPolicy");
export const POD = headOf("KubeArmorPolicy");
export const CLUSTER = headOf("KubeArmorClusterPolicy");
export const FIREWALL = headOf("KubeArmorNetworkPolicy");
export const RULE = "  process: {matchPaths: [{path: /a}]}\n";

/** A policy with one item, at 9:7, in a list: `item(POD, "file.matchPaths", "{path: /a}")`. */
export function item(head: string, list: string, text: string): string {
  const [block, key] = list.split(".");
  return `${head}  ${block}:\n    ${key}:\n    - ${text}\n`;
}

/** "14: path: wrong" is told of the item of a list: "9:14: spec.file.matchPaths[0].path: wrong". */
export function inItem(list: string, told: string): string {
  const [, column, path = "", message] = /^(\d+): (?:([\w.[\]]+): )?(.*)$/.exec(told) ?? [];
  return `9:${column}: spec.${list}[0]${path && `.${path}`}: ${message}`;
}

/** Problems, then notes, of all documents. */
export function told(text: string): string[] {
  return parsePolicies(text, "f").flatMap(({ problems, notes }) => [
    ...problems.map(line),
    ...notes.map((note) => `note ${line(note)}`),
  ]);
}

function line({ at, path, message }: Problem): string {
  return [`${at.line}:${at.column}`, ...(path === "" ? [] : [path]), message].join(": ");
}

/** The only policy of a text. */
export function policyOf(text: string): Policy {
  const documents = parsePolicies(text, "f");
  const [document] = documents;
  if (documents.length !== 1 || document?.policy == null) throw new Error(told(text).join("\n"));
  return document.policy;
}

export function rulesOf(text: string): readonly Rule[] {
  return policyOf(text).rules;
}
