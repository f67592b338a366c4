// SPDX-License-Identifier: Apache-2.0
// The rule sets and the acts of the benchmark are what their names say, and mean to the blocks what they mean to the model.

import t from "tap";
import { compile } from "../../src/policy/compile.ts";
import { RuleBook } from "../../src/policy/rule-book.ts";
import { KEY, kernel } from "../policy/simulated-kernel.ts";
import { ASKED, actOf, expectedOf, isThere, rulesOf } from "./matching.ts";

for (const [name, ruleSet, rules] of [
  ["1 rule", rulesOf(1), 1],
  ["10 rules", rulesOf(10), 10],
  ["1,000 rules", rulesOf(1000), 1000],
  ["1,000 rules without patterns", rulesOf(1000, false), 989],
] as const) {
  t.test(name, async (t) => {
    const ruleIds = new RuleBook();
    const { decideAct } = kernel(compile(ruleSet, { key: KEY, ruleIds, id: 1 }));
    t.equal(ruleSet.rules.length, rules);
    for (const asked of ASKED) {
      const expected = expectedOf(ruleSet, asked, ruleIds);
      const isNamed = asked.target !== null && isThere(asked, ruleSet);
      const verdict = !isNamed ? "allow" : asked.action === "Audit" ? "audit" : "deny";
      t.equal(expected.verdict, verdict, asked.name);
      t.same(decideAct(actOf(asked)), expected, asked.name);
    }
  });
}

t.test("the paths are as long as the table says", async (t) => {
  for (const { name, path } of ASKED) t.equal(path.length, name.startsWith("4,000 bytes") ? 4000 : 38, name);
});
