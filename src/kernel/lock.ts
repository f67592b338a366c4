// SPDX-License-Identifier: Apache-2.0
// Programs that are pinned in a directory belong to one daemon at a time: a second one would take them over from the first.
// A BPF file system has no locks, so the lock is a name among the abstract unix sockets, which goes with its process.

import { createServer, type Server } from "node:net";
import { BailiffError } from "../errors.ts";

/** Held until it is closed. Throws ALREADY_RUNNING where another process has it. */
export function lockPins(directory: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const lock = createServer((client) => client.destroy());
    lock.once("error", (error) => {
      const message = `another daemon has the programs pinned in ${directory}: stop it first`;
      reject(new BailiffError("ALREADY_RUNNING", message, { cause: error }));
    });
    lock.listen(`\0bailiff:${directory}`, () => resolve(lock));
    lock.unref();
  });
}
