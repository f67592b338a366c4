// SPDX-License-Identifier: Apache-2.0
// Many patterns as one automaton: each byte of a path is one look-up, however many patterns there are.
//
//   pattern → steps (pattern.ts) → sets of places (subset construction) → minimised (Hopcroft) → joined (product)
//
// Each pattern is compiled alone, and automata are joined. Since an automaton says which of its patterns match, two
// states of a product differ wherever they differ in one of its halves: the product of minimal automata is minimal. So
// joining needs no minimising, passes the limit exactly where no automaton of those patterns could stay within it, and
// gives the same automaton in whatever order patterns are joined.

import assert from "node:assert";
import { indistinguishable, type Transitions } from "./hopcroft.ts";
import { type ByteSet, type Pattern, parsePattern, type Step } from "./pattern.ts";

/** States are numbered as they are first met from the start, bytes ascending: equal patterns make equal automata. */
export interface Dfa {
  readonly states: number;
  readonly classes: number;
  /** By byte: its class. Bytes of one class are alike everywhere; classes are numbered by their first byte. */
  readonly classOf: Uint8Array;
  /** By state × classes + class: the next state. State 0 is dead, state 1 the start. */
  readonly next: Uint16Array;
  /** By state: the patterns that match what was read, as indices into the list given, ascending. */
  readonly accepts: readonly (readonly number[])[];
}

/** An automaton of a group, and its patterns. Both speak of indices into the list that was grouped. */
export interface Group {
  readonly dfa: Dfa;
  readonly patterns: readonly number[];
}

export interface GroupLimits {
  /** Of each automaton, the dead one included. */
  readonly statesMax: number;
  readonly dfasMax: number;
}

const DEAD = 0;
const START = 1;
const NOTHING: readonly number[] = [];

/** Before minimising, alternatives that end alike are told apart: so many more states may be made than are kept. */
const RAW_STATES_FACTOR = 4;

/** Places looked at to compile one pattern. A usual one needs a thousand. */
const COMPILE_WORK_MAX = 2_000_000;

/** The same for all patterns of a list, shared evenly; what one leaves is for those after it. About a second. */
const COMPILE_ALL_WORK_MAX = 10_000_000;

/** Cells of tables filled to join the automata of a list, tries that failed included. About a second. */
const JOIN_WORK_MAX = 20_000_000;

/** What is left of such a limit. Counted, not timed: the same patterns are refused on every machine. */
interface Work {
  left: number;
}

/**
 * One automaton of all patterns. If it has too many states, or takes too much work: the pattern that fails alone, else
 * the one with the most states alone, which to leave out helps most.
 */
export function compilePatterns(patterns: readonly string[], statesMax: number): Dfa | { readonly tooLarge: number } {
  const alone = compileEach(patterns, statesMax);
  const failed = alone.indexOf(null);
  if (failed !== -1) return { tooLarge: failed };
  const dfas = alone.flatMap((dfa) => dfa ?? []);
  return joinAll(dfas, statesMax, { left: JOIN_WORK_MAX }) ?? { tooLarge: indexOfLargest(dfas) };
}

/**
 * Spreads patterns over as few automata as it finds easily. Refused are patterns that are too large alone, or that
 * found no room: large ones first. What is refused depends on the list alone.
 */
export function groupPatterns(
  patterns: readonly string[],
  { statesMax, dfasMax }: GroupLimits,
): { readonly dfas: readonly Group[]; readonly refused: readonly number[] } {
  const refused: number[] = [];
  const alone: Group[] = [];
  for (const [i, dfa] of compileEach(patterns, statesMax).entries()) {
    if (dfa === null) refused.push(i);
    else alone.push({ dfa, patterns: [i] });
  }
  alone.sort((a, b) => a.dfa.states - b.dfa.states);

  const work: Work = { left: JOIN_WORK_MAX };
  const gathered = gather(alone, statesMax, work).sort((a, b) => b.patterns.length - a.patterns.length);
  const dfas = gathered.slice(0, dfasMax);
  const homeless = new Set(gathered.slice(dfasMax).flatMap((group) => group.patterns));
  for (const single of alone.filter((group) => group.patterns.some((i) => homeless.has(i)))) {
    if (!place(dfas, single, statesMax, work)) refused.push(...single.patterns);
  }
  return { dfas, refused: refused.sort(ascending) };
}

/** The patterns that match the path. */
export function runDfa(dfa: Dfa, path: Uint8Array): readonly number[] {
  let state = START;
  for (const byte of path) state = step(dfa, state, dfa.classOf[byte] ?? 0);
  return dfa.accepts[state] ?? NOTHING;
}

function step({ next, classes }: Dfa, state: number, byteClass: number): number {
  return next[state * classes + byteClass] ?? DEAD;
}

function ascending(a: number, b: number): number {
  return a - b;
}

function indexOfLargest(dfas: readonly Dfa[]): number {
  const sizes = dfas.map(({ states }) => states);
  return sizes.indexOf(Math.max(...sizes));
}

// Joining.

/** By halves, so that a state is copied log n times instead of n times. */
function joinAll(dfas: readonly Dfa[], statesMax: number, work: Work): Dfa | null {
  if (dfas.length <= 1) return dfas[0] ?? EMPTY;
  const middle = dfas.length >> 1;
  const left = joinAll(dfas.slice(0, middle), statesMax, work);
  const right = left && joinAll(dfas.slice(middle), statesMax, work);
  return left && right && join(left, right, statesMax, work);
}

/** By halves; where two do not fit together, they stay apart. */
function gather(groups: readonly Group[], statesMax: number, work: Work): Group[] {
  if (groups.length <= 1) return [...groups];
  const middle = groups.length >> 1;
  const gathered = gather(groups.slice(0, middle), statesMax, work);
  for (const group of gather(groups.slice(middle), statesMax, work)) {
    if (!place(gathered, group, statesMax, work)) gathered.push(group);
  }
  return gathered;
}

/** Joins the group with the first of `groups` that has room for it. */
function place(groups: Group[], group: Group, statesMax: number, work: Work): boolean {
  for (const [i, other] of groups.entries()) {
    if (work.left < 0) return false;
    const dfa = join(other.dfa, group.dfa, statesMax, work);
    if (dfa === null) continue;
    groups[i] = { dfa, patterns: [...other.patterns, ...group.patterns].sort(ascending) };
    return true;
  }
  return false;
}

/** The product: runs both at once. Null if it has more than `statesMax` states, or the work is spent. */
function join(a: Dfa, b: Dfa, statesMax: number, work: Work): Dfa | null {
  const { classOf, firsts } = classesBy((byte) => (a.classOf[byte] ?? 0) * 256 + (b.classOf[byte] ?? 0));
  const classesA = firsts.map((byte) => a.classOf[byte] ?? 0);
  const classesB = firsts.map((byte) => b.classOf[byte] ?? 0);
  const pairs = [0, START * b.states + START];
  const stateOf = new Map(pairs.map((pair, state) => [pair, state]));
  const next: number[] = [];
  for (let state = 0; state < pairs.length; state++) {
    work.left -= firsts.length;
    if (pairs.length > statesMax || work.left < 0) return null;
    const pair = pairs[state] ?? 0;
    const [stateA, stateB] = [Math.floor(pair / b.states), pair % b.states];
    for (let i = 0; i < firsts.length; i++) {
      const target = step(a, stateA, classesA[i] ?? 0) * b.states + step(b, stateB, classesB[i] ?? 0);
      let known = stateOf.get(target);
      if (known === undefined) {
        known = pairs.push(target) - 1;
        stateOf.set(target, known);
      }
      next.push(known);
    }
  }
  const accepts = pairs.map((pair) => merge(a.accepts[Math.floor(pair / b.states)], b.accepts[pair % b.states]));
  return { states: pairs.length, classes: firsts.length, classOf, next: Uint16Array.from(next), accepts };
}

/** Bytes that are alike, numbered by the first of each class. */
interface ByteClasses {
  readonly classOf: Uint8Array;
  readonly firsts: readonly number[];
}

/** Bytes with the same key are alike. */
function classesBy(keyOf: (byte: number) => number | string): ByteClasses {
  const known = new Map<number | string, number>();
  const firsts: number[] = [];
  const classOf = Uint8Array.from({ length: 256 }, (_, byte) => {
    const key = keyOf(byte);
    const found = known.get(key) ?? firsts.push(byte) - 1;
    known.set(key, found);
    return found;
  });
  return { classOf, firsts };
}

function merge(a: readonly number[] = NOTHING, b: readonly number[] = NOTHING): readonly number[] {
  if (a.length === 0) return b;
  return b.length === 0 ? a : [...a, ...b].sort(ascending);
}

/** Matches nothing. Its start is a state of its own, since everybody starts at state 1. */
const EMPTY: Dfa = {
  states: 2,
  classes: 1,
  classOf: new Uint8Array(256),
  next: new Uint16Array(2),
  accepts: [NOTHING, NOTHING],
};

// One pattern alone.

/** An automaton whose states are not final: state 0 is dead, 1 the start. */
interface Raw extends Transitions {
  readonly classOf: Uint8Array;
}

/** Each pattern, or null where it is too large. */
function compileEach(patterns: readonly string[], statesMax: number): (Dfa | null)[] {
  assert(statesMax <= 65536, "states are numbered in 16 bits");
  let left = COMPILE_ALL_WORK_MAX;
  return patterns.map((pattern, i) => {
    const share = Math.min(COMPILE_WORK_MAX, Math.floor(left / (patterns.length - i)));
    const work: Work = { left: share };
    const raw = construct(parsePattern(pattern), statesMax * RAW_STATES_FACTOR, work);
    left -= share - work.left;
    return raw && minimise(raw, i, statesMax);
  });
}

/** Each state is a set of places: all that may have been read. Null if there are too many, or the work is spent. */
function construct(pattern: Pattern, statesMax: number, work: Work): Raw | null {
  const { places, sets } = treeOf(pattern);
  const { classOf, firsts } = classesOf(sets);
  const states = [[], enter(new Set(), places[0])].map((state): readonly Place[] => [...state]);
  const stateOf = new Map(states.map((state, number) => [keyOf(state), number]));
  const next: number[] = [];
  for (let number = 0; number < states.length; number++) {
    const state = states[number] ?? [];
    work.left -= (state.length + 1) * firsts.length;
    if (states.length > statesMax || work.left < 0) return null;
    for (const byte of firsts) {
      const target = read(state, byte);
      const key = keyOf(target);
      let known = stateOf.get(key);
      if (known === undefined) {
        known = states.push(target) - 1;
        stateOf.set(key, known);
      }
      next.push(known);
    }
  }
  const isAccepting = states.map((state) => state.some(({ isEnd }) => isEnd));
  return { states: states.length, classes: firsts.length, classOf, next, isAccepting };
}

/** Where one is in a pattern: after some steps of it. Alternatives that begin alike share these places. */
interface Place {
  readonly number: number;
  /** The step that leads here. */
  readonly step: Step | null;
  /** Steps that take one byte, and those that may take none. */
  readonly single: Place[];
  readonly repeated: Place[];
  isEnd: boolean;
}

function treeOf(pattern: Pattern): { readonly places: readonly Place[]; readonly sets: readonly ByteSet[] } {
  const places: Place[] = [{ number: 0, step: null, single: [], repeated: [], isEnd: false }];
  const sets = new Set<ByteSet>();
  for (const steps of pattern) {
    let place = places[0];
    for (const step of steps) {
      sets.add(step.bytes);
      const siblings = (step.repeated ? place?.repeated : place?.single) ?? [];
      place = siblings.find((it) => it.step?.bytes === step.bytes);
      if (place !== undefined) continue;
      place = { number: places.length, step, single: [], repeated: [], isEnd: false };
      places.push(place);
      siblings.push(place);
    }
    if (place) place.isEnd = true;
  }
  return { places, sets: [...sets] };
}

/** What may have been read when the byte has been read after the state. */
function read(state: readonly Place[], byte: number): Place[] {
  const target = new Set<Place>();
  for (const place of state) {
    if (place.step?.repeated && place.step.bytes[byte] === 1) enter(target, place);
    for (const child of place.single) if (child.step?.bytes[byte] === 1) enter(target, child);
  }
  return [...target];
}

/** Adds a place, and those that steps lead to which take nothing. */
function enter(state: Set<Place>, place: Place | undefined): Set<Place> {
  if (place === undefined || state.has(place)) return state;
  state.add(place);
  for (const child of place.repeated) enter(state, child);
  return state;
}

function keyOf(state: readonly Place[]): string {
  return state
    .map(({ number }) => number)
    .sort(ascending)
    .join();
}

/** Bytes that the same of the sets hold. */
function classesOf(sets: readonly ByteSet[]): ByteClasses {
  return classesBy((byte) => sets.map((set) => set[byte]).join(""));
}

/** States become blocks, bytes that all blocks treat alike become one class, and both are numbered as Dfa says. */
function minimise(raw: Raw, pattern: number, statesMax: number): Dfa | null {
  const { blockOf, stateOf } = indistinguishable(raw);
  if (stateOf.length > statesMax) return null;
  const target = (block: number, byteClass: number) =>
    blockOf[raw.next[(stateOf[block] ?? DEAD) * raw.classes + byteClass] ?? DEAD] ?? DEAD;
  const columns = Array.from({ length: raw.classes }, (_, it) => stateOf.map((_, block) => target(block, it)).join());
  const { classOf, firsts } = classesBy((byte) => columns[raw.classOf[byte] ?? 0] ?? "");

  const blocks = [blockOf[DEAD] ?? 0, blockOf[START] ?? 0];
  const numberOf = new Map(blocks.map((block, number) => [block, number]));
  const next: number[] = [];
  for (let number = 0; number < blocks.length; number++) {
    for (const byte of firsts) {
      const block = target(blocks[number] ?? 0, raw.classOf[byte] ?? 0);
      const known = numberOf.get(block) ?? blocks.push(block) - 1;
      numberOf.set(block, known);
      next.push(known);
    }
  }
  const matches = [pattern];
  const accepts = blocks.map((block) => (raw.isAccepting[stateOf[block] ?? DEAD] ? matches : NOTHING));
  return { states: blocks.length, classes: firsts.length, classOf, next: Uint16Array.from(next), accepts };
}
