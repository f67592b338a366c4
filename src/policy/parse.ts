// SPDX-License-Identifier: Apache-2.0
// From text to policies. A policy is taken as a whole or not at all: one with a problem is refused with all of its problems. A note
// is about what is understood and could be written better.

import { dump } from "js-yaml";
import { complain, remark, type Value } from "../fields.ts";
import { POLICY_PATTERNS_MAX, POLICY_RULES_MAX } from "../limits.ts";
import { didYouMean } from "../nearest.ts";
import { inPlace, type Position, type Problem, quote } from "../problem.ts";
import { anything, object, type Read, text } from "../shape.ts";
import { documentTexts, parseYaml, plain, type YamlDocument, type YamlNode } from "../yaml.ts";
import { API_VERSION, SPECS, type Spec } from "./grammar.ts";
import { deviceRules, firewallRules, inherit, patternsIn, presetRules, rulesOf, weightOf } from "./parse-rules.ts";
import { readScope } from "./parse-selector.ts";
import { DEFAULT_NAMESPACE, KINDS, NAMESPACE_NAME, type Policy, type PolicyKind, type Rule } from "./policy.ts";

export interface ParsedDocument {
  /** What is written there, be it right or wrong; null: nothing that could be read. */
  readonly apiVersion: string | null;
  /** With namespace and name, the policy's identity. */
  readonly kind: string | null;
  readonly namespace: string | null;
  readonly name: string | null;
  readonly at: Position;
  /** null if and only if there are problems. */
  readonly policy: Policy | null;
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
}

/** All policies of a text; none for an empty one. Never throws, whatever the text. */
export function parsePolicies(text: string, file: string): ParsedDocument[] {
  return parseYaml(text, file).flatMap(itemsOf).map(parseDocument);
}

/**
 * What each policy of parsePolicies says, alone, in the same order: its own lines, or, for one of several items of a list, what it
 * says in YAML.
 */
export function textsOfPolicies(text: string): readonly string[] {
  return documentTexts(text).flatMap((piece) => {
    const documents = parseYaml(piece, "").flatMap(itemsOf);
    if (documents.length === 1) return [piece];
    return documents.map(({ root }) => (root === null ? piece : dump(plain(root), { noRefs: true })));
  });
}

/** A list of objects, as kubectl prints them, is its items. */
function itemsOf(document: YamlDocument): readonly YamlDocument[] {
  const { root, problems } = document;
  if (root?.kind !== "mapping" || !/^(KubeArmor\w*)?List$/.test(textAt(root, "kind") ?? "")) return [document];
  const items = root.entries.get("items")?.value;
  if (items?.kind !== "list") return [document];
  return items.items.map((item) => ({ at: item.at, root: item, problems }));
}

/** What is the same in all kinds. What Kubernetes writes into an object that it hands out ("status") is no part of the policy. */
const KUBERNETES_FIELDS = {
  labels: anything,
  annotations: anything,
  creationTimestamp: anything,
  deletionGracePeriodSeconds: anything,
  deletionTimestamp: anything,
  finalizers: anything,
  generateName: anything,
  generation: anything,
  managedFields: anything,
  ownerReferences: anything,
  resourceVersion: anything,
  selfLink: anything,
  uid: anything,
};

const metadata = object(
  "Name and bookkeeping.",
  {
    name: text("DNS name, unique among its kind."),
    namespace: text("Of a KubeArmorPolicy; default where nothing is said."),
    ...KUBERNETES_FIELDS,
  },
  { required: ["name"] },
);

/** The whole document, with its spec unread: what that means depends on the kind. */
export const DOCUMENT = object(
  "A policy.",
  {
    apiVersion: text(`Always ${API_VERSION}.`),
    kind: text(`One of ${KINDS.join(", ")}.`),
    metadata,
    spec: { schema: {}, read: (value: Value) => value },
    status: anything,
  },
  { required: ["apiVersion", "kind", "metadata", "spec"] },
);

function parseDocument({ at, root, problems: yamlProblems }: YamlDocument): ParsedDocument {
  const nothing = { apiVersion: null, kind: null, namespace: null, name: null };
  if (root === null) return { ...nothing, at, policy: null, problems: yamlProblems, notes: [] };
  const problems = [...yamlProblems];
  const notes: Problem[] = [];
  const document = DOCUMENT.read({ node: root, path: "", problems, notes });
  const policy = document === undefined ? null : readPolicy(at, document);
  return {
    apiVersion: textAt(root, "apiVersion"),
    kind: textAt(root, "kind"),
    namespace: textAt(root, "metadata", "namespace"),
    name: textAt(root, "metadata", "name"),
    at,
    policy: problems.length === 0 ? policy : null,
    problems: inPlace(problems),
    notes: inPlace(notes),
  };
}

/** What stands there, whatever else is wrong. */
function textAt(node: YamlNode | undefined, key: string, ...keys: readonly string[]): string | null {
  const value = node?.kind === "mapping" ? node.entries.get(key)?.value : undefined;
  const [next, ...others] = keys;
  if (next !== undefined) return textAt(value, next, ...others);
  return value?.kind === "string" ? value.value : null;
}

function readPolicy(
  at: Position,
  { here, apiVersion, kind: word, metadata, spec }: Read<typeof DOCUMENT>,
): Policy | null {
  const kind = word === undefined ? null : readKind(word, child(here, "kind"));
  if (kind === null) return null; // what its other keys mean is not ours to say
  if (apiVersion !== undefined && apiVersion !== API_VERSION) {
    complain(child(here, "apiVersion"), `must be "${API_VERSION}", got ${quote(apiVersion)}`);
  }
  const name = metadata?.name;
  if (name !== undefined && !isDnsSubdomain(name)) {
    const hint = isDnsSubdomain(name.toLowerCase()) ? `, did you mean "${name.toLowerCase()}"?` : "";
    complain(
      child(metadata?.here ?? here, "name"),
      `must be a DNS name: lower-case letters, digits, "-" and ".", got ${quote(name)}${hint}`,
    );
  }
  const namespace = readNamespace(kind, metadata);
  if (spec === undefined) return null;
  const problemsBefore = spec.problems.length;
  const found = readSpec(kind, spec, namespace);
  if (found === null || name === undefined) return null;
  const weight = weightOf(found.rules);
  if (weight > POLICY_RULES_MAX)
    complain(spec, `has ${weight} rules with their sources, the limit is ${POLICY_RULES_MAX}`);
  const patterns = patternsIn(found.rules);
  if (patterns > POLICY_PATTERNS_MAX) complain(spec, `has ${patterns} patterns, the limit is ${POLICY_PATTERNS_MAX}`);
  if (found.rules.length === 0 && spec.problems.length === problemsBefore) complain(spec, "has no rules");
  return { kind, name, ...found, at };
}

function readKind(word: string, value: Value): PolicyKind | null {
  const kind = KINDS.find((known) => known === word);
  if (kind === undefined) complain(value, `unknown kind ${quote(word)}${didYouMean(word, KINDS)}`);
  return kind ?? null;
}

/** Only a KubeArmorPolicy belongs to one. */
function readNamespace(kind: PolicyKind, metadata: Read<typeof DOCUMENT>["metadata"]): string {
  const namespace = metadata?.namespace;
  if (metadata === undefined || namespace === undefined) return DEFAULT_NAMESPACE;
  const value = child(metadata.here, "namespace");
  if (kind !== "KubeArmorPolicy") remark(value, `a ${kind} belongs to no namespace: this is not looked at`);
  else if (!NAMESPACE_NAME.test(namespace)) {
    complain(value, `must be the name of a namespace, got ${quote(namespace)}`);
  }
  return namespace;
}

/** As Kubernetes names its objects (RFC 1123). */
function isDnsSubdomain(name: string): boolean {
  return name.length <= 253 && name.split(".").every((part) => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(part));
}

function readSpec(kind: PolicyKind, spec: Value, namespace: string): Pick<Policy, "scope" | "rules"> | null {
  switch (kind) {
    case "KubeArmorPolicy":
    case "KubeArmorClusterPolicy": {
      const read = SPECS[kind].read(spec);
      if (read === undefined) return null;
      const inherited = inherit(read, {});
      const rules: readonly Rule[] = [...rulesOf(read, inherited), ...presetRules(read.presets, inherited)];
      return { scope: readScope(kind, read, namespace), rules };
    }
    case "KubeArmorHostPolicy": {
      const read = SPECS[kind].read(spec);
      if (read === undefined) return null;
      const inherited = inherit(read, {});
      return {
        scope: readScope(kind, read, namespace),
        rules: [...rulesOf(read, inherited), ...deviceRules(read.device, inherited)],
      };
    }
    case "KubeArmorNetworkPolicy": {
      const read = SPECS[kind].read(spec);
      if (read === undefined) return null;
      checkQuotas(read);
      return { scope: readScope(kind, read, namespace), rules: firewallRules(read, inherit(read, {})) };
    }
  }
}

/** A firewall knows addresses, not pods; a quota can be counted for each pod. */
function checkQuotas({ selector, ingress = [], egress = [] }: Spec<"KubeArmorNetworkPolicy">): void {
  if (selector === undefined) return;
  for (const { here, limit } of [...ingress, ...egress]) {
    // One that is wrong has been complained about.
    const written = here.node.kind === "mapping" ? here.node.entries.get("limit")?.value : undefined;
    const isMissing = limit === undefined && (written === undefined || written.kind === "null");
    if (isMissing) complain(here, 'a rule for pods (selector) needs "limit" and "duration"');
  }
}

/** The place of a key that has been read. */
export function child({ node, path, problems, notes }: Value, key: string): Value {
  const value = node.kind === "mapping" ? node.entries.get(key)?.value : undefined;
  return { node: value ?? node, path: path === "" ? key : `${path}.${key}`, problems, notes };
}
