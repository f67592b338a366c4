// SPDX-License-Identifier: Apache-2.0
// make demo: a policy blocks a program, its alert arrives, the policy goes and the program runs. Ends with 0, or with 1 as
// soon as a step did not happen.
//
//   node test/e2e/demo.ts [--kernel 6.12|6.1]
import { parseArgs } from "node:util";
import { Guard, hostPolicy, KERNELS } from "../kernel/fixture.ts";
import type { KernelName } from "../vm/machine.ts";

const PROGRAM = "/opt/bailiff/example/blocked";
const POLICY = hostPolicy(
  "block-the-example",
  `  severity: 5\n  message: the example program is blocked\n  process:\n    matchPaths:\n      - path: ${PROGRAM}\n`,
);

const { values } = parseArgs({ options: { kernel: { type: "string", default: "6.12" } } });
if (!KERNELS.includes(values.kernel as KernelName)) {
  process.stderr.write(`demo: --kernel must be one of ${KERNELS.join(", ")}, got ${values.kernel}\n`);
  process.exit(2);
}

let step = 0;

/** Tells what is done and what came of it; ends the demo where it is not what should come. */
async function show(what: string, act: () => Promise<string>, expected: RegExp): Promise<void> {
  const outcome = await act();
  const happened = expected.test(outcome);
  process.stdout.write(`\n${++step}. ${what}\n   ${outcome.trim().replaceAll("\n", "\n   ")}\n`);
  if (happened) return;
  process.stdout.write(`   this should have matched ${expected}\n`);
  throw new Error(`step ${step} did not happen`);
}

/** What `bailiff probe` says as soon as it says this, or what it says after three minutes: the first policy loads programs. */
async function probeUntil(expected: RegExp): Promise<string> {
  const deadline = Date.now() + 180_000;
  for (;;) {
    const { stdout } = await guard.cli("probe");
    if (expected.test(stdout) || Date.now() > deadline) return stdout.split("\ncounters")[0] ?? "";
  }
}

const guard = await Guard.start({ kernel: values.kernel as KernelName });
try {
  const run = async () => {
    const { status, stdout, stderr } = await guard.machine.exec(["sh", "-c", PROGRAM], { cwd: "/" });
    return `$ ${PROGRAM}\n${stdout}${stderr}exit status ${status}`;
  };
  await guard.machine.exec([
    "sh",
    "-c",
    `mkdir -p $(dirname ${PROGRAM}) && printf '#!/bin/sh\\necho it runs\\n' > ${PROGRAM} && chmod +x ${PROGRAM}`,
  ]);

  await show("Linux with bailiffd, and no policy: the program runs", run, /it runs\nexit status 0/);
  await show(
    "a policy is put into /etc/bailiff/policies.d",
    async () => {
      await guard.writePolicy("example.yaml", POLICY);
      return probeUntil(/enforced +block-the-example/);
    },
    /enforced +block-the-example/,
  );
  await show("the program is denied", run, /Permission denied\nexit status 126/);
  await show(
    "a gRPC client has received the alert",
    async () => {
      const alerts = await guard.takeAlerts();
      return alerts.map((alert) => JSON.stringify(alert)).join("\n");
    },
    /^(?=.*"PolicyName":"block-the-example")(?=.*"Action":"Block")(?=.*"Result":"Permission denied").*$/,
  );
  await show(
    "the policy is removed",
    async () => {
      await guard.removePolicy("example.yaml");
      return probeUntil(/policies +none/);
    },
    /policies +none/,
  );
  await show("the program runs again", run, /it runs\nexit status 0/);
  process.stdout.write(`\ndemo: all ${step} steps happened on ${(await guard.status()).kernel}\n`);
} catch (error) {
  process.stderr.write(`demo: ${(error as Error).message}\n${guard.log()}`);
  process.exitCode = 1;
} finally {
  await guard.stop();
}
