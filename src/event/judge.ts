// SPDX-License-Identifier: Apache-2.0
// What an event means to people: the rule it names is looked up and the alert is written. The kernel has decided; nothing
// is matched here. Fields and words are those of KubeArmor's alerts.

import type { feeder } from "../gen/proto.js";
import type { Rule } from "../policy/policy.ts";
import type { BoundRule } from "../policy/resolve.ts";
import type { Event, Verdict } from "./event.ts";
import { escapeArgs, escapeBytes } from "./text.ts";
import { addressText, openFlags, socketWords, timeText } from "./words.ts";

/** What an alert tells of the rule. */
export type RuleFacts = Pick<Rule, "severity" | "tags" | "message"> & {
  /** Its policy's name. */
  readonly policy: string;
};

export function ruleFacts({ policy, rule }: BoundRule): RuleFacts {
  const { severity, tags, message } = rule;
  return { policy: policy.name, severity, tags, message };
}

/** What is the same for all events of a node. */
export interface NodeFacts {
  readonly clusterName: string;
  readonly hostName: string;
  readonly hostIP: string;
  readonly nodeId: string;
  /** Of the daemon. */
  readonly version: string;
  /** When the node was started, in unix nanoseconds: wall clock less CLOCK_BOOTTIME. */
  readonly bootTimeNs: bigint;
  /** Empty where the uid has no name. */
  userName(uid: number): string;
}

export type Judgement =
  | { readonly kind: "alert"; readonly alert: feeder.IAlert }
  | { readonly kind: "log"; readonly log: feeder.ILog };

/** An act in the words of alerts. */
interface Act {
  readonly operation: "Process" | "File" | "Network";
  readonly source: string;
  readonly resource: string;
  readonly process: string;
  readonly parent: string;
  /** Of Data, `key=value` each. Never holds text that a workload chose: Data is taken apart at its blanks. */
  readonly words: readonly string[];
}

const EPERM = 1;

/** Alert for what a rule decided. An event whose rule nobody knows any more becomes a log, so that no name is invented. */
export function judge(event: Event, ruleOf: (id: number) => RuleFacts | undefined, node: NodeFacts): Judgement {
  const rule = event.verdict === "allow" ? undefined : event.ruleId === 0 ? POSTURE : ruleOf(event.ruleId);
  if (rule === undefined) {
    const words = event.ruleId === 0 ? [] : [`rule=${event.ruleId}`];
    return { kind: "log", log: { Type: "HostLog", ...told(event, actOf(event), words, node) } };
  }
  const denied = event.verdict === "deny";
  const alert: feeder.IAlert = {
    ...told(event, actOf(event), [], node),
    Type: "MatchedHostPolicy",
    PolicyName: rule.policy,
    Severity: rule.severity === 0 ? "" : String(rule.severity),
    Tags: rule.tags.join(","),
    ATags: [...rule.tags],
    Message: rule.message,
    Enforcer: denied ? "BPFLSM" : "eBPF Monitor",
    Action: denied ? "Block" : "Audit",
  };
  if (denied) alert.KubeArmorVersion = node.version;
  return { kind: "alert", alert };
}

/** No rule decided, but the node's stricter side: the kernel could not tell what it was asked about. */
const POSTURE: RuleFacts = {
  policy: "DefaultPosture",
  severity: 0,
  tags: [],
  message: "the path of the object could not be resolved, and a rule may speak of it",
};

/** What alerts and logs have in common. */
function told(event: Event, act: Act, more: readonly string[], node: NodeFacts): feeder.IAlert & feeder.ILog {
  const { actor } = event;
  const time = node.bootTimeNs + event.timeNs;
  const cut = event.cut.length === 0 ? [] : [`cut=${event.cut.join(",")}`];
  const words = [...act.words, ...cut, ...more];
  const cwd = escapeBytes(actor.cwd);
  return {
    Timestamp: Number(time / 1_000_000_000n),
    UpdatedTime: timeText(time),
    ClusterName: node.clusterName,
    HostName: node.hostName,
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
    EventData: eventData(words),
    Result: resultOf(event.verdict, event.error),
    Cwd: cwd.endsWith("/") ? cwd : `${cwd}/`,
    TTY: escapeBytes(actor.tty),
    ExecEvent: { ExecID: "0" },
    NodeID: node.nodeId,
    UserName: node.userName(actor.uid),
  };
}

function actOf(event: Event): Act {
  const { actor } = event;
  const program = escapeBytes(actor.program);
  const parent = escapeBytes(actor.parent);
  switch (event.kind) {
    case "exec": {
      const path = escapeBytes(event.path);
      return {
        operation: "Process",
        source: program,
        resource: commandLine(path, actor.args),
        process: path,
        parent: program,
        words: ["lsm=SECURITY_BPRM_CHECK"],
      };
    }
    case "open":
      return {
        operation: "File",
        source: commandLine(program, actor.args),
        resource: escapeBytes(event.path),
        process: program,
        parent,
        words: ["lsm=FILE_OPEN", `flags=${openFlags(event.flags)}`],
      };
    case "socket_create":
    case "socket_connect": {
      const socket = socketWords(event.socket);
      const hook = event.kind === "socket_create" ? "lsm=SOCKET_CREATE" : "lsm=SOCKET_CONNECT";
      return {
        operation: "Network",
        source: commandLine(program, actor.args),
        resource: socket.join(" "),
        process: program,
        parent,
        words: [hook, ...socket, ...remoteWords(event)],
      };
    }
  }
}

/** The program's path and its arguments. What a caller put in place of the name, argv[0], may be anything and is left out. */
function commandLine(path: string, args: Uint8Array): string {
  const nul = args.indexOf(0);
  if (path === "") return escapeArgs(args);
  return nul === -1 ? path : `${path} ${escapeArgs(args.subarray(nul + 1))}`;
}

function remoteWords(event: Event): string[] {
  if (event.kind !== "socket_connect" || event.address === null) return [];
  return [`remoteip=${addressText(event.address)}`, `port=${event.port}`];
}

/** `lsm=FILE_OPEN` → Lsm: FILE_OPEN. */
function eventData(words: readonly string[]): Record<string, string> {
  const pairs = words.map((word): [string, string] => {
    const equals = word.indexOf("=");
    return [word.charAt(0).toUpperCase() + word.slice(1, equals), word.slice(equals + 1)];
  });
  return Object.fromEntries(pairs);
}

function resultOf(verdict: Verdict, error: number): string {
  if (verdict !== "deny") return "Passed";
  return error === -EPERM ? "Operation not permitted" : "Permission denied";
}
