// SPDX-License-Identifier: Apache-2.0
// Starting programs, for real: what execve answers and what the alert says, each with its benign twin.
import { setTimeout as sleep } from "node:timers/promises";
import t from "tap";
import { ACT, ENFORCER, Guard, hostPolicy, KERNELS } from "./fixture.ts";

const SETUP = `
mkdir -p /opt/x/deep/er /opt/y
for file in /opt/x/blocked /opt/x/audited /opt/x/free /opt/y/other /opt/x/deep/one /opt/x/deep/er/two; do
  cp /bin/true $file
done
printf '#!/opt/x/blocked\\n' > /opt/y/script; printf '#!/bin/true\\n' > /opt/x/blocked-script
chmod 755 /opt/y/script /opt/x/blocked-script
ln -s /opt/x/blocked /opt/y/link
`;

const path = (name: string, file: string, action: string) =>
  hostPolicy(
    name,
    `  severity: 7\n  tags: [T1, T2]\n  message: stop\n  action: ${action}\n  process:\n    matchPaths: [{path: ${file}}]\n`,
  );
const directory = (name: string, dir: string, action: string, recursive: boolean) =>
  hostPolicy(name, `  action: ${action}\n  process:\n    matchDirectories: [{dir: ${dir}, recursive: ${recursive}}]\n`);

const none: string[] = [];
const block = [path("block", "/opt/x/blocked", "Block")];
const blockScript = [path("block-script", "/opt/x/blocked-script", "Block")];
const audit = [path("audit", "/opt/x/audited", "Audit")];
const children = [directory("children", "/opt/x/", "Block", false)];
const tree = [directory("tree", "/opt/x/", "Block", true)];
const exception = [directory("tree", "/opt/x/", "Block", true), path("but", "/opt/x/deep/one", "Audit")];
const longest = [directory("tree", "/opt/x/", "Block", true), directory("inner", "/opt/x/deep/", "Audit", true)];
const everything = [directory("everything", "/", "Audit", true)];

/** [name, policies, act, what it answers, what the alert says: "ACTION policy resource", or null for none] */
const CASES = [
  ["no policy: a program runs", none, ["exec", "/opt/x/blocked"], "ok", null],
  [
    "block on a path: it is denied",
    block,
    ["exec", "/opt/x/blocked", "-a", "b c"],
    "EACCES",
    "Block block /opt/x/blocked -a b c",
  ],
  ["block on a path: its neighbour runs", block, ["exec", "/opt/x/free"], "ok", null],
  [
    "block on a path: a symlink to it is denied",
    block,
    ["exec", "/opt/y/link"],
    "EACCES",
    "Block block /opt/x/blocked",
  ],
  [
    "block on a path: a script that names it as interpreter is denied",
    block,
    ["exec", "/opt/y/script"],
    "EACCES",
    "Block block /opt/x/blocked",
  ],
  [
    "block on a script: it is denied",
    blockScript,
    ["exec", "/opt/x/blocked-script"],
    "EACCES",
    "Block block-script /opt/x/blocked-script",
  ],
  ["block on a path: a memfd copy is another file", block, ["memfd-exec", "/opt/x/blocked"], "ok", null],
  ["audit on a path: it runs and is told", audit, ["exec", "/opt/x/audited"], "ok", "Audit audit /opt/x/audited"],
  ["audit on a path: its neighbour is not told", audit, ["exec", "/opt/x/free"], "ok", null],
  ["block on children: a child is denied", children, ["exec", "/opt/x/free"], "EACCES", "Block children /opt/x/free"],
  ["block on children: what lies deeper runs", children, ["exec", "/opt/x/deep/one"], "ok", null],
  ["block on children: another directory is free", children, ["exec", "/opt/y/other"], "ok", null],
  ["block on a tree: a child is denied", tree, ["exec", "/opt/x/free"], "EACCES", "Block tree /opt/x/free"],
  [
    "block on a tree: what lies deeper is denied",
    tree,
    ["exec", "/opt/x/deep/er/two"],
    "EACCES",
    "Block tree /opt/x/deep/er/two",
  ],
  ["block on a tree: another directory is free", tree, ["exec", "/opt/y/other"], "ok", null],
  [
    "an Audit rule on a path excuses nothing from a tree",
    exception,
    ["exec", "/opt/x/deep/one"],
    "EACCES",
    "Block tree /opt/x/deep/one",
  ],
  [
    "nor does one on a longer directory",
    longest,
    ["exec", "/opt/x/deep/er/two"],
    "EACCES",
    "Block tree /opt/x/deep/er/two",
  ],
  ["the shorter directory holds outside of it", longest, ["exec", "/opt/x/free"], "EACCES", "Block tree /opt/x/free"],
  ["a rule on the root sees everything", everything, ["exec", "/opt/y/other"], "ok", "Audit everything /opt/y/other"],
] as const;

for (const kernel of KERNELS) {
  t.test(`exec on ${kernel}`, async (t) => {
    const guard = await Guard.start({ kernel });
    t.teardown(() => guard.stop());
    await guard.machine.exec(["sh", "-c", SETUP]);

    for (const [name, policies, act, answer, alert] of CASES) {
      await t.test(name, async (t) => {
        await guard.policies(...policies);
        await guard.takeAlerts();
        t.equal(await guard.act(act), answer);
        const told = (await guard.takeAlerts()).filter(({ Source }) => Source?.endsWith("/act"));
        t.same(
          told.map(({ Action, PolicyName, Resource }) => `${Action} ${PolicyName} ${Resource}`),
          alert === null ? [] : [alert],
        );
      });
    }

    await t.test("every field of an alert", async (t) => {
      await guard.policies(...block);
      await guard.takeAlerts();
      t.equal(await guard.act(["exec", "/opt/x/blocked", "arg"], { uid: 1000, cwd: "/opt/y" }), "EACCES");
      const [alert, ...others] = await guard.takeAlerts();
      t.same(others, []);
      const act = ACT;
      t.match(alert, {
        HostName: "vm",
        ClusterName: "default",
        PolicyName: "block",
        Severity: "7",
        Tags: "T1,T2",
        ATags: ["T1", "T2"],
        Message: "stop",
        Type: "MatchedHostPolicy",
        Source: act,
        Operation: "Process",
        Resource: "/opt/x/blocked arg",
        Data: "lsm=SECURITY_BPRM_CHECK",
        EventData: { Lsm: "SECURITY_BPRM_CHECK" },
        Enforcer: ENFORCER,
        Action: "Block",
        Result: "Permission denied",
        ProcessName: "/opt/x/blocked",
        ParentProcessName: act,
        UID: 1000,
        UserName: "user",
        Cwd: "/opt/y/",
        TTY: "",
      });
      t.ok(Number(alert?.HostPID) > 1 && alert?.HostPID === alert?.PID, "a process id of the host");
      t.ok(Number(alert?.HostPPID) > 1 && alert?.HostPPID === alert?.PPID, "and of its parent");
      const lateness = Math.abs(Date.now() / 1000 - Number(alert?.Timestamp));
      t.ok(lateness < 30, `the time of the act, ${lateness} s from here`);
      t.match(alert?.UpdatedTime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    });

    await t.test("empty arguments are arguments", async (t) => {
      await guard.policies(path("audit", "/opt/x/audited", "Audit"));
      await guard.takeAlerts();
      t.equal(await guard.act(["exec", "/opt/x/audited", "", "x", ""]), "ok");
      t.match(await guard.takeAlerts(), [{ Resource: "/opt/x/audited  x " }]);
    });

    await t.test("the daemon is never bound", async (t) => {
      const files = hostPolicy("files", "  file:\n    matchDirectories: [{dir: /, recursive: true}]\n");
      await guard.policies(files, directory("all", "/", "Block", true));
      // Nobody can start or open anything any more, which is the last thing that this machine shows. The daemon still reads
      // its directory once a second, and would say if it could not.
      await t.rejects(guard.act(["exec", "/bin/true"]), /Permission denied/);
      await sleep(3000);
      t.match(await guard.status(), { state: "enforcing", stateMessage: "" });
    });
  });
}
