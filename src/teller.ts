// SPDX-License-Identifier: Apache-2.0
// Tells subscribers what the kernel decided: records become alerts and logs, and so does what was held back.

import { systemClock } from "./clock.ts";
import { ACTS, REASONS, VERDICTS } from "./event/codes.ts";
import { decodeBatch } from "./event/decode.ts";
import { alertThreshold, judge, type NodeFacts, unguardedStart } from "./event/judge.ts";
import type { Guard } from "./guard.ts";
import type { HeldBack } from "./kernel/accounting.ts";
import type { Logger } from "./log.ts";
import type { Server } from "./server/server.ts";

export interface TellerOptions {
  readonly guard: Guard;
  readonly server: Server;
  readonly log: Logger;
  readonly facts: () => Omit<NodeFacts, "bootTimeNs" | "enforcer">;
  /** Of one rule in one workload, in the long run. */
  readonly alertsPerSecond: () => number;
}

export class Teller {
  readonly #options: TellerOptions;
  /** Records that do not read as such, and events that could not be explained. */
  readonly counters = { malformed: 0, unexplained: 0 };

  constructor(options: TellerOptions) {
    this.#options = options;
  }

  onRecords(batch: Uint8Array): void {
    const { guard, server, log } = this.#options;
    const { events, malformed } = decodeBatch(batch);
    if (malformed > 0) {
      this.counters.malformed += malformed;
      log.error({ malformed }, "records from the kernel do not read as such");
    }
    const [node, numbers] = [this.#node(), guard.numbers()];
    for (const event of events) {
      // One event that cannot be explained must not take the daemon away.
      try {
        const judgement = judge(event, numbers, node);
        if (judgement.kind === "alert") server.publishAlert(judgement.alert);
        else server.publishLog(judgement.log);
      } catch (error) {
        this.counters.unexplained++;
        log.error({ err: error }, "an event could not be told");
      }
    }
  }

  /** Alerts that the throttle has held back since it was asked last. */
  tellHeldBack(): void {
    const nowMs = systemClock.now();
    for (const heldBack of this.#options.guard.heldBack(nowMs)) this.#tell(heldBack, nowMs);
  }

  #tell({ tally: { workload, ruleId, ...codes }, count, sinceMs }: HeldBack, nowMs: number): void {
    const { guard, server, alertsPerSecond } = this.#options;
    const [act, verdict, reason] = [ACTS[codes.hook], VERDICTS[codes.verdict], REASONS[codes.reason]];
    if (!act || !verdict || !reason) return;
    const [sinceNs, untilNs] = [sinceMs, nowMs].map((ms) => BigInt(ms) * 1_000_000n) as [bigint, bigint];
    const suppressed = { workload, ruleId, act, verdict, reason, count: BigInt(count), sinceNs, untilNs };
    server.publishAlert(alertThreshold(suppressed, guard.numbers(), this.#node(), alertsPerSecond()));
  }

  /** A container that was to start before its rules were in force, by its id. */
  tellUnguarded(id: string, why: string, mayStart: boolean): void {
    const { guard, server, log } = this.#options;
    log.error({ container: id, mayStart }, `a container's start: ${why}`);
    const nowNs = BigInt(systemClock.now()) * 1_000_000n;
    const container = guard.containers().get(id);
    server.publishAlert(unguardedStart({ id, container, why, mayStart, nowNs }, this.#node()));
  }

  #node(): NodeFacts {
    const { guard, facts } = this.#options;
    const enforcer = guard.enforcer.name === "BPFLSM" ? "BPFLSM" : "fmod_ret";
    return { ...facts(), enforcer, bootTimeNs: systemClock.bootTimeNs() };
  }
}
