// SPDX-License-Identifier: Apache-2.0
// The methods of proto/ as both ends of a call need them: path, and how its messages are read and written.

import type { MethodDefinition } from "@grpc/grpc-js";
import { bailiff, feeder, google, grpc, policy, runtime } from "./gen/proto.js";

interface MessageType<T> {
  encode(message: T): { finish(): Uint8Array };
  decode(bytes: Uint8Array): T;
}

type Method<Request, Reply> = MethodDefinition<Request, Reply>;

function method<Request, Reply>(
  path: string,
  request: MessageType<Request>,
  reply: MessageType<Reply>,
  responseStream: boolean,
): Method<Request, Reply> {
  return {
    path,
    requestStream: false,
    responseStream,
    requestSerialize: (message) => asBuffer(request.encode(message).finish()),
    requestDeserialize: (bytes) => request.decode(bytes),
    responseSerialize: (message) => asBuffer(reply.encode(message).finish()),
    responseDeserialize: (bytes) => reply.decode(bytes),
  };
}

/** In Node protobufjs writes Buffers; its types do not say so. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A stream whose events are encoded before they get here, once for all who read them. */
function encoded<Request, Reply>(method: Method<Request, Reply>): Method<Request, Buffer> {
  const same = (bytes: Buffer): Buffer => bytes;
  return { ...method, responseSerialize: same, responseDeserialize: same };
}

export const LogService = {
  HealthCheck: method("/feeder.LogService/HealthCheck", feeder.NonceMessage, feeder.ReplyMessage, false),
  WatchMessages: method("/feeder.LogService/WatchMessages", feeder.RequestMessage, feeder.Message, true),
  WatchAlerts: method("/feeder.LogService/WatchAlerts", feeder.RequestMessage, feeder.Alert, true),
  WatchLogs: method("/feeder.LogService/WatchLogs", feeder.RequestMessage, feeder.Log, true),
};

/** LogService on the daemon's side. */
export const EncodedLogService = {
  HealthCheck: LogService.HealthCheck,
  WatchMessages: encoded(LogService.WatchMessages),
  WatchAlerts: encoded(LogService.WatchAlerts),
  WatchLogs: encoded(LogService.WatchLogs),
};

export const NodeService = {
  GetStatus: method("/bailiff.v1.NodeService/GetStatus", bailiff.v1.GetStatusRequest, bailiff.v1.Status, false),
  GetCounts: method("/bailiff.v1.NodeService/GetCounts", bailiff.v1.GetCountsRequest, bailiff.v1.Counts, false),
  GetWorkloads: method(
    "/bailiff.v1.NodeService/GetWorkloads",
    bailiff.v1.GetWorkloadsRequest,
    bailiff.v1.Workloads,
    false,
  ),
};

const { ApplyPoliciesRequest, DeletePoliciesRequest, ConfirmPoliciesRequest, PolicyResults } = bailiff.v1;

export const PolicyService = {
  ApplyPolicies: method("/bailiff.v1.PolicyService/ApplyPolicies", ApplyPoliciesRequest, PolicyResults, false),
  DeletePolicies: method("/bailiff.v1.PolicyService/DeletePolicies", DeletePoliciesRequest, PolicyResults, false),
  ConfirmPolicies: method("/bailiff.v1.PolicyService/ConfirmPolicies", ConfirmPoliciesRequest, PolicyResults, false),
  GetPolicies: method(
    "/bailiff.v1.PolicyService/GetPolicies",
    bailiff.v1.GetPoliciesRequest,
    bailiff.v1.Policies,
    false,
  ),
};

/** KubeArmor's. */
export const KubeArmorPolicyService = {
  containerPolicy: method("/policy.PolicyService/containerPolicy", policy.Policy, policy.Response, false),
  hostPolicy: method("/policy.PolicyService/hostPolicy", policy.Policy, policy.Response, false),
  networkPolicy: method("/policy.PolicyService/networkPolicy", policy.Policy, policy.Response, false),
};

export const ProbeService = {
  getProbeData: method("/policy.ProbeService/getProbeData", google.protobuf.Empty, policy.ProbeResponse, false),
};

const { HealthCheckRequest, HealthCheckResponse } = grpc.health.v1;

export const Health = {
  Check: method("/grpc.health.v1.Health/Check", HealthCheckRequest, HealthCheckResponse, false),
  Watch: method("/grpc.health.v1.Health/Watch", HealthCheckRequest, HealthCheckResponse, true),
};

/** RuntimeService of a container runtime. */
export const CriService = {
  ListPodSandbox: method(
    "/runtime.v1.RuntimeService/ListPodSandbox",
    runtime.v1.ListPodSandboxRequest,
    runtime.v1.ListPodSandboxResponse,
    false,
  ),
  ListContainers: method(
    "/runtime.v1.RuntimeService/ListContainers",
    runtime.v1.ListContainersRequest,
    runtime.v1.ListContainersResponse,
    false,
  ),
};
