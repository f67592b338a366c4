// SPDX-License-Identifier: Apache-2.0
// How a container is: its process may have ended, and its number be another's.

import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { lookAt } from "../../src/runtime/look.ts";
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
  ["it runs", "0::/pod/a\n", 0, PID, { pid: PID, isPaused: false }],
  ["it is paused", "0::/pod/a\n", 1, PID, { pid: PID, isPaused: true }],
  ["its process is in a cgroup below", "0::/pod/a/init.scope\n", 1, PID, { pid: PID, isPaused: true }],
  ["cgroup v1 is mounted, too", "12:pids:/x\n0::/pod/a\n", 0, PID, { pid: PID, isPaused: false }],
  ["another process has its number", "0::/pod/b\n", 1, PID, { pid: null, isPaused: false }],
  ["its process has left the cgroup", "0::/\n", 1, PID, { pid: null, isPaused: false }],
  ["nonsense", "\n", 1, PID, { pid: null, isPaused: false }],
  ["its process has ended", null, 1, PID, { pid: null, isPaused: false }],
  ["it has none", "0::/pod/a\n", 1, null, { pid: null, isPaused: false }],
] as const) {
  t.test(name, async (t) => {
    const base = t.testdir({});
    const [root, proc] = [join(base, "cgroup"), join(base, "proc")];
    for (const path of ["pod/a/init.scope", "pod/b"]) mkdirSync(join(root, path), { recursive: true });
    const state = `populated 1\nfrozen ${frozen}\n`;
    for (const path of ["pod/a", "pod/a/init.scope", "pod/b"]) writeFileSync(join(root, path, "cgroup.events"), state);
    mkdirSync(join(proc, String(PID)), { recursive: true });
    if (cgroup !== null) writeFileSync(join(proc, String(PID), "cgroup"), cgroup);
    const cgroupId = statSync(join(root, "pod/a"), { bigint: true }).ino;
    t.same(lookAt({ container, stage: "running", cgroupId, pid }, root, proc), want);
    t.same(
      lookAt({ container, stage: "running", cgroupId, pid }, null, proc),
      { pid: null, isPaused: false },
      "without cgroup v2",
    );
  });
}
