// SPDX-License-Identifier: Apache-2.0
// A file deeper than any walk goes: denied where a rule of its class denies anything, told where rules only audit.
import t from "tap";
import { Guard, hostPolicy, KERNELS } from "./fixture.ts";

const LEVELS = 66_000; // WALK_STEPS_MAX of bpf/path.h is 65,536

const rule = (action: string) =>
  hostPolicy("rule", `  action: ${action}\n  file: {matchPaths: [{path: /data/other}]}\n`);
const processRule = hostPolicy("process", "  process: {matchPaths: [{path: /data/other}]}\n");

for (const kernel of KERNELS) {
  t.test(`a path without end on ${kernel}`, async (t) => {
    const guard = await Guard.start({ kernel });
    t.teardown(() => guard.stop());
    await guard.machine.exec(["mkdir", "-p", "/dev/shm/deep"]);
    const open = () => guard.act(["deep", "/dev/shm/deep", LEVELS, "leaf"]);
    const unresolved = async () => Number((await guard.status()).counters?.unresolved);
    t.equal(await open(), "ok", "without rules it opens");

    for (const [name, policy, answer, alerts] of [
      ["a rule of another class", processRule, "ok", []],
      ["rules that audit", rule("Audit"), "ok", [{ PolicyName: "DefaultPosture", Action: "Audit", Result: "Passed" }]],
      [
        "a rule that denies",
        rule("Block"),
        "EACCES",
        [{ PolicyName: "DefaultPosture", Action: "Block", Result: "Permission denied" }],
      ],
    ] as const) {
      await t.test(name, async (t) => {
        await guard.policies(policy);
        await guard.takeAlerts();
        const before = await unresolved();
        t.equal(await open(), answer);
        const told = await guard.takeAlerts();
        t.equal(told.length, alerts.length);
        t.match(told, alerts);
        t.equal((await unresolved()) - before, alerts.length, "and counted");
      });
    }
  });
}
