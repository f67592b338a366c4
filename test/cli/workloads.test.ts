// SPDX-License-Identifier: Apache-2.0
// bailiff workloads: what is shown of whom policies bind.
import t from "tap";
import { listing, workloadText } from "../../src/cli/workloads.ts";
import type { bailiff } from "../../src/gen/proto.js";
import { run, serve } from "./run.ts";

const ID = "b".repeat(64);
const host = { id: "host", kind: "host", name: "node-1", mode: "enabled", state: "running", ruleCount: 0 };
const nginx: bailiff.v1.IWorkloadStatus = {
  id: ID,
  kind: "container",
  namespace: "shop",
  pod: "web-0",
  name: "nginx",
  image: "docker.io/library/nginx:1.27",
  imageId: `sha256:${"d".repeat(64)}`,
  pid: 4711,
  labels: { app: "web", odd: "\u001b[31m" },
  mode: "audited",
  state: "ending",
  policies: ["a", "b"],
  ruleCount: 3,
  guardedSince: 1_700_000_000,
  guardedFromStart: "yes",
};
const rules = [{ policy: "a", class: "file", action: "Block", file: "a.yaml", line: 7, column: 5 }];

t.test("the table", async (t) => {
  t.equal(
    listing([host, nginx], "table"),
    `ID            NAMESPACE  POD    NAME    MODE     STATE    RULES  POLICIES
host          -          -      node-1  enabled  running  0      -
bbbbbbbbbbbb  shop       web-0  nginx   audited  ending   3      a,b
`,
  );
  t.match(
    listing([nginx], "wide"),
    new RegExp(
      `^ID .*LABELS\\n${ID}  .*  4711 +2023-11-14T22:13:20Z  yes +docker\\.io/library/nginx:1\\.27  sha256:d{64}  app=web,odd=\\\\u\\{1b\\}\\[31m\\n$`,
    ),
  );
});

t.test("for machines: every field", async (t) => {
  const empty = {
    id: "",
    kind: "",
    namespace: "",
    pod: "",
    name: "",
    image: "",
    imageId: "",
    pid: 0,
    privileged: false,
    guardedSince: 0,
    guardedFromStart: "",
    labels: {},
    mode: "",
    state: "",
  };
  t.strictSame(JSON.parse(listing([{}], "json")), [{ ...empty, policies: [], ruleCount: 0, rules: [] }]);
  t.match(listing([nginx], "yaml"), /^- id: b{64}\n {2}kind: container\n {2}namespace: shop\n/);
});

t.test("one of them", async (t) => {
  t.equal(
    workloadText({ ...nginx, labels: { app: "web" }, rules }),
    `id          ${ID}
kind        container
namespace   shop
pod         web-0
name        nginx
image       docker.io/library/nginx:1.27
image id    sha256:${"d".repeat(64)}
privileged  no
guarded     since 2023-11-14T22:13:20Z, from its first program on: yes
labels      app=web
mode        audited
state       ending
pid         4711

POLICY  CLASS  ACTION  WRITTEN AT
a       file   Block   a.yaml:7:5
`,
  );
});

t.test("asked of a daemon", { buffered: true }, async (t) => {
  const asked: string[] = [];
  const all = [host, { ...nginx, rules }];
  const server = await serve(t, {
    workloads: (id) => {
      asked.push(id);
      return { workloads: all.filter((it) => (it.id ?? "").startsWith(id)) };
    },
  });
  const grpc = ["--grpc", server.address];
  const listed = await run(t, ["workloads", "-o", "json", ...grpc]);
  t.equal(listed.code, 0, listed.stderr);
  t.same(
    JSON.parse(listed.stdout).map(({ id }: { id: string }) => id),
    ["host", ID],
  );
  const shown = await run(t, ["workloads", "show", "bb", "--json", ...grpc]);
  t.equal(shown.code, 0, shown.stderr);
  t.match(JSON.parse(shown.stdout), { id: ID, rules });
  for (const [id, why] of [
    ["c", /^bailiff: c is not bound\n$/],
    ["", /^bailiff: {2}is the beginning of 2: host, bbbbbbbbbbbb\n$/],
  ] as const) {
    const refused = await run(t, ["workloads", "show", id, ...grpc]);
    t.equal(refused.code, 1);
    t.match(refused.stderr, why);
  }
  t.same(asked, ["", "bb", "c", ""]);
  t.equal((await run(t, ["workloads", "-o", "xml", ...grpc])).code, 2);
});
