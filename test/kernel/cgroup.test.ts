// SPDX-License-Identifier: Apache-2.0
// Services that the configuration names by their cgroup: they are bound like containers, from whenever they are there, and
// a process of theirs stays bound wherever it goes.
import { once } from "node:events";
import t from "tap";
import { ACT, Guard, KERNELS, within } from "./fixture.ts";

const CONFIG = `workloads:
  - {name: web, namespace: shop, labels: {app: web}, cgroup: /test.slice/web.service}
  - {name: late, namespace: shop, labels: {app: late}, cgroup: /late.service}
`;
const WEB = "/sys/fs/cgroup/test.slice/web.service";
const LATE = "/sys/fs/cgroup/late.service";

const policy = (app: string) => `apiVersion: security.kubearmor.com/v1
kind: KubeArmorPolicy
metadata: {name: ${app}, namespace: shop}
spec:
  selector: {matchLabels: {app: ${app}}}
  file: {matchPaths: [{path: /opt/secret}]}
  action: Block
`;

/** Does the act in the cgroup, which the shell enters first; `before` runs there in between. */
const inside = (cgroup: string, before = ":") =>
  ["sh", "-c", `echo $$ > ${cgroup}/cgroup.procs; ${before}; exec ${ACT} open /opt/secret r`] as const;

for (const kernel of KERNELS) {
  t.test(`services on ${kernel}`, async (t) => {
    const guard = await Guard.start({ kernel, config: CONFIG });
    t.teardown(() => guard.stop());
    const { machine } = guard;
    const run = async (argv: readonly string[]) => (await machine.exec(argv, { cwd: "/" })).stdout.trim();
    await machine.exec(["sh", "-c", `echo s > /opt/secret; mkdir -p ${WEB}/deep/er`]);
    t.ok(await within(5000, async () => (await guard.status()).workloads === 2), "one service is there");

    // Waits in the service since before there are policies for it.
    const waiting = machine.spawn([
      "sh",
      "-c",
      `echo $$ > ${WEB}/cgroup.procs; read go; exec ${ACT} open /opt/secret r`,
    ]);
    let answer = "";
    waiting.stdout.on("data", (bytes: Buffer) => {
      answer += bytes;
    });
    t.ok(await within(5000, async () => (await run(["cat", `${WEB}/cgroup.procs`])) !== ""));
    await guard.policies(policy("web"), policy("late"));
    await guard.takeAlerts();

    t.equal(await guard.act(["open", "/opt/secret", "r"]), "ok", "the host is free");
    t.equal(await run(inside(WEB)), "EACCES", "inside");
    t.match(await guard.takeAlerts(), [
      { PolicyName: "web", Action: "Block", NamespaceName: "shop", ContainerName: "web", Type: "MatchedPolicy" },
    ]);
    t.equal(await run(inside(`${WEB}/deep/er`)), "EACCES", "in a cgroup below it");
    t.equal(await run(inside(WEB, "echo $$ > /sys/fs/cgroup/cgroup.procs")), "EACCES", "having left it");
    t.equal(await run(inside(WEB, `(echo $$ > /sys/fs/cgroup/cgroup.procs)`)), "EACCES", "a child of it");
    waiting.stdin.end("\n");
    await waiting.status;
    t.equal(answer.trim(), "EACCES", "there before the policy");

    await machine.exec(["mkdir", LATE]);
    t.ok(await within(5000, async () => (await guard.status()).workloads === 3), "another service came");
    t.equal(await run(inside(LATE)), "EACCES");

    const counts = JSON.parse((await guard.cli("counters", "--json")).stdout);
    const web = counts.tallies.filter(({ workload }: { workload: string }) => workload === "shop/web/web");
    t.match(web, [{ hook: "open", policy: "web", verdict: "deny", asked: 5, records: 5, suppressed: 0, lost: 0 }]);
    t.equal(counts.unaccounted, 0);

    const away = machine.spawn([
      "sh",
      "-c",
      `echo $$ > ${LATE}/cgroup.procs; echo $$ > /sys/fs/cgroup/cgroup.procs; echo left; read go`,
    ]);
    await once(away.stdout, "data");
    t.ok(await within(5000, async () => (await machine.exec(["rmdir", LATE])).status === 0), "the service has gone");
    t.notOk(await within(13_000, async () => (await guard.status()).workloads === 2), "a process of it has not");
    away.stdin.end("\n");
    await away.status;
    t.ok(await within(13_000, async () => (await guard.status()).workloads === 2), "now it has");

    await machine.exec(["mkdir", LATE]);
    guard.daemon.kill("SIGKILL");
    await guard.daemon.status;
    t.equal(await run(inside(WEB)), "EACCES", "without the daemon");
    await guard.restart();
    t.equal(await run(inside(WEB)), "EACCES", "with the next");
    t.equal(await run(inside(LATE)), "EACCES", "which found the other");
    t.equal(await guard.act(["open", "/opt/secret", "r"]), "ok");
  });
}
