// SPDX-License-Identifier: Apache-2.0
// What the tests of KubeArmor expect of a policy, as rows: in which container, which act, what comes of it. The policies are in
// kubearmor/, the acts are what the commands of those tests come down to.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import type { Act, FileAct, NetworkAct, ProcessAct } from "../../src/policy/act.ts";
import { type Decision, decide } from "../../src/policy/model.ts";
import { parsePolicies } from "../../src/policy/parse.ts";
import type { Policy } from "../../src/policy/policy.ts";
import { DEFAULT_SETTINGS, type PostureSettings, Resolver } from "../../src/policy/resolve.ts";
import { formatProblem } from "../../src/problem.ts";
import type { Container, Workload } from "../../src/workload/workload.ts";
import { BLOCK, exec, read, socket, write } from "./notation.ts";

const FOLDER = join(import.meta.dirname, "kubearmor");

/** Their cluster has all postures at block. */
export const ALL_BLOCK: PostureSettings = { ...DEFAULT_SETTINGS, containers: BLOCK, host: BLOCK };

/**
 * What is seen: "allow" is no alert. "deny 5" and "audit 5" are alerts of the policy, with its severity. "deny DP" and "audit DP"
 * are alerts of DefaultPosture.
 */
export type Row = readonly [title: string, where: Workload, act: Act, want: string, message?: string];

export interface Policies {
  /** Below kubearmor/. */
  readonly file: string;
  /** Of the policy that decides. */
  readonly name: string;
  readonly settings?: PostureSettings;
}

export function rows({ file, name, settings = ALL_BLOCK }: Policies, table: readonly Row[]): void {
  const resolver = new Resolver(policiesOf(file), settings);
  for (const [title, where, act, want, message] of table) {
    t.test(title, async (t) => {
      const decision = decide(resolver.ruleSetOf(where), act);
      t.equal(alertOf(decision), want);
      if (/\d/.test(want)) t.equal(decision.rule?.policy.name, name);
      if (message !== undefined) t.equal(decision.rule?.rule.message, message);
    });
  }
}

export function policiesOf(file: string): readonly Policy[] {
  return parsePolicies(readFileSync(join(FOLDER, file), "utf8"), file).map(({ policy, problems }) => {
    if (policy === null) throw new Error(problems.map(formatProblem).join("\n"));
    return policy;
  });
}

function alertOf({ verdict, rule, why }: Decision): string {
  if (verdict === "allow") return "allow";
  return why === "posture" ? `${verdict} DP` : `${verdict} ${rule?.rule.severity}`;
}

export function container(namespace: string, labels: Readonly<Record<string, string>>, name = "main"): Container {
  const pod = Object.values(labels).join("-");
  return {
    id: `${namespace}/${pod}/${name}`,
    kind: "container",
    name,
    namespace,
    pod,
    labels: new Map(Object.entries(labels)),
    mode: "enabled",
  };
}

// Their commands run in a terminal (kubectl exec -t), in the shell bash. root owns nothing in /home/user1.
const SHELL = { program: "/bin/bash", onTerminal: true } as const;
export const USER1 = { isOwner: true } as const;
export const NO_TTY = { onTerminal: false } as const;

export const run = (path: string, more: Partial<ProcessAct> = {}) => exec(path, { ...SHELL, ...more });
/** `echo … >>` and `touch`. */
export const append = (path: string, more: Partial<FileAct> = {}) => write(path, { ...SHELL, ...more });
export const reads = (program: string, path: string, more: Partial<FileAct> = {}) =>
  read(path, { ...SHELL, program, ...more });
export const writes = (program: string, path: string, more: Partial<FileAct> = {}) =>
  write(path, { ...SHELL, program, ...more });
export const cat = (path: string, more: Partial<FileAct> = {}) => reads("/bin/cat", path, more);
export const makes = (program: string, kind: Parameters<typeof socket>[0], more: Partial<NetworkAct> = {}) =>
  socket(kind, { ...SHELL, program, ...more });
export const resolves = (program: string, name: string): Act => ({ class: "dns", name, ...SHELL, program });
export const usesNetRaw = (program: string): Act => ({
  class: "capabilities",
  capability: "net_raw",
  ...SHELL,
  program,
});
export const unlinks = (program: string, path: string): Act => ({
  class: "syscalls",
  syscall: "unlink",
  path,
  ...SHELL,
  program,
});
