// SPDX-License-Identifier: Apache-2.0
// One call of a gRPC service, as a promise.

import type { Client, MethodDefinition, ServiceError } from "@grpc/grpc-js";

export const CALL_MS = 5000;

/** Rejects with a ServiceError, also where no answer comes in time. */
export function call<Request, Reply>(
  client: Client,
  { path, requestSerialize, responseDeserialize }: MethodDefinition<Request, Reply>,
  request: Request,
  waitMs = CALL_MS,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const options = { deadline: Date.now() + waitMs };
    client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, options, (error, reply) => {
      if (error !== null) reject(error);
      else resolve(reply as Reply);
    });
  });
}

export function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && "code" in error && "details" in error;
}
