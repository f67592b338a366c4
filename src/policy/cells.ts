// SPDX-License-Identifier: Apache-2.0
// From the cells of settle.ts to those of the kernel: one for each name or pattern, whatever forms its rules have. How the object
// of an act must lie to the name is said by each clause (`where`).

import assert from "node:assert/strict";
import { ActionCode, Class, ClauseFlag, Relation } from "../gen/abi.ts";
import {
  ACTION_CODES,
  bitsOf,
  CLASS_CODES,
  capabilityNumber,
  directionBits,
  isKernelClass,
  PRESET_CODES,
  syscallNumber,
} from "./codes.ts";
import { ANY_ADDRESS, type Name, nameText } from "./names.ts";
import { directoriesAbovePattern } from "./pattern.ts";
import type { PathTarget, Preset, Rule, RuleClass, Target } from "./policy.ts";
import type { BoundRule } from "./resolve.ts";
import type { Cell, Clause, Settled } from "./settle.ts";
import { meaningOf } from "./socket-kinds.ts";
import type { CapabilityName } from "./words.ts";

/** `struct clause`, but for CLAUSE_LAST and the place of its arguments. */
export interface KernelClause {
  readonly rank: number;
  readonly order: number;
  /** null: of CLASS_SOURCES. */
  readonly bound: BoundRule | null;
  readonly source: number;
  readonly allowedArgs: readonly string[] | null;
  readonly action: number;
  readonly flags: number;
  readonly where: number;
  readonly protocols: number;
  readonly ports: readonly [first: number, last: number];
  readonly types: number;
  readonly directions: number;
}

export interface KernelCell {
  /** null: a pattern's. */
  readonly name: Name | null;
  readonly class: number;
  /** In the order in which they stand: by rank descending, then by order. */
  readonly clauses: KernelClause[];
  /** The literal path or directory that a Block rule on processes or files names here; null: none does. */
  marked: string | null;
}

export interface KernelCells {
  readonly cells: readonly KernelCell[];
  /** Those of patterns, by class as settle.ts has it and by text. */
  readonly patterns: ReadonlyMap<RuleClass | "sources", ReadonlyMap<string, KernelCell>>;
}

/** `arch`: whose numbers of system calls; a rule on one that is not there says nothing. */
export function kernelCells(settled: Settled, arch: string): KernelCells {
  const into = new Cells();
  for (const cell of settled.cells.values()) addCell(into, cell, arch);
  for (const [index, target] of settled.sources.entries()) addSource(into, target, index + 1);
  addAbove(into);
  for (const { clauses } of into.cells.values()) {
    if (clauses.length > 1) clauses.sort((a, b) => b.rank - a.rank || a.order - b.order);
  }
  return { cells: [...into.cells.values()], patterns: into.patterns };
}

/** Made as they are asked for. */
class Cells {
  readonly cells = new Map<string, KernelCell>();
  readonly patterns = new Map<RuleClass | "sources", Map<string, KernelCell>>();

  named(name: Name): KernelCell {
    return this.#cell(nameText(name), name, name.class);
  }

  text(ruleClass: number, text: string, call = 0): KernelCell {
    return this.named({ kind: "text", class: ruleClass, text, call });
  }

  pattern(ruleClass: RuleClass | "sources", pattern: string): KernelCell {
    const code = ruleClass === "sources" ? Class.SOURCES : codeOf(ruleClass);
    const cell = this.#cell(`${code} pattern ${pattern}`, null, code);
    const known = this.patterns.get(ruleClass);
    if (known === undefined) this.patterns.set(ruleClass, new Map([[pattern, cell]]));
    else known.set(pattern, cell);
    return cell;
  }

  #cell(key: string, name: Name | null, ruleClass: number): KernelCell {
    const known = this.cells.get(key);
    if (known !== undefined) return known;
    const cell: KernelCell = { name, class: ruleClass, clauses: [], marked: null };
    this.cells.set(key, cell);
    return cell;
  }
}

function codeOf(ruleClass: RuleClass): number {
  assert(isKernelClass(ruleClass), `the kernel part has no class ${ruleClass}`);
  return CLASS_CODES[ruleClass];
}

function addCell(into: Cells, cell: Cell, arch: string): void {
  const code = codeOf(cell.class);
  const [call, name] = cell.class === "syscalls" ? callOf(cell, arch) : [0, cell.name];
  if (call === null) return;
  const add = (to: KernelCell, where: number, more: Partial<KernelClause> = {}, clauses = cell.clauses) => {
    for (const clause of clauses) to.clauses.push({ ...plain(clause), where, ...more });
  };
  switch (cell.form) {
    case "path": {
      // The directory "/" is met by its own name: to say so once is enough.
      const clauses =
        name === "/" ? cell.clauses.filter(({ bound }) => pathOf(bound.rule)?.kind === "path") : cell.clauses;
      if (clauses.length === 0) return;
      const to = into.text(code, name, call);
      add(to, Relation.SELF, {}, clauses);
      if (clauses.some(({ bound: { rule } }) => rule.action === "Block" && rule.target.kind === "path"))
        to.marked = name;
      return;
    }
    // A directory is met with its slash as itself only where "/" is meant, or by its mark.
    case "children":
    case "tree": {
      const to = into.text(code, name, call);
      add(to, Relation.SELF | Relation.CHILD | (cell.form === "tree" ? Relation.BELOW : 0));
      if (cell.clauses.some(({ bound }) => bound.rule.action === "Block"))
        to.marked = name === "/" ? name : name.slice(0, -1);
      return;
    }
    case "program":
      add(into.text(code, name), Relation.SELF);
      return;
    case "pattern":
      // Of several calls one pattern has one cell; which call a clause means stands where others have a port.
      add(into.pattern(cell.class, name), Relation.SELF, call === 0 ? {} : { ports: [call, 0] });
      return;
    case "syscall":
      add(into.named({ kind: "number", class: code, number: call - 1 }), 0);
      return;
    case "socket":
      addSocket(into.named({ kind: "number", class: code, number: Number(name) }), cell.clauses);
      return;
    case "address":
      addAddress(into.named(addressName(code, name)), cell.clauses);
      return;
    case "unix":
      addAddress(into.text(code, name), cell.clauses);
      return;
    case "domain":
      add(into.text(code, name), 0);
      return;
    case "capability":
      add(into.named({ kind: "number", class: code, number: capabilityNumber(name as CapabilityName) }), 0);
      return;
    case "preset":
      add(into.named({ kind: "number", class: code, number: PRESET_CODES[name as Preset] }), 0);
      return;
    case "device":
    case "firewall":
      assert.fail(`the kernel part has no cells of the form ${cell.form}`);
  }
}

/** [number + 1, name behind it]; null: the architecture does not have the call. */
function callOf({ name }: Cell, arch: string): readonly [number | null, string] {
  const blank = name.indexOf(" ");
  const number = syscallNumber(blank === -1 ? name : name.slice(0, blank), arch);
  return [number === null ? null : number + 1, name.slice(blank + 1)];
}

const BLANK: KernelClause = {
  rank: 0,
  order: 0,
  bound: null,
  source: 0,
  allowedArgs: null,
  action: ActionCode.NONE,
  flags: 0,
  where: 0,
  protocols: 0,
  ports: [0, 0],
  types: 0,
  directions: 0,
};

function plain({ rank, order, source, bound }: Clause): KernelClause {
  const { action, limits, onTerminal } = bound.rule;
  const { ownerOnly, readOnly, allowedArgs } = limits;
  const flags =
    (ownerOnly ? ClauseFlag.OWNER_ONLY : 0) |
    (readOnly ? ClauseFlag.READ_ONLY : 0) |
    (allowedArgs !== null ? ClauseFlag.ARGS : 0) |
    (onTerminal ? ClauseFlag.ON_TERMINAL : 0);
  return { ...BLANK, rank, order, bound, source, allowedArgs, action: ACTION_CODES[action], flags };
}

/** An Allow rule on addresses speaks of the making of sockets, too, and of nothing else here. */
function addSocket({ clauses: to }: KernelCell, clauses: readonly Clause[]): void {
  for (const clause of clauses) {
    const { flags, ...rest } = plain(clause);
    const isByAddress = clause.bound.rule.target.kind === "address";
    to.push({ ...rest, flags: flags | (isByAddress ? ClauseFlag.CREATE : 0) });
  }
}

function addressName(ruleClass: number, name: string): Name {
  if (name === "*") return { kind: "address", class: ruleClass, bytes: new Uint8Array(16), bits: ANY_ADDRESS };
  const [hex = "", bits] = name.split("/");
  return { kind: "address", class: ruleClass, bytes: Buffer.from(hex, "hex"), bits: Number(bits) };
}

function addAddress({ clauses: to }: KernelCell, clauses: readonly Clause[]): void {
  for (const clause of clauses) {
    const { target } = clause.bound.rule;
    if (target.kind === "unix") to.push({ ...plain(clause), directions: directionBits(target.directions) });
    else {
      assert(target.kind === "address");
      const { types, protocols } = meaningOf(target.protocol ?? "all");
      to.push({
        ...plain(clause),
        directions: directionBits(target.directions),
        types: bitsOf(types),
        protocols: bitsOf(protocols),
        ports: target.ports ?? ANY_PORT,
      });
    }
  }
}

const ANY_PORT = [0, 65535] as const;

function addSource(into: Cells, target: PathTarget, source: number): void {
  const add = ({ clauses }: KernelCell, where: number) => clauses.push({ ...BLANK, source, where });
  switch (target.kind) {
    case "path":
      add(into.text(Class.SOURCES, target.path), Relation.SELF);
      return;
    case "pattern":
      add(into.pattern("sources", target.pattern), Relation.SELF);
      return;
    case "directory": {
      const { directory, recursive } = target;
      const { SELF, CHILD, BELOW } = Relation;
      add(into.text(Class.SOURCES, directory), SELF | CHILD | (recursive ? BELOW : 0));
      if (directory !== "/") add(into.text(Class.SOURCES, directory.slice(0, -1)), SELF);
    }
  }
}

/**
 * A directory that is moved or mounted over takes with it what rules name below it: those rules are met at every directory above
 * (RELATION_ABOVE). Of clauses with one action, source and condition the strongest says what the others would.
 */
function addAbove(into: Cells): void {
  const below = [...into.cells.values()].flatMap(({ class: code, name, clauses }) => {
    if (code !== Class.PROCESS && code !== Class.FILE) return [];
    return clauses.flatMap((clause) => {
      const target = clause.bound?.rule.target;
      // A directory has one clause at its name with the slash, and one without: one of them is enough.
      const isSaid =
        name?.kind === "text"
          ? target?.kind === "path" || (target?.kind === "directory" && target.directory === name.text)
          : target?.kind === "pattern";
      return isSaid && target !== undefined && clause.action !== ActionCode.AUDIT ? [{ code, target, clause }] : [];
    });
  });
  below.sort((a, b) => b.clause.rank - a.clause.rank || a.clause.order - b.clause.order);
  const said = new Map<KernelCell, Set<string>>();
  for (const { code, target, clause } of below) {
    const { action, source, flags, allowedArgs } = clause;
    const key = JSON.stringify([action, source, flags, allowedArgs]);
    for (const cell of cellsAbove(into, code, target)) {
      const known = said.get(cell) ?? new Set();
      if (known.has(key)) break; // and so it is at all directories above this one
      said.set(cell, known.add(key));
      cell.clauses.push({ ...clause, where: Relation.ABOVE });
    }
  }
}

/** From the nearest directory on. */
function* cellsAbove(into: Cells, code: number, target: Target): Generator<KernelCell> {
  switch (target.kind) {
    case "path":
      for (const directory of directoriesAbove(target.path)) yield into.text(code, directory);
      return;
    case "directory":
      for (const directory of directoriesAbove(target.directory)) yield into.text(code, directory);
      return;
    case "pattern":
      for (const { literal, pattern } of directoriesAbovePattern(target.pattern)) {
        if (literal !== null) yield into.text(code, literal);
        else yield into.pattern(code === Class.FILE ? "file" : "process", pattern);
      }
  }
}

/** From the nearest on: of "/a/b/c" and "/a/b/" alike "/a/", "/"; of the former "/a/b/" first. */
function* directoriesAbove(path: string): Generator<string> {
  let end = path.endsWith("/") ? path.length - 1 : path.length;
  while (end > 0) {
    end = path.lastIndexOf("/", end - 1);
    if (end < 0) return;
    yield path.slice(0, end + 1);
  }
}

function pathOf({ target }: Rule): PathTarget | null {
  const path: Target | null = target.kind === "syscall" ? target.on : target;
  return path?.kind === "path" || path?.kind === "directory" || path?.kind === "pattern" ? path : null;
}
