// SPDX-License-Identifier: Apache-2.0
// policy.PolicyService and policy.ProbeService: what `karmor vm policy add|delete` and `karmor probe` call.

import type { handleUnaryCall } from "@grpc/grpc-js";
import { dump } from "js-yaml";
import { type bailiff, policy } from "../gen/proto.js";
import { API_VERSION } from "../policy/grammar.ts";
import type { PolicyKind } from "../policy/policy.ts";
import { isRecord } from "../record.ts";
import { NO_POD_NAMESPACE } from "../workload/workload.ts";
import { changing, type PolicyAccess, type PolicyAnswers, telling } from "./policy-service.ts";

const { PolicyStatus } = policy;

type Change = handleUnaryCall<policy.IPolicy, policy.IResponse>;
type Status = policy.PolicyStatus;

/** In problems, in place of a file's name. */
const REQUEST = "<PolicyService>";

export type KubeArmorPolicyHandlers = {
  readonly containerPolicy: Change;
  readonly hostPolicy: Change;
  readonly networkPolicy: Change;
};

/** `onInvalid` hears why what is no policy at all is answered Invalid: the answer has no room for a reason. */
export function kubeArmorPolicies(access: PolicyAccess, onInvalid: (why: string) => void): KubeArmorPolicyHandlers {
  const change = (kind: PolicyKind): Change =>
    changing(access, async (answers, { policy: bytes }) => {
      const envelope = readEnvelope(bytes ?? new Uint8Array(), kind);
      if (typeof envelope !== "string") return { status: await answer(answers, envelope) };
      onInvalid(`${REQUEST}: ${envelope}`);
      return { status: PolicyStatus.Invalid };
    });
  return {
    containerPolicy: change("KubeArmorPolicy"),
    hostPolicy: change("KubeArmorHostPolicy"),
    networkPolicy: changing(access, () => ({ status: PolicyStatus.NotEnabled })), // no firewall in this version
  };
}

export type ProbeHandlers = {
  readonly getProbeData: handleUnaryCall<object, policy.IProbeResponse>;
};

export function probeService(access: PolicyAccess): ProbeHandlers {
  return { getProbeData: telling(access, (answers) => answers.probe()) };
}

const TYPES = ["ADDED", "MODIFIED", "DELETED"] as const;

interface Envelope {
  readonly type: (typeof TYPES)[number];
  readonly id: bailiff.v1.IPolicyId;
  /** YAML. */
  readonly text: string;
}

async function answer(answers: PolicyAnswers, { type, id, text }: Envelope): Promise<Status> {
  const request = { texts: [{ file: REQUEST, text }] };
  const { results } = await (type === "DELETED" ? answers.delete({ policies: [id] }) : answers.apply(request));
  const [{ result, problems } = { result: "refused", problems: [] }] = results ?? [];
  switch (result) {
    case "added":
    case "changed":
    case "unchanged":
      return type === "MODIFIED" ? PolicyStatus.Modified : PolicyStatus.Applied;
    case "deleted":
      return PolicyStatus.Deleted;
    case "absent":
      return PolicyStatus.NotExist;
    default:
      return (problems ?? []).length > 0 ? PolicyStatus.Invalid : PolicyStatus.Failure;
  }
}

/** What it asks for, or what is wrong with it. */
export function readEnvelope(bytes: Uint8Array, kind: PolicyKind): Envelope | string {
  let envelope: unknown;
  try {
    envelope = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return "is no JSON";
  }
  if (!isRecord(envelope)) return "is no JSON object";
  const { object, type } = envelope;
  const known = TYPES.find((it) => it === type);
  if (known === undefined) return `type must be one of ${TYPES.join(", ")}`;
  if (!isRecord(object) || !isRecord(object.metadata)) return "has no object with metadata";
  const { name, namespace, namespaceName, ...others } = object.metadata;
  if (typeof name !== "string" || name === "") return "the object has no name";
  const spec = withoutZeros(object.spec) ?? {};
  const isOfPods = kind === "KubeArmorPolicy";
  if (isOfPods && known !== "DELETED" && !selects(spec)) return `${name}: selector.matchLabels is required`;
  const place = isOfPods ? { namespace: wordIn(namespace) ?? wordIn(namespaceName) ?? NO_POD_NAMESPACE } : {};
  const metadata = { ...others, name, ...place };
  const text = dump({ apiVersion: API_VERSION, kind, metadata, spec }, { noRefs: true });
  return { type: known, id: { kind, namespace: place.namespace ?? "", name }, text };
}

/** Of a KubeArmorPolicy outside of Kubernetes KubeArmor asks for labels. */
function selects(spec: unknown): boolean {
  return isRecord(spec) && isRecord(spec.selector) && isRecord(spec.selector.matchLabels);
}

const wordIn = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);

/** A client in Go writes the zero of each field that was not set: null, "", 0, {}. Undefined: all of it is. */
function withoutZeros(value: unknown): unknown {
  if (value === null || value === "" || value === 0) return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((item) => withoutZeros(item) ?? item);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
    const said = withoutZeros(item);
    return said === undefined ? [] : [[key, said]];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
