// SPDX-License-Identifier: Apache-2.0
// What is wrong in the lists of rules: each problem, its place and its words. What is right: parse-rules.test.ts.

import t from "tap";
import { HOST, inItem, item, POD, told } from "./texts.ts";

const LONG = "a".repeat(4096);

for (const [name, list, text, ...problems] of [
  ["nothing", "process.matchPaths", "{severity: 1}", '7: missing "path" or "execname"'],
  ["both", "process.matchPaths", "{path: /a, execname: b}", '7: has "path" and "execname": only one of them can be'],
  ["no value", "file.matchPaths", "{path: }", '7: missing key "path"'],
  ["no path", "file.matchPaths", "{readOnly: true}", '7: missing key "path"'],
  ["not a mapping", "file.matchPaths", "/a", '7: expected a mapping, got "/a"'],
  ["a relative path", "file.matchPaths", "{path: etc/shadow}", '14: path: must be absolute, got "etc/shadow"'],
  ["an empty text as path", "file.matchPaths", "{path: ''}", '14: path: must be absolute, got ""'],
  ["a path that is a number", "file.matchPaths", "{path: 7}", "14: path: expected a string, got 7: write it in quotes"],
  [
    "a path that is true",
    "file.matchPaths",
    "{path: true}",
    "14: path: expected a string, got true: write it in quotes",
  ],
  ["a path that is a list", "file.matchPaths", "{path: [/a]}", "14: path: expected a string, got a list"],
  [
    "a path that is a directory",
    "file.matchPaths",
    "{path: /etc/}",
    '14: path: must not end with "/", got "/etc/": a directory is named by matchDirectories',
  ],
  [
    "the root as path",
    "process.matchPaths",
    "{path: /}",
    '14: path: must not end with "/", got "/": a directory is named by matchDirectories',
  ],
  [
    "a path that ends in a dot",
    "file.matchPaths",
    "{path: /etc/.}",
    '14: path: must not end with "/", got "/etc/.": a directory is named by matchDirectories',
  ],
  ["a way up", "file.matchPaths", "{path: /etc/../x}", '14: path: must not contain "..", got "/etc/../x"'],
  ["NUL", "file.matchPaths", '{path: "/a\\0b"}', '14: path: must not contain a NUL byte, got "/a\\u0000b"'],
  ["half a character", "file.matchPaths", '{path: "/a\\ud800"}', '14: path: must be valid Unicode, got "/a\\ud800"'],
  ["too long", "file.matchPaths", `{path: /${LONG}}`, "14: path: is 4097 bytes long, the limit is 4096"],
  [
    "too long in bytes",
    "file.matchPaths",
    `{path: /${"é".repeat(2048)}}`,
    "14: path: is 4097 bytes long, the limit is 4096",
  ],
  [
    "a directory too long",
    "file.matchDirectories",
    `{dir: /${LONG}}`,
    "13: dir: is 4098 bytes long, the limit is 4096",
  ],
  ["a directory's way up", "file.matchDirectories", "{dir: /..}", '13: dir: must not contain "..", got "/.."'],
  [
    "a pattern as directory",
    "file.matchDirectories",
    "{dir: /home/*/.ssh/}",
    '13: dir: must not contain "*", got "/home/*/.ssh/": write it as a pattern',
  ],
  ["no directory", "file.matchDirectories", "{recursive: true}", '7: missing key "dir"'],
  ["path for a directory", "file.matchDirectories", "{path: /etc/}", '8: unknown key "path", did you mean "dir"?'],
  [
    "recursive: yes",
    "file.matchDirectories",
    "{dir: /a/, recursive: yes}",
    '29: recursive: expected true or false, got "yes"',
  ],
  [
    "a misspelt key",
    "file.matchDirectories",
    "{dir: /a/, recurive: true}",
    '18: unknown key "recurive", did you mean "recursive"?',
  ],
  ["no pattern", "file.matchPatterns", "{ownerOnly: true}", '7: missing key "pattern"'],
  ["a relative pattern", "process.matchPatterns", "{pattern: mysqld}", '17: pattern: must be absolute, got "mysqld"'],
  [
    "an open class in a pattern",
    "file.matchPatterns",
    "{pattern: '/a[b'}",
    '17: pattern: has "[" without "]", got "[b"',
  ],
  [
    "a pattern for directories",
    "file.matchPatterns",
    "{pattern: '/a/**/'}",
    '17: pattern: must not end with "/", as no path does, got "/a/**/", did you mean "/a/**"?',
  ],
  [
    "a pattern as path, broken",
    "file.matchPaths",
    "{path: '/*/../x'}",
    '14: path: must not contain "..", got "/*/../x"',
  ],
  ["readOnly for a program", "process.matchPaths", "{path: /a, readOnly: true}", '18: unknown key "readOnly"'],
  ["execname of a file", "file.matchPaths", "{execname: a}", '8: unknown key "execname"'],
  [
    "a path as execname",
    "process.matchPaths",
    "{execname: bin/sh}",
    '18: execname: must be the last component of a path, got "bin/sh"',
  ],
  [
    "an empty execname",
    "process.matchPaths",
    "{execname: ''}",
    '18: execname: must be the last component of a path, got ""',
  ],
  [
    "dots as execname",
    "process.matchPaths",
    "{execname: ..}",
    '18: execname: must be the last component of a path, got ".."',
  ],
  [
    "a pattern as execname",
    "process.matchPaths",
    "{execname: python*}",
    '18: execname: must be a name, got the pattern "python*": matchPatterns knows "/**/python*"',
  ],
  [
    "an execname that is too long",
    "process.matchPaths",
    `{execname: ${"a".repeat(256)}}`,
    "18: execname: is 256 bytes long, the limit is 255",
  ],
  [
    "half a character in execname",
    "process.matchPaths",
    '{execname: "\\ud800"}',
    '18: execname: must be valid Unicode, got "\\ud800"',
  ],
  [
    "arguments that are none",
    "process.matchPaths",
    '{path: /a, allowedArgs: ["a\\0b", 5]}',
    '32: allowedArgs[0]: must not contain a NUL byte, got "a\\u0000b"',
    "40: allowedArgs[1]: expected a string, got 5: write it in quotes",
  ],
  [
    "too many arguments",
    "process.matchPaths",
    `{path: /a, allowedArgs: [${"x,".repeat(21)}]}`,
    "31: allowedArgs: has 21 items, the limit is 20",
  ],
  ["arguments of a file", "file.matchPaths", "{path: /a, allowedArgs: [-x]}", '18: unknown key "allowedArgs"'],
  [
    "a source without a name",
    "file.matchPaths",
    "{path: /a, fromSource: [{}]}",
    '31: fromSource[0]: missing "path" or "dir" or "pattern"',
  ],
  [
    "a source with two names",
    "file.matchPaths",
    "{path: /a, fromSource: [{path: /b, dir: /c/}]}",
    '31: fromSource[0]: has "path" and "dir": only one of them can be',
  ],
  [
    "a source that is recursive and no directory",
    "file.matchPaths",
    "{path: /a, fromSource: [{path: /b, recursive: true}]}",
    '31: fromSource[0]: "recursive" belongs to "dir"',
  ],
  [
    "a source's wrong directory",
    "file.matchPaths",
    "{path: /a, fromSource: [{dir: b, recursive: true}]}",
    '37: fromSource[0].dir: must be absolute, got "b"',
  ],
  [
    "a source that is a text",
    "file.matchPaths",
    "{path: /a, fromSource: [/b]}",
    '31: fromSource[0]: expected a mapping, got "/b"',
  ],
  [
    "a misspelt key of a source",
    "file.matchPaths",
    "{path: /a, fromSource: [{paht: /b}]}",
    '32: fromSource[0]: unknown key "paht", did you mean "path"?',
  ],
  [
    "sources that are no list",
    "file.matchPaths",
    "{path: /a, fromSource: {path: /b}}",
    "30: fromSource: expected a list, got a mapping",
  ],
  ["a terminal that is text", "file.matchPaths", "{path: /a, pts: 'no'}", '23: pts: expected true or false, got "no"'],
  ["no protocol", "network.matchProtocols", "{}", '7: missing key "protocol"'],
  [
    "a misspelt protocol",
    "network.matchProtocols",
    "{protocol: tpc}",
    '18: protocol: unknown word "tpc", did you mean "tcp"?',
  ],
  [
    "a protocol with something before it, which KubeArmor's expression lets pass",
    "network.matchProtocols",
    "{protocol: xxtcp}",
    '18: protocol: unknown word "xxtcp": it is one of tcp, udp, icmp, icmpv6, sctp, dccp, raw, stream, dgram, rdm, seqpacket, packet, all',
  ],
  [
    "a misspelt capability",
    "capabilities.matchCapabilities",
    "{capability: CAP_NET_RWA}",
    '20: capability: unknown word "CAP_NET_RWA", did you mean "net_raw"?',
  ],
  [
    "an unknown system call",
    "syscalls.matchSyscalls",
    "{syscall: [opn]}",
    '18: syscall[0]: unknown system call "opn", did you mean "open"?',
  ],
  [
    "system calls in a text",
    "syscalls.matchSyscalls",
    "{syscall: ['mount,umount']}",
    '18: syscall[0]: unknown system call "mount,umount"',
  ],
  ["no system call", "syscalls.matchSyscalls", "{fromSource: [{path: /a}]}", '7: missing key "syscall"'],
  ["a list of no system call", "syscalls.matchSyscalls", "{syscall: []}", "17: syscall: is empty"],
  ["a list of no argument", "process.matchPaths", "{path: /a, allowedArgs: []}", "31: allowedArgs: is empty"],
  [
    "many sockets in one",
    "network.matchAddresses",
    "{unix: '/run/*.sock'}",
    '14: unix: must be the name of one socket, got "/run/*.sock"',
  ],
  [
    "a socket's name longer than the kernel takes",
    "network.matchAddresses",
    `{unix: /${"a".repeat(108)}}`,
    "14: unix: is 109 bytes long, the limit is 108",
  ],
  [
    "a system call as alerts spell it",
    "syscalls.matchSyscalls",
    "{syscall: [SYS_MOUNT]}",
    '18: syscall[0]: unknown system call "SYS_MOUNT", did you mean "mount"?',
  ],
  [
    "an action for a system call",
    "syscalls.matchSyscalls",
    "{syscall: [mount], action: Block}",
    "26: action: system calls are only told of (Audit): there is no action",
  ],
  ["a system call on no path", "syscalls.matchPaths", "{syscall: [mount]}", '7: missing key "path"'],
  [
    "a system call on a pattern",
    "syscalls.matchPaths",
    "{syscall: [mount], path: '/a*'}",
    '32: path: must not contain "*", got "/a*"',
  ],
  [
    "an action of others",
    "file.matchPaths",
    "{path: /a, action: Deny}",
    '26: action: unknown word "Deny": it is one of Allow, Audit, Block',
  ],
  [
    "a severity of zero",
    "file.matchPaths",
    "{path: /a, severity: 0}",
    "28: severity: must be a whole number from 1 to 10, got 0",
  ],
  [
    "a severity of eleven",
    "file.matchPaths",
    "{path: /a, severity: 11}",
    "28: severity: must be a whole number from 1 to 10, got 11",
  ],
  [
    "half a severity",
    "file.matchPaths",
    "{path: /a, severity: 1.5}",
    "28: severity: must be a whole number from 1 to 10, got 1.5",
  ],
  [
    "no end of severity",
    "file.matchPaths",
    "{path: /a, severity: .inf}",
    "28: severity: must be a whole number from 1 to 10, got Infinity",
  ],
  [
    "a severity as text",
    "file.matchPaths",
    "{path: /a, severity: '5'}",
    '28: severity: expected a whole number, got "5"',
  ],
  [
    "a tag that is a number",
    "file.matchPaths",
    "{path: /a, tags: [a, 1.1]}",
    "28: tags[1]: expected a string, got 1.1: write it in quotes",
  ],
  ["a tag that is a list", "file.matchPaths", "{path: /a, tags: [[a]]}", "25: tags[0]: expected a string, got a list"],
  [
    "a message that is a number",
    "file.matchPaths",
    "{path: /a, message: 5}",
    "27: message: expected a string, got 5: write it in quotes",
  ],
  [
    "half a character in a message",
    "file.matchPaths",
    '{path: /a, message: "\\udc00"}',
    '27: message: must be valid Unicode, got "\\udc00"',
  ],
  [
    "an unknown key that moves the cursor",
    "file.matchPaths",
    '{path: /a, "\\e[2Jx\\u202e": 1}',
    '18: unknown key "\\u001b[2Jx\\u202e"',
  ],
] as const) {
  t.test(`refused: ${name}`, async (t) => {
    t.strictSame(
      told(item(POD, list, text)).filter((line) => !line.startsWith("note")),
      problems.map((problem) => inItem(list, problem)),
    );
  });
}

t.test("problems of YAML have no path", async (t) => {
  t.strictSame(told(item(POD, "file.matchPaths", "{path: /a, path: /b}")), ['9:18: duplicate key "path"']);
});

for (const [name, head, body, want] of [
  ["a list for a block", POD, "  file: [a]", ["7:9: spec.file: expected a mapping, got a list"]],
  ["text for a list", POD, "  file: {matchPaths: a}", ['7:22: spec.file.matchPaths: expected a list, got "a"']],
  [
    "an unknown list",
    POD,
    "  file: {matchPath: []}",
    ['7:10: spec.file: unknown key "matchPath", did you mean "matchPaths"?'],
  ],
  [
    "an action for all system calls",
    POD,
    "  syscalls: {action: Block, matchSyscalls: [{syscall: [mount]}]}",
    ["7:14: spec.syscalls.action: system calls are only told of (Audit): there is no action"],
  ],
  [
    "an unknown preset",
    POD,
    "  presets: [{name: exce}]",
    ['7:20: spec.presets[0].name: unknown word "exce", did you mean "exec"?'],
  ],
  [
    "a preset in another case",
    POD,
    "  presets: [{name: EXEC}]",
    ['note 7:20: spec.presets[0].name: "EXEC" is read as "exec"'],
  ],
  ["a preset without a name", POD, "  presets: [{action: Block}]", ['7:13: spec.presets[0]: missing key "name"']],
  [
    "a preset that allows",
    POD,
    "  presets: [{name: exec, action: Allow}]",
    ["7:13: spec.presets[0]: a preset is Audit or Block: nothing can be allowed by it"],
  ],
  [
    "a device in another case",
    HOST,
    "  device: {matchDevice: [{class: mass-storage}]}",
    ['note 7:34: spec.device.matchDevice[0].class: "mass-storage" is read as "MASS-STORAGE"'],
  ],
  [
    "a misspelt device",
    HOST,
    "  device: {matchDevice: [{class: MASS-STORGE}]}",
    ['7:34: spec.device.matchDevice[0].class: unknown word "MASS-STORGE", did you mean "MASS-STORAGE"?'],
  ],
  [
    "a device that is a number",
    HOST,
    "  device: {matchDevice: [{class: 8}]}",
    ["7:34: spec.device.matchDevice[0].class: expected a string, got 8: write it in quotes"],
  ],
  [
    "numbers of a device out of their range",
    HOST,
    "  device: {matchDevice: [{class: HID, subClass: 256, protocol: -1, level: 0}]}",
    [
      "7:49: spec.device.matchDevice[0].subClass: must be a whole number from 0 to 255, got 256",
      "7:64: spec.device.matchDevice[0].protocol: must be a whole number from 0 to 255, got -1",
      "7:75: spec.device.matchDevice[0].level: must be a whole number from 1 to 255, got 0",
    ],
  ],
  [
    "devices without a class",
    HOST,
    "  device: {matchDevice: [{level: 1}]}",
    ['7:26: spec.device.matchDevice[0]: missing key "class"'],
  ],
] as const) {
  t.test(`told: ${name}`, async (t) => t.strictSame(told(`${head}${body}\n`), want));
}

t.test("devices by lists of names, or by numbers that are none", async (t) => {
  for (const text of ["'HID,HUB'", "'256'", "'0x100'", "''", "'1.5'"]) {
    t.match(told(item(HOST, "device.matchDevice", `{class: ${text}}`)), [/^9:15: .*class: unknown word/]);
  }
});
