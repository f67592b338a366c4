// SPDX-License-Identifier: Apache-2.0
// What it costs to resolve and compile.

import assert from "node:assert/strict";
import { compile } from "../../src/policy/compile.ts";
import { parsePolicies } from "../../src/policy/parse.ts";
import type { Policy } from "../../src/policy/policy.ts";
import { Resolver } from "../../src/policy/resolve.ts";
import { RuleBook } from "../../src/policy/rule-book.ts";
import { settle } from "../../src/policy/settle.ts";
import { type Container, hostWorkload } from "../../src/workload/workload.ts";
import { type Benchmark, cpuMs, median } from "./benchmark.ts";

const KEY = Uint8Array.from({ length: 16 }, (_, i) => i);
const RULES = 10_000;

function policiesOf(text: string): readonly Policy[] {
  return parsePolicies(text, "f").map(({ policy, problems }) => {
    assert(policy !== null, problems[0]?.message);
    return policy;
  });
}

/** Host policies of 1,000 rules each. */
function literalPolicies(): readonly Policy[] {
  return policiesOf(
    Array.from({ length: RULES / 1000 }, (_, p) => {
      const paths = Array.from(
        { length: 1000 },
        (_, i) => `    - path: /usr/lib/package-${i % 97}/data/file-${p}-${i}\n`,
      );
      return `apiVersion: security.kubearmor.com/v1
kind: KubeArmorHostPolicy
metadata: {name: p${p}}
spec:
  nodeSelector: {matchLabels: {kubearmor.io/hostname: "*"}}
  file:
    matchPaths:
${paths.join("")}`;
    }).join("---\n"),
  );
}

/** 100 policies for pods, ten of which bind each pod, four rules each. */
function podPolicies(): readonly Policy[] {
  return policiesOf(
    Array.from(
      { length: 100 },
      (_, i) => `apiVersion: security.kubearmor.com/v1
kind: KubeArmorPolicy
metadata: {name: p${i}, namespace: shop}
spec:
  selector: {matchLabels: {app: app-${i % 10}}}
  file:
    matchPaths: [{path: /etc/a${i}}, {path: /etc/b${i}}, {path: /etc/c${i}}]
    matchDirectories: [{dir: /usr/lib/x${i}/, recursive: true}]
`,
    ).join("---\n"),
  );
}

function pod(i: number, app: string): Container {
  const labels = new Map([["app", app]]);
  return { id: `c${i}`, kind: "container", name: "main", namespace: "shop", pod: `pod-${i}`, labels, mode: "enabled" };
}

function compileLiteral(policies: readonly Policy[], ruleIds = new RuleBook()) {
  return compile(new Resolver(policies).ruleSetOf(hostWorkload("node")), { key: KEY, ruleIds, id: 1 });
}

function bytesInUse(): number {
  assert(globalThis.gc !== undefined, "needs node --expose-gc");
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

export const COMPILING: readonly Benchmark[] = [
  {
    name: "compile a rule set of 10,000 rules",
    unit: "ms",
    target: 1000,
    measure: () => {
      const policies = literalPolicies();
      return median(() => cpuMs(() => compileLiteral(policies)));
    },
  },
  {
    name: "resolve and compile after one of 200 pods changed, 100 policies",
    unit: "ms",
    target: 5,
    measure: () => {
      const resolver = new Resolver(podPolicies());
      const ruleIds = new RuleBook();
      for (let i = 0; i < 200; i++)
        compile(resolver.ruleSetOf(pod(i, `app-${5 + (i % 5)}`)), { key: KEY, ruleIds, id: 1 });
      let turn = 0;
      // Each time a label that no pod had before: its rule set is new, and is compiled.
      return median(() => {
        const changed = pod(7, `app-${turn++}`);
        return cpuMs(() => compile(resolver.ruleSetOf(changed), { key: KEY, ruleIds, id: 1 }));
      });
    },
  },
  {
    name: "memory of the compiled form, for each literal rule",
    unit: "bytes",
    target: 200,
    measure: () => {
      const policies = literalPolicies();
      const compiled = () => {
        const ruleIds = new RuleBook();
        const { blocks, book, marks } = compileLiteral(policies, ruleIds);
        ruleIds.keep(book);
        return { blocks, book, marks, ruleIds };
      };
      // Some are made first, so that what is measured is not lost in what others before left behind.
      const held = [compiled(), compiled()];
      const before = bytesInUse();
      held.push(compiled(), compiled(), compiled(), compiled());
      const used = bytesInUse() - before;
      assert(held.every(({ book, ruleIds }) => book.size === RULES && ruleIds.originOf(1) !== undefined));
      return used / 4 / RULES;
    },
  },
  {
    name: "automata of 200 patterns",
    unit: "ms",
    target: null,
    measure: () => {
      const patterns = Array.from({ length: 200 }, (_, i) => `    - pattern: /usr/*/package-${i}/**/file-?${i}.conf\n`);
      const policies = policiesOf(`apiVersion: security.kubearmor.com/v1
kind: KubeArmorHostPolicy
metadata: {name: p}
spec:
  nodeSelector: {matchLabels: {kubearmor.io/hostname: "*"}}
  file:
    matchPatterns:
${patterns.join("")}`);
      const ruleSet = new Resolver(policies).ruleSetOf(hostWorkload("node"));
      return median(() => cpuMs(() => settle(ruleSet)));
    },
  },
];
