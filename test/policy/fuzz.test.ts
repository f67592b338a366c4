// SPDX-License-Identifier: Apache-2.0
// Random texts: policies of all kinds in all spellings mean what they say, and nothing that is done to a text makes the parser
// throw, take long, point out of the text, or take a policy for right of which it has dropped a part.
//
//   BAILIFF_FUZZ_SECONDS=600 node test/policy/fuzz.test.ts     runs as long; 30 where nothing is said
//   BAILIFF_FUZZ_SEED=1 node test/policy/fuzz.test.ts          runs the same as far as it gets; a failure prints its seed

import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import t from "tap";
import { PATH_BYTES_MAX } from "../../src/gen/abi.ts";
import { PROBLEMS_MAX } from "../../src/limits.ts";
import { type ParsedDocument, parsePolicies } from "../../src/policy/parse.ts";
import type { PathTarget, Rule } from "../../src/policy/policy.ts";
import { formatProblem } from "../../src/problem.ts";
import { parseYaml, type YamlNode } from "../../src/yaml.ts";
import { ROOT, textsIn } from "./manifests.ts";
import { print, style } from "./spelling.ts";
import { written } from "./written.ts";
import type { Json } from "./written-values.ts";

const seconds = Number(process.env.BAILIFF_FUZZ_SECONDS ?? 30);
const seed = Number(process.env.BAILIFF_FUZZ_SEED ?? Date.now() & 0x7fffffff);
t.comment(`seed ${seed}: BAILIFF_FUZZ_SEED=${seed} runs the same`);
t.setTimeout((seconds + 120) * 1000);

/** CPU time that one text may take. Most take one; a busy machine or a collection of garbage may take some. */
const MS_MAX = 2000;

/** Looks at random cases for a part of the time. */
function check<T>(
  name: string,
  share: number,
  arbitrary: fc.Arbitrary<T>,
  holds: (value: T) => void,
  asText: (value: T) => string = String,
): void {
  t.test(name, async (t) => {
    let runs = 0;
    const result = fc.check(
      fc.property(arbitrary, (value) => {
        runs++;
        const cpu = process.cpuUsage();
        holds(value);
        const { user, system } = process.cpuUsage(cpu);
        assert.ok(user + system < MS_MAX * 1000, `${(user + system) / 1000} ms`);
      }),
      { seed, numRuns: 100_000_000, interruptAfterTimeLimit: seconds * share * 1000 },
    );
    t.comment(`${runs} runs`);
    t.equal(
      result.failed ? `seed ${seed}: ${result.errorInstance}\n${result.counterexample?.map(asText)}` : "",
      "",
      "no counterexample",
    );
    t.ok(runs > seconds * share, `${runs} runs`);
  });
}

function textOf({ document, style }: { document: Json; style: Parameters<typeof print>[1] }): string {
  return print(document, style);
}

check(
  "a policy means what it says, in YAML and in JSON",
  0.4,
  fc.record({ written, style }),
  ({ written: { document, meaning }, style }) => {
    const [parsed, ...others] = parsePolicies(print(document, style), "f");
    assert.deepEqual(others, []);
    assert.deepEqual(parsed?.problems.map(formatProblem), []);
    const { at: _, rules, ...policy } = parsed?.policy ?? assert.fail("no policy");
    assert.deepEqual({ ...policy, rules: rules.map(({ at: _, ...rule }) => rule) }, meaning);
  },
  ({ written, style }) => textOf({ document: written.document, style }),
);

/** Paths of keys to each place in a document. */
function placesOf(value: Json, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, below]) => placesOf(below as Json, [...path, key]))];
}

function change(value: Json, [key, ...path]: readonly string[], to: (value: Json) => Json): Json {
  if (key === undefined) return to(value);
  if (Array.isArray(value)) return value.map((item: Json, i) => (String(i) === key ? change(item, path, to) : item));
  return Object.fromEntries(
    Object.entries(value as { [key: string]: Json }).map(([own, below]) => [
      own,
      own === key ? change(below, path, to) : below,
    ]),
  );
}

/** A document and one place in it that fits. */
function withPlace(fits: (path: readonly string[], value: Json) => boolean) {
  return fc.record({ written, style }).chain(({ written, style }) => {
    const { document } = written;
    const valueAt = (path: readonly string[]) =>
      path.reduce((value: Json, key) => (value as { [key: string]: Json })[key] ?? null, document);
    const places = placesOf(document).filter((path) => fits(path, valueAt(path)));
    return fc.constantFrom(...places).map((path) => ({ document, style, path }));
  });
}

check(
  "a key that nobody knows is a problem, wherever it stands",
  0.1,
  withPlace(
    (path, value) =>
      typeof value === "object" && value !== null && !Array.isArray(value) && path.at(-1) !== "matchLabels",
  ),
  ({ document, style, path }) => {
    const odd = change(document, path, (value) => ({ ...(value as object), recurive: 1 }));
    const [parsed] = parsePolicies(print(odd, style), "f");
    assert.equal(parsed?.policy, null);
    assert.ok(parsed?.problems.some(({ message }) => message.startsWith('unknown key "recurive"')));
  },
  ({ document, style, path }) => `${path}\n${textOf({ document, style })}`,
);

check(
  "a value of another type is a problem, wherever it stands",
  0.1,
  fc.record({
    placed: withPlace((path, value) => path.length > 0 && value !== null && path.at(-1) !== "matchLabels"),
    other: fc.constantFrom<Json>([[]], { a: { b: {} } }, [{}]),
  }),
  ({ placed: { document, style, path }, other }) => {
    const odd = change(document, path, (value) => (Array.isArray(value) ? { a: {} } : other));
    const [parsed] = parsePolicies(print(odd, style), "f");
    assert.equal(parsed?.policy, null);
  },
  ({ placed: { document, style, path }, other }) =>
    `${path} is ${JSON.stringify(other)} in\n${textOf({ document, style })}`,
);

// ---- what is done to texts

const FOLDERS = ["test/policy/corpus", "test/policy/kubearmor", "deploy/examples"];
const manifests = FOLDERS.flatMap((folder) => textsIn(join(ROOT, folder)));

const text = fc.oneof(
  fc.constantFrom(...manifests),
  fc.record({ document: written.map(({ document }) => document), style }).map(textOf),
);

const WORDS = [
  ..."-:?,[]{}#&*!|>'\"%@`\t\r\n\0 ",
  ..."/ // /../ /./ * ** .. ~ null true 1e999 -1 .inf 0x10 0o7 <<: --- ... !!str !!binary &a *a \uFEFF \u2028 \ud800 😀".split(
    " ",
  ),
  ..."path dir pattern matchPaths matchPatterns fromSource action Block Allow severity spec metadata selector namespace".split(
    " ",
  ),
  "\n---\n",
  "\n...\n",
  "\r\n",
  "  - path: /a\n",
  "__proto__",
  "[".repeat(120),
  "a".repeat(5000),
];

/** What may happen to a text: places are parts of its length. */
const mutation = fc.record({
  kind: fc.constantFrom("insert", "delete", "repeat", "replace", "splice", "flip", "cut"),
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  word: fc.constantFrom(...WORDS),
  bit: fc.nat(7),
  other: fc.nat(manifests.length - 1),
});

type Mutation = typeof mutation extends fc.Arbitrary<infer M> ? M : never;

function mutate(text: string, { kind, from, to, word, bit, other }: Mutation): string {
  const [start = 0, end = 0] = [from, to].map((part) => Math.floor(part * text.length)).sort((a, b) => a - b);
  const [before, within, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)];
  switch (kind) {
    case "insert":
      return before + word + within + after;
    case "delete":
      return before + after;
    case "repeat":
      return before + within + within + after;
    case "replace":
      return before + word + after;
    case "splice": {
      const donor = manifests[other] ?? "";
      return before + donor.slice(Math.floor(to * donor.length));
    }
    case "flip":
      // A bit of a byte: the text may not be UTF-8 any more, and comes back as what a reader of files would make of it.
      return Buffer.from(text)
        .map((byte, i) => (i === start ? byte ^ (1 << bit) : byte))
        .toString();
    case "cut":
      return before;
  }
}

function assertSound(text: string, documents: readonly ParsedDocument[]): void {
  const lines = text.split(/\r\n|\r|\n/);
  const roots = parseYaml(text, "f").map(({ root }) => root);
  assert.equal(documents.length, roots.length);
  for (const [i, { policy, problems, notes }] of documents.entries()) {
    assert.equal(policy === null, problems.length > 0);
    assert.ok(problems.length <= PROBLEMS_MAX + 1 && notes.length <= PROBLEMS_MAX + 1);
    for (const problem of [...problems, ...notes]) {
      const { line, column } = problem.at;
      assert.ok(line >= 1 && line <= lines.length, `line ${line} of ${lines.length}`);
      assert.ok(column >= 1 && column <= (lines[line - 1]?.length ?? 0) + 2, `column ${column} of line ${line}`);
      assert.doesNotMatch(formatProblem(problem), /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      assert.ok(problem.message.length < 2000, "a message of some lines");
    }
    if (policy === null) continue;
    const items = itemsOf(roots[i] ?? null);
    assert.ok(policy.rules.length >= items, `${policy.rules.length} rules out of ${items} items`);
    policy.rules.forEach(assertCanonical);
  }
}

/** Whatever stands in a list of rules is one rule at least: what is taken is taken as a whole. */
function itemsOf(root: YamlNode | null): number {
  const spec = Object.entries(entriesOf(entriesOf(root).spec));
  return spec.reduce((sum, [key, value]) => {
    if (["presets", "ingress", "egress"].includes(key)) return sum + lengthOf(value);
    const lists = Object.entries(entriesOf(value)).filter(([key]) => key.startsWith("match"));
    return sum + (/[sS]elector$/.test(key) ? 0 : lists.reduce((sum, [, list]) => sum + lengthOf(list), 0));
  }, 0);
}

function entriesOf(node: YamlNode | null | undefined): Readonly<Record<string, YamlNode>> {
  if (node?.kind !== "mapping") return {};
  return Object.fromEntries(Array.from(node.entries, ([key, { value }]) => [key, value]));
}

function lengthOf(node: YamlNode | undefined): number {
  return node?.kind === "list" ? node.items.length : 0;
}

function assertCanonical({ target, sources, severity, tags, message }: Rule): void {
  for (const path of [target, ...sources]) assertPath(path);
  if (target.kind === "syscall" && target.on !== null) assertPath(target.on);
  assert.ok(Number.isInteger(severity) && severity >= 0 && severity <= 10);
  for (const text of [...tags, message]) assert.ok(text.isWellFormed());
}

function assertPath(target: Rule["target"] | PathTarget): void {
  const path = target.kind === "path" ? target.path : target.kind === "directory" ? target.directory : null;
  if (path === null) return;
  assert.match(path, target.kind === "path" ? /^\/[\s\S]*[^/]$/ : /^\/([\s\S]*\/)?$/);
  assert.ok(Buffer.byteLength(path) <= PATH_BYTES_MAX && path.isWellFormed() && !path.includes("\0"));
  const components = path.split("/").slice(1, target.kind === "path" ? undefined : -1);
  for (const component of path === "/" ? [] : components) assert.ok(!["", ".", ".."].includes(component), path);
}

check(
  "nothing that is done to a text makes the parser fail",
  0.4,
  fc.tuple(text, fc.array(mutation, { maxLength: 6 })).map(([text, mutations]) => mutations.reduce(mutate, text)),
  (text) => assertSound(text, parsePolicies(text, "f")),
  (text) => JSON.stringify(text),
);
