// SPDX-License-Identifier: Apache-2.0
// IP addresses and networks. All are IPv6 here: an IPv4 address is ::ffff:a.b.c.d, as a dual-stack socket sees it, so that a rule
// on 10.0.0.0/8 holds however a program spells the address.

import ipaddr from "ipaddr.js";
import { quote } from "../problem.ts";
import type { IpNetwork } from "./policy.ts";

const MAPPED_BITS = 96;

/** "10.0.0.0/8", "fd00::/8", "1.1.1.1" (a network of one). Bits behind the prefix are cleared. */
export function parseIpNetwork(written: string): IpNetwork | { readonly wrong: string } {
  const [, addressText = "", bitsText] = /^([^/]*)(?:\/([0-9]{1,3}))?$/.exec(written.trim()) ?? [];
  // Only the spellings that nobody can misread: no octal, no missing parts.
  if (!ipaddr.IPv4.isValidFourPartDecimal(addressText) && !ipaddr.IPv6.isValid(addressText)) return wrong(written);
  const address = ipaddr.parse(addressText);
  const bitsMax = address.kind() === "ipv4" ? 32 : 128;
  const bits = bitsText === undefined ? bitsMax : Number(bitsText);
  if (bits > bitsMax || addressText.includes("%")) return wrong(written);
  const own = clearBehind(address.toByteArray(), bits);
  const text = ipaddr.fromByteArray(own);
  return {
    bytes: mapped(own),
    bits: bitsMax === 32 ? bits + MAPPED_BITS : bits,
    text: `${text instanceof ipaddr.IPv6 ? text.toRFC5952String() : text.toString()}/${bits}`,
  };
}

/** The 16 bytes of an address; null: it is none. */
export function addressBytes(text: string): readonly number[] | null {
  const parsed = parseIpNetwork(text);
  return "wrong" in parsed || text.includes("/") ? null : parsed.bytes;
}

/** An IPv6 network does not mean IPv4, though that lies in it: "::/0" is no other word for everything. */
export function contains({ bytes, bits }: IpNetwork, address: readonly number[]): boolean {
  if (bits < MAPPED_BITS && isMapped(address)) return false;
  return clearBehind(address, bits).every((byte, i) => byte === bytes[i]);
}

export function isMapped(address: readonly number[]): boolean {
  return mapped(address.slice(12)).every((byte, i) => byte === address[i]);
}

function mapped(bytes: readonly number[]): readonly number[] {
  return bytes.length === 16 ? bytes : [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, ...bytes];
}

function clearBehind(bytes: readonly number[], bits: number): number[] {
  return bytes.map((byte, i) => byte & (0xff00 >> Math.min(8, Math.max(0, bits - 8 * i))));
}

function wrong(written: string): { readonly wrong: string } {
  return { wrong: `must be an IP address or a network such as 10.0.0.0/8 or fd00::/8, got ${quote(written)}` };
}
