// SPDX-License-Identifier: Apache-2.0
// Tells that a cgroup was made or removed, as soon as it was. Hints only: who relies on them still looks now and then, as the
// system may have no watch left to give.

import { type FSWatcher, watch } from "node:fs";

export class CgroupHints {
  readonly #onHint: () => void;
  readonly #watchers = new Map<string, FSWatcher>();
  #isHinted = false;

  /** `onHint`: called once for what happens in one turn of the event loop. */
  constructor(onHint: () => void) {
    this.#onHint = onHint;
  }

  /** Directories that are to be watched from now on, all of them. */
  watch(paths: readonly string[]): void {
    const wanted = new Set(paths);
    for (const path of this.#watchers.keys()) if (!wanted.has(path)) this.#drop(path);
    for (const path of wanted) {
      if (this.#watchers.has(path)) continue;
      try {
        // Not where a file was written to, as cgroup.procs is all the time.
        const watcher = watch(path, (event) => event === "rename" && this.#hint());
        watcher.on("error", () => this.#drop(path));
        this.#watchers.set(path, watcher);
      } catch {
        // It has gone, or there is no watch left: it is looked at all the same.
      }
    }
  }

  #hint(): void {
    if (this.#isHinted) return;
    this.#isHinted = true;
    setImmediate(() => {
      this.#isHinted = false;
      if (this.#watchers.size > 0) this.#onHint();
    });
  }

  #drop(path: string): void {
    this.#watchers.get(path)?.close();
    this.#watchers.delete(path);
  }

  close(): void {
    for (const path of this.#watchers.keys()) this.#drop(path);
  }
}
