// SPDX-License-Identifier: Apache-2.0
// grpc.health.v1.Health. The whole daemon (service "") is SERVING while it enforces: readiness. A service by its name is
// SERVING from the start until the daemon stops: liveness, and what KubeArmor's clients ask for.
//
// Of our own, because grpc-health-check reads a .proto file that lies beside it, which a bundle has not.

import { type handleUnaryCall, type ServerWritableStream, status } from "@grpc/grpc-js";
import { grpc } from "../gen/proto.js";
import { SUBSCRIBERS_MAX } from "../limits.ts";

const { ServingStatus } = grpc.health.v1.HealthCheckResponse;

type Request = grpc.health.v1.IHealthCheckRequest;
type Reply = grpc.health.v1.IHealthCheckResponse;
type WatchCall = ServerWritableStream<Request, Reply>;

export interface HealthState {
  readonly implementation: {
    readonly Check: handleUnaryCall<Request, Reply>;
    readonly Watch: (call: WatchCall) => void;
  };
  setReady(ready: boolean): void;
  /** Nothing is served any more, and watchers are told and let go. */
  close(): void;
}

export function createHealth(services: readonly string[]): HealthState {
  const watchers = new Map<WatchCall, grpc.health.v1.HealthCheckResponse.ServingStatus>();
  let ready = false;
  let closed = false;

  function statusOf(service: string): grpc.health.v1.HealthCheckResponse.ServingStatus | undefined {
    if (service !== "" && !services.includes(service)) return undefined;
    return !closed && (ready || service !== "") ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
  }

  function tell(call: WatchCall): void {
    const now = statusOf(call.request.service ?? "") ?? ServingStatus.SERVICE_UNKNOWN;
    if (watchers.get(call) === now) return;
    watchers.set(call, now);
    call.write({ status: now });
  }

  return {
    implementation: {
      Check: (call, callback) => {
        const answer = statusOf(call.request.service ?? "");
        if (answer === undefined) callback({ code: status.NOT_FOUND, details: "no such service here" });
        else callback(null, { status: answer });
      },
      Watch: (call) => {
        if (watchers.size >= SUBSCRIBERS_MAX) {
          call.emit("error", { code: status.RESOURCE_EXHAUSTED, details: "too many watch the health already" });
          return;
        }
        for (const end of ["cancelled", "close", "error"]) call.on(end, () => watchers.delete(call));
        tell(call);
      },
    },

    setReady(now) {
      ready = now;
      for (const call of watchers.keys()) tell(call);
    },

    close() {
      closed = true;
      for (const call of watchers.keys()) {
        tell(call);
        call.end();
      }
      watchers.clear();
    },
  };
}
