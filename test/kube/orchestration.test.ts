// SPDX-License-Identifier: Apache-2.0
// What the daemon makes of an API server: which policies and settings hold, before it answers, while it is away, and after a restart.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";
import { readConfig } from "../../src/config.ts";
import { Intake } from "../../src/intake.ts";
import { type NodeSettings, Orchestration } from "../../src/orchestration.ts";
import type { Container } from "../../src/workload/workload.ts";
import type { Manifest } from "./api-server.ts";
import { becomes, hostPolicy, type Serving, serve } from "./serving.ts";

interface Test {
  teardown(act: () => unknown): void;
}

/** The daemon without a kernel: what it would have put in force. */
class Node {
  readonly #orchestration: Orchestration;
  readonly intake: Intake;
  /** Names, in order. */
  policies = "";
  settings: NodeSettings;
  pods = 0;
  trouble = "";
  problems: string[] = [];
  isTaken = true;

  constructor({ kubeconfig }: Serving, stateDir: string) {
    const file = `kubernetes: {kubeconfig: ${kubeconfig.kind === "kubeconfig" && kubeconfig.path}, nodeName: node-1}\nstateDir: ${stateDir}`;
    const reading = readConfig([], () => file, "host-1", "0");
    if (reading.kind !== "run" || reading.config.kubernetes === null) throw new Error("no configuration");
    const { config } = reading;
    this.intake = new Intake({
      stateDir,
      apply: (policies) => {
        if (this.isTaken)
          this.policies = policies
            .map(({ name }) => name)
            .sort()
            .join();
        return this.isTaken;
      },
      onProblem: (problem) => this.problems.push(problem),
      onStateTrouble: () => {},
    });
    this.#orchestration = new Orchestration({
      config,
      kubernetes: reading.config.kubernetes,
      env: {},
      intake: this.intake,
      onSettings: (settings) => {
        this.settings = settings;
      },
      onPods: () => this.pods++,
      onTrouble: (it) => {
        this.trouble = it ?? "";
      },
      onStateTrouble: (it) => {
        if (it !== null) throw new Error(it);
      },
    });
    this.settings = this.#orchestration.settings;
  }

  /** As the daemon does: first the directory is read, then the server asked. */
  async start(): Promise<void> {
    this.intake.take("directory", []);
    await this.#orchestration.start();
  }

  join(container: Container): Container | undefined {
    return this.#orchestration.join([{ container, stage: "running", cgroupId: 1n, pid: 1 }])[0]?.container;
  }

  close(): void {
    this.#orchestration.close();
  }
}

function stateDirectory(t: Test): string {
  const directory = mkdtempSync(join(tmpdir(), "bailiff-state-"));
  t.teardown(() => rmSync(directory, { recursive: true }));
  return directory;
}

const NODE: Manifest = {
  kind: "Node",
  metadata: { name: "node-1", labels: { zone: "a" }, annotations: { "kubearmor-policy": "audited" } },
};
const namespace = (name: string, posture: string): Manifest => ({
  kind: "Namespace",
  metadata: { name, annotations: { "kubearmor-file-posture": posture } },
});
const settingsMap = (data: object): Manifest => ({
  kind: "ConfigMap",
  metadata: { name: "kubearmor-config", namespace: "bailiff", labels: { "kubearmor-app": "kubearmor-configmap" } },
  data,
});

t.test("an API server that is away takes nothing out of force, over a restart too", async (t) => {
  const serving = await serve(t);
  const { server } = serving;
  const stateDir = stateDirectory(t);
  for (const object of [NODE, namespace("shop", "block"), settingsMap({ hostDefaultFilePosture: "block" })]) {
    server.put(object);
  }
  server.put(hostPolicy("a"));
  server.put(hostPolicy("b"));
  const first = new Node(serving, stateDir);
  await first.start();
  t.ok(await becomes(() => first.policies === "a,b" && first.settings.host.labels.get("zone") === "a"));
  t.ok(await becomes(() => first.settings.postures.namespaces.get("shop")?.file === "block"));
  t.ok(await becomes(() => first.settings.postures.host.file === "block"));
  const { port } = server;
  await server.stop();
  t.ok(await becomes(() => /^Kubernetes: .*ECONNREFUSED.*; what was known stands$/.test(first.trouble)), first.trouble);
  t.equal(first.policies, "a,b");
  first.close();

  const second = new Node(serving, stateDir);
  t.teardown(() => second.close());
  t.equal(second.settings.host.labels.get("zone"), "a");
  t.equal(second.settings.host.mode, "audited");
  t.equal(second.settings.postures.namespaces.get("shop")?.file, "block");
  t.equal(second.settings.postures.host.file, "block");
  await second.start();
  t.equal(second.policies, "a,b", "they hold before the server was asked");
  t.match(
    second.intake.status([second.settings.host], "").filter(({ state }) => state === "stale"),
    [{ name: "a" }, { name: "b" }],
  );
  t.ok(await becomes(() => /ECONNREFUSED/.test(second.trouble)));
  t.equal(second.policies, "a,b");

  server.remove("KubeArmorHostPolicy", "a");
  server.put(hostPolicy("c"));
  server.put({ ...NODE, metadata: { ...NODE.metadata, labels: { zone: "b" } } });
  await server.listen(port);
  t.ok(await becomes(() => second.policies === "b,c", 60_000), "what it says now holds once it is back");
  t.ok(await becomes(() => second.settings.host.labels.get("zone") === "b", 60_000));
  t.ok(await becomes(() => second.trouble === "", 60_000), second.trouble);
});

t.test("a policy that an edit broke keeps its last good version", async (t) => {
  const serving = await serve(t);
  const { server } = serving;
  server.put(NODE);
  server.put(hostPolicy("a"));
  const node = new Node(serving, stateDirectory(t));
  t.teardown(() => node.close());
  await node.start();
  t.ok(await becomes(() => node.policies === "a"));
  server.put(hostPolicy("a", "not/absolute"));
  t.ok(await becomes(() => node.problems.length > 0));
  t.match(
    node.problems[0],
    /^kubernetes:KubeArmorHostPolicy\/a:\d+:\d+: spec\.file\.matchPaths\[0\]\.path: must be absolute/,
  );
  t.match(
    node.intake.status([node.settings.host], "").filter(({ name }) => name === "a"),
    [{ state: "stale", rules: 1 }],
  );
  t.equal(node.policies, "a");
  server.remove("KubeArmorHostPolicy", "a");
  t.ok(await becomes(() => node.policies === ""));
});

t.test("what the kernel does not take is tried again", async (t) => {
  const serving = await serve(t);
  const { server } = serving;
  const node = new Node(serving, stateDirectory(t));
  t.teardown(() => node.close());
  await node.start();
  node.isTaken = false;
  server.put(hostPolicy("a"));
  t.ok(await becomes(() => server.watchCount("KubeArmorHostPolicy") === 1));
  await new Promise((resolve) => setTimeout(resolve, 300));
  t.equal(node.policies, "");
  node.isTaken = true;
  t.ok(await becomes(() => node.policies === "a"));
});

t.test("settings change while it runs, and a wrong value changes nothing", async (t) => {
  const serving = await serve(t);
  const { server } = serving;
  server.put(NODE);
  server.put(namespace("shop", "bock"));
  const node = new Node(serving, stateDirectory(t));
  t.teardown(() => node.close());
  await node.start();
  t.equal(node.settings.postures.containers.file, "audit");
  t.ok(
    await becomes(() => /namespace shop: kubearmor-file-posture must be audit or block, got "bock"/.test(node.trouble)),
  );
  t.notOk(node.settings.postures.namespaces.has("shop"));
  server.put(namespace("shop", "audit"));
  t.ok(await becomes(() => node.trouble === ""), node.trouble);

  const data = { defaultFilePosture: "block", untrackedNs: "kube-system", maxAlertPerSec: "2", throttleSec: "2" };
  server.put(settingsMap({ ...data, cluster: "blue" }));
  t.ok(await becomes(() => node.settings.cluster === "blue"));
  t.equal(node.settings.postures.containers.file, "block");
  t.equal(node.settings.postures.namespaces.get("shop")?.file, "audit", "a namespace has its own word");
  t.same(node.settings.postures.untracked, new Set(["kube-system"]));
  t.same(node.settings.throttle, { perSecond: 1, burst: 2 });

  server.put(settingsMap({ defaultFilePosture: "none", cluster: "green" }));
  t.ok(await becomes(() => node.settings.cluster === "green"));
  t.equal(node.settings.postures.containers.file, "block", "the value before the wrong one stays");
  t.match(node.trouble, /^ConfigMap of settings: defaultFilePosture: must be audit or block, got "none"/);
  t.same(node.settings.throttle, { perSecond: 100, burst: 200 }, "what is taken out is the configuration's again");

  server.remove("ConfigMap", "kubearmor-config", "bailiff");
  t.ok(await becomes(() => node.settings.cluster === "default"));
  t.equal(node.settings.postures.containers.file, "audit");
  t.ok(await becomes(() => node.trouble === ""), node.trouble);
});

t.test("containers have the labels that their pods have now, until they are gone", async (t) => {
  const serving = await serve(t);
  const { server } = serving;
  const pod = (labels: object, uid = "u1", annotations = {}): Manifest => ({
    kind: "Pod",
    metadata: { name: "web-0", namespace: "shop", uid, labels, annotations },
    spec: { nodeName: "node-1", containers: [{ name: "nginx" }] },
  });
  const container: Container = {
    id: "c1",
    kind: "container",
    name: "nginx",
    namespace: "shop",
    pod: "web-0",
    podUid: "u1",
    labels: new Map([
      ["app", "web"],
      ["io.kubernetes.pod.name", "web-0"],
    ]),
    mode: "enabled",
  };
  const sandbox: Container = { ...container, id: "s1", name: "POD", mode: "disabled" };
  const node = new Node(serving, stateDirectory(t));
  t.teardown(() => node.close());
  t.equal(node.join(container), container, "before the server was asked, the runtime's word holds");
  await node.start();
  server.put(pod({ app: "api" }, "u1", { "kubearmor-policy": "audited" }));
  t.ok(await becomes(() => node.pods === 1 || node.join(container)?.labels.get("app") === "api"));
  t.same(
    node.join(container)?.labels,
    new Map([
      ["io.kubernetes.pod.name", "web-0"],
      ["app", "api"],
    ]),
  );
  t.equal(node.join(container)?.mode, "audited");
  t.equal(node.join(sandbox)?.mode, "disabled", "the sandbox stays one");

  node.join(container);
  const before = node.pods;
  server.put(pod({ app: "other" }, "u2"));
  t.ok(await becomes(() => node.pods > before));
  t.equal(node.join(container)?.labels.get("app"), "api", "another pod of the same name says nothing of it");
  server.remove("Pod", "web-0", "shop");
  t.ok(await becomes(() => node.pods > before + 1));
  t.equal(node.join(container)?.labels.get("app"), "api", "what was said last stands until it has gone");
});
