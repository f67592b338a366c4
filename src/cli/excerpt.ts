// SPDX-License-Identifier: Apache-2.0
// The source line that a finding is about, with a caret under its column:
//
//      14 |       - path: etc/shadow
//         |               ^
//
// The line is somebody else's text: nothing of it reaches the terminal that could move the cursor or the reading direction.

/** Of the line itself. What is longer is cut around the caret. */
const WIDTH_MAX = 120;

/** Where the next tab stop may be at worst. */
const TAB_WIDTH = 8;

/** What takes one place on every terminal: Latin, Greek, Cyrillic, Armenian, and common punctuation. */
const NARROW =
  /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2010-\u2027\u20a0-\u20bf]$/;

/** What takes two: Chinese, Japanese and Korean letters and punctuation. */
const WIDE = /^[\u3001-\u3029\u3041-\u3096\u30a0-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]$/;

/** Of no width, of an unknown one, or no character (yet). */
const UNSEEN = /[\p{C}\p{M}]/u;

interface Cell {
  readonly text: string;
  readonly width: number;
  /** As wide, and empty. A tab is as wide as another tab at the same place, whatever the terminal's stops. */
  readonly blank: string;
}

function cellOf(character: string): Cell {
  if (character === "\t") return { text: "\t", width: TAB_WIDTH, blank: "\t" };
  const text = shown(character);
  const width = WIDE.test(character) ? 2 : text.length;
  return { text, width, blank: " ".repeat(width) };
}

function shown(character: string): string {
  if (!UNSEEN.test(character) && (NARROW.test(character) || WIDE.test(character))) return character;
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** On one line, and in sight: for names of files. */
export function printable(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, shown);
}

/** Two lines, each with its end. `column` counts from 1, in UTF-16 units; one past the end is the end. */
export function excerpt(line: string, number: number, column: number): string {
  const { cells, caret } = cut(line, Math.min(Math.max(column - 1, 0), line.length));
  const gutter = String(number).padStart(5);
  const blank = cells
    .slice(0, caret)
    .map((cell) => cell.blank)
    .join("");
  const text = cells.map((cell) => cell.text).join("");
  return `${`${gutter} | ${text}`.trimEnd()}\n${" ".repeat(gutter.length)} | ${blank}^\n`;
}

const ELLIPSIS: Cell = { text: "…", width: 1, blank: " " };

/** The part of the line around a unit of it, and which of the cells that one is in. */
function cut(line: string, unit: number): { readonly cells: readonly Cell[]; readonly caret: number } {
  // No cell is narrower than a unit of what it shows, but for the few that take two units.
  const from = startOfCharacter(line, Math.max(0, unit - 2 * WIDTH_MAX));
  const to = Math.min(line.length, unit + 2 * WIDTH_MAX);
  const cells = Array.from(line.slice(from, to), cellOf);
  const caret = Array.from(line.slice(from, startOfCharacter(line, unit))).length;
  let [start, end, width] = [caret, caret, 0];
  const grow = (cell: Cell | undefined, widthMax: number): boolean => {
    if (cell === undefined || width + cell.width > widthMax) return false;
    width += cell.width;
    return true;
  };
  while (grow(cells[start - 1], WIDTH_MAX / 2)) start--;
  while (grow(cells[end], WIDTH_MAX)) end++;
  while (grow(cells[start - 1], WIDTH_MAX)) start--;
  const isCutBefore = from > 0 || start > 0;
  const isCutBehind = to < line.length || end < cells.length;
  return {
    cells: [...(isCutBefore ? [ELLIPSIS] : []), ...cells.slice(start, end), ...(isCutBehind ? [ELLIPSIS] : [])],
    caret: caret - start + Number(isCutBefore),
  };
}

/** Of the character that a unit belongs to: it may be the second half of a surrogate pair. */
function startOfCharacter(line: string, unit: number): number {
  const isSecondHalf = /^[\ud800-\udbff][\udc00-\udfff]$/.test(line.slice(unit - 1, unit + 1));
  return unit > 0 && isSecondHalf ? unit - 1 : unit;
}
