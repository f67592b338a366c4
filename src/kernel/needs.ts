// SPDX-License-Identifier: Apache-2.0
// Which programs the rules in force need. Those that would cost every task something are attached only while they have
// something to decide.

import { BLOCK_BYTES, Class, ClassFlag, RULE_CLASS_FACTS, RULE_SET } from "../gen/abi.ts";

/** Bits by enum rule_class. */
export interface Need {
  /** There are rules for it. */
  readonly classes: number;
  /** Some of them may deny. */
  readonly mayDeny: number;
}

export const NO_NEED: Need = { classes: 0, mayDeny: 0 };

export function union(a: Need, b: Need): Need {
  return { classes: a.classes | b.classes, mayDeny: a.mayDeny | b.mayDeny };
}

export const isSameNeed = (a: Need, b: Need): boolean => a.classes === b.classes && a.mayDeny === b.mayDeny;

/** What a rule set needs, as it says itself: see struct rule_set of bpf/abi.h. */
export function needOf(blocks: Uint8Array): Need {
  const view = new DataView(blocks.buffer, blocks.byteOffset, blocks.byteLength);
  const classes = view.getUint32(RULE_SET.classes, true);
  let mayDeny = 0;
  for (let code = 0; code < Class.COUNT; code++) {
    const flags = view.getUint8(BLOCK_BYTES + code * RULE_CLASS_FACTS.size + RULE_CLASS_FACTS.flags);
    if (flags & ClassFlag.MAY_DENY) mayDeny |= bit(code) & classes;
  }
  return { classes, mayDeny };
}

const bit = (code: number): number => 1 << code;

/** What a program has something to decide for: rules of these classes, or only those that may deny. */
interface Purpose {
  readonly classes: number;
  readonly onlyToDeny: boolean;
}

const purpose = (...codes: readonly number[]): Purpose => ({
  classes: codes.reduce((bits, code) => bits | bit(code), 0),
  onlyToDeny: false,
});
const denials = (...codes: readonly number[]): Purpose => ({ ...purpose(...codes), onlyToDeny: true });

const FILE = purpose(Class.FILE);
const NETWORK = purpose(Class.NETWORK);
/** What covers a program that a rule allows could take its place. */
const COVERING = denials(Class.PROCESS);
const PRESETS = purpose(Class.PRESETS);
const SYSCALLS = purpose(Class.SYSCALLS);

/** By the name of the program in bpf/. What is not here is always attached: who belongs where, the proof, the daemon's own safety. */
const PURPOSES: Readonly<Record<string, Purpose>> = {
  on_open: FILE,
  on_receive: FILE,
  // Every read and write comes here, of files that were opened before: only a denial has anything to add to the open.
  on_use: denials(Class.FILE),
  on_file_truncate: denials(Class.FILE),
  on_mmap: denials(Class.FILE, Class.PROCESS),
  on_mprotect: denials(Class.PROCESS),
  on_create: FILE,
  on_mkdir: FILE,
  on_rmdir: FILE,
  on_unlink: FILE,
  on_symlink: FILE,
  on_link: FILE,
  on_rename: FILE,
  on_chmod: FILE,
  on_chown: FILE,
  on_truncate: FILE,
  on_setxattr: FILE,
  on_removexattr: FILE,
  on_set_acl: FILE,
  on_remove_acl: FILE,
  on_connect: NETWORK,
  on_unix_connect: NETWORK,
  on_unix_send: NETWORK,
  on_unix_bind: NETWORK,
  on_bind: NETWORK,
  on_listen: NETWORK,
  on_listening: NETWORK,
  on_accept: NETWORK,
  on_peer: NETWORK,
  on_send: NETWORK,
  on_query: purpose(Class.DNS),
  on_capable: purpose(Class.CAPABILITIES),
  on_preset_exec: PRESETS,
  on_preset_mmap: PRESETS,
  on_preset_mprotect: PRESETS,
  on_preset_open: PRESETS,
  on_syscall: SYSCALLS,
  on_syscall_end: SYSCALLS,
  on_mount: FILE,
  on_mount_over: COVERING,
  on_mount_from: FILE,
  on_superblock: FILE,
  on_move_mount: FILE,
  on_move_mount_over: COVERING,
  on_move_mount_from: FILE,
  on_umount: FILE,
  on_umount_over: COVERING,
  on_pivot_root: FILE,
  on_pivot_root_over: COVERING,
};

export function isNeeded(name: string, { classes, mayDeny }: Need): boolean {
  const { classes: purposes = -1, onlyToDeny = false } = PURPOSES[name] ?? {};
  return purposes === -1 || ((onlyToDeny ? mayDeny : classes) & purposes) !== 0;
}
