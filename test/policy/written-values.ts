// SPDX-License-Identifier: Apache-2.0
// What random policies are made of: paths, words and what a rule tells, as people write them, each with what it means.

import fc from "fast-check";
import type { Action, PathTarget, Policy, Rule } from "../../src/policy/policy.ts";

/** As JSON has it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export interface Written {
  readonly document: JsonObject;
  readonly meaning: Omit<Policy, "at" | "rules"> & { readonly rules: readonly Omit<Rule, "at">[] };
}

/** What is written, and what it means. */
export interface Part<T> {
  readonly text: Json;
  readonly means: T;
}

export const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

export const component = fc.oneof(
  fc.constantFrom(
    "etc",
    "usr",
    "bin",
    "a",
    "b",
    ".ssh",
    "..x",
    "...",
    "-",
    "lib64",
    "x'y",
    'x"y',
    "ü",
    "😀",
    "%41",
    "a b",
    "#",
  ),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 6 }).filter((it) => !/[/*\0]/.test(it) && !/^\.\.?$/.test(it)),
);
const components = fc.array(component, { minLength: 1, maxLength: 5 });
const between = fc.constantFrom("/", "/", "/", "/", "//", "/./", "///");

function spell(parts: readonly string[], slashes: readonly string[]): string {
  return parts.map((part, i) => `${slashes[i % slashes.length]}${part}`).join("");
}

const slashes = fc.array(between, { minLength: 1, maxLength: 5 });

export const path: fc.Arbitrary<Part<PathTarget>> = fc
  .tuple(components, slashes)
  .map(([parts, slashes]) => ({ text: spell(parts, slashes), means: { kind: "path", path: spell(parts, ["/"]) } }));

const directoryText = fc
  .tuple(fc.array(component, { maxLength: 4 }), slashes, fc.constantFrom("/", "/", "", "//", "/."))
  .map(([parts, slashes, end]) => ({
    text: spell(parts, slashes) + (parts.length === 0 ? `/${end}` : end),
    means: `${spell(parts, ["/"])}/`,
  }));

export const directory: fc.Arbitrary<{ text: JsonObject; means: PathTarget }> = fc
  .tuple(directoryText, optional(fc.boolean()))
  .map(([{ text, means }, recursive]) => ({
    text: { dir: text, ...(recursive !== undefined && { recursive }) },
    means: { kind: "directory", directory: means, recursive: recursive ?? false },
  }));

export const pattern: fc.Arbitrary<Part<PathTarget>> = fc
  .array(fc.constantFrom("etc", "*", "**", "a?", "[a-c]x", "{usr,bin}", "*.conf", "\\*", "é*"), {
    minLength: 1,
    maxLength: 4,
  })
  .chain((parts) => slashes.map((slashes) => [parts, slashes] as const))
  .map(([parts, slashes]) => ({
    text: spell(parts, slashes),
    means: { kind: "pattern", pattern: spell(parts, ["/"]) },
  }));

/** In the place of a path, where a star makes it a pattern. */
export const pathOrPattern = fc.oneof(
  { weight: 5, arbitrary: path },
  { weight: 1, arbitrary: pattern.filter(({ text }) => String(text).includes("*")) },
);

export function anyCase(word: string): fc.Arbitrary<string> {
  return fc.constantFrom(word, word, word.toLowerCase(), word.toUpperCase());
}

export function oneOf<W extends string>(words: readonly W[], prefix = ""): fc.Arbitrary<{ text: string; means: W }> {
  return fc
    .constantFrom(...words)
    .chain((means) =>
      fc.tuple(anyCase(prefix + means), anyCase(means)).map((texts) => texts.map((text) => ({ text, means }))),
    )
    .chain((both) => fc.constantFrom(...both));
}

/** With commas between them. */
export function someOf<W extends string>(
  words: readonly W[],
  prefix = "",
): fc.Arbitrary<{ text: string; means: readonly W[] }> {
  return fc
    .tuple(fc.array(oneOf(words, prefix), { minLength: 1, maxLength: 3 }), fc.constantFrom(",", ", ", " , "))
    .map(([parts, comma]) => ({
      text: parts.map(({ text }) => text).join(comma),
      means: [...new Set(parts.map(({ means }) => means))],
    }));
}

export const words = fc.string({ unit: "grapheme", maxLength: 12 });

export interface Attributes {
  readonly action?: Action | undefined;
  readonly severity?: number | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly message?: string | undefined;
}

const action = fc.oneof(
  oneOf(["Allow", "Audit", "Block"]),
  fc.constantFrom({ text: "", means: undefined }, { text: null, means: undefined }),
);
export const attributes = fc
  .record({
    action: optional(action),
    severity: optional(fc.option(fc.integer({ min: 1, max: 10 }))),
    tags: optional(fc.option(fc.array(words, { maxLength: 3 }))),
    message: optional(fc.option(words)),
  })
  .map(({ action, severity, tags, message }) => ({
    text: present({ action: action?.text, severity, tags, message }),
    means: {
      action: action?.means,
      severity: severity ?? undefined,
      tags: tags?.length ? tags : undefined,
      message: message || undefined,
    },
  }));

export function present(fields: { readonly [key: string]: Json | undefined }): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter((field): field is [string, Json] => field[1] !== undefined));
}
