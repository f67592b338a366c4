// SPDX-License-Identifier: Apache-2.0
// The API server of Kubernetes: policies, and what is said of this node, its pods and their namespaces. Each kind is watched by itself,
// so that one that we may not read, or that the cluster does not have, keeps nobody from the others. While the server is away, what was
// known stands.

import { explain } from "../errors.ts";
import { KINDS, type PolicyKind } from "../policy/policy.ts";
import { textMap } from "../record.ts";
import type { PodFacts, PodKey } from "../workload/pod.ts";
import type { AccessSource } from "./access.ts";
import { ApiError, Connection } from "./connection.ts";
import { type ListWatchTimes, listWatch, type Resource, TIMES } from "./list-watch.ts";
import type { ApiObject } from "./object.ts";
import { Owners, type PodObject, readPod } from "./pods.ts";
import { collectionOf, definitionOf, type PolicyObject, readPolicy, statusPathOf } from "./policy-objects.ts";
import { type PolicyVerdict, StatusWriter } from "./policy-status.ts";

/** What is known of the cluster; null: not yet. */
export interface ClusterFacts {
  readonly pods: ReadonlyMap<PodKey, PodFacts> | null;
  /** Of namespaces by their names: the annotations that mean something to us. */
  readonly namespaces: ReadonlyMap<string, ReadonlyMap<string, string>> | null;
  readonly node: NodeObject | null;
  /** Of the ConfigMap with settings: empty where there is none. */
  readonly settings: ReadonlyMap<string, string> | null;
}

export interface NodeObject {
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
}

export interface KubernetesOptions {
  readonly access: AccessSource;
  readonly nodeName: string;
  /** Where the ConfigMap with settings is; null: where the access says that we are. */
  readonly namespace: string | null;
  /** All of a kind, whenever they are others. */
  readonly onPolicies: (kind: PolicyKind, all: ReadonlyMap<string, PolicyObject>) => void;
  readonly onFacts: (facts: ClusterFacts) => void;
  /** null: it is well. */
  readonly onTrouble: (trouble: string | null) => void;
  readonly random?: () => number;
  readonly times?: Partial<KubernetesTimes>;
}

export interface KubernetesTimes extends ListWatchTimes {
  readonly answerMs: number;
  readonly renewMs: number;
  /** What comes together is told together. */
  readonly troubleMs: number;
  /** See StatusWriterOptions. */
  readonly spreadMs: number;
  readonly pauseMs: number;
}

export interface Kubernetes {
  close(): void;
}

const KUBERNETES_TIMES: KubernetesTimes = {
  ...TIMES,
  answerMs: 30_000,
  renewMs: 30_000,
  troubleMs: 500,
  spreadMs: 3000,
  pauseMs: 300_000,
};

const SETTINGS_LABEL = "kubearmor-app=kubearmor-configmap";
/** The later one wins. */
const SETTINGS_NAMES = ["kubearmor-config", "bailiff-config"];
const OUR_ANNOTATION = /^kubearmor-/;
const ACCESS_MS = 1000;

/** Never throws: what goes wrong is told, and tried again. */
export function openKubernetes(options: KubernetesOptions): Kubernetes {
  const watcher = new Watcher(options);
  watcher.open();
  return watcher;
}

class Watcher implements Kubernetes {
  readonly #options: KubernetesOptions;
  readonly #times: KubernetesTimes;
  readonly #random: () => number;
  readonly #connection: Connection;
  readonly #closed = new AbortController();
  readonly #watches: { close(): void }[] = [];
  readonly #policies = new Map<PolicyKind, ReadonlyMap<string, PolicyObject>>();
  readonly #troubles = new Map<string, string>();
  readonly #owners: Owners;
  readonly #writer: StatusWriter;
  #pods: ReadonlyMap<PodKey, PodObject> | null = null;
  #facts: ClusterFacts = { pods: null, namespaces: null, node: null, settings: null };

  constructor(options: KubernetesOptions) {
    this.#options = options;
    this.#times = { ...KUBERNETES_TIMES, ...options.times };
    this.#random = options.random ?? Math.random;
    this.#connection = new Connection(options.access, this.#times.answerMs, this.#times.renewMs);
    this.#owners = new Owners({
      connection: this.#connection,
      onChange: () => this.#tellPods(),
      onTrouble: (error) => this.#onTrouble("owners of pods", error === null ? null : explain(error)),
    });
    this.#writer = new StatusWriter({
      write: (object, verdict) => this.#writeStatus(object, verdict),
      onTrouble: (error) => this.#onTrouble("the status of policies", error === null ? null : explain(error)),
      random: this.#random,
      spreadMs: this.#times.spreadMs,
      pauseMs: this.#times.pauseMs,
    });
  }

  open(): void {
    const { nodeName } = this.#options;
    for (const kind of KINDS) this.#watchPolicies(kind);
    this.#watch(
      { name: "nodes", path: "/api/v1/nodes", fieldSelector: `metadata.name=${nodeName}` },
      readNode,
      (all) => {
        const node = all.get(nodeName) ?? null;
        const missing = `there is no node "${nodeName}": kubernetes.nodeName of the configuration says which one this is`;
        this.#onTrouble("this node", node === null ? missing : null);
        if (node !== null) this.#tell({ node });
      },
    );
    this.#watch({ name: "pods", path: "/api/v1/pods", fieldSelector: `spec.nodeName=${nodeName}` }, readPod, (all) => {
      this.#pods = all;
      this.#tellPods();
    });
    this.#watch({ name: "namespaces", path: "/api/v1/namespaces" }, readNamespace, (namespaces) =>
      this.#tell({ namespaces }),
    );
    void this.#watchSettings();
  }

  close(): void {
    this.#closed.abort();
    for (const watch of this.#watches) watch.close();
    this.#owners.close();
    this.#writer.close();
    this.#connection.close();
    clearTimeout(this.#telling);
  }

  #watchPolicies(kind: PolicyKind): void {
    this.#watch(
      { name: kind, path: collectionOf(kind) },
      (object, before: PolicyObject | undefined) => readPolicy(kind, object, before),
      (all) => {
        this.#policies.set(kind, all);
        this.#options.onPolicies(kind, all);
        this.#writer.look([...this.#policies.values()].flatMap((objects) => [...objects.values()]));
      },
      // A server that is starting may not know kinds that it will know soon; their definitions, it knows at once.
      (signal) => this.#isUndefined(kind, signal),
    );
  }

  async #isUndefined(kind: PolicyKind, signal: AbortSignal): Promise<boolean> {
    try {
      await this.#connection.get(definitionOf(kind), signal);
      return false;
    } catch (error) {
      return error instanceof ApiError && error.status === 404 && error.reason === "NotFound";
    }
  }

  /** Our namespace is known once what says who we are could be read. */
  async #watchSettings(): Promise<void> {
    while (!this.#closed.signal.aborted) {
      try {
        const namespace = this.#options.namespace ?? (await this.#connection.namespace()) ?? "default";
        if (this.#closed.signal.aborted) return;
        const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/configmaps`;
        const resource = { name: "ConfigMaps", path, labelSelector: SETTINGS_LABEL };
        this.#watch(
          resource,
          ({ data }) => textMap(data),
          (all) => {
            const found = SETTINGS_NAMES.flatMap((name) => [...(all.get(`${namespace}/${name}`) ?? [])]);
            this.#tell({ settings: new Map(found) });
          },
        );
        return;
      } catch {
        // The other watches tell what is wrong.
        await new Promise((resolve) => setTimeout(resolve, ACCESS_MS).unref());
      }
    }
  }

  #watch<T>(
    resource: Resource,
    read: (object: ApiObject, before: T | undefined) => T,
    onChange: (all: ReadonlyMap<string, T>) => void,
    isAbsent?: (signal: AbortSignal) => Promise<boolean>,
  ): void {
    const handlers = {
      read,
      onChange,
      onTrouble: (trouble: string | null) => this.#onTrouble(resource.name, trouble),
      ...(isAbsent && { isAbsent }),
    };
    const [connection, random, times] = [this.#connection, this.#random, this.#times];
    this.#watches.push(listWatch({ connection, resource, handlers, random, times }));
  }

  #tellPods(): void {
    if (this.#pods !== null) this.#tell({ pods: this.#owners.join(this.#pods) });
  }

  #tell(more: Partial<ClusterFacts>): void {
    this.#facts = { ...this.#facts, ...more };
    this.#options.onFacts(this.#facts);
  }

  async #writeStatus(object: PolicyObject, verdict: PolicyVerdict): Promise<boolean> {
    const metadata = { resourceVersion: object.version }; // of what we have read: another node may have been quicker
    try {
      await this.#connection.patch(statusPathOf(object), { metadata, status: verdict }, this.#closed.signal);
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 409) return false;
      if (error.status === 404) return true; // it has gone, or its definition has no status
      throw error;
    }
  }

  /** One server that goes is the trouble of many watches, one after the other: the first is told at once, more of it later. */
  #onTrouble(of: string, trouble: string | null): void {
    if (trouble === null) this.#troubles.delete(of);
    else this.#troubles.set(of, trouble);
    const isWell = this.#troubles.size === 0;
    if (this.#telling !== undefined && !isWell) return;
    clearTimeout(this.#telling);
    this.#telling = undefined;
    if (isWell && this.#told === null) return;
    const ms = this.#times.troubleMs * (isWell || this.#told === null ? 1 : 10);
    this.#telling = setTimeout(() => this.#tellTroubles(), ms);
  }
  #told: string | null = null;
  #telling: NodeJS.Timeout | undefined;

  /** Those that are about the same are told as one. */
  #tellTroubles(): void {
    this.#telling = undefined;
    const all = Map.groupBy(this.#troubles, ([, what]) => what);
    const told = Array.from(
      all,
      ([what, entries]) =>
        `${entries
          .map(([of]) => of)
          .sort()
          .join(", ")}: ${what}`,
    ).sort();
    const now = told.length === 0 ? null : `Kubernetes: ${told.join("; ")}; what was known stands`;
    if (now === this.#told) return;
    this.#told = now;
    this.#options.onTrouble(now);
  }
}

const readNode = ({ metadata: { labels, annotations } }: ApiObject): NodeObject => ({ labels, annotations });

function readNamespace({ metadata: { annotations } }: ApiObject): ReadonlyMap<string, string> {
  return new Map(Array.from(annotations).filter(([key]) => OUR_ANNOTATION.test(key)));
}
