// SPDX-License-Identifier: Apache-2.0
// What all objects of the API have, read from what a server sent: nothing of it is believed before it is looked at.

import { isRecord, textMap } from "../record.ts";

/** An answer of the server that is not what it should be. */
export class AnswerError extends Error {}

export interface ApiObject {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly metadata: Metadata;
  readonly spec?: unknown;
  readonly status?: unknown;
  readonly data?: unknown;
  readonly items?: unknown;
}

export interface Metadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly generation?: number;
  /** Of a list: where the next page begins. */
  readonly continue?: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  readonly owners: readonly OwnerReference[];
}

export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly isController: boolean;
}

/** Throws where it is no object. What of its metadata has another type than it should is left out. */
export function asObject(data: unknown): ApiObject {
  if (!isRecord(data)) throw new AnswerError("something that is no object");
  const metadata = isRecord(data.metadata) ? data.metadata : {};
  const { generation, labels, annotations, ownerReferences } = metadata;
  return {
    ...data,
    metadata: {
      ...textsOf(metadata, ["name", "namespace", "uid", "resourceVersion", "continue"]),
      ...(typeof generation === "number" && { generation }),
      labels: textMap(labels),
      annotations: textMap(annotations),
      owners: (Array.isArray(ownerReferences) ? ownerReferences : []).filter(isRecord).map(ownerReference),
    },
  };
}

/** "namespace/name", or "name" of what is in no namespace. Throws where it has no name. */
export function keyOf({ metadata: { name, namespace } }: ApiObject): string {
  if (!name) throw new AnswerError("an object without a name");
  return namespace ? `${namespace}/${name}` : name;
}

function textsOf<K extends string>(
  data: Readonly<Record<string, unknown>>,
  keys: readonly K[],
): { [key in K]?: string } {
  const found: { [key in K]?: string } = {};
  for (const key of keys) {
    const value = data[key];
    if (typeof value === "string") found[key] = value;
  }
  return found;
}

function ownerReference(data: Readonly<Record<string, unknown>>): OwnerReference {
  const { apiVersion = "", kind = "", name = "", uid = "" } = textsOf(data, ["apiVersion", "kind", "name", "uid"]);
  return { apiVersion, kind, name, uid, isController: data.controller === true };
}
