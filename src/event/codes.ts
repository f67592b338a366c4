// SPDX-License-Identifier: Apache-2.0
// The words for the kernel's codes: verdicts, reasons, presets and acts. The numbers are those of bpf/abi.h.

import { Hook, PresetCode, Reason as ReasonCode, Verdict as VerdictCode } from "../gen/abi.ts";
import type { Preset } from "../policy/policy.ts";
import type { Act, FileAct, MemoryAct, Reason, SocketAct, SystemAct, Verdict } from "./event.ts";

type Codes<Word> = Readonly<Record<number, Word>>;

export const VERDICTS: Codes<Verdict> = {
  [VerdictCode.ALLOW]: "allow",
  [VerdictCode.AUDIT]: "audit",
  [VerdictCode.DENY]: "deny",
};

export const REASONS: Codes<Reason> = {
  [ReasonCode.RULE]: "rule",
  [ReasonCode.POSTURE]: "posture",
  [ReasonCode.UNRESOLVED]: "unresolved",
  [ReasonCode.PROTECTED]: "protected",
  [ReasonCode.RACED]: "raced",
};

/** null: the rule is about no preset. */
export const PRESETS: Codes<Preset | null> = {
  [PresetCode.NONE]: null,
  [PresetCode.ANONYMOUS_MAP_EXEC]: "anonymousMapExec",
  [PresetCode.EXEC]: "exec",
  [PresetCode.FILELESS_EXEC]: "filelessExec",
  [PresetCode.PROTECT_ENV]: "protectEnv",
  [PresetCode.PROTECT_PROC]: "protectProc",
};

export const FILE_ACTS: Codes<FileAct> = {
  [Hook.OPEN]: "open",
  [Hook.CREATE]: "create",
  [Hook.MKDIR]: "mkdir",
  [Hook.RMDIR]: "rmdir",
  [Hook.UNLINK]: "unlink",
  [Hook.SYMLINK]: "symlink",
  [Hook.LINK]: "link",
  [Hook.RENAME]: "rename",
  [Hook.CHMOD]: "chmod",
  [Hook.CHOWN]: "chown",
  [Hook.TRUNCATE]: "truncate",
  [Hook.SETXATTR]: "setxattr",
  [Hook.RECEIVE]: "receive",
  [Hook.USE]: "use",
};

export const MEMORY_ACTS: Codes<MemoryAct> = { [Hook.MMAP]: "mmap", [Hook.MPROTECT]: "mprotect" };

export const SOCKET_ACTS: Codes<SocketAct> = {
  [Hook.SOCKET_CREATE]: "socket_create",
  [Hook.SOCKET_CONNECT]: "socket_connect",
  [Hook.SOCKET_BIND]: "socket_bind",
  [Hook.SOCKET_LISTEN]: "socket_listen",
  [Hook.SOCKET_ACCEPT]: "socket_accept",
  [Hook.SOCKET_SEND]: "socket_send",
  [Hook.UNIX_CONNECT]: "unix_connect",
  [Hook.UNIX_SEND]: "unix_send",
};

export const SYSTEM_ACTS: Codes<SystemAct> = {
  [Hook.MOUNT]: "mount",
  [Hook.MOVE_MOUNT]: "move_mount",
  [Hook.UMOUNT]: "umount",
  [Hook.PIVOT_ROOT]: "pivot_root",
  [Hook.PTRACE]: "ptrace",
  [Hook.BPF]: "bpf",
  [Hook.MODULE]: "module",
  [Hook.USERNS]: "userns",
  [Hook.KILL]: "kill",
};

/** By enum hook: all of them. */
export const ACTS: Codes<Act> = {
  [Hook.EXEC]: "exec",
  [Hook.DNS]: "dns",
  [Hook.CAPABLE]: "capable",
  [Hook.SYSCALL]: "syscall",
  ...FILE_ACTS,
  ...MEMORY_ACTS,
  ...SOCKET_ACTS,
  ...SYSTEM_ACTS,
};
