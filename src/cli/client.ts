// SPDX-License-Identifier: Apache-2.0
// The daemon as its clients see it: what either answers or says in one line why not.

import { randomInt } from "node:crypto";
import { Client, type ClientReadableStream, credentials, type MethodDefinition, status } from "@grpc/grpc-js";
import { BailiffError } from "../errors.ts";
import { CALL_MS, call, isServiceError } from "../grpc-call.ts";
import { LogService } from "../rpc.ts";

export function open(address: string): Client {
  return new Client(address, credentials.createInsecure(), {
    // A proxy of the environment is for the web, and never for the loopback.
    "grpc.enable_http_proxy": 0,
    // Each client connects afresh: no waiting for what an earlier one found closed.
    "grpc.use_local_subchannel_pool": 1,
    // The status of thousands of policies is longer than the 4 MiB that a client takes by itself.
    "grpc.max_receive_message_length": -1,
    // A host that vanished is noticed. More often a server in Go takes for abuse.
    "grpc.keepalive_time_ms": 300_000,
    "grpc.keepalive_timeout_ms": 20_000,
  });
}

export function watch<Request, Event>(
  client: Client,
  { path, requestSerialize, responseDeserialize }: MethodDefinition<Request, Event>,
  request: Request,
): ClientReadableStream<Event> {
  return client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, request);
}

/** Makes sure that something answers there that speaks our language. A stream alone stays silent until its first event. */
export async function greet(client: Client): Promise<void> {
  const nonce = randomInt(1, 2 ** 31);
  const reply = await call(client, LogService.HealthCheck, { nonce });
  if (reply.Retval !== nonce) throw new Error("it does not answer what it is asked");
}

export function unreachable(address: string, error: unknown): BailiffError {
  return new BailiffError("ADDRESS", `cannot reach the daemon at ${address}: ${reason(error)}`);
}

/** Why a call failed, for a person. grpc-js puts the system's error into the text of its own. */
export function reason(error: unknown): string {
  if (!isServiceError(error)) return error instanceof Error ? error.message : String(error);
  const [errno] = /\bE[A-Z]{4,}\b/.exec(error.details) ?? [];
  switch (errno) {
    case "ECONNREFUSED":
      return "nothing listens there; is bailiffd running?";
    case "ENOENT":
      return "there is no such socket; is bailiffd running?";
    case "EACCES":
    case "EPERM":
      return "no permission; are you root?";
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return "this name has no address";
  }
  if (error.code === status.DEADLINE_EXCEEDED) return `no answer within ${CALL_MS / 1000} s`;
  if (error.code === status.UNIMPLEMENTED) return "what answers there does not know this call";
  return error.details;
}
