// SPDX-License-Identifier: Apache-2.0
// Where policies that people really wrote are: a part in ./corpus, and the whole where it lies beside the repository.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");
export const PART = join(import.meta.dirname, "corpus");
export const WHOLE = join(ROOT, "../shared/corpus");
export const EXAMPLES = join(ROOT, "deploy/examples");

/** For tap's `skip`. */
export const WITHOUT_WHOLE = existsSync(WHOLE) ? false : "no corpus beside the repository";

/** Names below the directory, in order; none where it is not there. */
export function manifestsIn(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.ya?ml$/.test(name) && name !== "ORIGIN.yaml")
    .sort();
}

export function textsIn(directory: string): readonly string[] {
  return manifestsIn(directory).map((name) => readFileSync(join(directory, name), "utf8"));
}
