// SPDX-License-Identifier: Apache-2.0
// The grammar as CustomResourceDefinitions: KubeArmor's group, kinds and names, so that manifests and kubectl's habits stay. The
// API server refuses what it can see is wrong; the rest stands in the status of the policy, once a node has read it.
//
// There are no CEL rules: what a list of rules may cost is judged as if it were as long as a request can be, so a rule inside
// two lists makes the API server refuse the whole definition. What they would add is that endPort is not before port.

import { dump } from "js-yaml";
import type { JsonSchema } from "../shape.ts";
import { SPECS } from "./grammar.ts";
import type { PolicyKind } from "./policy.ts";

interface Names {
  readonly plural: string;
  readonly shortName: string;
  readonly scope: "Namespaced" | "Cluster";
  /** What `kubectl get` shows of whom it binds. */
  readonly selector: string;
}

const LABELS = ".spec.selector.matchLabels";
const NODE_LABELS = ".spec.nodeSelector.matchLabels";

export const NAMES: { readonly [K in PolicyKind]: Names } = {
  KubeArmorPolicy: { plural: "kubearmorpolicies", shortName: "ksp", scope: "Namespaced", selector: LABELS },
  KubeArmorClusterPolicy: {
    plural: "kubearmorclusterpolicies",
    shortName: "csp",
    scope: "Cluster",
    selector: ".spec.selector.matchExpressions",
  },
  KubeArmorHostPolicy: { plural: "kubearmorhostpolicies", shortName: "hsp", scope: "Cluster", selector: NODE_LABELS },
  KubeArmorNetworkPolicy: {
    plural: "kubearmornetworkpolicies",
    shortName: "nsp",
    scope: "Cluster",
    selector: NODE_LABELS,
  },
};

const GROUP = "security.kubearmor.com";

const text = (description: string): JsonSchema => ({ type: "string", description });
const count = (description: string): JsonSchema => ({ type: "integer", description, minimum: 0 });

const findings = (description: string): JsonSchema => ({
  type: "array",
  description,
  items: {
    type: "object",
    description: "One of them.",
    required: ["message"],
    properties: {
      line: count("Line of the file, where the policy comes from one."),
      column: count("Column of the line."),
      path: text("Which field it is about: spec.file.matchPaths[0].path."),
      message: text("What is to be said of it."),
    },
  },
});

const STATUS: JsonSchema = {
  type: "object",
  description: "What became of the policy.",
  properties: {
    status: text("In KubeArmor's word: OK; or Error, where it is refused."),
    observedGeneration: count("The metadata.generation that this status is about."),
    policyState: text("In Bailiff's word: accepted, or refused. What a node makes of it tells bailiff probe there."),
    problems: findings("Why it is refused, or which rules cannot be enforced."),
    notes: findings("What is understood and could be written better."),
  },
};

export interface CustomResourceDefinition {
  readonly apiVersion: "apiextensions.k8s.io/v1";
  readonly kind: "CustomResourceDefinition";
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: string;
    readonly scope: Names["scope"];
    readonly names: {
      readonly kind: PolicyKind;
      readonly listKind: string;
      readonly plural: string;
      readonly singular: string;
      readonly shortNames: readonly string[];
    };
    readonly versions: readonly [
      {
        readonly name: "v1";
        readonly served: true;
        readonly storage: true;
        readonly subresources: { readonly status: Readonly<Record<string, never>> };
        readonly additionalPrinterColumns: readonly PrinterColumn[];
        readonly schema: { readonly openAPIV3Schema: JsonSchema };
      },
    ];
  };
}

interface PrinterColumn {
  readonly name: string;
  readonly type: "string" | "date";
  readonly jsonPath: string;
  /** Above 0: with -o wide only. */
  readonly priority?: number;
}

export function crd(kind: PolicyKind): CustomResourceDefinition {
  const { plural, shortName, scope, selector } = NAMES[kind];
  const singular = kind.toLowerCase();
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: `${plural}.${GROUP}` },
    spec: {
      group: GROUP,
      scope,
      names: { kind, listKind: `${kind}List`, plural, singular, shortNames: [shortName] },
      versions: [
        {
          name: "v1",
          served: true,
          storage: true,
          subresources: { status: {} },
          additionalPrinterColumns: [
            { name: "Status", type: "string", jsonPath: ".status.policyState" },
            { name: "Age", type: "date", jsonPath: ".metadata.creationTimestamp" },
            { name: "Action", type: "string", jsonPath: ".spec.action", priority: 10 },
            { name: "Selector", type: "string", jsonPath: selector },
          ],
          schema: { openAPIV3Schema: resourceSchema(kind) },
        },
      ],
    },
  };
}

function resourceSchema(kind: PolicyKind): JsonSchema {
  return {
    type: "object",
    description: SPECS[kind].schema.description ?? "",
    required: ["spec"],
    properties: {
      apiVersion: { type: "string" },
      kind: { type: "string" },
      metadata: { type: "object" },
      spec: structural(SPECS[kind].schema),
      status: STATUS,
    },
  };
}

/** Keys that a structural schema does not name are refused or pruned anyway; it must not say so. */
function structural({ properties, items, additionalProperties, ...others }: JsonSchema): JsonSchema {
  return {
    ...others,
    ...(properties !== undefined && { properties: mapValues(properties, structural) }),
    ...(items !== undefined && { items: structural(items) }),
    ...(additionalProperties && { additionalProperties: structural(additionalProperties) }),
  };
}

function mapValues<V, W>(record: { readonly [key: string]: V }, of: (value: V) => W): { readonly [key: string]: W } {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, of(value)]));
}

/** The file deploy/crds/security.kubearmor.com_PLURAL.yaml. */
export function crdText(kind: PolicyKind): string {
  const head = "# Generated from src/policy/grammar.ts by deploy/generate.ts; do not edit.\n";
  return `${head}# SPDX-License-Identifier: Apache-2.0\n${dump(crd(kind), { noRefs: true, lineWidth: 120 })}`;
}
