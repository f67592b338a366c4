// SPDX-License-Identifier: Apache-2.0
// Automata of patterns: they say what pattern.ts says, are as small as can be, and stay within their bounds.

import fc from "fast-check";
import t from "tap";
import { compilePatterns, type Dfa, groupPatterns, runDfa } from "../../src/policy/dfa.ts";
import { matchesPattern, parsePattern, readPattern } from "../../src/policy/pattern.ts";

const seed = Date.now() & 0x7fffffff;
const STATES_MAX = 8192;

function compiled(...patterns: string[]): Dfa {
  const dfa = compilePatterns(patterns, STATES_MAX);
  if ("tooLarge" in dfa) throw new Error(`too large: ${patterns[dfa.tooLarge]}`);
  return dfa;
}

/** What is so for every automaton, besides its answers. */
function flawOf({ states, classes, classOf, next, accepts }: Dfa): string | null {
  const classesSeen = [...new Set(classOf)];
  if (classOf.length !== 256 || classesSeen.length !== classes) return "classes are those of bytes";
  if (classesSeen.some((it, i) => it !== i)) return "classes are numbered by their first byte";
  if (next.length !== states * classes || accepts.length !== states) return "tables have their sizes";
  if (next.some((state) => state >= states)) return "each state exists";
  if (next.subarray(0, classes).some((state) => state !== 0) || accepts[0]?.length !== 0) return "state 0 is dead";
  const met = [...new Set([0, 1, ...next.subarray(classes)])];
  if (met.length !== states || met.some((it, i) => it !== i)) return "states are numbered as they are met";
  for (const them of accepts) if (them.some((it, i) => i > 0 && it <= (them[i - 1] ?? 0))) return "accepts ascends";
  const columns = classesSeen.map((it) => next.filter((_, i) => i % classes === it).join());
  if (new Set(columns).size !== classes) return "bytes of two classes differ somewhere";
  return null;
}

/** Moore's algorithm, plainly: how many states there are that some text tells apart. */
function statesTold({ states, classes, next, accepts }: Dfa): number {
  let block = accepts.map((it) => it.join());
  for (let count = 0; count !== new Set(block).size; ) {
    count = new Set(block).size;
    const numbers = new Map([...new Set(block)].map((it, i) => [it, i]));
    const before = block.map((it) => numbers.get(it) ?? 0);
    block = before.map((it, state) =>
      [it, ...next.subarray(state * classes, (state + 1) * classes)].map((to, i) => (i ? before[to] : to)).join(),
    );
  }
  return Math.min(states, new Set(block).size);
}

for (const [name, patterns, answers] of [
  ["nothing", [], { "": [], "/": [], "/a": [] }],
  ["one name", ["/a"], { "/a": [0], "/": [], "/ab": [], a: [] }],
  ["the root", ["/"], { "/": [0], "": [], "//": [] }],
  ["the same twice", ["/a*", "/a*"], { "/ab": [0, 1], "/b": [] }],
  ["one within another", ["/**", "/*", "/a"], { "/a": [0, 1, 2], "/b": [0, 1], "/b/c": [0], "/": [] }],
  ["any order", ["/a", "/*", "/**"], { "/a": [0, 1, 2], "/b": [1, 2], "/b/c": [2] }],
  ["names that share a start", ["/*/nc", "/*/ncat"], { "/bin/nc": [0], "/bin/ncat": [1], "/bin/nca": [] }],
  ["names that share an end", ["/**/.bashrc", "/home/*/.bashrc"], { "/home/u/.bashrc": [0, 1], "/x/.bashrc": [0] }],
  ["alternatives", ["/{usr/,}{,s}bin/nc", "/bin/*"], { "/bin/nc": [0, 1], "/usr/sbin/nc": [0], "/usr/bin": [] }],
  ["empty alternatives", ["/etc/{,*}", "/etc/{*,**}"], { "/etc/": [0], "/etc/a": [0, 1], "/etc/a/b": [1] }],
  ["stars that meet", ["/a*{*,**,x}c"], { "/ac": [0], "/a/c": [0], "/axc": [0], "/a/": [] }],
  ["classes", ["/[a-c]", "/[^b]", "/?"], { "/a": [0, 1, 2], "/b": [0, 2], "/d": [1, 2], "//": [] }],
  ["bytes beyond ASCII", ["/é", "/??", "/[^a]"], { "/é": [0, 1], "/b": [2], "/\u0080": [1] }],
  ["any byte at all", ["/**"], { "/\x01\x7f\n": [0], "/\u{10ffff}": [0] }],
] as const) {
  t.test(`answers: ${name}`, async (t) => {
    const dfa = compiled(...patterns);
    for (const [path, want] of Object.entries(answers)) t.strictSame(runDfa(dfa, Buffer.from(path)), want, `"${path}"`);
    t.equal(flawOf(dfa), null);
  });
}

t.test("all 256 bytes", async (t) => {
  const dfa = compiled("/?", "/**", "/[^a-z]");
  const wrong = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => {
    const [isSlash, isLetter] = [byte === 0x2f, byte >= 0x61 && byte <= 0x7a];
    const want = isSlash ? "" : isLetter ? "0,1" : "0,1,2";
    return runDfa(dfa, Uint8Array.of(0x2f, byte)).join() !== want;
  });
  t.strictSame(wrong, []);
});

for (const [name, patterns, states, classes] of [
  ["nothing: dead and start", [], 2, 1],
  ["a name: one each byte, dead and start", ["/abc"], 6, 5],
  ["all files", ["/**"], 4, 2],
  ["stars that say the same", ["/*a*a*a*"], 6, 3],
  ["a wide star after a narrow one", ["/*a**"], 4, 3],
  ["ends that are alike", [`/{${[..."abcdefgh"].map((it) => `${it}xyz`).join()}}`], 7, 6],
  ["alternatives that others hold", ["/{*,a,b*,?c}"], 4, 2],
  ["the last but nine", ["/*a????????"], 514, 3],
] as const) {
  t.test(`smallest: ${name}`, async (t) => {
    const dfa = compiled(...patterns);
    t.strictSame([dfa.states, dfa.classes, flawOf(dfa)], [states, classes, null]);
  });
}

for (const [name, one, other] of [
  ["a brace and a class", ["/{ab,cb}*"], ["/[ac]b*"]],
  ["the order of alternatives", ["/{a*,b,**/c}"], ["/{**/c,a*,b}"]],
  ["a common end", ["/{ax,bx,}y"], ["/{{a,b}x,}y"]],
  ["stars", ["/a{**,*}b", "/x"], ["/a**b", "/x"]],
  ["a common end of lists", ["/a", "/*/nc", "/**"], ["/{a,a}", "/{*,*}/n{c,c}", "/{**,*}"]],
] as const) {
  t.test(`equal automata: ${name}`, async (t) => t.strictSame(compiled(...one), compiled(...other)));
}

// Random lists of patterns and paths.

const simple = fc.constantFrom("a", "b", "é", "/", "/", ".", "*", "*", "**", "?", "[ab]", "[^a]", "[.-.b]");
const { pieces } = fc.letrec<{ pieces: string; piece: string; either: string }>((tie) => ({
  pieces: fc.array(tie("piece"), { maxLength: 5 }).map((them) => them.join("")),
  piece: fc.oneof({ maxDepth: 2 }, { weight: 6, arbitrary: simple }, { weight: 1, arbitrary: tie("either") }),
  either: fc.array(tie("pieces"), { minLength: 2, maxLength: 3 }).map((them) => `{${them.join(",")}}`),
}));
const pattern = fc
  .array(pieces, { minLength: 1, maxLength: 3 })
  .map((them) => readPattern(`/${them.join("")}`))
  .filter((result) => "pattern" in result)
  .map(({ pattern }) => pattern);
const path = fc
  .array(fc.constantFrom("a", "b", "é", "/", ".", "x"), { maxLength: 8 })
  .map((them) => `/${them.join("")}`);

t.test("automata answer as patterns do, and have no state too many", async (t) => {
  t.comment(`seed ${seed}`);
  let matched = 0;
  fc.assert(
    fc.property(
      fc.array(pattern, { maxLength: 5 }),
      fc.array(path, { minLength: 30, maxLength: 30 }),
      (patterns, paths) => {
        const dfa = compilePatterns(patterns, 300);
        if ("tooLarge" in dfa) return true;
        if (flawOf(dfa) !== null) throw new Error(flawOf(dfa) ?? "");
        if (patterns.length > 0 && statesTold(dfa) !== dfa.states) throw new Error("two states are alike");
        const parsed = patterns.map(parsePattern);
        return paths.every((path) => {
          const bytes = Buffer.from(path);
          const want = parsed.flatMap((pattern, i) => (matchesPattern(pattern, bytes) ? [i] : []));
          matched += want.length;
          return want.join() === runDfa(dfa, bytes).join();
        });
      },
    ),
    { seed, numRuns: 500 },
  );
  t.ok(matched > 200, `no counterexample, ${matched} matches`);
});

t.test("groups hold each pattern once, within their limits, and answer as patterns do", async (t) => {
  t.comment(`seed ${seed}`);
  let [grouped, refusedCount] = [0, 0];
  fc.assert(
    fc.property(
      fc.array(pattern, { maxLength: 12 }),
      fc.array(path, { minLength: 20, maxLength: 20 }),
      fc.integer({ min: 4, max: 40 }),
      fc.integer({ min: 0, max: 4 }),
      (patterns, paths, statesMax, dfasMax) => {
        const { dfas, refused } = groupPatterns(patterns, { statesMax, dfasMax });
        const placed = [...dfas.flatMap((group) => group.patterns), ...refused].sort((a, b) => a - b);
        if (placed.join() !== [...patterns.keys()].join()) throw new Error(`placed are ${placed}`);
        if (dfas.length > dfasMax || dfas.some(({ dfa }) => dfa.states > statesMax)) throw new Error("too much");
        for (const { dfa, patterns } of dfas) {
          if (flawOf(dfa) !== null) throw new Error(flawOf(dfa) ?? "");
          if (patterns.length === 0 || [...new Set(dfa.accepts.flat())].some((it) => !patterns.includes(it))) {
            throw new Error("an automaton and its patterns are of one kind");
          }
        }
        // Nobody is refused who has a place: not alone in an automaton that is still to be had, nor in one there is.
        for (const i of refused) {
          if (dfas.length < dfasMax && !("tooLarge" in compilePatterns([patterns[i] ?? ""], statesMax))) return false;
          for (const group of dfas) {
            const together = [...group.patterns, i].map((it) => patterns[it] ?? "");
            if (!("tooLarge" in compilePatterns(together, statesMax))) return false;
          }
        }
        grouped += dfas.length;
        refusedCount += refused.length;
        return paths.every((path) => {
          const bytes = Buffer.from(path);
          const want = [...patterns.keys()].filter(
            (i) => !refused.includes(i) && matchesPattern(patterns[i] ?? "", bytes),
          );
          const answers = dfas.flatMap(({ dfa }) => runDfa(dfa, bytes)).sort((a, b) => a - b);
          return want.join() === answers.join();
        });
      },
    ),
    { seed, numRuns: 300 },
  );
  t.ok(grouped > 100 && refusedCount > 100, `no counterexample in ${grouped} automata, ${refusedCount} refused`);
});

// Bounds.

const BLOW_UP = `/**a${"?".repeat(20)}`; // two million states alone
const names = [..."nc ncat zmap tshark telnet tcpdump socat nmap ngrep mitmproxy".split(" ")];
names.push(..."kubectl docker dig cri-ctl rm wget curl git pip python".split(" "));
const ordinary = names.flatMap((name) => [
  `/*/${name}`,
  `/*/*/${name}`,
  `/*/*/*/${name}`,
  `/**/.${name}rc`,
  `/home/*/.${name}/**`,
  `/usr/lib/**/site-packages/${name}/download.py`,
  `/var/lib/${name}/**/*.conf`,
  `/etc/${name}*/*.d/*.service`,
  `/usr/local/lib/python?/dist-packages/${name}/__init__.py`,
  `/{,usr/}{,s}bin/${name}[0-9]*`,
]);

t.test("200 ordinary patterns", async (t) => {
  const start = performance.now();
  const { dfas, refused } = groupPatterns(ordinary, { statesMax: STATES_MAX, dfasMax: 8 });
  const elapsedMs = performance.now() - start;
  t.comment(`${elapsedMs.toFixed()} ms, ${dfas.map(({ dfa }) => `${dfa.states} states × ${dfa.classes}`).join(", ")}`);
  t.equal(ordinary.length, 200);
  t.strictSame(refused, []);
  t.ok(dfas.length <= 2, "in two automata at most");
  t.ok(elapsedMs < 3000, "in no time, ten times as long allowed on a busy machine");
});

for (const [name, patterns, statesMax, tooLarge] of [
  ["one alone", [BLOW_UP], STATES_MAX, 0],
  ["one among others", ["/a", "/*/nc", BLOW_UP, "/b"], STATES_MAX, 2],
  ["all together: the largest", ["/a", "/abc", "/xy"], 6, 1],
  ["all together: the first of the largest", ["/abc", "/abd", "/a"], 6, 0],
  ["one state too many", ["/abc"], 5, 0],
  ["no state", ["/"], 0, 0],
] as const) {
  t.test(`too large: ${name}`, async (t) => t.strictSame(compilePatterns(patterns, statesMax), { tooLarge }));
}

t.test("just fits", async (t) => {
  t.match(compilePatterns(["/abc", "/abd", "/a"], 7), { states: 7 });
});

t.test("more states than 16 bits can number are our mistake", async (t) => {
  t.throws(() => compilePatterns(["/"], 65537), { message: "states are numbered in 16 bits" });
});

for (const [name, patterns, limits, want, refused] of [
  ["nothing", [], [100, 8], [], []],
  ["together where they fit", ["/a", "/b"], [100, 8], [[0, 1]], []],
  ["apart where they do not, most patterns first", ["/aaaa", "/b", "/c"], [6, 2], [[1, 2]], [0]],
  ["apart where there is room for two", ["/aaa", "/bbb", "/aa"], [6, 2], [[0, 2], [1]], []],
  ["only so many", ["/aaa", "/bbb", "/ccc"], [6, 2], [[0], [1]], [2]],
  ["too large alone", [BLOW_UP, "/a", BLOW_UP], [100, 8], [[1]], [0, 2]],
  ["no automata", ["/a"], [100, 0], [], [0]],
  ["the large ones make room for the small", ["/bbb", "/ccc", "/a"], [7, 1], [[0, 2]], [1]],
] as const) {
  t.test(`groups: ${name}`, async (t) => {
    const groups = groupPatterns(patterns, { statesMax: limits[0], dfasMax: limits[1] });
    t.strictSame([groups.dfas.map((group) => group.patterns), groups.refused], [want, refused]);
  });
}

t.test("hostile patterns shut nobody out", { timeout: 60_000 }, async (t) => {
  const hostile = Array.from({ length: 300 }, (_, i) => `/${i}**a${"?".repeat(20)}`);
  const { dfas, refused } = groupPatterns([...hostile, ...ordinary], { statesMax: STATES_MAX, dfasMax: 8 });
  t.strictSame(refused, [...hostile.keys()]);
  t.ok(dfas.length <= 4);
});

const letters = [..."abcdefghijklmnopqrstuvwxyz"];

/** Bounded by work that is counted; the limit in time is for machines that are busy with other things. */
for (const [name, patterns] of [
  ["two million states", [BLOW_UP]],
  [
    "the same by the hundred",
    letters.flatMap((it) => letters.slice(0, 8).map((and) => `/**${it}${and}${"?".repeat(25)}`)),
  ],
  ["*a 200 times", [`/${"*a".repeat(200)}`]],
  ["*a as often as there is room", [`/${"*a".repeat(2047)}`]],
  ["**a as often as there is room", [`/${"**a".repeat(1365)}`]],
  ["4,096 bytes", [`/${"abcdefghijklmno".repeat(273)}`]],
  ["4,096 bytes, each any", [`/${"?".repeat(4095)}`]],
  ["as many alternatives as there may be", [`/${"{a*,b}".repeat(8)}`]],
  ["as many wide ones", [`/{${Array.from({ length: 256 }, (_, i) => `**${i}*x`).join()}}`]],
  ["as many steps as there may be", [`/**${"{*a,b?}".repeat(8)}${"*c?".repeat(4)}`]],
  [
    "each fits, no two do",
    letters.flatMap((it) => letters.slice(0, 8).map((and) => `/**${it}${and}${"?".repeat(11)}`)),
  ],
  [
    "products of wide stars",
    letters.flatMap((it) => letters.slice(0, 8).map((and) => `/**/${it}/**/${and}/**/x${it}`)),
  ],
  ["a thousand names", Array.from({ length: 1000 }, (_, i) => `/opt/app${i}/**/*.so`)],
] as const) {
  t.test(`in time: ${name}`, { timeout: 60_000 }, async (t) => {
    const start = performance.now();
    const { dfas, refused } = groupPatterns(patterns, { statesMax: STATES_MAX, dfasMax: 8 });
    const elapsedMs = performance.now() - start;
    t.comment(`${elapsedMs.toFixed()} ms, ${dfas.map(({ dfa }) => dfa.states).join(" + ")}, ${refused.length} refused`);
    t.equal(refused.length + dfas.flatMap((group) => group.patterns).length, patterns.length);
    t.ok(elapsedMs < 20_000);
  });
}
