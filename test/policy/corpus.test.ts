// SPDX-License-Identifier: Apache-2.0
// Policies that people really wrote, where a collection of them lies beside the repository; and our own examples.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { parsePolicies } from "../../src/policy/parse.ts";
import { resolve } from "../../src/policy/resolve.ts";
import { formatProblem } from "../../src/problem.ts";
import { hostWorkload } from "../../src/workload/workload.ts";

const ROOT = join(import.meta.dirname, "../..");
const CORPUS = join(ROOT, "../shared/corpus");
const EXAMPLES = join(ROOT, "deploy/examples");

function yamlFiles(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => join(directory, name));
}

t.test(
  "policies of the world parse, or say where they cannot",
  { skip: existsSync(CORPUS) ? false : "no corpus beside the repository" },
  async (t) => {
    let policies = 0;
    let supported = 0;
    for (const file of yamlFiles(CORPUS)) {
      const text = readFileSync(file, "utf8");
      const lines = text.split("\n").length;
      for (const { kind, policy, problems } of parsePolicies(text, file)) {
        if (problems.some(({ at }) => at.line < 1 || at.line > lines || at.column < 1))
          t.fail(`a problem out of ${file}`);
        if ((policy === null) !== problems.length > 0) t.fail(`neither policy nor problem in ${file}`);
        if (kind !== "KubeArmorHostPolicy") continue;
        policies++;
        if (policy !== null) supported++;
      }
    }
    t.comment(`${supported} of ${policies} host policies are supported as they are`);
    t.ok(policies > 50);
    t.ok(supported > 10);
  },
);

t.test("our examples are enforced on every host", async (t) => {
  for (const file of yamlFiles(EXAMPLES)) {
    for (const { policy, problems } of parsePolicies(readFileSync(file, "utf8"), file)) {
      t.strictSame(problems.map(formatProblem), []);
      t.ok(resolve(policy ? [policy] : [], hostWorkload("any")).rules.length > 0);
    }
  }
});

t.test("our examples stop nothing but the example program", async (t) => {
  const rules = yamlFiles(EXAMPLES)
    .flatMap((file) => parsePolicies(readFileSync(file, "utf8"), file))
    .flatMap(({ policy }) => policy?.rules ?? []);
  t.strictSame(
    rules.filter(({ action }) => action === "Block").map(({ class: ruleClass, target }) => [ruleClass, target]),
    [["process", { kind: "path", path: "/opt/bailiff/example/blocked" }]],
  );
});
