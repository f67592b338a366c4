// SPDX-License-Identifier: Apache-2.0
// The two clocks a record needs: the kernel stamps time since boot, people read wall time.
import { readFileSync } from "node:fs";

export interface Clock {
  /** Unix milliseconds. */
  now(): number;
  /** Wall time of the boot in unix nanoseconds, good to 10 ms. Asked again for each batch: wall clocks are stepped. */
  bootTimeNs(): bigint;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  bootTimeNs: () => BigInt(Math.round(Date.now() * 1e6)) - uptimeNs(),
};

/** Where /proc does not tell, the monotonic clock does, which stands still while the machine sleeps. */
function uptimeNs(): bigint {
  try {
    const [uptime = ""] = readFileSync("/proc/uptime", "utf8").split(" ");
    return BigInt(Math.round(Number.parseFloat(uptime) * 1e9));
  } catch {
    return process.hrtime.bigint();
  }
}
