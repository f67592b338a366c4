// SPDX-License-Identifier: Apache-2.0
// One JSON file of the state directory, which outlives the daemon.

import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { BailiffError } from "./errors.ts";

/**
 * Hands what was kept to `take`, which says whether it understood. Nothing is kept yet: it is not called. Throws FILE where
 * the file cannot be read or understood; it is moved aside then, so that it is not overwritten by what is kept next.
 */
export function readState(file: string, take: (data: unknown) => boolean): void {
  let isUnderstood: boolean;
  try {
    isUnderstood = take(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw new BailiffError("FILE", `cannot read ${file}${moveAside(file)}`, { cause: error });
  }
  if (!isUnderstood) throw new BailiffError("FILE", `${file} is not what Bailiff keeps there${moveAside(file)}`);
}

function moveAside(file: string): string {
  try {
    renameSync(file, `${file}.unreadable`);
    return `, moved to ${file}.unreadable`;
  } catch {
    return ""; // the next write tells why
  }
}

/** Replaces what was kept, whole or not at all. Throws FILE. */
export function writeState(file: string, data: unknown): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(data), { mode: 0o600, flush: true });
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw new BailiffError("FILE", `cannot write ${file}`, { cause: error });
  }
}
