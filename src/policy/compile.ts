// SPDX-License-Identifier: Apache-2.0
// From the cells of a rule set to the entries of the kernel's map. The kernel part of this version looks for the path, then for the
// children of its directory, then for the longest tree around it, and takes the first entry it finds: what needs more than that
// is refused by enforceable.ts before it comes here.
//
// Two names with one hash would share an entry; with 64 bits under a secret key that is one chance in billions for 100,000 names.

import assert from "node:assert/strict";
import {
  CHILDREN_SHIFT,
  Class,
  DEPTH_BITS,
  Form,
  PATHS_SHIFT,
  RULE_KEY,
  RULE_VALUE,
  TREES_SHIFT,
  Verdict,
} from "../gen/abi.ts";
import { unenforcedOf } from "./enforceable.ts";
import type { RuleClass } from "./policy.ts";
import type { BoundRule, RuleSet } from "./resolve.ts";
import type { RuleBook } from "./rule-book.ts";
import { byStrength, type Cell, type Clause, cellKey, settle } from "./settle.ts";
import { type HashKey, sipHash } from "./siphash.ts";

/** Keys and values of the map, one after the other as bpf/abi.h lays them out. */
export interface Entries {
  readonly keys: Uint8Array;
  readonly values: Uint8Array;
  readonly count: number;
}

export interface CompiledRules {
  readonly entries: Entries;
  /** The rules that have an entry, by id. */
  readonly book: ReadonlyMap<number, BoundRule>;
}

type FormCode = (typeof Form)[keyof typeof Form];

/** One entry before its name is hashed. `name` is a path, or a socket kind. */
interface Claim {
  readonly form: FormCode;
  readonly name: string | number;
  readonly rule: BoundRule;
}

/** One entry of the map. */
interface Entry {
  /** Hash of a path, or a socket kind. */
  readonly name: bigint;
  readonly class: number;
  readonly form: FormCode;
  readonly ruleId: number;
  readonly verdict: number;
}

const CLASS_CODES: Readonly<Partial<Record<RuleClass, number>>> = {
  process: Class.PROCESS,
  file: Class.FILE,
  network: Class.NETWORK,
};

/** Rules that this kernel part cannot enforce must not be among them. */
export function compile(
  ruleSet: RuleSet,
  { key, ruleIds }: { key: HashKey; ruleIds: Pick<RuleBook, "idOf"> },
): CompiledRules {
  const { cells, refused } = settle(ruleSet);
  assert(
    refused.length === 0 && !ruleSet.isAudited,
    "the kernel part has no patterns, and no workload that is only audited",
  );
  return encode(claimsOf(cells), key, ruleIds);
}

/** At most one claim for each entry: the strongest clause of the cell. */
function claimsOf(cells: ReadonlyMap<string, Cell>): readonly Claim[] {
  const claims: Claim[] = [];
  for (const cell of cells.values()) {
    const form = FORM_CODES[cell.form];
    const [clause] = competing(cell, cells);
    assert(form !== undefined && clause !== undefined, `the kernel part has no entries of the form ${cell.form}`);
    const { bound } = clause;
    assert(unenforcedOf(bound.rule).length === 0, `the kernel part cannot enforce ${unenforcedOf(bound.rule)}`);
    claims.push({ form, name: cell.form === "socket" ? Number(cell.name) : cell.name, rule: bound });
  }
  return claims;
}

/** The kernel asks for children first, so the rules on the tree of the same directory compete for that entry. */
function competing(cell: Cell, cells: ReadonlyMap<string, Cell>): readonly Clause[] {
  const tree = cell.form === "children" ? cells.get(cellKey(cell.class, "tree", cell.name)) : undefined;
  if (tree === undefined) return cell.clauses;
  return [...cell.clauses, ...tree.clauses].sort((a, b) => b.rank - a.rank || byStrength(a.bound, b.bound));
}

const FORM_CODES: Readonly<Partial<Record<Cell["form"], FormCode>>> = {
  path: Form.PATH,
  children: Form.CHILDREN,
  tree: Form.TREE,
  socket: Form.SOCKET,
};

function encode(claims: readonly Claim[], key: HashKey, ruleIds: Pick<RuleBook, "idOf">): CompiledRules {
  const encoder = new TextEncoder();
  const entries: Entry[] = [];
  const book = new Map<number, BoundRule>();
  for (const { form, name, rule } of claims) {
    const id = ruleIds.idOf(rule);
    if (!book.has(id)) book.set(id, rule);
    entries.push({
      name: typeof name === "number" ? BigInt(name) : sipHash(key, encoder.encode(name)),
      class: classCode(rule),
      form,
      ruleId: id,
      verdict: rule.rule.action === "Block" ? Verdict.DENY : Verdict.AUDIT,
    });
  }
  return { entries: toBytes([...summaries(claims), ...entries]), book };
}

function classCode({ rule }: BoundRule): number {
  const code = CLASS_CODES[rule.class];
  assert(code !== undefined, `the kernel part has no class ${rule.class}`);
  return code;
}

/** The entry of each class that has rules: see enum class_depths of bpf/abi.h. */
function summaries(claims: readonly Claim[]): readonly Entry[] {
  const byClass = Map.groupBy(claims, ({ rule }) => classCode(rule));
  return Array.from(byClass, ([code, ofClass]) => ({
    name: 0n,
    class: code,
    form: Form.CLASS,
    ruleId: ofClass.reduce((depths, claim) => depths | depthBit(claim), 0),
    verdict: ofClass.some(({ rule }) => rule.rule.action === "Block") ? Verdict.DENY : Verdict.AUDIT,
  }));
}

function depthBit({ form, name }: Claim): number {
  const shift = DEPTH_SHIFTS[form];
  if (shift === undefined || typeof name === "number") return 0;
  const depth = name.split("/").filter(Boolean).length;
  return 1 << (shift + Math.min(depth, DEPTH_BITS - 1));
}

const DEPTH_SHIFTS: Readonly<Partial<Record<FormCode, number>>> = {
  [Form.TREE]: TREES_SHIFT,
  [Form.CHILDREN]: CHILDREN_SHIFT,
  [Form.PATH]: PATHS_SHIFT,
};

// Bailiff runs on x86-64 and arm64 only: the host's byte order is little-endian.
function toBytes(entries: readonly Entry[]): Entries {
  const keys = new DataView(new ArrayBuffer(entries.length * RULE_KEY.size));
  const values = new DataView(new ArrayBuffer(entries.length * RULE_VALUE.size));
  entries.forEach((entry, index) => {
    const [atKey, atValue] = [index * RULE_KEY.size, index * RULE_VALUE.size];
    keys.setBigUint64(atKey + RULE_KEY.name, entry.name, true);
    keys.setUint8(atKey + RULE_KEY.class, entry.class);
    keys.setUint8(atKey + RULE_KEY.form, entry.form);
    values.setUint32(atValue + RULE_VALUE.rule_id, entry.ruleId, true);
    values.setUint8(atValue + RULE_VALUE.verdict, entry.verdict);
  });
  return { keys: new Uint8Array(keys.buffer), values: new Uint8Array(values.buffer), count: entries.length };
}
