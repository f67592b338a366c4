// SPDX-License-Identifier: Apache-2.0

import { Writable } from "node:stream";
import t from "tap";
import { createFeed } from "../../src/server/feed.ts";
import { Queue } from "../../src/server/queue.ts";

const bytes = (text: string): Buffer => Buffer.from(text);

/** A stream that takes events until it is told to stop. */
function sink(): { stream: Writable; got: string[]; stall(): void; resume(): void } {
  const got: string[] = [];
  let held: (() => void) | undefined;
  let stalled = false;
  const stream = new Writable({
    objectMode: true,
    write(event: Buffer, _encoding, callback) {
      got.push(event.toString());
      if (stalled) held = callback;
      else callback();
    },
  });
  return {
    stream,
    got,
    stall: () => {
      stalled = true;
    },
    resume: () => {
      stalled = false;
      held?.();
    },
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

t.test("queue: the oldest go, by number and by bytes", async (t) => {
  for (const [name, eventsMax, bytesMax, given, want, dropped] of [
    ["all fit", 3, 99, ["a", "b", "c"], ["a", "b", "c"], 0],
    ["by number", 2, 99, ["a", "b", "c"], ["b", "c"], 1],
    ["by bytes", 9, 4, ["aa", "bb", "c"], ["bb", "c"], 1],
    ["several for a large one", 9, 4, ["a", "b", "c", "dddd"], ["dddd"], 3],
    ["one larger than all still has its place", 9, 4, ["a", "bbbbbb"], ["bbbbbb"], 1],
    ["and goes for the next", 9, 4, ["bbbbbb", "c"], ["c"], 1],
  ] as const) {
    const queue = new Queue(eventsMax, bytesMax);
    const lost = given.map((text) => queue.push(bytes(text))).reduce((sum, count) => sum + count, 0);
    t.equal(lost, dropped, name);
    t.equal(queue.length, want.length, name);
    t.same(
      want.map(() => queue.shift()?.toString()),
      want,
      name,
    );
    t.equal(queue.shift(), undefined, name);
  }
});

t.test("queue: order and count stand over many turns", async (t) => {
  const queue = new Queue(3000, 1e9);
  const model: number[] = [];
  let wrong = 0;
  for (let i = 0; i < 20_000; i++) {
    queue.push(bytes(String(i)));
    model.push(i);
    if (model.length > 3000) model.shift();
    if (i % 3 !== 0 && Number(queue.shift()) !== model.shift()) wrong++;
  }
  t.equal(wrong, 0);
  t.equal(queue.length, model.length);
});

t.test("nobody listens: nothing is encoded", async (t) => {
  const feed = createFeed();
  feed.publish(() => t.fail("encoded") as never);
  t.match(feed.stats(), { published: 1, dropped: 0, subscribers: [] });
});

t.test("encoded once, and the same bytes go to all", async (t) => {
  const feed = createFeed();
  const seen: Buffer[] = [];
  for (const peer of ["a", "b", "c"]) {
    const write = (event: Buffer, _: unknown, callback: () => void): void => {
      seen.push(event);
      callback();
    };
    feed.subscribe(new Writable({ objectMode: true, write }), peer, () => {});
  }
  let count = 0;
  feed.publish(() => {
    count++;
    return bytes("event");
  });
  t.equal(count, 1);
  t.equal(seen.length, 3);
  t.ok(seen.every((event) => event === seen[0]));
});

t.test("the slow one loses its own oldest events, the other none", async (t) => {
  const feed = createFeed({ eventsMax: 10, bytesMax: 1e6 });
  const [good, slow] = [sink(), sink()];
  feed.subscribe(good.stream, "good", () => {});
  feed.subscribe(slow.stream, "slow", () => {});
  slow.stall();
  const all = Array.from({ length: 100 }, (_, i) => String(i));
  for (const text of all) {
    feed.publish(() => bytes(text));
    await turn();
  }
  t.same(good.got, all);
  const stats = feed.stats();
  t.match(stats.subscribers[0], { peer: "good", sent: 100, waiting: 0, dropped: 0 });
  // The stream took 16 before it said stop, ten wait.
  t.match(stats.subscribers[1], { peer: "slow", sent: 16, waiting: 10, dropped: 74 });
  t.equal(stats.dropped, 74);

  slow.resume();
  await turn();
  await turn();
  t.same(slow.got, [...all.slice(0, 16), ...all.slice(-10)], "and then it gets the newest");
  slow.stream.destroy();
  await turn();
  t.equal(feed.size(), 1);
  t.equal(feed.stats().dropped, 74, "its losses stay in the sum");
});

for (const end of ["close", "cancelled", "error"] as const) {
  t.test(`a subscriber that leaves by "${end}" is forgotten`, async (t) => {
    const feed = createFeed();
    const { stream, got } = sink();
    feed.subscribe(stream, "peer", () => t.fail("it is gone already"));
    stream.emit(end, new Error("gone"));
    t.equal(feed.size(), 0);
    feed.publish(() => bytes("a"));
    feed.close();
    t.same(got, []);
  });
}

t.test("closing: what waits is delivered first, then the stream is finished once", async (t) => {
  const feed = createFeed();
  const slow = sink();
  let finished = 0;
  slow.stall();
  feed.subscribe(slow.stream, "slow", () => {
    finished++;
  });
  for (let i = 0; i < 30; i++) feed.publish(() => bytes(String(i)));
  feed.close();
  feed.close();
  t.equal(finished, 0);
  slow.resume();
  await turn();
  t.equal(slow.got.length, 30);
  t.equal(finished, 1);
  feed.publish(() => t.fail("closed") as never);
  feed.subscribe(sink().stream, "late", () => {
    finished++;
  });
  t.equal(finished, 2, "a late one is finished at once");
});
