// SPDX-License-Identifier: Apache-2.0
// The addon where it can load programs: opened, used wrongly, closed twice, ended with its worker.
import { join } from "node:path";
import t from "tap";
import { Machine, projectDir } from "../vm/machine.ts";
import { KERNELS } from "./fixture.ts";

for (const kernel of KERNELS) {
  t.test(`the addon on ${kernel}`, async (t) => {
    const machine = await Machine.start({ kernel });
    t.teardown(() => machine.stop());
    const run = await machine.exec(["node", join(projectDir, "test/kernel/addon-life.ts")]);
    t.equal(run.stderr, "");
    t.equal(run.stdout, "ok\n");
    t.equal(run.status, 0);
  });
}
