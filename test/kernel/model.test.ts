// SPDX-License-Identifier: Apache-2.0
// Random policies and random acts in a real kernel, against the reference model: the same errno, and the same alerts.

import fc from "fast-check";
import t from "tap";
import { SocketProtocol } from "../../src/gen/abi.ts";
import type { feeder } from "../../src/gen/proto.js";
import type { Act } from "../../src/policy/act.ts";
import { type Decision, decide } from "../../src/policy/model.ts";
import { parsePolicies } from "../../src/policy/parse.ts";
import { Resolver, type RuleSet } from "../../src/policy/resolve.ts";
import { SocketType } from "../../src/policy/socket-kinds.ts";
import { hostWorkload } from "../../src/workload/workload.ts";
import { ACT, Guard, hostPolicy, KERNELS } from "./fixture.ts";

const ROUNDS = 8;
const ACTS = 24;

/** Directories of three levels, each with two scripts. */
const SETUP = `
for a in a b c; do for b in a b c; do for c in a b; do mkdir -p /m/$a/$b/$c; done; done; done
find /m -type d | while read dir; do
  for file in x y; do printf '#!/bin/sh\\n' > $dir/$file; chmod 755 $dir/$file; done
done`;

const letters = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 2 });
const directory = letters.map((names) => `/m/${names.map((name) => `${name}/`).join("")}`);
const file = fc.tuple(directory, fc.constantFrom("x", "y")).map(([dir, name]) => dir + name);

const named = fc.oneof(
  file.map((path) => `matchPaths: [{path: ${path}}]`),
  fc
    .tuple(directory, fc.boolean())
    .map(([dir, recursive]) => `matchDirectories: [{dir: ${dir}, recursive: ${recursive}}]`),
);
// All but TCP, over which the tests talk to the daemon.
const words = fc.constantFrom("udp", "icmp", "raw", "dgram", "seqpacket", "packet");
const rules = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom("process", "file"), named).map(([block, rule]) => `  ${block}: {${rule}}`),
  },
  { weight: 1, arbitrary: words.map((word) => `  network: {matchProtocols: [{protocol: ${word}}]}`) },
);
const policies = fc.array(
  fc.tuple(rules, fc.constantFrom("Audit", "Block")).map(([rules, action]) => `  action: ${action}\n${rules}\n`),
  { minLength: 1, maxLength: 12 },
);

const by = { program: ACT, onTerminal: false };
const opened = (path: string): Act => ({ class: "file", path, access: "read", isOwner: true, ...by });

/** What act.c is asked, and the acts that the kernel sees, in order. */
interface Step {
  readonly ask: readonly (string | number)[];
  readonly acts: readonly Act[];
}

const AF_INET = 2;
const sockets = [
  [SocketType.DGRAM, 0, SocketProtocol.UDP],
  [SocketType.RAW, 1, SocketProtocol.ICMP],
  [SocketType.RAW, 255, SocketProtocol.OTHER],
] as const;
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .oneof(
        file,
        directory.map((dir) => dir.slice(0, -1)),
      )
      .map((path) => ({ ask: ["open", path, "r"], acts: [opened(path)] })),
  },
  {
    weight: 3,
    // Starting a program opens its file first.
    arbitrary: fc.tuple(directory, fc.constantFrom("x", "y")).map(([dir, name]): Step => {
      const path = dir + name;
      return { ask: ["exec", path], acts: [opened(path), { class: "process", path, isOwner: true, args: [], ...by }] };
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...sockets).map(([type, number, protocol]): Step => {
      const act = {
        class: "network",
        operation: "create",
        family: "inet",
        type,
        protocol,
        address: null,
        ...by,
      } as const;
      return { ask: ["socket", AF_INET, type, number], acts: [act] };
    }),
  },
);

function expected(ruleSet: RuleSet, { acts }: Step): { readonly answer: string; readonly alerts: readonly string[] } {
  const alerts: string[] = [];
  for (const act of acts) {
    const { verdict, rule }: Decision = decide(ruleSet, act);
    if (verdict === "allow") continue;
    alerts.push(`${verdict === "deny" ? "Block" : "Audit"} ${rule?.policy.name}`);
    if (verdict === "deny") return { answer: "EACCES", alerts };
  }
  return { answer: "ok", alerts };
}

const told = ({ Action, PolicyName }: feeder.IAlert) => `${Action} ${PolicyName}`;

const seed = Number(process.env.BAILIFF_SEED ?? Date.now() & 0x7fffffff);
t.comment(`seed ${seed}: BAILIFF_SEED=${seed} runs the same`);
for (const kernel of KERNELS) {
  t.test(`random policies and acts on ${kernel}`, async (t) => {
    const guard = await Guard.start({ kernel });
    t.teardown(() => guard.stop());
    await guard.machine.exec(["sh"], { input: SETUP });
    const seen = { ok: 0, told: 0, denied: 0 };
    for (const [round, specs] of fc.sample(policies, { seed, numRuns: ROUNDS }).entries()) {
      const texts = specs.map((spec, i) => hostPolicy(`p${i}`, spec));
      const read = texts.flatMap((text, i) => parsePolicies(text, `${i}.yaml`)).flatMap(({ policy }) => policy ?? []);
      t.equal(read.length, texts.length, "what is written here is right");
      const ruleSet = new Resolver(read).ruleSetOf(hostWorkload("any"));
      await guard.policies(...texts);
      for (const step of fc
        .sample(fc.array(anyStep, { minLength: ACTS, maxLength: ACTS }), { seed: seed + round, numRuns: 1 })
        .flat()) {
        await guard.takeAlerts();
        const want = expected(ruleSet, step);
        const answer = await guard.act(step.ask);
        const alerts = (await guard.takeAlerts()).filter(({ Source }) => Source?.startsWith(ACT)).map(told);
        t.strictSame({ answer, alerts }, want, `${step.ask.join(" ")} under\n${specs.join("")}`);
        seen[want.answer === "EACCES" ? "denied" : want.alerts.length > 0 ? "told" : "ok"]++;
      }
    }
    t.comment(JSON.stringify(seen));
    t.ok(Math.min(...Object.values(seen)) > 5, "every outcome was common");
  });
}
