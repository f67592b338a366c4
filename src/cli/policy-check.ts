// SPDX-License-Identifier: Apache-2.0
// bailiff policy check: what a daemon would say of policies, before one has to.

import { styleText } from "node:util";
import { tooLarge, unenforced } from "../policy/enforceable.ts";
import { type ParsedDocument, parsePolicies } from "../policy/parse.ts";
import { identityOf, type Policy } from "../policy/policy.ts";
import type { Position, Problem } from "../problem.ts";
import { excerpt, printable } from "./excerpt.ts";
import { isDirectory, policyTexts } from "./policy-texts.ts";

export interface PolicyCheckOptions {
  readonly color: "auto" | "always" | "never";
  readonly json?: boolean;
  readonly strict?: boolean;
  readonly quiet?: boolean;
}

/** One document, or a file in which none could be found. */
interface Checked extends Pick<ParsedDocument, "kind" | "namespace" | "name" | "at"> {
  readonly isDocument: boolean;
  readonly rules: number;
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
  readonly unenforced: readonly Problem[];
}

/** Where each policy was first seen. Only good ones count: a daemon passes over the others. */
type Places = Map<string, Position>;

/** Returns the exit code. */
export async function policyCheck(operands: readonly string[], options: PolicyCheckOptions): Promise<number> {
  const print = options.json ? () => "" : printer(options);
  const places: Places = new Map();
  const all: Checked[] = [];
  for (const operand of new Set(operands)) {
    const before = all.length;
    for await (const source of policyTexts(operand)) {
      const checked =
        "text" in source
          ? parsePolicies(source.text, source.file).map((document) => check(document, places))
          : [nothing(source.file, source.unreadable)];
      all.push(...checked);
      process.stdout.write(checked.map((it) => print(it, "text" in source ? source.text : null)).join(""));
    }
    if (all.length > before) continue;
    const file = operand === "-" ? "<stdin>" : operand;
    const empty = nothing(
      file,
      (await isDirectory(operand)) ? "holds no policies (*.yaml, *.yml, *.json)" : "holds no policy",
    );
    all.push(empty);
    process.stdout.write(print(empty, null));
  }
  const summary = summarise(all);
  process.stdout.write(options.json ? `${JSON.stringify(report(all, summary))}\n` : `${summaryText(summary)}\n`);
  return summary.refused + summary.unread + (options.strict ? summary.noted : 0) === 0 ? 0 : 1;
}

function check({ policy, kind, namespace, name, at, problems, notes }: ParsedDocument, places: Places): Checked {
  const document = { kind, namespace, name, at, isDocument: true };
  if (policy === null) return { ...document, rules: 0, problems, notes, unenforced: [] };
  const large = tooLarge(policy);
  return {
    ...document,
    rules: policy.rules.length,
    problems: large,
    notes: [...(large.length > 0 ? [] : taken(policy, places)), ...notes],
    unenforced: unenforced(policy),
  };
}

/** A note where an earlier policy has its name. */
function taken(policy: Policy, places: Places): readonly Problem[] {
  const identity = identityOf(policy);
  const first = places.get(identity);
  if (first === undefined) {
    places.set(identity, policy.at);
    return [];
  }
  const message = `${identity} is at ${placeText(first)}, too: only one can be in force`;
  return [{ at: policy.at, path: "", message }];
}

function nothing(file: string, message: string): Checked {
  const at = { file, line: 1, column: 1 };
  const nobody = { kind: null, namespace: null, name: null, at };
  return { ...nobody, isDocument: false, rules: 0, problems: [{ at, path: "", message }], notes: [], unenforced: [] };
}

function placeText({ file, line, column }: Position): string {
  return `${file}:${line}:${column}`;
}

// ---- for people

/** `text` is the file's; null: there is none to show. */
type Print = (checked: Checked, text: string | null) => string;

function printer({ color, quiet = false }: PolicyCheckOptions): Print {
  const hasColor = color === "always" || (color === "auto" && process.stdout.isTTY === true && !process.env.NO_COLOR);
  const paint = (format: "red" | "cyan", word: string): string =>
    hasColor ? styleText(format, word, { validateStream: false }) : word;
  const words = { problem: paint("red", "problem"), note: paint("cyan", "note") };
  return ({ problems, notes, unenforced }, text) => {
    const lines = problems.length + notes.length + unenforced.length > 0 ? (text?.split(/\r\n|\n|\r/) ?? []) : [];
    const findings = [
      ...problems.map((problem) => ({ ...problem, word: words.problem })),
      ...(quiet ? [] : [...notes, ...unenforced].map((note) => ({ ...note, word: words.note }))),
    ];
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

interface Summary {
  readonly policies: number;
  /** They sum up to `policies`. */
  readonly good: number;
  readonly noted: number;
  readonly refused: number;
  /** Files and directories in which no policy could be found. */
  readonly unread: number;
}

function summarise(all: readonly Checked[]): Summary {
  const documents = all.filter(({ isDocument }) => isDocument);
  const refused = documents.filter(({ problems }) => problems.length > 0).length;
  const noted = documents.filter((it) => it.problems.length === 0 && it.notes.length + it.unenforced.length > 0).length;
  return {
    policies: documents.length,
    good: documents.length - refused - noted,
    noted,
    refused,
    unread: all.length - documents.length,
  };
}

/** "3 policies good, 1 with notes, 2 refused": the first number names the thing. */
function summaryText({ good, noted, refused, unread }: Summary): string {
  const counts = [
    [good, "good"],
    [noted, "with notes"],
    [refused, "refused"],
  ] as const;
  const [first, ...others] = counts.filter(([count]) => count > 0);
  const texts = first === undefined ? [] : [`${plural(first[0], "policy", "policies")} ${first[1]}`];
  for (const [count, word] of others) texts.push(`${count} ${word}`);
  if (unread > 0) texts.push(`${plural(unread, "input", "inputs")} without a policy`);
  return texts.join(", ");
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

// ---- for scripts

function report(all: readonly Checked[], summary: Summary): unknown {
  const policies = all.map(({ at, kind, namespace, name, rules, problems, notes, unenforced }) => ({
    file: at.file,
    line: at.line,
    kind,
    namespace,
    name,
    ok: problems.length === 0,
    rules,
    problems: problems.map(findingFields),
    notes: notes.map(findingFields),
    unenforced: unenforced.map(findingFields),
  }));
  return { policies, summary };
}

function findingFields({ at, path, message }: Problem): unknown {
  return { ...at, path, message };
}
