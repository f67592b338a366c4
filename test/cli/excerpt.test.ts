// SPDX-License-Identifier: Apache-2.0

import fc from "fast-check";
import t from "tap";
import { excerpt, printable } from "../../src/cli/excerpt.ts";

const x = (count: number): string => "x".repeat(count);

for (const [name, line, column, want] of [
  ["an empty line", "", 1, ["    7 |", "      | ^"]],
  ["the first column", "spec:", 1, ["    7 | spec:", "      | ^"]],
  ["the last one", "spec:", 5, ["    7 | spec:", "      |     ^"]],
  ["behind the end", "spec:", 6, ["    7 | spec:", "      |      ^"]],
  ["far behind the end: the end", "spec:", 60, ["    7 | spec:", "      |      ^"]],
  ["a column that is none", "spec:", 0, ["    7 | spec:", "      | ^"]],
  ["indentation stays", "    - path: a", 13, ["    7 |     - path: a", "      |             ^"]],
  ["a tab stands under a tab", "a\t\tb", 4, ["    7 | a\t\tb", "      |  \t\t^"]],
  ["blanks at the end are not printed", "a: \t ", 2, ["    7 | a:", "      |  ^"]],
  ["accents are narrow", "é: ñ", 4, ["    7 | é: ñ", "      |    ^"]],
  ["a Chinese letter takes two places", "漢字: x", 5, ["    7 | 漢字: x", "      |       ^"]],
  ["a terminal's command is spelled", "\u001b[31m: x", 8, ["    7 | \\u{1b}[31m: x", "      |             ^"]],
  ["so is a carriage return", "a\rb", 3, ["    7 | a\\u{d}b", "      |       ^"]],
  ["what turns the direction", "\u202ea: x", 3, ["    7 | \\u{202e}a: x", "      |          ^"]],
  ["a letter of the other direction", "א: x", 4, ["    7 | \\u{5d0}: x", "      |          ^"]],
  ["an accent on its own", "a\u0301: x", 3, ["    7 | a\\u{301}: x", "      |         ^"]],
  ["an emoji", "😀: x", 4, ["    7 | \\u{1f600}: x", "      |           ^"]],
  ["the second half of an emoji is the emoji", "😀: x", 2, ["    7 | \\u{1f600}: x", "      | ^"]],
  ["half an emoji", "\ud83d: x", 2, ["    7 | \\u{d83d}: x", "      |         ^"]],
  ["as wide as can be: not cut", x(120), 120, [`    7 | ${x(120)}`, `      | ${" ".repeat(119)}^`]],
  ["too wide: cut behind", `a${x(200)}`, 1, [`    7 | a${x(119)}…`, "      | ^"]],
  ["too wide: cut before", `${x(200)}a`, 201, [`    7 | …${x(119)}a`, `      | ${" ".repeat(120)}^`]],
  [
    "too wide: cut on both sides",
    `${x(500)}a${x(500)}`,
    501,
    [`    7 | …${x(60)}a${x(59)}…`, `      | ${" ".repeat(61)}^`],
  ],
] as const) {
  t.test(name, async (t) => {
    t.strictSame(excerpt(line, 7, column).split("\n"), [...want, ""]);
  });
}

t.test("the gutter grows with the number", async (t) => {
  t.equal(excerpt("a", 1234567, 1), "1234567 | a\n        | ^\n");
});

t.test("a line of a megabyte takes no time", async (t) => {
  const start = performance.now();
  t.match(excerpt(x(1024 * 1024), 1, 500_000), /^ {4}1 \| …x{120}…\n {6}\| {62}\^\n$/);
  t.ok(performance.now() - start < 1000);
});

const hostile = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  maxLength: 300,
});

t.test("whatever the line: two lines, nothing that a terminal obeys, and the caret inside", async (t) => {
  fc.assert(
    fc.property(hostile, fc.nat(310), (line, column) => {
      const [text = "", caret = "", end, ...others] = excerpt(line.replaceAll(/[\r\n]/g, " "), 1, column).split("\n");
      if (end !== "" || others.length > 0) throw new Error("not two lines");
      if (/[^\P{C}\t]|[\u2028\u2029]/u.test(text)) throw new Error("obeyed by a terminal");
      if (!/^ {6}\| [ \t]*\^$/.test(caret) || caret.length > 400) throw new Error("no caret");
    }),
  );
  t.pass();
});

for (const [name, text, want] of [
  ["a path", "/etc/ä b.yaml", "/etc/ä b.yaml"],
  ["a line break", "a\nb", "a\\u{a}b"],
  ["a terminal's command", "\u001b]0;x\u0007", "\\u{1b}]0;x\\u{7}"],
  ["what turns the direction", "a\u202eb", "a\\u{202e}b"],
] as const) {
  t.test(`a name of a file: ${name}`, async (t) => t.equal(printable(text), want));
}
