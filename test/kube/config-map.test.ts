// SPDX-License-Identifier: Apache-2.0
// Settings of a ConfigMap: which hold, which are told to be wrong, and what they mean.
import t from "tap";
import { overridesOf, readValues } from "../../src/kube/config-map.ts";

const none = new Map<string, string>();
const map = (values: Readonly<Record<string, string>>) => new Map(Object.entries(values));

for (const [name, before, data, values, problems] of [
  ["nothing", {}, {}, {}, []],
  ["a posture", {}, { defaultFilePosture: "block" }, { defaultFilePosture: "block" }, []],
  ["blanks around it", {}, { defaultFilePosture: " block\n" }, { defaultFilePosture: "block" }, []],
  ["keys of others", {}, { visibility: "process", gRPC: "32767" }, {}, []],
  ["one that is taken out", { cluster: "a" }, {}, {}, []],
  [
    "a wrong value: the one before stays",
    { defaultFilePosture: "block" },
    { defaultFilePosture: "bock", cluster: "b" },
    { defaultFilePosture: "block", cluster: "b" },
    ['defaultFilePosture: must be audit or block, got "bock"; the value before it stays'],
  ],
  [
    "a wrong value, and none before",
    {},
    { hostDefaultDevicePosture: "" },
    {},
    ['hostDefaultDevicePosture: must be audit or block, got ""; the value before it stays'],
  ],
  [
    "numbers",
    {},
    { maxAlertPerSec: "-1", throttleSec: "1e9", alertThrottling: "yes" },
    {},
    [
      'alertThrottling: must be true or false, got "yes"; the value before it stays',
      'maxAlertPerSec: must be a whole number from 0 to 1000000, got "-1"; the value before it stays',
      'throttleSec: must be a whole number from 0 to 86400, got "1e9"; the value before it stays',
    ],
  ],
  [
    "names",
    {},
    { untrackedNs: "kube-system, Not A Name" },
    {},
    [
      'untrackedNs: must be names of namespaces, with commas between them, got "kube-system, Not A Name"; the value before it stays',
    ],
  ],
] as const) {
  t.test(name, async (t) => {
    const read = readValues(map(data), map(before));
    t.same(read.values, map(values));
    t.same(read.problems, problems);
  });
}

t.test("what they mean", async (t) => {
  t.same(overridesOf(none), { containers: {}, host: {} });
  t.same(
    overridesOf(
      map({ defaultFilePosture: "block", hostDefaultNetworkPosture: "audit", hostDefaultDevicePosture: "block" }),
    ),
    { containers: { file: "block" }, host: { network: "audit", device: "block" } },
  );
  t.match(overridesOf(map({ untrackedNs: "", cluster: "c" })), { untracked: new Set(), cluster: "c" });
  t.match(overridesOf(map({ untrackedNs: "a, b," })), { untracked: new Set(["a", "b"]) });
});

for (const [values, throttle] of [
  [{ alertThrottling: "false" }, { perSecond: 0, burst: 10 }],
  [{ alertThrottling: "true" }, { perSecond: 1 / 3, burst: 10 }],
  [
    { maxAlertPerSec: "2", throttleSec: "60" },
    { perSecond: 1 / 30, burst: 2 },
  ],
  [
    { maxAlertPerSec: "0", throttleSec: "0" },
    { perSecond: 1, burst: 1 },
  ],
] as const) {
  t.test(`throttle of ${JSON.stringify(values)}`, async (t) => {
    t.same(overridesOf(map(values)).throttle, throttle);
  });
}
