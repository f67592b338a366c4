// SPDX-License-Identifier: Apache-2.0
// bailiff probe: whether this node enforces what it was given. For people, and for scripts that wait for it.

import { setTimeout as sleep } from "node:timers/promises";
import type { bailiff } from "../gen/proto.js";
import { CALL_MS, call } from "../grpc-call.ts";
import { NodeService } from "../rpc.ts";
import { open, unreachable } from "./client.ts";
import { assess, statusJson, statusText } from "./status.ts";

const POLL_MS = 200;

export interface ProbeOptions {
  readonly grpc: string;
  readonly wait?: number;
  readonly json?: boolean;
}

/** Returns the exit code. */
export async function probe({ grpc, wait = 0, json }: ProbeOptions): Promise<number> {
  const status = await settledStatus(grpc, Date.now() + wait);
  const { healthy } = assess(status);
  process.stdout.write(`${json ? statusJson(status, grpc) : statusText(status, Date.now())}\n`);
  return healthy ? 0 : 1;
}

/** The first status that waiting would not change, or the last one before the deadline. */
async function settledStatus(address: string, deadline: number): Promise<bailiff.v1.IStatus> {
  const isWaiting = deadline > Date.now();
  for (;;) {
    const client = open(address);
    let status: bailiff.v1.IStatus | undefined;
    let failure: unknown;
    try {
      const left = Math.max(deadline - Date.now(), POLL_MS);
      status = await call(client, NodeService.GetStatus, {}, isWaiting ? Math.min(left, CALL_MS) : CALL_MS);
    } catch (error) {
      failure = error;
    } finally {
      client.close();
    }
    const late = Date.now() + POLL_MS > deadline;
    if (status !== undefined && (late || assess(status).settled)) return status;
    if (late) throw unreachable(address, failure);
    await sleep(POLL_MS);
  }
}
