// SPDX-License-Identifier: Apache-2.0
// Hooks that are preempted half-way, which takes a kernel that may: names that change while they are spelled, and many
// hooks that are not done at once.
import t from "tap";
import { Guard, hostPolicy, KERNELS } from "./fixture.ts";

// Longer than what an ancestor grows by, so that it would be the one left out.
const GUARDED = `/data/${"g".repeat(200)}`;
const RULE = `  file:\n    matchDirectories: [{dir: ${GUARDED}/, recursive: true}]\n`;

for (const kernel of KERNELS) {
  t.test(`preempted hooks on ${kernel}`, async (t) => {
    const guard = await Guard.start({ kernel, append: "preempt=full" });
    t.teardown(() => guard.stop());
    await guard.machine.exec(["sh", "-c", `mkdir -p ${GUARDED} /data/free /dev/shm/crowd; touch /data/file`]);
    await guard.policies(hostPolicy("race", RULE));

    // A path too long to be spelled whole is walked twice; an ancestor that grows in between must not push the directory
    // that the rule names out of what is kept.
    await t.test("renaming an ancestor does not help", async (t) => {
      const guarded = await guard.act(["race", GUARDED, "a", "b".repeat(100), 1000]);
      t.equal(guarded, "ok 0\nEACCES 1000\nother 0");
      const free = await guard.act(["race", "/data/free", "a", "b".repeat(100), 300]);
      t.match(free, /^ok [1-9]\d*\n/, "its twin elsewhere opens");
    });

    await t.test("others that hold scratch space do not deny what no rule names", async (t) => {
      const said = await guard.act(["crowd", "/dev/shm/crowd", 12, "/data/file", 500]);
      t.equal(said, "ok 500\nEACCES 0\nother 0");
      const { counters } = await guard.status();
      t.equal(Number(counters?.drop_no_scratch), 0);
    });
  });
}
