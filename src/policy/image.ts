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
  PROBES_MAX,
  RULE_CLASS_FACTS,
  RULE_SET,
} from "../gen/abi.ts";
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

const SLOTS = BUCKET.cell / 8;

/** The blocks, and the number of the first clause of each cell. */
export function writeImage(
  image: Image,
  key: HashKey,
): { readonly blocks: Uint8Array; readonly numberOf: ReadonlyMap<KernelCell, number> } {
  const { cells, facts } = image;
  const numberOf = numberCells(cells);
  const words = new Words();
  const wordOfArgs = new Map<string, number>();
  for (const { clauses } of cells) {
    for (const { allowedArgs } of clauses) if (allowedArgs !== null) addArgs(words, wordOfArgs, allowedArgs, key);
  }
  const table = fillBuckets(namesOf(cells, numberOf, key));
  const clauseCount = cells.reduce((count, { clauses }) => count + clauses.length, 0);
  const acceptsOf = new Map<Dfa, number>();
  for (const { dfas } of facts.values()) for (const it of dfas) acceptsOf.set(it.dfa, addAccepts(words, it, numberOf));

  // Where each part begins.
  let end = 0;
  const take = (bytes: number): number => {
    const first = end;
    end += Math.ceil(bytes / BLOCK_BYTES);
    return first;
  };
  const header = take(RULE_SET.size);
  const factsAt = take(Class.COUNT * RULE_CLASS_FACTS.size);
  const buckets = take(table.slots.length * 8 * 2);
  const clauses = take(clauseCount * CLAUSE.size);
  const dfaBlocks = [...facts.values()].map((it) => ({
    dfas: it.dfas.length === 0 ? 0 : take(DFAS_MAX * DFA.size),
    parts: it.dfas.map(({ dfa }) => ({ classes: take(256), next: take(dfa.next.length * 2) })),
  }));
  const wordsAt = take(words.list.length * 4);
  const prefixes = take(image.prefixes.length);
  const out = new DataView(new ArrayBuffer(end * BLOCK_BYTES));
  const at = (block: number) => block * BLOCK_BYTES;
  const put32 = (offset: number, value: number) => out.setUint32(offset, value, true);

  put32(at(header) + RULE_SET.id, image.id);
  put32(at(header) + RULE_SET.classes, image.classes);
  put32(at(header) + RULE_SET.buckets, buckets);
  put32(at(header) + RULE_SET.bucket_mask, table.slots.length / SLOTS - 1);
  put32(at(header) + RULE_SET.clauses, clauses);
  put32(at(header) + RULE_SET.words, words.list.length === 0 ? 0 : wordsAt);
  put32(at(header) + RULE_SET.prefixes, image.prefixes.length === 0 ? 0 : prefixes);
  put32(at(header) + RULE_SET.prefix_count, image.prefixes.length);
  put32(at(header) + RULE_SET.sources, image.sources);
  put32(at(header) + RULE_SET.is_audited, Number(image.isAudited));

  for (const [i, [code, { depths, flags, dfas }]] of [...facts].entries()) {
    const of = at(factsAt) + code * RULE_CLASS_FACTS.size;
    const { dfas: first = 0, parts = [] } = dfaBlocks[i] ?? {};
    put32(of + RULE_CLASS_FACTS.depths, depths);
    put32(of + RULE_CLASS_FACTS.dfas, first);
    out.setUint8(of + RULE_CLASS_FACTS.dfa_count, dfas.length);
    out.setUint8(of + RULE_CLASS_FACTS.flags, flags);
    for (const [n, { dfa }] of dfas.entries()) {
      const part = parts[n] ?? { classes: 0, next: 0 };
      const member = at(first) + n * DFA.size;
      put32(member + DFA.classes, part.classes);
      put32(member + DFA.next, part.next);
      put32(member + DFA.accepts, acceptsOf.get(dfa) ?? 0);
      out.setUint16(member + DFA.class_count, dfa.classes, true);
      out.setUint16(member + DFA.states, dfa.states, true);
      for (const [byte, of] of dfa.classOf.entries()) out.setUint8(at(part.classes) + byte, of);
      for (const [index, state] of dfa.next.entries()) out.setUint16(at(part.next) + 2 * index, state, true);
    }
  }
  for (const [slot, entry] of table.slots.entries()) {
    if (entry === null) continue;
    const bucket = at(buckets) + Math.floor(slot / SLOTS) * BUCKET.size;
    out.setBigUint64(bucket + BUCKET.name + (slot % SLOTS) * 8, entry.hash, true);
    put32(bucket + BUCKET.cell + (slot % SLOTS) * 4, entry.cell);
  }
  let clauseAt = at(clauses);
  for (const cell of cells) {
    for (const [i, clause] of cell.clauses.entries()) {
      const isLast = i === cell.clauses.length - 1;
      put32(clauseAt + CLAUSE.rank, clause.rank);
      put32(clauseAt + CLAUSE.order, clause.order);
      put32(clauseAt + CLAUSE.rule_id, image.ruleIdOf(clause));
      put32(clauseAt + CLAUSE.source, clause.source);
      if (clause.allowedArgs !== null) put32(clauseAt + CLAUSE.args, wordOfArgs.get(argsKey(clause.allowedArgs)) ?? 0);
      out.setUint8(clauseAt + CLAUSE.action, clause.action);
      out.setUint8(clauseAt + CLAUSE.flags, clause.flags | (isLast ? ClauseFlag.LAST : 0));
      out.setUint8(clauseAt + CLAUSE.where, clause.where);
      out.setUint8(clauseAt + CLAUSE.protocols, clause.protocols);
      out.setUint16(clauseAt + CLAUSE.first_port, clause.ports[0], true);
      out.setUint16(clauseAt + CLAUSE.last_port, clause.ports[1], true);
      out.setUint16(clauseAt + CLAUSE.types, clause.types, true);
      out.setUint8(clauseAt + CLAUSE.directions, clause.directions);
      clauseAt += CLAUSE.size;
    }
  }
  for (const [i, word] of words.list.entries()) put32(at(wordsAt) + 4 * i, word);
  for (const [i, bits] of image.prefixes.entries()) out.setUint8(at(prefixes) + i, bits);
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

function addArgs(words: Words, known: Map<string, number>, allowedArgs: readonly string[], key: HashKey): void {
  const text = argsKey(allowedArgs);
  if (known.has(text)) return;
  const args: readonly string[] = JSON.parse(text);
  assert(args.length <= ALLOWED_ARGS_MAX, "the grammar has a bound on allowedArgs");
  const hashes = args.map((arg) => sipHash(key, new TextEncoder().encode(arg)));
  const halves = hashes.flatMap((hash) => [Number(hash & 0xffffffffn), Number(hash >> 32n)]);
  known.set(text, words.add([args.length, ...halves]));
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

// The table of names.

interface Entry {
  readonly hash: bigint;
  readonly cell: number;
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

/** At most half full, and no name farther from its bucket than the kernel looks. */
function fillBuckets(entries: readonly Entry[]): { readonly slots: readonly (Entry | null)[] } {
  let buckets = 1;
  while (buckets * SLOTS < 2 * entries.length) buckets *= 2;
  for (; ; buckets *= 2) {
    const slots = tryBuckets(entries, buckets);
    if (slots !== null) return { slots };
  }
}

function tryBuckets(entries: readonly Entry[], buckets: number): readonly (Entry | null)[] | null {
  const slots: (Entry | null)[] = new Array(buckets * SLOTS).fill(null);
  const counts = new Uint8Array(buckets);
  for (const entry of entries) {
    const own = Number(entry.hash & 0xffffffffn);
    let probe = 0;
    let bucket = own & (buckets - 1);
    while (counts[bucket] === SLOTS) {
      if (++probe === PROBES_MAX) return null;
      bucket = (own + probe) & (buckets - 1);
    }
    slots[bucket * SLOTS + (counts[bucket] ?? 0)] = entry;
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return slots;
}

/** Cells with more clauses than the kernel looks at. */
export function crowded(cells: readonly KernelCell[]): readonly KernelCell[] {
  return cells.filter(({ clauses }) => clauses.length > CLAUSES_MAX);
}
