// SPDX-License-Identifier: Apache-2.0
// The watched policy directory. It is level-triggered: what counts is what the files are now, not what happened to them. A
// pass looks at all of them once a second; inotify only makes the next pass come sooner, so that a lost watch costs a second.

import { type FSWatcher, watch } from "node:fs";
import { stat } from "node:fs/promises";
import { BailiffError } from "../errors.ts";
import type { SourceFile } from "../policy/store.ts";
import { type KnownFiles, readPolicyFiles, reasonOf } from "./policy-files.ts";

export interface DirectoryHandlers {
  /**
   * The whole set of policy files, in order of their names: once before watchPolicies returns, then after every change.
   * Returns whether it was taken up; if not, it is told again with the next pass. Must not throw.
   */
  readonly onChange: (files: readonly SourceFile[]) => boolean;
  /** The directory as a whole cannot be read now; what was told last still stands. null: it can again. */
  readonly onTrouble: (trouble: string | null) => void;
}

export interface DirectoryTimes {
  /** Between two passes. Default 1000. */
  readonly pollMs?: number;
  /** From the first hint of a change to the pass that looks, because one save is several events. Default 100. */
  readonly settleMs?: number;
}

/** Watching until it is closed. Closing twice is fine; after it nothing is told. */
export interface PolicyDirectory {
  close(): void;
}

/** Throws FILE where the directory cannot be read at the start. */
export async function watchPolicies(
  directory: string,
  handlers: DirectoryHandlers,
  { pollMs = 1000, settleMs = 100 }: DirectoryTimes = {},
): Promise<PolicyDirectory> {
  let closed = false;
  let known: KnownFiles = new Map();
  let told: readonly SourceFile[] | null = null; // null: nothing, or it was not taken up
  let trouble: string | null = null;
  let timer: NodeJS.Timeout | undefined; // undefined: a pass is running
  let hinted = false;

  const hint = () => {
    if (closed || hinted) return;
    hinted = true;
    if (timer !== undefined) sleep(settleMs);
  };
  const sleep = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(pass, ms);
  };
  const hints = new Hints(directory, hint);

  /** What is wrong with the directory as a whole, or null. */
  const look = async (): Promise<string | null> => {
    try {
      await hints.renew(); // before the files are read, so that no change falls between the two
      known = await readPolicyFiles(directory, known);
      return null;
    } catch (error) {
      hints.close();
      return `policy directory ${directory}: ${reasonOf(error)}`;
    }
  };
  const tell = (now: string | null) => {
    if (now !== trouble) {
      trouble = now;
      handlers.onTrouble(now);
    }
    const files = Array.from(known.values(), (file) => file.source);
    if (now === null && !closed && !isSame(files, told)) {
      told = handlers.onChange(files) ? files : null;
    }
  };
  const pass = async () => {
    timer = undefined;
    hinted = false;
    const now = await look();
    if (!closed) tell(now);
    if (closed) hints.close();
    else sleep(hinted ? settleMs : pollMs);
  };
  const close = () => {
    closed = true;
    clearTimeout(timer);
    hints.close();
  };

  const wrong = await look();
  if (wrong !== null) throw new BailiffError("FILE", wrong);
  tell(null);
  sleep(hinted ? settleMs : pollMs);
  return { close };
}

/** Files that were not read again have the same string as before, so that this compares no texts where nothing changed. */
function isSame(files: readonly SourceFile[], before: readonly SourceFile[] | null): boolean {
  if (files.length !== before?.length) return false;
  return files.every((now, i) => {
    const old = before[i];
    if (old === undefined || now.file !== old.file) return false;
    if ("text" in now) return "text" in old && now.text === old.text;
    return "unreadable" in old && now.unreadable === old.unreadable;
  });
}

/** inotify on the directory, as long as there is one. States: closed ⇄ open. */
class Hints {
  readonly #directory: string;
  readonly #hint: () => void;
  #watcher: FSWatcher | null = null;
  #identity = "";

  constructor(directory: string, hint: () => void) {
    this.#directory = directory;
    this.#hint = hint;
  }

  /** Opens where it is closed, or where the name has come to mean another directory. */
  async renew(): Promise<void> {
    const { dev, ino } = await stat(this.#directory, { bigint: true });
    const identity = `${dev} ${ino}`;
    if (this.#watcher !== null && identity === this.#identity) return;
    this.close();
    this.#identity = identity;
    try {
      this.#watcher = watch(this.#directory, this.#hint).on("error", () => this.close());
    } catch {
      // The system has no watch left to give: passes find the changes, and the next one asks again.
    }
  }

  close(): void {
    this.#watcher?.close();
    this.#watcher = null;
  }
}
