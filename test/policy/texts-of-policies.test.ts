// SPDX-License-Identifier: Apache-2.0
// One policy of a text by itself says what it says there.

import fc from "fast-check";
import { dump } from "js-yaml";
import t from "tap";
import { type ParsedDocument, parsePolicies, textsOfPolicies } from "../../src/policy/parse.ts";
import { parseYaml, plain } from "../../src/yaml.ts";

const policy = (name: string) => `apiVersion: security.kubearmor.com/v1
kind: KubeArmorHostPolicy
metadata: {name: ${name}}
spec:
  nodeSelector: {matchLabels: {kubearmor.io/hostname: "*"}}
  message: "yes"
  tags: ["1.10", "null", "0x1", "2024-01-01", "a: b", "#x"]
  file: {matchPaths: [{path: /a}]}
`;
const item = (text: string) => `- ${text.trimEnd().replaceAll("\n", "\n  ")}\n`;
const list = (...texts: readonly string[]) => `apiVersion: v1\nkind: List\nitems:\n${texts.map(item).join("")}`;

/** Without places, which are others. */
const said = ({ kind, name, policy, problems }: ParsedDocument) => ({
  kind,
  name,
  scope: policy?.scope,
  rules: policy?.rules.map(({ at: _at, ...rule }) => rule),
  problems: problems.map(({ path, message }) => `${path}: ${message}`),
});

for (const [name, text, count] of [
  ["nothing", "# nothing\n", 0],
  ["one", `# why\n${policy("a")}`, 1],
  ["several", `${policy("a")}---\n# why\n${policy("b")}...\n# c\n%YAML 1.2\n---\n${policy("c")}`, 3],
  ["other ends of lines", `${policy("a")}--- # b\n${policy("b")}`.replaceAll("\n", "\r\n"), 2],
  ["a list, and one behind it", `\uFEFF${list(policy("a"), policy("b"))}---\n${policy("c")}`, 3],
  ["a list of one", list(policy("a")), 1],
  ["JSON", JSON.stringify(plainOf(policy("a"))), 1],
  ["what names something", list(policy("a").replace("message:", "message: &m"), policy("b").replace('"yes"', "*m")), 2],
  ["one that is wrong, among others", `${policy("a").replace("file:", "fle:")}---\n${policy("b")}`, 2],
  ["one that does not parse", `${policy("a")}---\na: [\n---\n${policy("b")}`, 3],
] as const) {
  t.test(name, async (t) => {
    const documents = parsePolicies(text, "all.yaml");
    const texts = textsOfPolicies(text);
    t.equal(documents.length, count);
    t.equal(texts.length, count);
    for (const [i, document] of documents.entries()) {
      const alone = parsePolicies(texts[i] ?? "", "one.yaml");
      t.same(alone.map(said), [said(document)], String(texts[i]));
    }
  });
}

t.test("comments stay", async (t) => {
  const [, second] = textsOfPolicies(`${policy("a")}---\n# why\n${policy("b")}`);
  t.equal(second, `---\n# why\n${policy("b")}`);
});

function plainOf(text: string): unknown {
  const root = parseYaml(text, "x")[0]?.root;
  return root ? plain(root) : undefined;
}

t.test("any value reads as it was written", async () => {
  fc.assert(
    fc.property(fc.object({ values: [fc.string({ unit: "binary" }), fc.integer(), fc.boolean()] }), (value) => {
      const tame = JSON.parse(JSON.stringify(value).toWellFormed());
      return JSON.stringify(plainOf(dump(tame, { noRefs: true }))) === JSON.stringify(tame);
    }),
  );
});
