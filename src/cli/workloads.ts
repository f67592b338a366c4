// SPDX-License-Identifier: Apache-2.0
// bailiff workloads: whom the policies of this node bind, and which do.

import { setTimeout as sleep } from "node:timers/promises";
import { dump } from "js-yaml";
import type { bailiff } from "../gen/proto.js";
import { call } from "../grpc-call.ts";
import { NodeService } from "../rpc.ts";
import { open, unreachable } from "./client.ts";
import { printable } from "./excerpt.ts";
import { table } from "./table.ts";

type Workload = bailiff.v1.IWorkloadStatus;

export interface WorkloadsOptions {
  readonly grpc: string;
  readonly output: "table" | "wide" | "json" | "yaml";
  readonly watch?: boolean;
}

const WATCH_MS = 1000;
const SHORT_ID = 12;

/** Returns the exit code. With --watch it does not return. */
export async function workloads({ grpc, output, watch }: WorkloadsOptions): Promise<number> {
  let last: string | undefined;
  for (;;) {
    const text = listing(await fetch(grpc, ""), output);
    if (text !== last) process.stdout.write(last === undefined ? text : `\n${text}`);
    last = text;
    if (!watch) return 0;
    await sleep(WATCH_MS);
  }
}

export interface ShowOptions {
  readonly grpc: string;
  readonly json?: boolean;
}

/** Returns the exit code: 1 where none is called so, or several are. */
export async function showWorkload(id: string, { grpc, json }: ShowOptions): Promise<number> {
  const found = await fetch(grpc, id);
  const [only] = found.length === 1 ? found : found.filter((it) => it.id === id || nameOf(it) === id);
  if (only === undefined) {
    const several =
      found.length > 0 ? `is the beginning of ${found.length}: ${found.map(shortId).join(", ")}` : "is not bound";
    process.stderr.write(`bailiff: ${printable(id)} ${several}\n`);
    return 1;
  }
  process.stdout.write(json ? `${JSON.stringify(fieldsOf(only))}\n` : workloadText(only));
  return 0;
}

async function fetch(grpc: string, id: string): Promise<readonly Workload[]> {
  const client = open(grpc);
  try {
    return (await call(client, NodeService.GetWorkloads, { id })).workloads ?? [];
  } catch (error) {
    throw unreachable(grpc, error);
  } finally {
    client.close();
  }
}

export function listing(all: readonly Workload[], output: WorkloadsOptions["output"]): string {
  switch (output) {
    case "json":
      return `${JSON.stringify(all.map(fieldsOf))}\n`;
    case "yaml":
      return dump(all.map(fieldsOf));
    case "wide": {
      const head = [
        "ID",
        "NAMESPACE",
        "POD",
        "NAME",
        "MODE",
        "STATE",
        "RULES",
        "POLICIES",
        "PID",
        "GUARDED SINCE",
        "FROM START",
        "IMAGE",
        "IMAGE ID",
        "LABELS",
      ];
      return `${table(
        head,
        all.map((it) => [
          it.id,
          ...cells(it),
          it.pid || "-",
          sinceText(it),
          it.guardedFromStart || "-",
          it.image || "-",
          it.imageId || "-",
          labelsText(it),
        ]),
      )}\n`;
    }
    case "table": {
      const head = ["ID", "NAMESPACE", "POD", "NAME", "MODE", "STATE", "RULES", "POLICIES"];
      return `${table(
        head,
        all.map((it) => [shortId(it), ...cells(it)]),
      )}\n`;
    }
  }
}

function cells({ namespace, pod, name, mode, state, ruleCount, policies }: Workload) {
  return [namespace || "-", pod || "-", name, mode, state, ruleCount ?? 0, (policies ?? []).join(",") || "-"];
}

const shortId = ({ id }: Workload): string =>
  /^[0-9a-f]{64}$/.test(id ?? "") ? (id ?? "").slice(0, SHORT_ID) : (id ?? "");

const nameOf = ({ namespace, pod, name }: Workload): string => `${namespace}/${pod}/${name}`;

function labelsText({ labels }: Workload): string {
  const pairs = Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`);
  return pairs.join(",") || "-";
}

function sinceText({ guardedSince }: Workload): string {
  return guardedSince ? new Date(Number(guardedSince) * 1000).toISOString().replace(".000", "") : "-";
}

type Fact = readonly [string, string | null | undefined];

export function workloadText(workload: Workload): string {
  const { id, kind, namespace, pod, name, image, imageId, mode, state, pid, rules } = workload;
  const place: readonly Fact[] =
    kind === "host"
      ? []
      : [
          ["namespace", namespace],
          ["pod", pod],
        ];
  const imageFacts: readonly Fact[] = [
    ["image", image || "-"],
    ["image id", imageId || "-"],
    ["privileged", workload.privileged ? "yes" : "no"],
    ["guarded", `since ${sinceText(workload)}, from its first program on: ${workload.guardedFromStart || "-"}`],
  ];
  const facts: readonly Fact[] = [
    ["id", id],
    ["kind", kind],
    ...place,
    ["name", name],
    ...(kind === "host" ? [] : imageFacts),
    ["labels", labelsText(workload)],
    ["mode", mode],
    ["state", state],
    ...(pid ? [["pid", String(pid)] as const] : []),
  ];
  const lines = facts.map(([what, value]) => `${what.padEnd(10)}  ${printable(value ?? "")}\n`);
  const origins = (rules ?? []).map((rule) => [rule.policy, rule.class, rule.action, placeText(rule)]);
  return `${lines.join("")}\n${table(["POLICY", "CLASS", "ACTION", "WRITTEN AT"], origins)}\n`;
}

const placeText = ({ file, line, column }: bailiff.v1.IRuleOrigin): string => `${file}:${line}:${column}`;

/** All fields, those that are empty too. */
function fieldsOf(workload: Workload) {
  const { id, kind, namespace, pod, name, labels, mode, state, policies, ruleCount, rules } = workload;
  return {
    id: id ?? "",
    kind: kind ?? "",
    namespace: namespace ?? "",
    pod: pod ?? "",
    name: name ?? "",
    image: workload.image ?? "",
    imageId: workload.imageId ?? "",
    pid: workload.pid ?? 0,
    privileged: workload.privileged ?? false,
    guardedSince: Number(workload.guardedSince ?? 0),
    guardedFromStart: workload.guardedFromStart ?? "",
    labels: labels ?? {},
    mode: mode ?? "",
    state: state ?? "",
    policies: policies ?? [],
    ruleCount: ruleCount ?? 0,
    rules: (rules ?? []).map((rule) => ({
      policy: rule.policy ?? "",
      class: rule.class ?? "",
      action: rule.action ?? "",
      file: rule.file ?? "",
      line: rule.line ?? 0,
      column: rule.column ?? 0,
    })),
  };
}
