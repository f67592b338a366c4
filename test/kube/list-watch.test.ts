// SPDX-License-Identifier: Apache-2.0
// What is told of the objects of an API server, whatever goes wrong with it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import type { AccessSource } from "../../src/kube/access.ts";
import { Connection } from "../../src/kube/connection.ts";
import { type ListWatchTimes, listWatch } from "../../src/kube/list-watch.ts";
import type { ApiObject } from "../../src/kube/object.ts";
import { becomes, hostPolicy, QUICK, serve, writeAccount, writeKubeconfig } from "./serving.ts";

const HOST_POLICIES = "/apis/security.kubearmor.com/v1/kubearmorhostpolicies";

interface Watched {
  /** Names, as they were told last; null: nothing was. */
  names(): string | null;
  readonly told: string[];
  trouble(): string | null;
  readonly values: object[];
}

interface Test {
  teardown(act: () => unknown): void;
}

function watch(
  t: Test,
  access: AccessSource,
  { times = {}, isAbsent }: { times?: Partial<ListWatchTimes>; isAbsent?: () => Promise<boolean> } = {},
): Watched {
  const connection = new Connection(access, QUICK.answerMs, QUICK.renewMs);
  const told: string[] = [];
  const values: object[] = [];
  let trouble: string | null = null;
  const watching = listWatch<{ object: ApiObject }>({
    connection,
    resource: { name: "policies", path: HOST_POLICIES },
    handlers: {
      read: (object) => ({ object }),
      onChange: (all) => {
        told.push([...all.keys()].sort().join());
        values.splice(0, values.length, ...all.values());
      },
      onTrouble: (it) => {
        trouble = it;
      },
      ...(isAbsent && { isAbsent }),
    },
    random: () => 0,
    times: { ...QUICK, ...times },
  });
  t.teardown(() => {
    watching.close();
    connection.close();
  });
  return { names: () => told.at(-1) ?? null, told, trouble: () => trouble, values };
}

t.test("objects come, change and go", async (t) => {
  const { server, kubeconfig } = await serve(t);
  server.put(hostPolicy("a"));
  const watched = watch(t, kubeconfig);
  t.ok(await becomes(() => watched.names() === "a"));
  server.put(hostPolicy("b"));
  t.ok(await becomes(() => watched.names() === "a,b"));
  server.remove("KubeArmorHostPolicy", "a");
  t.ok(await becomes(() => watched.names() === "b"));
  t.equal(watched.trouble(), null);
  t.equal(server.requests.filter((it) => it.includes("limit=")).length, 1, "it was listed once");
});

t.test("nothing there is told, too", async (t) => {
  const { kubeconfig } = await serve(t);
  const watched = watch(t, kubeconfig);
  t.ok(await becomes(() => watched.names() === ""));
});

t.test("a long list comes in pages, and is told whole", async (t) => {
  const { server, kubeconfig } = await serve(t);
  for (let i = 0; i < 1200; i++) server.put(hostPolicy(`p${i}`));
  const watched = watch(t, kubeconfig);
  t.ok(await becomes(() => watched.values.length === 1200));
  t.equal(watched.told.length, 1);
  t.equal(server.requests.filter((it) => it.includes("limit=500")).length, 3);
});

t.test("a list whose version expires between two pages is begun anew", async (t) => {
  const { server, kubeconfig } = await serve(t);
  for (let i = 0; i < 600; i++) server.put(hostPolicy(`p${i}`));
  server.faults.set("continue=", { status: 410 });
  const watched = watch(t, kubeconfig);
  t.ok(await becomes(() => server.requests.filter((it) => it.includes("continue=")).length >= 2));
  t.equal(watched.names(), null, "half a list is not told");
  server.faults.clear();
  t.ok(await becomes(() => watched.values.length === 600));
});

t.test("the connection breaks: it goes on from where it was", async (t) => {
  const { server, kubeconfig } = await serve(t);
  server.put(hostPolicy("a"));
  const watched = watch(t, kubeconfig);
  t.ok(await becomes(() => server.watchCount("KubeArmorHostPolicy") === 1));
  server.disconnect();
  server.put(hostPolicy("b"));
  t.ok(await becomes(() => watched.names() === "a,b"));
  t.equal(server.requests.filter((it) => it.includes("limit=")).length, 1, "without another list");
});

t.test("a watch that the server ends is opened again, not at once each time", async (t) => {
  const { server, kubeconfig } = await serve(t);
  watch(t, kubeconfig, { times: { backoffMs: 20 } });
  for (let i = 0; i < 3; i++) {
    t.ok(await becomes(() => server.watchCount("KubeArmorHostPolicy") === 1));
    server.endWatches();
  }
  t.ok(await becomes(() => server.watchCount("KubeArmorHostPolicy") === 1));
  t.equal(server.requests.filter((it) => it.includes("watch=true")).length, 4);
});

t.test("410 Gone: what there is is listed anew, and what went meanwhile is gone", async (t) => {
  const { server, kubeconfig } = await serve(t);
  server.put(hostPolicy("a"));
  server.put(hostPolicy("b"));
  const watched = watch(t, kubeconfig);
  t.ok(await becomes(() => server.watchCount("KubeArmorHostPolicy") === 1));
  const [first] = watched.values;
  server.disconnect();
  server.remove("KubeArmorHostPolicy", "b");
  server.compact();
  t.ok(await becomes(() => watched.names() === "a"));
  t.equal(watched.values[0], first, "what has not changed is the same value");
  t.equal(server.requests.filter((it) => it.includes("limit=")).length, 2);
});

t.test("a server that was set back, and knows no version so late: what there is is listed anew", async (t) => {
  const { server, kubeconfig } = await serve(t);
  server.put(hostPolicy("a"));
  server.put(hostPolicy("b"));
  const watched = watch(t, kubeconfig);
  t.ok(await becomes(() => server.watchCount("KubeArmorHostPolicy") === 1));
  server.faults.set("watch=true", { status: 504 });
  server.disconnect();
  server.remove("KubeArmorHostPolicy", "b");
  t.ok(await becomes(() => watched.names() === "a"));
});

t.test("bookmarks move the place from where it goes on", async (t) => {
  const { server, kubeconfig } = await serve(t);
  server.put(hostPolicy("a"));
  watch(t, kubeconfig);
  t.ok(await becomes(() => server.watchCount("KubeArmorHostPolicy") === 1));
  server.compact();
  server.bookmark();
  server.endWatches();
  t.ok(await becomes(() => server.watchCount("KubeArmorHostPolicy") === 1));
  t.equal(
    server.requests.filter((it) => it.includes("limit=")).length,
    1,
    "the version of the bookmark is not too old",
  );
});

t.test("a watch that hangs is given up in time", async (t) => {
  const { server, kubeconfig } = await serve(t);
  const watched = watch(t, kubeconfig, { times: { watchS: 0.001, graceMs: 100 } });
  t.ok(await becomes(() => server.requests.filter((it) => it.includes("watch=true")).length >= 2));
  t.equal(watched.trouble(), null);
});

for (const [name, line] of [
  ["no JSON", '{"type": "ADDED", "obj'],
  ["no object", '{"type":"MODIFIED","object":7}'],
  ["no name", '{"type":"ADDED","object":{"metadata":{}}}'],
  ["a type that nobody knows", '{"type":"EXPLODED","object":{"metadata":{"name":"x"}}}'],
  ["null", "null"],
  ["an error", '{"type":"ERROR","object":{"code":500,"message":"etcd has gone"}}'],
] as const) {
  t.test(`an event with ${name} harms nobody`, async (t) => {
    const { server, kubeconfig } = await serve(t);
    server.put(hostPolicy("a"));
    const watched = watch(t, kubeconfig);
    t.ok(await becomes(() => server.watchCount("KubeArmorHostPolicy") === 1));
    server.send("KubeArmorHostPolicy", line);
    t.ok(await becomes(() => server.requests.filter((it) => it.includes("watch=true")).length === 2), "it begins anew");
    t.ok(await becomes(() => server.watchCount("KubeArmorHostPolicy") === 1));
    server.put(hostPolicy("b"));
    t.ok(await becomes(() => watched.names() === "a,b"));
    t.notOk(
      watched.told.some((names) => !names.includes("a")),
      "what was known stood all the while",
    );
  });
}

for (const [name, fault, said] of [
  ["is busy", { status: 429, headers: { "retry-after": "0" } }, /^429 a fault$/],
  ["fails", { status: 500 }, /^500 a fault$/],
  ["is starting", { status: 503, body: "not yet\u001b[2J" }, /^503 not yet\\u001b\[2J$/],
  ["denies", { status: 403 }, /^403 a fault$/],
  ["answers with what is no JSON", { status: 200, body: "<html>" }, /no JSON: <html>/],
  ["answers with what is no list", { status: 200, body: '{"items":[]}' }, /no list of objects/],
] as const) {
  t.test(`a server that ${name} is asked again, later each time`, async (t) => {
    const { server, kubeconfig } = await serve(t);
    server.put(hostPolicy("a"));
    server.faults.set("limit=", fault);
    const watched = watch(t, kubeconfig);
    t.ok(await becomes(() => said.test(watched.trouble() ?? "")), `${watched.trouble()}`);
    t.equal(watched.names(), null);
    const before = server.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    t.ok(server.requests.length - before <= 5, "not in a hurry");
    server.faults.clear();
    t.ok(await becomes(() => watched.names() === "a" && watched.trouble() === null));
  });
}

t.test("a server that asks to wait is waited for", async (t) => {
  const { server, kubeconfig } = await serve(t);
  server.faults.set("limit=", { status: 429, headers: { "retry-after": "1" } });
  watch(t, kubeconfig);
  await new Promise((resolve) => setTimeout(resolve, 700));
  t.equal(server.requests.length, 1);
});

t.test("a server that does not answer is given up, and asked again", async (t) => {
  const { server, directory } = await serve(t);
  server.faults.set("limit=", "hang");
  const watched = watch(t, writeKubeconfig(directory, server.port));
  t.ok(await becomes(() => /127\.0\.0\.1:\d+: no answer within 2 s/.test(watched.trouble() ?? "")));
  server.faults.clear();
  server.disconnect();
  t.ok(await becomes(() => watched.names() === "" && watched.trouble() === null));
});

t.test("a server that goes and comes back: what was known stands meanwhile", async (t) => {
  const { server, kubeconfig } = await serve(t);
  server.put(hostPolicy("a"));
  const watched = watch(t, kubeconfig);
  t.ok(await becomes(() => server.watchCount("KubeArmorHostPolicy") === 1));
  const { port } = server;
  await server.stop();
  t.ok(await becomes(() => /127\.0\.0\.1:\d+: .*ECONNREFUSED/.test(watched.trouble() ?? "")), `${watched.trouble()}`);
  t.equal(watched.names(), "a");
  server.put(hostPolicy("b"));
  await server.listen(port);
  t.ok(await becomes(() => watched.names() === "a,b" && watched.trouble() === null));
});

t.test("a kind that the server does not know", async (t) => {
  const { server, kubeconfig } = await serve(t);
  server.put(hostPolicy("a"));
  let isAbsent = false;
  const watched = watch(t, kubeconfig, { isAbsent: async () => isAbsent });
  t.ok(await becomes(() => server.watchCount("KubeArmorHostPolicy") === 1));
  server.absent.add("KubeArmorHostPolicy");
  server.disconnect();
  t.ok(await becomes(() => /^404 /.test(watched.trouble() ?? "")));
  t.equal(watched.names(), "a", "while it is not certain, what was known stands");
  isAbsent = true;
  t.ok(await becomes(() => watched.names() === ""), "then it is gone");
  t.equal(watched.trouble(), "the cluster does not have this kind");
  server.absent.clear();
  t.ok(await becomes(() => watched.names() === "a" && watched.trouble() === null), "and looked for again");
});

t.test("a certificate that somebody else signed: told, and right away well when it is", async (t) => {
  const { server, directory } = await serve(t);
  const watched = watch(t, writeKubeconfig(directory, server.port, { ca: "other-ca.crt" }));
  t.ok(await becomes(() => /certificate is not to be trusted: /.test(watched.trouble() ?? "")), `${watched.trouble()}`);
  t.equal(watched.names(), null);
  writeKubeconfig(directory, server.port);
  t.ok(await becomes(() => watched.names() === ""), "the file is read again");
});

t.test("a pod's token that expires is read again", async (t) => {
  const { server, directory } = await serve(t);
  server.token = "one";
  server.put(hostPolicy("a"));
  const ca = readFileSync(join(directory, "ca.crt"));
  const watched = watch(t, writeAccount(directory, server.port, ca, "one\n"));
  t.ok(await becomes(() => watched.names() === "a"), `${watched.trouble()}`);
  server.token = "two";
  server.disconnect();
  t.ok(await becomes(() => /^401 /.test(watched.trouble() ?? "")));
  writeAccount(directory, server.port, ca, "two\n");
  server.put(hostPolicy("b"));
  t.ok(await becomes(() => watched.names() === "a,b" && watched.trouble() === null));
});

t.test("a kubeconfig's token that expires is read again within one request", async (t) => {
  const { server, directory } = await serve(t);
  server.token = "one";
  const connection = new Connection(writeKubeconfig(directory, server.port, { token: "one" }));
  t.teardown(() => connection.close());
  const { signal } = new AbortController();
  t.match(await connection.get(HOST_POLICIES, signal), { items: [] });
  server.token = "two";
  writeKubeconfig(directory, server.port, { token: "two" });
  t.match(await connection.get(HOST_POLICIES, signal), { items: [] });
  server.token = "three";
  await t.rejects(connection.get(HOST_POLICIES, signal), { name: "ApiError", status: 401 });
});

for (const [name, access, said] of [
  [
    "a kubeconfig that is not there",
    { kind: "kubeconfig", path: "/nowhere/config" },
    /cannot read the kubeconfig \/nowhere\/config: ENOENT/,
  ],
  ["no pod", { kind: "pod", env: {} }, /this is no pod/],
  [
    "a pod without a service account",
    { kind: "pod", env: { KUBERNETES_SERVICE_HOST: "::1" }, directory: "/nowhere" },
    /cannot read \/nowhere\/namespace of the service account: ENOENT/,
  ],
] as const) {
  t.test(`${name} is told`, async (t) => {
    const watched = watch(t, access);
    t.ok(await becomes(() => said.test(watched.trouble() ?? "")), `${watched.trouble()}`);
  });
}
