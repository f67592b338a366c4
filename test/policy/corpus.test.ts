// SPDX-License-Identifier: Apache-2.0
// Policies that people really wrote: what is said of each, held against corpus.expected.tsv. A part of them lies in ./corpus; the
// whole is read where it lies beside the repository. And our own examples.
//
//   node test/policy/corpus.test.ts --write    writes what is said today of the whole collection into the table

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { type ParsedDocument, parsePolicies } from "../../src/policy/parse.ts";
import { binds } from "../../src/policy/resolve.ts";
import { formatProblem, type Problem } from "../../src/problem.ts";
import { hostWorkload } from "../../src/workload/workload.ts";
import { EXAMPLES, manifestsIn, PART, WHOLE } from "./manifests.ts";

const TABLE = join(import.meta.dirname, "corpus.expected.tsv");
const COLUMNS = ["file", "document", "kind", "name", "verdict", "rules", "told"];

function parseFile(directory: string, file: string): readonly ParsedDocument[] {
  return parsePolicies(readFileSync(join(directory, file), "utf8"), file);
}

/** A line of the table for each document. */
function rowsOf(directory: string): string[] {
  return manifestsIn(directory).flatMap((file) =>
    parseFile(directory, file).map((document, i) => {
      const { kind, name, policy, problems, notes } = document;
      const told = [...problems, ...notes].map(line).join(" | ");
      const row = [file, i + 1, kind, name, verdictOf(document), policy?.rules.length ?? 0, told || "-"];
      return row.map((cell) => String(cell ?? "").replace(/[\t\n]/g, " ")).join("\t");
    }),
  );
}

function verdictOf({ policy, notes }: ParsedDocument): "refused" | "noted" | "accepted" {
  if (policy === null) return "refused";
  return notes.length > 0 ? "noted" : "accepted";
}

function line({ at, path, message }: Problem): string {
  return [`${at.line}:${at.column}`, ...(path === "" ? [] : [path]), message].join(": ");
}

if (process.argv.includes("--write")) {
  writeFileSync(TABLE, `${[COLUMNS.join("\t"), ...rowsOf(WHOLE)].join("\n")}\n`);
}

const [, ...expected] = readFileSync(TABLE, "utf8").trimEnd().split("\n");

function verdicts(rows: readonly string[]): Record<string, number> {
  const counts = Map.groupBy(rows, (row) => row.split("\t")[4] ?? "");
  return Object.fromEntries(Array.from(counts, ([verdict, { length }]) => [verdict, length]));
}

t.test("of some of them is said what the table says", async (t) => {
  const files = manifestsIn(PART);
  t.ok(files.length > 20, `${files.length} files`);
  const rows = rowsOf(PART);
  t.strictSame(
    rows,
    expected.filter((row) => files.includes(row.split("\t")[0] ?? "")),
  );
  for (const [verdict, count] of Object.entries(verdicts(rows))) t.ok(count >= 5, `${count} are ${verdict}`);
});

t.test(
  "and of all of them",
  { skip: existsSync(WHOLE) ? false : "no collection of policies lies beside the repository" },
  async (t) => {
    const rows = rowsOf(WHOLE);
    t.comment(JSON.stringify(verdicts(rows)));
    t.strictSame(rows, expected);
  },
);

t.test("most can be used as they are, and nothing is refused without a reason", async (t) => {
  const { accepted = 0, noted = 0, refused = 0 } = verdicts(expected);
  t.equal(accepted + noted + refused, expected.length);
  t.ok(accepted + noted > 0.95 * expected.length, `${accepted + noted} of ${expected.length}`);
  for (const row of expected) {
    const [, , , , verdict, rules, told] = row.split("\t");
    t.equal(verdict === "refused", rules === "0", row);
    t.equal(verdict === "accepted", told === "-", row);
  }
});

t.test(
  "another program has counted the same rules and actions",
  { skip: existsSync(WHOLE) ? false : "no collection of policies lies beside the repository" },
  async (t) => {
    const [, ...rows] = readFileSync(join(WHOLE, "INDEX.tsv"), "utf8").trimEnd().split("\n");
    let counted = 0;
    for (const row of rows) {
      const [file = "", document, , , , rules, actions] = row.split("\t");
      const policy = parseFile(WHOLE, file)[Number(document) - 1]?.policy;
      if (!policy) continue; // refused here, or not read there
      counted++;
      t.equal(policy.rules.length, Number(rules), file);
      // The other program leaves out what nobody wrote, which is Block, and takes "audit" as it stands.
      const ours = new Set(policy.rules.map(({ action }) => action.toLowerCase()));
      for (const action of (actions ?? "").toLowerCase().split(/[;,]/)) t.ok(ours.has(action), `${file}: ${action}`);
    }
    t.ok(counted > 500, `${counted} policies`);
  },
);

t.test("our examples are enforced on every host", async (t) => {
  for (const file of manifestsIn(EXAMPLES)) {
    for (const { policy, problems, notes } of parseFile(EXAMPLES, file)) {
      t.strictSame([...problems, ...notes].map(formatProblem), []);
      t.ok(policy !== null && policy.rules.length > 0 && binds(policy.scope, hostWorkload("any")));
    }
  }
});

t.test("our examples stop nothing but the example program", async (t) => {
  const rules = manifestsIn(EXAMPLES)
    .flatMap((file) => parseFile(EXAMPLES, file))
    .flatMap(({ policy }) => policy?.rules ?? []);
  t.strictSame(
    rules.filter(({ action }) => action === "Block").map(({ class: ruleClass, target }) => [ruleClass, target]),
    [["process", { kind: "path", path: "/opt/bailiff/example/blocked" }]],
  );
});
