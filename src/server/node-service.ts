// SPDX-License-Identifier: Apache-2.0
// bailiff.v1.NodeService: what this node enforces and what it counted, for `bailiff probe` and for machines.

import { type handleUnaryCall, type sendUnaryData, status } from "@grpc/grpc-js";
import { explain } from "../errors.ts";
import type { bailiff } from "../gen/proto.js";

export interface NodeAnswers {
  readonly status: () => bailiff.v1.IStatus;
  readonly counts: () => bailiff.v1.ICounts;
  /** `id`: the beginning of what they are called by; "": all. */
  readonly workloads: (id: string) => bailiff.v1.IWorkloads;
}

export type NodeServiceHandlers = {
  readonly GetStatus: handleUnaryCall<bailiff.v1.IGetStatusRequest, bailiff.v1.IStatus>;
  readonly GetCounts: handleUnaryCall<bailiff.v1.IGetCountsRequest, bailiff.v1.ICounts>;
  readonly GetWorkloads: handleUnaryCall<bailiff.v1.IGetWorkloadsRequest, bailiff.v1.IWorkloads>;
};

/** `ownCounters`: those that the server has itself. */
export function nodeService(answers: NodeAnswers, ownCounters: () => Record<string, number>): NodeServiceHandlers {
  return {
    GetStatus: (_call, callback) =>
      answer(callback, "status", () => {
        const told = answers.status();
        return { ...told, counters: { ...told.counters, ...ownCounters() } };
      }),
    GetCounts: (_call, callback) => answer(callback, "counts", answers.counts),
    GetWorkloads: ({ request }, callback) => answer(callback, "workloads", () => answers.workloads(request.id ?? "")),
  };
}

function answer<Reply>(callback: sendUnaryData<Reply>, what: string, of: () => Reply): void {
  let reply: Reply;
  try {
    reply = of();
  } catch (error) {
    callback({ code: status.INTERNAL, details: `cannot tell the ${what}: ${explain(error)}` });
    return;
  }
  callback(null, reply);
}
