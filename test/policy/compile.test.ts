// SPDX-License-Identifier: Apache-2.0
// From rules to the blocks of a rule set: a simulation of the kernel over the bytes stands against the reference model, on named
// cases. Random ones: random.test.ts.

import t from "tap";
import {
  ActionCode,
  BLOCK_BYTES,
  Class,
  ClassFlag,
  ClauseFlag,
  Relation,
  RULE_SET,
  SocketProtocol,
} from "../../src/gen/abi.ts";
import { kernelCells } from "../../src/policy/cells.ts";
import { compile } from "../../src/policy/compile.ts";
import { writeImage } from "../../src/policy/image.ts";
import { decide } from "../../src/policy/model.ts";
import type { BoundRule, RuleSet } from "../../src/policy/resolve.ts";
import { RuleBook } from "../../src/policy/rule-book.ts";
import { settle } from "../../src/policy/settle.ts";
import { SocketType } from "../../src/policy/socket-kinds.ts";
import { ask, BLOCK, bindRule, does, exec, read, rules as ruled, write } from "./notation.ts";
import { bound, open, policy, rule, ruleSet, ruleSetOf, socket } from "./rules.ts";
import { ARCH, KEY, type KernelAct, kernel, type Manner } from "./simulated-kernel.ts";

const compiled = (set: RuleSet, id = 1) => compile(set, { key: KEY, ruleIds: new RuleBook(), id, arch: ARCH });

function outcome(set: RuleSet, act: KernelAct, manner: Manner = {}): { kernel: string; model: string } {
  return { kernel: kernel(compiled(set)).decideAct(act, manner).verdict, model: decide(set, act).verdict };
}

/** The rule set, as the kernel finds things in it. */
function readerOf(set: RuleSet) {
  const { set: reader } = kernel(compiled(set));
  if (reader === null) throw new Error("there are no rules");
  return reader;
}

function clausesAt(set: RuleSet, ruleClass: number, text: string) {
  const reader = readerOf(set);
  const cell = reader.find({ kind: "text", class: ruleClass, text, call: 0 });
  return cell === 0 ? [] : reader.cell(cell);
}

for (const [name, rules, path, want] of [
  ["no rules", [], "/a", "allow"],
  ["another path", ["file /a Block"], "/b", "allow"],
  ["a longer path", ["file /a Block"], "/ab", "allow"],
  ["below a path", ["file /a Block"], "/a/b", "allow"],
  ["another class", ["process /a Block", "network all Block"], "/a", "allow"],
  ["a path", ["file /a Block"], "/a", "deny"],
  ["a path, audited", ["file /a Audit"], "/a", "audit"],
  ["two rules on a path", ["file /a Audit", "file /a Block"], "/a", "deny"],
  ["a path in a directory", ["file /d/a Allow", "file /d/ Block"], "/d/a", "allow"],
  ["a path in a directory: to be told opens nothing", ["file /d/a Audit", "file /d/ Block"], "/d/a", "deny"],
  ["its sibling", ["file /d/a Allow", "file /d/ Block"], "/d/b", "deny"],
  ["a directory itself", ["file /d/ Block"], "/d", "deny"],
  ["a directory itself, recursive", ["file /d/ Block tree"], "/d", "deny"],
  ["a rule on the name of a directory", ["file /d Allow", "file /d/ Block tree"], "/d", "allow"],
  ["below a flat directory", ["file /d/ Block"], "/d/e/f", "allow"],
  ["a directory in a flat directory", ["file /d/ Block"], "/d/e", "deny"],
  ["below a recursive directory", ["file /d/ Block tree"], "/d/e/f", "deny"],
  ["beside a directory", ["file /d/ Block tree"], "/de", "allow"],
  ["flat and recursive, a child: the stronger", ["file /d/ Allow", "file /d/ Block tree"], "/d/a", "deny"],
  ["flat and recursive, a child: the stronger is flat", ["file /d/ Block", "file /d/ Allow tree"], "/d/a", "deny"],
  ["flat and recursive, deeper", ["file /d/ Block", "file /d/ Audit tree"], "/d/e/f", "audit"],
  ["the longer tree", ["file /d/ Block tree", "file /d/e/ Allow tree"], "/d/e/f", "allow"],
  ["the longer tree, around it", ["file /d/ Block tree", "file /d/e/ Allow tree"], "/d/f", "deny"],
  ["the longer tree itself", ["file /d/ Block tree", "file /d/e/ Allow tree"], "/d/e", "allow"],
  ["a flat directory in a tree: its children", ["file /d/ Block tree", "file /d/e/ Allow"], "/d/e/f", "allow"],
  ["a flat directory in a tree: deeper", ["file /d/ Block tree", "file /d/e/ Allow"], "/d/e/f/g", "deny"],
  ["a tree in a flat directory", ["file /d/ Block", "file /d/e/ Allow tree"], "/d/e", "allow"],
] as const) {
  t.test(`paths: ${name}`, async (t) => {
    t.strictSame(outcome(ruleSet(...rules), open(path)), { kernel: want, model: want });
  });
}

const ROOT_FLAT = ruleSet("file / Block");
const ROOT_TREE = ruleSet("file / Block tree");
for (const [name, set, path, want] of [
  ["flat, itself", ROOT_FLAT, "/", "deny"],
  ["flat, a child", ROOT_FLAT, "/a", "deny"],
  ["flat, deeper", ROOT_FLAT, "/a/b", "allow"],
  ["recursive, itself", ROOT_TREE, "/", "deny"],
  ["recursive, a child", ROOT_TREE, "/a", "deny"],
  ["recursive, deeper", ROOT_TREE, "/a/b", "deny"],
] as const) {
  t.test(`the root: ${name}`, async (t) => {
    t.strictSame(outcome(set, open(path)), { kernel: want, model: want });
  });
}

const { OTHER, TCP, UDP, ICMP, ICMPV6, SCTP, DCCP } = SocketProtocol;
const { STREAM, DGRAM, RAW, RDM, SEQPACKET, PACKET } = SocketType;
for (const [word, yes, no] of [
  [
    "tcp",
    [[STREAM, TCP]],
    [
      [STREAM, OTHER],
      [STREAM, SCTP],
      [RAW, TCP],
      [DGRAM, UDP],
    ],
  ],
  [
    "udp",
    [[DGRAM, UDP]],
    [
      [DGRAM, OTHER],
      [DGRAM, ICMP],
      [RAW, UDP],
    ],
  ],
  [
    "icmp",
    [
      [RAW, ICMP],
      [DGRAM, ICMP],
    ],
    [
      [RAW, ICMPV6],
      [RAW, OTHER],
      [DGRAM, UDP],
    ],
  ],
  [
    "icmpv6",
    [
      [RAW, ICMPV6],
      [DGRAM, ICMPV6],
    ],
    [
      [RAW, ICMP],
      [DGRAM, ICMP],
    ],
  ],
  [
    "sctp",
    [
      [STREAM, SCTP],
      [SEQPACKET, SCTP],
    ],
    [
      [STREAM, TCP],
      [SEQPACKET, OTHER],
    ],
  ],
  [
    "dccp",
    [
      [SocketType.DCCP, DCCP],
      [SocketType.DCCP, OTHER],
    ],
    [[STREAM, DCCP]],
  ],
  [
    "raw",
    [
      [RAW, OTHER],
      [RAW, ICMP],
      [RAW, TCP],
    ],
    [
      [STREAM, TCP],
      [PACKET, OTHER],
    ],
  ],
  [
    "stream",
    [
      [STREAM, TCP],
      [STREAM, SCTP],
      [STREAM, OTHER],
    ],
    [
      [DGRAM, UDP],
      [SEQPACKET, SCTP],
    ],
  ],
  [
    "dgram",
    [
      [DGRAM, UDP],
      [DGRAM, ICMP],
      [DGRAM, OTHER],
    ],
    [
      [STREAM, TCP],
      [RAW, ICMP],
    ],
  ],
  [
    "rdm",
    [
      [RDM, OTHER],
      [RDM, UDP],
    ],
    [[DGRAM, UDP]],
  ],
  [
    "seqpacket",
    [
      [SEQPACKET, SCTP],
      [SEQPACKET, OTHER],
    ],
    [[STREAM, SCTP]],
  ],
  ["packet", [[PACKET, OTHER]], [[RAW, OTHER]]],
  [
    "all",
    [
      [STREAM, TCP],
      [DGRAM, UDP],
      [RAW, ICMP],
      [PACKET, OTHER],
      [SEQPACKET, SCTP],
      [RDM, OTHER],
    ],
    [[7, OTHER]],
  ],
] as const) {
  t.test(`sockets: ${word}`, async (t) => {
    const set = ruleSet(`network ${word} Block`);
    for (const [kinds, want] of [
      [yes, "deny"],
      [no, "allow"],
    ] as const) {
      for (const [type, protocol] of kinds) {
        t.strictSame(outcome(set, socket(type, protocol)), { kernel: want, model: want }, `${type} ${protocol}`);
      }
    }
  });
}

// ---- what is beside names

for (const [name, texts, act, want] of [
  ["a source", ["file /a Block from=/bin/"], read("/a", { program: "/bin/cat" }), "deny"],
  ["another source", ["file /a Block from=/bin/"], read("/a", { program: "/bin/x/cat" }), "allow"],
  ["a source by pattern", ["file /a Block from=/bin/c*"], read("/a", { program: "/bin/cat" }), "deny"],
  ["a source that is all there is", ["file /a Block fromtree=/"], read("/a"), "deny"],
  ["a terminal", ["file /a Block tty"], read("/a"), "allow"],
  ["a program by its name", ["process sh Block"], exec("/opt/sh"), "deny"],
  ["a pattern", ["file /e/*.conf Block"], read("/e/x.conf"), "deny"],
  ["two patterns at once", ["file /e/* Audit", "file /e/*.conf Block"], read("/e/x.conf"), "deny"],
  ["arguments that are allowed", ["process /a Allow args=-a,-b"], exec("/a", { args: ["-b", "-a"] }), "allow"],
  ["an argument that is not", ["process /a Allow args=-a,-b"], exec("/a", { args: ["-b", "-c"] }), "deny"],
  ["what is within limits is no permission", ["file /x Allow", "file /a Block ro"], read("/a"), "deny"],
  ["a posture that an Audit rule tells of", ["file /x Allow", "file /a Audit"], read("/a"), "deny"],
  ["a network", ["network 10.0.0.0/8 Block"], does("connect 10.9.9.9 1"), "deny"],
  ["all of IPv6 is not IPv4", ["network ::/0 Block"], does("connect 10.9.9.9 1"), "allow"],
  ["any address", ["network any Block port=80"], does("connect 10.9.9.9 80"), "deny"],
  ["another port", ["network any Block port=80"], does("connect 10.9.9.9 81"), "allow"],
  ["another direction", ["network any Block dir=bind"], does("connect 10.9.9.9 80"), "allow"],
  ["an abstract unix socket", ["network unix:@x Block"], does("connect unix @x"), "deny"],
  ["unix sockets are a list of their own", ["network tcp Allow"], does("connect unix @x"), "allow"],
  ["IP sockets are none of theirs", ["network unix:@x Allow"], does("connect 10.9.9.9 80"), "allow"],
  ["not on the list of unix sockets", ["network unix:@x Allow"], does("connect unix @y"), "deny"],
  ["a domain", ["dns a.com Block"], ask("X.a.com.") as KernelAct, "deny"],
] as const) {
  t.test(`conditions: ${name}`, async (t) => {
    t.strictSame(outcome(ruled(texts, { postures: BLOCK }), act), { kernel: want, model: want });
  });
}

t.test("a pattern of system calls is one cell that tells the calls apart", async (t) => {
  const set = ruled([
    "syscalls mount Audit on=/a/*",
    "syscalls unlink Audit on=/a/*",
    "syscalls unlink,rmdir Audit on=/b",
  ]);
  const call = (syscall: string, path: string) =>
    ({ class: "syscalls", syscall, path, program: "/p", onTerminal: false }) as const;
  const { decideAct } = kernel(compiled(set));
  const bySecond = decideAct(call("unlink", "/a/x"));
  t.equal(bySecond.verdict, "audit");
  t.not(bySecond.ruleId, decideAct(call("mount", "/a/x")).ruleId);
  t.equal(decideAct(call("rmdir", "/a/x")).verdict, "allow");
  t.equal(decideAct(call("rmdir", "/b")).verdict, "audit");
  t.equal(decideAct(call("mount", "/b")).verdict, "allow");
});

t.test("a system call that the architecture does not have says nothing", async (t) => {
  const set = ruled(["syscalls unlink Audit", "syscalls fork Audit on=/a"]);
  const it = compile(set, { key: KEY, ruleIds: new RuleBook(), id: 1, arch: "arm64" });
  t.strictSame([it.blocks, it.classes, it.book.size], [null, 0, 0]);
});

t.test("an audited workload is told what would be denied", async (t) => {
  const set = ruled(["file /a Block", "process /x Allow"], { postures: BLOCK, isAudited: true });
  t.strictSame(outcome(set, read("/a")), { kernel: "audit", model: "audit" });
  t.strictSame(outcome(set, exec("/y")), { kernel: "audit", model: "audit" });
});

// ---- directories above what is named

for (const [name, texts, path, want] of [
  ["above a path", ["file /a/b/c Block"], "/a/b", "deny"],
  ["far above it", ["file /a/b/c Block"], "/a", "deny"],
  ["beside it", ["file /a/b/c Block"], "/a/x", "allow"],
  ["above a directory", ["file /a/b/ Block"], "/a", "deny"],
  ["the directory itself, by its own name", ["file /a/b/ Block"], "/a/b", "deny"],
  ["above a pattern", ["file /a/b/* Block"], "/a/b", "deny"],
  ["far above a pattern", ["file /a/b/* Block"], "/a", "deny"],
  ["above a pattern of directories", ["file /a/b?/* Block"], "/a/bc", "deny"],
  ["beside a pattern of directories", ["file /a/b?/* Block"], "/a/c", "allow"],
  ["above two stars", ["file /a/**/c Block"], "/a", "deny"],
  ["below two stars, where every directory is", ["file /a/**/c Block"], "/a/b", "allow"],
  ["above what a pattern allows to be started", ["process /a/b?/c* Allow"], "/a/bx", "deny"],
  ["above what is told", ["file /a/b/c Audit"], "/a/b", "allow"],
  ["above what is allowed: that is no permission", ["file /a/b/c Allow"], "/a", "deny"],
  ["above what is allowed and what is blocked", ["file /a/b/c Allow", "file /a/b/ Block tree"], "/a", "deny"],
  ["within what is allowed", ["file /a/ Allow tree", "file /a/b/c Block"], "/a/x", "allow"],
  ["above a program that may not be started", ["process /a/b/c Block"], "/a/b", "deny"],
  ["above one that may: it must stay what it is", ["process /a/b/c Allow"], "/a/b", "deny"],
  ["one that may", ["process /a/b Allow"], "/a/b", "deny"],
  ["what is no program that may", ["process /a/b Allow"], "/a/c", "allow"],
] as const) {
  t.test(`a directory is moved: ${name}`, async (t) => {
    const { decideAct } = kernel(compiled(ruled(texts, { postures: BLOCK })));
    const act = texts[0].startsWith("file") ? write(path) : exec(path);
    t.equal(decideAct(act, { isMove: true }).verdict, want);
  });
}

t.test("rules that say the same above are said once, and do not count as written", async (t) => {
  const names = Array.from({ length: 100 }, (_, i) => `file /d/e/f${i} Block`);
  const set = ruled([...names, "file /d/e/g Block own", "file /d/e/h Allow", "file /d/e/i Block from=/bin/cat"]);
  const above = clausesAt(set, Class.FILE, "/d/");
  t.equal(above.length, 4);
  t.ok(above.every(({ where }) => where === Relation.ABOVE));
  const { depths, flags } = readerOf(set).facts(Class.FILE);
  t.equal(depths, 1 << 3);
  t.ok(flags & ClassFlag.HAS_ABOVE);
});

// ---- the blocks

t.test("the blocks are those of bpf/abi.h", async (t) => {
  const set = ruleSet("process /a Block", "file /d/ Audit tree");
  const { blocks, classes, book, marks } = compiled(set, 7);
  const reader = readerOf(set);
  t.ok(blocks);
  t.equal((blocks?.length ?? 1) % BLOCK_BYTES, 0);
  t.equal(new DataView(blocks?.buffer ?? new ArrayBuffer(64)).getUint32(RULE_SET.id, true), 7);
  t.equal(classes, (1 << Class.PROCESS) | (1 << Class.FILE));
  t.equal(reader.header("classes"), classes);
  t.equal(reader.header("buckets"), 4, "the header, three blocks of nine classes");
  t.equal(reader.header("bucket_mask"), 1, "four names");
  t.equal(reader.header("clauses"), 6);
  t.strictSame(
    ["words", "prefixes", "prefix_count", "sources", "is_audited"].map((it) => reader.header(it as "words")),
    [0, 0, 0, 0, 0],
  );
  t.strictSame(reader.facts(Class.PROCESS), {
    depths: 1 << 1,
    dfas: 0,
    dfaCount: 0,
    flags: ClassFlag.MAY_DENY | ClassFlag.HAS_ABOVE,
  });
  t.strictSame(reader.facts(Class.FILE), { depths: 1 << 1, dfas: 0, dfaCount: 0, flags: 0 });
  const [first] = settle(set).cells.values();
  t.strictSame(clausesAt(set, Class.PROCESS, "/a"), [
    {
      rank: first?.clauses[0]?.rank,
      order: 0,
      rule_id: 1,
      source: 0,
      args: 0,
      action: ActionCode.BLOCK,
      flags: ClauseFlag.LAST,
      where: Relation.SELF,
      protocols: 0,
      first_port: 0,
      last_port: 0,
      types: 0,
      directions: 0,
    },
  ]);
  const { SELF, CHILD, BELOW } = Relation;
  t.strictSame(
    ["/d/", "/d"].map((name) => clausesAt(set, Class.FILE, name).map(({ where, rule_id }) => [where, rule_id])),
    [[[SELF | CHILD | BELOW, 2]], [[SELF, 2]]],
  );
  t.strictSame([...book.keys()], [1, 2]);
  const cell = reader.find({ kind: "text", class: Class.PROCESS, text: "/a", call: 0 });
  t.strictSame([...marks], [{ class: Class.PROCESS, path: "/a", cell }]);
});

t.test("equal rules make equal blocks", async (t) => {
  const texts = [
    "file /e/*.conf Block from=/bin/",
    "process /a Allow args=-a",
    "network 10.0.0.0/8 Block",
    "dns a Audit",
  ];
  const bind = texts.map((text, i) => bindRule(text, i + 1));
  const [one, other] = [bind, bind.toReversed()].map((rules) => compiled(ruleSetOf(rules)).blocks);
  t.ok(one);
  t.strictSame(one, other);
});

t.test("the clauses of a name stand by rank, then by order, and the last one is marked", async (t) => {
  const set = ruled(["file /a Allow", "file /a Block", "file /a Audit from=/bin/cat", "file /a Audit"]);
  const clauses = clausesAt(set, Class.FILE, "/a");
  const { BLOCK, AUDIT, ALLOW } = ActionCode;
  t.strictSame(
    clauses.map(({ action }) => action),
    [AUDIT, BLOCK, AUDIT, ALLOW],
  );
  t.strictSame(
    clauses.map(({ flags }) => flags & ClauseFlag.LAST),
    [0, 0, 0, ClauseFlag.LAST],
  );
});

t.test("of equal rules on two patterns the same one is named, whichever pattern comes first", async (t) => {
  for (const texts of [
    ["file /a/* Block", "file /a/? Block"],
    ["file /a/? Block", "file /a/* Block"],
  ]) {
    const { book, blocks } = compiled(ruled(texts));
    const { ruleId } = kernel({ blocks }).decideAct(read("/a/b"));
    t.equal(book.get(ruleId)?.rule.at.line, 1, texts.join());
  }
});

t.test("depths are counted in components, the deepest together", async (t) => {
  const deep = Array.from({ length: 40 }, (_, i) => `/${i}`).join("");
  const { depths } = readerOf(ruleSet(`file ${deep} Audit`, "file / Audit tree", "file /a/b/ Audit")).facts(Class.FILE);
  t.equal(depths, ((1 << 31) | (1 << 2) | (1 << 0)) >>> 0);
  t.equal(readerOf(ruleSet("file /a Block")).facts(Class.PROCESS).depths, 0);
});

t.test("lengths of prefixes: any address first, then the longest", async (t) => {
  const set = ruled([
    "network 10.0.0.0/8 Block",
    "network fd00::/16 Block",
    "network any Block",
    "network 10.1.0.0/8 Audit",
  ]);
  t.strictSame(readerOf(set).prefixes(), [255, 104, 16]);
});

t.test("equal lists of arguments are one", async (t) => {
  const set = ruled(["process /a Block args=-a,-b", "process /b Block args=-b,-a,-b", "process /c Block args=-c"]);
  const args = ["/a", "/b", "/c"].map((path) => clausesAt(set, Class.PROCESS, path)[0]?.args ?? 0);
  t.equal(args[0], args[1]);
  t.not(args[0], args[2]);
  t.equal(readerOf(set).word(args[0] ?? 0), 2);
  t.ok(readerOf(set).facts(Class.PROCESS).flags & ClassFlag.HAS_ARGS);
});

t.test("flags of classes", async (t) => {
  const flagsOf = (texts: readonly string[], ruleClass: number, postures = BLOCK as RuleSet["postures"]) =>
    readerOf(ruled(texts, { postures })).facts(ruleClass).flags & ~ClassFlag.HAS_ABOVE;
  const { ALLOW_LIST, UNIX_ALLOW_LIST, POSTURE_DENIES, MAY_DENY, HAS_PROGRAMS, HAS_ADDRESSES } = ClassFlag;
  const AUDITED = { file: "audit", network: "audit", capabilities: "audit", device: "audit" } as const;
  t.equal(flagsOf(["file /a Allow"], Class.FILE), ALLOW_LIST | POSTURE_DENIES | MAY_DENY);
  t.equal(flagsOf(["file /a Allow"], Class.FILE, AUDITED), ALLOW_LIST);
  t.equal(flagsOf(["file /a Audit"], Class.FILE), POSTURE_DENIES);
  t.equal(flagsOf(["file /a Block"], Class.FILE, AUDITED), MAY_DENY);
  t.equal(flagsOf(["process sh Audit"], Class.PROCESS, AUDITED), HAS_PROGRAMS);
  t.equal(flagsOf(["network unix:@x Allow"], Class.NETWORK, AUDITED), UNIX_ALLOW_LIST | HAS_ADDRESSES);
  t.equal(flagsOf(["network any Allow"], Class.NETWORK, AUDITED), ALLOW_LIST | HAS_ADDRESSES);
  t.equal(flagsOf(["network tcp Audit"], Class.NETWORK, AUDITED), 0);
});

t.test("marks: files and directories that Block rules name, each once", async (t) => {
  const { marks } = compiled(
    ruled([
      "file /a Block",
      "file /a Block own",
      "file /d/ Block",
      "process /d/e/ Block tree",
      "file / Block",
      "file /x Audit",
      "file /y Allow",
      "file /z* Block",
      "process sh Block",
    ]),
  );
  const { FILE, PROCESS } = Class;
  t.strictSame(Array.from(marks, (it) => `${it.class} ${it.path}`).sort(), [
    `${PROCESS} /d/e`,
    `${FILE} /`,
    `${FILE} /a`,
    `${FILE} /d`,
  ]);
});

t.test("every name of 10,000 is found, and no other", async (t) => {
  const rules = Array.from({ length: 10_000 }, (_, i) => bound(`file /lib/${i % 97}/f${i} Block`, "p", i));
  const reader = readerOf(ruleSetOf(rules));
  const find = (text: string) => reader.find({ kind: "text", class: Class.FILE, text, call: 0 });
  t.equal(new Set(rules.map((_, i) => find(`/lib/${i % 97}/f${i}`))).size, rules.length);
  t.ok(rules.every((_, i) => find(`/lib/${i % 97}/f${i}`) !== 0));
  t.ok(rules.every((_, i) => find(`/lib/${i % 97}/g${i}`) === 0));
  t.ok((reader.header("bucket_mask") + 1) * 4 >= 2 * rules.length, "at most half full");
});

t.test("two names with one hash are an error that names both", async (t) => {
  const { cells } = kernelCells(settle(ruleSet("file /a Audit")), ARCH);
  const image = {
    id: 1,
    classes: 0,
    facts: new Map(),
    cells: [...cells, ...cells.map((cell) => ({ ...cell }))],
    prefixes: [],
    sources: 0,
    isAudited: false,
    ruleIdOf: () => 1,
  };
  t.throws(() => writeImage(image, KEY), /one hash for two names: "2 \/a" and "2 \/a"/);
});

t.test("no rules, no blocks", async (t) => {
  t.strictSame(compiled(ruleSetOf([])), { blocks: null, classes: 0, book: new Map(), marks: [] });
});

t.test("where patterns have no room the whole set is refused, and the rule told", async (t) => {
  const large = rule("file", { kind: "pattern", pattern: `/${"{a*,b}".repeat(8)}` });
  const rules = [{ policy: policy("p"), rule: large }, bound("file /a Block")];
  t.throws(() => compiled(ruleSetOf(rules)), { code: "NO_ROOM", message: /no room for the pattern at f:1:1 \(p\)/ });
});

t.test("the book says all that an alert tells", async (t) => {
  const rule = { ...bound("file /a Block").rule, severity: 7, tags: ["x", "y"], message: "m" };
  const strong = { ...bound("file /a Block", "strong"), rule };
  const rules = [strong, bound("file /a Audit", "weak")];
  const { book } = compiled(ruleSetOf(rules));
  t.strictSame(
    [...book],
    [
      [1, strong],
      [2, rules[1]],
    ],
  );
});

t.test("a rule keeps its number, and no other rule gets it", async (t) => {
  const ruleIds = new RuleBook();
  const idsOf = (...rules: BoundRule[]) =>
    [...compile(ruleSetOf(rules), { key: KEY, ruleIds, id: 1 }).book.keys()].sort();
  const a = bound("file /a Block");
  const moved = bound("file /a Block", "p", 99);
  const changed = { ...a, rule: { ...a.rule, message: "new" } };
  const [idOfA] = idsOf(a);
  t.strictSame(idsOf(bound("file /b Block"), moved), [idOfA, 2], "moved in its file");
  t.strictSame(idsOf(changed), [3], "changed");
  t.strictSame(idsOf(bound("file /a Block", "q")), [4], "in another policy");
  t.strictSame(idsOf(a), [idOfA], "back again");
});

t.test("what the kernel part cannot enforce never gets here", async (t) => {
  const target = { kind: "device", class: 3, subClass: null, protocol: null, level: null } as const;
  t.throws(() => compiled(ruleSetOf([{ policy: policy("p"), rule: rule("device", target) }])), /device/);
});
