// SPDX-License-Identifier: Apache-2.0
// What bpf/lookup.h and bpf/weigh.h do with the blocks of a rule set, in the plainest way: an act is looked up by its names
// (lookUp), which meets cells; the clauses of those are weighed (evaluate).

import {
  ActionCode,
  BLOCK_BYTES,
  BUCKET,
  CLAUSE,
  Class,
  ClassFlag,
  ClauseFlag,
  DFA,
  PROBES_MAX,
  Relation,
  RULE_CLASS_FACTS,
  RULE_SET,
} from "../../src/gen/abi.ts";
import type { Act, DeviceAct, FirewallAct, NetworkAct } from "../../src/policy/act.ts";
import { isMapped } from "../../src/policy/address.ts";
import { CLASS_CODES, capabilityNumber, directionBits, PRESET_CODES, syscallNumber } from "../../src/policy/codes.ts";
import type { CompiledRules } from "../../src/policy/compile.ts";
import { ANY_ADDRESS, hashName, type Name } from "../../src/policy/names.ts";
import { sipHash } from "../../src/policy/siphash.ts";
import { socketKind } from "../../src/policy/socket-kinds.ts";

export const KEY = Uint8Array.from({ length: 16 }, (_, i) => 3 * i + 1);
/** Whose numbers of system calls the tests compile with. */
export const ARCH = "x64";

export type KernelAct = Exclude<Act, DeviceAct | FirewallAct>;

/** `ruleId`: 0: none is told. */
export interface Answer {
  readonly verdict: "allow" | "audit" | "deny";
  readonly ruleId: number;
}

/** A cell as it was met: how the object of the act lies to its name; 0 where names are no paths. */
interface Met {
  readonly cell: number;
  readonly relation: number;
}

/** The members of `struct clause`. */
type Clause = Readonly<Record<Exclude<keyof typeof CLAUSE, "size" | "zero">, number>>;

/** `isMove`: what lies below the object moves or is covered with it. */
export interface Manner {
  readonly isMove?: boolean;
}

/** null: there is no rule set. */
export function kernel({ blocks }: Pick<CompiledRules, "blocks">) {
  const set = blocks === null ? null : new RuleSetReader(blocks);
  const decideAct = (act: KernelAct, manner: Manner = {}): Answer => {
    const code = CLASS_CODES[act.class];
    // Unix sockets have no name yet when they are made: nothing is asked.
    const isNameless = act.class === "network" && act.family === "unix" && act.operation === "create";
    if (set === null || isNameless || ((set.header("classes") >> code) & 1) === 0) return ALLOWED;
    const sources = sourcesOf(set, act.program);
    return evaluate(set, lookUp(set, act, manner), act, sources, manner);
  };
  return { set, decideAct };
}

const ALLOWED: Answer = { verdict: "allow", ruleId: 0 };

/** Reads the blocks; everything is found as a program of the kernel finds it. */
export class RuleSetReader {
  readonly #view: DataView;

  constructor(blocks: Uint8Array) {
    if (blocks.length % BLOCK_BYTES !== 0) throw new Error(`${blocks.length} bytes are no blocks`);
    this.#view = new DataView(blocks.buffer, blocks.byteOffset, blocks.length);
  }

  header(member: Exclude<keyof typeof RULE_SET, "size" | "zero">): number {
    return this.#view.getUint32(RULE_SET[member], true);
  }

  facts(ruleClass: number) {
    const at = BLOCK_BYTES + ruleClass * RULE_CLASS_FACTS.size;
    return {
      depths: this.#view.getUint32(at + RULE_CLASS_FACTS.depths, true),
      dfas: this.#view.getUint32(at + RULE_CLASS_FACTS.dfas, true),
      dfaCount: this.#view.getUint8(at + RULE_CLASS_FACTS.dfa_count),
      flags: this.#view.getUint8(at + RULE_CLASS_FACTS.flags),
    };
  }

  /** Number of the first clause of its cell; 0: no rule has the name. */
  find(name: Name): number {
    const hash = hashName(KEY, name);
    for (let probe = 0; probe < PROBES_MAX; probe++) {
      const bucket = Number((hash + BigInt(probe)) & BigInt(this.header("bucket_mask")));
      const at = (this.header("buckets") + bucket) * BLOCK_BYTES;
      for (let slot = 0; slot < 4; slot++) {
        const there = this.#view.getBigUint64(at + BUCKET.name + 8 * slot, true);
        if (there === 0n) return 0;
        if (there === hash) return this.#view.getUint32(at + BUCKET.cell + 4 * slot, true);
      }
    }
    return 0;
  }

  /** The clauses of a cell, up to the last one. */
  cell(number: number): readonly Clause[] {
    const clauses: Clause[] = [];
    for (let at = this.header("clauses") * BLOCK_BYTES + (number - 1) * CLAUSE.size; ; at += CLAUSE.size) {
      const clause: Clause = {
        rank: this.#view.getUint32(at + CLAUSE.rank, true),
        order: this.#view.getUint32(at + CLAUSE.order, true),
        rule_id: this.#view.getUint32(at + CLAUSE.rule_id, true),
        source: this.#view.getUint32(at + CLAUSE.source, true),
        args: this.#view.getUint32(at + CLAUSE.args, true),
        action: this.#view.getUint8(at + CLAUSE.action),
        flags: this.#view.getUint8(at + CLAUSE.flags),
        where: this.#view.getUint8(at + CLAUSE.where),
        protocols: this.#view.getUint8(at + CLAUSE.protocols),
        first_port: this.#view.getUint16(at + CLAUSE.first_port, true),
        last_port: this.#view.getUint16(at + CLAUSE.last_port, true),
        types: this.#view.getUint16(at + CLAUSE.types, true),
        directions: this.#view.getUint8(at + CLAUSE.directions),
      };
      clauses.push(clause);
      if (clause.flags & ClauseFlag.LAST) return clauses;
    }
  }

  word(number: number): number {
    return this.#view.getUint32(this.header("words") * BLOCK_BYTES + (number - 1) * 4, true);
  }

  prefixes(): readonly number[] {
    const at = this.header("prefixes") * BLOCK_BYTES;
    return Array.from({ length: this.header("prefix_count") }, (_, i) => this.#view.getUint8(at + i));
  }

  /** Cells of the patterns of a class that match the path. */
  match(ruleClass: number, path: string): readonly number[] {
    const { dfas, dfaCount } = this.facts(ruleClass);
    return Array.from({ length: dfaCount }, (_, i) => this.#run(dfas * BLOCK_BYTES + i * DFA.size, path)).flat();
  }

  #run(dfa: number, path: string): readonly number[] {
    const [classes, next, accepts] = [DFA.classes, DFA.next, DFA.accepts].map((it) =>
      this.#view.getUint32(dfa + it, true),
    );
    const classCount = this.#view.getUint16(dfa + DFA.class_count, true);
    let state = 1;
    for (const byte of new TextEncoder().encode(path)) {
      const byteClass = this.#view.getUint8((classes ?? 0) * BLOCK_BYTES + byte);
      state = this.#view.getUint16((next ?? 0) * BLOCK_BYTES + 2 * (state * classCount + byteClass), true);
      if (state === 0) return [];
    }
    const cells: number[] = [];
    const list = this.word((accepts ?? 0) + state);
    for (let at = list; list !== 0; at++) {
      const cell = this.word(at);
      if (cell === 0) break;
      cells.push(cell);
    }
    return cells;
  }
}

// ---- looking up

function lookUp(set: RuleSetReader, act: KernelAct, { isMove = false }: Manner): readonly Met[] {
  const code = CLASS_CODES[act.class];
  const number = (number: number) => meet(set, [{ kind: "number", class: code, number }], 0);
  const text = (text: string) => meet(set, [{ kind: "text", class: code, text, call: 0 }], 0);
  switch (act.class) {
    case "process":
    case "file":
      return [
        ...lookUpPath(set, code, act.path, 0, isMove ? Relation.SELF | Relation.ABOVE : Relation.SELF),
        ...(isMove
          ? meet(set, [{ kind: "text", class: code, text: withSlash(act.path), call: 0 }], Relation.ABOVE)
          : []),
      ];
    case "network":
      return lookUpSocket(set, act);
    case "dns": {
      const labels = act.name.toLowerCase().replace(/\.+$/, "").split(".");
      return labels.flatMap((_, i) => text(labels.slice(i).join(".")));
    }
    case "capabilities":
      return number(capabilityNumber(act.capability));
    case "syscalls": {
      const call = syscallNumber(act.syscall, ARCH);
      if (call === null) return [];
      return [...number(call), ...(act.path === null ? [] : lookUpPath(set, code, act.path, call + 1))];
    }
    case "presets":
      return number(PRESET_CODES[act.preset]);
  }
}

function meet(set: RuleSetReader, names: readonly Name[], relation: number): readonly Met[] {
  return names.map((name) => ({ cell: set.find(name), relation })).filter(({ cell }) => cell !== 0);
}

/** The path, the directories above it, its last component, and the patterns that match: as `pattern` says. */
function lookUpPath(
  set: RuleSetReader,
  ruleClass: number,
  path: string,
  call: number,
  pattern: number = Relation.SELF,
): readonly Met[] {
  const { depths, flags } = set.facts(ruleClass);
  const at = (text: string, relation: number) => meet(set, [{ kind: "text", class: ruleClass, text, call }], relation);
  const components = path.split("/").filter(Boolean);
  const isWritten = (depth: number) => (depths >>> Math.min(depth, 31)) & 1;
  const met: Met[] = [];
  for (let depth = 0; depth <= components.length; depth++) {
    if (!isWritten(depth)) continue;
    const above = components.length - depth;
    const prefix = `/${components.slice(0, depth).join("/")}`;
    if (above === 0) met.push(...at(prefix, Relation.SELF));
    else met.push(...at(withSlash(prefix), above === 1 ? Relation.CHILD : Relation.BELOW));
  }
  if (flags & ClassFlag.HAS_PROGRAMS) met.push(...at(components.at(-1) ?? "", Relation.SELF));
  return [...met, ...set.match(ruleClass, path).map((cell) => ({ cell, relation: pattern }))];
}

function withSlash(path: string): string {
  return path.endsWith("/") ? path : `${path}/`;
}

/** By its kind, and by the address where there is one. */
function lookUpSocket(set: RuleSetReader, { family, operation, type, protocol, address }: NetworkAct): readonly Met[] {
  const code = Class.NETWORK;
  if (family === "unix") {
    if (address === null || !("unix" in address)) return [];
    return meet(set, [{ kind: "text", class: code, text: address.unix, call: 0 }], 0);
  }
  const kind = meet(set, [{ kind: "number", class: code, number: socketKind(type, protocol) }], 0);
  if (operation === "create" || address === null || "unix" in address) return kind;
  const networks = set.prefixes().flatMap((bits): readonly Name[] => {
    if (bits === ANY_ADDRESS) return [{ kind: "address", class: code, bytes: new Uint8Array(16), bits }];
    if (bits < 96 && isMapped(address.ip)) return [];
    return [{ kind: "address", class: code, bytes: masked(address.ip, bits), bits }];
  });
  return [...kind, ...meet(set, networks, 0)];
}

function masked(ip: readonly number[], bits: number): Uint8Array {
  return Uint8Array.from(ip, (byte, i) => byte & (0xff00 >> Math.min(8, Math.max(0, bits - 8 * i))));
}

/** Which of the sources of the rule set a program is. */
function sourcesOf(set: RuleSetReader, program: string): ReadonlySet<number> {
  if (set.header("sources") === 0) return new Set();
  const met = lookUpPath(set, Class.SOURCES, program, 0);
  return new Set(
    met.flatMap(({ cell, relation }) =>
      set.cell(cell).flatMap(({ source, where }) => (where & relation ? [source] : [])),
    ),
  );
}

// ---- weighing

/** What a clause says, the strongest last. */
const OUTCOMES = ["excused", "uncovered", "allowed", "told", "denied"] as const;
type Outcome = (typeof OUTCOMES)[number];

interface Candidate {
  readonly clause: Clause;
  readonly outcome: Outcome;
}

function evaluate(
  set: RuleSetReader,
  met: readonly Met[],
  act: KernelAct,
  sources: ReadonlySet<number>,
  manner: Manner,
): Answer {
  const candidates = met.flatMap(({ cell, relation }) =>
    set.cell(cell).flatMap((clause): readonly Candidate[] => {
      const isThere = clause.where === 0 || (clause.where & relation) !== 0;
      const isBy = clause.source === 0 || sources.has(clause.source);
      if (!isThere || !isBy || !doConditionsHold(clause, act)) return [];
      const outcome = outcomeOf(set, clause, act, manner);
      return outcome === null ? [] : [{ clause, outcome }];
    }),
  );
  const best = (...actions: readonly number[]) =>
    greatest(candidates.filter(({ clause }) => actions.includes(clause.action)));
  const [hard, allow, block, told] = [
    best(ActionCode.BLOCK, ActionCode.ALLOW),
    best(ActionCode.ALLOW),
    best(ActionCode.BLOCK),
    best(ActionCode.AUDIT),
  ];

  const { flags } = set.facts(CLASS_CODES[act.class]);
  const isUnix = act.class === "network" && act.family === "unix";
  const isAllowList = (flags & (isUnix ? ClassFlag.UNIX_ALLOW_LIST : ClassFlag.ALLOW_LIST)) !== 0;
  const denied = (ruleId: number): Answer => ({ verdict: set.header("is_audited") ? "audit" : "deny", ruleId });
  const passed = (ruleId: number, verdict: "allow" | "audit"): Answer =>
    told === null ? { verdict, ruleId } : { verdict: "audit", ruleId: told.clause.rule_id };
  const byPosture = (ruleId: number): Answer =>
    flags & ClassFlag.POSTURE_DENIES ? denied(ruleId) : passed(ruleId, "audit");

  switch (hard?.outcome) {
    case "denied":
      return denied(hard.clause.rule_id);
    case "allowed":
      return passed(0, "allow");
    case "uncovered":
      return block?.outcome === "denied" ? denied(block.clause.rule_id) : byPosture(hard.clause.rule_id);
    default: {
      // Most files are no programs, and need no permission to move.
      const needsPermission = isAllowList && !(isMoveOfPrograms(act, manner) && allow === null);
      return needsPermission && allow?.outcome !== "allowed" ? byPosture(0) : passed(0, "allow");
    }
  }
}

/** Programs are started by a name: what is allowed by its name must stay what it is. */
function isMoveOfPrograms(act: KernelAct, { isMove = false }: Manner): boolean {
  return isMove && act.class === "process";
}

/** By rank, then by outcome, then by order. */
function greatest(candidates: readonly Candidate[]): Candidate | null {
  const [first = null] = candidates.toSorted(
    (a, b) =>
      b.clause.rank - a.clause.rank ||
      OUTCOMES.indexOf(b.outcome) - OUTCOMES.indexOf(a.outcome) ||
      a.clause.order - b.clause.order,
  );
  return first;
}

function doConditionsHold(clause: Clause, act: KernelAct): boolean {
  if (clause.flags & ClauseFlag.ON_TERMINAL && !act.onTerminal) return false;
  switch (act.class) {
    case "network":
      return doesSocketFit(clause, act);
    case "syscalls":
      return clause.first_port === 0 || clause.first_port === (syscallNumber(act.syscall, ARCH) ?? -1) + 1;
    default:
      return true;
  }
}

/** A clause of a socket kind has neither directions nor types: it holds whatever is done with the socket. */
function doesSocketFit(clause: Clause, { operation, family, type, protocol, address }: NetworkAct): boolean {
  if (clause.flags & ClauseFlag.CREATE) return operation === "create" && (family === "inet" || family === "inet6");
  if (clause.directions !== 0 && (operation === "create" || (clause.directions & directionBits([operation])) === 0)) {
    return false;
  }
  if (clause.types === 0) return true;
  const port = address !== null && "port" in address ? address.port : 0;
  return (
    ((clause.types >> type) & (clause.protocols >> protocol) & 1) === 1 &&
    clause.first_port <= port &&
    port <= clause.last_port
  );
}

/** null: an Audit rule that leaves the act be, or an Allow rule on what lies below what is moved. */
function outcomeOf(
  set: RuleSetReader,
  { action, flags, args, where }: Clause,
  act: KernelAct,
  manner: Manner,
): Outcome | null {
  const limits = flags & (ClauseFlag.OWNER_ONLY | ClauseFlag.READ_ONLY | ClauseFlag.ARGS);
  const isOwner = "isOwner" in act && act.isOwner;
  const isWrite = act.class === "file" && act.access === "write";
  const isWithin =
    !(limits & ClauseFlag.OWNER_ONLY && !isOwner) &&
    !(limits & ClauseFlag.READ_ONLY && isWrite) &&
    !(limits & ClauseFlag.ARGS && !areAllowed(set, args, act.class === "process" ? act.args : []));
  const isMeant = limits === 0 || !isWithin;
  switch (action) {
    case ActionCode.BLOCK:
      return isMeant ? "denied" : "excused";
    case ActionCode.AUDIT:
      return isMeant ? "told" : null;
    case ActionCode.ALLOW:
      if (isMoveOfPrograms(act, manner)) return "uncovered";
      if (where === Relation.ABOVE) return null;
      return isWithin ? "allowed" : "uncovered";
    default:
      throw new Error(`there is no action ${action}`);
  }
}

/** Each argument's hash is among those that stand behind the word. */
function areAllowed(set: RuleSetReader, first: number, args: readonly string[]): boolean {
  const allowed = Array.from(
    { length: set.word(first) },
    (_, i) => BigInt(set.word(first + 1 + 2 * i)) | (BigInt(set.word(first + 2 + 2 * i)) << 32n),
  );
  return args.every((arg) => allowed.includes(sipHash(KEY, new TextEncoder().encode(arg))));
}
