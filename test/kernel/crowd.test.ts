// SPDX-License-Identifier: Apache-2.0
// Many containers: hundreds at once, and hundreds one after the other. Each is held by the gate, and denied what its rule forbids from its
// first program on; and nothing of them is left when they are gone: no number, no memory, no descriptor.
//
//   CROWD=1000 AT_ONCE=300 node test/kernel/crowd.test.ts     so many, on both kernels (default fewer, on one: an emulated machine takes
//                                                             a second for each)
import { join } from "node:path";
import t from "tap";
import { BUNDLE_SETUP, bundleConfig, GATE_HOOK } from "../runtime/bundle.ts";
import { type KernelName, projectDir } from "../vm/machine.ts";
import { Guard, KERNELS, within } from "./fixture.ts";

const CYCLES = Number(process.env.CROWD ?? 40);
const AT_ONCE = Number(process.env.AT_ONCE ?? 80);
const isOn = (kernel: KernelName) => KERNELS.includes(kernel) && (process.env.CROWD !== undefined || kernel === "6.12");
const LANES = 4;
const WARM = Math.floor(CYCLES / 5);
/** Of the daemon, from the first fifth to the end: its collector leaves what it likes for a while. */
const GROWTH_KIB_MAX = 24 * 1024;
const SCRIPT_MS = 1_500_000;
const PINS = "/sys/fs/bpf/bailiff";

const POLICY = `apiVersion: security.kubearmor.com/v1
kind: KubeArmorPolicy
metadata: {name: crowd, namespace: container_namespace}
spec:
  selector: {}
  file: {matchPaths: [{path: /opt/secret}]}
  action: Block
`;
/** Its first program is denied one file, as every other is, and may read the other. */
const READ = "read x < /opt/plain; if read x 2> /dev/null < /opt/secret; then echo not denied; fi";

for (const kernel of ["6.1", "6.12"] as const) {
  t.test(`a crowd of containers on ${kernel}`, { skip: !isOn(kernel) }, async (t) => {
    const config = "startGateTimeout: 120\nalertsPerSecond: 0\nruntimes: [/var/lib/containers/storage]\n";
    const guard = await Guard.start({ kernel, memoryMb: 3072, config, before: `mkdir /run/crowd\n${BUNDLE_SETUP}` });
    t.teardown(() => guard.stop());
    const { machine } = guard;
    const sh = async (script: string) => (await machine.exec(["sh", "-c", script])).stdout.trim();
    const bundle = (script: string) =>
      machine.writeFile(
        "/run/crowd/config.json",
        bundleConfig({ args: ["/bin/sh", "-c", script], cgroupsPath: "/crowd/ID_OF_IT", hooks: [GATE_HOOK] }),
      );
    /** What went wrong; and how long each took on average, in milliseconds of this machine. */
    const crowd = async (what: "start" | "cycle" | "end", from: number, to: number): Promise<string> => {
      const sinceMs = Date.now();
      const script = [join(projectDir, "test/kernel/crowd.sh"), what, from, to, LANES];
      const { stdout, stderr } = await machine.exec(script.map(String), { timeoutMs: SCRIPT_MS });
      t.comment(`${what}: ${((Date.now() - sinceMs) / (to - from)).toFixed(0)} ms each`);
      return `${stdout}${stderr}`;
    };
    const daemon = (await machine.exec(["pgrep", "-f", "^node .*/bailiffd.js"])).stdout.trim();
    const facts = async () => {
      const [fds, kib] = (await sh(`ls /proc/${daemon}/fd | wc -l; awk '/^VmRSS/ {print $2}' /proc/${daemon}/status`))
        .split("\n")
        .map(Number) as [number, number];
      const ofKernel = async (what: string, ...args: string[]) =>
        JSON.parse((await machine.exec(["bpftool", "-j", "map", what, ...args])).stdout) as readonly unknown[];
      return {
        fds,
        kib,
        maps: (await ofKernel("show")).length,
        cgroups: (await ofKernel("dump", "pinned", `${PINS}/cgroups`)).length,
        numbers: await sh("grep -o '\"held\":.*' /var/lib/bailiff/workload-numbers.json"),
      };
    };
    const isEmpty = () =>
      within(120_000, async () => JSON.stringify((await guard.workloads()).filter((it) => it !== "host")) === "[]");
    const counters = async () => {
      const { starts_held = 0, starts_unguarded = 0 } = (await guard.status()).counters ?? {};
      return [Number(starts_held), Number(starts_unguarded)];
    };
    /** Alerts of so many containers, one of each. */
    const tellAll = async (count: number) => {
      const alerts = await guard.takeAlerts();
      t.equal(alerts.length, count, "alerts");
      t.equal(new Set(alerts.map(({ ContainerID }) => ContainerID)).size, count, "of as many containers");
      t.ok(alerts.every(({ Resource, Action }) => Resource === "/opt/secret" && Action === "Block"));
    };
    await guard.policies(POLICY);
    await guard.takeAlerts();

    await bundle(READ);
    t.equal(await crowd("cycle", 0, WARM), "");
    t.ok(await isEmpty());
    const before = await facts();
    t.comment(JSON.stringify(before));
    t.equal(await crowd("cycle", WARM, CYCLES), "", "starts and ends");
    await tellAll(CYCLES);
    t.same(await counters(), [CYCLES, 0]);
    t.ok(await isEmpty(), "all numbers are given back");

    await bundle(`${READ}; exec sleep 100000`);
    t.equal(await crowd("start", CYCLES, CYCLES + AT_ONCE), "", "at once");
    await tellAll(AT_ONCE);
    t.equal((await guard.workloads()).length, AT_ONCE + 1);
    t.equal((await facts()).cgroups, AT_ONCE);
    t.same(await counters(), [CYCLES + AT_ONCE, 0]);
    t.equal(await crowd("end", CYCLES, CYCLES + AT_ONCE), "");
    t.ok(await isEmpty());

    const after = await facts();
    t.comment(JSON.stringify(after));
    const { kib, ...rest } = after;
    t.same(rest, { fds: before.fds, maps: before.maps, cgroups: 0, numbers: before.numbers });
    t.match(rest.numbers, /"held":\[\]/);
    t.ok(kib - before.kib < GROWTH_KIB_MAX, `${kib - before.kib} KiB more`);
  });
}
