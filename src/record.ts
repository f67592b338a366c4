// SPDX-License-Identifier: Apache-2.0
// Data of which nobody knows yet what it is: JSON that somebody else wrote.

/** An object with keys; no list. */
export function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

/** The entries whose values are texts; none where it is no object. */
export function textMap(data: unknown): ReadonlyMap<string, string> {
  const entries = isRecord(data) ? Object.entries(data) : [];
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
