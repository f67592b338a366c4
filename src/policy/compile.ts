// SPDX-License-Identifier: Apache-2.0
// From a rule set to the entries of the kernel's map. Which rule holds where several could is decided here and only here:
//
// - The exact path comes before a directory, the longer directory before the shorter. A directory also stands for itself, as
//   the path without its slash, unless a rule names that path.
// - Where rules still compete for one entry, Block comes before Audit. Then the name of the policy and the place in it decide,
//   so that the outcome never depends on the order in which policies arrived.
//
// The kernel looks for the path, then for the children of its directory, then for the longest tree around it.
//
// Nothing can be wrong with a rule set: what cannot be enforced was refused by parse.ts. Two names with one hash would share an
// entry; with 64 bits under a secret key that is one chance in billions for 100,000 names.

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
import type { BoundRule, RuleSet } from "./resolve.ts";
import { identityOf, type RuleBook, type RuleOrigin } from "./rule-book.ts";
import { type HashKey, sipHash } from "./siphash.ts";
import { socketKinds } from "./socket-kinds.ts";

/** Keys and values of the map, one after the other as bpf/abi.h lays them out. */
export interface Entries {
  readonly keys: Uint8Array;
  readonly values: Uint8Array;
  readonly count: number;
}

export interface CompiledRules {
  readonly entries: Entries;
  /** The rules that have an entry, by id. */
  readonly book: ReadonlyMap<number, RuleOrigin>;
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

const CLASS_CODES = { process: Class.PROCESS, file: Class.FILE, network: Class.NETWORK } as const;
const VERDICT_CODES = { Audit: Verdict.AUDIT, Block: Verdict.DENY } as const;

export function compile(
  ruleSet: RuleSet,
  { key, ruleIds }: { key: HashKey; ruleIds: Pick<RuleBook, "idOf"> },
): CompiledRules {
  return encode(settle(ruleSet), key, ruleIds);
}

/** Orders rules that compete for one entry, the winner first. */
export function byStrength(a: BoundRule, b: BoundRule): number {
  return (
    Number(b.rule.action === "Block") - Number(a.rule.action === "Block") ||
    byText(a.policy, b.policy) ||
    byText(a.rule.at.file, b.rule.at.file) ||
    a.rule.at.line - b.rule.at.line ||
    a.rule.at.column - b.rule.at.column ||
    byText(identityOf(a), identityOf(b)) // "tcp,all" is two rules in one place
  );
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** At most one claim for each entry. Rules come in order of strength, so whoever is first to claim an entry has it. */
function settle(ruleSet: RuleSet): readonly Claim[] {
  const rules = ruleSet.rules.toSorted(byStrength);
  const claims = new Map<string, Claim>();
  const claim = (form: FormCode, name: string | number, rule: BoundRule) => {
    const entry = `${rule.rule.class} ${form} ${name}`;
    if (!claims.has(entry)) claims.set(entry, { form, name, rule });
  };

  const directories: { rule: BoundRule; directory: string; recursive: boolean }[] = [];
  for (const rule of rules) {
    const target = rule.rule.target;
    switch (target.kind) {
      case "path":
        claim(Form.PATH, target.path, rule);
        break;
      case "directory":
        directories.push({ rule, ...target });
        break;
      case "protocol":
        for (const kind of socketKinds(target.protocol)) claim(Form.SOCKET, kind, rule);
        break;
    }
  }
  // The kernel asks for children first. Where only some rules on a directory are recursive, the recursive ones hold for its
  // children too, so they compete for that entry.
  const withChildren = new Set(
    directories.filter((it) => !it.recursive).map((it) => `${it.rule.rule.class} ${it.directory}`),
  );
  for (const { rule, directory, recursive } of directories) {
    if (recursive) claim(Form.TREE, directory, rule);
    if (withChildren.has(`${rule.rule.class} ${directory}`)) claim(Form.CHILDREN, directory, rule);
    claim(Form.PATH, directory === "/" ? "/" : directory.slice(0, -1), rule);
  }
  return [...claims.values()];
}

function encode(claims: readonly Claim[], key: HashKey, ruleIds: Pick<RuleBook, "idOf">): CompiledRules {
  const encoder = new TextEncoder();
  const entries: Entry[] = [];
  const book = new Map<number, RuleOrigin>();
  for (const { form, name, rule } of claims) {
    const id = ruleIds.idOf(rule);
    if (!book.has(id)) book.set(id, { policy: rule.policy, ...rule.rule });
    entries.push({
      name: typeof name === "number" ? BigInt(name) : sipHash(key, encoder.encode(name)),
      class: CLASS_CODES[rule.rule.class],
      form,
      ruleId: id,
      verdict: VERDICT_CODES[rule.rule.action],
    });
  }
  return { entries: toBytes([...summaries(claims), ...entries]), book };
}

/** The entry of each class that has rules: see enum class_depths of bpf/abi.h. */
function summaries(claims: readonly Claim[]): readonly Entry[] {
  const byClass = Map.groupBy(claims, ({ rule }) => CLASS_CODES[rule.rule.class]);
  return Array.from(byClass, ([classCode, ofClass]) => ({
    name: 0n,
    class: classCode,
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
