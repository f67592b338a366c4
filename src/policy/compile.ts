// SPDX-License-Identifier: Apache-2.0
// From a rule set to the blocks that the kernel part reads (bpf/abi.h).
//
//   rules → cells (settle.ts) → cells of the kernel (cells.ts) → blocks (image.ts)

import assert from "node:assert/strict";
import { ARCH } from "../arch.ts";
import { BailiffError } from "../errors.ts";
import { Class, ClassFlag, ClauseFlag, Relation } from "../gen/abi.ts";
import { type KernelCell, type KernelCells, kernelCells } from "./cells.ts";
import { CLASS_CODES, KERNEL_CLASSES, type KernelClass } from "./codes.ts";
import { unenforcedOf } from "./enforceable.ts";
import { type Automaton, type ClassFacts, crowded, writeImage } from "./image.ts";
import type { RuleClass } from "./policy.ts";
import { postureOf } from "./posture.ts";
import type { BoundRule, RuleSet } from "./resolve.ts";
import type { RuleBook } from "./rule-book.ts";
import { type Settled, settle } from "./settle.ts";
import type { HashKey } from "./siphash.ts";

/** A file or directory that a Block rule names: its inode is to be marked, so that other names of it are held too. */
export interface Mark {
  /** enum rule_class. */
  readonly class: number;
  /** Without a slash at its end, but for "/". */
  readonly path: string;
  /** Number of its first clause: struct mark.cell. */
  readonly cell: number;
}

/** Many: they are kept in few bytes, and made as they are asked for. */
export interface Marks extends Iterable<Mark> {
  readonly length: number;
}

export interface CompiledRules {
  /** What rule_sets is to hold, a multiple of BLOCK_BYTES; null: no rule speaks of anything, and there is nothing to put in force. */
  readonly blocks: Uint8Array | null;
  /** rule_set.classes. */
  readonly classes: number;
  /** The rules that have a clause, by id. */
  readonly book: ReadonlyMap<number, BoundRule>;
  readonly marks: Marks;
}

export interface CompileOptions {
  readonly key: HashKey;
  readonly ruleIds: Pick<RuleBook, "idOf">;
  /** rule_set.id: never 0. */
  readonly id: number;
  /** Whose numbers of system calls: "x64" or "arm64". Default: this machine's. */
  readonly arch?: string;
}

/**
 * Rules that the kernel part cannot enforce (enforceable.ts) must not be among them. Throws NO_ROOM where it has no room for all
 * of them: to leave one out would widen or weaken the rest.
 */
export function compile(ruleSet: RuleSet, { key, ruleIds, id, arch = ARCH }: CompileOptions): CompiledRules {
  for (const { rule } of ruleSet.rules) {
    assert(unenforcedOf(rule) === null, `the kernel part cannot enforce ${unenforcedOf(rule)}`);
  }
  const settled = settle(ruleSet);
  const [homeless] = settled.refused;
  if (homeless !== undefined) throw noRoom("the pattern", homeless);
  const found = kernelCells(settled, arch);
  const { cells } = found;
  if (cells.length === 0) return { blocks: null, classes: 0, book: new Map(), marks: [] };
  const crowd = crowded(cells)[0]?.clauses[0]?.bound;
  if (crowd) throw noRoom("all rules on what is named", crowd);

  const book = new Map<number, BoundRule>();
  const ids = new Map<BoundRule, number>();
  const ruleIdOf = ({ bound }: KernelCell["clauses"][number]): number => {
    if (bound === null) return 0;
    const known = ids.get(bound);
    if (known !== undefined) return known;
    const ruleId = ruleIds.idOf(bound);
    ids.set(bound, ruleId);
    if (!book.has(ruleId)) book.set(ruleId, bound);
    return ruleId;
  };
  const facts = factsOf(ruleSet, settled, found);
  const classes = KERNEL_CLASSES.map((it) => CLASS_CODES[it]).reduce(
    (bits, it) => bits | (facts.has(it) ? 1 << it : 0),
    0,
  );
  const { blocks, numberOf } = writeImage(
    {
      id,
      classes,
      facts,
      cells,
      prefixes: prefixesOf(cells),
      sources: settled.sources.length,
      isAudited: ruleSet.isAudited,
      ruleIdOf,
    },
    key,
  );
  const marks = marksOf(
    cells.filter(({ marked }) => marked !== null),
    numberOf,
  );
  return { blocks, classes, book, marks };
}

function marksOf(cells: readonly KernelCell[], numberOf: ReadonlyMap<KernelCell, number>): Marks {
  return new PackedMarks(
    Uint8Array.from(cells, (cell) => cell.class),
    cells.map(({ marked }) => marked ?? ""),
    Uint32Array.from(cells, (cell) => numberOf.get(cell) ?? 0),
  );
}

/** A class, since a closure would keep all that it was made from. */
class PackedMarks implements Marks {
  readonly #classes: Uint8Array;
  readonly #paths: readonly string[];
  readonly #cells: Uint32Array;

  constructor(classes: Uint8Array, paths: readonly string[], cells: Uint32Array) {
    this.#classes = classes;
    this.#paths = paths;
    this.#cells = cells;
  }

  get length(): number {
    return this.#paths.length;
  }

  *[Symbol.iterator](): Iterator<Mark> {
    for (const [i, path] of this.#paths.entries()) {
      yield { class: this.#classes[i] ?? 0, path, cell: this.#cells[i] ?? 0 };
    }
  }
}

function noRoom(what: string, { policy, rule: { at } }: BoundRule): BailiffError {
  const place = `${at.file}:${at.line}:${at.column}`;
  return new BailiffError(
    "NO_ROOM",
    `there is no room for ${what} at ${place} (${policy.name}), with all others of the workload`,
  );
}

/** Of each class that has a cell. */
function factsOf(
  ruleSet: RuleSet,
  settled: Settled,
  { cells, patterns }: KernelCells,
): ReadonlyMap<number, ClassFacts> {
  const byClass = Map.groupBy(cells, (cell) => cell.class);
  const facts = new Map<number, ClassFacts>();
  for (const ruleClass of [...KERNEL_CLASSES, "sources"] as const) {
    const code = ruleClass === "sources" ? Class.SOURCES : CLASS_CODES[ruleClass];
    const own = byClass.get(code);
    if (own === undefined) continue;
    const flags = ruleClass === "sources" ? 0 : flagsOf(ruleClass, ruleSet, own);
    facts.set(code, { depths: depthsOf(own), flags, dfas: automata(ruleClass, settled, patterns) });
  }
  return facts;
}

function automata(
  ruleClass: RuleClass | "sources",
  settled: Settled,
  patterns: KernelCells["patterns"],
): readonly Automaton[] {
  const { texts, dfas } = settled.patterns.get(ruleClass) ?? { texts: [], dfas: [] };
  const cells = texts.map((text) => patterns.get(ruleClass)?.get(text));
  return dfas.map(({ dfa }) => ({
    dfa,
    cellsOf: (state) => (dfa.accepts[state] ?? []).flatMap((index) => cells[index] ?? []),
  }));
}

function flagsOf(ruleClass: KernelClass, { rules, postures }: RuleSet, cells: readonly KernelCell[]): number {
  const ofClass = rules.filter(({ rule }) => rule.class === ruleClass).map(({ rule }) => rule);
  const posture = postureOf(ruleClass, postures);
  const hasAllow = (isUnix: boolean) =>
    posture !== null && ofClass.some((rule) => rule.action === "Allow" && (rule.target.kind === "unix") === isUnix);
  const hasClause = (test: (clause: KernelCell["clauses"][number]) => boolean) =>
    cells.some(({ clauses }) => clauses.some(test));
  const isPath = ruleClass === "process" || ruleClass === "file";
  const [isList, isUnixList] = [hasAllow(false), hasAllow(true)];
  const mayDeny = ofClass.some(({ action }) => action === "Block") || ((isList || isUnixList) && posture === "block");
  return (
    (isList ? ClassFlag.ALLOW_LIST : 0) |
    (isUnixList ? ClassFlag.UNIX_ALLOW_LIST : 0) |
    (posture === "block" ? ClassFlag.POSTURE_DENIES : 0) |
    (mayDeny ? ClassFlag.MAY_DENY : 0) |
    (isPath && ofClass.some(({ target }) => target.kind === "program") ? ClassFlag.HAS_PROGRAMS : 0) |
    (hasClause(({ where }) => where === Relation.ABOVE) ? ClassFlag.HAS_ABOVE : 0) |
    (ofClass.some(({ target }) => target.kind === "address" || target.kind === "unix") ? ClassFlag.HAS_ADDRESSES : 0) |
    (hasClause(({ flags }) => (flags & ClauseFlag.ARGS) !== 0) ? ClassFlag.HAS_ARGS : 0)
  );
}

const DEEPEST = 31;

/** Bit d: there are paths of d components. Those that are only above what rules name do not count. */
function depthsOf(cells: readonly KernelCell[]): number {
  let depths = 0;
  for (const { name, clauses } of cells) {
    if (name?.kind !== "text" || !name.text.startsWith("/")) continue;
    if (clauses.every(({ where }) => where === Relation.ABOVE || where === 0)) continue;
    depths |= 1 << Math.min(depthOf(name.text), DEEPEST);
  }
  return depths >>> 0;
}

/** "/a/b" and "/a/b/" have two components. */
function depthOf(path: string): number {
  let slashes = 0;
  for (let at = path.indexOf("/"); at !== -1; at = path.indexOf("/", at + 1)) slashes++;
  return path.endsWith("/") ? slashes - 1 : slashes;
}

/** The longest first; the one that stands for any address before all. */
function prefixesOf(cells: readonly KernelCell[]): readonly number[] {
  const lengths = new Set(cells.flatMap(({ name }) => (name?.kind === "address" ? [name.bits] : [])));
  return [...lengths].sort((a, b) => b - a);
}
