// SPDX-License-Identifier: Apache-2.0
// How the command line is called, and what it says when it is called wrongly.

import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import pkg from "../../package.json" with { type: "json" };
import { run } from "./run.ts";

const WRONG = [
  ["an unknown command names the nearest", ["lgos"], 2, "bailiff: unknown command 'lgos'\n(Did you mean logs?)\n"],
  ["an unknown flag too", ["logs", "--jsno"], 2, "bailiff: unknown option '--jsno'\n(Did you mean --json?)\n"],
  ["an argument nobody asked for", ["probe", "x"], 2, /^bailiff: too many arguments for 'probe'/],
  ["a kind of event that is none", ["logs", "--filter", "polcy"], 2, /Allowed choices are policy, system, all\.\n$/],
  ["a limit of nothing", ["logs", "--limit", "0"], 2, /Write a whole number from 1\.\n$/],
  ["a time without its unit", ["probe", "--wait", "30"], 2, /Write a number and its unit, like 500ms, 30s or 2m\.\n$/],
  ["an address without its port", ["probe", "--grpc", "localhost"], 2, /Write host:port, like 127\.0\.0\.1:32767/],
  ["a command that commands a terminal", ["\u001b[2J"], 2, "bailiff: unknown command '\\u{1b}[2J'\n"],
  ["a flag that turns the direction", ["logs", "--\u202ea"], 2, "bailiff: unknown option '--\\u{202e}a'\n"],
  [
    "a value that would look like another message",
    ["probe", "--wait", "30\n(Did you mean 30s?)\n"],
    2,
    /^bailiff: option '--wait <time>' argument '30\\u\{a\}\(Did you mean 30s\?\)\\u\{a\}' is invalid\. .*\n$/,
  ],
  [
    "an argument that would, too",
    ["probe", "x\n(Did you mean \u001b?)"],
    2,
    /^bailiff: too many arguments for 'probe'[^\n]*x\\u\{a\}\(Did you mean \\u\{1b\}\?\)\.\n$/,
  ],
  [
    "an address that commands a terminal",
    ["probe", "--grpc", "unix:/\u001b[2J"],
    1,
    /^bailiff: cannot reach the daemon at unix:\/\\u\{1b\}\[2J: .*\n$/,
  ],
  ["no command: how it is called", [], 2, /^Usage: bailiff /],
  [
    "nobody there: probe",
    ["probe", "--grpc", "127.0.0.1:1"],
    1,
    "bailiff: cannot reach the daemon at 127.0.0.1:1: nothing listens there; is bailiffd running?\n",
  ],
  ["nobody there: logs", ["logs", "--grpc", "[::1]:1"], 1, /^bailiff: cannot reach the daemon at \[::1\]:1: .*\n$/],
  [
    "no socket",
    ["logs", "--grpc", "unix:/nowhere/s"],
    1,
    "bailiff: cannot reach the daemon at unix:/nowhere/s: there is no such socket; is bailiffd running?\n",
  ],
] as const;

// All at once: each is a process that mostly waits for its turn.
const wrong = WRONG.map(([, args]) => run(t, args));

for (const [i, [name, , code, stderr]] of WRONG.entries()) {
  t.test(name, async (t) => {
    const result = await (wrong[i] as (typeof wrong)[0]);
    t.equal(result.code, code);
    t.equal(result.stdout, "");
    if (typeof stderr === "string") t.equal(result.stderr, stderr);
    else t.match(result.stderr, stderr);
  });
}

const RIGHT = [
  [["version"], `bailiff ${pkg.version}\n`],
  [["--version"], `bailiff ${pkg.version}\n`],
  [["version", "--json"], `${JSON.stringify({ version: pkg.version, node: process.version })}\n`],
  [["--help"], /^Usage: bailiff .*\n.*\n.*logs .*\n.*probe .*\n.*version/s],
  [["logs", "--help"], /--grpc <address> .*--json .*--filter <kind> .*--limit <n> .*--no-follow /s],
] as const;
const right = RIGHT.map(([args]) => run(t, args));

for (const [i, [args, want]] of RIGHT.entries()) {
  t.test(args.join(" "), async (t) => {
    const { code, stdout, stderr } = await (right[i] as (typeof right)[0]);
    t.same([code, stderr], [0, ""]);
    if (typeof want === "string") t.equal(stdout, want);
    else t.match(stdout, want);
  });
}

const CLI = join(import.meta.dirname, "../../src/cli.ts");

for (const args of ["--help", "version", "policy schema", "policy check nowhere", "policy check --json nowhere"]) {
  t.test(`no room to write to: ${args}`, async (t) => {
    const script = `"$0" "$1" ${args} >/dev/full`;
    const { status, stderr } = spawnSync("bash", ["-c", script, process.execPath, CLI], { encoding: "utf8" });
    t.strictSame([status, stderr], [1, "bailiff: cannot write: No space left on device\n"]);
  });
}

t.test("room for a part only", async (t) => {
  const file = join(t.testdir({}), "out");
  const script = `ulimit -f 64; "$0" "$1" policy schema >"$2"`;
  const { status, stderr } = spawnSync("bash", ["-c", script, process.execPath, CLI, file], { encoding: "utf8" });
  t.strictSame([status, stderr], [1, "bailiff: cannot write: File too large\n"]);
  t.equal(statSync(file).size, 64 * 1024);
});

t.test("no room to complain: the exit code says it", async (t) => {
  t.equal(spawnSync("bash", ["-c", `"$0" "$1" lgos 2>/dev/full`, process.execPath, CLI]).status, 2);
});

t.test("BAILIFF_GRPC is the default address, and the flag goes before it", async (t) => {
  const env = { BAILIFF_GRPC: "127.0.0.1:2" };
  const [fromEnv, fromFlag, nonsense] = await Promise.all([
    run(t, ["probe"], env),
    run(t, ["probe", "--grpc", "127.0.0.1:3"], env),
    run(t, ["probe"], { BAILIFF_GRPC: "nonsense" }),
  ]);
  t.match(fromEnv.stderr, /at 127\.0\.0\.1:2:/);
  t.match(fromFlag.stderr, /at 127\.0\.0\.1:3:/);
  t.equal(nonsense.code, 2);
});
