// SPDX-License-Identifier: Apache-2.0
// Writes the grammar of policies for others: CustomResourceDefinitions for Kubernetes, a JSON Schema for editors.
//
//   node deploy/generate.ts            writes deploy/crds/ and deploy/schema/
//   node deploy/generate.ts --check    exits 1 when they are not what src/policy/grammar.ts says

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { crdText, NAMES } from "../src/policy/crd.ts";
import { KINDS } from "../src/policy/policy.ts";
import { documentSchema } from "../src/policy/schema.ts";

/** The text of each file by its path below deploy/. */
export function render(): ReadonlyMap<string, string> {
  return new Map([
    ...KINDS.map((kind) => [`crds/security.kubearmor.com_${NAMES[kind].plural}.yaml`, crdText(kind)] as const),
    ["schema/policy.schema.json", `${JSON.stringify(documentSchema(), null, 2)}\n`],
  ]);
}

function isFresh(path: string, text: string): boolean {
  try {
    return readFileSync(path, "utf8") === text;
  } catch {
    return false; // a missing file is stale too
  }
}

function main(isCheck: boolean): number {
  const files = Array.from(render(), ([name, text]) => ({ path: join(import.meta.dirname, name), name, text }));
  const stale = files.filter(({ path, text }) => !isFresh(path, text));
  for (const { path, name, text } of stale) {
    if (isCheck) console.error(`deploy/${name} is not what src/policy/grammar.ts says: run node deploy/generate.ts`);
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
  return isCheck && stale.length > 0 ? 1 : 0;
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2).includes("--check"));
