// SPDX-License-Identifier: Apache-2.0
// The server over real gRPC on the loopback.

import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { MethodDefinition } from "@grpc/grpc-js";
import t from "tap";
import { type feeder, grpc } from "../../src/gen/proto.js";
import { call } from "../../src/grpc-call.ts";
import { Health, LogService, NodeService } from "../../src/rpc.ts";
import { client, serve, until, watch } from "./serving.ts";

const { SERVING, NOT_SERVING, SERVICE_UNKNOWN } = grpc.health.v1.HealthCheckResponse.ServingStatus;

/**
 * Without garbage: what is left is held by somebody. The memory of dead buffers is given back beside the collection and
 * counted out later, so that one look after one collection says too much.
 */
async function memoryInUse(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 10; i++) {
    collect();
    await sleep(30);
    const { heapUsed, external } = process.memoryUsage();
    least = Math.min(least, heapUsed + external);
  }
  return least;
}

t.test("HealthCheck gives the nonce back", async (t) => {
  const server = await serve(t);
  const reply = await call(client(t, server.address), LogService.HealthCheck, { nonce: 2 ** 31 - 1 });
  t.equal(reply.Retval, 2 ** 31 - 1);
});

for (const [method, filter, isServed] of [
  ["WatchAlerts", "all", true],
  ["WatchAlerts", "policy", true],
  ["WatchAlerts", "system", false],
  ["WatchAlerts", "Policy", false],
  ["WatchAlerts", "", false],
  ["WatchLogs", "all", true],
  ["WatchLogs", "system", true],
  ["WatchLogs", "policy", false],
  ["WatchMessages", "all", true],
  ["WatchMessages", "", true],
  ["WatchMessages", "anything", true],
] as const) {
  t.test(`${method} "${filter}" ${isServed ? "streams" : "ends at once without an error"}`, async (t) => {
    const server = await serve(t);
    const { got, status, ready } = watch(client(t, server.address), LogService[method] as Watchable, {
      Filter: filter,
    });
    await Promise.race([ready, status]);
    server.publishAlert({ HostName: "alert" });
    server.publishLog({ HostName: "log" });
    server.publishMessage({ HostName: "message" });
    if (!isServed) {
      t.equal((await status).code, 0);
      t.same(got, []);
      return;
    }
    await until(() => got.length === 1);
    t.equal(got[0]?.HostName, method.slice("Watch".length, -1).toLowerCase());
  });
}

type Watchable = MethodDefinition<feeder.IRequestMessage, { HostName?: string | null }>;

t.test("an alert arrives as it was sent", async (t) => {
  const server = await serve(t);
  const { got, ready } = watch(client(t, server.address), LogService.WatchAlerts, { Filter: "all" });
  await ready;
  const alert = {
    Timestamp: 1_767_366_245,
    UID: -2,
    ATags: ["a"],
    EventData: { Lsm: "X" },
    ExecEvent: { ExecID: "0" },
  };
  server.publishAlert(alert);
  await until(() => got.length === 1);
  t.same(JSON.parse(JSON.stringify(got[0])), alert, "numbers are numbers");
});

t.test("GetStatus adds the server's own counters", async (t) => {
  const server = await serve(t, { status: () => ({ state: "enforcing", counters: { records: 7 } }) });
  const one = client(t, server.address);
  await watch(one, LogService.WatchAlerts, { Filter: "all" }).ready;
  const status = await call(one, NodeService.GetStatus, {});
  t.equal(status.state, "enforcing");
  t.same(status.counters, { records: 7, subscribers: 1, drop_connection: 0, drop_subscriber_slow: 0 });
});

t.test("GetStatus that fails is an error of the call", async (t) => {
  const status = (): never => {
    throw new Error("no kernel");
  };
  const server = await serve(t, { status });
  const asked = call(client(t, server.address), NodeService.GetStatus, {});
  await t.rejects(asked, { code: 13, details: "cannot tell the status: no kernel" });
});

t.test("health", async (t) => {
  const server = await serve(t);
  const one = client(t, server.address);
  const check = async (service: string): Promise<unknown> => (await call(one, Health.Check, { service })).status;
  t.equal(await check("feeder.LogService"), SERVING, "a service answers from the start");
  t.equal(await check("bailiff.v1.NodeService"), SERVING);
  t.equal(await check(""), NOT_SERVING, "the daemon is ready when it says so");
  await t.rejects(check("other"), { code: 5 });

  const whole = watch(one, Health.Watch, { service: "" });
  const other = watch(one, Health.Watch, { service: "other" });
  const statuses = (): unknown[] => whole.got.map(({ status }) => status);
  await until(() => whole.got.length === 1 && other.got.length === 1);
  server.setReady(true);
  server.setReady(true);
  await until(() => whole.got.length === 2);
  t.equal(await check(""), SERVING);
  await server.close();
  t.equal((await whole.status).code, 0);
  t.same(statuses(), [NOT_SERVING, SERVING, NOT_SERVING], "told once for each change");
  t.equal(other.got[0]?.status, SERVICE_UNKNOWN);
});

t.test("a stalled subscriber loses its own, a good one nothing, and memory is bounded", async (t) => {
  const server = await serve(t, { goodbyeMs: 300 });
  const good = watch(client(t, server.address), LogService.WatchAlerts, { Filter: "all" });
  const stalled = watch(client(t, server.address), LogService.WatchAlerts, { Filter: "all" });
  await Promise.all([good.ready, stalled.ready]);
  stalled.stream.pause();
  const count = 40_000;
  let inOrder = 0;
  good.stream.removeAllListeners("data");
  good.stream.on("data", ({ Timestamp }) => {
    if (Timestamp === inOrder) inOrder++;
  });
  const before = await memoryInUse();
  for (let i = 0; i < count; i++) {
    server.publishAlert({ Timestamp: i, Message: "m".repeat(1000) });
    // As fast as the good one reads: only then its losses are the server's doing.
    if (i % 500 === 0) await until(() => i - inOrder < 2000);
  }
  await until(() => inOrder === count);
  t.pass("the good one has all, in order");
  const { dropped, subscribers } = server.stats().alerts;
  const [first, second] = [...subscribers].sort((a, b) => a.dropped - b.dropped);
  t.match(first, { sent: count, dropped: 0 });
  t.ok(second !== undefined && second.dropped > 0 && second.waiting <= 8192);
  t.equal(dropped, second?.dropped);
  const held = (await memoryInUse()) - before;
  t.ok(held < 24e6, `16 MiB may wait, ${Math.round(held / 1e6)} MB are held`);

  const start = performance.now();
  await server.close();
  const tookMs = performance.now() - start;
  t.ok(tookMs > 290 && tookMs < 2000, `the stalled one is waited for, then cut off (${Math.round(tookMs)} ms)`);
});

t.test("no more subscribers than the limit, and a place is free when one leaves", async (t) => {
  const server = await serve(t);
  const one = client(t, server.address);
  const all = Array.from({ length: 64 }, () => watch(one, LogService.WatchMessages, {}));
  await Promise.all(all.map(({ ready }) => ready));
  t.equal((await watch(one, LogService.WatchAlerts, { Filter: "all" }).status).code, 8);
  all[0]?.stream.cancel();
  await until(() => server.stats().messages.subscribers.length === 63);
  await watch(one, LogService.WatchAlerts, { Filter: "all" }).ready;
});

t.test("closing tells the subscribers why, after what waits for them; twice is fine", async (t) => {
  const server = await serve(t);
  const { got, status, ready } = watch(client(t, server.address), LogService.WatchAlerts, { Filter: "all" });
  await ready;
  for (let i = 0; i < 100; i++) server.publishAlert({ Timestamp: i + 1 });
  await Promise.all([server.close(), server.close()]);
  await server.close();
  t.match(await status, { code: 14, details: "the daemon is stopping" });
  t.equal(got.length, 100);
  server.publishAlert({ HostName: "late" });
  t.equal(server.stats().alerts.subscribers.length, 0);
});

t.test("no more connections than the limit, each refused one is counted", async (t) => {
  const server = await serve(t, { goodbyeMs: 100 });
  const { connect } = await import("node:net");
  const asked = call(client(t, server.address), NodeService.GetStatus, {});
  await asked;
  const sockets = Array.from({ length: 258 }, () => connect(Number(server.address.split(":")[1]), "127.0.0.1"));
  let closed = 0;
  for (const socket of sockets) socket.on("error", () => {}).on("close", () => closed++);
  await until(() => closed === 3);
  for (const socket of sockets) socket.destroy();
  await until(() => closed === sockets.length);
  const { counters } = await call(client(t, server.address), NodeService.GetStatus, {});
  t.equal(counters?.drop_connection, 3);
});

t.test("a client that talks nonsense does no harm", async (t) => {
  const server = await serve(t);
  const { connect } = await import("node:net");
  const socket = connect(Number(server.address.split(":")[1]), "127.0.0.1");
  socket.on("error", () => {});
  socket.write("GET / HTTP/1.1\r\n\r\n");
  await once(socket, "data");
  t.equal((await call(client(t, server.address), LogService.HealthCheck, { nonce: 5 })).Retval, 5);
  socket.destroy();
});
