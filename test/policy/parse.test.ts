// SPDX-License-Identifier: Apache-2.0
// From text to policies: every problem and where it is told, then what is accepted and in which spelling it comes out.

import fc from "fast-check";
import t from "tap";
import { type ParsedDocument, parsePolicies } from "../../src/policy/parse.ts";
import type { Rule } from "../../src/policy/policy.ts";
import { formatProblem } from "../../src/problem.ts";

/** The head of a policy, twelve lines up to and with "spec:" and its selector; rules come at line 9. */
const HEAD = `apiVersion: security.kubearmor.com/v1
kind: KubeArmorHostPolicy
metadata:
  name: web
spec:
  nodeSelector:
    matchLabels:
      kubearmor.io/hostname: "*"
`;
const RULE = "  process: {matchPaths: [{path: /a}]}\n";

function parse(text: string): ParsedDocument[] {
  return parsePolicies(text, "web.yaml");
}

function problems(text: string): string[] {
  return parse(text).flatMap((document) => document.problems.map(formatProblem));
}

function rulesOf(body: string): readonly Rule[] {
  const [document] = parse(HEAD + body);
  if (document?.policy == null) throw new Error(document?.problems.map(formatProblem).join("\n"));
  return document.policy.rules;
}

const NOT_ENFORCED = "is not enforced by this version of Bailiff";
const SELECTS_NOTHING = "nodeSelector.matchLabels is required and selects nothing when empty";

for (const [name, text, want] of [
  ["no mapping", "hello", ['web.yaml:1:1: expected a mapping, got "hello"']],
  ["a list", "- a", ["web.yaml:1:1: expected a mapping, got a list"]],
  [
    "an empty mapping",
    "{}",
    ["apiVersion", "kind", "metadata", "spec"].map((key) => `web.yaml:1:1: missing key "${key}"`),
  ],
  [
    "another apiVersion",
    (HEAD + RULE).replace("com/v1", "com/v2"),
    ['web.yaml:1:13: apiVersion: must be "security.kubearmor.com/v1", got "security.kubearmor.com/v2"'],
  ],
  [
    "a kind that is not enforced",
    (HEAD + RULE).replace("KubeArmorHostPolicy", "KubeArmorPolicy"),
    [`web.yaml:2:7: kind: KubeArmorPolicy ${NOT_ENFORCED}`],
  ],
  [
    "a misspelt kind",
    (HEAD + RULE).replace("KubeArmorHostPolicy", "KubeArmourHostPolicy"),
    ['web.yaml:2:7: kind: unknown kind "KubeArmourHostPolicy", did you mean "KubeArmorHostPolicy"?'],
  ],
  ["a kind of others", (HEAD + RULE).replace("KubeArmorHostPolicy", "Pod"), ['web.yaml:2:7: kind: unknown kind "Pod"']],
  ["no name", (HEAD + RULE).replace("name: web", "labels: {}"), ['web.yaml:4:3: metadata: missing key "name"']],
  [
    "a name that is none",
    (HEAD + RULE).replace("name: web", "name: Web_1"),
    ['web.yaml:4:9: metadata.name: must be a DNS name: lower-case letters, digits, "-" and ".", got "Web_1"'],
  ],
  [
    "a namespace",
    (HEAD + RULE).replace("name: web", "name: web\n  namespace: shop"),
    ["web.yaml:5:3: metadata.namespace: a host policy belongs to no namespace"],
  ],
  ["an unknown key on top", `${HEAD}${RULE}sepc: {}`, ['web.yaml:10:1: unknown key "sepc", did you mean "spec"?']],
  [
    "an unknown key in the spec",
    `${HEAD}${RULE}  proces: {}`,
    ['web.yaml:10:3: spec: unknown key "proces", did you mean "process"?'],
  ],
  [
    "selector instead of nodeSelector",
    (HEAD + RULE).replace("nodeSelector", "selector"),
    [
      'web.yaml:6:3: spec: unknown key "selector", did you mean "nodeSelector"?',
      `web.yaml:6:3: spec: ${SELECTS_NOTHING}`,
    ],
  ],
  [
    "no labels",
    (HEAD + RULE).replace('      kubearmor.io/hostname: "*"\n', "      {}\n"),
    [`web.yaml:8:7: spec.nodeSelector.matchLabels: ${SELECTS_NOTHING}`],
  ],
  [
    "labels without a value",
    (HEAD + RULE).replace('      kubearmor.io/hostname: "*"\n', ""),
    [`web.yaml:7:5: spec.nodeSelector: ${SELECTS_NOTHING}`],
  ],
  [
    "a label that is a number",
    (HEAD + RULE).replace('"*"', "5"),
    [
      'web.yaml:8:30: spec.nodeSelector.matchLabels["kubearmor.io/hostname"]: expected a string, got 5: write it in quotes',
    ],
  ],
  [
    "a host name that is empty",
    (HEAD + RULE).replace('"*"', '" "'),
    ['web.yaml:8:30: spec.nodeSelector.matchLabels["kubearmor.io/hostname"]: names no host'],
  ],
  [
    "a label of nodes that is not known here",
    (HEAD + RULE).replace("kubearmor.io/hostname", "kubernetes.io/os"),
    [
      'web.yaml:8:7: spec.nodeSelector.matchLabels["kubernetes.io/os"]: is not enforced by this version of Bailiff, which selects by host name',
    ],
  ],
  [
    "a misspelt label",
    (HEAD + RULE).replace("kubearmor.io/hostname", "kubearmor.io/hostnme"),
    [
      'web.yaml:8:7: spec.nodeSelector.matchLabels["kubearmor.io/hostnme"]: is not enforced by this version of Bailiff, which selects by host name, did you mean "kubearmor.io/hostname"?',
    ],
  ],
  [
    "expressions in the selector",
    (HEAD + RULE).replace("    matchLabels", "    matchExpressions: []\n    matchLabels"),
    ['web.yaml:7:5: spec.nodeSelector: unknown key "matchExpressions"'],
  ],
  ["no rules", HEAD, ["web.yaml:6:3: spec: has no rules"]],
  ["a block without rules", `${HEAD}  process: {matchPaths: []}\n`, ["web.yaml:6:3: spec: has no rules"]],
  [
    "everything wrong at once",
    `${HEAD}  severity: 11
  tags: a
  action: Alow
  process:
    matchPaths:
    - path: etc/shadow
      ownerOnly: true
    - pth: /x
  file:
    matchDirectories:
    - dir: /etc
      recurive: true
`,
    [
      "web.yaml:9:13: spec.severity: must be a whole number from 1 to 10, got 11",
      'web.yaml:10:9: spec.tags: expected a list, got "a"',
      'web.yaml:11:11: spec.action: unknown action "Alow": it is Audit or Block',
      'web.yaml:14:13: spec.process.matchPaths[0].path: must be absolute, got "etc/shadow"',
      `web.yaml:15:18: spec.process.matchPaths[0].ownerOnly: true ${NOT_ENFORCED}`,
      'web.yaml:16:7: spec.process.matchPaths[1]: unknown key "pth", did you mean "path"?',
      'web.yaml:20:7: spec.file.matchDirectories[0]: unknown key "recurive", did you mean "recursive"?',
    ],
  ],
] as const) {
  t.test(`refused: ${name}`, async (t) => {
    t.strictSame(problems(text), want);
    for (const document of parse(text)) t.equal(document.policy, null);
  });
}

/** Problems of one line in the place of rules, at line 9. */
for (const [name, line, want] of [
  ["Allow for all", "  action: Allow\n", [`9:11: spec.action: Allow ${NOT_ENFORCED}`]],
  ["Allow for a block", "  file: {action: allow}", [`9:18: spec.file.action: Allow ${NOT_ENFORCED}`]],
  ["an action in capitals", "  action: BLOCK", ['9:11: spec.action: unknown action "BLOCK", did you mean "Block"?']],
  ["a severity of zero", "  severity: 0", ["9:13: spec.severity: must be a whole number from 1 to 10, got 0"]],
  ["half a severity", "  severity: 1.5", ["9:13: spec.severity: must be a whole number from 1 to 10, got 1.5"]],
  ["a severity as text", "  severity: '5'", ['9:13: spec.severity: expected a whole number, got "5"']],
  [
    "a tag that is a number",
    "  tags: [a, 1.1]",
    ["9:13: spec.tags[1]: expected a string, got 1.1: write it in quotes"],
  ],
  ["a tag that is a list", "  tags: [[a]]", ["9:10: spec.tags[0]: expected a string, got a list"]],
  ["a message that is a number", "  message: 5", ["9:12: spec.message: expected a string, got 5: write it in quotes"]],
  ["capabilities", "  capabilities: {matchCapabilities: []}", [`9:3: spec.capabilities: ${NOT_ENFORCED}`]],
  ["syscalls", "  syscalls: {matchSyscalls: []}", [`9:3: spec.syscalls: ${NOT_ENFORCED}`]],
  ["devices", "  device: {matchDevice: []}", [`9:3: spec.device: ${NOT_ENFORCED}`]],
  ["presets", "  presets: [{name: exec}]", [`9:3: spec.presets: ${NOT_ENFORCED}`]],
  ["raw AppArmor", "  apparmor: |\n    deny x", [`9:3: spec.apparmor: ${NOT_ENFORCED}`]],
  ["patterns", "  file: {matchPatterns: [{pattern: /a*}]}", [`9:10: spec.file.matchPatterns: ${NOT_ENFORCED}`]],
  ["DNS", "  network: {matchDNSQueries: [{domain: a.b}]}", [`9:13: spec.network.matchDNSQueries: ${NOT_ENFORCED}`]],
  ["a list for a block", "  file: [a]", ["9:9: spec.file: expected a mapping, got a list"]],
  [
    "a mapping for rules",
    "  file: {matchPaths: {path: /a}}",
    ["9:22: spec.file.matchPaths: expected a list, got a mapping"],
  ],
  ["text for a rule", "  file: {matchPaths: [/a]}", ['9:23: spec.file.matchPaths[0]: expected a mapping, got "/a"']],
] as const) {
  t.test(`refused in the spec: ${name}`, async (t) => {
    t.strictSame(
      problems(`${HEAD}${line}\n`),
      want.map((problem) => `web.yaml:${problem}`),
    );
  });
}

/** Problems of one rule, which starts at 11:6. */
for (const [name, list, item, want] of [
  ["no path", "process.matchPaths", "{severity: 1}", ['11:6: missing key "path"']],
  ["an empty path", "process.matchPaths", "{path: }", ['11:6: missing key "path"']],
  ["a relative path", "file.matchPaths", "{path: etc/shadow}", ['11:13: path: must be absolute, got "etc/shadow"']],
  ["an empty text as path", "file.matchPaths", "{path: ''}", ['11:13: path: must be absolute, got ""']],
  [
    "a path that is a number",
    "file.matchPaths",
    "{path: 7}",
    ["11:13: path: expected a string, got 7: write it in quotes"],
  ],
  [
    "a path that is a directory",
    "file.matchPaths",
    "{path: /etc/}",
    ['11:13: path: must not end with "/", got "/etc/": a directory is named by matchDirectories'],
  ],
  [
    "the root as path",
    "file.matchPaths",
    "{path: /}",
    ['11:13: path: must not end with "/", got "/": a directory is named by matchDirectories'],
  ],
  [
    "a path that ends in a dot",
    "file.matchPaths",
    "{path: /etc/.}",
    ['11:13: path: must not end with "/", got "/etc/.": a directory is named by matchDirectories'],
  ],
  ["a way up", "file.matchPaths", "{path: /etc/../x}", ['11:13: path: must not contain "..", got "/etc/../x"']],
  ["NUL", "file.matchPaths", '{path: "/a\\0b"}', ['11:13: path: must not contain a NUL byte, got "/a\\u0000b"']],
  [
    "half a character",
    "file.matchPaths",
    '{path: "/a\\ud800"}',
    ['11:13: path: must be valid Unicode, got "/a\\ud800"'],
  ],
  [
    "a path that is too long",
    "file.matchPaths",
    `{path: /${"a".repeat(4096)}}`,
    ["11:13: path: is 4097 bytes long, the limit is 4096"],
  ],
  [
    "a path that is too long in bytes",
    "file.matchPaths",
    `{path: /${"é".repeat(2048)}}`,
    ["11:13: path: is 4097 bytes long, the limit is 4096"],
  ],
  [
    "a directory that is too long",
    "file.matchDirectories",
    `{dir: /${"a".repeat(4095)}}`,
    ["11:12: dir: is 4097 bytes long, the limit is 4096"],
  ],
  ["a directory's way up", "file.matchDirectories", "{dir: /..}", ['11:12: dir: must not contain "..", got "/.."']],
  ["no directory", "file.matchDirectories", "{recursive: true}", ['11:6: missing key "dir"']],
  ["path for a directory", "file.matchDirectories", "{path: /etc/}", ['11:7: unknown key "path", did you mean "dir"?']],
  [
    "recursive: yes",
    "file.matchDirectories",
    "{dir: /a, recursive: yes}",
    ['11:27: recursive: expected true or false, got "yes"'],
  ],
  ["ownerOnly", "process.matchDirectories", "{dir: /a, ownerOnly: true}", [`11:27: ownerOnly: true ${NOT_ENFORCED}`]],
  ["readOnly", "file.matchPaths", "{path: /a, readOnly: true}", [`11:27: readOnly: true ${NOT_ENFORCED}`]],
  ["readOnly for a program", "process.matchPaths", "{path: /a, readOnly: false}", ['11:17: unknown key "readOnly"']],
  ["a source", "file.matchPaths", "{path: /a, fromSource: [{path: /b}]}", [`11:17: fromSource: ${NOT_ENFORCED}`]],
  [
    "a source of a directory",
    "process.matchDirectories",
    "{dir: /a, fromSource: [{path: /b}]}",
    [`11:16: fromSource: ${NOT_ENFORCED}`],
  ],
  ["a terminal", "file.matchDirectories", "{dir: /a, pts: false}", [`11:16: pts: ${NOT_ENFORCED}`]],
  ["a name of a program", "process.matchPaths", "{execname: sh}", [`11:7: execname: ${NOT_ENFORCED}`]],
  ["arguments", "process.matchPaths", "{path: /a, allowedArgs: [-x]}", [`11:17: allowedArgs: ${NOT_ENFORCED}`]],
  ["arguments of a file", "file.matchPaths", "{path: /a, allowedArgs: [-x]}", ['11:17: unknown key "allowedArgs"']],
  ["no protocol", "network.matchProtocols", "{}", ['11:6: missing key "protocol"']],
  [
    "a misspelt protocol",
    "network.matchProtocols",
    "{protocol: tpc}",
    ['11:17: protocol: unknown protocol "tpc", did you mean "tcp"?'],
  ],
  [
    "a nearly right protocol",
    "network.matchProtocols",
    "{protocol: steam}",
    ['11:17: protocol: unknown protocol "steam", did you mean "stream"?'],
  ],
  [
    "an empty protocol in a list",
    "network.matchProtocols",
    "{protocol: 'tcp,'}",
    [
      '11:17: protocol: unknown protocol "": it is one of tcp, udp, icmp, icmpv6, sctp, dccp, raw, stream, dgram, rdm, seqpacket, packet, all',
    ],
  ],
  [
    "a source of a protocol",
    "network.matchProtocols",
    "{protocol: tcp, fromSource: [{path: /a}]}",
    [`11:22: fromSource: ${NOT_ENFORCED}`],
  ],
  [
    "an action at a rule",
    "file.matchPaths",
    "{path: /a, action: Deny}",
    ['11:25: action: unknown action "Deny": it is Audit or Block'],
  ],
  [
    "an unknown key that moves the cursor",
    "file.matchPaths",
    '{path: /a, "\\e[2Jx\\u202e": 1}',
    ['11:17: unknown key "\\u001b[2Jx\\u202e"'],
  ],
  ["a duplicate key", "file.matchPaths", "{path: /a, path: /b}", ['11:17: duplicate key "path"']],
] as const) {
  t.test(`refused in a rule: ${name}`, async (t) => {
    const [block, key] = list.split(".");
    const told = problems(`${HEAD}  ${block}:\n   ${key}:\n   - ${item}\n`);
    // Problems of the YAML itself have no path.
    const path = (problem: string) => problem.replace(`spec.${list}[0]`, "").replace(/: [.:] ?/, ": ");
    t.strictSame(
      told.map(path),
      want.map((problem) => `web.yaml:${problem}`),
    );
  });
}

t.test("no text, no documents", async (t) => {
  for (const text of ["", "# a comment\n", "---\n---\n"]) t.strictSame(parse(text), []);
});

t.test("the smallest policy", async (t) => {
  t.strictSame(parse(HEAD + RULE), [
    {
      kind: "KubeArmorHostPolicy",
      name: "web",
      at: { file: "web.yaml", line: 1, column: 1 },
      policy: {
        kind: "KubeArmorHostPolicy",
        name: "web",
        nodeSelector: new Map([["kubearmor.io/hostname", "*"]]),
        at: { file: "web.yaml", line: 1, column: 1 },
        rules: [
          {
            class: "process",
            target: { kind: "path", path: "/a" },
            action: "Block",
            severity: 0,
            tags: [],
            message: "",
            at: { file: "web.yaml", line: 9, column: 26 },
          },
        ],
      },
      problems: [],
    },
  ]);
});

for (const [name, body, want] of [
  ["a path is normalised", "file: {matchPaths: [{path: //etc/./ssh//x}]}", ["file /etc/ssh/x"]],
  ["two leading slashes are one", "file: {matchPaths: [{path: //a}]}", ["file /a"]],
  ["dots inside a name are a name", "file: {matchPaths: [{path: /..a/b../...}]}", ["file /..a/b../..."]],
  ["the longest path", `file: {matchPaths: [{path: /${"a".repeat(4095)}}]}`, [`file /${"a".repeat(4095)}`]],
  ["a directory with a slash", "file: {matchDirectories: [{dir: /etc/}]}", ["file /etc/ flat"]],
  ["a directory without one", "file: {matchDirectories: [{dir: /etc}]}", ["file /etc/ flat"]],
  ["a directory is normalised", "file: {matchDirectories: [{dir: //etc//./ssh/.}]}", ["file /etc/ssh/ flat"]],
  ["the root", "process: {matchDirectories: [{dir: /, recursive: true}]}", ["process / tree"]],
  ["flags that ask for nothing", "file: {matchPaths: [{path: /a, ownerOnly: false, readOnly: false}]}", ["file /a"]],
  ["no sources", "network: {matchProtocols: [{protocol: tcp, fromSource: []}]}", ["network tcp"]],
  [
    "parts without a value",
    "file: {matchPaths: [{path: /a, tags: , fromSource: }]}\n  syscalls:\n  action:\n",
    ["file /a"],
  ],
  [
    "protocols in a list",
    "network: {matchProtocols: [{protocol: 'TCP, udp'}, {protocol: all}]}",
    ["network tcp", "network udp", "network all"],
  ],
  [
    "all blocks, in order",
    "network: {matchProtocols: [{protocol: raw}]}\n  process: {matchPaths: [{path: /p}]}\n  file: {matchPaths: [{path: /f}]}",
    ["process /p", "file /f", "network raw"],
  ],
] as const) {
  t.test(`accepted: ${name}`, async (t) => {
    const spelled = rulesOf(`  ${body}\n`).map(({ class: ruleClass, target }) => {
      if (target.kind === "directory") return `${ruleClass} ${target.directory} ${target.recursive ? "tree" : "flat"}`;
      return `${ruleClass} ${target.kind === "path" ? target.path : target.protocol}`;
    });
    t.strictSame(spelled, want);
  });
}

t.test("rules inherit from their block, blocks from the policy, each attribute for itself", async (t) => {
  const rules = rulesOf(`  severity: 2
  tags: [a, b]
  message: for all
  action: audit
  process:
    matchPaths:
    - path: /inherits
    - {path: /own, severity: 9, tags: [c], message: mine, action: Block}
    - {path: /empty, tags: [], message: "", action: ""}
  file:
    severity: 5
    action: Block
    matchDirectories:
    - {dir: /block}
    - {dir: /own, action: Audit}
`);
  t.strictSame(
    rules.map(({ action, severity, tags, message }) => [action, severity, tags.join(), message]),
    [
      ["Audit", 2, "a,b", "for all"],
      ["Block", 9, "c", "mine"],
      ["Audit", 2, "a,b", "for all"],
      ["Block", 5, "a,b", "for all"],
      ["Audit", 5, "a,b", "for all"],
    ],
  );
});

t.test("what Kubernetes writes into an object it hands out is no problem", async (t) => {
  const text = (HEAD + RULE).replace(
    "  name: web\n",
    "  name: web\n  uid: x\n  generation: 1\n  labels: {a: b}\n  annotations: {}\n  managedFields: [{}]\n",
  );
  t.strictSame(problems(`${text}status: {status: OK}\n`), []);
});

t.test("each document stands for itself", async (t) => {
  const documents = parse(`${HEAD}${RULE}---\nbroken: [\n---\n${HEAD}---\n${(HEAD + RULE).replace("web", "db")}`);
  t.strictSame(
    documents.map(({ name, policy, at }) => [name, policy !== null, at.line]),
    [
      ["web", true, 1],
      [null, false, 12],
      ["web", false, 13],
      ["db", true, 22],
    ],
  );
});

t.test("the name is read in a policy that is refused", async (t) => {
  for (const text of [HEAD, `${HEAD}${RULE}x: 1`, (HEAD + RULE).replace("HostPolicy", ""), "metadata: {name: web}"]) {
    t.equal(parse(text)[0]?.name, "web");
    t.equal(parse(text)[0]?.policy, null);
  }
  t.equal(parse("metadata: {name: 5}")[0]?.name, null);
});

t.test("no text makes it throw, and every problem has a place in the text", async (t) => {
  const words = [
    "spec",
    "process",
    "file",
    "matchPaths",
    "path",
    "/a",
    "action",
    "Block",
    ":",
    "-",
    "\n",
    "  ",
    " ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "'",
    '"',
    "&a",
    "*a",
    "|",
    "---\n",
    "#",
    "!",
    "1",
    "true",
    "\t",
    "\r\n",
    "\0",
  ];
  const noise = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(...words)).map((parts) => parts.join("")),
  );
  const seed = Date.now() & 0x7fffffff;
  t.comment(`seed ${seed}`);
  fc.assert(
    fc.property(noise, fc.nat(HEAD.length), fc.nat(20), (text, from, length) => {
      for (const edited of [text, (HEAD + RULE).slice(0, from) + text + (HEAD + RULE).slice(from + length)]) {
        const lines = edited.split(/\r\n|\n|\r/).length;
        for (const { policy, problems } of parse(edited)) {
          if ((policy === null) !== problems.length > 0) return false;
          if (problems.some(({ at }) => at.line < 1 || at.line > lines || at.column < 1)) return false;
        }
      }
      return true;
    }),
    { seed, numRuns: 2000 },
  );
  t.pass("no counterexample");
});
