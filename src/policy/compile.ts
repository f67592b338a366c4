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

import { CLASS_DENIES_SHIFT, Class, Form, RULE_KEY, RULE_VALUE, Verdict } from "../gen/abi.ts";
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
  const count = claims.length === 0 ? 0 : claims.length + 1;
  const keys = new DataView(new ArrayBuffer(count * RULE_KEY.size));
  const values = new DataView(new ArrayBuffer(count * RULE_VALUE.size));
  const book = new Map<number, RuleOrigin>();
  const encoder = new TextEncoder();
  let classes = 0;
  claims.forEach(({ form, name, rule }, i) => {
    const hash = typeof name === "number" ? BigInt(name) : sipHash(key, encoder.encode(name));
    const classCode = CLASS_CODES[rule.rule.class];
    const verdict = VERDICT_CODES[rule.rule.action];
    const id = ruleIds.idOf(rule);
    putKey(keys, i + 1, hash, classCode, form);
    putValue(values, i + 1, id, verdict);
    if (!book.has(id)) book.set(id, originOf(rule));
    classes |= 1 << classCode;
    if (verdict === Verdict.DENY) classes |= 1 << (classCode + CLASS_DENIES_SHIFT);
  });
  if (count > 0) {
    putKey(keys, 0, 0n, Class.NONE, Form.CLASSES);
    putValue(values, 0, classes, Verdict.NONE);
  }
  return { entries: { keys: new Uint8Array(keys.buffer), values: new Uint8Array(values.buffer), count }, book };
}

// Bailiff runs on x86-64 and arm64 only: the host's byte order is little-endian.
function putKey(view: DataView, index: number, name: bigint, ruleClass: number, form: FormCode): void {
  const offset = index * RULE_KEY.size;
  view.setBigUint64(offset + RULE_KEY.name, name, true);
  view.setUint8(offset + RULE_KEY.class, ruleClass);
  view.setUint8(offset + RULE_KEY.form, form);
}

function putValue(view: DataView, index: number, ruleId: number, verdict: number): void {
  const offset = index * RULE_VALUE.size;
  view.setUint32(offset + RULE_VALUE.rule_id, ruleId, true);
  view.setUint8(offset + RULE_VALUE.verdict, verdict);
}

function originOf({ policy, rule }: BoundRule): RuleOrigin {
  const { action, severity, tags, message, at, class: ruleClass, target } = rule;
  return { policy, action, severity, tags, message, at, class: ruleClass, target };
}
