// SPDX-License-Identifier: Apache-2.0
// What the daemon says of a policy: what the kernel has of it, not what it should have.

import t from "tap";
import { identityOf, type Policy } from "../src/policy/policy.ts";
import { type DocumentStatus, EMPTY_STORE, update } from "../src/policy/store.ts";
import { policyStatus } from "../src/status.ts";
import { hostWorkload } from "../src/workload/workload.ts";

const HOST = hostWorkload("node-1");
const TROUBLE = "no room";

/** Of the host, or of another; with so many rules. */
function documentOf(rules: number, host = "node-1"): DocumentStatus & { policy: Policy } {
  const paths = Array.from({ length: rules }, (_, i) => `{path: /${i}}`);
  const text = `apiVersion: security.kubearmor.com/v1
kind: KubeArmorHostPolicy
metadata: {name: one}
spec:
  nodeSelector: {matchLabels: {kubearmor.io/hostname: ${host}}}
  file: {matchPaths: [${paths.join(", ")}]}
`;
  const [document] = update(EMPTY_STORE, [{ file: "a.yaml", text }]).status;
  if (!document?.policy) throw new Error("the policy is not good");
  return { ...document, policy: document.policy };
}

const [before, now] = [documentOf(1), documentOf(2)];
const [away, nowAway] = [documentOf(1, "node-2"), documentOf(2, "node-2")];
const broken: DocumentStatus = { ...now, state: "refused", policy: null };

for (const [name, document, inKernel, state, rules, problems] of [
  ["refused by the reader", broken, null, "refused", 0, []],
  ["the kernel has nothing of it", now, null, "refused", 0, [TROUBLE]],
  ["the kernel has the version before", now, before, "stale", 1, [TROUBLE]],
  ["the same, and that was for another node", now, away, "stale", 0, [TROUBLE]],
  ["the same, and the new one is for another node", nowAway, before, "stale", 1, [TROUBLE]],
  ["stale by the reader, and in the kernel", { ...now, state: "stale" }, now, "stale", 2, []],
  ["the kernel has nothing of it, nor needs it", nowAway, null, "elsewhere", 0, [TROUBLE]],
  ["for another node", nowAway, nowAway, "elsewhere", 0, []],
  ["in the kernel", now, now, "enforced", 2, []],
] as const) {
  t.test(name, async (t) => {
    const inForce = new Map(inKernel === null ? [] : [[identityOf(inKernel.policy), inKernel.policy]]);
    const told = policyStatus(document, [HOST], inForce, TROUBLE);
    t.match(told, { file: "a.yaml", name: "one", state, rules });
    t.same(
      told.problems?.map(({ message }) => message),
      problems,
    );
  });
}
