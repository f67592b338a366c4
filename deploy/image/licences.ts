// SPDX-License-Identifier: Apache-2.0
// Whose code is in dist/, and under which licences: the bundler tells.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What esbuild wrote beside the programs: of each, the files that it has code of. */
interface Bundle {
  readonly outputs: Readonly<Record<string, { readonly inputs: Readonly<Record<string, unknown>> }>>;
}

/** The npm packages of which there is code in the programs of a checkout, by their paths below node_modules. */
export function bundledPackages(checkout: string): readonly string[] {
  const bundle: Bundle = JSON.parse(readFileSync(join(checkout, "build/bundle.json"), "utf8"));
  const inputs = Object.values(bundle.outputs).flatMap((output) => Object.keys(output.inputs));
  const packages = inputs.flatMap(
    (input) => /^node_modules\/((?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? [],
  );
  return [...new Set(packages)].sort();
}

/** The text under which a package may be given on; of one that has no such file, what its package.json says. */
export function licenceOf(checkout: string, path: string): string {
  const directory = join(checkout, "node_modules", path);
  const files = readdirSync(directory).filter((name) => /^(licen[cs]e|notice|copying)/i.test(name));
  if (files.length > 0) return files.map((name) => readFileSync(join(directory, name), "utf8")).join("\n");
  const { name, version, license, author } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
  if (typeof license !== "string") throw new Error(`${path} tells no licence`);
  return `${name} ${version}: ${license}, by ${typeof author === "string" ? author : (author?.name ?? "its authors")}\n`;
}
