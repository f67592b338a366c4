// SPDX-License-Identifier: Apache-2.0
// What the daemon says of itself, in the words of its services.

import type { NodeFacts } from "./event/judge.ts";
import { timeText } from "./event/words.ts";
import type { bailiff, feeder } from "./gen/proto.js";
import { type LogLine, levelWord } from "./log.ts";
import { binds } from "./policy/resolve.ts";
import type { DocumentStatus } from "./policy/store.ts";
import { formatProblem } from "./problem.ts";
import type { Host } from "./workload/workload.ts";

/** `isUnsure`: the kernel took no new rules, so it is not known which of the enforced policies it has. */
export function policyStatus(
  { file, name, kind, state, problems, policy }: DocumentStatus,
  host: Host,
  isUnsure: boolean,
): bailiff.v1.IPolicyStatus {
  const isHere = policy !== null && binds(policy.scope, host);
  const stateHere = state === "enforced" && isUnsure ? "pending" : state;
  return {
    file,
    name: name ?? "",
    kind: kind ?? "",
    state: policy !== null && !isHere ? "elsewhere" : stateHere,
    rules: isHere ? policy.rules.length : 0,
    problems: problems.map(({ at, path, message }) => ({ ...at, path, message })),
  };
}

export function problemTexts(documents: readonly DocumentStatus[]): string[] {
  return documents.flatMap(({ problems }) => problems.map(formatProblem));
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
