// SPDX-License-Identifier: Apache-2.0
// From text to policies. A policy is taken as a whole or not at all: what this version cannot enforce, and what nobody could,
// is a problem at its place, and a policy with a problem is refused with all of its problems.

import { asFields, asMapping, asString, complain, type Field, type Fields, type Value } from "../fields.ts";
import { didYouMean } from "../nearest.ts";
import { byPlace, type Position, type Problem, quote } from "../problem.ts";
import { parseYaml, type YamlDocument } from "../yaml.ts";
import { ATTRIBUTE_KEYS, NOT_ENFORCED, notEnforced, readAttributes, readRules } from "./parse-rules.ts";
import { KINDS, KUBEARMOR_KINDS, type Policy } from "./policy.ts";

export interface ParsedDocument {
  /** What is written there, be it right or wrong; null: nothing that could be read. With `name`, the policy's identity. */
  readonly kind: string | null;
  readonly name: string | null;
  readonly at: Position;
  /** null if and only if there are problems. */
  readonly policy: Policy | null;
  readonly problems: readonly Problem[];
}

const API_VERSION = "security.kubearmor.com/v1";

/** All policies of a text; none for an empty one. Never throws, whatever the text. */
export function parsePolicies(text: string, file: string): ParsedDocument[] {
  return parseYaml(text, file).map(parseDocument);
}

function parseDocument({ at, root, problems: yamlProblems }: YamlDocument): ParsedDocument {
  if (root === null) return { kind: null, name: null, at, policy: null, problems: yamlProblems };
  const problems = [...yamlProblems];
  const document: Value = { node: root, path: "", problems };
  // What Kubernetes writes into an object that it hands out ("status") is no part of the policy.
  const fields = asFields(document, ["apiVersion", "kind", "metadata", "spec", "status"], {
    required: ["apiVersion", "kind", "metadata", "spec"],
  });
  const kind = textOf(fields?.kind);
  const name = textOf(asMapping(silent(fields?.metadata))?.get("name"));
  const policy = fields === undefined ? null : readPolicy(at, fields);
  problems.sort(byPlace);
  return { kind, name, at, policy: problems.length === 0 ? policy : null, problems };
}

/** For a look ahead: what is wrong is found again by whoever reads in earnest. */
function silent(field: Field | undefined): Field | undefined {
  return field && { ...field, problems: [] };
}

function textOf(field: Field | undefined): string | null {
  return asString(silent(field)) ?? null;
}

function readPolicy(at: Position, fields: Fields<"apiVersion" | "kind" | "metadata" | "spec">): Policy | null {
  const kind = readKind(fields.kind);
  if (kind === null) return null; // what its other keys mean is not ours to say
  readApiVersion(fields.apiVersion);
  const name = readName(fields.metadata);
  const spec = fields.spec;
  const problemsBefore = spec?.problems.length;
  const specFields = asFields(spec, ["nodeSelector", "process", "file", "network", ...ATTRIBUTE_KEYS], {
    refused: notEnforced("capabilities", "syscalls", "device", "presets", "apparmor"),
    meant: new Map([["selector", "nodeSelector"]]),
  });
  if (spec === undefined || specFields === undefined) return null;
  const rules = readRules(specFields, readAttributes(specFields, {}));
  if (rules.length === 0 && spec.problems.length === problemsBefore) complain(spec, "has no rules");
  const nodeSelector = readNodeSelector(spec, specFields.nodeSelector);
  return name === null ? null : { kind, name, nodeSelector, rules, at };
}

function readKind(field: Field | undefined): Policy["kind"] | null {
  const word = asString(field);
  if (field === undefined || word === undefined) return null;
  const kind = KINDS.find((known) => known === word);
  if (kind !== undefined) return kind;
  if (KUBEARMOR_KINDS.some((known) => known === word)) complain(field, `${word} ${NOT_ENFORCED}`);
  else complain(field, `unknown kind ${quote(word)}${didYouMean(word, KUBEARMOR_KINDS)}`);
  return null;
}

function readApiVersion(field: Field | undefined): void {
  const version = asString(field);
  if (field === undefined || version === undefined || version === API_VERSION) return;
  complain(field, `must be "${API_VERSION}", got ${quote(version)}`);
}

/** What Kubernetes and its tools keep in the metadata of every object. It says nothing about what is enforced. */
const BOOKKEEPING_KEYS = [
  "labels",
  "annotations",
  "creationTimestamp",
  "finalizers",
  "generation",
  "managedFields",
  "ownerReferences",
  "resourceVersion",
  "selfLink",
  "uid",
] as const;

function readName(metadata: Field | undefined): string | null {
  const fields = asFields(metadata, ["name", ...BOOKKEEPING_KEYS], {
    required: ["name"],
    refused: new Map([["namespace", "a host policy belongs to no namespace"]]),
  });
  const name = asString(fields?.name);
  if (fields?.name === undefined || name === undefined) return null;
  if (isDnsSubdomain(name)) return name;
  complain(fields.name, `must be a DNS name: lower-case letters, digits, "-" and ".", got ${quote(name)}`);
  return null;
}

/** As Kubernetes names its objects (RFC 1123). */
function isDnsSubdomain(name: string): boolean {
  return name.length <= 253 && name.split(".").every((part) => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(part));
}

/** By what a policy may select a node. Other labels of nodes are not known here. */
const HOST_NAME_LABELS = [
  "kubearmor.io/hostname",
  "kubernetes.io/hostname",
  "kubearmor.io/hostnamereg",
  "kubernetes.io/hostnamereg",
] as const;

function readNodeSelector(spec: Value, selector: Field | undefined): ReadonlyMap<string, string> {
  const problemsBefore = spec.problems.length;
  const matchLabels = asFields(selector, ["matchLabels"])?.matchLabels;
  const labels = new Map<string, string>();
  for (const [key, field] of asMapping(matchLabels) ?? []) {
    const value = asString(field);
    if (value === undefined) continue;
    if (!HOST_NAME_LABELS.some((known) => known === key)) {
      complain(field, `${NOT_ENFORCED}, which selects by host name${didYouMean(key, HOST_NAME_LABELS)}`, field.keyAt);
    } else if (value.trim() === "") complain(field, "names no host");
    labels.set(key, value);
  }
  if (labels.size === 0 && spec.problems.length === problemsBefore) {
    complain(matchLabels ?? selector ?? spec, "nodeSelector.matchLabels is required and selects nothing when empty");
  }
  return labels;
}
