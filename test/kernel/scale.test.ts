// SPDX-License-Identifier: Apache-2.0
// As many rules and workloads as there may be, in force in a real kernel; and more than there is room for, refused as a whole.
// Both for one kernel each, as they take minutes: what differs between kernels is not how many.
//
//   SCALE="6.1 6.12" node test/kernel/scale.test.ts    on both
import { join } from "node:path";
import t from "tap";
import { type KernelName, Machine, projectDir } from "../vm/machine.ts";
import { KERNELS } from "./fixture.ts";

const RULES = 100_000;
const WORKLOADS = 10_000;
const MEMORY_MB = 3072;
const TIMEOUT_MS = 900_000;

const asked = (process.env.SCALE ?? "").split(" ");
const isOn = (kernel: KernelName, usual: KernelName) =>
  KERNELS.includes(kernel) && (asked.includes(kernel) || (asked[0] === "" && kernel === usual));

t.setTimeout(2 * TIMEOUT_MS);

async function live(machine: Machine, ...words: readonly (string | number)[]) {
  const life = join(projectDir, "test/kernel/scale-life.ts");
  const { status, stdout, stderr } = await machine.exec(["node", life, ...words.map(String)], {
    timeoutMs: TIMEOUT_MS,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const path = (i: number) => `/data/secret-${i}`;
/** Only these are denied. */
const denied = (all: readonly number[], these: readonly number[]) =>
  Object.fromEntries([...all.map((i) => [path(i), these.includes(i) ? "EACCES" : "ok"]), ["/data/free", "ok"]]);

for (const kernel of ["6.1", "6.12"] as const) {
  t.test(`${RULES} rules in one set on ${kernel}`, { skip: !isOn(kernel, "6.12") }, async (t) => {
    const machine = await Machine.start({ kernel, memoryMb: MEMORY_MB });
    t.teardown(() => machine.stop());
    const all = [0, 1, RULES / 2, RULES - 1];
    const { outcome, inForce, answers, problems, troubles } = await live(machine, "rules", RULES);
    t.same([outcome, problems, troubles], ["in force", [], []]);
    t.ok(inForce.bytes < 200 * RULES, `${inForce.bytes} bytes`);
    t.same(answers, [denied(all, all)]);

    const refused = await live(machine, "rules", RULES, 4);
    t.match(refused.outcome, /^all rule sets together take \d+ MiB, memoryMiB of the configuration allows 4 MiB$/);
    t.same(refused.answers, [denied(all, [1])], "the one rule before is in force as it was");
  });

  t.test(
    `${WORKLOADS} workloads, each with a rule set of its own, on ${kernel}`,
    { skip: !isOn(kernel, "6.1") },
    async (t) => {
      const machine = await Machine.start({ kernel, memoryMb: MEMORY_MB });
      t.teardown(() => machine.stop());
      const [all, acting] = [
        [0, 1, WORKLOADS / 2, WORKLOADS - 1],
        [0, WORKLOADS / 2, WORKLOADS - 1],
      ];
      const { outcome, inForce, answers, problems, troubles, refused } = await live(machine, "workloads", WORKLOADS);
      t.same([outcome, problems, troubles, refused], ["in force", [], [], 0]);
      t.equal(inForce.ruleSets, WORKLOADS + 1, "and that of the host, which is empty");
      t.same(
        answers,
        acting.map((own) => denied(all, [own])),
      );
    },
  );
}
