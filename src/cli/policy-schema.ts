// SPDX-License-Identifier: Apache-2.0
// bailiff policy schema: the grammar of policies for editors (JSON Schema) and for Kubernetes (CustomResourceDefinitions).

import { crdText } from "../policy/crd.ts";
import { KINDS, type PolicyKind } from "../policy/policy.ts";
import { documentSchema, policySchema } from "../policy/schema.ts";

export interface PolicySchemaOptions {
  readonly crd?: boolean;
}

/** All kinds where none is named. */
export function policySchemaText(kind: PolicyKind | undefined, { crd }: PolicySchemaOptions): string {
  if (crd) return (kind === undefined ? KINDS : [kind]).map(crdText).join("---\n");
  return `${JSON.stringify(kind === undefined ? documentSchema() : policySchema(kind), null, 2)}\n`;
}
