// SPDX-License-Identifier: Apache-2.0
// While much changes at once: processes, rules, names and cgroups come and go. What is forbidden is never open for a moment, and
// what is free never closed.
import t from "tap";
import { Box, CGROUP } from "./box.ts";
import { hostPolicy, KERNELS, POLICY_DIR, within } from "./fixture.ts";

const SECRET = "/data/secret";
const FREE = "/data/free";
const FORKS = 300;
const SWAPS = 20;
const RENAMES = 20_000;
const CGROUPS = 10_000;
/** Each child of the bomb is told; then the loops are held back, or the records of their denials were all that goes on. */
const CONFIG = `alertsPerSecond: 10\nalertBurst: ${FORKS + 100}\n`;

/** Opens both files until /tmp/stop is there; then says how often it tried, how often it got the one and not the other. */
const LOOP = `echo $$ > ${CGROUP}/cgroup.procs
tries=0 opened=0 refused=0
while [ ! -e /tmp/stop ]; do
  tries=$((tries + 1))
  if true < ${SECRET}; then opened=$((opened + 1)); fi
  if true < ${FREE}; then true; else refused=$((refused + 1)); fi
done 2> /dev/null
echo $tries $opened $refused`;

const COMING = `const { mkdirSync, rmdirSync } = require("node:fs");
for (let i = 0; i < ${CGROUPS}; i++) { mkdirSync("c" + i); rmdirSync("c" + i); }`;

/** Rules of different shape that forbid the same. */
const SHAPES = [
  `  file: {matchPaths: [{path: ${SECRET}}]}\n  action: Block\n`,
  `  file: {matchPatterns: [{pattern: "/data/s*t"}]}\n  action: Block\n`,
  `  file: {matchPaths: [{path: ${SECRET}}, {path: /data/other}], matchDirectories: [{dir: /nowhere/, recursive: true}]}\n  action: Block\n`,
];

const STORM = `const { renameSync, writeFileSync } = require("node:fs");
writeFileSync("a", "");
for (let i = 0; i < ${RENAMES / 2}; i++) { renameSync("a", "b"); renameSync("b", "a"); }`;

for (const kernel of KERNELS) {
  t.test(`churn on ${kernel}`, async (t) => {
    const box = await Box.start(t, kernel, { config: CONFIG });
    const { machine } = box.guard;
    const run = (script: string) => machine.exec(["sh", "-c", script], { timeoutMs: 600_000 });
    await box.shell(`mkdir -p /data; touch ${SECRET} ${FREE}`);
    /** One file takes the place of the other: there is no moment without a rule. */
    const put = async (number: number) => {
      const mark = hostPolicy(`mark-${number}`, "  file: {matchPaths: [{path: /mark}]}\n");
      const rule = `apiVersion: security.kubearmor.com/v1
kind: KubeArmorPolicy
metadata: {name: secret, namespace: box}
spec:
  selector: {matchLabels: {app: box}}
${SHAPES[number % SHAPES.length]}`;
      await machine.writeFile("/etc/bailiff/next", `${rule}---\n${mark}`);
      await box.shell(`mv /etc/bailiff/next ${POLICY_DIR}/rules.yaml`);
      const isIn = async () =>
        (await box.guard.status()).policies?.some(({ name }) => name === `mark-${number}`) ?? false;
      if (!(await within(120_000, isIn))) throw new Error(`the daemon did not take up rules ${number}`);
    };
    await put(0);

    await t.test("a bomb of forks: each child is bound before it does anything", async (t) => {
      const bomb = `echo $$ > ${CGROUP}/cgroup.procs
        for i in $(seq ${FORKS}); do (if true < ${SECRET}; then echo opened; else echo denied; fi) & done 2> /dev/null; wait`;
      const said = (await run(bomb)).stdout.trim().split("\n");
      t.equal(said.length, FORKS);
      t.same([...new Set(said)], ["denied"]);
      // They have ended long before anybody asks who they were.
      const alerts = (await box.guard.takeAlerts()).filter(({ Resource }) => Resource === SECRET);
      t.equal(alerts.length, FORKS, "each is told");
      t.same(
        [...new Set(alerts.map(({ ProcessName, PolicyName }) => `${ProcessName} ${PolicyName}`))],
        ["/usr/bin/dash secret"],
      );
      t.equal(new Set(alerts.map(({ HostPID }) => HostPID)).size, FORKS);
    });

    for (const [name, act] of [
      [
        "rules are replaced",
        async () => {
          for (let swap = 1; swap <= SWAPS; swap++) await put(swap);
        },
      ],
      [
        "a storm of renames",
        async () => {
          const { stderr } = await machine.exec(["node", "-e", STORM], { cwd: "/tmp", timeoutMs: 600_000 });
          t.equal(stderr, "");
        },
      ],
    ] as const) {
      await t.test(name, async (t) => {
        await box.shell("rm -f /tmp/stop");
        const loops = [run(LOOP), run(LOOP)];
        await act();
        await box.shell("touch /tmp/stop");
        for (const { stdout } of await Promise.all(loops)) {
          const [tries = 0, opened, refused] = stdout.trim().split(" ").map(Number);
          t.ok(tries > 50, `${tries} tries`);
          t.equal(opened, 0, "what is forbidden was never open");
          t.equal(refused, 0, "what is free was never closed");
        }
      });
    }

    await t.test(`${CGROUPS} cgroups come and go`, async (t) => {
      const count = async () => (await box.guard.status()).workloads;
      const before = await count();
      const { stderr } = await machine.exec(["node", "-e", COMING], { cwd: CGROUP, timeoutMs: 600_000 });
      t.equal(stderr, "");
      const said =
        await run(`cd ${CGROUP}; mkdir last; (echo 0 > last/cgroup.procs; if true < ${SECRET}; then echo opened; else echo denied; fi) 2> /dev/null
        sleep 1; rmdir last; echo gone`);
      t.equal(said.stdout, "denied\ngone\n", said.stderr);
      t.equal(await count(), before);
    });
  });
}
