// SPDX-License-Identifier: Apache-2.0
// Random rule sets and random acts: what was compiled, looked up as hooks do, against the reference model. Once over all that the
// language can say, by the cells of settle.ts; once over what the kernel part decides, by the blocks that it is given.

import fc from "fast-check";
import t from "tap";
import { SocketProtocol } from "../../src/gen/abi.ts";
import type { Act } from "../../src/policy/act.ts";
import { parseIpNetwork } from "../../src/policy/address.ts";
import { KERNEL_CLASSES } from "../../src/policy/codes.ts";
import { compile } from "../../src/policy/compile.ts";
import { unenforcedOf } from "../../src/policy/enforceable.ts";
import { decide } from "../../src/policy/model.ts";
import {
  DIRECTIONS,
  type IpNetwork,
  type Limits,
  NO_LIMITS,
  type PathTarget,
  PRESETS,
  type Rule,
  type Target,
} from "../../src/policy/policy.ts";
import type { BoundRule, RuleSet } from "../../src/policy/resolve.ts";
import { RuleBook } from "../../src/policy/rule-book.ts";
import { byStrength, settle } from "../../src/policy/settle.ts";
import { PROTOCOL_WORDS } from "../../src/policy/words.ts";
import { policy, rule, ruleSetOf } from "./rules.ts";
import { hooks } from "./simulated-hooks.ts";
import { ARCH, KEY, kernel } from "./simulated-kernel.ts";

const seed = Number(process.env.BAILIFF_SEED ?? Date.now() & 0x7fffffff);
t.comment(`seed ${seed}: BAILIFF_SEED=${seed} runs the same`);
const RUNS = Number(process.env.BAILIFF_RUNS ?? 1000);

const component = fc.constantFrom("a", "b", "c", "ab", "é");
/** Some far below others: depths beyond 31 are looked for together. */
const parts = fc
  .tuple(fc.constantFrom(0, 0, 30), fc.array(component, { maxLength: 5 }))
  .map(([above, below]) => [...Array.from({ length: above }, () => "a"), ...below]);
const path = parts.map((parts) => `/${parts.join("/")}`);
const directory = parts.map((parts) => `/${parts.map((part) => `${part}/`).join("")}`);
const pattern = fc
  .array(fc.constantFrom("a", "b", "*", "?", "**", "[ab]", "[^a]", "{a,b}", "{,c}", "/"), { maxLength: 6 })
  .map((pieces) => `/${pieces.join("")}`.replace(/\/+/g, "/").replace(/\*{3,}/g, "**"));

const plainTarget: fc.Arbitrary<PathTarget> = fc.oneof(
  path.filter((it) => it !== "/").map((path): PathTarget => ({ kind: "path", path })),
  fc
    .tuple(directory, fc.boolean())
    .map(([directory, recursive]): PathTarget => ({ kind: "directory", directory, recursive })),
);
const pathTarget: fc.Arbitrary<PathTarget> = fc.oneof(
  { weight: 3, arbitrary: plainTarget },
  { weight: 1, arbitrary: pattern.map((pattern): PathTarget => ({ kind: "pattern", pattern })) },
);

const ips = ["10.0.0.1", "10.0.0.2", "10.1.0.1", "192.168.0.1", "fd00::1", "fd00:1::1", "::ffff:10.0.0.1"];
const networks = [...ips, "10.0.0.0/8", "10.0.0.0/31", "0.0.0.0/0", "::/0", "fd00::/16"].map((text): IpNetwork => {
  const network = parseIpNetwork(text);
  if ("wrong" in network) throw new Error(network.wrong);
  return network;
});
const protocolWord = fc.constantFrom(...PROTOCOL_WORDS);
const directions = fc.subarray([...DIRECTIONS], { minLength: 1 });
const ports = fc.constantFrom(null, [1, 65535] as const, [80, 80] as const, [50, 90] as const);
const socketTarget: fc.Arbitrary<Target> = fc.oneof(
  protocolWord.map((protocol): Target => ({ kind: "protocol", protocol })),
  fc
    .record({
      network: fc.option(fc.constantFrom(...networks)),
      ports,
      protocol: fc.option(protocolWord),
      directions,
    })
    .map((it): Target => ({ kind: "address", ...it })),
  fc
    .tuple(fc.constantFrom("/run/a", "@b"), directions)
    .map(([name, directions]): Target => ({ kind: "unix", name, directions })),
);
const side = fc.constantFrom("ingress" as const, "egress" as const);
const transport = fc.constantFrom("tcp" as const, "udp" as const);
const firewallTarget: fc.Arbitrary<Target> = fc
  .record({
    direction: side,
    networks: fc.array(fc.constantFrom(...networks), { maxLength: 2 }),
    ports: fc.array(fc.record({ ports: fc.constantFrom([80, 80] as const, [50, 90] as const), protocol: transport }), {
      maxLength: 1,
    }),
    interfaces: fc.subarray(["eth0"]),
    quota: fc.option(fc.constant({ bytes: 1, durationMs: 1, level: "Pod" as const })),
  })
  .map((it) => ({ kind: "firewall", ...it }));
const small = fc.option(fc.nat(2));
const domains = ["com", "a.com", "b.a.com", "svc.cluster.local"] as const;
const syscalls = ["unlink", "mount"] as const;

const target: fc.Arbitrary<readonly [Rule["class"], Target]> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom("process" as const, "file" as const), pathTarget) },
  { weight: 1, arbitrary: component.map((name) => ["process", { kind: "program", name }] as const) },
  { weight: 3, arbitrary: socketTarget.map((it) => ["network", it] as const) },
  { weight: 1, arbitrary: fc.constantFrom(...domains).map((domain) => ["dns", { kind: "domain", domain }] as const) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom("net_raw" as const, "bpf" as const)
      .map((it) => ["capabilities", { kind: "capability", capability: it }] as const),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.subarray([...syscalls], { minLength: 1 }), fc.option(pathTarget))
      .map(([syscalls, on]) => ["syscalls", { kind: "syscall", syscalls, on }] as const),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...PRESETS).map((preset) => ["presets", { kind: "preset", preset }] as const),
  },
  { weight: 1, arbitrary: firewallTarget.map((it) => ["firewall", it] as const) },
  {
    weight: 1,
    arbitrary: fc
      .record({ class: small, subClass: small, protocol: small, level: small })
      .map((it) => ["device", { kind: "device", ...it }] as const),
  },
);

/** Those that the grammar has for a class. */
function limitsOf(ruleClass: Rule["class"], { ownerOnly, readOnly, allowedArgs }: Limits): Partial<Limits> {
  if (ruleClass === "file") return { ownerOnly, readOnly };
  return ruleClass === "process" ? { ownerOnly, allowedArgs } : {};
}

const boundRule: fc.Arbitrary<BoundRule> = fc
  .record({
    of: target,
    action: fc.constantFrom("Allow" as const, "Audit" as const, "Block" as const),
    sources: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(pathTarget, { maxLength: 2 }) },
    ),
    onTerminal: fc.boolean(),
    ownerOnly: fc.boolean(),
    readOnly: fc.boolean(),
    allowedArgs: fc.option(fc.subarray(["-a", "-b"], { minLength: 1 })),
    isPlain: fc.boolean(),
    name: fc.constantFrom("p", "q", "r"),
    message: fc.constantFrom("", "m"),
    line: fc.nat(3),
    file: fc.constantFrom("f", "g"),
  })
  .map(({ of: [ruleClass, target], isPlain, name, file, line, message, action, sources, onTerminal, ...limits }) => {
    const more = isPlain ? {} : { sources, onTerminal, limits: { ...NO_LIMITS, ...limitsOf(ruleClass, limits) } };
    const said = {
      action: ruleClass === "syscalls" ? "Audit" : action,
      message,
      at: { file, line, column: 1 },
    } as const;
    return { policy: policy(name), rule: rule(ruleClass, target, { ...more, ...said }) };
  });

const actor = { program: path, onTerminal: fc.boolean() };
const address = fc.constantFrom(...ips).chain((ip) => {
  const network = parseIpNetwork(ip);
  const port = fc.constantFrom(1, 60, 80, 443);
  return port.map((port) => ({ ip: "wrong" in network ? [] : network.bytes, port }));
});
const protocolAndType = { type: fc.nat(11), protocol: fc.nat(SocketProtocol.COUNT - 1) };
const is = <C extends string>(word: C): fc.Arbitrary<C> => fc.constant(word);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ class: is("process"), path, isOwner: fc.boolean(), args: fc.subarray(["-a", "-b", "-c"]), ...actor }),
  fc.record({ class: is("file"), path, isOwner: fc.boolean(), access: fc.constantFrom("read", "write"), ...actor }),
  fc.record({
    class: is("network"),
    operation: fc.constantFrom("create", ...DIRECTIONS),
    family: fc.constantFrom("inet", "inet6", "other"),
    address: fc.option(address),
    ...protocolAndType,
    ...actor,
  }),
  fc.record({
    class: is("network"),
    operation: fc.constantFrom("create", ...DIRECTIONS),
    family: is("unix"),
    address: fc.constantFrom(null, { unix: "/run/a" }, { unix: "@b" }),
    ...protocolAndType,
    ...actor,
  }),
  fc.record({
    class: is("dns"),
    name: fc.constantFrom("a.com", "B.a.com.", "x.com.svc.cluster.local", "org"),
    ...actor,
  }),
  fc.record({ class: is("capabilities"), capability: fc.constantFrom("net_raw", "bpf", "kill"), ...actor }),
  fc.record({ class: is("syscalls"), syscall: fc.constantFrom(...syscalls), path: fc.option(path), ...actor }),
  fc.record({ class: is("presets"), preset: fc.constantFrom(...PRESETS), ...actor }),
  fc
    .record({
      class: is("firewall"),
      direction: side,
      at: address,
      protocol: transport,
      interface: fc.constantFrom("eth0", "eth1"),
      isOverQuota: fc.boolean(),
      ...actor,
    })
    .map(({ at, ...it }) => ({ ...it, ...at })),
  fc.record({
    class: is("device"),
    deviceClass: fc.nat(2),
    subClass: fc.nat(2),
    protocol: fc.nat(2),
    level: fc.nat(2),
    ...actor,
  }),
);

const posture = fc.constantFrom("audit" as const, "block" as const);
const ruleSet: fc.Arbitrary<RuleSet> = fc.record({
  rules: fc.array(boundRule, { maxLength: 40 }),
  postures: fc.record({ file: posture, network: posture, capabilities: posture, device: posture }),
  isAudited: fc.constantFrom(false, false, false, true),
  searchDomains: fc.constantFrom([], ["default.svc.cluster.local", "svc.cluster.local", "cluster.local"]),
});
const acts = fc.array(act, { minLength: 20, maxLength: 60 });

t.test("hooks over cells decide as the model does, and name the same rule", async (t) => {
  const seen = { allow: 0, audit: 0, deny: 0 };
  fc.assert(
    fc.property(ruleSet, acts, (ruleSet, acts) => {
      const decideAct = hooks(ruleSet, settle(ruleSet));
      for (const act of acts) {
        const { verdict, rule } = decide(ruleSet, act);
        const found = decideAct(act);
        seen[verdict]++;
        if (found.verdict !== verdict || found.rule !== rule) {
          throw new Error(
            JSON.stringify({ act, model: { verdict, rule: rule?.rule }, found: { ...found, rule: found.rule?.rule } }),
          );
        }
      }
    }),
    { seed, numRuns: RUNS },
  );
  t.comment(JSON.stringify(seen));
  t.ok(Math.min(...Object.values(seen)) > 500, "every verdict was common");
});

t.test("the blocks decide as the model does, and name the same rule", async (t) => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(ruleSet, acts, (all, acts) => {
      const enforced = { ...all, rules: all.rules.filter(({ rule }) => unenforcedOf(rule) === null) };
      const compiled = compile(enforced, { key: KEY, ruleIds: new RuleBook(), id: 1, arch: ARCH });
      const { decideAct } = kernel(compiled);
      for (const act of acts) {
        if (act.class === "device" || act.class === "firewall") continue;
        const found = decideAct(act);
        const { verdict, rule } = decide(enforced, act);
        const key = `${act.class} ${verdict}`;
        seen.set(key, (seen.get(key) ?? 0) + 1);
        const named = compiled.book.get(found.ruleId) ?? null;
        if (verdict !== found.verdict || !isSame(named, verdict === "allow" ? null : rule)) {
          throw new Error(
            JSON.stringify({ act, model: { verdict, rule: rule?.rule }, found: { ...found, rule: named?.rule } }),
          );
        }
      }
    }),
    { seed, numRuns: RUNS },
  );
  t.comment(JSON.stringify(Object.fromEntries(seen)));
  for (const ruleClass of KERNEL_CLASSES) {
    const verdicts = ruleClass === "syscalls" ? ["allow", "audit"] : ["allow", "audit", "deny"];
    for (const verdict of verdicts) {
      const times = seen.get(`${ruleClass} ${verdict}`) ?? 0;
      t.ok(times > 10, `${ruleClass} ${verdict}: ${times} times`);
    }
  }
});

/** Rules that an alert could not tell apart have one number. */
function isSame(a: BoundRule | null, b: BoundRule | null): boolean {
  const told = (it: BoundRule | null) => it && JSON.stringify([it.policy.name, { ...it.rule, at: null }]);
  return told(a) === told(b);
}

t.test("the order in which rules arrive changes nothing", async (t) => {
  const shuffled = ruleSet.chain((it) =>
    fc.shuffledSubarray([...it.rules], { minLength: it.rules.length }).map((rules) => [it, { ...it, rules }] as const),
  );
  fc.assert(
    fc.property(shuffled, ([one, other]) => {
      const [a, b] = [one, other].map((it) => settle(it));
      t.strictSame(a?.cells, b?.cells);
      t.strictSame(a?.sources, b?.sources);
    }),
    { seed, numRuns: 100 },
  );
});

t.test("strength orders all rules that differ", async (t) => {
  fc.assert(
    fc.property(boundRule, boundRule, (a, b) => Math.sign(byStrength(a, b)) === -Math.sign(byStrength(b, a))),
    { seed },
  );
  t.pass("no counterexample");
});

t.test("the empty rule set lets everything be", async (t) => {
  fc.assert(
    fc.property(act, (act) => decide(ruleSetOf([]), act).verdict === "allow"),
    { seed },
  );
  t.pass("no counterexample");
});
