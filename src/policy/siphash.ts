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

/** In 32-bit halves: BigInt makes a new object for every step. */
export function sipHash(key: HashKey, bytes: Uint8Array, { c, d }: Rounds = SIPHASH_1_3): bigint {
  const k = new DataView(key.buffer, key.byteOffset, 16);
  const [k0l, k0h, k1l, k1h] = [0, 4, 8, 12].map((at) => k.getUint32(at, true)) as [number, number, number, number];
  const v = new Uint32Array([
    k0l ^ 0x70736575,
    k0h ^ 0x736f6d65,
    k1l ^ 0x6e646f6d,
    k1h ^ 0x646f7261,
    k0l ^ 0x6e657261,
    k0h ^ 0x6c796765,
    k1l ^ 0x79746573,
    k1h ^ 0x74656462,
  ]);

  // Whole words, then what is left of the text with its length modulo 256 in the top byte.
  const padded = new Uint8Array(bytes.length - (bytes.length % 8) + 8);
  padded.set(bytes);
  padded[padded.length - 1] = bytes.length;
  const words = new DataView(padded.buffer);
  for (let i = 0; i < padded.length; i += 8) {
    const [low, high] = [words.getUint32(i, true), words.getUint32(i + 4, true)];
    mix(v, V3, low, high);
    for (let n = 0; n < c; n++) round(v);
    mix(v, V0, low, high);
  }
  mix(v, V2, 0xff, 0);
  for (let n = 0; n < d; n++) round(v);
  const [a = 0, b = 0, e = 0, f = 0, g = 0, h = 0, m = 0, n = 0] = v;
  return (BigInt((b ^ f ^ h ^ n) >>> 0) << 32n) | BigInt((a ^ e ^ g ^ m) >>> 0);
}

/** Where v0 … v3 stand: the low half, then the high one. */
const [V0, V1, V2, V3] = [0, 2, 4, 6] as const;

function round(v: Uint32Array): void {
  add(v, V0, V1);
  add(v, V2, V3);
  rotate(v, V1, 13);
  rotate(v, V3, 16);
  mix(v, V1, v[V0] as number, v[V0 + 1] as number);
  mix(v, V3, v[V2] as number, v[V2 + 1] as number);
  swap(v, V0);
  add(v, V0, V3);
  add(v, V2, V1);
  rotate(v, V3, 21);
  rotate(v, V1, 17);
  mix(v, V3, v[V0] as number, v[V0 + 1] as number);
  mix(v, V1, v[V2] as number, v[V2 + 1] as number);
  swap(v, V2);
}

function add(v: Uint32Array, to: number, from: number): void {
  const low = (v[to] as number) + (v[from] as number);
  v[to] = low;
  v[to + 1] = (v[to + 1] as number) + (v[from + 1] as number) + Number(low > 0xffffffff);
}

function mix(v: Uint32Array, at: number, low: number, high: number): void {
  v[at] = (v[at] as number) ^ low;
  v[at + 1] = (v[at + 1] as number) ^ high;
}

/** Left, by less than 32. */
function rotate(v: Uint32Array, at: number, bits: number): void {
  const [low, high] = [v[at] as number, v[at + 1] as number];
  v[at] = (low << bits) | (high >>> (32 - bits));
  v[at + 1] = (high << bits) | (low >>> (32 - bits));
}

/** Rotates by 32. */
function swap(v: Uint32Array, at: number): void {
  const low = v[at] as number;
  v[at] = v[at + 1] as number;
  v[at + 1] = low;
}
