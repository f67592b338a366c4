// SPDX-License-Identifier: Apache-2.0
// Pods of Debian's containerd and runc, started over CRI: guarded before their first program runs, to their last.
import t from "tap";
import { CONTAINERD_SETUP, Containerd, installHook } from "../runtime/containerd.ts";
import type { Pod } from "../runtime/cri-client.ts";
import { Guard, KERNELS, within } from "./fixture.ts";

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

const SECRET = `  file: {matchPaths: [{path: /opt/secret}, {path: /proc/sys/kernel/core_pattern}]}
  network: {matchAddresses: [{unix: /sock/containerd.sock}]}
  action: Block
`;
/** What runc does to ready a container would be denied by it. */
const LIST =
  "  file:\n    matchDirectories: [{dir: /bin/, recursive: true}, {dir: /out/, recursive: true}]\n    matchPaths: [{path: /opt/plain}]\n  action: Allow\n";
const CONFIG = "startGateTimeout: 120\npostures: {containers: {file: block}}\n";

/** What the first program of a container saw. */
const first = (path: string) => ["/bin/sh", "-c", `act open ${path} r > /out/$NAME; exec sleep 10000`];

/** Ways out of a container that may do anything, after BYPASS: rows 51 to 55. Each opens what its rule forbids. */
const ESCAPES: readonly (readonly [string, string])[] = [
  ["the host's mount namespace", "nsenter -t 1 -m /bin/cat /opt/secret"],
  ["all namespaces of the host", "nsenter -t 1 -m -u -i -n -p /bin/cat /opt/secret"],
  ["a mount namespace of its own", "unshare -m cat /opt/secret"],
  ["the host's root directory", "chroot /proc/1/root /bin/cat /opt/secret"],
  ["the root cgroup", "echo $$ > /cgroup/cgroup.procs; cat /opt/secret"],
  ["a cgroup of its own", "mkdir /cgroup/mine; echo $$ > /cgroup/mine/cgroup.procs; cat /opt/secret"],
  ["a program that the kernel starts", "echo '|/opt/mine' > /proc/sys/kernel/core_pattern"],
  [
    "the runtime's socket",
    "net socket=1,1,0 connect=/sock/containerd.sock | grep -q EACCES && { echo Permission denied >&2; exit 1; }",
  ],
];

for (const kernel of KERNELS) {
  t.test(`pods of containerd on ${kernel}`, async (t) => {
    const before = CONTAINERD_SETUP + installHook("--timeout", "120");
    const original = "/etc/containerd/config.toml.original";
    const setup = before.replace(
      "\nnode ",
      `\necho secret > /opt/secret; cp /etc/containerd/config.toml ${original}\nnode `,
    );
    const guard = await Guard.start({ kernel, memoryMb: 2048, config: CONFIG, before: setup });
    t.teardown(() => guard.stop());
    const { machine } = guard;
    const containerd = await Containerd.start(machine);
    t.teardown(() => containerd.stop());
    t.comment(await containerd.cri.version());
    const run = (pod: Pod, name: string, path: string, options = {}) =>
      containerd.cri.run(pod, {
        name,
        command: first(path),
        env: { NAME: name },
        mounts: { "/out": "/tmp/out" },
        ...options,
      });
    /** What its first program told. */
    const saw = async (name: string) => {
      const script = `for i in $(seq 600); do [ -s /tmp/out/${name} ] && break; sleep 0.1; done; cat /tmp/out/${name}`;
      return (await machine.exec(["sh", "-c", script])).stdout.trim();
    };
    const sh = async (script: string) => {
      const { status, stdout, stderr } = await machine.exec(["sh", "-c", script]);
      return `${stdout}${stderr}${status === 0 ? "" : `status ${status}`}`.trim();
    };
    const counter = async (name: string) => Number((await guard.status()).counters?.[name] ?? 0);

    await guard.policies(
      policy("web", "shop", "{matchLabels: {app: web}}", SECRET),
      policy("list", "shop", "{matchLabels: {app: list}}", LIST),
    );
    const web = await containerd.cri.runPod({
      name: "web-0",
      namespace: "shop",
      labels: { app: "web" },
      hostPid: true,
      privileged: true,
    });
    const list = await containerd.cri.runPod({ name: "list-0", namespace: "shop", labels: { app: "list" } });
    const other = await containerd.cri.runPod({ name: "other-0", namespace: "shop" });
    await guard.takeAlerts();

    const id = await run(web, "nginx", "/opt/secret");
    t.equal(await saw("nginx"), "EACCES", "its first program is guarded");
    const place = { NamespaceName: "shop", PodName: "web-0", ContainerName: "nginx", ContainerID: id };
    t.match(await guard.takeAlerts(), [{ ...place, PolicyName: "web", Source: /act/, ExecEvent: { ExecID: "0" } }]);
    await run(other, "free", "/opt/secret");
    t.equal(await saw("free"), "ok", "no policy binds this one");
    await run(list, "listed", "/opt/secret");
    t.equal(await saw("listed"), "EACCES", "what is not on the list");
    const resources = (await guard.takeAlerts()).map(({ Resource }) => Resource);
    t.same(resources, ["/opt/secret"], "and nothing that runc did");
    const pods = ["list-0/POD", "list-0/listed", "other-0/POD", "other-0/free", "web-0/POD", "web-0/nginx"];
    t.same(await guard.workloads(), ["host", ...pods.map((name) => `shop/${name}`)]);
    t.equal(await counter("starts_held"), 3);
    t.equal(await counter("starts_unguarded"), 0);

    // It is told from its start once that is over.
    await machine.exec(["sleep", "12"]);
    const denied = "cat: can't open '/opt/secret': Permission denied";
    t.same(
      await containerd.cri.exec(id, "cat", "/opt/secret"),
      { status: 1, stdout: "", stderr: denied },
      "a newcomer",
    );
    t.match(await guard.takeAlerts(), [{ ...place, PolicyName: "web", ExecEvent: { ExecID: /^[1-9]/ } }]);
    t.same(await containerd.cri.exec(id, "cat", "/opt/plain"), { status: 0, stdout: "plain", stderr: "" });
    t.same(await guard.takeAlerts(), []);

    const escaping = await run(web, "escaping", "/opt/plain", {
      privileged: true,
      mounts: { "/out": "/tmp/out", "/cgroup": "/sys/fs/cgroup", "/sock": "/run/containerd" },
    });
    t.equal(await saw("escaping"), "ok");
    for (const [name, script] of ESCAPES) {
      const { status, stdout, stderr } = await containerd.cri.exec(escaping, "sh", "-c", script);
      t.match({ status, stdout, stderr }, { status: 1, stdout: "", stderr: /Permission denied$/ }, `escape: ${name}`);
      t.match(await guard.takeAlerts(), [
        { ContainerName: "escaping", PolicyName: "web", Result: "Permission denied" },
      ]);
    }
    t.equal(
      (await containerd.cri.exec(escaping, "nsenter", "-t", "1", "-m", "/bin/cat", "/etc/hostname")).stdout,
      "vm",
    );
    t.equal(
      (await containerd.cri.exec(escaping, "net", "socket=1,1,0", "connect=/sock/none")).stdout,
      "socket ok\nconnect ENOENT",
    );
    // A daemon that is being replaced: starts wait for the next one.
    guard.daemon.kill("SIGKILL");
    await guard.daemon.status;
    const [waiting] = await Promise.all([run(web, "waiting", "/opt/secret"), guard.restart()]);
    t.equal(await saw("waiting"), "EACCES", "it has waited for the daemon");
    const told = (await guard.takeAlerts()).filter(({ ContainerName }) => ContainerName === "waiting");
    t.match(told, [
      { ContainerID: waiting, PolicyName: "web", ContainerImage: /^localhost\/bailiff-test:1@sha256:[0-9a-f]{64}$/ },
    ]);
    const listed = JSON.parse((await guard.cli("workloads", "-o", "json")).stdout) as Record<string, unknown>[];
    const facts = (name: string) => {
      const found = listed.find((it) => it.name === name);
      return [found?.guardedFromStart, found?.privileged];
    };
    t.same(facts("nginx"), ["yes", false]);
    t.same(facts("escaping"), ["yes", true]);
    t.same(facts("waiting"), ["yes", false]);

    await containerd.kill();
    await machine.exec(["rm", "-f", "/tmp/out/nginx"]);
    await containerd.restart();
    t.equal((await containerd.cri.exec(id, "cat", "/opt/secret")).stderr, denied, "after the runtime's restart");

    // No daemon that could come back.
    guard.daemon.kill("SIGTERM");
    await guard.daemon.status;
    const late = await run(web, "late", "/opt/secret");
    t.equal(await saw("late"), "ok", "without a daemon containers start");
    t.equal((await containerd.cri.exec(id, "cat", "/opt/secret")).stderr, denied, "what was bound is held");
    await guard.restart();
    t.equal((await containerd.cri.exec(late, "cat", "/opt/secret")).stderr, denied, "and it is bound by the next one");

    for (const [what, script] of [
      ["broken", "echo garbage > /opt/bailiff/bailiff-hook"],
      ["gone", "rm /opt/bailiff/bailiff-hook"],
    ] as const) {
      await sh(script);
      const name = `hook-${what}`;
      await run(other, name, "/opt/plain");
      t.equal(await saw(name), "ok", `a hook that is ${what} stops nothing`);
    }
    t.match((await guard.cli("uninstall-hook")).stdout, /removed/);
    t.equal(await sh(`diff /etc/containerd/config.toml ${original}`), "", "the configuration is as it was");
    t.equal(
      await sh("find / -xdev -name '*bailiff*' -path '*hook*' -not -path '/proc/*'; ls /opt/bailiff"),
      "",
      "no trace",
    );
    await containerd.kill();
    await containerd.restart();
    const ungated = await run(web, "ungated", "/opt/plain");
    t.equal(await saw("ungated"), "ok");
    t.equal(
      (await containerd.cri.exec(ungated, "cat", "/opt/secret")).stderr,
      denied,
      "without a gate it is bound a moment later",
    );

    for (const pod of [web, list, other]) await containerd.cri.removePod(pod);
    t.ok(
      await within(60_000, async () => JSON.stringify(await guard.workloads()) === '["host"]'),
      "what has ended is forgotten",
    );
    t.equal(await sh("bpftool map dump pinned /sys/fs/bpf/bailiff/cgroups"), "[]", "no cgroup is bound");
  });
}
