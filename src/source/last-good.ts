// SPDX-License-Identifier: Apache-2.0
// The policies that were good last, kept in the state directory, so that a policy broken by an edit stays in force across
// a restart too.

import { join } from "node:path";
import { dump, EMPTY_STORE, restore, type Store } from "../policy/store.ts";
import { readState, writeState } from "../state-file.ts";

const FILE = "last-good-policies.json";

/** The empty store where nothing was kept. Throws as readState. */
export function readLastGood(stateDir: string): Store {
  let store: Store | null = EMPTY_STORE;
  readState(join(stateDir, FILE), (data) => {
    store = restore(data);
    return store !== null;
  });
  return store;
}

/** Replaces what was kept, whole or not at all. Throws FILE. */
export function writeLastGood(stateDir: string, store: Store): void {
  writeState(join(stateDir, FILE), dump(store));
}
