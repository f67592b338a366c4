// SPDX-License-Identifier: Apache-2.0
// bailiff.v1.NodeService: what this node enforces, for `bailiff probe` and for machines.

import { type handleUnaryCall, status } from "@grpc/grpc-js";
import { explain } from "../errors.ts";
import type { bailiff } from "../gen/proto.js";

export function nodeService(
  statusOf: () => bailiff.v1.IStatus,
  ownCounters: () => Record<string, number>,
): { GetStatus: handleUnaryCall<bailiff.v1.IGetStatusRequest, bailiff.v1.IStatus> } {
  return {
    GetStatus: (_call, callback) => {
      let answer: bailiff.v1.IStatus;
      try {
        answer = statusOf();
      } catch (error) {
        callback({ code: status.INTERNAL, details: `cannot tell the status: ${explain(error)}` });
        return;
      }
      callback(null, { ...answer, counters: { ...answer.counters, ...ownCounters() } });
    },
  };
}
