// SPDX-License-Identifier: Apache-2.0
// All container runtimes of a node, asked together.

import { existsSync } from "node:fs";
import { basename } from "node:path";
import type { Identity } from "../workload/workload.ts";
import { openCri } from "./cri.ts";
import { openDocker } from "./docker.ts";
import { openPodman } from "./podman.ts";
import type { Runtime } from "./runtime.ts";

export class Runtimes {
  readonly #paths: readonly string[];
  readonly #open = new Map<string, Runtime>();

  /** Sockets, and directories of Podman's storage. Those that are not there are looked for again each time. */
  constructor(paths: readonly string[]) {
    this.#paths = paths;
  }

  /**
   * Tells what each of them knows as soon as it has answered: one that hangs keeps nobody from the others'. Resolves to what is
   * wrong with those that do not answer, after all have been waited for.
   */
  async ask(onAnswer: (known: ReadonlyMap<string, Identity>) => void): Promise<readonly string[]> {
    const troubles = await Promise.all(
      this.#paths
        .filter((path) => existsSync(path))
        .map(async (path) => {
          try {
            onAnswer(await this.#runtime(path).list());
            return [];
          } catch (error) {
            return [`${path}: ${(error as Error).message}`];
          }
        }),
    );
    return troubles.flat();
  }

  #runtime(path: string): Runtime {
    const runtime = this.#open.get(path) ?? open(path);
    this.#open.set(path, runtime);
    return runtime;
  }

  close(): void {
    for (const runtime of this.#open.values()) runtime.close();
  }
}

function open(path: string): Runtime {
  const name = basename(path);
  if (name === "docker.sock" || name === "podman.sock") return openDocker(path);
  return name === "storage" ? openPodman(path) : openCri(path);
}
