// SPDX-License-Identifier: Apache-2.0
// The addon where it can load programs, on LSM hooks and where the kernel has no BPF LSM: opened, used wrongly, closed
// twice, ended with its worker, and taken over by the next.
import { join } from "node:path";
import t from "tap";
import { Machine, projectDir } from "../vm/machine.ts";
import { KERNELS, NO_BPF_LSM } from "./fixture.ts";

for (const kernel of KERNELS) {
  for (const [kind, append] of [
    ["lsm", ""],
    ["fmod_ret", NO_BPF_LSM],
  ] as const) {
    t.test(`the addon on ${kernel} with ${kind}`, async (t) => {
      const machine = await Machine.start({ kernel, append });
      t.teardown(() => machine.stop());
      const run = await machine.exec(["node", join(projectDir, "test/kernel/addon-life.ts"), kind], {
        timeoutMs: 300_000, // the kernel verifies all programs, emulated
      });
      t.equal(run.stderr, "");
      t.equal(run.stdout, "ok\n");
      t.equal(run.status, 0);
    });
  }
}
