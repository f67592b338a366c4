// SPDX-License-Identifier: Apache-2.0
// What Kubernetes says, joined with what the node says: policies go to the intake, labels to the containers that are there, postures
// and labels of the node to the guard. What was known last is kept across restarts: an API server that is away must not change
// what holds.

import { join } from "node:path";
import type { Config, KubernetesConfig } from "./config.ts";
import { explain } from "./errors.ts";
import type { GuardSettings } from "./guard.ts";
import type { Intake } from "./intake.ts";
import { overridesOf, readValues, type Values } from "./kube/config-map.ts";
import type { ClusterFacts, Kubernetes, NodeObject } from "./kube/kube.ts";
import { allPending, isPolicyFile, type PolicyObject, policyFiles } from "./kube/policy-objects.ts";
import type { PolicyKind } from "./policy/policy.ts";
import { type Postures, posturesOf } from "./policy/posture.ts";
import { DEFAULT_SETTINGS } from "./policy/resolve.ts";
import { quote } from "./problem.ts";
import { isRecord, textMap } from "./record.ts";
import { readState, writeState } from "./state-file.ts";
import { PodMemory } from "./workload/pod.ts";
import { type FoundContainer, hostWorkload, policyModeOf } from "./workload/workload.ts";

export interface NodeSettings extends GuardSettings {
  /** The cluster's name in alerts. */
  readonly cluster: string;
}

/** What the configuration says by itself. */
export function settingsOf(config: Config): NodeSettings {
  return {
    host: hostWorkload(config.host),
    postures: { ...DEFAULT_SETTINGS, ...config.postures },
    throttle: { perSecond: config.alertsPerSecond, burst: config.alertBurst },
    cluster: config.cluster,
  };
}

export interface OrchestrationOptions {
  readonly config: Config;
  readonly kubernetes: KubernetesConfig;
  readonly env: NodeJS.ProcessEnv;
  readonly intake: Pick<Intake, "files" | "begin" | "take">;
  /** They are others now. */
  readonly onSettings: (settings: NodeSettings) => void;
  /** What is said of containers is something else now: they are to be joined again. */
  readonly onPods: () => void;
  /** null: it is well. */
  readonly onTrouble: (trouble: string | null) => void;
  readonly onStateTrouble: (trouble: string | null) => void;
}

/** What is kept. */
interface Known {
  readonly node: NodeObject;
  readonly namespaces: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly values: Values;
}

const NOTHING: Known = {
  node: { labels: new Map(), annotations: new Map() },
  namespaces: new Map(),
  values: new Map(),
};
const FILE = "kubernetes.json";
/** What comes together is applied together. */
const SETTLE_MS = 20;
/** Policies that the kernel did not take are tried again. */
const RETRY_MS = 1000;

export class Orchestration {
  readonly #options: OrchestrationOptions;
  readonly #memory = new PodMemory();
  readonly #policies = new Map<PolicyKind, ReadonlyMap<string, PolicyObject>>();
  /** Of policies from before this daemon, good ones. */
  readonly #kept: readonly string[];
  #kubernetes: Kubernetes | undefined;
  #isClosed = false;
  #pods: ClusterFacts["pods"] = null;
  #known: Known = NOTHING;
  readonly #said = { settings: "", pods: "" };
  #hasNewPolicies = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #troubles = { server: "", settings: "", namespaces: "" };
  settings: NodeSettings;

  constructor(options: OrchestrationOptions) {
    this.#options = options;
    this.#kept = options.intake.files().filter(isPolicyFile);
    try {
      readState(this.#file(), (data) => this.#restore(data));
    } catch (error) {
      options.onStateTrouble(explain(error));
    }
    this.settings = this.#settingsNow();
    this.#said.settings = said(this.settings);
    options.intake.begin("kubernetes", allPending(this.#kept));
  }

  /** Begins to ask the API server; nothing waits for its answer. */
  async start(): Promise<void> {
    const { config, kubernetes, env } = this.#options;
    const { openKubernetes } = await import("./kube/kube.ts");
    if (this.#isClosed) return;
    const { kubeconfig } = kubernetes;
    this.#kubernetes = openKubernetes({
      access: kubeconfig === null ? { kind: "pod", env } : { kind: "kubeconfig", path: kubeconfig },
      nodeName: kubernetes.nodeName ?? env.BAILIFF_NODE_NAME ?? config.host,
      namespace: kubernetes.namespace,
      onPolicies: (kind, all) => {
        this.#policies.set(kind, all);
        this.#hasNewPolicies = true;
        this.#plan(SETTLE_MS);
      },
      onFacts: (facts) => this.#onFacts(facts),
      onTrouble: (trouble) => this.#onTrouble("server", trouble),
    });
  }

  /** Containers with what the API server says of their pods. */
  join(found: readonly FoundContainer[]): readonly FoundContainer[] {
    return this.#memory.join(found, this.#pods ?? new Map());
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#kubernetes?.close();
  }

  #onFacts({ pods, node, namespaces, settings }: ClusterFacts): void {
    const { values, problems } =
      settings === null ? { values: this.#known.values, problems: [] } : this.#read(settings);
    if (settings !== null) this.#onTrouble("settings", problems.length === 0 ? null : problems.join("; "));
    this.#known = {
      node: node ?? this.#known.node,
      namespaces: namespaces ?? this.#known.namespaces,
      values,
    };
    this.#pods = pods;
    this.#plan(SETTLE_MS);
  }

  #read(settings: Values) {
    const { values, problems } = readValues(settings, this.#known.values);
    return { values, problems: problems.map((problem) => `ConfigMap of settings: ${problem}`) };
  }

  #plan(ms: number): void {
    if (!this.#isClosed) this.#timer ??= setTimeout(() => this.#apply(), ms);
  }

  #apply(): void {
    this.#timer = undefined;
    const settings = this.#settingsNow();
    if (said(settings) !== this.#said.settings) {
      this.#said.settings = said(settings);
      this.settings = settings;
      this.#keep();
      this.#options.onSettings(settings);
    }
    const pods = this.#pods === null ? "" : said([...this.#pods]);
    if (pods !== this.#said.pods) {
      this.#said.pods = pods;
      this.#options.onPods();
    }
    if (!this.#hasNewPolicies) return;
    const files = policyFiles(this.#policies, this.#kept);
    this.#hasNewPolicies = !this.#options.intake.take("kubernetes", files);
    if (this.#hasNewPolicies) this.#plan(RETRY_MS);
  }

  #settingsNow(): NodeSettings {
    const base = settingsOf(this.#options.config);
    const { node, namespaces, values } = this.#known;
    const { containers, host, untracked, throttle, cluster } = overridesOf(values);
    const { postures } = base;
    return {
      host: hostWorkload(base.host.hostname, node.labels, policyModeOf(node.annotations)),
      postures: {
        containers: { ...postures.containers, ...containers },
        host: { ...postures.host, ...host },
        namespaces: this.#namespacePostures(namespaces, postures.namespaces),
        untracked: untracked ?? postures.untracked,
      },
      throttle: throttle ?? base.throttle,
      cluster: cluster ?? base.cluster,
    };
  }

  /** What a namespace says of itself is said before what the configuration says of it. */
  #namespacePostures(
    annotated: Known["namespaces"],
    configured: ReadonlyMap<string, Partial<Postures>>,
  ): ReadonlyMap<string, Partial<Postures>> {
    const all = new Map(configured);
    const wrong: string[] = [];
    for (const [name, annotations] of annotated) {
      for (const [key, value] of annotations) {
        const isPosture = /^kubearmor-(file|network|capabilities)-posture$/.test(key);
        if (isPosture && value !== "audit" && value !== "block") {
          wrong.push(`namespace ${name}: ${key} must be audit or block, got ${quote(value)}, which is ignored`);
        }
      }
      const postures = posturesOf(annotations);
      if (Object.keys(postures).length > 0) all.set(name, { ...configured.get(name), ...postures });
    }
    this.#onTrouble("namespaces", wrong.length === 0 ? null : wrong.join("; "));
    return all;
  }

  #onTrouble(of: "server" | "settings" | "namespaces", trouble: string | null): void {
    if (this.#troubles[of] === (trouble ?? "")) return;
    this.#troubles[of] = trouble ?? "";
    const all = Object.values(this.#troubles).filter((it) => it !== "");
    this.#options.onTrouble(all.length === 0 ? null : all.join("; "));
  }

  #keep(): void {
    const { node, namespaces, values } = this.#known;
    const data = {
      version: 1,
      labels: Object.fromEntries(node.labels),
      annotations: Object.fromEntries(node.annotations),
      namespaces: Object.fromEntries(Array.from(namespaces, ([name, of]) => [name, Object.fromEntries(of)])),
      values: Object.fromEntries(values),
    };
    try {
      writeState(this.#file(), data);
      this.#options.onStateTrouble(null);
    } catch (error) {
      this.#options.onStateTrouble(explain(error));
    }
  }

  #restore(data: unknown): boolean {
    if (!isRecord(data) || data.version !== 1 || !isRecord(data.namespaces)) return false;
    this.#known = {
      node: { labels: textMap(data.labels), annotations: textMap(data.annotations) },
      namespaces: new Map(Object.entries(data.namespaces).map(([name, of]) => [name, textMap(of)])),
      values: readValues(textMap(data.values), new Map()).values,
    };
    return true;
  }

  #file(): string {
    return join(this.#options.config.stateDir, FILE);
  }
}

/** The same for values that say the same. */
function said(value: unknown): string {
  return JSON.stringify(value, (_, it) => (it instanceof Map || it instanceof Set ? [...it] : it));
}
