// SPDX-License-Identifier: Apache-2.0

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { render } from "../../deploy/generate.ts";
import { crdText, NAMES } from "../../src/policy/crd.ts";
import { KINDS } from "../../src/policy/policy.ts";
import { policySchema } from "../../src/policy/schema.ts";
import { run } from "./run.ts";

// Each waits for a process most of its time.
t.jobs = 4;

const ROOT = join(import.meta.dirname, "../..");
const deploy = render();

for (const [name, args, want] of [
  ["of all kinds: the file in deploy/", [], deploy.get("schema/policy.schema.json")],
  ["of one kind", ["KubeArmorHostPolicy"], `${JSON.stringify(policySchema("KubeArmorHostPolicy"), null, 2)}\n`],
  ["of one kind, in any case", ["kubearmorpolicy"], `${JSON.stringify(policySchema("KubeArmorPolicy"), null, 2)}\n`],
  ["of one kind, as kubectl knows it", ["hsp"], `${JSON.stringify(policySchema("KubeArmorHostPolicy"), null, 2)}\n`],
  ["--crd: the files in deploy/", ["--crd"], KINDS.map(crdText).join("---\n")],
  ["--crd of one kind, as kubectl knows it", ["--crd", "NSP"], crdText("KubeArmorNetworkPolicy")],
  [
    "--crd of one kind",
    ["--crd", "KubeArmorClusterPolicy"],
    deploy.get("crds/security.kubearmor.com_kubearmorclusterpolicies.yaml"),
  ],
] as const) {
  t.test(name, { buffered: true }, async (t) => {
    const { code, stdout, stderr } = await run(t, ["policy", "schema", ...args]);
    t.strictSame([code, stderr], [0, ""]);
    t.ok(stdout.length > 1000 && stdout === want);
  });
}

for (const [name, args, stderr] of [
  ["a misspelt kind", ["KubeArmorPolcy"], /there is no kind "KubeArmorPolcy", did you mean "KubeArmorPolicy"\?\n$/],
  [
    "a kind of others",
    ["Pod"],
    /^bailiff: there is no kind "Pod": it is one of KubeArmorPolicy \(ksp\), .*, KubeArmorNetworkPolicy \(nsp\)\n$/,
  ],
  ["two kinds", ["KubeArmorPolicy", "KubeArmorHostPolicy"], /too many arguments for 'schema'/],
  ["an unknown flag", ["--crds"], "bailiff: unknown option '--crds'\n(Did you mean --crd?)\n"],
] as const) {
  t.test(`called wrongly: ${name}`, { buffered: true }, async (t) => {
    const result = await run(t, ["policy", "schema", ...args]);
    t.strictSame([result.code, result.stdout], [2, ""]);
    t.match(result.stderr, stderr);
  });
}

for (const [name, args, code, text] of [
  ["no command", ["policy"], 2, /Commands:\n +check .*\n +schema /s],
  ["a misspelt one", ["policy", "chekc"], 2, /unknown command 'chekc'\n\(Did you mean check\?\)/],
  ["help", ["policy", "--help"], 0, /Commands:\n +check .*\n +schema /s],
  [
    "help of check",
    ["policy", "check", "--help"],
    0,
    /--json .*--strict .*--enforceable .*--quiet .*any depth; bailiffd reads only the top .*Examples:\n {2}bailiff policy check /s,
  ],
  ["help of schema", ["policy", "schema", "--help"], 0, /--crd .*Examples:\n {2}bailiff policy schema /s],
] as const) {
  t.test(`policy: ${name}`, { buffered: true }, async (t) => {
    const result = await run(t, args);
    t.equal(result.code, code);
    t.match(code === 0 ? result.stdout : result.stderr, text);
  });
}

t.test("help of schema names every short name", { buffered: true }, async (t) => {
  const { stdout } = await run(t, ["policy", "schema", "--help"]);
  for (const kind of KINDS) t.match(stdout, new RegExp(`\\b${NAMES[kind].shortName}\\b`));
});

t.test("a slow reader gets all of it", { buffered: true }, async (t) => {
  const cli = join(ROOT, "src/cli.ts");
  const { stdout } = spawnSync("bash", ["-c", `"$0" "$1" policy schema | { sleep 1; cat; }`, process.execPath, cli], {
    encoding: "utf8",
    maxBuffer: 16 * 1024 * 1024,
  });
  t.ok(stdout === readFileSync(join(ROOT, "deploy/schema/policy.schema.json"), "utf8"));
});
