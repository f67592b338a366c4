// SPDX-License-Identifier: Apache-2.0
// From the options of a command to an act, as the reference model takes it.

import { type Command, Option } from "commander";
import type { Act } from "../policy/act.ts";
import { DIRECTIONS, type Direction, PRESETS, type Preset } from "../policy/policy.ts";
import type { SyscallName } from "../policy/syscalls.ts";
import type { CapabilityName } from "../policy/words.ts";
import {
  collect,
  type Device,
  once,
  oneOf,
  parseCapability,
  parseDevice,
  parseInterface,
  parseLevel,
  parseName,
  parsePath,
  parseSyscall,
  parseUid,
} from "./act-values.ts";
import {
  type Endpoint,
  endpointParser,
  type Peer,
  parsePeer,
  SOCKET_WORDS,
  SOCKETS,
  type SocketWord,
} from "./endpoint.ts";

/** Who acts where nobody is named: a program that no rule is likely to name. */
const UNKNOWN_PROGRAM = "/usr/bin/unknown";

const ROOT_UID = 0;

/** In a port of the machine itself. */
const TOP_LEVEL = 1;

/** No name of an interface: one that no rule names. */
const UNKNOWN_INTERFACE = "";

export interface ActOptions {
  readonly exec?: string;
  readonly arg?: readonly string[];
  readonly open?: string;
  readonly write?: boolean;
  readonly connect?: Endpoint;
  readonly bind?: Endpoint;
  readonly listen?: Endpoint;
  readonly accept?: Endpoint;
  readonly socket?: SocketWord;
  readonly resolve?: string;
  readonly cap?: CapabilityName;
  readonly syscall?: SyscallName;
  readonly path?: string;
  readonly preset?: Preset;
  readonly device?: Device;
  readonly level?: number;
  readonly ingress?: Peer;
  readonly egress?: Peer;
  readonly iface?: string;
  readonly overQuota?: boolean;
  readonly source?: string;
  readonly uid?: number;
  readonly owner?: number;
  readonly tty?: boolean;
}

/** An act, and what it is in words: "/usr/bin/cat reads /etc/shadow". */
export interface Told {
  readonly act: Act;
  readonly text: string;
}

/** What programs do. */
const OF_PROGRAMS = ["exec", "open", ...DIRECTIONS, "socket", "resolve", "cap", "syscall", "preset"] as const;
const ACTS = [...OF_PROGRAMS, "device", "ingress", "egress"] as const;

/** What belongs to which acts only. */
const DETAILS = [
  ["arg", ["exec"]],
  ["write", ["open"]],
  ["path", ["syscall"]],
  ["level", ["device"]],
  ["iface", ["ingress", "egress"]],
  ["overQuota", ["ingress", "egress"]],
  ["uid", ["exec", "open"]],
  ["owner", ["exec", "open"]],
] as const;

export function addActOptions(command: Command): Command {
  const option = <T>(flags: string, description: string, parse: (text: string) => T) =>
    new Option(flags, description).argParser(once(parse));
  const terminal = (flag: string, isOn: boolean, description: string) =>
    new Option(flag, description).preset("").argParser((_: string, before: boolean | undefined): boolean => {
      return before === undefined || before === isOn ? isOn : command.error("error: --tty and --no-tty: name one");
    });
  const act = [
    option("--exec <path>", "start a program", parsePath),
    new Option(
      "--arg <text>",
      "with --exec: an argument, again for each; one with a dash is written --arg=-l",
    ).argParser(collect),
    option("--open <path>", "read a file", parsePath),
    new Option("--write", "with --open: write it, or change its name or attributes"),
    option(
      "--connect <address>",
      "connect to 10.0.0.1:443, [fd00::1]:53/udp, 10.0.0.1/icmp, unix:/run/x or unix:@name; tcp where no protocol is named",
      endpointParser(1),
    ),
    option("--bind <address>", "bind a socket to an address", endpointParser(0)),
    option("--listen <address>", "listen on an address", endpointParser(0)),
    option("--accept <address>", "accept a connection from an address; of a unix socket, on it", endpointParser(1)),
    option("--socket <kind>", `make a socket: ${SOCKET_WORDS.join(", ")}`, (word) =>
      oneOf(SOCKET_WORDS, word, "kind of socket"),
    ),
    option("--resolve <name>", "ask DNS for a name", parseName),
    option("--cap <name>", "use a capability, like net_raw", parseCapability),
    option("--syscall <name>", "call a system call", parseSyscall),
    option("--path <path>", "with --syscall: the path that it is given", parsePath),
    option("--preset <name>", `do what a preset is about: ${PRESETS.join(", ")}`, (word) =>
      oneOf(PRESETS, word, "preset"),
    ),
    option(
      "--device <class>",
      "a USB device is plugged in: MASS-STORAGE, 8 or 0x08, and more closely 8:6 or 8:6:80, with subclass and protocol",
      parseDevice,
    ),
    option("--level <n>", "with --device: how deep in the tree of hubs, 1 where nothing is said", parseLevel),
    option("--ingress <peer>", "a connection comes in, from a host to a port: 10.0.0.1:443/tcp", parsePeer),
    option("--egress <peer>", "a connection goes out, to a host and a port", parsePeer),
    option("--iface <name>", "with --ingress or --egress: the network interface", parseInterface),
    new Option("--over-quota", "with --ingress or --egress: more than what may pass has passed"),
  ];
  const actor = [
    option(
      "--source <path>",
      `the program that acts; for --exec, the one that starts the other (default: ${UNKNOWN_PROGRAM})`,
      parsePath,
    ),
    option("--uid <n>", "the user who acts, 0 where nothing is said", parseUid),
    option("--owner <n>", "the user who owns the file, 0 where nothing is said", parseUid),
    terminal("--tty", true, "in a session with a terminal"),
    terminal("--no-tty", false, "in a session without one (default)"),
  ];
  command.optionsGroup("The act, just one:");
  for (const option of act) command.addOption(option);
  command.optionsGroup("Who acts:");
  for (const option of actor) command.addOption(option);
  return command;
}

/** The act, or what is wrong with the options as a whole. */
export function readAct(options: ActOptions): Told | { readonly wrong: string } {
  const given = ACTS.filter((name) => options[name] !== undefined);
  const [name, second] = given;
  if (name === undefined) return { wrong: `name the act: one of ${ACTS.map((it) => `--${it}`).join(", ")}` };
  if (second !== undefined) return { wrong: `--${name} and --${second} are two acts: name one` };
  for (const [detail, owners] of DETAILS) {
    if (options[detail] !== undefined && !owners.some((owner) => owner === name)) {
      const flag = detail.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`);
      return { wrong: `--${flag} belongs to ${owners.map((owner) => `--${owner}`).join(" or ")}, not to --${name}` };
    }
  }
  if (OF_PROGRAMS.some((it) => it === name)) {
    const { act, does } = actOf(options);
    return { act, text: `${act.program} ${does}` };
  }
  const [detail] = (["source", "tty"] as const).filter((it) => options[it] !== undefined);
  if (detail !== undefined) return { wrong: `--${detail} says who acts: in --${name} no program does` };
  return happeningOf(options);
}

function actOf(options: ActOptions): { readonly act: Act; readonly does: string } {
  const { exec, open, socket, resolve, cap, syscall, preset } = options;
  const actor = { program: options.source ?? UNKNOWN_PROGRAM, onTerminal: options.tty ?? false };
  const isOwner = (options.uid ?? ROOT_UID) === (options.owner ?? ROOT_UID);
  if (exec !== undefined) {
    const args = options.arg ?? [];
    return {
      act: { class: "process", path: exec, args, isOwner, ...actor },
      does: ["starts", exec, ...args].join(" "),
    };
  }
  if (open !== undefined) {
    const access = options.write ? "write" : "read";
    return { act: { class: "file", path: open, access, isOwner, ...actor }, does: `${access}s ${open}` };
  }
  if (socket !== undefined) {
    const act = { class: "network", operation: "create", address: null, ...SOCKETS[socket], ...actor } as const;
    return { act, does: `makes a socket: ${socket}` };
  }
  if (resolve !== undefined) return { act: { class: "dns", name: resolve, ...actor }, does: `asks for ${resolve}` };
  if (cap !== undefined) {
    return { act: { class: "capabilities", capability: cap, ...actor }, does: `uses the capability ${cap}` };
  }
  if (syscall !== undefined) {
    const path = options.path ?? null;
    return {
      act: { class: "syscalls", syscall, path, ...actor },
      does: `calls ${syscall}${path === null ? "" : ` on ${path}`}`,
    };
  }
  if (preset !== undefined)
    return { act: { class: "presets", preset, ...actor }, does: `does what ${preset} is about` };
  const operation = DIRECTIONS.find((it) => options[it] !== undefined) ?? "connect";
  const { text, ...endpoint } = options[operation] as Endpoint;
  return { act: { class: "network", operation, ...endpoint, ...actor }, does: `${DOES[operation]} ${text}` };
}

const DOES: Readonly<Record<Direction, string>> = {
  connect: "connects to",
  bind: "binds a socket to",
  listen: "listens on",
  accept: "accepts",
};

/** What no program does. */
function happeningOf({ device, level = TOP_LEVEL, ingress, egress, iface, overQuota = false }: ActOptions): Told {
  const nobody = { program: UNKNOWN_PROGRAM, onTerminal: false };
  if (device !== undefined) {
    const numbers = [device.deviceClass, device.subClass, device.protocol].join("/");
    return {
      act: { class: "device", ...device, level, ...nobody },
      text: `a device of class ${numbers} is plugged in at level ${level}`,
    };
  }
  const { host, ...peer } = (ingress ?? egress) as Peer;
  const place = `${peer.port}/${peer.protocol}`;
  const way = ingress === undefined ? `to ${host}:${place} goes out` : `from ${host} to port ${place} comes in`;
  const details = [...(iface === undefined ? [] : [` on ${iface}`]), ...(overQuota ? [", over the quota"] : [])];
  return {
    act: {
      class: "firewall",
      direction: ingress === undefined ? "egress" : "ingress",
      ...peer,
      interface: iface ?? UNKNOWN_INTERFACE,
      isOverQuota: overQuota,
      ...nobody,
    },
    text: `a connection ${way}${details.join("")}`,
  };
}
