// SPDX-License-Identifier: Apache-2.0
// Texts that nobody should write, and that somebody will: each is a problem or has its right meaning, soon and in little memory.

import t from "tap";
import { YAML_BYTES_MAX, YAML_DOCUMENTS_MAX } from "../../src/limits.ts";
import { parsePolicies } from "../../src/policy/parse.ts";
import { PROTOCOL_WORDS } from "../../src/policy/words.ts";
import { HOST, item, POD, policyOf, RULE, rulesOf, told } from "./texts.ts";

const GOOD = HOST + RULE;

for (const [name, text] of [
  ["a byte order mark", `\uFEFF${GOOD}`],
  ["CRLF", GOOD.replaceAll("\n", "\r\n")],
  ["CR", GOOD.replaceAll("\n", "\r")],
  ["no line break at the end", GOOD.trimEnd()],
  ["a document end", `---\n${GOOD}...\n`],
  ["tabs between tokens", GOOD.replaceAll(/: (?=\w)/g, ":\t \t")],
  [
    "JSON with tabs and CRLF",
    JSON.stringify(
      {
        spec: {
          process: { matchPaths: [{ path: "/a" }] },
          nodeSelector: { matchLabels: { "kubearmor.io/hostname": "*" } },
        },
        metadata: { name: "web" },
        kind: "KubeArmorHostPolicy",
        apiVersion: "security.kubearmor.com/v1",
      },
      null,
      "\t",
    ).replaceAll("\n", "\r\n"),
  ],
  ["anchors and aliases", GOOD.replace("[{path: /a}]", "&p [{path: &a /a}]").replace("name: web", "name: &n web")],
] as const) {
  t.test(`read: ${name}`, async (t) => {
    t.strictSame(told(text), []);
    const { at: _, ...policy } = policyOf(text);
    const { at: __, ...want } = policyOf(GOOD);
    const noPlace = (rules: typeof want.rules) => rules.map((rule) => ({ ...rule, at: null }));
    t.strictSame({ ...policy, rules: noPlace(policy.rules) }, { ...want, rules: noPlace(want.rules) });
  });
}

t.test("an alias is what it names, each time", async (t) => {
  const body = `  process: {matchPaths: [{path: /a, fromSource: &s [{path: /b}]}, {path: /c, fromSource: *s}]}\n`;
  t.strictSame(
    rulesOf(POD + body).map(({ sources }) => sources),
    [[{ kind: "path", path: "/b" }], [{ kind: "path", path: "/b" }]],
  );
});

for (const [name, text, ...want] of [
  ["tabs as indentation", GOOD.replace("  name", "\tname"), "4:1: tab characters must not be used in indentation"],
  ["a duplicate key", GOOD.replace("name: web", "name: web\n  name: web"), '5:3: duplicate key "name"'],
  [
    "a merge key",
    GOOD.replace("process:", "<<: {action: Audit}\n  process:"),
    "7:3: merge keys (<<) are not supported",
    '7:3: spec: unknown key "<<"',
  ],
  [
    "an alias bomb",
    `${Array.from({ length: 30 }, (_, i) => `a${i}: &a${i} [${i ? `*a${i - 1}, *a${i - 1}` : "x"}]`).join("\n")}\n`,
    "1:1: its aliases stand for too many values when they are written out: the limit is 100000 in a file",
  ],
  [
    "an alias inside itself",
    `${POD}  tags: &t [*t]\n`,
    "7:13: alias *t stands inside the value that it names",
    "7:13: spec.tags[0]: expected a string, got null",
  ],
  ["nesting 10,000 deep", `a: ${"[".repeat(10_000)}${"]".repeat(10_000)}`, "1:103: nesting exceeded maxDepth (100)"],
  ["nesting 10,000 deep in blocks", "- ".repeat(10_000), "1:201: nesting exceeded maxDepth (100)"],
  ["one text of 10 MiB", `${GOOD}# ${"x".repeat(10 * 1024 * 1024)}`, `1:1: is larger than ${YAML_BYTES_MAX} bytes`],
  ["a NUL byte", `${GOOD}\0`, "8:1: null byte is not allowed in input"],
  ["a control character", GOOD.replace("/a", "/\u0007"), "7:34: the stream contains non-printable characters"],
  ["a key that is a number", `${GOOD}  1: 2\n`, "8:3: a key must be a string, got a number"],
  [
    "a path of 5,000 bytes",
    item(POD, "file.matchPaths", `{path: /${"a".repeat(4999)}}`),
    "9:14: spec.file.matchPaths[0].path: is 5000 bytes long, the limit is 4096",
  ],
  ["severity: 11", `${GOOD}  severity: 11\n`, "8:13: spec.severity: must be a whole number from 1 to 10, got 11"],
  [
    "keys of JavaScript",
    `${GOOD}  __proto__: {a: b}\n  constructor: x\n  toString: y\n  hasOwnProperty: z\n`,
    '8:3: spec: unknown key "__proto__"',
    '9:3: spec: unknown key "constructor"',
    '10:3: spec: unknown key "toString"',
    '11:3: spec: unknown key "hasOwnProperty"',
  ],
  [
    "words of JavaScript",
    `${GOOD}  action: constructor\n`,
    '8:11: spec.action: unknown word "constructor": it is one of Allow, Audit, Block',
  ],
  ["a text that is not YAML", "#!/bin/sh\nrm -rf /\n", '2:1: expected a mapping, got "rm -rf /"'],
  [
    "more rules with their sources than a policy may have",
    item(
      POD,
      "network.matchProtocols",
      `{protocol: "${PROTOCOL_WORDS.join()}", fromSource: [${"{path: /s},".repeat(20_000)}]}`,
    ),
    "6:3: spec: has 260000 rules with their sources, the limit is 200000",
    `note 9:18: spec.network.matchProtocols[0].protocol: "${PROTOCOL_WORDS.join()}" is read as 13 rules: better write one for each`,
  ],
  [
    "more patterns than a policy may have",
    `${POD}  file: {matchPatterns: [${"{pattern: /*},".repeat(1001)}]}\n`,
    "6:3: spec: has 1001 patterns, the limit is 1000",
  ],
  ["what a program prints", "\u001b[31mred", "1:1: the stream contains non-printable characters"],
] as const) {
  t.test(`refused: ${name}`, async (t) => t.strictSame(told(text), want));
}

t.test("keys of JavaScript are labels like others", async (t) => {
  const { scope } = policyOf(POD.replace("{}", "{matchLabels: {__proto__: a, toString: b}}") + RULE);
  if (scope.kind !== "namespace") throw new Error(scope.kind);
  t.strictSame(Array.from(scope.pods.labels), [
    ["__proto__", "a"],
    ["toString", "b"],
  ]);
  t.equal(({} as { a?: unknown }).a, undefined);
});

t.test("a problem is one line and cannot move the cursor", async (t) => {
  for (const odd of ["\\n", "\\r", "\\e[2J", "\\u202e", "\\u2028", "\\x9b", "\\u200b"]) {
    const texts = [
      item(POD, "file.matchPaths", `{path: "a${odd}b"}`),
      item(POD, "file.matchPaths", `{"k${odd}": 1}`),
      `${POD}  action: "${odd}"\n`,
      POD.replace("name: web", `name: "${odd}"`),
      POD.replace("{}", `{matchLabels: {"a${odd}": 5}}`),
      `${GOOD}  process: {matchPatterns: [{pattern: "/[${odd}"}]}`,
    ];
    for (const line of texts.flatMap(told)) t.notMatch(line, /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2066-\u2069]/u);
  }
});

t.test("a problem does not repeat a long text", async (t) => {
  const long = "x".repeat(500_000);
  for (const text of [
    item(POD, "file.matchPaths", `{path: ${long}}`),
    item(POD, "file.matchPaths", `{${long}: 1}`),
    POD.replace("{}", `{matchLabels: {${long}: 5}}`),
    POD.replace("web", long),
    POD.replace("KubeArmorPolicy", long),
    `${POD}  action: ${long}\n`,
    item(POD, "network.matchProtocols", `{protocol: ${long}}`),
    item(POD, "network.matchDNSQueries", `{domain: ${long}}`),
  ]) {
    const lines = told(text);
    t.ok(lines.length > 0);
    for (const line of lines) t.ok(line.length < 1000, `${line.length} characters`);
  }
});

t.test("10,000 documents are read, the next is refused, and a broken one spoils none", async (t) => {
  const small = (i: number) =>
    `apiVersion: security.kubearmor.com/v1\nkind: KubeArmorPolicy\nmetadata: {name: p${i}}\n`;
  const texts = Array.from({ length: YAML_DOCUMENTS_MAX + 1 }, (_, i) => (i === 5000 ? "a: [\n" : small(i)));
  const documents = parsePolicies(texts.join("---\n"), "f");
  t.equal(documents.length, YAML_DOCUMENTS_MAX + 1);
  t.equal(documents.filter(({ name }) => name !== null).length, YAML_DOCUMENTS_MAX - 1);
  t.match(documents.at(-1)?.problems, [{ message: /too many/ }]);
});

/** The head and as many pieces as fit into the largest text. */
function filled(head: string, piece: string, tail = ""): string {
  return head + piece.repeat(Math.floor((YAML_BYTES_MAX - head.length - tail.length) / piece.length)) + tail;
}

function oneRule(list: string, start: string, piece: string, end: string): string {
  const [head = "", tail = ""] = item(POD, list, `${start}@${end}`).split("@");
  return filled(head, piece, tail);
}

/** Different keys: "k0: 5,k1: 5". */
function numbered(count: number, value: string): string {
  return Array.from({ length: count }, (_, i) => `k${i}${value}`).join();
}

/** A rule whose sources are an alias each, and as many aliases of the rule. */
function aliased(rules: number, sources: number): string {
  const rule = `{path: /a, fromSource: [&s {path: /b},${"*s,".repeat(sources)}]}`;
  return `${POD}  file: {matchPaths: [&r ${rule},${"*r,".repeat(rules)}]}\n---\n`;
}

/** Texts of a mebibyte that could take long if anything looked at each of its parts once for every other. */
for (const [name, text, msMax = 4000] of [
  ["rules", filled(`${POD}  file:\n    matchPaths:\n`, "    - path: /etc/shadow\n")],
  ["rules in one line", filled(`${POD}  file: {matchPaths: [`, "{path: /a},", "]}\n")],
  ["rules that are wrong", filled(`${POD}  file:\n    matchPaths:\n`, "    - path: etc\n")],
  ["rules with notes", filled(`${POD}  file:\n    matchPaths:\n`, "    - path: //a\n")],
  ["misspelt keys", filled(`${POD}  file: {matchPaths: [`, "{pth: /a},", "]}\n")],
  ["unknown keys", item(POD, "file.matchPaths", `{${numbered(80_000, ": 1")}}`)],
  ["misspelt system calls", oneRule("syscalls.matchSyscalls", "{syscall: [", "opn,", "]}")],
  ["right system calls", oneRule("syscalls.matchSyscalls", "{syscall: [", "open,", "]}")],
  ["misspelt capabilities", oneRule("capabilities.matchCapabilities", "{capability: '", "chwn,", "'}")],
  ["empty protocols", oneRule("network.matchProtocols", "{protocol: '", ",", "'}")],
  [
    "protocols with sources",
    `${POD}  network: {matchProtocols: [{protocol: '${"tcp,udp,".repeat(20_000)}tcp', fromSource: [${"{path: /a},".repeat(40_000)}]}]}\n`,
  ],
  ["domains", oneRule("network.matchDNSQueries", "{domain: '", "a.b,", "c'}")],
  ["a domain of dots", oneRule("network.matchDNSQueries", "{domain: 'a", ".", "b'}")],
  [
    "a duration of digits",
    filled(`${POD.replace("Policy", "NetworkPolicy")}  ingress: [{limit: 1G, duration: '`, "1", "'}]\n"),
  ],
  [
    "a limit of zeros",
    filled(`${POD.replace("Policy", "NetworkPolicy")}  ingress: [{duration: 1s, limit: '`, "0", "'}]\n"),
  ],
  ["a path of slashes", oneRule("file.matchPaths", "{path: '", "/", "a'}")],
  ["a path of dots", oneRule("file.matchPaths", "{path: '", "/.", "/a'}")],
  ["a path of ways up", oneRule("file.matchPaths", "{path: '/a", "/..", "'}")],
  [
    "patterns of braces",
    filled(`${POD}  file: {matchPatterns: [`, `{pattern: '/${"{a,b}".repeat(8)}'},`, "]}\n"),
    20_000,
  ],
  ["a pattern of braces", oneRule("file.matchPatterns", "{pattern: '/", "{a,", "'}")],
  ["a pattern of stars", oneRule("file.matchPatterns", "{pattern: '/", "*a", "'}")],
  ["labels that are numbers", POD.replace("{}", `{matchLabels: {${numbered(60_000, ": 5")}}}`)],
  ["labels", POD.replace("{}", `{matchLabels: {${numbered(60_000, ": x")}}}`)],
  [
    "containers",
    filled(`${POD.slice(0, POD.indexOf("{}"))}{matchLabels: {kubearmor.io/container.name: '[`, "a,", `]'}}\n${RULE}`),
  ],
  [
    "a container of stars",
    filled(`${POD.slice(0, POD.indexOf("{}"))}{matchLabels: {kubearmor.io/container.name: '`, ".*", `'}}\n${RULE}`),
  ],
  ["documents of six bytes", "--- x\n".repeat(YAML_BYTES_MAX / 6)],
  ["documents with much in aliases", filled("", aliased(1000, 300))],
  ["documents with little in aliases", filled("", aliased(4, 4))],
] as const) {
  t.test(`takes no more than a moment: ${name}`, async (t) => {
    const cpu = process.cpuUsage();
    const documents = parsePolicies(text, "f");
    const { user, system } = process.cpuUsage(cpu);
    const ms = (user + system) / 1000;
    t.comment(`${Math.round(ms)} ms for ${Math.round(text.length / 1024)} KiB`);
    t.ok(ms < msMax, `${ms} ms`);
    t.ok(documents.length > 0);
    t.ok(documents.every(({ policy, problems }) => (policy === null) === problems.length > 0));
  });
}
