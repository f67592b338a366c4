// SPDX-License-Identifier: Apache-2.0
// Enforcement outlives the daemon: killed or stopped, what it put in force goes on, and the next daemon takes over without
// a gap. Only disarming ends it.
import t from "tap";
import { ACT, Guard, hostPolicy, KERNELS, within } from "./fixture.ts";

const SECRET = "/opt/secret";
const blockSecret = hostPolicy("secret", `  message: no\n  file: {matchPaths: [{path: ${SECRET}}]}\n  action: Block\n`);

/** Opens the file until /tmp/stop is there; then says how often it tried and how often it could. */
const LOOP = `tries=0; opened=0
while [ ! -e /tmp/stop ]; do
  tries=$((tries + 1))
  if true < ${SECRET}; then opened=$((opened + 1)); fi
done 2>/dev/null
echo $tries $opened`;

/** That somebody ended the daemon is told as well. */
const ofSecret = async (guard: Guard) => (await guard.takeAlerts()).filter(({ PolicyName }) => PolicyName === "secret");

for (const kernel of KERNELS) {
  t.test(`persistence on ${kernel}`, async (t) => {
    // What the loops below are denied thousands of times is told a few times, and counted.
    const guard = await Guard.start({ kernel, config: "alertsPerSecond: 10\nalertBurst: 20\n" });
    t.teardown(() => guard.stop());
    const { machine } = guard;
    const read = () => guard.act(["open", SECRET, "r"]);
    const proof = () => guard.act(["socket", 2, 1, 0x4241]);
    await machine.exec(["sh", "-c", `echo s > ${SECRET}`]);
    t.equal(await read(), "ok", "no policy");
    await guard.policies(blockSecret);

    await t.test("killed: what it denied stays denied, and is told by the next daemon", async (t) => {
      guard.daemon.kill("SIGKILL");
      await guard.daemon.status;
      t.equal(await read(), "EACCES");
      t.equal(await read(), "EACCES");
      await guard.restart();
      t.equal(await read(), "EACCES");
      t.same(
        (await ofSecret(guard)).map(({ PolicyName, Resource, Action, Source }) => [
          PolicyName,
          Resource,
          Action,
          Source?.split(" ")[0],
        ]),
        Array.from({ length: 3 }, () => ["secret", SECRET, "Block", ACT]),
      );
      t.match(await guard.status(), { programGeneration: 2, persistent: true });
    });

    await t.test("rules that the next daemon does not know any more are named too", async (t) => {
      guard.daemon.kill("SIGKILL");
      await guard.daemon.status;
      t.equal(await read(), "EACCES");
      await machine.exec(["sh", "-c", "rm /etc/bailiff/policies.d/*.yaml"]);
      await guard.restart();
      t.match(await ofSecret(guard), [{ PolicyName: "secret", Action: "Block" }]);
      t.equal(await read(), "ok", "and hold no more");
    });

    await t.test("a new daemon takes over without a gap", async (t) => {
      await guard.writePolicy("again.yaml", blockSecret);
      t.ok(await within(180_000, async () => (await read()) === "EACCES"));
      await guard.takeAlerts();
      const loops = [1, 2].map(() => machine.exec(["nice", "-n", "19", "sh", "-c", LOOP], { timeoutMs: 300_000 }));
      guard.daemon.kill("SIGKILL");
      await guard.daemon.status;
      await guard.restart();
      await machine.exec(["touch", "/tmp/stop"]);
      for (const { stdout } of await Promise.all(loops)) {
        const [tries, opened] = stdout.trim().split(" ").map(Number);
        t.ok(Number(tries) > 100, `${tries} tries`);
        t.equal(opened, 0, "none succeeded");
      }
      const { counters } = await guard.status();
      const of = (name: string) => Number(counters?.[name] ?? 0);
      t.equal(of("asked"), of("records") + of("suppressed") + of("drop_ring_full") + of("drop_no_scratch"));
      t.equal((await guard.cli("counters")).status, 0, "every record is accounted for");
    });

    await t.test("disarm: refused while a daemon runs, then nothing is left", async (t) => {
      guard.daemon.kill("SIGTERM");
      await guard.daemon.status;
      t.equal(await read(), "EACCES", "stopped is not disarmed");
      const run = await guard.cli("disarm");
      t.equal(run.stdout, "nothing is enforced any more\n", run.stderr);
      t.equal(await read(), "ok");
      t.equal(await proof(), "EINVAL");
      t.equal((await guard.cli("disarm")).stdout, "nothing was in force\n");
      t.not((await machine.exec(["test", "-e", "/sys/fs/bpf/bailiff"])).status, 0);
    });
  });
}

t.test("--no-persist: enforcement ends with the daemon", async (t) => {
  const guard = await Guard.start({ flags: ["--no-persist"] });
  t.teardown(() => guard.stop());
  t.match(await guard.status(), { persistent: false });
  guard.daemon.kill("SIGKILL");
  await guard.daemon.status;
  t.ok(await within(5000, async () => (await guard.act(["socket", 2, 1, 0x4241])) === "EINVAL"));
});
