// SPDX-License-Identifier: Apache-2.0
// Reads a YAML tree strictly: every key must be known, every value of the right type, and everything that is wrong is reported
// where it stands. A reader that finds nothing usable returns undefined; that something was wrong is in the problems.

import { didYouMean } from "./nearest.ts";
import { addProblem, isFull, type Position, type Problem, quote } from "./problem.ts";
import { aKind, type YamlNode } from "./yaml.ts";

/** What is said of one document. A note is about what is understood and could be written better. */
export interface Remarks {
  readonly problems: Problem[];
  readonly notes: Problem[];
}

/** A value and its place in the document. All values of one document share what is said of it. */
export interface Value extends Remarks {
  readonly node: YamlNode;
  /** Dotted path from the root of the document, empty for the root. */
  readonly path: string;
}

export interface Field extends Value {
  readonly keyAt: Position;
}

export type Fields<K extends string> = { readonly [key in K]?: Field };

export interface Alternatives<K extends string> {
  readonly required?: readonly K[];
  /** Keys that exist but cannot be used, and what to say of them. Without a value (null, an empty list) they ask for nothing. */
  readonly refused?: ReadonlyMap<string, string>;
  /** Words that people write for a known key and that no spelling rule would find. */
  readonly meant?: ReadonlyMap<string, K>;
}

/** A message that takes time, as to look for the nearest word does, is a function: of a million typos few are shown. */
export function complain(value: Value, message: string | (() => string), at: Position = value.node.at): void {
  if (isFull(value.problems)) return;
  addProblem(value.problems, { at, path: value.path, message: typeof message === "string" ? message : message() });
}

export function remark(value: Value, message: string, at: Position = value.node.at): void {
  addProblem(value.notes, { at, path: value.path, message }, "notes");
}

/** The fields of a mapping. A field without a value (`message:`) is not there, as in Kubernetes. */
export function asFields<K extends string>(
  value: Value | undefined,
  known: readonly K[],
  grammar: Alternatives<K> = {},
): Fields<K> | undefined {
  const entries = asMapping(value);
  if (value === undefined || entries === undefined) return undefined;
  const fields: { [key in K]?: Field } = {};
  let refusals = 0;
  for (const [key, field] of entries) {
    const refusal = grammar.refused?.get(key);
    if (isOneOf(key, known)) {
      if (field.node.kind !== "null") fields[key] = field;
    } else if (refusal === undefined) {
      complain(value, () => `unknown key ${quote(key)}${suggestion(key, known, grammar)}`, field.keyAt);
      refusals++;
    } else if (!isEmpty(field.node)) {
      complain(field, refusal, field.keyAt);
      refusals++;
    }
  }
  // What is missing may be what was misspelt or asked for in a way that was refused: one problem is enough then.
  for (const key of refusals === 0 ? (grammar.required ?? []) : []) {
    if (fields[key] === undefined) complain(value, `missing key "${key}"`);
  }
  return fields;
}

function suggestion<K extends string>(key: string, known: readonly K[], { refused, meant }: Alternatives<K>): string {
  const word = meant?.get(key);
  return word === undefined ? didYouMean(key, [...known, ...(refused?.keys() ?? [])]) : `, did you mean "${word}"?`;
}

function isEmpty(node: YamlNode): boolean {
  return node.kind === "null" || (node.kind === "list" && node.items.length === 0);
}

function isOneOf<K extends string>(word: string, words: readonly K[]): word is K {
  return (words as readonly string[]).includes(word);
}

/** Any mapping, its keys unchecked. */
export function asMapping(value: Value | undefined): ReadonlyMap<string, Field> | undefined {
  if (value === undefined) return undefined;
  if (value.node.kind !== "mapping") return expected(value, "a mapping");
  const { path, problems, notes } = value;
  return new Map(
    Array.from(value.node.entries, ([key, entry]) => [
      key,
      { node: entry.value, keyAt: entry.keyAt, path: childPath(path, key), problems, notes },
    ]),
  );
}

function childPath(path: string, key: string): string {
  if (!/^[\w-]{1,64}$/.test(key)) return `${path}[${quote(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

/** The items of a list; none where there is no list. */
export function asList(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  if (value.node.kind !== "list") return expected(value, "a list") ?? [];
  const { path, problems, notes } = value;
  return value.node.items.map((node, i) => ({ node, path: `${path}[${i}]`, problems, notes }));
}

/** Half a surrogate pair (from an escape) is no character: it would become another one on the way to the kernel or into an alert. */
export function asString(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (value.node.kind === "string") {
    if (value.node.value.isWellFormed()) return value.node.value;
    complain(value, `must be valid Unicode, got ${quote(value.node.value)}`);
    return undefined;
  }
  const unquoted = value.node.kind === "number" || value.node.kind === "boolean";
  return expected(value, "a string", unquoted ? ": write it in quotes" : "");
}

export function asBoolean(value: Value | undefined): boolean | undefined {
  if (value === undefined) return undefined;
  if (value.node.kind === "boolean") return value.node.value;
  return expected(value, "true or false");
}

export function asInteger(value: Value | undefined, min: number, max: number): number | undefined {
  if (value === undefined) return undefined;
  if (value.node.kind !== "number") return expected(value, "a whole number");
  const number = value.node.value;
  if (Number.isInteger(number) && number >= min && number <= max) return number;
  complain(value, `must be a whole number from ${min} to ${max}, got ${number}`);
  return undefined;
}

function expected(value: Value, wanted: string, hint = ""): undefined {
  complain(value, `expected ${wanted}, got ${shown(value.node)}${hint}`);
}

function shown(node: YamlNode): string {
  if (node.kind === "string") return quote(node.value);
  return node.kind === "number" || node.kind === "boolean" ? String(node.value) : aKind(node);
}
