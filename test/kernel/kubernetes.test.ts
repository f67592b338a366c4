// SPDX-License-Identifier: Apache-2.0
// Policies, labels and postures that an API server tells, in force; and still so when it has gone.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";
import type { Manifest } from "../kube/api-server.ts";
import { makeCertificates } from "../kube/certificates.ts";
import { hostPolicy, podPolicy } from "../kube/serving.ts";
import { projectDir } from "../vm/machine.ts";
import { ACT, Guard, USUAL_KERNELS, within } from "./fixture.ts";

const CRI = "/run/cri.sock";
const DIR = "/etc/kube";
const OBJECTS = `${DIR}/objects.json`;
const PORT = 6443;
const CONFIG = `runtimes: [${CRI}]\nkubernetes: {kubeconfig: ${DIR}/kubeconfig, nodeName: node-1}\n`;
const [POD, WEB] = ["a".repeat(64), "b".repeat(64)] as const;
const cgroupOf = (id: string) => `/sys/fs/cgroup/kubepods.slice/pod1.slice/cri-containerd-${id}.scope`;

const KUBECONFIG = {
  clusters: [{ name: "c", cluster: { server: `https://127.0.0.1:${PORT}`, "certificate-authority": `${DIR}/ca.crt` } }],
  users: [{ name: "u", user: { token: "secret" } }],
  contexts: [{ name: "x", context: { cluster: "c", user: "u", namespace: "bailiff" } }],
  "current-context": "x",
};
/** The runtime knows the labels from when the pod was made. */
const ANSWERS = {
  sandboxes: [{ id: POD, metadata: { name: "web-0", namespace: "shop", uid: "u1" }, labels: { app: "old" } }],
  containers: [{ id: WEB, podSandboxId: POD, metadata: { name: "nginx" } }],
};
const owner = { apiVersion: "apps/v1", kind: "ReplicaSet", name: "web-7f", uid: "r", controller: true };
const above = { apiVersion: "apps/v1", kind: "Deployment", name: "web", uid: "d", controller: true };

const node = (zone: string): Manifest => ({ kind: "Node", metadata: { name: "node-1", labels: { zone } } });
const namespace = (annotations: object): Manifest => ({ kind: "Namespace", metadata: { name: "shop", annotations } });
const zonePolicy: Manifest = {
  ...hostPolicy("zone"),
  spec: {
    nodeSelector: { matchLabels: { zone: "a" } },
    file: { matchPaths: [{ path: "/opt/zone" }] },
    action: "Block",
  },
};
const list: Manifest = {
  ...podPolicy("list", "shop", {}),
  spec: {
    selector: { matchLabels: { app: "web" } },
    file: { matchPaths: [{ path: ACT }, { path: "/opt/free" }] },
    action: "Allow",
  },
};
const objects: readonly Manifest[] = [
  { kind: "ReplicaSet", metadata: { name: "web-7f", namespace: "shop", ownerReferences: [above] } },
  {
    kind: "Pod",
    metadata: { name: "web-0", namespace: "shop", uid: "u1", labels: { app: "web" }, ownerReferences: [owner] },
    spec: { nodeName: "node-1", containers: [{ name: "nginx" }] },
  },
  podPolicy("web", "shop", { app: "web" }),
  {
    ...podPolicy("broken", "shop", { app: "web" }),
    spec: { selector: {}, file: { matchPaths: [{ path: "x" }] }, action: "Block" },
  },
  zonePolicy,
];

for (const kernel of USUAL_KERNELS) {
  t.test(`Kubernetes on ${kernel}`, async (t) => {
    const certificates = mkdtempSync(join(tmpdir(), "bailiff-kube-"));
    t.teardown(() => rmSync(certificates, { recursive: true }));
    makeCertificates(certificates);
    const files = "for file in secret free other zone; do echo s > /opt/$file; done";
    const guard = await Guard.start({ kernel, config: CONFIG, before: `mkdir -p ${DIR}; ${files}` });
    t.teardown(() => guard.stop());
    const { machine } = guard;
    const open = async (name: string) => {
      const script = `echo $$ > ${cgroupOf(WEB)}/cgroup.procs; exec ${ACT} open /opt/${name} r`;
      return (await machine.exec(["sh", "-c", script], { cwd: "/" })).stdout.trim();
    };
    const become = (outcome: string, act: () => Promise<string>) =>
      within(300_000, async () => (await act()) === outcome);
    /** Whole at once: the server reads it whenever it is another file. */
    const tell = async (...more: readonly Manifest[]) => {
      await machine.writeFile(`${OBJECTS}.new`, JSON.stringify([...objects, ...more]));
      await machine.exec(["mv", `${OBJECTS}.new`, OBJECTS]);
    };
    const trouble = async () => (await guard.status()).stateMessage ?? "";

    t.ok(
      await within(60_000, async () => (await trouble()).includes("cannot read the kubeconfig")),
      "nothing is there yet",
    );
    for (const name of ["ca.crt", "server.crt", "server.key"]) {
      await machine.writeFile(`${DIR}/${name}`, readFileSync(join(certificates, name)));
    }
    await machine.writeFile(`${DIR}/kubeconfig`, JSON.stringify(KUBECONFIG));
    await machine.writeFile("/tmp/answers.json", JSON.stringify(ANSWERS));
    await tell(node("a"), namespace({}), list);
    const runtime = machine.spawn(["node", join(projectDir, "test/runtime/cri-server.ts"), CRI, "/tmp/answers.json"]);
    runtime.stdout.resume();
    const api = machine.spawn(["node", join(projectDir, "test/kube/api-server.ts"), String(PORT), DIR, OBJECTS]);
    api.stdout.resume();
    for (const id of [POD, WEB]) {
      const script = `mkdir -p ${cgroupOf(id)}; echo $$ > ${cgroupOf(id)}/cgroup.procs; exec sleep 10000`;
      machine.spawn(["sh", "-c", script]).stdout.resume();
    }

    t.ok(await become("EACCES", () => open("secret")), "a policy of the API holds for the labels that the pod has now");
    t.ok(
      await become("EACCES", () => guard.act(["open", "/opt/zone", "r"])),
      "one for nodes, by the labels of the node",
    );
    t.ok(await within(60_000, async () => (await trouble()) === ""), await trouble());
    await guard.takeAlerts();
    t.equal(await open("secret"), "EACCES");
    t.match(await guard.takeAlerts(), [
      {
        PolicyName: "web",
        NamespaceName: "shop",
        PodName: "web-0",
        ContainerName: "nginx",
        Labels: "app=web",
        Owner: { Ref: "Deployment", Name: "web", Namespace: "shop" },
      },
    ]);
    const port = await machine.forward(PORT);
    const statusOf = async (name: string) => {
      const path = `/apis/security.kubearmor.com/v1/namespaces/shop/kubearmorpolicies/${name}`;
      return ((await get(port, path)) as Manifest).status;
    };
    t.match(await statusOf("web"), { status: "OK", policyState: "accepted", problems: [] });
    t.match(await statusOf("broken"), {
      policyState: "refused",
      problems: [{ path: "spec.file.matchPaths[0].path", message: /^must be absolute/ }],
    });

    t.equal(await open("other"), "ok", "an allow-list audits");
    await tell(node("a"), namespace({ "kubearmor-file-posture": "block" }), list);
    t.ok(await become("EACCES", () => open("other")), "until its namespace says otherwise");
    t.equal(await open("free"), "ok");
    await tell(node("b"), namespace({ "kubearmor-file-posture": "block" }), list);
    t.ok(await become("ok", () => guard.act(["open", "/opt/zone", "r"])), "the node has another label");

    api.kill("SIGKILL");
    await api.status;
    t.ok(await within(60_000, async () => /^Kubernetes: .*ECONNREFUSED.*what was known stands/.test(await trouble())));
    t.equal(await open("secret"), "EACCES", "without the API server");
    const probe = await guard.cli("probe");
    t.equal(probe.status, 1);
    t.match(probe.stdout, /ECONNREFUSED/, "probe says so");

    guard.daemon.kill("SIGKILL");
    await guard.daemon.status;
    await guard.restart();
    for (const [name, outcome] of [
      ["secret", "EACCES"],
      ["other", "EACCES"],
      ["free", "ok"],
    ] as const) {
      t.equal(await open(name), outcome, `a new daemon, without the API server: ${name}`);
    }
    t.ok(await within(60_000, async () => /ECONNREFUSED/.test(await trouble())));
    t.match((await guard.cli("probe")).stdout, /stale +web/);
  });
}

/** What the API server answers, on this side of the machine. */
function get(port: number, path: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, rejectUnauthorized: false }, (response) => {
      let text = "";
      response.on("data", (bytes: Buffer) => {
        text += bytes;
      });
      response.on("end", () => resolve(JSON.parse(text)));
    });
    asked.on("error", reject);
    asked.end();
  });
}
