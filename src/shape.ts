// SPDX-License-Identifier: Apache-2.0
// The grammar of documents, written once: a shape reads a YAML value strictly, and tells the same as JSON Schema for editors and
// for Kubernetes. What a schema cannot say (that a path has no "..") a shape may still refuse.

import {
  type Alternatives,
  asBoolean,
  asFields,
  asInteger,
  asList,
  asMapping,
  asString,
  complain,
  remark,
  type Value,
} from "./fields.ts";
import { didYouMean } from "./nearest.ts";
import { type Position, quote } from "./problem.ts";

/** The part of JSON Schema (draft 2020-12) that Kubernetes takes, too. */
export interface JsonSchema {
  readonly type?: "object" | "array" | "string" | "integer" | "boolean";
  readonly description?: string;
  readonly properties?: { readonly [key: string]: JsonSchema };
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | false;
  readonly items?: JsonSchema;
  readonly maxItems?: number;
  readonly minItems?: number;
  readonly minProperties?: number;
  readonly enum?: readonly (string | boolean)[];
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly allOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
}

/** Reads a value, or says what is wrong with it and returns undefined. */
export interface Shape<out T> {
  readonly schema: JsonSchema;
  read(value: Value): T | undefined;
}

export type Read<S> = S extends Shape<infer T> ? T : never;

type Shapes = Readonly<Record<string, Shape<unknown>>>;

/** The fields that are there and right, and the mapping itself. */
export type ObjectOf<F extends Shapes> = { readonly [K in keyof F]?: Read<F[K]> } & { readonly here: Value };

interface ObjectOptions<F extends Shapes> {
  readonly required?: readonly (keyof F & string)[];
  /** Words that people write for a key and that no spelling rule would find. */
  readonly meant?: Readonly<Record<string, keyof F & string>>;
  /** Keys that exist and cannot be used, and what to say of them. */
  readonly refused?: Readonly<Record<string, string>>;
  /** What JSON Schema can say of several fields together; read() says it through `check`. */
  readonly schema?: Pick<JsonSchema, "allOf" | "anyOf" | "oneOf" | "not">;
  /** Complains about fields that do not go together. */
  readonly check?: (fields: ObjectOf<F>) => void;
}

export function object<F extends Shapes>(
  description: string,
  shapes: F,
  { required = [], meant = {}, refused = {}, schema = {}, check }: ObjectOptions<F> = {},
): Shape<ObjectOf<F>> {
  const keys: readonly (keyof F & string)[] = Object.keys(shapes);
  const alternatives: Alternatives<keyof F & string> = {
    required,
    meant: new Map(Object.entries(meant)),
    refused: new Map(Object.entries(refused)),
  };
  const properties = Object.fromEntries(keys.map((key) => [key, shapes[key]?.schema ?? {}]));
  return {
    schema: {
      type: "object",
      description,
      properties,
      ...(required.length > 0 && { required }),
      additionalProperties: false,
      ...schema,
    },
    read(value) {
      const problemsBefore = value.problems.length;
      const fields = asFields(value, keys, alternatives);
      if (fields === undefined) return undefined;
      const hasAllKeysRight = value.problems.length === problemsBefore;
      const found: Record<string, unknown> = { here: value };
      for (const key of keys) {
        const field = fields[key];
        const read = field && shapes[key]?.read(field);
        if (read !== undefined) found[key] = read;
      }
      const read = found as ObjectOf<F>;
      if (hasAllKeysRight) check?.(read); // else a misspelt key may be the one that is missed
      return read;
    },
  };
}

/** A value that is not looked at. */
export const anything: Shape<null> = { schema: {}, read: () => null };

/** Any keys. */
export function map<T>(
  description: string,
  of: Shape<T>,
): Shape<ReadonlyMap<string, { value: T; keyAt: Position; here: Value }>> {
  return {
    schema: { type: "object", description, additionalProperties: of.schema },
    read(value) {
      const entries = asMapping(value);
      if (entries === undefined) return undefined;
      const read = Array.from(entries).flatMap(([key, field]) => {
        const item = of.read(field);
        return item === undefined ? [] : [[key, { value: item, keyAt: field.keyAt, here: field }] as const];
      });
      return new Map(read);
    },
  };
}

/** Without the items that are wrong. */
export function list<T>(
  description: string,
  of: Shape<T>,
  { min = 0, max }: { readonly min?: 0 | 1; readonly max?: number } = {},
): Shape<readonly T[]> {
  return {
    schema: {
      type: "array",
      description,
      items: of.schema,
      ...(min > 0 && { minItems: min }),
      ...(max !== undefined && { maxItems: max }),
    },
    read(value) {
      const items = asList(value);
      if (value.node.kind === "list" && items.length < min) complain(value, "is empty");
      if (max !== undefined && items.length > max) complain(value, `has ${items.length} items, the limit is ${max}`);
      return items.flatMap((item) => {
        const read = of.read(item);
        return read === undefined ? [] : [read];
      });
    },
  };
}

/** `pattern` is for the schema: a regular expression that Kubernetes (RE2) and editors (ECMAScript) both know. */
export function text(description: string): Shape<string> {
  return { schema: { type: "string", description }, read: asString };
}

export function parsed<T>(
  description: string,
  pattern: string | null,
  read: (text: string, value: Value) => T | undefined,
): Shape<T> {
  return {
    schema: { type: "string", description, ...(pattern !== null && { pattern }) },
    read(value) {
      const written = asString(value);
      return written === undefined ? undefined : read(written, value);
    },
  };
}

/**
 * One of the words, in any case: another than the word's own is a note. "" is no value where `mayBeEmpty`.
 */
export function word<W extends string>(
  description: string,
  words: readonly W[],
  { mayBeEmpty = false }: { readonly mayBeEmpty?: boolean } = {},
): Shape<W> {
  const spelled = mayBeEmpty ? [...words, ""] : words;
  return {
    schema: wordSchema(description, words, caselessPattern(spelled)),
    read(value) {
      const written = asString(value);
      return written === undefined || (mayBeEmpty && written === "") ? undefined : readWord(written, words, value);
    },
  };
}

/** Editors offer the words; every spelling that is read is right. */
function wordSchema(description: string, words: readonly string[], pattern: string): JsonSchema {
  return { type: "string", description: `${description} ${listed(words)}`, anyOf: [{ enum: words }, { pattern }] };
}

function listed(words: readonly string[]): string {
  return `One of ${words.join(", ")}.`;
}

/** Words with commas between them: a note, as a list of rules would say it plainly. */
export function words<W extends string>(
  description: string,
  known: readonly W[],
  options: { readonly prefix?: string } = {},
): Shape<readonly W[]> {
  const one = `(${known.map((known) => caseless(known)).join("|")})`;
  const prefix = options.prefix === undefined ? "" : `(${caseless(options.prefix)})?`;
  const pattern = `^\\s*${prefix}${one}\\s*(,\\s*${prefix}${one}\\s*)*$`;
  return {
    schema: wordSchema(description, known, pattern),
    read(value) {
      const written = asString(value);
      if (written === undefined) return undefined;
      const parts = splitAtCommas(written, value);
      return [...new Set(parts.flatMap((part) => readWord(part, known, value, options.prefix) ?? []))];
    },
  };
}

export function splitAtCommas(written: string, value: Value): readonly string[] {
  const parts = written.split(",").map((part) => part.trim());
  if (parts.length > 1) remark(value, `${quote(written)} is read as ${parts.length} rules: better write one for each`);
  return parts;
}

function readWord<W extends string>(written: string, known: readonly W[], value: Value, prefix = ""): W | undefined {
  const lower = written.toLowerCase();
  const bare = prefix !== "" && lower.startsWith(prefix) ? lower.slice(prefix.length) : lower;
  const word = known.find((word) => word.toLowerCase() === bare);
  if (word === undefined) {
    const hint = () => didYouMean(bare, known) || `: it is one of ${known.join(", ")}`;
    complain(value, () => `unknown word ${quote(written)}${hint()}`);
  } else if (word !== written) remark(value, `${quote(written)} is read as "${word}"`);
  return word;
}

/** A regular expression for one of the words in any case. */
export function caselessPattern(words: readonly string[]): string {
  return `^(${words.map(caseless).join("|")})$`;
}

export function caseless(word: string): string {
  return word.replace(/[a-z]/gi, (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`);
}

export function integer(description: string, min: number, max: number): Shape<number> {
  return {
    schema: { type: "integer", description, minimum: min, maximum: max },
    read: (value) => asInteger(value, min, max),
  };
}

export function boolean(description: string): Shape<boolean> {
  return { schema: { type: "boolean", description }, read: asBoolean };
}
