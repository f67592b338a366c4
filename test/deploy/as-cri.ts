// SPDX-License-Identifier: Apache-2.0
// A pod spec as a kubelet hands it to a container runtime: what is asked for, and how a volume is a directory of the node.

import type { ContainerOptions } from "../runtime/cri-client.ts";
import type { PodSpec } from "./manifests.ts";

/** What a kubelet masks, and keeps from being written, in containers that are not privileged. */
const MASKED = "acpi asound kcore keys latency_stats sched_debug scsi timer_list timer_stats".split(" ");
const READ_ONLY = "bus fs irq sys sysrq-trigger".split(" ");

/** Where kubelet would keep what is in a ConfigMap. */
export const configMapDir = (name: string): string => `/var/lib/kubelet/${name}`;

/** Directories that a kubelet makes where they are not there. */
export function madeDirectories({ volumes }: PodSpec): readonly string[] {
  return volumes.flatMap(({ hostPath }) => (hostPath?.type === "DirectoryOrCreate" ? [hostPath.path] : []));
}

const FIELDS: Readonly<Record<string, string>> = { "spec.nodeName": "vm" };

function fieldOf(source: PodSpec["containers"][0]["env"][number]["valueFrom"]): string {
  const value = FIELDS[source?.fieldRef.fieldPath ?? ""];
  if (value === undefined) throw new Error(`no such field: ${JSON.stringify(source)}`);
  return value;
}

/** The container of a pod, with the image under the name that the runtime knows it by. */
export function containerOptions({ containers, volumes }: PodSpec): ContainerOptions {
  const [container] = containers;
  const { securityContext } = container;
  const pathOf = (name: string) => {
    const volume = volumes.find((it) => it.name === name);
    if (volume?.hostPath) return volume.hostPath.path;
    if (volume?.configMap) return configMapDir(volume.configMap.name);
    throw new Error(`${name} is no volume that this test can mount`);
  };
  const mountsThat = (areReadOnly: boolean) =>
    Object.fromEntries(
      container.volumeMounts
        .filter(({ readOnly = false }) => readOnly === areReadOnly)
        .map(({ name, mountPath }) => [mountPath, pathOf(name)]),
    );
  return {
    name: container.name,
    image: `docker.io/library/${container.image}`,
    args: container.args,
    env: Object.fromEntries(container.env.map(({ name, valueFrom, value = fieldOf(valueFrom) }) => [name, value])),
    mounts: mountsThat(false),
    readOnlyMounts: mountsThat(true),
    logPath: `${container.name}.log`,
    privileged: securityContext.privileged,
    capabilities: securityContext.capabilities,
    isReadOnly: securityContext.readOnlyRootFilesystem,
    security: {
      runAsUser: { value: securityContext.runAsUser },
      runAsGroup: { value: securityContext.runAsGroup },
      noNewPrivs: !securityContext.allowPrivilegeEscalation,
      maskedPaths: [...MASKED.map((name) => `/proc/${name}`), "/sys/firmware"],
      readonlyPaths: READ_ONLY.map((name) => `/proc/${name}`),
      seccomp: { profileType: securityContext.seccompProfile.type },
      apparmor: { profileType: securityContext.appArmorProfile.type },
    },
  };
}
