// SPDX-License-Identifier: Apache-2.0

import t from "tap";
import { decode } from "../../src/event/decode.ts";
import {
  alertThreshold,
  type Judgement,
  judge,
  type NodeFacts,
  type RuleFacts,
  type Suppressed,
} from "../../src/event/judge.ts";
import { Hook, PresetCode, Reason, Text, Verdict } from "../../src/gen/abi.ts";
import type { feeder } from "../../src/gen/proto.js";
import { type Container, hostWorkload, type Workload } from "../../src/workload/workload.ts";
import { type Fields, record } from "./record.ts";

const node: NodeFacts = {
  clusterName: "default",
  hostName: "node-1",
  hostIP: "10.0.0.1",
  nodeId: "cafe",
  version: "1.2.3",
  enforcer: "BPFLSM",
  bootTimeNs: 1_767_366_240_000_000_000n,
  userName: (uid) => (uid === 0 ? "root" : ""),
  syscallName: (number) => (number === 87 ? "unlink" : undefined),
};

const rule: RuleFacts = { policy: "keep", severity: 5, tags: ["a", "b"], message: "do not", action: "Block" };
const bare: RuleFacts = { policy: "bare", severity: 0, tags: [], message: "", action: "Audit" };
const container: Container = {
  id: "c0ffee",
  kind: "container",
  name: "nginx",
  namespace: "shop",
  pod: "web-1",
  labels: new Map([
    ["app", "web"],
    ["tier", "front"],
  ]),
  mode: "enabled",
  owner: { kind: "Deployment", name: "web", namespace: "shop" },
};
const rules = new Map([
  [1, rule],
  [2, bare],
]);
const workloads = new Map<number, Workload>([
  [0, hostWorkload("node-1")],
  [7, container],
]);
const numbers = {
  ruleOf: (id: number) => rules.get(id),
  workloadOf: (number: number) => workloads.get(number),
};

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
  return judge(decode(record({ ...base, ...fields, texts })), numbers, node);
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
  t.strictSame(alertOf({ hook: Hook.OPEN, value: 0 }), {
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

t.test("in a container: where, and no name of the host for its user", async (t) => {
  const alert = alertOf({ workload: 7, session: 2n ** 64n - 1n });
  t.match(alert, {
    Type: "MatchedPolicy",
    ContainerID: "c0ffee",
    ContainerName: "nginx",
    NamespaceName: "shop",
    PodName: "web-1",
    Labels: "app=web,tier=front",
    Owner: { Ref: "Deployment", Name: "web", Namespace: "shop" },
    UserName: "",
    ExecEvent: { ExecID: "18446744073709551615" },
  });
  t.match(judged({ workload: 7, ruleId: 9 }), { kind: "log", log: { Type: "ContainerLog", ContainerID: "c0ffee" } });
});

t.test("in a container that nobody knows any more", async (t) => {
  const alert = alertOf({ workload: 8 });
  t.match(alert, { Type: "MatchedPolicy", UserName: "", EventData: { Workload: "8" } });
  t.equal(alert.Data, "lsm=FILE_OPEN flags=O_RDONLY workload=8");
  t.notOk("ContainerID" in alert);
});

t.test("on a host that nobody has described", async (t) => {
  const event = decode(record(base));
  const judgement = judge(event, { ...numbers, workloadOf: () => undefined }, node);
  t.match(judgement, { alert: { Type: "MatchedHostPolicy", UserName: "root", Data: "lsm=FILE_OPEN flags=O_RDONLY" } });
});

const posture = { PolicyName: "DefaultPosture", Severity: "", Tags: "", ATags: [] };
const [deny, audit] = [{ verdict: Verdict.DENY }, { verdict: Verdict.AUDIT, error: 0 }];
for (const [name, fields, want] of [
  ["the posture denies", { ...deny, reason: Reason.POSTURE, ruleId: 0 }, { ...posture, Message: "", Action: "Block" }],
  ["the posture tells", { ...audit, reason: Reason.POSTURE, ruleId: 0 }, { ...posture, Message: "", Action: "Audit" }],
  [
    "the posture, as an Allow rule's limits are broken",
    { ...deny, reason: Reason.POSTURE, ruleId: 1 },
    { ...posture, Message: "the policy keep allows it within limits, and the act breaks them" },
  ],
  [
    "the posture, the Allow rule is gone",
    { ...deny, reason: Reason.POSTURE, ruleId: 9 },
    { ...posture, Message: "", Action: "Block" },
  ],
  [
    "the path could not be resolved: denied",
    { ...deny, reason: Reason.UNRESOLVED, ruleId: 0, cut: 1 << Text.OBJECT, texts: { [Text.OBJECT]: "" } },
    {
      ...posture,
      Message: "the path of the object could not be resolved, and a rule may speak of it",
      Action: "Block",
      Resource: "",
      Data: "lsm=FILE_OPEN flags=O_RDONLY cut=object",
    },
  ],
  [
    "the path could not be resolved: told",
    { ...audit, reason: Reason.UNRESOLVED, ruleId: 0 },
    { ...posture, Action: "Audit", Enforcer: "eBPF Monitor", Result: "Passed" },
  ],
  [
    "Bailiff protects its files",
    { ...deny, hook: Hook.UNLINK, reason: Reason.PROTECTED, ruleId: 0 },
    { PolicyName: "BailiffProtection", Message: /Bailiff's own files/, Action: "Block", Severity: "" },
  ],
  [
    "Bailiff protects its programs",
    { ...deny, hook: Hook.BPF, reason: Reason.PROTECTED, ruleId: 0, error: -1 },
    { PolicyName: "BailiffProtection", Message: /programs and maps/, Result: "Operation not permitted" },
  ],
  [
    "Bailiff protects other workloads",
    { ...deny, workload: 7, hook: Hook.PTRACE, reason: Reason.PROTECTED, ruleId: 0 },
    { PolicyName: "BailiffProtection", Message: /those of other workloads/, Type: "MatchedPolicy" },
  ],
  [
    "the arguments were changed",
    { ...deny, hook: Hook.EXEC, reason: Reason.RACED },
    {
      PolicyName: "keep",
      Severity: "5",
      Message: "do not; killed: the arguments of the program were changed while it was being started",
      Action: "Block",
    },
  ],
  [
    "the arguments were changed, and the policy says nothing",
    { ...deny, hook: Hook.EXEC, reason: Reason.RACED, ruleId: 2 },
    { PolicyName: "bare", Message: "killed: the arguments of the program were changed while it was being started" },
  ],
  [
    "a Block rule of a rule set that is audited",
    { ...audit, ruleId: 1 },
    { Action: "Audit (Block)", Result: "Passed" },
  ],
  ["an Audit rule", { ...audit, ruleId: 2 }, { Action: "Audit", Enforcer: "eBPF Monitor" }],
] as const) {
  t.test(`grounds: ${name}`, async (t) => t.match(alertOf(fields), want));
}

for (const [name, fields] of [
  ["a rule that is not known", { ruleId: 9 }],
  ["a rule without a number", { ruleId: 0 }],
  ["a race about a rule that is not known", { ruleId: 9, reason: Reason.RACED }],
] as const) {
  t.test(`no grounds: ${name}`, async (t) => t.equal(judged(fields).kind, "log"));
}

for (const [preset, hook, enforcer, operation] of [
  [PresetCode.ANONYMOUS_MAP_EXEC, Hook.MPROTECT, "PRESET-AnonMapExecutionPreset", "File"],
  [PresetCode.EXEC, Hook.EXEC, "PRESET-ExecPreset", "Process"],
  [PresetCode.FILELESS_EXEC, Hook.EXEC, "PRESET-FilelessExecutionPreset", "Process"],
  [PresetCode.PROTECT_ENV, Hook.OPEN, "PRESET-ProtectEnvPreset", "File"],
  [PresetCode.PROTECT_PROC, Hook.PTRACE, "PRESET-ProtectProcPreset", "File"],
] as const) {
  t.test(`${enforcer}`, async (t) => {
    const want = { PolicyName: "keep", Enforcer: enforcer, Operation: operation, KubeArmorVersion: "1.2.3" };
    t.match(alertOf({ preset, hook }), { ...want, Action: "Block" });
    t.match(alertOf({ preset, hook, ...audit }), { ...want, Action: "Audit (Block)" });
  });
}

t.test("the enforcer is the one that the node has", async (t) => {
  const event = decode(record(base));
  const judgement = judge(event, numbers, { ...node, enforcer: "fmod_ret" });
  t.match(judgement, { alert: { Enforcer: "fmod_ret" } });
});

t.test("what was allowed is a log", async (t) => {
  const judgement = judged({ verdict: Verdict.ALLOW, error: 0 });
  t.match(judgement, { kind: "log", log: { Type: "HostLog", Result: "Passed" } });
});

const v6 = [0x20, 0x01, 0x0d, 0xb8, ...new Array(11).fill(0), 1];
const remote = { addressFamily: 2, address: [8, 8, 8, 8], port: 53 };
const [tcp, udp, unix] = [
  { family: 2, type: 1 },
  { family: 2, type: 2 },
  { family: 1, type: 1 },
];
const TCP = "protocol=TCP type=SOCK_STREAM";
const UDP = "protocol=UDP type=SOCK_DGRAM";
const FILE = "/etc/shadow";
const target = { texts: { [Text.TARGET]: "/tmp/a b" } };
const nameless = { texts: { [Text.OBJECT]: "" } };

/** Operation, Resource and Data of each hook, and what EventData has beside the words of Data. */
for (const [name, fields, operation, resource, data, more] of [
  ["open for writing", { hook: Hook.OPEN, value: 1 }, "File", FILE, "lsm=FILE_OPEN flags=O_WRONLY", {}],
  ["create", { hook: Hook.CREATE, value: 0o100640 }, "File", FILE, "lsm=FILE_MKNOD mode=0640", {}],
  ["a device", { hook: Hook.CREATE, value: 0o060600 }, "File", FILE, "lsm=FILE_MKNOD mode=0600 type=S_IFBLK", {}],
  ["mkdir", { hook: Hook.MKDIR, value: 0o1777 }, "File", FILE, "lsm=FILE_MKDIR mode=01777", {}],
  ["rmdir", { hook: Hook.RMDIR }, "File", FILE, "lsm=FILE_RMDIR", {}],
  ["unlink", { hook: Hook.UNLINK }, "File", FILE, "lsm=FILE_UNLINK", {}],
  ["symlink", { hook: Hook.SYMLINK }, "File", FILE, "lsm=FILE_SYMLINK", {}],
  ["link", { hook: Hook.LINK, ...target }, "File", FILE, "lsm=FILE_LINK", { Target: "/tmp/a b" }],
  ["rename", { hook: Hook.RENAME, ...target }, "File", FILE, "lsm=FILE_RENAME", { Target: "/tmp/a b" }],
  ["chmod", { hook: Hook.CHMOD, value: 0 }, "File", FILE, "lsm=FILE_CHMOD mode=0000", {}],
  ["chown", { hook: Hook.CHOWN }, "File", FILE, "lsm=FILE_CHOWN", {}],
  ["truncate", { hook: Hook.TRUNCATE }, "File", FILE, "lsm=FILE_TRUNCATE", {}],
  ["setxattr", { hook: Hook.SETXATTR }, "File", FILE, "lsm=FILE_SETXATTR", {}],
  ["receive", { hook: Hook.RECEIVE, value: 2 }, "File", FILE, "lsm=FILE_RECEIVE flags=O_RDWR", {}],
  ["use", { hook: Hook.USE, value: 0 }, "File", FILE, "lsm=FILE_PERMISSION flags=O_RDONLY", {}],
  ["mmap", { hook: Hook.MMAP, value: 5 }, "Process", FILE, "lsm=MMAP_FILE prot=PROT_READ|PROT_EXEC", {}],
  ["mprotect", { hook: Hook.MPROTECT, value: 4, ...nameless }, "Process", "", "lsm=FILE_MPROTECT prot=PROT_EXEC", {}],
  ["socket", { hook: Hook.SOCKET_CREATE, ...tcp, ...nameless }, "Network", TCP, `lsm=SOCKET_CREATE ${TCP}`, {}],
  [
    "connect over IPv4",
    { hook: Hook.SOCKET_CONNECT, ...udp, ...remote, ...nameless },
    "Network",
    UDP,
    `lsm=SOCKET_CONNECT ${UDP} remoteip=8.8.8.8 port=53`,
    {},
  ],
  [
    "connect over IPv6",
    { hook: Hook.SOCKET_CONNECT, family: 10, type: 1, addressFamily: 10, address: v6, port: 443, ...nameless },
    "Network",
    TCP,
    `lsm=SOCKET_CONNECT ${TCP} remoteip=2001:db8::1 port=443`,
    {},
  ],
  [
    "bind",
    { hook: Hook.SOCKET_BIND, ...tcp, addressFamily: 2, address: [0, 0, 0, 0], port: 80, ...nameless },
    "Network",
    TCP,
    `lsm=SOCKET_BIND ${TCP} localip=0.0.0.0 port=80`,
    {},
  ],
  [
    "listen on a unix socket",
    { hook: Hook.SOCKET_LISTEN, ...unix, texts: { [Text.OBJECT]: "@name" } },
    "Network",
    "sun_path=@name type=SOCK_STREAM",
    "lsm=SOCKET_LISTEN type=SOCK_STREAM",
    { Sun_path: "@name" },
  ],
  [
    "accept",
    { hook: Hook.SOCKET_ACCEPT, ...tcp, ...remote, ...nameless },
    "Network",
    TCP,
    `lsm=SOCKET_ACCEPT ${TCP} remoteip=8.8.8.8 port=53`,
    {},
  ],
  [
    "send",
    { hook: Hook.SOCKET_SEND, ...udp, ...remote, ...nameless },
    "Network",
    UDP,
    `lsm=SOCKET_SENDMSG ${UDP} remoteip=8.8.8.8 port=53`,
    {},
  ],
  [
    "unix connect",
    { hook: Hook.UNIX_CONNECT, ...unix, texts: { [Text.OBJECT]: "/run/a b" } },
    "Network",
    "sun_path=/run/a\\x20b type=SOCK_STREAM",
    "lsm=UNIX_CONNECT type=SOCK_STREAM",
    { Sun_path: "/run/a\\x20b" },
  ],
  [
    "unix send",
    { hook: Hook.UNIX_SEND, family: 1, type: 2, texts: { [Text.OBJECT]: "/dev/log" } },
    "Network",
    "sun_path=/dev/log type=SOCK_DGRAM",
    "lsm=UNIX_SEND type=SOCK_DGRAM",
    { Sun_path: "/dev/log" },
  ],
  [
    "a DNS query",
    { hook: Hook.DNS, ...udp, ...remote, texts: { [Text.OBJECT]: "example.com" } },
    "Network",
    "example.com",
    "lsm=SOCKET_SENDMSG domain=example.com remoteip=8.8.8.8 port=53",
    {},
  ],
  [
    "capable",
    { hook: Hook.CAPABLE, value: 13, ...nameless },
    "Capabilities",
    "CAP_NET_RAW",
    "lsm=CAPABLE CAP_NET_RAW",
    {},
  ],
  [
    "a new capability",
    { hook: Hook.CAPABLE, value: 41, ...nameless },
    "Capabilities",
    "CAP_41",
    "lsm=CAPABLE CAP_41",
    {},
  ],
  ["a system call on a path", { hook: Hook.SYSCALL, value: 87 }, "Syscall", FILE, "syscall=SYS_UNLINK", {}],
  ["a system call of no name", { hook: Hook.SYSCALL, value: 9999, ...nameless }, "Syscall", "", "syscall=SYS_9999", {}],
  [
    "mount",
    { hook: Hook.MOUNT, value: 0x5000, texts: { [Text.TARGET]: "/dev/a b" } },
    "File",
    FILE,
    "lsm=SB_MOUNT mountflag=MS_BIND|MS_REC",
    { Source: "/dev/a b" },
  ],
  ["move_mount", { hook: Hook.MOVE_MOUNT, ...target }, "File", FILE, "lsm=MOVE_MOUNT", { Source: "/tmp/a b" }],
  ["umount", { hook: Hook.UMOUNT, value: 0x12 }, "File", FILE, "lsm=SB_UMOUNT flag=MNT_DETACH|0x10", {}],
  ["pivot_root", { hook: Hook.PIVOT_ROOT, ...target }, "File", FILE, "lsm=SB_PIVOTROOT", { Target: "/tmp/a b" }],
  ["ptrace", { hook: Hook.PTRACE, value: 16 }, "Process", FILE, "lsm=PTRACE_ACCESS_CHECK request=16", {}],
  ["bpf", { hook: Hook.BPF, value: 5, ...nameless }, "Process", "", "lsm=BPF request=BPF_PROG_LOAD", {}],
  ["module", { hook: Hook.MODULE }, "Process", FILE, "lsm=KERNEL_LOAD", {}],
  ["userns", { hook: Hook.USERNS, ...nameless }, "Process", "", "lsm=USERNS_CREATE", {}],
  ["kill", { hook: Hook.KILL, value: 9 }, "Process", FILE, "lsm=TASK_KILL signal=SIGKILL", {}],
] as const) {
  t.test(`act: ${name}`, async (t) => {
    const alert = alertOf(fields);
    t.match(alert, { Operation: operation, Source: "/usr/bin/cat /etc/shadow" });
    t.match(alert, { ProcessName: "/usr/bin/cat", ParentProcessName: "/usr/bin/bash" });
    t.equal(alert.Resource, resource);
    t.equal(alert.Data, data);
    t.strictSame(alert.EventData, { ...wordsOf(data), ...more });
  });
}

/** As a client takes Data apart. */
function wordsOf(data: string): Record<string, string> {
  const pairs = data.split(/\s+/).filter((word) => word.includes("="));
  return Object.fromEntries(
    pairs.map((word) => {
      const [key = "", ...value] = word.split("=");
      return [`${key[0]?.toUpperCase()}${key.slice(1)}`, value.join("=")];
    }),
  );
}

/** What a workload may call its files and ask for, to put words into the mouth of whoever reads the alert. */
const HOSTILE = "x lsm=FAKE\nremoteip=1.1.1.1\u00a0port=1\u3000\u2028\u001b[2J\u202e\\ \xff";
const hostile = Buffer.concat([Buffer.from(HOSTILE), Uint8Array.of(0xff, 0x80)]);
t.test("hostile bytes add no word to Data, and are no line or control character anywhere", async (t) => {
  const texts = Object.fromEntries(Array.from({ length: Text.COUNT }, (_, text) => [text, hostile]));
  for (let hook = 1; hook < Hook.COUNT; hook++) {
    const fields = { hook, ...udp, value: 0xffff_ffff };
    const { Data: good } = alertOf({ ...fields, texts: { [Text.OBJECT]: "x" } });
    const alert = alertOf({ ...fields, texts });
    const keys = (data: string | null | undefined) => (data ?? "").split(/\s+/).map((word) => word.split("=", 1)[0]);
    t.same(keys(alert.Data), keys(good), `hook ${hook}: the same words`);
    t.notOk(alert.EventData?.Lsm === "FAKE");
    if (alert.Operation === "Network") t.notOk(/(^|\s)(lsm|remoteip|port)=/.test(alert.Resource ?? ""));
    const values = Object.values({ ...alert, ...alert.EventData }).filter((value) => typeof value === "string");
    t.same(
      values.filter((value) => /[\p{Cc}\u2028\u202e]/u.test(value)),
      [],
    );
  }
});

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

const suppressed: Suppressed = {
  workload: 0,
  ruleId: 1,
  act: "open",
  verdict: "deny",
  reason: "rule",
  count: 812n,
  sinceNs: 1_767_366_240_000_000_000n,
  untilNs: 1_767_366_245_000_000_001n,
};

t.test("a notice of what the throttle held back: every field", async (t) => {
  t.strictSame(alertThreshold(suppressed, numbers, node, 10), {
    Timestamp: 1_767_366_245,
    UpdatedTime: "2026-01-02T15:04:05.000000Z",
    ClusterName: "default",
    HostName: "node-1",
    NodeID: "cafe",
    PolicyName: "keep",
    Severity: "5",
    Tags: "a,b",
    ATags: ["a", "b"],
    Message: "812 alerts of denied acts were suppressed since 2026-01-02T15:04:00.000000Z",
    Type: "SystemEvent",
    Operation: "AlertThreshold",
    Data: "lsm=FILE_OPEN suppressed=812 since=2026-01-02T15:04:00.000000Z",
    EventData: { Lsm: "FILE_OPEN", Suppressed: "812", Since: "2026-01-02T15:04:00.000000Z" },
    Enforcer: "BPFLSM",
    Result: "Passed",
    MaxAlertsPerSec: 10,
    DroppingAlertsInterval: 6,
    KubeArmorVersion: "1.2.3",
  });
});

for (const [name, change, want] of [
  [
    "of a container",
    { workload: 7 },
    { NamespaceName: "shop", PodName: "web-1", ContainerID: "c0ffee", ContainerName: "nginx" },
  ],
  ["of a container that is gone", { workload: 8 }, { EventData: { Workload: "8" } }],
  ["of the posture", { ruleId: 0, reason: "posture" }, { PolicyName: "DefaultPosture", Severity: "" }],
  ["of Bailiff's protection", { ruleId: 0, reason: "protected", act: "bpf" }, { PolicyName: "BailiffProtection" }],
  ["of a system call", { act: "syscall", verdict: "audit" }, { Data: /^suppressed=812 /, Message: /of audited acts/ }],
  ["of a rule that is not known", { ruleId: 9 }, { PolicyName: undefined, EventData: { Rule: "9" } }],
] as const) {
  t.test(`a notice ${name}`, async (t) => {
    t.match(alertThreshold({ ...suppressed, ...change }, numbers, node, 10), want);
  });
}

t.test("only what the enforcer denied carries a version", async (t) => {
  t.notOk("KubeArmorVersion" in alertOf({ verdict: Verdict.AUDIT, error: 0 }));
});
