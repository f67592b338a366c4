// SPDX-License-Identifier: Apache-2.0
// What the kernel counted of each rule, and what of it people must be told: alerts that the throttle held back.

import { TALLY, TALLY_KEY } from "../gen/abi.ts";

/** Decisions of one rule (0: of none) in one workload, of one act, verdict and reason, that asked for a record. */
export interface Tally {
  readonly workload: number;
  readonly ruleId: number;
  /** Codes of bpf/abi.h. */
  readonly hook: number;
  readonly verdict: number;
  readonly reason: number;
  readonly asked: number;
  /** By the throttle. */
  readonly suppressed: number;
  /** For want of room. */
  readonly lost: number;
  /** As the kernel has it. */
  readonly key: Uint8Array;
}

/** `entries` of the kernel's map: each its key, then its value. */
export function readTallies(entries: Uint8Array): Tally[] {
  const view = new DataView(entries.buffer, entries.byteOffset, entries.byteLength);
  const tallies: Tally[] = [];
  for (let at = 0; at < entries.length; at += TALLY_KEY.size + TALLY.size) {
    const value = at + TALLY_KEY.size;
    tallies.push({
      workload: view.getUint32(at + TALLY_KEY.workload, true),
      ruleId: view.getUint32(at + TALLY_KEY.rule_id, true),
      hook: view.getUint16(at + TALLY_KEY.hook, true),
      verdict: view.getUint8(at + TALLY_KEY.verdict),
      reason: view.getUint8(at + TALLY_KEY.reason),
      asked: Number(view.getBigUint64(value + TALLY.asked, true)),
      suppressed: Number(view.getBigUint64(value + TALLY.suppressed, true)),
      lost: Number(view.getBigUint64(value + TALLY.lost, true)),
      key: entries.slice(at, value),
    });
  }
  return tallies;
}

/** Alerts of one tally that were held back since they were last told of. */
export interface HeldBack {
  readonly tally: Tally;
  readonly count: number;
  readonly sinceMs: number;
}

export interface Review {
  readonly heldBack: readonly HeldBack[];
  /** Nobody knows their rule or their workload any more, and nothing has come for a while. */
  readonly forgotten: readonly Tally[];
}

interface Seen {
  readonly asked: number;
  readonly suppressed: number;
  readonly changedMs: number;
}

/** How long a tally of a rule or a workload that is gone is kept: records of it may still be on their way. */
const FORGET_MS = 10 * 60_000;

/** Compares what was counted with what was counted before. */
export class TallyReview {
  #seen = new Map<string, Seen>();
  #lastMs: number;

  /** What was held back before `startedMs` was told of, or lost, by an earlier daemon. */
  constructor(tallies: readonly Tally[], startedMs: number) {
    for (const { key, asked, suppressed } of tallies) {
      this.#seen.set(textOf(key), { asked, suppressed, changedMs: startedMs });
    }
    this.#lastMs = startedMs;
  }

  look(tallies: readonly Tally[], nowMs: number, isKnown: (tally: Tally) => boolean): Review {
    const heldBack: HeldBack[] = [];
    const forgotten: Tally[] = [];
    const seen = new Map<string, Seen>();
    for (const tally of tallies) {
      const { key, asked, suppressed } = tally;
      const before = this.#seen.get(textOf(key));
      const isChanged = before?.asked !== asked;
      const changedMs = isChanged ? nowMs : (before?.changedMs ?? nowMs);
      const count = suppressed - (before?.suppressed ?? 0);
      if (count > 0) heldBack.push({ tally, count, sinceMs: this.#lastMs });
      if (!isKnown(tally) && nowMs - changedMs >= FORGET_MS) forgotten.push(tally);
      else seen.set(textOf(key), { asked, suppressed, changedMs });
    }
    this.#seen = seen;
    this.#lastMs = nowMs;
    return { heldBack, forgotten };
  }
}

const textOf = (key: Uint8Array): string => Buffer.from(key).toString("latin1");
