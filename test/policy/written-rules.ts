// SPDX-License-Identifier: Apache-2.0
// Random rules as people write them, each with what it means.

import fc from "fast-check";
import {
  DIRECTIONS,
  type Limits,
  NO_LIMITS,
  type PathTarget,
  type Rule,
  type RuleClass,
  type Target,
} from "../../src/policy/policy.ts";
import { SYSCALLS } from "../../src/policy/syscalls.ts";
import { CAPABILITIES, DEVICE_CLASSES, PORT_NAMES, PROTOCOL_WORDS } from "../../src/policy/words.ts";
import {
  type Attributes,
  anyCase,
  attributes,
  component,
  directory,
  type JsonObject,
  oneOf,
  optional,
  type Part,
  path,
  pathOrPattern,
  pattern,
  present,
  someOf,
  words,
} from "./written-values.ts";

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
export function item(
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

export const BLOCKS: { readonly [block: string]: Lists } = {
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
export const DEVICE: Lists = { matchDevice: item("device", devices, { pts: false }) };

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

export function firewall(
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

export function inherit(bare: Item["means"][number], ...from: readonly Attributes[]): Omit<Rule, "at"> {
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
export function block(lists: Lists, isTold: boolean) {
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
