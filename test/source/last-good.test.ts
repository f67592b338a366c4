// SPDX-License-Identifier: Apache-2.0
// What is kept of good policies: back as it was, and an error where something else lies in its place.
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";
import { EMPTY_STORE, update } from "../../src/policy/store.ts";
import { readLastGood, writeLastGood } from "../../src/source/last-good.ts";

const TEXT = `apiVersion: security.kubearmor.com/v1
kind: KubeArmorHostPolicy
metadata: {name: one}
spec:
  nodeSelector: {matchLabels: {kubearmor.io/hostname: "*"}}
  file: {matchPaths: [{path: /a}]}
`;

t.test("last good policies", async (t) => {
  const dir = mkdtempSync(join(tmpdir(), "bailiff-state-"));
  t.teardown(() => rmSync(dir, { recursive: true }));
  t.same(readLastGood(dir), EMPTY_STORE, "nothing was kept");

  const { store } = update(EMPTY_STORE, [{ file: "/p/a.yaml", text: TEXT }]);
  writeLastGood(dir, store);
  t.same(readLastGood(dir), store, "back as it was");
  const [name = "", ...others] = readdirSync(dir);
  t.same(others, [], "and nothing beside it");
  t.equal(statSync(join(dir, name)).mode & 0o777, 0o600);

  const broken = update(readLastGood(dir), [{ file: "/p/a.yaml", text: TEXT.replace("matchPaths", "matchPath") }]);
  t.match(broken.status, [{ state: "stale", name: "one" }], "it holds where the file is broken now");

  for (const [what, text] of [
    ["no JSON", "{"],
    ["another JSON", "[]"],
    ["another version", '{"version":2,"texts":[]}'],
  ] as const) {
    writeFileSync(join(dir, name), text);
    t.throws(() => readLastGood(dir), { code: "FILE" }, what);
  }
  t.throws(() => writeLastGood(join(dir, "nowhere"), store), { code: "FILE" });
});
