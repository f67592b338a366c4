// SPDX-License-Identifier: Apache-2.0
// Which policies bind the host.

import t from "tap";
import type { Policy } from "../../src/policy/policy.ts";
import { matchesWildcard, resolve } from "../../src/policy/resolve.ts";
import { hostWorkload } from "../../src/workload/workload.ts";

const AT = { file: "f", line: 1, column: 1 };
const HOST = hostWorkload("node-1.example.org", new Map([["os", "linux"]]));

function policy(name: string, labels: Record<string, string>): Policy {
  const target = { kind: "path", path: `/${name}` } as const;
  return {
    kind: "KubeArmorHostPolicy",
    name,
    nodeSelector: new Map(Object.entries(labels)),
    at: AT,
    rules: [{ class: "file", target, action: "Block", severity: 0, tags: [], message: "", at: AT }],
  };
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
    t.equal(resolve([policy("p", labels as Record<string, string>)], HOST).rules.length, want ? 1 : 0);
  });
}

t.test("a node that Kubernetes calls otherwise goes by both names", async (t) => {
  const host = hostWorkload("os-name", new Map([["kubernetes.io/hostname", "kube-name"]]));
  const binds = (label: string, name: string) => resolve([policy("p", { [label]: name })], host).rules.length === 1;
  t.ok(binds("kubernetes.io/hostname", "kube-name"));
  t.ok(binds("kubernetes.io/hostname", "os-name"));
  t.ok(binds("kubearmor.io/hostname", "os-name"));
  t.notOk(binds("kubearmor.io/hostname", "kube-name"));
});

t.test("rules keep the name of their policy", async (t) => {
  const all = { "kubearmor.io/hostname": "*" };
  const { rules } = resolve([policy("a", all), policy("b", { os: "plan9" }), policy("c", all)], HOST);
  t.strictSame(
    rules.map(({ policy, rule }) => [policy, rule.target]),
    [
      ["a", { kind: "path", path: "/a" }],
      ["c", { kind: "path", path: "/c" }],
    ],
  );
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
