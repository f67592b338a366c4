// SPDX-License-Identifier: Apache-2.0
// One kind of event to all who subscribed to it. An event is encoded once and the bytes are shared; each subscriber has a
// queue of its own, so a slow one loses its own oldest events and nobody else's, and its losses are counted.

import type { Writable } from "node:stream";
import { SUBSCRIBER_BYTES_MAX, SUBSCRIBER_EVENTS_MAX } from "../limits.ts";
import { Queue } from "./queue.ts";
import { createSlab } from "./slab.ts";

export interface FeedLimits {
  readonly eventsMax: number;
  readonly bytesMax: number;
}

export interface SubscriberStats {
  readonly peer: string;
  readonly sent: number;
  readonly waiting: number;
  readonly dropped: number;
}

export interface FeedStats {
  readonly published: number;
  /** By all subscribers there are or were. */
  readonly dropped: number;
  readonly subscribers: readonly SubscriberStats[];
}

export interface Feed {
  /** Encodes the event only when somebody listens. */
  publish(encode: () => Uint8Array): void;
  /** `finish` ends the stream; it is called once, when the feed is closed and the queue is empty. */
  subscribe(stream: Writable, peer: string, finish: () => void): void;
  size(): number;
  stats(): FeedStats;
  /** No more events; who still has some waiting gets them. Closing twice is fine. */
  close(): void;
}

interface Subscriber {
  readonly stream: Writable;
  readonly peer: string;
  readonly queue: Queue;
  readonly finish: () => void;
  /** False from the write that filled the stream's buffer until it is drained. */
  writable: boolean;
  sent: number;
  dropped: number;
}

const LIMITS: FeedLimits = { eventsMax: SUBSCRIBER_EVENTS_MAX, bytesMax: SUBSCRIBER_BYTES_MAX };

export function createFeed(limits: FeedLimits = LIMITS): Feed {
  const subscribers = new Set<Subscriber>();
  const keep = createSlab();
  let published = 0;
  let dropped = 0;
  let closed = false;

  function pump(subscriber: Subscriber): void {
    while (subscriber.writable) {
      const event = subscriber.queue.shift();
      if (event === undefined) {
        if (closed && subscribers.delete(subscriber)) subscriber.finish();
        return;
      }
      subscriber.sent++;
      subscriber.writable = subscriber.stream.write(event);
    }
  }

  return {
    publish(encode) {
      if (closed) return;
      published++;
      if (subscribers.size === 0) return;
      const event = keep(encode());
      for (const subscriber of subscribers) {
        const lost = subscriber.queue.push(event);
        subscriber.dropped += lost;
        dropped += lost;
        pump(subscriber);
      }
    },

    subscribe(stream, peer, finish) {
      const queue = new Queue(limits.eventsMax, limits.bytesMax);
      const subscriber = { stream, peer, queue, finish, writable: true, sent: 0, dropped: 0 };
      subscribers.add(subscriber);
      stream.on("drain", () => {
        subscriber.writable = true;
        pump(subscriber);
      });
      // A client that goes away says so by one or more of these.
      for (const end of ["cancelled", "close", "error"]) {
        stream.on(end, () => {
          subscriber.writable = false;
          subscribers.delete(subscriber);
        });
      }
      if (closed) pump(subscriber);
    },

    size: () => subscribers.size,

    stats: () => ({
      published,
      dropped,
      subscribers: [...subscribers].map(({ peer, sent, queue, dropped }) => ({
        peer,
        sent,
        waiting: queue.length,
        dropped,
      })),
    }),

    close() {
      if (closed) return;
      closed = true;
      for (const subscriber of subscribers) pump(subscriber);
    },
  };
}
