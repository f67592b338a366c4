// SPDX-License-Identifier: Apache-2.0
// What is wrong with a text that somebody wrote, and where: the shape of every complaint about policies and configuration.

import { PROBLEMS_MAX, QUOTE_CHARS_MAX } from "./limits.ts";

/** Where something stands in a source text. Line and column count from 1; column in UTF-16 units. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Something wrong with a text, to be shown as `file:line:column: path: message`. */
export interface Problem {
  readonly at: Position;
  /** Dotted path inside the document, `spec.file.matchPaths[0].path`; empty for the document itself. */
  readonly path: string;
  readonly message: string;
}

export function formatProblem({ at, path, message }: Problem): string {
  const where = `${at.file}:${at.line}:${at.column}`;
  return path === "" ? `${where}: ${message}` : `${where}: ${path}: ${message}`;
}

/** Sorts problems of one file as they stand in it. */
export function byPlace({ at: a }: Problem, { at: b }: Problem): number {
  return a.line - b.line || a.column - b.column;
}

/** Adds a problem to the list of one document, which has a bound: the last entry then says that there are more. */
export function addProblem(problems: Problem[], problem: Problem, what: "problems" | "notes" = "problems"): void {
  if (problems.length < PROBLEMS_MAX) problems.push(problem);
  else if (problems.length === PROBLEMS_MAX) {
    problems.push({ ...problem, path: "", message: `more than ${PROBLEMS_MAX} ${what}, the rest is not shown` });
  }
}

/** Nothing that is added now would be shown. */
export function isFull(problems: readonly Problem[]): boolean {
  return problems.length > PROBLEMS_MAX;
}

/** Sorted as they stand in the text; that there are more is said last. */
export function inPlace(problems: readonly Problem[]): readonly Problem[] {
  return [...problems.slice(0, PROBLEMS_MAX).sort(byPlace), ...problems.slice(PROBLEMS_MAX)];
}

/** Moves the cursor or the reading direction, or cannot be seen. */
const UNPRINTABLE = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** What somebody wrote, for a message: in quotes, cut, and unable to move the cursor or the reading direction. */
export function quote(text: string): string {
  return JSON.stringify(cut(text)).replace(UNPRINTABLE, escapeUnit);
}

/** The same without quotes, for a message of others that may repeat what somebody wrote. */
export function tame(text: string): string {
  return cut(text).replace(UNPRINTABLE, escapeUnit);
}

function cut(text: string): string {
  return text.length > QUOTE_CHARS_MAX ? `${text.slice(0, QUOTE_CHARS_MAX)}…` : text;
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
