// SPDX-License-Identifier: Apache-2.0
// Presets: code that is in no file, shells from outside, other processes' secrets.
import t from "tap";
import { Box, type Where } from "./box.ts";
import { KERNELS } from "./fixture.ts";

const PRESETS = ["anonymousMapExec", "exec", "filelessExec", "protectEnv", "protectProc"];

type Deed = readonly [act: string, answer: "EACCES" | "ok", told: readonly (string | RegExp)[], where?: Where];

const EXEC = "lsm=SECURITY_BPRM_CHECK";
const RWX = "lsm=MMAP_FILE prot=PROT_READ|PROT_WRITE|PROT_EXEC";
const LATER = "lsm=FILE_MPROTECT prot=PROT_READ|PROT_EXEC";
const OPEN = "lsm=FILE_OPEN flags=O_RDONLY";

const DEEDS: readonly Deed[] = [
  ["map anonymous", "EACCES", [RWX]],
  ["map changed", "EACCES", [LATER]],
  ["map written /opt/true", "EACCES", [`/opt/true ${LATER}`]],
  ["map writable /opt/true", "EACCES", [`/opt/true ${RWX}`]],
  ["map memfd-shared", "EACCES", [`memfd:code ${RWX}`]],
  ["map file /opt/true", "ok", []],
  ["map file-changed /opt/true", "ok", []],
  ["memfd-exec /bin/true", "EACCES", [`memfd:copy ${EXEC}`]],
  ["unlinked-exec /opt/gone", "EACCES", [`/opt/gone ${EXEC}`]],
  ["exec /dev/shm/true", "EACCES", [`/dev/shm/true ${EXEC}`]],
  ["exec /mnt/shm/true", "EACCES", [`/mnt/shm/true ${EXEC}`]],
  ["exec /opt/true", "ok", []],
  ["proc child maps", "EACCES", [/^\/proc\/\d+\/maps lsm=FILE_OPEN flags=O_RDONLY$/]],
  ["proc child fdinfo/0", "EACCES", [/^\/proc\/\d+\/fdinfo\/0 lsm=FILE_OPEN/]],
  ["open /mnt/proc/1/environ r", "EACCES", [`/mnt/proc/1/environ ${OPEN}`]],
  ["proc self environ", "ok", []],
  ["proc self maps", "ok", []],
  ["proc thread environ", "ok", []],
  ["open /proc/1 r", "ok", []],
  ["open /proc/meminfo r", "ok", []],
];

for (const kernel of KERNELS) {
  t.test(`presets on ${kernel}`, async (t) => {
    const box = await Box.start(t, kernel);
    await box.shell(`cp /bin/true /opt/true; mkdir -p /dev/shm /mnt/shm /mnt/proc
      mountpoint -q /dev/shm || mount -t tmpfs tmpfs /dev/shm
      cp /bin/true /dev/shm/true; mount --bind /dev/shm /mnt/shm; mount -t proc proc /mnt/proc`);
    const presets = (action: string, names = PRESETS) =>
      box.policies({ p: `  presets: [${names.map((name) => `{name: ${name}, action: ${action}}`).join(", ")}]\n` });

    await presets("Block");
    for (const [act, answer, told, where] of DEEDS) {
      if (act.endsWith("/opt/gone")) await box.shell("cp /bin/true /opt/gone");
      const done = await box.act(act, where);
      t.equal(done.answer, answer, act);
      const wanted = told.map((it) => (typeof it === "string" ? `Block p ${it}` : it));
      t.match(
        done.told.map((it, index) => (wanted[index] instanceof RegExp ? it.replace("Block p ", "") : it)),
        wanted,
        act,
      );
      t.equal(done.told.length, told.length, act);
    }

    await presets("Audit", ["exec"]);
    t.strictSame((await box.act("exec /opt/true")).told, [], "no terminal");
    t.ok((await box.act("exec /opt/true", { onTerminal: true })).told.includes(`Audit p /opt/true ${EXEC}`));
    t.strictSame((await box.act("exec /opt/true", { onTerminal: true, isHost: true })).told, [], "another workload");

    await presets("Audit", ["protectEnv"]);
    t.strictSame((await box.act("open /proc/1/environ r")).told, [`Audit p /proc/1/environ ${OPEN}`]);
    t.strictSame((await box.act("open /proc/1/maps r")).told, [], "another preset's");
  });
}
