// SPDX-License-Identifier: Apache-2.0
// Which word somebody meant who wrote an unknown one.

import leven from "leven";

/** `, did you mean "recursive"?`, or nothing where no known word is near: a wild guess is worse than none. */
export function didYouMean(written: string, known: Iterable<string>): string {
  const word = nearest(written, known);
  return word === null ? "" : `, did you mean "${word}"?`;
}

/**
 * One slip in three letters, at most three: "pth" is "path" and "matchDirectory" is "matchDirectories". Two letters swapped are
 * one slip for people and two for the algorithm.
 */
export function nearest(written: string, known: Iterable<string>): string | null {
  let best: string | null = null;
  let bestSlips = Number.POSITIVE_INFINITY;
  for (const word of known) {
    if (Math.abs(word.length - written.length) > 3) continue;
    const slips = leven(written.toLowerCase(), word.toLowerCase());
    const slipsMax = hasSameLetters(written, word) ? 2 : Math.min(3, Math.floor(word.length / 3));
    if (slips <= slipsMax && slips < bestSlips) {
      best = word;
      bestSlips = slips;
    }
  }
  return best;
}

function hasSameLetters(a: string, b: string): boolean {
  return Array.from(a.toLowerCase()).sort().join("") === Array.from(b.toLowerCase()).sort().join("");
}
