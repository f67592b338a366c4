// SPDX-License-Identifier: Apache-2.0
// Whom policies bind. In this version the only workload is the host itself.

export interface Host {
  readonly id: "host";
  readonly kind: "host";
  /** The name in alerts and in selectors: the OS host name, or `host` of the configuration. */
  readonly hostname: string;
  /** What selectors see of it, the host name among them. */
  readonly labels: ReadonlyMap<string, string>;
}

export type Workload = Host;

export function hostWorkload(hostname: string, labels: ReadonlyMap<string, string> = new Map()): Host {
  const identities = new Map([["kubernetes.io/hostname", hostname], ...labels, ["kubearmor.io/hostname", hostname]]);
  return { id: "host", kind: "host", hostname, labels: identities };
}
