// SPDX-License-Identifier: Apache-2.0
// The daemon's settings: a flag beats the configuration file, the file beats the default. Whatever is not understood is an
// error, because a misspelt setting that is ignored is one that somebody believes in.

import { isIPv4 } from "node:net";
import { Command, CommanderError } from "commander";
import { BailiffError } from "./errors.ts";
import { asFields, asInteger, asString, complain, type Fields } from "./fields.ts";
import { SOCKET_PATH_BYTES_MAX } from "./limits.ts";
import { didYouMean } from "./nearest.ts";
import { byPlace, formatProblem, type Problem, quote } from "./problem.ts";
import { parseYaml } from "./yaml.ts";

export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Config {
  readonly policyDir: string;
  /** As gRPC takes it: "127.0.0.1:32767", "[::1]:32767" or "unix:/path". Port 0 lets the system choose. */
  readonly grpc: string;
  readonly stateDir: string;
  readonly runDir: string;
  readonly logLevel: LogLevel;
  /** The host's name in alerts and in selectors. */
  readonly host: string;
  readonly cluster: string;
  /** Size of the kernel's ring of records: a power of two. Larger rides out longer bursts and costs that much memory. */
  readonly ringMiB: number;
}

/** What the command line asks for: to run, or to print a text and leave. */
export type Reading =
  | { readonly kind: "run"; readonly config: Config }
  | { readonly kind: "print"; readonly text: string };

export const CONFIG_FILE = "/etc/bailiff/config.yaml";

const DEFAULTS = {
  policyDir: "/etc/bailiff/policies.d",
  grpc: "127.0.0.1:32767",
  stateDir: "/var/lib/bailiff",
  runDir: "/run/bailiff",
  logLevel: "info",
  cluster: "default",
  ringMiB: 16,
} as const;

const RING_MIB_MAX = 256;

/**
 * `argv` without the names of the interpreter and the program; `readFile` answers null for a file that does not exist.
 * Throws USAGE for what is wrong in the flags or in the file, FILE for a file that is missing or unreadable.
 */
export function readConfig(
  argv: readonly string[],
  readFile: (path: string) => string | null,
  hostname: string,
  version: string,
): Reading {
  const parsed = parseFlags(argv, version);
  if ("text" in parsed) return { kind: "print", text: parsed.text };
  const { flags } = parsed;
  const problems: string[] = [];
  const { fields, fileProblems } = readConfigFile(flags.config, readFile);

  // Both places are read even where one wins: what is wrong in the file is wrong with every flag.
  const setting = <T>(key: keyof Config & Key, read: (text: string) => Read<T>, fallback: T): T => {
    const field = fields[key];
    const inFile = withText(asString(field), read);
    if (field !== undefined && inFile?.wrong !== undefined) complain(field, inFile.wrong);
    const inFlag = withText(flags[key], read);
    if (inFlag?.wrong !== undefined) problems.push(`option '${flagOf(key)}': ${inFlag.wrong}`);
    return inFlag?.value ?? inFile?.value ?? fallback;
  };
  const config: Config = {
    policyDir: setting("policyDir", readText, DEFAULTS.policyDir),
    grpc: setting("grpc", readAddress, DEFAULTS.grpc),
    stateDir: setting("stateDir", readText, DEFAULTS.stateDir),
    runDir: setting("runDir", readText, DEFAULTS.runDir),
    logLevel: setting<LogLevel>("logLevel", readLogLevel, DEFAULTS.logLevel),
    host: setting("host", readText, hostname),
    cluster: setting("cluster", readText, DEFAULTS.cluster),
    ringMiB: readRing(fields) ?? DEFAULTS.ringMiB,
  };
  problems.push(...fileProblems.toSorted(byPlace).map(formatProblem));
  if (problems.length > 0) throw new BailiffError("USAGE", problems.join("\n"));
  return { kind: "run", config };
}

const KEYS = ["policyDir", "grpc", "stateDir", "runDir", "logLevel", "host", "cluster", "ringMiB"] as const;
type Key = (typeof KEYS)[number];
type Flags = { readonly [key in Key | "config"]?: string };

function parseFlags(argv: readonly string[], version: string): { readonly flags: Flags } | { readonly text: string } {
  let text = "";
  const command = new Command("bailiffd")
    .description("Enforces the policies of a directory on this host and streams what it decided.")
    .option("--config <file>", `read settings from this file (default: ${CONFIG_FILE}, if there is one)`)
    .option("--policy-dir <dir>", `enforce the policies in this directory (default: ${DEFAULTS.policyDir})`)
    .option(
      "--grpc <address>",
      `serve alerts at HOST:PORT or unix:/PATH, on this host only (default: ${DEFAULTS.grpc})`,
    )
    .option("--state-dir <dir>", `keep here what must outlive a restart (default: ${DEFAULTS.stateDir})`)
    .option("--run-dir <dir>", `keep here what must not outlive a boot (default: ${DEFAULTS.runDir})`)
    .option("--log-level <level>", `${LOG_LEVELS.join(", ")} (default: ${DEFAULTS.logLevel})`)
    .version(`bailiffd ${version}`, "--version", "print the version")
    .helpOption("--help", "print this help")
    .addHelpText("after", HELP_AFTER)
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeOut: (part) => (text += part), writeErr: () => {} });
  try {
    command.parse(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { text };
    throw new BailiffError(
      "USAGE",
      error.message.replace(/^error: /, "").replace(/\n\(Did you mean (.*)\?\)/, ", did you mean '$1'?"),
    );
  }
  return { flags: command.opts() };
}

const HELP_AFTER = `
Settings of the file that have no flag:
  host      the host's name in alerts and in selectors (default: what the system says)
  cluster   the cluster's name in alerts (default: ${DEFAULTS.cluster})
  ringMiB   size of the kernel's ring of records, a power of two up to ${RING_MIB_MAX} (default: ${DEFAULTS.ringMiB})
All others have the name of their flag: policyDir for --policy-dir. A flag beats the file.`;

function flagOf(key: Key): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

interface ConfigFile {
  readonly fields: Fields<Key>;
  /** Grows while the fields are read. */
  readonly fileProblems: readonly Problem[];
}

function readConfigFile(named: string | undefined, readFile: (path: string) => string | null): ConfigFile {
  const path = named ?? CONFIG_FILE;
  let text: string | null;
  try {
    text = readFile(path);
  } catch (error) {
    throw new BailiffError("FILE", `cannot read ${path}`, { cause: error });
  }
  if (text === null && named !== undefined) throw new BailiffError("FILE", `${path} does not exist`);
  const [document, second] = parseYaml(text ?? "", path);
  if (document === undefined) return { fields: {}, fileProblems: [] };
  const problems: Problem[] = [...document.problems];
  if (second) problems.push({ at: second.at, path: "", message: "is a second document, one is all that is read" });
  const root = document.root && { node: document.root, path: "", problems, notes: [] };
  return { fields: asFields(root ?? undefined, KEYS) ?? {}, fileProblems: problems };
}

/** A value, or what is wrong with the text. */
type Read<T> = { readonly value: T; readonly wrong?: never } | { readonly value?: never; readonly wrong: string };

function withText<T>(text: string | undefined, read: (text: string) => Read<T>): Read<T> | undefined {
  return text === undefined ? undefined : read(text);
}

function readText(text: string): Read<string> {
  return text.trim() === "" ? { wrong: "must not be empty" } : { value: text };
}

function readLogLevel(text: string): Read<LogLevel> {
  const level = LOG_LEVELS.find((known) => known === text);
  if (level !== undefined) return { value: level };
  return {
    wrong: `unknown log level ${quote(text)}${didYouMean(text, LOG_LEVELS) || `: it is one of ${LOG_LEVELS.join(", ")}`}`,
  };
}

function readRing(fields: Fields<Key>): number | undefined {
  const size = asInteger(fields.ringMiB, 1, RING_MIB_MAX);
  if (fields.ringMiB === undefined || size === undefined || Number.isInteger(Math.log2(size))) return size;
  complain(fields.ringMiB, `must be a power of two, got ${size}`);
  return undefined;
}

/** Only what cannot be reached from another machine: the stream has no TLS yet, and alerts tell what a host runs. */
function readAddress(text: string): Read<string> {
  if (text.startsWith("unix:")) return readSocketPath(text);
  const [, host, port] = /^(.*):(\d{1,5})$/.exec(text) ?? [];
  if (host === undefined || Number(port) > 65535 || (host.includes(":") && !/^\[.*\]$/.test(host))) {
    return { wrong: `must be HOST:PORT, [ADDRESS]:PORT or unix:/PATH, got ${quote(text)}` };
  }
  const isLoopback = host === "localhost" || host === "[::1]" || (isIPv4(host) && host.startsWith("127."));
  if (isLoopback) return { value: `${host}:${Number(port)}` };
  const why = "this version has no TLS and does not offer alerts to the network";
  return { wrong: `must be a loopback address or unix:/PATH, got ${quote(text)}: ${why}` };
}

function readSocketPath(text: string): Read<string> {
  const path = text.replace(/^unix:(\/\/)?/, "");
  if (!path.startsWith("/") || path.endsWith("/")) return { wrong: `must be unix:/PATH, got ${quote(text)}` };
  const bytes = Buffer.byteLength(path);
  if (bytes > SOCKET_PATH_BYTES_MAX) {
    return { wrong: `has a path of ${bytes} bytes, the limit for a socket is ${SOCKET_PATH_BYTES_MAX}` };
  }
  return { value: `unix:${path}` };
}
