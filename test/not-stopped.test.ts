// SPDX-License-Identifier: Apache-2.0
// docs/not-stopped.md lists what the trials expect to get through, and nothing else.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { missedRows, ROWS } from "./bypass/rows.ts";

const text = readFileSync(join(import.meta.dirname, "../docs/not-stopped.md"), "utf8");

t.test("each row is listed once, in order", async (t) => {
  const listed = Array.from(text.matchAll(/^\| (\d+) \|/gm), ([, number]) => Number(number));
  t.same(listed, missedRows());
  t.ok(listed.length > 0);
});

t.test("rows are numbered from 1 on, and each has trials or says why not", async (t) => {
  t.same(
    ROWS.map(({ number }) => number),
    ROWS.map((_, i) => i + 1),
  );
  for (const { title, tries, notApplicable } of ROWS) t.equal(tries.length === 0, notApplicable !== undefined, title);
});
