// SPDX-License-Identifier: Apache-2.0
// The lists of rules: each field of each item, the loose spellings that are read and told of, and the whole rule that comes out.
// What is wrong in them: parse-refused.test.ts; addresses, names and the firewall: parse-network.test.ts.

import t from "tap";
import type { Limits, Rule, Target } from "../../src/policy/policy.ts";
import { rule } from "./rules.ts";
import { CLUSTER, HOST, inItem, item, POD, policyOf, rulesOf, told } from "./texts.ts";

const AT = { file: "f", line: 9, column: 7 };

function limits(more: Partial<Limits>): Limits {
  return { ownerOnly: false, readOnly: false, allowedArgs: null, ...more };
}

const path = (path: string) => ({ kind: "path", path }) as const;
const directory = (directory: string, recursive = false) => ({ kind: "directory", directory, recursive }) as const;
const pattern = (pattern: string) => ({ kind: "pattern", pattern }) as const;
const protocol = (protocol: "tcp" | "udp" | "all") => ({ kind: "protocol", protocol }) as const;
const capability = (capability: "net_raw" | "sys_admin" | "bpf") => ({ kind: "capability", capability }) as const;
const syscall = (
  syscalls: readonly string[],
  on: ReturnType<typeof path | typeof directory> | null = null,
): Target => ({
  kind: "syscall",
  syscalls,
  on,
});

/** `list`, `item`, the rules that it becomes: their targets and what is not as usual. Nothing is told. */
const PLAIN: readonly (readonly [list: string, item: string, ...rules: (readonly [Target, Partial<Rule>?])[]])[] = [
  ["process.matchPaths", "{path: /bin/sh}", [path("/bin/sh")]],
  ["process.matchPaths", "{execname: sh}", [{ kind: "program", name: "sh" }]],
  ["process.matchPaths", "{execname: 'a b\"c'}", [{ kind: "program", name: 'a b"c' }]],
  ["process.matchPaths", "{path: /a, ownerOnly: true}", [path("/a"), { limits: limits({ ownerOnly: true }) }]],
  ["process.matchPaths", "{path: /a, ownerOnly: false, pts: true}", [path("/a")]],
  ["process.matchPaths", "{path: /a, pts: false}", [path("/a"), { onTerminal: true }]],
  [
    "process.matchPaths",
    '{path: /a, allowedArgs: [-l, "", "a b"]}',
    [path("/a"), { limits: limits({ allowedArgs: ["-l", "", "a b"] }) }],
  ],
  ["process.matchPaths", "{path: /a, fromSource: [{path: /b}]}", [path("/a"), { sources: [path("/b")] }]],
  [
    "process.matchPaths",
    "{path: /a, fromSource: [{path: /b}, {dir: /c/}, {dir: /d/, recursive: true}, {pattern: /e*}]}",
    [path("/a"), { sources: [path("/b"), directory("/c/"), directory("/d/", true), pattern("/e*")] }],
  ],
  ["process.matchPaths", "{path: /a, fromSource: []}", [path("/a")]],
  [
    "process.matchPaths",
    "{path: /a, severity: 10, tags: [x], message: m, action: Allow}",
    [path("/a"), { severity: 10, tags: ["x"], message: "m", action: "Allow" }],
  ],
  ["process.matchDirectories", "{dir: /bin/}", [directory("/bin/")]],
  ["process.matchDirectories", "{dir: /, recursive: true}", [directory("/", true)]],
  [
    "process.matchDirectories",
    "{dir: /a/, recursive: false, ownerOnly: true, pts: false, fromSource: [{path: /b}], allowedArgs: [x]}",
    [
      directory("/a/"),
      { onTerminal: true, sources: [path("/b")], limits: limits({ ownerOnly: true, allowedArgs: ["x"] }) },
    ],
  ],
  ["process.matchPatterns", "{pattern: '/**/nc'}", [pattern("/**/nc")]],
  [
    "process.matchPatterns",
    "{pattern: /a, ownerOnly: true, pts: false, fromSource: [{path: /b}], allowedArgs: [x]}",
    [
      pattern("/a"),
      { onTerminal: true, sources: [path("/b")], limits: limits({ ownerOnly: true, allowedArgs: ["x"] }) },
    ],
  ],
  ["file.matchPaths", "{path: /etc/shadow}", [path("/etc/shadow")]],
  ["file.matchPaths", "{path: /a, readOnly: true}", [path("/a"), { limits: limits({ readOnly: true }) }]],
  [
    "file.matchPaths",
    "{path: /a, readOnly: true, ownerOnly: true, pts: false, fromSource: [{path: /b}]}",
    [path("/a"), { onTerminal: true, sources: [path("/b")], limits: limits({ readOnly: true, ownerOnly: true }) }],
  ],
  ["file.matchPaths", "{path: /..a/b../...}", [path("/..a/b../...")]],
  ["file.matchPaths", "{path: '/usr/bin/['}", [path("/usr/bin/[")]],
  ["file.matchPaths", '{path: "/\\"a\\"/\'b\'/ü/\\U0001F600"}', [path("/\"a\"/'b'/ü/😀")]],
  ["file.matchPaths", `{path: /${"a".repeat(4095)}}`, [path(`/${"a".repeat(4095)}`)]],
  [
    "file.matchDirectories",
    "{dir: /a/, recursive: true, readOnly: true, ownerOnly: true, pts: false, fromSource: [{path: /b}]}",
    [
      directory("/a/", true),
      { onTerminal: true, sources: [path("/b")], limits: limits({ readOnly: true, ownerOnly: true }) },
    ],
  ],
  [
    "file.matchPatterns",
    "{pattern: '/home/*/.ssh/**', readOnly: true, ownerOnly: true, pts: false, fromSource: [{dir: /b/}]}",
    [
      pattern("/home/*/.ssh/**"),
      { onTerminal: true, sources: [directory("/b/")], limits: limits({ readOnly: true, ownerOnly: true }) },
    ],
  ],
  ["network.matchProtocols", "{protocol: tcp}", [protocol("tcp")]],
  [
    "network.matchProtocols",
    "{protocol: all, pts: false, fromSource: [{path: /b}], action: Audit}",
    [protocol("all"), { onTerminal: true, sources: [path("/b")], action: "Audit" }],
  ],
  ["capabilities.matchCapabilities", "{capability: net_raw}", [capability("net_raw")]],
  [
    "capabilities.matchCapabilities",
    "{capability: bpf, pts: false, fromSource: [{path: /b}]}",
    [capability("bpf"), { onTerminal: true, sources: [path("/b")] }],
  ],
  ["syscalls.matchSyscalls", "{syscall: [unlink, mount]}", [syscall(["unlink", "mount"]), { action: "Audit" }]],
  [
    "syscalls.matchSyscalls",
    "{syscall: [bpf], severity: 3, fromSource: [{path: /b}, {dir: /c/, recursive: true}]}",
    [syscall(["bpf"]), { action: "Audit", severity: 3, sources: [path("/b"), directory("/c/", true)] }],
  ],
  ["syscalls.matchPaths", "{path: /a, syscall: [unlink]}", [syscall(["unlink"], path("/a")), { action: "Audit" }]],
  [
    "syscalls.matchPaths",
    "{path: /a/, syscall: [unlink], recursive: true, fromSource: [{dir: /b/}]}",
    [syscall(["unlink"], directory("/a/", true)), { action: "Audit", sources: [directory("/b/")] }],
  ],
  ["syscalls.matchPaths", "{path: /, syscall: [unlink]}", [syscall(["unlink"], directory("/")), { action: "Audit" }]],
];

for (const [list, text, ...want] of PLAIN) {
  t.test(`read: ${list} ${text.slice(0, 100)}`, async (t) => {
    const written = item(POD, list, text);
    t.strictSame(told(written), []);
    const ruleClass = list.split(".")[0] as Rule["class"];
    t.strictSame(
      rulesOf(written),
      want.map(([target, more]) => rule(ruleClass, target, { at: AT, ...more })),
    );
  });
}

t.test("the rules of containers are those of hosts and of clusters, too", async (t) => {
  for (const [list, text] of PLAIN) {
    for (const head of [HOST, CLUSTER]) t.strictSame(rulesOf(item(head, list, text)), rulesOf(item(POD, list, text)));
  }
});

t.test("presets", async (t) => {
  const names = ["anonymousMapExec", "exec", "filelessExec", "protectEnv", "protectProc"] as const;
  const text = `${POD}  presets:\n${names.map((name) => `  - {name: ${name}, action: Audit}\n`).join("")}`;
  t.strictSame(told(text), []);
  t.strictSame(
    rulesOf(text),
    names.map((preset, i) =>
      rule("presets", { kind: "preset", preset }, { action: "Audit", at: { file: "f", line: 8 + i, column: 5 } }),
    ),
  );
});

for (const [text, want] of [
  ["{class: MASS-STORAGE}", [0x08, null, null, null]],
  ["{class: AUDIO/VIDEO}", [0x10, null, null, null]],
  ["{class: ALL}", [null, null, null, null]],
  ["{class: '3'}", [3, null, null, null]],
  ["{class: '0xfe'}", [0xfe, null, null, null]],
  ["{class: '0'}", [0, null, null, null]],
  ["{class: HID, subClass: 1, protocol: 2, level: 3}", [0x03, 1, 2, 3]],
  ["{class: HID, subClass: 0, protocol: 255, level: 1}", [0x03, 0, 255, 1]],
] as const) {
  t.test(`read: device.matchDevice ${text}`, async (t) => {
    const written = item(HOST, "device.matchDevice", text);
    t.strictSame(told(written), []);
    const [deviceClass, subClass, protocol, level] = want;
    const target = { kind: "device", class: deviceClass, subClass, protocol, level } as const;
    t.strictSame(rulesOf(written), [rule("device", target, { at: AT })]);
  });
}

/** What is read and could be written better: the targets, and what is told at which column of line 9. */
for (const [list, text, targets, notes] of [
  ["file.matchPaths", "{path: //a}", [path("/a")], ['14: path: "//a" is read as "/a"']],
  [
    "file.matchPaths",
    "{path: ////etc/./ssh//x}",
    [path("/etc/ssh/x")],
    ['14: path: "////etc/./ssh//x" is read as "/etc/ssh/x"'],
  ],
  ["file.matchDirectories", "{dir: /etc}", [directory("/etc/")], ['13: dir: "/etc" is read as "/etc/"']],
  [
    "file.matchDirectories",
    "{dir: //etc//./ssh/.}",
    [directory("/etc/ssh/")],
    ['13: dir: "//etc//./ssh/." is read as "/etc/ssh/"'],
  ],
  ["file.matchDirectories", "{dir: //}", [directory("/")], ['13: dir: "//" is read as "/"']],
  [
    "file.matchPaths",
    "{path: /root/*_history}",
    [pattern("/root/*_history")],
    ['14: path: "/root/*_history" is read as a pattern: better write it in matchPatterns'],
  ],
  [
    "process.matchPaths",
    "{path: //usr/bin/**}",
    [pattern("/usr/bin/**")],
    [
      '14: path: "//usr/bin/**" is read as "/usr/bin/**"',
      '14: path: "/usr/bin/**" is read as a pattern: better write it in matchPatterns',
    ],
  ],
  ["file.matchPatterns", "{pattern: //a/./*}", [pattern("/a/*")], ['17: pattern: "//a/./*" is read as "/a/*"']],
  [
    "process.matchPatterns",
    "{pattern: /*/pip install*}",
    [pattern("/*/pip install*")],
    ["17: pattern: has a blank in it: this is the path of a program, its arguments are not looked at"],
  ],
  [
    "process.matchPaths",
    "{path: /bin/rm -rf}",
    [path("/bin/rm -rf")],
    ["14: path: has a blank in it: this is the path of a program, its arguments are not looked at"],
  ],
  ["file.matchPaths", "{path: /a b}", [path("/a b")], []],
  [
    "file.matchPaths",
    '{path: "/a\\nb"}',
    [path("/a\nb")],
    ["14: path: has a blank at its end or a control character: it is taken as part of the name"],
  ],
  [
    "file.matchDirectories",
    '{dir: "/a "}',
    [directory("/a /")],
    [
      '13: dir: "/a " is read as "/a /"',
      "13: dir: has a blank at its end or a control character: it is taken as part of the name",
    ],
  ],
  ["network.matchProtocols", "{protocol: TCP}", [protocol("tcp")], ['18: protocol: "TCP" is read as "tcp"']],
  [
    "network.matchProtocols",
    "{protocol: 'tcp, UDP'}",
    [protocol("tcp"), protocol("udp")],
    ['18: protocol: "tcp, UDP" is read as 2 rules: better write one for each', '18: protocol: "UDP" is read as "udp"'],
  ],
  [
    "capabilities.matchCapabilities",
    "{capability: CAP_NET_RAW}",
    [capability("net_raw")],
    ['20: capability: "CAP_NET_RAW" is read as "net_raw"'],
  ],
  [
    "capabilities.matchCapabilities",
    "{capability: 'net_raw,cap_sys_admin'}",
    [capability("net_raw"), capability("sys_admin")],
    [
      '20: capability: "net_raw,cap_sys_admin" is read as 2 rules: better write one for each',
      '20: capability: "cap_sys_admin" is read as "sys_admin"',
    ],
  ],
  [
    "syscalls.matchSyscalls",
    "{syscall: [umount]}",
    [syscall(["umount2"])],
    ['18: syscall[0]: "umount" is read as "umount2"'],
  ],
  [
    "syscalls.matchPaths",
    "{path: /home, syscall: [unlink], recursive: true}",
    [syscall(["unlink"], directory("/home/", true))],
    ['7: "/home" is read as "/home/"'],
  ],
  ["file.matchPaths", "{path: /a, action: BLOCK}", [path("/a")], ['26: action: "BLOCK" is read as "Block"']],
  [
    "file.matchPaths",
    "{path: /a, fromSource: [{dir: /b}, {path: '/c*'}]}",
    [path("/a")],
    [
      '37: fromSource[0].dir: "/b" is read as "/b/"',
      '49: fromSource[1].path: "/c*" is read as a pattern: better write it as "pattern"',
    ],
  ],
] as const) {
  t.test(`read with notes: ${list} ${text}`, async (t) => {
    const written = item(POD, list, text);
    t.strictSame(
      told(written),
      notes.map((note) => `note ${inItem(list, note)}`),
    );
    t.strictSame(
      rulesOf(written).map(({ target }) => target),
      targets,
    );
  });
}

t.test("lists without rules say nothing beside others that do", async (t) => {
  const body = "  process: {matchPaths: [{path: /p}], matchDirectories: }\n  file: {matchPaths: []}\n  syscalls:\n";
  t.equal(policyOf(POD + body).rules.length, 1);
});

t.test("all blocks and lists, in the order of the grammar", async (t) => {
  const rules = rulesOf(`${POD}  presets: [{name: exec}]
  syscalls: {matchPaths: [{path: /s, syscall: [mount]}], matchSyscalls: [{syscall: [mount]}]}
  capabilities: {matchCapabilities: [{capability: bpf}]}
  network: {matchDNSQueries: [{domain: a.b}], matchAddresses: [{port: 1}], matchProtocols: [{protocol: raw}]}
  file: {matchPatterns: [{pattern: /c}], matchDirectories: [{dir: /b/}], matchPaths: [{path: /a}]}
  process: {matchPatterns: [{pattern: /c}], matchDirectories: [{dir: /b/}], matchPaths: [{path: /a}]}
`);
  t.strictSame(
    rules.map(({ class: ruleClass, target }) => `${ruleClass} ${target.kind}`),
    [
      "process path",
      "process directory",
      "process pattern",
      "file path",
      "file directory",
      "file pattern",
      "network protocol",
      "network address",
      "dns domain",
      "capabilities capability",
      "syscalls syscall",
      "syscalls syscall",
      "presets preset",
    ],
  );
});
