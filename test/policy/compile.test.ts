// SPDX-License-Identifier: Apache-2.0
// From rules to the kernel's entries: a simulation of the kernel's look-up over the bytes stands against the reference model,
// on named cases. Random ones: random.test.ts.

import t from "tap";
import {
  CHILDREN_SHIFT,
  Class,
  DEPTH_BITS,
  Form,
  PATHS_SHIFT,
  SocketProtocol,
  TREES_SHIFT,
  Verdict,
} from "../../src/gen/abi.ts";
import type { Act } from "../../src/policy/act.ts";
import { compile } from "../../src/policy/compile.ts";
import { decide } from "../../src/policy/model.ts";
import type { BoundRule, RuleSet } from "../../src/policy/resolve.ts";
import { RuleBook } from "../../src/policy/rule-book.ts";
import { sipHash } from "../../src/policy/siphash.ts";
import { SocketType } from "../../src/policy/socket-kinds.ts";
import { bound, open, ruleSet, ruleSetOf, socket } from "./rules.ts";
import { KEY, kernel, VERDICTS } from "./simulated-kernel.ts";

function outcome(set: RuleSet, act: Act): { kernel: string; model: string } {
  const compiled = compile(set, { key: KEY, ruleIds: new RuleBook() });
  const verdict = kernel(compiled).decideAct(act)?.verdict ?? Verdict.NONE;
  return { kernel: VERDICTS[verdict] ?? "?", model: decide(set, act).verdict };
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
  ["a path in a directory", ["file /d/a Audit", "file /d/ Block"], "/d/a", "audit"],
  ["its sibling", ["file /d/a Audit", "file /d/ Block"], "/d/b", "deny"],
  ["a directory itself", ["file /d/ Block"], "/d", "deny"],
  ["a directory itself, recursive", ["file /d/ Block tree"], "/d", "deny"],
  ["a rule on the name of a directory", ["file /d Audit", "file /d/ Block tree"], "/d", "audit"],
  ["below a flat directory", ["file /d/ Block"], "/d/e/f", "allow"],
  ["a directory in a flat directory", ["file /d/ Block"], "/d/e", "deny"],
  ["below a recursive directory", ["file /d/ Block tree"], "/d/e/f", "deny"],
  ["beside a directory", ["file /d/ Block tree"], "/de", "allow"],
  ["flat and recursive, a child: the stronger", ["file /d/ Audit", "file /d/ Block tree"], "/d/a", "deny"],
  ["flat and recursive, a child: the stronger is flat", ["file /d/ Block", "file /d/ Audit tree"], "/d/a", "deny"],
  ["flat and recursive, deeper", ["file /d/ Block", "file /d/ Audit tree"], "/d/e/f", "audit"],
  ["the longer tree", ["file /d/ Block tree", "file /d/e/ Audit tree"], "/d/e/f", "audit"],
  ["the longer tree, around it", ["file /d/ Block tree", "file /d/e/ Audit tree"], "/d/f", "deny"],
  ["the longer tree itself", ["file /d/ Block tree", "file /d/e/ Audit tree"], "/d/e", "audit"],
  ["a flat directory in a tree: its children", ["file /d/ Block tree", "file /d/e/ Audit"], "/d/e/f", "audit"],
  ["a flat directory in a tree: deeper", ["file /d/ Block tree", "file /d/e/ Audit"], "/d/e/f/g", "deny"],
  ["a tree in a flat directory", ["file /d/ Block", "file /d/e/ Audit tree"], "/d/e", "audit"],
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

t.test("sockets: Block comes before Audit, whichever word is narrower", async (t) => {
  const tcp = socket(STREAM, TCP);
  t.equal(outcome(ruleSet("network tcp Audit", "network all Block"), tcp).kernel, "deny");
  t.equal(outcome(ruleSet("network tcp Block", "network all Audit"), tcp).kernel, "deny");
});

t.test("the bytes are those of bpf/abi.h", async (t) => {
  const { entries, book } = compile(ruleSet("process /a Block", "file /d/ Audit tree"), {
    key: KEY,
    ruleIds: new RuleBook(),
  });
  const hash = (name: string) => {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigUint64(0, sipHash(KEY, new TextEncoder().encode(name)), true);
    return [...bytes];
  };
  t.equal(entries.count, 5);
  t.strictSame(
    [...entries.keys],
    [
      [0, 0, 0, 0, 0, 0, 0, 0, Class.PROCESS, Form.CLASS, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0, 0, Class.FILE, Form.CLASS, 0, 0, 0, 0, 0, 0],
      [...hash("/a"), Class.PROCESS, Form.PATH, 0, 0, 0, 0, 0, 0],
      [...hash("/d/"), Class.FILE, Form.TREE, 0, 0, 0, 0, 0, 0],
      [...hash("/d"), Class.FILE, Form.PATH, 0, 0, 0, 0, 0, 0],
    ].flat(),
  );
  t.strictSame(
    [...entries.values],
    [
      [0, 0, 0b0010_0000, 0, Verdict.DENY, 0, 0, 0], // paths at depth 1: bit 21
      [0b0000_0010, 0, 0b0010_0000, 0, Verdict.AUDIT, 0, 0, 0], // and trees at depth 1
      [1, 0, 0, 0, Verdict.DENY, 0, 0, 0],
      [2, 0, 0, 0, Verdict.AUDIT, 0, 0, 0],
      [2, 0, 0, 0, Verdict.AUDIT, 0, 0, 0],
    ].flat(),
  );
  t.strictSame([...book.keys()], [1, 2]);
});

t.test("depths are counted in components, the deepest together", async (t) => {
  const deep = "/1/2/3/4/5/6/7/8/9/10/11";
  const { summary } = kernel(
    compile(ruleSet(`file ${deep} Audit`, "file / Audit tree", "file /a/b/ Audit"), {
      key: KEY,
      ruleIds: new RuleBook(),
    }),
  );
  const bit = (shift: number, depth: number) => 1 << (shift + depth);
  t.equal(
    summary(Class.FILE)?.ruleId,
    bit(PATHS_SHIFT, DEPTH_BITS - 1) | // the deep path
      (bit(TREES_SHIFT, 0) | bit(PATHS_SHIFT, 0)) | // the root and itself
      (bit(CHILDREN_SHIFT, 2) | bit(PATHS_SHIFT, 2)), // the directory and itself
  );
  t.equal(summary(Class.PROCESS), undefined);
});

t.test("no rules, no entries", async (t) => {
  const { entries, book } = compile(ruleSetOf([]), { key: KEY, ruleIds: new RuleBook() });
  t.strictSame(entries, { keys: new Uint8Array(0), values: new Uint8Array(0), count: 0 });
  t.equal(book.size, 0);
});

t.test("the book says all that an alert tells, and only of rules that have an entry", async (t) => {
  const rule = { ...bound("file /a Block").rule, severity: 7, tags: ["x", "y"], message: "m" };
  const strong = { ...bound("file /a Block", "strong"), rule };
  const rules = [strong, bound("file /a Audit", "weak")];
  const { book } = compile(ruleSetOf(rules), { key: KEY, ruleIds: new RuleBook() });
  t.strictSame([...book], [[1, strong]]);
});

t.test("a rule keeps its number, and no other rule gets it", async (t) => {
  const ruleIds = new RuleBook();
  const idsOf = (...rules: BoundRule[]) => [...compile(ruleSetOf(rules), { key: KEY, ruleIds }).book.keys()].sort();
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
  const audited = bound("file /a Audit");
  const rules = [{ ...audited, rule: { ...audited.rule, onTerminal: true } }];
  t.throws(() => compile(ruleSetOf(rules), { key: KEY, ruleIds: new RuleBook() }), /pts: false/);
});
