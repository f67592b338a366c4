// SPDX-License-Identifier: Apache-2.0
// What the tests of acts on sockets share: a table of cases over test/kernel/net.c.

import { join } from "node:path";
import type { Test } from "tap";
import type { feeder } from "../../src/gen/proto.js";
import { projectDir } from "../vm/machine.ts";
import { type Guard, hostPolicy } from "./fixture.ts";

export const NET = join(projectDir, "build/test/net");

/** [name, policies, steps of net.c, what they answer, the alerts as `told` writes them] */
export type Case = readonly [
  name: string,
  policies: readonly string[],
  steps: readonly string[],
  answers: readonly string[],
  alerts: readonly string[],
];

/** A host policy named after its action; `rules` is a list in YAML. */
export function networkPolicy(action: "Allow" | "Audit" | "Block", kind: string, rules: string): string {
  return hostPolicy(action.toLowerCase(), `  action: ${action}\n  network:\n    ${kind}: [${rules}]\n`);
}

/** Does the steps and returns their lines. */
export async function net(guard: Guard, steps: readonly string[]): Promise<string[]> {
  const { status, stdout, stderr } = await guard.machine.exec([NET, ...steps], { cwd: "/" });
  if (status !== 0) throw new Error(`net ${steps.join(" ")}: status ${status}: ${stderr}`);
  return stdout.trim().split("\n");
}

/** The alerts about net.c since the last call. */
export async function takeTold(guard: Guard): Promise<string[]> {
  return (await guard.takeAlerts()).filter(({ ProcessName }) => ProcessName === NET).map(told);
}

/** "POLICY HOOK OBJECT", without the words for the kind of the socket. */
export function told({ PolicyName, Data, EventData }: feeder.IAlert): string {
  const words = (Data ?? "").split(" ").filter((word) => !/^(family|protocol|type)=/.test(word));
  const name = EventData?.Sun_path;
  const line = [PolicyName, ...words, ...(name ? [name] : [])].join(" ").replace("lsm=", "");
  return line.replace(/port=\d{5}\b/, "port=PORT"); // one that the kernel has chosen
}

/** An act that nobody answers is tried again by the kernel, and told again: the same alert may come more than once. */
export async function runCases(t: Test, guard: Guard, cases: readonly Case[]): Promise<void> {
  for (const [name, policies, steps, answers, alerts] of cases) {
    await t.test(name, async (t) => {
      await guard.policies(...policies);
      await takeTold(guard);
      t.same(await net(guard, steps), answers);
      t.same([...new Set(await takeTold(guard))], alerts);
    });
  }
}
