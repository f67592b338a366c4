// SPDX-License-Identifier: Apache-2.0
// bailiff counters: acts by workload and hook, and what became of every decision that asked for a record.

import type { bailiff } from "../gen/proto.js";
import { call } from "../grpc-call.ts";
import { NodeService } from "../rpc.ts";
import { open, unreachable } from "./client.ts";
import { table } from "./table.ts";

type Counts = bailiff.v1.ICounts;

export interface CountersOptions {
  readonly grpc: string;
  readonly json?: boolean;
}

/** Returns the exit code. */
export async function counters({ grpc, json }: CountersOptions): Promise<number> {
  const client = open(grpc);
  let counts: Counts;
  try {
    counts = await call(client, NodeService.GetCounts, {});
  } catch (error) {
    throw unreachable(grpc, error);
  } finally {
    client.close();
  }
  process.stdout.write(`${json ? countsJson(counts) : countsText(counts)}\n`);
  return unaccounted(counts) === 0 ? 0 : 1;
}

/** Decisions that asked for a record and of which nobody knows what became; negative: records that nobody asked for. */
export function unaccounted({ counters }: Counts): number {
  const of = (name: string): number => counters?.[name] ?? 0;
  const lost = of("drop_ring_full") + of("drop_no_scratch");
  return of("asked") - of("records") - of("suppressed") - lost;
}

/** All fields, those at zero too. */
export function countsJson(counts: Counts): string {
  return JSON.stringify({
    unaccounted: unaccounted(counts),
    acts: (counts.acts ?? []).map(({ workload, hook, acts }) => ({
      workload: workload ?? "",
      hook: hook ?? "",
      acts: acts ?? 0,
    })),
    tallies: (counts.tallies ?? []).map((tally) => ({
      workload: tally.workload ?? "",
      hook: tally.hook ?? "",
      ruleId: tally.ruleId ?? 0,
      policy: tally.policy ?? "",
      verdict: tally.verdict ?? "",
      reason: tally.reason ?? "",
      asked: tally.asked ?? 0,
      records: recordsOf(tally),
      suppressed: tally.suppressed ?? 0,
      lost: tally.lost ?? 0,
    })),
    counters: counts.counters ?? {},
  });
}

const recordsOf = ({ asked, suppressed, lost }: bailiff.v1.ITallyCount): number =>
  (asked ?? 0) - (suppressed ?? 0) - (lost ?? 0);

export function countsText(counts: Counts): string {
  const acts = (counts.acts ?? []).map(({ workload, hook, acts }) => [workload, hook, acts ?? 0]);
  const tallies = (counts.tallies ?? []).map((tally) => [
    tally.workload,
    tally.hook,
    tally.policy || (tally.ruleId ? `rule ${tally.ruleId}` : tally.reason),
    tally.verdict,
    tally.asked ?? 0,
    recordsOf(tally),
    tally.suppressed ?? 0,
    tally.lost ?? 0,
  ]);
  const missing = unaccounted(counts);
  const all = Object.entries(counts.counters ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    table(["WORKLOAD", "HOOK", "ACTS"], acts),
    table(["WORKLOAD", "HOOK", "DECIDED BY", "VERDICT", "ASKED", "RECORDS", "SUPPRESSED", "LOST"], tallies),
    table(["COUNTER", "COUNT"], all),
    missing === 0
      ? "asked = records + suppressed + dropped: every record is accounted for"
      : `asked = records + suppressed + dropped is wrong by ${missing}`,
  ].join("\n\n");
}
