// SPDX-License-Identifier: Apache-2.0
// The numbers of system calls, by architecture.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { render } from "../../bpf/generate-syscalls.ts";
import { ARCH } from "../../src/arch.ts";
import { syscallNumber } from "../../src/policy/codes.ts";
import { parsePolicies } from "../../src/policy/parse.ts";
import { SYSCALLS } from "../../src/policy/syscalls.ts";

/** As the kernel's tables have them. */
for (const [name, x64, arm64] of [
  ["read", 0, 63],
  ["unlink", 87, null],
  ["unlinkat", 263, 35],
  ["execve", 59, 221],
  ["fcntl", 72, 25],
  ["newfstatat", 262, 79],
  ["renameat", 264, 38],
  ["umount2", 166, 39],
  ["clone3", 435, 435],
  ["mseal", 462, 462],
  ["sync_file_range2", null, null],
] as const) {
  t.test(name, async (t) => t.strictSame([syscallNumber(name, "x64"), syscallNumber(name, "arm64")], [x64, arm64]));
}

t.test("each number is one call's", async (t) => {
  for (const arch of ["x64", "arm64"]) {
    const numbers = SYSCALLS.flatMap((name) => syscallNumber(name, arch) ?? []);
    t.equal(new Set(numbers).size, numbers.length, arch);
    t.ok(numbers.length > 300, arch);
  }
  t.throws(() => syscallNumber("read", "mips"), /no system calls are known of mips/);
});

t.test("the generated file is what the headers say", async (t) => {
  t.equal(readFileSync(join(import.meta.dirname, "../../src/gen/syscalls.ts"), "utf8"), render());
});

t.test("a call that this machine does not have is noted", async (t) => {
  const [policy] = parsePolicies(
    `apiVersion: security.kubearmor.com/v1
kind: KubeArmorHostPolicy
metadata: {name: p}
spec:
  nodeSelector: {matchLabels: {kubearmor.io/hostname: "*"}}
  syscalls: {matchSyscalls: [{syscall: [read, sync_file_range2]}]}
`,
    "f",
  );
  t.strictSame(
    policy?.notes.map(({ at, message }) => [at.line, at.column, message]),
    [[6, 47, `there is no "sync_file_range2" on ${ARCH}`]],
  );
});
