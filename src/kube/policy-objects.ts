// SPDX-License-Identifier: Apache-2.0
// Policies that are objects of the API: each is a file of one document to the rest of Bailiff, which keeps a last good version of it
// as of any other.

import { NAMES } from "../policy/crd.ts";
import { KINDS, type PolicyKind } from "../policy/policy.ts";
import type { PendingFile, SourceFile } from "../policy/store.ts";
import { type ApiObject, keyOf } from "./object.ts";

const GROUP = "security.kubearmor.com";
const FILE_PREFIX = "kubernetes:";
/** What kubectl keeps there is the whole object once more. */
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

export interface PolicyObject {
  readonly kind: PolicyKind;
  /** keyOf. */
  readonly key: string;
  /** The same value as long as the text is the same. */
  readonly source: Extract<SourceFile, { text: string }>;
  readonly generation: number | null;
  readonly version: string;
  /** As it stands there. */
  readonly status: unknown;
}

/** All of each kind that is known. */
export type PolicyObjects = ReadonlyMap<PolicyKind, ReadonlyMap<string, PolicyObject>>;

/** The path of all objects of a kind, or of its definition. */
export const collectionOf = (kind: PolicyKind): string => `/apis/${GROUP}/v1/${NAMES[kind].plural}`;
export const definitionOf = (kind: PolicyKind): string =>
  `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${NAMES[kind].plural}.${GROUP}`;

export function statusPathOf({ kind, key }: PolicyObject): string {
  const [name = "", namespace] = key.split("/").reverse();
  const within = namespace === undefined ? "" : `namespaces/${encodeURIComponent(namespace)}/`;
  return `/apis/${GROUP}/v1/${within}${NAMES[kind].plural}/${encodeURIComponent(name)}/status`;
}

export function readPolicy(kind: PolicyKind, object: ApiObject, before: PolicyObject | undefined): PolicyObject {
  const key = keyOf(object);
  const text = textOf(kind, object);
  const isSame = before?.source.text === text;
  return {
    kind,
    key,
    source: isSame ? before.source : { file: `${FILE_PREFIX}${kind}/${key}`, text },
    generation: object.metadata.generation ?? null,
    version: object.metadata.resourceVersion ?? "",
    status: object.status,
  };
}

/** What somebody wrote of it, without what the server adds. JSON is YAML, but for characters that YAML wants escaped. */
function textOf(kind: PolicyKind, { apiVersion, metadata, spec }: ApiObject): string {
  const { name, namespace, labels, annotations } = metadata;
  const kept = Array.from(annotations).filter(([key]) => key !== LAST_APPLIED);
  const written = {
    apiVersion: apiVersion ?? `${GROUP}/v1`, // items of a list need not say it
    kind,
    metadata: { name, namespace, labels: orAbsent(labels), annotations: orAbsent(kept) },
    spec,
  };
  return JSON.stringify(written, null, 2).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, escapeUnit);
}

function orAbsent(entries: Iterable<readonly [string, string]>): Readonly<Record<string, string>> | undefined {
  const record = Object.fromEntries(entries);
  return Object.keys(record).length === 0 ? undefined : record;
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** What is known of all kinds; of a kind of which nothing is, the files of `kept` that are of it: good ones from before. */
export function policyFiles(objects: PolicyObjects, kept: readonly string[]): readonly (SourceFile | PendingFile)[] {
  return KINDS.flatMap((kind): readonly (SourceFile | PendingFile)[] => {
    const known = objects.get(kind);
    return known ? Array.from(known.values(), ({ source }) => source) : pendingFiles(kind, kept);
  });
}

function pendingFiles(kind: PolicyKind, kept: readonly string[]): readonly PendingFile[] {
  const ofKind = kept.filter((file) => file.startsWith(`${FILE_PREFIX}${kind}/`));
  return ofKind.map((file) => ({ file, isPending: true }));
}

/** What there is before anything is known. */
export const allPending = (kept: readonly string[]) => KINDS.flatMap((kind) => pendingFiles(kind, kept));

export const isPolicyFile = (file: string): boolean => file.startsWith(FILE_PREFIX);
