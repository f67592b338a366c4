// SPDX-License-Identifier: Apache-2.0
// Cells of rule sets, looked at by name. What they decide together: random.test.ts.

import t from "tap";
import type { PathTarget } from "../../src/policy/policy.ts";
import { byStrength, settle } from "../../src/policy/settle.ts";
import { bound, policy, rule, ruleSet, ruleSetOf } from "./rules.ts";

const at = (file: string, line: number, column: number) => ({
  rule: { ...bound("file /a Block").rule, at: { file, line, column } },
});
const base = bound("file /a Block", "p", 1);

for (const [name, stronger, weaker] of [
  ["Block before Audit", bound("file /a Block", "z"), bound("file /a Audit", "a")],
  ["Audit before Allow", bound("file /a Audit", "z"), bound("file /a Allow", "a")],
  ["then by the policy's name", bound("file /a Block", "a", 9), bound("file /a Block", "b", 1)],
  ["then by the file", { ...base, ...at("a", 9, 9) }, { ...base, ...at("b", 1, 1) }],
  ["then by the line", { ...base, ...at("a", 2, 9) }, { ...base, ...at("a", 10, 1) }],
  ["then by the column", { ...base, ...at("a", 2, 3) }, { ...base, ...at("a", 2, 10) }],
] as const) {
  t.test(`strength: ${name}`, async (t) => {
    t.ok(byStrength(stronger, weaker) < 0);
    t.ok(byStrength(weaker, stronger) > 0);
    t.equal(byStrength(stronger, stronger), 0);
  });
}

t.test("a clause is ranked by its target, then by its source", async (t) => {
  const sources: readonly PathTarget[] = [
    { kind: "path", path: "/bin/a" },
    { kind: "directory", directory: "/usr/bin/", recursive: true },
    { kind: "directory", directory: "/bin/", recursive: true },
    { kind: "pattern", pattern: "/**" },
  ];
  const target = { kind: "path", path: "/secret" } as const;
  const rules = [...sources.map((source) => rule("file", target, { sources: [source] })), rule("file", target)];
  const { cells } = settle(ruleSetOf(rules.map((rule) => ({ policy: policy("p"), rule }))));
  const clauses = [...cells.values()].flatMap((cell) => cell.clauses);
  t.strictSame(
    clauses.map(({ bound }) => bound.rule.sources[0]),
    [...sources, undefined],
    "path, the longer directory, the shorter, a pattern, none",
  );
  t.ok(clauses.every(({ rank }) => Number.isInteger(rank) && rank >= 0 && rank < 2 ** 32));
});

t.test("the longest names there are fit into ranks", async (t) => {
  const deep = `/${"d/".repeat(2047)}`;
  const sources: readonly PathTarget[] = [{ kind: "directory", directory: deep, recursive: true }];
  const near = rule("file", { kind: "directory", directory: deep, recursive: true }, { sources });
  const above = rule("file", { kind: "directory", directory: "/", recursive: true }, { sources });
  const { cells } = settle(ruleSetOf([near, above].map((rule) => ({ policy: policy("p"), rule }))));
  const longer = (bytes: number) =>
    rule("file", { kind: "directory", directory: `/${"x".repeat(bytes)}/`, recursive: true });
  const rankOf = (bytes: number) => {
    const [cell] = settle(ruleSetOf([{ policy: policy("p"), rule: longer(bytes) }])).cells.values();
    return cell?.clauses[0]?.rank ?? -1;
  };
  t.ok(rankOf(301) > rankOf(300), "beyond what a byte counts");
  t.ok(rankOf(4000) < rankOf(4001));
  const rankIn = (name: string) => cells.get(`file tree ${name}`)?.clauses[0]?.rank ?? -1;
  t.ok(rankIn(deep) > rankIn("/"));
  t.ok(rankIn(deep) < 2 ** 32);
});

t.test("a rule is left out where any of its patterns has no room, and told", async (t) => {
  const tooLarge: PathTarget = { kind: "pattern", pattern: `/${"{a*,b}".repeat(8)}` };
  const small: PathTarget = { kind: "pattern", pattern: "/etc/*" };
  const rules = [
    rule("file", small, { sources: [tooLarge], message: "its source" }),
    rule("file", tooLarge, { sources: [small], message: "its target" }),
    rule("file", small, { sources: [small], message: "neither" }),
  ];
  const { cells, refused } = settle(ruleSetOf(rules.map((rule) => ({ policy: policy("p"), rule }))));
  t.strictSame(refused.map(({ rule }) => rule.message).sort(), ["its source", "its target"]);
  t.strictSame(
    [...cells.values()].flatMap(({ clauses }) => clauses.map(({ bound }) => bound.rule.message)),
    ["neither"],
  );
});

t.test("equal rules of two policies are two clauses in one cell", async (t) => {
  const { cells } = settle(ruleSetOf([bound("file /a Block", "a"), bound("file /a Block", "b")]));
  t.equal(cells.size, 1);
  t.strictSame(
    cells.get("file path /a")?.clauses.map(({ bound }) => bound.policy.name),
    ["a", "b"],
  );
  t.equal(settle(ruleSet()).cells.size, 0);
});
