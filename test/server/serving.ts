// SPDX-License-Identifier: Apache-2.0
// A server on the loopback and clients of it, for as long as a test runs.

import { mkdtempSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client, ClientReadableStream, MethodDefinition, StatusObject } from "@grpc/grpc-js";
import type { Test } from "tap";
import { open, watch as openStream } from "../../src/cli/client.ts";
import { createServer, type Server, type ServerOptions } from "../../src/server/server.ts";

export async function serve(t: Test, options: Partial<ServerOptions> = {}): Promise<Server> {
  const server = await createServer({
    address: "127.0.0.1:0",
    socketPath: null,
    status: () => ({}),
    counts: () => ({}),
    workloads: () => ({}),
    ...options,
  });
  t.teardown(() => server.close());
  return server;
}

export function client(t: Test, target: string): Client {
  const client = open(target);
  t.teardown(() => client.close());
  return client;
}

export function watch<Request, Event>(
  client: Client,
  method: MethodDefinition<Request, Event>,
  request: Request,
): { stream: ClientReadableStream<Event>; got: Event[]; status: Promise<StatusObject>; ready: Promise<unknown> } {
  const stream = openStream(client, method, request);
  const got: Event[] = [];
  stream.on("data", (event: Event) => got.push(event));
  stream.on("error", () => {}); // told by "status" too
  const status = new Promise<StatusObject>((resolve) => stream.on("status", resolve));
  return { stream, got, status, ready: new Promise((resolve) => stream.on("metadata", resolve)) };
}

export async function until(isDone: () => boolean): Promise<void> {
  for (let i = 0; !isDone(); i++) {
    if (i > 1000) throw new Error("it never came");
    await sleep(5);
  }
}

export function directory(t: Test): string {
  const path = mkdtempSync("/tmp/bailiff-server-");
  t.teardown(() => rmSync(path, { recursive: true }));
  return path;
}
