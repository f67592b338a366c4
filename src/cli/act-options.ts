// SPDX-License-Identifier: Apache-2.0
// From the options of a command to an act, as the reference model takes it.

import { type Command, InvalidArgumentError, Option } from "commander";
import { SocketProtocol } from "../gen/abi.ts";
import { didYouMean } from "../nearest.ts";
import type { Act, NetworkAct } from "../policy/act.ts";
import { addressBytes } from "../policy/address.ts";
import { readPath } from "../policy/path.ts";
import { DIRECTIONS, type Direction, PRESETS, type Preset } from "../policy/policy.ts";
import { SocketType } from "../policy/socket-kinds.ts";
import { SYSCALLS, type SyscallName } from "../policy/syscalls.ts";
import { CAPABILITIES, type CapabilityName } from "../policy/words.ts";
import { parseCount } from "./options.ts";

/** Who acts where nobody is named: a program that no rule is likely to name. */
const UNKNOWN_PROGRAM = "/usr/bin/unknown";

const ROOT_UID = 0;

type Endpoint = Pick<NetworkAct, "family" | "type" | "protocol"> & {
  readonly address: NonNullable<NetworkAct["address"]>;
  readonly text: string;
};

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
  readonly source: string;
  readonly uid?: number;
  readonly owner?: number;
  readonly tty?: boolean;
}

/** An act, and what it is in words: "/usr/bin/cat reads /etc/shadow". */
export interface Told {
  readonly act: Act;
  readonly text: string;
}

const ACTS = ["exec", "open", ...DIRECTIONS, "socket", "resolve", "cap", "syscall", "preset"] as const;

/** What belongs to which acts only. */
const DETAILS = [
  ["arg", ["exec"]],
  ["write", ["open"]],
  ["path", ["syscall"]],
  ["uid", ["exec", "open"]],
  ["owner", ["exec", "open"]],
] as const;

export function addActOptions(command: Command): Command {
  const endpoint = (flag: string, description: string) =>
    new Option(`--${flag} <address>`, description).argParser(parseEndpoint);
  const act = [
    new Option("--exec <path>", "start a program").argParser(parsePath),
    new Option(
      "--arg <text>",
      "with --exec: an argument, again for each; one with a dash is written --arg=-l",
    ).argParser(collect),
    new Option("--open <path>", "read a file").argParser(parsePath),
    new Option("--write", "with --open: write it, or change its name or attributes"),
    endpoint(
      "connect",
      "connect to 10.0.0.1:443, [fd00::1]:53/udp, 10.0.0.1/icmp, unix:/run/x or unix:@name; tcp where no protocol is named",
    ),
    endpoint("bind", "bind a socket to an address"),
    endpoint("listen", "listen on an address"),
    endpoint("accept", "accept a connection from an address; of a unix socket, on it"),
    new Option("--socket <kind>", `make a socket: ${SOCKET_WORDS.join(", ")}`).argParser((word) =>
      oneOf(SOCKET_WORDS, word, "kind of socket"),
    ),
    new Option("--resolve <name>", "ask DNS for a name").argParser(parseName),
    new Option("--cap <name>", "use a capability, like net_raw").argParser(parseCapability),
    new Option("--syscall <name>", "call a system call").argParser(parseSyscall),
    new Option("--path <path>", "with --syscall: the path that it is given").argParser(parsePath),
    new Option("--preset <name>", `do what a preset is about: ${PRESETS.join(", ")}`).argParser((word) =>
      oneOf(PRESETS, word, "preset"),
    ),
  ];
  const actor = [
    new Option("--source <path>", "the program that acts; for --exec, the one that starts the other")
      .argParser(parsePath)
      .default(UNKNOWN_PROGRAM),
    new Option("--uid <n>", "the user who acts, 0 where nothing is said").argParser(parseUid),
    new Option("--owner <n>", "the user who owns the file, 0 where nothing is said").argParser(parseUid),
    new Option("--tty", "in a session with a terminal"),
    new Option("--no-tty", "in a session without one (default)"),
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
      return { wrong: `--${detail} belongs to ${owners.map((owner) => `--${owner}`).join(" or ")}, not to --${name}` };
    }
  }
  const { act, does } = actOf(options);
  return { act, text: `${options.source} ${does}` };
}

function actOf(options: ActOptions): { readonly act: Act; readonly does: string } {
  const { exec, open, socket, resolve, cap, syscall, preset } = options;
  const actor = { program: options.source, onTerminal: options.tty ?? false };
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

const { TCP, UDP, ICMP, ICMPV6, SCTP, DCCP, OTHER } = SocketProtocol;

/** What programs ask for who use it. ping: ICMP without privileges. */
const SOCKETS = {
  tcp: { family: "inet", type: SocketType.STREAM, protocol: TCP },
  udp: { family: "inet", type: SocketType.DGRAM, protocol: UDP },
  icmp: { family: "inet", type: SocketType.RAW, protocol: ICMP },
  icmpv6: { family: "inet6", type: SocketType.RAW, protocol: ICMPV6 },
  ping: { family: "inet", type: SocketType.DGRAM, protocol: ICMP },
  sctp: { family: "inet", type: SocketType.STREAM, protocol: SCTP },
  dccp: { family: "inet", type: SocketType.DCCP, protocol: DCCP },
  raw: { family: "inet", type: SocketType.RAW, protocol: OTHER },
  packet: { family: "other", type: SocketType.PACKET, protocol: OTHER },
} as const;
type SocketWord = keyof typeof SOCKETS;
const SOCKET_WORDS = Object.keys(SOCKETS) as SocketWord[];

const WITH_PORTS: readonly SocketWord[] = ["tcp", "udp", "sctp", "dccp"];
const WITHOUT_PORTS: readonly SocketWord[] = ["icmp", "icmpv6", "ping", "raw"];
const PORT_MAX = 65535;

function parseEndpoint(text: string): Endpoint {
  if (text.startsWith("unix:")) return unixEndpoint(text.slice("unix:".length), text);
  const [, v6, v4 = "", port, word = "tcp"] =
    /^(?:\[([^\]]*)\]|([^:/[\]]*))(?::(\d{1,5}))?(?:\/(\w+))?$/.exec(text) ?? [];
  const host = v6 ?? v4;
  const ip = addressBytes(host);
  if (ip === null || host.includes(":") !== (v6 !== undefined)) {
    throw new InvalidArgumentError(
      "Write an address like 10.0.0.1:443, [fd00::1]:53/udp, unix:/run/x or unix:@name; names are not looked up.",
    );
  }
  const hasPort = WITH_PORTS.includes(word as SocketWord);
  const kind = oneOf(port === undefined && !hasPort ? WITHOUT_PORTS : WITH_PORTS, word, "protocol");
  if (hasPort && port === undefined)
    throw new InvalidArgumentError(`Write the port, like ${text.replace(/\/\w+$/, "")}:443.`);
  if (Number(port ?? 0) > PORT_MAX) throw new InvalidArgumentError(`A port is at most ${PORT_MAX}.`);
  const family = v6 === undefined ? "inet" : "inet6";
  const place = `${v6 === undefined ? host : `[${host}]`}${port === undefined ? "" : `:${Number(port)}`}/${kind}`;
  return { ...SOCKETS[kind], family, address: { ip, port: Number(port ?? 0) }, text: place };
}

function unixEndpoint(name: string, text: string): Endpoint {
  const isAbstract = name.startsWith("@") && name.length > 1;
  const unix = isAbstract ? name : parsePath(name);
  return {
    family: "unix",
    type: SocketType.STREAM,
    protocol: OTHER,
    address: { unix },
    text: isAbstract ? text : `unix:${unix}`,
  };
}

/** As the paths of policies are read, and a directory without the "/" at its end: that is how the kernel spells it. */
function parsePath(text: string): string {
  const bare = text.replace(/(.)\/+$/, "$1");
  if (bare === "/") return bare;
  const read = readPath(bare);
  if ("wrong" in read) throw new InvalidArgumentError(`It ${read.wrong}.`);
  return read.path;
}

function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

function parseName(text: string): string {
  if (!/^[^\s.]+(\.[^\s.]+)*\.?$/.test(text)) throw new InvalidArgumentError("Write a DNS name, like www.example.org.");
  return text;
}

function parseCapability(text: string): CapabilityName {
  return oneOf(CAPABILITIES, text.replace(/^cap_/i, ""), "capability");
}

function parseSyscall(text: string): SyscallName {
  return oneOf(SYSCALLS, text === "umount" ? "umount2" : text, "system call");
}

function parseUid(text: string): number {
  return text === "0" ? ROOT_UID : parseCount(text);
}

function oneOf<W extends string>(words: readonly W[], written: string, what: string): W {
  const word = words.find((known) => known.toLowerCase() === written.toLowerCase());
  if (word !== undefined) return word;
  const hint = didYouMean(written, words) || (words.length < 20 ? `: it is one of ${words.join(", ")}.` : ".");
  throw new InvalidArgumentError(`There is no such ${what}${hint}`);
}
