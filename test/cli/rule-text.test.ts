// SPDX-License-Identifier: Apache-2.0
// Rules and scopes in words.

import t from "tap";
import { ruleText, scopeText } from "../../src/cli/rule-text.ts";
import { parsePolicies } from "../../src/policy/parse.ts";
import { bindRule } from "../policy/notation.ts";

for (const [rule, text] of [
  ["file /etc/shadow Block", "Block file /etc/shadow"],
  ["file /etc/ Audit", "Audit file /etc/"],
  ["file /etc/ Block tree ro own", "Block file /etc/ and all below, except by its owner, except to read"],
  ["file /a Allow ro own tty", "Allow file /a, only by its owner, only to read, with a terminal"],
  ["file /etc/*.key Block from=/bin/cat fromtree=/opt/", "Block file /etc/*.key, from /bin/cat or /opt/ and all below"],
  ["process apt Block", "Block process program apt"],
  ["process /a Block args=-m,x", "Block process /a, except with the arguments -m x"],
  ["network tcp Block", "Block network tcp"],
  ["network 10.0.0.0/8 Block", "Block network 10.0.0.0/8"],
  [
    "network any Block port=80-90 proto=tcp dir=bind,listen",
    "Block network any address ports 80-90 tcp bind or listen",
  ],
  ["network unix:/run/x Block", "Block network unix:/run/x"],
  ["dns a.com Allow", "Allow dns a.com and below"],
  ["capabilities net_raw Block", "Block capabilities net_raw"],
  ["syscalls unlink,rmdir Audit", "Audit syscalls unlink or rmdir"],
  ["syscalls unlink Audit on=/home/ tree", "Audit syscalls unlink on /home/ and all below"],
  ["presets exec Block", "Block presets exec"],
  ["device 8/6/*/* Block", "Block device 8/6/*"],
  ["device 8/*/*/2 Block", "Block device 8/*/* level 2"],
  [
    "firewall egress Block to=1.1.1.1,10.0.0.0/8 port=53/udp if=eth0 quota",
    "Block firewall egress 1.1.1.1/32 or 10.0.0.0/8 port 53/udp eth0 over its quota",
  ],
  ["firewall ingress Block", "Block firewall ingress"],
] as const) {
  t.test(rule, async (t) => {
    t.equal(ruleText(bindRule(rule, 1).rule), text);
  });
}

for (const [kind, selector, text] of [
  ["KubeArmorHostPolicy", "nodeSelector: {matchLabels: {os: linux, zone: a}}", "nodes with os=linux and zone=a"],
  ["KubeArmorPolicy", "severity: 1", "containers of namespace default"],
  [
    "KubeArmorPolicy",
    'selector: {matchLabels: {app: web, kubearmor.io/container.name: "[a, b]"}}',
    "containers named a or b of namespace default with app=web",
  ],
  [
    "KubeArmorPolicy",
    "selector: {matchExpressions: [{key: label, operator: In, values: [a=1, b=2]}, {key: c, operator: Exists}]}",
    "containers of namespace default with a=1 or b=2 and the label c",
  ],
  ["KubeArmorClusterPolicy", "severity: 1", "containers of all namespaces"],
  [
    "KubeArmorClusterPolicy",
    "selector: {matchExpressions: [{key: namespace, operator: NotIn, values: [x]}, {key: c, operator: DoesNotExist}]}",
    "containers of namespaces where not namespace=x with no label c",
  ],
] as const) {
  t.test(`${kind} ${selector}`, async (t) => {
    const head = `apiVersion: security.kubearmor.com/v1\nkind: ${kind}\nmetadata: {name: a}\nspec:\n  ${selector}`;
    const [document] = parsePolicies(`${head}\n  file: {matchPaths: [{path: /a}]}\n`, "f");
    t.equal(document?.policy && scopeText(document.policy.scope), text);
  });
}
