// SPDX-License-Identifier: Apache-2.0
// What the documents list and the code lists, too.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { SPECS } from "../src/policy/grammar.ts";
import type { JsonSchema } from "../src/shape.ts";

const compatibility = readFileSync(join(import.meta.dirname, "../docs/compatibility.md"), "utf8");

/** `file.matchPaths[].path` below a spec. */
function fieldAt(schema: JsonSchema | undefined, path: string): JsonSchema | undefined {
  return path.split(".").reduce((at: JsonSchema | undefined, key) => {
    const field = at?.properties?.[key.replace("[]", "")];
    return key.endsWith("[]") ? field?.items : field;
  }, schema);
}

t.test("the fields of docs/compatibility.md are in the grammar", async (t) => {
  const [, table = ""] = compatibility.split("## What KubeArmor does not know");
  const [fields = ""] = table.split("\n## ");
  const paths = Array.from(fields.matchAll(/`((?:[a-zA-Z]+(?:\[\])?\.)+[a-zA-Z]+)`/g), ([, path = ""]) => path);
  t.ok(paths.length > 18, `${paths.length} fields`);
  for (const path of paths) t.ok(fieldAt(SPECS.KubeArmorPolicy.schema, path), path);
  t.notOk(fieldAt(SPECS.KubeArmorPolicy.schema, "file.matchPaths[].nothing"));
});
