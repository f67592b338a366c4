// SPDX-License-Identifier: Apache-2.0
// Connections through the node's firewall.

import { complain, remark, type Value } from "../../fields.ts";
import { quote } from "../../problem.ts";
import { caseless, integer, type JsonSchema, list, object, parsed, type Read, word } from "../../shape.ts";
import type { FirewallPort } from "../policy.ts";
import { PORT_NAMES } from "../words.ts";
import { checkPorts, network } from "./network.ts";
import { givenOf, needs } from "./source.ts";
import { attributes } from "./values.ts";

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

export const limit = parsed(
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
  "Who is at the other end.",
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
export const ingress = list(
  "What comes in.",
  object(
    "Connections.",
    { from: list("From whom.", peer), ...firewallCommon },
    { meant: { to: "from" }, ...QUOTA_CHECK },
  ),
);
export const egress = list(
  "What goes out.",
  object("Connections.", { to: list("To whom.", peer), ...firewallCommon }, { meant: { from: "to" }, ...QUOTA_CHECK }),
);
/** For JSON Schema: the firewall knows no pods, only quotas can be counted for them. */
export const ALL_QUOTAS: JsonSchema = { items: { required: ["limit", "duration"] } };
export const level = word("Whether each pod has a quota, or the pods of the policy share one.", ["Pod", "Policy"]);
