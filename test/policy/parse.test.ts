// SPDX-License-Identifier: Apache-2.0
// From a text to documents: what a document must have whatever its kind, what rules inherit, and that documents do not spoil each
// other. What stands in the lists of rules: parse-rules.test.ts; whom policies bind: parse-selector.test.ts.

import t from "tap";
import { parsePolicies } from "../../src/policy/parse.ts";
import { KINDS } from "../../src/policy/policy.ts";
import { formatProblem } from "../../src/problem.ts";
import { rule } from "./rules.ts";
import { FIREWALL, HOST, headOf, POD, policyOf, RULE, rulesOf, told } from "./texts.ts";

const GOOD = HOST + RULE;

for (const [name, text, want] of [
  ["no mapping", "hello", ['1:1: expected a mapping, got "hello"']],
  ["a list", "- a", ["1:1: expected a mapping, got a list"]],
  ["nothing but null", "--- null", ["1:5: expected a mapping, got null"]],
  ["an empty mapping", "{}", ["apiVersion", "kind", "metadata", "spec"].map((key) => `1:1: missing key "${key}"`)],
  [
    "another apiVersion",
    GOOD.replace("com/v1", "com/v2"),
    ['1:13: apiVersion: must be "security.kubearmor.com/v1", got "security.kubearmor.com/v2"'],
  ],
  [
    "a misspelt kind",
    GOOD.replace("KubeArmorHostPolicy", "KubeArmourHostPolicy"),
    ['2:7: kind: unknown kind "KubeArmourHostPolicy", did you mean "KubeArmorHostPolicy"?'],
  ],
  ["a kind of others", GOOD.replace("KubeArmorHostPolicy", "Pod"), ['2:7: kind: unknown kind "Pod"']],
  ["a kind without a value", GOOD.replace("KubeArmorHostPolicy", ""), ['1:1: missing key "kind"']],
  [
    "a kind that is a list",
    GOOD.replace("KubeArmorHostPolicy", "[KubeArmorPolicy]"),
    ["2:7: kind: expected a string, got a list"],
  ],
  ["no name", GOOD.replace("name: web", "labels: {}"), ['4:3: metadata: missing key "name"']],
  ["no metadata", GOOD.replace("\n  name: web", ""), ['1:1: missing key "metadata"']],
  [
    "a name that is none",
    GOOD.replace("name: web", "name: web_1"),
    ['4:9: metadata.name: must be a DNS name: lower-case letters, digits, "-" and ".", got "web_1"'],
  ],
  [
    "a name in capitals",
    GOOD.replace("name: web", "name: Web"),
    ['4:9: metadata.name: must be a DNS name: lower-case letters, digits, "-" and ".", got "Web", did you mean "web"?'],
  ],
  [
    "a name that is a number",
    GOOD.replace("name: web", "name: 5"),
    ["4:9: metadata.name: expected a string, got 5: write it in quotes"],
  ],
  [
    "a name that is too long",
    GOOD.replace("name: web", `name: ${"a".repeat(254)}`),
    [`4:9: metadata.name: must be a DNS name: lower-case letters, digits, "-" and ".", got "${"a".repeat(120)}…"`],
  ],
  [
    "a namespace that is none",
    (POD + RULE).replace("name: web", "name: web\n  namespace: The_Shop"),
    ['5:14: metadata.namespace: must be the name of a namespace, got "The_Shop"'],
  ],
  [
    "an unknown key in the metadata",
    GOOD.replace("name: web", "name: web\n  nmespace: x"),
    ['5:3: metadata: unknown key "nmespace", did you mean "namespace"?'],
  ],
  ["an unknown key on top", `${GOOD}sepc: {}`, ['8:1: unknown key "sepc", did you mean "spec"?']],
  ["no spec", GOOD.slice(0, GOOD.indexOf("spec:")), ['1:1: missing key "spec"']],
  ["a spec without a value", GOOD.slice(0, GOOD.indexOf("spec:") + 6), ['1:1: missing key "spec"']],
  [
    "a spec that is a list",
    `${GOOD.slice(0, GOOD.indexOf("spec:"))}spec: [a]`,
    ["5:7: spec: expected a mapping, got a list"],
  ],
  ["an unknown key in the spec", `${GOOD}  proces: {}`, ['8:3: spec: unknown key "proces", did you mean "process"?']],
  ["no rules", POD, ["6:3: spec: has no rules"]],
  ["blocks without rules", `${POD}  process: {matchPaths: []}\n  file:\n`, ["6:3: spec: has no rules"]],
  ["a network policy without rules", FIREWALL, ["6:3: spec: has no rules"]],
  [
    "raw AppArmor",
    `${POD}${RULE}  apparmor: |\n    deny x`,
    ["8:3: spec.apparmor: raw AppArmor text cannot be enforced by Bailiff: write it as rules"],
  ],
  [
    "devices of a container",
    `${POD}${RULE}  device: {matchDevice: [{class: HID}]}`,
    ["8:3: spec.device: belongs to KubeArmorHostPolicy"],
  ],
  [
    "presets of a host",
    `${GOOD}  presets: [{name: exec}]`,
    ["8:3: spec.presets: belongs to KubeArmorPolicy and KubeArmorClusterPolicy"],
  ],
  ["rules of a host in a network policy", `${FIREWALL}${RULE}`, ['7:3: spec: unknown key "process"']],
  [
    "everything wrong at once, in the order of the text",
    `${HOST}  severity: 11
  tags: a
  action: Alow
  process:
    matchPaths:
    - path: etc/shadow
      ownerOnly: maybe
    - pth: /x
  file:
    matchDirectories:
    - dir: /etc
      recurive: true
`,
    [
      "7:13: spec.severity: must be a whole number from 1 to 10, got 11",
      '8:9: spec.tags: expected a list, got "a"',
      '9:11: spec.action: unknown word "Alow", did you mean "Allow"?',
      '12:13: spec.process.matchPaths[0].path: must be absolute, got "etc/shadow"',
      '13:18: spec.process.matchPaths[0].ownerOnly: expected true or false, got "maybe"',
      '14:7: spec.process.matchPaths[1]: unknown key "pth", did you mean "path"?',
      '18:7: spec.file.matchDirectories[0]: unknown key "recurive", did you mean "recursive"?',
      'note 17:12: spec.file.matchDirectories[0].dir: "/etc" is read as "/etc/"',
    ],
  ],
] as const) {
  t.test(`refused: ${name}`, async (t) => {
    t.strictSame(told(text), want);
    for (const { policy } of parsePolicies(text, "f")) t.equal(policy, null);
  });
}

for (const [name, text, want] of [
  ["the smallest policy", GOOD, []],
  [
    "a namespace where none belongs",
    GOOD.replace("name: web", "name: web\n  namespace: shop"),
    ["note 5:14: metadata.namespace: a KubeArmorHostPolicy belongs to no namespace: this is not looked at"],
  ],
  ["raw AppArmor without a value", `${GOOD}  apparmor:\n`, []],
  ["an action in another case", `${GOOD}  action: aUDIT\n`, ['note 8:11: spec.action: "aUDIT" is read as "Audit"']],
  [
    "what Kubernetes writes into an object that it hands out",
    `${GOOD.replace(
      "  name: web\n",
      "  name: web\n  uid: x\n  generation: 1\n  labels: {a: 5}\n  annotations: {}\n  managedFields: [{}]\n  deletionTimestamp: x\n",
    )}status: {status: OK}\n`,
    [],
  ],
] as const) {
  t.test(`accepted: ${name}`, async (t) => {
    t.strictSame(told(text), want);
    t.equal(policyOf(text).name, "web");
  });
}

t.test("the whole of the smallest policy", async (t) => {
  const at = { file: "f", line: 1, column: 1 };
  const policy = {
    kind: "KubeArmorHostPolicy",
    name: "web",
    scope: { kind: "nodes", labels: new Map([["kubearmor.io/hostname", "*"]]) },
    rules: [rule("process", { kind: "path", path: "/a" }, { at: { file: "f", line: 7, column: 26 } })],
    at,
  };
  const apiVersion = "security.kubearmor.com/v1";
  t.strictSame(parsePolicies(GOOD, "f"), [
    { apiVersion, kind: "KubeArmorHostPolicy", namespace: null, name: "web", at, policy, problems: [], notes: [] },
  ]);
});

t.test("a list of objects, as kubectl prints it, is its items", async (t) => {
  const item = (name: string, path: string) =>
    `- apiVersion: security.kubearmor.com/v1
  kind: KubeArmorPolicy
  metadata: {name: ${name}, namespace: shop}
  spec: {file: {matchPaths: [{path: ${path}}]}}
`;
  for (const kind of ["List", "KubeArmorPolicyList"]) {
    const text = `apiVersion: v1\nkind: ${kind}\nitems:\n${item("a", "/a")}${item("b", "etc")}metadata: {resourceVersion: ""}\n`;
    const [first, second, ...others] = parsePolicies(text, "f");
    t.equal(first?.policy?.name, "a");
    t.match(first?.at, { line: 4, column: 3 });
    t.strictSame(second?.problems.map(formatProblem), [
      'f:11:37: spec.file.matchPaths[0].path: must be absolute, got "etc"',
    ]);
    t.strictSame(others, []);
    t.strictSame(parsePolicies(`apiVersion: v1\nkind: ${kind}\nitems: []\n`, "f"), []);
  }
});

t.test("each kind is read as itself", async (t) => {
  for (const kind of KINDS) {
    const body = kind === "KubeArmorNetworkPolicy" ? "  ingress: [{}]\n" : RULE;
    t.equal(policyOf(headOf(kind) + body).kind, kind);
  }
});

t.test("rules inherit from their block, blocks from the policy, each attribute for itself", async (t) => {
  const rules = rulesOf(`${POD}  severity: 2
  tags: [a, b]
  message: for all
  action: Audit
  process:
    matchPaths:
    - path: /inherits
    - {path: /own, severity: 9, tags: [c], message: mine, action: Block}
    - {path: /empty, tags: [], message: "", action: ""}
  file:
    severity: 5
    action: Block
    matchDirectories:
    - {dir: /block/}
    - {dir: /own/, action: Allow}
    - {dir: /null/, action: , severity: , tags: , message: }
  network:
    tags: [n]
    matchDNSQueries:
    - {domain: a.b, severity: 3}
  capabilities:
    message: of the block
    matchCapabilities:
    - {capability: bpf, action: Allow}
  syscalls:
    severity: 7
    matchSyscalls:
    - {syscall: [mount]}
    - {syscall: [mount], severity: 1}
  presets:
  - {name: exec}
  - {name: exec, action: Block, severity: 10}
`);
  t.strictSame(
    rules.map(({ action, severity, tags, message }) => [action, severity, tags.join(), message]),
    [
      ["Audit", 2, "a,b", "for all"],
      ["Block", 9, "c", "mine"],
      ["Audit", 2, "a,b", "for all"],
      ["Block", 5, "a,b", "for all"],
      ["Allow", 5, "a,b", "for all"],
      ["Block", 5, "a,b", "for all"],
      ["Audit", 3, "n", "for all"],
      ["Allow", 2, "a,b", "of the block"],
      ["Audit", 7, "a,b", "for all"],
      ["Audit", 1, "a,b", "for all"],
      ["Audit", 2, "a,b", "for all"],
      ["Block", 10, "a,b", "for all"],
    ],
  );
});

t.test("in the kinds for nodes, too", async (t) => {
  const devices = rulesOf(
    `${HOST}  action: Audit\n  device: {severity: 4, matchDevice: [{class: HID}, {class: HUB, action: Allow}]}\n`,
  );
  t.strictSame(
    devices.map(({ action, severity }) => [action, severity]),
    [
      ["Audit", 4],
      ["Allow", 4],
    ],
  );
  const firewall = rulesOf(`${FIREWALL}  action: Allow\n  tags: [n]\n  ingress: [{}]\n  egress: [{tags: [e]}]\n`);
  t.strictSame(
    firewall.map(({ action, tags }) => [action, tags.join()]),
    [
      ["Allow", "n"],
      ["Allow", "e"],
    ],
  );
});

t.test("system calls are told of, whatever the action of the policy", async (t) => {
  const [rule] = rulesOf(`${POD}  action: Block\n  syscalls: {matchSyscalls: [{syscall: [mount]}]}\n`);
  t.equal(rule?.action, "Audit");
});

t.test("nothing said: Block, without severity, tags or message", async (t) => {
  const [rule] = rulesOf(POD + RULE);
  t.match(rule, { action: "Block", severity: 0, tags: [], message: "" });
});

t.test("no text, no documents", async (t) => {
  for (const text of ["", "# a comment\n", "---\n---\n", "...\n", "\uFEFF", "\r\n\r\n"]) {
    t.strictSame(parsePolicies(text, "f"), []);
  }
});

t.test("each document stands for itself", async (t) => {
  const documents = parsePolicies(`${GOOD}---\nbroken: [\n---\n${HOST}---\n${GOOD.replace("web", "db")}`, "f");
  t.strictSame(
    documents.map(({ name, policy, at }) => [name, policy !== null, at.line]),
    [
      ["web", true, 1],
      [null, false, 10],
      ["web", false, 11],
      ["db", true, 18],
    ],
  );
});

t.test("kind, namespace and name are read in a policy that is refused", async (t) => {
  const texts = [HOST, `${GOOD}x: 1`, GOOD.replace("HostPolicy", ""), "metadata: {name: web}"];
  for (const text of texts) {
    t.equal(parsePolicies(text, "f")[0]?.name, "web");
    t.equal(parsePolicies(text, "f")[0]?.policy, null);
  }
  t.match(parsePolicies("kind: Pod\nmetadata: {name: 5, namespace: shop}", "f"), [
    { kind: "Pod", namespace: "shop", name: null },
  ]);
});
