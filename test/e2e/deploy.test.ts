// SPDX-License-Identifier: Apache-2.0
// The DaemonSet's own pod spec, turned into CRI calls as a kubelet would: Bailiff runs from its image under Debian's containerd, with
// the privileges that are listed there and no others, and guards the node and the pods beside it.
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import t from "tap";
import { configMapDir, containerOptions, madeDirectories } from "../deploy/as-cri.ts";
import { manifest, type Probe, podSpec } from "../deploy/manifests.ts";
import { ACT, hostPolicy, POLICY_DIR, USUAL_KERNELS, within } from "../kernel/fixture.ts";
import { CONTAINERD_SETUP, Containerd } from "../runtime/containerd.ts";
import { Machine, projectDir } from "../vm/machine.ts";

t.setTimeout(1_800_000);

const IMAGE_FILE = join(projectDir, "build/bailiff-image.tar");
const CLI = ["node", join(projectDir, "dist/bailiff.js")];
const PROBE_MS = 5000;
const READY_MS = 600_000; // the kernel verifies the programs, emulated

const POLICIES = `apiVersion: security.kubearmor.com/v1
kind: KubeArmorPolicy
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  file: {matchPaths: [{path: /opt/secret}]}
  action: Block
---
${hostPolicy("host", "  file: {matchPaths: [{path: /root/key}]}\n  action: Block\n")}`;

for (const kernel of USUAL_KERNELS) {
  t.test(`the DaemonSet's pod on ${kernel}`, async (t) => {
    const spec = podSpec();
    const [{ startupProbe, readinessProbe, livenessProbe }] = spec.containers;
    const machine = await Machine.start({ kernel, memoryMb: 2048 });
    t.teardown(() => machine.stop());
    const shell = async (script: string) => {
      const { status, stdout, stderr } = await machine.exec(["sh", "-c", script], { cwd: "/", timeoutMs: 300_000 });
      return status === 0 ? stdout.trim() : `${status}: ${stderr.trim()}`;
    };
    const config = manifest("ConfigMap");
    const configDir = configMapDir(config.metadata.name);
    await shell(
      `${CONTAINERD_SETUP}\nmkdir -p ${[...madeDirectories(spec), configDir].join(" ")}\necho key > /root/key`,
    );
    // There is no API server here: what it adds is tried in test/kube.
    for (const [name, text] of Object.entries(config.data ?? {}))
      await machine.writeFile(join(configDir, name), text.replace("kubernetes: {}", "kubernetes: null"));
    await machine.writeFile(join(POLICY_DIR, "policies.yaml"), POLICIES);
    const containerd = await Containerd.start(machine);
    t.teardown(() => containerd.stop());
    const { cri } = containerd;
    t.equal(await shell(`ctr -n k8s.io images import ${IMAGE_FILE} > /dev/null`), "", "the image is imported");

    const version = await cri.version();
    t.comment(version);
    const bailiff = await cri.runPod({ name: "bailiff-1", namespace: "bailiff", hostPid: spec.hostPID });
    const options = containerOptions(spec);
    const web = await cri.runPod({ name: "web-0", namespace: "shop", labels: { app: "web" } });
    const other = await cri.runPod({ name: "other-0", namespace: "shop" });
    const sleeper = { name: "main", command: ["/bin/sleep", "10000"] };
    const before = await cri.run(web, sleeper);
    const unbound = await cri.run(other, sleeper);
    const open = async (id: string) => (await cri.exec(id, "act", "open", "/opt/secret", "r")).stdout;
    t.equal(await open(before), "ok", "nothing is enforced yet");

    const asks = async (id: string, { exec: { command } }: Probe) => (await cri.exec(id, ...command)).status === 0;
    /** Rejects where it has ended. */
    const becomesReady = async (id: string) => {
      try {
        for (const deadline = Date.now() + READY_MS; Date.now() < deadline; await sleep(PROBE_MS))
          if (await asks(id, startupProbe)) return true;
        return false;
      } finally {
        t.comment(await shell("cat /var/log/bailiffd.log"));
      }
    };
    const first = await cri.run(bailiff, options);
    t.ok(await becomesReady(first), "its start-up probe");
    t.ok(await asks(first, readinessProbe), "its readiness probe");
    t.ok(await asks(first, livenessProbe), "its liveness probe");
    const workloads = async (): Promise<readonly string[]> => {
      const listed = JSON.parse(await shell(`${CLI.join(" ")} workloads -o json`)) as Record<string, string>[];
      return listed.map(({ namespace, pod, name }) => [namespace, pod, name].filter(Boolean).join("/"));
    };
    const knows = (name: string) => within(60_000, async () => (await workloads()).includes(name));
    t.ok(await knows("shop/web-0/main"), "the runtime's socket is found through the root directory of process 1");
    t.ok(await knows("bailiff/bailiff-1/bailiffd"), "it is a container as others are");

    t.equal(await open(before), "EACCES", "a container that was there before");
    t.equal(await open(unbound), "ok", "one that no policy binds");
    const later = await cri.run(web, { ...sleeper, name: "later" });
    t.ok(await knows("shop/web-0/later"));
    t.equal(await open(later), "EACCES", "one that comes later");
    const hostOpen = (path: string) => shell(`${ACT} open ${path} r`);
    t.equal(await hostOpen("/root/key"), "EACCES", "the host");
    await shell("mkdir /tmp/other && mount --bind /root /tmp/other");
    t.equal(await hostOpen("/tmp/other/key"), "EACCES", "the host's file, and not one of that name in the image");
    const probe = JSON.parse(await shell(`${CLI.join(" ")} probe --json`));
    t.match(probe, { healthy: true, persistent: true, enforcer: "BPFLSM", hostName: "vm" }, probe.reasons.join());
    t.match(probe.counters, { files_marked: 3, files_unmarkable: 0 }, "of two containers and the host");

    await cri.remove(first);
    t.equal(await open(before), "EACCES", "its pod has gone, what it put in force has not");
    t.equal(await hostOpen("/root/key"), "EACCES", "nor has what holds for the host");
    const second = await cri.run(bailiff, options);
    t.ok(await becomesReady(second), "the next one takes over");
    t.equal(await open(before), "EACCES", "and it holds on");
    const successor = JSON.parse(await shell(`${CLI.join(" ")} probe --json`));
    t.equal(successor.programGeneration, probe.programGeneration + 1, "by programs of its own");
    t.ok(await knows("shop/web-0/later"), "who is who is known");
  });
}
