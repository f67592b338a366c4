// SPDX-License-Identifier: Apache-2.0

import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import t, { type Test } from "tap";
import { printer } from "../../src/cli/policy-check-text.ts";
import { YAML_BYTES_MAX } from "../../src/limits.ts";

const CLI = join(import.meta.dirname, "../../src/cli.ts");

const head = (name: string): string => `apiVersion: security.kubearmor.com/v1
kind: KubeArmorHostPolicy
metadata: {name: ${name}}
spec:
  nodeSelector: {matchLabels: {kubearmor.io/hostname: "*"}}
`;
const GOOD = `${head("web")}  file: {matchPaths: [{path: /a}, {path: /b}]}\n`;
const OTHER = `${head("db")}  file: {matchPaths: [{path: /a}]}\n`;
const NOTED = `${head("web")}  file: {matchPaths: [{path: //a}]}\n`;
const BAD = `${head("bad")}  file: {matchPaths: [{path: a}]}\n`;
const UNENFORCED = `${head("far")}  device: {matchDevice: [{class: HID}]}\n`;

const NOTED_AND_UNENFORCED = `${NOTED}  device: {matchDevice: [{class: HID}]}\n`;
const CHART = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {<<: {a: b}}
---
apiVersion: v1
kind: Service
metadata: {name: web}
`;

const FAR =
  /^a\.yaml:6:\d+: unenforced: .*not enforced by this version of Bailiff.*\n.*\n.*\^\n1 policy not enforced by this version\n$/;
const NOTE = `note: spec.file.matchPaths[0].path: "//a" is read as "/a"
    6 |   file: {matchPaths: [{path: //a}]}
      |                              ^
`;
const PROBLEM = `problem: spec.file.matchPaths[0].path: must be absolute, got "a"
    6 |   file: {matchPaths: [{path: a}]}
      |                              ^
`;

type Files = Readonly<Record<string, string | Uint8Array>>;

function place(t: Test, files: Files): string {
  const directory = mkdtempSync("/tmp/bailiff-check-");
  t.teardown(() => rmSync(directory, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  return directory;
}

function check(
  cwd: string,
  args: readonly string[],
  {
    input = "",
    env = {},
  }: { readonly input?: string | Uint8Array; readonly env?: Readonly<Record<string, string>> } = {},
): { readonly code: number | null; readonly stdout: string; readonly stderr: string } {
  const { NO_COLOR: _color, FORCE_COLOR: _force, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, "policy", "check", ...args], {
    cwd,
    env: { ...inherited, ...env },
    input,
    encoding: "utf8",
  });
  return { code: status, stdout, stderr };
}

for (const [name, files, args, code, stdout] of [
  [
    "a missing file",
    {},
    ["a.yaml"],
    1,
    "a.yaml: problem: cannot be read: no such file or directory\n1 input without a policy\n",
  ],
  [
    "an empty file",
    { "a.yaml": "# nothing\n" },
    ["a.yaml"],
    1,
    "a.yaml: problem: holds no policy\n1 input without a policy\n",
  ],
  ["a device", {}, ["/dev/zero"], 1, "/dev/zero: problem: is not a regular file\n1 input without a policy\n"],
  [
    "a file that is not text",
    { "a.yaml": Uint8Array.of(0xff) },
    ["a.yaml"],
    1,
    "a.yaml: problem: is not UTF-8 text\n1 input without a policy\n",
  ],
  [
    "a file that is too large",
    { "a.yaml": "#".repeat(YAML_BYTES_MAX + 1) },
    ["a.yaml"],
    1,
    `a.yaml: problem: is larger than ${YAML_BYTES_MAX} bytes\n1 input without a policy\n`,
  ],
  [
    "a directory without policies",
    { "d/readme.md": "", "d/.hidden.yaml": GOOD, "d/.git/a.yaml": GOOD },
    ["d"],
    1,
    "d: problem: holds no policies (*.yaml, *.yml, *.json)\n1 input without a policy\n",
  ],
  ["one that is refused", { "a.yaml": BAD }, ["a.yaml"], 1, `a.yaml:6:30: ${PROBLEM}1 policy refused\n`],
  [
    "broken YAML",
    { "a.yaml": "a: [\n" },
    ["a.yaml"],
    1,
    /^a\.yaml:\d:\d: problem: .+\n {4}\d \|.*\n {6}\| +\^\n1 policy refused\n$/,
  ],
  ["a good one", { "a.yaml": GOOD }, ["a.yaml"], 0, "1 policy good\n"],
  ["of JSON", { "a.json": JSON.stringify({}) }, ["a.json"], 1, /missing key "apiVersion"/],
  ["a note", { "a.yaml": NOTED }, ["a.yaml"], 0, `a.yaml:6:30: ${NOTE}1 policy with notes\n`],
  ["a note, strictly", { "a.yaml": NOTED }, ["--strict", "a.yaml"], 1, `a.yaml:6:30: ${NOTE}1 policy with notes\n`],
  ["a note, quietly", { "a.yaml": NOTED }, ["-q", "a.yaml"], 0, ""],
  [
    "a note, strictly and quietly",
    { "a.yaml": NOTED },
    ["--strict", "-q", "a.yaml"],
    1,
    `a.yaml:6:30: ${NOTE}1 policy with notes\n`,
  ],
  ["a good one, quietly", { "a.yaml": GOOD }, ["-q", "a.yaml"], 0, ""],
  ["a problem, quietly", { "a.yaml": BAD }, ["--quiet", "a.yaml"], 1, `a.yaml:6:30: ${PROBLEM}1 policy refused\n`],
  [
    "a bit of everything, below a directory, in order",
    { "c.yml": OTHER, "b/bad.yaml": BAD, "a.yaml": NOTED, "b/x.txt": BAD, "b/latin.json": Uint8Array.of(0xff) },
    ["."],
    1,
    `a.yaml:6:30: ${NOTE}b/bad.yaml:6:30: ${PROBLEM}b/latin.json: problem: is not UTF-8 text
1 policy good, 1 with notes, 1 refused, 1 input without a policy
`,
  ],
  [
    "an empty file below a directory is noted",
    { "a.yaml": GOOD, "b/comments.yaml": "# nothing\n", "empty.yaml": "" },
    ["."],
    0,
    "b/comments.yaml: note: holds no policy\nempty.yaml: note: holds no policy\n1 policy good, 2 empty files\n",
  ],
  [
    "an empty file below a directory, strictly",
    { "a.yaml": GOOD, "empty.yaml": "" },
    ["--strict", "."],
    1,
    "empty.yaml: note: holds no policy\n1 policy good, 1 empty file\n",
  ],
  [
    "nothing but an empty file below a directory",
    { "d/empty.yaml": "" },
    ["d"],
    1,
    "d/empty.yaml: note: holds no policy\nd: problem: holds no policies (*.yaml, *.yml, *.json)\n1 empty file, 1 input without a policy\n",
  ],
  [
    "other objects",
    { "a.yaml": `${CHART}---\n${GOOD}---\n${CHART}` },
    ["a.yaml"],
    0,
    "1 policy good, 4 other objects passed over\n",
  ],
  [
    "a file of other objects below a directory",
    { "a.yaml": CHART, "b.yaml": GOOD },
    ["."],
    0,
    "1 policy good, 2 other objects passed over\n",
  ],
  [
    "nothing but other objects",
    { "a.yaml": CHART },
    ["a.yaml"],
    1,
    "a.yaml: problem: holds no policy\n2 other objects passed over, 1 input without a policy\n",
  ],
  ["a policy with a misspelt group", { "a.yaml": GOOD.replace("security", "securty") }, ["a.yaml"], 1, /apiVersion/],
  ["a policy with a misspelt kind", { "a.yaml": GOOD.replace("KubeArmorHost", "KubArmorHst") }, ["a.yaml"], 1, /kind/],
  ["a policy without its kind", { "a.yaml": GOOD.replace(/kind.*\n/, "") }, ["a.yaml"], 1, /missing key "kind"/],
  [
    "two documents of one file",
    { "a.yaml": `${GOOD}---\n${BAD}` },
    ["a.yaml"],
    1,
    `a.yaml:13:30: ${PROBLEM.replace("    6", "   13")}1 policy good, 1 refused\n`,
  ],
  [
    "the same policy twice",
    { "a.yaml": GOOD, "b.yaml": GOOD },
    ["b.yaml", "a.yaml"],
    0,
    `a.yaml:1:1: note: KubeArmorHostPolicy/web is at b.yaml:1:1, too: only one can be in force
    1 | apiVersion: security.kubearmor.com/v1
      | ^
1 policy good, 1 with notes
`,
  ],
  ["the same operand twice is read once", { "a.yaml": GOOD }, ["a.yaml", "a.yaml"], 0, "1 policy good\n"],
  [
    "a refused one has no name to take",
    { "a.yaml": BAD.replace("bad", "web"), "b.yaml": GOOD },
    ["-q", "."],
    1,
    `a.yaml:6:30: ${PROBLEM}1 policy good, 1 refused\n`,
  ],
  ["what cannot be enforced yet", { "a.yaml": UNENFORCED }, ["a.yaml"], 0, FAR],
  ["what cannot be enforced yet is no note", { "a.yaml": UNENFORCED }, ["--strict", "a.yaml"], 0, FAR],
  ["what must be enforceable", { "a.yaml": UNENFORCED }, ["--enforceable", "a.yaml"], 1, FAR],
  ["what must be enforceable, quietly", { "a.yaml": UNENFORCED }, ["--enforceable", "-q", "a.yaml"], 1, FAR],
  ["what cannot be enforced yet, quietly", { "a.yaml": UNENFORCED }, ["-q", "--strict", "a.yaml"], 0, ""],
  ["what is enforceable", { "a.yaml": GOOD }, ["--enforceable", "a.yaml"], 0, "1 policy good\n"],
  [
    "a note on what cannot be enforced yet",
    { "a.yaml": NOTED_AND_UNENFORCED, "b.yaml": OTHER },
    ["--strict", "-q", "."],
    1,
    `a.yaml:6:30: ${NOTE}1 policy good, 1 with notes, 1 not enforced by this version\n`,
  ],
  [
    "a pattern that no node has room for takes no name",
    { "a.yaml": `${head("web")}  file: {matchPatterns: [{pattern: "/**a${"?".repeat(30)}"}]}\n`, "b.yaml": GOOD },
    ["-q", "."],
    1,
    /^a\.yaml:6:\d+: problem: .*pattern.*too large.*\n.*\n.*\^\n1 policy good, 1 refused\n$/,
  ],
  [
    "a text and a name that would command a terminal",
    { "\u001b[2J.yaml": `${head("a")}  "\u001b[3J": {}\n` },
    ["."],
    1,
    /^\\u\{1b\}\[2J\.yaml:\d:\d+: problem: .*\n {4}\d \| .*\\u\{1b\}\[3J.*\n {6}\| +\^\n1 policy refused\n$/,
  ],
] as const satisfies readonly (readonly [string, Files, readonly string[], number, string | RegExp])[]) {
  t.test(name, async (t) => {
    const result = check(place(t, files), args);
    t.equal(result.code, code);
    t.equal(result.stderr, "");
    if (typeof stdout === "string") t.equal(result.stdout, stdout);
    else t.match(result.stdout, stdout);
    t.notMatch(result.stdout, /[^\P{Cc}\t\n]/u);
  });
}

for (const [name, input, code, stdout] of [
  ["nothing", "", 1, "<stdin>: problem: holds no policy\n1 input without a policy\n"],
  ["a good policy", GOOD, 0, "1 policy good\n"],
  ["a chart", `${CHART}---\n${GOOD}`, 0, "1 policy good, 2 other objects passed over\n"],
  ["a bad one", BAD, 1, `<stdin>:6:30: ${PROBLEM}1 policy refused\n`],
  ["no text", Uint8Array.of(0xff), 1, "<stdin>: problem: is not UTF-8 text\n1 input without a policy\n"],
  [
    "too much",
    "#".repeat(3 * YAML_BYTES_MAX),
    1,
    `<stdin>: problem: is larger than ${YAML_BYTES_MAX} bytes\n1 input without a policy\n`,
  ],
] as const) {
  t.test(`standard input: ${name}`, async (t) => {
    t.strictSame(check("/", ["-"], { input }), { code, stdout, stderr: "" });
  });
}

for (const [name, args, stderr] of [
  ["no operand", [], "bailiff: missing required argument 'file'\n"],
  ["an unknown flag", ["--strct", "a"], "bailiff: unknown option '--strct'\n(Did you mean --strict?)\n"],
  ["a color that is none", ["--color", "red", "a"], /Allowed choices are auto, always, never\.\n$/],
] as const) {
  t.test(`called wrongly: ${name}`, async (t) => {
    const result = check("/", args);
    t.strictSame([result.code, result.stdout], [2, ""]);
    if (typeof stderr === "string") t.equal(result.stderr, stderr);
    else t.match(result.stderr, stderr);
  });
}

const RED = "\u001b[31mproblem\u001b[39m";
const CYAN = "\u001b[36mnote\u001b[39m";
const YELLOW = "\u001b[33munenforced\u001b[39m";
for (const [name, args, env, words] of [
  ["not into a pipe", [], {}, ["note", "problem", "unenforced"]],
  ["always", ["--color=always"], { NO_COLOR: "1" }, [CYAN, RED, YELLOW]],
  ["never", ["--color", "never"], {}, ["note", "problem", "unenforced"]],
] as const) {
  t.test(`colors: ${name}`, async (t) => {
    const { stdout } = check(place(t, { "a.yaml": NOTED, "b.yaml": BAD, "c.yaml": UNENFORCED }), [...args, "."], {
      env,
    });
    t.ok(stdout.includes(`a.yaml:6:30: ${words[0]}: `));
    t.ok(stdout.includes(`b.yaml:6:30: ${words[1]}: `));
    t.match(stdout.replaceAll(words[2], "~"), /^c\.yaml:6:\d+: ~: /m);
  });
}

t.test("as JSON: every field, with notes and problems apart", async (t) => {
  const directory = place(t, { "a.yaml": `${NOTED}---\n${UNENFORCED}---\n${CHART}`, "b.yaml": BAD, "c.yaml": "" });
  const { code, stdout, stderr } = check(directory, ["--json", ".", "nowhere"]);
  t.strictSame([code, stderr], [1, ""]);
  const report = JSON.parse(stdout);
  const [noted, far, ...others] = report.policies;
  const host = { kind: "KubeArmorHostPolicy", namespace: null };
  const nobody = { kind: null, namespace: null, name: null };
  t.strictSame(noted, {
    file: "a.yaml",
    line: 1,
    ...host,
    name: "web",
    ok: true,
    rules: 1,
    problems: [],
    notes: [
      {
        file: "a.yaml",
        line: 6,
        column: 30,
        path: "spec.file.matchPaths[0].path",
        message: '"//a" is read as "/a"',
      },
    ],
    unenforced: [],
  });
  t.match(far, { name: "far", line: 8, ok: true, unenforced: [{ file: "a.yaml", line: 13 }] });
  t.strictSame(others, [
    {
      file: "b.yaml",
      line: 1,
      ...host,
      name: "bad",
      ok: false,
      rules: 0,
      problems: [
        {
          file: "b.yaml",
          line: 6,
          column: 30,
          path: "spec.file.matchPaths[0].path",
          message: 'must be absolute, got "a"',
        },
      ],
      notes: [],
      unenforced: [],
    },
    {
      file: "c.yaml",
      line: 1,
      ...nobody,
      ok: true,
      rules: 0,
      problems: [],
      notes: [{ file: "c.yaml", line: 1, column: 1, path: "", message: "holds no policy" }],
      unenforced: [],
    },
    {
      file: "nowhere",
      line: 1,
      ...nobody,
      ok: false,
      rules: 0,
      problems: [
        { file: "nowhere", line: 1, column: 1, path: "", message: "cannot be read: no such file or directory" },
      ],
      notes: [],
      unenforced: [],
    },
  ]);
  t.strictSame(report.summary, {
    policies: 3,
    good: 0,
    noted: 1,
    unenforced: 1,
    refused: 1,
    empty: 1,
    unread: 1,
    passedOver: 2,
  });
});

t.test("links: to a file is followed, to a directory is not", async (t) => {
  const directory = place(t, { "data/a.yaml": GOOD, "d/x/keep.md": "" });
  symlinkSync("../data/a.yaml", join(directory, "d/a.yaml"));
  symlinkSync("..", join(directory, "d/x/up.yaml"));
  symlinkSync("nowhere", join(directory, "d/x/z.yaml"));
  t.equal(
    check(directory, ["d"]).stdout,
    "d/x/z.yaml: problem: cannot be read: no such file or directory\n1 policy good, 1 input without a policy\n",
  );
});

t.test(
  "a directory that cannot be entered",
  { skip: process.getuid?.() === 0 ? "root enters all" : false },
  async (t) => {
    const directory = place(t, { "d/a.yaml": GOOD });
    chmodSync(join(directory, "d"), 0);
    t.match(check(directory, ["."]).stdout, /^d: problem: cannot be read: permission denied\n/);
    chmodSync(join(directory, "d"), 0o700);
  },
);

t.test("a pipe that somebody names is read to its end", async (t) => {
  const { status, stdout } = spawnSync(
    "bash",
    ["-c", `"$0" "$1" policy check <(sleep 0.3; cat)`, process.execPath, CLI],
    {
      input: GOOD,
      encoding: "utf8",
    },
  );
  t.strictSame([status, stdout], [0, "1 policy good\n"]);
});

t.test("standard input: a directory", async (t) => {
  const { status, stdout } = spawnSync("bash", ["-c", `"$0" "$1" policy check - </`, process.execPath, CLI], {
    encoding: "utf8",
  });
  t.strictSame([status, stdout], [1, "<stdin>: problem: standard input is a directory\n1 input without a policy\n"]);
});

t.test("thousands of findings in one file take no time", async (t) => {
  const lines = Array.from({ length: 9900 }, (_, i) => `line ${i} ${"x".repeat(90)}`);
  const nobody = { kind: null, namespace: null, name: null, isPolicy: true, rules: 0, notes: [], unenforced: [] };
  const checked = lines.map((_, i) => {
    const at = { file: "a.yaml", line: i + 1, column: 1 };
    return { ...nobody, at, problems: [{ at, path: "", message: "is bad" }] };
  });
  const start = performance.now();
  const text = printer({ color: "never" })(checked, lines.join("\n"));
  t.ok(performance.now() - start < 3000);
  t.match(text.slice(-300), /a\.yaml:9900:1: problem: is bad\n {1}9900 \| line 9899 x+\n {6}\| \^\n$/);
});

t.test("Ctrl-C ends the wait for standard input", async (t) => {
  const child = spawn(process.execPath, [CLI, "policy", "check", "a.yaml", "-"], {
    cwd: place(t, { "a.yaml": NOTED }),
    stdio: ["pipe", "pipe", "inherit"],
  });
  t.teardown(() => child.kill("SIGKILL"));
  await new Promise((resolve) => child.stdout.once("data", resolve)); // of the first file: it is running
  child.kill("SIGINT");
  t.equal(await new Promise((resolve) => child.on("close", resolve)), 130);
});

t.test("a reader that goes away ends it quietly", async (t) => {
  const directory = place(t, { "a.yaml": Array.from({ length: 2000 }, () => BAD).join("---\n") });
  const { status, stderr } = spawnSync(
    "bash",
    ["-c", `set -o pipefail; "$0" "$1" policy check a.yaml | head -n 1 >/dev/null`, process.execPath, CLI],
    { cwd: directory, encoding: "utf8" },
  );
  t.strictSame([status, stderr], [0, ""]);
});
