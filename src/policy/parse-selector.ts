// SPDX-License-Identifier: Apache-2.0
// Whom a policy binds: labels and conditions, and KubeArmor's pseudo labels.

import { complain, remark, type Value } from "../fields.ts";
import { quote } from "../problem.ts";
import type { LabelMap, NodeSelector, Selector } from "./grammar/selector.ts";
import type { Expression, LabelSelector, PolicyKind, Scope } from "./policy.ts";

/** Selects containers by name; no label of a pod. */
const CONTAINER_NAME = "kubearmor.io/container.name";

/** Select nodes by name, the latter two with "*" for any text. */
const HOST_NAMES: readonly string[] = [
  "kubearmor.io/hostname",
  "kubernetes.io/hostname",
  "kubearmor.io/hostnamereg",
  "kubernetes.io/hostnamereg",
];

interface Selectors {
  readonly here: Value;
  readonly selector?: Selector;
  readonly nodeSelector?: NodeSelector;
}

export function readScope(kind: PolicyKind, { here, selector, nodeSelector }: Selectors, namespace: string): Scope {
  const labels = selector?.matchLabels;
  const { namespaces, pods } = readExpressions(selector);
  switch (kind) {
    case "KubeArmorPolicy": {
      for (const value of namespaces.values)
        complain(value, '"namespace" belongs to KubeArmorClusterPolicy; metadata.namespace says it here');
      const pod = { labels: plain(labels, (key) => key !== CONTAINER_NAME), expressions: pods };
      return { kind: "namespace", namespace, pods: pod, containers: readContainers(labels?.get(CONTAINER_NAME)) };
    }
    case "KubeArmorClusterPolicy":
      return { kind: "cluster", namespaces: namespaces.expressions, pods: podsOf(labels, pods) };
    case "KubeArmorNetworkPolicy":
      if (nodeSelector === undefined) {
        return { kind: "cluster", namespaces: namespaces.expressions, pods: podsOf(labels, pods) };
      }
      return { kind: "nodes", labels: readNodes(here, nodeSelector.matchLabels, nodeSelector.here) };
    case "KubeArmorHostPolicy":
      return { kind: "nodes", labels: readNodes(here, nodeSelector?.matchLabels, nodeSelector?.here) };
  }
}

function podsOf(labels: LabelMap | undefined, expressions: readonly Expression[]): LabelSelector {
  const containers = labels?.get(CONTAINER_NAME);
  if (containers) complain(containers.here, "belongs to KubeArmorPolicy: no pod has such a label");
  return { labels: plain(labels), expressions };
}

function plain(labels: LabelMap | undefined, keep: (key: string) => boolean = () => true): ReadonlyMap<string, string> {
  return new Map(Array.from(labels ?? []).flatMap(([key, { value }]) => (keep(key) ? [[key, value] as const] : [])));
}

/** Empty matchLabels would bind no node: then the policy says nothing at all. */
function readNodes(
  spec: Value,
  labels: LabelMap | undefined,
  selector: Value | undefined,
): ReadonlyMap<string, string> {
  if ((labels === undefined || labels.size === 0) && spec.problems.length === 0) {
    complain(
      selector ?? spec,
      'matchLabels is required and selects nothing when empty; kubernetes.io/hostname: "*" selects all',
    );
  }
  for (const [key, { value, here }] of labels ?? []) {
    if (!HOST_NAMES.includes(key)) continue;
    if (/^[\s,]*$/.test(value)) complain(here, "names no host");
    else if (!key.endsWith("reg") && value.split(",").some((name) => /[^\s].*\*|\*.*[^\s]/.test(name.trim()))) {
      complain(here, `must be names of hosts or "*", got ${quote(value)}: a name with "*" in it belongs to ${key}reg`);
    }
  }
  return plain(labels);
}

/** A name with "*" for any text, or nothing. */
const IS_CONTAINER = /^[\w.*-]*$/;

/** "[c1, c2]", "", "[]", or one name. "*" stands for any text. None: all containers. */
function readContainers(label: { readonly value: string; readonly here: Value } | undefined): readonly string[] {
  if (label === undefined) return [];
  const { value, here } = label;
  const [, inner] = /^\[(.*)\]$/.exec(value.trim()) ?? [];
  if (inner !== undefined) {
    const names = inner.split(",").map((name) => name.trim());
    const odd = names.find((name) => !IS_CONTAINER.test(name));
    if (odd !== undefined) complain(here, `must be names of containers, got ${quote(odd)}`);
    return names.filter(Boolean);
  }
  // Outside Kubernetes, KubeArmor takes a regular expression here. Its common uses are read, the rest is refused.
  const name = wildcardOf(value.trim());
  if (!IS_CONTAINER.test(name))
    complain(here, `must be names of containers, as in "[web, db]" or "web*", got ${quote(value)}`);
  else if (name !== value) remark(here, `${quote(value)} is read as ${quote(name)}`);
  return name === "" ? [] : [name];
}

/** "^web-.*" → "web-*". An expression that has one of "^" and "$" leaves the other side open. */
function wildcardOf(expression: string): string {
  const [, start = "", inner = "", end = ""] = /^(\^?)(.*?)(\$?)$/.exec(expression) ?? [];
  const isExpression = start !== "" || end !== "";
  const open = (mark: string) => (isExpression && mark === "" ? "*" : "");
  return `${open(start)}${inner.replaceAll(".*", "*")}${open(end)}`.replace(/\*+/g, "*");
}

interface Expressions {
  readonly pods: readonly Expression[];
  readonly namespaces: { readonly expressions: readonly Expression[]; readonly values: readonly Value[] };
}

type ExpressionItem = NonNullable<Selector["matchExpressions"]>[number];

function readExpressions(selector: Selector | undefined): Expressions {
  const pods: Expression[] = [];
  const expressions: Expression[] = [];
  const values: Value[] = [];
  for (const item of selector?.matchExpressions ?? []) {
    const expression = readExpression(item);
    if (expression === null) continue;
    if (item.key === "namespace") {
      expressions.push(expression);
      values.push(item.here);
    } else pods.push(expression);
  }
  return { pods, namespaces: { expressions, values } };
}

function readExpression({ here, key, operator, values = [] }: ExpressionItem): Expression | null {
  if (key === undefined || operator === undefined) return null;
  if (key === "") complain(here, '"key" is empty');
  if (key === CONTAINER_NAME) complain(here, "no pod has such a label: write it in matchLabels");
  if (operator === "Exists" || operator === "DoesNotExist") {
    if (values.length > 0) complain(here, `${operator} takes no values`);
    if (key === "label") complain(here, `${operator} needs the name of a label as its key`);
    return { operator, key };
  }
  if (values.length === 0 && here.problems.length === 0) complain(here, `${operator} needs values`);
  const pairs = values.flatMap((value): readonly (readonly [string, string])[] => {
    if (key !== "label") {
      if (value.includes("="))
        complain(here, `no label has a value with "=", got ${quote(value)}: key=value belongs to the key "label"`);
      return [[key, value]];
    }
    const equals = value.indexOf("=");
    if (equals > 0) return [[value.slice(0, equals), value.slice(equals + 1)]];
    complain(here, `values of the key "label" are key=value, got ${quote(value)}`);
    return [];
  });
  return { operator, pairs };
}
