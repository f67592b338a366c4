// SPDX-License-Identifier: Apache-2.0
// What the words of network rules stand for. They speak of sockets of every family but AF_UNIX and AF_NETLINK, which never
// leave the node: the kernel part asks no rule about those. KubeArmor does not look at the family, so that its "tcp" also
// stops every local service; a policy that blocks it there is narrower here.

import { SOCKET_TYPE_SHIFT, SocketProtocol } from "../gen/abi.ts";
import type { ProtocolWord } from "./words.ts";

/** The kernel's SOCK_* numbers. */
export const SocketType = { STREAM: 1, DGRAM: 2, RAW: 3, RDM: 4, SEQPACKET: 5, DCCP: 6, PACKET: 10 } as const;

const EVERY_TYPE: readonly number[] = Object.values(SocketType);
const EVERY_PROTOCOL: readonly number[] = Array.from({ length: SocketProtocol.COUNT }, (_, protocol) => protocol);

/** As in the keys of the kernel's map. */
export function socketKind(type: number, protocol: number): number {
  return (type << SOCKET_TYPE_SHIFT) | protocol;
}

export function socketKinds(word: ProtocolWord): readonly number[] {
  const { types, protocols } = meaningOf(word);
  return types.flatMap((type) => protocols.map((protocol) => socketKind(type, protocol)));
}

/** Any of the types with any of the protocols. The kernel part counts protocol 0 of a stream as TCP, of a datagram as UDP. */
export function meaningOf(word: ProtocolWord): {
  readonly types: readonly number[];
  readonly protocols: readonly number[];
} {
  switch (word) {
    case "tcp":
      return { types: [SocketType.STREAM], protocols: [SocketProtocol.TCP] };
    case "udp":
      return { types: [SocketType.DGRAM], protocols: [SocketProtocol.UDP] };
    case "icmp":
      return { types: [SocketType.RAW, SocketType.DGRAM], protocols: [SocketProtocol.ICMP] };
    case "icmpv6":
      return { types: [SocketType.RAW, SocketType.DGRAM], protocols: [SocketProtocol.ICMPV6] };
    case "sctp":
      return { types: [SocketType.STREAM, SocketType.SEQPACKET], protocols: [SocketProtocol.SCTP] };
    case "raw":
      return { types: [SocketType.RAW], protocols: EVERY_PROTOCOL };
    case "stream":
      return { types: [SocketType.STREAM], protocols: EVERY_PROTOCOL };
    case "dgram":
      return { types: [SocketType.DGRAM], protocols: EVERY_PROTOCOL };
    case "rdm":
      return { types: [SocketType.RDM], protocols: EVERY_PROTOCOL };
    case "seqpacket":
      return { types: [SocketType.SEQPACKET], protocols: EVERY_PROTOCOL };
    case "dccp":
      return { types: [SocketType.DCCP], protocols: EVERY_PROTOCOL };
    case "packet":
      return { types: [SocketType.PACKET], protocols: EVERY_PROTOCOL };
    case "all":
      return { types: EVERY_TYPE, protocols: EVERY_PROTOCOL };
  }
}
