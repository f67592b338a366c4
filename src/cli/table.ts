// SPDX-License-Identifier: Apache-2.0
// Tables of text, two blanks between columns.

import { printable } from "./excerpt.ts";

type Cell = string | number | null | undefined;

/** Each column as wide as its widest cell. What cells say cannot command a terminal. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [head, ...rows.map((row) => row.map((cell) => printable(String(cell ?? ""))))];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
