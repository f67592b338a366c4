// SPDX-License-Identifier: Apache-2.0
// Who may change policies, and KubeArmor's services as its clients call them.

import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { status } from "@grpc/grpc-js";
import fc from "fast-check";
import t, { type Test } from "tap";
import { policy } from "../../src/gen/proto.js";
import { call } from "../../src/grpc-call.ts";
import { POLICY_BYTES_MAX, YAML_BYTES_MAX } from "../../src/limits.ts";
import { KubeArmorPolicyService, PolicyService, ProbeService } from "../../src/rpc.ts";
import { readEnvelope } from "../../src/server/kubearmor-policies.ts";
import type { ServerOptions } from "../../src/server/server.ts";
import { daemon, directory, hostPolicy } from "../applying.ts";
import { client, serve } from "./serving.ts";

const { Applied, Deleted, Failure, Invalid, Modified, NotEnabled, NotExist } = policy.PolicyStatus;

async function serving(t: Test, options: Partial<ServerOptions> = {}) {
  const it = await daemon(t, { files: { "/etc/a.yaml": hostPolicy("held") } });
  const socketPath = join(directory(t), "s");
  const invalid: string[] = [];
  const server = await serve(t, {
    socketPath,
    policies: () => it.answers,
    onInvalid: (why) => invalid.push(why),
    ...options,
  });
  return { it, invalid, socketPath, unix: client(t, `unix:${socketPath}`), tcp: client(t, server.address) };
}

const texts = (...policies: readonly string[]) => ({ texts: policies.map((text) => ({ file: "a.yaml", text })) });
const envelope = (type: string, object: unknown) => ({ policy: Buffer.from(JSON.stringify({ type, object })) });

t.test("over TCP everybody may look, and nobody change anything", async (t) => {
  const { it, tcp, socketPath } = await serving(t);
  const denied = {
    code: status.PERMISSION_DENIED,
    details: new RegExp(`root over unix:${socketPath}, .*applyOverTcp`),
  };
  const object = { metadata: { name: "a" } };
  for (const [name, change] of [
    ["apply", () => call(tcp, PolicyService.ApplyPolicies, texts(hostPolicy("a")))],
    ["delete", () => call(tcp, PolicyService.DeletePolicies, { policies: [{ name: "held" }] })],
    ["confirm", () => call(tcp, PolicyService.ConfirmPolicies, {})],
    ["container", () => call(tcp, KubeArmorPolicyService.containerPolicy, envelope("ADDED", object))],
    ["host", () => call(tcp, KubeArmorPolicyService.hostPolicy, envelope("DELETED", object))],
    ["network", () => call(tcp, KubeArmorPolicyService.networkPolicy, envelope("ADDED", object))],
  ] as const) {
    await t.rejects(change(), denied, name);
  }
  t.match(await call(tcp, PolicyService.GetPolicies, {}), { policies: [{ name: "held" }] });
  t.match(await call(tcp, ProbeService.getProbeData, {}), { hostMap: { "node-1": { policyList: ["held"] } } });
  t.same(it.inForce(), ["held v1"]);
});

t.test("a connection over TCP that is gone before it is asked who it is", async (t) => {
  const { it, unix } = await serving(t);
  const server = await serve(t, { policies: () => it.answers });
  const [host, port] = server.address.split(":");
  const bytes = await requestBytes(t);
  for (let i = 0; i < 20; i++) {
    await new Promise<void>((done) => {
      const socket = connect({ host, port: Number(port) }, () => {
        socket.write(bytes);
        setImmediate(() => socket.resetAndDestroy());
      }).on("close", () => done());
      socket.on("error", () => {}); // it ends as it should
    });
  }
  await call(unix, PolicyService.GetPolicies, {});
  t.same(it.inForce(), ["held v1"]);
});

/** What a client sends for an apply. */
async function requestBytes(t: Test): Promise<Buffer> {
  const { createServer } = await import("node:net");
  const chunks: Buffer[] = [];
  const listener = createServer((socket) => {
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.write(Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0])); // SETTINGS
  }).listen(0, "127.0.0.1");
  t.teardown(() => listener.close());
  await new Promise((resolve) => listener.once("listening", resolve));
  const { port } = listener.address() as { port: number };
  await call(client(t, `127.0.0.1:${port}`), PolicyService.ApplyPolicies, texts(hostPolicy("stolen")), 300).catch(
    () => {},
  );
  const bytes = Buffer.concat(chunks);
  t.match(bytes.toString("latin1"), "stolen", "a whole request");
  return bytes;
}

t.test("over the unix socket, and over TCP where the settings say so", async (t) => {
  const { it, unix } = await serving(t);
  t.match(await call(unix, PolicyService.ApplyPolicies, texts(hostPolicy("a"))), { results: [{ result: "added" }] });
  t.same(it.inForce(), ["a v1", "held v1"]);
  const { tcp, it: other } = await serving(t, { applyOverTcp: true });
  t.match(await call(tcp, PolicyService.ApplyPolicies, texts(hostPolicy("a"))), { results: [{ result: "added" }] });
  t.same(other.inForce(), ["a v1", "held v1"]);
});

t.test("as much as there may be", async (t) => {
  const { unix, tcp } = await serving(t);
  const large = `${hostPolicy("a")}#${"x".repeat(YAML_BYTES_MAX - 1000)}\n`;
  const all = Array.from({ length: 15 }, (_, i) => large.replace("name: a", `name: a${i}`));
  const { results } = await call(unix, PolicyService.ApplyPolicies, texts(...all), 60_000);
  t.same(new Set(results?.map(({ result }) => result)), new Set(["added"]));
  t.match(
    (await call(unix, PolicyService.ApplyPolicies, texts(`${large.replace("name: a", "name: b")}#${"x".repeat(2000)}`)))
      .results,
    [{ result: "refused", problems: [{ message: /larger than/ }] }],
  );
  const tooLarge = { texts: [{ text: "x".repeat(POLICY_BYTES_MAX + 2 ** 20) }] };
  await t.rejects(call(unix, PolicyService.ApplyPolicies, tooLarge), { code: status.RESOURCE_EXHAUSTED });
  await t.rejects(call(tcp, PolicyService.ApplyPolicies, texts(large)), { code: status.RESOURCE_EXHAUSTED });
});

t.test("while the daemon starts", async (t) => {
  const { unix, tcp } = await serving(t, { policies: () => null });
  const starting = { code: status.UNAVAILABLE, details: "the daemon is starting" };
  await t.rejects(call(unix, PolicyService.ApplyPolicies, {}), starting);
  await t.rejects(call(tcp, PolicyService.GetPolicies, {}), starting);
  await t.rejects(call(tcp, ProbeService.getProbeData, {}), starting);
});

t.test("what goes wrong in the daemon is an answer", async (t) => {
  const broken = (): never => {
    throw new Error("it broke");
  };
  const { it, unix } = await serving(t);
  const answers = { ...it.answers, get: broken, apply: broken };
  const server = await serve(t, { policies: () => answers, applyOverTcp: true });
  const internal = { code: status.INTERNAL, details: "it broke" };
  await t.rejects(call(client(t, server.address), PolicyService.GetPolicies, {}), internal);
  await t.rejects(call(client(t, server.address), PolicyService.ApplyPolicies, {}), internal);
  t.ok(await call(unix, PolicyService.GetPolicies, {}), "the other goes on");
});

// As karmor makes it of a file: kind and apiVersion are not in it, and fields that were not set have Go's zeros.
const ZEROS = {
  process: {},
  network: { matchProtocols: null },
  capabilities: {},
  syscalls: {},
  batchAudit: { intervalSeconds: 0 },
  severity: 0,
  action: "",
};
const FILE = { file: { matchPaths: [{ path: "/x", severity: 0, action: "" }] } };
const host = (name: string, more: object = {}) => ({
  metadata: { name, creationTimestamp: null },
  spec: { nodeSelector: { matchLabels: { "kubearmor.io/hostname": "*" } }, ...ZEROS, ...FILE, ...more },
  status: {},
});
const pod = (metadata: object, spec: object = { selector: { matchLabels: { app: "web" } } }) => ({
  metadata: { ...metadata, creationTimestamp: null },
  spec: { ...spec, ...ZEROS, ...FILE },
  status: {},
});

t.test("karmor vm policy", async (t) => {
  const { it, invalid, unix } = await serving(t);
  const containerCall = KubeArmorPolicyService.containerPolicy;
  const hostCall = KubeArmorPolicyService.hostPolicy;
  const typo = host("typo", { fle: { matchPaths: [], x: 1 } });
  for (const [name, method, sent, want] of [
    ["added", hostCall, envelope("ADDED", host("a")), Applied],
    ["added again", hostCall, envelope("ADDED", host("a")), Applied],
    ["modified", hostCall, envelope("MODIFIED", host("a", { message: "v2" })), Modified],
    ["another source has it", hostCall, envelope("ADDED", host("held")), Failure],
    ["deleted where another source has it", hostCall, envelope("DELETED", host("held")), Failure],
    ["a typo", hostCall, envelope("ADDED", typo), Invalid],
    ["no node", hostCall, envelope("ADDED", host("b", { nodeSelector: {} })), Invalid],
    ["a container's", containerCall, envelope("ADDED", pod({ name: "w" })), Applied],
    ["in a namespace", containerCall, envelope("ADDED", pod({ name: "w", namespace: "prod" })), Applied],
    [
      "in one, as KubeArmor keeps it",
      containerCall,
      envelope("MODIFIED", pod({ name: "n", namespaceName: "prod" })),
      Modified,
    ],
    ["without labels", containerCall, envelope("ADDED", pod({ name: "all" }, { selector: {} })), Invalid],
    ["a network's", KubeArmorPolicyService.networkPolicy, envelope("ADDED", host("net")), NotEnabled],
    ["nothing to delete", hostCall, envelope("DELETED", host("nothing")), NotExist],
    ["of another namespace", containerCall, envelope("DELETED", pod({ name: "w", namespace: "dev" })), NotExist],
    ["deleted", containerCall, envelope("DELETED", pod({ name: "w", namespace: "prod" })), Deleted],
    ["deleted by its name alone", containerCall, envelope("DELETED", { metadata: { name: "w" } }), Deleted],
    ["nameless", hostCall, envelope("ADDED", { metadata: { name: "" }, spec: {} }), Invalid],
    ["another type", hostCall, envelope("PATCHED", host("a")), Invalid],
    ["nothing", hostCall, { policy: Buffer.alloc(0) }, Invalid],
    ["no UTF-8", hostCall, { policy: Buffer.from([0xff]) }, Invalid],
    ["no object", hostCall, { policy: Buffer.from("[null]") }, Invalid],
  ] as const) {
    const reply = await call(unix, method, sent);
    t.equal(policy.PolicyStatus[reply.status ?? 0], policy.PolicyStatus[want], name);
  }
  t.same(it.inForce(), ["a v2", "held v1", "n "]);
  t.match(
    it.log.filter((line) => line.includes("refused")),
    [
      "KubeArmorHostPolicy/held: refused: the policy directory has it, at /etc/a.yaml:1",
      "KubeArmorHostPolicy/held: refused: the policy directory has it, at /etc/a.yaml:1: remove it there",
      /^KubeArmorHostPolicy\/typo: refused: <PolicyService>:\d+:\d+: spec: unknown key "fle"/,
      /^KubeArmorHostPolicy\/b: refused: <PolicyService>:\d+:\d+: spec/,
    ],
  );
  t.same(invalid, [
    "<PolicyService>: all: selector.matchLabels is required",
    "<PolicyService>: the object has no name",
    "<PolicyService>: type must be one of ADDED, MODIFIED, DELETED",
    "<PolicyService>: is no JSON",
    "<PolicyService>: is no JSON",
    "<PolicyService>: is no JSON object",
  ]);
  const kept = readFileSync(join(it.stateDir, "policies/KubeArmorPolicy_prod_n.yaml"), "utf8");
  t.match(kept, /^apiVersion: security\.kubearmor\.com\/v1\nkind: KubeArmorPolicy\nmetadata:\n/);
});

t.test("no bytes harm it", async () => {
  const json = fc
    .json()
    .map((text) => Buffer.from(`{"type":"ADDED","object":{"metadata":{"name":"a"},"spec":${text}}}`));
  const bytes = fc.oneof(
    fc.uint8Array(),
    fc.json().map((text) => Buffer.from(text)),
    json,
  );
  fc.assert(
    fc.property(bytes, (bytes) => {
      const read = readEnvelope(bytes, "KubeArmorHostPolicy");
      return typeof read === "string" ? read.length > 0 : read.text.startsWith("apiVersion: ");
    }),
  );
});
