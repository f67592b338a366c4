// SPDX-License-Identifier: Apache-2.0
// An alert or a log as one line of JSON, as KubeArmor's client prints it: its order of keys, and what is zero or empty
// left out, except PPID, UID and ExecEvent.

import type { feeder } from "../gen/proto.js";

const WORKLOAD = [
  "Timestamp",
  "UpdatedTime",
  "ClusterName",
  "HostName",
  "NamespaceName",
  "Owner",
  "PodName",
  "Labels",
  "ContainerID",
  "ContainerName",
  "ContainerImage",
] as const;
const PROCESS = ["ParentProcessName", "ProcessName"] as const;
const IDS = ["HostPPID", "HostPID", "PPID", "PID", "UID"] as const;
const POLICY = ["PolicyName", "Severity", "Tags", "ATags", "Message"] as const;
const ACT = ["Type", "Source", "Operation", "Resource", "Data", "EventData"] as const;
const HASHES = ["NodeID", "ProcessHash", "ParentHash", "ResourceHash", "HashAlgo", "UserName"] as const;

export const ALERT_KEYS = [
  ...WORKLOAD,
  ...IDS,
  ...PROCESS,
  ...POLICY,
  ...ACT,
  "Enforcer",
  "Action",
  "Result",
  "Cwd",
  "TTY",
  "MaxAlertsPerSec",
  "DroppingAlertsInterval",
  "ExecEvent",
  "KubeArmorVersion",
  ...HASHES,
] as const satisfies readonly (keyof feeder.IAlert)[];

export const LOG_KEYS = [
  ...WORKLOAD,
  ...PROCESS,
  ...IDS,
  ...ACT,
  "Result",
  "Cwd",
  "TTY",
  "ExecEvent",
  ...HASHES,
] as const satisfies readonly (keyof feeder.ILog)[];

const ALWAYS: ReadonlySet<string> = new Set(["PPID", "UID"]);

export function alertJson(alert: feeder.IAlert): string {
  return JSON.stringify(pick(alert, ALERT_KEYS));
}

export function logJson(log: feeder.ILog): string {
  return JSON.stringify(pick(log, LOG_KEYS));
}

type Fields = Readonly<Record<string, unknown>>;

function pick(event: object, keys: readonly string[]): Fields {
  const fields = event as Fields;
  const picked: Record<string, unknown> = {};
  for (const key of keys) {
    const value = key === "Severity" && fields[key] === "0" ? "" : fields[key];
    if (key === "ExecEvent") picked[key] = withoutEmpty(value, ["ExecID", "ExecutableName"]);
    else if (key === "Owner" && value) picked[key] = withoutEmpty(value, ["Ref", "Name", "Namespace"]);
    else if (key === "EventData" && !isEmpty(value)) picked[key] = sorted(value as Fields);
    else if (ALWAYS.has(key)) picked[key] = value ?? 0;
    else if (!isEmpty(value)) picked[key] = value;
  }
  return picked;
}

function withoutEmpty(value: unknown, keys: readonly string[]): Fields {
  const fields = (value ?? {}) as Fields;
  return Object.fromEntries(keys.filter((key) => !isEmpty(fields[key])).map((key) => [key, fields[key]]));
}

function sorted(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === 0 || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
