// SPDX-License-Identifier: Apache-2.0
// The hash table of names that the kernel looks cells up in: struct bucket of bpf/abi.h.

import { BUCKET, PROBES_MAX } from "../gen/abi.ts";

/** Names of a bucket. */
export const SLOTS = BUCKET.cell / 8;

export interface Entry {
  readonly hash: bigint;
  readonly cell: number;
}

/** At most half full, and no name farther from its bucket than the kernel looks. */
export function fillBuckets(entries: readonly Entry[]): readonly (Entry | null)[] {
  let buckets = 1;
  while (buckets * SLOTS < 2 * entries.length) buckets *= 2;
  for (; ; buckets *= 2) {
    const slots = tryBuckets(entries, buckets);
    if (slots !== null) return slots;
  }
}

function tryBuckets(entries: readonly Entry[], buckets: number): readonly (Entry | null)[] | null {
  const slots: (Entry | null)[] = new Array(buckets * SLOTS).fill(null);
  const counts = new Uint8Array(buckets);
  for (const entry of entries) {
    const own = Number(entry.hash & 0xffffffffn);
    let probe = 0;
    let bucket = own & (buckets - 1);
    while (counts[bucket] === SLOTS) {
      if (++probe === PROBES_MAX) return null;
      bucket = (own + probe) & (buckets - 1);
    }
    slots[bucket * SLOTS + (counts[bucket] ?? 0)] = entry;
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return slots;
}
