// SPDX-License-Identifier: Apache-2.0
// Policies × workloads × postures → one rule set for each workload. Workloads with equal rule sets share one: a thousand replicas
// cost no more than the first.

import type { Container, Host, Workload } from "../workload/workload.ts";
import type { Expression, LabelSelector, Policy, Rule, Scope } from "./policy.ts";
import { DEFAULT_POSTURES, type Postures } from "./posture.ts";

/** A rule and the policy that it comes from. */
export interface BoundRule {
  readonly policy: Policy;
  readonly rule: Rule;
}

/** All that holds for a workload. */
export interface RuleSet {
  /** In no particular order: compile.ts settles what happens where they meet. */
  readonly rules: readonly BoundRule[];
  readonly postures: Postures;
  /** Nothing is denied; what would be is told. */
  readonly isAudited: boolean;
  /** What the resolver of the workload may append to a name that it is asked for. */
  readonly searchDomains: readonly string[];
}

/** What is said of the whole node, and of its namespaces. */
export interface PostureSettings {
  readonly containers: Postures;
  readonly host: Postures;
  /** Of namespaces that say otherwise. */
  readonly namespaces: ReadonlyMap<string, Partial<Postures>>;
  /** Namespaces whose containers no policy binds. */
  readonly untracked: ReadonlySet<string>;
}

export const DEFAULT_SETTINGS: PostureSettings = {
  containers: DEFAULT_POSTURES,
  host: DEFAULT_POSTURES,
  namespaces: new Map(),
  untracked: new Set(["kube-system", "kubearmor"]),
};

/** Finds rule sets for one state of policies and settings. Where either changes, make a new one. */
export class Resolver {
  readonly #settings: PostureSettings;
  readonly #policies: readonly Bound[];
  /** Those of containers, by where they may bind: see placeOf. */
  readonly #byPlace: ReadonlyMap<string, readonly Bound[]>;
  readonly #shared = new Map<string, RuleSet>();

  constructor(policies: readonly Policy[], settings: PostureSettings = DEFAULT_SETTINGS) {
    this.#settings = settings;
    this.#policies = policies.map((policy, index) => ({ policy, index, rules: boundRules(policy) }));
    this.#byPlace = Map.groupBy(this.#policies, ({ policy: { scope } }) => {
      const namespace = scope.kind === "namespace" ? scope.namespace : "";
      const [label] = scope.kind === "nodes" ? [] : scope.pods.labels;
      return placeOf(namespace, label);
    });
  }

  /** The same object for every workload with the same rules. */
  ruleSetOf(workload: Workload): RuleSet {
    const binding = this.#candidates(workload).filter(({ policy: { scope } }) => binds(scope, workload));
    const postures = this.#posturesOf(workload);
    const isAudited = workload.mode === "audited";
    const searchDomains = workload.kind === "container" && binding.some(asksOfNames) ? searchDomainsOf(workload) : [];
    const key = JSON.stringify([binding.map(({ index }) => index), postures, isAudited, searchDomains]);
    const known = this.#shared.get(key);
    if (known !== undefined) return known;
    const ruleSet = { rules: binding.flatMap(({ rules }) => rules), postures, isAudited, searchDomains };
    this.#shared.set(key, ruleSet);
    return ruleSet;
  }

  /** Forgets the rule sets that no workload has any more. */
  keep(inUse: ReadonlySet<RuleSet>): void {
    for (const [key, ruleSet] of this.#shared) if (!inUse.has(ruleSet)) this.#shared.delete(key);
  }

  #candidates(workload: Workload): readonly Bound[] {
    if (workload.mode === "disabled") return [];
    if (workload.kind === "host") return this.#policies;
    if (this.#settings.untracked.has(workload.namespace)) return [];
    const places = [workload.namespace, ""].flatMap((namespace) =>
      [undefined, ...workload.labels].map((label) => placeOf(namespace, label)),
    );
    const found = places.flatMap((place) => this.#byPlace.get(place) ?? []);
    return found.sort((a, b) => a.index - b.index);
  }

  #posturesOf(workload: Workload): Postures {
    const { host, containers, namespaces } = this.#settings;
    return workload.kind === "host" ? host : { ...containers, ...namespaces.get(workload.namespace) };
  }
}

/** A namespace, "" for all of them, and the first label that a policy asks for: few bind any one container. */
function placeOf(namespace: string, label: readonly [string, string] | undefined): string {
  return JSON.stringify(label === undefined ? [namespace] : [namespace, ...label]);
}

/** Only rules on names make a difference between namespaces. */
function asksOfNames({ rules }: Bound): boolean {
  return rules.some(({ rule }) => rule.class === "dns");
}

interface Bound {
  readonly policy: Policy;
  readonly index: number;
  readonly rules: readonly BoundRule[];
}

/** Made once for each policy, however many resolvers come and go. */
const known = new WeakMap<Policy, readonly BoundRule[]>();

function boundRules(policy: Policy): readonly BoundRule[] {
  const rules = known.get(policy) ?? policy.rules.map((rule) => ({ policy, rule }));
  known.set(policy, rules);
  return rules;
}

export function binds(scope: Scope, workload: Workload): boolean {
  switch (scope.kind) {
    case "nodes":
      return workload.kind === "host" && bindsHost(scope.labels, workload);
    case "namespace":
      return workload.kind === "container" && scope.namespace === workload.namespace && bindsContainer(scope, workload);
    case "cluster":
      return (
        workload.kind === "container" &&
        scope.namespaces.every((it) => holds(it, new Map([["namespace", workload.namespace]]))) &&
        selects(scope.pods, workload.labels)
      );
  }
}

function bindsContainer(
  { pods, containers }: Extract<Scope, { kind: "namespace" }>,
  { name, labels }: Container,
): boolean {
  const isNamed = containers.length === 0 || containers.some((wildcard) => matchesWildcard(wildcard, name));
  return isNamed && selects(pods, labels);
}

function selects({ labels, expressions }: LabelSelector, of: ReadonlyMap<string, string>): boolean {
  return Array.from(labels).every(([key, value]) => of.get(key) === value) && expressions.every((it) => holds(it, of));
}

function holds(expression: Expression, labels: ReadonlyMap<string, string>): boolean {
  switch (expression.operator) {
    case "In":
      return expression.pairs.some(([key, value]) => labels.get(key) === value);
    case "NotIn":
      return !expression.pairs.some(([key, value]) => labels.get(key) === value);
    case "Exists":
      return labels.has(expression.key);
    case "DoesNotExist":
      return !labels.has(expression.key);
  }
}

/** All labels must match; a selector without any selects nothing. */
function bindsHost(selector: ReadonlyMap<string, string>, host: Host): boolean {
  return selector.size > 0 && Array.from(selector).every(([key, value]) => matchesHost(key, value, host));
}

function matchesHost(key: string, value: string, host: Host): boolean {
  switch (key) {
    case "kubearmor.io/hostname":
    case "kubernetes.io/hostname": {
      const names = value.split(",").map((name) => name.trim());
      return (
        names.includes("*") || names.includes(host.hostname) || names.includes(host.labels.get(key) ?? host.hostname)
      );
    }
    case "kubearmor.io/hostnamereg":
    case "kubernetes.io/hostnamereg":
      return matchesWildcard(value.trim(), host.hostname);
    default:
      return host.labels.get(key) === value;
  }
}

/** `*` stands for any text, every other character for itself. Takes the first place for each piece: no pattern is slow. */
export function matchesWildcard(pattern: string, text: string): boolean {
  const [first = "", ...pieces] = pattern.split("*");
  const last = pieces.pop();
  if (last === undefined) return pattern === text;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const piece of pieces) {
    const found = text.indexOf(piece, from);
    if (found < 0) return false;
    from = found + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}

/** As kubelet writes them into resolv.conf for the usual cluster domain. */
function searchDomainsOf({ namespace }: Container): readonly string[] {
  return [`${namespace}.svc.cluster.local`, "svc.cluster.local", "cluster.local"];
}
