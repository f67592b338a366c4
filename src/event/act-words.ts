// SPDX-License-Identifier: Apache-2.0
// An act in the words of alerts: its Operation, Source, Resource and Data. The words are KubeArmor's; acts that it does not
// know are spelled in the same style.

import type { Preset } from "../policy/policy.ts";
import type { Act, Endpoint, Event, FileAct, Kind, SystemAct } from "./event.ts";
import {
  bpfCommand,
  capabilityName,
  modeWords,
  mountFlags,
  protText,
  type SyscallName,
  signalName,
  umountFlags,
} from "./system-words.ts";
import { escapeArgs, escapeBytes, escapeWord } from "./text.ts";
import { addressText, openFlags, socketWords } from "./words.ts";

export type Operation = "Process" | "File" | "Network" | "Capabilities" | "Syscall";

export interface ActWords {
  readonly operation: Operation;
  readonly source: string;
  readonly resource: string;
  readonly process: string;
  readonly parent: string;
  /** Of Data, `key=value` each. Data is taken apart at its blanks, so what a workload chose is one word, or is not here. */
  readonly words: readonly string[];
  /** What EventData tells beside the words. */
  readonly more: Readonly<Record<string, string>>;
}

/** What `lsm=` says in Data. */
const LSM: Readonly<Record<Exclude<Act, "syscall">, string>> = {
  exec: "SECURITY_BPRM_CHECK",
  open: "FILE_OPEN",
  create: "FILE_MKNOD",
  mkdir: "FILE_MKDIR",
  rmdir: "FILE_RMDIR",
  unlink: "FILE_UNLINK",
  symlink: "FILE_SYMLINK",
  link: "FILE_LINK",
  rename: "FILE_RENAME",
  chmod: "FILE_CHMOD",
  chown: "FILE_CHOWN",
  truncate: "FILE_TRUNCATE",
  setxattr: "FILE_SETXATTR",
  receive: "FILE_RECEIVE",
  use: "FILE_PERMISSION",
  mmap: "MMAP_FILE",
  mprotect: "FILE_MPROTECT",
  socket_create: "SOCKET_CREATE",
  socket_connect: "SOCKET_CONNECT",
  socket_bind: "SOCKET_BIND",
  socket_listen: "SOCKET_LISTEN",
  socket_accept: "SOCKET_ACCEPT",
  socket_send: "SOCKET_SENDMSG",
  unix_connect: "UNIX_CONNECT",
  unix_send: "UNIX_SEND",
  dns: "SOCKET_SENDMSG",
  capable: "CAPABLE",
  mount: "SB_MOUNT",
  move_mount: "MOVE_MOUNT",
  umount: "SB_UMOUNT",
  pivot_root: "SB_PIVOTROOT",
  ptrace: "PTRACE_ACCESS_CHECK",
  bpf: "BPF",
  module: "KERNEL_LOAD",
  userns: "USERNS_CREATE",
  kill: "TASK_KILL",
};

const OPERATIONS: Readonly<Record<Exclude<Kind, "system">, Operation>> = {
  exec: "Process",
  file: "File",
  memory: "Process",
  socket: "Network",
  dns: "Network",
  capable: "Capabilities",
  syscall: "Syscall",
};

const SYSTEM_OPERATIONS: Readonly<Record<SystemAct, Operation>> = {
  mount: "File",
  move_mount: "File",
  umount: "File",
  pivot_root: "File",
  ptrace: "Process",
  bpf: "Process",
  module: "Process",
  userns: "Process",
  kill: "Process",
};

const PRESET_OPERATIONS: Readonly<Record<Preset, Operation>> = {
  anonymousMapExec: "File",
  exec: "Process",
  filelessExec: "Process",
  protectEnv: "File",
  protectProc: "File",
};

/** What the value of an act means, where it has one. */
const VALUE_WORDS: Readonly<Partial<Record<FileAct | SystemAct, (value: number) => string[]>>> = {
  open: (flags) => [`flags=${openFlags(flags)}`],
  receive: (flags) => [`flags=${openFlags(flags)}`],
  use: (flags) => [`flags=${openFlags(flags)}`],
  create: modeWords,
  mkdir: modeWords,
  chmod: modeWords,
  mount: (flags) => [`mountflag=${mountFlags(flags)}`],
  umount: (flags) => [`flag=${umountFlags(flags)}`],
  ptrace: (request) => [`request=${request}`],
  bpf: (command) => [`request=${bpfCommand(command)}`],
  kill: (signal) => [`signal=${signalName(signal)}`],
};

/** What the second path of an act is called in EventData, where it is no target. */
const TARGET_KEYS: Readonly<Partial<Record<Act, string>>> = { mount: "Source", move_mount: "Source" };

export function actWords(event: Event, syscallName: SyscallName): ActWords {
  const { actor } = event;
  const program = escapeBytes(actor.program);
  if (event.kind === "exec") {
    const path = escapeBytes(event.path);
    return {
      operation: operationOf(event),
      source: program,
      resource: commandLine(path, actor.args),
      process: path,
      parent: program,
      words: [lsmWord(event.act)],
      more: {},
    };
  }
  return {
    operation: operationOf(event),
    source: commandLine(program, actor.args),
    process: program,
    parent: escapeBytes(actor.parent),
    ...objectOf(event, syscallName),
  };
}

/** `lsm=FILE_OPEN`; of a system call, none. */
export function lsmWord(act: Exclude<Act, "syscall">): string {
  return `lsm=${LSM[act]}`;
}

function operationOf(event: Event): Operation {
  if (event.preset !== null) return PRESET_OPERATIONS[event.preset];
  return event.kind === "system" ? SYSTEM_OPERATIONS[event.act] : OPERATIONS[event.kind];
}

type ActObject = Pick<ActWords, "resource" | "words" | "more">;

function objectOf(event: Exclude<Event, { kind: "exec" }>, syscallName: SyscallName): ActObject {
  switch (event.kind) {
    case "file":
    case "system": {
      const target = escapeBytes(event.target);
      return {
        resource: escapeBytes(event.path),
        words: [lsmWord(event.act), ...(VALUE_WORDS[event.act]?.(event.value) ?? [])],
        more: target === "" ? {} : { [TARGET_KEYS[event.act] ?? "Target"]: target },
      };
    }
    case "memory":
      return {
        resource: escapeBytes(event.path),
        words: [lsmWord(event.act), `prot=${protText(event.value)}`],
        more: {},
      };
    case "socket": {
      const name = escapeWord(event.name);
      const socket = socketWords(event.socket);
      const side = event.act === "socket_bind" || event.act === "socket_listen" ? "localip" : "remoteip";
      return {
        resource: [...(name === "" ? [] : [`sun_path=${name}`]), ...socket].join(" "),
        words: [lsmWord(event.act), ...socket, ...endpointWords(side, event.endpoint)],
        more: name === "" ? {} : { Sun_path: name },
      };
    }
    case "dns": {
      const name = escapeWord(event.name);
      const words = [lsmWord(event.act), `domain=${name}`, ...endpointWords("remoteip", event.endpoint)];
      return { resource: name, words, more: {} };
    }
    case "capable": {
      const name = capabilityName(event.capability);
      return { resource: name, words: [lsmWord(event.act), name], more: {} };
    }
    case "syscall": {
      const name = syscallName(event.number)?.toUpperCase() ?? event.number;
      return { resource: escapeBytes(event.path), words: [`syscall=SYS_${name}`], more: {} };
    }
  }
}

function endpointWords(side: "localip" | "remoteip", { address, port }: Endpoint): string[] {
  return address === null ? [] : [`${side}=${addressText(address)}`, `port=${port}`];
}

/** The program's path and its arguments. What a caller put in place of the name, argv[0], may be anything and is left out. */
function commandLine(path: string, args: Uint8Array): string {
  const nul = args.indexOf(0);
  if (path === "") return escapeArgs(args);
  return nul === -1 ? path : `${path} ${escapeArgs(args.subarray(nul + 1))}`;
}
