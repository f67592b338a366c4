// SPDX-License-Identifier: Apache-2.0
// Container runtimes, asked who their containers are.

import type { Identity } from "../workload/workload.ts";

/** A runtime answers at once, or hangs. */
export const ANSWER_MS = 2000;

export interface Runtime {
  /** All its containers by their ids, running or not. Rejects with an Error whose message is for a person. */
  list(): Promise<ReadonlyMap<string, Identity>>;
  close(): void;
}
