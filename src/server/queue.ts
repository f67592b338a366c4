// SPDX-License-Identifier: Apache-2.0
// Encoded events that wait for one subscriber. Bounded in number and bytes; a new event pushes out the oldest.

/** Room at the front that is given back only when it is worth the copying. */
const SLACK = 1024;

export class Queue {
  readonly #eventsMax: number;
  readonly #bytesMax: number;
  #events: Buffer[] = [];
  #first = 0;
  #bytes = 0;

  constructor(eventsMax: number, bytesMax: number) {
    this.#eventsMax = eventsMax;
    this.#bytesMax = bytesMax;
  }

  get length(): number {
    return this.#events.length - this.#first;
  }

  /** Says how many events had to go for this one. An event larger than the whole queue still gets its place. */
  push(event: Buffer): number {
    let dropped = 0;
    while (this.length > 0 && (this.length >= this.#eventsMax || this.#bytes + event.length > this.#bytesMax)) {
      this.shift();
      dropped++;
    }
    this.#events.push(event);
    this.#bytes += event.length;
    return dropped;
  }

  shift(): Buffer | undefined {
    const event = this.#events[this.#first];
    if (event === undefined) return undefined;
    this.#bytes -= event.length;
    this.#first++;
    if (this.length === 0 || this.#first >= SLACK) {
      this.#events = this.#events.slice(this.#first);
      this.#first = 0;
    }
    return event;
  }
}
