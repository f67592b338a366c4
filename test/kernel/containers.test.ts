// SPDX-License-Identifier: Apache-2.0
// Containers as the tree of cgroups and a runtime's word make them known: who they are decides which policies bind them.
import { join } from "node:path";
import t from "tap";
import { open as openClient } from "../../src/cli/client.ts";
import { call } from "../../src/grpc-call.ts";
import { NodeService } from "../../src/rpc.ts";
import { projectDir } from "../vm/machine.ts";
import { ACT, Guard, hostPolicy, KERNELS, within } from "./fixture.ts";

const SOCKET = "/run/cri.sock";
const ANSWERS = "/tmp/answers.json";
const CONFIG = `runtimes: [${SOCKET}]\n`;
const idOf = (letter: string) => letter.repeat(64);
const [POD, WEB, LATE, STRAY] = [idOf("a"), idOf("b"), idOf("c"), idOf("d")] as const;
const cgroupOf = (id: string) => `/sys/fs/cgroup/kubepods.slice/pod1.slice/cri-containerd-${id}.scope`;

const SANDBOX = { id: POD, metadata: { name: "web-0", namespace: "shop" }, labels: { app: "web" } };
const DIGEST = `sha256:${idOf("e")}`;
const containerOf = (id: string, name: string) => ({
  id,
  podSandboxId: POD,
  metadata: { name },
  image: { image: `example.com/${name}:1` },
  imageRef: DIGEST,
});

const policy = (name: string, namespace: string, selector: string) => `apiVersion: security.kubearmor.com/v1
kind: KubeArmorPolicy
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  selector: ${selector}
  file: {matchPaths: [{path: /opt/secret}]}
  action: Block
`;

for (const kernel of KERNELS) {
  t.test(`containers on ${kernel}`, async (t) => {
    const guard = await Guard.start({ kernel, config: CONFIG, before: "echo s > /opt/secret; echo h > /opt/host" });
    t.teardown(() => guard.stop());
    const { machine } = guard;
    /** A process that stays in the cgroup of a container, as the first one of a container does. */
    const start = async (id: string) => {
      const script = `mkdir -p ${cgroupOf(id)}; echo $$ > ${cgroupOf(id)}/cgroup.procs; exec sleep 10000`;
      const process = machine.spawn(["sh", "-c", script]);
      process.stdout.resume();
      return process;
    };
    const answers = (...containers: readonly object[]) =>
      machine.writeFile(ANSWERS, JSON.stringify({ sandboxes: [SANDBOX], containers }));
    const open = async (id: string) => {
      const script = `echo $$ > ${cgroupOf(id)}/cgroup.procs; exec ${ACT} open /opt/secret r`;
      return (await machine.exec(["sh", "-c", script], { cwd: "/" })).stdout.trim();
    };
    /** Whether these are bound in time, and no others but the host; a machine beside others is slow. */
    const become = (...names: readonly string[]) =>
      within(90_000, async () => JSON.stringify(await guard.workloads()) === JSON.stringify([...names, "host"].sort()));
    const [pod, web, other] = ["shop/web-0/POD", "shop/web-0/nginx", "shop/web-0/late"] as const;
    const short = STRAY.slice(0, 12);
    const stray = `container_namespace/${short}/${short}`;

    await answers(containerOf(WEB, "nginx"));
    const runtime = machine.spawn(["node", join(projectDir, "test/runtime/cri-server.ts"), SOCKET, ANSWERS]);
    t.ok(
      await within(90_000, async () => (await machine.exec(["test", "-S", SOCKET])).status === 0),
      "the runtime runs",
    );
    const texts = [
      policy("web", "shop", "{matchLabels: {app: web}}"),
      policy("late", "shop", '{matchLabels: {app: web, kubearmor.io/container.name: "[late]"}}'),
      policy("stray", "container_namespace", "{}"),
    ];
    await guard.policies(...texts);
    t.same(await guard.workloads(), ["host"]);
    for (const id of [POD, WEB]) await start(id);
    t.ok(await become(pod, web), "the sandbox and its container are there");
    await guard.takeAlerts();
    t.equal(await open(WEB), "EACCES");
    t.match(await guard.takeAlerts(), [
      {
        PolicyName: "web",
        Action: "Block",
        NamespaceName: "shop",
        PodName: "web-0",
        ContainerName: "nginx",
        ContainerID: WEB,
      },
    ]);
    t.equal(await open(POD), "ok", "no policy binds a sandbox");
    t.equal(await guard.act(["open", "/opt/secret", "r"]), "ok", "nor the host");
    t.same(await guard.takeAlerts(), []);

    await answers(containerOf(WEB, "nginx"), containerOf(LATE, "late"));
    const late = await start(LATE);
    t.ok(await become(pod, web, other), "another one comes");
    t.equal(await open(LATE), "EACCES");
    t.match(await guard.takeAlerts(), [{ ContainerName: "late", PolicyName: /^(late|web)$/ }]);

    // Who is in a container and has started nothing there is bound like the host; so is who only calls his cgroup one.
    const own = `/sys/fs/cgroup/user/${idOf("e")}`;
    await guard.policies(...texts, hostPolicy("host", "  file: {matchPaths: [{path: /opt/host}]}\n  action: Block\n"));
    const script = (cgroup: string) =>
      `echo $$ > ${cgroup}/cgroup.procs; read it < /opt/host && echo read; cat /opt/secret`;
    const enter = async (cgroup: string) =>
      (await machine.exec(["sh", "-c", script(cgroup)], { cwd: "/" })).stdout.trim();
    await machine.exec(["sh", "-c", `mkdir -p ${own}; chown -R 1000 /sys/fs/cgroup/user; sleep 4`]);
    t.equal(await enter(cgroupOf(WEB)), "", "it may not open the host's, and what it starts not the container's");
    t.match(
      (await guard.takeAlerts()).map(({ PolicyName, ContainerName = "" }) => `${PolicyName} ${ContainerName}`),
      ["host ", "web nginx"],
    );
    t.equal(await enter(own), "s", "a user's cgroup is no container");
    t.match(
      (await guard.takeAlerts()).map(({ PolicyName }) => PolicyName),
      ["host"],
    );
    t.ok(await become(pod, web, other), "nor is it bound");
    await guard.policies(...texts);

    await start(STRAY);
    t.ok(await become(pod, web, other, stray), "one that the runtime does not know");
    t.equal(await open(STRAY), "EACCES");
    t.match(await guard.takeAlerts(), [
      { PolicyName: "stray", NamespaceName: "container_namespace", ContainerName: short },
    ]);

    const listed = JSON.parse((await guard.cli("workloads", "-o", "json")).stdout) as {
      id: string;
      policies: string[];
    }[];
    t.same(
      new Map(listed.map(({ id, policies }) => [id, policies.join()])),
      new Map([
        ["host", ""],
        [POD, ""],
        [WEB, "web"],
        [LATE, "late,web"],
        [STRAY, "stray"],
      ]),
    );
    const shown = await guard.cli("workloads", "show", "shop/web-0/late");
    t.match(shown.stdout, `\nimage       example.com/late:1\nimage id    ${DIGEST}\n`);
    t.match(shown.stdout, /\nstate {7}running\npid {9}[1-9]\d*\n/);
    const freeze = (value: 0 | 1) => machine.exec(["sh", "-c", `echo ${value} > ${cgroupOf(LATE)}/cgroup.freeze`]);
    const client = openClient(guard.grpc);
    const becomes = (state: string) =>
      within(90_000, async () => {
        const { workloads } = await call(client, NodeService.GetWorkloads, { id: LATE }, 180_000);
        return workloads?.[0]?.state === state;
      });
    await freeze(1);
    t.ok(await becomes("paused"));
    await freeze(0);
    t.ok(await becomes("running"));
    client.close();
    t.match(shown.stdout, /^id +c{64}\n(.*\n)*late +file +Block +\S+\.yaml:\d+:\d+$/m, shown.stderr);

    runtime.kill("SIGKILL");
    await runtime.status;
    guard.daemon.kill("SIGKILL");
    await guard.daemon.status;
    t.equal(await open(WEB), "EACCES", "without daemon and runtime");
    await guard.restart();
    await guard.takeAlerts();
    t.equal(await open(WEB), "EACCES");
    t.match(
      await guard.takeAlerts(),
      [{ PolicyName: "web", NamespaceName: "shop", ContainerName: "nginx" }],
      "as it was known",
    );
    const isTold = async () => /cri\.sock: .*guarded as unknown/.test((await guard.status()).stateMessage ?? "");
    t.ok(await within(10_000, isTold), "the daemon says that the runtime is silent");

    late.kill("SIGKILL");
    await late.status;
    t.ok(await within(5000, async () => (await machine.exec(["rmdir", cgroupOf(LATE)])).status === 0));
    t.ok(await become(pod, web, stray), "what has gone is forgotten");
  });
}
