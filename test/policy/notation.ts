// SPDX-License-Identifier: Apache-2.0
// Rules and acts as the tests of the model write them, each in a line, and decisions as they want them.
//
//   file /etc/ Block tree ro own tty from=/bin/cat          a directory; with "tree" recursive; the limits and conditions
//   process ls Audit args=-l,-a                             a program by its name; a path with one of *?[{ is a pattern
//   network 10.0.0.0/8 Allow port=80-90 proto=tcp dir=connect      or any, tcp, unix:/run/x, unix:@x instead of the network
//   dns a.com · capabilities net_raw · presets exec · syscalls unlink,mount on=/home/ tree
//   device 8/6/*/* · firewall egress to=10.0.0.0/8,1.1.1.1 port=53-53/udp if=eth0 quota
//   from=/opt/ is the directory, fromtree=/opt/ all below it

import assert from "node:assert";
import t from "tap";
import { SocketProtocol } from "../../src/gen/abi.ts";
import type { Act, DeviceAct, FileAct, FirewallAct, NetworkAct, ProcessAct } from "../../src/policy/act.ts";
import { addressBytes, parseIpNetwork } from "../../src/policy/address.ts";
import { type Decision, decide } from "../../src/policy/model.ts";
import {
  type Action,
  DIRECTIONS,
  type IpNetwork,
  type PathTarget,
  PRESETS,
  type Rule,
  type RuleClass,
  type Target,
} from "../../src/policy/policy.ts";
import { DEFAULT_POSTURES } from "../../src/policy/posture.ts";
import type { BoundRule, RuleSet } from "../../src/policy/resolve.ts";
import { SocketType } from "../../src/policy/socket-kinds.ts";
import { CAPABILITIES, PROTOCOL_WORDS } from "../../src/policy/words.ts";
import { policy, rule } from "./rules.ts";

/** `line` tells it from others in the same test. */
export function bindRule(text: string, line: number): BoundRule {
  const [ruleClass = "", name = "", action = "", ...words] = text.split(" ");
  const options = new Map(words.map((word) => [word.split("=", 1)[0] ?? "", word.slice(word.indexOf("=") + 1)]));
  const option = (key: string) => options.get(key) ?? null;
  const isTree = options.has("tree");
  const sources = words.flatMap((word): PathTarget[] => {
    const [, tree, path = ""] = /^from(tree)?=(.*)$/.exec(word) ?? [];
    return path === "" ? [] : [pathTarget(path, tree !== undefined)];
  });
  const limits = {
    ownerOnly: options.has("own"),
    readOnly: options.has("ro"),
    allowedArgs: option("args")?.split(",") ?? null,
  };
  const known = [
    "own",
    "ro",
    "tty",
    "tree",
    "from",
    "fromtree",
    "args",
    "port",
    "proto",
    "dir",
    "on",
    "to",
    "if",
    "quota",
  ];
  for (const key of options.keys()) assert(known.includes(key), `${key} in "${text}"`);
  assert(["Allow", "Audit", "Block"].includes(action), text);
  return {
    policy: policy(`p${line}`),
    rule: rule(ruleClass as RuleClass, targetOf(ruleClass as RuleClass, name, option, isTree), {
      action: action as Action,
      onTerminal: options.has("tty"),
      sources,
      limits,
      at: { file: "f", line, column: 1 },
    }),
  };
}

export const BLOCK = { file: "block", network: "block", capabilities: "block", device: "block" } as const;

export function rules(texts: readonly string[], more: Partial<RuleSet> = {}): RuleSet {
  const bound = texts.map((text, i) => bindRule(text, i + 1));
  return { rules: bound, postures: DEFAULT_POSTURES, isAudited: false, searchDomains: [], ...more };
}

/** "deny 2": by the second rule. "allow": no rule speaks of it. "audit posture 1": beyond what the first rule allows. */
export function outcome({ verdict, rule, why }: Decision): string {
  const number = rule === null ? [] : [rule.rule.at.line];
  return [verdict, ...(why === "posture" || why === "within" ? [why] : []), ...number].join(" ");
}

export type Case = readonly [name: string, rules: readonly string[], act: Act, want: string];

/** One test for each, in both orders of arrival. */
export function cases(topic: string, table: readonly Case[], more: Partial<RuleSet> = {}): void {
  for (const [name, texts, act, want] of table) {
    t.test(`${topic}: ${name}`, async (t) => {
      const set = rules(texts, more);
      t.equal(outcome(decide(set, act)), want);
      t.equal(outcome(decide({ ...set, rules: set.rules.toReversed() }, act)), want, "in the other order");
    });
  }
}

function targetOf(
  ruleClass: RuleClass,
  name: string,
  option: (key: string) => string | null,
  isTree: boolean,
): Rule["target"] {
  switch (ruleClass) {
    case "process":
    case "file":
      return name.startsWith("/") ? pathTarget(name, isTree) : { kind: "program", name };
    case "network":
      return socketTarget(name, option);
    case "dns":
      return { kind: "domain", domain: name };
    case "capabilities":
      return { kind: "capability", capability: oneOf(CAPABILITIES, name) };
    case "syscalls": {
      const on = option("on");
      return { kind: "syscall", syscalls: name.split(","), on: on === null ? null : pathTarget(on, isTree) };
    }
    case "presets":
      return { kind: "preset", preset: oneOf(PRESETS, name) };
    case "device": {
      const [deviceClass = null, subClass = null, protocol = null, level = null] = name
        .split("/")
        .map((part) => (part === "*" ? null : Number(part)));
      return { kind: "device", class: deviceClass, subClass, protocol, level };
    }
    case "firewall": {
      const protocol = option("port")?.split("/")[1] as "tcp" | "udp" | undefined;
      const ports = range(option("port"));
      return {
        kind: "firewall",
        direction: oneOf(["ingress", "egress"] as const, name),
        networks: option("to")?.split(",").map(network) ?? [],
        ports: ports === null ? [] : [{ ports, protocol: protocol ?? "tcp" }],
        interfaces: option("if")?.split(",") ?? [],
        quota: option("quota") === null ? null : { bytes: 1024, durationMs: 1000, level: "Policy" },
      };
    }
  }
}

function pathTarget(path: string, recursive: boolean): PathTarget {
  if (/[*?[{]/.test(path)) return { kind: "pattern", pattern: path };
  return path.endsWith("/") ? { kind: "directory", directory: path, recursive } : { kind: "path", path };
}

function socketTarget(name: string, option: (key: string) => string | null): Target {
  const directions =
    option("dir")
      ?.split(",")
      .map((it) => oneOf(DIRECTIONS, it)) ?? DIRECTIONS;
  if (name.startsWith("unix:")) return { kind: "unix", name: name.slice("unix:".length), directions };
  const word = PROTOCOL_WORDS.find((known) => known === name);
  if (word !== undefined) return { kind: "protocol", protocol: word };
  const protocol = option("proto");
  return {
    kind: "address",
    network: name === "any" ? null : network(name),
    ports: range(option("port")),
    protocol: protocol === null ? null : oneOf(PROTOCOL_WORDS, protocol),
    directions,
  };
}

function range(text: string | null): readonly [number, number] | null {
  if (text === null) return null;
  const [first = "", last = first] = (text.split("/")[0] ?? "").split("-");
  return [Number(first), Number(last)];
}

function network(text: string): IpNetwork {
  const parsed = parseIpNetwork(text);
  assert(!("wrong" in parsed), text);
  return parsed;
}

function oneOf<W extends string>(words: readonly W[], word: string): W {
  const found = words.find((known) => known === word);
  assert(found !== undefined, word);
  return found;
}

// ---- acts, of a program in no session with a terminal and by nobody who owns the file, if nothing else is said

export const BY = { program: "/usr/bin/somebody", onTerminal: false } as const;

export function read(path: string, more: Partial<FileAct> = {}): FileAct {
  return { class: "file", path, access: "read", isOwner: false, ...BY, ...more };
}

export function write(path: string, more: Partial<FileAct> = {}): FileAct {
  return read(path, { access: "write", ...more });
}

export function exec(path: string, more: Partial<ProcessAct> = {}): ProcessAct {
  return { class: "process", path, args: [], isOwner: false, ...BY, ...more };
}

const { TCP, UDP, ICMP, OTHER } = SocketProtocol;
const KINDS = {
  tcp: [SocketType.STREAM, TCP],
  udp: [SocketType.DGRAM, UDP],
  icmp: [SocketType.RAW, ICMP],
  raw: [SocketType.RAW, OTHER],
  packet: [SocketType.PACKET, OTHER],
} as const;

export function socket(kind: keyof typeof KINDS, more: Partial<NetworkAct> = {}): NetworkAct {
  const [type, protocol] = KINDS[kind];
  const family = kind === "packet" ? "other" : "inet";
  return { class: "network", operation: "create", family, type, protocol, address: null, ...BY, ...more };
}

/** "connect 10.0.0.1 80", "bind ::1 80", "listen unix /run/x". */
export function does(
  text: string,
  more: Partial<NetworkAct> & { readonly kind?: keyof typeof KINDS } = {},
): NetworkAct {
  const [operation = "", host = "", last = ""] = text.split(" ");
  const { kind = "tcp", ...rest } = more;
  const said = { operation: oneOf(["create", ...DIRECTIONS] as const, operation), ...rest };
  if (host === "unix") {
    return socket(kind, { family: "unix", protocol: OTHER, address: last === "" ? null : { unix: last }, ...said });
  }
  const ip = addressBytes(host);
  assert(ip !== null, text);
  return socket(kind, { family: host.includes(":") ? "inet6" : "inet", address: { ip, port: Number(last) }, ...said });
}

export function ask(name: string): Act {
  return { class: "dns", name, ...BY };
}

export function device(deviceClass: number, subClass: number, protocol: number, level: number): DeviceAct {
  return { class: "device", deviceClass, subClass, protocol, level, ...BY };
}

export function pass(direction: "ingress" | "egress", host: string, more: Partial<FirewallAct> = {}): FirewallAct {
  const ip = addressBytes(host);
  assert(ip !== null, host);
  const said = { port: 80, protocol: "tcp", interface: "eth0", isOverQuota: false } as const;
  return { class: "firewall", direction, ip, ...said, ...BY, ...more };
}
