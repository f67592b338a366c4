// SPDX-License-Identifier: Apache-2.0
// Records under load: the verdict does not wait for them, and what is lost is counted.
import t from "tap";
import { Guard, hostPolicy, KERNELS } from "./fixture.ts";

const POLICY = hostPolicy(
  "flood",
  "  file:\n    matchPaths:\n      - {path: /data/denied, action: Block}\n      - {path: /data/told, action: Audit}\n",
);

for (const kernel of KERNELS) {
  t.test(`records on ${kernel}`, async (t) => {
    const guard = await Guard.start({ kernel, config: "ringMiB: 1\n" });
    t.teardown(() => guard.stop());
    await guard.machine.exec(["sh", "-c", "mkdir -p /data; touch /data/denied /data/told"]);
    await guard.policies(POLICY);
    await guard.takeAlerts();

    await t.test("the ring is full: acts are decided as before, and each lost record is counted", async (t) => {
      const before = (await guard.status()).counters ?? {};
      guard.daemon.kill("SIGSTOP");
      const told = 6000; // about 250 bytes each: more than a MiB of them
      const loop = `i=0; while [ $i -lt ${told} ]; do : < /data/told; i=$((i + 1)); done`;
      await guard.machine.exec(["sh", "-c", loop]);
      t.equal(await guard.act(["open", "/data/denied", "r"]), "EACCES", "denied with a full ring");
      t.equal(await guard.act(["open", "/data/told", "r"]), "ok", "allowed with a full ring");
      guard.daemon.kill("SIGCONT");

      await guard.takeAlerts();
      const after = (await guard.status()).counters ?? {};
      const grown = (name: string) => Number(after[name]) - Number(before[name]);
      t.ok(grown("drop_ring_full") > 0, `${grown("drop_ring_full")} records did not fit`);
      // That somebody stopped the daemon is told as well.
      t.equal(grown("records") + grown("drop_ring_full"), told + 2 + 1, "each act was told or counted");
      t.equal(grown("asked"), told + 2 + 1);
      t.equal(grown("malformed"), 0);
    });

    await t.test("and then they arrive again", async (t) => {
      t.equal(await guard.act(["open", "/data/denied", "r"]), "EACCES");
      t.match(await guard.takeAlerts(), [{ Action: "Block", Resource: "/data/denied" }]);
    });
  });
}
