// SPDX-License-Identifier: Apache-2.0
// What the daemon says of itself, in the words of its services.

import { REASONS, VERDICTS } from "./event/codes.ts";
import type { NodeFacts } from "./event/judge.ts";
import { timeText } from "./event/words.ts";
import { Class, Hook } from "./gen/abi.ts";
import type { bailiff, feeder } from "./gen/proto.js";
import type { Tally } from "./kernel/accounting.ts";
import { type LogLine, levelWord } from "./log.ts";
import type { Policy } from "./policy/policy.ts";
import { binds } from "./policy/resolve.ts";
import type { DocumentStatus } from "./policy/store.ts";
import { formatProblem } from "./problem.ts";
import type { Workload } from "./workload/workload.ts";

/** Why the kernel has not taken what it should have, and what it has instead. */
export interface Refusal {
  readonly message: string;
  readonly inForce: ReadonlySet<Policy>;
}

/** `workloads`: all that may be bound. A policy that is enforced and that the kernel does not have yet is refused. */
export function policyStatus(
  { file, name, kind, state, problems, policy }: DocumentStatus,
  workloads: readonly Workload[],
  refusal: Refusal | null,
): bailiff.v1.IPolicyStatus {
  const isHere = policy !== null && (policy.scope.kind !== "nodes" || workloads.some((it) => binds(policy.scope, it)));
  const isRefused = policy !== null && refusal !== null && !refusal.inForce.has(policy);
  const told = isRefused ? [...problems, { at: policy.at, path: "", message: refusal.message }] : problems;
  return {
    file,
    name: name ?? "",
    kind: kind ?? "",
    state: policy !== null && !isHere ? "elsewhere" : isRefused ? "refused" : state,
    rules: isHere && !isRefused ? policy.rules.length : 0,
    problems: told.map(({ at, path, message }) => ({ ...at, path, message })),
  };
}

export function problemTexts(documents: readonly DocumentStatus[]): string[] {
  return documents.flatMap(({ problems }) => problems.map(formatProblem));
}

/** "host", or "namespace/pod/container"; the number where nobody knows whose it was. */
export function workloadName(workload: Workload | undefined, number: number): string {
  if (workload === undefined) return `#${number}`;
  return workload.kind === "host" ? "host" : `${workload.namespace}/${workload.pod}/${workload.name}`;
}

/** Classes of rules by their bits: enum rule_class. */
export function classNames(bits: number): string[] {
  return Object.entries(Class)
    .filter(([name, code]) => name !== "NONE" && name !== "COUNT" && name !== "SOURCES" && bits & (1 << code))
    .map(([name]) => name.toLowerCase());
}

const HOOK_NAMES = new Map(Object.entries(Hook).map(([name, code]) => [code as number, name.toLowerCase()]));

const hookName = (hook: number): string => HOOK_NAMES.get(hook) ?? `#${hook}`;

/** `acts` by enum hook; hooks that judged none are left out. */
export function actCounts(workload: string, acts: readonly number[]): bailiff.v1.IActCount[] {
  return acts.flatMap((count, hook) => (count === 0 ? [] : { workload, hook: hookName(hook), acts: count }));
}

export function tallyCount(tally: Tally, workload: string, policy: string): bailiff.v1.ITallyCount {
  const { ruleId, hook, verdict, reason, asked, suppressed, lost } = tally;
  return {
    workload,
    hook: hookName(hook),
    ruleId,
    policy,
    verdict: VERDICTS[verdict] ?? `#${verdict}`,
    reason: REASONS[reason] ?? `#${reason}`,
    asked,
    suppressed,
    lost,
  };
}

/** A line of the log for those who watch messages. */
export function messageOf(
  { level, time, msg }: LogLine,
  { clusterName, hostName, hostIP }: Pick<NodeFacts, "clusterName" | "hostName" | "hostIP">,
): feeder.IMessage {
  return {
    Timestamp: Math.floor(time / 1000),
    UpdatedTime: timeText(BigInt(time) * 1_000_000n),
    ClusterName: clusterName,
    HostName: hostName,
    HostIP: hostIP,
    Type: "Message",
    Level: levelWord(level),
    Message: msg,
  };
}
