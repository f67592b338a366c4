// SPDX-License-Identifier: Apache-2.0
// What is in force as files come, go, break and are mended.

import t from "tap";
import {
  dump,
  EMPTY_STORE,
  type PendingFile,
  restore,
  type SourceFile,
  type Store,
  update,
} from "../../src/policy/store.ts";
import { formatProblem } from "../../src/problem.ts";

/** A policy whose message tells its version. */
function policy(name: string, version = "1", kind = "KubeArmorHostPolicy"): string {
  return `apiVersion: security.kubearmor.com/v1
kind: ${kind}
metadata: {name: ${name}}
spec:
  nodeSelector: {matchLabels: {kubearmor.io/hostname: "*"}}
  message: v${version}
  file: {matchPaths: [{path: /${name}}]}
`;
}
const refusedPolicy = (name: string) => policy(name).replace("file:", "fle:");
const wrongKind = (name: string) => policy(name, "1", "KubeArmorHostPolcy");
const NOT_YAML = "a: [\n";
const JOIN = "---\n";

type Files = Record<string, string | { unreadable: string } | { isPending: true }>;

/** Runs through snapshots and tells of the last one: what is in force, and the state of each document. */
function after(...snapshots: Files[]): { inForce: string[]; states: string[]; problems: string[]; store: Store } {
  return run(EMPTY_STORE, ...snapshots);
}

function run(start: Store, ...snapshots: Files[]) {
  let store = start;
  let last = update(store, []);
  for (const files of snapshots) {
    const sources = Object.entries(files).map(([file, text]): SourceFile | PendingFile =>
      typeof text === "string" ? { file, text } : { file, ...text },
    );
    last = update(store, sources);
    store = last.store;
  }
  return {
    inForce: last.policies.map(({ name, rules }) => `${name} ${rules[0]?.message}`),
    states: last.status.map(({ file, name, state }) => `${file} ${name} ${state}`),
    problems: last.status.flatMap(({ problems }) => problems.map(formatProblem)),
    store,
  };
}

for (const [name, snapshots, inForce, states] of [
  ["nothing", [{}], [], []],
  ["an empty file", [{ a: "# nothing yet\n" }], [], []],
  ["a policy that is refused from the start", [{ a: refusedPolicy("x") }], [], ["a x refused"]],
  ["a file that is broken from the start", [{ a: NOT_YAML }], [], ["a null refused"]],
  ["a file that cannot be read from the start", [{ a: { unreadable: "no" } }], [], ["a null refused"]],
  ["a file that is pending from the start", [{ a: { isPending: true } }], [], []],
  ["a policy", [{ a: policy("x") }], ["x v1"], ["a x enforced"]],
  ["a changed policy", [{ a: policy("x") }, { a: policy("x", "2") }], ["x v2"], ["a x enforced"]],
  ["two files", [{ b: policy("y"), a: policy("x") }], ["x v1", "y v1"], ["a x enforced", "b y enforced"]],
  ["two documents", [{ a: policy("x") + JOIN + policy("y") }], ["x v1", "y v1"], ["a x enforced", "a y enforced"]],
  [
    "one good, one refused",
    [{ a: policy("x") + JOIN + refusedPolicy("y") }],
    ["x v1"],
    ["a x enforced", "a y refused"],
  ],

  ["its file is removed", [{ a: policy("x") }, {}], [], []],
  ["its file is emptied", [{ a: policy("x") }, { a: "" }], ["x v1"], ["a null refused", "a x stale"]],
  ["an empty file that never held one", [{ a: "# nothing" }], [], []],
  [
    "its document is removed",
    [{ a: policy("x") + JOIN + policy("y") }, { a: policy("y") }],
    ["y v1"],
    ["a y enforced"],
  ],
  ["it gets another name", [{ a: policy("x") }, { a: policy("z") }], ["z v1"], ["a z enforced"]],
  ["it moves to another file", [{ a: policy("x") }, { b: policy("x") }], ["x v1"], ["b x enforced"]],

  ["it breaks", [{ a: policy("x") }, { a: refusedPolicy("x") }], ["x v1"], ["a x stale"]],
  ["its kind breaks", [{ a: policy("x") }, { a: wrongKind("x") }], ["x v1"], ["a x stale"]],
  [
    "it becomes another kind",
    [{ a: policy("x") }, { a: policy("x", "1", "KubeArmorPolicy") }],
    ["x v1"],
    ["a x refused", "a x stale"],
  ],
  ["its name breaks", [{ a: policy("x") }, { a: policy("X_") }], ["x v1"], ["a X_ refused", "a x stale"]],
  [
    "it breaks twice",
    [{ a: policy("x") }, { a: refusedPolicy("x") }, { a: `${refusedPolicy("x")}# more` }],
    ["x v1"],
    ["a x stale"],
  ],
  [
    "it breaks and is mended",
    [{ a: policy("x") }, { a: refusedPolicy("x") }, { a: policy("x", "3") }],
    ["x v3"],
    ["a x enforced"],
  ],
  ["it breaks and is removed", [{ a: policy("x") }, { a: refusedPolicy("x") }, {}], [], []],
  ["it breaks and its file comes back", [{ a: policy("x") }, {}, { a: refusedPolicy("x") }], [], ["a x refused"]],
  ["it breaks in another file", [{ a: policy("x") }, { b: refusedPolicy("x") }], [], ["b x refused"]],
  [
    "its neighbour breaks",
    [{ a: policy("x") + JOIN + policy("y") }, { a: policy("x", "2") + JOIN + refusedPolicy("y") }],
    ["x v2", "y v1"],
    ["a x enforced", "a y stale"],
  ],
  [
    "its neighbour's YAML breaks",
    [{ a: policy("x") + JOIN + policy("y") }, { a: policy("x", "2") + JOIN + NOT_YAML }],
    ["x v2", "y v1"],
    ["a x enforced", "a null refused", "a y stale"],
  ],
  [
    "the whole file breaks",
    [{ a: policy("x") + JOIN + policy("y") }, { a: NOT_YAML }],
    ["x v1", "y v1"],
    ["a null refused", "a x stale", "a y stale"],
  ],
  ["its file is pending", [{ a: policy("x") }, { a: { isPending: true } }], ["x v1"], ["a x stale"]],
  [
    "its file becomes unreadable",
    [{ a: policy("x") }, { a: { unreadable: "no" } }],
    ["x v1"],
    ["a null refused", "a x stale"],
  ],
  [
    "its file becomes readable again",
    [{ a: policy("x") }, { a: { unreadable: "no" } }, { a: policy("x", "2") }],
    ["x v2"],
    ["a x enforced"],
  ],

  [
    "the same name in two files",
    [{ b: policy("x", "b"), a: policy("x", "a") }],
    ["x va"],
    ["a x enforced", "b x refused"],
  ],
  [
    "the same name twice in a file",
    [{ a: policy("x") + JOIN + policy("x", "2") }],
    ["x v1"],
    ["a x enforced", "a x refused"],
  ],
  [
    "the same name, the first is removed",
    [{ a: policy("x", "a"), b: policy("x", "b") }, { b: policy("x", "b") }],
    ["x vb"],
    ["b x enforced"],
  ],
  [
    "the same name comes in a file that sorts first",
    [{ b: policy("x", "b") }, { a: policy("x", "a"), b: policy("x", "b") }],
    ["x vb"],
    ["a x refused", "b x enforced"],
  ],
  [
    "the same name, the first is refused",
    [{ a: refusedPolicy("x"), b: policy("x", "b") }],
    ["x vb"],
    ["a x refused", "b x enforced"],
  ],
  [
    "the same name, the first is stale",
    [{ a: policy("x", "a") }, { a: refusedPolicy("x"), b: policy("x", "b") }],
    ["x va"],
    ["a x stale", "b x refused"],
  ],
] as const) {
  t.test(name, async (t) => {
    const result = after(...(snapshots as unknown as Files[]));
    t.strictSame(result.inForce, inForce);
    t.strictSame(result.states, states);
  });
}

for (const [name, files, want] of [
  ["a refused policy", { a: refusedPolicy("x") }, ['a:7:3: spec: unknown key "fle", did you mean "file"?']],
  [
    "broken YAML",
    { a: NOT_YAML },
    ["a:2:1: stands too far to the left, or a bracket or quote before it is not closed"],
  ],
  [
    "an unreadable file",
    { a: { unreadable: "cannot be read: permission denied" } },
    ["a:1:1: cannot be read: permission denied"],
  ],
  [
    "a taken name",
    { a: `# first\n${policy("x")}`, b: policy("x") },
    ['b:1:1: metadata.name: the name "x" is taken by the policy at a:2'],
  ],
] as const) {
  t.test(`told: ${name}`, async (t) => t.strictSame(after(files as Files).problems, want));
}

t.test("the status has the version in force", async (t) => {
  const { store } = after({ a: policy("x") });
  const { status } = update(store, [{ file: "a", text: `${refusedPolicy("x")}${JOIN}${refusedPolicy("y")}` }]);
  t.strictSame(
    status.map(({ kind, name, policy }) => [kind, name, policy?.rules[0]?.message]),
    [
      ["KubeArmorHostPolicy", "x", "v1"],
      ["KubeArmorHostPolicy", "y", undefined],
    ],
  );
});

t.test("a dump outlives a restart as JSON, and keeps each text once", async (t) => {
  const text = policy("x") + JOIN + policy("y");
  const { store } = after({ a: text, b: policy("z") }, { a: text, b: refusedPolicy("z") });
  const dumped = JSON.parse(JSON.stringify(dump(store)));
  t.strictSame(dumped, {
    version: 1,
    texts: [
      { file: "a", text, policies: ["KubeArmorHostPolicy/x", "KubeArmorHostPolicy/y"] },
      { file: "b", text: policy("z"), policies: ["KubeArmorHostPolicy/z"] },
    ],
  });
  t.strictSame(restore(dumped), store);
});

t.test("what was restored counts only for what is broken now", async (t) => {
  const { store } = after({ a: policy("x"), b: policy("y"), c: policy("z") });
  const restored = restore(dump(store)) ?? EMPTY_STORE;
  const result = run(restored, { a: refusedPolicy("x"), b: policy("y", "2") });
  t.strictSame(result.inForce, ["x v1", "y v2"]);
  t.strictSame(result.states, ["a x stale", "b y enforced"]);
});

for (const [name, data, want] of [
  ["nothing", undefined, null],
  ["another version", { version: 2, texts: [] }, null],
  ["a list", [], null],
  ["texts that are none", { version: 1, texts: [{ file: "a" }] }, null],
  ["names that are none", { version: 1, texts: [{ file: "a", text: "", policies: [1] }] }, null],
  ["an empty dump", { version: 1, texts: [] }, []],
  [
    "a text that is refused now",
    { version: 1, texts: [{ file: "a", text: NOT_YAML, policies: ["KubeArmorHostPolicy/x"] }] },
    [],
  ],
  ["a policy that is not in the text", { version: 1, texts: [{ file: "a", text: policy("x"), policies: [] }] }, []],
] as const) {
  t.test(`restored from ${name}`, async (t) => t.strictSame(restore(data), want));
}

const DEVICE = "  device:\n    matchDevice: [{class: HID}]\n";

t.test("what this version cannot enforce is refused whole, with a problem where each rule stands", async (t) => {
  const { inForce, states, problems } = after({ "f.yaml": policy("a") + DEVICE });
  t.strictSame(inForce, []);
  t.strictSame(states, ["f.yaml a refused"]);
  t.strictSame(problems, ["f.yaml:9:19: not enforced by this version of Bailiff: device"]);
});

t.test("a policy that comes to ask for more than can be enforced keeps its last good version", async (t) => {
  const { inForce, states } = after({ "f.yaml": policy("a") }, { "f.yaml": policy("a", "2") + DEVICE });
  t.strictSame(inForce, ["a v1"]);
  t.strictSame(states, ["f.yaml a stale"]);
});

t.test("policies for containers are in force", async (t) => {
  const text = policy("a")
    .replace("KubeArmorHostPolicy", "KubeArmorClusterPolicy")
    .replace(/nodeSelector: .*/, 'selector: {matchExpressions: [{key: namespace, operator: In, values: ["x"]}]}');
  t.strictSame(after({ "f.yaml": text }).states, ["f.yaml a enforced"]);
});

t.test("a file that is the same value is not parsed again: its policies are the same values", async (t) => {
  const source = { file: "f.yaml", text: policy("a") };
  const first = update(EMPTY_STORE, [source]);
  const second = update(first.store, [source, { file: "g.yaml", text: policy("b") }]);
  t.equal(first.policies[0], second.policies[0]);
  t.equal(second.policies.length, 2);
});
