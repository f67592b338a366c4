// SPDX-License-Identifier: Apache-2.0
// bailiff.v1.PolicyService: policies that are given to the daemon by calls, and all that it has.

import { type handleUnaryCall, type ServiceError, type sendUnaryData, status } from "@grpc/grpc-js";
import { explain } from "../errors.ts";
import type { bailiff, policy } from "../gen/proto.js";

export interface PolicyAnswers {
  readonly apply: (request: bailiff.v1.IApplyPoliciesRequest) => Promise<bailiff.v1.IPolicyResults>;
  readonly delete: (request: bailiff.v1.IDeletePoliciesRequest) => Promise<bailiff.v1.IPolicyResults>;
  readonly confirm: (request: bailiff.v1.IConfirmPoliciesRequest) => Promise<bailiff.v1.IPolicyResults>;
  readonly get: (request: bailiff.v1.IGetPoliciesRequest) => bailiff.v1.IPolicies;
  /** For KubeArmor's ProbeService. */
  readonly probe: () => policy.IProbeResponse;
}

/** Who may do what on one of the daemon's addresses. */
export interface PolicyAccess {
  /** null: the daemon is starting. */
  readonly answers: () => PolicyAnswers | null;
  /** Why nobody may change policies here; null: whoever gets here may. */
  readonly refusal: string | null;
}

export type PolicyServiceHandlers = {
  readonly ApplyPolicies: handleUnaryCall<bailiff.v1.IApplyPoliciesRequest, bailiff.v1.IPolicyResults>;
  readonly DeletePolicies: handleUnaryCall<bailiff.v1.IDeletePoliciesRequest, bailiff.v1.IPolicyResults>;
  readonly ConfirmPolicies: handleUnaryCall<bailiff.v1.IConfirmPoliciesRequest, bailiff.v1.IPolicyResults>;
  readonly GetPolicies: handleUnaryCall<bailiff.v1.IGetPoliciesRequest, bailiff.v1.IPolicies>;
};

export function policyService(access: PolicyAccess): PolicyServiceHandlers {
  return {
    ApplyPolicies: changing(access, (answers, request) => answers.apply(request)),
    DeletePolicies: changing(access, (answers, request) => answers.delete(request)),
    ConfirmPolicies: changing(access, (answers, request) => answers.confirm(request)),
    GetPolicies: telling(access, (answers, request) => answers.get(request)),
  };
}

type Answer<Request, Reply> = (answers: PolicyAnswers, request: Request) => Reply | Promise<Reply>;

/** A call that only those may make who may change policies. */
export function changing<Request, Reply>(
  access: PolicyAccess,
  answer: Answer<Request, Reply>,
): handleUnaryCall<Request, Reply> {
  const tell = telling(access, answer);
  return (call, callback) => {
    if (access.refusal === null) tell(call, callback);
    else callback({ code: status.PERMISSION_DENIED, details: access.refusal });
  };
}

/** A call for everybody. */
export function telling<Request, Reply>(
  { answers }: PolicyAccess,
  answer: Answer<Request, Reply>,
): handleUnaryCall<Request, Reply> {
  return ({ request }, callback) => {
    const now = answers();
    if (now === null) callback({ code: status.UNAVAILABLE, details: "the daemon is starting" });
    else void reply(async () => answer(now, request), callback);
  };
}

async function reply<Reply>(answer: () => Promise<Reply>, callback: sendUnaryData<Reply>): Promise<void> {
  let told: Reply | null = null;
  let failure: Partial<ServiceError> | null = null;
  try {
    told = await answer();
  } catch (error) {
    failure = { code: status.INTERNAL, details: explain(error) };
  }
  callback(failure, told);
}
