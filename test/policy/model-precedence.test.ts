// SPDX-License-Identifier: Apache-2.0
// Which rule decides where several name an act: a rule with a source before one without; then path, program, longest directory,
// pattern; then how close the source is; at one rank Block before Allow. Audit rules tell of what the others let through, and never
// decide it; of several, the one of the highest rank. Never the order in which they arrived.

import t from "tap";
import { decide, naming } from "../../src/policy/model.ts";
import { BY, cases, does, exec, read, rules, socket } from "./notation.ts";

const CAT = { program: "/bin/cat" } as const;

/** The first one decides over the second one. */
const STRONGER = [
  ["a path before a directory", ["/a/b", "/a/"], "/a/b"],
  ["a path before a longer pattern", ["/a/b/c", "/a/b/[c-d]"], "/a/b/c"],
  ["a path before the tree of itself", ["/a/b", "/a/b/ tree"], "/a/b"],
  ["a directory before the one around it", ["/a/b/", "/a/ tree"], "/a/b/c"],
  ["a tree before the one around it", ["/a/b/ tree", "/a/ tree"], "/a/b/c/d"],
  ["a tree before a flat one around it", ["/a/b/ tree", "/a/"], "/a/b"],
  ["a directory before the root", ["/a/", "/ tree"], "/a/b"],
  ["the root before a pattern", ["/ tree", "/a/*"], "/a/b"],
  ["a source before none", ["/a from=/bin/cat", "/a"], "/a"],
  ["a source on everything before a path", ["/ tree from=/bin/cat", "/a/b"], "/a/b"],
  ["a source and a pattern before a path", ["/a/* from=/bin/cat", "/a/b"], "/a/b"],
  ["a wide source before none", ["/a fromtree=/", "/a"], "/a"],
  ["of two with sources, the target first", ["/a/b fromtree=/", "/a/ from=/bin/cat"], "/a/b"],
  ["then the source: its path before its directory", ["/a from=/bin/cat", "/a from=/bin/"], "/a"],
  ["its directory before one around it", ["/a from=/bin/", "/a fromtree=/"], "/a"],
  ["its tree before a pattern", ["/a fromtree=/", "/a from=/bin/*"], "/a"],
  ["the best of its sources that fit", ["/a from=/x from=/bin/cat", "/a from=/bin/"], "/a"],
  ["not one that does not", ["/a from=/bin/", "/a from=/bin/dog fromtree=/"], "/a"],
] as const;

for (const [name, [closer, wider], path] of STRONGER) {
  for (const ruleClass of ["file", "process"] as const) {
    const act = ruleClass === "file" ? read(path, CAT) : exec(path, CAT);
    for (const [close, wide, want] of [
      ["Block", "Allow", "deny 1"],
      ["Allow", "Block", "allow 1"],
      ["Audit", "Audit", "audit 1"],
      ["Block", "Audit", "deny 1"],
      ["Audit", "Block", "deny 2"],
      ["Audit", "Allow", "audit 1"],
      ["Allow", "Audit", "audit 2"],
    ] as const) {
      const say = (target: string, action: string) => {
        const [what, ...words] = target.split(" ");
        return [ruleClass, what, action, ...words].join(" ");
      };
      cases(`${ruleClass}, ${close} over ${wide}`, [[name, [say(closer, close), say(wider, wide)], act, want]]);
    }
  }
}

cases("a program by its name", [
  ["is less than its path", ["process /bin/sh Allow", "process sh Block"], exec("/bin/sh"), "allow 1"],
  ["is more than its directory", ["process sh Allow", "process /bin/ Block"], exec("/bin/sh"), "allow 1"],
  ["is more than a pattern", ["process sh Block", "process /bin/s? Allow"], exec("/bin/sh"), "deny 1"],
  [
    "is less than a directory with a source",
    ["process sh Allow", "process /bin/ Block from=/bin/cat"],
    exec("/bin/sh", CAT),
    "deny 2",
  ],
]);

cases("one rank", [
  ["Block before Audit", ["file /a Block", "file /a Audit"], read("/a"), "deny 1"],
  ["Block before Allow", ["file /a Allow", "file /a Block"], read("/a"), "deny 2"],
  ["Audit before Allow", ["file /a Allow", "file /a Audit"], read("/a"), "audit 2"],
  [
    "two directories of one name, flat and recursive",
    ["file /a/ Audit", "file /a/ Block tree"],
    read("/a/b"),
    "deny 2",
  ],
  ["two patterns, however long", ["file /a/b/* Audit", "file /** Block"], read("/a/b/c"), "deny 2"],
  ["two with equal sources", ["file /a Audit from=/bin/cat", "file /a Block from=/bin/cat"], read("/a", CAT), "deny 2"],
  [
    "words for sockets, the narrower and the wider",
    ["network tcp Audit", "network all Block"],
    socket("tcp"),
    "deny 2",
  ],
  ["words for sockets, the other way", ["network tcp Block", "network all Audit"], socket("tcp"), "deny 1"],
  [
    "capabilities",
    ["capabilities net_raw Audit", "capabilities net_raw Block"],
    { class: "capabilities", capability: "net_raw", ...BY },
    "deny 2",
  ],
  ["presets", ["presets exec Audit", "presets exec Block"], { class: "presets", preset: "exec", ...BY }, "deny 2"],
  ["the same rule twice: always the same one", ["file /a Block", "file /a Block"], read("/a"), "deny 1"],
]);

cases("a source where the others have none", [
  ["blocked for one, allowed for all", ["file /a Allow", "file /a Block from=/bin/cat"], read("/a", CAT), "deny 2"],
  ["and not for others", ["file /a Allow", "file /a Block from=/bin/cat"], read("/a"), "allow 1"],
  ["allowed for one, blocked for all", ["file /a Block", "file /a Allow from=/bin/cat"], read("/a", CAT), "allow 2"],
  ["and not for others", ["file /a Block", "file /a Allow from=/bin/cat"], read("/a"), "deny 1"],
  ["sockets", ["network all Block", "network tcp Allow from=/bin/cat"], socket("tcp", CAT), "allow 2"],
  [
    "capabilities",
    ["capabilities net_raw Block", "capabilities net_raw Allow from=/bin/cat"],
    { class: "capabilities", capability: "net_raw", ...BY, ...CAT },
    "allow 2",
  ],
  [
    "names",
    ["dns a.com Block", "dns com Allow from=/bin/cat"],
    { class: "dns", name: "a.com", ...BY, ...CAT },
    "allow 2",
  ],
  [
    "addresses",
    ["network 10.0.0.1 Block", "network 10.0.0.0/8 Allow from=/bin/cat"],
    does("connect 10.0.0.1 80", CAT),
    "allow 2",
  ],
  [
    "allow, block within, allow that for one",
    ["file / Allow tree", "file /run/ Block tree", "file /run/ Allow tree from=/bin/cat"],
    read("/run/x", CAT),
    "allow 3",
  ],
  [
    "and for others",
    ["file / Allow tree", "file /run/ Block tree", "file /run/ Allow tree from=/bin/cat"],
    read("/run/x"),
    "deny 2",
  ],
  [
    "and elsewhere",
    ["file / Allow tree", "file /run/ Block tree", "file /run/ Allow tree from=/bin/cat"],
    read("/etc/x"),
    "allow 1",
  ],
]);

t.test("naming: all rules that name the act, the strongest first", async (t) => {
  const texts = [
    "file / Audit tree",
    "file /a/* Block",
    "file /a/b Audit",
    "file /a/b Block",
    "file /a/ Allow",
    "file /a/c Block",
    "process /a/b Block",
    "file /x Block from=/bin/dog",
    "file /a/b Audit from=/bin/cat",
  ];
  const set = rules(texts);
  const lines = naming(set, read("/a/b", CAT)).map(({ rule }) => rule.at.line);
  t.strictSame(lines, [9, 4, 3, 5, 1, 2]);
  t.equal(decide(set, read("/a/b", CAT)).rule?.rule.at.line, 4, "the strongest that is no Audit rule");
  t.strictSame(
    naming(set, read("/nothing/of/it", CAT)).map(({ rule }) => rule.at.line),
    [1],
  );
  t.strictSame(naming(rules([]), read("/a")), []);
});
