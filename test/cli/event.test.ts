// SPDX-License-Identifier: Apache-2.0
// What an alert looks like, as JSON and as a line.

import t from "tap";
import { ALERT_KEYS, alertJson, LOG_KEYS, logJson } from "../../src/cli/event-json.ts";
import { createLineWriter } from "../../src/cli/event-line.ts";
import { feeder } from "../../src/gen/proto.js";

/** Through the wire, as the CLI gets it. */
const received = (alert: feeder.IAlert): feeder.Alert => feeder.Alert.decode(feeder.Alert.encode(alert).finish());

const ALERT_ORDER =
  "Timestamp, UpdatedTime, ClusterName, HostName, NamespaceName, Owner, PodName, Labels, ContainerID, ContainerName, " +
  "ContainerImage, HostPPID, HostPID, PPID, PID, UID, ParentProcessName, ProcessName, PolicyName, Severity, Tags, ATags, " +
  "Message, Type, Source, Operation, Resource, Data, EventData, Enforcer, Action, Result, Cwd, TTY, MaxAlertsPerSec, " +
  "DroppingAlertsInterval, ExecEvent, KubeArmorVersion, NodeID, ProcessHash, ParentHash, ResourceHash, HashAlgo, UserName";

t.test("the keys of an alert, in KubeArmor's order", async (t) => t.equal(ALERT_KEYS.join(", "), ALERT_ORDER));

t.test("the keys of a log: no policy, and the programs before the ids", async (t) => {
  const policy = /^(PolicyName|Severity|Tags|ATags|Message|Enforcer|Action|Max.*|Dropping.*|KubeArmorVersion)$/;
  t.same([...LOG_KEYS].sort(), ALERT_KEYS.filter((key) => !policy.test(key)).sort());
  t.same(LOG_KEYS.slice(LOG_KEYS.indexOf("ContainerImage") + 1, LOG_KEYS.indexOf("Type")), [
    "ParentProcessName",
    "ProcessName",
    "HostPPID",
    "HostPID",
    "PPID",
    "PID",
    "UID",
  ]);
});

t.test("every field of the messages has its place", async (t) => {
  const names = (type: object): string[] => Object.keys(type).filter((key) => /^[A-Z]/.test(key));
  t.same(
    names(feeder.Alert.prototype).filter((name) => !(ALERT_KEYS as readonly string[]).includes(name)),
    [],
  );
  t.same(
    names(feeder.Log.prototype).filter((name) => !(LOG_KEYS as readonly string[]).includes(name)),
    [],
  );
});

for (const [name, alert, want] of [
  ["nothing: what is always there", {}, '{"PPID":0,"UID":0,"ExecEvent":{}}'],
  [
    "zero and empty are left out",
    { Timestamp: 0, Tags: "", ATags: [], EventData: {}, HostPID: 0 },
    '{"PPID":0,"UID":0,"ExecEvent":{}}',
  ],
  ["severity 0 too", { Severity: "0" }, '{"PPID":0,"UID":0,"ExecEvent":{}}'],
  [
    "order is that of the keys",
    { UserName: "root", Timestamp: 5, UID: 1 },
    '{"Timestamp":5,"PPID":0,"UID":1,"ExecEvent":{},"UserName":"root"}',
  ],
  [
    "nested objects",
    { Owner: { Name: "web", Ref: "Deployment" }, ExecEvent: { ExecID: "0", ExecutableName: "" } },
    '{"Owner":{"Ref":"Deployment","Name":"web"},"PPID":0,"UID":0,"ExecEvent":{"ExecID":"0"}}',
  ],
  [
    "the keys of a map are sorted",
    { EventData: { Port: "1", Lsm: "X" } },
    '{"PPID":0,"UID":0,"EventData":{"Lsm":"X","Port":"1"},"ExecEvent":{}}',
  ],
  ["lists", { ATags: ["a", "b"] }, '{"PPID":0,"UID":0,"ATags":["a","b"],"ExecEvent":{}}'],
  ["a newline does not end the line", { Message: "a\nb" }, '{"PPID":0,"UID":0,"Message":"a\\nb","ExecEvent":{}}'],
] as const) {
  t.test(`JSON: ${name}`, async (t) => t.equal(alertJson(received(alert as feeder.IAlert)), want));
}

t.test("JSON of a log", async (t) => {
  const log = feeder.Log.decode(feeder.Log.encode({ Type: "HostLog", PPID: 4 }).finish());
  t.equal(logJson(log), '{"PPID":4,"UID":0,"Type":"HostLog","ExecEvent":{}}');
});

const base: feeder.IAlert = {
  UpdatedTime: "2026-01-02T15:04:05.123456Z",
  HostPID: 812,
  PolicyName: "keep",
  ParentProcessName: "/usr/bin/bash",
  ProcessName: "/usr/bin/cat",
  Operation: "File",
  Resource: "/etc/shadow",
  Action: "Block",
  Result: "Permission denied",
  UserName: "root",
};
for (const [name, alert, want] of [
  [
    "a file",
    {},
    "2026-01-02T15:04:05.123Z BLOCK File    keep         /usr/bin/cat[812]     /etc/shadow: Permission denied  user=root",
  ],
  ["no name for the user", { UserName: "", UID: 7 }, /: Permission denied {2}uid=7$/],
  [
    "what the policy says",
    { Severity: "5", Tags: "a,b", Message: 'say "no"' },
    /user=root {2}severity=5 {2}tags=a,b {2}message="say \\"no\\""$/,
  ],
  ["a pod", { NamespaceName: "ns", PodName: "web-1", ContainerName: "c" }, / {2}pod=ns\/web-1\/c {2}user=root$/],
  [
    "an exec: who called it, and what by its path",
    { Operation: "Process", Resource: "cat -n x" },
    / \/usr\/bin\/bash\[812\] +\/usr\/bin\/cat -n x: Perm/,
  ],
  [
    "an exec by its path",
    { Operation: "Process", Resource: "/usr/bin/cat -n x" },
    /\[812\] +\/usr\/bin\/cat -n x: Perm/,
  ],
  [
    "an exec that says another name",
    { Operation: "Process", Resource: "sshd: you" },
    /\[812\] +\/usr\/bin\/cat \(sshd: you\): Perm/,
  ],
  [
    "a connect over IPv4",
    { Operation: "Network", Resource: "protocol=TCP", EventData: { Remoteip: "1.2.3.4", Port: "53" } },
    / 1\.2\.3\.4:53 protocol=TCP: Perm/,
  ],
  [
    "a connect over IPv6",
    { Operation: "Network", Resource: "protocol=TCP", EventData: { Remoteip: "::1", Port: "53" } },
    / \[::1\]:53 protocol=TCP: Perm/,
  ],
  [
    "a socket that is bound",
    { Operation: "Network", Resource: "protocol=TCP", EventData: { Localip: "0.0.0.0", Port: "80" } },
    / 0\.0\.0\.0:80 protocol=TCP: Perm/,
  ],
  [
    "a program that runs another by mapping it: who acts is not the one to be started",
    { Operation: "Process", Resource: "/bin/id", Data: "lsm=MMAP_FILE prot=PROT_EXEC" },
    / \/usr\/bin\/cat\[812\] +\/bin\/id: Perm/,
  ],
  [
    "an exec, as Data says",
    { Operation: "Process", Resource: "cat -n x", Data: "lsm=SECURITY_BPRM_CHECK" },
    / \/usr\/bin\/bash\[812\] +\/usr\/bin\/cat -n x: Perm/,
  ],
  [
    "an exec that a monitor of system calls tells of",
    { Operation: "Process", Resource: "cat -n x", Data: "syscall=SYS_EXECVEAT fd=3" },
    / \/usr\/bin\/bash\[812\] +\/usr\/bin\/cat -n x: Perm/,
  ],
  ["a rename", { EventData: { Target: "/etc/x" } }, / \/etc\/shadow \(and \/etc\/x\): Perm/],
  ["a mount", { EventData: { Source: "/dev/sda" } }, / \/etc\/shadow \(from \/dev\/sda\): Perm/],
  ["no object: what is known", { Resource: "", Data: "lsm=BPF request=5" }, / lsm=BPF request=5: Perm/],
  ["a container without a pod", { NamespaceName: "ns", ContainerName: "c" }, / {2}container=ns\/c {2}user=root$/],
  [
    "a session that came from outside",
    { NamespaceName: "ns", PodName: "web-1", ContainerName: "c", ExecEvent: { ExecID: "77" } },
    / {2}pod=ns\/web-1\/c {2}session=77 {2}user=root$/,
  ],
  ["no such session", { ExecEvent: { ExecID: "0" } }, /denied {2}user=root$/],
  ["an audit of what would be denied", { Action: "Audit (Block)" }, /Z AUDIT \(BLOCK\) File .*: Perm/],
  [
    "a notice of alerts that were not sent",
    {
      Type: "SystemEvent",
      Operation: "AlertThreshold",
      Action: "",
      HostName: "node-1",
      Message: "812 alerts of denied acts were suppressed",
      ContainerName: "c",
      NamespaceName: "ns",
    },
    /Z NOTE {2}AlertThreshold keep {9}node-1 {15} 812 alerts of denied acts were suppressed {2}container=ns\/c$/,
  ],
  ["a notice of no policy", { Type: "SystemEvent", PolicyName: "" }, /Z NOTE {2}File {4}-$/],
  ["audit", { Action: "Audit", Result: "Passed" }, /Z AUDIT File .*: Passed {2}user/],
  ["an unnamed object", { Resource: "" }, / \?: Permission denied/],
  [
    "what a terminal would obey is shown instead",
    { Resource: "/a\u001b[2Jb\nc\u202ed" },
    / \/a\\x1b\[2Jb\\x0ac\\xe2\\x80\\xaed: Perm/,
  ],
] as const) {
  t.test(`line: ${name}`, async (t) => {
    const line = createLineWriter(false).alert(received({ ...base, ...(alert as feeder.IAlert) }));
    if (typeof want === "string") t.equal(line, want);
    else t.match(line, want);
  });
}

t.test("line: a log has no policy", async (t) => {
  t.match(createLineWriter(false).log(base), /Z LOG {3}File {4}- {12}\/usr\/bin\/cat\[812\]/);
  const inContainer = { ...base, NamespaceName: "ns", ContainerName: "c" };
  t.match(createLineWriter(false).log(inContainer), / {2}container=ns\/c {2}user=root$/);
});

t.test("line: the action is coloured, nothing else", async (t) => {
  const { alert } = createLineWriter(true);
  t.ok(alert(base).startsWith("2026-01-02T15:04:05.123Z \u001b[31mBLOCK\u001b[39m File"));
  t.ok(alert({ ...base, Action: "Audit" }).includes(" \u001b[33mAUDIT\u001b[39m "));
  t.ok(alert({ ...base, Action: "Audit (Block)" }).includes(" \u001b[33mAUDIT (BLOCK)\u001b[39m "));
  const plain = createLineWriter(false).alert(base);
  t.equal(createLineWriter(true).alert(base).replaceAll("\u001b[31m", "").replaceAll("\u001b[39m", ""), plain);
});

t.test("line: a column grows and stays, up to a bound", async (t) => {
  const { alert } = createLineWriter(false);
  const at = (change: feeder.IAlert): number => alert({ ...base, ...change }).indexOf("/usr/bin/cat");
  const narrow = at({});
  const wide = at({ PolicyName: "p".repeat(30) });
  t.equal(wide, narrow + 18);
  t.equal(at({}), wide);
  at({ Operation: "Capabilities" });
  t.equal(at({}), wide + 5, "so does the kind of act");
  at({ PolicyName: "p".repeat(300) });
  t.equal(at({}), wide + 5);
});
