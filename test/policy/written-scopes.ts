// SPDX-License-Identifier: Apache-2.0
// Random selectors as people write them, each with whom it binds.

import fc from "fast-check";
import type { Expression, Scope } from "../../src/policy/policy.ts";
import { type JsonObject, oneOf } from "./written-values.ts";

const key = fc.constantFrom("app", "tier", "app.kubernetes.io/name", "__proto__", "toString");
const value = fc.constantFrom("web", "db", "", "a.b", "5");
const labels = fc.dictionary(key, value, { maxKeys: 3, noNullPrototype: true });

const operator = <O extends Expression["operator"]>(...operators: readonly O[]) => oneOf(operators);

function expression(keyWord: string): fc.Arbitrary<{ text: JsonObject; means: Expression }> {
  return fc.oneof(
    fc
      .tuple(operator("In", "NotIn"), fc.array(fc.tuple(key, value), { minLength: 1, maxLength: 3 }))
      .map(([operator, pairs]) => ({
        text: {
          key: keyWord,
          operator: operator.text,
          values: pairs.map(([key, value]) => (keyWord === "label" ? `${key}=${value}` : value)),
        },
        means: {
          operator: operator.means,
          pairs: pairs.map(([key, value]) => [keyWord === "label" ? key : keyWord, value] as const),
        },
      })),
    fc.tuple(operator("Exists", "DoesNotExist"), key).map(([operator, key]) => {
      const name = keyWord === "label" ? key : keyWord;
      return { text: { key: name, operator: operator.text }, means: { operator: operator.means, key: name } };
    }),
  );
}

const onPods = fc.array(fc.oneof(expression("label"), expression("zone")), { maxLength: 2 });
const onNamespaces = fc.array(expression("namespace"), { maxLength: 2 });

/** The names as they may be written in "kubearmor.io/container.name". */
const containers = fc.constantFrom<readonly (readonly [string | undefined, readonly string[]])[]>(
  [[undefined, []]],
  [["[c1, c2]", ["c1", "c2"]]],
  [["[c1,,]", ["c1"]]],
  [["[]", []]],
  [["", []]],
  [["web", ["web"]]],
  [["web.*", ["web*"]]],
);

type Selected = fc.Arbitrary<{ text: JsonObject; scope: Scope }>;

function mapOf(labels: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(labels));
}

export function inNamespace(namespace: string): Selected {
  return fc.tuple(labels, containers, onPods).map(([labels, containers, expressions]) => {
    const [[name, names] = [undefined, []]] = containers;
    const written = Object.fromEntries([
      ...Object.entries(labels),
      ...(name === undefined ? [] : [["kubearmor.io/container.name", name] as const]),
    ]);
    const pods = { labels: mapOf(labels), expressions: expressions.map(({ means }) => means) };
    return {
      text: { selector: { matchLabels: written, matchExpressions: expressions.map(({ text }) => text) } },
      scope: { kind: "namespace", namespace, pods, containers: names },
    };
  });
}

export const inCluster: Selected = fc.tuple(labels, onNamespaces, onPods).map(([labels, namespaces, expressions]) => ({
  text: {
    selector: { matchLabels: labels, matchExpressions: [...expressions, ...namespaces].map(({ text }) => text) },
  },
  scope: {
    kind: "cluster",
    namespaces: namespaces.map(({ means }) => means),
    pods: { labels: mapOf(labels), expressions: expressions.map(({ means }) => means) },
  },
}));

export const onNodes: Selected = labels.map((labels) => {
  const all = { ...labels, "kubearmor.io/hostname": "*" };
  return { text: { nodeSelector: { matchLabels: all } }, scope: { kind: "nodes", labels: mapOf(all) } };
});
