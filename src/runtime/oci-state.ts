// SPDX-License-Identifier: Apache-2.0
// What an OCI runtime tells its hooks of a container (https://github.com/opencontainers/runtime-spec, "State").

import { isRecord, textMap } from "../record.ts";
import { type Identity, policyModeOf } from "../workload/workload.ts";
import type { HeldContainer } from "./containers.ts";

/** By which annotations containerd and CRI-O tell their OCI runtime whose the container is: its name, its pod's, the namespace's. */
const ANNOTATIONS = [
  ["io.kubernetes.cri.container-name", "io.kubernetes.cri.sandbox-name", "io.kubernetes.cri.sandbox-namespace"],
  ["io.kubernetes.container.name", "io.kubernetes.pod.name", "io.kubernetes.pod.namespace"],
] as const;

/** Throws an Error that says what is wrong with it. */
export function parseOciState(text: string): HeldContainer {
  const state: unknown = JSON.parse(text);
  if (!isRecord(state)) throw new Error("it is no object");
  const { id, pid, annotations } = state;
  if (typeof id !== "string" || id === "") throw new Error("it has no id");
  if (!Number.isSafeInteger(pid) || (pid as number) <= 0) throw new Error("it has no pid");
  return { id, pid: pid as number, identity: identityOf(textMap(annotations)) };
}

/** Labels of the pod are not told. */
function identityOf(annotations: ReadonlyMap<string, string>): Identity | null {
  for (const keys of ANNOTATIONS) {
    const [name, pod, namespace] = keys.map((key) => annotations.get(key));
    if (name !== undefined && pod !== undefined && namespace !== undefined)
      return { namespace, pod, name, labels: new Map(), mode: policyModeOf(annotations) };
  }
  return null;
}
