// SPDX-License-Identifier: Apache-2.0
// bailiff policy schema: the grammar of policies for editors (JSON Schema) and for Kubernetes (CustomResourceDefinitions).

import { didYouMean } from "../nearest.ts";
import { crdText, NAMES } from "../policy/crd.ts";
import { KINDS, type PolicyKind } from "../policy/policy.ts";
import { documentSchema, policySchema } from "../policy/schema.ts";
import { quote } from "../problem.ts";

export interface PolicySchemaOptions {
  readonly crd?: boolean;
}

/** All kinds where none is named. */
export function policySchemaText(kind: PolicyKind | undefined, { crd }: PolicySchemaOptions): string {
  if (crd) return (kind === undefined ? KINDS : [kind]).map(crdText).join("---\n");
  return `${JSON.stringify(kind === undefined ? documentSchema() : policySchema(kind), null, 2)}\n`;
}

/** By its own name or by the one that kubectl knows it by, in any case. */
export function kindNamed(word: string): PolicyKind | { readonly wrong: string } {
  const lower = word.toLowerCase();
  const kind = KINDS.find((kind) => kind.toLowerCase() === lower || NAMES[kind].shortName === lower);
  const known = KINDS.map((kind) => `${kind} (${NAMES[kind].shortName})`).join(", ");
  return kind ?? { wrong: `there is no kind ${quote(word)}${didYouMean(word, KINDS) || `: it is one of ${known}`}` };
}
