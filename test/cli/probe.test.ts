// SPDX-License-Identifier: Apache-2.0

import t from "tap";
import { assess, statusJson, statusText } from "../../src/cli/status.ts";
import type { bailiff } from "../../src/gen/proto.js";
import { run, serve, start, until } from "./run.ts";

// Those that run a process wait for it most of their time.
t.jobs = 4;

const policy: bailiff.v1.IPolicyStatus = {
  file: "/etc/bailiff/keep.yaml",
  name: "keep",
  kind: "KubeArmorHostPolicy",
  state: "enforced",
  rules: 4,
};
const problem = { file: "web.yaml", line: 14, column: 13, path: "spec.file", message: 'must be absolute, got "etc"' };
const refused = { ...policy, file: "web.yaml", name: "web", state: "refused", rules: 0, problems: [problem] };
const good: bailiff.v1.IStatus = {
  version: "1.2.3",
  startTime: 1_767_366_245,
  hostName: "node-1",
  kernel: "6.12.5",
  state: "enforcing",
  enforcer: "BPFLSM",
  hooks: ["file_open", "socket_create"],
  hooksMissing: ["file_truncate"],
  generation: 7,
  programGeneration: 2,
  persistent: true,
  proofTime: 1_767_366_245 + 3_664,
  classes: ["file", "network"],
  workloads: 2,
  ruleSets: 1,
  ruleBytes: 2100,
  policies: [policy],
  counters: { records: 12, drop_ring_full: 0 },
};

for (const [name, change, healthy, settled, reasons] of [
  ["all is enforced", {}, true, true, []],
  ["no policies: there is nothing to enforce", { policies: [] }, true, true, []],
  ["a policy for other nodes", { policies: [{ ...policy, state: "elsewhere" }] }, true, true, []],
  ["starting", { state: "starting" }, false, false, ["the daemon is starting"]],
  ["failed", { state: "failed", stateMessage: "no BTF" }, false, true, ["failed: no BTF"]],
  [
    "degraded",
    { state: "degraded", stateMessage: "the kernel does not ask" },
    false,
    false,
    ["degraded: the kernel does not ask"],
  ],
  ["in trouble", { stateMessage: "cannot read /etc" }, false, false, ["enforcing: cannot read /etc"]],
  ["no enforcer", { enforcer: "" }, false, false, ["there is no enforcer on this node"]],
  ["a refused policy", { policies: [policy, refused] }, false, true, ["web: refused"]],
  ["a stale one", { policies: [{ ...policy, state: "stale" }] }, false, true, ["keep: stale"]],
  ["one nobody looked at yet", { policies: [{ ...policy, state: "pending" }] }, false, false, ["keep: pending"]],
  [
    "an enforced one with a problem",
    { policies: [{ ...policy, problems: [problem] }] },
    false,
    true,
    ["keep: enforced"],
  ],
  ["a file without a name", { policies: [{ file: "x.yaml", state: "refused" }] }, false, true, ["x.yaml: refused"]],
  ["an answer of nothing", { state: "", policies: [] }, false, false, ["the daemon is silent on its state"]],
] as const) {
  t.test(`assess: ${name}`, { buffered: true }, async (t) => {
    t.same(assess({ ...good, ...(change as bailiff.v1.IStatus) }), { healthy, settled, reasons });
  });
}

t.test("the text", { buffered: true }, async (t) => {
  const now = 1_767_366_245_000 + 3_723_000;
  t.equal(
    statusText({ ...good, policies: [policy, refused] }, now),
    `Bailiff 1.2.3 on node-1: NOT WELL
  ! web: refused
state       enforcing
up          1h 2m
enforcer    BPFLSM
kernel      6.12.5
proof       59s ago
persistent  enforcement goes on without the daemon
hooks       file_open socket_create
missing     file_truncate
generation  7 of rules, 2 of programs
rules       file network; 1 rule set of 3 KiB for 2 workloads
policies    2
  enforced  keep                           4 rules   /etc/bailiff/keep.yaml
  refused   web                            0 rules   web.yaml
    web.yaml:14:13: spec.file: must be absolute, got "etc"
counters
  drop_ring_full           0
  records                  12`,
  );
  t.match(statusText(good, now), /^Bailiff 1\.2\.3 on node-1: enforcing everything it was given\nstate/);
});

t.test("the JSON has every field", { buffered: true }, async (t) => {
  const json = JSON.parse(statusJson({}, "127.0.0.1:1"));
  t.strictSame(json, {
    healthy: false,
    reasons: ["the daemon is silent on its state"],
    address: "127.0.0.1:1",
    version: "",
    startTime: 0,
    hostName: "",
    kernel: "",
    state: "",
    stateMessage: "",
    enforcer: "",
    hooks: [],
    hooksMissing: [],
    generation: 0,
    programGeneration: 0,
    persistent: false,
    proofTime: 0,
    classes: [],
    workloads: 0,
    ruleSets: 0,
    ruleBytes: 0,
    policies: [],
    counters: {},
  });
});

for (const [name, status, code] of [
  ["all is well", good, 0],
  ["a policy is refused", { ...good, policies: [refused] }, 1],
  ["it is starting", { ...good, state: "starting" }, 1],
  ["it only observes", { ...good, state: "observing", enforcer: "observer" }, 1],
] as const) {
  t.test(`probe: ${name}`, { buffered: true }, async (t) => {
    const server = await serve(t, { status: () => status as bailiff.v1.IStatus });
    const result = await run(t, ["probe", "--json", "--grpc", server.address]);
    t.equal(result.code, code);
    const json = JSON.parse(result.stdout);
    t.match(json, {
      healthy: code === 0,
      address: server.address,
      kernel: "6.12.5",
      counters: { records: 12, subscribers: 0 },
    });
    t.equal(result.stderr, "");
  });
}

t.test("--wait: until it enforces", { buffered: true }, async (t) => {
  let state = "starting";
  let asked = 0;
  const status = (): bailiff.v1.IStatus => {
    asked++;
    return { ...good, state };
  };
  const server = await serve(t, { status });
  const probe = start(t, ["probe", "--wait", "20s", "--grpc", server.address]);
  await until(() => asked >= 2);
  state = "enforcing";
  t.equal(await probe.exit, 0);
  t.match(probe.stdout(), /enforcing everything/);
});

t.test("--wait: a refused policy is not waited for", { buffered: true }, async (t) => {
  const server = await serve(t, { status: () => ({ ...good, policies: [refused] }) });
  t.equal((await run(t, ["probe", "--wait", "20s", "--grpc", server.address])).code, 1);
});

t.test("--wait: one that only observes is not waited for", { buffered: true }, async (t) => {
  const policies = (good.policies ?? []).map((policy) => ({ ...policy, state: "observed" }));
  const server = await serve(t, { status: () => ({ ...good, state: "observing", enforcer: "observer", policies }) });
  const { code, stdout } = await run(t, ["probe", "--wait", "20s", "--grpc", server.address]);
  t.equal(code, 1);
  t.match(stdout, /NOT WELL\n {2}! the daemon only observes: [^\n]*\nstate +observing\n/);
});

t.test("--wait: no longer than it says, and the last answer is shown", { buffered: true }, async (t) => {
  const server = await serve(t, { status: () => ({ ...good, state: "starting" }) });
  const { code, stdout } = await run(t, ["probe", "--wait", "500ms", "--grpc", server.address]);
  t.equal(code, 1);
  t.match(stdout, /the daemon is starting/);
});

t.test("--wait: for a daemon that is not there yet", { buffered: true }, async (t) => {
  const reserved = await serve(t);
  await reserved.close();
  const probe = start(t, ["probe", "--wait", "20s", "--grpc", reserved.address]);
  await new Promise((resolve) => setTimeout(resolve, 600));
  await serve(t, { address: reserved.address, status: () => good });
  t.equal(await probe.exit, 0);
});

t.test("a daemon that cannot tell its status", { buffered: true }, async (t) => {
  const server = await serve(t, {
    status: () => {
      throw new Error("no kernel");
    },
  });
  const { code, stderr } = await run(t, ["probe", "--grpc", server.address]);
  t.equal(code, 1);
  t.equal(stderr, `bailiff: cannot reach the daemon at ${server.address}: cannot tell the status: no kernel\n`);
});

t.test("--health: what an orchestrator asks", { buffered: true }, async (t) => {
  const server = await serve(t, { status: () => ({ ...good, policies: [refused] }) });
  const ask = (question: string) => run(t, ["probe", "--health", question, "--grpc", server.address]);
  t.match(await ask("ready"), { code: 1, stdout: "not ready\n" }, "it starts");
  t.match(await ask("live"), { code: 0, stdout: "live\n" });
  server.setReady(true);
  t.match(await ask("ready"), { code: 0, stdout: "ready\n" }, "whatever becomes of one policy");
  await server.close();
  t.match(await ask("live"), { code: 1, stderr: /nothing listens there/ });
});
