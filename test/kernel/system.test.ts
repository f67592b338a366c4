// SPDX-License-Identifier: Apache-2.0
// What a workload may not do to the system: mount over what rules name, get at the daemon, at others, at the kernel.
import t from "tap";
import { projectDir } from "../vm/machine.ts";
import { Box } from "./box.ts";
import { KERNELS } from "./fixture.ts";

const BIND = 4096;
const SETUP = "mkdir -p /opt/a/b /opt/free /opt/lower /mnt/x /mnt/y; echo s > /opt/a/secret; cp /bin/true /opt/true";

const mounted = (path: string, flags = "0") => [`Block m ${path} lsm=SB_MOUNT mountflag=${flags}`];

for (const kernel of KERNELS) {
  t.test(`mounts on ${kernel}`, async (t) => {
    const box = await Box.start(t, kernel, { posture: "block" });
    await box.shell(SETUP);
    const deed = async (act: string, answer: string, told: readonly string[] = []) =>
      t.strictSame(await box.act(act), { answer, told }, act);

    await t.test("Block rules on files", async () => {
      await box.policies({ m: "  file: {matchPaths: [{path: /opt/a/secret}]}\n  action: Block\n" });
      await deed("mount tmpfs /opt/a tmpfs 0", "EPERM", mounted("/opt/a"));
      await deed("mount /opt/true /opt/a/secret none 4096", "EPERM", mounted("/opt/a/secret", "MS_BIND"));
      await deed(`mount /opt/a /mnt/x none ${BIND}`, "EPERM", mounted("/mnt/x", "MS_BIND"));
      await deed(`mount /opt /mnt/x none ${BIND}`, "EPERM", mounted("/mnt/x", "MS_BIND"));
      await deed("clone-mount /opt/a /mnt/x", "EPERM", ["Block m /opt/a lsm=MOVE_MOUNT"]);
      await deed("clone-mount /opt/free /opt/a", "EPERM", ["Block m /opt/a lsm=MOVE_MOUNT"]);
      // Nothing else is denied to a directory that may not be covered or moved.
      await deed("open /opt/a r", "ok");
      await deed("rename /opt/a /opt/moved", "EACCES", ["Block m /opt/a lsm=FILE_RENAME"]);
      await deed("open /opt/a r", "ok");
      for (const act of [
        "mount tmpfs /opt/a/b tmpfs 0",
        "umount /opt/a/b",
        "mount tmpfs /mnt/x tmpfs 0",
        "umount /mnt/x",
        `mount /opt/free /mnt/x none ${BIND}`,
        "umount /mnt/x",
        "clone-mount /opt/free /mnt/x",
        "umount /mnt/x",
      ]) {
        await deed(act, "ok");
      }
      const { answer, told } = await box.act("mount tmpfs /opt/a tmpfs 0", { isHost: true });
      t.strictSame({ answer, told }, { answer: "ok", told: [] }, "another workload");
      await deed("umount /opt/a", "EPERM", ["Block m /opt/a lsm=SB_UMOUNT flag=0"]);
      await box.shell("umount /opt/a");
    });

    await t.test("a list of allowed programs", async () => {
      await box.policies({
        m: `  process: {matchDirectories: [{dir: /opt/, recursive: true}, {dir: ${projectDir}/, recursive: true},
    {dir: /usr/, recursive: true}]}\n  action: Allow\n`,
      });
      const posture = (path: string) => [`Block DefaultPosture ${path} lsm=SB_MOUNT mountflag=MS_BIND`];
      await deed(`mount /mnt/y /opt/free none ${BIND}`, "EPERM", posture("/opt/free"));
      await deed(`mount /mnt/y /opt none ${BIND}`, "EPERM", posture("/opt"));
      await deed(`mount /mnt/y /mnt/x none ${BIND}`, "ok");
      await deed("umount /mnt/x", "ok");
    });
  });

  t.test(`protection on ${kernel}`, async (t) => {
    const box = await Box.start(t, kernel);
    await box.shell(SETUP);
    const daemon = await box.shell("pgrep -of bailiffd");
    const protectedBy = (rest: string) => [`Block BailiffProtection ${rest}`];
    const deed = async (act: string, answer: string, told: readonly string[] = [], isHost = false) =>
      t.strictSame(await box.act(act, { isHost }), { answer, told }, `${isHost ? "host: " : ""}${act}`);

    await t.test("without any policy", async () => {
      await box.policies({});
      await deed("module /opt/true", "EPERM", protectedBy("/opt/true lsm=KERNEL_LOAD"));
      await deed("bpf", "ok");
      await deed("userns", "ok");
      await deed(`kill ${daemon} 18`, "EPERM", protectedBy("/usr/bin/node lsm=TASK_KILL signal=SIGCONT"));
      await deed(`kill ${daemon} 0`, "ok");
      await deed(`trace ${daemon}`, "EPERM", protectedBy("/usr/bin/node lsm=PTRACE_ACCESS_CHECK request=18"));
    });

    await t.test("of who is denied anything", async () => {
      await box.policies({ m: "  file: {matchPaths: [{path: /opt/a/secret}]}\n  action: Block\n" });
      await deed("bpf", "EPERM", protectedBy("lsm=BPF request=BPF_PROG_GET_NEXT_ID"));
      await deed("userns", "ok", ["Audit BailiffProtection lsm=USERNS_CREATE"]);
    });

    await t.test("the host", async () => {
      await deed("module /opt/true", "ENOEXEC", [], true);
      await deed("bpf", "ok", [], true);
      await deed("userns", "ok", [], true);
      await deed(`kill ${daemon} 18`, "ok", [], true);
      await deed(
        `trace ${daemon}`,
        "ok",
        ["Audit BailiffProtection /usr/bin/node lsm=PTRACE_ACCESS_CHECK request=18"],
        true,
      );
    });
  });
}
