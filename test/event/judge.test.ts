// SPDX-License-Identifier: Apache-2.0

import t from "tap";
import { decode } from "../../src/event/decode.ts";
import { type Judgement, judge, type NodeFacts, type RuleFacts } from "../../src/event/judge.ts";
import { Hook, Text, Verdict } from "../../src/gen/abi.ts";
import type { feeder } from "../../src/gen/proto.js";
import { type Fields, record } from "./record.ts";

const node: NodeFacts = {
  clusterName: "default",
  hostName: "node-1",
  hostIP: "10.0.0.1",
  nodeId: "cafe",
  version: "1.2.3",
  bootTimeNs: 1_767_366_240_000_000_000n,
  userName: (uid) => (uid === 0 ? "root" : ""),
};

const rule: RuleFacts = { policy: "keep", severity: 5, tags: ["a", "b"], message: "do not" };
const bare: RuleFacts = { policy: "bare", severity: 0, tags: [], message: "" };
const book = new Map([
  [1, rule],
  [2, bare],
]);

const base: Fields = {
  timeNs: 5_123_456_789n,
  ruleId: 1,
  pid: 812,
  tid: 813,
  parentPid: 800,
  uid: 0,
  texts: {
    [Text.OBJECT]: "/etc/shadow",
    [Text.PROGRAM]: "/usr/bin/cat",
    [Text.PARENT]: "/usr/bin/bash",
    [Text.CWD]: "/root",
    [Text.ARGS]: "cat\0/etc/shadow",
    [Text.TTY]: "pts0",
  },
};

function judged(fields: Fields): Judgement {
  const texts = { ...base.texts, ...fields.texts };
  return judge(decode(record({ ...base, ...fields, texts })), (id) => book.get(id), node);
}

function alertOf(fields: Fields): feeder.IAlert {
  const judgement = judged(fields);
  if (judgement.kind !== "alert") throw new Error("a log, not an alert");
  return judgement.alert;
}

const COMMON = {
  Timestamp: 1_767_366_245,
  UpdatedTime: "2026-01-02T15:04:05.123456Z",
  ClusterName: "default",
  HostName: "node-1",
  HostPPID: 800,
  HostPID: 812,
  PPID: 800,
  PID: 812,
  UID: 0,
  Cwd: "/root/",
  TTY: "pts0",
  ExecEvent: { ExecID: "0" },
  NodeID: "cafe",
  UserName: "root",
};

t.test("a denied open: every field", async (t) => {
  t.strictSame(alertOf({ hook: Hook.OPEN, flags: 0 }), {
    ...COMMON,
    Type: "MatchedHostPolicy",
    PolicyName: "keep",
    Severity: "5",
    Tags: "a,b",
    ATags: ["a", "b"],
    Message: "do not",
    ParentProcessName: "/usr/bin/bash",
    ProcessName: "/usr/bin/cat",
    Source: "/usr/bin/cat /etc/shadow",
    Operation: "File",
    Resource: "/etc/shadow",
    Data: "lsm=FILE_OPEN flags=O_RDONLY",
    EventData: { Lsm: "FILE_OPEN", Flags: "O_RDONLY" },
    Enforcer: "BPFLSM",
    Action: "Block",
    Result: "Permission denied",
    KubeArmorVersion: "1.2.3",
  });
});

t.test("an audited exec: every field", async (t) => {
  const texts = {
    [Text.OBJECT]: "/usr/bin/sleep",
    [Text.PROGRAM]: "/usr/bin/bash",
    [Text.PARENT]: "/usr/sbin/sshd",
    [Text.ARGS]: "sleep\x005",
  };
  t.strictSame(alertOf({ hook: Hook.EXEC, verdict: Verdict.AUDIT, error: 0, ruleId: 2, texts }), {
    ...COMMON,
    Type: "MatchedHostPolicy",
    PolicyName: "bare",
    Severity: "",
    Tags: "",
    ATags: [],
    Message: "",
    ParentProcessName: "/usr/bin/bash",
    ProcessName: "/usr/bin/sleep",
    Source: "/usr/bin/bash",
    Operation: "Process",
    Resource: "/usr/bin/sleep 5",
    Data: "lsm=SECURITY_BPRM_CHECK",
    EventData: { Lsm: "SECURITY_BPRM_CHECK" },
    Enforcer: "eBPF Monitor",
    Action: "Audit",
    Result: "Passed",
  });
});

t.test("a log instead where the rule is not in the book", async (t) => {
  const judgement = judged({ ruleId: 9 });
  if (judgement.kind !== "log") throw new Error("an alert");
  t.strictSame(judgement.log, {
    ...COMMON,
    Type: "HostLog",
    ParentProcessName: "/usr/bin/bash",
    ProcessName: "/usr/bin/cat",
    Source: "/usr/bin/cat /etc/shadow",
    Operation: "File",
    Resource: "/etc/shadow",
    Data: "lsm=FILE_OPEN flags=O_RDONLY rule=9",
    EventData: { Lsm: "FILE_OPEN", Flags: "O_RDONLY", Rule: "9" },
    Result: "Permission denied",
  });
});

t.test("denied by no rule, as its name could not be resolved", async (t) => {
  const alert = alertOf({ ruleId: 0, cut: 1 << Text.OBJECT, texts: { [Text.OBJECT]: "" } });
  t.match(alert, { PolicyName: "DefaultPosture", Action: "Block", Enforcer: "BPFLSM", Severity: "", Resource: "" });
  t.equal(alert.Data, "lsm=FILE_OPEN flags=O_RDONLY cut=object");
});

t.test("what was allowed is a log", async (t) => {
  const judgement = judged({ verdict: Verdict.ALLOW, error: 0 });
  t.match(judgement, { kind: "log", log: { Type: "HostLog", Result: "Passed" } });
});

const v6 = [0x20, 0x01, 0x0d, 0xb8, ...new Array(11).fill(0), 1];
for (const [name, fields, resource, data] of [
  [
    "a socket is made",
    { hook: Hook.SOCKET_CREATE, family: 2, type: 1 },
    "protocol=TCP type=SOCK_STREAM",
    "lsm=SOCKET_CREATE protocol=TCP type=SOCK_STREAM",
  ],
  [
    "a connect over IPv4",
    { hook: Hook.SOCKET_CONNECT, family: 2, type: 2, addressFamily: 2, address: [8, 8, 8, 8], port: 53 },
    "protocol=UDP type=SOCK_DGRAM",
    "lsm=SOCKET_CONNECT protocol=UDP type=SOCK_DGRAM remoteip=8.8.8.8 port=53",
  ],
  [
    "a connect over IPv6",
    { hook: Hook.SOCKET_CONNECT, family: 10, type: 1, addressFamily: 10, address: v6, port: 443 },
    "protocol=TCP type=SOCK_STREAM",
    "lsm=SOCKET_CONNECT protocol=TCP type=SOCK_STREAM remoteip=2001:db8::1 port=443",
  ],
  [
    "a connect to a unix socket",
    { hook: Hook.SOCKET_CONNECT, family: 1, type: 1 },
    "type=SOCK_STREAM",
    "lsm=SOCKET_CONNECT type=SOCK_STREAM",
  ],
] as const) {
  t.test(name, async (t) => {
    const alert = alertOf(fields);
    t.match(alert, { Operation: "Network", Source: "/usr/bin/cat /etc/shadow", ProcessName: "/usr/bin/cat" });
    t.equal(alert.Resource, resource);
    t.equal(alert.Data, data);
    const words = data.split(" ").map((word) => word.split("=") as [string, string]);
    t.strictSame(
      alert.EventData,
      Object.fromEntries(words.map(([key, value]) => [`${key[0]?.toUpperCase()}${key.slice(1)}`, value])),
    );
  });
}

for (const [name, fields, want] of [
  [
    "a path with blanks and = is no word of Data",
    { texts: { [Text.OBJECT]: "/a b=c" } },
    { Resource: "/a b=c", EventData: { Lsm: "FILE_OPEN", Flags: "O_RDONLY" } },
  ],
  ["a newline in a path stays on its line", { texts: { [Text.OBJECT]: "/a\nb" } }, { Resource: "/a\\nb" }],
  ["no command line: the path of the program", { texts: { [Text.ARGS]: "" } }, { Source: "/usr/bin/cat" }],
  [
    "an exec without a command line: the path",
    { hook: Hook.EXEC, texts: { [Text.ARGS]: "" } },
    { Resource: "/etc/shadow" },
  ],
  ["the root as working directory", { texts: { [Text.CWD]: "/" } }, { Cwd: "/" }],
  ["no terminal", { texts: { [Text.TTY]: "" } }, { TTY: "" }],
  ["a uid beyond the sign", { uid: 4_294_967_294 }, { UID: -2, UserName: "" }],
  ["EPERM has words of its own", { error: -1 }, { Result: "Operation not permitted" }],
  [
    "what was cut is said",
    { cut: (1 << Text.CWD) | (1 << Text.ARGS) },
    { Data: "lsm=FILE_OPEN flags=O_RDONLY cut=cwd,args" },
  ],
] as const) {
  t.test(name, async (t) => t.match(alertOf(fields), want));
}

t.test("only what the enforcer denied carries a version", async (t) => {
  t.notOk("KubeArmorVersion" in alertOf({ verdict: Verdict.AUDIT, error: 0 }));
});
