// SPDX-License-Identifier: Apache-2.0
// What a policy is once it has been read: plain values, every default filled in, every value in its canonical spelling.

import type { Position } from "../problem.ts";
import type { SyscallName } from "./syscalls.ts";
import type { CapabilityName, ProtocolWord } from "./words.ts";

/** What a policy asks for. What the kernel does with it is a verdict. */
export type Action = "Allow" | "Audit" | "Block";

/** What an act is judged as: an act of one class is no business of the rules of another. */
export type RuleClass =
  | "process"
  | "file"
  | "network"
  | "dns"
  | "capabilities"
  | "syscalls"
  | "presets"
  | "device"
  | "firewall";

/** Paths are absolute and normalised; a directory ends with "/". */
export type PathTarget =
  | { readonly kind: "path"; readonly path: string }
  /** Not recursive: the directory itself and its direct children. */
  | { readonly kind: "directory"; readonly directory: string; readonly recursive: boolean }
  /** As pattern.ts reads it. */
  | { readonly kind: "pattern"; readonly pattern: string };

/** Of a socket: where the remote end is (connect, accept) or the local one (bind, listen; accept of a unix socket). */
export interface AddressTarget {
  readonly kind: "address";
  /** null: any IP address. */
  readonly network: IpNetwork | null;
  /** First and last, 1–65535; null: any. */
  readonly ports: readonly [number, number] | null;
  /** null: any. */
  readonly protocol: ProtocolWord | null;
  readonly directions: readonly Direction[];
}

/** `bytes` is the address as IPv6, 16 bytes in network order, an IPv4 address v4-mapped; `bits` counts in those 128. */
export interface IpNetwork {
  readonly bytes: readonly number[];
  readonly bits: number;
  /** As written, canonical: "10.0.0.0/8". */
  readonly text: string;
}

/** A unix socket by its path, or by its abstract name, which begins with "@". */
export interface UnixTarget {
  readonly kind: "unix";
  readonly name: string;
  readonly directions: readonly Direction[];
}

/** What is done with a socket's address. Sending to an address without connecting counts as connect. */
export const DIRECTIONS = ["connect", "bind", "listen", "accept"] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** A USB interface. Numbers are bytes; null: any. */
export interface DeviceTarget {
  readonly kind: "device";
  readonly class: number | null;
  readonly subClass: number | null;
  readonly protocol: number | null;
  /** Depth in the tree of hubs, from 1. */
  readonly level: number | null;
}

/** A connection through the node's firewall. Empty lists: any. */
export interface FirewallTarget {
  readonly kind: "firewall";
  readonly direction: "ingress" | "egress";
  readonly networks: readonly IpNetwork[];
  readonly ports: readonly FirewallPort[];
  readonly interfaces: readonly string[];
  /** Only what goes over the quota is named. */
  readonly quota: Quota | null;
}

export interface FirewallPort {
  readonly ports: readonly [number, number];
  readonly protocol: "tcp" | "udp" | "sctp";
}

export interface Quota {
  readonly bytes: number;
  readonly durationMs: number;
  /** Whether each pod has its own, or the pods of the policy share one. */
  readonly level: "Pod" | "Policy";
}

export const PRESETS = ["anonymousMapExec", "exec", "filelessExec", "protectEnv", "protectProc"] as const;
export type Preset = (typeof PRESETS)[number];

/** What a rule names. */
export type Target =
  | PathTarget
  /** A program by the last component of its path. */
  | { readonly kind: "program"; readonly name: string }
  | { readonly kind: "protocol"; readonly protocol: ProtocolWord }
  | AddressTarget
  | UnixTarget
  /** Lower case, without dots at the ends. Names what is below it, too. */
  | { readonly kind: "domain"; readonly domain: string }
  | { readonly kind: "capability"; readonly capability: CapabilityName }
  /** `on`: only where the path that the call is given is this. */
  | { readonly kind: "syscall"; readonly syscalls: readonly SyscallName[]; readonly on: PathTarget | null }
  | { readonly kind: "preset"; readonly preset: Preset }
  | DeviceTarget
  | FirewallTarget;

/**
 * How far an act may go and still be harmless to a Block or Audit rule, or covered by an Allow rule. A rule without any
 * limit means the act as a whole.
 */
export interface Limits {
  /** Only the owner of the file. */
  readonly ownerOnly: boolean;
  /** Only reading. */
  readonly readOnly: boolean;
  /** Only arguments out of these; null: any. argv[0] is not looked at. */
  readonly allowedArgs: readonly string[] | null;
}

export const NO_LIMITS: Limits = { ownerOnly: false, readOnly: false, allowedArgs: null };

export interface Rule {
  readonly class: RuleClass;
  readonly target: Target;
  /** Programs whose acts the rule speaks of; none: everybody's. */
  readonly sources: readonly PathTarget[];
  /** `pts: false`: speaks only of acts in a session with a terminal. */
  readonly onTerminal: boolean;
  readonly limits: Limits;
  readonly action: Action;
  /** 1–10, or 0: none was given. */
  readonly severity: number;
  readonly tags: readonly string[];
  readonly message: string;
  readonly at: Position;
}

/** All that KubeArmor has. */
export const KINDS = [
  "KubeArmorPolicy",
  "KubeArmorClusterPolicy",
  "KubeArmorHostPolicy",
  "KubeArmorNetworkPolicy",
] as const;
export type PolicyKind = (typeof KINDS)[number];

/** A DNS label (RFC 1123), or where containers without a pod are. */
export const NAMESPACE_NAME = /^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?|container_namespace)$/;

/** Of a KubeArmorPolicy that names none, as in Kubernetes. */
export const DEFAULT_NAMESPACE = "default";

/** A condition on labels, as Kubernetes evaluates it: NotIn holds where the label is missing, too. */
export const OPERATORS = ["In", "NotIn", "Exists", "DoesNotExist"] as const;
export type Expression =
  | { readonly operator: "In" | "NotIn"; readonly pairs: readonly (readonly [key: string, value: string])[] }
  | { readonly operator: "Exists" | "DoesNotExist"; readonly key: string };

/** All conditions must hold; none: everything. */
export interface LabelSelector {
  readonly labels: ReadonlyMap<string, string>;
  readonly expressions: readonly Expression[];
}

/** Whom a policy binds. */
export type Scope =
  /** Containers of one namespace. */
  | {
      readonly kind: "namespace";
      readonly namespace: string;
      readonly pods: LabelSelector;
      /** Names of containers; none: all of them. */
      readonly containers: readonly string[];
    }
  /** Containers of namespaces; conditions on them look at the pseudo label "namespace". */
  | { readonly kind: "cluster"; readonly namespaces: readonly Expression[]; readonly pods: LabelSelector }
  /** The host. Without labels it binds no node. */
  | { readonly kind: "nodes"; readonly labels: ReadonlyMap<string, string> };

/** What tells a policy from all others. */
export function identityOf({ kind, scope, name }: Pick<Policy, "kind" | "scope" | "name">): string {
  return scope.kind === "namespace" ? `${kind}/${scope.namespace}/${name}` : `${kind}/${name}`;
}

export interface Policy {
  readonly kind: PolicyKind;
  readonly name: string;
  readonly scope: Scope;
  readonly rules: readonly Rule[];
  readonly at: Position;
}
