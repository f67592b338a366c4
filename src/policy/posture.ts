// SPDX-License-Identifier: Apache-2.0
// What happens to an act that no rule names, where the rules of its class are an allow-list.

import type { RuleClass } from "./policy.ts";

/** audit: it is let through and told. */
export type Posture = "audit" | "block";

export interface Postures {
  /** Of processes, too, as in KubeArmor. */
  readonly file: Posture;
  /** Of DNS queries and the firewall, too. */
  readonly network: Posture;
  readonly capabilities: Posture;
  readonly device: Posture;
}

export const DEFAULT_POSTURES: Postures = { file: "audit", network: "audit", capabilities: "audit", device: "audit" };

/** null: the rules of this class are never an allow-list. */
export function postureOf(ruleClass: RuleClass, postures: Postures): Posture | null {
  switch (ruleClass) {
    case "process":
    case "file":
      return postures.file;
    case "network":
    case "dns":
    case "firewall":
      return postures.network;
    case "capabilities":
      return postures.capabilities;
    case "device":
      return postures.device;
    case "syscalls":
    case "presets":
      return null;
  }
}

/** Of the annotations of a namespace. A value that is neither is left out: the node's own posture holds then. */
export function posturesOf(annotations: ReadonlyMap<string, string>): Partial<Postures> {
  const found: { -readonly [K in keyof Postures]?: Posture } = {};
  for (const name of ["file", "network", "capabilities"] as const) {
    const posture = annotations.get(`kubearmor-${name}-posture`);
    if (posture === "audit" || posture === "block") found[name] = posture;
  }
  return found;
}
