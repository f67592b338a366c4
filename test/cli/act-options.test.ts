// SPDX-License-Identifier: Apache-2.0
// From options to acts.

import { Command } from "commander";
import t from "tap";
import { type ActOptions, addActOptions, readAct } from "../../src/cli/act-options.ts";
import { SocketProtocol } from "../../src/gen/abi.ts";
import { addressBytes } from "../../src/policy/address.ts";
import { SocketType } from "../../src/policy/socket-kinds.ts";

function read(args: readonly string[]): ReturnType<typeof readAct> {
  const command = addActOptions(new Command().exitOverride().configureOutput({ writeErr: () => {} }));
  command.parse([...args], { from: "user" });
  return readAct(command.opts<ActOptions>());
}

const WHO = { program: "/usr/bin/unknown", onTerminal: false };
const OWNER = { isOwner: true, ...WHO };
const TCP = { type: SocketType.STREAM, protocol: SocketProtocol.TCP };
const at = (ip: string, port: number) => ({ ip: addressBytes(ip), port });

for (const [args, act, text] of [
  ["--exec /bin/ls", { class: "process", path: "/bin/ls", args: [], ...OWNER }, "starts /bin/ls"],
  ["--exec /bin//./ls", { class: "process", path: "/bin/ls", args: [], ...OWNER }, "starts /bin/ls"],
  [
    "--exec /bin/ls --arg=-l --arg x",
    { class: "process", path: "/bin/ls", args: ["-l", "x"], ...OWNER },
    "starts /bin/ls -l x",
  ],
  ["--open /etc/shadow", { class: "file", path: "/etc/shadow", access: "read", ...OWNER }, "reads /etc/shadow"],
  ["--open /etc/ --write", { class: "file", path: "/etc", access: "write", ...OWNER }, "writes /etc"],
  ["--open /", { class: "file", path: "/", access: "read", ...OWNER }, "reads /"],
  [
    "--connect 10.0.0.1:443",
    { class: "network", operation: "connect", family: "inet", ...TCP, address: at("10.0.0.1", 443), ...WHO },
    "connects to 10.0.0.1:443/tcp",
  ],
  [
    "--bind [fd00::1]:53/UDP",
    {
      class: "network",
      operation: "bind",
      family: "inet6",
      type: SocketType.DGRAM,
      protocol: SocketProtocol.UDP,
      address: at("fd00::1", 53),
      ...WHO,
    },
    "binds a socket to [fd00::1]:53/udp",
  ],
  [
    "--listen 0.0.0.0:0/tcp",
    { class: "network", operation: "listen", family: "inet", ...TCP, address: at("0.0.0.0", 0), ...WHO },
    "listens on 0.0.0.0:0/tcp",
  ],
  [
    "--connect 10.0.0.1/icmp",
    {
      class: "network",
      operation: "connect",
      family: "inet",
      type: SocketType.RAW,
      protocol: SocketProtocol.ICMP,
      address: at("10.0.0.1", 0),
      ...WHO,
    },
    "connects to 10.0.0.1/icmp",
  ],
  [
    "--accept unix:/run//x",
    {
      class: "network",
      operation: "accept",
      family: "unix",
      type: SocketType.STREAM,
      protocol: SocketProtocol.OTHER,
      address: { unix: "/run/x" },
      ...WHO,
    },
    "accepts unix:/run/x",
  ],
  [
    "--connect unix:@x/y",
    {
      class: "network",
      operation: "connect",
      family: "unix",
      type: SocketType.STREAM,
      protocol: SocketProtocol.OTHER,
      address: { unix: "@x/y" },
      ...WHO,
    },
    "connects to unix:@x/y",
  ],
  [
    "--socket tcp",
    { class: "network", operation: "create", family: "inet", ...TCP, address: null, ...WHO },
    "makes a socket: tcp",
  ],
  [
    "--socket packet",
    {
      class: "network",
      operation: "create",
      family: "other",
      type: SocketType.PACKET,
      protocol: SocketProtocol.OTHER,
      address: null,
      ...WHO,
    },
    "makes a socket: packet",
  ],
  ["--resolve www.Example.org.", { class: "dns", name: "www.Example.org.", ...WHO }, "asks for www.Example.org."],
  ["--cap CAP_NET_RAW", { class: "capabilities", capability: "net_raw", ...WHO }, "uses the capability net_raw"],
  ["--syscall umount", { class: "syscalls", syscall: "umount2", path: null, ...WHO }, "calls umount2"],
  ["--syscall unlink --path /a/", { class: "syscalls", syscall: "unlink", path: "/a", ...WHO }, "calls unlink on /a"],
  ["--preset filelessexec", { class: "presets", preset: "filelessExec", ...WHO }, "does what filelessExec is about"],
] as const) {
  t.test(args, async (t) => {
    t.strictSame(read(args.split(" ")), { act, text: `/usr/bin/unknown ${text}` });
  });
}

for (const [args, change] of [
  ["--source /bin/cat", { program: "/bin/cat" }],
  ["--tty", { onTerminal: true }],
  ["--no-tty", { onTerminal: false }],
  ["--tty --no-tty", { onTerminal: false }],
  ["--uid 0 --owner 0", { isOwner: true }],
  ["--uid 1000", { isOwner: false }],
  ["--owner 1000", { isOwner: false }],
  ["--uid 1000 --owner 1000", { isOwner: true }],
] as const) {
  t.test(`who acts: ${args}`, async (t) => {
    const act = { class: "file", path: "/a", access: "read", ...OWNER, ...change };
    t.match(read(["--open", "/a", ...args.split(" ")]), { act });
  });
}

for (const [args, wrong] of [
  ["", /^name the act: one of --exec, --open, --connect, /],
  ["--tty", /^name the act/],
  ["--open /a --exec /b", "--exec and --open are two acts: name one"],
  ["--connect 10.0.0.1:1 --bind 10.0.0.1:1", "--connect and --bind are two acts: name one"],
  ["--open /a --arg x", "--arg belongs to --exec, not to --open"],
  ["--exec /a --write", "--write belongs to --open, not to --exec"],
  ["--open /a --path /b", "--path belongs to --syscall, not to --open"],
  ["--cap kill --uid 1", "--uid belongs to --exec or --open, not to --cap"],
  ["--resolve a.com --owner 1", "--owner belongs to --exec or --open, not to --resolve"],
] as const) {
  t.test(`options that do not go together: ${args}`, async (t) => {
    t.match(read(args.split(" ").filter(Boolean)), { wrong });
  });
}

for (const [args, message] of [
  ["--open etc/shadow", /must be absolute, got "etc\/shadow"/],
  ["--open /etc/../shadow", /must not contain "\.\."/],
  ["--exec ls", /must be absolute/],
  ["--source cat", /must be absolute/],
  ["--connect example.org:443", /names are not looked up/],
  ["--connect 10.0.0.1", /Write the port, like 10\.0\.0\.1:443\./],
  ["--connect 10.0.0.1:99999", /A port is at most 65535\./],
  ["--connect 10.0.0.1:80/icmp", /There is no such protocol/],
  ["--connect 10.0.0.1:80/tpc", /There is no such protocol, did you mean "tcp"\?/],
  ["--connect 10.0.0.1/24:80", /Write an address like/],
  ["--connect fd00::1:80", /Write an address like/],
  ["--connect [10.0.0.1]:80", /Write an address like/],
  ["--connect unix:x", /must be absolute/],
  ["--connect unix:@", /must be absolute/],
  ["--socket all", /There is no such kind of socket: it is one of tcp, udp, /],
  ["--socket tpc", /There is no such kind of socket, did you mean "tcp"\?/],
  ["--cap net_rwa", /There is no such capability, did you mean "net_raw"\?/],
  ["--syscall unlnk", /There is no such system call, did you mean "unlink"\?/],
  ["--preset fileless", /There is no such preset: it is one of anonymousMapExec, /],
  ["--resolve ..", /Write a DNS name/],
  ["--open /a --uid -1", /Write a whole number/],
] as const) {
  t.test(`values that cannot be: ${args}`, async (t) => {
    t.throws(() => read(args.split(" ")), { message });
  });
}
