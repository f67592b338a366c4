// SPDX-License-Identifier: Apache-2.0
// Names that change while the kernel part spells them. Hooks must be preempted for that, on the one processor there is.
import t from "tap";
import { Guard, hostPolicy, KERNELS } from "./fixture.ts";

const RULE = "  file:\n    matchDirectories: [{dir: /data/guarded/, recursive: true}]\n";

for (const kernel of KERNELS) {
  t.test(`renames on ${kernel}`, async (t) => {
    const guard = await Guard.start({ kernel, append: "preempt=full" });
    t.teardown(() => guard.stop());
    await guard.machine.exec(["mkdir", "-p", "/data/guarded", "/data/free"]);
    await guard.policies(hostPolicy("race", RULE));
    // A path too long to be spelled whole is walked twice; an ancestor that grows in between must not push the directory
    // that the rule names out of what is kept.
    const guarded = await guard.act(["race", "/data/guarded", "a", "b".repeat(100), 3000]);
    t.equal(guarded, "ok 0\nEACCES 3000\nother 0");
    const free = await guard.act(["race", "/data/free", "a", "b".repeat(100), 300]);
    t.match(free, /^ok [1-9]\d*\n/, "its twin elsewhere opens");
  });
}
