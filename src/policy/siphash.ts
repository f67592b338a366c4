// SPDX-License-Identifier: Apache-2.0
// SipHash-c-d (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012): the names of paths in the kernel's maps.
// bpf/siphash.h computes the same.

/**
 * 16 secret bytes, drawn at each load: without them nobody can make a path that hashes like another. Read little-endian, as in
 * the reference implementation and as the kernel reads them.
 */
export type HashKey = Uint8Array;

/** Rounds for each word, and at the end. The paper's default is 2-4; the kernel and we use 1-3, as hash tables do. */
export interface Rounds {
  readonly c: number;
  readonly d: number;
}

export const SIPHASH_1_3: Rounds = { c: 1, d: 3 };

export function sipHash(key: HashKey, bytes: Uint8Array, { c, d }: Rounds = SIPHASH_1_3): bigint {
  const halves = new DataView(key.buffer, key.byteOffset, 16);
  const k0 = halves.getBigUint64(0, true);
  const k1 = halves.getBigUint64(8, true);
  let v0 = k0 ^ 0x736f6d6570736575n;
  let v1 = k1 ^ 0x646f72616e646f6dn;
  let v2 = k0 ^ 0x6c7967656e657261n;
  let v3 = k1 ^ 0x7465646279746573n;

  const round = () => {
    v0 = u64(v0 + v1);
    v2 = u64(v2 + v3);
    v1 = rotate(v1, 13n) ^ v0;
    v3 = rotate(v3, 16n) ^ v2;
    v0 = u64(rotate(v0, 32n) + v3);
    v2 = u64(v2 + v1);
    v3 = rotate(v3, 21n) ^ v0;
    v1 = rotate(v1, 17n) ^ v2;
    v2 = rotate(v2, 32n);
  };
  const absorb = (word: bigint) => {
    v3 ^= word;
    for (let i = 0; i < c; i++) round();
    v0 ^= word;
  };

  // Whole words, then what is left of the text with its length modulo 256 in the top byte.
  const padded = new Uint8Array(bytes.length - (bytes.length % 8) + 8);
  padded.set(bytes);
  padded[padded.length - 1] = bytes.length;
  const words = new DataView(padded.buffer);
  for (let i = 0; i < padded.length; i += 8) absorb(words.getBigUint64(i, true));
  v2 ^= 0xffn;
  for (let i = 0; i < d; i++) round();
  return v0 ^ v1 ^ v2 ^ v3;
}

function u64(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

function rotate(value: bigint, bits: bigint): bigint {
  return u64(value << bits) | (value >> (64n - bits));
}
