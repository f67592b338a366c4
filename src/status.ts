// SPDX-License-Identifier: Apache-2.0
// What the daemon says of itself, in the words of its services.

import { REASONS, VERDICTS } from "./event/codes.ts";
import type { NodeFacts } from "./event/judge.ts";
import { timeText } from "./event/words.ts";
import { Class, Hook } from "./gen/abi.ts";
import type { bailiff, feeder } from "./gen/proto.js";
import type { Tally } from "./kernel/accounting.ts";
import { type LogLine, levelWord } from "./log.ts";
import { identityOf, type Policy } from "./policy/policy.ts";
import { type BoundRule, binds } from "./policy/resolve.ts";
import type { DocumentStatus } from "./policy/store.ts";
import { formatProblem } from "./problem.ts";
import { GONE, type Look } from "./runtime/look.ts";
import type { Container, FoundContainer, GuardStart, Workload } from "./workload/workload.ts";

/**
 * `workloads`: all that may be bound. `inForce`: what the kernel has, by identityOf; `trouble`: why it has not taken what else
 * it should have.
 */
export function policyStatus(
  { file, name, kind, namespace, state, problems, policy }: DocumentStatus,
  workloads: readonly Workload[],
  inForce: ReadonlyMap<string, Policy>,
  trouble: string,
): bailiff.v1.IPolicyStatus {
  const isHere = ({ scope }: Policy) => scope.kind !== "nodes" || workloads.some((it) => binds(scope, it));
  const held = policy && (inForce.get(identityOf(policy)) ?? null);
  const stateNow = () => {
    if (policy === null) return state;
    if (held !== null && held !== policy) return "stale";
    if (!isHere(policy)) return "elsewhere";
    return held === null ? "refused" : state;
  };
  const told = policy === held ? problems : [...problems, { at: policy?.at, path: "", message: trouble }];
  return {
    file,
    name: name ?? "",
    kind: kind ?? "",
    namespace: namespace ?? "",
    state: stateNow(),
    rules: held && isHere(held) ? held.rules.length : 0,
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

export interface BoundWorkload {
  readonly workload: Workload;
  /** false: its container has gone, processes of it have not. */
  readonly isThere: boolean;
  /** null: the host, or it has gone. */
  readonly found: FoundContainer | null;
  readonly start: GuardStart | null;
  readonly rules: readonly BoundRule[];
}

/** Those whose id or name begins with `asked`, and what their rules are; "": all, without. `lookAt`: how they are now. */
export function workloadStatuses(
  all: readonly BoundWorkload[],
  asked: string,
  lookAt: (found: FoundContainer) => Look,
): bailiff.v1.IWorkloadStatus[] {
  const isAsked = ({ workload }: BoundWorkload) =>
    workload.id.startsWith(asked) || workloadName(workload, 0).startsWith(asked);
  return all.filter(isAsked).map(({ workload, isThere, found, start, rules }) => {
    const { id, kind, labels, mode } = workload;
    const place = workload.kind === "host" ? { name: workload.hostname } : placeOf(workload);
    const { pid, isPaused, isPrivileged } = found === null ? GONE : lookAt(found);
    return {
      id,
      kind,
      ...place,
      labels: Object.fromEntries(labels),
      mode,
      state: !isThere ? "ending" : isPaused ? "paused" : "running",
      policies: [...new Set(rules.map(({ policy }) => policy.name))].sort(),
      ruleCount: rules.length,
      pid: pid ?? 0,
      privileged: isPrivileged ?? false,
      guardedSince: Math.floor((start?.sinceMs ?? 0) / 1000),
      guardedFromStart: start === null || found?.stage === "service" ? "" : start.isFromStart ? "yes" : "no",
      rules: asked === "" ? [] : rules.map(originOf),
    };
  });
}

function placeOf({ namespace, pod, name, image }: Container) {
  return { namespace, pod, name, image: image?.name ?? "", imageId: image?.id ?? "" };
}

function originOf({ policy, rule }: BoundRule): bailiff.v1.IRuleOrigin {
  return { policy: policy.name, class: rule.class, action: rule.action, ...rule.at };
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
