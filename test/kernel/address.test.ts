// SPDX-License-Identifier: Apache-2.0
// Sockets by address, for real: what the calls answer and what the alerts say, each with its benign twin.
import t from "tap";
import { ENFORCER, Guard, KERNELS } from "./fixture.ts";
import { type Case, networkPolicy, runCases } from "./net.ts";

const block = (...rules: string[]) => [networkPolicy("Block", "matchAddresses", rules.join(", "))];
const two = block("{cidr: 127.0.0.2}");
const [TCP, TCP6, UDP, UDP6, MPTCP] = [
  "socket=2,1,0",
  "socket=10,1,0",
  "socket=2,2,0",
  "socket=10,2,0",
  "socket=2,1,262",
];

const CONNECT: readonly Case[] = [
  ["no policy: connecting", [], [TCP, "connect=127.0.0.2:9"], ["socket ok", "connect ECONNREFUSED"], []],
  [
    "a blocked address",
    two,
    [TCP, "connect=127.0.0.2:9"],
    ["socket ok", "connect EACCES"],
    ["block SOCKET_CONNECT remoteip=127.0.0.2 port=9"],
  ],
  ["its sibling is free", two, [TCP, "connect=127.0.0.3:9"], ["socket ok", "connect ECONNREFUSED"], []],
  [
    "v4-mapped",
    two,
    [TCP6, "connect=[::ffff:127.0.0.2]:9"],
    ["socket ok", "connect EACCES"],
    ["block SOCKET_CONNECT remoteip=::ffff:127.0.0.2 port=9"],
  ],
  ["the sibling, v4-mapped", two, [TCP6, "connect=[::ffff:127.0.0.3]:9"], ["socket ok", "connect ECONNREFUSED"], []],
  [
    "an IPv4 address on an IPv6 socket",
    two,
    [UDP6, "connect=127.0.0.2:9", "connect=127.0.0.3:9"],
    ["socket ok", "connect EACCES", "connect ok"],
    ["block SOCKET_CONNECT remoteip=127.0.0.2 port=9"],
  ],
  [
    "MPTCP is TCP",
    block("{cidr: 127.0.0.2, protocol: tcp}"),
    [MPTCP, "connect=127.0.0.2:9", "connect=127.0.0.3:9"],
    ["socket ok", "connect EACCES", "connect ECONNREFUSED"],
    ["block SOCKET_CONNECT remoteip=127.0.0.2 port=9"],
  ],
  [
    "TCP Fast Open",
    two,
    [TCP, "fastopen=127.0.0.2:9", "fastopen=127.0.0.3:9"],
    ["socket ok", "fastopen EACCES", "fastopen ECONNREFUSED"],
    ["block SOCKET_SENDMSG remoteip=127.0.0.2 port=9"],
  ],
  [
    "undoing a connection is none",
    two,
    [UDP, "connect=127.0.0.3:9", "connect=none/127.0.0.2:9"],
    ["socket ok", "connect ok", "connect ok"],
    [],
  ],
  [
    "no address is loopback",
    block("{cidr: 127.0.0.1}"),
    [TCP, "connect=0.0.0.0:9", TCP6, "connect=[::ffff:0.0.0.0]:9", "connect=[::]:9"],
    ["socket ok", "connect EACCES", "socket ok", "connect EACCES", "connect ECONNREFUSED"],
    ["block SOCKET_CONNECT remoteip=0.0.0.0 port=9", "block SOCKET_CONNECT remoteip=::ffff:0.0.0.0 port=9"],
  ],
  [
    "no IPv6 address is loopback",
    block('{cidr: "::1"}'),
    [TCP6, "connect=[::]:9", TCP, "connect=0.0.0.0:9"],
    ["socket ok", "connect EACCES", "socket ok", "connect ECONNREFUSED"],
    ["block SOCKET_CONNECT remoteip=:: port=9"],
  ],
  [
    "no address is the one that the socket is bound to",
    two,
    [TCP, "bind=127.0.0.2:0", "connect=0.0.0.0:9"],
    ["socket ok", "bind EACCES", "connect ECONNREFUSED"],
    ["block SOCKET_BIND localip=127.0.0.2 port=0"],
  ],
  [
    "no address, bound to one to which connecting is blocked",
    block("{cidr: 127.0.0.2, direction: [connect]}"),
    [TCP, "bind=127.0.0.2:0", "connect=0.0.0.0:9"],
    ["socket ok", "bind ok", "connect EACCES"],
    ["block SOCKET_CONNECT remoteip=0.0.0.0 port=9"],
  ],
  [
    "IPv4 behind a NAT64",
    block("{cidr: 10.1.2.3}"),
    [UDP6, "connect=[64:ff9b::10.1.2.3]:9", "connect=[64:ff9b::10.1.2.4]:9"],
    ["socket ok", "connect EACCES", "connect ok"],
    ["block SOCKET_CONNECT remoteip=64:ff9b::a01:203 port=9"],
  ],
  [
    "a network",
    block("{cidr: 127.1.0.0/16}"),
    [TCP, "connect=127.1.2.3:9", "connect=127.2.2.3:9"],
    ["socket ok", "connect EACCES", "connect ECONNREFUSED"],
    ["block SOCKET_CONNECT remoteip=127.1.2.3 port=9"],
  ],
  [
    "a network of IPv6",
    block('{cidr: "::/64"}'),
    [TCP6, "connect=[::1]:9", "connect=[::ffff:127.0.0.2]:9"],
    ["socket ok", "connect EACCES", "connect ECONNREFUSED"],
    ["block SOCKET_CONNECT remoteip=::1 port=9"],
  ],
  [
    "ports, at any address",
    block("{port: 1000, endPort: 2000}"),
    [TCP, "connect=127.0.0.1:1500", "connect=127.0.0.1:2001", TCP6, "connect=[::1]:1000"],
    ["socket ok", "connect EACCES", "connect ECONNREFUSED", "socket ok", "connect EACCES"],
    ["block SOCKET_CONNECT remoteip=127.0.0.1 port=1500", "block SOCKET_CONNECT remoteip=::1 port=1000"],
  ],
  [
    "of one protocol",
    block("{cidr: 127.0.0.2, protocol: udp}"),
    [UDP, "connect=127.0.0.2:9", TCP, "connect=127.0.0.2:9"],
    ["socket ok", "connect EACCES", "socket ok", "connect ECONNREFUSED"],
    ["block SOCKET_CONNECT remoteip=127.0.0.2 port=9"],
  ],
  [
    "by one program",
    block("{cidr: 127.0.0.2, fromSource: [{path: /bin/true}]}"),
    [TCP, "connect=127.0.0.2:9"],
    ["socket ok", "connect ECONNREFUSED"],
    [],
  ],
  [
    "audit: it is let through and told",
    [networkPolicy("Audit", "matchAddresses", "{cidr: 127.0.0.2}")],
    [TCP, "connect=127.0.0.2:9", "connect=127.0.0.3:9"],
    ["socket ok", "connect ECONNREFUSED", "connect ECONNREFUSED"],
    ["audit SOCKET_CONNECT remoteip=127.0.0.2 port=9"],
  ],
];

const SEND: readonly Case[] = [
  ["no policy: sending", [], [UDP, "send=127.0.0.2:9"], ["socket ok", "send ok"], []],
  [
    "a datagram, and its sibling",
    two,
    [UDP, "send=127.0.0.2:9", "send=127.0.0.3:9"],
    ["socket ok", "send EACCES", "send ok"],
    ["block SOCKET_SENDMSG remoteip=127.0.0.2 port=9"],
  ],
  [
    "while connected elsewhere",
    two,
    [UDP, "connect=127.0.0.3:9", "send=127.0.0.2:9"],
    ["socket ok", "connect ok", "send EACCES"],
    ["block SOCKET_SENDMSG remoteip=127.0.0.2 port=9"],
  ],
  [
    "the second one of a sendmmsg",
    two,
    [UDP, "many=127.0.0.3:9,127.0.0.2:9"],
    ["socket ok", "many ok", "many EACCES"],
    ["block SOCKET_SENDMSG remoteip=127.0.0.2 port=9"],
  ],
  [
    "an address without its family is one of IPv4",
    two,
    [UDP, "send=none/127.0.0.2:9", "send=none/127.0.0.3:9"],
    ["socket ok", "send EACCES", "send ok"],
    ["block SOCKET_SENDMSG remoteip=127.0.0.2 port=9"],
  ],
  [
    "an IPv4 address on an IPv6 socket",
    two,
    [UDP6, "send=127.0.0.2:9", "send=[::ffff:127.0.0.2]:9", "send=127.0.0.3:9"],
    ["socket ok", "send EACCES", "send EACCES", "send ok"],
    ["block SOCKET_SENDMSG remoteip=127.0.0.2 port=9", "block SOCKET_SENDMSG remoteip=::ffff:127.0.0.2 port=9"],
  ],
  [
    "out of a raw socket",
    two,
    ["socket=2,3,255", "send=127.0.0.2:0"],
    ["socket ok", "send EACCES"],
    ["block SOCKET_SENDMSG remoteip=127.0.0.2 port=0"],
  ],
];

const from = (address: string) => [TCP, `bind=${address}:0`, "connect=127.0.0.1:8082"];
const server = (socket: string) => [socket, "bind=127.0.0.1:8082", "listen"];
const noPeer = block("{cidr: 127.0.0.2, direction: [accept]}");

const LOCAL: readonly Case[] = [
  [
    "binding to a port",
    block("{port: 8080, direction: [bind]}"),
    [TCP, "bind=127.0.0.1:8080", "bind=127.0.0.1:8081", TCP, "connect=127.0.0.1:8080"],
    ["socket ok", "bind EACCES", "bind ok", "socket ok", "connect ECONNREFUSED"],
    ["block SOCKET_BIND localip=127.0.0.1 port=8080"],
  ],
  [
    "binding without a family is binding to IPv4",
    block("{port: 8080, direction: [bind]}"),
    [TCP, "bind=none/0.0.0.0:8080"],
    ["socket ok", "bind EACCES"],
    ["block SOCKET_BIND localip=0.0.0.0 port=8080"],
  ],
  [
    "binding to :: is binding to IPv4, too",
    block("{cidr: 0.0.0.0/0, direction: [bind]}"),
    [TCP6, "bind=[::]:8080", "bind=[::1]:8080"],
    ["socket ok", "bind EACCES", "bind ok"],
    ["block SOCKET_BIND localip=:: port=8080"],
  ],
  [
    "listening",
    block("{port: 8081, direction: [listen]}"),
    [TCP, "bind=127.0.0.1:8081", "listen", TCP, "bind=127.0.0.1:8082", "listen"],
    ["socket ok", "bind ok", "listen EACCES", "socket ok", "bind ok", "listen ok"],
    ["block SOCKET_LISTEN localip=127.0.0.1 port=8081"],
  ],
  [
    "listening without binding",
    block("{cidr: 0.0.0.0/0, direction: [listen]}"),
    [TCP, "listen"],
    ["socket ok", "listen EACCES"],
    ["block SOCKET_LISTEN localip=0.0.0.0 port=0"],
  ],
];

/** fmod_ret has no memory with sockets: it does not know who listens where a peer asks. */
const PEERS: readonly Case[] = [
  [
    "a peer is not answered",
    noPeer,
    [...server(TCP), ...from("127.0.0.2")],
    ["socket ok", "bind ok", "listen ok", "socket ok", "bind ok", "connect EINPROGRESS"],
    ["block SOCKET_ACCEPT remoteip=127.0.0.2 port=PORT cut=args"],
  ],
  [
    "another peer is",
    noPeer,
    [...server(TCP), ...from("127.0.0.3")],
    ["socket ok", "bind ok", "listen ok", "socket ok", "bind ok", "connect ok"],
    [],
  ],
  [
    "a peer of an IPv6 socket",
    noPeer,
    [TCP6, "bind=[::]:8082", "listen", ...from("127.0.0.2")],
    ["socket ok", "bind ok", "listen ok", "socket ok", "bind ok", "connect EINPROGRESS"],
    ["block SOCKET_ACCEPT remoteip=127.0.0.2 port=PORT cut=args"],
  ],
  [
    "a peer of an MPTCP socket",
    noPeer,
    [...server(MPTCP), ...from("127.0.0.2")],
    ["socket ok", "bind ok", "listen ok", "socket ok", "bind ok", "connect EINPROGRESS"],
    ["block SOCKET_ACCEPT remoteip=127.0.0.2 port=PORT cut=args"],
  ],
  [
    "a peer of a program that the rule does not mean",
    block("{cidr: 127.0.0.2, direction: [accept], fromSource: [{path: /bin/true}]}"),
    [...server(TCP), ...from("127.0.0.2")],
    ["socket ok", "bind ok", "listen ok", "socket ok", "bind ok", "connect ok"],
    [],
  ],
];

for (const kernel of KERNELS) {
  t.test(`addresses on ${kernel}`, async (t) => {
    const guard = await Guard.start({ kernel });
    t.teardown(() => guard.stop());
    await t.test("connecting", (t) => runCases(t, guard, CONNECT));
    await t.test("sending", (t) => runCases(t, guard, SEND));
    await t.test("the local end", (t) => runCases(t, guard, LOCAL));
    await t.test("the other end", { skip: ENFORCER === "fmod_ret" }, (t) => runCases(t, guard, PEERS));
  });
}
