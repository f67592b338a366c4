// SPDX-License-Identifier: Apache-2.0
// Random policies and random acts: the compiled entries, looked up as the kernel does, against the reference model.

import fc from "fast-check";
import t from "tap";
import { SocketProtocol } from "../../src/gen/abi.ts";
import { byStrength, compile } from "../../src/policy/compile.ts";
import { type Act, decide } from "../../src/policy/model.ts";
import { PROTOCOL_WORDS, type Target } from "../../src/policy/policy.ts";
import type { BoundRule } from "../../src/policy/resolve.ts";
import { identityOf, RuleBook } from "../../src/policy/rule-book.ts";
import { KEY, kernel, VERDICTS } from "./simulated-kernel.ts";

const component = fc.constantFrom("a", "b", "c", "ab", "é");
/** Some far below others: depths beyond DEPTH_BITS are looked for together. */
const parts = fc
  .tuple(
    fc.constantFrom(
      [],
      Array.from({ length: 7 }, () => "a"),
    ),
    fc.array(component, { maxLength: 5 }),
  )
  .map(([above, below]) => [...above, ...below]);
const path = parts.map((parts) => `/${parts.join("/")}`);
const directory = parts.map((parts) => `/${parts.map((part) => `${part}/`).join("")}`);
const target: fc.Arbitrary<Target> = fc.oneof(
  path.filter((it) => it !== "/").map((it): Target => ({ kind: "path", path: it })),
  fc.tuple(directory, fc.boolean()).map(([it, recursive]): Target => ({ kind: "directory", directory: it, recursive })),
);
const boundRule: fc.Arbitrary<BoundRule> = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: fc.tuple(fc.constantFrom("process" as const, "file" as const), target) },
      {
        weight: 1,
        arbitrary: fc
          .constantFrom(...PROTOCOL_WORDS)
          .map((protocol) => ["network", { kind: "protocol", protocol }] as const),
      },
    ),
    fc.constantFrom("Audit" as const, "Block" as const),
    fc.constantFrom("p", "q", "r"),
    fc.constantFrom("", "m"),
    fc.nat(3),
    fc.constantFrom("f", "g"),
  )
  .map(([[ruleClass, target], action, policy, message, line, file]) => ({
    policy,
    rule: { class: ruleClass, target, action, severity: 0, tags: [], message, at: { file, line, column: 1 } },
  }));
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(fc.constantFrom("process" as const, "file" as const), path).map(([it, path]) => ({ class: it, path })),
  fc
    .tuple(fc.nat(11), fc.nat(SocketProtocol.COUNT - 1))
    .map(([type, protocol]) => ({ class: "network" as const, type, protocol })),
);
const seed = Date.now() & 0x7fffffff;

t.test("kernel and model decide alike, and name the same rule", async (t) => {
  t.comment(`seed ${seed}`);
  fc.assert(
    fc.property(
      fc.array(boundRule, { maxLength: 30 }),
      fc.array(act, { minLength: 20, maxLength: 60 }),
      (rules, acts) => {
        const compiled = compile({ rules }, { key: KEY, ruleIds: new RuleBook() });
        const { decideAct } = kernel(compiled);
        for (const act of acts) {
          const entry = decideAct(act);
          const model = decide({ rules }, act);
          if (model.verdict !== VERDICTS[entry?.verdict ?? 0]) return false;
          const origin = compiled.book.get(entry?.ruleId ?? 0);
          const named = origin && identityOf({ policy: origin.policy, rule: origin });
          if (named !== (model.rule ? identityOf(model.rule) : undefined)) return false;
        }
        return true;
      },
    ),
    { seed, numRuns: 500 },
  );
  t.pass("no counterexample in 500 rule sets");
});

t.test("the order of rules changes nothing", async (t) => {
  t.comment(`seed ${seed}`);
  const shuffled = fc
    .array(boundRule, { maxLength: 30 })
    .chain((rules) => fc.tuple(fc.constant(rules), fc.shuffledSubarray(rules, { minLength: rules.length })));
  fc.assert(
    fc.property(shuffled, ([rules, others]) => {
      const [a, b] = [rules, others].map((rules) => compile({ rules }, { key: KEY, ruleIds: new RuleBook() }));
      t.strictSame(a?.entries, b?.entries);
      t.strictSame([...(a?.book ?? [])], [...(b?.book ?? [])]);
    }),
    { seed, numRuns: 100 },
  );
});

t.test("strength orders all rules that differ", async (t) => {
  t.comment(`seed ${seed}`);
  fc.assert(
    fc.property(boundRule, boundRule, (a, b) => Math.sign(byStrength(a, b)) === -Math.sign(byStrength(b, a))),
    { seed },
  );
  t.pass("no counterexample");
});
