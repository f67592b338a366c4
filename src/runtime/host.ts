// SPDX-License-Identifier: Apache-2.0
// Facts about this node, as alerts name it.
import { readFileSync, statSync } from "node:fs";
import { networkInterfaces, release } from "node:os";

/** The node's root directory, and not the one of the container that the daemon may be in: process 1 is the node's. */
const ROOT = "/proc/1/root";

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
  return { ip: address?.address ?? "", id: readOr(`${ROOT}/etc/machine-id`, "").trim(), kernel: release() };
}

/**
 * Names of users by uid, from the /etc/passwd of the node, read again when the file changes. "" for a uid that has no name there; the names
 * stay as they were while the file cannot be looked at.
 */
export function userNames(file = `${ROOT}/etc/passwd`): (uid: number) => string {
  let changed = -1;
  let names = new Map<number, string>();
  return (uid) => {
    const now = changedMs(file) ?? changed;
    if (now !== changed) {
      changed = now;
      names = parsePasswd(readOr(file, ""));
    }
    return names.get(uid) ?? "";
  };
}

/** When the file changed last; 0: there is none; null: nobody can tell. */
function changedMs(file: string): number | null {
  try {
    return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  } catch {
    return null;
  }
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
