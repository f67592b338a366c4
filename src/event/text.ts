// SPDX-License-Identifier: Apache-2.0
// Names in the kernel are bytes: any but NUL may stand in a path, and a workload chooses them. This makes them text that
// is safe on a terminal and on a line of a log, and from which the bytes can be had back.
//
//   valid UTF-8 stays as it is            \          becomes \\
//   tab, newline, carriage return         become \t \n \r
//   other control characters, separators of lines, marks that turn the direction of writing, and bytes that are no
//   UTF-8 become \xHH, one for each byte

const BACKSLASH = 0x5c;
const SHORT: Readonly<Record<number, string>> = { 9: "\\t", 10: "\\n", 13: "\\r", [BACKSLASH]: "\\\\" };
const LONG: Readonly<Record<string, number>> = { t: 0x09, n: 0x0a, r: 0x0d, "\\": BACKSLASH };

/** The text for these bytes. */
export function escapeBytes(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isPlain(buffer)) return buffer.toString("latin1");
  let text = "";
  let kept = 0; // start of the run that stays as it is
  let at = 0;
  while (at < buffer.length) {
    const length = characterLength(buffer, at);
    if (length > 0 && !isHidden(buffer, at, length)) {
      at += length;
      continue;
    }
    text += buffer.toString("utf8", kept, at);
    const end = at + Math.max(length, 1);
    for (; at < end; at++) text += escapeByte(buffer[at] as number);
    kept = at;
  }
  return text + buffer.toString("utf8", kept, at);
}

/** The same as one word: blanks of all kinds become \\xHH too. */
export function escapeWord(bytes: Uint8Array): string {
  return escapeBytes(bytes).replace(/\s/gu, (blank) => Array.from(Buffer.from(blank), escapeByte).join(""));
}

/** The bytes that escapeBytes or escapeWord made this text of. A backslash that begins nothing known stands for itself. */
export function unescapeBytes(text: string): Uint8Array {
  const parts: Uint8Array[] = [];
  let kept = 0;
  for (const match of text.matchAll(/\\(?:x([0-9a-f]{2})|([tnr\\]))/g)) {
    const [all, hex, letter] = match;
    parts.push(Buffer.from(text.slice(kept, match.index)));
    parts.push(Uint8Array.of(hex === undefined ? (LONG[letter as string] as number) : Number.parseInt(hex, 16)));
    kept = match.index + all.length;
  }
  parts.push(Buffer.from(text.slice(kept)));
  return Buffer.concat(parts);
}

/** The words of a NUL-separated list, as a command line: joined by blanks. A NUL at the end is followed by an empty word. */
export function escapeArgs(args: Uint8Array): string {
  const words: string[] = [];
  let start = 0;
  for (let nul = args.indexOf(0); nul !== -1; nul = args.indexOf(0, start)) {
    words.push(escapeBytes(args.subarray(start, nul)));
    start = nul + 1;
  }
  words.push(escapeBytes(args.subarray(start)));
  return words.join(" ");
}

/** Printable ASCII without a backslash: nearly every path there is. */
function isPlain(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte < 0x20 || byte > 0x7e || byte === BACKSLASH) return false;
  }
  return true;
}

function escapeByte(byte: number): string {
  return SHORT[byte] ?? `\\x${byte.toString(16).padStart(2, "0")}`;
}

/** Bytes of the UTF-8 character at `at`, or 0: there is none. Table 3-7 of the Unicode standard. */
function characterLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  const second = bytes[at + 1] as number;
  // No longer spelling than needed, no surrogates, nothing above U+10FFFF.
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let i = at + 2; i < at + length; i++) if (((bytes[i] as number) & 0xc0) !== 0x80) return 0;
  return length;
}

/** A character that a terminal or a pager would act on instead of showing it. */
function isHidden(bytes: Uint8Array, at: number, length: number): boolean {
  const first = bytes[at] as number;
  if (length === 1) return first < 0x20 || first === 0x7f || first === BACKSLASH;
  const second = bytes[at + 1] as number;
  if (length === 2) return first === 0xc2 && second < 0xa0; // C1
  if (first !== 0xe2) return false;
  const third = bytes[at + 2] as number;
  if (second === 0x80) return third >= 0xa8 && third <= 0xae; // U+2028 … 202E
  return second === 0x81 && third >= 0xa6 && third <= 0xa9; // U+2066 … 2069
}
