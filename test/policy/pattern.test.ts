// SPDX-License-Identifier: Apache-2.0
// Patterns of paths: what they match, how they are spelled, and what is wrong with those that people get wrong.

import fc from "fast-check";
import t from "tap";
import { PATTERN_ALTERNATIVES_MAX, PATTERN_DEPTH_MAX, PATTERN_STEPS_MAX } from "../../src/limits.ts";
import { directoriesAbovePattern, matchesPattern, parsePattern, readPattern } from "../../src/policy/pattern.ts";

const seed = Date.now() & 0x7fffffff;
const STEPS_WRONG = "is 79104 bytes long with its alternatives written out, the limit is 8192";
const KNOWN = 'a pattern begins with "/" and knows *, **, ?, [a-z], {a,b}, and \\ before what shall be itself';

for (const [pattern, matching, others] of [
  // The corpus: every shape that policies are seen to have.
  ["/.Blackhawk.sh", ["/.Blackhawk.sh"], ["/xBlackhawk.sh", "/.Blackhawk.sh/", "/a/.Blackhawk.sh", "/", ""]],
  ["/*/nc", ["/bin/nc", "/é/nc"], ["/nc", "//nc", "/usr/bin/nc", "/bin/ncat", "/bin/xnc"]],
  ["/*/*/nc", ["/usr/bin/nc"], ["/bin/nc", "/usr/local/bin/nc", "/usr//nc"]],
  ["/*ghostdog.sh", ["/ghostdog.sh", "/xghostdog.sh"], ["/x/ghostdog.sh", "/ghostdog.sh.bak"]],
  ["/bin/pydoc*", ["/bin/pydoc", "/bin/pydoc3.11"], ["/bin/pydo", "/bin/pydoc/x"]],
  ["/etc/*hado?", ["/etc/shadow", "/etc/gshadow", "/etc/hadox"], ["/etc/shado", "/etc/shadow-", "/etc/x/shadow"]],
  ["/etc/rc*.*/**", ["/etc/rc0.d/K01", "/etc/rc./x/y"], ["/etc/rc0.d/", "/etc/rc0.d", "/etc/rc.d"]],
  [
    "/etc/systemd/system/*.service.d/*CPUShares.conf",
    ["/etc/systemd/system/a.service.d/50-CPUShares.conf"],
    ["/etc/systemd/system/a.service.d/x/CPUShares.conf"],
  ],
  [
    "/home/**/.bashrc",
    ["/home/u/.bashrc", "/home/a/b/.bashrc"],
    ["/home/.bashrc", "/home/u/x.bashrc", "/root/.bashrc"],
  ],
  ["/**/.bashrc", ["/root/.bashrc", "/home/u/.bashrc"], ["/.bashrc", "/root/.bashrc/x"]],
  ["/**/*.conf", ["/etc/a.conf", "/etc/a/.conf"], ["/a.conf", "/etc/a.conf.d"]],
  ["/home/*/.ssh/**", ["/home/u/.ssh/id", "/home/u/.ssh/a/b"], ["/home/u/.ssh", "/home/u/.ssh/", "/home/.ssh/id"]],
  ["/proc/*/environ", ["/proc/1/environ"], ["/proc/1/task/1/environ"]],
  [
    "/usr/lib/**/**/pip/download.py",
    ["/usr/lib/a/b/pip/download.py", "/usr/lib/a/b/c/pip/download.py"],
    ["/usr/lib/a/pip/download.py"],
  ],
  [
    "/usr/lib/**/**/**/pip/**/**/download.py",
    ["/usr/lib/1/2/3/pip/4/5/download.py"],
    ["/usr/lib/1/2/pip/4/5/download.py", "/usr/lib/1/2/3/pip/4/download.py"],
  ],
  [
    "/usr/local/lib/python?/dist-packages/x.py",
    ["/usr/local/lib/python3/dist-packages/x.py"],
    ["/usr/local/lib/python/dist-packages/x.py", "/usr/local/lib/python3.9/dist-packages/x.py"],
  ],
  ["/var/log/**.log", ["/var/log/a.log", "/var/log/a/b.log", "/var/log/.log"], ["/var/log/a.logs", "/var/log/"]],
  ["/*/mv * /dev/null", ["/bin/mv a /dev/null", "/bin/mv  /dev/null"], ["/bin/mv a/b /dev/null"]],
  ["/*/chmod -R 777 /", ["/bin/chmod -R 777 /"], ["/bin/chmod -R 777 "]],
  ["/*/*/cri-ctl", ["/usr/bin/cri-ctl"], ["/usr/bin/crictl"]],

  // Stars that are whole components, as the comment in AppArmor's parser has them.
  ["/foo/*", ["/foo/a"], ["/foo/", "/foo", "/foo/a/", "/foo/a/b", "/foo//"]],
  ["/foo/*bar", ["/foo/bar", "/foo/xbar"], ["/foo/x/bar"]],
  ["/*/foo", ["/a/foo"], ["//foo", "/foo"]],
  ["/tmp/**", ["/tmp/a", "/tmp/a/b", "/tmp/a/"], ["/tmp/", "/tmp", "/tmp//"]],
  ["/tmp/*/", ["/tmp/a/"], ["/tmp/a", "/tmp//", "/tmp/"]],
  ["/tmp/**/", ["/tmp/a/", "/tmp/a/b/"], ["/tmp/a", "/tmp//", "/tmp/"]],
  ["/tmp/***", ["/tmp/a", "/tmp/a/b"], ["/tmp/"]],
  ["/tmp/a*", ["/tmp/a", "/tmp/ab"], ["/tmp/", "/tmp/a/"]],
  ["/tmp/**b", ["/tmp/b", "/tmp/a/b"], ["/tmp/a"]],
  ["/tmp/**?", ["/tmp/a", "/tmp/a/b"], ["/tmp/", "/tmp/a/"]],
  ["/**", ["/a", "/a/b"], ["/", ""]],
  ["/", ["/"], ["", "/a", "//"]],

  // One byte.
  ["/?", ["/a", "/*"], ["/", "//", "/ab", "/é"]],
  ["/??", ["/ab", "/é"], ["/a", "/a/"]],
  ["/[abc]x", ["/ax", "/cx"], ["/dx", "/x", "/abx", "/[x"]],
  ["/[a-c0-9_.-]", ["/b", "/5", "/_", "/.", "/-"], ["/d", "/a-c", "/"]],
  ["/[-a]", ["/-", "/a"], ["/b"]],
  ["/[+--]", ["/+", "/,", "/-"], ["/."]],
  ["/[^a-c]", ["/d", "/^", "/\x01"], ["/a", "/b", "//", "/", "/é"]],
  ["/[^a][^a]", ["/é", "/bb"], ["/ab", "/b/"]],
  ["/[\\]\\^\\\\\\-]", ["/]", "/^", "/\\", "/-"], ["/["]],
  ["/[a\\-c]", ["/a", "/-", "/c"], ["/b"]],
  ["/[[{*?,}]", ["/[", "/{", "/*", "/?", "/,", "/}"], ["/a"]],
  ["/[a^]", ["/a", "/^"], ["/b"]],
  ["/[a!]", ["/a", "/!"], ["/b"]],

  // Alternatives.
  ["/{a,b}c", ["/ac", "/bc"], ["/c", "/abc", "/a,bc"]],
  ["/a{,b}", ["/a", "/ab"], ["/abb", "/a,b"]],
  ["/{usr/,}{,s}bin/{nc,ncat}", ["/usr/bin/nc", "/bin/ncat", "/usr/sbin/nc", "/sbin/nc"], ["/usr/nc", "/xbin/nc"]],
  ["/{a,b{c,d{e,f}}}", ["/a", "/bc", "/bde", "/bdf"], ["/b", "/bd", "/c"]],
  ["/{/a,./b,c}", ["/a", "/b", "/c"], ["//a", "/./b"]],
  ["/{usr,}/bin", ["/usr/bin", "/bin"], ["//bin"]],
  ["/a/{.,b}/c", ["/a/c", "/a/b/c"], ["/a/./c"]],
  ["/a{.,.}/b", ["/a./b"], ["/a../b"]],
  ["/etc/{,*}", ["/etc/", "/etc/a"], ["/etc", "/etc/a/b"]],
  ["/etc/{,**}", ["/etc/", "/etc/a", "/etc/a/b"], ["/etc"]],
  ["/etc/{*,**}", ["/etc/a", "/etc/a/b"], ["/etc/", "/etc"]],
  ["/etc/{*,x}{,.d}", ["/etc/a", "/etc/.d", "/etc/x.d"], ["/etc/", "/etc"]],
  ["/a/*{/,x}b", ["/a/c/b", "/a/xb"], ["/a//b"]],
  ["/a*{*,b}c", ["/ac", "/abc", "/axc"], ["/a/c"]],
  ["/a*{**,b}c", ["/ac", "/a/c", "/ax/y/c"], ["/a"]],
  ["/{*,**/x}/y", ["/a/y", "/a/x/y", "/a/b/x/y"], ["/a/b/y", "/x"]],
  ["/{a\\,b,c\\}}", ["/a,b", "/c}"], ["/a", "/b"]],
  ["/a,b", ["/a,b"], ["/a", "/b"]],

  // Characters that are themselves.
  ["/\\*\\?\\[\\]\\{\\}\\\\", ["/*?[]{}\\"], ["/a"]],
  ["/a\\ b", ["/a b"], ["/a\\ b"]],
  ["/\\/a", ["/a"], ["//a"]],
  ["/$x/\\$", ["/$x/$"], ["/x/"]],
  ["/a^(b|c)+.", ["/a^(b|c)+."], ["/ab."]],
  ["/ü*\\é", ["/üé", "/üxé"], ["/ué"]],
  ["/😀?", ["/😀x"], ["/😀", "/😀😀"]],
  ["/..a/.../x..", ["/..a/.../x.."], ["/a"]],
] as const) {
  t.test(`${pattern} matches ${matching[0]}`, async (t) => {
    t.strictSame(readPattern(pattern) && matching.filter((path) => !matchesPattern(pattern, path)), []);
    t.strictSame(
      others.filter((path) => matchesPattern(pattern, path)),
      [],
      "and none that it should not",
    );
    t.ok(
      matching.every((path) => matchesPattern(parsePattern(pattern), Buffer.from(path))),
      "parsed before, as bytes",
    );
  });
}

for (const [name, text, want] of [
  ["nothing to do", "/etc/*.conf", "/etc/*.conf"],
  ["slashes", "//etc///*", "/etc/*"],
  ["dots", "/./etc/././*", "/etc/*"],
  ["slashes and dots", "/.//./etc", "/etc"],
  ["a dot at the end", "/etc/.", "/etc/"],
  ["a slash at the end stays", "/etc//", "/etc/"],
  ["a file whose name begins with a dot", "/etc/.x/.*", "/etc/.x/.*"],
  ["three dots are a name", "/etc/.../x", "/etc/.../x"],
  ["alternatives", "/{a//b,c/./d}", "/{a/b,c/d}"],
  ["an escaped dot stays, and is dropped from what it means", "/a/\\./b", "/a/\\./b"],
  ["the root", "/", "/"],
  ["as long as can be", `/${"é".repeat(2047)}x`, `/${"é".repeat(2047)}x`],
  ["too long before slashes are dropped", `${"/".repeat(5000)}a`, "/a"],
] as const) {
  t.test(`spelling: ${name}`, async (t) => {
    t.strictSame(readPattern(text), { pattern: want });
    t.strictSame(readPattern(want), { pattern: want }, "the same when read again");
  });
}

t.test("an escaped dot is a dot: as in paths, such a component is none", async (t) => {
  t.ok(matchesPattern("/a/\\./b", "/a/b"));
});

const deepest = `/${"{a,".repeat(PATTERN_DEPTH_MAX)}b${"}".repeat(PATTERN_DEPTH_MAX)}`;
const cut = `${"{a,".repeat(9)}`;

for (const [name, text, wrong] of [
  ["empty", "", 'must be absolute, got ""'],
  ["a bare name", "mysqld", 'must be absolute, got "mysqld"'],
  ["a star first", "**/nc", 'must be absolute, got "**/nc"'],
  ["a brace first", "{/a,/b}", 'must be absolute, got "{/a,/b}"'],
  ["a regular expression", "^/proc/.*$", `looks like a regular expression, got "^/proc/.*$": ${KNOWN}`],
  ["a regular expression without ^", "/proc/.*$", `looks like a regular expression, got "/proc/.*$": ${KNOWN}`],
  ["one in slashes", "/[a-z]+\\Wssh/gm", `looks like a regular expression, got "\\\\W": ${KNOWN}`],
  ["an escape of C", "/\\x41", `looks like a regular expression, got "\\\\x": ${KNOWN}`],
  ["an escaped letter in a class", "/[\\w]", `looks like a regular expression, got "\\\\w": ${KNOWN}`],
  ["NUL", "/a\0b", 'must not contain a NUL byte, got "/a\\u0000b"'],
  ["half a character", "/\ud800", 'must be valid Unicode, got "/\\ud800"'],
  ["dots that lead up", "/a/../b", 'must not contain "..", got "/a/../b"'],
  ["dots at the end", "/a/..", 'must not contain "..", got "/a/.."'],
  ["dots in a brace", "/{a,..}/b", 'must not contain "..", got "/{a,..}/b"'],
  ["dots put together", "/.{.,a}/b", 'must not contain "..", got "/.{.,a}/b"'],
  ["escaped dots", "/\\.\\./b", 'must not contain "..", got "/\\\\.\\\\./b"'],
  ["too long", `/${"é".repeat(2048)}`, "is 4097 bytes long, the limit is 4096"],
  ["a class without end", "/a[b-", 'has "[" without "]", got "[b-"'],
  ["a class with an escaped end", "/a[b\\]", 'has "[" without "]", got "[b\\\\]"'],
  ["nothing but a class's start", "/a[^", 'has "[" without "]", got "[^"'],
  ["a class's end alone", "/a]b", 'has "]" without "[", got "/a]": write "\\]" for itself'],
  ["a POSIX class", "/[[:alpha:]]", 'has "]" without "[", got "/[[:alpha:]]": write "\\]" for itself'],
  ["an empty class", "/[]a", 'has an empty class, got "[]": write "\\[" and "\\]" for brackets themselves'],
  ["all but nothing", "/[^]a", 'has an empty class, got "[^]": write "\\[" and "\\]" for brackets themselves'],
  ["a range upside down", "/[az-c]", 'has a range whose end comes before its start, got "z-c"'],
  ["a slash in a class", "/[a/b]", 'must not have "/" in a class, got "/"'],
  ["an escaped slash in a class", "/[a\\/]", 'must not have "/" in a class, got "\\\\/"'],
  [
    "a range over the slash",
    "/[!-~]",
    'must not have "!" first in a class, got "[!": write "^" for all but these, "\\!" for itself',
  ],
  ["a range over the slash, escaped", "/[\\!-~]", 'must not have "/" in a class, got "\\\\!-~"'],
  [
    "a shell's negation",
    "/[^!a]",
    'must not have "!" first in a class, got "[^!": write "^" for all but these, "\\!" for itself',
  ],
  ["a class of characters", "/[aé]", 'must have only ASCII in a class, got "[aé"'],
  ["a range of characters", "/[a-é]", 'must have only ASCII in a class, got "[a-é"'],
  ["a brace without end", "/{a,b", 'has "{" without "}", got "{a,b"'],
  ["a brace within without end", "/{a,{b,c}", 'has "{" without "}", got "{a,{b,c}"'],
  ["a brace's end alone", "/a}", 'has "}" without "{", got "/a}": write "\\}" for itself'],
  ["one end too many", "/{a,b}}", 'has "}" without "{", got "/{a,b}}": write "\\}" for itself'],
  ["one alternative", "/a{b}", 'needs two alternatives in braces, got "{b}": write "\\{" for a brace itself'],
  ["no alternative", "/a{}", 'needs two alternatives in braces, got "{}": write "\\{" for a brace itself'],
  [
    "a variable of AppArmor",
    "/@{HOME}/x",
    'needs two alternatives in braces, got "{HOME}": write "\\{" for a brace itself',
  ],
  ["too deep", `/${cut}b${"}".repeat(9)}`, 'has braces 9 deep, the limit is 8, got "{"'],
  ["a backslash at the end", "/a\\", 'must not end in a backslash, got "/a\\\\"'],
  ["a backslash at the end of a class", "/[a\\", 'must not end in a backslash, got "/[a\\\\"'],
  [
    "too many alternatives",
    `/${"{a,b}".repeat(9)}`,
    `has more than 256 alternatives once written out, got "/${"{a,b}".repeat(9)}"`,
  ],
  [
    "far too many alternatives",
    `/${"{,}".repeat(1365)}`,
    `has more than 256 alternatives once written out, got "/${"{,}".repeat(40).slice(0, 119)}…"`,
  ],
  [
    "alternatives too long",
    `/${"{a,b}".repeat(8)}${"x".repeat(300)}`,
    `${STEPS_WRONG}, got "/${"{a,b}".repeat(8)}${"x".repeat(79)}…"`,
  ],
] as const) {
  t.test(`wrong: ${name}`, async (t) => {
    t.strictSame(readPattern(text), { wrong });
    t.throws(() => parsePattern(text), { message: /^only patterns that were read/ }, "and nobody parses it");
  });
}

for (const [name, text, alternatives] of [
  ["the deepest braces", deepest, PATTERN_DEPTH_MAX + 1],
  ["all alternatives there may be", `/${"{a,b}".repeat(8)}`, PATTERN_ALTERNATIVES_MAX],
  ["as long as they may be together", `/${"{a,b}".repeat(8)}${"x".repeat(PATTERN_STEPS_MAX / 256 - 9)}`, 256],
] as const) {
  t.test(`just right: ${name}`, async (t) => {
    t.strictSame(readPattern(text), { pattern: text });
    t.equal(parsePattern(text).length, alternatives);
  });
}

/** Each takes years if it backtracks, or writes out what it should count. */
for (const [name, pattern, path, want] of [
  ["many stars that fail at the end", `/${"*a".repeat(200)}b`, `/${"a".repeat(4000)}`, false],
  ["many stars that match", `/${"*a".repeat(200)}`, `/${"a".repeat(4000)}`, true],
  ["many wide stars", `/${"**a".repeat(200)}b`, `/${"a/".repeat(2000)}`, false],
  ["stars in alternatives", `/${"{*a,**b}".repeat(8)}c`, `/${"ab".repeat(500)}`, false],
  ["a long pattern, a long path", `/${"?".repeat(4095)}`, `/${"a".repeat(4095)}`, true],
] as const) {
  t.test(`in time: ${name}`, { timeout: 20_000 }, async (t) => {
    t.strictSame(readPattern(pattern), { pattern });
    t.equal(matchesPattern(pattern, path), want);
  });
}

t.test("any text is read or refused with a reason", async (t) => {
  t.comment(`seed ${seed}`);
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(..."/ab.*?[]^-{},\\é$!"), maxLength: 30 }).map((rest) => `/${rest}`),
    fc.string({ unit: "binary" }),
  );
  fc.assert(
    fc.property(text, (text) => {
      const result = readPattern(text);
      if ("wrong" in result) return result.wrong !== "";
      const again = readPattern(result.pattern);
      return "pattern" in again && again.pattern === result.pattern && parsePattern(result.pattern).length > 0;
    }),
    { seed, numRuns: 3000 },
  );
  t.pass("no counterexample in 3,000 texts");
});

/**
 * The definition a second time, sharing nothing with the first: alternatives are written out in the text, each becomes
 * a regular expression as AppArmor's parser makes one. Stars are told apart first, S and G, so that two that meet do
 * not become "**".
 */
function expressionsOf(pattern: string): RegExp[] {
  const writeOut = (text: string): string[] => {
    const brace = /\{([^{}]*)\}/.exec(text);
    if (brace === null) return [text];
    const put = (alternative: string) =>
      text.slice(0, brace.index) + alternative + text.slice(brace.index + brace[0].length);
    return (brace[1] ?? "").split(",").flatMap((alternative) => writeOut(put(alternative)));
  };
  return writeOut(pattern.replace(/\*{2,}/g, "G").replace(/\*/g, "S")).map((form) => {
    const expression = form
      .replace(/\/(\.?\/)+/g, "/")
      .replace(/\/\.$/, "/")
      .replaceAll(".", "\\.")
      .replaceAll("?", "[^/]")
      .replaceAll("[^a]", "[^a/]")
      .replace(/(?<=\/)(?=[SG]+(\/|$))/g, "[^/]")
      .replaceAll("S", "[^/]*")
      .replaceAll("G", "[^]*");
    return new RegExp(`^${expression}$`);
  });
}

const simple = fc.constantFrom("a", "b", "/", "/", ".", "*", "*", "**", "?", "[ab]", "[^a]");
const { pieces } = fc.letrec<{ pieces: string; piece: string; either: string }>((tie) => ({
  pieces: fc.array(tie("piece"), { maxLength: 4 }).map((them) => them.join("")),
  piece: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { weight: 5, arbitrary: simple },
    { weight: 1, arbitrary: tie("either") },
  ),
  either: fc.array(tie("pieces"), { minLength: 2, maxLength: 3 }).map((them) => `{${them.join(",")}}`),
}));

/** Every path there is, with five bytes out of four. */
function allPaths(length: number): string[] {
  if (length === 0) return [""];
  const shorter = allPaths(length - 1);
  return [
    ...shorter,
    ...shorter.filter((it) => it.length === length - 1).flatMap((it) => [..."/ab."].map((end) => it + end)),
  ];
}

t.test("patterns mean what the definition says, on all short paths", async (t) => {
  t.comment(`seed ${seed}`);
  const paths = allPaths(5);
  t.equal(paths.length, 1 + 4 + 16 + 64 + 256 + 1024);
  let [read, matched] = [0, 0];
  fc.assert(
    fc.property(fc.array(pieces, { minLength: 1, maxLength: 3 }), (written) => {
      const result = readPattern(`/${written.join("")}`);
      if ("wrong" in result) return;
      const [parsed, expressions] = [parsePattern(result.pattern), expressionsOf(result.pattern)];
      read++;
      for (const path of paths) {
        const want = expressions.some((it) => it.test(path));
        if (want) matched++;
        if (matchesPattern(parsed, path) !== want) throw new Error(`${result.pattern} and ${path}: should be ${want}`);
      }
    }),
    { seed, numRuns: 150 },
  );
  t.ok(read > 75 && matched > 75, `${read} patterns were read, ${matched} times one matched`);
});

for (const [pattern, want] of [
  ["/a/b/*", ["/a/b/", "/a/", "/"]],
  ["/a/b?/c*/d", ["~/a/b?/c*", "~/a/b?", "/a/", "/"]],
  ["/a/**/d", ["/a/", "/"]],
  ["/a/b**/d", ["/a/", "/"]],
  ["/**", ["/"]],
  ["/a/{b,c/d}/e", ["~/a/{b,c/d}", "/a/", "/"]],
  ["/a/[b*]/c", ["~/a/[b*]", "/a/", "/"]],
  [String.raw`/a/\*\*/c`, [String.raw`~/a/\*\*`, "/a/", "/"]],
] as const) {
  t.test(`directories above ${pattern}`, async (t) => {
    const found = directoriesAbovePattern(pattern).map(({ literal, pattern }) => literal ?? `~${pattern}`);
    t.strictSame(found, want);
  });
}
