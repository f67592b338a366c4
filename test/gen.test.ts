// SPDX-License-Identifier: Apache-2.0
// What is in src/gen/ is what its sources say, and KubeArmor's numbers stand as its clients know them.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import protobuf from "protobufjs";
import t from "tap";
import { definitions, render } from "../bpf/generate.ts";
import { bailiff, feeder } from "../src/gen/proto.js";
import { EncodedLogService, Health, LogService, NodeService } from "../src/rpc.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

t.test("abi.ts is what abi.h says", async (t) => t.equal(read("src/gen/abi.ts"), render(join(root, "bpf"))));

t.test("enums and structs are found in the order of the header", async (t) => {
  const header = "enum a { A };\nstruct b {\n\tenum a of;\n};\n_Static_assert(1);\n/* struct c { */\nenum d {\n};\n";
  t.same(definitions(header), [
    { kind: "enum", name: "a" },
    { kind: "struct", name: "b" },
    { kind: "enum", name: "d" },
  ]);
});

t.test("proto.js and proto.d.ts are what proto/ says", async (t) => {
  const out = mkdtempSync("/tmp/bailiff-gen-");
  t.teardown(() => rmSync(out, { recursive: true }));
  execFileSync(join(root, "proto/generate.sh"), [out]);
  for (const name of ["proto.js", "proto.d.ts"]) {
    t.ok(readFileSync(join(out, name), "utf8") === read(`src/gen/${name}`), `${name}: run proto/generate.sh`);
  }
});

t.test("each generated file says so on its first line", async (t) => {
  for (const name of ["abi.ts", "proto.js", "proto.d.ts"]) {
    t.match(read(`src/gen/${name}`).split("\n")[0], /^\/\/ Generated from .* do not edit\.$/, name);
  }
});

/** What both have, and what each numbers in its own way. `alert log name type`, 0 where it has none. */
const FIELDS = `
 1  1 Timestamp int64
 2  2 UpdatedTime string
 3  3 ClusterName string
 4  4 HostName string
 5  5 NamespaceName string
 6  6 PodName string
 7  7 ContainerID string
 8  8 ContainerName string
 9  9 HostPID int32
10 10 PPID int32
11 11 PID int32
12 12 UID int32
13  0 PolicyName string
14  0 Severity string
15  0 Tags string
16  0 Message string
17 13 Type string
18 14 Source string
19 15 Operation string
20 16 Resource string
21 17 Data string
22  0 Action string
23 18 Result string
24 19 ContainerImage string
25 20 ParentProcessName string
26 21 ProcessName string
27 22 HostPPID int32
28  0 Enforcer string
29 23 Labels string
30  0 ATags repeated string
31 24 Owner Podowner
32 25 Cwd string
33 26 TTY string
34  0 MaxAlertsPerSec int32
35  0 DroppingAlertsInterval int32
36 27 ExecEvent ExecEvent
37  0 KubeArmorVersion string
38 28 NodeID string
39 29 ProcessHash string
40 30 ParentHash string
41 31 ResourceHash string
42 32 HashAlgo string
43 33 EventData map<string,string>
44 34 UserName string
`;

const table = FIELDS.trim()
  .split("\n")
  .map((line) => /^ *(\d+) +(\d+) (\w+) (.+)$/.exec(line) as unknown as [string, string, string, string, string])
  .map(([, alert, log, name, type]) => ({ alert: Number(alert), log: Number(log), name, type }));

const numbered = (column: "alert" | "log"): string[] =>
  table.filter((row) => row[column] > 0).map((row) => `${row[column]} ${row.name} ${row.type}`);

const schema = new protobuf.Root();
schema.loadSync(join(root, "proto/kubearmor.proto"), { keepCase: true });

function fieldsOf(message: string): string[] {
  const fields = schema.lookupType(`feeder.${message}`).fieldsArray.sort((a, b) => a.id - b.id);
  return fields.map((field) => {
    const kind = field instanceof protobuf.MapField ? `map<${field.keyType},${field.type}>` : field.type;
    return `${field.id} ${field.name} ${field.repeated ? "repeated " : ""}${kind}`;
  });
}

for (const [message, want] of [
  ["Alert", numbered("alert")],
  ["Log", numbered("log")],
  [
    "Message",
    [
      "1 Timestamp int64",
      "2 UpdatedTime string",
      "3 ClusterName string",
      "4 HostName string",
      "5 HostIP string",
      "6 Type string",
      "7 Level string",
      "8 Message string",
    ],
  ],
  ["NonceMessage", ["1 nonce int32"]],
  ["ReplyMessage", ["1 Retval int32"]],
  ["RequestMessage", ["1 Filter string"]],
  ["Podowner", ["1 Ref string", "2 Name string", "3 Namespace string"]],
  ["ExecEvent", ["1 ExecID string", "2 ExecutableName string"]],
] as const) {
  t.test(`feeder.${message}: numbers, names and types`, async (t) => t.same(fieldsOf(message), want));
}

t.test("the generated code writes what the schema reads", async (t) => {
  for (const message of ["Alert", "Log", "Message"] as const) {
    const type = schema.lookupType(`feeder.${message}`);
    const given: Record<string, unknown> = {};
    for (const field of type.fieldsArray) {
      if (field instanceof protobuf.MapField) given[field.name] = { Key: "value" };
      else if (field.repeated) given[field.name] = ["a", "b"];
      else if (field.type === "string") given[field.name] = field.name;
      else if (field.type.startsWith("int")) given[field.name] = field.id * 1000;
      else given[field.name] = field.type === "Podowner" ? { Ref: "r", Name: "n", Namespace: "s" } : { ExecID: "0" };
    }
    const code = feeder[message] as {
      encode(message: object): { finish(): Uint8Array };
      decode(bytes: Uint8Array): object;
    };
    const bytes = code.encode(given).finish();
    t.same(type.toObject(type.decode(bytes), { longs: Number }), given, message);
    t.same(JSON.parse(JSON.stringify(code.decode(bytes))), given, `${message}, read back`);
  }
});

t.test("64-bit numbers are numbers", async (t) => {
  const bytes = bailiff.v1.Status.encode({ startTime: 2 ** 40, counters: { records: 2 ** 52 } }).finish();
  const status = bailiff.v1.Status.decode(bytes);
  t.equal(status.startTime, 2 ** 40);
  t.equal(status.counters.records, 2 ** 52);
});

t.test("the services of proto/ and the tables of src/rpc.ts name the same methods", async (t) => {
  const all = new protobuf.Root();
  for (const name of ["kubearmor", "bailiff", "health"])
    all.loadSync(join(root, `proto/${name}.proto`), { keepCase: true });
  for (const [service, methods] of [
    ["feeder.LogService", LogService],
    ["feeder.LogService", EncodedLogService],
    ["bailiff.v1.NodeService", NodeService],
    ["grpc.health.v1.Health", Health],
  ] as const) {
    const want = all
      .lookupService(service)
      .methodsArray.map(({ name, responseStream }) => [name, `/${service}/${name}`, responseStream === true]);
    t.same(
      Object.entries(methods).map(([name, { path, responseStream }]) => [name, path, responseStream]),
      want,
      service,
    );
  }
});
