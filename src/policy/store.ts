// SPDX-License-Identifier: Apache-2.0
// The policies in force, out of the files as they are now and what was good before. A policy that is broken by an edit keeps
// its last good version, because a typo must not take the guard away; a policy that is taken out of its file is gone.

import type { Problem } from "../problem.ts";
import { isRecord } from "../record.ts";
import { unenforced } from "./enforceable.ts";
import { type ParsedDocument, parsePolicies } from "./parse.ts";
import { DEFAULT_NAMESPACE, identityOf, KINDS, type Policy } from "./policy.ts";

/** A file of the policy source as it is now. */
export type SourceFile =
  | { readonly file: string; readonly text: string }
  /** Why it could not be read. */
  | { readonly file: string; readonly unreadable: string };

/** Its source has not told yet what it is now, or whether it still is: what was good of it stays in force. */
export interface PendingFile {
  readonly file: string;
  readonly isPending: true;
}

export interface DocumentStatus {
  readonly file: string;
  /** As they are written there; null: they could not even be read. */
  readonly kind: string | null;
  readonly name: string | null;
  /** Of a KubeArmorPolicy, which belongs to one; else null. */
  readonly namespace: string | null;
  /** refused: nothing of it is enforced. stale: not what the file says now is enforced, but its last good version. */
  readonly state: "enforced" | "refused" | "stale";
  /** The version of it that is in force; null where it is refused. */
  readonly policy: Policy | null;
  /** Empty for a policy that is stale because of its neighbour: the neighbour, refused, has them. */
  readonly problems: readonly Problem[];
}

/** A policy that could be enforced, and the text of the whole file in which it could. */
export interface Good {
  readonly file: string;
  readonly text: string;
  readonly policy: Policy;
}

/** What is remembered from one snapshot to the next: the policies in force. */
export type Store = readonly Good[];

export const EMPTY_STORE: Store = [];

export interface Update {
  readonly store: Store;
  readonly policies: readonly Policy[];
  readonly status: readonly DocumentStatus[];
}

export function update(store: Store, files: readonly (SourceFile | PendingFile)[]): Update {
  const inOrder = files.toSorted((a, b) => (a.file < b.file ? -1 : Number(a.file > b.file)));
  const before = Map.groupBy(store, ({ file }) => file);
  const candidates = inOrder.flatMap((source) => readFile(source, before.get(source.file) ?? []));
  const inForce = settleNames(store, candidates);
  const status = candidates.map(({ good, ...told }) => {
    const holder = good === null ? undefined : inForce.get(identityOf(good.policy));
    return good === null || holder === undefined || holder === good ? told : refused(told, taken(good, holder));
  });
  const next = [...inForce.values()];
  return { store: next, policies: next.map((good) => good.policy), status };
}

/** Who has a name: the file that had it before, then the first one. A newcomer pushes nobody out of force. */
function settleNames(store: Store, candidates: readonly Candidate[]): ReadonlyMap<string, Good> {
  const fileBefore = new Map(store.map((good) => [identityOf(good.policy), good.file]));
  const goods = candidates.flatMap(({ good }) => (good === null ? [] : [good]));
  const [old, others] = [
    goods.filter((good) => fileBefore.get(identityOf(good.policy)) === good.file),
    goods.filter((good) => fileBefore.get(identityOf(good.policy)) !== good.file),
  ];
  const inForce = new Map<string, Good>();
  for (const good of [...old, ...others]) {
    const name = identityOf(good.policy);
    if (!inForce.has(name)) inForce.set(name, good);
  }
  return inForce;
}

/** What one document asks to be enforced, which holds unless another has its name. */
type Candidate = DocumentStatus & { readonly good: Good | null };

function readFile(source: SourceFile | PendingFile, before: Store): readonly Candidate[] {
  const { file } = source;
  if ("isPending" in source) return before.map(stale);
  if ("unreadable" in source) return [wrong(file, source.unreadable), ...before.map(stale)];
  const documents = documentsOf(source);
  if (documents.length === 0 && before.length > 0) {
    // Half a save looks like this too.
    return [wrong(file, "holds no policy; remove the file to take its policies out of force"), ...before.map(stale)];
  }
  const beforeByName = Map.groupBy(before, ({ policy }) => policy.name);
  const candidates = documents.map((document): Candidate => {
    const { kind, name, policy, problems } = document;
    const told = { file, kind, name, namespace: namespaceOf(document), problems };
    if (policy !== null) return { ...told, state: "enforced", policy, good: { file, text: source.text, policy } };
    const good = (beforeByName.get(name ?? "") ?? []).find((old) => isVersionOf(old.policy, document)) ?? null;
    return { ...told, state: good ? "stale" : "refused", policy: good?.policy ?? null, good };
  });
  // A document that is refused may be any policy of the file, its name or kind misspelt: then none is known to be gone.
  if (candidates.every(({ good }) => good !== null)) return candidates;
  const byName = Map.groupBy(documents, ({ name }) => name);
  const isThere = ({ policy }: Good) => byName.get(policy.name)?.some((document) => isVersionOf(policy, document));
  return [...candidates, ...before.filter((good) => !isThere(good)).map(stale)];
}

/** A file that has not changed is the very value it was before, and is not parsed again. */
const known = new WeakMap<SourceFile, readonly ParsedDocument[]>();

export function documentsOf(source: Extract<SourceFile, { text: string }>): readonly ParsedDocument[] {
  const documents = known.get(source) ?? readDocuments(source.text, source.file);
  known.set(source, documents);
  return documents;
}

/** What this version of Bailiff cannot enforce is refused as what nobody could. */
export function readDocuments(text: string, file: string): readonly ParsedDocument[] {
  return parsePolicies(text, file).map((document) => {
    const problems = document.policy === null ? [] : unenforced(document.policy);
    return problems.length === 0 ? document : { ...document, policy: null, problems };
  });
}

/** What is wrong with a file as a whole. */
function wrong(file: string, message: string): Candidate {
  const problem = { at: { file, line: 1, column: 1 }, path: "", message };
  const nothing = { kind: null, name: null, namespace: null, policy: null, good: null };
  return { file, ...nothing, state: "refused", problems: [problem] };
}

function stale(good: Good): Candidate {
  const { file, policy } = good;
  const { kind, name, scope } = policy;
  const namespace = scope.kind === "namespace" ? scope.namespace : null;
  return { file, kind, name, namespace, state: "stale", policy, problems: [], good };
}

/** Where it belongs, as far as it says; only a KubeArmorPolicy belongs anywhere. */
export function namespaceOf({ kind, namespace }: Pick<ParsedDocument, "kind" | "namespace">): string | null {
  return kind === "KubeArmorPolicy" ? (namespace ?? DEFAULT_NAMESPACE) : null;
}

function refused(told: DocumentStatus, problem: Problem): DocumentStatus {
  return { ...told, state: "refused", policy: null, problems: [...told.problems, problem] };
}

/** A kind that nobody knows is one more typo, and leaves the name to go by. */
function isVersionOf({ kind, name, scope }: Policy, document: ParsedDocument): boolean {
  const isOtherKind = document.kind !== kind && KINDS.some((known) => known === document.kind);
  const isElsewhere = scope.kind === "namespace" && scope.namespace !== (document.namespace ?? DEFAULT_NAMESPACE);
  return document.name === name && !isOtherKind && !isElsewhere;
}

function taken({ policy }: Good, holder: Good): Problem {
  const { file, line } = holder.policy.at;
  const message = `the name "${policy.name}" is taken by the policy at ${file}:${line}`;
  return { at: policy.at, path: "metadata.name", message };
}

/** The store as plain data, to be kept across restarts. A text is kept once, however many policies it holds. */
export interface StoreDump {
  readonly version: 1;
  readonly texts: readonly { readonly file: string; readonly text: string; readonly policies: readonly string[] }[];
}

export function dump(store: Store): StoreDump {
  const byText = Map.groupBy(store, ({ file, text }) => JSON.stringify([file, text]));
  const texts = Array.from(byText.values(), (goods) => ({
    file: goods[0]?.file ?? "",
    text: goods[0]?.text ?? "",
    policies: goods.map(({ policy }) => identityOf(policy)),
  }));
  return { version: 1, texts };
}

/**
 * The store that was dumped; null where the data is no dump. Texts are parsed again: what this version of Bailiff refuses is
 * left out. What is restored shows only where the file of today is broken, because every update starts from the files.
 */
export function restore(data: unknown): Store | null {
  if (!isDump(data)) return null;
  return data.texts.flatMap(({ file, text, policies }) =>
    readDocuments(text, file).flatMap(({ policy }) =>
      policy !== null && policies.includes(identityOf(policy)) ? [{ file, text, policy }] : [],
    ),
  );
}

function isDump(data: unknown): data is StoreDump {
  if (!isRecord(data) || data.version !== 1 || !Array.isArray(data.texts)) return false;
  return data.texts.every(
    (item: unknown) =>
      isRecord(item) &&
      typeof item.file === "string" &&
      typeof item.text === "string" &&
      Array.isArray(item.policies) &&
      item.policies.every((name) => typeof name === "string"),
  );
}
