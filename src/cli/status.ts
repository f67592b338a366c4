// SPDX-License-Identifier: Apache-2.0
// What a daemon's status means, and how it is shown.

import type { bailiff } from "../gen/proto.js";

type Status = bailiff.v1.IStatus;
type Policy = bailiff.v1.IPolicyStatus;
type Problem = bailiff.v1.IProblem;

export interface Assessment {
  /** Everything the daemon was given is enforced. */
  readonly healthy: boolean;
  /** Waiting changes nothing. */
  readonly settled: boolean;
  /** Why it is not healthy, a line each. */
  readonly reasons: readonly string[];
}

export function assess(status: Status): Assessment {
  const reasons: string[] = [];
  const { state = "", enforcer = "", policies } = status;
  if (status.stateMessage) reasons.push(`${state}: ${status.stateMessage}`);
  else if (state === "observing")
    reasons.push("the daemon only observes: it tells what it would deny, and denies nothing");
  else if (state !== "enforcing") reasons.push(`the daemon is ${state || "silent on its state"}`);
  if (state === "enforcing" && enforcer === "") reasons.push("there is no enforcer on this node");
  const lacking = (policies ?? []).filter((policy) => !isFine(policy));
  for (const policy of lacking) reasons.push(`${policy.name || policy.file}: ${policy.state || "not enforced"}`);
  const healthy = reasons.length === 0;
  const isFinal = state === "failed" || state === "observing" || (state === "enforcing" && lacking.some(isRefused));
  return { healthy, settled: healthy || isFinal, reasons };
}

function isFine(policy: Policy): boolean {
  return ["enforced", "observed", "elsewhere"].includes(policy.state ?? "") && (policy.problems ?? []).length === 0;
}

/** Only another text of the policy mends it. */
function isRefused(policy: Policy): boolean {
  return policy.state === "refused" || policy.state === "stale" || (policy.problems ?? []).length > 0;
}

/** All fields, those at zero too: a script should not have to guess. */
export function statusJson(status: Status, address: string): string {
  const { healthy, reasons } = assess(status);
  return JSON.stringify({
    healthy,
    reasons,
    address,
    version: status.version ?? "",
    startTime: status.startTime ?? 0,
    hostName: status.hostName ?? "",
    kernel: status.kernel ?? "",
    state: status.state ?? "",
    stateMessage: status.stateMessage ?? "",
    enforcer: status.enforcer ?? "",
    hooks: status.hooks ?? [],
    hooksMissing: status.hooksMissing ?? [],
    generation: status.generation ?? 0,
    programGeneration: status.programGeneration ?? 0,
    persistent: status.persistent ?? false,
    proofTime: status.proofTime ?? 0,
    classes: status.classes ?? [],
    workloads: status.workloads ?? 0,
    ruleSets: status.ruleSets ?? 0,
    ruleBytes: status.ruleBytes ?? 0,
    policies: (status.policies ?? []).map((policy) => ({
      file: policy.file ?? "",
      name: policy.name ?? "",
      kind: policy.kind ?? "",
      state: policy.state ?? "",
      rules: policy.rules ?? 0,
      problems: (policy.problems ?? []).map(problemFields),
    })),
    counters: Object.fromEntries(counters(status)),
  });
}

export function statusText(status: Status, nowMs: number): string {
  const { healthy, reasons } = assess(status);
  const policies = status.policies ?? [];
  const lines = [
    `Bailiff ${status.version || "?"} on ${status.hostName || "?"}: ${healthy ? "enforcing everything it was given" : "NOT WELL"}`,
    ...reasons.map((reason) => `  ! ${reason}`),
    row("state", [status.state || "?", status.stateMessage].filter(Boolean).join(": ")),
    row("up", status.startTime ? duration(nowMs / 1000 - status.startTime) : "?"),
    row("enforcer", status.enforcer || "none"),
    row("kernel", status.kernel || "?"),
    row("proof", status.proofTime ? `${duration(nowMs / 1000 - status.proofTime)} ago` : "none yet"),
    row(
      "persistent",
      status.persistent ? "enforcement goes on without the daemon" : "no, enforcement ends with the daemon",
    ),
    row("hooks", (status.hooks ?? []).join(" ") || "none"),
    ...((status.hooksMissing ?? []).length > 0 ? [row("missing", (status.hooksMissing ?? []).join(" "))] : []),
    row("generation", `${status.generation ?? 0} of rules, ${status.programGeneration ?? 0} of programs`),
    row("rules", `${(status.classes ?? []).join(" ") || "none"}; ${inForce(status)}`),
    row("policies", policies.length === 0 ? "none" : String(policies.length)),
    ...policies.flatMap(policyLines),
    row("counters", counters(status).length === 0 ? "none" : ""),
    ...counters(status).map(([name, count]) => `  ${name.padEnd(24)} ${count}`),
  ];
  return lines.map((line) => line.trimEnd()).join("\n");
}

function inForce(status: Status): string {
  const [ruleSets, ruleBytes, workloads] = [status.ruleSets ?? 0, status.ruleBytes ?? 0, status.workloads ?? 0];
  const sets = ruleSets === 1 ? "1 rule set" : `${ruleSets} rule sets`;
  const bound = workloads === 1 ? "1 workload" : `${workloads} workloads`;
  return `${sets} of ${Math.ceil(ruleBytes / 1024)} KiB for ${bound}`;
}

function row(name: string, value: string): string {
  return `${name.padEnd(11)} ${value}`;
}

function policyLines(policy: Policy): string[] {
  const rules = policy.rules === 1 ? "1 rule" : `${policy.rules ?? 0} rules`;
  const head = `  ${(policy.state || "?").padEnd(9)} ${(policy.name || "-").padEnd(30)} ${rules.padEnd(9)} ${policy.file ?? ""}`;
  return [head, ...(policy.problems ?? []).map((problem) => `    ${problemText(problem)}`)];
}

function problemText(problem: Problem): string {
  const { file, line, column, path, message } = problemFields(problem);
  return [`${file}:${line}:${column}`, path, message].filter((part) => part !== "").join(": ");
}

function problemFields(problem: Problem): Required<{ [K in "file" | "path" | "message"]: string }> & {
  line: number;
  column: number;
} {
  return {
    file: problem.file ?? "",
    line: problem.line ?? 0,
    column: problem.column ?? 0,
    path: problem.path ?? "",
    message: problem.message ?? "",
  };
}

function counters(status: Status): [string, number][] {
  return Object.entries(status.counters ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}

function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [d, h, m, s] = [
    Math.floor(whole / 86400),
    Math.floor(whole / 3600) % 24,
    Math.floor(whole / 60) % 60,
    whole % 60,
  ];
  if (d > 0) return `${d}d ${h}h`;
  if (h > 0) return `${h}h ${m}m`;
  return m > 0 ? `${m}m ${s}s` : `${s}s`;
}
