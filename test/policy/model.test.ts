// SPDX-License-Identifier: Apache-2.0
// What a rule set means: which rules name an act, and what limits, lists, postures and audited workloads make of it. Which rule
// decides where several do: model-precedence.test.ts.

import type { Act } from "../../src/policy/act.ts";
import { ask, BLOCK, BY, type Case, cases, does, exec, read, socket, write } from "./notation.ts";

const OWN = { isOwner: true } as const;
const TTY = { onTerminal: true } as const;
const by = (program: string) => ({ program });

// ---- 1. A rule names an act if its source, its terminal and its target fit.

for (const [name, target, path, isNamed] of [
  ["a path", "/a/b", "/a/b", true],
  ["another path", "/a/b", "/a/c", false],
  ["a longer path", "/a/b", "/a/bc", false],
  ["what is below a path", "/a/b", "/a/b/c", false],
  ["the case of a path", "/a/b", "/A/b", false],
  ["a directory itself", "/a/", "/a", true],
  ["its child", "/a/", "/a/b", true],
  ["its grandchild", "/a/", "/a/b/c", false],
  ["its neighbour", "/a/", "/ab", false],
  ["a tree itself", "/a/ tree", "/a", true],
  ["the child of a tree", "/a/ tree", "/a/b", true],
  ["the grandchild of a tree", "/a/ tree", "/a/b/c", true],
  ["the neighbour of a tree", "/a/ tree", "/ab/c", false],
  ["the root", "/", "/", true],
  ["a child of the root", "/", "/a", true],
  ["a grandchild of the root", "/", "/a/b", false],
  ["everything", "/ tree", "/a/b/c", true],
  ["a pattern", "/a/*.key", "/a/x.key", true],
  ["a pattern does not cross components", "/a/*.key", "/a/b/x.key", false],
  ["a pattern that does", "/a/**.key", "/a/b/x.key", true],
  ["one character", "/a/?", "/a/bc", false],
  ["alternatives", "/a/{b,c}", "/a/c", true],
  ["a class of characters", "/a/[b-d]", "/a/e", false],
] as const) {
  const [what, tree = ""] = target.split(" ");
  for (const [ruleClass, act] of [
    ["file", read(path)],
    ["file", write(path)],
    ["process", exec(path)],
  ] as const) {
    const said = `${ruleClass} ${what} Block ${tree}`.trim();
    cases("names", [[`${name} (${act.class})`, [said], act, isNamed ? "deny 1" : "allow"]]);
  }
}

cases("names", [
  ["nothing: nobody is restricted", [], read("/a"), "allow"],
  ["a rule for programs is none for files", ["process /a Block"], read("/a"), "allow"],
  ["a rule for files is none for programs", ["file /a Block"], exec("/a"), "allow"],
  ["a program by its name", ["process sh Block"], exec("/opt/x/sh"), "deny 1"],
  ["a part of a name", ["process sh Block"], exec("/bin/bash"), "allow"],
  ["a directory of that name", ["process sh Block"], exec("/sh/x"), "allow"],
  ["a capability", ["capabilities net_raw Block"], capable("net_raw"), "deny 1"],
  ["another capability", ["capabilities net_raw Block"], capable("net_admin"), "allow"],
  ["a preset", ["presets filelessExec Block"], preset("filelessExec"), "deny 1"],
  ["another preset", ["presets filelessExec Block"], preset("exec"), "allow"],
]);

function capable(capability: "net_raw" | "net_admin", more = {}): Act {
  return { class: "capabilities", capability, ...BY, ...more };
}

function preset(preset: "filelessExec" | "exec" | "protectEnv"): Act {
  return { class: "presets", preset, ...BY };
}

for (const [name, from, program, isNamed] of [
  ["a path", "from=/bin/cat", "/bin/cat", true],
  ["another program", "from=/bin/cat", "/usr/bin/cat", false],
  ["the children of a directory", "from=/bin/", "/bin/cat", true],
  ["no grandchildren", "from=/bin/", "/bin/x/cat", false],
  ["all below a directory", "fromtree=/opt/", "/opt/x/y/cat", true],
  ["a pattern", "from=/opt/*/cat", "/opt/x/cat", true],
  ["a pattern that does not fit", "from=/opt/*/cat", "/opt/x/y/cat", false],
  ["the second of two", "from=/bin/dog from=/bin/cat", "/bin/cat", true],
  ["none of two", "from=/bin/dog from=/bin/cow", "/bin/cat", false],
] as const) {
  for (const [target, act] of [
    ["file /a", read("/a", by(program))],
    ["process /a", exec("/a", by(program))],
    ["network tcp", socket("tcp", by(program))],
    ["network 10.0.0.0/8", does("connect 10.0.0.1 80", by(program))],
    ["network unix:/run/x", does("connect unix /run/x", by(program))],
    ["dns a.com", { ...ask("a.com"), program }],
    ["capabilities net_raw", capable("net_raw", by(program))],
    ["syscalls unlink", { class: "syscalls", syscall: "unlink", path: null, ...BY, program }],
    ["presets exec", { ...preset("exec"), program }],
  ] as const) {
    cases("sources", [[`${name} (${target})`, [`${target} Block ${from}`], act, isNamed ? "deny 1" : "allow"]]);
  }
}

cases("terminal", [
  ["in a session with one", ["file /a Block tty"], read("/a", TTY), "deny 1"],
  ["in a session without", ["file /a Block tty"], read("/a"), "allow"],
  ["a rule that does not ask", ["file /a Block"], read("/a", TTY), "deny 1"],
  ["programs", ["process /a Block tty"], exec("/a", TTY), "deny 1"],
  ["programs without", ["process /a Block tty"], exec("/a"), "allow"],
  ["sockets", ["network tcp Block tty"], socket("tcp", TTY), "deny 1"],
  ["sockets without", ["network tcp Block tty"], socket("tcp"), "allow"],
  ["told", ["file /a Audit tty"], read("/a", TTY), "audit 1"],
  ["it does not rank: the stronger action does", ["file /a Block", "file /a Audit tty"], read("/a", TTY), "deny 1"],
  ["without one the other decides", ["file /a Block tty", "file /a Audit"], read("/a"), "audit 2"],
]);
cases(
  "terminal, posture block",
  [
    ["allowed in a session with one", ["file /a Allow tty"], read("/a", TTY), "allow 1"],
    ["not on the list without", ["file /a Allow tty"], read("/a"), "deny posture"],
  ],
  { postures: BLOCK },
);

// ---- 3. A rule means what is beyond its limits.

const [LS, LSA, BARE] = [["-l"], ["-l", "-x"], []];
for (const [limits, act, block, audit, allow] of [
  ["", read("/a"), "deny 1", "audit 1", "allow 1"],
  ["", write("/a", OWN), "deny 1", "audit 1", "allow 1"],
  ["own", read("/a", OWN), "allow within 1", "allow within 1", "allow 1"],
  ["own", write("/a", OWN), "allow within 1", "allow within 1", "allow 1"],
  ["own", read("/a"), "deny 1", "audit 1", "deny posture 1"],
  ["own", write("/a"), "deny 1", "audit 1", "deny posture 1"],
  ["ro", read("/a", OWN), "allow within 1", "allow within 1", "allow 1"],
  ["ro", write("/a", OWN), "deny 1", "audit 1", "deny posture 1"],
  ["ro", read("/a"), "allow within 1", "allow within 1", "allow 1"],
  ["ro", write("/a"), "deny 1", "audit 1", "deny posture 1"],
  ["own ro", read("/a", OWN), "allow within 1", "allow within 1", "allow 1"],
  ["own ro", write("/a", OWN), "deny 1", "audit 1", "deny posture 1"],
  ["own ro", read("/a"), "deny 1", "audit 1", "deny posture 1"],
  ["own ro", write("/a"), "deny 1", "audit 1", "deny posture 1"],
  ["", exec("/a", { args: LSA }), "deny 1", "audit 1", "allow 1"],
  ["own", exec("/a", OWN), "allow within 1", "allow within 1", "allow 1"],
  ["own", exec("/a"), "deny 1", "audit 1", "deny posture 1"],
  ["args=-a,-l", exec("/a", { args: LS }), "allow within 1", "allow within 1", "allow 1"],
  ["args=-a,-l", exec("/a", { args: LSA }), "deny 1", "audit 1", "deny posture 1"],
  ["args=-a,-l", exec("/a", { args: BARE }), "allow within 1", "allow within 1", "allow 1"],
  ["args=-a,-l", exec("/a", { args: ["-l", "-l", "-a"] }), "allow within 1", "allow within 1", "allow 1"],
  ["own args=-l", exec("/a", { args: LS, ...OWN }), "allow within 1", "allow within 1", "allow 1"],
  ["own args=-l", exec("/a", { args: LSA, ...OWN }), "deny 1", "audit 1", "deny posture 1"],
  ["own args=-l", exec("/a", { args: LS }), "deny 1", "audit 1", "deny posture 1"],
  ["own args=-l", exec("/a", { args: LSA }), "deny 1", "audit 1", "deny posture 1"],
] as const) {
  const who = act.isOwner ? "its owner" : "another";
  const how = act.class === "file" ? act.access : `exec ${act.args.join(" ")}`.trim();
  const name = `${limits || "none"}: ${who}, ${how}`;
  for (const [action, want] of [
    ["Block", block],
    ["Audit", audit],
    ["Allow", allow],
  ] as const) {
    const said = `${act.class} /a ${action} ${limits}`.trim();
    cases("limits", [[`${name}: ${action}`, [said], act, want]], { postures: BLOCK });
  }
}

cases("limits", [
  ["Allow, posture audit: beyond is told", ["file /a Allow ro"], write("/a"), "audit posture 1"],
  ["a directory", ["file /d/ Block own ro"], write("/d/a", OWN), "deny 1"],
  ["a pattern", ["file /d/* Block own ro"], read("/d/a"), "deny 1"],
  ["a program by its name", ["process ls Block args=-l"], exec("/bin/ls", { args: LSA }), "deny 1"],
  ["a program by its name, within", ["process ls Block args=-l"], exec("/bin/ls", { args: LS }), "allow within 1"],
  ["another source has none", ["file /a Block ro from=/bin/cat"], write("/a"), "allow"],
  ["two rules: within both", ["file /a Block own", "file /a Block ro"], read("/a", OWN), "allow within 1"],
  ["two rules: beyond one", ["file /a Block own", "file /a Block ro"], write("/a", OWN), "deny 2"],
  ["two rules: beyond the other", ["file /a Block own", "file /a Block ro"], read("/a"), "deny 1"],
  ["two Allow rules: within one", ["file /a Allow own", "file /a Allow ro"], write("/a", OWN), "allow 1"],
  ["two Allow rules: within the other", ["file /a Allow own", "file /a Allow ro"], read("/a"), "allow 2"],
  ["two Allow rules: beyond both", ["file /a Allow own", "file /a Allow ro"], write("/a"), "audit posture 1"],
  [
    "within the closer rule: the wider one is not asked",
    ["file /d/a Block ro", "file /d/ Block"],
    read("/d/a"),
    "allow within 1",
  ],
  ["a quiet closer Audit rule is no answer", ["file /d/a Audit ro", "file /d/ Block"], read("/d/a"), "deny 2"],
  [
    "a quiet closer Audit rule lets a wider one tell",
    ["file /d/a Audit ro", "file /d/ Audit"],
    read("/d/a"),
    "audit 2",
  ],
  [
    "beyond Audit, within Block of one rank: it is told",
    ["file /a Audit own", "file /a Block ro"],
    read("/a"),
    "audit 1",
  ],
  [
    "within Audit, beyond Block of one rank: it is denied",
    ["file /a Audit own", "file /a Block ro"],
    write("/a", OWN),
    "deny 2",
  ],
]);

// ---- 5. Allow-lists and postures.

const LISTS = [
  ["file", "file /a Allow", read("/a"), read("/b")],
  ["process", "process /a Allow", exec("/a"), exec("/b")],
  ["network", "network tcp Allow", socket("tcp"), socket("udp")],
  ["dns", "dns a.com Allow", ask("a.com"), ask("b.com")],
  ["capabilities", "capabilities net_raw Allow", capable("net_raw"), capable("net_admin")],
] as const;

for (const [ruleClass, allow, listed, other] of LISTS) {
  cases(`allow-list (${ruleClass}), posture audit`, [
    ["what is on it", [allow], listed, "allow 1"],
    ["what is not", [allow], other, "audit posture"],
  ]);
  cases(
    `allow-list (${ruleClass}), posture block`,
    [
      ["without an Allow rule there is none", [allow.replace("Allow", "Block")], other, "allow"],
      ["Audit makes none", [allow.replace("Allow", "Audit")], other, "allow"],
      ["what is on it", [allow], listed, "allow 1"],
      ["what is not", [allow], other, "deny posture"],
      ["an Allow rule for another source makes one, too", [`${allow} from=/bin/x`], listed, "deny posture"],
      ["Audit on what is on it", [allow, allow.replace("Allow", "Audit")], listed, "audit 2"],
      ["Block on what is on it", [allow, allow.replace("Allow", "Block")], listed, "deny 2"],
      ...LISTS.filter(([it]) => it !== ruleClass).map(
        ([it, , , other]): Case => [`it is no list for ${it}`, [allow], other, "allow"],
      ),
    ],
    { postures: BLOCK },
  );
}

cases(
  "Audit in an allow-list, posture block",
  [
    ["is no permission", ["file /x Allow", "file /a Audit"], read("/a"), "deny posture"],
    ["on what a wider rule allows", ["file / Allow tree", "file /a Audit"], read("/a"), "audit 2"],
    ["quiet is no permission, either", ["file /x Allow", "file /a Audit ro"], read("/a"), "deny posture"],
    ["quiet on what a wider rule allows", ["file / Allow tree", "file /a Audit ro"], read("/a"), "allow 1"],
    [
      "on what a wider rule allows only to read",
      ["file / Allow tree ro", "file /a Audit"],
      write("/a"),
      "deny posture 1",
    ],
    ["on what a wider rule blocks", ["file / Block tree", "file /x Allow", "file /a Audit"], read("/a"), "deny 1"],
    [
      "within the limits of a wider Block rule, which are no permission",
      ["file / Block tree ro", "file /x Allow", "file /a Audit"],
      read("/a"),
      "deny posture",
    ],
    ["wider than what is allowed: it tells, too", ["file /a Allow", "file / Audit tree"], read("/a"), "audit 2"],
    ["wider, beyond what is allowed", ["file /a Allow ro", "file / Audit tree"], write("/a"), "deny posture 1"],
    ["within a Block rule is no permission", ["file /x Allow", "file /a Block ro"], read("/a"), "deny posture"],
    [
      "nor beyond what is allowed, where a wider rule blocks",
      ["file /a Allow ro", "file / Block tree"],
      write("/a"),
      "deny 2",
    ],
  ],
  { postures: BLOCK },
);
cases("Audit in an allow-list, posture audit", [
  ["tells, and not the posture", ["file /x Allow", "file /a Audit"], read("/a"), "audit 2"],
  ["quiet leaves it to the posture", ["file /x Allow", "file /a Audit ro"], read("/a"), "audit posture"],
  ["on what a wider rule allows", ["file / Allow tree", "file /a Audit"], read("/a"), "audit 2"],
  ["quiet on what a wider rule allows", ["file / Allow tree", "file /a Audit ro"], read("/a"), "allow 1"],
  [
    "beyond what is allowed: tells, and not the posture",
    ["file /a Allow ro", "file / Audit tree"],
    write("/a"),
    "audit 2",
  ],
]);

for (const [posture, classes] of [
  ["file", ["file", "process"]],
  ["network", ["network", "dns"]],
  ["capabilities", ["capabilities"]],
] as const) {
  const postures = {
    file: "audit",
    network: "audit",
    capabilities: "audit",
    device: "audit",
    [posture]: "block",
  } as const;
  for (const [ruleClass, allow, , other] of LISTS) {
    const want = (classes as readonly string[]).includes(ruleClass) ? "deny posture" : "audit posture";
    cases(`only the posture of ${posture} blocks`, [[ruleClass, [allow], other, want]], { postures });
  }
}

cases(
  "no list: posture block",
  [
    ["system calls", ["syscalls mount Audit"], { class: "syscalls", syscall: "unlink", path: null, ...BY }, "allow"],
    ["presets", ["presets exec Allow"], preset("protectEnv"), "allow"],
  ],
  { postures: BLOCK },
);

// ---- Audited workloads: nothing is denied.

cases(
  "audited",
  [
    ["Block is told, and by which rule", ["file /a Block"], read("/a"), "audit 1"],
    ["the posture, too", ["file /x Allow"], read("/a"), "audit posture"],
    ["beyond an Allow rule", ["file /a Allow ro"], write("/a"), "audit posture 1"],
    ["Audit", ["file /a Audit"], read("/a"), "audit 1"],
    ["Block is told, and not Audit", ["file / Block tree", "file /a Audit"], read("/a"), "audit 1"],
    ["what is allowed stays silent", ["file /a Allow"], read("/a"), "allow 1"],
    ["what is within limits, too", ["file /a Block ro"], read("/a"), "allow within 1"],
    ["what nobody names, too", ["file /a Block"], read("/b"), "allow"],
    ["every class", ["network tcp Block"], socket("tcp"), "audit 1"],
  ],
  { isAudited: true, postures: BLOCK },
);
