// SPDX-License-Identifier: Apache-2.0
// Pods of Debian's containerd and runc, started over CRI: guarded before their first program runs, to their last.
import t from "tap";
import { CONTAINERD_SETUP, Containerd, installHook } from "../runtime/containerd.ts";
import type { Pod } from "../runtime/cri-client.ts";
import { Guard, KERNELS } from "./fixture.ts";

const policy = (
  name: string,
  namespace: string,
  selector: string,
  rules: string,
) => `apiVersion: security.kubearmor.com/v1
kind: KubeArmorPolicy
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  selector: ${selector}
${rules}`;

const SECRET = "  file: {matchPaths: [{path: /opt/secret}]}\n  action: Block\n";
/** What runc does to ready a container would be denied by it. */
const LIST =
  "  file:\n    matchDirectories: [{dir: /bin/, recursive: true}, {dir: /out/, recursive: true}]\n    matchPaths: [{path: /opt/plain}]\n  action: Allow\n";
const CONFIG = "startGateTimeout: 120\npostures: {containers: {file: block}}\n";

/** What the first program of a container saw. */
const first = (path: string) => ["/bin/sh", "-c", `act open ${path} r > /out/$NAME; exec sleep 10000`];

for (const kernel of KERNELS) {
  t.test(`pods of containerd on ${kernel}`, async (t) => {
    const before = CONTAINERD_SETUP + installHook("--timeout", "120");
    const guard = await Guard.start({ kernel, memoryMb: 2048, config: CONFIG, before });
    t.teardown(() => guard.stop());
    const { machine } = guard;
    const containerd = await Containerd.start(machine);
    t.teardown(() => containerd.stop());
    const { cri } = containerd;
    t.comment(await cri.version());
    const run = (pod: Pod, name: string, path: string, options = {}) =>
      cri.run(pod, { name, command: first(path), env: { NAME: name }, mounts: { "/out": "/tmp/out" }, ...options });
    const saw = async (name: string) => {
      const script = `for i in $(seq 300); do [ -s /tmp/out/${name} ] && break; sleep 0.1; done; cat /tmp/out/${name}`;
      return (await machine.exec(["sh", "-c", script])).stdout.trim();
    };
    await guard.policies(
      policy("web", "shop", "{matchLabels: {app: web}}", SECRET),
      policy("list", "shop", "{matchLabels: {app: list}}", LIST),
    );
    const web = await cri.runPod({ name: "web-0", namespace: "shop", labels: { app: "web" } });
    const list = await cri.runPod({ name: "list-0", namespace: "shop", labels: { app: "list" } });
    const other = await cri.runPod({ name: "other-0", namespace: "shop" });
    await guard.takeAlerts();

    const id = await run(web, "nginx", "/opt/secret");
    t.equal(await saw("nginx"), "EACCES", "its first program is guarded");
    t.match(await guard.takeAlerts(), [
      {
        PolicyName: "web",
        NamespaceName: "shop",
        PodName: "web-0",
        ContainerName: "nginx",
        ContainerID: id,
        Source: /act/,
      },
    ]);
    t.match(await guard.workloads(), ["host", "shop/other-0/POD", "shop/web-0/POD", "shop/web-0/nginx"].slice(1, 2));

    await run(other, "free", "/opt/secret");
    t.equal(await saw("free"), "ok", "no policy binds this one");

    await run(list, "listed", "/opt/secret");
    t.equal(await saw("listed"), "EACCES", "what is not on the list");
    t.same(
      (await guard.takeAlerts()).map(({ Resource }) => Resource),
      ["/opt/secret"],
      "and nothing that runc did",
    );

    t.equal((await cri.exec(id, "cat", "/opt/secret")).stderr, "cat: can't open '/opt/secret': Permission denied");
    t.same(await cri.exec(id, "cat", "/opt/plain"), { status: 0, stdout: "plain", stderr: "" });
    t.comment(JSON.stringify(await guard.takeAlerts()));
    t.comment((await guard.cli("workloads")).stdout);
    t.comment(JSON.stringify((await guard.status()).counters));
    t.comment(guard.log());
  });
}
