// SPDX-License-Identifier: Apache-2.0
// YAML with positions: what is refused and where, what is read and as what, and that no text can exhaust us.

import t from "tap";
import { PROBLEMS_MAX, YAML_ALIASED_MAX, YAML_BYTES_MAX, YAML_DOCUMENTS_MAX } from "../src/limits.ts";
import { formatProblem } from "../src/problem.ts";
import { parseYaml, type YamlNode } from "../src/yaml.ts";

/** As JSON would have it; "?" for a document without a tree. */
function plain(node: YamlNode | null): unknown {
  if (node === null) return "?";
  switch (node.kind) {
    case "null":
      return null;
    case "list":
      return node.items.map(plain);
    case "mapping":
      return Object.fromEntries(Array.from(node.entries, ([key, entry]) => [key, plain(entry.value)]));
    default:
      return node.value;
  }
}

function values(text: string): unknown[] {
  return parseYaml(text, "f").map(({ root }) => plain(root));
}

function problems(text: string): string[] {
  return parseYaml(text, "f").flatMap((document) => document.problems.map(formatProblem));
}

for (const [name, text, want] of [
  ["an open quote", "a: 'x", ["f:1:6: unexpected end of the stream within a single quoted scalar"]],
  ["a tab as indentation", "a:\n\t- b", ["f:2:1: tab characters must not be used in indentation"]],
  [
    "a mapping in a value",
    "x: 1\na: b: c",
    [
      'f:2:5: is no entry of the mapping: not as far to the right as its neighbours, or a value with ": " in it, or with "@" or "`" before it, that needs quotes',
    ],
  ],
  ["an open list", "a: [1, 2", ["f:1:9: unexpected end of the stream within a flow collection"]],
  ["a NUL byte", "a: 1\nb: \0", ["f:2:4: null byte is not allowed in input"]],
  ["a control character", "a: \u0001", ["f:1:4: the stream contains non-printable characters"]],
  ["a duplicate key", "a: 1\nb: 2\na: 3", ['f:3:1: duplicate key "a"']],
  ["a duplicate key, quoted", 'a: 1\n"a": 3', ['f:2:1: duplicate key "a"']],
  ["a duplicate key, deep", "x:\n  - a: 1\n    a: 2", ['f:3:5: duplicate key "a"']],
  ["a merge key", "a: &x {b: 1}\nc:\n  <<: *x", ["f:3:3: merge keys (<<) are not supported"]],
  ["a number as key", "a:\n  1: x", ["f:2:3: a key must be a string, got a number"]],
  ["a list as key", "[a]: x", ["f:1:1: a key must be a string, got a list"]],
  ["no key", "a: 1\n: x", ["f:1:4: a key must be a string, got null"]],
  ["an unknown tag", "a: !secret x", ['f:1:12: unknown tag "!secret"']],
  ["an unknown tag on a list", "a: !list [x]", ['f:1:10: unknown tag "!list"']],
  ["a language's own tag", 'a: !!js/function "x"', ['f:1:18: unknown tag "!!js/function"']],
  ["a tag that does not fit", "a: !!int x", ["f:1:10: the tag !!int does not fit a string"]],
  ["a mapping tagged as list", "a: !!seq {}", ["f:1:10: the tag !!seq does not fit a mapping"]],
  ["a tag under another name", "%TAG !! tag:x,2000:\n---\na: !!str x", ["f:1:1: %TAG is not supported"]],
  ["an unknown alias", "a: *nobody", ["f:1:4: unknown alias *nobody"]],
  ["an alias of another document", "a: &x 1\n---\nb: *x", ["f:3:4: unknown alias *x"]],
  ["an alias inside itself", "a: &x\n  - *x", ["f:2:5: alias *x stands inside the value that it names"]],
  ["nesting without end", `a: ${"[".repeat(200)}`, ["f:1:103: nesting exceeded maxDepth (100)"]],
  ["too large", "#".repeat(YAML_BYTES_MAX + 1), [`f:1:1: is larger than ${YAML_BYTES_MAX} bytes`]],
  [
    "too large in bytes, not in characters",
    `#${"é".repeat(YAML_BYTES_MAX / 2)}`,
    [`f:1:1: is larger than ${YAML_BYTES_MAX} bytes`],
  ],
] as const) {
  t.test(`refused: ${name}`, async (t) => t.strictSame(problems(text), want));
}

for (const [name, text, want] of [
  ["nothing", "", []],
  ["only comments", "# a\n\n# b\n", []],
  ["only document marks", "---\n---\n# c\n---\n", []],
  ["an explicit null", "--- null\n", [null]],
  [
    "strings",
    "[a, 'b', \"c\\n\", yes, on, 2024-01-01, 1.2.3, 0x, '5', \"true\"]",
    [["a", "b", "c\n", "yes", "on", "2024-01-01", "1.2.3", "0x", "5", "true"]],
  ],
  ["numbers", "[1, -2, 0x1F, 0o17, 1.5, 1e3]", [[1, -2, 31, 15, 1.5, 1000]]],
  ["booleans and nulls", "[true, False, null, ~, ]", [[true, false, null, null]]],
  ["block scalars", "a: |\n  x\n  y\nb: >\n  x\n  y\n", [{ a: "x\ny\n", b: "x y\n" }]],
  ["tags of the core", "[!!str 5, !!int '5', ! 5, !!null '', !!str , !!float 1]", [["5", 5, "5", null, "", 1]]],
  ["anchors and aliases", "a: &x [1, 2]\nb: *x\nc: &x 3\nd: *x", [{ a: [1, 2], b: [1, 2], c: 3, d: 3 }]],
  ["a quoted << is a key like others", "'<<': 1", [{ "<<": 1 }]],
  ["JSON with tabs", '{\n\t"a": [1, "b\\u00e9\\/"],\n\t"c": null\n}', [{ a: [1, "bé/"], c: null }]],
  ["CRLF", "a: 1\r\nb:\r\n  - x\r\n---\r\nc: 2\r\n", [{ a: 1, b: ["x"] }, { c: 2 }]],
  ["a byte order mark", "\uFEFFa: 1", [{ a: 1 }]],
  ["directives", "%YAML 1.2\n---\na: 1\n", [{ a: 1 }]],
  [
    "documents, with --- and with ...",
    "a: 1\n...\nb: 2\n--- # c\nc: 3\n--- {d: 4}",
    [{ a: 1 }, { b: 2 }, { c: 3 }, { d: 4 }],
  ],
  ["--- inside text is text", "a: |\n  ---\n  x\nb: x ---\n---x: 1", [{ a: "---\nx\n", b: "x ---", "---x": 1 }]],
] as const) {
  t.test(`read: ${name}`, async (t) => {
    t.strictSame(problems(text), []);
    t.strictSame(values(text), want);
  });
}

t.test("a broken document does not spoil its neighbours, and lines go on counting", async (t) => {
  const text = "a: 1\n---\nb: [\n---\nc: 3\nc: 4\n---\nd: 'x\n--- # e\ne: 5\n";
  t.strictSame(values(text), [{ a: 1 }, "?", { c: 3 }, "?", { e: 5 }]);
  t.strictSame(problems(text), [
    "f:4:1: stands too far to the left, or a bracket or quote before it is not closed",
    'f:6:1: duplicate key "c"',
    "f:9:1: stands too far to the left, or a bracket or quote before it is not closed",
  ]);
});

t.test("every node knows its place", async (t) => {
  const [document] = parseYaml("a: 1\n\"b\":\n  - x\n  - {c: 'y'}\n  -\nd:\n", "f");
  const root = document?.root;
  if (root?.kind !== "mapping") throw new Error("not a mapping");
  const b = root.entries.get("b");
  if (b?.value.kind !== "list") throw new Error("not a list");
  const c = b.value.items[1]?.kind === "mapping" ? b.value.items[1].entries.get("c") : undefined;
  const places = [
    root.at,
    b.keyAt,
    b.value.at,
    b.value.items[1]?.at,
    c?.keyAt,
    c?.value.at,
    root.entries.get("d")?.value.at,
  ];
  t.strictSame(
    places.map((at) => `${at?.line}:${at?.column}`),
    ["1:1", "2:1", "3:3", "4:5", "4:6", "4:9", "6:1"],
  );
});

t.test("what ends with ... is cut there, too, so that a broken document spoils none", async (t) => {
  const text = "a: 1\n...\nb: [\n... # x\n# y\n...\n%YAML 1.2\n---\nc: 3\n...\n";
  t.strictSame(values(text), [{ a: 1 }, "?", { c: 3 }]);
  t.strictSame(problems(text), ["f:4:1: stands too far to the left, or a bracket or quote before it is not closed"]);
});

const TOO_MANY = `its aliases stand for too many values when they are written out: the limit is ${YAML_ALIASED_MAX} in a file`;

t.test("aliases of aliases do not blow up", async (t) => {
  const lines = Array.from({ length: 40 }, (_, i) => `a${i}: &a${i} [${i === 0 ? "x" : `*a${i - 1}, *a${i - 1}`}]`);
  t.strictSame(problems(lines.join("\n")), [`f:1:1: ${TOO_MANY}`]);
});

t.test("nor do they in many documents, and one that is refused leaves the others what they need", async (t) => {
  const bomb = (count: number) => `x: &x [${"0, ".repeat(1000)}]\ny: [${"*x, ".repeat(count)}]\n---\n`;
  t.strictSame(problems(bomb(200) + bomb(60) + bomb(60) + bomb(30)), [`f:1:1: ${TOO_MANY}`, `f:7:1: ${TOO_MANY}`]);
});

t.test("documents have a bound", async (t) => {
  const told = parseYaml("--- a\n".repeat(YAML_DOCUMENTS_MAX + 10), "f");
  t.equal(told.length, YAML_DOCUMENTS_MAX + 1);
  t.strictSame(told.at(-1)?.problems.map(formatProblem), [
    `f:${YAML_DOCUMENTS_MAX + 1}:1: is one document too many: the limit is ${YAML_DOCUMENTS_MAX}`,
  ]);
  t.strictSame(problems(`${"--- a\n".repeat(YAML_DOCUMENTS_MAX)}---\n# nothing\n`), []);
});

t.test("a text full of problems tells some of them and that there are more", async (t) => {
  const told = problems(`{${"a: 1, ".repeat(10_000)}}`);
  t.equal(told.length, PROBLEMS_MAX + 1);
  t.equal(told.at(-1), `f:1:608: more than ${PROBLEMS_MAX} problems, the rest is not shown`);
});

t.test("the largest texts take no more than a moment", async (t) => {
  const started = performance.now();
  for (const piece of ["[", "a: ", "- ", "a,", "&a ", "!a ", "---\n", "'", "? ", "%\n", "- a: 1\n", "*a "]) {
    parseYaml(piece.repeat(Math.floor(YAML_BYTES_MAX / 4 / piece.length)), "f");
  }
  t.ok(performance.now() - started < 5000, `${performance.now() - started} ms`);
});
