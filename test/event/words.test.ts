// SPDX-License-Identifier: Apache-2.0

import { constants } from "node:fs";
import t from "tap";
import {
  bpfCommand,
  capabilityName,
  modeWords,
  mountFlags,
  protText,
  signalName,
  syscallNames,
  umountFlags,
} from "../../src/event/system-words.ts";
import { addressText, openFlags, socketWords, timeText } from "../../src/event/words.ts";

const [UNIX, INET, INET6] = [1, 2, 10];
for (const [name, family, type, protocol, want] of [
  ["TCP by default", INET, 1, 0, "protocol=TCP type=SOCK_STREAM"],
  ["TCP asked for", INET6, 1, 6, "protocol=TCP type=SOCK_STREAM"],
  ["MPTCP is TCP", INET, 1, 262, "protocol=TCP type=SOCK_STREAM"],
  ["UDP by default", INET6, 2, 0, "protocol=UDP type=SOCK_DGRAM"],
  ["UDP asked for", INET, 2, 17, "protocol=UDP type=SOCK_DGRAM"],
  ["ping", INET, 2, 1, "protocol=ICMP type=SOCK_DGRAM"],
  ["raw ICMP", INET, 3, 1, "protocol=ICMP type=SOCK_RAW"],
  ["raw ICMPv6", INET6, 3, 58, "protocol=IPv6-ICMP type=SOCK_RAW"],
  ["SCTP", INET, 5, 132, "protocol=SCTP type=SOCK_SEQPACKET"],
  ["DCCP", INET, 6, 33, "protocol=DCCP type=SOCK_DCCP"],
  ["raw of no protocol", INET, 3, 255, "type=SOCK_RAW"],
  ["sequenced packets by default", INET, 5, 0, "type=SOCK_SEQPACKET"],
  ["a unix stream is not TCP", UNIX, 1, 0, "type=SOCK_STREAM"],
  ["a netlink socket of protocol 6 is not TCP", 16, 3, 6, "type=SOCK_RAW"],
  ["packet", 17, 10, 768, "type=SOCK_PACKET"],
  ["an unknown type", INET, 7, 0, "type=7"],
] as const) {
  t.test(`socket: ${name}`, async (t) => t.equal(socketWords({ family, type, protocol }).join(" "), want));
}

for (const [given, want] of [
  ["01020304", "1.2.3.4"],
  ["00000000", "0.0.0.0"],
  ["00000000000000000000000000000000", "::"],
  ["00000000000000000000000000000001", "::1"],
  ["20010db8000000000000000000000001", "2001:db8::1"],
  ["20010db8000000010000000000000001", "2001:db8:0:1::1"],
  ["20010db8000000010001000100010001", "2001:db8:0:1:1:1:1:1"],
  ["20010000000000010000000000010000", "2001::1:0:0:1:0"],
  ["fe800000000000000000000000000000", "fe80::"],
  ["00010002000300040005000600070008", "1:2:3:4:5:6:7:8"],
  ["00000000000000000000ffff01020304", "::ffff:1.2.3.4"],
] as const) {
  t.test(`address: ${want}`, async (t) => t.equal(addressText(Buffer.from(given, "hex")), want));
}

for (const [flags, want] of [
  [0, "O_RDONLY"],
  [constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC, "O_WRONLY|O_CREAT|O_TRUNC"],
  [constants.O_RDWR | constants.O_APPEND | 0o2000000, "O_RDWR|O_APPEND|O_CLOEXEC"],
  [constants.O_SYNC, "O_RDONLY|O_SYNC"],
  [constants.O_DSYNC, "O_RDONLY|O_DSYNC"],
  [constants.O_DIRECTORY, "O_RDONLY|O_DIRECTORY"],
  [constants.O_RDWR | 0o20000000 | constants.O_DIRECTORY, "O_RDWR|O_TMPFILE"],
  [process.arch === "arm64" ? 0o400000 : 0o100000, "O_RDONLY"], // O_LARGEFILE
  [0x20, "O_RDONLY"], // the kernel's own mark of an open for exec
] as const) {
  t.test(`flags: 0${flags.toString(8)} is ${want}`, async (t) => t.equal(openFlags(flags), want));
}

for (const [ns, want] of [
  [0n, "1970-01-01T00:00:00.000000Z"],
  [1_767_366_245_123_456_789n, "2026-01-02T15:04:05.123456Z"],
  [1_767_366_245_000_001_000n, "2026-01-02T15:04:05.000001Z"],
] as const) {
  t.test(`time: ${want}`, async (t) => t.equal(timeText(ns), want));
}

const numbers: readonly (readonly [given: string | undefined, want: string | undefined])[] = [
  [capabilityName(0), "CAP_CHOWN"],
  [capabilityName(40), "CAP_CHECKPOINT_RESTORE"],
  [capabilityName(41), "CAP_41"],
  [protText(0), "PROT_NONE"],
  [protText(7), "PROT_READ|PROT_WRITE|PROT_EXEC"],
  [protText(0x8000_0004), "PROT_EXEC|0x80000000"],
  [mountFlags(0), "0"],
  [mountFlags(4096 | 16384), "MS_BIND|MS_REC"],
  [mountFlags(0xc0ed_0000 >>> 0), "MS_POSIXACL|MS_PRIVATE|MS_SLAVE|MS_RELATIME|0xc0c00000"],
  [umountFlags(0), "0"],
  [umountFlags(2 | 8), "MNT_DETACH|UMOUNT_NOFOLLOW"],
  [bpfCommand(0), "BPF_MAP_CREATE"],
  [bpfCommand(5), "BPF_PROG_LOAD"],
  [bpfCommand(28), "BPF_LINK_CREATE"],
  [bpfCommand(36), "BPF_TOKEN_CREATE"],
  [bpfCommand(0xffff_ffff), "4294967295"],
  [signalName(9), "SIGKILL"],
  [signalName(0), "0"],
  [signalName(31), "SIGSYS"],
  [signalName(34), "34"],
  [syscallNames("x64")(87), "unlink"],
  [syscallNames("arm64")(35), "unlinkat"],
  [syscallNames("x64")(9999), undefined],
  [syscallNames("vax")(1), undefined],
  [modeWords(0).join(" "), "mode=0000"],
  [modeWords(0o100644).join(" "), "mode=0644"],
  [modeWords(0o041777).join(" "), "mode=01777"],
  [modeWords(0o010600).join(" "), "mode=0600 type=S_IFIFO"],
  [modeWords(0o020666).join(" "), "mode=0666 type=S_IFCHR"],
  [modeWords(0o060660).join(" "), "mode=0660 type=S_IFBLK"],
  [modeWords(0o140755).join(" "), "mode=0755 type=S_IFSOCK"],
];
for (const [given, want] of numbers) {
  t.test(`number: ${want}`, async (t) => t.equal(given, want));
}
