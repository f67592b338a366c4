// SPDX-License-Identifier: Apache-2.0
// The grammar as others read it: JSON Schema and CustomResourceDefinitions say what the parser says, Kubernetes can take them,
// and the files in deploy/ are what the grammar says.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { load } from "js-yaml";
import t from "tap";
import { render } from "../../deploy/generate.ts";
import { crd, NAMES } from "../../src/policy/crd.ts";
import { parsePolicies } from "../../src/policy/parse.ts";
import { KINDS, type PolicyKind } from "../../src/policy/policy.ts";
import { documentSchema, policySchema } from "../../src/policy/schema.ts";
import { formatProblem, type Problem } from "../../src/problem.ts";
import type { JsonSchema } from "../../src/shape.ts";
import { parseYaml, type YamlNode } from "../../src/yaml.ts";
import { EXAMPLES, manifestsIn, ROOT, WHOLE, WITHOUT_WHOLE } from "./manifests.ts";

// ---- what Kubernetes takes

const schemaOf = (kind: PolicyKind): JsonSchema => crd(kind).spec.versions[0].schema.openAPIV3Schema;

const JUNCTORS = ["allOf", "anyOf", "oneOf"] as const;

/** What https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources (…) calls a structural schema; `path` for messages. */
function structuralFaults(schema: JsonSchema, path: string): string[] {
  const faults: string[] = [];
  if (schema.type === undefined) faults.push(`${path}: has no type`);
  if ("$ref" in schema) faults.push(`${path}: $ref`);
  if (schema.additionalProperties === false) faults.push(`${path}: additionalProperties: false`);
  if (schema.additionalProperties && schema.properties) faults.push(`${path}: additionalProperties beside properties`);
  if (schema.type === "array" && schema.items === undefined) faults.push(`${path}: a list of anything`);
  if (schema.pattern !== undefined) faults.push(...patternFaults(schema.pattern, path));
  const fields = Object.entries(schema.properties ?? {});
  faults.push(...fields.flatMap(([key, field]) => structuralFaults(field, `${path}.${key}`)));
  if (schema.items) faults.push(...structuralFaults(schema.items, `${path}[]`));
  if (schema.additionalProperties) faults.push(...structuralFaults(schema.additionalProperties, `${path}{}`));
  return [...faults, ...conditionsOf(schema).flatMap((condition) => conditionFaults(condition, schema, `${path}?`))];
}

function conditionsOf(schema: JsonSchema): readonly JsonSchema[] {
  return [...JUNCTORS.flatMap((word) => schema[word] ?? []), ...(schema.not ? [schema.not] : [])];
}

/** Inside allOf, anyOf, oneOf and not: only values may be judged, and only of fields that stand outside, too. */
function conditionFaults(condition: JsonSchema, outside: JsonSchema, path: string): string[] {
  const words = ["type", "description", "title", "default", "nullable", "additionalProperties"];
  const faults = words.filter((word) => word in condition).map((word) => `${path}: has ${word}`);
  if (condition.pattern !== undefined) faults.push(...patternFaults(condition.pattern, path));
  for (const [key, field] of Object.entries(condition.properties ?? {})) {
    const known = outside.properties?.[key];
    if (known === undefined) faults.push(`${path}.${key}: stands only here`);
    else faults.push(...conditionFaults(field, known, `${path}.${key}`));
  }
  if (condition.items) {
    if (outside.items === undefined) faults.push(`${path}[]: stands only here`);
    else faults.push(...conditionFaults(condition.items, outside.items, `${path}[]`));
  }
  return [...faults, ...conditionsOf(condition).flatMap((nested) => conditionFaults(nested, outside, path))];
}

/** RE2 looks neither ahead nor behind nor back. */
function patternFaults(pattern: string, path: string): string[] {
  new RegExp(pattern, "u");
  return /\(\?|\\[1-9]/.test(pattern) ? [`${path}: RE2 has no ${pattern}`] : [];
}

const value: JsonSchema = { type: "string" };
for (const [name, schema, want] of [
  ["a typed object", { type: "object", properties: { a: value } }, []],
  ["no type", { properties: {} }, ["x: has no type"]],
  ["no other keys", { type: "object", additionalProperties: false }, ["x: additionalProperties: false"]],
  [
    "keys and other keys",
    { type: "object", properties: { a: value }, additionalProperties: value },
    ["x: additionalProperties beside properties"],
  ],
  ["a list of anything", { type: "array" }, ["x: a list of anything"]],
  ["a look ahead", { type: "string", pattern: "^(?!a)" }, ["x: RE2 has no ^(?!a)"]],
  ["a type in a condition", { type: "object", anyOf: [{ type: "object" }] }, ["x?: has type"]],
  [
    "a field that is known to a condition only",
    { type: "object", not: { anyOf: [{ properties: { a: {} } }] } },
    ["x?.a: stands only here"],
  ],
  [
    "a condition on a field of an item",
    { type: "array", items: { type: "object", properties: { a: value } }, not: { items: { required: ["a"] } } },
    [],
  ],
] as const) {
  t.test(`the checker of structural schemas: ${name}`, async (t) => {
    t.strictSame(structuralFaults(schema as JsonSchema, "x"), want);
  });
}

/** `kubectl apply` keeps the whole object in an annotation, and those have a limit. */
const ANNOTATION_BYTES_MAX = 256 * 1024;

for (const [kind, short, scope] of [
  ["KubeArmorPolicy", "ksp", "Namespaced"],
  ["KubeArmorClusterPolicy", "csp", "Cluster"],
  ["KubeArmorHostPolicy", "hsp", "Cluster"],
  ["KubeArmorNetworkPolicy", "nsp", "Cluster"],
] as const) {
  t.test(`the CRD of ${kind}`, async (t) => {
    const definition = crd(kind);
    t.strictSame(structuralFaults(schemaOf(kind), ""), []);
    t.match(definition, {
      metadata: { name: `${NAMES[kind].plural}.security.kubearmor.com` },
      spec: {
        group: "security.kubearmor.com",
        scope,
        names: { kind, plural: NAMES[kind].plural, singular: kind.toLowerCase(), shortNames: [short] },
        versions: [{ name: "v1", served: true, storage: true, subresources: { status: {} } }],
      },
    });
    t.ok(JSON.stringify(definition).length < ANNOTATION_BYTES_MAX);
  });
}

t.test("every field of a policy is described", async (t) => {
  const undescribed = (schema: JsonSchema, path: string): string[] => [
    ...(schema.description ? [] : [path]),
    ...Object.entries(schema.properties ?? {}).flatMap(([key, field]) => undescribed(field, `${path}.${key}`)),
    ...(schema.items ? undescribed(schema.items, `${path}[]`) : []),
  ];
  for (const kind of KINDS) t.strictSame(undescribed(schemaOf(kind).properties?.spec ?? {}, kind), []);
});

// ---- the files

for (const [name, text] of render()) {
  t.test(`deploy/${name} is what the grammar says`, async (t) => {
    const path = join(ROOT, "deploy", name);
    t.ok(existsSync(path) && readFileSync(path, "utf8") === text, "run node deploy/generate.ts");
  });
}

t.test("the files hold the schemas, and no others lie there", async (t) => {
  const files = render();
  for (const kind of KINDS) {
    t.same(load(files.get(`crds/security.kubearmor.com_${NAMES[kind].plural}.yaml`) ?? ""), crd(kind));
  }
  t.same(JSON.parse(files.get("schema/policy.schema.json") ?? ""), documentSchema());
  const present = ["crds", "schema"].flatMap((name) =>
    readdirSync(join(ROOT, "deploy", name)).map((it) => `${name}/${it}`),
  );
  const generated = present.filter((name) => name !== "crds/kustomization.yaml"); // which names them
  t.strictSame(generated.sort(), [...files.keys()].sort());
});

// ---- agreement

/** What the parser sees and a schema does not. A policy with only such problems may be valid by the schema. */
const UNSAYABLE: readonly RegExp[] = [
  // of the text, which a schema never sees
  /^duplicate key |^unknown alias |^alias |^unknown tag |^the tag |^merge keys |^%TAG /,
  // of names: a readable pattern says less
  /^must be a DNS name: /,
  /^must be the name of a namespace, /,
  /^must be an IP address or a network /,
  /^must be names of containers, /,
  /^names no host$|^must be names of hosts or /,
  // of paths and patterns
  /^must not contain "\.\."/,
  /^must not contain a NUL byte|^must be the last component .*\\u0000/,
  /^must be valid Unicode/,
  /^looks like a regular expression, |^has "[[\]{}]" without |^needs two alternatives |^must not end in a backslash/,
  /^has an empty class|^has a range whose end |^must have only ASCII in a class|^must not have .* class/,
  /^has braces \d+ deep|^has \d+ alternatives once written out|^is \d+ bytes long with its alternatives/,
  // of numbers and lengths: JSON Schema counts characters, and compares no two fields
  /^is \d+ bytes long, the limit is /,
  /^"endPort" is \d+, before "port"/,
  /^is more than can be counted, /,
  /^is no time that can pass, /,
  // of the whole: it would be told of every list
  /^has no rules$/,
];

const isSayable = ({ message }: Problem): boolean => !UNSAYABLE.some((pattern) => pattern.test(message));

/** The API server judges these by itself: by them it knows which definition to ask. */
const isOfKubernetes = ({ path, message }: Problem): boolean =>
  /^(apiVersion|kind|metadata)\b/.test(path) || /^missing key "(apiVersion|kind|metadata)"$/.test(message);

function plain(node: YamlNode): unknown {
  switch (node.kind) {
    case "null":
      return null;
    case "list":
      return node.items.map(plain);
    case "mapping":
      return Object.fromEntries(Array.from(node.entries, ([key, entry]) => [key, plain(entry.value)]));
    default:
      return node.value;
  }
}

/** Keys that may stand where they mean nothing, as long as they say nothing. */
const REFUSED = ["apparmor", "nodeSelector", "device", "presets", "action"];

/** As the API server and the parser see it: a field without a value is not there. */
function withoutNothing(value: unknown, schema: JsonSchema | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutNothing(item, schema?.items));
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).filter(([key, field]) => {
    if (schema?.properties?.[key] !== undefined) return field !== null;
    const isEmpty = field === null || (Array.isArray(field) && field.length === 0);
    return !(isEmpty && schema?.properties && REFUSED.includes(key));
  });
  return Object.fromEntries(fields.map(([key, field]) => [key, withoutNothing(field, schema?.properties?.[key])]));
}

/** As under strict field validation, kubectl's default. */
function strict(schema: JsonSchema): JsonSchema {
  const { properties, items } = schema;
  return {
    ...schema,
    ...(properties && {
      additionalProperties: false as const,
      properties: Object.fromEntries(Object.entries(properties).map(([key, field]) => [key, strict(field)])),
    }),
    ...(items && { items: strict(items) }),
  };
}

const ajv = new Ajv2020({ strict: false });
const isDocument = ajv.compile(documentSchema());
const isOfKind = Object.fromEntries(KINDS.map((kind) => [kind, ajv.compile(policySchema(kind))]));
const isResource = Object.fromEntries(KINDS.map((kind) => [kind, ajv.compile(strict(schemaOf(kind)))]));

interface Judgement {
  readonly file: string;
  readonly problems: readonly string[];
  /** One sentence for each schema that does not agree with the parser. */
  readonly disagreements: readonly string[];
}

function judge(text: string, file: string): Judgement[] {
  const roots = parseYaml(text, file);
  return parsePolicies(text, file).map(({ problems }, i) => {
    const told = problems.map(formatProblem);
    const root = roots[i]?.root;
    if (!root) return { file, problems: told, disagreements: problems.length > 0 ? [] : ["no document, no problem"] };
    const written = plain(root);
    const kind = KINDS.find((kind) => kind === (written as { kind?: unknown } | null)?.kind);
    const value = withoutNothing(written, policySchema(kind ?? "KubeArmorPolicy"));
    const disagreements: string[] = [];
    const ask = (name: string, isValid: boolean, problems: readonly Problem[], errors: unknown): void => {
      if (isValid && problems.some(isSayable)) disagreements.push(`${name} takes it`);
      if (!isValid && problems.length === 0) disagreements.push(`${name} refuses it: ${JSON.stringify(errors)}`);
    };
    ask("the schema", isDocument(value), problems, isDocument.errors);
    const [ofKind, resource] = [isOfKind[kind ?? ""], isResource[kind ?? ""]];
    if (ofKind && resource) {
      ask("the schema of the kind", ofKind(value), problems, ofKind.errors);
      const ofSpec = problems.filter((problem) => !isOfKubernetes(problem));
      if (ofSpec.length === problems.length) ask("the CRD", resource(value), ofSpec, resource.errors);
    }
    return { file, problems: told, disagreements };
  });
}

t.test("all agree on the policies of the world", { skip: WITHOUT_WHOLE }, async (t) => {
  const judgements = manifestsIn(WHOLE).flatMap((name) => judge(readFileSync(join(WHOLE, name), "utf8"), name));
  t.ok(judgements.length > 500);
  t.strictSame(
    judgements.filter(({ disagreements }) => disagreements.length > 0),
    [],
  );
});

t.test("all agree on our examples", async (t) => {
  const judgements = manifestsIn(EXAMPLES).flatMap((name) => judge(readFileSync(join(EXAMPLES, name), "utf8"), name));
  t.ok(judgements.length > 0);
  for (const { file, problems, disagreements } of judgements) t.strictSame([problems, disagreements], [[], []], file);
});

const HOST = 'nodeSelector: {matchLabels: {kubearmor.io/hostname: "*"}}, ';

/** Kind, what stands in its spec, and what it is. Of a host policy, behind its selector. */
const ROWS: readonly (readonly [kind: string, spec: string, want: "good" | "bad"])[] = [
  // whom it binds
  ["KSP", "file: {matchPaths: [{path: /a}]}", "good"],
  ["KSP", "selector: , file: {matchPaths: [{path: /a}]}", "good"],
  ["KSP", "selector: {matchLabels: {a: b}}, file: {matchPaths: [{path: /a}]}", "good"],
  ["KSP", "selector: {matchLabels: {a: 1}}, file: {matchPaths: [{path: /a}]}", "bad"],
  ["KSP", "selector: {a: b}, file: {matchPaths: [{path: /a}]}", "bad"],
  ["KSP", 'selector: {matchLabels: {kubearmor.io/container.name: "[a, b]"}}, file: {matchPaths: [{path: /a}]}', "good"],
  ["KSP", 'selector: {matchLabels: {kubearmor.io/container.name: "(a|b)+"}}, file: {matchPaths: [{path: /a}]}', "bad"],
  [
    "KSP",
    "selector: {matchExpressions: [{key: label, operator: In, values: [a=b]}]}, file: {matchPaths: [{path: /a}]}",
    "good",
  ],
  [
    "KSP",
    "selector: {matchExpressions: [{key: label, operator: in, values: [a=]}]}, file: {matchPaths: [{path: /a}]}",
    "good",
  ],
  [
    "KSP",
    "selector: {matchExpressions: [{key: label, operator: In, values: [=b]}]}, file: {matchPaths: [{path: /a}]}",
    "bad",
  ],
  [
    "KSP",
    "selector: {matchExpressions: [{key: label, operator: In, values: [a]}]}, file: {matchPaths: [{path: /a}]}",
    "bad",
  ],
  ["KSP", "selector: {matchExpressions: [{key: label, operator: In}]}, file: {matchPaths: [{path: /a}]}", "bad"],
  [
    "KSP",
    "selector: {matchExpressions: [{key: label, operator: NotIn, values: []}]}, file: {matchPaths: [{path: /a}]}",
    "bad",
  ],
  ["KSP", "selector: {matchExpressions: [{key: label, operator: Exists}]}, file: {matchPaths: [{path: /a}]}", "bad"],
  ["KSP", "selector: {matchExpressions: [{key: tier, operator: Exists}]}, file: {matchPaths: [{path: /a}]}", "good"],
  [
    "KSP",
    "selector: {matchExpressions: [{key: tier, operator: Exists, values: [a]}]}, file: {matchPaths: [{path: /a}]}",
    "bad",
  ],
  [
    "KSP",
    "selector: {matchExpressions: [{key: tier, operator: NotIn, values: [web]}]}, file: {matchPaths: [{path: /a}]}",
    "good",
  ],
  [
    "KSP",
    "selector: {matchExpressions: [{key: tier, operator: Near, values: [web]}]}, file: {matchPaths: [{path: /a}]}",
    "bad",
  ],
  ["KSP", "selector: {matchExpressions: [{operator: In, values: [web]}]}, file: {matchPaths: [{path: /a}]}", "bad"],
  [
    "KSP",
    "selector: {matchExpressions: [{key: namespace, operator: In, values: [a]}]}, file: {matchPaths: [{path: /a}]}",
    "bad",
  ],
  [
    "CSP",
    "selector: {matchExpressions: [{key: namespace, operator: In, values: [a]}]}, file: {matchPaths: [{path: /a}]}",
    "good",
  ],
  ["KSP", "nodeSelector: {matchLabels: {a: b}}, file: {matchPaths: [{path: /a}]}", "bad"],
  ["KSP", "nodeSelector: , presets: [], apparmor: , file: {matchPaths: [{path: /a}]}", "good"],
  ["KSP", "apparmor: text, file: {matchPaths: [{path: /a}]}", "bad"],
  ["HSP", "presets: [], file: {matchPaths: [{path: /a}]}", "good"],
  ["HSP", "presets: [{name: exec}], file: {matchPaths: [{path: /a}]}", "bad"],
  ["HSP", "selector: {matchLabels: {a: b}}, file: {matchPaths: [{path: /a}]}", "bad"],
  ["host", "file: {matchPaths: [{path: /a}]}", "bad"],
  ["host", "nodeSelector: {}, file: {matchPaths: [{path: /a}]}", "bad"],
  ["host", "nodeSelector: {matchLabels: }, file: {matchPaths: [{path: /a}]}", "bad"],
  ["host", "nodeSelector: {matchLabels: {}}, file: {matchPaths: [{path: /a}]}", "bad"],
  ["host", 'nodeSelector: {matchLabels: {kubernetes.io/hostname: " "}}, file: {matchPaths: [{path: /a}]}', "bad"],
  ["host", "nodeSelector: {matchExpressions: []}, file: {matchPaths: [{path: /a}]}", "bad"],
  // the whole, and what all rules may say
  ["HSP", "action: Block", "bad"],
  ["HSP", "file: {matchPaths: []}", "bad"],
  ["HSP", "fil: {matchPaths: [{path: /a}]}", "bad"],
  ["HSP", "file: []", "bad"],
  ["HSP", "file: {matchPaths: {path: /a}}", "bad"],
  ["HSP", "file: {matchPaths: [null]}", "bad"],
  ["HSP", "file: {matchPaths: [/a]}", "bad"],
  ["HSP", "action: Allow, severity: 10, tags: [a], message: m, file: {matchPaths: [{path: /a}]}", "good"],
  ["HSP", 'action: "", severity: , tags: , message: "", file: {matchPaths: [{path: /a}]}', "good"],
  ["HSP", "action: aLLow, file: {matchPaths: [{path: /a, action: audit}]}", "good"],
  ["HSP", "action: Alow, file: {matchPaths: [{path: /a}]}", "bad"],
  ["HSP", "action: 1, file: {matchPaths: [{path: /a}]}", "bad"],
  ["HSP", "severity: 0, file: {matchPaths: [{path: /a}]}", "bad"],
  ["HSP", "severity: 11, file: {matchPaths: [{path: /a}]}", "bad"],
  ["HSP", "severity: 1.5, file: {matchPaths: [{path: /a}]}", "bad"],
  ["HSP", 'severity: "1", file: {matchPaths: [{path: /a}]}', "bad"],
  ["HSP", "tags: a, file: {matchPaths: [{path: /a}]}", "bad"],
  ["HSP", "tags: [1], file: {matchPaths: [{path: /a}]}", "bad"],
  ["HSP", "message: true, file: {matchPaths: [{path: /a}]}", "bad"],
  // paths
  ["HSP", "file: {severity: 1, matchPaths: [{path: /a, readOnly: true, ownerOnly: false, pts: false}]}", "good"],
  ["HSP", 'file: {matchPaths: [{path: "/a\\nb"}]}', "good"],
  ["HSP", "file: {matchPaths: [{path: //a/./b.}]}", "good"],
  ["HSP", "file: {matchPaths: [{path: /...}]}", "good"],
  ["HSP", "file: {matchPaths: [{path: /a/*}]}", "good"],
  ["HSP", "file: {matchPaths: [{path: /a/*/}]}", "bad"],
  ["HSP", "file: {matchPaths: [{path: a}]}", "bad"],
  ["HSP", 'file: {matchPaths: [{path: ""}]}', "bad"],
  ["HSP", "file: {matchPaths: [{path: /}]}", "bad"],
  ["HSP", "file: {matchPaths: [{path: /.}]}", "bad"],
  ["HSP", "file: {matchPaths: [{path: /a/}]}", "bad"],
  ["HSP", "file: {matchPaths: [{path: /a/.}]}", "bad"],
  ["HSP", "file: {matchPaths: [{path: /a/../b}]}", "bad"],
  ["HSP", 'file: {matchPaths: [{path: "/a\\0"}]}', "bad"],
  ["HSP", `file: {matchPaths: [{path: /${"a".repeat(5000)}}]}`, "bad"],
  ["HSP", "file: {matchPaths: [{path: /a, recursive: true}]}", "bad"],
  ["HSP", 'file: {matchPaths: [{path: /a, readOnly: "yes"}]}', "bad"],
  ["HSP", "file: {matchPaths: [{readOnly: true}]}", "bad"],
  ["HSP", "file: {matchDirectories: [{dir: /, recursive: true}, {dir: /a}]}", "good"],
  ["HSP", "file: {matchDirectories: [{dir: a/}]}", "bad"],
  ["HSP", "file: {matchDirectories: [{dir: /a*/}]}", "bad"],
  ["HSP", "file: {matchDirectories: [{recursive: true}]}", "bad"],
  ["HSP", "file: {matchDirectories: [{dir: /a/, recurive: true}]}", "bad"],
  ["HSP", 'file: {matchPatterns: [{pattern: "/{a,b}/**/[0-9]?"}]}', "good"],
  ["HSP", "file: {matchPatterns: [{pattern: /}, {pattern: /./}, {pattern: /.}]}", "good"],
  ["HSP", 'file: {matchPatterns: [{pattern: "/**/"}]}', "bad"],
  ["HSP", 'file: {matchPatterns: [{pattern: "/**/."}]}', "bad"],
  ["HSP", 'file: {matchPatterns: [{pattern: "/{a"}]}', "bad"],
  ["HSP", 'file: {matchPatterns: [{pattern: "/[z-a]"}]}', "bad"],
  ["HSP", 'file: {matchPatterns: [{pattern: "*.txt"}]}', "bad"],
  ["HSP", 'file: {matchPatterns: [{pattern: "^/a$"}]}', "bad"],
  ["HSP", "file: {matchPatterns: [{path: /a}]}", "bad"],
  // programs and sources
  ["HSP", 'process: {matchPaths: [{path: /a, allowedArgs: ["-l"]}, {execname: ..a}]}', "good"],
  ["HSP", "process: {matchPaths: [{path: /a, execname: a}]}", "bad"],
  ["HSP", "process: {matchPaths: [{path: /a, execname: }]}", "good"],
  ["HSP", "process: {matchPaths: [{ownerOnly: true}]}", "bad"],
  ["HSP", "process: {matchPaths: [{execname: a/b}]}", "bad"],
  ["HSP", "process: {matchPaths: [{execname: ..}]}", "bad"],
  ["HSP", "process: {matchPaths: [{execname: .}]}", "bad"],
  ["HSP", `process: {matchPaths: [{execname: ${"a".repeat(256)}}]}`, "bad"],
  ["HSP", `process: {matchPaths: [{path: /a, allowedArgs: [${"a, ".repeat(21)}]}]}`, "bad"],
  ["HSP", "process: {matchDirectories: [{dir: /a/, fromSource: [{path: /b}, {dir: /c, recursive: true}]}]}", "good"],
  ["HSP", 'process: {matchPatterns: [{pattern: /a*, fromSource: [{pattern: "/b?"}], pts: false}]}', "good"],
  ["HSP", "process: {matchPaths: [{path: /a, fromSource: [{path: /b, dir: /c}]}]}", "bad"],
  ["HSP", "process: {matchPaths: [{path: /a, fromSource: [{}]}]}", "bad"],
  ["HSP", "process: {matchPaths: [{path: /a, fromSource: [{path: /b, recursive: true}]}]}", "bad"],
  ["HSP", "process: {matchPaths: [{path: /a, fromSource: [{path: /b, recursive: false}]}]}", "good"],
  ["HSP", "process: {matchPaths: [{path: /a, fromSource: [{execname: b}]}]}", "bad"],
  // network
  ["HSP", 'network: {matchProtocols: [{protocol: tcp}, {protocol: "UDP, Raw"}, {protocol: icmpv6}]}', "good"],
  ["HSP", "network: {matchProtocols: [{protocol: xxtcp}]}", "bad"],
  ["HSP", 'network: {matchProtocols: [{protocol: "tcp,"}]}', "bad"],
  ["HSP", "network: {matchProtocols: [{fromSource: [{path: /a}]}]}", "bad"],
  ["HSP", "network: {matchDNSQueries: [{domain: .Example.COM.}, {domain: 'a.b, c'}, {domain: _srv.x-y}]}", "good"],
  ["HSP", 'network: {matchDNSQueries: [{domain: "*.example.com"}]}', "bad"],
  ["HSP", "network: {matchDNSQueries: [{domain: a..b}]}", "bad"],
  ["HSP", "network: {matchDNSQueries: [{domain: -a}]}", "bad"],
  ["HSP", `network: {matchDNSQueries: [{domain: ${"a".repeat(64)}}]}`, "bad"],
  [
    "HSP",
    "network: {matchAddresses: [{cidr: 10.0.0.0/8, port: 1, endPort: 9, protocol: tcp, direction: [connect]}]}",
    "good",
  ],
  ["HSP", 'network: {matchAddresses: [{cidr: "fd00::/8"}, {port: 22}, {unix: /run/x}, {unix: "@x"}]}', "good"],
  ["HSP", "network: {matchAddresses: [{cidr: 10.0.0.0/33}]}", "bad"],
  ["HSP", "network: {matchAddresses: [{cidr: example.com}]}", "bad"],
  ["HSP", "network: {matchAddresses: [{protocol: tcp}]}", "bad"],
  ["HSP", "network: {matchAddresses: [{endPort: 9, cidr: 10.0.0.1}]}", "bad"],
  ["HSP", "network: {matchAddresses: [{port: 9, endPort: 1}]}", "bad"],
  ["HSP", "network: {matchAddresses: [{port: 65536}]}", "bad"],
  ["HSP", "network: {matchAddresses: [{unix: /run/x, port: 1}]}", "bad"],
  ["HSP", "network: {matchAddresses: [{unix: /run/x, cidr: 10.0.0.1}]}", "bad"],
  ["HSP", 'network: {matchAddresses: [{unix: "@"}]}', "bad"],
  ["HSP", `network: {matchAddresses: [{unix: "@${"x".repeat(108)}"}]}`, "bad"],
  ["HSP", "network: {matchAddresses: [{unix: /run/}]}", "bad"],
  ["HSP", "network: {matchAddresses: [{port: 1, direction: [send]}]}", "bad"],
  // capabilities, system calls, presets, devices
  ["HSP", "capabilities: {matchCapabilities: [{capability: CAP_NET_RAW}, {capability: 'net_admin, chown'}]}", "good"],
  ["HSP", "capabilities: {matchCapabilities: [{capability: net_rwa}]}", "bad"],
  ["HSP", "syscalls: {matchSyscalls: [{syscall: [unlink, umount], fromSource: [{dir: /a}]}]}", "good"],
  ["HSP", "syscalls: {matchSyscalls: [{syscall: [unlnk]}]}", "bad"],
  ["HSP", 'syscalls: {matchSyscalls: [{syscall: ["unlink,rmdir"]}]}', "bad"],
  ["HSP", "syscalls: {matchSyscalls: [{syscall: unlink}]}", "bad"],
  ["HSP", "syscalls: {matchSyscalls: [{syscall: [unlink], action: Block}]}", "bad"],
  ["HSP", "syscalls: {action: , matchSyscalls: [{syscall: [unlink], action: }]}", "good"],
  [
    "HSP",
    "syscalls: {severity: 3, matchPaths: [{path: /, syscall: [unlink]}, {path: /a/, recursive: true, syscall: [open]}]}",
    "good",
  ],
  ["HSP", "syscalls: {matchPaths: [{path: /a}]}", "bad"],
  ["HSP", "syscalls: {matchPaths: [{path: /., syscall: [open]}]}", "bad"],
  ["HSP", "syscalls: {matchPaths: [{path: /a*, syscall: [open]}]}", "bad"],
  ["HSP", "syscalls: {matchPaths: [{path: /a., syscall: [open]}]}", "good"],
  ["KSP", "presets: [{name: filelessExec, action: Audit}, {name: protectproc}]", "good"],
  ["KSP", "presets: [{name: fileExec}]", "bad"],
  ["KSP", "presets: [{action: Audit}]", "bad"],
  ["KSP", "device: {matchDevice: [{class: ALL}]}", "bad"],
  [
    "HSP",
    "device: {matchDevice: [{class: all}, {class: '0x08', subClass: 6, protocol: 80, level: 1}, {class: '255'}]}",
    "good",
  ],
  ["HSP", "device: {matchDevice: [{class: ' mass-storage '}, {class: '008'}]}", "good"],
  ["HSP", "device: {matchDevice: [{class: '256'}]}", "bad"],
  ["HSP", "device: {matchDevice: [{class: 8}]}", "bad"],
  ["HSP", "device: {matchDevice: [{class: 'HID,AUDIO'}]}", "bad"],
  ["HSP", "device: {matchDevice: [{class: ALL, level: 0}]}", "bad"],
  ["HSP", "device: {matchDevice: [{level: 1}]}", "bad"],
  // the firewall
  [
    "NSP",
    `${HOST}ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: http}, {port: "1", endPort: 9, protocol: udp}], iface: [eth0]}]`,
    "good",
  ],
  ["NSP", `${HOST}egress: [{to: [{ipBlock: {cidr: 10.0.0.1}}]}], level: pod`, "good"],
  ["NSP", `${HOST}egress: [{limit: 10M, duration: 1h30m}, {limit: "7", duration: 1.5s}]`, "good"],
  ["NSP", "selector: {matchLabels: {a: b}}, egress: [{limit: 10MB, duration: 24h}]", "good"],
  ["NSP", "selector: {matchLabels: {a: b}}, egress: [{to: [{ipBlock: {cidr: 10.0.0.1}}]}]", "bad"],
  ["NSP", `${HOST}selector: {matchLabels: {a: b}}, egress: [{limit: 10M, duration: 1h}]`, "bad"],
  ["NSP", `${HOST}egress: [{limit: 10M}]`, "bad"],
  ["NSP", `${HOST}egress: [{duration: 1h}]`, "bad"],
  ["NSP", `${HOST}egress: [{limit: 5B, duration: 1h}]`, "bad"],
  ["NSP", `${HOST}egress: [{limit: "0", duration: 1h}]`, "bad"],
  ["NSP", `${HOST}egress: [{limit: 99999999999G, duration: 1h}]`, "bad"],
  ["NSP", `${HOST}egress: [{limit: 1G, duration: 0s}]`, "bad"],
  ["NSP", `${HOST}egress: [{limit: 1G, duration: 1 h}]`, "bad"],
  ["NSP", `${HOST}egress: [{from: [{ipBlock: {cidr: 10.0.0.1}}]}]`, "bad"],
  ["NSP", `${HOST}egress: [{to: [{ipBlock: {}}]}]`, "bad"],
  ["NSP", `${HOST}egress: [{to: [{}]}]`, "bad"],
  ["NSP", `${HOST}egress: [{ports: [{port: 80}]}]`, "bad"],
  ["NSP", `${HOST}egress: [{ports: [{port: "65536"}]}]`, "bad"],
  ["NSP", `${HOST}egress: [{ports: [{port: "0"}]}]`, "bad"],
  ["NSP", `${HOST}egress: [{ports: [{port: htp}]}]`, "bad"],
  ["NSP", `${HOST}egress: [{ports: [{port: "00080"}, {port: "65535"}]}]`, "good"],
  ["NSP", `${HOST}egress: [{ports: [{endPort: 80}]}]`, "bad"],
  ["NSP", `${HOST}egress: [{ports: [{port: "9", endPort: 1}]}]`, "bad"],
  ["NSP", `${HOST}egress: [{ports: [{port: "9", protocol: icmp}]}]`, "bad"],
  ["NSP", `${HOST}egress: [{iface: [eth0/1]}]`, "bad"],
  ["NSP", `${HOST}egress: [{iface: ['a"b']}]`, "bad"],
  ["NSP", `${HOST}egress: [{iface: [abcdefghijklmnop]}]`, "bad"],
  ["NSP", `${HOST}egress: [{iface: [eth0]}], level: Node`, "bad"],
  ["NSP", `${HOST}file: {matchPaths: [{path: /a}]}`, "bad"],
];

const SHORT: Readonly<Record<string, readonly [kind: PolicyKind, selector: string]>> = {
  KSP: ["KubeArmorPolicy", ""],
  CSP: ["KubeArmorClusterPolicy", ""],
  HSP: ["KubeArmorHostPolicy", HOST],
  host: ["KubeArmorHostPolicy", ""],
  NSP: ["KubeArmorNetworkPolicy", ""],
};

function manifest(kind: string, spec: string): string {
  return `apiVersion: security.kubearmor.com/v1\nkind: ${kind}\nmetadata: {name: web}\nspec: {${spec}}\n`;
}

for (const [i, [short, spec, want]] of ROWS.entries()) {
  const [kind, selector] = SHORT[short] as (typeof SHORT)[string];
  t.test(`${want}, ${i}: ${kind}: ${spec.slice(0, 100)}`, async (t) => {
    const [judgement] = judge(manifest(kind, selector + spec), "a.yaml");
    t.equal(judgement?.problems.length === 0 ? "good" : "bad", want, judgement?.problems.join("\n") ?? "");
    t.strictSame(judgement?.disagreements, []);
  });
}

const GOOD = manifest("KubeArmorHostPolicy", `${HOST}file: {matchPaths: [{path: /a}]}`);

for (const [name, text, want] of [
  ["as Kubernetes hands it out", `${GOOD}status: {status: OK}`, "good"],
  ["another version", GOOD.replace("com/v1", "com/v2"), "bad"],
  ["no version", GOOD.replace(/^.*\n/, ""), "bad"],
  ["an unknown kind", GOOD.replace("HostPolicy", "HostPolcy"), "bad"],
  ["no kind", GOOD.replace(/kind.*\n/, ""), "bad"],
  ["no name", GOOD.replace("name: web", "labels: {a: b}"), "bad"],
  ["a name that is none", GOOD.replace("name: web", "name: Web_1"), "bad"],
  ["bookkeeping", GOOD.replace("name: web", "name: web, uid: a, labels: {a: b}"), "good"],
  ["an unknown key in metadata", GOOD.replace("name: web", "name: web, nam: a"), "bad"],
  ["a namespace of a host policy", GOOD.replace("name: web", "name: web, namespace: a"), "good"],
  ["no spec", GOOD.replace(/spec.*\n/, ""), "bad"],
  ["an unknown key on top", `${GOOD}sepc: {}\n`, "bad"],
  ["a duplicate key", `${GOOD}kind: KubeArmorHostPolicy\n`, "bad"],
  ["no mapping", "hello\n", "bad"],
  ["no YAML", "{\n", "bad"],
] as const) {
  t.test(`${want}, a document: ${name}`, async (t) => {
    const [judgement] = judge(text, "a.yaml");
    t.equal(judgement?.problems.length === 0 ? "good" : "bad", want, judgement?.problems.join("\n") ?? "");
    t.strictSame(judgement?.disagreements, []);
  });
}
