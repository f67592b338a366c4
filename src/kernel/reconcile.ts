// SPDX-License-Identifier: Apache-2.0
// The one way to new rules: whatever changed, what every workload should have is computed, compared with what it has, and
// swapped in whole. Workloads with equal rules share one rule set in the kernel.

import { hash } from "node:crypto";
import { BailiffError } from "../errors.ts";
import { type CompiledRules, compile } from "../policy/compile.ts";
import type { Policy } from "../policy/policy.ts";
import { type BoundRule, type PostureSettings, Resolver, type RuleSet } from "../policy/resolve.ts";
import { digestOf, type RuleBook } from "../policy/rule-book.ts";
import type { Workload } from "../workload/workload.ts";
import type { RulesHandle } from "./addon.ts";
import { type Enforcer, type Marked, NONE_MARKED, sumOf } from "./enforcer.ts";
import { type Need, NO_NEED, needOf, union } from "./needs.ts";

/** A workload that the kernel is to bind. */
export interface Bound {
  readonly number: number;
  readonly workload: Workload;
  /** One of its processes, by whose root directory its files are found. null: there is none. 0: the host. */
  readonly pid: number | null;
}

export interface Desired {
  readonly policies: readonly Policy[];
  readonly bound: readonly Bound[];
}

export interface ReconcilerOptions {
  readonly enforcer: Enforcer;
  readonly book: RuleBook;
  /** As they are now. The same value as long as nothing of them has changed. */
  readonly settings: () => PostureSettings;
  /** Of all rule sets in force together. */
  readonly bytesMax: number;
  /** Called before rules with new numbers come into force, so that no number is ever given twice. */
  readonly onNumbers: () => void;
}

export interface Applied {
  /** Whether any workload has other rules than before. */
  readonly isChanged: boolean;
  readonly ruleSets: number;
  readonly bytes: number;
  /** Of the files that were marked this time. */
  readonly marked: Marked;
}

/** A rule set in the kernel; `handle` 0: it says nothing. */
interface Installed extends Pick<CompiledRules, "book" | "marks"> {
  readonly id: number;
  readonly handle: RulesHandle;
  readonly bytes: number;
  readonly need: Need;
}

export class Reconciler {
  readonly #options: ReconcilerOptions;
  /** By what they say. */
  #installed: ReadonlyMap<string, Installed> = new Map();
  /** What each workload has. */
  #keys: ReadonlyMap<number, string> = new Map();
  /** Of what the resolver gave, which gives the same as long as the policies are. */
  readonly #keyOf = new WeakMap<RuleSet, string>();
  /** "<rule set>/<pid>": their files are marked. */
  #marked = new Set<string>();
  #resolver:
    | { readonly policies: readonly Policy[]; readonly settings: PostureSettings; readonly resolver: Resolver }
    | undefined;

  constructor(options: ReconcilerOptions) {
    this.#options = options;
  }

  /** Throws NO_ROOM or KERNEL_CALL; then what was in force stays. */
  apply({ policies, bound }: Desired): Applied {
    const { enforcer, book, onNumbers } = this.#options;
    const wanted = this.#wanted(policies, bound);
    const made: Installed[] = [];
    let isChanged = false;
    try {
      const next = this.#compileAll(wanted.ruleSets, made);
      onNumbers();
      isChanged = this.#swap(next, wanted.keys);
      const stale = [...this.#installed].filter(([key]) => !next.has(key));
      this.#installed = next;
      this.#keys = wanted.keys;
      if (made.length > 0 || stale.length > 0) book.keep(new Map([...next.values()].flatMap((set) => [...set.book])));
      for (const [, { handle }] of stale) if (handle !== 0) enforcer.closeRules(handle);
    } catch (error) {
      book.forget();
      for (const { handle } of made) if (handle !== 0) enforcer.closeRules(handle);
      throw error;
    }
    return { isChanged, ruleSets: this.#installed.size, bytes: bytesOf(this.#installed), marked: this.#mark(bound) };
  }

  #wanted(policies: readonly Policy[], bound: readonly Bound[]) {
    const settings = this.#options.settings();
    if (this.#resolver?.policies !== policies || this.#resolver.settings !== settings) {
      this.#resolver = { policies, settings, resolver: new Resolver(policies, settings) };
    }
    const { resolver } = this.#resolver;
    const found = bound.map(({ number, workload }) => [number, resolver.ruleSetOf(workload)] as const);
    resolver.keep(new Set(found.map(([, ruleSet]) => ruleSet)));
    const isAudited = this.#options.enforcer.name === "observer";
    const keyOf = new Map<RuleSet, string>();
    const ruleSets = new Map<string, RuleSet>();
    for (const [, ruleSet] of found) {
      if (keyOf.has(ruleSet)) continue;
      const meant = isAudited ? { ...ruleSet, isAudited } : ruleSet;
      const key = this.#keyOf.get(ruleSet) ?? keyOfRuleSet(meant);
      this.#keyOf.set(ruleSet, key);
      keyOf.set(ruleSet, key);
      ruleSets.set(key, meant);
    }
    return { ruleSets, keys: new Map(found.map(([number, ruleSet]) => [number, keyOf.get(ruleSet) ?? ""])) };
  }

  /** Adds to `made` what is new, so that it can be let go of. */
  #compileAll(ruleSets: ReadonlyMap<string, RuleSet>, made: Installed[]): ReadonlyMap<string, Installed> {
    const { enforcer, book, bytesMax } = this.#options;
    const compiled = Array.from(ruleSets, ([key, ruleSet]) => {
      const known = this.#installed.get(key);
      if (known !== undefined) return { key, known, bytes: known.bytes };
      const id = enforcer.newRuleSetId();
      const rules = compile(ruleSet, { key: enforcer.nameKey, ruleIds: book, id });
      return { key, id, rules, bytes: rules.blocks?.length ?? 0 };
    });
    const bytes = compiled.reduce((sum, set) => sum + set.bytes, 0);
    if (bytes > bytesMax) {
      const [has, may] = [bytes, bytesMax].map((size) => `${Math.ceil(size / 2 ** 20)} MiB`);
      throw new BailiffError(
        "NO_ROOM",
        `all rule sets together take ${has}, memoryMiB of the configuration allows ${may}`,
      );
    }
    return new Map(
      compiled.map(({ key, known, id, rules, bytes }): [string, Installed] => {
        if (known !== undefined) return [key, known];
        const { blocks, book, marks } = rules;
        const handle = blocks === null ? 0 : enforcer.createRules(blocks);
        const installed = { id, handle, bytes, need: blocks === null ? NO_NEED : needOf(blocks), book, marks };
        made.push(installed);
        return [key, installed];
      }),
    );
  }

  #swap(next: ReadonlyMap<string, Installed>, keys: ReadonlyMap<number, string>): boolean {
    const handles = (of: ReadonlyMap<number, string>, sets: ReadonlyMap<string, Installed>) =>
      new Map(Array.from(of, ([number, key]) => [number, sets.get(key)?.handle ?? 0]));
    const before = handles(this.#keys, this.#installed);
    const after = handles(keys, next);
    for (const number of before.keys()) if (!after.has(number)) after.set(number, 0);
    for (const [number, handle] of after) if (before.get(number) === handle) after.delete(number);
    const need = [...next.values()].map((set) => set.need).reduce(union, NO_NEED);
    if (after.size > 0) this.#options.enforcer.apply(after, before, need);
    return after.size > 0;
  }

  /** Files of rule sets, and of workloads, that are new. What has gone meanwhile is marked when its name is met. */
  #mark(bound: readonly Bound[]): Marked {
    const inForce = Array.from(this.#installed.values(), ({ id }) => id);
    const marked = new Set<string>();
    let sum = NONE_MARKED;
    for (const { number, pid } of bound) {
      const set = this.#installed.get(this.#keys.get(number) ?? "");
      if (set === undefined || set.marks.length === 0 || pid === null) continue;
      const done = `${set.id}/${pid}`;
      if (!this.#marked.has(done) && !marked.has(done)) sum = sumOf(sum, this.#markFiles(set, pid, inForce));
      marked.add(done);
    }
    this.#marked = marked;
    return sum;
  }

  /** Where it fails, as for a process that has ended meanwhile, the names of the files still hold. */
  #markFiles(set: Installed, pid: number, inForce: readonly number[]): Marked {
    try {
      return this.#options.enforcer.mark(set.id, set.marks, pid, inForce);
    } catch {
      return { ...NONE_MARKED, refused: set.marks.length };
    }
  }
}

/** The same for rule sets that say the same. */
function keyOfRuleSet({ rules, postures, isAudited, searchDomains }: RuleSet): string {
  const said = rules.map((rule: BoundRule) => digestOf(rule)).sort();
  return hash("sha256", JSON.stringify([said, postures, isAudited, searchDomains]));
}

function bytesOf(installed: ReadonlyMap<string, Installed>): number {
  return Array.from(installed.values(), ({ bytes }) => bytes).reduce((sum, size) => sum + size, 0);
}
