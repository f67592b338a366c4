// SPDX-License-Identifier: Apache-2.0
// What the daemon answers of policies: those that calls change, and all that there are.

import type { Applied } from "./applied.ts";
import type { bailiff, policy } from "./gen/proto.js";
import type { Intake } from "./intake.ts";
import { parsePolicies, textsOfPolicies } from "./policy/parse.ts";
import { identityOf, type Policy } from "./policy/policy.ts";
import { namespaceOf } from "./policy/store.ts";
import type { PolicyAnswers } from "./server/policy-service.ts";
import type { BoundWorkload } from "./status.ts";
import type { PolicyMode, Workload } from "./workload/workload.ts";
import { parseYaml, plain } from "./yaml.ts";

type Status = bailiff.v1.IPolicyStatus;
type Result = bailiff.v1.IPolicyResult;

export interface AnswerOptions {
  readonly applied: Applied;
  readonly intake: Intake;
  /** Of all policies, as `bailiff probe` shows them. */
  readonly statuses: () => readonly Status[];
  readonly workloads: () => readonly BoundWorkload[];
}

export function policyAnswers({ applied, intake, statuses, workloads }: AnswerOptions): PolicyAnswers {
  const withState = ({ results, confirmBy }: bailiff.v1.IPolicyResults): bailiff.v1.IPolicyResults => {
    const bound = boundCounts(workloads());
    const byName = new Map(statuses().map((status) => [idText(status), status]));
    const stateOf = ({ policy, result }: Result) => {
      const status = ["added", "changed", "unchanged"].includes(result ?? "") ? byName.get(idText(policy)) : undefined;
      const { state = "", rules = 0 } = status ?? {};
      return status && { state, rules, workloads: bound.get(idText(policy)) ?? 0 };
    };
    return { results: (results ?? []).map((it) => ({ ...it, ...stateOf(it) })), confirmBy: confirmBy ?? 0 };
  };
  return {
    apply: async (request) => withState(await applied.apply(request)),
    delete: (request) => applied.delete(request),
    confirm: (request) => applied.confirm(request),
    get: (request) => {
      const bound = boundCounts(workloads());
      const asked = statuses().filter(
        ({ kind, namespace, name }) =>
          isAsked(request.kind, kind) && isAsked(request.namespace, namespace) && isAsked(request.name, name),
      );
      const textOf = texts(intake);
      const policies = asked.map((status) => ({
        ...status,
        workloads: bound.get(idText(status)) ?? 0,
        text: request.texts ? textOf(status) : "",
      }));
      return { policies, confirmBy: applied.confirmBy };
    },
    probe: () => probeData(workloads(), texts(intake)),
  };
}

const isAsked = (asked: string | null | undefined, has: string | null | undefined) => !asked || asked === has;

/** The same as identityOf of what it names; "" is no part of it. */
function idText(of: bailiff.v1.IPolicyId | null | undefined): string {
  return [of?.kind, of?.namespace, of?.name].filter(Boolean).join("/");
}

/** How many workloads each policy binds, by identityOf. */
function boundCounts(workloads: readonly BoundWorkload[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const policy of workloads.flatMap(policiesOf)) {
    const id = identityOf(policy);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

const policiesOf = ({ rules }: BoundWorkload): readonly Policy[] => [...new Set(rules.map(({ policy }) => policy))];

/** The text of one policy: that which is in force, else that which is there. Each file is read once. */
function texts(intake: Intake): (of: Pick<Status, "file" | "kind" | "namespace" | "name">) => string {
  const holders = intake.holders();
  const known = new Map<string, ReadonlyMap<string, string>>();
  const pieces = (text: string): ReadonlyMap<string, string> => {
    const found = known.get(text) ?? new Map(piecesOf(text));
    known.set(text, found);
    return found;
  };
  return (of) => {
    const good = holders.get(idText(of))?.good;
    const whole = good?.file === of.file ? good?.text : intake.textOf(of.file ?? "");
    return whole ? (pieces(whole).get(idText(of)) ?? whole) : "";
  };
}

function piecesOf(text: string): readonly (readonly [string, string])[] {
  const alone = textsOfPolicies(text);
  // The first of a name is the one that counts.
  return parsePolicies(text, "")
    .map((it, i) => [idText({ ...it, namespace: namespaceOf(it) }), alone[i] ?? text] as const)
    .reverse();
}

const MODES: Readonly<Record<PolicyMode, number>> = { disabled: 0, enabled: 1, audited: 2 };

/** As KubeArmor tells it: by names of containers, and of a pod where another container has the name. */
function probeData(workloads: readonly BoundWorkload[], textOf: ReturnType<typeof texts>): policy.IProbeResponse {
  const containers = new Map<string, policy.IContainerData>();
  const hosts = new Map<string, policy.IHostSecurityPolicies>();
  for (const bound of workloads) {
    const policies = policiesOf(bound);
    const told = {
      policyList: policies.map(({ name }) => name),
      policyDataList: policies.map((it) => ({ policy: Buffer.from(JSON.stringify(policyData(it, textOf))) })),
    };
    const { workload } = bound;
    if (workload.kind === "host") hosts.set(workload.hostname, told);
    else containers.set(nameIn(containers, workload), { ...told, policyEnabled: MODES[workload.mode] });
  }
  return {
    containerList: [...containers.keys()],
    containerMap: Object.fromEntries(containers),
    hostMap: Object.fromEntries(hosts),
  };
}

function nameIn(
  taken: ReadonlyMap<string, unknown>,
  { name, namespace, pod }: Exclude<Workload, { kind: "host" }>,
): string {
  return taken.has(name) ? `${namespace}/${pod}/${name}` : name;
}

function policyData({ kind, name, scope, at }: Policy, textOf: ReturnType<typeof texts>): unknown {
  const namespace = scope.kind === "namespace" ? scope.namespace : "";
  const root = parseYaml(textOf({ file: at.file, kind, namespace, name }), at.file)[0]?.root;
  const said = root ? plain(root) : undefined;
  const spec = typeof said === "object" && said !== null && "spec" in said ? said.spec : {};
  return { metadata: { ...(namespace && { namespaceName: namespace }), policyName: name }, spec };
}
