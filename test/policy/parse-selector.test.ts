// SPDX-License-Identifier: Apache-2.0
// Whom a policy binds: the whole scope that is read from the selectors of each kind, and what of them is refused.

import t from "tap";
import type { Expression, PolicyKind, Scope } from "../../src/policy/policy.ts";
import { headOf, policyOf, RULE, told } from "./texts.ts";

/** A policy whose selector, in line 6, is the text. */
function policyWith(kind: PolicyKind, selector: string): string {
  const quota = "  ingress: [{limit: 1G, duration: 1h}]\n";
  return headOf(kind, selector) + (kind === "KubeArmorNetworkPolicy" ? quota : RULE);
}

const KSP = "KubeArmorPolicy";
const CSP = "KubeArmorClusterPolicy";
const HSP = "KubeArmorHostPolicy";
const NSP = "KubeArmorNetworkPolicy";

function pods(labels: Record<string, string> = {}, ...expressions: readonly Expression[]) {
  return { labels: new Map(Object.entries(labels)), expressions };
}

function inNamespace(labels: Record<string, string> = {}, ...expressions: readonly Expression[]): Scope {
  return { kind: "namespace", namespace: "default", pods: pods(labels, ...expressions), containers: [] };
}

function containers(...names: readonly string[]): Scope {
  return { kind: "namespace", namespace: "default", pods: pods(), containers: names };
}

function inCluster(namespaces: readonly Expression[], ...expressions: readonly Expression[]): Scope {
  return { kind: "cluster", namespaces, pods: pods({}, ...expressions) };
}

const nodes = (labels: Record<string, string>): Scope => ({ kind: "nodes", labels: new Map(Object.entries(labels)) });

const isIn = (...pairs: readonly (readonly [string, string])[]): Expression => ({ operator: "In", pairs });
const isNotIn = (...pairs: readonly (readonly [string, string])[]): Expression => ({ operator: "NotIn", pairs });

for (const [kind, selector, want] of [
  [KSP, "selector:", inNamespace()],
  [KSP, "selector: {}", inNamespace()],
  [KSP, "selector: {matchLabels: }", inNamespace()],
  [KSP, "selector: {matchLabels: {app: web, tier: ''}}", inNamespace({ app: "web", tier: "" })],
  [
    KSP,
    "selector: {matchLabels: {__proto__: a, constructor: b}}",
    inNamespace(JSON.parse('{"__proto__":"a","constructor":"b"}')),
  ],
  [
    KSP,
    "selector: {matchExpressions: [{key: label, operator: In, values: [app=web, app=db, x=]}]}",
    inNamespace({}, isIn(["app", "web"], ["app", "db"], ["x", ""])),
  ],
  [
    KSP,
    "selector: {matchExpressions: [{key: label, operator: In, values: [a=b=c]}, {key: label, operator: NotIn, values: [d=e]}]}",
    inNamespace({}, isIn(["a", "b=c"]), isNotIn(["d", "e"])),
  ],
  [
    KSP,
    "selector: {matchExpressions: [{key: tier, operator: In, values: [a, b]}, {key: x/y, operator: NotIn, values: [c]}]}",
    inNamespace({}, isIn(["tier", "a"], ["tier", "b"]), isNotIn(["x/y", "c"])),
  ],
  [
    KSP,
    "selector: {matchExpressions: [{key: a, operator: Exists}, {key: b, operator: DoesNotExist, values: []}]}",
    inNamespace({}, { operator: "Exists", key: "a" }, { operator: "DoesNotExist", key: "b" }),
  ],
  [
    KSP,
    "selector: {matchLabels: {a: b}, matchExpressions: [{key: label, operator: NotIn, values: [c=d]}]}",
    inNamespace({ a: "b" }, isNotIn(["c", "d"])),
  ],
  [KSP, 'selector: {matchLabels: {kubearmor.io/container.name: "[c1, c2]"}}', containers("c1", "c2")],
  [KSP, 'selector: {matchLabels: {kubearmor.io/container.name: "[container-1,,]"}}', containers("container-1")],
  [KSP, 'selector: {matchLabels: {kubearmor.io/container.name: "[]"}}', containers()],
  [KSP, 'selector: {matchLabels: {kubearmor.io/container.name: ""}}', containers()],
  [KSP, "selector: {matchLabels: {kubearmor.io/container.name: web}}", containers("web")],
  [KSP, 'selector: {matchLabels: {kubearmor.io/container.name: "*"}}', containers("*")],
  [KSP, 'selector: {matchLabels: {kubearmor.io/container.name: "[web*, db]"}}', containers("web*", "db")],
  [
    KSP,
    "selector: {matchLabels: {kubearmor.io/container.name: web, app: shop}}",
    { kind: "namespace", namespace: "default", pods: pods({ app: "shop" }), containers: ["web"] },
  ],
  [CSP, "selector:", inCluster([])],
  [
    CSP,
    "selector: {matchExpressions: [{key: namespace, operator: In, values: [a, b]}, {key: namespace, operator: NotIn, values: [b]}]}",
    inCluster([isIn(["namespace", "a"], ["namespace", "b"]), isNotIn(["namespace", "b"])]),
  ],
  [
    CSP,
    "selector: {matchExpressions: [{key: label, operator: In, values: [app=web]}, {key: namespace, operator: NotIn, values: [a]}]}",
    inCluster([isNotIn(["namespace", "a"])], isIn(["app", "web"])),
  ],
  [CSP, "selector: {matchLabels: {app: web}}", { kind: "cluster", namespaces: [], pods: pods({ app: "web" }) }],
  [
    HSP,
    "nodeSelector: {matchLabels: {kubearmor.io/hostname: a, zone: ''}}",
    nodes({ "kubearmor.io/hostname": "a", zone: "" }),
  ],
  [NSP, "nodeSelector: {matchLabels: {kubernetes.io/hostname: '*'}}", nodes({ "kubernetes.io/hostname": "*" })],
  [NSP, "selector: {matchLabels: {app: web}}", { kind: "cluster", namespaces: [], pods: pods({ app: "web" }) }],
  [NSP, "selector: {}", inCluster([])],
] as const) {
  t.test(`read: ${kind} ${selector}`, async (t) => {
    const text = policyWith(kind, selector);
    t.strictSame(told(text), []);
    t.strictSame(policyOf(text).scope, want);
  });
}

t.test("a policy is of the namespace that it names", async (t) => {
  const text = policyWith(KSP, "selector: {}").replace("name: web", "name: web\n  namespace: shop");
  t.match(policyOf(text).scope, { kind: "namespace", namespace: "shop" });
});

for (const [selector, names, note] of [
  ['"^web$"', ["web"], '"^web$" is read as "web"'],
  ['".*"', ["*"], '".*" is read as "*"'],
  ['"web.*"', ["web*"], '"web.*" is read as "web*"'],
  ['" web "', ["web"], '" web " is read as "web"'],
] as const) {
  t.test(`read with a note: the container ${selector}`, async (t) => {
    const text = policyWith(KSP, `selector: {matchLabels: {kubearmor.io/container.name: ${selector}}}`);
    t.strictSame(told(text), [`note 6:57: spec.selector.matchLabels["kubearmor.io/container.name"]: ${note}`]);
    t.strictSame(policyOf(text).scope, containers(...names));
  });
}

t.test("an operator in another case is read with a note", async (t) => {
  const text = policyWith(KSP, "selector: {matchExpressions: [{key: label, operator: notin, values: [a=b]}]}");
  t.strictSame(told(text), ['note 6:56: spec.selector.matchExpressions[0].operator: "notin" is read as "NotIn"']);
  t.strictSame(policyOf(text).scope, inNamespace({}, isNotIn(["a", "b"])));
});

const NO_NODES = 'matchLabels is required and selects nothing when empty; kubernetes.io/hostname: "*" selects all';

for (const [name, kind, selector, ...want] of [
  ["a text", KSP, "selector: web", '13: spec.selector: expected a mapping, got "web"'],
  [
    "labels as a list",
    KSP,
    "selector: {matchLabels: [a]}",
    "27: spec.selector.matchLabels: expected a mapping, got a list",
  ],
  [
    "a label that is a number",
    KSP,
    "selector: {matchLabels: {app: 5}}",
    "33: spec.selector.matchLabels.app: expected a string, got 5: write it in quotes",
  ],
  [
    "a label that is true",
    KSP,
    "selector: {matchLabels: {app: true}}",
    "33: spec.selector.matchLabels.app: expected a string, got true: write it in quotes",
  ],
  [
    "a label without a value",
    KSP,
    "selector: {matchLabels: {app: }}",
    "28: spec.selector.matchLabels.app: expected a string, got null",
  ],
  ["labels beside matchLabels", KSP, "selector: {app: web}", '14: spec.selector: unknown key "app"'],
  ["labels", KSP, "selector: {labels: {a: b}}", '14: spec.selector: unknown key "labels", did you mean "matchLabels"?'],
  [
    "the nodes of containers",
    KSP,
    "nodeSelector: {matchLabels: {a: b}}",
    "3: spec.nodeSelector: belongs to KubeArmorHostPolicy; containers are selected by selector",
  ],
  [
    "an expression without a key and an operator",
    KSP,
    "selector: {matchExpressions: [{values: [a]}]}",
    '33: spec.selector.matchExpressions[0]: missing key "key"',
    '33: spec.selector.matchExpressions[0]: missing key "operator"',
  ],
  [
    "an operator of others",
    KSP,
    "selector: {matchExpressions: [{key: a, operator: Equals, values: [a]}]}",
    '52: spec.selector.matchExpressions[0].operator: unknown word "Equals": it is one of In, NotIn, Exists, DoesNotExist',
  ],
  [
    "In without values",
    KSP,
    "selector: {matchExpressions: [{key: a, operator: In}]}",
    "33: spec.selector.matchExpressions[0]: In needs values",
  ],
  [
    "NotIn with no value",
    KSP,
    "selector: {matchExpressions: [{key: a, operator: NotIn, values: []}]}",
    "33: spec.selector.matchExpressions[0]: NotIn needs values",
  ],
  [
    "Exists with values",
    KSP,
    "selector: {matchExpressions: [{key: a, operator: Exists, values: [b]}]}",
    "33: spec.selector.matchExpressions[0]: Exists takes no values",
  ],
  [
    "DoesNotExist of any label",
    KSP,
    "selector: {matchExpressions: [{key: label, operator: DoesNotExist}]}",
    "33: spec.selector.matchExpressions[0]: DoesNotExist needs the name of a label as its key",
  ],
  [
    "a label that is only a key",
    KSP,
    "selector: {matchExpressions: [{key: label, operator: In, values: [app]}]}",
    '33: spec.selector.matchExpressions[0]: values of the key "label" are key=value, got "app"',
  ],
  [
    "a label that is only a value",
    KSP,
    "selector: {matchExpressions: [{key: label, operator: In, values: [=app]}]}",
    '33: spec.selector.matchExpressions[0]: values of the key "label" are key=value, got "=app"',
  ],
  [
    "an empty key",
    KSP,
    "selector: {matchExpressions: [{key: '', operator: Exists}]}",
    '33: spec.selector.matchExpressions[0]: "key" is empty',
  ],
  [
    "a value that is a number, and no other",
    KSP,
    "selector: {matchExpressions: [{key: a, operator: In, values: [1]}]}",
    "65: spec.selector.matchExpressions[0].values[0]: expected a string, got 1: write it in quotes",
  ],
  [
    "namespaces of a policy that is in one",
    KSP,
    "selector: {matchExpressions: [{key: namespace, operator: In, values: [a]}]}",
    '33: spec.selector.matchExpressions[0]: "namespace" belongs to KubeArmorClusterPolicy; metadata.namespace says it here',
  ],
  [
    "containers by an expression",
    KSP,
    "selector: {matchExpressions: [{key: kubearmor.io/container.name, operator: In, values: [a]}]}",
    "33: spec.selector.matchExpressions[0]: no pod has such a label: write it in matchLabels",
  ],
  [
    "containers without brackets",
    KSP,
    "selector: {matchLabels: {kubearmor.io/container.name: 'a, b'}}",
    '57: spec.selector.matchLabels["kubearmor.io/container.name"]: must be names of containers, as in "[web, db]" or "web*", got "a, b"',
  ],
  [
    "a container by a regular expression",
    KSP,
    "selector: {matchLabels: {kubearmor.io/container.name: '(web|db)'}}",
    '57: spec.selector.matchLabels["kubearmor.io/container.name"]: must be names of containers, as in "[web, db]" or "web*", got "(web|db)"',
  ],
  [
    "containers that are none",
    KSP,
    "selector: {matchLabels: {kubearmor.io/container.name: '[web, a b]'}}",
    '57: spec.selector.matchLabels["kubearmor.io/container.name"]: must be names of containers, got "a b"',
  ],
  [
    "containers of a cluster",
    CSP,
    "selector: {matchLabels: {kubearmor.io/container.name: '[web]'}}",
    '57: spec.selector.matchLabels["kubearmor.io/container.name"]: belongs to KubeArmorPolicy: no pod has such a label',
  ],
  ["no nodes", HSP, "severity: 1", '3: spec: missing key "nodeSelector"'],
  [
    "selector instead of nodeSelector",
    HSP,
    "selector: {matchLabels: {a: b}}",
    '3: spec: unknown key "selector", did you mean "nodeSelector"?',
  ],
  ["nodes without labels", HSP, "nodeSelector: {}", `17: spec.nodeSelector: ${NO_NODES}`],
  ["nodes with no label", HSP, "nodeSelector: {matchLabels: {}}", `17: spec.nodeSelector: ${NO_NODES}`],
  [
    "expressions on nodes",
    HSP,
    "nodeSelector: {matchLabels: {a: b}, matchExpressions: []}",
    '39: spec.nodeSelector: unknown key "matchExpressions"',
  ],
  [
    "an empty host name",
    HSP,
    "nodeSelector: {matchLabels: {kubernetes.io/hostnamereg: ' '}}",
    '59: spec.nodeSelector.matchLabels["kubernetes.io/hostnamereg"]: names no host',
  ],
  [
    "a pattern where host names stand",
    HSP,
    "nodeSelector: {matchLabels: {kubernetes.io/hostname: 'a, node-*'}}",
    '56: spec.nodeSelector.matchLabels["kubernetes.io/hostname"]: must be names of hosts or "*", got "a, node-*": a name with "*" in it belongs to kubernetes.io/hostnamereg',
  ],
  [
    "pods and nodes",
    NSP,
    "selector: {}\n  nodeSelector: {matchLabels: {a: b}}",
    '3: spec: has "selector" and "nodeSelector": only one of them can be',
  ],
] as const) {
  t.test(`refused: ${name}`, async (t) => {
    t.strictSame(
      told(policyWith(kind, selector)),
      want.map((problem) => `6:${problem}`),
    );
  });
}

t.test("a network policy says whom it binds", async (t) => {
  const text = headOf(NSP, "severity: 1");
  t.strictSame(told(`${text}  ingress: [{limit: 1G, duration: 1h}]\n`), [
    '6:3: spec: missing "selector" or "nodeSelector"',
  ]);
});
