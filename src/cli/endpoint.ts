// SPDX-License-Identifier: Apache-2.0
// The addresses of acts: 10.0.0.1:443, [fd00::1]:53/udp, 10.0.0.1/icmp, unix:/run/x, unix:@name.

import { InvalidArgumentError } from "commander";
import { SocketProtocol } from "../gen/abi.ts";
import type { FirewallAct, NetworkAct } from "../policy/act.ts";
import { addressBytes } from "../policy/address.ts";
import { SocketType } from "../policy/socket-kinds.ts";
import { oneOf, parsePath } from "./act-values.ts";

const { TCP, UDP, ICMP, ICMPV6, SCTP, DCCP, OTHER } = SocketProtocol;

/** What programs ask for who use it. ping: ICMP without privileges. */
export const SOCKETS = {
  tcp: { family: "inet", type: SocketType.STREAM, protocol: TCP },
  udp: { family: "inet", type: SocketType.DGRAM, protocol: UDP },
  icmp: { family: "inet", type: SocketType.RAW, protocol: ICMP },
  icmpv6: { family: "inet6", type: SocketType.RAW, protocol: ICMPV6 },
  ping: { family: "inet", type: SocketType.DGRAM, protocol: ICMP },
  sctp: { family: "inet", type: SocketType.STREAM, protocol: SCTP },
  dccp: { family: "inet", type: SocketType.DCCP, protocol: DCCP },
  raw: { family: "inet", type: SocketType.RAW, protocol: OTHER },
  packet: { family: "other", type: SocketType.PACKET, protocol: OTHER },
} as const;
export type SocketWord = keyof typeof SOCKETS;
export const SOCKET_WORDS = Object.keys(SOCKETS) as SocketWord[];

const WITH_PORTS = ["tcp", "udp", "sctp", "dccp"] as const;
const WITH_ADDRESSES = [...WITH_PORTS, "icmp", "icmpv6", "ping", "raw"] as const;
type AddressWord = (typeof WITH_ADDRESSES)[number];
const OF_FIREWALL = ["tcp", "udp", "sctp"] as const;

const PORT_MAX = 65535;

export type Endpoint = Pick<NetworkAct, "family" | "type" | "protocol"> & {
  readonly address: NonNullable<NetworkAct["address"]>;
  readonly text: string;
};

/** `portMin` is 0 where the kernel may choose the port, else 1. */
export function endpointParser(portMin: 0 | 1): (text: string) => Endpoint {
  return (text) => {
    if (text.startsWith("unix:")) return unixEndpoint(text.slice("unix:".length));
    const { family, host, ip, port, word } = readAddress(text);
    const kind = oneOf(WITH_ADDRESSES, word, "protocol");
    checkPort(kind, host, port, portMin);
    const place = port === null ? host : `${host}:${port}`;
    const address = { ip, port: port ?? 0 };
    return { ...SOCKETS[kind], ...fitting(kind, family, host), address, text: `${place}/${kind}` };
  };
}

/** The other end of a connection through the firewall, and the port that it is to. */
export type Peer = Pick<FirewallAct, "ip" | "port" | "protocol"> & { readonly host: string };

export function parsePeer(text: string): Peer {
  const { host, ip, port, word } = readAddress(text);
  const protocol = oneOf(OF_FIREWALL, word, "protocol of the firewall");
  checkPort(protocol, host, port, 1);
  return { host, ip, port: port ?? 0, protocol };
}

interface Address {
  readonly family: "inet" | "inet6";
  /** As it stands before a port. */
  readonly host: string;
  readonly ip: readonly number[];
  readonly port: number | null;
  /** The protocol, as written. */
  readonly word: string;
}

function readAddress(text: string): Address {
  const [, v6, v4 = "", port, word = "tcp"] =
    /^(?:\[([^\]]*)\]|([^:/[\]]*))(?::(\d{1,9}))?(?:\/(\w+))?$/.exec(text) ?? [];
  const bare = v6 ?? v4;
  const ip = addressBytes(bare);
  if (ip === null || bare.includes(":") !== (v6 !== undefined)) {
    throw new InvalidArgumentError(
      "Write an address like 10.0.0.1:443, [fd00::1]:53/udp, unix:/run/x or unix:@name; names are not looked up.",
    );
  }
  return {
    family: v6 === undefined ? "inet" : "inet6",
    host: v6 === undefined ? bare : `[${bare}]`,
    ip,
    port: port === undefined ? null : Number(port),
    word,
  };
}

function checkPort(kind: AddressWord, host: string, port: number | null, portMin: 0 | 1): void {
  if (!WITH_PORTS.some((it) => it === kind)) {
    if (port !== null) throw new InvalidArgumentError(`${kind} has no ports: write ${host}/${kind}.`);
  } else if (port === null) {
    throw new InvalidArgumentError(`Write the port, like ${host}:443${kind === "tcp" ? "" : `/${kind}`}.`);
  } else if (port < portMin || port > PORT_MAX) {
    throw new InvalidArgumentError(`A port is a whole number from ${portMin} to ${PORT_MAX}.`);
  }
}

/** ICMP has a protocol for each family. */
function fitting(kind: AddressWord, family: Address["family"], host: string): Partial<Endpoint> {
  if (kind === "ping") return { family, protocol: family === "inet" ? ICMP : ICMPV6 };
  const own = kind === "icmp" || kind === "icmpv6" ? SOCKETS[kind].family : family;
  if (own !== family) {
    const other = kind === "icmp" ? "icmpv6" : "icmp";
    throw new InvalidArgumentError(`${host} has no ${kind}: write ${host}/${other}.`);
  }
  return { family };
}

function unixEndpoint(name: string): Endpoint {
  const isAbstract = name.startsWith("@") && name.length > 1;
  const unix = isAbstract ? name : parsePath(name);
  return { family: "unix", type: SocketType.STREAM, protocol: OTHER, address: { unix }, text: `unix:${unix}` };
}
