// SPDX-License-Identifier: Apache-2.0
// Ends what a daemon left in force: removes every pin, and waits until the kernel has let go of the programs.

import { readdirSync, rmdirSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { BailiffError } from "../errors.ts";
import { PROOF_PROTOCOL } from "../gen/abi.ts";
import type { Addon } from "./addon.ts";

/** How long the kernel may take to free programs that nobody holds. It takes tens of milliseconds. */
const FREED_MS_MAX = 10_000;
const POLL_MS = 50;

/** False where there was nothing to end. Throws KERNEL_CALL where something still decides afterwards, FILE. */
export async function disarm(addon: Addon, pinDir: string): Promise<boolean> {
  const isThere = remove(pinDir);
  for (const deadline = Date.now() + FREED_MS_MAX; addon.askForSocket(PROOF_PROTOCOL) === "EACCES"; ) {
    if (Date.now() > deadline) {
      throw new BailiffError(
        "KERNEL_CALL",
        `no programs are pinned in ${pinDir} any more, but some still decide: a bailiffd that is running holds them until it ends`,
      );
    }
    await sleep(POLL_MS);
  }
  return isThere;
}

/** The links first: while one is there, its programs decide by maps that are still named. */
function remove(pinDir: string): boolean {
  try {
    const entries = readdirSync(pinDir, { withFileTypes: true });
    for (const directory of entries.filter((entry) => entry.isDirectory())) {
      const path = join(pinDir, directory.name);
      for (const link of readdirSync(path)) unlinkSync(join(path, link));
      rmdirSync(path);
    }
    for (const map of entries.filter((entry) => !entry.isDirectory())) unlinkSync(join(pinDir, map.name));
    rmdirSync(pinDir);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw new BailiffError("FILE", `cannot remove ${pinDir} (are you root?)`, { cause: error });
  }
}
