// SPDX-License-Identifier: Apache-2.0
// An alert or a log as one line for a person:
//
//   2026-01-02T15:04:05.123Z BLOCK File    keep-secrets  /usr/bin/cat[812]  /etc/shadow: Permission denied  severity=5 …
//
// When, what was done, to which kind of act, by which policy; who acted on what, and what it was told. Columns keep their
// place as far as they can, and every line stands for itself: nothing wraps, nothing is cut. A notice of the daemon about
// alerts that were not sent:
//
//   2026-01-02T15:04:05.123Z NOTE  AlertThreshold keep-secrets  node-1  812 alerts of denied acts were suppressed since …

import { styleText } from "node:util";
import type { feeder } from "../gen/proto.js";

/** A column grows with what it holds, but one long path does not push all later lines aside. */
const COLUMN_CHARS_MAX = 40;

export interface LineWriter {
  alert(alert: feeder.IAlert): string;
  log(log: feeder.ILog): string;
}

/** What stands behind the time of a line. */
interface Row {
  readonly action: string;
  readonly policy: string;
  readonly process: string;
  readonly what: string;
  readonly tail: readonly string[];
}

export function createLineWriter(color: boolean): LineWriter {
  const widths = { operation: 7, policy: 12, process: 20 };

  function column(name: keyof typeof widths, text: string): string {
    if (text.length <= COLUMN_CHARS_MAX) widths[name] = Math.max(widths[name], text.length);
    return text.padEnd(widths[name]);
  }

  function line(event: feeder.ILog, { action, policy, process, what, tail }: Row): string {
    const time = (event.UpdatedTime ?? "").replace(/(\.\d{3})\d*Z$/, "$1Z");
    const word = action.padEnd(5);
    const parts = [
      time,
      color ? styleText(COLORS[action] ?? "dim", word, { validateStream: false }) : word,
      column("operation", event.Operation ?? ""),
      column("policy", policy),
      column("process", process),
      ` ${what}`,
      ...tail.map((word) => ` ${word}`),
    ];
    return parts
      .map((part, i) => (i === 1 ? part : printable(part)))
      .join(" ")
      .trimEnd();
  }

  return {
    alert: (alert) => {
      const { PolicyName: policy, HostName: node, Message: message } = alert;
      if (alert.Type === "SystemEvent") {
        const process = node ?? "";
        return line(alert, {
          action: "NOTE",
          policy: policy || "-",
          process,
          what: message ?? "",
          tail: placeOf(alert),
        });
      }
      const action = (alert.Action ?? "").toUpperCase();
      return line(alert, {
        action,
        policy: policy ?? "",
        process: actor(alert),
        what: deed(alert),
        tail: tailOf(alert),
      });
    },
    log: (log) => {
      const tail = [...placeOf(log), ...userOf(log)];
      return line(log, { action: "LOG", policy: "-", process: actor(log), what: deed(log), tail });
    },
  };
}

const COLORS: Readonly<Record<string, "red" | "yellow">> = {
  BLOCK: "red",
  AUDIT: "yellow",
  "AUDIT (BLOCK)": "yellow",
};

/** The other acts of Operation Process say in Data what they are. */
function isExec({ Operation, Data }: feeder.ILog): boolean {
  return Operation === "Process" && !/^(lsm|syscall)=(?!SECURITY_BPRM_CHECK|SYS_EXECVE)/.test(Data ?? "");
}

function deed(event: feeder.ILog): string {
  return `${object(event)}: ${event.Result ?? ""}`;
}

/** Who acted. For an exec that is not ProcessName, which is the program to be started. */
function actor(event: feeder.ILog): string {
  const name = isExec(event) ? event.ParentProcessName : event.ProcessName;
  return `${name || event.Source || "?"}[${event.HostPID ?? 0}]`;
}

/** On what; where it has no name, what is known of the act. The command line of an exec is the caller's word, so where it
 * begins with another name the program stands before it; where it begins with the program's last name, in its place. */
function object(event: feeder.ILog): string {
  const resource = event.Resource ?? "";
  const data = event.EventData ?? {};
  if (isExec(event)) {
    const path = event.ProcessName ?? "";
    const [name = ""] = resource.split(" ", 1);
    if (name === path || name === path.slice(path.lastIndexOf("/") + 1)) return path + resource.slice(name.length);
    return `${path} (${resource})`;
  }
  const named = resource || event.Data || "?";
  const ip = data.Remoteip ?? data.Localip;
  if (event.Operation === "Network" && ip !== undefined) {
    return `${ip.includes(":") ? `[${ip}]` : ip}:${data.Port ?? "?"} ${named}`;
  }
  const target = data.Target ?? data.Source;
  return target === undefined ? named : `${named} (${data.Target === undefined ? "from" : "and"} ${target})`;
}

function tailOf(alert: feeder.IAlert): string[] {
  const tail = [...placeOf(alert), ...userOf(alert)];
  if (alert.Severity) tail.push(`severity=${alert.Severity}`);
  if (alert.Tags) tail.push(`tags=${alert.Tags}`);
  if (alert.Message) tail.push(`message=${JSON.stringify(alert.Message)}`);
  return tail;
}

/** In which container, and in which session of those that entered it from outside. */
function placeOf({ NamespaceName, PodName, ContainerName, ExecEvent }: feeder.ILog): string[] {
  const place: string[] = [];
  if (PodName) place.push(`pod=${NamespaceName ?? ""}/${PodName}/${ContainerName ?? ""}`);
  else if (ContainerName) place.push(`container=${NamespaceName ?? ""}/${ContainerName}`);
  const session = ExecEvent?.ExecID;
  if (session && session !== "0") place.push(`session=${session}`);
  return place;
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
