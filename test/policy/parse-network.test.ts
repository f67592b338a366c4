// SPDX-License-Identifier: Apache-2.0
// What of rules has to do with peers: addresses, sockets and names in matchAddresses and matchDNSQueries, and the firewall's rules.

import t from "tap";
import { DIRECTIONS, type IpNetwork, type Target } from "../../src/policy/policy.ts";
import { rule } from "./rules.ts";
import { FIREWALL, headOf, item, POD, rulesOf, told } from "./texts.ts";

const v4 = (a: number, b: number, c: number, d: number, bits: number, text: string): IpNetwork => ({
  bytes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, d],
  bits: 96 + bits,
  text,
});
const v6 = (bytes: readonly number[], bits: number, text: string): IpNetwork => ({
  bytes: [...bytes, ...new Array<number>(16 - bytes.length).fill(0)],
  bits,
  text,
});

const TEN = v4(10, 0, 0, 0, 8, "10.0.0.0/8");
const ONE = v4(1, 1, 1, 1, 32, "1.1.1.1/32");

function address(more: Partial<Extract<Target, { kind: "address" }>>): Target {
  return { kind: "address", network: null, ports: null, protocol: null, directions: DIRECTIONS, ...more };
}

for (const [text, ...targets] of [
  ["{cidr: 10.0.0.0/8}", address({ network: TEN })],
  ["{cidr: 1.1.1.1}", address({ network: ONE })],
  ["{cidr: 0.0.0.0/0}", address({ network: v4(0, 0, 0, 0, 0, "0.0.0.0/0") })],
  ["{cidr: 'fd00::/8'}", address({ network: v6([0xfd], 8, "fd00::/8") })],
  ["{cidr: '::1'}", address({ network: v6([...new Array<number>(15).fill(0), 1], 128, "::1/128") })],
  ["{cidr: '::/0'}", address({ network: v6([], 0, "::/0") })],
  ["{port: 53}", address({ ports: [53, 53] })],
  ["{port: 1, endPort: 65535}", address({ ports: [1, 65535] })],
  ["{port: 53, endPort: 53}", address({ ports: [53, 53] })],
  [
    "{cidr: 10.0.0.0/8, port: 80, endPort: 90, protocol: tcp, direction: [connect]}",
    address({ network: TEN, ports: [80, 90], protocol: "tcp", directions: ["connect"] }),
  ],
  ["{port: 1, direction: []}", address({ ports: [1, 1] })],
  ["{port: 1, direction: [accept, bind, accept]}", address({ ports: [1, 1], directions: ["bind", "accept"] })],
  ["{unix: /run/docker.sock}", { kind: "unix", name: "/run/docker.sock", directions: DIRECTIONS }],
  [
    "{unix: '@/tmp/.X11-unix/X0', direction: [listen]}",
    { kind: "unix", name: "@/tmp/.X11-unix/X0", directions: ["listen"] },
  ],
] as const) {
  t.test(`read: network.matchAddresses ${text}`, async (t) => {
    const written = item(POD, "network.matchAddresses", text);
    t.strictSame(told(written), []);
    const at = { file: "f", line: 9, column: 7 };
    t.strictSame(
      rulesOf(written),
      targets.map((target) => rule("network", target, { at })),
    );
  });
}

t.test("an address has all that other rules have", async (t) => {
  const [read] = rulesOf(
    item(
      POD,
      "network.matchAddresses",
      "{port: 1, pts: false, fromSource: [{path: /b}], severity: 2, tags: [a], message: m, action: Audit}",
    ),
  );
  t.strictSame(
    read,
    rule("network", address({ ports: [1, 1] }), {
      onTerminal: true,
      sources: [{ kind: "path", path: "/b" }],
      severity: 2,
      tags: ["a"],
      message: "m",
      action: "Audit",
      at: { file: "f", line: 9, column: 7 },
    }),
  );
});

/** What is told, at which column of line 9 and below which path of the item; the targets, none where it is refused. */
for (const [list, text, want, targets] of [
  [
    "matchAddresses",
    "{cidr: 10.1.2.3/8}",
    ['note 14: cidr: "10.1.2.3/8" is read as "10.0.0.0/8"'],
    [address({ network: TEN })],
  ],
  [
    "matchAddresses",
    "{cidr: 'FD00:0::/8'}",
    ['note 14: cidr: "FD00:0::/8" is read as "fd00::/8"'],
    [address({ network: v6([0xfd], 8, "fd00::/8") })],
  ],
  [
    "matchAddresses",
    "{port: 1, protocol: 'TCP,udp'}",
    [
      'note 27: protocol: "TCP,udp" is read as 2 rules: better write one for each',
      'note 27: protocol: "TCP" is read as "tcp"',
    ],
    [address({ ports: [1, 1], protocol: "tcp" }), address({ ports: [1, 1], protocol: "udp" })],
  ],
  [
    "matchAddresses",
    "{port: 1, direction: [Connect]}",
    ['note 29: direction[0]: "Connect" is read as "connect"'],
    [address({ ports: [1, 1], directions: ["connect"] })],
  ],
  [
    "matchAddresses",
    "{unix: //run//x}",
    ['note 14: unix: "//run//x" is read as "/run/x"'],
    [{ kind: "unix", name: "/run/x", directions: DIRECTIONS }],
  ],
  ["matchAddresses", "{}", ['7: missing "cidr" or "unix" or "port"'], []],
  ["matchAddresses", "{protocol: tcp}", ['7: missing "cidr" or "unix" or "port"'], []],
  ["matchAddresses", "{ip: 1.1.1.1}", ['8: unknown key "ip", did you mean "cidr"?'], []],
  ...["10.0.0", "10.0.0.0/33", "010.0.0.1", "::1%eth0", "::/129", "1.1.1.1/", "example.com", "fd00::/x"].map(
    (cidr) =>
      [
        "matchAddresses",
        `{cidr: '${cidr}'}`,
        [`14: cidr: must be an IP address or a network such as 10.0.0.0/8 or fd00::/8, got "${cidr}"`],
        [],
      ] as const,
  ),
  ["matchAddresses", "{cidr: 10}", ["14: cidr: expected a string, got 10: write it in quotes"], []],
  ["matchAddresses", "{port: 0}", ["14: port: must be a whole number from 1 to 65535, got 0"], []],
  ["matchAddresses", "{port: 65536}", ["14: port: must be a whole number from 1 to 65535, got 65536"], []],
  ["matchAddresses", "{port: '80'}", ['14: port: expected a whole number, got "80"'], []],
  [
    "matchAddresses",
    "{cidr: x, port: 0}",
    [
      '14: cidr: must be an IP address or a network such as 10.0.0.0/8 or fd00::/8, got "x"',
      "23: port: must be a whole number from 1 to 65535, got 0",
    ],
    [],
  ],
  ["matchAddresses", "{cidr: 1.1.1.1, endPort: 5}", ['7: "endPort" needs "port"'], []],
  ["matchAddresses", "{port: 5, endPort: 4}", ['7: "endPort" is 4, before "port", 5'], []],
  ["matchAddresses", "{unix: /a, port: 1}", ['7: a unix socket has no "cidr", "port" or "protocol"'], []],
  ["matchAddresses", "{unix: run/x}", ['14: unix: must be absolute, got "run/x"'], []],
  ["matchAddresses", "{unix: '@'}", ['14: unix: must be absolute, got "@"'], []],
  ["matchAddresses", `{unix: '@${"a".repeat(108)}'}`, ["14: unix: is 109 bytes long, the limit is 108"], []],
  ["matchAddresses", "{port: 1, direction: connect}", ['28: direction: expected a list, got "connect"'], []],
  [
    "matchAddresses",
    "{port: 1, direction: [send]}",
    ['29: direction[0]: unknown word "send": it is one of connect, bind, listen, accept'],
    [],
  ],
  ["matchDNSQueries", "{domain: example.com}", [], [{ kind: "domain", domain: "example.com" }]],
  ["matchDNSQueries", "{domain: _dmarc.a-b.c1}", [], [{ kind: "domain", domain: "_dmarc.a-b.c1" }]],
  [
    "matchDNSQueries",
    "{domain: ..Example.COM.}",
    ['note 16: domain: "..Example.COM." is read as "example.com"'],
    [{ kind: "domain", domain: "example.com" }],
  ],
  [
    "matchDNSQueries",
    "{domain: 'a.com, b.com'}",
    ['note 16: domain: "a.com, b.com" is read as 2 rules: better write one for each'],
    [
      { kind: "domain", domain: "a.com" },
      { kind: "domain", domain: "b.com" },
    ],
  ],
  ["matchDNSQueries", "{name: a.com}", ['8: unknown key "name", did you mean "domain"?'], []],
  [
    "matchDNSQueries",
    "{domain: '*.a.com'}",
    ['16: domain: must be a domain name, got "*.a.com": "a.com" names all below it by itself'],
    [],
  ],
  ...["", ".", "a..b", "-a.b", "a b", "ü.de", "a/b", `${"a".repeat(64)}.de`, `${"a.".repeat(127)}a`].map(
    (domain) =>
      [
        "matchDNSQueries",
        `{domain: '${domain}'}`,
        [`16: domain: must be a domain name, got "${domain.length > 120 ? `${domain.slice(0, 120)}…` : domain}"`],
        [],
      ] as const,
  ),
] as const) {
  t.test(`${targets.length > 0 ? "read" : "refused"}: network.${list} ${text.slice(0, 100)}`, async (t) => {
    const written = item(POD, `network.${list}`, text);
    t.strictSame(
      told(written),
      want.map((line) =>
        line
          .replace(/^(note )?(\d+): (\w+(\[\d\])?: )/, `$1$2: spec.network.${list}[0].$3`)
          .replace(/^(\d+): (?!spec)/, `$1: spec.network.${list}[0]: `)
          .replace(/^(note )?/, "$19:"),
      ),
    );
    if (targets.length > 0) {
      t.strictSame(
        rulesOf(written).map(({ target }) => target),
        targets,
      );
    }
  });
}

function firewall(more: Partial<Extract<Target, { kind: "firewall" }>>): Target {
  return { kind: "firewall", direction: "ingress", networks: [], ports: [], interfaces: [], quota: null, ...more };
}

const SECOND = 1000;

/** The rules of a network policy, from line 7 on. */
for (const [body, want, ...targets] of [
  ["  ingress: [{}]", [], firewall({})],
  ["  egress: [{}]", [], firewall({ direction: "egress" })],
  [
    "  ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}, {ipBlock: {cidr: 1.1.1.1/32}}]}]",
    [],
    firewall({ networks: [TEN, ONE] }),
  ],
  [
    "  egress: [{to: [{ipBlock: {cidr: 1.1.1.1/32}}], ports: [{port: dns, protocol: UDP}], iface: [eth0, lo]}]",
    [],
    firewall({
      direction: "egress",
      networks: [ONE],
      ports: [{ ports: [53, 53], protocol: "udp" }],
      interfaces: ["eth0", "lo"],
    }),
  ],
  [
    "  egress: [{ports: [{port: https}, {port: '8000', endPort: 9000, protocol: SCTP}]}]",
    [],
    firewall({
      direction: "egress",
      ports: [
        { ports: [443, 443], protocol: "tcp" },
        { ports: [8000, 9000], protocol: "sctp" },
      ],
    }),
  ],
  [
    "  ingress: [{limit: '1', duration: 30s}]\n  level: Pod",
    [],
    firewall({ quota: { bytes: 1024 ** 3, durationMs: 30 * SECOND, level: "Pod" } }),
  ],
  [
    "  ingress: [{limit: 500KB, duration: 1h30m}, {limit: 2M, duration: 1.5s}]",
    [],
    firewall({ quota: { bytes: 500 * 1024, durationMs: 5400 * SECOND, level: "Policy" } }),
    firewall({ quota: { bytes: 2 * 1024 ** 2, durationMs: 1500, level: "Policy" } }),
  ],
  [
    "  ingress: [{limit: 007G, duration: 1ms}]\n  level: policy",
    ['note 8:10: spec.level: "policy" is read as "Policy"'],
    firewall({ quota: { bytes: 7 * 1024 ** 3, durationMs: 1, level: "Policy" } }),
  ],
  [
    "  ingress: [{ports: [{port: SSH, protocol: udp}]}]",
    [
      'note 7:29: spec.ingress[0].ports[0].port: "SSH" is read as "ssh"',
      'note 7:44: spec.ingress[0].ports[0].protocol: "udp" is read as "UDP"',
    ],
    firewall({ ports: [{ ports: [22, 22], protocol: "udp" }] }),
  ],
  ["  ingress: [{to: []}]", ['7:14: spec.ingress[0]: unknown key "to", did you mean "from"?']],
  ["  egress: [{from: []}]", ['7:13: spec.egress[0]: unknown key "from", did you mean "to"?']],
  ["  ingress: [{from: [{}]}]", ['7:21: spec.ingress[0].from[0]: missing key "ipBlock"']],
  ["  ingress: [{from: [{ipBlock: {}}]}]", ['7:31: spec.ingress[0].from[0].ipBlock: missing key "cidr"']],
  [
    "  ingress: [{from: [{ipBlock: {cidr: 1.1.1.1/32, except: []}}]}]",
    ['7:50: spec.ingress[0].from[0].ipBlock: unknown key "except"'],
  ],
  [
    "  ingress: [{ports: [{port: 80}]}]",
    ["7:29: spec.ingress[0].ports[0].port: expected a string, got 80: write it in quotes"],
  ],
  [
    "  ingress: [{ports: [{port: '0'}]}]",
    [
      '7:29: spec.ingress[0].ports[0].port: must be a port from 1 to 65535 or one of ftp, ssh, telnet, smtp, dns, http, pop3, ntp, imap, snmp, ldap, https, ldaps, imaps, pop3s, got "0"',
    ],
  ],
  [
    "  ingress: [{ports: [{port: '9', endPort: 8}]}]",
    ['7:22: spec.ingress[0].ports[0]: "endPort" is 8, before "port", 9'],
  ],
  ["  ingress: [{ports: [{endPort: 8}]}]", ['7:22: spec.ingress[0].ports[0]: missing key "port"']],
  [
    "  ingress: [{ports: [{port: '9', protocol: icmp}]}]",
    ['7:44: spec.ingress[0].ports[0].protocol: unknown word "icmp": it is one of TCP, UDP, SCTP'],
  ],
  ["  ingress: [{limit: 1G}]", ['7:13: spec.ingress[0]: "limit" and "duration" belong together']],
  ["  ingress: [{duration: 1s}]", ['7:13: spec.ingress[0]: "limit" and "duration" belong together']],
  ...["5B", "0", "-1", "1.5G", "1T", "1kb", ""].map(
    (limit) =>
      [
        `  ingress: [{limit: '${limit}', duration: 1s}]`,
        [`7:21: spec.ingress[0].limit: must be an amount such as 500KB, 10M or 1G, got "${limit}"`],
      ] as const,
  ),
  [
    "  ingress: [{limit: 99999999999G, duration: 1s}]",
    ['7:21: spec.ingress[0].limit: is more than can be counted, got "99999999999G"'],
  ],
  ...["1", "s", "1 s", "1d", "-1s", "1h 2m", ""].map(
    (duration) =>
      [
        `  ingress: [{limit: 1G, duration: '${duration}'}]`,
        [`7:35: spec.ingress[0].duration: must be a time such as 30s, 1h30m or 24h, got "${duration}"`],
      ] as const,
  ),
  ...["0s", "2600000h"].map(
    (duration) =>
      [
        `  ingress: [{limit: 1G, duration: ${duration}}]`,
        [`7:35: spec.ingress[0].duration: is no time that can pass, got "${duration}"`],
      ] as const,
  ),
  ...["", "a b", "a/b", "sixteen-letters!", 'a"b'].map(
    (name) =>
      [
        `  ingress: [{iface: ['${name}']}]`,
        [`7:22: spec.ingress[0].iface[0]: must be the name of a network interface, got ${JSON.stringify(name)}`],
      ] as const,
  ),
  ["  level: Node\n  ingress: [{}]", ['7:10: spec.level: unknown word "Node": it is one of Pod, Policy']],
  ["  process: {matchPaths: [{path: /a}]}", ['7:3: spec: unknown key "process"']],
] as const) {
  t.test(`${targets.length > 0 ? "read" : "refused"}:${body.slice(1)}`, async (t) => {
    const text = `${FIREWALL}${body}\n`;
    t.strictSame(told(text), want);
    if (targets.length > 0) {
      t.strictSame(
        rulesOf(text).map(({ target }) => target),
        targets,
      );
    }
  });
}

t.test("pods have quotas, and no other rules of the firewall", async (t) => {
  const head = headOf("KubeArmorNetworkPolicy", "selector: {matchLabels: {app: web}}");
  t.strictSame(told(`${head}  ingress: [{limit: 1G, duration: 1h}]\n`), []);
  t.strictSame(told(`${head}  ingress: [{}]\n  egress: [{}]\n`), [
    '7:13: spec.ingress[0]: a rule for pods (selector) needs "limit" and "duration"',
    '8:12: spec.egress[0]: a rule for pods (selector) needs "limit" and "duration"',
  ]);
  t.strictSame(told(`${head}  ingress: [{limit: x, duration: 1h}]\n`).length, 1);
});

t.test("a rule of the firewall has its own severity, tags, message and action", async (t) => {
  const [read] = rulesOf(`${FIREWALL}  egress:\n  - {severity: 5, tags: [a], message: m, action: Audit}\n`);
  const more = {
    severity: 5,
    tags: ["a"],
    message: "m",
    action: "Audit",
    at: { file: "f", line: 8, column: 5 },
  } as const;
  t.strictSame(read, rule("firewall", firewall({ direction: "egress" }), more));
});
