// SPDX-License-Identifier: Apache-2.0
// The daemon's settings: a flag beats the configuration file, the file beats the default. Whatever is not understood is an
// error, because a misspelt setting that is ignored is one that somebody believes in.

import { isIPv4 } from "node:net";
import { normalize } from "node:path/posix";
import { Command, CommanderError } from "commander";
import { BailiffError } from "./errors.ts";
import {
  asBoolean,
  asFields,
  asInteger,
  asList,
  asMapping,
  asString,
  complain,
  type Field,
  type Fields,
  type Value,
} from "./fields.ts";
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
  /** Whether whoever reaches the address above, which asks nobody who he is, may change policies. */
  readonly applyOverTcp: boolean;
  readonly stateDir: string;
  readonly runDir: string;
  readonly logLevel: LogLevel;
  /** The host's name in alerts and in selectors. */
  readonly host: string;
  readonly cluster: string;
  /** Size of the kernel's ring of records: a power of two. Larger rides out longer bursts and costs that much memory. */
  readonly ringMiB: number;
  /** Of all rule sets in force together. */
  readonly memoryMiB: number;
  /** "auto": BPF LSM where the kernel has it, else fmod_ret. */
  readonly enforcer: EnforcerChoice;
  /** Where this kernel can enforce nothing, tell what would have been denied. */
  readonly observeOnly: boolean;
  /** Whether enforcement goes on while no daemon runs. */
  readonly persist: boolean;
  /** In a BPF file system: what outlives the daemon. */
  readonly pinDir: string;
  /** Of one rule in one workload, in the long run; 0: no limit. */
  readonly alertsPerSecond: number;
  /** Of the same at once. */
  readonly alertBurst: number;
  /** Containers at once, and one for the host. */
  readonly workloadsMax: number;
  /** Containers that are told by their cgroup. */
  readonly workloads: readonly ServiceConfig[];
  /** Sockets of container runtimes, and directories of Podman's storage; none: containers of runtimes are not looked for. */
  readonly runtimes: readonly string[];
  /** Seconds that the start of a container is held at most, where a hook of its runtime asks. */
  readonly startGateTimeout: number;
  /** What becomes of one whose rules are not in force by then: it starts all the same (and an alert tells), or it does not. */
  readonly startGateFailure: GateFailure;
  readonly postures: PostureConfig;
  /** The cluster whose policies and words about this node are taken; null: none. */
  readonly kubernetes: KubernetesConfig | null;
}

/** Each null where it is not said. */
export interface KubernetesConfig {
  /** Path; else the service account of our pod. */
  readonly kubeconfig: string | null;
  /** Of this node in the cluster; else BAILIFF_NODE_NAME of the environment, else `host`. */
  readonly nodeName: string | null;
  /** Where the ConfigMap with settings is; else that of the pod, or of the kubeconfig. */
  readonly namespace: string | null;
}

/** What happens to acts that an allow-list does not name, where it is said; else they are audited. */
export interface PostureConfig {
  readonly containers: Postures;
  readonly host: Postures;
  readonly namespaces: ReadonlyMap<string, Partial<Postures>>;
}

/** As policy/posture.ts reads them. */
export interface Postures {
  readonly file: Posture;
  readonly network: Posture;
  readonly capabilities: Posture;
  readonly device: Posture;
}
export type Posture = "audit" | "block";

export const GATE_FAILURES = ["open", "closed"] as const;
export type GateFailure = (typeof GATE_FAILURES)[number];

/** Where container runtimes usually are; those that are not there are no trouble. */
export const RUNTIMES = [
  "/run/containerd/containerd.sock",
  "/run/k3s/containerd/containerd.sock",
  "/var/snap/microk8s/common/run/containerd.sock",
  "/run/crio/crio.sock",
  "/run/docker.sock",
  "/var/lib/containers/storage",
] as const;

export const ENFORCER_CHOICES = ["auto", "BPFLSM", "fmod_ret"] as const;
export type EnforcerChoice = (typeof ENFORCER_CHOICES)[number];

export interface ServiceConfig {
  readonly name: string;
  readonly namespace: string;
  readonly pod: string;
  readonly labels: ReadonlyMap<string, string>;
  /** Below the mount of cgroup v2: "/system.slice/nginx.service". */
  readonly cgroup: string;
}

/** What the command line asks for: to run, or to print a text and leave. */
export type Reading =
  | { readonly kind: "run"; readonly config: Config }
  | { readonly kind: "disarm"; readonly config: Config }
  | { readonly kind: "print"; readonly text: string };

export const CONFIG_FILE = "/etc/bailiff/config.yaml";

/** Where the daemon answers root alone, in runDir. */
export const SOCKET_NAME = "bailiff.sock";

/** Where what outlives the daemon is kept, unless it is said otherwise. */
export const PIN_DIR = "/sys/fs/bpf/bailiff";

export const DEFAULTS = {
  policyDir: "/etc/bailiff/policies.d",
  grpc: "127.0.0.1:32767",
  stateDir: "/var/lib/bailiff",
  runDir: "/run/bailiff",
  logLevel: "info",
  cluster: "default",
  ringMiB: 16,
  memoryMiB: 256,
  enforcer: "auto",
  pinDir: PIN_DIR,
  alertsPerSecond: 100,
  alertBurst: 200,
  workloadsMax: 1024,
  startGateTimeout: 2,
  startGateFailure: "open",
} as const;

const RING_MIB_MAX = 256;
const MEMORY_MIB_MAX = 65_536;
const ALERTS_MAX = 1_000_000;
const WORKLOADS_MAX = 65_536;
const GATE_SECONDS_MAX = 300;

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
  const setting = <T>(key: keyof Config & TextKey, read: (text: string) => Read<T>, fallback: T): T => {
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
    applyOverTcp: asBoolean(fields.applyOverTcp) ?? false,
    stateDir: setting("stateDir", readText, DEFAULTS.stateDir),
    runDir: setting("runDir", readText, DEFAULTS.runDir),
    logLevel: setting<LogLevel>("logLevel", readLogLevel, DEFAULTS.logLevel),
    host: setting("host", readText, hostname),
    cluster: setting("cluster", readText, DEFAULTS.cluster),
    ringMiB: readRing(fields) ?? DEFAULTS.ringMiB,
    memoryMiB: asInteger(fields.memoryMiB, 1, MEMORY_MIB_MAX) ?? DEFAULTS.memoryMiB,
    enforcer: setting<EnforcerChoice>("enforcer", readEnforcer, DEFAULTS.enforcer),
    observeOnly: flags.observeOnly ?? asBoolean(fields.observeOnly) ?? false,
    persist: flags.persist === false ? false : (asBoolean(fields.persist) ?? true),
    pinDir: setting("pinDir", readDirectory, DEFAULTS.pinDir),
    alertsPerSecond: asInteger(fields.alertsPerSecond, 0, ALERTS_MAX) ?? DEFAULTS.alertsPerSecond,
    alertBurst: asInteger(fields.alertBurst, 1, ALERTS_MAX) ?? DEFAULTS.alertBurst,
    workloadsMax: asInteger(fields.workloadsMax, 2, WORKLOADS_MAX) ?? DEFAULTS.workloadsMax,
    workloads: readServices(fields.workloads),
    runtimes: readRuntimes(fields.runtimes),
    startGateTimeout: asInteger(fields.startGateTimeout, 1, GATE_SECONDS_MAX) ?? DEFAULTS.startGateTimeout,
    startGateFailure: readGateFailure(fields.startGateFailure) ?? DEFAULTS.startGateFailure,
    postures: readPostures(fields.postures),
    kubernetes: readKubernetes(fields.kubernetes),
  };
  problems.push(...fileProblems.toSorted(byPlace).map(formatProblem));
  if (problems.length > 0) throw new BailiffError("USAGE", problems.join("\n"));
  return { kind: flags.disarm ? "disarm" : "run", config };
}

/** Settings that are texts, in the file and as flags. */
const TEXT_KEYS = [
  "policyDir",
  "grpc",
  "stateDir",
  "runDir",
  "logLevel",
  "host",
  "cluster",
  "enforcer",
  "pinDir",
] as const;
type TextKey = (typeof TEXT_KEYS)[number];
const KEYS = [
  ...TEXT_KEYS,
  "ringMiB",
  "memoryMiB",
  "observeOnly",
  "applyOverTcp",
  "persist",
  "alertsPerSecond",
  "alertBurst",
  "workloadsMax",
  "workloads",
  "runtimes",
  "startGateTimeout",
  "startGateFailure",
  "postures",
  "kubernetes",
] as const;
type Key = (typeof KEYS)[number];
type Flags = { readonly [key in TextKey | "config"]?: string } & {
  readonly persist?: boolean;
  readonly observeOnly?: boolean;
  readonly disarm?: boolean;
};

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
    .option("--enforcer <name>", `${ENFORCER_CHOICES.join(", ")} (default: ${DEFAULTS.enforcer}, the first that works)`)
    .option("--observe-only", "where this kernel cannot enforce, tell what would have been denied")
    .option("--no-persist", "enforce only while this daemon runs")
    .option("--pin-dir <dir>", `keep here what enforces while no daemon runs (default: ${DEFAULTS.pinDir})`)
    .option("--disarm", "end what an earlier daemon left in force, and leave")
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
  memoryMiB        what all rule sets in force may take together (default: ${DEFAULTS.memoryMiB})
  alertsPerSecond  of one rule in one workload, the rest is counted; 0: no limit (default: ${DEFAULTS.alertsPerSecond})
  alertBurst       of the same at once (default: ${DEFAULTS.alertBurst})
  workloadsMax     containers at once, and one for the host, up to ${WORKLOADS_MAX} (default: ${DEFAULTS.workloadsMax})
  workloads        containers told by their cgroup: {name, namespace, pod, labels, cgroup: /system.slice/nginx.service}
  runtimes         sockets of container runtimes (CRI; docker.sock, podman.sock), and storage directories of Podman, whose
                   containers are to be bound; []: none (default: the usual places)
  startGateTimeout seconds that a container's start is held at most, see bailiff install-hook (default: ${DEFAULTS.startGateTimeout})
  startGateFailure what becomes of a container whose rules are not in force by then: open, it starts, or closed, it
                   does not (default: ${DEFAULTS.startGateFailure})
  applyOverTcp     true: whoever reaches the address of --grpc may change policies; else root alone, over the unix socket
  postures         of acts that an allow-list does not name, audit or block: {host: {file, network, capabilities, device},
                   containers: {...}, namespaces: {NAME: {...}}} (default: audit)
  kubernetes       take policies, and what is said of pods, namespaces and this node, from the API server (default: off):
                   {} in a pod; else {kubeconfig: PATH}; nodeName: NAME (default: BAILIFF_NODE_NAME of the environment,
                   else host); namespace: of the ConfigMap with settings (default: the pod's, or the kubeconfig's)
All others have the name of their flag: policyDir for --policy-dir; persist: false for --no-persist. A flag beats the file.`;

function flagOf(key: TextKey): string {
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

function readEnforcer(text: string): Read<EnforcerChoice> {
  const choice = ENFORCER_CHOICES.find((known) => known === text);
  if (choice !== undefined) return { value: choice };
  return {
    wrong: `unknown enforcer ${quote(text)}${didYouMean(text, ENFORCER_CHOICES) || `: it is one of ${ENFORCER_CHOICES.join(", ")}`}`,
  };
}

function readDirectory(text: string): Read<string> {
  const path = normalize(text).replace(/(?<=.)\/$/, "");
  return path.startsWith("/") && path !== "/"
    ? { value: path }
    : { wrong: `must be an absolute path, got ${quote(text)}` };
}

const SERVICE_KEYS = ["name", "namespace", "pod", "labels", "cgroup"] as const;

function readServices(field: Fields<Key>["workloads"]): readonly ServiceConfig[] {
  const seen = new Map<string, string>();
  return asList(field).flatMap((item) => {
    const fields = asFields(item, SERVICE_KEYS, { required: ["name", "cgroup"] });
    const name = readName(fields?.name);
    const namespace = readName(fields?.namespace) ?? "default";
    const pod = readName(fields?.pod) ?? name;
    const cgroup = readCgroup(fields?.cgroup);
    const labels = Array.from(asMapping(fields?.labels) ?? [], ([key, value]) => [key, asString(value) ?? ""] as const);
    if (name === undefined || pod === undefined || cgroup === undefined) return [];
    const before = seen.get(cgroup);
    if (before !== undefined) complain(item, `has the cgroup of ${quote(before)}`);
    seen.set(cgroup, name);
    return { name, namespace, pod, labels: new Map(labels), cgroup };
  });
}

/** Paths of sockets and directories. */
function readRuntimes(field: Fields<Key>["runtimes"]): readonly string[] {
  if (field === undefined) return RUNTIMES;
  return asList(field).flatMap((item) => {
    const text = asString(item);
    if (text === undefined) return [];
    const { value, wrong } = readDirectory(text);
    const tooLong = value !== undefined && Buffer.byteLength(value) > SOCKET_PATH_BYTES_MAX;
    if (wrong !== undefined || tooLong)
      complain(item, wrong ?? `must be a path of at most ${SOCKET_PATH_BYTES_MAX} bytes, as sockets have`);
    return value === undefined || tooLong ? [] : [value];
  });
}

function readGateFailure(field: Fields<Key>["startGateFailure"]): GateFailure | undefined {
  const text = asString(field);
  if (field === undefined || text === undefined) return undefined;
  const known = GATE_FAILURES.find((it) => it === text);
  if (known === undefined) complain(field, `must be open or closed, got ${quote(text)}`);
  return known;
}

const POSTURE_KEYS = ["file", "network", "capabilities", "device"] as const;

function readPostures(field: Field | undefined): PostureConfig {
  const fields = asFields(field, ["host", "containers", "namespaces"]);
  const all = { file: "audit", network: "audit", capabilities: "audit", device: "audit" } as const;
  return {
    host: { ...all, ...readPosturesOf(fields?.host) },
    containers: { ...all, ...readPosturesOf(fields?.containers) },
    namespaces: new Map(Array.from(asMapping(fields?.namespaces) ?? [], ([name, of]) => [name, readPosturesOf(of)])),
  };
}

const KUBERNETES_KEYS = ["kubeconfig", "nodeName", "namespace"] as const;

function readKubernetes(field: Field | undefined): KubernetesConfig | null {
  const fields = asFields(field, KUBERNETES_KEYS);
  if (fields === undefined) return null;
  const kubeconfig = withText(asString(fields.kubeconfig), readDirectory);
  if (fields.kubeconfig && kubeconfig?.wrong !== undefined) complain(fields.kubeconfig, kubeconfig.wrong);
  return {
    kubeconfig: kubeconfig?.value ?? null,
    nodeName: readName(fields.nodeName) ?? null,
    namespace: readName(fields.namespace) ?? null,
  };
}

function readPosturesOf(field: Field | undefined): Partial<Postures> {
  const fields = asFields(field, POSTURE_KEYS);
  const postures: { -readonly [key in keyof Postures]?: Posture } = {};
  for (const key of POSTURE_KEYS) {
    const text = asString(fields?.[key]);
    if (text === "audit" || text === "block") postures[key] = text;
    else if (text !== undefined && fields?.[key]) complain(fields[key], `must be audit or block, got ${quote(text)}`);
  }
  return postures;
}

function readName(field: Value | undefined): string | undefined {
  const name = asString(field);
  if (field === undefined || name === undefined || name.trim() !== "") return name;
  complain(field, "must not be empty");
  return undefined;
}

function readCgroup(field: Value | undefined): string | undefined {
  const text = asString(field);
  if (field === undefined || text === undefined) return undefined;
  const path = normalize(text).replace(/(?<=.)\/$/, "");
  if (path.startsWith("/") && path !== "/") return path;
  complain(field, `must be an absolute path below the mount of cgroup v2, got ${quote(text)}`);
  return undefined;
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
