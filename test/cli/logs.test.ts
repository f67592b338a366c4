// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import type { feeder } from "../../src/gen/proto.js";
import type { Server } from "../../src/server/server.ts";
import { serve, start, until } from "./run.ts";

// Each waits for a process most of its time.
t.jobs = 4;

const alert: feeder.IAlert = {
  Timestamp: 1_767_366_245,
  UpdatedTime: "2026-01-02T15:04:05.123456Z",
  HostName: "node-1",
  HostPID: 812,
  UID: 0,
  PolicyName: "keep-secrets",
  Type: "MatchedHostPolicy",
  ProcessName: "/usr/bin/cat",
  Operation: "File",
  Resource: "/etc/shadow",
  Action: "Block",
  Result: "Permission denied",
  UserName: "root",
};
const log: feeder.ILog = { ...alert, Type: "HostLog", Result: "Passed" };

const subscribers = (server: Server): number => {
  const { alerts, logs } = server.stats();
  return alerts.subscribers.length + logs.subscribers.length;
};

async function watching(server: Server, count = 1): Promise<void> {
  await until(() => subscribers(server) === count);
}

t.test("a line for each alert", { buffered: true }, async (t) => {
  const server = await serve(t);
  const logs = start(t, ["logs", "--grpc", server.address, "--limit", "2"]);
  await watching(server);
  server.publishLog(log);
  server.publishAlert(alert);
  server.publishAlert({ ...alert, Resource: "/etc/gshadow" });
  server.publishAlert({ ...alert, Resource: "/never/shown" });
  t.equal(await logs.exit, 0);
  const line = (path: string): string =>
    `2026-01-02T15:04:05.123Z BLOCK File    keep-secrets /usr/bin/cat[812]     ${path}: Permission denied  user=root\n`;
  t.equal(logs.stdout(), line("/etc/shadow") + line("/etc/gshadow"));
  t.equal(logs.stderr(), "");
});

for (const [filter, want] of [
  ["policy", ["MatchedHostPolicy"]],
  ["system", ["HostLog"]],
  ["all", ["HostLog", "MatchedHostPolicy"]],
] as const) {
  t.test(`--filter ${filter}, as JSON, over a unix socket`, { buffered: true }, async (t) => {
    const dir = mkdtempSync("/tmp/bailiff-cli-");
    t.teardown(() => rmSync(dir, { recursive: true }));
    const socketPath = join(dir, "bailiff.sock");
    const server = await serve(t, { socketPath });
    const limit = String(want.length);
    const logs = start(t, ["logs", "--json", "--filter", filter, "--limit", limit, "--grpc", `unix:${socketPath}`]);
    await watching(server, want.length);
    server.publishAlert(alert);
    server.publishLog(log);
    t.equal(await logs.exit, 0);
    const types = logs
      .stdout()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).Type);
    t.same(types.sort(), want);
  });
}

t.test("the daemon goes away and comes back: it is said, and events go on", { buffered: true }, async (t) => {
  const first = await serve(t);
  const logs = start(t, ["logs", "--grpc", first.address, "--json", "--limit", "2"]);
  await watching(first);
  first.publishAlert({ ...alert, Timestamp: 1 });
  await first.close();
  await until(() => logs.stderr().includes("waiting"));
  const second = await serve(t, { address: first.address });
  await watching(second);
  second.publishAlert({ ...alert, Timestamp: 2 });
  t.equal(await logs.exit, 0);
  t.match(logs.stdout(), /^\{"Timestamp":1,.*\n\{"Timestamp":2,.*\n$/);
  t.equal(
    logs.stderr(),
    `bailiff: lost the daemon at ${first.address} (the daemon is stopping); waiting for it\n` +
      "bailiff: connected again; what happened in between is not shown\n",
  );
});

t.test("--no-follow: it stops with the daemon", { buffered: true }, async (t) => {
  const server = await serve(t);
  const logs = start(t, ["logs", "--grpc", server.address, "--no-follow"]);
  await watching(server);
  await server.close();
  t.equal(await logs.exit, 1);
  t.equal(logs.stderr(), `bailiff: ${server.address}: the daemon is stopping\n`);
});

t.test("interrupted", { buffered: true }, async (t) => {
  const server = await serve(t);
  const logs = start(t, ["logs", "--grpc", server.address]);
  await watching(server);
  logs.child.kill("SIGINT");
  t.equal(await logs.exit, 130);
  t.same([logs.stdout(), logs.stderr()], ["", ""]);
  await until(() => subscribers(server) === 0);
});

t.test("the reader goes away, as head does", { buffered: true }, async (t) => {
  const server = await serve(t);
  const logs = start(t, ["logs", "--grpc", server.address]);
  await watching(server);
  logs.child.stdout?.destroy();
  const timer = setInterval(() => server.publishAlert(alert), 5);
  t.teardown(() => clearInterval(timer));
  t.equal(await logs.exit, 0);
  t.equal(logs.stderr(), "");
});
