// SPDX-License-Identifier: Apache-2.0
// Pods as the API server knows them, and who owns them. A pod names the controller that made it; that of a Deployment is a
// ReplicaSet, whose own is asked for once.

import { KUBE_OWNERS_MAX } from "../limits.ts";
import { isRecord } from "../record.ts";
import type { PodFacts, PodKey } from "../workload/pod.ts";
import { type Owner, policyModeOf } from "../workload/workload.ts";
import { ApiError, type Connection } from "./connection.ts";
import { type ApiObject, asObject, type OwnerReference } from "./object.ts";

export interface PodObject extends Omit<PodFacts, "owner"> {
  readonly controller: OwnerReference | null;
}

/** A static pod has another uid at its node than its mirror in the API, which this annotation of the mirror tells. */
const MIRROR = "kubernetes.io/config.mirror";

export function readPod({ metadata, spec }: ApiObject): PodObject {
  const { namespace = "", name = "", uid = "", labels, annotations } = metadata;
  const lists = isRecord(spec) ? [spec.containers, spec.initContainers, spec.ephemeralContainers] : [];
  const containers = lists.flatMap((list) => (Array.isArray(list) ? list : [])).filter(isRecord);
  return {
    namespace,
    name,
    uids: [uid, annotations.get(MIRROR) ?? uid],
    labels,
    mode: policyModeOf(annotations),
    containers: new Set(containers.map(({ name }) => String(name))),
    controller: controllerOf(metadata.owners),
  };
}

const controllerOf = (owners: readonly OwnerReference[]) => owners.find(({ isController }) => isController) ?? null;

/** Controllers that are made by others. Of any other kind, nobody knows whether it is the top-most, and it is taken to be. */
const MADE: ReadonlyMap<string, string> = new Map([
  ["apps/v1 ReplicaSet", "replicasets"],
  ["batch/v1 Job", "jobs"],
]);

const RETRY_MS = 30_000;

export interface OwnersOptions {
  readonly connection: Connection;
  /** More is known than before. */
  readonly onChange: () => void;
  /** null: it is well. */
  readonly onTrouble: (error: unknown) => void;
}

/** Asks for the owners of controllers, once each. */
export class Owners {
  readonly #options: OwnersOptions;
  readonly #closed = new AbortController();
  /** By uid of the controller; null: being asked for. */
  readonly #known = new Map<string, Owner | null>();
  #retry: NodeJS.Timeout | undefined;

  constructor(options: OwnersOptions) {
    this.#options = options;
  }

  /** Pods with their owners as far as they are known; onChange tells when there is more. */
  join(pods: ReadonlyMap<PodKey, PodObject>): ReadonlyMap<PodKey, PodFacts> {
    const inUse = new Set(Array.from(pods.values(), ({ controller }) => controller?.uid));
    for (const uid of this.#known.keys()) if (!inUse.has(uid)) this.#known.delete(uid);
    return new Map(
      Array.from(pods, ([key, { controller, ...pod }]) => [
        key,
        { ...pod, owner: controller && this.#ownerOf(pod.namespace, controller) },
      ]),
    );
  }

  close(): void {
    this.#closed.abort();
    clearTimeout(this.#retry);
  }

  #ownerOf(namespace: string, controller: OwnerReference): Owner {
    if (pathOf(namespace, controller) === null) return asOwner(namespace, controller);
    const known = this.#known.get(controller.uid);
    if (known === undefined) {
      this.#known.set(controller.uid, null);
      void this.#ask(namespace, controller);
    }
    return known ?? asOwner(namespace, controller);
  }

  async #ask(namespace: string, controller: OwnerReference): Promise<void> {
    try {
      const owner = await this.#topOf(namespace, controller);
      if (this.#closed.signal.aborted) return;
      if (this.#known.has(controller.uid)) this.#known.set(controller.uid, owner);
      this.#options.onTrouble(null);
      this.#options.onChange();
    } catch (error) {
      if (this.#closed.signal.aborted) return;
      this.#options.onTrouble(error);
      this.#retry ??= setTimeout(() => this.#askAgain(), RETRY_MS);
    }
  }

  #askAgain(): void {
    this.#retry = undefined;
    for (const [uid, owner] of this.#known) if (owner === null) this.#known.delete(uid);
    this.#options.onChange();
  }

  async #topOf(namespace: string, controller: OwnerReference): Promise<Owner> {
    let top = controller;
    for (let depth = 0; depth < KUBE_OWNERS_MAX; depth++) {
      const path = pathOf(namespace, top);
      if (path === null) break;
      const above = await this.#controllerAt(path);
      if (above === null) break;
      top = above;
    }
    return asOwner(namespace, top);
  }

  /** null: there is none, or the object itself has gone. */
  async #controllerAt(path: string): Promise<OwnerReference | null> {
    try {
      return controllerOf(asObject(await this.#options.connection.get(path, this.#closed.signal)).metadata.owners);
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return null;
      throw error;
    }
  }
}

function pathOf(namespace: string, { apiVersion, kind, name }: OwnerReference): string | null {
  const plural = MADE.get(`${apiVersion} ${kind}`);
  if (plural === undefined) return null;
  return `/apis/${apiVersion}/namespaces/${encodeURIComponent(namespace)}/${plural}/${encodeURIComponent(name)}`;
}

const asOwner = (namespace: string, { kind, name }: OwnerReference): Owner => ({ kind, name, namespace });
