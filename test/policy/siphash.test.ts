// SPDX-License-Identifier: Apache-2.0
// SipHash against vectors that others made: 2-4 by its authors (vectors.h of the reference implementation; length 15 is in the
// paper), 1-3 by Rust's standard library (core::hash::SipHasher13, and DefaultHasher for the key of zeros).

import t from "tap";
import { SIPHASH_1_3, sipHash } from "../../src/policy/siphash.ts";

const SIPHASH_2_4 = { c: 2, d: 4 };
const KEY = Uint8Array.from({ length: 16 }, (_, i) => i);
const ZEROS = new Uint8Array(16);
const HIGH_BITS = Uint8Array.from([0x10, 0x32, 0x54, 0x76, 0x98, 0xba, 0xdc, 0xfe, 1, 0, 0, 0, 0, 0, 0, 0x80]);

/** The bytes 0, 1, 2, … */
function counting(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => i);
}

for (const [name, rounds, vectors] of [
  [
    "2-4",
    SIPHASH_2_4,
    [
      [0, 0x726fdb47dd0e0e31n],
      [1, 0x74f839c593dc67fdn],
      [2, 0x0d6c8009d9a94f5an],
      [3, 0x85676696d7fb7e2dn],
      [4, 0xcf2794e0277187b7n],
      [5, 0x18765564cd99a68dn],
      [6, 0xcbc9466e58fee3cen],
      [7, 0xab0200f58b01d137n],
      [8, 0x93f5f5799a932462n],
      [9, 0x9e0082df0ba9e4b0n],
      [15, 0xa129ca6149be45e5n],
      [16, 0x3f2acc7f57c29bdbn],
      [63, 0x958a324ceb064572n],
    ],
  ],
  [
    "1-3",
    SIPHASH_1_3,
    [
      [0, 0xabac0158050fc4dcn],
      [1, 0xc9f49bf37d57ca93n],
      [2, 0x82cb9b024dc7d44dn],
      [3, 0x8bf80ab8e7ddf7fbn],
      [4, 0xcf75576088d38328n],
      [5, 0xdef9d52f49533b67n],
      [6, 0xc50d2b50c59f22a7n],
      [7, 0xd3927d989bb11140n],
      [8, 0x369095118d299a8en],
      [9, 0x25a48eb36c063de4n],
      [15, 0xd320d86d2a519956n],
      [16, 0xcc4fdd1a7d908b66n],
      [63, 0x9d199062b7bbb3a8n],
    ],
  ],
] as const) {
  for (const [length, want] of vectors) {
    t.test(`SipHash-${name} of ${length} bytes`, async (t) => t.equal(sipHash(KEY, counting(length), rounds), want));
  }
}

for (const [name, key, text, want] of [
  ["a key of zeros, nothing", ZEROS, "", 0xd1fba762150c532cn],
  ["a key of zeros, the root", ZEROS, "/", 0x25582f928c81f862n],
  ["a key of zeros, a path", ZEROS, "/etc/shadow", 0x9dff99d645fbaec8n],
  ["a key of zeros, not ASCII", ZEROS, "/usr/local/bin/über", 0x5106c431ddbc335bn],
  ["a key with its highest bits set", HIGH_BITS, "", 0x9f2487249e41330fn],
  ["a key with its highest bits set, a path", HIGH_BITS, "/etc/shadow", 0x43854c669975ce53n],
  ["a key with its highest bits set, a directory", HIGH_BITS, "/etc/", 0xfefb143474fb38fdn],
] as const) {
  t.test(`SipHash-1-3: ${name}`, async (t) => t.equal(sipHash(key, new TextEncoder().encode(text)), want));
}

t.test("keys and texts may lie inside larger buffers", async (t) => {
  const memory = Uint8Array.from([9, 9, 9, ...KEY, ...counting(15), 7, 7]);
  t.equal(sipHash(memory.subarray(3, 19), memory.subarray(19, 34), SIPHASH_2_4), 0xa129ca6149be45e5n);
});
