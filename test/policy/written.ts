// SPDX-License-Identifier: Apache-2.0
// Random policies as people write them, each with what it means: the grammar once more, from the other side. Loose spellings are
// among them; what is wrong is not.

import fc from "fast-check";
import {
  type Action,
  DIRECTIONS,
  type Expression,
  KINDS,
  type Limits,
  NO_LIMITS,
  type PathTarget,
  type Policy,
  type PolicyKind,
  PRESETS,
  type Rule,
  type RuleClass,
  type Scope,
  type Target,
} from "../../src/policy/policy.ts";
import { SYSCALLS } from "../../src/policy/syscalls.ts";
import { CAPABILITIES, DEVICE_CLASSES, PORT_NAMES, PROTOCOL_WORDS } from "../../src/policy/words.ts";

/** As JSON has it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

export interface Written {
  readonly document: JsonObject;
  readonly meaning: Omit<Policy, "at" | "rules"> & { readonly rules: readonly Omit<Rule, "at">[] };
}

/** What is written, and what it means. */
interface Part<T> {
  readonly text: Json;
  readonly means: T;
}

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

// ---- values

const component = fc.oneof(
  fc.constantFrom(
    "etc",
    "usr",
    "bin",
    "a",
    "b",
    ".ssh",
    "..x",
    "...",
    "-",
    "lib64",
    "x'y",
    'x"y',
    "ü",
    "😀",
    "%41",
    "a b",
    "#",
  ),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 6 }).filter((it) => !/[/*\0]/.test(it) && !/^\.\.?$/.test(it)),
);
const components = fc.array(component, { minLength: 1, maxLength: 5 });
const between = fc.constantFrom("/", "/", "/", "/", "//", "/./", "///");

function spell(parts: readonly string[], slashes: readonly string[]): string {
  return parts.map((part, i) => `${slashes[i % slashes.length]}${part}`).join("");
}

const slashes = fc.array(between, { minLength: 1, maxLength: 5 });

const path: fc.Arbitrary<Part<PathTarget>> = fc
  .tuple(components, slashes)
  .map(([parts, slashes]) => ({ text: spell(parts, slashes), means: { kind: "path", path: spell(parts, ["/"]) } }));

const directoryText = fc
  .tuple(fc.array(component, { maxLength: 4 }), slashes, fc.constantFrom("/", "/", "", "//", "/."))
  .map(([parts, slashes, end]) => ({
    text: spell(parts, slashes) + (parts.length === 0 ? `/${end}` : end),
    means: `${spell(parts, ["/"])}/`,
  }));

const directory: fc.Arbitrary<{ text: JsonObject; means: PathTarget }> = fc
  .tuple(directoryText, optional(fc.boolean()))
  .map(([{ text, means }, recursive]) => ({
    text: { dir: text, ...(recursive !== undefined && { recursive }) },
    means: { kind: "directory", directory: means, recursive: recursive ?? false },
  }));

const pattern: fc.Arbitrary<Part<PathTarget>> = fc
  .array(fc.constantFrom("etc", "*", "**", "a?", "[a-c]x", "{usr,bin}", "*.conf", "\\*", "é*"), {
    minLength: 1,
    maxLength: 4,
  })
  .chain((parts) => slashes.map((slashes) => [parts, slashes] as const))
  .map(([parts, slashes]) => ({
    text: spell(parts, slashes),
    means: { kind: "pattern", pattern: spell(parts, ["/"]) },
  }));

/** In the place of a path, where a star makes it a pattern. */
const pathOrPattern = fc.oneof(
  { weight: 5, arbitrary: path },
  { weight: 1, arbitrary: pattern.filter(({ text }) => String(text).includes("*")) },
);

function anyCase(word: string): fc.Arbitrary<string> {
  return fc.constantFrom(word, word, word.toLowerCase(), word.toUpperCase());
}

function oneOf<W extends string>(words: readonly W[], prefix = ""): fc.Arbitrary<{ text: string; means: W }> {
  return fc
    .constantFrom(...words)
    .chain((means) =>
      fc.tuple(anyCase(prefix + means), anyCase(means)).map((texts) => texts.map((text) => ({ text, means }))),
    )
    .chain((both) => fc.constantFrom(...both));
}

/** With commas between them. */
function someOf<W extends string>(
  words: readonly W[],
  prefix = "",
): fc.Arbitrary<{ text: string; means: readonly W[] }> {
  return fc
    .tuple(fc.array(oneOf(words, prefix), { minLength: 1, maxLength: 3 }), fc.constantFrom(",", ", ", " , "))
    .map(([parts, comma]) => ({
      text: parts.map(({ text }) => text).join(comma),
      means: [...new Set(parts.map(({ means }) => means))],
    }));
}

const words = fc.string({ unit: "grapheme", maxLength: 12 });

interface Attributes {
  readonly action?: Action | undefined;
  readonly severity?: number | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly message?: string | undefined;
}

const action = fc.oneof(
  oneOf(["Allow", "Audit", "Block"]),
  fc.constantFrom({ text: "", means: undefined }, { text: null, means: undefined }),
);
const attributes = fc
  .record({
    action: optional(action),
    severity: optional(fc.option(fc.integer({ min: 1, max: 10 }))),
    tags: optional(fc.option(fc.array(words, { maxLength: 3 }))),
    message: optional(fc.option(words)),
  })
  .map(({ action, severity, tags, message }) => ({
    text: present({ action: action?.text, severity, tags, message }),
    means: {
      action: action?.means,
      severity: severity ?? undefined,
      tags: tags?.length ? tags : undefined,
      message: message || undefined,
    },
  }));

function present(fields: { readonly [key: string]: Json | undefined }): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter((field): field is [string, Json] => field[1] !== undefined));
}

// ---- rules

/** A rule before it inherits. */
type Bare = Omit<Rule, "at" | "action" | "severity" | "tags" | "message">;

interface Item {
  readonly text: JsonObject;
  readonly means: readonly (Bare & { readonly own: Attributes })[];
}

const source: fc.Arbitrary<{ text: JsonObject; means: PathTarget }> = fc.oneof(
  pathOrPattern.map(({ text, means }) => ({ text: { path: text }, means })),
  directory,
  pattern.map(({ text, means }) => ({ text: { pattern: text }, means })),
);

interface Extras {
  readonly limits?: readonly (keyof Limits)[];
  readonly pts?: boolean;
  /** Where an action of its own is none of the grammar. */
  readonly isTold?: boolean;
}

/** An item of a list: what it names, and what it may say beside that. */
function item(
  ruleClass: RuleClass,
  named: fc.Arbitrary<{ text: JsonObject; means: readonly Target[] }>,
  { limits = [], pts = true, isTold = false }: Extras = {},
): fc.Arbitrary<Item> {
  const has = (limit: keyof Limits) => limits.includes(limit);
  return fc
    .record({
      named,
      attributes,
      sources: pts || isTold ? optional(fc.array(source, { maxLength: 2 })) : fc.constant(undefined),
      pts: pts ? optional(fc.boolean()) : fc.constant(undefined),
      ownerOnly: has("ownerOnly") ? optional(fc.boolean()) : fc.constant(undefined),
      readOnly: has("readOnly") ? optional(fc.boolean()) : fc.constant(undefined),
      allowedArgs: has("allowedArgs")
        ? optional(fc.array(words, { minLength: 1, maxLength: 3 }))
        : fc.constant(undefined),
    })
    .map(({ named, attributes, sources, pts, ownerOnly, readOnly, allowedArgs }) => {
      const { action, ...told } = attributes.text;
      const limited: Limits = {
        ownerOnly: ownerOnly ?? false,
        readOnly: readOnly ?? false,
        allowedArgs: allowedArgs?.length ? allowedArgs : null,
      };
      const fromSource = sources?.map(({ text }) => text);
      return {
        text: {
          ...named.text,
          ...present({ fromSource, pts, ownerOnly, readOnly, allowedArgs }),
          ...(isTold ? told : attributes.text),
        },
        means: named.means.map((target) => ({
          class: ruleClass,
          target,
          sources: sources?.map(({ means }) => means) ?? [],
          onTerminal: pts === false,
          limits: { ...NO_LIMITS, ...limited },
          own: isTold ? { ...attributes.means, action: undefined } : attributes.means,
        })),
      };
    });
}

type Lists = { readonly [list: string]: fc.Arbitrary<Item> };

const byPath = (key: string, arbitrary: fc.Arbitrary<Part<PathTarget>>) =>
  arbitrary.map(({ text, means }) => ({ text: { [key]: text }, means: [means] }));
const byDirectory = directory.map(({ text, means }) => ({ text, means: [means] }));
const execname = component
  .filter((it) => Buffer.byteLength(it) <= 255)
  .map((name) => ({ text: { execname: name }, means: [{ kind: "program", name } as const] }));

const PROCESS = { limits: ["ownerOnly", "allowedArgs"] } as const;
const FILE = { limits: ["ownerOnly", "readOnly"] } as const;

const protocols = someOf(PROTOCOL_WORDS).map(({ text, means }) => ({
  text: { protocol: text },
  means: means.map((protocol) => ({ kind: "protocol", protocol }) as const),
}));

const label = fc.stringMatching(/^[a-z0-9_]([a-z0-9_-]{0,8}[a-z0-9_])?$/);
const domains = fc
  .array(
    fc.tuple(
      fc.array(label, { minLength: 1, maxLength: 4 }),
      fc.constantFrom("", "."),
      fc.constantFrom("", "."),
      fc.boolean(),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => ({
    text: {
      domain: parts
        .map(
          ([labels, start, end, isUpper]) =>
            start + (isUpper ? labels.join(".").toUpperCase() : labels.join(".")) + end,
        )
        .join(","),
    },
    means: [...new Set(parts.map(([labels]) => labels.join(".")))].map(
      (domain) => ({ kind: "domain", domain }) as const,
    ),
  }));

/** With bits behind the prefix set, which are cleared. */
const cidr = fc
  .tuple(fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 4, maxLength: 4 }), fc.integer({ min: 0, max: 32 }))
  .map(([bytes, bits]) => {
    const own = bytes.map((byte, i) => byte & (0xff << Math.min(8, Math.max(0, 8 * (i + 1) - bits))) & 0xff);
    return {
      text: `${bytes.join(".")}/${bits}`,
      means: {
        bytes: [...new Array<number>(10).fill(0), 0xff, 0xff, ...own],
        bits: 96 + bits,
        text: `${own.join(".")}/${bits}`,
      },
    };
  });

const port = fc.integer({ min: 1, max: 65535 });
const range = fc
  .tuple(port, optional(port))
  .map(([a, b]) => (b === undefined ? ([a, undefined] as const) : ([Math.min(a, b), Math.max(a, b)] as const)));
const directions = optional(fc.array(oneOf(DIRECTIONS), { maxLength: 3 }));

function directionsOf(parts: readonly { readonly means: (typeof DIRECTIONS)[number] }[] | undefined) {
  return parts?.length ? DIRECTIONS.filter((it) => parts.some(({ means }) => means === it)) : DIRECTIONS;
}

const addresses: fc.Arbitrary<{ text: JsonObject; means: readonly Target[] }> = fc.oneof(
  fc
    .record({ cidr: optional(cidr), range: optional(range), protocol: optional(someOf(PROTOCOL_WORDS)), directions })
    .filter(({ cidr, range }) => cidr !== undefined || range !== undefined)
    .map(({ cidr, range, protocol, directions }) => ({
      text: present({
        cidr: cidr?.text,
        port: range?.[0],
        endPort: range?.[1],
        protocol: protocol?.text,
        direction: directions?.map(({ text }) => text),
      }),
      means: (protocol?.means ?? [null]).map(
        (protocol): Target => ({
          kind: "address",
          network: cidr?.means ?? null,
          ports: range === undefined ? null : [range[0], range[1] ?? range[0]],
          protocol,
          directions: directionsOf(directions),
        }),
      ),
    })),
  fc
    .tuple(fc.oneof(path, fc.constant({ text: "@x/y", means: { kind: "path", path: "@x/y" } as const })), directions)
    .map(([{ text, means }, directions]) => ({
      text: present({ unix: text, direction: directions?.map(({ text }) => text) }),
      means: [
        { kind: "unix" as const, name: means.kind === "path" ? means.path : "", directions: directionsOf(directions) },
      ],
    })),
);

const capabilities = someOf(CAPABILITIES, "CAP_").map(({ text, means }) => ({
  text: { capability: text },
  means: means.map((capability) => ({ kind: "capability", capability }) as const),
}));

const syscallNames = fc.array(fc.constantFrom(...SYSCALLS), { minLength: 1, maxLength: 3 });
const syscalls = syscallNames.map((syscalls) => ({
  text: { syscall: syscalls },
  means: [{ kind: "syscall", syscalls, on: null } as const],
}));
const syscallsOn = fc
  .tuple(
    syscallNames,
    fc.oneof(
      path.map(({ text, means }) => ({ text: { path: text }, means })),
      directory.map(({ text: { dir = "", ...recursive }, means }) => ({
        text: { path: `${dir}/`, ...recursive },
        means,
      })),
    ),
  )
  .map(([syscalls, { text, means }]) => ({
    text: { syscall: syscalls, ...text },
    means: [{ kind: "syscall", syscalls, on: means } as const],
  }));

const byte = optional(fc.integer({ min: 0, max: 255 }));
const devices = fc
  .record({
    class: fc.oneof(
      oneOf([...DEVICE_CLASSES.keys()]).map(({ text, means }) => ({ text, means: DEVICE_CLASSES.get(means) ?? null })),
      fc.integer({ min: 0, max: 255 }).map((means) => ({ text: String(means), means })),
      fc.integer({ min: 0, max: 255 }).map((means) => ({ text: `0x${means.toString(16)}`, means })),
      anyCase("ALL").map((text) => ({ text, means: null })),
    ),
    subClass: byte,
    protocol: byte,
    level: optional(fc.integer({ min: 1, max: 255 })),
  })
  .map(({ class: { text, means }, subClass, protocol, level }) => ({
    text: present({ class: text, subClass, protocol, level }),
    means: [
      {
        kind: "device",
        class: means,
        subClass: subClass ?? null,
        protocol: protocol ?? null,
        level: level ?? null,
      } as const,
    ],
  }));

const BLOCKS: { readonly [block: string]: Lists } = {
  process: {
    matchPaths: fc.oneof(item("process", byPath("path", pathOrPattern), PROCESS), item("process", execname, PROCESS)),
    matchDirectories: item("process", byDirectory, PROCESS),
    matchPatterns: item("process", byPath("pattern", pattern), PROCESS),
  },
  file: {
    matchPaths: item("file", byPath("path", pathOrPattern), FILE),
    matchDirectories: item("file", byDirectory, FILE),
    matchPatterns: item("file", byPath("pattern", pattern), FILE),
  },
  network: {
    matchProtocols: item("network", protocols),
    matchAddresses: item("network", addresses),
    matchDNSQueries: item("dns", domains),
  },
  capabilities: { matchCapabilities: item("capabilities", capabilities) },
  syscalls: {
    matchSyscalls: item("syscalls", syscalls, { isTold: true, pts: false }),
    matchPaths: item("syscalls", syscallsOn, { isTold: true, pts: false }),
  },
};
const DEVICE: Lists = { matchDevice: item("device", devices, { pts: false }) };

const quota = fc
  .tuple(
    fc.integer({ min: 1, max: 1000 }),
    fc.constantFrom("", "K", "KB", "M", "MB", "G", "GB"),
    fc.integer({ min: 1, max: 59 }),
  )
  .map(([count, unit, minutes]) => ({
    text: { limit: `${count}${unit}`, duration: `1h${minutes}m` },
    bytes: count * 1024 ** (unit.startsWith("K") ? 1 : unit.startsWith("M") ? 2 : 3),
    durationMs: (60 + minutes) * 60_000,
  }));

const firewallPorts = fc
  .tuple(
    fc.oneof(
      port.map((port) => ({ text: String(port), means: port })),
      oneOf([...PORT_NAMES.keys()]).map(({ text, means }) => ({ text, means: PORT_NAMES.get(means) ?? 0 })),
    ),
    optional(fc.nat(1000)),
    optional(oneOf(["TCP", "UDP", "SCTP"])),
  )
  .map(([port, more, protocol]) => {
    const endPort = more === undefined ? undefined : Math.min(65535, port.means + more);
    return {
      text: present({ port: port.text, endPort, protocol: protocol?.text }),
      means: {
        ports: [port.means, endPort ?? port.means] as const,
        protocol: (protocol?.means ?? "TCP").toLowerCase() as "tcp",
      },
    };
  });

function firewall(
  direction: "ingress" | "egress",
  level: "Pod" | "Policy",
  quotas: "some" | "all",
): fc.Arbitrary<Item> {
  const named = fc
    .record({
      peers: optional(fc.array(cidr, { maxLength: 2 })),
      ports: optional(fc.array(firewallPorts, { maxLength: 2 })),
      iface: optional(fc.array(fc.constantFrom("eth0", "lo", "wlan0.1"), { maxLength: 2 })),
      quota: quotas === "all" ? quota : optional(quota),
    })
    .map(({ peers, ports, iface, quota }) => ({
      text: present({
        [direction === "ingress" ? "from" : "to"]: peers?.map(({ text }) => ({ ipBlock: { cidr: text } })),
        ports: ports?.map(({ text }) => text),
        iface,
        ...quota?.text,
      }),
      means: [
        {
          kind: "firewall",
          direction,
          networks: peers?.map(({ means }) => means) ?? [],
          ports: ports?.map(({ means }) => means) ?? [],
          interfaces: iface ?? [],
          quota: quota === undefined ? null : { bytes: quota.bytes, durationMs: quota.durationMs, level },
        } as const,
      ],
    }));
  return item("firewall", named, { pts: false });
}

function inherit(bare: Item["means"][number], ...from: readonly Attributes[]): Omit<Rule, "at"> {
  const { own, ...rule } = bare;
  const levels = [own, ...from];
  const first = <K extends keyof Attributes>(key: K) => levels.find((level) => level[key] !== undefined)?.[key];
  return {
    ...rule,
    action: rule.class === "syscalls" ? "Audit" : (first("action") ?? "Block"),
    severity: first("severity") ?? 0,
    tags: first("tags") ?? [],
    message: first("message") ?? "",
  };
}

/** A block: its lists, and what they inherit from it. */
function block(lists: Lists, isTold: boolean) {
  const filled = Object.fromEntries(
    Object.entries(lists).map(([list, item]) => [list, optional(fc.array(item, { maxLength: 2 }))]),
  );
  return fc.tuple(fc.record(filled), attributes).map(([filled, attributes]) => {
    const { action, ...told } = attributes.text;
    const means: Attributes = isTold ? { ...attributes.means, action: undefined } : attributes.means;
    return {
      text: {
        ...(isTold ? told : attributes.text),
        ...present(
          Object.fromEntries(Object.entries(filled).map(([list, items]) => [list, items?.map(({ text }) => text)])),
        ),
      },
      rulesWith: (policy: Attributes) =>
        Object.values(filled).flatMap((items) =>
          (items ?? []).flatMap((item) => item.means.map((bare) => inherit(bare, means, policy))),
        ),
    };
  });
}

// ---- whom they bind

const key = fc.constantFrom("app", "tier", "app.kubernetes.io/name", "__proto__", "toString");
const value = fc.constantFrom("web", "db", "", "a.b", "5");
const labels = fc.dictionary(key, value, { maxKeys: 3, noNullPrototype: true });

const operator = <O extends Expression["operator"]>(...operators: readonly O[]) => oneOf(operators);

function expression(keyWord: string): fc.Arbitrary<{ text: JsonObject; means: Expression }> {
  return fc.oneof(
    fc
      .tuple(operator("In", "NotIn"), fc.array(fc.tuple(key, value), { minLength: 1, maxLength: 3 }))
      .map(([operator, pairs]) => ({
        text: {
          key: keyWord,
          operator: operator.text,
          values: pairs.map(([key, value]) => (keyWord === "label" ? `${key}=${value}` : value)),
        },
        means: {
          operator: operator.means,
          pairs: pairs.map(([key, value]) => [keyWord === "label" ? key : keyWord, value] as const),
        },
      })),
    fc.tuple(operator("Exists", "DoesNotExist"), key).map(([operator, key]) => {
      const name = keyWord === "label" ? key : keyWord;
      return { text: { key: name, operator: operator.text }, means: { operator: operator.means, key: name } };
    }),
  );
}

const onPods = fc.array(fc.oneof(expression("label"), expression("zone")), { maxLength: 2 });
const onNamespaces = fc.array(expression("namespace"), { maxLength: 2 });

/** The names as they may be written in "kubearmor.io/container.name". */
const containers = fc.constantFrom<readonly (readonly [string | undefined, readonly string[]])[]>(
  [[undefined, []]],
  [["[c1, c2]", ["c1", "c2"]]],
  [["[c1,,]", ["c1"]]],
  [["[]", []]],
  [["", []]],
  [["web", ["web"]]],
  [["web.*", ["web*"]]],
);

type Selected = fc.Arbitrary<{ text: JsonObject; scope: Scope }>;

function mapOf(labels: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(labels));
}

function inNamespace(namespace: string): Selected {
  return fc.tuple(labels, containers, onPods).map(([labels, containers, expressions]) => {
    const [[name, names] = [undefined, []]] = containers;
    const written = Object.fromEntries([
      ...Object.entries(labels),
      ...(name === undefined ? [] : [["kubearmor.io/container.name", name] as const]),
    ]);
    const pods = { labels: mapOf(labels), expressions: expressions.map(({ means }) => means) };
    return {
      text: { selector: { matchLabels: written, matchExpressions: expressions.map(({ text }) => text) } },
      scope: { kind: "namespace", namespace, pods, containers: names },
    };
  });
}

const inCluster: Selected = fc.tuple(labels, onNamespaces, onPods).map(([labels, namespaces, expressions]) => ({
  text: {
    selector: { matchLabels: labels, matchExpressions: [...expressions, ...namespaces].map(({ text }) => text) },
  },
  scope: {
    kind: "cluster",
    namespaces: namespaces.map(({ means }) => means),
    pods: { labels: mapOf(labels), expressions: expressions.map(({ means }) => means) },
  },
}));

const onNodes: Selected = labels.map((labels) => {
  const all = { ...labels, "kubearmor.io/hostname": "*" };
  return { text: { nodeSelector: { matchLabels: all } }, scope: { kind: "nodes", labels: mapOf(all) } };
});

// ---- policies

const presets = fc.array(fc.tuple(oneOf(PRESETS), attributes), { maxLength: 2 }).map((presets) =>
  presets.map(([{ text, means: preset }, attributes]) => ({
    text: { name: text, ...attributes.text },
    means: {
      class: "presets",
      target: { kind: "preset", preset },
      sources: [],
      onTerminal: false,
      limits: NO_LIMITS,
      own: attributes.means,
    } as const,
  })),
);

const name = fc.stringMatching(/^[a-z0-9]([a-z0-9.-]{0,10}[a-z0-9])?$/).filter((it) => !/\.[.-]|-\./.test(it));

function specOf(
  kind: PolicyKind,
  namespace: string,
): fc.Arbitrary<{ text: JsonObject; scope: Scope; rules: readonly Omit<Rule, "at">[] }> {
  if (kind === "KubeArmorNetworkPolicy") return firewallSpec;
  const hasPresets = kind !== "KubeArmorHostPolicy";
  const selected = {
    KubeArmorPolicy: inNamespace(namespace),
    KubeArmorClusterPolicy: inCluster,
    KubeArmorHostPolicy: onNodes,
  }[kind];
  const lists = hasPresets ? BLOCKS : { ...BLOCKS, device: DEVICE };
  const blocks = fc.record(
    Object.fromEntries(Object.entries(lists).map(([key, lists]) => [key, optional(block(lists, key === "syscalls"))])),
  );
  return fc
    .record({ selected, blocks, presets: hasPresets ? optional(presets) : fc.constant(undefined), attributes })
    .map(({ selected, blocks, presets, attributes }) => ({
      text: {
        ...attributes.text,
        ...selected.text,
        ...present(Object.fromEntries(Object.entries(blocks).map(([key, block]) => [key, block?.text]))),
        ...present({ presets: presets?.map(({ text }) => text) }),
      },
      scope: selected.scope,
      rules: [
        ...Object.values(blocks).flatMap((block) => block?.rulesWith(attributes.means) ?? []),
        ...(presets ?? []).map(({ means }) => inherit(means, attributes.means)),
      ],
    }));
}

const firewallSpec = fc
  .record({ level: optional(oneOf(["Pod", "Policy"])), isOnNodes: fc.boolean() })
  .chain(({ level, isOnNodes }) => {
    const list = (direction: "ingress" | "egress") =>
      optional(fc.array(firewall(direction, level?.means ?? "Policy", isOnNodes ? "some" : "all"), { maxLength: 2 }));
    return fc
      .record({
        selected: isOnNodes ? onNodes : inCluster,
        ingress: list("ingress"),
        egress: list("egress"),
        attributes,
      })
      .map(({ selected, ingress, egress, attributes }) => ({
        text: {
          ...selected.text,
          ...attributes.text,
          ...present({
            level: level?.text,
            ingress: ingress?.map(({ text }) => text),
            egress: egress?.map(({ text }) => text),
          }),
        },
        scope: selected.scope,
        rules: [...(ingress ?? []), ...(egress ?? [])].flatMap(({ means }) =>
          means.map((bare) => inherit(bare, attributes.means)),
        ),
      }));
  });

/** Policies with at least one rule. */
export const written: fc.Arbitrary<Written> = fc
  .tuple(fc.constantFrom(...KINDS), name, optional(fc.constantFrom("default", "shop")))
  .chain(([kind, name, namespace]) =>
    specOf(kind, namespace ?? "default")
      .filter(({ rules }) => rules.length > 0 && rules.every(isPossible))
      .map(({ text, scope, rules }) => ({
        document: {
          apiVersion: "security.kubearmor.com/v1",
          kind,
          metadata: present({ name, namespace: kind === "KubeArmorPolicy" ? namespace : undefined }),
          spec: text,
        },
        meaning: { kind, name, scope, rules },
      })),
  );

/** Nothing can be allowed by a preset. */
function isPossible({ class: ruleClass, action }: Omit<Rule, "at">): boolean {
  return ruleClass !== "presets" || action !== "Allow";
}

// ---- how a document is spelled

export interface Style {
  readonly layout: "json" | "indented json" | "block";
  readonly lineBreak: "\n" | "\r\n";
  readonly isMarked: boolean;
  /** For each text in turn: in double quotes, with all beyond ASCII escaped, in single quotes, or plain, where that can be. */
  readonly quotes: readonly ("double" | "escaped" | "single" | "plain")[];
}

export const style: fc.Arbitrary<Style> = fc.record({
  layout: fc.constantFrom("json", "indented json", "block", "block", "block"),
  lineBreak: fc.constantFrom("\n", "\n", "\r\n"),
  isMarked: fc.boolean(),
  quotes: fc.array(fc.constantFrom("double", "escaped", "single", "plain"), { minLength: 1, maxLength: 7 }),
});

export function print(document: Json, { layout, lineBreak, isMarked, quotes }: Style): string {
  let next = 0;
  const scalar = (text: string) => quoted(text, quotes[next++ % quotes.length] ?? "double");
  const lines = (value: Json): string[] => {
    if (value === null || typeof value === "number" || typeof value === "boolean") return [String(value)];
    if (typeof value === "string") return [scalar(value)];
    if (Array.isArray(value)) {
      if (value.length === 0) return ["[]"];
      return value.flatMap((item: Json) => lines(item).map((line, i) => (i === 0 ? `- ${line}` : `  ${line}`)));
    }
    const entries = Object.entries(value);
    if (entries.length === 0) return ["{}"];
    return entries.flatMap(([key, value]) => {
      const isNested = typeof value === "object" && value !== null && Object.keys(value).length > 0;
      const below = lines(value);
      return isNested ? [`${scalar(key)}:`, ...below.map((line) => `  ${line}`)] : [`${scalar(key)}: ${below[0]}`];
    });
  };
  const body =
    layout === "block"
      ? lines(document).join("\n")
      : quoteNonPrintable(JSON.stringify(document, null, layout === "json" ? 0 : 2));
  return `${isMarked ? "---\n" : ""}${body}\n`.replaceAll("\n", lineBreak);
}

function quoted(text: string, quotes: Style["quotes"][number]): string {
  const isPrintable = /^[\x20-\x7e\xa1-\u1fff]*$/.test(text);
  if (quotes === "plain" && /^[A-Za-z/][\w/.-]*$/.test(text) && !/^(true|false|null)$/i.test(text)) return text;
  if ((quotes === "single" || quotes === "plain") && isPrintable) return `'${text.replaceAll("'", "''")}'`;
  const json = JSON.stringify(text);
  return quotes === "escaped" ? json.replace(/[\u007f-\uffff]/g, escaped) : quoteNonPrintable(json);
}

/** JSON may hold what YAML wants escaped. */
function quoteNonPrintable(json: string): string {
  return json.replace(/[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g, escaped);
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
