// SPDX-License-Identifier: Apache-2.0
// The grammar as JSON Schema, for editors and other tools. It takes no policy that the parser refuses for its form, and refuses
// none that the parser takes, but for keys without a value: those are dropped first, as an API server does (structural defaulting).
// What no schema can say, such as a duplicate key, is left to `bailiff policy check`.

import type { JsonSchema } from "../shape.ts";
import { API_VERSION, SPECS } from "./grammar.ts";
import { DOCUMENT } from "./parse.ts";
import { KINDS, type PolicyKind } from "./policy.ts";

const DRAFT = "https://json-schema.org/draft/2020-12/schema";

/** A schema on its own. */
export interface TitledSchema extends JsonSchema {
  readonly $schema: typeof DRAFT;
  readonly $comment: string;
  readonly title: string;
}

export interface DocumentSchema extends Omit<TitledSchema, "allOf"> {
  readonly allOf: readonly Conditional[];
  readonly $defs: { readonly [name: string]: JsonSchema | Referring };
}

/** "then" holds for documents of the kind. */
interface Conditional {
  readonly if: JsonSchema;
  readonly then: { readonly properties: { readonly spec: Reference } };
}

interface Reference {
  readonly $ref: string;
}

type Referring = Omit<JsonSchema, "properties"> & {
  readonly properties: { readonly [key: string]: JsonSchema | Reference };
};

const COMMENT = "SPDX-License-Identifier: Apache-2.0; generated from src/policy/grammar.ts by Bailiff, do not edit";

/** Of one kind, without references. */
export function policySchema(kind: PolicyKind): TitledSchema {
  return {
    $schema: DRAFT,
    $comment: COMMENT,
    title: kind,
    ...DOCUMENT.schema,
    properties: { ...headOf([kind]), spec: SPECS[kind].schema },
  };
}

/** Of all kinds: what `spec` may hold depends on `kind`. */
export function documentSchema(): DocumentSchema {
  const { allOf: _none, ...document } = DOCUMENT.schema;
  return {
    $schema: DRAFT,
    $comment: COMMENT,
    title: "Policy of KubeArmor's kinds, as Bailiff reads it",
    ...document,
    properties: { ...headOf(KINDS), spec: { type: "object", description: "What the policy says." } },
    allOf: KINDS.map((kind) => ({
      if: { required: ["kind"], properties: { kind: { enum: [kind] } } },
      // biome-ignore lint/suspicious/noThenProperty: it is a word of JSON Schema, and nobody awaits one.
      then: { properties: { spec: { $ref: `#/$defs/${kind}` } } },
    })),
    $defs: definitions(),
  };
}

/** The fields beside `spec`. */
function headOf(kinds: readonly PolicyKind[]): { readonly [key: string]: JsonSchema } {
  const { apiVersion, kind, ...others } = DOCUMENT.schema.properties ?? {};
  return { apiVersion: { ...apiVersion, enum: [API_VERSION] }, kind: { ...kind, enum: kinds }, ...others };
}

/** The spec of each kind, and once the fields that several of them share. */
function definitions(): { readonly [name: string]: JsonSchema | Referring } {
  const specs = KINDS.map((kind) => [kind, SPECS[kind].schema] as const);
  const shared = new Map<JsonSchema, string>();
  const seen = new Set<JsonSchema>();
  for (const [, { properties = {} }] of specs) {
    for (const [key, schema] of Object.entries(properties)) {
      if (seen.has(schema) && schema.properties !== undefined) shared.set(schema, key);
      seen.add(schema);
    }
  }
  const refer = (schema: JsonSchema): JsonSchema | Reference => {
    const name = shared.get(schema);
    return name === undefined ? schema : { $ref: `#/$defs/${name}` };
  };
  const referring = specs.map(([kind, schema]) => {
    const properties = Object.entries(schema.properties ?? {}).map(([key, field]) => [key, refer(field)] as const);
    return [kind, { ...schema, properties: Object.fromEntries(properties) }] as const;
  });
  return Object.fromEntries([...referring, ...Array.from(shared, ([schema, name]) => [name, schema] as const)]);
}
