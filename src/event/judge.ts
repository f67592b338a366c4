// SPDX-License-Identifier: Apache-2.0
// What an event means to people: the rule it names is looked up and the alert is written. The kernel has decided; nothing
// is matched here. Fields and words are those of KubeArmor's alerts.

import { Workload as WorkloadNumber } from "../gen/abi.ts";
import type { feeder } from "../gen/proto.js";
import type { Preset, Rule } from "../policy/policy.ts";
import type { BoundRule } from "../policy/resolve.ts";
import type { Image, Owner, Workload } from "../workload/workload.ts";
import { type ActWords, actWords, lsmWord } from "./act-words.ts";
import type { Act, Event, Reason, Verdict } from "./event.ts";
import type { SyscallName } from "./system-words.ts";
import { escapeBytes } from "./text.ts";
import { timeText } from "./words.ts";

/** What an alert tells of the rule. */
export type RuleFacts = Pick<Rule, "severity" | "tags" | "message" | "action"> & {
  /** Its policy's name. */
  readonly policy: string;
};

export function ruleFacts({ policy, rule }: BoundRule): RuleFacts {
  const { severity, tags, message, action } = rule;
  return { policy: policy.name, severity, tags, message, action };
}

/** What is the same for all events of a node. */
export interface NodeFacts {
  readonly clusterName: string;
  readonly hostName: string;
  readonly hostIP: string;
  readonly nodeId: string;
  /** Of the daemon. */
  readonly version: string;
  /** By which programs of the kernel part are called; alerts of what was denied carry it. */
  readonly enforcer: "BPFLSM" | "fmod_ret";
  /** When the node was started, in unix nanoseconds: wall clock less CLOCK_BOOTTIME. */
  readonly bootTimeNs: bigint;
  /** Empty where the uid has no name. */
  userName(uid: number): string;
  /** Of the node's architecture: syscallNames. */
  readonly syscallName: SyscallName;
}

/** What the numbers of records stand for; undefined: nobody knows any more. */
export interface Numbers {
  ruleOf(id: number): RuleFacts | undefined;
  workloadOf(number: number): Workload | undefined;
}

export type Judgement =
  | { readonly kind: "alert"; readonly alert: feeder.IAlert }
  | { readonly kind: "log"; readonly log: feeder.ILog };

const EPERM = 1;

/** Of whom tells without denying. */
const MONITOR = "eBPF Monitor";

const PRESET_ENFORCERS: Readonly<Record<Preset, string>> = {
  anonymousMapExec: "PRESET-AnonMapExecutionPreset",
  exec: "PRESET-ExecPreset",
  filelessExec: "PRESET-FilelessExecutionPreset",
  protectEnv: "PRESET-ProtectEnvPreset",
  protectProc: "PRESET-ProtectProcPreset",
};

/** Alert for what was decided. An event whose rule nobody knows any more becomes a log, so that no name is invented. */
export function judge(event: Event, { ruleOf, workloadOf }: Numbers, node: NodeFacts): Judgement {
  const workload = workloadOf(event.workload);
  const isHost = isOfHost(event.workload, workload);
  const act = actWords(event, node.syscallName);
  const rule = event.ruleId === 0 ? undefined : ruleOf(event.ruleId);
  const grounds = event.verdict === "allow" ? undefined : groundsOf(event, rule);
  if (grounds === undefined) {
    const words = event.ruleId === 0 ? [] : [`rule=${event.ruleId}`];
    return {
      kind: "log",
      log: { Type: isHost ? "HostLog" : "ContainerLog", ...told(event, act, words, workload, node) },
    };
  }
  const enforcer = enforcerOf(event, node);
  const alert: feeder.IAlert = {
    ...told(event, act, [], workload, node),
    Type: isHost ? "MatchedHostPolicy" : "MatchedPolicy",
    ...policyFields(grounds),
    Message: grounds.message,
    Enforcer: enforcer,
    Action: actionOf(event.verdict, grounds),
  };
  if (enforcer !== MONITOR) alert.KubeArmorVersion = node.version;
  return { kind: "alert", alert };
}

/** A host that nobody described is still the host. */
function isOfHost(number: number, workload: Workload | undefined): boolean {
  return workload === undefined ? number === WorkloadNumber.HOST : workload.kind === "host";
}

/** What is said of an act that no rule decided. */
const NO_RULE = { severity: 0, tags: [], message: "", action: "Audit" } as const;

/** What a verdict rests on, told as if it were a rule. Undefined: on a rule that is not known. */
function groundsOf(
  { reason, act }: { readonly reason: Reason; readonly act: Act },
  rule: RuleFacts | undefined,
): RuleFacts | undefined {
  switch (reason) {
    case "rule":
      return rule;
    case "posture":
      return {
        ...NO_RULE,
        policy: "DefaultPosture",
        message: rule === undefined ? "" : `the policy ${rule.policy} allows it within limits, and the act breaks them`,
      };
    case "unresolved":
      return {
        ...NO_RULE,
        policy: "DefaultPosture",
        message: "the path of the object could not be resolved, and a rule may speak of it",
      };
    case "protected":
      return { ...NO_RULE, policy: "BailiffProtection", message: PROTECTED[act] ?? PROTECTED_FILES };
    case "raced":
      return rule && { ...rule, message: rule.message === "" ? RACED : `${rule.message}; ${RACED}` };
  }
}

const RACED = "killed: the arguments of the program were changed while it was being started";
const PROTECTED_FILES = "Bailiff's own files, programs and maps are protected from guarded workloads";
const PROTECTED_MOUNTS = "what is mounted is protected: a guarded workload could move a file away from its rules";

/** What was protected, by the act that was held against. */
const PROTECTED: Readonly<Partial<Record<Act, string>>> = {
  mount: PROTECTED_MOUNTS,
  move_mount: PROTECTED_MOUNTS,
  umount: PROTECTED_MOUNTS,
  pivot_root: PROTECTED_MOUNTS,
  ptrace: "Bailiff's processes, and those of other workloads, are protected from being traced or read",
  kill: "Bailiff's processes are protected from signals of guarded workloads",
  bpf: "Bailiff's programs and maps are protected from bpf(2) of guarded workloads",
  module: "the kernel is protected from code that a guarded workload brings",
  userns: "the kernel is protected from what a guarded workload may do in a user namespace of its own",
};

function policyFields(rule: RuleFacts): feeder.IAlert {
  return {
    PolicyName: rule.policy,
    Severity: rule.severity === 0 ? "" : String(rule.severity),
    Tags: rule.tags.join(","),
    ATags: [...rule.tags],
  };
}

function enforcerOf({ preset, verdict }: Event, node: NodeFacts): string {
  if (preset !== null) return PRESET_ENFORCERS[preset];
  return verdict === "deny" ? node.enforcer : MONITOR;
}

/** A Block rule that denies nothing is one of a rule set that is only audited. */
function actionOf(verdict: Verdict, grounds: RuleFacts): "Block" | "Audit" | "Audit (Block)" {
  if (verdict === "deny") return "Block";
  return grounds.action === "Block" ? "Audit (Block)" : "Audit";
}

/** What alerts and logs have in common. */
function told(
  event: Event,
  act: ActWords,
  more: readonly string[],
  workload: Workload | undefined,
  node: NodeFacts,
): feeder.IAlert & feeder.ILog {
  const { actor } = event;
  const cut = event.cut.length === 0 ? [] : [`cut=${event.cut.join(",")}`];
  const words = [...act.words, ...cut, ...more, ...unknownWorkload(event.workload, workload)];
  const cwd = escapeBytes(actor.cwd);
  return {
    ...placeFields(node.bootTimeNs + event.timeNs, workload, node),
    HostPPID: actor.parentPid,
    HostPID: actor.pid,
    PPID: actor.parentPid,
    PID: actor.pid,
    UID: actor.uid | 0, // the field is signed: 4294967294 goes out as -2, as it does in KubeArmor
    ParentProcessName: act.parent,
    ProcessName: act.process,
    Source: act.source,
    Operation: act.operation,
    Resource: act.resource,
    Data: words.join(" "),
    EventData: { ...eventData(words), ...act.more },
    Result: resultOf(event.verdict, event.error),
    Cwd: cwd.endsWith("/") ? cwd : `${cwd}/`,
    TTY: escapeBytes(actor.tty),
    ExecEvent: { ExecID: String(event.session) },
    // Uids of a container have other names than the host's.
    UserName: isOfHost(event.workload, workload) ? node.userName(actor.uid) : "",
  };
}

/** When, on which node, and in which container. */
function placeFields(unixNs: bigint, workload: Workload | undefined, node: NodeFacts): feeder.IAlert & feeder.ILog {
  const place = {
    Timestamp: Number(unixNs / 1_000_000_000n),
    UpdatedTime: timeText(unixNs),
    ClusterName: node.clusterName,
    HostName: node.hostName,
    NodeID: node.nodeId,
  };
  if (workload?.kind !== "container") return place;
  return {
    ...place,
    NamespaceName: workload.namespace,
    PodName: workload.pod,
    ContainerID: workload.id,
    ContainerName: workload.name,
    ContainerImage: imageText(workload.image),
    Labels: Array.from(workload.labels, ([key, value]) => `${key}=${value}`).join(","),
    ...(workload.owner && { Owner: ownerOf(workload.owner) }),
  };
}

const ownerOf = ({ kind, name, namespace }: Owner): feeder.IPodowner => ({
  Ref: kind,
  Name: name,
  Namespace: namespace,
});

/** The name it was asked for by, and the digest, which tells what it is. */
function imageText(image: Image | undefined): string {
  if (image === undefined) return "";
  const [, digest] = /((?:sha256|sha512):[0-9a-f]+)$/.exec(image.id) ?? [];
  return digest === undefined || image.name.includes("@") ? image.name : `${image.name}@${digest}`;
}

function unknownWorkload(number: number, workload: Workload | undefined): string[] {
  return workload === undefined && number !== WorkloadNumber.HOST ? [`workload=${number}`] : [];
}

/** `lsm=FILE_OPEN` → Lsm: FILE_OPEN. A word without a value is not told. */
function eventData(words: readonly string[]): Record<string, string> {
  const data: Record<string, string> = {};
  for (const word of words) {
    const equals = word.indexOf("=");
    if (equals > 0) data[word.charAt(0).toUpperCase() + word.slice(1, equals)] = word.slice(equals + 1);
  }
  return data;
}

function resultOf(verdict: Verdict, error: number): string {
  if (verdict !== "deny") return "Passed";
  return error === -EPERM ? "Operation not permitted" : "Permission denied";
}

/** Alerts that the throttle held back: those of one rule (or of no rule) in one workload, of one act and verdict. */
export interface Suppressed {
  readonly workload: number;
  readonly ruleId: number;
  readonly act: Act;
  readonly verdict: Verdict;
  readonly reason: Reason;
  /** How many from `sinceNs` to `untilNs`, both unix. */
  readonly count: bigint;
  readonly sinceNs: bigint;
  readonly untilNs: bigint;
}

/** The notice that tells of them. `alertsPerSecond`: the limit that was met. */
export function alertThreshold(
  { workload: number, ruleId, act, verdict, reason, count, sinceNs, untilNs }: Suppressed,
  { ruleOf, workloadOf }: Numbers,
  node: NodeFacts,
  alertsPerSecond: number,
): feeder.IAlert {
  const workload = workloadOf(number);
  const grounds = groundsOf({ reason, act }, ruleId === 0 ? undefined : ruleOf(ruleId));
  const since = timeText(sinceNs);
  const words = [
    ...(act === "syscall" ? [] : [lsmWord(act)]),
    `suppressed=${count}`,
    `since=${since}`,
    ...(grounds === undefined ? [`rule=${ruleId}`] : []),
    ...unknownWorkload(number, workload),
  ];
  return {
    ...placeFields(untilNs, workload, node),
    ...(grounds && policyFields(grounds)),
    Type: "SystemEvent",
    Operation: "AlertThreshold",
    Message: `${count} alerts of ${DONE[verdict]} acts were suppressed since ${since}`,
    Data: words.join(" "),
    EventData: eventData(words),
    Enforcer: node.enforcer,
    Result: "Passed",
    MaxAlertsPerSec: Math.ceil(alertsPerSecond),
    DroppingAlertsInterval: Number((untilNs - sinceNs + 999_999_999n) / 1_000_000_000n),
    KubeArmorVersion: node.version,
  };
}

/** A container that was to start before its rules were in force. */
export interface UnguardedStart {
  /** As its runtime calls it. */
  readonly id: string;
  readonly container: Workload | undefined;
  readonly why: string;
  readonly mayStart: boolean;
  /** Unix. */
  readonly nowNs: bigint;
}

export function unguardedStart(
  { id, container, why, mayStart, nowNs }: UnguardedStart,
  node: NodeFacts,
): feeder.IAlert {
  const done = mayStart ? "started before its rules were in force" : "was not started";
  return {
    ...placeFields(nowNs, container, node),
    ContainerID: id,
    Type: "SystemEvent",
    Operation: "StartGate",
    Message: `a container ${done}: ${why}`,
    Enforcer: node.enforcer,
    Result: mayStart ? "Passed" : "Permission denied",
    KubeArmorVersion: node.version,
  };
}

const DONE: Readonly<Record<Verdict, string>> = { allow: "allowed", audit: "audited", deny: "denied" };
