// SPDX-License-Identifier: Apache-2.0
// How alerts spell the kernel's numbers for capabilities, memory, mounts, signals and bpf(2). Names are those of the
// kernel's headers; a number that has none stands for itself.

import { constants } from "node:fs";
import { SYSCALL_NUMBERS } from "../gen/syscalls.ts";
import { CAPABILITIES } from "../policy/words.ts";

type Flags = readonly (readonly [name: string, bit: number])[];

/** include/uapi/asm-generic/mman-common.h */
const PROT: Flags = [
  ["PROT_READ", 1],
  ["PROT_WRITE", 2],
  ["PROT_EXEC", 4],
  ["PROT_SEM", 8],
  ["PROT_GROWSDOWN", 0x0100_0000],
  ["PROT_GROWSUP", 0x0200_0000],
];

/** include/uapi/linux/mount.h */
const MOUNT: Flags = [
  ["MS_RDONLY", 1],
  ["MS_NOSUID", 2],
  ["MS_NODEV", 4],
  ["MS_NOEXEC", 8],
  ["MS_SYNCHRONOUS", 16],
  ["MS_REMOUNT", 32],
  ["MS_MANDLOCK", 64],
  ["MS_DIRSYNC", 128],
  ["MS_NOSYMFOLLOW", 256],
  ["MS_NOATIME", 1024],
  ["MS_NODIRATIME", 2048],
  ["MS_BIND", 4096],
  ["MS_MOVE", 8192],
  ["MS_REC", 16384],
  ["MS_SILENT", 32768],
  ["MS_POSIXACL", 1 << 16],
  ["MS_UNBINDABLE", 1 << 17],
  ["MS_PRIVATE", 1 << 18],
  ["MS_SLAVE", 1 << 19],
  ["MS_SHARED", 1 << 20],
  ["MS_RELATIME", 1 << 21],
  ["MS_STRICTATIME", 1 << 24],
  ["MS_LAZYTIME", 1 << 25],
];

/** include/linux/fs.h */
const UMOUNT: Flags = [
  ["MNT_FORCE", 1],
  ["MNT_DETACH", 2],
  ["MNT_EXPIRE", 4],
  ["UMOUNT_NOFOLLOW", 8],
];

/** enum bpf_cmd, from 0 on; each behind BPF_. */
const BPF_COMMANDS = `
MAP_CREATE MAP_LOOKUP_ELEM MAP_UPDATE_ELEM MAP_DELETE_ELEM MAP_GET_NEXT_KEY PROG_LOAD OBJ_PIN OBJ_GET PROG_ATTACH
PROG_DETACH PROG_TEST_RUN PROG_GET_NEXT_ID MAP_GET_NEXT_ID PROG_GET_FD_BY_ID MAP_GET_FD_BY_ID OBJ_GET_INFO_BY_FD
PROG_QUERY RAW_TRACEPOINT_OPEN BTF_LOAD BTF_GET_FD_BY_ID TASK_FD_QUERY MAP_LOOKUP_AND_DELETE_ELEM MAP_FREEZE
BTF_GET_NEXT_ID MAP_LOOKUP_BATCH MAP_LOOKUP_AND_DELETE_BATCH MAP_UPDATE_BATCH MAP_DELETE_BATCH LINK_CREATE LINK_UPDATE
LINK_GET_FD_BY_ID LINK_GET_NEXT_ID ENABLE_STATS ITER_CREATE LINK_DETACH PROG_BIND_MAP TOKEN_CREATE
`
  .trim()
  .split(/\s+/);

/** The file type in a mode; a regular file and a directory are what one expects, and are not told. */
const FILE_TYPES: Readonly<Record<number, string>> = {
  [constants.S_IFIFO]: "S_IFIFO",
  [constants.S_IFCHR]: "S_IFCHR",
  [constants.S_IFBLK]: "S_IFBLK",
  [constants.S_IFSOCK]: "S_IFSOCK",
};

/** From 1 on, on x86-64 and arm64; each behind SIG. */
const SIGNALS = `
HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ
VTALRM PROF WINCH IO PWR SYS
`
  .trim()
  .split(/\s+/);

/** `CAP_NET_RAW` */
export function capabilityName(number: number): string {
  return `CAP_${CAPABILITIES[number]?.toUpperCase() ?? number}`;
}

/** `PROT_READ|PROT_EXEC` */
export const protText = (bits: number): string => flagsText(bits, PROT) || "PROT_NONE";

/** `MS_BIND|MS_REC` */
export const mountFlags = (bits: number): string => flagsText(bits, MOUNT) || "0";

/** `MNT_DETACH` */
export const umountFlags = (bits: number): string => flagsText(bits, UMOUNT) || "0";

/** `BPF_PROG_LOAD` */
export function bpfCommand(number: number): string {
  const name = BPF_COMMANDS[number];
  return name === undefined ? String(number) : `BPF_${name}`;
}

/** `SIGKILL` */
export function signalName(number: number): string {
  const name = SIGNALS[number - 1];
  return name === undefined ? String(number) : `SIG${name}`;
}

/** Gives the name of a system call, `openat`; undefined: the architecture has none of this number. */
export type SyscallName = (number: number) => string | undefined;

/** Of an architecture as Node spells it: x64, arm64. */
export function syscallNames(arch: string): SyscallName {
  const names = new Map(Object.entries(SYSCALL_NUMBERS[arch] ?? {}).map(([name, number]) => [number, name]));
  return (number) => names.get(number);
}

/** `mode=0644`, and `type=S_IFBLK` where something special is made. */
export function modeWords(mode: number): string[] {
  const type = FILE_TYPES[mode & constants.S_IFMT];
  const bits = `mode=0${(mode & 0o7777).toString(8).padStart(3, "0")}`;
  return type === undefined ? [bits] : [bits, `type=${type}`];
}

/** Bits without a name are one hexadecimal number at the end. */
function flagsText(bits: number, flags: Flags): string {
  const names: string[] = [];
  let left = bits;
  for (const [name, bit] of flags) {
    if ((left & bit) === 0) continue;
    names.push(name);
    left &= ~bit;
  }
  if (left !== 0) names.push(`0x${(left >>> 0).toString(16)}`);
  return names.join("|");
}
