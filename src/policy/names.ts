// SPDX-License-Identifier: Apache-2.0
// The names that acts are looked up by, as bpf/abi.h has them (NAMES): byte strings, hashed under a secret key.

import { NAME_CLASS_SHIFT, NAME_NUMBER_ADDRESS, NAME_NUMBER_SHIFT } from "../gen/abi.ts";
import { type HashKey, sipHash } from "./siphash.ts";

/** The prefix length that stands for any IP address. */
export const ANY_ADDRESS = 255;

interface OfClass {
  /** enum rule_class. */
  readonly class: number;
}

export type Name =
  /** A path, a directory with its slash, the name of a program, a domain. `call`: a system call's number + 1, or 0. */
  | (OfClass & { readonly kind: "text"; readonly text: string; readonly call: number })
  /** A socket kind, a capability, a preset, a system call. */
  | (OfClass & { readonly kind: "number"; readonly number: number })
  /** `bits` of the 16 bytes count, the others are 0; ANY_ADDRESS: none do, and 16 zero bytes stand there. */
  | (OfClass & { readonly kind: "address"; readonly bytes: Uint8Array; readonly bits: number });

const encoder = new TextEncoder();

/** What tells a name from all others; for people, too. */
export function nameText(name: Name): string {
  switch (name.kind) {
    case "text":
      return name.call === 0 ? `${name.class} ${name.text}` : `${name.class} ${name.call}:${name.text}`;
    case "number":
      return `${name.class} #${name.number}`;
    case "address":
      return `${name.class} ${Buffer.from(name.bytes).toString("hex")}/${name.bits}`;
  }
}

/** Never 0. */
export function hashName(key: HashKey, name: Name): bigint {
  const number = name.kind === "text" ? name.call : name.kind === "address" ? NAME_NUMBER_ADDRESS : 0;
  const salt = (BigInt(name.class) << BigInt(NAME_CLASS_SHIFT)) ^ (BigInt(number) << BigInt(NAME_NUMBER_SHIFT));
  const hash = sipHash(key, bytesOf(name)) ^ salt;
  return hash === 0n ? 1n : hash;
}

function bytesOf(name: Name): Uint8Array {
  switch (name.kind) {
    case "text":
      return encoder.encode(name.text);
    case "number":
      return numberBytes(name.number);
    case "address":
      return Buffer.concat([isIpv4(name) ? name.bytes.subarray(MAPPED_BYTES) : name.bytes, Buffer.of(name.bits)]);
  }
}

const MAPPED_BYTES = 12;
const MAPPED = Buffer.from("00000000000000000000ffff", "hex");

function isIpv4({ bytes, bits }: Name & { readonly kind: "address" }): boolean {
  return bits !== ANY_ADDRESS && bits >= 8 * MAPPED_BYTES && MAPPED.equals(bytes.subarray(0, MAPPED_BYTES));
}

/** Bailiff runs on x86-64 and arm64 only: the host's byte order is little-endian. */
function numberBytes(number: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setUint32(0, number, true);
  return bytes;
}
