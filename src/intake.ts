// SPDX-License-Identifier: Apache-2.0
// The policies of all sources: what is written there now, what of it is good, and what is in force.

import { explain } from "./errors.ts";
import type { bailiff } from "./gen/proto.js";
import { identityOf, type Policy } from "./policy/policy.ts";
import type { BoundRule } from "./policy/resolve.ts";
import {
  type DocumentStatus,
  EMPTY_STORE,
  type Good,
  type PendingFile,
  type SourceFile,
  type Store,
  update,
} from "./policy/store.ts";
import { readLastGood, writeLastGood } from "./source/last-good.ts";
import { policyStatus, problemTexts } from "./status.ts";
import type { Workload } from "./workload/workload.ts";

/** Where policies come from. No two of them may give files of one name. */
export type PolicySource = "directory" | "applied" | "kubernetes";

/** A policy that is in force, and the file it is in. */
export interface Held {
  readonly source: PolicySource;
  readonly good: Good;
}

export interface IntakeOptions {
  /** Where what was good is kept. */
  readonly stateDir: string;
  /** Whether the kernel has these now; if not, it has those before. */
  readonly apply: (policies: readonly Policy[]) => boolean;
  /** Something is wrong with a policy that was not wrong before. */
  readonly onProblem: (text: string) => void;
  /** Of keeping what is good; null: it is well. */
  readonly onStateTrouble: (trouble: string | null) => void;
}

export class Intake {
  readonly #options: IntakeOptions;
  readonly #files = new Map<PolicySource, readonly (SourceFile | PendingFile)[]>();
  #store: Store = EMPTY_STORE;
  #documents: readonly DocumentStatus[] = [];
  /** By identityOf. */
  #inForce: ReadonlyMap<string, Policy> = new Map();

  constructor(options: IntakeOptions) {
    this.#options = options;
    // Without what was kept, a policy that is broken now is not enforced; that is no reason to enforce none.
    try {
      this.#store = readLastGood(options.stateDir);
    } catch (error) {
      options.onStateTrouble(explain(error));
    }
  }

  /** Those that were good last. */
  rules(): readonly BoundRule[] {
    return this.#store.flatMap(({ policy }) => policy.rules.map((rule) => ({ policy, rule })));
  }

  /** The files of what was good last: a source may have to say of them that it cannot tell yet. */
  files(): readonly string[] {
    return [...new Set(this.#store.map(({ file }) => file))];
  }

  /** What a source has at the start, before all have told theirs: the next take() brings it into force with the others. */
  begin(source: PolicySource, files: readonly (SourceFile | PendingFile)[]): void {
    this.#files.set(source, files);
  }

  /** All that a source has now. Whether it is in force; if not, the policies before are, and it is to be told again. */
  take(source: PolicySource, files: readonly (SourceFile | PendingFile)[]): boolean {
    this.#files.set(source, files);
    const { store, policies, status } = update(this.#store, [...this.#files.values()].flat());
    const told = new Set(problemTexts(this.#documents));
    for (const problem of problemTexts(status)) if (!told.has(problem)) this.#options.onProblem(problem);
    this.#documents = status;
    if (!this.#options.apply(policies)) return false;
    this.#store = store;
    this.#inForce = new Map(policies.map((policy) => [identityOf(policy), policy]));
    this.#keep();
    return true;
  }

  /** `trouble`: why the kernel has not taken what it should have; "": it has. */
  status(workloads: readonly Workload[], trouble: string): bailiff.v1.IPolicyStatus[] {
    const sources = this.#sources();
    return this.#documents.map((document) => ({
      ...policyStatus(document, workloads, this.#inForce, trouble),
      source: sources.get(document.file) ?? "",
    }));
  }

  /** What is in force, by identityOf. */
  holders(): ReadonlyMap<string, Held> {
    const sources = this.#sources();
    const held = this.#store.flatMap((good): readonly [string, Held][] => {
      const source = sources.get(good.file);
      return source === undefined ? [] : [[identityOf(good.policy), { source, good }]];
    });
    return new Map(held);
  }

  /** What is written now in a file of any source; null: there is none, or nobody can read it. */
  textOf(file: string): string | null {
    const source = [...this.#files.values()].flat().find((it) => it.file === file);
    return source !== undefined && "text" in source ? source.text : null;
  }

  #sources(): ReadonlyMap<string, PolicySource> {
    return new Map(
      Array.from(this.#files, ([source, files]) => files.map(({ file }) => [file, source] as const)).flat(),
    );
  }

  #keep(): void {
    try {
      writeLastGood(this.#options.stateDir, this.#store);
      this.#options.onStateTrouble(null);
    } catch (error) {
      this.#options.onStateTrouble(explain(error));
    }
  }
}
