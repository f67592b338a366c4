// SPDX-License-Identifier: Apache-2.0
// What a call asks to be applied, policy by policy: what is wrong with each, and where those are to be kept that nothing is wrong with.

import type { bailiff } from "./gen/proto.js";
import { tooLarge } from "./policy/enforceable.ts";
import { type ParsedDocument, textsOfPolicies } from "./policy/parse.ts";
import { identityOf, type Policy } from "./policy/policy.ts";
import { namespaceOf, readDocuments } from "./policy/store.ts";
import { keptFile } from "./source/kept-files.ts";

export type Result = bailiff.v1.IPolicyResult;

/** A policy that somebody asked for and that nothing is wrong with so far. */
export interface Candidate {
  readonly result: Result;
  readonly policy: Policy;
  readonly file: string;
  readonly text: string;
}

/** `directory`: where policies are kept. Results in the order of what was asked for; candidates share theirs. */
export function readRequest(directory: string, texts: readonly bailiff.v1.IPolicyText[]) {
  const results: Result[] = [];
  const candidates: Candidate[] = [];
  const seen = new Map<string, Policy>();
  for (const { file, text } of texts.map((it) => ({ file: it.file || "<request>", text: it.text ?? "" }))) {
    const documents = readDocuments(text, file);
    const alone = textsOfPolicies(text);
    if (documents.length === 0) results.push({ file, line: 1, result: "refused", message: "holds no policy" });
    for (const [i, document] of documents.entries()) {
      const result = resultOf(document);
      results.push(result);
      const { policy } = document;
      const problems = policy === null ? document.problems : tooLarge(policy);
      if (policy === null || problems.length > 0) {
        result.problems = problems.map(({ at, path, message }) => ({ ...at, path, message }));
        continue;
      }
      const other = seen.get(identityOf(policy));
      seen.set(identityOf(policy), other ?? policy);
      const namespace = namespaceOf(document);
      const candidate = { result, policy, file: keptFile(directory, { ...policy, namespace }), text: alone[i] ?? text };
      if (other !== undefined)
        refuse([candidate], `it is at ${other.at.file}:${other.at.line}, too: only one can be in force`);
      else candidates.push(candidate);
    }
  }
  return { results, candidates };
}

function resultOf(document: ParsedDocument): Result {
  const { kind, name, at } = document;
  const policy = { kind: kind ?? "", namespace: namespaceOf(document) ?? "", name: name ?? "" };
  return { policy, result: "refused", file: at.file, line: at.line };
}

export function refuse(them: readonly { readonly result: Result }[], message: string): void {
  for (const { result } of them) {
    result.result = "refused";
    result.message = message;
  }
}
