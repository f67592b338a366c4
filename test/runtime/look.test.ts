// SPDX-License-Identifier: Apache-2.0
// How a container is: its process may have ended, and its number be another's.

import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { GONE, lookAt } from "../../src/runtime/look.ts";
import type { Container } from "../../src/workload/workload.ts";

const PID = 4711;
const labels = new Map<string, string>();
const container: Container = {
  id: "a",
  kind: "container",
  name: "a",
  namespace: "n",
  pod: "p",
  labels,
  mode: "enabled",
};

for (const [name, cgroup, frozen, pid, want] of [
  ["it runs", "0::/pod/a\n", 0, PID, { pid: PID, isPaused: false, isPrivileged: false }],
  ["it is paused", "0::/pod/a\n", 1, PID, { pid: PID, isPaused: true, isPrivileged: false }],
  [
    "its process is in a cgroup below",
    "0::/pod/a/init.scope\n",
    1,
    PID,
    { pid: PID, isPaused: true, isPrivileged: false },
  ],
  ["cgroup v1 is mounted, too", "12:pids:/x\n0::/pod/a\n", 0, PID, { pid: PID, isPaused: false, isPrivileged: false }],
  ["another process has its number", "0::/pod/b\n", 1, PID, GONE],
  ["its process has left the cgroup", "0::/\n", 1, PID, GONE],
  ["nonsense", "\n", 1, PID, GONE],
  ["its process has ended", null, 1, PID, GONE],
  ["it has none", "0::/pod/a\n", 1, null, GONE],
] as const) {
  t.test(name, async (t) => {
    const base = t.testdir({});
    const [root, proc] = [join(base, "cgroup"), join(base, "proc")];
    for (const path of ["pod/a/init.scope", "pod/b"]) mkdirSync(join(root, path), { recursive: true });
    const state = `populated 1\nfrozen ${frozen}\n`;
    for (const path of ["pod/a", "pod/a/init.scope", "pod/b"]) writeFileSync(join(root, path, "cgroup.events"), state);
    for (const [it, bounding] of [
      [PID, "00000000a80425fb"],
      [1, "000001ffffffffff"],
    ] as const) {
      mkdirSync(join(proc, String(it)), { recursive: true });
      writeFileSync(join(proc, String(it), "status"), `Name:\ta\nCapBnd:\t${bounding}\nSeccomp:\t0\n`);
    }
    if (cgroup !== null) writeFileSync(join(proc, String(PID), "cgroup"), cgroup);
    const cgroupId = statSync(join(root, "pod/a"), { bigint: true }).ino;
    t.same(lookAt({ container, stage: "running", cgroupId, pid }, root, proc), want);
    t.same(lookAt({ container, stage: "running", cgroupId, pid }, null, proc), GONE, "without cgroup v2");
    writeFileSync(join(proc, String(PID), "status"), "CapBnd:\t000001ffffffffff\n");
    const { isPrivileged } = lookAt({ container, stage: "running", cgroupId, pid }, root, proc);
    t.equal(isPrivileged, want.pid === null ? null : true);
  });
}
