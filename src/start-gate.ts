// SPDX-License-Identifier: Apache-2.0
// Decides whether a container may start now: when its rules are in force, and after a while without them or not at all, as the
// settings say.

import type { HeldContainer } from "./runtime/containers.ts";
import { parseOciState } from "./runtime/oci-state.ts";

export interface StartGateOptions {
  /** How long a start is held at most. */
  readonly timeoutMs: number;
  /** What becomes of a container whose rules are not in force by then. */
  readonly onFailure: "open" | "closed";
  /** Resolves when it was tried to bind it. Rejects where it cannot be found. */
  readonly hold: (container: HeldContainer, waitMs: number) => Promise<void>;
  readonly isBound: (id: string) => boolean;
  /** It has started without its rules, or was kept from that. */
  readonly onUnbound: (id: string, why: string, mayStart: boolean) => void;
}

export class StartGate {
  readonly #options: StartGateOptions;
  /** Starts that were held until the rules were in force, and those that failed. */
  readonly counters = { held: 0, failed: 0 };

  constructor(options: StartGateOptions) {
    this.#options = options;
  }

  /** `state`: what the hook was given. Null: it may start; else why it must not. */
  readonly decide = async (state: string): Promise<string | null> => {
    let container: HeldContainer;
    try {
      container = parseOciState(state);
    } catch (error) {
      return this.#fail("", `what the runtime says of it makes no sense: ${(error as Error).message}`);
    }
    try {
      await this.#options.hold(container, this.#options.timeoutMs);
    } catch (error) {
      return this.#fail(container.id, (error as Error).message);
    }
    if (!this.#options.isBound(container.id)) return this.#fail(container.id, "its rules could not be put in force");
    this.counters.held++;
    return null;
  };

  #fail(id: string, why: string): string | null {
    const { onFailure, onUnbound } = this.#options;
    this.counters.failed++;
    onUnbound(id, why, onFailure === "open");
    return onFailure === "open" ? null : `the container is not started, as it would not be guarded: ${why}`;
  }
}
