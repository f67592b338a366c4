// SPDX-License-Identifier: Apache-2.0
// Policies that are given by calls: what is in force then, what is kept, and what is told where it cannot be.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import t from "tap";
import type { bailiff } from "../src/gen/proto.js";
import { TRIAL_MS_MAX } from "../src/limits.ts";
import { type Daemon, daemon, filesOf, hostPolicy, podPolicy } from "./applying.ts";

const JOIN = "---\n";
const id = (name: string, kind = "KubeArmorHostPolicy", namespace = "") => ({ kind, namespace, name });

const told = ({ results }: bailiff.v1.IPolicyResults) => (results ?? []).map((it) => `${it.policy?.name} ${it.result}`);
const why = ({ results }: bailiff.v1.IPolicyResults) => (results ?? []).map(({ message }) => message ?? "").join();
const add = ({ answers }: Daemon, text: string, confirmWithinMs = 0) =>
  answers.apply({ texts: [{ file: "web.yaml", text }], confirmWithinMs });
const remove = ({ answers }: Daemon, ...policies: bailiff.v1.IPolicyId[]) => answers.delete({ policies });
const kept = ({ stateDir }: Daemon) => readdirSync(join(stateDir, "policies")).sort();
const list = ({ answers }: Daemon) =>
  (answers.get({}).policies ?? []).map(({ name, source, state }) => `${name} ${source} ${state}`);

t.test("added, replaced, the same again, deleted, gone", async (t) => {
  const it = await daemon(t);
  t.match(await add(it, hostPolicy("a") + JOIN + podPolicy("b", "prod")), {
    confirmBy: 0,
    results: [
      { policy: id("a"), result: "added", file: "web.yaml", line: 1, state: "enforced", rules: 1, workloads: 1 },
      { policy: id("b", "KubeArmorPolicy", "prod"), result: "added", line: 9, state: "enforced", workloads: 1 },
    ],
  });
  t.same(it.inForce(), ["a v1", "b v1"]);
  t.same(kept(it), ["KubeArmorHostPolicy_a.yaml", "KubeArmorPolicy_prod_b.yaml"]);
  t.same(told(await add(it, hostPolicy("a", "v2"))), ["a changed"]);
  t.same(told(await add(it, hostPolicy("a", "v2"))), ["a unchanged"]);
  t.same(it.inForce(), ["a v2", "b v1"]);
  t.match(await add(it, hostPolicy("c", "v1", "elsewhere")), { results: [{ state: "elsewhere", workloads: 0 }] });
  t.same(told(await remove(it, id("a"), id("c"), id("b", "KubeArmorPolicy"), id("a"))), [
    "a deleted",
    "c deleted",
    "b absent",
    "a deleted",
  ]);
  t.same(it.inForce(), ["b v1"]);
  t.same(told(await remove(it, id("b", "KubeArmorPolicy", "prod"))), ["b deleted"]);
  t.same([it.inForce(), kept(it)], [[], []]);
});

t.test("a refused one changes nothing, and its neighbours are taken", async (t) => {
  const it = await daemon(t);
  await add(it, hostPolicy("a"));
  const wrong = hostPolicy("a", "v2").replace("file:", "fle:");
  const usb = hostPolicy("usb").replace(/ {2}file.*/, "  device: {matchDevice: [{class: HID}]}");
  const answer = await add(it, [wrong, hostPolicy("b"), usb, hostPolicy("b", "v2"), "a: ["].join(JOIN));
  t.same(told(answer), ["a refused", "b added", "usb refused", "b refused", " refused"]);
  t.match(answer.results?.[0]?.problems, [{ file: "web.yaml", line: 7, column: 3, path: "spec", message: /"fle"/ }]);
  t.match(answer.results?.[2]?.problems, [{ line: 23, message: /^not enforced by this version/ }]);
  t.match(answer.results?.[3]?.message, "it is at web.yaml:9, too: only one can be in force");
  t.same(it.inForce(), ["a v1", "b v1"]);
  t.match(await add(it, "# nothing\n"), { results: [{ result: "refused", message: "holds no policy" }] });
  t.match(it.log.at(-1), "web.yaml: refused: holds no policy");
});

t.test("over a restart", async (t) => {
  const before = await daemon(t, { files: { "/etc/a.yaml": hostPolicy("a") } });
  const list = `apiVersion: v1\nkind: List\nitems:\n${["b", "c"].map((name) => `- ${hostPolicy(name).trimEnd().replaceAll("\n", "\n  ")}\n`).join("")}`;
  await add(before, `# why\n${hostPolicy("d")}${JOIN}${list}`);
  const text = readFileSync(join(before.stateDir, "policies/KubeArmorHostPolicy_d.yaml"), "utf8");
  t.equal(text, `# why\n${hostPolicy("d")}`, "kept as it was written");
  const it = await daemon(t, { stateDir: before.stateDir, files: { "/etc/a.yaml": hostPolicy("a") } });
  t.same(it.inForce(), ["a v1", "b v1", "c v1", "d v1"]);
  t.same(told(await add(it, hostPolicy("d"))), ["d changed"], "the comment is gone");
  t.same(told(await remove(it, id("b"))), ["b deleted"]);
  t.same((await daemon(t, { stateDir: it.stateDir })).inForce(), ["c v1", "d v1"]);
});

t.test("a directory that is broken at the start keeps its last good policies", async (t) => {
  const before = await daemon(t, { files: { "/etc/a.yaml": hostPolicy("a") } });
  await add(before, hostPolicy("b"));
  const it = await daemon(t, { stateDir: before.stateDir, files: { "/etc/a.yaml": "a: [\n" } });
  t.same(it.inForce(), ["a v1", "b v1"]);
});

t.test("one that was kept and is broken by hand: its last good version, until it is replaced", async (t) => {
  const before = await daemon(t);
  await add(before, hostPolicy("a"));
  writeFileSync(join(before.stateDir, "policies/KubeArmorHostPolicy_a.yaml"), Buffer.from([0xff, 0xfe]));
  const it = await daemon(t, { stateDir: before.stateDir });
  t.same(it.inForce(), ["a v1"]);
  t.match(
    list(it),
    ["null applied refused", "a applied stale"].map((text) => text.replace("null", "")),
  );
  t.same(told(await add(it, hostPolicy("a", "v2"))), ["a changed"]);
  t.same(it.inForce(), ["a v2"]);
});

t.test("one name lives in one place", async (t) => {
  const it = await daemon(t, { files: { "/etc/a.yaml": hostPolicy("a") } });
  t.equal(why(await add(it, hostPolicy("a", "v2"))), "the policy directory has it, at /etc/a.yaml:1");
  t.equal(why(await remove(it, id("a"))), "the policy directory has it, at /etc/a.yaml:1: remove it there");
  t.same(it.inForce(), ["a v1"]);
  t.same(kept(it), []);
  it.intake.take("directory", []);
  t.same(told(await add(it, hostPolicy("a", "v2"))), ["a added"]);
  it.intake.take("directory", filesOf({ "/etc/a.yaml": hostPolicy("a") }));
  t.same(it.inForce(), ["a v2"], "a newcomer pushes nobody out");
  t.same(list(it), ["a directory refused", "a applied enforced"]);
  t.match(it.log.at(-1), /^\/etc\/a\.yaml:1:1: metadata\.name: the name "a" is taken by the policy at .*_a\.yaml:1$/);
  const next = await daemon(t, { stateDir: it.stateDir, files: { "/etc/a.yaml": hostPolicy("a") } });
  t.same(next.inForce(), ["a v2"], "after a restart, too");
  t.same(told(await remove(next, id("a"))), ["a deleted"]);
  t.same(next.inForce(), ["a v1"]);
});

t.test("what the kernel refuses changes nothing", async (t) => {
  const it = await daemon(t);
  await add(it, hostPolicy("a"));
  it.refusal = "no room";
  const answer = await add(it, hostPolicy("a", "v2") + JOIN + hostPolicy("b"));
  t.same(told(answer), ["a refused", "b refused"]);
  t.equal(why(answer), "no room,no room");
  t.equal(why(await remove(it, id("a"))), "no room");
  it.refusal = null;
  t.same(kept(it), ["KubeArmorHostPolicy_a.yaml"]);
  t.same(list(it), ["a applied enforced"]);
  t.same(told(await add(it, hostPolicy("b"))), ["b added"]);
  t.same(it.inForce(), ["a v1", "b v1"]);
});

t.test("what cannot be kept is refused", async (t) => {
  const it = await daemon(t);
  const where = join(it.stateDir, "policies");
  rmSync(where, { recursive: true });
  t.match(why(await add(it, hostPolicy("a"))), /^cannot write .*_a\.yaml: no such file or directory$/);
  t.same(it.inForce(), []);
  mkdirSync(where);
  await add(it, hostPolicy("a"));
  // It can be written beside its place, and not moved there.
  mkdirSync(join(where, "KubeArmorHostPolicy_b.yaml", "x"), { recursive: true });
  t.match(why(await add(it, hostPolicy("b"))), /^it is in force until the daemon is started again: cannot write /);
  t.same(it.inForce(), ["a v1", "b v1"]);
  rmSync(where, { recursive: true });
  t.same(told(await remove(it, id("a"))), ["a deleted"], "what is gone already");
});

t.test("any name there may be, each its own file", async (t) => {
  const it = await daemon(t);
  const [label, name] = ["l".repeat(63), Array.from({ length: 25 }, () => "long-name").join(".")];
  const names = [name, `${name}.a`, `${name}.b`, "a.b", "a-b", "policies", "..".replaceAll(".", "x")];
  const policies = names.flatMap((name) => [
    hostPolicy(name),
    podPolicy(name, label),
    podPolicy(name, "prod"),
    podPolicy(name, "container_namespace"),
  ]);
  const answer = await add(it, policies.join(JOIN));
  t.same(new Set(told(answer).map((it) => it.split(" ")[1])), new Set(["added"]));
  t.equal(new Set(kept(it)).size, policies.length);
  t.equal((await daemon(t, { stateDir: it.stateDir })).inForce().length, policies.length);
  for (const name of ["../../etc/passwd", "", "a\0b", "a/b"]) {
    t.same(
      (await remove(it, id(name))).results?.map(({ result }) => result),
      ["absent"],
      JSON.stringify(name),
    );
  }
  t.same(
    (await remove(it, {}, { kind: "../x" })).results?.map(({ result }) => result),
    ["absent", "absent"],
  );
  t.equal(it.inForce().length, policies.length);
});

t.test("a thousand, and one more", async (t) => {
  const it = await daemon(t);
  const all = Array.from({ length: 1000 }, (_, i) => hostPolicy(`p${i}`)).join(JOIN);
  t.same(new Set((await add(it, all)).results?.map(({ result }) => result)), new Set(["added"]));
  t.equal(it.inForce().length, 1000);
  t.equal(why(await add(it, hostPolicy("more"))), "there would be 1001 of them, the limit is 1000");
  t.same(told(await add(it, hostPolicy("p7", "v2"))), ["p7 changed"]);
  const again = await daemon(t, { stateDir: it.stateDir });
  t.equal(again.inForce().length, 1000);
  const gone = await remove(again, ...Array.from({ length: 1000 }, (_, i) => id(`p${i}`)));
  t.same(new Set(gone.results?.map(({ result }) => result)), new Set(["deleted"]));
  t.same([again.inForce(), kept(again)], [[], []]);
});

t.test("all at once: one after another", async (t) => {
  const it = await daemon(t);
  const versions = Array.from({ length: 20 }, (_, i) => `v${i}`);
  const answers = await Promise.all(versions.map((version) => add(it, hostPolicy("a", version))));
  t.same(answers.flatMap(told), ["a added", ...versions.slice(1).map(() => "a changed")]);
  t.same(it.inForce(), ["a v19"]);
  t.match(readFileSync(join(it.stateDir, "policies/KubeArmorHostPolicy_a.yaml"), "utf8"), "v19");
});

t.test("on trial", async (t) => {
  const it = await daemon(t);
  await add(it, hostPolicy("a"));
  const both = hostPolicy("a", "v2") + JOIN + hostPolicy("b");

  await t.test("in force, not kept, and nothing else is changed meanwhile", async (t) => {
    const answer = await add(it, both, 60_000);
    t.same(told(answer), ["a changed", "b added"]);
    t.ok(Math.abs((answer.confirmBy ?? 0) - Date.now() - 60_000) < 5000);
    t.same(it.inForce(), ["a v2", "b v1"]);
    t.same((await daemon(t, { stateDir: it.stateDir })).inForce(), ["a v1"], "a restart undoes it");
    t.match(why(await add(it, hostPolicy("c"))), /^what was added last waits for being confirmed, for \d+ s more/);
    t.match(why(await remove(it, id("a"))), /^what was added last waits/);
    t.same(it.inForce(), ["a v2", "b v1"]);
  });

  await t.test("undone", async (t) => {
    t.same(told(await it.answers.confirm({ undo: true })), ["a undone", "b undone"]);
    t.same(it.inForce(), ["a v1"]);
    t.same(await it.answers.confirm({ undo: true }), { results: [], confirmBy: 0 });
    t.same(kept(it), ["KubeArmorHostPolicy_a.yaml"]);
  });

  await t.test("confirmed", async (t) => {
    await add(it, both, 60_000);
    t.same(told(await it.answers.confirm({})), ["a confirmed", "b confirmed"]);
    t.same((await daemon(t, { stateDir: it.stateDir })).inForce(), ["a v2", "b v1"]);
    t.same(told(await remove(it, id("b"))), ["b deleted"]);
  });

  await t.test("nobody confirms, and the kernel refuses for a while", async (t) => {
    t.same(told(await add(it, hostPolicy("c"), 100)), ["c added"]);
    it.refusal = "no room";
    await sleep(300);
    t.same(it.inForce(), ["a v2", "c v1"]);
    it.refusal = null;
    for (let i = 0; it.inForce().length > 1 && i < 100; i++) await sleep(50);
    t.same(it.inForce(), ["a v2"]);
    t.same(it.log.slice(-2), ["KubeArmorHostPolicy/c: refused: no room", "KubeArmorHostPolicy/c: undone"]);
    t.equal(it.applied.confirmBy, 0);
  });

  await t.test("what changes nothing, or is refused, is not waited for", async (t) => {
    t.match(await add(it, hostPolicy("a", "v2"), 60_000), { confirmBy: 0, results: [{ result: "unchanged" }] });
    t.match(await add(it, "a: [", 60_000), { confirmBy: 0, results: [{ result: "refused" }] });
    t.match(why(await add(it, hostPolicy("d"), TRIAL_MS_MAX + 1)), "nothing is on trial for longer than 24 h");
  });
});

t.test("all that there are, and their texts", async (t) => {
  const it = await daemon(t, {
    files: { "/etc/a.yaml": `${hostPolicy("a")}${JOIN}${hostPolicy("b")}`, "/etc/x.yaml": "a: [\n" },
  });
  await add(it, podPolicy("web", "prod"));
  it.intake.take(
    "directory",
    filesOf({ "/etc/a.yaml": `${hostPolicy("a").replace("file:", "fle:")}${JOIN}${hostPolicy("b", "v2")}` }),
  );
  t.match(it.answers.get({}), {
    policies: [
      { name: "a", source: "directory", state: "stale", workloads: 1, text: "", file: "/etc/a.yaml" },
      { name: "b", source: "directory", state: "enforced", workloads: 1, text: "" },
      { name: "web", namespace: "prod", source: "applied", state: "enforced", workloads: 1, text: "" },
    ],
  });
  const textOf = (name: string) => it.answers.get({ name, texts: true }).policies?.map(({ text }) => text);
  t.same(textOf("a"), [hostPolicy("a")], "the one in force");
  t.same(textOf("b"), [`${JOIN}${hostPolicy("b", "v2")}`]);
  t.same(textOf("web"), [podPolicy("web", "prod")]);
  t.same(it.answers.get({ kind: "KubeArmorPolicy", namespace: "other" }).policies, []);
});

t.test("as KubeArmor tells it", async (t) => {
  const it = await daemon(t, { files: { "/etc/a.yaml": `${hostPolicy("other")}${JOIN}${hostPolicy("a")}` } });
  await add(it, podPolicy("web", "prod"));
  const { containerList, containerMap, hostMap, networkMap } = it.answers.probe();
  const data = (list: readonly { policy?: Uint8Array | null }[] | null | undefined) =>
    (list ?? []).map(({ policy }) => JSON.parse(String(policy)));
  t.same(containerList, ["nginx"]);
  t.match(containerMap?.nginx, { policyList: ["web"], policyEnabled: 2 });
  t.match(data(containerMap?.nginx?.policyDataList), [
    { metadata: { namespaceName: "prod", policyName: "web" }, spec: { file: { matchPaths: [{ path: "/x" }] } } },
  ]);
  t.same(hostMap?.["node-1"]?.policyList, ["other", "a"]);
  t.match(data(hostMap?.["node-1"]?.policyDataList), [
    { metadata: { policyName: "other" }, spec: { file: { matchPaths: [{ path: "/other" }] } } },
    { metadata: { policyName: "a" }, spec: { message: "v1", file: { matchPaths: [{ path: "/a" }] } } },
  ]);
  t.equal(networkMap, undefined);
});
