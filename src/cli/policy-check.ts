// SPDX-License-Identifier: Apache-2.0
// bailiff policy check: what a daemon would say of policies, before one has to.

import { tooLarge, unenforced } from "../policy/enforceable.ts";
import { type ParsedDocument, parsePolicies } from "../policy/parse.ts";
import { identityOf, type Policy } from "../policy/policy.ts";
import type { Position, Problem } from "../problem.ts";
import { printer, summaryText } from "./policy-check-text.ts";
import { isPolicy, placeText } from "./policy-input.ts";
import { isDirectory, policyTexts } from "./policy-texts.ts";

export interface PolicyCheckOptions {
  readonly color: "auto" | "always" | "never";
  readonly json?: boolean;
  readonly strict?: boolean;
  readonly enforceable?: boolean;
  readonly quiet?: boolean;
}

/** One policy, or a file or directory in which none could be found. */
export interface Checked extends Pick<ParsedDocument, "kind" | "namespace" | "name" | "at"> {
  readonly isPolicy: boolean;
  readonly rules: number;
  /** Why a daemon refuses it. */
  readonly problems: readonly Problem[];
  /** What is understood and could be written better. */
  readonly notes: readonly Problem[];
  /** What this version cannot enforce; a daemon of this version refuses it, too. */
  readonly unenforced: readonly Problem[];
}

/** Where each policy was first seen. Only good ones count: a daemon passes over the others. */
type Places = Map<string, Position>;

/** Returns the exit code. */
export async function policyCheck(operands: readonly string[], options: PolicyCheckOptions): Promise<number> {
  const print = options.json ? () => "" : printer(options);
  const places: Places = new Map();
  const all: Checked[] = [];
  let passedOver = 0;
  for (const operand of new Set(operands)) {
    const isFolder = await isDirectory(operand);
    const tell = (checked: readonly Checked[], text: string | null): void => {
      all.push(...checked);
      process.stdout.write(print(checked, text));
    };
    let found = 0;
    for await (const source of policyTexts(operand)) {
      if ("unreadable" in source) {
        tell([nothing(source.file, "problems", source.unreadable)], null);
        found++;
        continue;
      }
      const documents = parsePolicies(source.text, source.file);
      const policies = documents.filter(isPolicy);
      passedOver += documents.length - policies.length;
      found += policies.length;
      const isEmpty = isFolder && documents.length === 0;
      if (isEmpty) tell([nothing(source.file, "notes", "holds no policy")], null);
      else
        tell(
          policies.map((document) => check(document, places)),
          source.text,
        );
    }
    if (found > 0) continue;
    const message = isFolder ? "holds no policies (*.yaml, *.yml, *.json)" : "holds no policy";
    tell([nothing(operand === "-" ? "<stdin>" : operand, "problems", message)], null);
  }
  const summary = summarise(all, passedOver);
  const isGood = !hasFailed(summary, options);
  if (options.json) process.stdout.write(`${JSON.stringify(report(all, summary))}\n`);
  else if (!isGood || !options.quiet) process.stdout.write(`${summaryText(summary)}\n`);
  return isGood ? 0 : 1;
}

function check({ policy, kind, namespace, name, at, problems, notes }: ParsedDocument, places: Places): Checked {
  const document = { kind, namespace, name, at, isPolicy: true };
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

function nothing(file: string, as: "problems" | "notes", message: string): Checked {
  const at = { file, line: 1, column: 1 };
  const nobody = { kind: null, namespace: null, name: null, at, isPolicy: false, rules: 0 };
  return { ...nobody, problems: [], notes: [], unenforced: [], [as]: [{ at, path: "", message }] };
}

export interface Summary {
  readonly policies: number;
  /** Nothing is said of them. */
  readonly good: number;
  /** Neither these nor the next are refused; one policy may be among both. */
  readonly noted: number;
  readonly unenforced: number;
  readonly refused: number;
  /** Files of directories that say nothing, which is noted. */
  readonly empty: number;
  /** Operands and files in which no policy could be found, which is a problem. */
  readonly unread: number;
  /** Objects that are no policies: `helm template` prints them between policies. */
  readonly passedOver: number;
}

function summarise(all: readonly Checked[], passedOver: number): Summary {
  const policies = all.filter(({ isPolicy }) => isPolicy);
  const readable = policies.filter(({ problems }) => problems.length === 0);
  const inputs = all.filter(({ isPolicy }) => !isPolicy);
  const unread = inputs.filter(({ problems }) => problems.length > 0).length;
  return {
    policies: policies.length,
    good: readable.filter(({ notes, unenforced }) => notes.length + unenforced.length === 0).length,
    noted: readable.filter(({ notes }) => notes.length > 0).length,
    unenforced: readable.filter(({ unenforced }) => unenforced.length > 0).length,
    refused: policies.length - readable.length,
    empty: inputs.length - unread,
    unread,
    passedOver,
  };
}

function hasFailed(summary: Summary, { strict, enforceable }: PolicyCheckOptions): boolean {
  const { refused, unread, noted, empty, unenforced } = summary;
  return refused + unread + (strict ? noted + empty : 0) + (enforceable ? unenforced : 0) > 0;
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
