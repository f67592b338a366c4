// SPDX-License-Identifier: Apache-2.0
// feeder.LogService: the streams that KubeArmor's clients read.

import {
  type handleServerStreamingCall,
  type handleUnaryCall,
  Metadata,
  type ServerWritableStream,
  type StatusObject,
  status,
} from "@grpc/grpc-js";
import type { feeder } from "../gen/proto.js";
import { SUBSCRIBERS_MAX } from "../limits.ts";
import type { Feed } from "./feed.ts";

export interface Feeds {
  readonly alerts: Feed;
  readonly logs: Feed;
  readonly messages: Feed;
}

type Watch = handleServerStreamingCall<feeder.IRequestMessage, Buffer>;
type Watched = "WatchMessages" | "WatchAlerts" | "WatchLogs";

export type LogServiceMethods = Record<Watched, Watch> & {
  HealthCheck: handleUnaryCall<feeder.INonceMessage, feeder.IReplyMessage>;
};

type WatchCall = ServerWritableStream<feeder.IRequestMessage, Buffer>;

export function logService(feeds: Feeds): LogServiceMethods {
  const all = Object.values(feeds) as Feed[];

  function watch(feed: Feed, isAccepted: (filter: string) => boolean): Watch {
    return (call) => {
      // As in KubeArmor, a filter that is for another stream is no error: there is nothing to send.
      if (!isAccepted(call.request.Filter ?? "")) {
        call.end();
        return;
      }
      const count = all.reduce((sum, { size }) => sum + size(), 0);
      if (count >= SUBSCRIBERS_MAX) {
        endWith(call, status.RESOURCE_EXHAUSTED, `this daemon serves ${SUBSCRIBERS_MAX} subscribers and has them`);
        return;
      }
      // Tells the client that it is subscribed; the first event may be hours away.
      call.sendMetadata(new Metadata());
      feed.subscribe(call, peerOf(call), () => endWith(call, status.UNAVAILABLE, "the daemon is stopping"));
    };
  }

  return {
    HealthCheck: (call, callback) => callback(null, { Retval: call.request.nonce ?? 0 }),
    WatchMessages: watch(feeds.messages, () => true),
    WatchAlerts: watch(feeds.alerts, (filter) => filter === "all" || filter === "policy"),
    WatchLogs: watch(feeds.logs, (filter) => filter === "all" || filter === "system"),
  };
}

function peerOf(call: WatchCall): string {
  const peer = call.getPeer();
  return peer === "unknown" ? "unix socket" : peer;
}

/** What was written before still arrives: grpc-js answers an "error" event by ending the stream with that status. */
function endWith(call: WatchCall, code: status, details: string): void {
  call.emit("error", { code, details } satisfies Partial<StatusObject>);
}
