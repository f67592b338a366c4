// SPDX-License-Identifier: Apache-2.0
// A document in YAML or JSON, in one of the many ways to spell it.

import fc from "fast-check";
import type { Json } from "./written-values.ts";

interface Style {
  readonly layout: "json" | "indented json" | "block";
  readonly lineBreak: "\n" | "\r\n";
  readonly isMarked: boolean;
  /** For each text in turn: in double quotes, with all beyond ASCII escaped, in single quotes, or plain, where that can be. */
  readonly quotes: readonly ("double" | "escaped" | "single" | "plain")[];
}

export const style: fc.Arbitrary<Style> = fc.record({
  layout: fc.constantFrom("json", "indented json", "block", "block", "block"),
  lineBreak: fc.constantFrom("\n", "\n", "\r\n"),
  isMarked: fc.boolean(),
  quotes: fc.array(fc.constantFrom("double", "escaped", "single", "plain"), { minLength: 1, maxLength: 7 }),
});

export function print(document: Json, { layout, lineBreak, isMarked, quotes }: Style): string {
  let next = 0;
  const scalar = (text: string) => quoted(text, quotes[next++ % quotes.length] ?? "double");
  const lines = (value: Json): string[] => {
    if (value === null || typeof value === "number" || typeof value === "boolean") return [String(value)];
    if (typeof value === "string") return [scalar(value)];
    if (Array.isArray(value)) {
      if (value.length === 0) return ["[]"];
      return value.flatMap((item: Json) => lines(item).map((line, i) => (i === 0 ? `- ${line}` : `  ${line}`)));
    }
    const entries = Object.entries(value);
    if (entries.length === 0) return ["{}"];
    return entries.flatMap(([key, value]) => {
      const isNested = typeof value === "object" && value !== null && Object.keys(value).length > 0;
      const below = lines(value);
      return isNested ? [`${scalar(key)}:`, ...below.map((line) => `  ${line}`)] : [`${scalar(key)}: ${below[0]}`];
    });
  };
  const body =
    layout === "block"
      ? lines(document).join("\n")
      : quoteNonPrintable(JSON.stringify(document, null, layout === "json" ? 0 : 2));
  return `${isMarked ? "---\n" : ""}${body}\n`.replaceAll("\n", lineBreak);
}

function quoted(text: string, quotes: Style["quotes"][number]): string {
  const isPrintable = /^[\x20-\x7e\xa1-\u1fff]*$/.test(text);
  if (quotes === "plain" && /^[A-Za-z/][\w/.-]*$/.test(text) && !/^(true|false|null)$/i.test(text)) return text;
  if ((quotes === "single" || quotes === "plain") && isPrintable) return `'${text.replaceAll("'", "''")}'`;
  const json = JSON.stringify(text);
  return quotes === "escaped" ? json.replace(/[\u007f-\uffff]/g, escaped) : quoteNonPrintable(json);
}

/** JSON may hold what YAML wants escaped. */
function quoteNonPrintable(json: string): string {
  return json.replace(/[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g, escaped);
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
