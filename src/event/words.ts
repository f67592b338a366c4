// SPDX-License-Identifier: Apache-2.0
// How alerts spell what the kernel says in numbers: sockets, addresses, flags, times. The words are KubeArmor's, so that
// what reads its alerts reads ours.

import { constants } from "node:fs";
import type { Socket } from "./event.ts";

const AF_INET = 2;
const AF_INET6 = 10;

const SOCK_STREAM = 1;
const SOCK_DGRAM = 2;
const SOCKET_TYPES: Readonly<Record<number, string>> = {
  [SOCK_STREAM]: "SOCK_STREAM",
  [SOCK_DGRAM]: "SOCK_DGRAM",
  3: "SOCK_RAW",
  4: "SOCK_RDM",
  5: "SOCK_SEQPACKET",
  6: "SOCK_DCCP",
  10: "SOCK_PACKET",
};

/** By IPPROTO_* number. */
const PROTOCOLS: Readonly<Record<number, string>> = {
  1: "ICMP",
  6: "TCP",
  17: "UDP",
  33: "DCCP",
  58: "IPv6-ICMP",
  132: "SCTP",
  262: "TCP", // MPTCP
};

/** `protocol=TCP`, `type=SOCK_STREAM`; the protocol only where the socket has one that has a word. */
export function socketWords(socket: Socket): string[] {
  const type = `type=${SOCKET_TYPES[socket.type] ?? socket.type}`;
  const protocol = protocolOf(socket);
  return protocol === undefined ? [type] : [`protocol=${protocol}`, type];
}

function protocolOf({ family, type, protocol }: Socket): string | undefined {
  if (family !== AF_INET && family !== AF_INET6) return undefined;
  if (protocol !== 0) return PROTOCOLS[protocol];
  // Nothing was asked for: the kernel takes the usual one.
  return type === SOCK_STREAM ? "TCP" : type === SOCK_DGRAM ? "UDP" : undefined;
}

/** `1.2.3.4` for 4 bytes, `2001:db8::1` for 16. */
export function addressText(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join(".");
  const groups = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0));
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (mapped) return `::ffff:${bytes.subarray(12).join(".")}`;
  const zeros = longestZeros(groups);
  const hex = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(":");
  if (zeros.length < 2) return hex(groups);
  return `${hex(groups.slice(0, zeros.start))}::${hex(groups.slice(zeros.start + zeros.length))}`;
}

/** The first of the longest runs of zero groups, which an IPv6 address writes as `::`. */
function longestZeros(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  return best;
}

/** O_LARGEFILE is left out: the kernel sets it on every open of a 64-bit program. The rest differs between machines, so
 * the numbers are those that Node was built with. */
const OPEN_FLAGS: readonly (readonly [name: string, bits: number])[] = [
  ["O_CREAT", constants.O_CREAT],
  ["O_EXCL", constants.O_EXCL],
  ["O_NOCTTY", constants.O_NOCTTY],
  ["O_TRUNC", constants.O_TRUNC],
  ["O_APPEND", constants.O_APPEND],
  ["O_NONBLOCK", constants.O_NONBLOCK],
  ["O_SYNC", constants.O_SYNC],
  ["O_DSYNC", constants.O_DSYNC],
  ["O_DIRECT", constants.O_DIRECT],
  ["O_TMPFILE", 0o20000000 | constants.O_DIRECTORY],
  ["O_DIRECTORY", constants.O_DIRECTORY],
  ["O_NOFOLLOW", constants.O_NOFOLLOW],
  ["O_NOATIME", constants.O_NOATIME],
  ["O_CLOEXEC", 0o2000000],
  ["O_PATH", 0o10000000],
];

const O_ACCMODE = 3;
const ACCESS = ["O_RDONLY", "O_WRONLY", "O_RDWR", "O_ACCMODE"] as const;

/** `O_WRONLY|O_CREAT|O_TRUNC`, the access mode first. */
export function openFlags(flags: number): string {
  const words: string[] = [ACCESS[(flags & O_ACCMODE) as 0 | 1 | 2 | 3]];
  let left = flags;
  for (const [name, bits] of OPEN_FLAGS) {
    // O_SYNC holds O_DSYNC, O_TMPFILE holds O_DIRECTORY: a flag that is told is not told again as its part.
    if ((left & bits) !== bits) continue;
    words.push(name);
    left &= ~bits;
  }
  return words.join("|");
}

/** UTC with microseconds, `2006-01-02T15:04:05.000000Z`. */
export function timeText(unixNs: bigint): string {
  const micros = unixNs / 1000n;
  const seconds = new Date(Number(micros / 1000n)).toISOString().slice(0, 19);
  return `${seconds}.${(micros % 1_000_000n).toString().padStart(6, "0")}Z`;
}
