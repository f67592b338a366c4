// SPDX-License-Identifier: Apache-2.0
// An API server, as far as Bailiff asks one: lists in pages, watches with versions and bookmarks, statuses that are patched; and what
// goes wrong with real ones, at the tests' word.
//
//   node test/kube/api-server.ts PORT DIR OBJECTS     certificates of DIR; objects of a file of JSON, which is read again when it changes
import { readFileSync, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { isRecord } from "../../src/record.ts";

type Json = Record<string, unknown>;
export interface Manifest extends Json {
  kind: string;
  metadata: { name: string; namespace?: string; resourceVersion?: string; generation?: number; [key: string]: unknown };
}

interface Kind {
  readonly prefix: string;
  readonly plural: string;
}

const SECURITY = "/apis/security.kubearmor.com/v1";
const KINDS: Readonly<Record<string, Kind>> = {
  Pod: { prefix: "/api/v1", plural: "pods" },
  Namespace: { prefix: "/api/v1", plural: "namespaces" },
  Node: { prefix: "/api/v1", plural: "nodes" },
  ConfigMap: { prefix: "/api/v1", plural: "configmaps" },
  ReplicaSet: { prefix: "/apis/apps/v1", plural: "replicasets" },
  Job: { prefix: "/apis/batch/v1", plural: "jobs" },
  KubeArmorPolicy: { prefix: SECURITY, plural: "kubearmorpolicies" },
  KubeArmorClusterPolicy: { prefix: SECURITY, plural: "kubearmorclusterpolicies" },
  KubeArmorHostPolicy: { prefix: SECURITY, plural: "kubearmorhostpolicies" },
  KubeArmorNetworkPolicy: { prefix: SECURITY, plural: "kubearmornetworkpolicies" },
  CustomResourceDefinition: { prefix: "/apis/apiextensions.k8s.io/v1", plural: "customresourcedefinitions" },
};

interface Happened {
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly version: number;
  readonly object: Manifest;
}

interface Watch {
  readonly route: Route;
  readonly response: ServerResponse;
}

/** What a request asks for. */
interface Route {
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string | null;
  readonly isStatus: boolean;
  readonly query: URLSearchParams;
}

export interface Fault {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export class ApiServer {
  readonly #server: Server;
  readonly #sockets = new Set<Duplex>();
  readonly #objects = new Map<string, Manifest>();
  readonly #watches = new Set<Watch>();
  #history: Happened[] = [];
  #version = 100;
  #compacted = 0;
  /** "METHOD path?query" of all requests. */
  readonly requests: string[] = [];
  /** Patches that were taken. */
  patches = 0;
  /** Who is let in; null: anybody. */
  token: string | null = null;
  /** What a request is answered instead, by what its "METHOD path?query" contains. "hang": never. */
  readonly faults = new Map<string, Fault | "hang">();
  /** Kinds that the server does not know. */
  readonly absent = new Set<string>();

  private constructor(key: Buffer, cert: Buffer) {
    this.#server = createServer({ key, cert }, (request, response) => this.#answer(request, response));
    this.#server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
    });
    this.#server.on("tlsClientError", () => {}); // one who does not trust us
  }

  /** `directory`: of makeCertificates. Port 0: any. */
  static async start(directory: string, port = 0): Promise<ApiServer> {
    const server = new ApiServer(
      readFileSync(join(directory, "server.key")),
      readFileSync(join(directory, "server.crt")),
    );
    await server.listen(port);
    return server;
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve) => this.#server.listen(port, "127.0.0.1", resolve));
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.disconnect();
    await closed;
  }

  /** Breaks all connections. */
  disconnect(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#watches.clear();
  }

  watchCount(kind: string): number {
    return [...this.#watches].filter(({ route }) => route.kind === kind).length;
  }

  put(object: Manifest): void {
    const key = keyOf(object);
    const before = this.#objects.get(key);
    const isSameSpec = before !== undefined && JSON.stringify(before.spec) === JSON.stringify(object.spec);
    const generation = (before?.metadata.generation ?? 0) + (isSameSpec ? 0 : 1);
    this.#happen(before ? "MODIFIED" : "ADDED", {
      ...object,
      ...(before?.status !== undefined && object.status === undefined && { status: before.status }),
      metadata: { uid: `uid-of-${key}`, ...object.metadata, generation },
    });
  }

  remove(kind: string, name: string, namespace?: string): void {
    const object = this.#objects.get(keyOf({ kind, metadata: { name, ...(namespace && { namespace }) } }));
    if (object) this.#happen("DELETED", object);
  }

  get(kind: string, name: string, namespace?: string): Manifest | undefined {
    return this.#objects.get(keyOf({ kind, metadata: { name, ...(namespace && { namespace }) } }));
  }

  all(): readonly Manifest[] {
    return [...this.#objects.values()];
  }

  /** Forgets what has happened: watches from before are answered 410. */
  compact(): void {
    this.#history = [];
    this.#compacted = ++this.#version;
  }

  bookmark(): void {
    for (const { route, response } of this.#watches) {
      const metadata = { resourceVersion: String(this.#version) };
      response.write(`${JSON.stringify({ type: "BOOKMARK", object: { kind: route.kind, metadata } })}\n`);
    }
  }

  /** Sends a line of text to all who watch a kind. */
  send(kind: string, line: string): void {
    for (const { route, response } of this.#watches) if (route.kind === kind) response.write(`${line}\n`);
  }

  /** Ends the watches as a server does whose time for them is over. */
  endWatches(): void {
    for (const { response } of this.#watches) response.end();
    this.#watches.clear();
  }

  #happen(type: Happened["type"], object: Manifest): void {
    const version = ++this.#version;
    const now = { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } };
    if (type === "DELETED") this.#objects.delete(keyOf(now));
    else this.#objects.set(keyOf(now), now);
    const happened = { type, version, object: now };
    this.#history.push(happened);
    for (const watch of this.#watches) tell(watch, happened);
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const asked = `${request.method} ${request.url}`;
    this.requests.push(asked);
    const fault = [...this.faults].find(([part]) => asked.includes(part))?.[1];
    if (fault === "hang") return;
    if (fault !== undefined) {
      response
        .writeHead(fault.status, fault.headers)
        .end(fault.body ?? JSON.stringify(statusOf(fault.status, "a fault")));
      return;
    }
    if (this.token !== null && request.headers.authorization !== `Bearer ${this.token}`) {
      deny(response, 401);
      return;
    }
    const route = routeOf(request.url ?? "");
    if (route === null || this.absent.has(route.kind)) {
      deny(response, 404);
      return;
    }
    if (request.method === "PATCH") this.#patch(route, request, response);
    else if (route.name !== null) this.#get(route, response);
    else if (route.query.get("watch") === "true") this.#watch(route, response);
    else this.#list(route, response);
  }

  #get(route: Route, response: ServerResponse): void {
    const object = this.get(route.kind, route.name ?? "", route.namespace ?? undefined);
    if (object === undefined) deny(response, 404);
    else response.end(JSON.stringify(object));
  }

  #list(route: Route, response: ServerResponse): void {
    const [version = this.#version, from = 0] = (route.query.get("continue") ?? "").split(":").map(Number).slice(0, 2);
    const isFirst = !route.query.get("continue");
    if (!isFirst && version <= this.#compacted) {
      deny(response, 410);
      return;
    }
    const items = [...this.#objects.values()].filter((object) => isAsked(object, route));
    const to = from + Number(route.query.get("limit") ?? items.length);
    const next = to < items.length ? `${isFirst ? this.#version : version}:${to}` : "";
    const metadata = { resourceVersion: String(isFirst ? this.#version : version), continue: next };
    response.end(JSON.stringify({ kind: `${route.kind}List`, metadata, items: items.slice(from, to) }));
  }

  #watch(route: Route, response: ServerResponse): void {
    const from = Number(route.query.get("resourceVersion"));
    response.writeHead(200, { "content-type": "application/json" });
    if (from < this.#compacted) {
      response.end(`${JSON.stringify({ type: "ERROR", object: statusOf(410, "too old resource version") })}\n`);
      return;
    }
    response.flushHeaders();
    const watch = { route, response };
    for (const happened of this.#history) if (happened.version > from) tell(watch, happened);
    this.#watches.add(watch);
    response.on("close", () => this.#watches.delete(watch));
  }

  #patch(route: Route, request: IncomingMessage, response: ServerResponse): void {
    let text = "";
    request.on("data", (bytes: Buffer) => {
      text += bytes;
    });
    request.on("end", () => {
      const object = this.get(route.kind, route.name ?? "", route.namespace ?? undefined);
      if (object === undefined) {
        deny(response, 404);
        return;
      }
      const { metadata, status } = JSON.parse(text) as Manifest;
      const version = metadata?.resourceVersion;
      if (version !== undefined && version !== object.metadata.resourceVersion) {
        deny(response, 409);
        return;
      }
      this.patches++;
      const merged = route.isStatus
        ? { ...object, status: merge(object.status, status) }
        : merge(object, JSON.parse(text));
      this.#happen("MODIFIED", merged as Manifest);
      response.end(JSON.stringify(this.#objects.get(keyOf(object))));
    });
  }
}

function tell({ route, response }: Watch, { type, object }: Happened): void {
  if (isAsked(object, route)) response.write(`${JSON.stringify({ type, object })}\n`);
}

function isAsked(object: Manifest, { kind, namespace, query }: Route): boolean {
  if (object.kind !== kind || (namespace !== null && object.metadata.namespace !== namespace)) return false;
  const [field, value] = (query.get("fieldSelector") ?? "").split("=");
  if (field) {
    const found = field.split(".").reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), object);
    if (found !== value) return false;
  }
  const [label, wanted] = (query.get("labelSelector") ?? "").split("=");
  return !label || (object.metadata.labels as Json | undefined)?.[label] === wanted;
}

function routeOf(url: string): Route | null {
  const { pathname, searchParams: query } = new URL(url, "https://localhost");
  for (const [kind, { prefix, plural }] of Object.entries(KINDS)) {
    const pattern = new RegExp(`^${prefix}(?:/namespaces/([^/]+))?/${plural}(?:/([^/]+))?(/status)?$`);
    const [found, namespace, name, status] = pattern.exec(pathname) ?? [];
    if (found !== undefined) {
      const [inNamespace, named] = [namespace, name].map((it) => (it === undefined ? null : decodeURIComponent(it)));
      return { kind, namespace: inNamespace ?? null, name: named ?? null, isStatus: status !== undefined, query };
    }
  }
  return null;
}

/** RFC 7386 */
function merge(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch;
  const merged: Json = isRecord(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = merge(merged[key], value);
  }
  return merged;
}

const keyOf = ({ kind, metadata: { name, namespace } }: Manifest) => `${kind}/${namespace ?? ""}/${name}`;

const statusOf = (code: number, message: string) => ({
  kind: "Status",
  status: "Failure",
  ...(code === 404 && { reason: "NotFound" }),
  code,
  message,
});

function deny(response: ServerResponse, code: number): void {
  response.writeHead(code).end(JSON.stringify(statusOf(code, `denied with ${code}`)));
}

/** Has the objects that the file says. */
function follow(server: ApiServer, file: string): void {
  let seen = "";
  let known = new Map<string, string>();
  const look = () => {
    const stats = statSync(file, { throwIfNoEntry: false });
    const now = stats === undefined ? "" : `${stats.ino} ${stats.mtimeMs} ${stats.size}`;
    if (now === seen) return;
    const objects = JSON.parse(readFileSync(file, "utf8")) as Manifest[];
    seen = now;
    const wanted = new Map(objects.map((object) => [keyOf(object), object]));
    for (const { kind, metadata, ...rest } of server.all()) {
      if (!wanted.has(keyOf({ kind, metadata, ...rest }))) server.remove(kind, metadata.name, metadata.namespace);
    }
    for (const [key, object] of wanted) if (known.get(key) !== JSON.stringify(object)) server.put(object);
    known = new Map(Array.from(wanted, ([key, object]) => [key, JSON.stringify(object)]));
  };
  look();
  setInterval(look, 100);
}

if (import.meta.main) {
  const [port = "", directory = "", file = ""] = process.argv.slice(2);
  follow(await ApiServer.start(directory, Number(port)), file);
  process.stdout.write("ready\n");
}
