// SPDX-License-Identifier: Apache-2.0
// Whom a policy binds.

import { caselessPattern, type JsonSchema, list, map, object, type Read, text, word } from "../../shape.ts";
import { OPERATORS } from "../policy.ts";

export const matchLabels = map("Labels and their values, all of which must be there.", text("A value."));

/** For JSON Schema; parse-selector.ts says these of what it reads. */
const compares: JsonSchema = { pattern: caselessPattern(["In", "NotIn"]) };
const VALUES_FIT_OPERATOR: JsonSchema = {
  anyOf: [
    { required: ["values"], properties: { operator: compares, values: { minItems: 1 } } },
    { properties: { operator: { not: compares }, values: { maxItems: 0 } } },
  ],
};
const VALUES_FIT_KEY: JsonSchema = {
  anyOf: [
    { properties: { operator: compares, values: { items: { pattern: "^[^=]+=" } } } },
    { not: { properties: { key: { enum: ["label"] } } } },
  ],
};
const NO_NAMESPACE: JsonSchema = { not: { properties: { key: { enum: ["namespace"] } } } };

const selectorWhere = (...conditions: readonly JsonSchema[]) =>
  object(
    "Whom the policy binds.",
    {
      matchLabels,
      matchExpressions: list(
        "Conditions, all of which must hold. Exists and DoesNotExist, and keys other than label and namespace, are Bailiff's.",
        object(
          'A condition. With the key "label", values are key=value; with "namespace", names of namespaces.',
          {
            key: text("Name of a label, or label, or namespace."),
            operator: word("How the values are compared with those of the label.", OPERATORS),
            values: list("Values.", text("A value.")),
          },
          { required: ["key", "operator"], schema: { allOf: [VALUES_FIT_OPERATOR, VALUES_FIT_KEY, ...conditions] } },
        ),
      ),
    },
    { meant: { label: "matchLabels", labels: "matchLabels" } },
  );

export const selector = selectorWhere();
export const selectorInNamespace = selectorWhere(NO_NAMESPACE);
export const nodeSelector = object(
  "Which nodes the policy binds.",
  { matchLabels },
  {
    meant: { labels: "matchLabels" },
    schema: { allOf: [{ required: ["matchLabels"], properties: { matchLabels: { minProperties: 1 } } }] },
  },
);

export type Selector = Read<typeof selector>;
export type NodeSelector = Read<typeof nodeSelector>;
export type LabelMap = Read<typeof matchLabels>;
