// SPDX-License-Identifier: Apache-2.0
// The grammar of policies: KubeArmor's four kinds, and what Bailiff adds to them. The parser reads by it, and the JSON Schema and
// the CRDs are written from it. Fields that KubeArmor does not have say so in their description.

import { asString, complain, remark, type Value } from "../fields.ts";
import { didYouMean } from "../nearest.ts";
import { quote } from "../problem.ts";
import {
  boolean,
  caseless,
  caselessPattern,
  integer,
  type JsonSchema,
  list,
  map,
  object,
  parsed,
  type Read,
  type Shape,
  splitAtCommas,
  text,
  word,
  words,
} from "../shape.ts";
import { parseIpNetwork } from "./address.ts";
import { type PathResult, readDirectory, readPath } from "./path.ts";
import { readPattern } from "./pattern.ts";
import { DIRECTIONS, type FirewallPort, type IpNetwork, OPERATORS, PRESETS } from "./policy.ts";
import { SYSCALLS, type SyscallName } from "./syscalls.ts";
import { CAPABILITIES, DEVICE_CLASSES, PORT_NAMES, PROTOCOL_WORDS } from "./words.ts";

export const API_VERSION = "security.kubearmor.com/v1";

const ACTIONS = ["Allow", "Audit", "Block"] as const;

// ---- values

function named(description: string, pattern: string, read: (text: string) => PathResult): Shape<string> {
  return parsed(description, pattern, (written, value) => {
    const result = read(written);
    if ("wrong" in result) complain(value, result.wrong);
    else if (result.path !== written) remark(value, `${quote(written)} is read as ${quote(result.path)}`);
    remarkOddName(written, value);
    return "path" in result ? result.path : undefined;
  });
}

/** `path: |` leaves a line break at the end, and no file is called so. */
function remarkOddName(written: string, value: Value): void {
  if (/\p{Cc}|\s$/u.test(written))
    remark(value, "has a blank at its end or a control character: it is taken as part of the name");
}

/** Who writes "*" means a pattern; a name that has one can be written as a pattern, too, with "\*". */
function withoutStar(read: (text: string) => PathResult, hint: string): (text: string) => PathResult {
  return (written) => {
    const isPattern = written.startsWith("/") && written.includes("*");
    return isPattern ? { wrong: `must not contain "*", got ${quote(written)}${hint}` } : read(written);
  };
}

/** Ends neither in "/" nor in a component ".". Bytes may be newlines, which "." of a regular expression leaves out. */
const FILE_PATH = "/([\\s\\S]*[^/.]|[\\s\\S]*[^/]\\.)";

const path = named("Absolute path of a file, as the container sees it.", `^${FILE_PATH}$`, readPath);
const directory = named(
  'Absolute path of a directory, with "/" at its end.',
  "^/[^*]*$",
  withoutStar(readDirectory, ": write it as a pattern"),
);

const pattern = parsed(
  'Path with "*" and "?" within a component, "**" across them, [a-z] and {a,b}, as in AppArmor.',
  `^(${FILE_PATH}|/[/.]*)$`,
  (written, value) => {
    const result = readPattern(written);
    if ("wrong" in result) complain(value, result.wrong);
    else if (/[^/]\/$/.test(result.pattern)) {
      // AppArmor means directories by it; the kernel part knows paths, which have no "/" at their end.
      const hint = result.pattern.endsWith("**/") ? `, did you mean ${quote(result.pattern.slice(0, -1))}?` : "";
      complain(value, `must not end with "/", as no path does, got ${quote(written)}${hint}`);
    } else if (result.pattern !== written) remark(value, `${quote(written)} is read as ${quote(result.pattern)}`);
    remarkOddName(written, value);
    return "pattern" in result ? result.pattern : undefined;
  },
);

/** People write patterns here, too, and KubeArmor takes them so with AppArmor: "*" makes one, in the clear hope for it. */
const pathOrPattern = (better: string): Shape<{ readonly path: string } | { readonly pattern: string }> => ({
  schema: path.schema,
  read(value) {
    if (value.node.kind !== "string" || !value.node.value.includes("*")) {
      const read = path.read(value);
      return read === undefined ? undefined : { path: read };
    }
    const read = pattern.read(value);
    if (read !== undefined) remark(value, `${quote(read)} is read as a pattern: better write it ${better}`);
    return read === undefined ? undefined : { pattern: read };
  },
});

const ownerOnly = boolean("Only the owner of the file may.");
const readOnly = boolean("Only reading is allowed, or is not blocked.");
const recursive = boolean("The whole tree instead of the direct children.");
const pts = boolean("false: only in sessions with a terminal.");

/** It goes into every alert. */
function bounded(description: string, charactersMax: number): Shape<string> {
  const { schema, read } = text(description);
  return {
    schema: { ...schema, maxLength: charactersMax },
    read(value) {
      const written = read(value);
      const isLong = written !== undefined && written.length > charactersMax;
      if (isLong) complain(value, `has ${written.length} characters, the limit is ${charactersMax}`);
      return isLong ? undefined : written;
    },
  };
}

const action = word("What to do; Block where nothing else is said.", ACTIONS, { mayBeEmpty: true });
const severity = integer("Of the alert, 1 (least) to 10.", 1, 10);
const tags = list("Of the alert.", bounded("A tag.", 256));
const message = bounded("Of the alert.", 4096);

const told = { severity, tags, message };
const attributes = { ...told, action };
export type Attributes = { readonly [K in keyof typeof attributes]?: Read<(typeof attributes)[K]> };

// ---- sources

/** For JSON Schema. */
const needs = (key: string, other: string): JsonSchema => ({
  anyOf: [{ required: [other] }, { not: { required: [key] } }],
});

const ONE_NAME: JsonSchema = { oneOf: [{ required: ["path"] }, { required: ["dir"] }, { required: ["pattern"] }] };
const RECURSIVE_NEEDS_DIR: JsonSchema = {
  anyOf: [{ required: ["dir"] }, { not: { required: ["recursive"], properties: { recursive: { enum: [true] } } } }],
};

const source = object(
  "A program; the rule speaks of its acts only. dir and pattern are Bailiff's, outside of syscalls.",
  { path: pathOrPattern('as "pattern"'), dir: directory, recursive, pattern },
  {
    schema: { ...ONE_NAME, ...RECURSIVE_NEEDS_DIR },
    meant: { directory: "dir", process: "path" },
    check(fields) {
      oneOf(fields, "path", "dir", "pattern");
      if (fields.recursive && givenOf(fields, ["dir"]).length === 0)
        complain(fields.here, '"recursive" belongs to "dir"');
    },
  },
);
const fromSource = list("The rule speaks of these programs only.", source);

/** Those that are there, right or wrong. */
function givenOf({ here: { node } }: { readonly here: Value }, keys: readonly string[]): readonly string[] {
  if (node.kind !== "mapping") return keys;
  return keys.filter((key) => node.entries.has(key) && node.entries.get(key)?.value.kind !== "null");
}

function atLeastOneOf(fields: { readonly here: Value }, ...keys: readonly string[]): void {
  const names = keys.map((key) => `"${key}"`);
  if (givenOf(fields, keys).length === 0) complain(fields.here, `missing ${names.join(" or ")}`);
}

/** Whether just one of the fields is there. Fields that were there and wrong have been complained about. */
function oneOf(fields: { readonly here: Value }, ...keys: readonly string[]): void {
  atLeastOneOf(fields, ...keys);
  const given = givenOf(fields, keys);
  if (given.length > 1)
    complain(fields.here, `has ${given.map((key) => `"${key}"`).join(" and ")}: only one of them can be`);
}

// ---- process and file

/** Of a file's name (NAME_MAX of the kernel). */
const NAME_BYTES_MAX = 255;

const execname = parsed(
  "Name of the program, in whatever directory it is.",
  "^([^/.]|\\.[^/.]|\\.\\.[^/])[^/]*$", // not "." and not ".."
  (written, value) => {
    const bytes = Buffer.byteLength(written);
    if (!/^[^/\0]+$/.test(written) || [".", ".."].includes(written)) {
      complain(value, `must be the last component of a path, got ${quote(written)}`);
    } else if (written.includes("*")) {
      const hint = `matchPatterns knows ${quote(`/**/${written}`)}`;
      complain(value, `must be a name, got the pattern ${quote(written)}: ${hint}`);
    } else if (bytes > NAME_BYTES_MAX) complain(value, `is ${bytes} bytes long, the limit is ${NAME_BYTES_MAX}`);
    else return written;
    return undefined;
  },
);

const argument = parsed("One argument.", null, (written, value) => {
  if (!written.includes("\0")) return written;
  complain(value, `must not contain a NUL byte, got ${quote(written)}`);
  return undefined;
});
const allowedArgs = list("The only arguments that the program may be given, in any order.", argument, { max: 20 });

/** Says so where a path looks like a command line, which many authors take it for. It may be right, so this is a note. */
function program<T>(of: Shape<T>): Shape<T> {
  return {
    schema: of.schema,
    read(value) {
      const read = of.read(value);
      if (read !== undefined && value.node.kind === "string" && /\S\s+\S/.test(value.node.value))
        remark(value, "has a blank in it: this is the path of a program, its arguments are not looked at");
      return read;
    },
  };
}

const processPath = object(
  "A program by its path or by its name.",
  {
    path: program(pathOrPattern("in matchPatterns")),
    execname,
    ownerOnly,
    pts,
    fromSource,
    allowedArgs,
    ...attributes,
  },
  {
    schema: { oneOf: [{ required: ["path"] }, { required: ["execname"] }] },
    check: (fields) => oneOf(fields, "path", "execname"),
  },
);

const DIRECTORY_OPTIONS = { required: ["dir"], meant: { path: "dir", directory: "dir" } } as const;
const PATTERN_OPTIONS = { required: ["pattern"], meant: { path: "pattern" } } as const;

const processDirectory = object(
  "The programs of a directory. allowedArgs is Bailiff's.",
  { dir: directory, recursive, ownerOnly, pts, fromSource, allowedArgs, ...attributes },
  DIRECTORY_OPTIONS,
);

const processPattern = object(
  "Programs by a pattern. fromSource, pts and allowedArgs are Bailiff's.",
  { pattern: program(pattern), ownerOnly, pts, fromSource, allowedArgs, ...attributes },
  PATTERN_OPTIONS,
);

const filePath = object(
  "A file.",
  { path: pathOrPattern("in matchPatterns"), readOnly, ownerOnly, pts, fromSource, ...attributes },
  { required: ["path"], meant: { dir: "path", file: "path" } },
);

const fileDirectory = object(
  "The files of a directory.",
  { dir: directory, recursive, readOnly, ownerOnly, pts, fromSource, ...attributes },
  DIRECTORY_OPTIONS,
);

const filePattern = object(
  "Files by a pattern. fromSource and pts are Bailiff's.",
  { pattern, readOnly, ownerOnly, pts, fromSource, ...attributes },
  PATTERN_OPTIONS,
);

const process = object("Which programs may be started.", {
  matchPaths: list("Programs one by one.", processPath),
  matchDirectories: list("Programs by directory.", processDirectory),
  matchPatterns: list("Programs by pattern.", processPattern),
  ...attributes,
});

const file = object("Which files may be used.", {
  matchPaths: list("Files one by one.", filePath),
  matchDirectories: list("Files by directory.", fileDirectory),
  matchPatterns: list("Files by pattern.", filePattern),
  ...attributes,
});

// ---- network

const protocolRule = object(
  "Sockets of a protocol or type.",
  { protocol: words("Protocol or socket type.", PROTOCOL_WORDS), pts, fromSource, ...attributes },
  { required: ["protocol"] },
);

const LABEL = "[a-zA-Z0-9_]([-a-zA-Z0-9_]{0,61}[a-zA-Z0-9_])?";
const DOMAIN = `\\.*${LABEL}(\\.${LABEL})*\\.*`;

const domain = parsed("A name and all below it.", `^\\s*${DOMAIN}\\s*(,\\s*${DOMAIN}\\s*)*$`, (written, value) => {
  return splitAtCommas(written, value).flatMap((part) => readDomain(part, value) ?? []);
});

function readDomain(written: string, value: Value): string | undefined {
  const name = written.replace(/^\.+|(?<!\.)\.+$/g, "").toLowerCase(); // looks at each run of dots once
  const isDomain =
    name.length <= 253 && name.split(".").every((label) => /^[a-z0-9_]([-a-z0-9_]{0,61}[a-z0-9_])?$/.test(label));
  if (!isDomain) {
    const hint = written.startsWith("*.") ? `: ${quote(written.slice(2))} names all below it by itself` : "";
    complain(value, `must be a domain name, got ${quote(written)}${hint}`);
    return undefined;
  }
  if (name !== written) remark(value, `${quote(written)} is read as "${name}"`);
  return name;
}

const dnsRule = object(
  "Names that may be asked for.",
  { domain, pts, fromSource, ...attributes },
  { required: ["domain"], meant: { name: "domain", query: "domain" } },
);

const network = parsed(
  "An IP address or a network in CIDR notation.",
  "^\\s*[0-9a-fA-F:.]+(/[0-9]{1,3})?\\s*$", // near enough; no readable one says all
  (written, value): IpNetwork | undefined => {
    const parsed = parseIpNetwork(written);
    if ("wrong" in parsed) complain(value, parsed.wrong);
    else if (!parsed.text.startsWith(written)) remark(value, `${quote(written)} is read as "${parsed.text}"`);
    return "wrong" in parsed ? undefined : parsed;
  },
);

/** sun_path of the kernel's sockaddr_un; a NUL stands there for "@". */
const UNIX_BYTES_MAX = 108;

const unixName = parsed(
  'Path of a unix socket, or its abstract name after "@".',
  `^(${FILE_PATH}|@[\\s\\S]+)$`,
  (written, value) => {
    if (!written.startsWith("@") || written === "@") return path.read(value);
    const bytes = Buffer.byteLength(written);
    if (bytes <= UNIX_BYTES_MAX) return written;
    complain(value, `is ${bytes} bytes long, the limit is ${UNIX_BYTES_MAX}`);
    return undefined;
  },
);

const addressRule = object(
  "Bailiff's own: sockets by the address that they talk to (connect, accept) or have (bind, listen).",
  {
    cidr: network,
    unix: unixName,
    port: integer("The port, or the first one.", 1, 65535),
    endPort: integer("The last port.", 1, 65535),
    protocol: words("Only sockets of this protocol.", PROTOCOL_WORDS),
    direction: list("What is done with the address; everything where nothing is said.", word("An act.", DIRECTIONS)),
    pts,
    fromSource,
    ...attributes,
  },
  {
    meant: { address: "cidr", ip: "cidr", ipBlock: "cidr", ports: "port", directions: "direction", path: "unix" },
    schema: {
      allOf: [
        { anyOf: ["cidr", "unix", "port"].map((key) => ({ required: [key] })) },
        ...["cidr", "port", "endPort", "protocol"].map((key) => ({ not: { required: ["unix", key] } })),
        needs("endPort", "port"),
      ],
    },
    check(fields) {
      const { here, cidr, unix, port, endPort, protocol } = fields;
      atLeastOneOf(fields, "cidr", "unix", "port");
      if (unix !== undefined && [cidr, port, endPort, protocol].some((it) => it !== undefined)) {
        complain(here, 'a unix socket has no "cidr", "port" or "protocol"');
      }
      checkPorts(fields, port, endPort);
    },
  },
);

function checkPorts(fields: { readonly here: Value }, port: number | undefined, endPort: number | undefined): void {
  if (endPort === undefined) return;
  if (givenOf(fields, ["port"]).length === 0) complain(fields.here, '"endPort" needs "port"');
  else if (port !== undefined && endPort < port)
    complain(fields.here, `"endPort" is ${endPort}, before "port", ${port}`);
}

const networkBlock = object("What sockets may do.", {
  matchProtocols: list("Sockets by protocol.", protocolRule),
  matchAddresses: list("Sockets by address.", addressRule),
  matchDNSQueries: list("Names that are asked for.", dnsRule),
  ...attributes,
});

// ---- capabilities, system calls, presets

const capabilities = object("Which capabilities may be used.", {
  matchCapabilities: list(
    "Capabilities one by one.",
    object(
      "A capability.",
      {
        capability: words("Its name, without CAP_.", CAPABILITIES, { prefix: "cap_" }),
        pts,
        fromSource,
        ...attributes,
      },
      { required: ["capability"] },
    ),
  ),
  ...attributes,
});

/** A list of words, and no pattern, so that editors can complete them. */
const SYSCALL_NAMES: ReadonlySet<SyscallName> = new Set(SYSCALLS);

const syscallName: Shape<SyscallName> = {
  schema: { type: "string", description: "A system call.", enum: ["umount", ...SYSCALLS] },
  read(value) {
    const written = asString(value);
    if (written === undefined || SYSCALL_NAMES.has(written)) return written;
    if (written === "umount") {
      remark(value, '"umount" is read as "umount2"');
      return "umount2";
    }
    complain(value, () => `unknown system call ${quote(written)}${didYouMean(written, SYSCALLS)}`);
    return undefined;
  },
};

const syscall = list("Names of system calls.", syscallName, { min: 1 });

const AUDIT_ONLY = { action: "system calls are only told of (Audit): there is no action" };

const syscalls = object(
  "System calls to tell of. They are never stopped.",
  {
    matchSyscalls: list(
      "Whatever they are given.",
      object("System calls.", { syscall, fromSource, ...told }, { required: ["syscall"], refused: AUDIT_ONLY }),
    ),
    matchPaths: list(
      "By the path that they are given.",
      object(
        'System calls. A path with "/" at its end is a directory.',
        {
          path: named(
            'Path; with "/" at its end, the directory.',
            "^/([^*]*[^/.*]|[^*]*[^/*]\\.|[^*]*/)?$",
            (written) => withoutStar(written.endsWith("/") ? readDirectory : readPath, "")(written),
          ),
          recursive,
          syscall,
          fromSource,
          ...told,
        },
        {
          required: ["path", "syscall"],
          refused: AUDIT_ONLY,
          check({ here, path, recursive }) {
            if (recursive && path?.endsWith("/") === false)
              remark(here, `${quote(path)} is read as ${quote(`${path}/`)}`);
          },
        },
      ),
    ),
    ...told,
  },
  { refused: AUDIT_ONLY },
);

const presets = list(
  "Guards for common attacks.",
  object(
    "A preset.",
    { name: word("Its name.", PRESETS), ...attributes },
    { required: ["name"], meant: { preset: "name" } },
  ),
);

// ---- devices

const byte = (description: string) => integer(description, 0, 255);

const CLASS_WORDS = [...DEVICE_CLASSES.keys(), "ALL"] as const;

const deviceClass = parsed(
  "USB class: a name such as MASS-STORAGE, a number such as 8 or 0x08, or ALL.",
  `^\\s*(0[xX][0-9a-fA-F]{1,2}|25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2}|${CLASS_WORDS.map(caseless).join("|")})\\s*$`,
  (written, value): number | "ALL" | undefined => {
    const upper = written.trim().toUpperCase();
    if (CLASS_WORDS.includes(upper) && upper !== written) remark(value, `${quote(written)} is read as "${upper}"`);
    const number = /^(0X[0-9A-F]{1,2}|[0-9]{1,3})$/.test(upper) ? Number(upper) : DEVICE_CLASSES.get(upper);
    if (upper === "ALL") return "ALL";
    if (number !== undefined && number <= 255) return number;
    word("", CLASS_WORDS).read(value); // says what is near
    return undefined;
  },
);

const device = object("USB devices.", {
  matchDevice: list(
    "Devices by class.",
    object(
      "A class of devices.",
      {
        class: deviceClass,
        subClass: byte("USB subclass."),
        protocol: byte("USB protocol."),
        level: integer("Depth in the tree of hubs.", 1, 255),
        ...attributes,
      },
      { required: ["class"] },
    ),
  ),
  ...attributes,
});

// ---- firewall

const portText = parsed(
  "A port by number or by name (http, https, ssh, dns, …).",
  `^(0*(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3})|${[...PORT_NAMES.keys()].map(caseless).join("|")})$`,
  (written, value): number | undefined => {
    const lower = written.toLowerCase();
    const port = /^0*[1-9][0-9]{0,4}$/.test(written) ? Number(written) : PORT_NAMES.get(lower);
    if (PORT_NAMES.has(lower) && lower !== written) remark(value, `${quote(written)} is read as "${lower}"`);
    if (port !== undefined && port >= 1 && port <= 65535) return port;
    complain(
      value,
      `must be a port from 1 to 65535 or one of ${[...PORT_NAMES.keys()].join(", ")}, got ${quote(written)}`,
    );
    return undefined;
  },
);

const firewallPort = object(
  "Ports of a protocol.",
  {
    port: portText,
    endPort: integer("The last port.", 1, 65535),
    protocol: word("Protocol; TCP where nothing is said.", ["TCP", "UDP", "SCTP"]),
  },
  { required: ["port"], check: (fields) => fields.port && checkPorts(fields, fields.port, fields.endPort) },
);

export function portsOf({ port, endPort, protocol }: Read<typeof firewallPort>): FirewallPort | undefined {
  if (port === undefined) return undefined;
  return {
    ports: [port, endPort ?? port],
    protocol: protocol === "UDP" ? "udp" : protocol === "SCTP" ? "sctp" : "tcp",
  };
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ["K", 1024],
  ["M", 1024 ** 2],
  ["G", 1024 ** 3],
]);

const limit = parsed(
  "Bytes that may pass in `duration`: 500KB, 10M, 1G; without a unit, GB. 1024-based.",
  "^0*[1-9][0-9]*(KB|MB|GB|K|M|G)?$",
  (written, value): number | undefined => {
    const [, digits = "", unit = "G"] = /^0*([1-9][0-9]*)(?:([KMG])B?)?$/.exec(written) ?? [];
    const bytes = Number(digits) * (UNITS.get(unit) ?? 0);
    if (digits === "") complain(value, `must be an amount such as 500KB, 10M or 1G, got ${quote(written)}`);
    else if (!Number.isSafeInteger(bytes)) complain(value, `is more than can be counted, got ${quote(written)}`);
    else return bytes;
    return undefined;
  },
);

const DURATION_UNITS: ReadonlyMap<string, number> = new Map([
  ["ns", 1e-6],
  ["us", 1e-3],
  ["µs", 1e-3],
  ["ms", 1],
  ["s", 1000],
  ["m", 60_000],
  ["h", 3_600_000],
]);

/** Of Go's Duration, which has 63 bits for nanoseconds: 292 years. */
const DURATION_MS_MAX = (2 ** 63 - 1) / 1e6;

/** What is longer is no time that anybody means, and matching would look at each digit once for every other. */
const DURATION_CHARS_MAX = 64;

/** As Go's time.ParseDuration, in milliseconds. */
const duration = parsed(
  "Time, as in 30s, 1h30m, 24h.",
  "^([0-9]+(\\.[0-9]+)?(ns|us|µs|ms|s|m|h))+$",
  (written, value): number | undefined => {
    const parts = Array.from(
      written.slice(0, DURATION_CHARS_MAX).matchAll(/([0-9]+(?:\.[0-9]+)?)(ns|us|µs|ms|s|m|h)/g),
    );
    const ms = parts.reduce((sum, [, count, unit = ""]) => sum + Number(count) * (DURATION_UNITS.get(unit) ?? 0), 0);
    const isWhole = parts.map(([part]) => part).join("") === written && parts.length > 0;
    if (!isWhole) complain(value, `must be a time such as 30s, 1h30m or 24h, got ${quote(written)}`);
    else if (ms <= 0 || ms > DURATION_MS_MAX) complain(value, `is no time that can pass, got ${quote(written)}`);
    else return ms;
    return undefined;
  },
);

const peer = object(
  "Peers.",
  { ipBlock: object("A network.", { cidr: network }, { required: ["cidr"] }) },
  { required: ["ipBlock"] },
);
const iface = list("Names of network interfaces.", parsed("A name.", '^[^/\\s"]{1,15}$', readInterface));

function readInterface(written: string, value: Value): string | undefined {
  if (/^[^/\s"]{1,15}$/.test(written)) return written;
  complain(value, `must be the name of a network interface, got ${quote(written)}`);
  return undefined;
}

const firewallCommon = { ports: list("Ports.", firewallPort), iface, limit, duration, ...attributes };
const QUOTA_CHECK = {
  schema: { allOf: [needs("limit", "duration"), needs("duration", "limit")] },
  check: (fields: { readonly here: Value }) => {
    if (givenOf(fields, ["limit", "duration"]).length === 1) {
      complain(fields.here, '"limit" and "duration" belong together');
    }
  },
};
const ingress = list(
  "What comes in.",
  object(
    "Connections.",
    { from: list("From whom.", peer), ...firewallCommon },
    { meant: { to: "from" }, ...QUOTA_CHECK },
  ),
);
const egress = list(
  "What goes out.",
  object("Connections.", { to: list("To whom.", peer), ...firewallCommon }, { meant: { from: "to" }, ...QUOTA_CHECK }),
);
/** For JSON Schema: the firewall knows no pods, only quotas can be counted for them. */
const ALL_QUOTAS: JsonSchema = { items: { required: ["limit", "duration"] } };
const level = word("Whether each pod has a quota, or the pods of the policy share one.", ["Pod", "Policy"]);

// ---- whom a policy binds

const matchLabels = map("All of these labels.", text("A value."));

/** For JSON Schema; parse-selector.ts says these of what it reads. */
const compares: JsonSchema = { pattern: caselessPattern(["In", "NotIn"]) };
const VALUES_FIT_OPERATOR: JsonSchema = {
  anyOf: [
    { required: ["values"], properties: { operator: compares, values: { minItems: 1 } } },
    { properties: { operator: { not: compares }, values: { maxItems: 0 } } },
  ],
};
const VALUES_FIT_KEY: JsonSchema = {
  anyOf: [
    { properties: { operator: compares, values: { items: { pattern: "^[^=]+=" } } } },
    { not: { properties: { key: { enum: ["label"] } } } },
  ],
};
const NO_NAMESPACE: JsonSchema = { not: { properties: { key: { enum: ["namespace"] } } } };

const selectorWhere = (...conditions: readonly JsonSchema[]) =>
  object(
    "Whom the policy binds.",
    {
      matchLabels,
      matchExpressions: list(
        "All of these conditions. Exists and DoesNotExist, and keys other than label and namespace, are Bailiff's.",
        object(
          'A condition. With the key "label", values are key=value; with "namespace", names of namespaces.',
          {
            key: text("Name of a label, or label, or namespace."),
            operator: word("How to compare.", OPERATORS),
            values: list("Values.", text("A value.")),
          },
          { required: ["key", "operator"], schema: { allOf: [VALUES_FIT_OPERATOR, VALUES_FIT_KEY, ...conditions] } },
        ),
      ),
    },
    { meant: { label: "matchLabels", labels: "matchLabels" } },
  );

const selector = selectorWhere();
const selectorInNamespace = selectorWhere(NO_NAMESPACE);
const nodeSelector = object(
  "Which nodes the policy binds.",
  { matchLabels },
  {
    meant: { labels: "matchLabels" },
    schema: { allOf: [{ required: ["matchLabels"], properties: { matchLabels: { minProperties: 1 } } }] },
  },
);

// ---- the kinds

const APPARMOR = { apparmor: "raw AppArmor text cannot be enforced by Bailiff: write it as rules" };

const blocks = { process, file, network: networkBlock, capabilities, syscalls };

/** The spec of each kind. */
export const SPECS = {
  KubeArmorPolicy: object(
    "What containers of a namespace may do.",
    { selector: selectorInNamespace, ...blocks, presets, ...attributes },
    {
      refused: {
        ...APPARMOR,
        nodeSelector: "belongs to KubeArmorHostPolicy; containers are selected by selector",
        device: "belongs to KubeArmorHostPolicy",
      },
    },
  ),
  KubeArmorClusterPolicy: object(
    "What containers of namespaces may do.",
    { selector, ...blocks, presets, ...attributes },
    {
      refused: {
        ...APPARMOR,
        nodeSelector: "belongs to KubeArmorHostPolicy; containers are selected by selector",
        device: "belongs to KubeArmorHostPolicy",
      },
    },
  ),
  KubeArmorHostPolicy: object(
    "What the processes of nodes may do.",
    { nodeSelector, ...blocks, device, ...attributes },
    {
      required: ["nodeSelector"],
      meant: { selector: "nodeSelector" },
      refused: { ...APPARMOR, presets: "belongs to KubeArmorPolicy and KubeArmorClusterPolicy" },
    },
  ),
  KubeArmorNetworkPolicy: object(
    "Who may be connected to.",
    { selector, nodeSelector, ingress, egress, level, ...attributes },
    {
      schema: {
        oneOf: [{ required: ["selector"] }, { required: ["nodeSelector"] }],
        anyOf: [{ not: { required: ["selector"] } }, { properties: { ingress: ALL_QUOTAS, egress: ALL_QUOTAS } }],
      },
      check: (fields) => oneOf(fields, "selector", "nodeSelector"),
    },
  ),
} as const;

export type Spec<K extends keyof typeof SPECS> = Read<(typeof SPECS)[K]>;
export type Blocks = { readonly [K in keyof typeof blocks]?: Read<(typeof blocks)[K]> };
export type SourceItem = Read<typeof source>;
export type Selector = Read<typeof selector>;
export type LabelMap = Read<typeof matchLabels>;
