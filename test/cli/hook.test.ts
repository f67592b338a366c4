// SPDX-License-Identifier: Apache-2.0
// What install-hook writes for container runtimes, and that uninstall-hook leaves nothing of it.
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";
import {
  baseSpec,
  type HookOptions,
  hooksDirectoryEntry,
  withBaseSpec,
  withoutHook,
} from "../../src/cli/hook-texts.ts";

const OPTIONS: HookOptions = {
  program: "/opt/bailiff/bailiff-hook",
  socket: "/run/bailiff/gate.sock",
  timeoutSeconds: 2,
  onFailure: "open",
};
const CLI = join(import.meta.dirname, "../../dist/bailiff.js");
const SPEC = "/opt/bailiff/spec.json";
const LINE = `base_runtime_spec = "${SPEC}" # bailiff`;

t.test("texts", async (t) => {
  const entry = JSON.parse(hooksDirectoryEntry(OPTIONS));
  t.match(entry, { version: "1.0.0", when: { always: true }, stages: ["createRuntime"], hook: { path: "/bin/sh" } });
  t.ok(entry.hook.timeout > OPTIONS.timeoutSeconds, "the runtime waits longer than the hook");
  const spec = JSON.parse(baseSpec('{"ociVersion":"1.0.2","hooks":{"poststop":[{"path":"/x"}]}}', OPTIONS));
  t.same(spec.hooks.poststop, [{ path: "/x" }], "other hooks stay");
  t.same(spec.hooks.createRuntime, [entry.hook]);
});

const V2 = 'version = 2\n[plugins."io.containerd.grpc.v1.cri"]\n  sandbox_image = "pause"\n';
const RUNC = '[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]\n';
const OTHER = "[plugins.'io.containerd.grpc.v1.cri'.containerd.runtimes.\"other.one\"]\n";

for (const [what, toml, expected] of [
  [
    "one that names no runtime",
    V2,
    /pause"\n# bailiff: .*\n\[plugins.*runtimes\.runc\] # bailiff\nruntime_type.*\nbase_runtime_spec = "\/opt\/bailiff\/spec\.json" # bailiff\n$/,
  ],
  ["one without a line's end", V2.trimEnd(), /pause"\n# bailiff: .*\n\[plugins/],
  [
    "one of two runtimes",
    `${V2}${RUNC}  a = 1\n${OTHER}`,
    new RegExp(`${RUNC}${LINE}\n {2}a = 1\n${OTHER}${LINE}\n$`.replace(/[[\]().]/g, "\\$&")),
  ],
  [
    "a runtime with options",
    `${V2}${RUNC}[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]\nb = 1\n`,
    /# bailiff\n\[plugins.*options\]\nb = 1\n$/,
  ],
  ["an empty spec", `${V2}${RUNC}  base_runtime_spec = ""\n`, /# bailiff was: {3}base_runtime_spec = ""\n$/],
  [
    "containerd 2",
    'version = 3\n[plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc]\n',
    /runc\]\nbase_runtime_spec/,
  ],
] as const) {
  t.test(`containerd's configuration: ${what}`, async (t) => {
    const edited = withBaseSpec(toml, SPEC);
    t.match(edited, expected);
    t.equal(
      edited.split(LINE).length - 1,
      edited.split(/^\s*\[.*\.runtimes\.(?:[\w]+|"[\w.]+")\]/m).length - 1,
      "each runtime once",
    );
    t.equal(withBaseSpec(edited, SPEC), edited, "twice is once");
    t.equal(withoutHook(edited), toml.endsWith("\n") ? toml : `${toml}\n`);
  });
}

t.test("what is not touched", async (t) => {
  t.throws(() => withBaseSpec("[plugins.cri]\nx = 1\n", SPEC), { code: "FILE", message: /version 1/ });
  const own = `${V2}${RUNC}  base_runtime_spec = "/etc/mine.json"\n`;
  t.throws(() => withBaseSpec(own, SPEC), { code: "FILE", message: /line 4: .*already/ });
  t.equal(withoutHook(own), own);
});

t.test("installing below another root", async (t) => {
  const root = mkdtempSync(join(tmpdir(), "bailiff-root-"));
  t.teardown(() => rmSync(root, { recursive: true }));
  const run = (...args: readonly string[]) =>
    execFileSync("node", [CLI, ...args, "--root", root], { encoding: "utf8", stdio: "pipe" });
  const files = () =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((it) => it.isFile())
      .map((it) => it.name)
      .sort();
  t.match(run("install-hook", "--on-failure", "closed", "--timeout", "7"), /installed \/opt\/bailiff\/bailiff-hook\n/);
  t.same(files(), ["bailiff-hook", "bailiff.json", "bailiff.json"]);
  const entry = JSON.parse(readFileSync(join(root, "usr/share/containers/oci/hooks.d/bailiff.json"), "utf8"));
  t.same(entry.hook.args.slice(3), [
    "/opt/bailiff/bailiff-hook",
    "--socket",
    "/run/bailiff/gate.sock",
    "--timeout",
    "7",
    "--on-failure",
    "closed",
  ]);
  t.match(run("install-hook"), /installed/, "again");
  t.match(run("uninstall-hook"), /removed \/opt\/bailiff\/bailiff-hook\n/);
  t.same(files(), []);
  t.equal(run("uninstall-hook"), "", "twice is fine");

  // A containerd that cannot read the new configuration keeps its own.
  mkdirSync(join(root, "etc/containerd"), { recursive: true });
  writeFileSync(join(root, "etc/containerd/config.toml"), V2);
  const failing = t.throws(() => run("install-hook")) as unknown as { stderr: string };
  t.match(failing.stderr, /ctr oci spec: /);
  t.equal(readFileSync(join(root, "etc/containerd/config.toml"), "utf8"), V2);
  t.notOk(existsSync(join(root, "etc/containerd/.config.toml.new")));
  chmodSync(root, 0o755);
});
