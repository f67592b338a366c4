// SPDX-License-Identifier: Apache-2.0
// Bailiff's part of Kubernetes against a cluster that somebody has: KUBECONFIG=... make test-kube. It brings the definitions of policies,
// makes a namespace with one good and one refused policy, looks at what is told of them and at their status, and removes what it
// made; definitions that were there before stay.
import { randomBytes } from "node:crypto";
import { type RequestOptions, request } from "node:https";
import t from "tap";
import { type Access, openAccess } from "../../src/kube/access.ts";
import { type ClusterFacts, openKubernetes } from "../../src/kube/kube.ts";
import { definitionOf, type PolicyObject } from "../../src/kube/policy-objects.ts";
import { crd } from "../../src/policy/crd.ts";
import { KINDS } from "../../src/policy/policy.ts";
import { isRecord } from "../../src/record.ts";
import { becomes, podPolicy } from "./serving.ts";

const { KUBECONFIG = "" } = process.env;
if (KUBECONFIG === "" || KUBECONFIG.includes(":")) {
  process.stderr.write("test-kube needs a cluster: KUBECONFIG=FILE make test-kube\n");
  process.exit(2);
}
const SLOW_MS = 60_000;

class Cluster {
  readonly #access: Access;

  constructor(access: Access) {
    this.#access = access;
  }

  /** Rejects where the cluster says no; null: there is no such object. */
  async ask(method: string, path: string, body?: unknown): Promise<Readonly<Record<string, unknown>> | null> {
    const type = method === "PATCH" ? "application/apply-patch+yaml" : "application/json";
    const { status, text } = await this.#send(method, path, type, body);
    if (status === 404) return null;
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    const answer: unknown = JSON.parse(text);
    if (!isRecord(answer)) throw new Error(`${method} ${path}: ${text}`);
    return answer;
  }

  /** Server-side apply. */
  apply(path: string, object: unknown) {
    return this.ask("PATCH", `${path}?fieldManager=bailiff-test&force=true`, object);
  }

  async #send(method: string, path: string, type: string, body: unknown): Promise<{ status: number; text: string }> {
    const options: RequestOptions = await this.#access.options();
    const headers = { ...options.headers, "content-type": type };
    return new Promise((resolve, reject) => {
      const asked = request(new URL(path, this.#access.server), { ...options, method, headers }, (response) => {
        let text = "";
        response.on("data", (bytes: Buffer) => {
          text += bytes;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
      });
      asked.on("error", reject);
      asked.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}

t.setTimeout(300_000);
t.test("a real cluster", async (t) => {
  const access = await openAccess({ kind: "kubeconfig", path: KUBECONFIG });
  t.teardown(() => access.close());
  const cluster = new Cluster(access);
  const namespace = `bailiff-test-${randomBytes(3).toString("hex")}`;
  const policies = `/apis/security.kubearmor.com/v1/namespaces/${namespace}/kubearmorpolicies`;

  for (const kind of KINDS) {
    const path = definitionOf(kind);
    if ((await cluster.ask("GET", path)) === null) t.teardown(() => cluster.ask("DELETE", path));
    await cluster.apply(path, crd(kind));
  }
  // Not all that serve definitions of kinds have namespaces, or nodes.
  const hasCore = (await cluster.ask("GET", "/api/v1/nodes?limit=1")) !== null;
  if (hasCore) {
    await cluster.apply(`/api/v1/namespaces/${namespace}`, {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: namespace, annotations: { "kubearmor-file-posture": "block" } },
    });
    t.teardown(() => cluster.ask("DELETE", `/api/v1/namespaces/${namespace}`));
  }
  const nodes = hasCore ? await cluster.ask("GET", "/api/v1/nodes?limit=1") : null;
  const [node] = (nodes?.items ?? []) as { metadata: { name: string } }[];

  let facts: ClusterFacts | null = null;
  let trouble = "";
  let told: ReadonlyMap<string, PolicyObject> | null = null;
  const policyOf = (name: string) => (told as typeof told)?.get(`${namespace}/${name}`);
  const factsNow = (): ClusterFacts | null => facts;
  const kubernetes = openKubernetes({
    access: { kind: "kubeconfig", path: KUBECONFIG },
    nodeName: node?.metadata.name ?? "none",
    namespace,
    onPolicies: (kind, all) => {
      if (kind === "KubeArmorPolicy") told = all;
    },
    onFacts: (it) => {
      facts = it;
    },
    onTrouble: (it) => {
      trouble = it ?? "";
    },
  });
  t.teardown(() => kubernetes.close());

  const bad = podPolicy("bad", namespace, { app: "x" });
  const up = { ...bad, spec: { ...(bad.spec as object), file: { matchPaths: [{ path: "/a/../b" }] } } };
  t.ok(await becomes(() => told !== null, SLOW_MS), "the new kinds are known");
  for (const policy of [podPolicy("good", namespace, { app: "x" }), up]) {
    const path = `${policies}/${policy.metadata.name}`;
    await cluster.apply(path, policy);
    t.teardown(() => cluster.ask("DELETE", path));
  }
  t.ok(
    await becomes(() => policyOf("good") !== undefined && policyOf("bad") !== undefined, SLOW_MS),
    "policies are told",
  );
  const statusOf = (name: string) => policyOf(name)?.status;
  t.ok(await becomes(() => statusOf("good") !== undefined && statusOf("bad") !== undefined, SLOW_MS), trouble);
  t.match(statusOf("good"), { status: "OK", policyState: "accepted", observedGeneration: 1 });
  t.match(statusOf("bad"), {
    status: "Error",
    policyState: "refused",
    problems: [{ path: "spec.file.matchPaths[0].path" }],
  });
  const source = policyOf("good")?.source;

  // What only the server has changed makes no new text.
  await cluster.apply(`${policies}/good`, podPolicy("good", namespace, { app: "x" }));
  await cluster.ask("DELETE", `${policies}/bad`);
  t.ok(await becomes(() => policyOf("bad") === undefined, SLOW_MS), "one that is removed");
  t.equal(policyOf("good")?.source, source);

  if (!hasCore) return;
  t.ok(await becomes(() => factsNow()?.namespaces?.has(namespace) ?? false, SLOW_MS), "namespaces are told");
  t.same(factsNow()?.namespaces?.get(namespace), new Map([["kubearmor-file-posture", "block"]]));
  t.ok(
    await becomes(() => factsNow()?.node?.labels.has("kubernetes.io/hostname") ?? false, SLOW_MS),
    "this node is told",
  );
  t.ok(await becomes(() => trouble === "", SLOW_MS), trouble);
});
