// SPDX-License-Identifier: Apache-2.0
// The policies of a daemon without a kernel: an intake, what was applied, and a server that answers for them.

import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Test } from "tap";
import { Applied } from "../src/applied.ts";
import { Intake } from "../src/intake.ts";
import type { Policy } from "../src/policy/policy.ts";
import { Resolver } from "../src/policy/resolve.ts";
import { policyAnswers } from "../src/policy-answers.ts";
import type { PolicyAnswers } from "../src/server/policy-service.ts";
import type { BoundWorkload } from "../src/status.ts";
import { hostWorkload, type Workload } from "../src/workload/workload.ts";

export const HOST = hostWorkload("node-1");

export const WEB: Workload = {
  id: "w".repeat(64),
  kind: "container",
  name: "nginx",
  namespace: "prod",
  pod: "web-0",
  labels: new Map([["app", "web"]]),
  mode: "audited",
};

export interface Daemon {
  readonly stateDir: string;
  readonly intake: Intake;
  readonly applied: Applied;
  readonly answers: PolicyAnswers;
  /** What the kernel has, "name message" each. */
  inForce(): readonly string[];
  /** What it told, in order. */
  readonly log: readonly string[];
  /** Why the kernel refuses what it is given; null: it does not. */
  refusal: string | null;
}

/** `directory`: files of the policy directory. Begins from what is in `stateDir`, which is a new one unless it is given. */
export async function daemon(
  t: Test,
  { stateDir = directory(t), files = {} }: { stateDir?: string; files?: Readonly<Record<string, string>> } = {},
): Promise<Daemon> {
  let policies: readonly Policy[] = [];
  const log: string[] = [];
  const state = { refusal: null as string | null };
  const intake = new Intake({
    stateDir,
    apply: (wanted) => {
      if (state.refusal === null) policies = wanted;
      return state.refusal === null;
    },
    onProblem: (problem) => log.push(problem),
    onStateTrouble: (trouble) => trouble && log.push(trouble),
  });
  const applied = await Applied.open({
    directory: join(stateDir, "policies"),
    intake,
    refusal: () => state.refusal ?? "",
    onChange: (text) => log.push(text),
    now: Date.now,
  });
  t.teardown(() => applied.close());
  intake.take("directory", filesOf(files));
  const workloads = (): readonly BoundWorkload[] => {
    const resolver = new Resolver(policies);
    return [HOST, WEB].map((workload) => ({
      workload,
      isThere: true,
      found: null,
      start: null,
      rules: resolver.ruleSetOf(workload).rules,
    }));
  };
  const answers = policyAnswers({ applied, intake, statuses: () => intake.status([HOST], ""), workloads });
  const inForce = () => policies.map(({ name, rules }) => `${name} ${rules[0]?.message}`).sort();
  return Object.assign(state, { stateDir, intake, applied, answers, inForce, log });
}

export function filesOf(files: Readonly<Record<string, string>>) {
  return Object.entries(files).map(([file, text]) => ({ file, text }));
}

export function directory(t: Test): string {
  const path = mkdtempSync("/tmp/bailiff-applied-");
  t.teardown(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A policy of the host whose message tells its version. */
export function hostPolicy(name: string, version = "v1", host = '"*"'): string {
  return `apiVersion: security.kubearmor.com/v1
kind: KubeArmorHostPolicy
metadata: {name: ${name}}
spec:
  nodeSelector: {matchLabels: {kubearmor.io/hostname: ${host}}}
  message: ${version}
  file: {matchPaths: [{path: /${name.slice(0, 100)}}]}
`;
}

/** The same of containers. */
export function podPolicy(name: string, namespace: string, version = "v1"): string {
  return `apiVersion: security.kubearmor.com/v1
kind: KubeArmorPolicy
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  selector: {matchLabels: {app: web}}
  message: ${version}
  file: {matchPaths: [{path: /x}]}
`;
}
