// SPDX-License-Identifier: Apache-2.0
// Whom policies bind: the host (all that runs in no container) and containers. Plain values; who finds them is elsewhere.

/** The annotation kubearmor-policy of a pod or node. audited: nothing is denied, what would be is told. */
export type PolicyMode = "enabled" | "disabled" | "audited";

export interface Host {
  readonly id: "host";
  readonly kind: "host";
  /** The name in alerts and in selectors: the OS host name, or `host` of the configuration. */
  readonly hostname: string;
  /** What selectors see of it, the host name among them. */
  readonly labels: ReadonlyMap<string, string>;
  readonly mode: PolicyMode;
}

export interface Container {
  readonly id: string;
  readonly kind: "container";
  /** Of the container in its pod. */
  readonly name: string;
  readonly namespace: string;
  readonly pod: string;
  /** Of the pod. */
  readonly labels: ReadonlyMap<string, string>;
  readonly mode: PolicyMode;
  /** Absent: nobody says. */
  readonly image?: Image;
  /** Of the pod, as its runtime knows it. */
  readonly podUid?: string;
  /** Of the pod, where the API server has told it. */
  readonly owner?: Owner;
}

/** The top-most controller of a pod: a Deployment, not its ReplicaSet. */
export interface Owner {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** What a container was started from. Names move from one image to another, and an image may have several: the id tells. */
export interface Image {
  /** Empty: nobody says. */
  readonly name: string;
  /** A digest: "sha256:…", or "name@sha256:…" where the runtime says it so. */
  readonly id: string;
}

/** Of containers that are in no pod, as KubeArmor calls it. No namespace of Kubernetes may have an underscore. */
export const NO_POD_NAMESPACE = "container_namespace";

/** Who a container is; its id is known from elsewhere. */
export type Identity = Omit<Container, "id" | "kind">;

/**
 * How far a container's start has come, as far as we know. new: its runtime may still be readying it, which its rules must not hinder.
 * held: the same, and it runs nothing before we let it. started: it was held once. running: what is in it is its own. service: it has
 * no start; who comes into its cgroup is bound at once.
 */
export type Stage = "new" | "held" | "started" | "running" | "service";

/** How a container came to be guarded. */
export interface GuardStart {
  /** When its rules were in force first, in unix milliseconds. */
  readonly sinceMs: number;
  /** Whether that was before its first program ran. */
  readonly isFromStart: boolean;
}

/** A container that is there, and how the kernel finds its processes. */
export interface FoundContainer {
  readonly container: Container;
  readonly stage: Stage;
  /** As the kernel numbers its cgroup. Cgroups below it belong to it. */
  readonly cgroupId: bigint;
  /** One of its processes, in our pid namespace; null: it has none now. */
  readonly pid: number | null;
}

export type Workload = Host | Container;

export function hostWorkload(
  hostname: string,
  labels: ReadonlyMap<string, string> = new Map(),
  mode: PolicyMode = "enabled",
): Host {
  const identities = new Map([["kubernetes.io/hostname", hostname], ...labels, ["kubearmor.io/hostname", hostname]]);
  return { id: "host", kind: "host", hostname, labels: identities, mode };
}

/** Of the annotations of a pod or node. Any other value means enabled: a typo must not take the guard away. */
export function policyModeOf(annotations: ReadonlyMap<string, string>): PolicyMode {
  const mode = annotations.get("kubearmor-policy");
  return mode === "disabled" || mode === "audited" ? mode : "enabled";
}
