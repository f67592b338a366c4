// SPDX-License-Identifier: Apache-2.0
// Facts about this node, as alerts name it.
import { readFileSync, statSync } from "node:fs";
import { networkInterfaces, release } from "node:os";

export interface HostFacts {
  /** The first address that is not loopback; "" when there is none. */
  readonly ip: string;
  /** /etc/machine-id; "" when there is none. */
  readonly id: string;
  readonly kernel: string;
}

export function readHostFacts(): HostFacts {
  const address = Object.values(networkInterfaces())
    .flat()
    .find((candidate) => candidate && !candidate.internal && !candidate.address.startsWith("fe80:"));
  return { ip: address?.address ?? "", id: readOr("/etc/machine-id", "").trim(), kernel: release() };
}

/** Names of users by uid, from /etc/passwd, read again when the file changes. "" for a uid that has no name there. */
export function userNames(file = "/etc/passwd"): (uid: number) => string {
  let changed = -1;
  let names = new Map<number, string>();
  return (uid) => {
    const now = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (now !== changed) {
      changed = now;
      names = parsePasswd(readOr(file, ""));
    }
    return names.get(uid) ?? "";
  };
}

/** passwd(5). The first entry of a uid names it. */
export function parsePasswd(text: string): Map<number, string> {
  const names = new Map<number, string>();
  for (const line of text.split("\n")) {
    const [name, , uid] = line.split(":");
    if (name && uid && /^\d+$/.test(uid) && !names.has(Number(uid))) names.set(Number(uid), name);
  }
  return names;
}

function readOr(file: string, fallback: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return fallback; // a node without this file is a node without this fact
  }
}
