// SPDX-License-Identifier: Apache-2.0
// bailiff logs: tails alerts and logs. States: connecting → watching → (daemon gone) waiting → connecting …

import { setTimeout as sleep } from "node:timers/promises";
import { type Client, status } from "@grpc/grpc-js";
import { isServiceError } from "../grpc-call.ts";
import { LogService } from "../rpc.ts";
import { greet, open, reason, unreachable, watch } from "./client.ts";
import { alertJson, logJson } from "./event-json.ts";
import { createLineWriter } from "./event-line.ts";
import { printable } from "./excerpt.ts";

const BACKOFF_MS = { first: 500, max: 10_000 };

export interface LogsOptions {
  readonly grpc: string;
  readonly json?: boolean;
  readonly filter: "policy" | "system" | "all";
  readonly limit?: number;
  readonly follow: boolean;
}

type Ending = { readonly why: "limit" } | { readonly why: "gone" | "refused"; readonly message: string };

/** Returns the exit code. */
export async function logs(options: LogsOptions): Promise<number> {
  const print = printer(options);
  let client = await firstClient(options.grpc);
  for (;;) {
    const ending = await watchAll(client, options, print);
    client.close();
    if (ending.why === "limit") return 0;
    if (ending.why === "refused" || !options.follow) {
      console.error(printable(`bailiff: ${options.grpc}: ${ending.message}`));
      return 1;
    }
    console.error(printable(`bailiff: lost the daemon at ${options.grpc} (${ending.message}); waiting for it`));
    client = await nextClient(options.grpc);
    console.error("bailiff: connected again; what happened in between is not shown");
  }
}

async function firstClient(address: string): Promise<Client> {
  const client = open(address);
  try {
    await greet(client);
    return client;
  } catch (error) {
    client.close();
    throw unreachable(address, error);
  }
}

async function nextClient(address: string): Promise<Client> {
  for (let waitMs = BACKOFF_MS.first; ; waitMs = Math.min(2 * waitMs, BACKOFF_MS.max)) {
    await sleep(waitMs);
    try {
      return await firstClient(address);
    } catch {
      // Still away. It was said once that we wait.
    }
  }
}

interface Printer {
  /** False: that was the last one to be shown. */
  line(text: () => string): boolean;
  readonly alert: (alert: Parameters<typeof alertJson>[0]) => string;
  readonly log: (log: Parameters<typeof logJson>[0]) => string;
}

function printer({ json, limit }: LogsOptions): Printer {
  let left = limit ?? Number.POSITIVE_INFINITY;
  const line = (text: () => string): boolean => {
    if (left <= 0) return false;
    process.stdout.write(`${text()}\n`);
    left--;
    return left > 0;
  };
  if (json) return { line, alert: alertJson, log: logJson };
  const { isTTY } = process.stdout;
  return { line, ...createLineWriter(isTTY === true && !process.env.NO_COLOR) };
}

/** Resolves when there is nothing more to show. */
function watchAll(client: Client, { filter }: LogsOptions, print: Printer): Promise<Ending> {
  return new Promise((resolve) => {
    const request = { Filter: filter };
    if (filter !== "system") {
      const alerts = watch(client, LogService.WatchAlerts, request);
      alerts.on("data", (alert) => print.line(() => print.alert(alert)) || resolve({ why: "limit" }));
      alerts.on("error", (error) => resolve(endingOf(error)));
      alerts.on("end", () => resolve({ why: "gone", message: "it ended the stream" }));
    }
    if (filter !== "policy") {
      const logs = watch(client, LogService.WatchLogs, request);
      logs.on("data", (log) => print.line(() => print.log(log)) || resolve({ why: "limit" }));
      logs.on("error", (error) => resolve(endingOf(error)));
      logs.on("end", () => resolve({ why: "gone", message: "it ended the stream" }));
    }
  });
}

/** A daemon that stops or a connection that breaks may come back; one that says no will say it again. */
function endingOf(error: Error): Ending {
  const mayComeBack =
    !isServiceError(error) || [status.UNAVAILABLE, status.INTERNAL, status.CANCELLED].includes(error.code);
  return { why: mayComeBack ? "gone" : "refused", message: reason(error) };
}
