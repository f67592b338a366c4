// SPDX-License-Identifier: Apache-2.0
// What bailiff policy check found, for people.

import { styleText } from "node:util";
import { excerpt, printable } from "./excerpt.ts";
import type { Checked, PolicyCheckOptions, Summary } from "./policy-check.ts";
import { placeText } from "./policy-input.ts";

/** The findings of one file, whose text is split into lines once for all of them. `text`: null: there is none to show. */
type Print = (checked: readonly Checked[], text: string | null) => string;

export function printer({ color, quiet, strict, enforceable }: PolicyCheckOptions): Print {
  const hasColor = color === "always" || (color === "auto" && process.stdout.isTTY === true && !process.env.NO_COLOR);
  const paint = (format: "red" | "cyan" | "yellow", word: string): string =>
    hasColor ? styleText(format, word, { validateStream: false }) : word;
  const kinds = [
    { key: "problems", word: paint("red", "problem"), isShown: true },
    { key: "notes", word: paint("cyan", "note"), isShown: !quiet || strict },
    { key: "unenforced", word: paint("yellow", "unenforced"), isShown: !quiet || enforceable },
  ] as const;
  return (checked, text) => {
    const findings = checked.flatMap((it) =>
      kinds.flatMap(({ key, word, isShown }) => (isShown ? it[key].map((finding) => ({ word, ...finding })) : [])),
    );
    const lines = findings.length > 0 && text !== null ? text.split(/\r\n|\n|\r/) : [];
    return findings
      .map(({ word, at, path, message }) => {
        const place = printable(text === null ? at.file : placeText(at));
        const what = printable(path === "" ? message : `${path}: ${message}`);
        const line = lines[at.line - 1];
        return `${place}: ${word}: ${what}\n${line === undefined ? "" : excerpt(line, at.line, at.column)}`;
      })
      .join("");
  };
}

/** "3 policies good, 1 with notes, 2 refused, 1 empty file": the first number of policies names the thing. */
export function summaryText(summary: Summary): string {
  const counts = [
    [summary.good, "good"],
    [summary.noted, "with notes"],
    [summary.unenforced, "not enforced by this version"],
    [summary.refused, "refused"],
  ] as const;
  const [first, ...others] = counts.filter(([count]) => count > 0);
  const { empty, passedOver, unread } = summary;
  return [
    ...(first === undefined ? [] : [`${plural(first[0], "policy", "policies")} ${first[1]}`]),
    ...others.map(([count, word]) => `${count} ${word}`),
    ...(empty > 0 ? [plural(empty, "empty file", "empty files")] : []),
    ...(passedOver > 0 ? [`${plural(passedOver, "other object", "other objects")} passed over`] : []),
    ...(unread > 0 ? [`${plural(unread, "input", "inputs")} without a policy`] : []),
  ].join(", ");
}

export function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
