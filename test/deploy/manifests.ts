// SPDX-License-Identifier: Apache-2.0
// The manifests of deploy/kubernetes/base/ as the API server would take them.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadAll } from "js-yaml";

export const DEPLOY = join(import.meta.dirname, "../../deploy");

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly rules?: readonly RoleRule[];
  readonly spec?: unknown;
}

export interface RoleRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** Of the pod spec what the tests look at. */
export interface PodSpec {
  readonly hostPID: boolean;
  readonly hostNetwork: boolean;
  readonly serviceAccountName: string;
  readonly containers: readonly [ContainerSpec];
  readonly volumes: readonly {
    readonly name: string;
    readonly hostPath?: { readonly path: string; readonly type: string };
    readonly configMap?: { readonly name: string };
  }[];
}

export interface ContainerSpec {
  readonly name: string;
  readonly image: string;
  readonly args: readonly string[];
  readonly env: readonly {
    readonly name: string;
    readonly value?: string;
    readonly valueFrom?: { readonly fieldRef: { readonly fieldPath: string } };
  }[];
  readonly securityContext: {
    readonly privileged: boolean;
    readonly allowPrivilegeEscalation: boolean;
    readonly readOnlyRootFilesystem: boolean;
    readonly runAsUser: number;
    readonly runAsGroup: number;
    readonly capabilities: { readonly drop: readonly string[]; readonly add: readonly string[] };
    readonly seccompProfile: { readonly type: string };
    readonly appArmorProfile: { readonly type: string };
  };
  readonly startupProbe: Probe;
  readonly readinessProbe: Probe;
  readonly livenessProbe: Probe;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string; readonly readOnly?: boolean }[];
}

export interface Probe {
  readonly exec: { readonly command: readonly string[] };
}

interface Kustomization {
  readonly resources: readonly string[];
}

/** All documents of a file below deploy/. */
export function documents(path: string): readonly unknown[] {
  return loadAll(readFileSync(join(DEPLOY, path), "utf8"));
}

/** What a kustomization lists. */
export function resourcesOf(directory: string): readonly string[] {
  const [kustomization] = documents(join(directory, "kustomization.yaml"));
  return (kustomization as Kustomization).resources;
}

export const manifests: readonly Manifest[] = readdirSync(join(DEPLOY, "kubernetes/base"))
  .filter((name) => name.endsWith(".yaml") && name !== "kustomization.yaml")
  .flatMap((name) => documents(join("kubernetes/base", name)) as readonly Manifest[]);

export function manifest(kind: string): Manifest {
  const [found, second] = manifests.filter((it) => it.kind === kind);
  if (found === undefined || second !== undefined) throw new Error(`not one ${kind}`);
  return found;
}

export function podSpec(): PodSpec {
  return (manifest("DaemonSet").spec as { readonly template: { readonly spec: PodSpec } }).template.spec;
}
