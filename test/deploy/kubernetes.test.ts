// SPDX-License-Identifier: Apache-2.0
// The manifests say what the code says: the kinds of policies, the settings, the flags, the version, the image.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "js-yaml";
import t from "tap";
import { CONFIG, DIRECTORIES } from "../../deploy/image/contents.ts";
import { commands } from "../../src/cli/commands.ts";
import { PIN_DIR, readConfig } from "../../src/config.ts";
import { NAMES } from "../../src/policy/crd.ts";
import { API_VERSION } from "../../src/policy/grammar.ts";
import { KINDS } from "../../src/policy/policy.ts";
import { VERSION } from "../../src/version.ts";
import { DEPLOY, documents, manifest, manifests, podSpec, resourcesOf } from "./manifests.ts";

const GROUP = API_VERSION.split("/")[0] ?? "";
const PROBES = ["startupProbe", "readinessProbe", "livenessProbe"] as const;

t.test("the kustomization has all manifests, and all CRDs", async (t) => {
  const files = readdirSync(join(DEPLOY, "kubernetes/base")).filter((name) => name.endsWith(".yaml"));
  t.same([...resourcesOf("kubernetes/base"), "kustomization.yaml"].sort(), ["../../crds", ...files].sort());
  const crds = readdirSync(join(DEPLOY, "crds")).filter((name) => name !== "kustomization.yaml");
  t.same([...resourcesOf("crds")].sort(), crds.sort());
  t.equal(crds.length, KINDS.length);
  for (const { kind, metadata } of manifests)
    if (!/^(Namespace|ClusterRole.*)$/.test(kind)) t.equal(metadata.namespace, "bailiff", `${kind} ${metadata.name}`);
});

t.test("the ConfigMap is what the daemon reads", async (t) => {
  const text = manifest("ConfigMap").data?.["config.yaml"] ?? "";
  const { args } = podSpec().containers[0];
  const reading = readConfig(
    args,
    (path) => (path === "/etc/bailiff/cluster/config.yaml" ? text : null),
    "node-1",
    VERSION,
  );
  t.equal(reading.kind, "run");
  if (reading.kind !== "run") return;
  const { config } = reading;
  t.ok(config.runtimes.length > 4);
  for (const path of config.runtimes) t.match(path, /^\/proc\/1\/root\//, "seen through the node's own root directory");
  const mounts = podSpec().containers[0].volumeMounts;
  const isWritable = (path: string) =>
    mounts.some(({ mountPath, readOnly }) => !readOnly && `${path}/`.startsWith(`${mountPath}/`));
  for (const path of [config.stateDir, config.runDir, config.pinDir]) t.ok(isWritable(path), path);
  t.equal(config.pinDir, PIN_DIR);
  t.ok(mounts.some(({ mountPath }) => mountPath === config.policyDir));
});

t.test("the roles name the kinds of policies, and let nothing be written but their status", async (t) => {
  const rules = manifest("ClusterRole").rules ?? [];
  const ours = rules.filter(({ apiGroups }) => apiGroups.includes(GROUP));
  const plurals = KINDS.map((kind) => NAMES[kind].plural).sort();
  const [read, write] = ours;
  t.equal(ours.length, 2);
  t.same([...(read?.resources ?? [])].sort(), plurals);
  t.same(
    [...(write?.resources ?? [])].sort(),
    plurals.map((plural) => `${plural}/status`),
  );
  t.same(write?.verbs, ["update", "patch"]);
  const others = [...rules, ...(manifest("Role").rules ?? [])].filter((rule) => rule !== write);
  for (const { resources, verbs } of others) {
    t.notOk(resources.includes("secrets") || resources.includes("*"), resources.join());
    for (const verb of verbs) t.match(verb, /^(get|list|watch)$/, resources.join());
  }
});

t.test("the pod: its image, its probes, its mounts", async (t) => {
  const { containers, volumes, serviceAccountName } = podSpec();
  const [container] = containers;
  t.equal(container.image, `bailiff:${VERSION}`);
  t.equal(serviceAccountName, manifest("ServiceAccount").metadata.name);
  t.same(container.volumeMounts.map(({ name }) => name).sort(), volumes.map(({ name }) => name).sort());
  for (const { name, configMap } of volumes)
    if (configMap) t.equal(configMap.name, manifest("ConfigMap").metadata.name, name);
  for (const path of DIRECTORIES.filter((path) => path.includes("bailiff")))
    t.ok(
      container.volumeMounts.some(({ mountPath }) => mountPath === `/${path}`),
      `/${path}, which the image has for it`,
    );
  for (const probe of PROBES) {
    const [program, ...args] = container[probe].exec.command;
    t.equal(program, "/usr/bin/bailiff");
    await t.resolves(readsAs(args), probe);
  }
  t.same(CONFIG.Entrypoint, ["/usr/bin/bailiffd"], "args are those of the daemon");
});

/** Whether the CLI takes these arguments: only what would be done is left out. */
async function readsAs(args: readonly string[]): Promise<void> {
  const program = commands(() => {});
  const command = program.commands.find((it) => it.name() === args[0]);
  if (command === undefined) throw new Error(`no command ${args[0]}`);
  await command.action(() => {}).parseAsync(args.slice(1), { from: "user" });
}

t.test("no more privileges than are listed, each with its reason", async (t) => {
  const { privileged, allowPrivilegeEscalation, readOnlyRootFilesystem, capabilities } =
    podSpec().containers[0].securityContext;
  t.same([privileged, allowPrivilegeEscalation, readOnlyRootFilesystem], [false, false, true]);
  t.same(capabilities.drop, ["ALL"]);
  t.notOk(capabilities.add.includes("SYS_ADMIN"));
  const lines = readFileSync(join(DEPLOY, "kubernetes/base/daemonset.yaml"), "utf8").split("\n");
  for (const name of capabilities.add) {
    const at = lines.findIndex((line) => line.trim() === `- ${name}`);
    t.match(lines[at - 1], /^ +# [A-Z/].*/, name);
  }
});

t.test("the service of systemd has the same capabilities, and the daemon's directories", async (t) => {
  const unit = readFileSync(join(DEPLOY, "systemd/bailiffd.service"), "utf8");
  const setting = (name: string) => new RegExp(`^${name}=(.*)$`, "m").exec(unit)?.[1] ?? "";
  const { add } = podSpec().containers[0].securityContext.capabilities;
  t.same(setting("CapabilityBoundingSet").split(" ").sort(), add.map((name) => `CAP_${name}`).sort());
  const reading = readConfig([], () => null, "node-1", VERSION);
  if (reading.kind !== "run") throw new Error(reading.kind);
  const { stateDir, runDir, policyDir, pinDir } = reading.config;
  t.equal(stateDir, `/var/lib/${setting("StateDirectory")}`);
  t.equal(runDir, `/run/${setting("RuntimeDirectory")}`);
  t.ok(setting("ConfigurationDirectory").split(" ").includes(policyDir.replace("/etc/", "")));
  t.ok(pinDir.startsWith(`${setting("ReadWritePaths")}/`));
  t.equal(setting("Type"), "notify");
  // Tried: the first refuses pins, the last openat2(2). The others would hide the addresses of the kernel, and refuse memory for compiled
  // code.
  for (const name of ["ProtectKernelTunables", "ProtectKernelLogs", "MemoryDenyWriteExecute", "RestrictSUIDSGID"])
    t.equal(setting(name), "", name);
});

/** What a kustomization changes, as JSON patches say it (RFC 6902). */
function changesOf(
  overlay: string,
): readonly { readonly op: string; readonly path: string; readonly value?: unknown }[] {
  const [kustomization] = documents(join(overlay, "kustomization.yaml"));
  const { patches } = kustomization as { readonly patches: readonly { readonly patch: string }[] };
  return patches.flatMap(({ patch }) => load(patch) as ReturnType<typeof changesOf>);
}

const at = (path: string): unknown =>
  path
    .split("/")
    .slice(1)
    .reduce((value: unknown, key) => (value as Record<string, unknown> | undefined)?.[key], manifest("DaemonSet"));

t.test("what the overlays change is there", async (t) => {
  for (const overlay of ["kubernetes/old-runtime", "kubernetes/disarm"]) {
    t.same(resourcesOf(overlay), ["../base"]);
    const changes = changesOf(overlay);
    t.ok(changes.length > 0, overlay);
    for (const { op, path } of changes) t.equal(at(path) !== undefined, op !== "add", `${overlay}: ${op} ${path}`);
  }
  const [filter] = changesOf("kubernetes/old-runtime");
  t.equal(at(filter?.path ?? ""), "RuntimeDefault");
  t.equal(filter?.value, "Unconfined");
});

t.test("to disarm, the pods do what the daemon does with a flag, and wait", async (t) => {
  const [, { value } = { value: [] }] = changesOf("kubernetes/disarm");
  const [program, flag, script = ""] = value as readonly string[];
  t.same([program, flag], ["/usr/bin/node", "-e"]);
  const work = mkdtempSync(join(tmpdir(), "bailiff-disarm-"));
  t.teardown(() => rmSync(work, { recursive: true }));
  const daemon = join(work, "bailiffd");
  for (const [status, ends] of [
    [0, false],
    [1, true],
  ] as const) {
    writeFileSync(daemon, `#!/bin/sh\necho "$@"\nexit ${status}\n`, { mode: 0o755 });
    const text = script.replace("/usr/bin/bailiffd", daemon);
    const run = spawnSync(process.execPath, ["-e", text, "--", ...podSpec().containers[0].args], { timeout: 1500 });
    t.equal(run.stdout.toString(), "--disarm --config /etc/bailiff/cluster/config.yaml\n");
    t.same([run.status, run.signal], ends ? [1, null] : [null, "SIGTERM"], `after ${status}`);
  }
});
