// SPDX-License-Identifier: Apache-2.0
// Which states of an automaton no text tells apart.

export interface Transitions {
  readonly states: number;
  readonly classes: number;
  /** By state × classes + class: the next state. */
  readonly next: readonly number[];
  readonly isAccepting: readonly boolean[];
}

/**
 * Hopcroft's algorithm (1971): n log n, where the plain one takes n² for a long name. Puts states into one block that
 * no text tells apart. Of each block also one of its states.
 */
export function indistinguishable(automaton: Transitions): {
  readonly blockOf: Int32Array;
  readonly stateOf: readonly number[];
} {
  const partition = new Partition(automaton.states);
  const sources = new Sources(automaton);
  // Blocks by which others are still to be split: whose states some of a block lead to and some do not. A new block is
  // the smaller part of an old one, and enough: if the old one was done with, the other part has nothing left to split.
  const waiting = [0];
  for (const [state, isAccepting] of automaton.isAccepting.entries()) if (isAccepting) partition.mark(state);
  waiting.push(...partition.split());
  for (let block = waiting.pop(); block !== undefined; block = waiting.pop()) {
    const splitter = partition.statesOf(block);
    for (let byteClass = 0; byteClass < automaton.classes; byteClass++) {
      for (const state of splitter) sources.each(state, byteClass, (source) => partition.mark(source));
      waiting.push(...partition.split());
    }
  }
  const stateOf = Array.from({ length: partition.blocks }, (_, block) => partition.statesOf(block)[0] ?? 0);
  return { blockOf: partition.blockOf, stateOf };
}

/** States in blocks. The states of a block lie side by side, the marked ones first. */
class Partition {
  readonly blockOf: Int32Array;
  blocks = 1;
  readonly #states: Int32Array;
  readonly #placeOf: Int32Array;
  readonly #first: number[] = [0];
  readonly #size: number[];
  readonly #marked: number[] = [0];
  #touched: number[] = [];

  constructor(states: number) {
    this.blockOf = new Int32Array(states);
    this.#states = Int32Array.from({ length: states }, (_, state) => state);
    this.#placeOf = this.#states.slice();
    this.#size = [states];
  }

  statesOf(block: number): Int32Array {
    const first = this.#first[block] ?? 0;
    return this.#states.slice(first, first + (this.#size[block] ?? 0));
  }

  mark(state: number): void {
    const block = this.blockOf[state] ?? 0;
    const marked = this.#marked[block] ?? 0;
    const [from, to] = [this.#placeOf[state] ?? 0, (this.#first[block] ?? 0) + marked];
    if (from < to) return; // marked already
    if (marked === 0) this.#touched.push(block);
    this.#put(this.#states[to] ?? 0, from);
    this.#put(state, to);
    this.#marked[block] = marked + 1;
  }

  /** Parts each block that has both marked and other states. The smaller part becomes a new block; returns these. */
  split(): number[] {
    const made: number[] = [];
    for (const block of this.#touched) {
      const [first, size, marked] = [this.#first[block] ?? 0, this.#size[block] ?? 0, this.#marked[block] ?? 0];
      this.#marked[block] = 0;
      if (marked === size) continue;
      const isMarkedSmaller = marked <= size - marked;
      const newSize = isMarkedSmaller ? marked : size - marked;
      const newFirst = isMarkedSmaller ? first : first + marked;
      if (isMarkedSmaller) this.#first[block] = first + marked;
      this.#size[block] = size - newSize;
      this.#first.push(newFirst);
      this.#size.push(newSize);
      this.#marked.push(0);
      for (const state of this.#states.subarray(newFirst, newFirst + newSize)) this.blockOf[state] = this.blocks;
      made.push(this.blocks++);
    }
    this.#touched = [];
    return made;
  }

  #put(state: number, place: number): void {
    this.#states[place] = state;
    this.#placeOf[state] = place;
  }
}

/** From where a state is entered: the sources for one state and class lie side by side. */
class Sources {
  readonly #classes: number;
  readonly #begin: Int32Array;
  readonly #sources: Int32Array;

  constructor({ states, classes, next }: Transitions) {
    this.#classes = classes;
    this.#begin = new Int32Array(states * classes + 1);
    this.#sources = new Int32Array(states * classes);
    const cellOf = (i: number) => (next[i] ?? 0) * classes + (i % classes);
    const begin = this.#begin;
    for (let i = 0; i < next.length; i++) begin[cellOf(i)] = (begin[cellOf(i)] ?? 0) + 1;
    for (let cell = 1; cell < begin.length; cell++) begin[cell] = (begin[cell] ?? 0) + (begin[cell - 1] ?? 0);
    // Filled from behind, each count comes down to the cell's beginning.
    for (let i = 0; i < next.length; i++) {
      const place = (begin[cellOf(i)] ?? 0) - 1;
      begin[cellOf(i)] = place;
      this.#sources[place] = Math.floor(i / classes);
    }
  }

  each(state: number, byteClass: number, visit: (source: number) => void): void {
    const cell = state * this.#classes + byteClass;
    for (let i = this.#begin[cell] ?? 0; i < (this.#begin[cell + 1] ?? 0); i++) visit(this.#sources[i] ?? 0);
  }
}
