// SPDX-License-Identifier: Apache-2.0

import { constants } from "node:fs";
import t from "tap";
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
