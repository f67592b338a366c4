// SPDX-License-Identifier: Apache-2.0
// What the API server says of pods, joined with what the container runtime said when it made them. The runtime knows which
// container is whose; the API server, what people have written on the pod since.

import type { Container, FoundContainer, Owner, PolicyMode } from "./workload.ts";

export interface PodFacts {
  readonly namespace: string;
  readonly name: string;
  /** All that the runtime may call it: a static pod has one of its own, and one of its mirror in the API. */
  readonly uids: readonly string[];
  readonly labels: ReadonlyMap<string, string>;
  readonly mode: PolicyMode;
  /** The top-most controller; null: it has none. */
  readonly owner: Owner | null;
  /** Their names: init containers and ephemeral ones among them. */
  readonly containers: ReadonlySet<string>;
}

/** "namespace/name" */
export type PodKey = string;

export const podKeyOf = ({ namespace, pod }: Container): PodKey => `${namespace}/${pod}`;

/** The runtime's own labels, which it gives to each pod. */
const RUNTIME_LABEL = /^io\.kubernetes\./;

/** A pod of the same name that came later is another one, which says nothing of this container. */
export function isOfPod(container: Container, pod: PodFacts): boolean {
  return container.podUid === undefined || pod.uids.includes(container.podUid);
}

export function withPod(container: Container, pod: PodFacts): Container {
  const runtimes = Array.from(container.labels).filter(([key]) => RUNTIME_LABEL.test(key));
  return {
    ...container,
    labels: new Map([...runtimes, ...pod.labels]),
    // The sandbox of a pod is none of its containers: no policy binds it, whatever the pod says.
    mode: pod.containers.has(container.name) ? pod.mode : container.mode,
    ...(pod.owner !== null && { owner: pod.owner }),
  };
}

/** Joins containers with their pods, and keeps to what a pod said last until its last container has gone. */
export class PodMemory {
  /** By id of the container. */
  #last: ReadonlyMap<string, PodFacts> = new Map();

  /** `pods`: all that are known now, by podKeyOf. */
  join(found: readonly FoundContainer[], pods: ReadonlyMap<PodKey, PodFacts>): readonly FoundContainer[] {
    const last = new Map<string, PodFacts>();
    const joined = found.map((it) => {
      const { container } = it;
      const now = pods.get(podKeyOf(container));
      const pod = now !== undefined && isOfPod(container, now) ? now : this.#last.get(container.id);
      if (pod === undefined) return it;
      last.set(container.id, pod);
      return { ...it, container: withPod(container, pod) };
    });
    this.#last = last;
    return joined;
  }
}
