// SPDX-License-Identifier: Apache-2.0
// bailiff probe --health: what an orchestrator asks of a daemon, again and again. Not whether each policy is enforced, which
// starting the daemon anew would not mend.

import { grpc } from "../gen/proto.js";
import { call } from "../grpc-call.ts";
import { Health } from "../rpc.ts";
import { open, unreachable } from "./client.ts";

/** The service of grpc.health.v1 that answers it: the daemon as a whole, and what clients of its alerts ask for. */
const SERVICES = { ready: "", live: "feeder.LogService" } as const;
export type HealthQuestion = keyof typeof SERVICES;

/** Returns the exit code: 0 where it is so. */
export async function health(address: string, question: HealthQuestion): Promise<number> {
  const client = open(address);
  try {
    const { status } = await call(client, Health.Check, { service: SERVICES[question] });
    const isSo = status === grpc.health.v1.HealthCheckResponse.ServingStatus.SERVING;
    process.stdout.write(`${isSo ? question : `not ${question}`}\n`);
    return isSo ? 0 : 1;
  } catch (error) {
    throw unreachable(address, error);
  } finally {
    client.close();
  }
}
