// SPDX-License-Identifier: Apache-2.0
// Policies that are given to a running bailiffd by calls: in force when they are answered, over restarts, until they are deleted.
import t from "tap";
import { open } from "../../src/cli/client.ts";
import { policy } from "../../src/gen/proto.js";
import { call } from "../../src/grpc-call.ts";
import { KubeArmorPolicyService } from "../../src/rpc.ts";
import { Guard, hostPolicy, USUAL_KERNELS, within } from "../kernel/fixture.ts";

const block = (name: string, file: string) => hostPolicy(name, `  file:\n    matchPaths:\n      - path: ${file}\n`);
const FILE = "/tmp/policy.yaml";
const WAIT_MS = 180_000;

for (const kernel of USUAL_KERNELS) {
  t.test(`policies by calls on ${kernel}`, async (t) => {
    const before = "mkdir -p /data; touch /data/one /data/two /data/three";
    const guard = await Guard.start({ kernel, before, config: "applyOverTcp: true\n" });
    t.teardown(() => guard.stop());
    const outcome = (file: string) => guard.act(["open", file, "r"]);
    const cli = async (...args: readonly string[]) => {
      const { status, stdout, stderr } = await guard.cli("policy", ...args);
      return { status, said: stdout + stderr };
    };
    const add = async (text: string, ...flags: readonly string[]) => {
      await guard.machine.writeFile(FILE, text);
      return cli("add", FILE, ...flags);
    };

    await t.test("denied once it is added, allowed once it is deleted", async (t) => {
      t.equal(await outcome("/data/one"), "ok");
      t.same(await add(block("one", "/data/one")), {
        status: 0,
        said: "KubeArmorHostPolicy/one added: 1 rule enforced, for 1 workload\n",
      });
      t.equal(await outcome("/data/one"), "EACCES");
      const alerts = await guard.takeAlerts();
      t.match(alerts, [{ PolicyName: "one", Action: "Block", Resource: "/data/one" }]);
      t.match(await cli("delete", "hsp/one"), { status: 0, said: "KubeArmorHostPolicy/one deleted\n" });
      t.equal(await outcome("/data/one"), "ok");
    });

    await t.test("a refused one changes nothing", async (t) => {
      t.equal((await add(block("one", "/data/one"))).status, 0);
      const typo = await add(block("one", "/data/two").replace("matchPaths", "matchPath"));
      t.equal(typo.status, 1);
      t.match(typo.said, `${FILE}:10:5: problem: spec.file: unknown key "matchPath"`);
      t.same([await outcome("/data/one"), await outcome("/data/two")], ["EACCES", "ok"]);
      t.equal((await guard.cli("probe")).status, 0, "the daemon has nothing that it does not enforce");
    });

    await t.test("one that the directory has", async (t) => {
      await guard.writePolicy("two.yaml", block("two", "/data/two"));
      t.ok(await within(WAIT_MS, async () => (await outcome("/data/two")) === "EACCES"));
      t.match(await add(block("two", "/data/three")), {
        status: 1,
        said: /refused: the policy directory has it, at \S+:1\n/,
      });
      t.equal(await outcome("/data/three"), "ok");
      t.match((await cli("list")).said, /one +applied +enforced +1 +1\n\S+ +- +two +directory +enforced +1 +1\n/);
    });

    await t.test("over a restart of the daemon", async (t) => {
      guard.daemon.kill("SIGTERM");
      await guard.daemon.status;
      t.equal(await outcome("/data/one"), "EACCES", "without the daemon");
      await guard.restart();
      t.same([await outcome("/data/one"), await outcome("/data/two")], ["EACCES", "EACCES"]);
      t.match(
        (await cli("get", "hsp/one")).said,
        /# KubeArmorHostPolicy\/one: enforced; .*\n# source: applied, .*\napiVersion/,
      );
    });

    await t.test("on trial: undone in time, and by a restart", async (t) => {
      const trial = (time: string) => add(block("three", "/data/three"), "--confirm-within", time);
      t.match(await trial("300s"), { status: 0, said: /\nundone in \d+ s, unless confirmed/ });
      t.equal(await outcome("/data/three"), "EACCES");
      guard.daemon.kill("SIGKILL");
      await guard.daemon.status;
      t.equal(await outcome("/data/three"), "EACCES", "nobody is there to undo it");
      await guard.restart();
      t.equal(await outcome("/data/three"), "ok");
      t.match(await trial("5s"), { status: 0 });
      t.ok(await within(WAIT_MS, async () => (await outcome("/data/three")) === "ok"));
      t.match(await trial("300s"), { status: 0 });
      t.match(await cli("confirm"), { status: 0, said: "KubeArmorHostPolicy/three confirmed\n" });
      t.match(await cli("delete", FILE), { status: 0 });
      t.equal(await outcome("/data/three"), "ok");
    });

    await t.test("as karmor calls it", async (t) => {
      const client = open(guard.grpc);
      t.teardown(() => client.close());
      const spec = {
        nodeSelector: { matchLabels: { "kubearmor.io/hostname": "*" } },
        file: { matchPaths: [{ path: "/data/three" }] },
        process: {},
        severity: 0,
        action: "Block",
      };
      const change = async (type: string) => {
        const object = { metadata: { name: "three", creationTimestamp: null }, spec };
        const request = { policy: Buffer.from(JSON.stringify({ type, object })) };
        return (await call(client, KubeArmorPolicyService.hostPolicy, request, WAIT_MS)).status;
      };
      t.equal(await change("ADDED"), policy.PolicyStatus.Applied);
      t.equal(await outcome("/data/three"), "EACCES");
      t.equal(await change("DELETED"), policy.PolicyStatus.Deleted);
      t.equal(await outcome("/data/three"), "ok");
      t.equal(await change("DELETED"), policy.PolicyStatus.NotExist);
    });
  });
}
