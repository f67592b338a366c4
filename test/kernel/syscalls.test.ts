// SPDX-License-Identifier: Apache-2.0
// System calls: told by name, and by the path that the caller wrote.
import t from "tap";
import { Box, type Where } from "./box.ts";
import { KERNELS } from "./fixture.ts";

const RULES = `  syscalls:
    matchSyscalls: [{syscall: [chroot]}]
    matchPaths:
      - {syscall: [unlink, unlinkat, rename], path: /opt/a/, recursive: true}
      - {syscall: [unlink], path: /opt/f9}
`;

const IN_A: Where = { cwd: "/opt/a" };
const DEEDS: readonly (readonly [act: string, answer: string, told: string | null, where?: Where])[] = [
  ["chroot /opt", "ok", "/opt syscall=SYS_CHROOT"],
  ["unlink /opt/a/1", "ok", "/opt/a/1 syscall=SYS_UNLINK"],
  ["unlink 2", "ok", "/opt/a/2 syscall=SYS_UNLINK", IN_A],
  ["unlink at /opt/a 3", "ok", "/opt/a/3 syscall=SYS_UNLINKAT"],
  ["unlink ../a/./b//../4", "ok", "/opt/a/4 syscall=SYS_UNLINK", IN_A],
  ["unlink ../../../../../opt/f9", "ENOENT", "/opt/f9 syscall=SYS_UNLINK", IN_A],
  ["unlink /opt/a/..", "EISDIR", null],
  ["unlink-unread /opt/a/5", "ok", "/opt/a/5 syscall=SYS_UNLINK"],
  ["rename /opt/free /opt/a/free", "ok", "/opt/free syscall=SYS_RENAME"],
  ["unlink /opt/f8", "ENOENT", null],
  ["open /opt/a/6 r", "ok", null],
  ["unlink /opt/a/6", "ok", null, { isHost: true }],
];

for (const kernel of KERNELS) {
  t.test(`system calls on ${kernel}`, async (t) => {
    const box = await Box.start(t, kernel);
    await box.shell("mkdir -p /opt/a/b; cd /opt/a; touch 1 2 3 4 5 6 ../free");
    const sections = async () => (await box.guard.status()).hooks?.filter((it) => it.startsWith("tp_btf/sys_"));
    t.strictSame(await sections(), [], "without rules, system calls are not looked at");
    await box.policies({ s: RULES });
    for (const [act, answer, told, where] of DEEDS) {
      t.strictSame(await box.act(act, where), { answer, told: told === null ? [] : [`Audit s ${told}`] }, act);
    }
    await box.policies({});
    t.strictSame(await sections(), [], "nor when they are gone");
  });
}
