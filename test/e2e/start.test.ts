// SPDX-License-Identifier: Apache-2.0
// Starting bailiffd: what the service manager is told, and every way in which it cannot start.
import t from "tap";
import { ACT, DAEMON, NO_BPF_LSM, POLICY_DIR, within } from "../kernel/fixture.ts";
import { Machine } from "../vm/machine.ts";

const AS_USER = ["setpriv", "--reuid=1000", "--regid=1000", "--clear-groups"];
t.test("the service manager is told when it enforces and when it stops", async (t) => {
  const machine = await Machine.start();
  t.teardown(() => machine.stop());
  const proof = async () => (await machine.exec([ACT, "socket", "2", "1", String(0x4241)])).stdout.trim();
  await machine.exec(["mkdir", "-p", POLICY_DIR]);
  const manager = machine.spawn([ACT, "receive", "/run/notify"]);
  let told = "";
  manager.stdout.on("data", (bytes: Buffer) => {
    told += bytes;
  });
  t.ok(await within(2000, async () => (await machine.exec(["test", "-S", "/run/notify"])).status === 0));
  const daemon = machine.spawn(["env", "NOTIFY_SOCKET=/run/notify", ...DAEMON, "--no-persist"]);
  t.ok(await within(120_000, async () => told === "READY=1\n"), "READY");
  t.equal(await proof(), "EACCES", "and it enforces");
  daemon.kill("SIGTERM");
  t.equal(await daemon.status, 0);
  t.ok(await within(2000, async () => told === "READY=1\nSTOPPING=1\n"), "STOPPING");
  t.ok(await within(5000, async () => (await proof()) === "EINVAL"), "it let go of the kernel");
});

/** [what is wrong, a script that makes it so, the command, its exit status, what it says] */
const START_FAILURES: readonly (readonly [string, string, readonly string[], number, RegExp])[] = [
  ["no policy directory", "", [...DAEMON, "--policy-dir", "/nowhere"], 1, /policy directory \/nowhere: .*no such/i],
  [
    "a misspelt flag",
    "",
    [...DAEMON, "--polcy-dir", "/tmp"],
    2,
    /unknown option '--polcy-dir', did you mean '--policy-dir'\?/,
  ],
  [
    "a misspelt setting",
    "echo 'polcyDir: /tmp' > /tmp/c.yml",
    [...DAEMON, "--config", "/tmp/c.yml"],
    2,
    /\/tmp\/c\.yml:1:1: .*"polcyDir", did you mean "policyDir"\?/,
  ],
  ["no such settings", "", [...DAEMON, "--config", "/nowhere.yaml"], 1, /\/nowhere\.yaml/],
  ["an address for everybody", "", [...DAEMON, "--grpc", "0.0.0.0:32767"], 2, /0\.0\.0\.0/],
  [
    "a taken port",
    "",
    [...DAEMON, "--grpc", "127.0.0.1:1"], // the machine's own agent has it
    1,
    /cannot listen on 127\.0\.0\.1:1: .*in use/,
  ],
  [
    "no privileges",
    "",
    [...AS_USER, ...DAEMON, "--run-dir", "/tmp/run", "--state-dir", "/tmp/state"],
    3,
    /run bailiffd as root/,
  ],
  [
    "no right to make its directories",
    "",
    [...AS_USER, ...DAEMON, "--run-dir", "/root/run"],
    1,
    /cannot make the directory \/root\/run .*run as root/,
  ],
  ["no BTF", "mount -t tmpfs none /sys/kernel/btf", DAEMON, 3, /no BTF .*CONFIG_DEBUG_INFO_BTF=y/],
];

t.test("what keeps it from starting is one line that says what to do", async (t) => {
  const machine = await Machine.start();
  t.teardown(() => machine.stop());
  await machine.exec(["mkdir", "-p", POLICY_DIR]);
  for (const [name, setup, argv, status, said] of START_FAILURES) {
    await t.test(name, async (t) => {
      const run = await machine.exec(["unshare", "-m", "sh", "-c", `${setup}\nexec "$@"`, "sh", ...argv]);
      t.equal(run.status, status, run.stderr);
      t.match(run.stderr, said);
      t.equal(run.stderr.trimEnd().split("\n").length, 1, run.stderr);
    });
  }
});

for (const kernel of ["6.1", "6.12"] as const) {
  t.test(
    `${kernel} without bpf among its LSMs: refused where BPF LSM is asked for, by its list and by the proof`,
    async (t) => {
      const machine = await Machine.start({ kernel, append: NO_BPF_LSM });
      t.teardown(() => machine.stop());
      await machine.exec(["mkdir", "-p", POLICY_DIR]);
      const daemon = [...DAEMON, "--enforcer", "BPFLSM"];
      const listed = await machine.exec(daemon);
      t.equal(listed.status, 3);
      t.match(listed.stderr, /^bailiffd: "bpf" is not among this kernel's LSMs \(.*\); boot it with lsm=.*,bpf\n$/);
      // Storage with inodes needs the LSM, so loading tells where the list does not.
      const script = 'umount /sys/kernel/security && exec "$@"';
      const hidden = await machine.exec(["unshare", "-m", "sh", "-c", script, "sh", ...daemon]);
      t.equal(hidden.status, 3);
      t.match(hidden.stderr, /^bailiffd: .*(INODE|Invalid argument|not call).*\n$/);
    },
  );
}
