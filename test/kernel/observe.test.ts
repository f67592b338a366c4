// SPDX-License-Identifier: Apache-2.0
// A node on which nothing can deny: with --observe-only the daemon tells what it would deny, and says of itself that it does not.
import t from "tap";
import { ACT, Guard, hostPolicy, KERNELS, NO_BPF_LSM } from "./fixture.ts";

const POLICIES = [
  hostPolicy("secret", "  file: {matchPaths: [{path: /opt/secret}]}\n  action: Block\n"),
  hostPolicy("program", "  process: {matchPaths: [{path: /opt/true}]}\n  action: Block\n"),
  hostPolicy("peer", "  network: {matchAddresses: [{cidr: 127.0.0.5/32}]}\n  action: Block\n"),
  hostPolicy("watched", "  file: {matchPaths: [{path: /opt/watched}]}\n  action: Audit\n"),
];

for (const kernel of KERNELS) {
  t.test(`observing on ${kernel}`, async (t) => {
    const flags = ["--enforcer", "BPFLSM", "--observe-only"];
    const guard = await Guard.start({ kernel, append: NO_BPF_LSM, flags });
    t.teardown(() => guard.stop());
    const files = "echo s > /opt/secret; echo w > /opt/watched; echo f > /opt/free; cp /bin/true /opt/true";
    await guard.machine.exec(["sh", "-c", files]);
    const status = await guard.policies(...POLICIES);
    t.match(status, { enforcer: "observer", state: "observing" });
    t.same([...new Set(status.policies?.map(({ state }) => state))].sort(), ["elsewhere", "observed"]);

    await guard.takeAlerts();
    t.equal(await guard.act(["open", "/opt/secret", "r"]), "ok");
    t.equal(await guard.act(["exec", "/opt/true"]), "ok");
    t.equal(await guard.act(["connect", "127.0.0.5", 9]), "socket ok\nconnect ECONNREFUSED");
    t.equal(await guard.act(["open", "/opt/watched", "r"]), "ok");
    t.equal(await guard.act(["open", "/opt/free", "r"]), "ok");
    const told = (await guard.takeAlerts()).map(({ PolicyName, Action, Result, Enforcer }) => {
      return [PolicyName, Action, Result, Enforcer].join(", ");
    });
    t.same(told, [
      "secret, Audit (Block), Passed, eBPF Monitor",
      "program, Audit (Block), Passed, eBPF Monitor",
      "peer, Audit (Block), Passed, eBPF Monitor",
      "watched, Audit, Passed, eBPF Monitor",
    ]);

    const probe = await guard.cli("probe");
    t.equal(probe.status, 1, "a script that waits for enforcement does not get it");
    t.match(probe.stdout, /! the daemon only observes: /);
    guard.daemon.kill("SIGKILL");
    await guard.daemon.status;
    t.equal(await guard.act(["open", "/opt/secret", "r"]), "ok");
    await guard.restart();
    const kept = (await guard.takeAlerts()).filter(({ ProcessName }) => ProcessName === ACT);
    t.match(kept, [{ PolicyName: "secret", Action: "Audit (Block)" }], "it was told without a daemon, too");
    guard.daemon.kill("SIGTERM");
    t.equal(await guard.daemon.status, 0);
    await guard.disarm();
  });
}
