// SPDX-License-Identifier: Apache-2.0
// From options to acts.

import { Command } from "commander";
import t from "tap";
import { type ActOptions, addActOptions, readAct } from "../../src/cli/act-options.ts";
import { SocketProtocol } from "../../src/gen/abi.ts";
import type { Act } from "../../src/policy/act.ts";
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
  [
    "--connect [fd00::1]/ping",
    {
      class: "network",
      operation: "connect",
      family: "inet6",
      type: SocketType.DGRAM,
      protocol: SocketProtocol.ICMPV6,
      address: at("fd00::1", 0),
      ...WHO,
    },
    "connects to [fd00::1]/ping",
  ],
  ["--preset filelessexec", { class: "presets", preset: "filelessExec", ...WHO }, "does what filelessExec is about"],
] as const) {
  t.test(args, async (t) => {
    t.strictSame(read(args.split(" ")), { act, text: `/usr/bin/unknown ${text}` });
  });
}

const NOBODY = WHO;
for (const [args, act, text] of [
  [
    "--ingress 10.0.0.1:22 --iface eth0",
    {
      class: "firewall",
      direction: "ingress",
      ...at("10.0.0.1", 22),
      protocol: "tcp",
      interface: "eth0",
      isOverQuota: false,
      ...NOBODY,
    },
    "a connection from 10.0.0.1 to port 22/tcp comes in on eth0",
  ],
  [
    "--egress [fd00::1]:53/UDP --over-quota",
    {
      class: "firewall",
      direction: "egress",
      ...at("fd00::1", 53),
      protocol: "udp",
      interface: "",
      isOverQuota: true,
      ...NOBODY,
    },
    "a connection to [fd00::1]:53/udp goes out, over the quota",
  ],
  [
    "--device mass-storage",
    { class: "device", deviceClass: 8, subClass: 0, protocol: 0, level: 1, ...NOBODY },
    "a device of class 8/0/0 is plugged in at level 1",
  ],
  [
    "--device 0x08:6:0x50 --level 3",
    { class: "device", deviceClass: 8, subClass: 6, protocol: 80, level: 3, ...NOBODY },
    "a device of class 8/6/80 is plugged in at level 3",
  ],
  [
    "--device audio/video:255",
    { class: "device", deviceClass: 16, subClass: 255, protocol: 0, level: 1, ...NOBODY },
    "a device of class 16/255/0 is plugged in at level 1",
  ],
] as const) {
  t.test(args, async (t) => {
    t.strictSame(read(args.split(" ")), { act, text });
  });
}

t.test("every class of act can be asked for", async (t) => {
  const asked: { readonly [C in Act["class"]]: string } = {
    process: "--exec /a",
    file: "--open /a",
    network: "--socket tcp",
    dns: "--resolve a",
    capabilities: "--cap kill",
    syscalls: "--syscall unlink",
    presets: "--preset exec",
    device: "--device HID",
    firewall: "--egress 1.1.1.1:1",
  };
  for (const [name, args] of Object.entries(asked)) t.match(read(args.split(" ")), { act: { class: name } });
});

for (const [args, change] of [
  ["--source /bin/cat", { program: "/bin/cat" }],
  ["--tty", { onTerminal: true }],
  ["--no-tty", { onTerminal: false }],
  ["--no-tty --no-tty", { onTerminal: false }],
  ["--uid 4294967294 --owner 4294967294", { isOwner: true }],
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
  ["--open /a --level 1", "--level belongs to --device, not to --open"],
  ["--device HID --iface eth0", "--iface belongs to --ingress or --egress, not to --device"],
  ["--connect 10.0.0.1:1 --over-quota", "--over-quota belongs to --ingress or --egress, not to --connect"],
  ["--ingress 10.0.0.1:1 --egress 10.0.0.1:1", "--ingress and --egress are two acts: name one"],
  ["--ingress 10.0.0.1:1 --source /bin/cat", "--source says who acts: in --ingress no program does"],
  ["--device HID --no-tty", "--tty says who acts: in --device no program does"],
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
  ["--connect 10.0.0.1/udp", /Write the port, like 10\.0\.0\.1:443\/udp\./],
  ["--connect 10.0.0.1:99999", /A port is a whole number from 1 to 65535\./],
  ["--connect 10.0.0.1:0", /A port is a whole number from 1 to 65535\./],
  ["--bind 10.0.0.1:65536", /A port is a whole number from 0 to 65535\./],
  ["--connect 10.0.0.1:80/icmp", /icmp has no ports: write 10\.0\.0\.1\/icmp\./],
  ["--connect 10.0.0.1:0/raw", /raw has no ports: write 10\.0\.0\.1\/raw\./],
  ["--connect [fd00::1]/icmp", /\[fd00::1\] has no icmp: write \[fd00::1\]\/icmpv6\./],
  ["--connect 10.0.0.1/icmpv6", /10\.0\.0\.1 has no icmpv6: write 10\.0\.0\.1\/icmp\./],
  ["--connect 10.0.0.1/tpc", /There is no such protocol, did you mean "tcp"\?/],
  ["--connect 10.0.0.1/packet", /There is no such protocol/],
  ["--ingress 10.0.0.1:80/icmp", /There is no such protocol of the firewall: it is one of tcp, udp, sctp\./],
  ["--ingress 10.0.0.1", /Write the port, like 10\.0\.0\.1:443\./],
  ["--egress 10.0.0.1:0/udp", /A port is a whole number from 1 to 65535\./],
  ["--egress unix:/run/x", /Write an address like/],
  ["--ingress 10.0.0.1:1 --iface a/b", /Write the name of a network interface, like eth0\./],
  ["--device ALL", /There is no such class of devices/],
  ["--device mass-storge", /There is no such class of devices, did you mean "MASS-STORAGE"\?/],
  ["--device 256", /Write a number from 0 to 255, or from 0x00 to 0xff\./],
  ["--device 8:x", /Write a number from 0 to 255, or from 0x00 to 0xff\./],
  ["--device 8:", /Write a number from 0 to 255, or from 0x00 to 0xff\./],
  ["--device 8:6:80:1", /Write CLASS, CLASS:SUBCLASS or CLASS:SUBCLASS:PROTOCOL\./],
  ["--device 8 --level 0", /Write a whole number from 1 to 255\./],
  ["--open /a --open /b", /The option stands there twice: name one\./],
  ["--open /a --open /a", /The option stands there twice: name one\./],
  ["--open /a --source /b --source /c", /The option stands there twice: name one\./],
  ["--open /a --tty --no-tty", /--tty and --no-tty: name one/],
  ["--open /a --no-tty --tty", /--tty and --no-tty: name one/],
  ["--open /a --uid 4294967295", /Write a whole number from 0 to 4294967294\./],
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
  ["--open /a --uid -1", /Write a whole number from 0 to 4294967294\./],
] as const) {
  t.test(`values that cannot be: ${args}`, async (t) => {
    t.throws(() => read(args.split(" ")), { message });
  });
}
