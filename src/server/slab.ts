// SPDX-License-Identifier: Apache-2.0
// Keeps encoded events side by side in memory of their own. Small Buffers come from a pool that grpc-js takes its frames
// from too: an event that waits for a slow subscriber would hold the frames of all the others around it, several times
// its own size.

const SLAB_BYTES = 64 * 1024;

/** A function that copies bytes to where they may stay. */
export function createSlab(): (bytes: Uint8Array) => Buffer {
  let slab = Buffer.alloc(0);
  let used = 0;
  return (bytes) => {
    if (bytes.length > slab.length - used) {
      slab = Buffer.allocUnsafeSlow(Math.max(SLAB_BYTES, bytes.length));
      used = 0;
    }
    const kept = slab.subarray(used, used + bytes.length);
    kept.set(bytes);
    used += bytes.length;
    return kept;
  };
}
