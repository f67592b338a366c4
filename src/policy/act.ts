// SPDX-License-Identifier: Apache-2.0
// What a workload does, as far as rules can ask: the input of the reference model.

import type { Direction, Preset } from "./policy.ts";
import type { SyscallName } from "./syscalls.ts";
import type { CapabilityName } from "./words.ts";

/** Who acts. */
interface Actor {
  /** Path of the executable that the task is running; for exec, the one that calls execve. */
  readonly program: string;
  /** Whether its session has a terminal. */
  readonly onTerminal: boolean;
}

export interface ProcessAct extends Actor {
  readonly class: "process";
  readonly path: string;
  /** Whether the acting uid owns the file. */
  readonly isOwner: boolean;
  /** Without argv[0]. */
  readonly args: readonly string[];
}

export interface FileAct extends Actor {
  readonly class: "file";
  readonly path: string;
  readonly isOwner: boolean;
  /** write: whatever changes the file, its name or its attributes. */
  readonly access: "read" | "write";
}

export interface NetworkAct extends Actor {
  readonly class: "network";
  readonly operation: "create" | Direction;
  /** other: neither IP nor unix. AF_NETLINK sockets are no business of rules. */
  readonly family: "inet" | "inet6" | "unix" | "other";
  /** SOCK_*. */
  readonly type: number;
  /** enum socket_protocol in bpf/abi.h. */
  readonly protocol: number;
  /**
   * The remote end for connect and accept, the local one for bind and listen; also for accept of a unix socket, whose clients
   * have no name. null: none, or none yet.
   */
  readonly address: { readonly ip: readonly number[]; readonly port: number } | { readonly unix: string } | null;
}

export interface DnsAct extends Actor {
  readonly class: "dns";
  /** As asked for. */
  readonly name: string;
}

export interface CapabilityAct extends Actor {
  readonly class: "capabilities";
  readonly capability: CapabilityName;
}

export interface SyscallAct extends Actor {
  readonly class: "syscalls";
  readonly syscall: SyscallName;
  /** What the call is given, resolved; null: it takes none. */
  readonly path: string | null;
}

export interface PresetAct extends Actor {
  readonly class: "presets";
  /** What it is an instance of. */
  readonly preset: Preset;
}

export interface DeviceAct extends Actor {
  readonly class: "device";
  readonly deviceClass: number;
  readonly subClass: number;
  readonly protocol: number;
  readonly level: number;
}

export interface FirewallAct extends Actor {
  readonly class: "firewall";
  readonly direction: "ingress" | "egress";
  /** Of the peer, 16 bytes. */
  readonly ip: readonly number[];
  readonly port: number;
  readonly protocol: "tcp" | "udp" | "sctp";
  readonly interface: string;
  /** Whether the quota of the rule is used up. */
  readonly isOverQuota: boolean;
}

export type Act =
  | ProcessAct
  | FileAct
  | NetworkAct
  | DnsAct
  | CapabilityAct
  | SyscallAct
  | PresetAct
  | DeviceAct
  | FirewallAct;
