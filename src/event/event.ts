// SPDX-License-Identifier: Apache-2.0
// A kernel record as TypeScript sees it: decoded, not yet explained. Layout and meaning: bpf/abi.h.

export type Verdict = "allow" | "audit" | "deny";

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
  readonly family: number;
  readonly type: number;
  readonly protocol: number;
}

interface Decision {
  /** Since boot, CLOCK_BOOTTIME. */
  readonly timeNs: bigint;
  readonly cgroupId: bigint;
  /** 0: no rule named this. */
  readonly ruleId: number;
  readonly verdict: Verdict;
  /** What the act returned because of the verdict: 0, or a negative errno. */
  readonly error: number;
  readonly actor: Actor;
  /** Names of the texts that the kernel could not read whole. */
  readonly cut: readonly string[];
}

export type Event =
  | (Decision & { readonly kind: "exec"; readonly path: Uint8Array })
  | (Decision & { readonly kind: "open"; readonly path: Uint8Array; readonly flags: number })
  | (Decision & { readonly kind: "socket_create"; readonly socket: Socket })
  | (Decision & {
      readonly kind: "socket_connect";
      readonly socket: Socket;
      /** 4 or 16 bytes; null where the address is of no IP family. */
      readonly address: Uint8Array | null;
      readonly port: number;
    });
