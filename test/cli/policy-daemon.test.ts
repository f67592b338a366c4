// SPDX-License-Identifier: Apache-2.0
// bailiff policy add, delete, confirm, list and get, against the policies of a daemon without a kernel.

import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import t, { type Test } from "tap";
import { trialText } from "../../src/cli/policy-change.ts";
import { listing, policyText } from "../../src/cli/policy-list.ts";
import { daemon, directory, filesOf, hostPolicy, podPolicy } from "../applying.ts";
import { run, serve, start, until } from "./run.ts";

const JOIN = "---\n";

/** A daemon, its server, and files beside it. */
async function here(t: Test, files: Readonly<Record<string, string>> = {}) {
  const it = await daemon(t, { files: { "/etc/held.yaml": hostPolicy("held") } });
  const folder = directory(t);
  for (const { file, text } of filesOf(files)) writeFileSync(join(folder, file), text);
  const socketPath = join(folder, "s");
  const server = await serve(t, { socketPath, policies: () => it.answers });
  const unix = ["--grpc", `unix:${socketPath}`];
  return { it, folder, unix, tcp: ["--grpc", server.address], path: (file: string) => join(folder, file) };
}

t.test("add: some are taken, some refused", async (t) => {
  const wrong = hostPolicy("wrong").replace("file:", "fle:");
  const { it, unix, path } = await here(t, {
    "a.yaml": [hostPolicy("a"), podPolicy("web", "prod"), hostPolicy("far", "v1", "elsewhere")].join(JOIN),
    "b.yaml": [hostPolicy("held"), wrong].join(JOIN),
  });
  const good = await run(t, ["policy", "add", path("a.yaml"), ...unix]);
  t.strictSame(good, {
    code: 0,
    stdout: `KubeArmorHostPolicy/a added: 1 rule enforced, for 1 workload
KubeArmorPolicy/prod/web added: 1 rule enforced, for 1 workload
KubeArmorHostPolicy/far added: its nodeSelector names other nodes
`,
    stderr: "",
  });
  const bad = await run(t, ["policy", "add", path("b.yaml"), path("nowhere.yaml"), path("a.yaml"), ...unix]);
  t.strictSame(bad, {
    code: 1,
    stdout: `${path("nowhere.yaml")}:1 refused: cannot be read: no such file or directory
KubeArmorHostPolicy/held refused: the policy directory has it, at /etc/held.yaml:1
${path("b.yaml")}:15:3: problem: spec: unknown key "fle", did you mean "file"?
   15 |   fle: {matchPaths: [{path: /wrong}]}
      |   ^
KubeArmorHostPolicy/wrong refused
KubeArmorHostPolicy/a unchanged: 1 rule enforced, for 1 workload
KubeArmorPolicy/prod/web unchanged: 1 rule enforced, for 1 workload
KubeArmorHostPolicy/far unchanged: its nodeSelector names other nodes
`,
    stderr: "",
  });
  t.same(it.inForce(), ["a v1", "far v1", "held v1", "web v1"]);
});

t.test("add: for machines, from directories and standard input", async (t) => {
  const { it, unix, folder, path } = await here(t, { "a.yaml": hostPolicy("a"), "b.yaml": "kind: [\n" });
  const { code, stdout } = await run(t, ["policy", "add", "-o", "json", folder, ...unix]);
  t.equal(code, 1);
  t.match(JSON.parse(stdout), {
    confirmBy: 0,
    results: [
      { kind: "KubeArmorHostPolicy", namespace: "", name: "a", result: "added", file: path("a.yaml"), line: 1 },
      { kind: "", name: "", result: "refused", problems: [{ file: path("b.yaml"), line: 2 }] },
    ],
  });
  const cli = join(import.meta.dirname, "../../src/cli.ts");
  const child = spawn(process.execPath, [cli, "policy", "add", "-", ...unix], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(hostPolicy("typed", "\u001b[31m".replaceAll("\u001b", "x")));
  let said = "";
  child.stdout.on("data", (chunk) => (said += chunk));
  t.equal(await new Promise((resolve) => child.on("close", resolve)), 0);
  t.match(said, /^KubeArmorHostPolicy\/typed added/);
  t.match(it.inForce(), ["a v1", "held v1", /^typed/]);
});

t.test("delete: by name, by file, and what is not there", async (t) => {
  const { it, unix, path } = await here(t, { "a.yaml": hostPolicy("a") + JOIN + podPolicy("web", "prod") });
  await run(t, ["policy", "add", path("a.yaml"), ...unix]);
  const absent = await run(t, ["policy", "delete", "ksp/web", "hsp/aa", "hsp/held", path("none.yaml"), ...unix]);
  t.strictSame(absent, {
    code: 1,
    stdout: `${path("none.yaml")}:1 refused: cannot be read: no such file or directory
KubeArmorPolicy/default/web absent: there is no KubeArmorPolicy/default/web, but in "prod"
KubeArmorHostPolicy/aa absent: there is no KubeArmorHostPolicy/aa
KubeArmorHostPolicy/held refused: the policy directory has it, at /etc/held.yaml:1: remove it there
`,
    stderr: "",
  });
  t.strictSame(await run(t, ["policy", "delete", "ksp/web", "-n", "prod", ...unix]), {
    code: 0,
    stdout: "KubeArmorPolicy/prod/web deleted\n",
    stderr: "",
  });
  const rest = await run(t, ["policy", "delete", path("a.yaml"), "-o", "json", ...unix]);
  t.equal(rest.code, 1);
  t.match(JSON.parse(rest.stdout), {
    results: [
      { name: "a", result: "deleted" },
      { name: "web", result: "absent" },
    ],
  });
  t.same(it.inForce(), ["held v1"]);
});

t.test("list and get, as everybody may", async (t) => {
  const { it, unix, tcp, path } = await here(t, { "a.yaml": `# why\n${hostPolicy("block-ssh")}` });
  await run(t, ["policy", "add", path("a.yaml"), ...unix]);
  const listed = await run(t, ["policy", "list", ...tcp]);
  t.strictSame(listed, {
    code: 0,
    stdout: `KIND                 NAMESPACE  NAME       SOURCE     STATE     RULES  WORKLOADS
KubeArmorHostPolicy  -          block-ssh  applied    enforced  1      1
KubeArmorHostPolicy  -          held       directory  enforced  1      1
`,
    stderr: "",
  });
  const file = join(it.stateDir, "policies/KubeArmorHostPolicy_block-ssh.yaml");
  const got = await run(t, ["policy", "get", "hsp/block-ssh", ...tcp]);
  t.strictSame(got, {
    code: 0,
    stdout: `# KubeArmorHostPolicy/block-ssh: enforced; 1 rule in the kernel, for 1 workload
# source: applied, ${file}
# why
${hostPolicy("block-ssh")}`,
    stderr: "",
  });
  writeFileSync(path("again.yaml"), got.stdout);
  t.match(await run(t, ["policy", "add", path("again.yaml"), ...unix]), { code: 0, stdout: /block-ssh changed/ });
  t.match(JSON.parse((await run(t, ["policy", "get", "hsp/held", "-o", "json", ...tcp])).stdout), {
    name: "held",
    source: "directory",
    file: "/etc/held.yaml",
    state: "enforced",
    problems: [],
    text: hostPolicy("held"),
  });
  t.strictSame(await run(t, ["policy", "get", "hsp/block-shs", ...tcp]), {
    code: 1,
    stdout: "",
    stderr: 'bailiff: there is no KubeArmorHostPolicy/block-shs, did you mean "block-ssh"?\n',
  });
});

t.test("on trial", async (t) => {
  const { it, unix, path } = await here(t, { "a.yaml": hostPolicy("a") });
  const add = () => run(t, ["policy", "add", "--confirm-within", "60s", path("a.yaml"), ...unix]);
  t.match(await add(), { code: 0, stdout: /enforced.*\nundone in \d+ s, unless confirmed: bailiff policy confirm\n$/ });
  t.match((await run(t, ["policy", "list", ...unix])).stdout, /\nundone in \d+ s, unless confirmed/);
  t.match(await add(), { code: 1, stdout: /^KubeArmorHostPolicy\/a refused: what was added last waits/ });
  t.match(await run(t, ["policy", "confirm", "--undo", ...unix]), {
    code: 0,
    stdout: "KubeArmorHostPolicy/a undone\n",
  });
  t.same(it.inForce(), ["held v1"]);
  await add();
  t.match(await run(t, ["policy", "confirm", ...unix]), { code: 0, stdout: "KubeArmorHostPolicy/a confirmed\n" });
  t.match(await run(t, ["policy", "confirm", ...unix]), {
    code: 1,
    stderr: "bailiff: nothing waits for being confirmed\n",
  });
  t.match(await run(t, ["policy", "confirm", "-o", "json", ...unix]), {
    code: 1,
    stdout: '{"results":[],"confirmBy":0}\n',
  });
  t.same(it.inForce(), ["a v1", "held v1"]);
});

t.test("called in a way that cannot be", async (t) => {
  const { tcp, unix, path } = await here(t, { "a.yaml": hostPolicy("a") });
  for (const [name, args, code, stderr] of [
    [
      "over TCP",
      ["add", path("a.yaml"), ...tcp],
      1,
      /^bailiff: policies are changed by root over unix:.*applyOverTcp: true\n$/,
    ],
    ["no such kind", ["delete", "hps/a", ...unix], 2, /^bailiff: there is no kind "hps": it is one of .*\(hsp\)/],
    ["nearly a kind", ["get", "KubeArmorHostPolcy/a", ...tcp], 2, /did you mean "KubeArmorHostPolicy"\?\n$/],
    ["no kind at all", ["get", "a", ...tcp], 2, "bailiff: a is no KIND/NAME, like hsp/block-ssh\n"],
    ["nothing", ["add"], 2, /missing required argument 'file'/],
    ["a time that is none", ["add", "--confirm-within", "60", "x"], 2, /Write a number and its unit/],
    ["a time too long", ["add", "--confirm-within", "25h", "x"], 2, /Write a time from 1s to 24h\.\n$/],
    ["a misspelt command", ["ad", "x"], 2, /unknown command 'ad'\n\(Did you mean add\?\)/],
    ["an output that is none", ["list", "-o", "xml"], 2, /Allowed choices are table, wide, json, yaml/],
    [
      "no daemon",
      ["add", path("a.yaml"), "--grpc", "unix:/nowhere"],
      1,
      /there is no such socket; is bailiffd running\?\n$/,
    ],
  ] as const) {
    const result = await run(t, ["policy", ...args]);
    t.equal(result.code, code, name);
    t.equal(result.stdout, "");
    t.match(result.stderr, stderr);
  }
});

t.test("Ctrl-C while the daemon takes its time", async (t) => {
  const { it, path } = await here(t, { "a.yaml": hostPolicy("a") });
  let isAsked = false;
  const never = new Promise<never>(() => {});
  const apply = () => {
    isAsked = true;
    return never;
  };
  const server = await serve(t, { applyOverTcp: true, policies: () => ({ ...it.answers, apply }), goodbyeMs: 10 });
  const added = start(t, ["policy", "add", path("a.yaml"), "--grpc", server.address]);
  await until(() => isAsked);
  added.child.kill("SIGINT");
  t.equal(await added.exit, 130);
});

t.test("what is shown", async (t) => {
  const odd = { kind: null, name: "\u001b[31m", state: "refused", file: "a.yaml", problems: [{ message: "a\nb" }] };
  t.match(listing([odd], "wide"), /PROBLEMS {2}FILE\n- +- +\\u\{1b\}\[31m +- +refused +0 +0 +1 +a\.yaml\n$/);
  const empty = { kind: "", namespace: "", name: "", source: "", file: "", state: "", rules: 0, workloads: 0 };
  t.strictSame(JSON.parse(listing([{}], "json")), [{ ...empty, problems: [] }]);
  t.match(listing([{ name: "a" }], "yaml"), /^- kind: ''\n {2}namespace: ''\n {2}name: a\n/);
  t.match(policyText({ ...odd, text: "---\r\na: 1" }), /# problem: :0:0: a\\u\{a\}b\na: 1\n$/);
  t.equal(trialText(0, 5), "");
  t.match(trialText(4000, 5500), "undone in 0 s");
});
