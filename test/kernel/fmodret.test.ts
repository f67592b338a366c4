// SPDX-License-Identifier: Apache-2.0
// A kernel without "bpf" among its LSMs: the functions that call the LSM hooks decide there, and it is said so.
import t from "tap";
import { Box, CGROUP } from "./box.ts";
import { ACT, DAEMON, Guard, hostPolicy, KERNELS, NO_BPF_LSM, within } from "./fixture.ts";

const blockSecret = hostPolicy("secret", "  file: {matchPaths: [{path: /opt/secret}]}\n  action: Block\n");
const blockTrue = hostPolicy("program", "  process: {matchPaths: [{path: /opt/true}]}\n  action: Block\n");

for (const kernel of KERNELS) {
  t.test(`fmod_ret on ${kernel}`, async (t) => {
    const guard = await Guard.start({ kernel, append: NO_BPF_LSM });
    t.teardown(() => guard.stop());
    await guard.machine.exec(["sh", "-c", "echo s > /opt/secret; echo f > /opt/free; cp /bin/true /opt/true"]);
    t.match(await guard.status(), { enforcer: "fmod_ret", state: "enforcing" });
    t.equal(await guard.act(["open", "/opt/secret", "r"]), "ok", "no policy");

    await guard.policies(blockSecret, blockTrue);
    await guard.takeAlerts();
    t.equal(await guard.act(["open", "/opt/secret", "r"]), "EACCES");
    t.equal(await guard.act(["open", "/opt/free", "r"]), "ok");
    t.equal(await guard.act(["exec", "/opt/true"]), "EACCES");
    const told = (await guard.takeAlerts()).filter(({ PolicyName }) => PolicyName !== "BailiffProtection");
    t.match(told, [
      { PolicyName: "secret", Action: "Block", Enforcer: "fmod_ret" },
      { PolicyName: "program", Action: "Block", Enforcer: "fmod_ret" },
    ]);

    const probe = await guard.cli("probe");
    t.equal(probe.status, 0, probe.stdout);
    t.match(probe.stdout, /^enforcer +fmod_ret$/m);
    t.match(probe.stdout, /^proof +\d+[ms]/m);

    guard.daemon.kill("SIGKILL");
    await guard.daemon.status;
    t.equal(await guard.act(["open", "/opt/secret", "r"]), "EACCES", "without its daemon");
    await guard.restart();
    t.equal(await guard.act(["open", "/opt/secret", "r"]), "EACCES");
    guard.daemon.kill("SIGTERM");
    await guard.daemon.status;
    await guard.disarm();
    t.equal(await guard.act(["open", "/opt/secret", "r"]), "ok");

    const refused = await guard.machine.exec([...DAEMON, "--enforcer", "BPFLSM"]);
    t.equal(refused.status, 3);
    t.match(refused.stderr, /^bailiffd: "bpf" is not among this kernel's LSMs \(.*\); boot it with lsm=.*,bpf\n$/);
  });
}

for (const kernel of KERNELS) {
  t.test(`acts that ${kernel} asks nobody about, as it preempts`, async (t) => {
    const box = await Box.start(t, kernel, { append: `${NO_BPF_LSM} preempt=full` });
    const { guard } = box;
    await box.shell("mkdir -p /data/dir");
    await box.policies({ dir: "  file: {matchDirectories: [{dir: /data/dir/, recursive: true}]}\n  action: Block\n" });
    t.equal((await guard.status()).counters?.missed ?? 0, 0, "none yet");
    const race = `${ACT} race /data/dir a b 1000 ${CGROUP}`;
    const [, opened = ""] =
      /^ok (\d+)$/m.exec((await guard.machine.exec(["sh", "-c", race], { timeoutMs: 300_000 })).stdout) ?? [];
    const missed = Number((await guard.status()).counters?.missed);
    t.ok(missed >= Number(opened), `${missed} were not judged, ${opened} opens among them`);
    t.ok(missed > 0);
    const isTold = async () => /did not ask about \d+ acts/.test((await guard.status()).stateMessage ?? "");
    t.ok(await within(90_000, isTold), "the daemon says so");
    t.equal((await guard.cli("probe")).status, 1);
  });
}
