// SPDX-License-Identifier: Apache-2.0
// From the blocks of a spec to rules: what a rule inherits from its block and from the policy, and its defaults.

import { complain, type Value } from "../fields.ts";
import { portsOf } from "./grammar/firewall.ts";
import type { SourceItem } from "./grammar/source.ts";
import type { Attributes } from "./grammar/values.ts";
import type { Blocks, Spec } from "./grammar.ts";
import {
  type Action,
  DIRECTIONS,
  type Direction,
  type Limits,
  NO_LIMITS,
  type PathTarget,
  type Rule,
  type RuleClass,
  type Target,
} from "./policy.ts";

/** What stands at a rule, at its block or at the policy: the nearest one counts, each for itself. */
interface Inherited {
  readonly action?: Action | undefined;
  readonly severity?: number | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly message?: string | undefined;
}

/** "" and an empty list are no value: they inherit. */
export function inherit({ action, severity, tags = [], message }: Attributes, from: Inherited): Inherited {
  return {
    action: action ?? from.action,
    severity: severity ?? from.severity,
    tags: tags.length > 0 ? tags : from.tags,
    message: message || from.message,
  };
}

/** What the items of all lists may say beside what they name. */
interface Item extends Attributes {
  readonly here: Value;
  readonly ownerOnly?: boolean;
  readonly readOnly?: boolean;
  readonly allowedArgs?: readonly string[];
  readonly pts?: boolean;
  readonly fromSource?: readonly SourceItem[];
}

const NOTHING: readonly never[] = [];

export function rulesOf(spec: Blocks, policy: Inherited): readonly Rule[] {
  return [
    ...pathRules("process", spec.process, policy),
    ...pathRules("file", spec.file, policy),
    ...networkRules(spec.network, policy),
    ...capabilityRules(spec.capabilities, policy),
    ...syscallRules(spec.syscalls, policy),
  ];
}

function pathRules(
  ruleClass: "process" | "file",
  block: Blocks["process"] | Blocks["file"],
  policy: Inherited,
): readonly Rule[] {
  if (block === undefined) return NOTHING;
  const inherited = inherit(block, policy);
  const { matchPaths = NOTHING, matchDirectories = NOTHING, matchPatterns = NOTHING } = block;
  const items: readonly PathItem[] = [...matchPaths, ...matchDirectories, ...matchPatterns];
  return items.flatMap((item) => {
    const program: Target | null = item.execname === undefined ? null : { kind: "program", name: item.execname };
    return rulesFor(ruleClass, pathTarget(item) ?? program, item, inherited);
  });
}

interface PathItem extends Item {
  readonly path?: string | { readonly path: string } | { readonly pattern: string };
  readonly dir?: string;
  readonly pattern?: string;
  readonly recursive?: boolean;
  readonly execname?: string;
}

function pathTarget({
  path,
  dir,
  pattern,
  recursive = false,
}: Pick<PathItem, "path" | "dir" | "pattern" | "recursive">): PathTarget | null {
  if (typeof path === "string") return { kind: "path", path };
  if (path !== undefined) return "path" in path ? { kind: "path", ...path } : { kind: "pattern", ...path };
  if (dir !== undefined) return { kind: "directory", directory: dir, recursive };
  return pattern === undefined ? null : { kind: "pattern", pattern };
}

function networkRules(block: Blocks["network"], policy: Inherited): readonly Rule[] {
  if (block === undefined) return NOTHING;
  const inherited = inherit(block, policy);
  const { matchProtocols = NOTHING, matchAddresses = NOTHING, matchDNSQueries = NOTHING } = block;
  return [
    ...matchProtocols.flatMap((item) => {
      const targets = (item.protocol ?? NOTHING).map((protocol): Target => ({ kind: "protocol", protocol }));
      return rulesFor("network", targets, item, inherited);
    }),
    ...matchAddresses.flatMap((item) => rulesFor("network", addressTargets(item), item, inherited)),
    ...matchDNSQueries.flatMap((item) => {
      const targets = (item.domain ?? NOTHING).map((domain): Target => ({ kind: "domain", domain }));
      return rulesFor("dns", targets, item, inherited);
    }),
  ];
}

type AddressItem = NonNullable<NonNullable<Blocks["network"]>["matchAddresses"]>[number];

function addressTargets({ cidr, unix, port, endPort, protocol, direction = NOTHING }: AddressItem): readonly Target[] {
  const directions: readonly Direction[] =
    direction.length > 0 ? DIRECTIONS.filter((it) => direction.includes(it)) : DIRECTIONS;
  if (unix !== undefined) return [{ kind: "unix", name: unix, directions }];
  const ports = port === undefined ? null : ([port, endPort ?? port] as const);
  return (protocol ?? [null]).map((protocol) => ({
    kind: "address",
    network: cidr ?? null,
    ports,
    protocol,
    directions,
  }));
}

function capabilityRules(block: Blocks["capabilities"], policy: Inherited): readonly Rule[] {
  const inherited = inherit(block ?? {}, policy);
  return (block?.matchCapabilities ?? NOTHING).flatMap((item) => {
    const targets = (item.capability ?? NOTHING).map((capability): Target => ({ kind: "capability", capability }));
    return rulesFor("capabilities", targets, item, inherited);
  });
}

/** They are told of and never stopped, whatever the policy's action. */
function syscallRules(block: Blocks["syscalls"], policy: Inherited): readonly Rule[] {
  const inherited: Inherited = { ...inherit(block ?? {}, policy), action: "Audit" };
  const items: readonly SyscallItem[] = [...(block?.matchSyscalls ?? NOTHING), ...(block?.matchPaths ?? NOTHING)];
  return items.flatMap((item) => {
    const { syscall: syscalls = NOTHING, path, recursive } = item;
    if (syscalls.length === 0) return [];
    const isDirectory = path?.endsWith("/") || recursive;
    const on = path === undefined ? null : pathTarget(isDirectory ? directoryOf(path, recursive) : { path });
    return rulesFor("syscalls", { kind: "syscall", syscalls, on }, item, inherited);
  });
}

/** What is recursive is a directory, however it is written. */
function directoryOf(path: string, recursive = false): { readonly dir: string; readonly recursive: boolean } {
  return { dir: path.endsWith("/") ? path : `${path}/`, recursive };
}

interface SyscallItem extends Item {
  readonly syscall?: readonly string[];
  readonly path?: string;
  readonly recursive?: boolean;
}

export function presetRules(presets: Spec<"KubeArmorPolicy">["presets"], policy: Inherited): readonly Rule[] {
  return (presets ?? NOTHING).flatMap((item) => {
    if (item.name === undefined) return [];
    const rules = rulesFor("presets", { kind: "preset", preset: item.name }, item, policy);
    const isAllowed = rules.some(({ action }) => action === "Allow");
    if (isAllowed) complain(item.here, "a preset is Audit or Block: nothing can be allowed by it");
    return rules;
  });
}

export function deviceRules(block: Spec<"KubeArmorHostPolicy">["device"], policy: Inherited): readonly Rule[] {
  const inherited = inherit(block ?? {}, policy);
  return (block?.matchDevice ?? NOTHING).flatMap((item) => {
    if (item.class === undefined) return [];
    const { subClass = null, protocol = null, level = null } = item;
    const target: Target = {
      kind: "device",
      class: item.class === "ALL" ? null : item.class,
      subClass,
      protocol,
      level,
    };
    return rulesFor("device", target, item, inherited);
  });
}

export function firewallRules(
  { ingress = NOTHING, egress = NOTHING, level = "Policy" }: Spec<"KubeArmorNetworkPolicy">,
  policy: Inherited,
): readonly Rule[] {
  const sides = [
    ...ingress.map((item) => ({ direction: "ingress", item, peers: item.from }) as const),
    ...egress.map((item) => ({ direction: "egress", item, peers: item.to }) as const),
  ];
  return sides.flatMap(({ direction, item, peers = NOTHING }) => {
    const { ports = NOTHING, iface: interfaces = NOTHING, limit, duration } = item;
    const target: Target = {
      kind: "firewall",
      direction,
      networks: peers.flatMap(({ ipBlock }) => ipBlock?.cidr ?? []),
      ports: ports.flatMap((port) => portsOf(port) ?? []),
      interfaces,
      quota: limit === undefined || duration === undefined ? null : { bytes: limit, durationMs: duration, level },
    };
    return rulesFor("firewall", target, item, policy);
  });
}

/** One rule for each target of an item. They share all else, as one item may have thousands of sources. */
function rulesFor(
  ruleClass: RuleClass,
  targets: Target | readonly Target[] | null,
  item: Item,
  block: Inherited,
): readonly Rule[] {
  if (targets === null) return NOTHING;
  const { action, severity, tags, message } = inherit(item, block);
  const shared = {
    class: ruleClass,
    sources: (item.fromSource ?? NOTHING).flatMap((source) => pathTarget(source) ?? []),
    onTerminal: item.pts === false,
    limits: limitsOf(item),
    action: action ?? "Block",
    severity: severity ?? 0,
    tags: tags ?? NOTHING,
    message: message ?? "",
    at: item.here.node.at,
  } as const;
  return [targets].flat().map((target) => ({ ...shared, target }));
}

/** How many patterns there are to be compiled, in targets and sources. */
export function patternsIn(rules: readonly Rule[]): number {
  return rules.reduce((sum, { target, sources }) => {
    return sum + [target, ...sources].filter(({ kind }) => kind === "pattern").length;
  }, 0);
}

/** What settle.ts has to look at: a rule for each of its sources. */
export function weightOf(rules: readonly Rule[]): number {
  return rules.reduce((sum, { sources }) => sum + Math.max(1, sources.length), 0);
}

function limitsOf({ ownerOnly = false, readOnly = false, allowedArgs = NOTHING }: Item): Limits {
  if (!ownerOnly && !readOnly && allowedArgs.length === 0) return NO_LIMITS;
  return { ownerOnly, readOnly, allowedArgs: allowedArgs.length > 0 ? allowedArgs : null };
}
