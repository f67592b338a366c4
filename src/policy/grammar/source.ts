// SPDX-License-Identifier: Apache-2.0
// Whose acts a rule speaks of; and what fields may say of each other.

import { complain, type Value } from "../../fields.ts";
import { type JsonSchema, list, object, type Read } from "../../shape.ts";
import { directory, pathOrPattern, pattern, recursive } from "./values.ts";

/** For JSON Schema. */
export const needs = (key: string, other: string): JsonSchema => ({
  anyOf: [{ required: [other] }, { not: { required: [key] } }],
});

const ONE_NAME: JsonSchema = { oneOf: [{ required: ["path"] }, { required: ["dir"] }, { required: ["pattern"] }] };
const RECURSIVE_NEEDS_DIR: JsonSchema = {
  anyOf: [{ required: ["dir"] }, { not: { required: ["recursive"], properties: { recursive: { enum: [true] } } } }],
};

export const source = object(
  "A program; the rule speaks of its acts only. dir and pattern are Bailiff's, outside of syscalls.",
  { path: pathOrPattern('as "pattern"'), dir: directory, recursive, pattern },
  {
    schema: { ...ONE_NAME, ...RECURSIVE_NEEDS_DIR },
    meant: { directory: "dir", process: "path" },
    check(fields) {
      oneOf(fields, "path", "dir", "pattern");
      if (fields.recursive && givenOf(fields, ["dir"]).length === 0)
        complain(fields.here, '"recursive" belongs to "dir"');
    },
  },
);
export const fromSource = list(
  "The rule speaks only of acts of these programs; of everybody's where none is named.",
  source,
);

/** Those that are there, right or wrong. */
export function givenOf({ here: { node } }: { readonly here: Value }, keys: readonly string[]): readonly string[] {
  if (node.kind !== "mapping") return keys;
  return keys.filter((key) => node.entries.has(key) && node.entries.get(key)?.value.kind !== "null");
}

export function atLeastOneOf(fields: { readonly here: Value }, ...keys: readonly string[]): void {
  const names = keys.map((key) => `"${key}"`);
  if (givenOf(fields, keys).length === 0) complain(fields.here, `missing ${names.join(" or ")}`);
}

/** Whether just one of the fields is there. Fields that were there and wrong have been complained about. */
export function oneOf(fields: { readonly here: Value }, ...keys: readonly string[]): void {
  atLeastOneOf(fields, ...keys);
  const given = givenOf(fields, keys);
  if (given.length > 1)
    complain(fields.here, `has ${given.map((key) => `"${key}"`).join(" and ")}: only one of them can be`);
}

export type SourceItem = Read<typeof source>;
