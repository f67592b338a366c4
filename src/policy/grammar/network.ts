// SPDX-License-Identifier: Apache-2.0
// Sockets and names.

import { complain, remark, type Value } from "../../fields.ts";
import { quote } from "../../problem.ts";
import { integer, list, object, parsed, splitAtCommas, word, words } from "../../shape.ts";
import { parseIpNetwork } from "../address.ts";
import { DIRECTIONS, type IpNetwork } from "../policy.ts";
import { PROTOCOL_WORDS } from "../words.ts";
import { atLeastOneOf, fromSource, givenOf, needs } from "./source.ts";
import { attributes, FILE_PATH, path, pts } from "./values.ts";

const protocolRule = object(
  "Sockets of a protocol or type.",
  { protocol: words("Protocol or socket type.", PROTOCOL_WORDS), pts, fromSource, ...attributes },
  { required: ["protocol"] },
);

const LABEL = "[a-zA-Z0-9_]([-a-zA-Z0-9_]{0,61}[a-zA-Z0-9_])?";
const DOMAIN = `\\.*${LABEL}(\\.${LABEL})*\\.*`;

const domain = parsed("A name and all below it.", `^\\s*${DOMAIN}\\s*(,\\s*${DOMAIN}\\s*)*$`, (written, value) => {
  return [...new Set(splitAtCommas(written, value).flatMap((part) => readDomain(part, value) ?? []))];
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

export const network = parsed(
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
    const name = written.startsWith("@") && written !== "@" ? written : path.read(value);
    const bytes = Buffer.byteLength(name ?? "");
    if (bytes > UNIX_BYTES_MAX) complain(value, `is ${bytes} bytes long, the limit is ${UNIX_BYTES_MAX}`);
    if (name?.includes("*")) complain(value, `must be the name of one socket, got ${quote(name)}`);
    return name;
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
    direction: list(
      "What is done with the address; everything where nothing is said.",
      word("What is done with the address.", DIRECTIONS),
    ),
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

export function checkPorts(
  fields: { readonly here: Value },
  port: number | undefined,
  endPort: number | undefined,
): void {
  if (endPort === undefined) return;
  if (givenOf(fields, ["port"]).length === 0) complain(fields.here, '"endPort" needs "port"');
  else if (port !== undefined && endPort < port)
    complain(fields.here, `"endPort" is ${endPort}, before "port", ${port}`);
}

export const networkBlock = object("What sockets may do.", {
  matchProtocols: list("Sockets by protocol.", protocolRule),
  matchAddresses: list("Sockets by address.", addressRule),
  matchDNSQueries: list("Names that are asked for.", dnsRule),
  ...attributes,
});
