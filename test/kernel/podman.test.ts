// SPDX-License-Identifier: Apache-2.0
// Containers of Debian's Podman, by runc and by crun: guarded before their first program runs, through restarts, to their last. And
// those that an OCI runtime starts by itself.
import t from "tap";
import { BUNDLE_SETUP, bundleConfig, GATE_HOOK } from "../runtime/bundle.ts";
import { installHook } from "../runtime/containerd.ts";
import { type OciRuntime, PODMAN_SETUP, Podman } from "../runtime/podman.ts";
import { Guard, KERNELS, within } from "./fixture.ts";

const policy = (name: string, rules: string) => `apiVersion: security.kubearmor.com/v1
kind: KubeArmorPolicy
metadata: {name: ${name}, namespace: container_namespace}
spec:
  selector: {matchLabels: {kubearmor.io/container.name: ${name}}}
${rules}`;

const SECRET = "  file: {matchPaths: [{path: /opt/secret}]}\n  action: Block\n";
/** What an OCI runtime does to ready a container would be denied by it. */
const LIST =
  "  file:\n    matchDirectories: [{dir: /bin/, recursive: true}, {dir: /out/, recursive: true}]\n    matchPaths: [{path: /opt/plain}]\n  action: Allow\n";
const CONFIG = "startGateTimeout: 120\npostures: {containers: {file: block}}\n";
const DENIED = "cat: can't open '/opt/secret': Permission denied";
const RUNTIMES: readonly OciRuntime[] = ["runc", "crun"];

/** What the first program of a container saw. */
const first = (path: string) => ["/bin/sh", "-c", `act open ${path} r > /out/$NAME; exec sleep 10000`];

for (const kernel of KERNELS) {
  t.test(`containers of Podman on ${kernel}`, async (t) => {
    const before = PODMAN_SETUP + installHook("--timeout", "120") + BUNDLE_SETUP;
    const guard = await Guard.start({ kernel, memoryMb: 2048, config: CONFIG, before });
    t.teardown(() => guard.stop());
    const { machine } = guard;
    /** What its first program told. */
    const saw = async (name: string) => {
      const script = `for i in $(seq 600); do [ -s /tmp/out/${name} ] && break; sleep 0.1; done; cat /tmp/out/${name}; rm -f /tmp/out/${name}`;
      return (await machine.exec(["sh", "-c", script], { timeoutMs: 120_000 })).stdout.trim();
    };
    const counter = async (name: string) => Number((await guard.status()).counters?.[name] ?? 0);
    const become = (...names: readonly string[]) => {
      const wanted = JSON.stringify(["host", ...names.map((it) => `container_namespace/${it}/${it}`)].sort());
      return within(90_000, async () => JSON.stringify([...(await guard.workloads())].sort()) === wanted);
    };
    const placeOf = (name: string, id: string) => {
      return { NamespaceName: "container_namespace", PodName: name, ContainerName: name, ContainerID: id };
    };
    /** What was told: "POLICY RESOURCE" of each. */
    const told = async () => (await guard.takeAlerts()).map(({ PolicyName, Resource }) => `${PolicyName} ${Resource}`);
    const podmans = RUNTIMES.map((runtime) => [runtime, new Podman(machine, runtime)] as const);
    await guard.policies(
      policy("web", SECRET),
      policy("bare", SECRET),
      policy("again", SECRET),
      policy("ungated", SECRET),
      policy("list", LIST),
    );
    await guard.takeAlerts();

    for (const [runtime, podman] of podmans) {
      await t.test(runtime, async (t) => {
        const heldBefore = await counter("starts_held");
        const id = await podman.run("web", ...first("/opt/secret"));
        t.equal(await saw("web"), "EACCES", "its first program is guarded");
        t.match(await guard.takeAlerts(), [{ ...placeOf("web", id), PolicyName: "web", ExecEvent: { ExecID: "0" } }]);
        await podman.run("free", ...first("/opt/secret"));
        t.equal(await saw("free"), "ok", "no policy binds this one");
        await podman.run("list", ...first("/opt/secret"));
        t.equal(await saw("list"), "EACCES", "what is not on the list");
        t.same(await told(), ["DefaultPosture /opt/secret"], "and nothing that the runtime did");
        t.ok(await become("free", "list", "web"));
        t.equal((await counter("starts_held")) - heldBefore, 3);

        await podman.do("rm", "-f", "-t", "0", "list");
        // It is told from its start once that is over.
        await machine.exec(["sleep", "12"]);
        t.match(await podman.try("exec", "web", "cat", "/opt/secret"), { stderr: new RegExp(`^${DENIED}`) });
        t.match(await guard.takeAlerts(), [{ PolicyName: "web", ExecEvent: { ExecID: /^[1-9]/ } }], "a newcomer");
        t.equal(await podman.do("exec", "web", "cat", "/opt/plain"), "plain");
        t.same(await told(), []);

        await podman.do("pause", "web");
        const { stdout } = await guard.cli("workloads", "show", id);
        t.match(stdout, /\nstate +paused\n/);
        await podman.do("unpause", "web");
        t.match((await podman.try("exec", "web", "cat", "/opt/secret")).stderr, DENIED, "after a pause");
        t.same(await told(), ["web /opt/secret"]);

        await podman.do("restart", "-t", "0", "web");
        t.equal(await saw("web"), "EACCES", "its first program after a restart");
        t.match(await guard.takeAlerts(), [{ ...placeOf("web", id), PolicyName: "web", ExecEvent: { ExecID: "0" } }]);

        await podman.do("rm", "-f", "-t", "0", "web");
        const other = await podman.run("web", ...first("/opt/secret"));
        t.not(other, id);
        t.equal(await saw("web"), "EACCES", "another one of the same name");
        t.match(await guard.takeAlerts(), [placeOf("web", other)]);
        await podman.do("rm", "-f", "-t", "0", "web", "free");
        t.ok(await become(), "what has ended is forgotten");
        t.same(await told(), []);
      });

      await t.test(`${runtime} by itself`, async (t) => {
        const args = first("/opt/secret");
        const text = bundleConfig({ args, env: ["NAME=bare"], mounts: { "/out": "/tmp/out" }, hooks: [GATE_HOOK] });
        await machine.exec(["mkdir", "-p", "/tmp/bundle"]);
        await machine.writeFile("/tmp/bundle/config.json", text);
        for (const time of ["once", "again at once"]) {
          const script = `${runtime} run -d -b /tmp/bundle bare < /dev/null > /tmp/out/log 2>&1 || cat /tmp/out/log`;
          t.equal((await machine.exec(["sh", "-c", script])).stdout, "");
          t.equal(await saw("bare"), "EACCES", `an unknown container's first program, ${time}`);
          t.match(await guard.takeAlerts(), [{ ...placeOf("bare", "bare"), PolicyName: "bare" }]);
          t.equal((await machine.exec([runtime, "delete", "-f", "bare"])).status, 0);
        }
        t.ok(await become(), "and it is forgotten");
      });
    }
    t.equal(await counter("starts_unguarded"), 0);

    t.match((await guard.cli("uninstall-hook")).stdout, /hooks\.d\/bailiff\.json/);
    for (const [runtime, podman] of podmans) {
      await podman.run("ungated", ...first("/opt/plain"));
      t.equal(await saw("ungated"), "ok");
      t.ok(await become("ungated"), `without the hook it is bound a moment later (${runtime})`);
      t.match((await podman.try("exec", "ungated", "cat", "/opt/secret")).stderr, DENIED);
      await podman.do("rm", "-f", "-t", "0", "ungated");
      t.ok(await become());
    }
    const { stdout } = await machine.exec(["bpftool", "-j", "map", "dump", "pinned", "/sys/fs/bpf/bailiff/cgroups"]);
    t.same(JSON.parse(stdout), []);
  });
}
