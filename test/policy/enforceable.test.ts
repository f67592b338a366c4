// SPDX-License-Identifier: Apache-2.0
// What the kernel part of this version can enforce, for each thing that a rule may ask for.

import t from "tap";
import { tooLarge, unenforced, unenforcedOf } from "../../src/policy/enforceable.ts";
import { NO_LIMITS, type Rule } from "../../src/policy/policy.ts";
import { formatProblem } from "../../src/problem.ts";
import { policy, rule } from "./rules.ts";

const PATH = { kind: "path", path: "/a" } as const;
const HID = { kind: "device", class: 3, subClass: null, protocol: null, level: null } as const;
const ANYWHERE = {
  kind: "firewall",
  direction: "egress",
  networks: [],
  ports: [],
  interfaces: [],
  quota: null,
} as const;

for (const [name, it, want] of [
  ["a path", rule("file", PATH), null],
  ["Allow with limits", rule("file", PATH, { action: "Allow", limits: { ...NO_LIMITS, readOnly: true } }), null],
  ["a source at a terminal", rule("process", PATH, { sources: [PATH], onTerminal: true }), null],
  ["a pattern", rule("file", { kind: "pattern", pattern: "/*" }), null],
  ["execname", rule("process", { kind: "program", name: "sh" }), null],
  ["an address", rule("network", { kind: "unix", name: "@a", directions: ["bind"] }), null],
  ["a domain", rule("dns", { kind: "domain", domain: "a.com" }), null],
  ["a capability", rule("capabilities", { kind: "capability", capability: "bpf" }), null],
  ["a system call", rule("syscalls", { kind: "syscall", syscalls: ["mount"], on: PATH }, { action: "Audit" }), null],
  ["a preset", rule("presets", { kind: "preset", preset: "exec" }), null],
  ["a device", rule("device", HID), "device"],
  ["a network policy", rule("firewall", ANYWHERE), "a network policy"],
] satisfies (readonly [string, Rule, string | null])[]) {
  t.test(`${want === null ? "enforced" : "not yet"}: ${name}`, async (t) => t.equal(unenforcedOf(it), want));
}

t.test("one problem for each rule, where it stands", async (t) => {
  const at = (line: number) => ({ at: { file: "f", line, column: 3 } });
  const rules = [rule("device", HID, at(4)), rule("file", PATH), rule("device", HID, at(6))];
  t.strictSame(unenforced(policy("p", rules)).map(formatProblem), [
    "f:4:3: not enforced by this version of Bailiff: device",
    "f:6:3: not enforced by this version of Bailiff: device",
  ]);
});

t.test("policies for containers are enforced", async (t) => {
  const pods = { labels: new Map(), expressions: [] };
  const forPods = { ...policy("p", [rule("file", PATH)]), scope: { kind: "cluster", namespaces: [], pods } } as const;
  t.strictSame(unenforced({ ...forPods, kind: "KubeArmorClusterPolicy" }), []);
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
