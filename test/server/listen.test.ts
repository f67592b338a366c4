// SPDX-License-Identifier: Apache-2.0
// Where the server can be reached, and what keeps it from listening there.

import { once } from "node:events";
import { existsSync, statSync, writeFileSync } from "node:fs";
import { createServer as createNetServer } from "node:net";
import { join } from "node:path";
import t from "tap";
import { call } from "../../src/grpc-call.ts";
import { LogService } from "../../src/rpc.ts";
import { createServer } from "../../src/server/server.ts";
import { client, directory, serve } from "./serving.ts";

t.test("the unix socket", async (t) => {
  const path = join(directory(t), "bailiff.sock");
  const server = await serve(t, { socketPath: path });
  t.equal(statSync(path).mode & 0o777, 0o600, "is for its owner alone");
  t.equal((await call(client(t, `unix:${path}`), LogService.HealthCheck, { nonce: 5 })).Retval, 5);

  const second = createServer({
    address: "127.0.0.1:0",
    socketPath: path,
    status: () => ({}),
    counts: () => ({}),
    workloads: () => ({}),
  });
  await t.rejects(second, { code: "ALREADY_RUNNING", message: `another daemon answers on ${path}: stop it first` });
  t.equal((await call(client(t, `unix:${path}`), LogService.HealthCheck, { nonce: 6 })).Retval, 6, "goes on answering");
  await server.close();
  t.notOk(existsSync(path), "is gone with its server");
});

t.test("a socket that a dead daemon left is replaced", async (t) => {
  const path = join(directory(t), "bailiff.sock");
  const { spawnSync } = await import("node:child_process");
  const script = `require("net").createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, "SIGKILL"))`;
  spawnSync(process.execPath, ["-e", script]);
  t.ok(existsSync(path), "it lies there");
  await serve(t, { socketPath: path });
  t.equal((await call(client(t, `unix:${path}`), LogService.HealthCheck, { nonce: 5 })).Retval, 5);
});

for (const [name, pathOf, want] of [
  ["a plain file is not removed", (dir: string) => join(dir, "file"), /something that is no socket lies there/],
  ["a directory that is not there", (dir: string) => join(dir, "none", "s"), /its directory does not exist/],
  ["a path too long for a socket", (dir: string) => join(dir, "x".repeat(108)), /107 bytes at most/],
] as const) {
  t.test(`unix socket: ${name}`, async (t) => {
    const dir = directory(t);
    writeFileSync(join(dir, "file"), "precious");
    const server = createServer({
      address: "127.0.0.1:0",
      socketPath: pathOf(dir),
      status: () => ({}),
      counts: () => ({}),
      workloads: () => ({}),
    });
    await t.rejects(server, { code: "ADDRESS", message: want });
    t.ok(existsSync(join(dir, "file")));
  });
}

t.test("a taken port: one line that names it, and nothing is left open", async (t) => {
  const taken = createNetServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  t.teardown(() => taken.close());
  const address = `127.0.0.1:${(taken.address() as { port: number }).port}`;
  const path = join(directory(t), "bailiff.sock");
  await t.rejects(
    createServer({ address, socketPath: path, status: () => ({}), counts: () => ({}), workloads: () => ({}) }),
    {
      code: "ADDRESS",
      message: new RegExp(`^cannot listen on ${address}: another program does; stop it .* or choose another address$`),
    },
  );
  t.notOk(existsSync(path), "the unix socket is closed again");
});

for (const address of ["", "localhost", "127.0.0.1", "127.0.0.1:65536", "::1:32767", "http://a:1", "a b:1"]) {
  t.test(`"${address}" is no address`, async (t) => {
    await t.rejects(
      createServer({ address, socketPath: null, status: () => ({}), counts: () => ({}), workloads: () => ({}) }),
      {
        code: "USAGE",
      },
    );
  });
}

t.test("the main address may be a unix socket", async (t) => {
  const path = join(directory(t), "main.sock");
  const server = await serve(t, { address: `unix:${path}` });
  t.equal(statSync(path).mode & 0o777, 0o600);
  const reply = await call(client(t, `unix:${path}`), LogService.HealthCheck, { nonce: 7 });
  t.equal(reply.Retval, 7);
  await server.close();
});
