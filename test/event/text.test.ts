// SPDX-License-Identifier: Apache-2.0

import fc from "fast-check";
import t from "tap";
import { escapeArgs, escapeBytes, escapeWord, unescapeBytes } from "../../src/event/text.ts";

const bytes = (...parts: readonly (string | number)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Uint8Array.of(part))));

for (const [name, given, want] of [
  ["nothing", bytes(), ""],
  ["a path", bytes("/etc/shadow"), "/etc/shadow"],
  ["a blank and other ASCII", bytes("/a b~!\"'$"), "/a b~!\"'$"],
  ["other scripts", bytes("/Ä/日本/🙂"), "/Ä/日本/🙂"],
  ["a backslash", bytes("/a\\n"), "/a\\\\n"],
  ["tab, newline, return", bytes("/\t\n\r"), "/\\t\\n\\r"],
  ["escape and DEL", bytes("/\x1b[2J\x7f"), "/\\x1b[2J\\x7f"],
  ["NUL", bytes("a", 0, "b"), "a\\x00b"],
  ["C1 as UTF-8", bytes("/\u009b2J"), "/\\xc2\\x9b2J"],
  ["C1 as a byte", bytes("/", 0x9b), "/\\x9b"],
  ["no-break space is no C1", bytes("/\u00a0"), "/\u00a0"],
  ["separators of lines", bytes("\u2028\u2029"), "\\xe2\\x80\\xa8\\xe2\\x80\\xa9"],
  ["marks that turn the direction", bytes("a\u202eb\u2066c"), "a\\xe2\\x80\\xaeb\\xe2\\x81\\xa6c"],
  ["a dash near them stays", bytes("\u2014\u2065\u206a"), "\u2014\u2065\u206a"],
  ["Latin-1", bytes("/caf", 0xe9), "/caf\\xe9"],
  ["a cut character", bytes("/", 0xe6, 0x97), "/\\xe6\\x97"],
  ["an overlong slash", bytes(0xc0, 0xaf), "\\xc0\\xaf"],
  ["an overlong spelling of three", bytes(0xe0, 0x80, 0xaf), "\\xe0\\x80\\xaf"],
  ["a surrogate", bytes(0xed, 0xa0, 0x80), "\\xed\\xa0\\x80"],
  ["above U+10FFFF", bytes(0xf4, 0x90, 0x80, 0x80), "\\xf4\\x90\\x80\\x80"],
] as const) {
  t.test(`escape: ${name}`, async (t) => {
    t.equal(escapeBytes(given), want);
    t.same(Buffer.from(unescapeBytes(want)), Buffer.from(given), "and back");
  });
}

for (const [name, given, want] of [
  ["a backslash before nothing", "a\\", "a\\"],
  ["an unknown letter", "\\q", "\\q"],
  ["half a number", "\\x4", "\\x4"],
] as const) {
  t.test(`unescape: ${name} stands for itself`, async (t) =>
    t.equal(Buffer.from(unescapeBytes(given)).toString(), want),
  );
}

for (const [name, given, want] of [
  ["none", "", ""],
  ["two empty ones", "\0", " "],
  ["one", "ls", "ls"],
  ["two", "ls\0-l", "ls -l"],
  ["an empty one at the end", "ls\0-l\0", "ls -l "],
  ["an empty one inside", "a\0\0b", "a  b"],
  ["a newline inside", "sh\0-c\0a\nb", "sh -c a\\nb"],
] as const) {
  t.test(`arguments: ${name}`, async (t) => t.equal(escapeArgs(Buffer.from(given)), want));
}

for (const [name, given, want] of [
  ["nothing", "", ""],
  ["no blank", "/a=b", "/a=b"],
  ["a blank", "/a b ", "/a\\x20b\\x20"],
  ["blanks of other scripts", "a\u00a0\u3000\u2003b", "a\\xc2\\xa0\\xe3\\x80\\x80\\xe2\\x80\\x83b"],
  ["a byte order mark, which JavaScript takes for a blank", "\ufeff", "\\xef\\xbb\\xbf"],
  ["what escapeBytes escapes", "\t\\\n", "\\t\\\\\\n"],
] as const) {
  t.test(`word: ${name}`, async (t) => {
    t.equal(escapeWord(Buffer.from(given)), want);
    t.equal(Buffer.from(unescapeBytes(want)).toString(), given, "and back");
  });
}

const seed = Date.now() % 2 ** 31;

// Random bytes hit the interesting ones too rarely, so half of the parts are taken from a list.
const names = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 8 }),
      fc.string({ unit: "binary", maxLength: 4 }).map((text) => Buffer.from(text)),
      fc.constantFrom("\\", "\\x41", "\n", " ", "\u00a0", "\u2028", "\u0085", "日").map((text) => Buffer.from(text)),
    ),
    { maxLength: 12 },
  )
  .map((parts) => Buffer.concat(parts));

t.test(`random bytes, seed ${seed}`, async (t) => {
  fc.assert(
    fc.property(names, (given) => {
      const text = escapeBytes(given);
      const word = escapeWord(given);
      return (
        !/[\p{Cc}\u2028\u2029]/u.test(text) &&
        Buffer.from(unescapeBytes(text)).equals(given) &&
        !/[\p{Cc}\s]/u.test(word) &&
        Buffer.from(unescapeBytes(word)).equals(given)
      );
    }),
    { seed, numRuns: 2000 },
  );
  t.pass("printable, and back to the same bytes");
});
