// SPDX-License-Identifier: Apache-2.0
// The policies that were good last, kept in the state directory, so that a policy broken by an edit stays in force across
// a restart too.

import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BailiffError } from "../errors.ts";
import { dump, EMPTY_STORE, restore, type Store } from "../policy/store.ts";

const FILE = "last-good-policies.json";

/**
 * The empty store where nothing was kept. Throws FILE where what is there cannot be read or is something else; it is moved
 * aside then, so that it is not overwritten by what is good next.
 */
export function readLastGood(stateDir: string): Store {
  const file = join(stateDir, FILE);
  let store: Store | null;
  try {
    store = restore(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return EMPTY_STORE;
    throw new BailiffError("FILE", `cannot read ${file}${moveAside(file)}`, { cause: error });
  }
  if (store === null) throw new BailiffError("FILE", `${file} is not what Bailiff keeps there${moveAside(file)}`);
  return store;
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
export function writeLastGood(stateDir: string, store: Store): void {
  const file = join(stateDir, FILE);
  try {
    writeFileSync(`${file}.new`, JSON.stringify(dump(store)), { mode: 0o600, flush: true });
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw new BailiffError("FILE", `cannot write ${file}`, { cause: error });
  }
}
