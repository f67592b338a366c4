// SPDX-License-Identifier: Apache-2.0
// An alert or a log as one line for a person:
//
//   2026-01-02T15:04:05.123Z BLOCK File    keep-secrets  /usr/bin/cat[812]  /etc/shadow: Permission denied  severity=5 …
//
// When, what was done, to which kind of act, by which policy; who acted on what, and what it was told. Columns keep their
// place as far as they can, and every line stands for itself: nothing wraps, nothing is cut.

import { styleText } from "node:util";
import type { feeder } from "../gen/proto.js";

/** A column grows with what it holds, but one long path does not push all later lines aside. */
const COLUMN_CHARS_MAX = 40;

export interface LineWriter {
  alert(alert: feeder.IAlert): string;
  log(log: feeder.ILog): string;
}

export function createLineWriter(color: boolean): LineWriter {
  const widths = { policy: 12, process: 20 };

  function column(name: keyof typeof widths, text: string): string {
    if (text.length <= COLUMN_CHARS_MAX) widths[name] = Math.max(widths[name], text.length);
    return text.padEnd(widths[name]);
  }

  function line(event: feeder.IAlert & feeder.ILog, action: string, policy: string, tail: readonly string[]): string {
    const time = (event.UpdatedTime ?? "").replace(/(\.\d{3})\d*Z$/, "$1Z");
    const word = action.padEnd(5);
    const parts = [
      time,
      color ? styleText(COLORS[action] ?? "dim", word, { validateStream: false }) : word,
      (event.Operation ?? "").padEnd(7),
      column("policy", policy),
      column("process", actor(event)),
      ` ${object(event)}: ${event.Result ?? ""}`,
      ...tail.map((word) => ` ${word}`),
    ];
    return parts
      .map((part, i) => (i === 1 ? part : printable(part)))
      .join(" ")
      .trimEnd();
  }

  return {
    alert: (alert) => line(alert, (alert.Action ?? "").toUpperCase(), alert.PolicyName ?? "", tailOf(alert)),
    log: (log) => line(log, "LOG", "-", userOf(log)),
  };
}

const COLORS: Readonly<Record<string, "red" | "yellow">> = { BLOCK: "red", AUDIT: "yellow" };

/** Who acted. For an exec that is not ProcessName, which is the program to be started. */
function actor(event: feeder.IAlert & feeder.ILog): string {
  const name = event.Operation === "Process" ? event.ParentProcessName : event.ProcessName;
  return `${name || event.Source || "?"}[${event.HostPID ?? 0}]`;
}

/** On what. The command line of an exec is the caller's word, so where it begins with another name the program stands
 * before it; where it begins with the program's last name, in its place. */
function object(event: feeder.IAlert & feeder.ILog): string {
  const resource = event.Resource ?? "";
  const data = event.EventData ?? {};
  if (event.Operation === "Process") {
    const path = event.ProcessName ?? "";
    const [name = ""] = resource.split(" ", 1);
    if (name === path || name === path.slice(path.lastIndexOf("/") + 1)) return path + resource.slice(name.length);
    return `${path} (${resource})`;
  }
  const ip = data.Remoteip;
  if (event.Operation !== "Network" || ip === undefined) return resource || "?";
  return `${ip.includes(":") ? `[${ip}]` : ip}:${data.Port ?? "?"} ${resource}`;
}

function tailOf(alert: feeder.IAlert): string[] {
  const tail = userOf(alert);
  if (alert.PodName) tail.unshift(`pod=${alert.NamespaceName ?? ""}/${alert.PodName}/${alert.ContainerName ?? ""}`);
  if (alert.Severity) tail.push(`severity=${alert.Severity}`);
  if (alert.Tags) tail.push(`tags=${alert.Tags}`);
  if (alert.Message) tail.push(`message=${JSON.stringify(alert.Message)}`);
  return tail;
}

function userOf({ UserName, UID }: feeder.ILog): string[] {
  return [UserName ? `user=${UserName}` : `uid=${UID ?? 0}`];
}

/** Bailiff escapes what a workload chose; another daemon may not, and a terminal would obey. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu, (character) =>
    [...new TextEncoder().encode(character)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join(""),
  );
}
