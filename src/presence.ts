// SPDX-License-Identifier: Apache-2.0
// Which workloads are there: services and containers, as they come and go, and the gate that holds a container until it is bound.

import { join } from "node:path";
import type { Config } from "./config.ts";
import type { Guard } from "./guard.ts";
import { type CgroupWatch, cgroup2Mount, watchCgroups } from "./runtime/cgroups.ts";
import { type ContainerWatch, watchContainers } from "./runtime/containers.ts";
import { listenGate } from "./server/gate.ts";
import { StartGate, type StartGateOptions } from "./start-gate.ts";
import type { FoundContainer } from "./workload/workload.ts";

export interface PresenceOptions extends Pick<StartGateOptions, "onUnbound"> {
  readonly config: Config;
  readonly guard: Guard;
  /** What else is known of containers: that of Kubernetes. */
  readonly join: (found: readonly FoundContainer[]) => readonly FoundContainer[];
  /** All that are there, whenever they are others. */
  readonly onChange: (found: readonly FoundContainer[]) => void;
  /** null: it is well. */
  readonly onTrouble: (of: "cgroups" | "runtimes", trouble: string | null) => void;
}

export class Presence {
  readonly #options: PresenceOptions;
  readonly #services: CgroupWatch;
  readonly #containers: ContainerWatch | null;
  #found: Record<"services" | "containers", readonly FoundContainer[]> = { services: [], containers: [] };
  #gate: StartGate | undefined;
  #closeGate = () => {};

  /** Tells what is there before it returns. */
  constructor(options: PresenceOptions) {
    const { config, guard, onTrouble } = options;
    this.#options = options;
    this.#services = watchCgroups(config.workloads, {
      onChange: (found) => this.#onFound("services", found),
      onTrouble: (trouble) => onTrouble("cgroups", trouble),
    });
    this.#containers =
      config.runtimes.length === 0
        ? null
        : watchContainers({
            runtimes: config.runtimes,
            root: cgroup2Mount(),
            known: guard.containers(),
            now: () => performance.now(),
            onChange: (found) => this.#onFound("containers", found),
            onTrouble: (trouble) => onTrouble("runtimes", trouble),
          });
  }

  /** From now on starts are held. Throws as listenGate. */
  async openGate(): Promise<void> {
    const { config, guard, onUnbound } = this.#options;
    const containers = this.#containers;
    if (containers === null) return;
    this.#gate = new StartGate({
      timeoutMs: config.startGateTimeout * 1000,
      onFailure: config.startGateFailure,
      hold: (container, waitMs) => containers.hold(container, waitMs),
      isBound: (id) => guard.isBound(id),
      onUnbound,
    });
    const { decide } = this.#gate;
    this.#closeGate = await listenGate({ socketPath: join(config.runDir, "gate.sock"), onStart: decide });
  }

  /** Starts that were held until the rules were in force, and those that failed. */
  starts(): { readonly held: number; readonly failed: number } {
    return this.#gate?.counters ?? { held: 0, failed: 0 };
  }

  /** Tells all again: something else is known of them. */
  tell(): void {
    const { services, containers } = this.#found;
    this.#options.onChange([...services, ...this.#options.join(containers)]);
  }

  #onFound(by: "services" | "containers", found: readonly FoundContainer[]): void {
    this.#found[by] = found;
    this.tell();
  }

  close(): void {
    this.#closeGate();
    this.#services.close();
    this.#containers?.close();
  }
}
