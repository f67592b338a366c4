// SPDX-License-Identifier: Apache-2.0
// What a policy is once it has been read: plain values, every default filled in, every value in its canonical spelling.

import type { Position } from "../problem.ts";

/** What a policy asks for. What the kernel does with it is a verdict. */
export type Action = "Audit" | "Block";

export type RuleClass = "process" | "file" | "network";

/** The words of `network.matchProtocols[].protocol`. */
export const PROTOCOL_WORDS = [
  "tcp",
  "udp",
  "icmp",
  "icmpv6",
  "sctp",
  "dccp",
  "raw",
  "stream",
  "dgram",
  "rdm",
  "seqpacket",
  "packet",
  "all",
] as const;
export type ProtocolWord = (typeof PROTOCOL_WORDS)[number];

/** What a rule names. Paths are absolute and normalised; a directory ends with "/". */
export type Target =
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "directory"; readonly directory: string; readonly recursive: boolean }
  | { readonly kind: "protocol"; readonly protocol: ProtocolWord };

export interface Rule {
  readonly class: RuleClass;
  readonly target: Target;
  readonly action: Action;
  /** 1–10, or 0: none was given. */
  readonly severity: number;
  readonly tags: readonly string[];
  readonly message: string;
  readonly at: Position;
}

/** The kinds of policy that this version enforces. */
export const KINDS = ["KubeArmorHostPolicy"] as const;

/** All that KubeArmor has. */
export const KUBEARMOR_KINDS = [
  ...KINDS,
  "KubeArmorPolicy",
  "KubeArmorClusterPolicy",
  "KubeArmorNetworkPolicy",
] as const;

export interface Policy {
  readonly kind: (typeof KINDS)[number];
  readonly name: string;
  /** `spec.nodeSelector.matchLabels`. */
  readonly nodeSelector: ReadonlyMap<string, string>;
  readonly rules: readonly Rule[];
  readonly at: Position;
}
