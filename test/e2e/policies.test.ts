// SPDX-License-Identifier: Apache-2.0
// A running bailiffd: policies good and bad, changed and removed, over a restart, and as the CLI shows them.
import { join } from "node:path";
import t from "tap";
import { DAEMON, Guard, hostPolicy, POLICY_DIR, within } from "../kernel/fixture.ts";

const block = (file: string) => hostPolicy("block", `  file:\n    matchPaths:\n      - path: ${file}\n`);
const typo = block("/data/one").replace("matchPaths", "matchPath");
const other = hostPolicy("other", "  file:\n    matchPaths:\n      - path: /data/other\n");
const unsupported = hostPolicy("block", "  device:\n    matchDevice:\n      - class: HID\n");

/** The first rules of a class load its programs, which takes an emulated machine many seconds. */
const FIRST_MS = 180_000;
/** Attaching them again is quicker, but other machines may be emulated beside this one. */
const SOON_MS = 30_000;

t.test("policies, good and bad", async (t) => {
  const guard = await Guard.start();
  t.teardown(() => guard.stop());
  await guard.machine.exec(["sh", "-c", "mkdir -p /data; touch /data/one /data/two /data/other"]);
  const opens = async (file: string) => (await guard.act(["open", file, "r"])) === "ok";
  const probe = () => guard.cli("probe");

  await t.test("a new policy holds, a changed one as it is now, a removed one no more", async (t) => {
    t.ok(await opens("/data/one"));
    await guard.writePolicy("a.yaml", block("/data/one"));
    t.ok(await within(FIRST_MS, async () => !(await opens("/data/one"))), "denied once it is there");
    await guard.writePolicy("a.yaml", block("/data/two"));
    t.ok(await within(SOON_MS, async () => !(await opens("/data/two"))), "the other file is denied soon after");
    t.ok(await opens("/data/one"), "and the first is free");
    await guard.removePolicy("a.yaml");
    t.ok(await within(SOON_MS, () => opens("/data/two")), "free soon after it is gone");
  });

  await t.test("broken by an edit: the problem is told, the last good version and the neighbour hold", async (t) => {
    await guard.writePolicy("a.yaml", block("/data/one"));
    await guard.writePolicy("b.yaml", other);
    t.ok(await within(SOON_MS, async () => !(await opens("/data/one")) && !(await opens("/data/other"))));
    t.equal((await probe()).status, 0);

    await guard.writePolicy("a.yaml", typo);
    t.ok(await within(SOON_MS, async () => (await probe()).status === 1), "probe fails");
    const said = (await probe()).stdout;
    t.match(said, /stale +block/);
    t.match(said, `${join(POLICY_DIR, "a.yaml")}:10:5: spec.file`);
    t.match(said, /unknown key "matchPath", did you mean "matchPaths"\?/);
    t.match(said, /enforced +other/);
    t.notOk(await opens("/data/one"), "the last good version holds");
    t.notOk(await opens("/data/other"), "the neighbour holds");
  });

  await t.test("it holds over a restart of the daemon", async (t) => {
    guard.daemon.kill("SIGTERM");
    t.equal(await guard.daemon.status, 0, "SIGTERM ends it well");
    t.match(guard.log(), /"msg":"stopping"/);
    t.notOk(await opens("/data/one"), "without the daemon it goes on");
    await guard.restart();
    t.notOk(await opens("/data/one"), "the last good version is in force again");
    t.match((await probe()).stdout, /stale +block/);
  });

  await t.test("what this version does not enforce is refused, with its place", async (t) => {
    await guard.writePolicy("a.yaml", unsupported);
    t.ok(await within(SOON_MS, async () => (await probe()).stdout.includes("not enforced")));
    const said = (await probe()).stdout;
    t.match(said, /a\.yaml:\d+:\d+: not enforced by this version of Bailiff: /);
  });

  await t.test("no YAML at all: told, and the daemon stays", async (t) => {
    await guard.writePolicy("c.yaml", "kind: [KubeArmorHostPolicy\n");
    t.ok(await within(SOON_MS, async () => /c\.yaml:\d+:\d+/.test((await probe()).stdout)));
    t.match(await guard.status(), { state: "enforcing" });
    await guard.removePolicy("c.yaml");
  });

  await t.test("the directory goes and comes back", async (t) => {
    await guard.writePolicy("a.yaml", block("/data/one"));
    t.ok(await within(SOON_MS, async () => (await probe()).status === 0));
    await guard.machine.exec(["mv", POLICY_DIR, "/etc/bailiff/away"]);
    t.ok(await within(SOON_MS, async () => (await probe()).status === 1), "probe tells");
    t.notOk(await opens("/data/one"), "the policy holds");
    await guard.machine.exec(["mv", "/etc/bailiff/away", POLICY_DIR]);
    t.ok(await within(SOON_MS, async () => (await probe()).status === 0), "probe is content again");
  });

  await t.test("a second daemon says that there is one", async (t) => {
    const second = await guard.machine.exec(DAEMON);
    t.equal(second.status, 1);
    t.match(second.stderr, /^bailiffd: another daemon answers on \/run\/bailiff\/bailiff\.sock.*\n$/);
    // With addresses of its own it would take the programs over.
    const apart = await guard.machine.exec([...DAEMON, "--run-dir", "/run/apart", "--grpc", "127.0.0.1:4000"]);
    t.equal(apart.status, 1);
    t.match(apart.stderr, /^bailiffd: another daemon has the programs pinned in .*\n$/);
    const loose = await guard.machine.exec([
      ...DAEMON,
      "--run-dir",
      "/run/apart",
      "--grpc",
      "127.0.0.1:4000",
      "--no-persist",
    ]);
    t.equal(loose.status, 3);
    t.match(loose.stderr, /^bailiffd: something on this node denies the act by which Bailiff proves itself: .*\n$/);
  });

  await t.test("bailiff logs shows the alert", async (t) => {
    const logs = guard.cli("logs", "--json", "--limit", "1");
    t.ok(await within(SOON_MS, async () => Number((await guard.status()).counters?.subscribers) === 2));
    t.notOk(await opens("/data/one"));
    const { status, stdout } = await logs;
    t.equal(status, 0);
    t.match(JSON.parse(stdout), { PolicyName: "block", Operation: "File", Resource: "/data/one", Action: "Block" });
  });
});
