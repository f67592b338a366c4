// SPDX-License-Identifier: Apache-2.0
// Writes the blocks of a rule set as bpf/abi.h lays them out.

import assert from "node:assert/strict";
import {
  ALLOWED_ARGS_MAX,
  BLOCK_BYTES,
  BUCKET,
  CLAUSE,
  CLAUSES_MAX,
  Class,
  ClauseFlag,
  DFA,
  DFAS_MAX,
  RULE_CLASS_FACTS,
  RULE_SET,
  SOCKET_TYPE_SHIFT,
} from "../gen/abi.ts";
import { type Entry, fillBuckets, SLOTS } from "./buckets.ts";
import type { KernelCell } from "./cells.ts";
import type { Dfa } from "./dfa.ts";
import { hashName, nameText } from "./names.ts";
import { type HashKey, sipHash } from "./siphash.ts";

/** What is said of one class. */
export interface ClassFacts {
  readonly depths: number;
  readonly flags: number;
  readonly dfas: readonly Automaton[];
}

/** `cellsOf`: by state: the cells of the patterns that match there. */
export interface Automaton {
  readonly dfa: Dfa;
  readonly cellsOf: (state: number) => readonly KernelCell[];
}

export interface Image {
  readonly id: number;
  readonly classes: number;
  readonly facts: ReadonlyMap<number, ClassFacts>;
  readonly cells: readonly KernelCell[];
  /** Of address prefixes, the longest first. */
  readonly prefixes: readonly number[];
  readonly sources: number;
  readonly isAudited: boolean;
  readonly ruleIdOf: (clause: KernelCell["clauses"][number]) => number;
}

/** The blocks, and the number of the first clause of each cell. */
export function writeImage(
  image: Image,
  key: HashKey,
): { readonly blocks: Uint8Array; readonly numberOf: ReadonlyMap<KernelCell, number> } {
  const { cells, facts, prefixes } = image;
  const numberOf = numberCells(cells);
  const words = new Words();
  const wordOfArgs = addArgs(words, cells, key);
  const automata = [...facts.values()].flatMap(({ dfas }) => dfas);
  const wordOfAccepts = new Map(automata.map((it) => [it, addAccepts(words, it, numberOf)]));
  const slots = fillBuckets(namesOf(cells, numberOf, key));

  const parts = layOut(image, slots.length, words.list.length);
  const out = new DataView(new ArrayBuffer(at(parts.end)));
  writeHeader(out, image, parts, slots.length);
  writeFacts(out, facts, parts);
  for (const placed of parts.automata) writeAutomaton(out, placed, wordOfAccepts.get(placed.automaton) ?? 0);
  writeBuckets(out, at(parts.buckets), slots);
  writeClauses(out, at(parts.clauses), image, wordOfArgs);
  for (const [i, word] of words.list.entries()) put32(out, at(parts.words) + 4 * i, word);
  for (const [i, bits] of prefixes.entries()) out.setUint8(at(parts.prefixes) + i, bits);
  return { blocks: new Uint8Array(out.buffer), numberOf };
}

function numberCells(cells: readonly KernelCell[]): ReadonlyMap<KernelCell, number> {
  const numberOf = new Map<KernelCell, number>();
  let next = 1;
  for (const cell of cells) {
    numberOf.set(cell, next);
    next += cell.clauses.length;
  }
  return numberOf;
}

// The parts.

/** Of each part the first block, 0 where it is empty. The header lies before them all. */
interface Parts {
  readonly facts: number;
  readonly buckets: number;
  readonly clauses: number;
  /** By class. */
  readonly dfas: ReadonlyMap<number, number>;
  readonly automata: readonly Placed[];
  readonly words: number;
  readonly prefixes: number;
  readonly end: number;
}

interface Placed {
  readonly automaton: Automaton;
  /** Of its struct dfa, in bytes. */
  readonly offset: number;
  readonly classes: number;
  readonly next: number;
}

function layOut(image: Image, slotCount: number, wordCount: number): Parts {
  let end = 0;
  const take = (bytes: number): number => {
    const first = end;
    end += Math.ceil(bytes / BLOCK_BYTES);
    return bytes === 0 ? 0 : first;
  };
  take(RULE_SET.size);
  const facts = take(Class.COUNT * RULE_CLASS_FACTS.size);
  const buckets = take((slotCount / SLOTS) * BUCKET.size);
  const clauses = take(image.cells.reduce((count, cell) => count + cell.clauses.length, 0) * CLAUSE.size);
  const dfas = new Map<number, number>();
  const automata: Placed[] = [];
  for (const [code, { dfas: own }] of image.facts) {
    const first = take(own.length === 0 ? 0 : DFAS_MAX * DFA.size);
    dfas.set(code, first);
    for (const [i, automaton] of own.entries()) {
      const { classOf, next } = automaton.dfa;
      const offset = at(first) + i * DFA.size;
      automata.push({ automaton, offset, classes: take(classOf.length), next: take(next.length * 2) });
    }
  }
  const words = take(wordCount * 4);
  const prefixes = take(image.prefixes.length);
  return { facts, buckets, clauses, dfas, automata, words, prefixes, end };
}

const at = (block: number): number => block * BLOCK_BYTES;

const put16 = (out: DataView, offset: number, value: number): void => out.setUint16(offset, value, true);

const put32 = (out: DataView, offset: number, value: number): void => out.setUint32(offset, value, true);

function writeHeader(out: DataView, image: Image, parts: Parts, slotCount: number): void {
  put32(out, RULE_SET.id, image.id);
  put32(out, RULE_SET.classes, image.classes);
  put32(out, RULE_SET.buckets, parts.buckets);
  put32(out, RULE_SET.bucket_mask, slotCount / SLOTS - 1);
  put32(out, RULE_SET.clauses, parts.clauses);
  put32(out, RULE_SET.words, parts.words);
  put32(out, RULE_SET.prefixes, parts.prefixes);
  put32(out, RULE_SET.prefix_count, image.prefixes.length);
  put32(out, RULE_SET.sources, image.sources);
  put32(out, RULE_SET.is_audited, Number(image.isAudited));
  for (const { name } of image.cells) {
    if (name?.kind !== "number" || name.class !== Class.NETWORK) continue;
    const [type, protocol] = [name.number >> SOCKET_TYPE_SHIFT, name.number & ((1 << SOCKET_TYPE_SHIFT) - 1)];
    out.setUint8(RULE_SET.kinds + type, out.getUint8(RULE_SET.kinds + type) | (1 << protocol));
  }
}

function writeFacts(out: DataView, facts: Image["facts"], parts: Parts): void {
  for (const [code, { depths, flags, dfas }] of facts) {
    const offset = at(parts.facts) + code * RULE_CLASS_FACTS.size;
    put32(out, offset + RULE_CLASS_FACTS.depths, depths);
    put32(out, offset + RULE_CLASS_FACTS.dfas, parts.dfas.get(code) ?? 0);
    out.setUint8(offset + RULE_CLASS_FACTS.dfa_count, dfas.length);
    out.setUint8(offset + RULE_CLASS_FACTS.flags, flags);
  }
}

function writeAutomaton(out: DataView, { automaton: { dfa }, offset, classes, next }: Placed, accepts: number): void {
  put32(out, offset + DFA.classes, classes);
  put32(out, offset + DFA.next, next);
  put32(out, offset + DFA.accepts, accepts);
  put16(out, offset + DFA.class_count, dfa.classes);
  put16(out, offset + DFA.states, dfa.states);
  for (const [byte, of] of dfa.classOf.entries()) out.setUint8(at(classes) + byte, of);
  for (const [i, state] of dfa.next.entries()) put16(out, at(next) + 2 * i, state);
}

function writeBuckets(out: DataView, first: number, slots: readonly (Entry | null)[]): void {
  for (const [i, entry] of slots.entries()) {
    if (entry === null) continue;
    const [bucket, slot] = [Math.floor(i / SLOTS), i % SLOTS];
    const offset = first + bucket * BUCKET.size;
    out.setBigUint64(offset + BUCKET.name + slot * 8, entry.hash, true);
    put32(out, offset + BUCKET.cell + slot * 4, entry.cell);
  }
}

function writeClauses(
  out: DataView,
  first: number,
  { cells, ruleIdOf }: Image,
  wordOfArgs: ReadonlyMap<string, number>,
): void {
  let offset = first;
  for (const { clauses } of cells) {
    for (const [i, clause] of clauses.entries()) {
      const { allowedArgs, ports } = clause;
      const isLast = i === clauses.length - 1;
      put32(out, offset + CLAUSE.rank, clause.rank);
      put32(out, offset + CLAUSE.order, clause.order);
      put32(out, offset + CLAUSE.rule_id, ruleIdOf(clause));
      put32(out, offset + CLAUSE.source, clause.source);
      if (allowedArgs !== null) put32(out, offset + CLAUSE.args, wordOfArgs.get(argsKey(allowedArgs)) ?? 0);
      out.setUint8(offset + CLAUSE.action, clause.action);
      out.setUint8(offset + CLAUSE.flags, clause.flags | (isLast ? ClauseFlag.LAST : 0));
      out.setUint8(offset + CLAUSE.where, clause.where);
      out.setUint8(offset + CLAUSE.protocols, clause.protocols);
      put16(out, offset + CLAUSE.first_port, ports[0]);
      put16(out, offset + CLAUSE.last_port, ports[1]);
      put16(out, offset + CLAUSE.types, clause.types);
      out.setUint8(offset + CLAUSE.directions, clause.directions);
      offset += CLAUSE.size;
    }
  }
}

// The words.

/** Numbered from 1 on. */
class Words {
  readonly list: number[] = [];

  add(words: readonly number[]): number {
    const first = this.list.length + 1;
    for (const word of words) this.list.push(word);
    return first;
  }
}

/** The same arguments in another order are the same. */
function argsKey(allowedArgs: readonly string[]): string {
  return JSON.stringify([...new Set(allowedArgs)].sort());
}

/** By argsKey. */
function addArgs(words: Words, cells: readonly KernelCell[], key: HashKey): ReadonlyMap<string, number> {
  const wordOf = new Map<string, number>();
  for (const { clauses } of cells) {
    for (const { allowedArgs } of clauses) {
      if (allowedArgs === null) continue;
      const text = argsKey(allowedArgs);
      if (!wordOf.has(text)) wordOf.set(text, words.add(argWords(JSON.parse(text), key)));
    }
  }
  return wordOf;
}

function argWords(args: readonly string[], key: HashKey): readonly number[] {
  assert(args.length <= ALLOWED_ARGS_MAX, "the grammar has a bound on allowedArgs");
  const hashes = args.map((arg) => sipHash(key, new TextEncoder().encode(arg)));
  return [args.length, ...hashes.flatMap((hash) => [Number(hash & 0xffffffffn), Number(hash >> 32n)])];
}

/** Lists of cells, then which of them each state has. */
function addAccepts(words: Words, { dfa, cellsOf }: Automaton, numberOf: ReadonlyMap<KernelCell, number>): number {
  const known = new Map<string, number>();
  const lists = Array.from({ length: dfa.states }, (_, state) => {
    const numbers = cellsOf(state).map((cell) => numberOf.get(cell) ?? 0);
    if (numbers.length === 0) return 0;
    const text = numbers.join();
    const list = known.get(text) ?? words.add([...numbers, 0]);
    known.set(text, list);
    return list;
  });
  return words.add(lists);
}

/** Two names with one hash would share a cell. With 64 bits under a secret key that is a chance of one in billions. */
function namesOf(
  cells: readonly KernelCell[],
  numberOf: ReadonlyMap<KernelCell, number>,
  key: HashKey,
): readonly Entry[] {
  const known = new Map<bigint, KernelCell>();
  return cells.flatMap((cell) => {
    if (cell.name === null) return [];
    const hash = hashName(key, cell.name);
    const other = known.get(hash)?.name;
    if (other) throw new Error(`one hash for two names: "${nameText(other)}" and "${nameText(cell.name)}"`);
    known.set(hash, cell);
    return [{ hash, cell: numberOf.get(cell) ?? 0 }];
  });
}

/** Cells with more clauses than the kernel looks at. */
export function crowded(cells: readonly KernelCell[]): readonly KernelCell[] {
  return cells.filter(({ clauses }) => clauses.length > CLAUSES_MAX);
}
