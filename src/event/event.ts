// SPDX-License-Identifier: Apache-2.0
// A kernel record as TypeScript sees it: decoded, not yet explained. Layout and meaning: bpf/abi.h.

import type { Preset } from "../policy/policy.ts";

export type Verdict = "allow" | "audit" | "deny";

/** What a verdict rests on, see enum reason. */
export type Reason = "rule" | "posture" | "unresolved" | "protected" | "raced";

/** The process that acted. `pid` and `startNs` together name it for good. */
export interface Actor {
  readonly pid: number;
  readonly tid: number;
  readonly parentPid: number;
  readonly uid: number;
  readonly startNs: bigint;
  /** The executable as the act happened; for an exec, of the program calling execve. */
  readonly program: Uint8Array;
  /** The parent process's executable. */
  readonly parent: Uint8Array;
  readonly cwd: Uint8Array;
  /** NUL-separated. For an exec, of the program to be started. */
  readonly args: Uint8Array;
  readonly tty: Uint8Array;
}

export interface Socket {
  /** AF_*, SOCK_* and IPPROTO_* numbers. */
  readonly family: number;
  readonly type: number;
  readonly protocol: number;
}

/** One end of a connection. */
export interface Endpoint {
  /** 4 or 16 bytes; null where the address is of no IP family. */
  readonly address: Uint8Array | null;
  readonly port: number;
}

interface Decision {
  /** Since boot, CLOCK_BOOTTIME. */
  readonly timeNs: bigint;
  readonly cgroupId: bigint;
  /** Number of the workload that the process belongs to; 0 is the host. */
  readonly workload: number;
  /** When the process's session entered its container from outside, since boot; 0n: it did not. */
  readonly session: bigint;
  /** 0: no rule named this. */
  readonly ruleId: number;
  readonly verdict: Verdict;
  readonly reason: Reason;
  /** What the rule is about, where it is a preset. */
  readonly preset: Preset | null;
  /** What the act returned because of the verdict: 0, or a negative errno. */
  readonly error: number;
  readonly actor: Actor;
  /** Names of the texts that the kernel could not read whole. */
  readonly cut: readonly string[];
}

export type FileAct =
  | "open"
  | "create"
  | "mkdir"
  | "rmdir"
  | "unlink"
  | "symlink"
  | "link"
  | "rename"
  | "chmod"
  | "chown"
  | "truncate"
  | "setxattr"
  | "receive"
  | "use";
export type MemoryAct = "mmap" | "mprotect";
export type SocketAct =
  | "socket_create"
  | "socket_connect"
  | "socket_bind"
  | "socket_listen"
  | "socket_accept"
  | "socket_send"
  | "unix_connect"
  | "unix_send";
export type SystemAct =
  | "mount"
  | "move_mount"
  | "umount"
  | "pivot_root"
  | "ptrace"
  | "bpf"
  | "module"
  | "userns"
  | "kill";

/** What was done, by kind. `path` and `target` are empty where there is none; `value` is struct event's. */
type Deed =
  | { readonly kind: "exec"; readonly act: "exec"; readonly path: Uint8Array }
  /** `target`: the other path of a link or rename. */
  | {
      readonly kind: "file";
      readonly act: FileAct;
      readonly path: Uint8Array;
      readonly target: Uint8Array;
      readonly value: number;
    }
  /** Memory is made executable. `path`: the file that it shows, if any. `value`: PROT_*. */
  | { readonly kind: "memory"; readonly act: MemoryAct; readonly path: Uint8Array; readonly value: number }
  /** `endpoint`: the remote end, of bind and listen the local one. `name`: the address of a unix socket. */
  | {
      readonly kind: "socket";
      readonly act: SocketAct;
      readonly socket: Socket;
      readonly endpoint: Endpoint;
      readonly name: Uint8Array;
    }
  /** `name`: what was asked for. */
  | {
      readonly kind: "dns";
      readonly act: "dns";
      readonly socket: Socket;
      readonly endpoint: Endpoint;
      readonly name: Uint8Array;
    }
  | { readonly kind: "capable"; readonly act: "capable"; readonly capability: number }
  | { readonly kind: "syscall"; readonly act: "syscall"; readonly number: number; readonly path: Uint8Array }
  /** `target`: of a mount, where from. */
  | {
      readonly kind: "system";
      readonly act: SystemAct;
      readonly path: Uint8Array;
      readonly target: Uint8Array;
      readonly value: number;
    };

export type Kind = Deed["kind"];
export type Act = Deed["act"];
export type Event = Decision & Deed;
