// SPDX-License-Identifier: Apache-2.0
// Which policies bind whom, and what holds for them.

import t from "tap";
import type { Expression, Policy, Scope } from "../../src/policy/policy.ts";
import type { Postures } from "../../src/policy/posture.ts";
import { posturesOf } from "../../src/policy/posture.ts";
import { DEFAULT_SETTINGS, matchesWildcard, type PostureSettings, Resolver } from "../../src/policy/resolve.ts";
import { type Container, hostWorkload, type PolicyMode, policyModeOf } from "../../src/workload/workload.ts";
import { policy, rule } from "./rules.ts";

const HOST = hostWorkload("node-1.example.org", new Map([["os", "linux"]]));

const WEB: Container = {
  id: "c1",
  kind: "container",
  name: "web",
  namespace: "shop",
  pod: "web-1",
  labels: new Map([
    ["app", "web"],
    ["tier", "front"],
  ]),
  mode: "enabled",
};

function scoped(name: string, scope: Scope): Policy {
  const target = { kind: "path", path: `/${name}` } as const;
  return { ...policy(name, [rule("file", target)]), scope };
}

function forHosts(name: string, labels: Record<string, string>): Policy {
  return scoped(name, { kind: "nodes", labels: new Map(Object.entries(labels)) });
}

function bindsHost(labels: Record<string, string>, host = HOST): boolean {
  return new Resolver([forHosts("p", labels)]).ruleSetOf(host).rules.length === 1;
}

for (const [name, labels, want] of [
  ["no labels", {}, false],
  ["a label it does not have", { zone: "a" }, false],
  ["a label with another value", { os: "Linux" }, false],
  ["one of two labels", { os: "linux", zone: "a" }, false],
  ["another host", { "kubearmor.io/hostname": "node-2" }, false],
  ["a part of the name", { "kubearmor.io/hostname": "node-1" }, false],
  ["the name in other letters", { "kubearmor.io/hostname": "NODE-1.example.org" }, false],
  ["a wildcard where names are exact", { "kubearmor.io/hostname": "node-*" }, false],
  ["other hosts", { "kubearmor.io/hostname": "a, b ,c" }, false],
  ["commas only", { "kubearmor.io/hostname": "," }, false],
  ["a pattern of other hosts", { "kubearmor.io/hostnamereg": "db-*" }, false],
  ["a pattern is no expression", { "kubearmor.io/hostnamereg": "node.1*" }, false],
  ["the name and a wrong label", { "kubearmor.io/hostname": "*", os: "plan9" }, false],
  ["its label", { os: "linux" }, true],
  ["its name", { "kubearmor.io/hostname": "node-1.example.org" }, true],
  ["its name, as Kubernetes calls it", { "kubernetes.io/hostname": "node-1.example.org" }, true],
  ["its name among others", { "kubernetes.io/hostname": "a, node-1.example.org ,c" }, true],
  ["every host", { "kubearmor.io/hostname": "*" }, true],
  ["every host of a list", { "kubearmor.io/hostname": "a,*" }, true],
  ["a pattern", { "kubearmor.io/hostnamereg": "node-*.org" }, true],
  ["a pattern, as Kubernetes calls it", { "kubernetes.io/hostnamereg": "*1*" }, true],
  ["its name and its label", { "kubearmor.io/hostname": "*", os: "linux" }, true],
] as const) {
  t.test(`${want ? "binds" : "does not bind"}: ${name}`, async (t) => {
    t.equal(bindsHost(labels as Record<string, string>), want);
  });
}

t.test("a node that Kubernetes calls otherwise goes by both names", async (t) => {
  const host = hostWorkload("os-name", new Map([["kubernetes.io/hostname", "kube-name"]]));
  const binds = (label: string, name: string) => bindsHost({ [label]: name }, host);
  t.ok(binds("kubernetes.io/hostname", "kube-name"));
  t.ok(binds("kubernetes.io/hostname", "os-name"));
  t.ok(binds("kubearmor.io/hostname", "os-name"));
  t.notOk(binds("kubearmor.io/hostname", "kube-name"));
});

t.test("rules keep their policy", async (t) => {
  const all = { "kubearmor.io/hostname": "*" };
  const { rules } = new Resolver([forHosts("a", all), forHosts("b", { os: "plan9" }), forHosts("c", all)]).ruleSetOf(
    HOST,
  );
  t.strictSame(
    rules.map(({ policy, rule }) => [policy.name, rule.target]),
    [
      ["a", { kind: "path", path: "/a" }],
      ["c", { kind: "path", path: "/c" }],
    ],
  );
});

interface Conditions {
  readonly namespace?: string;
  readonly labels?: Record<string, string>;
  readonly expressions?: readonly Expression[];
  readonly containers?: readonly string[];
}

function inNamespace({ namespace = "shop", labels = {}, expressions = [], containers = [] }: Conditions): Scope {
  return {
    kind: "namespace",
    namespace,
    pods: { labels: new Map(Object.entries(labels)), expressions },
    containers,
  };
}

const isIn = (...pairs: (readonly [string, string])[]) => ({ operator: "In", pairs }) as const;
const isNotIn = (...pairs: (readonly [string, string])[]) => ({ operator: "NotIn", pairs }) as const;
const exists = (key: string) => ({ operator: "Exists", key }) as const;
const isMissing = (key: string) => ({ operator: "DoesNotExist", key }) as const;

for (const [name, conditions, want] of [
  ["no conditions", {}, true],
  ["another namespace", { namespace: "other" }, false],
  ["its label", { labels: { app: "web" } }, true],
  ["its labels", { labels: { app: "web", tier: "front" } }, true],
  ["one label of two", { labels: { app: "web", tier: "back" } }, false],
  ["In, one of several", { expressions: [isIn(["app", "db"], ["app", "web"])] }, true],
  ["In, none", { expressions: [isIn(["app", "db"])] }, false],
  ["In, none at all", { expressions: [isIn()] }, false],
  ["two In: both must hold", { expressions: [isIn(["app", "web"]), isIn(["tier", "back"])] }, false],
  ["In and NotIn", { expressions: [isIn(["app", "web"]), isNotIn(["tier", "back"])] }, true],
  ["In, but NotIn before it", { expressions: [isNotIn(["tier", "front"]), isIn(["app", "web"])] }, false],
  ["In, but NotIn behind it", { expressions: [isIn(["app", "web"]), isNotIn(["tier", "front"])] }, false],
  ["NotIn alone", { expressions: [isNotIn(["app", "db"])] }, true],
  ["NotIn of a label it does not have", { expressions: [isNotIn(["zone", "a"])] }, true],
  ["Exists", { expressions: [exists("app")] }, true],
  ["Exists, missing", { expressions: [exists("zone")] }, false],
  ["DoesNotExist", { expressions: [isMissing("zone")] }, true],
  ["DoesNotExist, there", { expressions: [isMissing("app")] }, false],
  ["a label and a condition", { labels: { app: "web" }, expressions: [exists("zone")] }, false],
  ["its container", { containers: ["db", "web"] }, true],
  ["other containers", { containers: ["db"] }, false],
  ["a wildcard of containers", { containers: ["w*"] }, true],
] as const) {
  t.test(`a policy of a namespace ${want ? "binds" : "does not bind"}: ${name}`, async (t) => {
    const resolver = new Resolver([scoped("p", inNamespace(conditions))]);
    t.equal(resolver.ruleSetOf(WEB).rules.length, want ? 1 : 0);
    t.equal(resolver.ruleSetOf(HOST).rules.length, 0, "and never the host");
  });
}

for (const [name, namespaces, expressions, want] of [
  ["no conditions", [], [], true],
  ["its namespace", [isIn(["namespace", "shop"])], [], true],
  ["other namespaces", [isIn(["namespace", "a"], ["namespace", "b"])], [], false],
  ["all namespaces but its own", [isNotIn(["namespace", "shop"])], [], false],
  ["all namespaces but another", [isNotIn(["namespace", "a"])], [], true],
  ["In and NotIn", [isIn(["namespace", "shop"]), isNotIn(["namespace", "shop"])], [], false],
  ["its namespace and label", [isIn(["namespace", "shop"])], [isIn(["app", "web"])], true],
  ["its namespace, another label", [isIn(["namespace", "shop"])], [isIn(["app", "db"])], false],
  ["its label, another namespace", [isIn(["namespace", "a"])], [isIn(["app", "web"])], false],
  ["not this label", [isNotIn(["namespace", "a"])], [isNotIn(["app", "web"])], false],
] as const) {
  t.test(`a policy of the cluster ${want ? "binds" : "does not bind"}: ${name}`, async (t) => {
    const resolver = new Resolver([
      scoped("p", { kind: "cluster", namespaces, pods: { labels: new Map(), expressions } }),
    ]);
    t.equal(resolver.ruleSetOf(WEB).rules.length, want ? 1 : 0);
    t.equal(resolver.ruleSetOf(HOST).rules.length, 0, "and never the host");
  });
}

t.test("a policy for hosts never binds a container", async (t) => {
  const resolver = new Resolver([forHosts("p", { "kubearmor.io/hostname": "*" })]);
  t.equal(resolver.ruleSetOf(WEB).rules.length, 0);
});

const ALL = [scoped("p", inNamespace({})), forHosts("h", { "kubearmor.io/hostname": "*" })];

for (const [name, mode, rules, isAudited] of [
  ["enabled", "enabled", 1, false],
  ["audited", "audited", 1, true],
  ["disabled", "disabled", 0, false],
] as const) {
  t.test(`the annotation kubearmor-policy: ${name}`, async (t) => {
    const resolver = new Resolver(ALL);
    for (const workload of [WEB, HOST]) {
      const ruleSet = resolver.ruleSetOf({ ...workload, mode });
      t.equal(ruleSet.rules.length, rules);
      t.equal(ruleSet.isAudited, isAudited);
    }
  });
}

for (const [value, want] of [
  ["enabled", "enabled"],
  ["disabled", "disabled"],
  ["audited", "audited"],
  ["Disabled", "enabled"],
  ["", "enabled"],
] satisfies [string, PolicyMode][]) {
  t.test(`kubearmor-policy: ${JSON.stringify(value)} is ${want}`, async (t) => {
    t.equal(policyModeOf(new Map([["kubearmor-policy", value]])), want);
    t.equal(policyModeOf(new Map()), "enabled");
  });
}

t.test("containers of untracked namespaces are bound by nothing", async (t) => {
  const everywhere = scoped("p", { kind: "cluster", namespaces: [], pods: { labels: new Map(), expressions: [] } });
  const resolver = new Resolver([everywhere, scoped("q", inNamespace({ namespace: "kube-system" }))]);
  t.equal(resolver.ruleSetOf({ ...WEB, namespace: "kube-system" }).rules.length, 0);
  t.equal(resolver.ruleSetOf(WEB).rules.length, 1);
});

t.test("postures: the node's, the namespace's over it, the host's own", async (t) => {
  const block: Postures = { file: "block", network: "block", capabilities: "block", device: "block" };
  const settings: PostureSettings = {
    ...DEFAULT_SETTINGS,
    host: block,
    namespaces: new Map([["shop", { network: "block" }]]),
  };
  const resolver = new Resolver(ALL, settings);
  t.strictSame(resolver.ruleSetOf(HOST).postures, block);
  t.strictSame(resolver.ruleSetOf(WEB).postures, { ...DEFAULT_SETTINGS.containers, network: "block" });
  t.strictSame(resolver.ruleSetOf({ ...WEB, namespace: "other" }).postures, DEFAULT_SETTINGS.containers);
});

for (const [name, annotations, want] of [
  ["none", {}, {}],
  [
    "all",
    {
      "kubearmor-file-posture": "block",
      "kubearmor-network-posture": "audit",
      "kubearmor-capabilities-posture": "block",
    },
    { file: "block", network: "audit", capabilities: "block" },
  ],
  [
    "a value that is neither: the node's holds",
    { "kubearmor-file-posture": "allow", "kubearmor-network-posture": "Block" },
    {},
  ],
] as const) {
  t.test(`annotations of a namespace: ${name}`, async (t) => {
    t.strictSame(posturesOf(new Map(Object.entries(annotations))), want);
  });
}

t.test("workloads with the same rules share one rule set", async (t) => {
  const resolver = new Resolver([...ALL, scoped("db", inNamespace({ labels: { app: "db" } }))]);
  const [web, replica, db] = ["web", "web", "db"].map((app, i) =>
    resolver.ruleSetOf({ ...WEB, id: `c${i}`, pod: `pod-${i}`, labels: new Map([["app", app]]) }),
  );
  t.equal(web, replica);
  t.not(web, db);
  t.equal(resolver.ruleSetOf(HOST), resolver.ruleSetOf(HOST));
  t.not(resolver.ruleSetOf({ ...WEB, mode: "audited" }), web, "not where nothing is denied");
});

t.test("rule sets that nobody has are forgotten", async (t) => {
  const resolver = new Resolver(ALL);
  const [web, host] = [resolver.ruleSetOf(WEB), resolver.ruleSetOf(HOST)];
  resolver.keep(new Set([web]));
  t.equal(resolver.ruleSetOf(WEB), web);
  t.not(resolver.ruleSetOf(HOST), host);
});

t.test("a container's resolver appends the domains of its namespace", async (t) => {
  const asks = { ...scoped("dns", inNamespace({})), rules: [rule("dns", { kind: "domain", domain: "a.com" })] };
  const resolver = new Resolver([...ALL, asks]);
  t.strictSame(resolver.ruleSetOf(WEB).searchDomains, ["shop.svc.cluster.local", "svc.cluster.local", "cluster.local"]);
  t.strictSame(resolver.ruleSetOf(HOST).searchDomains, []);
});

t.test("where no rule asks of names, namespaces share a rule set", async (t) => {
  const everywhere = scoped("p", { kind: "cluster", namespaces: [], pods: { labels: new Map(), expressions: [] } });
  const resolver = new Resolver([everywhere]);
  t.equal(resolver.ruleSetOf(WEB), resolver.ruleSetOf({ ...WEB, namespace: "other" }));
});

for (const [pattern, text, want] of [
  ["", "", true],
  ["", "a", false],
  ["*", "", true],
  ["*", "anything", true],
  ["**", "anything", true],
  ["a*", "a", true],
  ["a*a", "a", false],
  ["a*a", "aa", true],
  ["*ab*ab*", "abab", true],
  ["*ab*ab*", "aab", false],
  ["a*b*c", "abcabc", true],
  ["a*b*c", "abcab", false],
  ["a.c", "abc", false],
  ["[a-z]*", "abc", false],
  [`${"*a".repeat(500)}b`, "a".repeat(1000), false],
] as const) {
  t.test(`wildcards: ${pattern.slice(0, 20)} on ${text.slice(0, 20)}`, async (t) => {
    t.equal(matchesWildcard(pattern, text), want);
  });
}
