// SPDX-License-Identifier: Apache-2.0
// Settings of a ConfigMap, in KubeArmor's keys, which hold for all nodes and from when they are written. A wrong value is told, and
// the one before it stays.

import type { Postures } from "../policy/posture.ts";
import { quote } from "../problem.ts";

export interface Overrides {
  readonly containers: Partial<Postures>;
  readonly host: Partial<Postures>;
  readonly untracked?: ReadonlySet<string>;
  readonly throttle?: { readonly perSecond: number; readonly burst: number };
  readonly cluster?: string;
}

/** What is wrong with a value; null: nothing. */
type Check = (text: string) => string | null;

const posture: Check = (text) => (text === "audit" || text === "block" ? null : "must be audit or block");
const truth: Check = (text) => (text === "true" || text === "false" ? null : "must be true or false");
const text: Check = (text) => (text.trim() === "" ? "must not be empty" : null);
const upTo =
  (max: number): Check =>
  (text) =>
    /^\d{1,9}$/.test(text) && Number(text) <= max ? null : `must be a whole number from 0 to ${max}`;
const names: Check = (text) =>
  namesIn(text).every((name) => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name))
    ? null
    : "must be names of namespaces, with commas between them";

const CHECKS: ReadonlyMap<string, Check> = new Map([
  ["defaultFilePosture", posture],
  ["defaultNetworkPosture", posture],
  ["defaultCapabilitiesPosture", posture],
  ["hostDefaultFilePosture", posture],
  ["hostDefaultNetworkPosture", posture],
  ["hostDefaultCapabilitiesPosture", posture],
  ["hostDefaultDevicePosture", posture],
  ["untrackedNs", names],
  ["alertThrottling", truth],
  ["maxAlertPerSec", upTo(1_000_000)],
  ["throttleSec", upTo(86_400)],
  ["cluster", text],
]);

/** Where a daemon begins: KubeArmor's own numbers, once any of the three keys is there. */
const ALERTS_PER_SEC = 10;
const THROTTLE_SEC = 30;

export type Values = ReadonlyMap<string, string>;

export interface ReadValues {
  /** Those that hold. */
  readonly values: Values;
  /** "defaultFilePosture: must be audit or block, got "bock"; the value before it stays" */
  readonly problems: readonly string[];
}

/** `before`: those that held. Keys that are not read at run time are left out: many are settings of KubeArmor's own parts. */
export function readValues(data: Values, before: Values): ReadValues {
  const values = new Map<string, string>();
  const problems: string[] = [];
  for (const [key, check] of CHECKS) {
    const given = data.get(key)?.trim();
    if (given === undefined) continue;
    const wrong = check(given);
    const held = wrong === null ? given : before.get(key);
    if (wrong !== null) problems.push(`${key}: ${wrong}, got ${quote(given)}; the value before it stays`);
    if (held !== undefined) values.set(key, held);
  }
  return { values, problems };
}

/** `values`: as readValues gives them. */
export function overridesOf(values: Values): Overrides {
  const untracked = values.get("untrackedNs");
  const cluster = values.get("cluster");
  return {
    containers: posturesIn(values, "default"),
    host: posturesIn(values, "hostDefault"),
    ...(untracked !== undefined && { untracked: new Set(namesIn(untracked)) }),
    ...throttleIn(values),
    ...(cluster !== undefined && { cluster }),
  };
}

function posturesIn(values: Values, prefix: string): Partial<Postures> {
  const found: { -readonly [K in keyof Postures]?: Postures[K] } = {};
  for (const name of ["file", "network", "capabilities", "device"] as const) {
    const value = values.get(`${prefix}${name.replace(/^./, (first) => first.toUpperCase())}Posture`);
    if (value === "audit" || value === "block") found[name] = value;
  }
  return found;
}

/** KubeArmor tells so many alerts of a second, and then none for so long: in the long run, that is a rate. */
function throttleIn(values: Values): Pick<Overrides, "throttle"> {
  const keys = ["alertThrottling", "maxAlertPerSec", "throttleSec"];
  if (!keys.some((key) => values.has(key))) return {};
  const [isOn, alerts, seconds] = keys.map((key) => values.get(key));
  const burst = Math.max(Number(alerts ?? ALERTS_PER_SEC), 1);
  const perSecond = isOn === "false" ? 0 : burst / Math.max(Number(seconds ?? THROTTLE_SEC), 1);
  return { throttle: { perSecond, burst } };
}

function namesIn(list: string): readonly string[] {
  return list
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
