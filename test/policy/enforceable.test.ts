// SPDX-License-Identifier: Apache-2.0
// What the kernel part of this version can enforce, for each thing that a rule may ask for.

import t from "tap";
import { tooLarge, unenforced, unenforcedOf } from "../../src/policy/enforceable.ts";
import { NO_LIMITS, type Rule } from "../../src/policy/policy.ts";
import { formatProblem } from "../../src/problem.ts";
import { policy, rule } from "./rules.ts";

const PATH = { kind: "path", path: "/a" } as const;
const DIRECTORIES = [true, false].map((recursive) => ({ kind: "directory", directory: "/a/", recursive }) as const);
const TCP = { kind: "protocol", protocol: "tcp" } as const;
const [TREE, FLAT] = DIRECTORIES;

for (const [name, it, want] of [
  ["a path", rule("file", PATH), []],
  ["a program's path", rule("process", PATH), []],
  ["a tree", TREE && rule("file", TREE), []],
  ["a directory", FLAT && rule("process", FLAT), []],
  ["a protocol", rule("network", TCP), []],
  ["Audit", rule("file", PATH, { action: "Audit" }), []],
  ["severity, tags, message", rule("file", PATH, { severity: 3, tags: ["x"], message: "m" }), []],
  ["Allow", rule("file", PATH, { action: "Allow" }), ["the action Allow"]],
  ["a source", rule("file", PATH, { sources: [PATH] }), ["fromSource"]],
  ["a terminal", rule("network", TCP, { onTerminal: true }), ["pts: false"]],
  ["ownerOnly", rule("file", PATH, { limits: { ...NO_LIMITS, ownerOnly: true } }), ["ownerOnly: true"]],
  ["readOnly", rule("file", PATH, { limits: { ...NO_LIMITS, readOnly: true } }), ["readOnly: true"]],
  ["allowedArgs", rule("process", PATH, { limits: { ...NO_LIMITS, allowedArgs: ["-a"] } }), ["allowedArgs"]],
  ["a pattern", rule("file", { kind: "pattern", pattern: "/*" }), ["a pattern"]],
  ["execname", rule("process", { kind: "program", name: "sh" }), ["execname"]],
  ["an address", rule("network", { kind: "unix", name: "@a", directions: ["bind"] }), ["matchAddresses"]],
  ["a domain", rule("dns", { kind: "domain", domain: "a.com" }), ["matchDNSQueries"]],
  [
    "several things",
    rule("file", PATH, { action: "Allow", limits: { ...NO_LIMITS, readOnly: true } }),
    ["the action Allow", "readOnly: true"],
  ],
  ["a capability", rule("capabilities", { kind: "capability", capability: "bpf" }), ["capabilities"]],
] satisfies (readonly [string, Rule | undefined, string[]])[]) {
  t.test(`${want.length === 0 ? "enforced" : "not yet"}: ${name}`, async (t) => {
    t.strictSame(it && unenforcedOf(it), want);
  });
}

t.test("a policy for containers is not enforced, and says so first", async (t) => {
  const pods = { labels: new Map(), expressions: [] };
  const forPods = { ...policy("p", [rule("file", PATH)]), scope: { kind: "cluster", namespaces: [], pods } } as const;
  t.strictSame(unenforced({ ...forPods, kind: "KubeArmorClusterPolicy" }).map(formatProblem), [
    "f:1:1: kind: not enforced by this version of Bailiff: KubeArmorClusterPolicy for containers",
  ]);
  t.strictSame(unenforced(policy("p", [rule("file", PATH)])), []);
});

t.test("patterns that have no room are told, the others of the policy are not", async (t) => {
  const wild = (letter: string) => `/${`{${letter}*,b}`.repeat(8)}`;
  const rules = [
    rule("file", { kind: "pattern", pattern: "/etc/*.conf" }),
    rule("file", { kind: "pattern", pattern: wild("a") }),
  ];
  const [problem, ...others] = tooLarge(policy("p", rules));
  t.match(problem?.message, /too large/);
  t.strictSame(others, []);
  t.strictSame(tooLarge(policy("p", rules.slice(0, 1))), []);
});
