// SPDX-License-Identifier: Apache-2.0
// Random policies about the tree and the sockets of random acts: every kind of target, limit, source and action.

import fc from "fast-check";
import type { JsonObject } from "../policy/written-values.ts";
import { ADDRESSES, ARGS, CAPABILITIES, PORTS } from "./acts.ts";
import { DIRECTORIES, EMPTY, FILES, NOT_UTF8, PROGRAMS, ROOT, SYMLINKS } from "./tree.ts";

/** Whom a policy is for: the host, or the containers of a namespace. */
export type Scope = "host" | string;

const optional = <T>(arbitrary: fc.Arbitrary<T>, freq = 2) => fc.option(arbitrary, { nil: undefined, freq });

/** Others no rule can spell. */
const isSpelled = (path: string) => !path.includes(NOT_UTF8);

/** What acts are done to, and names beside it: of new files, of parents, of what is not there. */
const anyPath = fc
  .oneof(
    { weight: 4, arbitrary: fc.constantFrom(...FILES.map(({ path }) => path)) },
    { weight: 1, arbitrary: fc.constantFrom(...DIRECTORIES, ...EMPTY) },
    { weight: 1, arbitrary: fc.constantFrom(...DIRECTORIES).map((above) => `${above}/new`) },
    { weight: 1, arbitrary: fc.constantFrom(...SYMLINKS.keys()) },
  )
  .filter(isSpelled);
const anyDirectory = fc
  .oneof(
    { weight: 1, arbitrary: fc.constant(ROOT) },
    { weight: 6, arbitrary: fc.constantFrom(...DIRECTORIES) },
    { weight: 1, arbitrary: fc.constantFrom(...EMPTY, ...FILES.map(({ path }) => path)) },
  )
  .filter(isSpelled);

/** A path, some of whose components are made wild. */
const anyPattern = fc
  .tuple(
    anyPath,
    fc.array(fc.tuple(fc.nat(20), fc.constantFrom("*", "**", "?", "[ab]", "[^a]", "{a,x y}", "{x,y,}*")), {
      minLength: 1,
      maxLength: 2,
    }),
  )
  .map(([path, changes]) => {
    const parts = path
      .slice(1)
      .replaceAll(/[\\*?[\]{},^]/g, "\\$&")
      .split("/");
    for (const [at, wild] of changes) if (parts.length > 1) parts[1 + (at % (parts.length - 1))] = wild;
    return `/${parts.join("/")}`;
  });

const directory = fc
  .tuple(anyDirectory, optional(fc.boolean()))
  .map(([dir, recursive]) => ({ dir: `${dir}/`, ...given({ recursive }) }));

const source: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...PROGRAMS, `${ROOT}/bin/none`).map((path) => ({ path })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(`${ROOT}/bin/`, `${ROOT}/bin/deep/`, `${ROOT}/`), optional(fc.boolean()))
      .map(([dir, recursive]) => ({ dir, ...given({ recursive }) })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(`${ROOT}/bin/*`, `${ROOT}/**`, `${ROOT}/bin/deep/er/?`).map((pattern) => ({ pattern })),
  },
);

type List =
  | "matchPaths"
  | "matchDirectories"
  | "matchPatterns"
  | "matchProtocols"
  | "matchAddresses"
  | "matchCapabilities";
type Block = "process" | "file" | "network" | "capabilities";

interface Item {
  readonly block: Block;
  readonly list: List;
  readonly named: JsonObject;
  /** It speaks of acts anywhere on the node, not only in the tree. */
  readonly isWide: boolean;
}

const onFiles: fc.Arbitrary<Item> = fc
  .tuple(
    fc.constantFrom("process" as const, "file" as const),
    fc.oneof(
      {
        weight: 4,
        arbitrary: anyPath.map((path) => ({
          list: "matchPaths" as const,
          named: { path: path.replaceAll(/\*/g, "?") },
          isWide: false,
        })),
      },
      { weight: 4, arbitrary: directory.map((named) => ({ list: "matchDirectories" as const, named, isWide: false })) },
      {
        weight: 2,
        arbitrary: anyPattern.map((pattern) => ({ list: "matchPatterns" as const, named: { pattern }, isWide: false })),
      },
      {
        weight: 1,
        arbitrary: fc
          .boolean()
          .map((recursive) => ({ list: "matchDirectories" as const, named: { dir: "/", recursive }, isWide: true })),
      },
    ),
  )
  .map(([block, it]) => ({ block, ...it }));

const byName: fc.Arbitrary<Item> = fc.constantFrom("x", "y", "s", "x y", "*", "L".repeat(255)).map((execname) => ({
  block: "process",
  list: "matchPaths",
  named: { execname },
  isWide: true,
}));

const onSockets: fc.Arbitrary<Item> = fc.oneof(
  fc
    .constantFrom("tcp", "udp", "icmp", "raw", "all", "stream", "dgram", "sctp")
    .map((protocol): Item => ({ block: "network", list: "matchProtocols", named: { protocol }, isWide: true })),
  fc
    .record({
      cidr: optional(
        fc.constantFrom(
          ...ADDRESSES.flatMap((it) =>
            it.includes(":")
              ? [`${it}/128`, "fd00::/16", "::/0", "::1/128"]
              : [`${it}/32`, "127.0.0.0/8", "0.0.0.0/0", "127.0.0.0/31"],
          ),
        ),
      ),
      port: optional(fc.constantFrom(...PORTS)),
      protocol: optional(fc.constantFrom("tcp", "udp")),
      direction: optional(fc.subarray(["connect", "bind", "listen"], { minLength: 1 })),
    })
    .filter(({ cidr, port }) => cidr !== undefined || port !== undefined)
    .map((named): Item => ({ block: "network", list: "matchAddresses", named: given(named), isWide: true })),
);

const onCapabilities: fc.Arbitrary<Item> = fc
  .constantFrom(...CAPABILITIES)
  .map((capability) => ({ block: "capabilities", list: "matchCapabilities", named: { capability }, isWide: true }));

const item = fc.oneof(
  { weight: 12, arbitrary: onFiles },
  { weight: 1, arbitrary: byName },
  { weight: 3, arbitrary: onSockets },
  { weight: 1, arbitrary: onCapabilities },
);

const rule = fc.record({
  item,
  action: fc.constantFrom("Allow", "Audit", "Block", "Block"),
  fromSource: optional(fc.array(source, { minLength: 1, maxLength: 3 })),
  ownerOnly: optional(fc.boolean(), 4),
  readOnly: optional(fc.boolean(), 4),
  allowedArgs: optional(fc.subarray([...ARGS], { minLength: 1 }), 4),
  pts: optional(fc.boolean(), 6),
});

/** Rules, by themselves; `policiesOf` makes policies of them. */
export const rules = fc.array(fc.tuple(fc.nat(999), rule), { minLength: 10, maxLength: 100, size: "max" });
type Rules = typeof rules extends fc.Arbitrary<infer T> ? T : never;

/**
 * One policy a rule, each for one of the scopes. The message of a rule is its own, so that alerts tell which it was. What rules for
 * the host say is said of the programs of the acts alone, wherever else the machine could not work any more.
 */
export function policiesOf(rules: Rules, scopes: readonly Scope[]): readonly JsonObject[] {
  return rules.map(([choice, { item, action, ...more }], number) => {
    const scope = scopes[choice % scopes.length] as Scope;
    const isHost = scope === "host";
    const fromSource = isHost && item.isWide ? [{ dir: `${ROOT}/`, recursive: true }] : more.fromSource;
    const limits = limitsOf(item, more);
    return {
      apiVersion: "security.kubearmor.com/v1",
      kind: isHost ? "KubeArmorHostPolicy" : "KubeArmorPolicy",
      metadata: isHost ? { name: `p${number}` } : { name: `p${number}`, namespace: scope },
      spec: {
        ...(isHost
          ? { nodeSelector: { matchLabels: { "kubearmor.io/hostname": "*" } } }
          : { selector: { matchLabels: { app: "acts" } } }),
        [item.block]: {
          [item.list]: [
            { ...item.named, ...given({ fromSource, pts: more.pts }), ...limits, action, message: `r${number}` },
          ],
        },
      },
    };
  });
}

function limitsOf(
  { block }: Item,
  { ownerOnly, readOnly, allowedArgs }: Pick<Rules[number][1], "ownerOnly" | "readOnly" | "allowedArgs">,
): JsonObject {
  if (block === "file") return given({ ownerOnly, readOnly });
  return block === "process" ? given({ ownerOnly, allowedArgs }) : {};
}

function given(fields: { readonly [key: string]: JsonObject[string] | undefined }): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, JsonObject[string]] => entry[1] !== undefined),
  );
}
