// SPDX-License-Identifier: Apache-2.0
// What is taken from an API server as a whole: policies and their status, pods and their owners, namespaces, this node, settings.
import t from "tap";
import { type ClusterFacts, type Kubernetes, type KubernetesTimes, openKubernetes } from "../../src/kube/kube.ts";
import type { PolicyObject } from "../../src/kube/policy-objects.ts";
import type { Manifest } from "./api-server.ts";
import { becomes, hostPolicy, podPolicy, QUICK, type Serving, serve } from "./serving.ts";

interface Opened {
  readonly kubernetes: Kubernetes;
  facts(): ClusterFacts | null;
  trouble(): string;
  /** Of all kinds, "KIND/key" each. */
  policies(): ReadonlyMap<string, PolicyObject>;
}

interface Test {
  teardown(act: () => unknown): void;
}

function opened(t: Test, { kubeconfig }: Serving, times: Partial<KubernetesTimes> = {}): Opened {
  let facts: ClusterFacts | null = null;
  let trouble = "";
  const kinds = new Map<string, ReadonlyMap<string, PolicyObject>>();
  const kubernetes = openKubernetes({
    access: kubeconfig,
    nodeName: "node-1",
    namespace: null,
    onPolicies: (kind, all) => kinds.set(kind, all),
    onFacts: (it) => {
      facts = it;
    },
    onTrouble: (it) => {
      trouble = it ?? "";
    },
    random: () => 0.5,
    times: { ...QUICK, ...times },
  });
  t.teardown(() => kubernetes.close());
  return {
    kubernetes,
    facts: () => facts,
    trouble: () => trouble,
    policies: () =>
      new Map([...kinds].flatMap(([kind, all]) => Array.from(all, ([key, it]) => [`${kind}/${key}`, it]))),
  };
}

const NODE: Manifest = {
  kind: "Node",
  metadata: { name: "node-1", labels: { zone: "a" }, annotations: { "kubearmor-policy": "audited" } },
};

/** The status that has been written into an object. */
const statusOf = (object: Manifest | undefined) => object?.status as Record<string, unknown> | undefined;

t.test("policies of all kinds, each a file of its own", async (t) => {
  const serving = await serve(t);
  serving.server.put(hostPolicy("a"));
  serving.server.put(podPolicy("a", "shop", { app: "web" }));
  const it = opened(t, serving);
  t.ok(await becomes(() => it.policies().size === 2));
  const { source } = it.policies().get("KubeArmorPolicy/shop/a") ?? {};
  t.equal(source?.file, "kubernetes:KubeArmorPolicy/shop/a");
  t.same(JSON.parse(source?.text ?? ""), podPolicy("a", "shop", { app: "web" }));
});

t.test("a policy's status is written, once, and makes no new text", async (t) => {
  const serving = await serve(t);
  const { server } = serving;
  server.put(hostPolicy("good"));
  server.put(hostPolicy("bad", "etc/shadow"));
  const it = opened(t, serving);
  t.ok(await becomes(() => ["good", "bad"].every((name) => statusOf(server.get("KubeArmorHostPolicy", name)))));
  const before = it.policies().get("KubeArmorHostPolicy/good")?.source;
  t.same(statusOf(server.get("KubeArmorHostPolicy", "good")), {
    status: "OK",
    observedGeneration: 1,
    policyState: "accepted",
    problems: [],
    notes: [],
  });
  t.match(statusOf(server.get("KubeArmorHostPolicy", "bad")), {
    status: "Error",
    policyState: "refused",
    problems: [{ path: "spec.file.matchPaths[0].path", message: /^must be absolute/ }],
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  t.equal(server.requests.filter((it) => it.startsWith("PATCH")).length, 2, "two writes for two policies");
  t.equal(it.policies().get("KubeArmorHostPolicy/good")?.source, before, "the file is the same value");

  server.put(hostPolicy("bad", "/etc/shadow"));
  t.ok(
    await becomes(() => statusOf(server.get("KubeArmorHostPolicy", "bad"))?.status === "OK"),
    "a new text, a new status",
  );
  t.equal(statusOf(server.get("KubeArmorHostPolicy", "bad"))?.observedGeneration, 2);
});

t.test("of many nodes one writes", async (t) => {
  const serving = await serve(t);
  const { server } = serving;
  for (let i = 0; i < 10; i++) opened(t, serving, { spreadMs: 300 * (i + 1) });
  t.ok(await becomes(() => server.watchCount("KubeArmorHostPolicy") === 10));
  server.put(hostPolicy("a"));
  t.ok(await becomes(() => statusOf(server.get("KubeArmorHostPolicy", "a")) !== undefined));
  await new Promise((resolve) => setTimeout(resolve, 2000));
  t.equal(server.patches, 1);
});

t.test("nodes that disagree do not write over each other for ever", async (t) => {
  const serving = await serve(t);
  const { server } = serving;
  server.put(hostPolicy("a"));
  opened(t, serving);
  const written = () => server.requests.filter((it) => it.startsWith("PATCH")).length;
  for (let i = 0; i < 3; i++) {
    t.ok(await becomes(() => statusOf(server.get("KubeArmorHostPolicy", "a")) !== undefined));
    const object = server.get("KubeArmorHostPolicy", "a");
    if (object) server.put({ ...object, status: { status: "Other", policyState: "refused" } });
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  t.equal(written(), 1);
});

for (const [name, status, said] of [
  ["is not ours to write", 403, /^Kubernetes: the status of policies: 403 a fault; what was known stands$/],
  ["was written by another meanwhile", 409, /^$/],
] as const) {
  t.test(`a status that ${name}`, async (t) => {
    const serving = await serve(t);
    const { server } = serving;
    server.faults.set("PATCH", { status });
    server.put(hostPolicy("a"));
    const it = opened(t, serving);
    server.put(NODE);
    t.ok(await becomes(() => server.requests.filter((it) => it.startsWith("PATCH")).length > 1), "it is tried again");
    t.ok(await becomes(() => said.test(it.trouble())), it.trouble());
    server.faults.clear();
    t.ok(await becomes(() => statusOf(server.get("KubeArmorHostPolicy", "a")) !== undefined));
    t.ok(await becomes(() => it.trouble() === ""));
  });
}

t.test("odd bytes in a policy are a problem of that policy", async (t) => {
  const serving = await serve(t);
  const { server } = serving;
  server.put(hostPolicy("odd", "/a\u0000\u0007\u007f\u0085\u2028\ufeff\uffffb"));
  server.put(hostPolicy("half", "/a\ud800"));
  server.put({ ...hostPolicy("none"), spec: null });
  server.put(hostPolicy("good"));
  opened(t, serving);
  t.ok(
    await becomes(() => ["odd", "half", "none", "good"].every((it) => statusOf(server.get("KubeArmorHostPolicy", it)))),
  );
  const stateOf = (name: string) => statusOf(server.get("KubeArmorHostPolicy", name))?.policyState;
  t.equal(stateOf("half"), "refused");
  t.equal(stateOf("none"), "refused");
  t.equal(stateOf("good"), "accepted");
  const { problems } = statusOf(server.get("KubeArmorHostPolicy", "odd")) ?? {};
  t.match(problems, [{ path: "spec.file.matchPaths[0].path" }], "the field is named");
});

t.test("a kind that the cluster does not have keeps nobody from the others", async (t) => {
  const serving = await serve(t);
  const { server } = serving;
  server.put(NODE);
  server.absent.add("KubeArmorNetworkPolicy");
  server.put(hostPolicy("a"));
  const it = opened(t, serving);
  t.ok(await becomes(() => it.policies().size === 1));
  const said = "Kubernetes: KubeArmorNetworkPolicy: the cluster does not have this kind; what was known stands";
  t.ok(await becomes(() => it.trouble() === said), it.trouble());
  server.absent.clear();
  t.ok(await becomes(() => it.trouble() === ""));
});

t.test("a proxy that answers 404 to everything takes no policy away", async (t) => {
  const serving = await serve(t);
  const { server } = serving;
  server.put(hostPolicy("a"));
  const it = opened(t, serving);
  t.ok(await becomes(() => it.policies().size === 1));
  server.faults.set("/api", { status: 404, body: "no such page" });
  server.disconnect();
  t.ok(await becomes(() => server.requests.filter((it) => it.includes("customresourcedefinitions")).length > 3));
  t.ok(await becomes(() => it.trouble().includes("404 no such page")), it.trouble());
  t.equal(it.policies().size, 1);
});

t.test("pods of this node, with their owners", async (t) => {
  const serving = await serve(t);
  const { server } = serving;
  const controller = (apiVersion: string, kind: string, name: string) => [
    { apiVersion, kind, name, uid: `uid-of-${name}`, controller: true },
  ];
  const pod = (name: string, node: string, ownerReferences: object[], more: object = {}): Manifest => ({
    kind: "Pod",
    metadata: { name, namespace: "shop", uid: `uid-${name}`, labels: { app: name }, ownerReferences, ...more },
    spec: {
      nodeName: node,
      containers: [{ name: "main" }],
      initContainers: [{ name: "setup" }],
      ephemeralContainers: [{ name: "debug" }],
    },
  });
  server.put({
    kind: "ReplicaSet",
    metadata: { name: "web-7f", namespace: "shop", ownerReferences: controller("apps/v1", "Deployment", "web") },
  });
  server.put({
    kind: "Job",
    metadata: { name: "dump-1", namespace: "shop", ownerReferences: controller("batch/v1", "CronJob", "dump") },
  });
  server.put(pod("web-7f-a", "node-1", controller("apps/v1", "ReplicaSet", "web-7f")));
  server.put(pod("web-7f-b", "node-1", controller("apps/v1", "ReplicaSet", "web-7f")));
  server.put(pod("dump-1-a", "node-1", controller("batch/v1", "Job", "dump-1")));
  server.put(pod("agent", "node-1", controller("apps/v1", "DaemonSet", "agent")));
  server.put(pod("orphan", "node-1", controller("apps/v1", "ReplicaSet", "gone")));
  server.put(pod("static", "node-1", [], { annotations: { "kubernetes.io/config.mirror": "hash" } }));
  server.put(pod("elsewhere", "node-2", []));
  const it = opened(t, serving);
  const ownerOf = (name: string) => it.facts()?.pods?.get(`shop/${name}`)?.owner;
  t.ok(await becomes(() => ownerOf("dump-1-a")?.kind === "CronJob" && ownerOf("web-7f-b")?.kind === "Deployment"));
  t.same(ownerOf("web-7f-a"), { kind: "Deployment", name: "web", namespace: "shop" });
  t.same(ownerOf("agent"), { kind: "DaemonSet", name: "agent", namespace: "shop" });
  t.same(ownerOf("orphan"), { kind: "ReplicaSet", name: "gone", namespace: "shop" });
  t.equal(ownerOf("static"), null);
  t.equal(server.requests.filter((it) => it.includes("replicasets/web-7f")).length, 1, "asked once for two pods");
  t.notOk(it.facts()?.pods?.has("shop/elsewhere"));
  const { labels, containers, uids } = it.facts()?.pods?.get("shop/static") ?? {};
  t.same(labels, new Map([["app", "static"]]));
  t.same(containers, new Set(["main", "setup", "debug"]));
  t.same(uids, ["uid-static", "hash"]);
});

t.test("owners that may not be asked for are told, and the pods are known all the same", async (t) => {
  const serving = await serve(t);
  const { server } = serving;
  server.put(NODE);
  server.faults.set("replicasets", { status: 403 });
  const ownerReferences = [{ apiVersion: "apps/v1", kind: "ReplicaSet", name: "web-7f", uid: "u", controller: true }];
  server.put({
    kind: "Pod",
    metadata: { name: "web", namespace: "shop", ownerReferences },
    spec: { nodeName: "node-1" },
  });
  const it = opened(t, serving);
  t.ok(await becomes(() => it.trouble() === "Kubernetes: owners of pods: 403 a fault; what was known stands"));
  t.match(it.facts()?.pods?.get("shop/web"), { owner: { kind: "ReplicaSet", name: "web-7f" } });
});

t.test("namespaces, this node and settings", async (t) => {
  const serving = await serve(t);
  const { server } = serving;
  const annotations = { "kubearmor-file-posture": "block", other: "x" };
  server.put({ kind: "Namespace", metadata: { name: "shop", annotations } });
  const labels = { "kubearmor-app": "kubearmor-configmap" };
  const settings = (name: string, namespace: string, data: object): Manifest => ({
    kind: "ConfigMap",
    metadata: { name, namespace, labels },
    data,
  });
  server.put(settings("kubearmor-config", "bailiff", { cluster: "one", untrackedNs: "a" }));
  server.put(settings("bailiff-config", "bailiff", { cluster: "two" }));
  server.put(settings("kubearmor-config", "elsewhere", { cluster: "three" }));
  const it = opened(t, serving);
  t.ok(await becomes(() => it.facts()?.settings?.size === 2 && it.facts()?.namespaces !== null));
  t.same(
    it.facts()?.settings,
    new Map([
      ["cluster", "two"],
      ["untrackedNs", "a"],
    ]),
  );
  t.same(it.facts()?.namespaces?.get("shop"), new Map([["kubearmor-file-posture", "block"]]));
  t.equal(it.facts()?.node, null);
  t.ok(await becomes(() => it.trouble().includes('there is no node "node-1": kubernetes.nodeName')), it.trouble());
  server.put(NODE);
  t.ok(await becomes(() => it.facts()?.node?.labels.get("zone") === "a" && it.trouble() === ""));
});

t.test("a server that is away is one trouble, not one for each kind", async (t) => {
  const serving = await serve(t);
  const { server } = serving;
  server.put(NODE);
  const it = opened(t, serving, { backoffMs: 50 });
  t.ok(await becomes(() => it.facts()?.node !== null && it.trouble() === ""));
  await server.stop();
  t.ok(
    await becomes(() =>
      /^Kubernetes: (\w+, ){7}\w+: [^;]*ECONNREFUSED[^;]*; what was known stands$/.test(it.trouble()),
    ),
    it.trouble(),
  );
});
