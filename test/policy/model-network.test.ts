// SPDX-License-Identifier: Apache-2.0
// What rules mean for acts that are no paths: sockets and their addresses, DNS names, system calls, devices, the firewall.

import type { Act } from "../../src/policy/act.ts";
import { ask, BLOCK, BY, cases, device, does, pass, socket } from "./notation.ts";

const LOCKED = { postures: BLOCK };

cases("protocols", [
  ["a socket is made", ["network tcp Block"], socket("tcp"), "deny 1"],
  ["it is connected", ["network tcp Block"], does("connect 10.0.0.1 80"), "deny 1"],
  ["it is bound", ["network tcp Block"], does("bind 0.0.0.0 80"), "deny 1"],
  ["it listens", ["network tcp Block"], does("listen 0.0.0.0 80"), "deny 1"],
  ["it accepts", ["network tcp Block"], does("accept 10.0.0.1 5000"), "deny 1"],
  ["another protocol", ["network udp Block"], socket("tcp"), "allow"],
  ["raw is the type: ICMP too", ["network raw Block"], socket("icmp"), "deny 1"],
  ["icmp is not raw", ["network icmp Block"], socket("raw"), "allow"],
  ["all has sockets of packets", ["network all Block"], socket("packet"), "deny 1"],
  ["all leaves unix sockets out", ["network all Block"], does("connect unix /run/x"), "allow"],
  ["stream leaves unix sockets out", ["network stream Block"], does("connect unix /run/x"), "allow"],
]);

cases("addresses", [
  ["in the network", ["network 10.0.0.0/8 Block"], does("connect 10.1.2.3 80"), "deny 1"],
  ["out of it", ["network 10.0.0.0/8 Block"], does("connect 11.0.0.1 80"), "allow"],
  ["one address", ["network 10.0.0.1 Block"], does("connect 10.0.0.1 80"), "deny 1"],
  ["its neighbour", ["network 10.0.0.1 Block"], does("connect 10.0.0.2 80"), "allow"],
  ["a prefix that ends within a byte", ["network 10.0.0.0/9 Block"], does("connect 10.127.255.255 80"), "deny 1"],
  ["just behind it", ["network 10.0.0.0/9 Block"], does("connect 10.128.0.0 80"), "allow"],
  ["v4-mapped acts, a rule on v4", ["network 10.0.0.0/8 Block"], does("connect ::ffff:10.0.0.1 80"), "deny 1"],
  ["an act on v4, a v4-mapped rule", ["network ::ffff:10.0.0.0/104 Block"], does("connect 10.0.0.1 80"), "deny 1"],
  ["v6", ["network fd00::/8 Block"], does("connect fd12::1 80"), "deny 1"],
  ["v6 is not v4", ["network 0.0.0.0/0 Block"], does("connect fd12::1 80"), "allow"],
  ["::/0 is every v6 address", ["network ::/0 Block"], does("connect fd12::1 80"), "deny 1"],
  ["v4 is not v6", ["network ::/0 Block"], does("connect 10.0.0.1 80"), "allow"],
  ["nor is v4-mapped", ["network ::/0 Block"], does("connect ::ffff:10.0.0.1 80"), "allow"],
  ["the port", ["network any Block port=80"], does("connect 10.0.0.1 80"), "deny 1"],
  ["another port", ["network any Block port=80"], does("connect 10.0.0.1 81"), "allow"],
  ["the first of a range", ["network any Block port=80-90"], does("connect 10.0.0.1 80"), "deny 1"],
  ["the last of a range", ["network any Block port=80-90"], does("connect 10.0.0.1 90"), "deny 1"],
  ["behind a range", ["network any Block port=80-90"], does("connect 10.0.0.1 91"), "allow"],
  ["the protocol", ["network any Block port=53 proto=udp"], does("connect 10.0.0.1 53", { kind: "udp" }), "deny 1"],
  ["another protocol", ["network any Block port=53 proto=udp"], does("connect 10.0.0.1 53"), "allow"],
  ["without an address", ["network 10.0.0.0/8 Block"], does("listen 10.0.0.1 80", { address: null }), "allow"],
  ["making a socket is not blocked", ["network 10.0.0.0/8 Block"], socket("tcp"), "allow"],
  ["nor told of", ["network 10.0.0.0/8 Audit"], socket("tcp"), "allow"],
  ["unix sockets have none", ["network any Block port=1-65535"], does("connect unix /run/x"), "allow"],
]);

for (const operation of ["connect", "bind", "listen", "accept"] as const) {
  const act = does(`${operation} 10.0.0.1 80`);
  const unix = does(`${operation} unix /run/x`);
  const others = ["connect", "bind", "listen", "accept"].filter((it) => it !== operation).join(",");
  cases(`directions (${operation})`, [
    ["all where nothing is said", ["network 10.0.0.0/8 Block"], act, "deny 1"],
    ["this one", [`network 10.0.0.0/8 Block dir=${operation}`], act, "deny 1"],
    ["the others", [`network 10.0.0.0/8 Block dir=${others}`], act, "allow"],
    ["unix, this one", [`network unix:/run/x Block dir=${operation}`], unix, "deny 1"],
    ["unix, the others", [`network unix:/run/x Block dir=${others}`], unix, "allow"],
  ]);
}

cases("which address rule decides", [
  [
    "the longest network",
    ["network 10.0.0.0/8 Block", "network 10.1.0.0/16 Allow"],
    does("connect 10.1.0.1 80"),
    "allow 2",
  ],
  [
    "outside of the longest",
    ["network 10.0.0.0/8 Block", "network 10.1.0.0/16 Audit"],
    does("connect 10.2.0.1 80"),
    "deny 1",
  ],
  [
    "a network before none",
    ["network any Block port=80", "network 0.0.0.0/0 Allow"],
    does("connect 10.0.0.1 80"),
    "allow 2",
  ],
  [
    "a longer network before ports",
    ["network 10.0.0.0/8 Block port=80", "network 10.0.0.1 Allow"],
    does("connect 10.0.0.1 80"),
    "allow 2",
  ],
  [
    "of equal ones, that with ports",
    ["network 10.0.0.0/8 Block", "network 10.0.0.0/8 Allow port=80"],
    does("connect 10.0.0.1 80"),
    "allow 2",
  ],
  [
    "an address before a protocol",
    ["network all Block", "network 10.0.0.0/8 Allow"],
    does("connect 10.0.0.1 80"),
    "allow 2",
  ],
  [
    "a port before a protocol",
    ["network tcp Block", "network any Allow port=80"],
    does("connect 10.0.0.1 80"),
    "allow 2",
  ],
  [
    "any port alike: the stronger action",
    ["network any Allow port=80", "network any Block port=1-1024"],
    does("connect 10.0.0.1 80"),
    "deny 2",
  ],
]);

cases(
  "allowed addresses, posture block",
  [
    ["the address", ["network 10.0.0.0/8 Allow"], does("connect 10.0.0.1 80"), "allow 1"],
    ["another", ["network 10.0.0.0/8 Allow"], does("connect 11.0.0.1 80"), "deny posture"],
    ["a socket for it is made", ["network 10.0.0.0/8 Allow"], socket("udp"), "allow 1"],
    ["a socket of v6 for it", ["network 10.0.0.0/8 Allow"], socket("tcp", { family: "inet6" }), "allow 1"],
    ["only of its protocol", ["network 10.0.0.0/8 Allow proto=tcp"], socket("udp"), "deny posture"],
    ["only for its source", ["network 10.0.0.0/8 Allow from=/bin/cat"], socket("tcp"), "deny posture"],
    ["only of IP", ["network 10.0.0.0/8 Allow"], socket("packet"), "deny posture"],
    [
      "it may be made where its protocol is blocked",
      ["network 10.0.0.0/8 Allow", "network tcp Block"],
      socket("tcp"),
      "allow 1",
    ],
    [
      "but not on connecting it",
      ["network 10.0.0.0/8 Allow", "network tcp Block"],
      does("connect 10.0.0.1 80"),
      "allow 1",
    ],
    ["and is told where its protocol is", ["network 10.0.0.0/8 Allow", "network tcp Audit"], socket("tcp"), "audit 2"],
    [
      "with a source it is stronger",
      ["network 10.0.0.0/8 Allow from=/usr/bin/somebody", "network tcp Block"],
      socket("tcp"),
      "allow 1",
    ],
    [
      "who may connect may not bind",
      ["network 10.0.0.0/8 Allow dir=connect"],
      does("bind 10.0.0.1 80"),
      "deny posture",
    ],
    ["a protocol allows every address", ["network tcp Allow"], does("connect 11.0.0.1 80"), "allow 1"],
    ["unix sockets are not on that list", ["network tcp Allow"], does("connect unix /run/x"), "allow"],
  ],
  LOCKED,
);

cases("unix sockets", [
  ["by path", ["network unix:/run/x Block"], does("connect unix /run/x"), "deny 1"],
  ["another path", ["network unix:/run/x Block"], does("connect unix /run/x2"), "allow"],
  ["by abstract name", ["network unix:@x Block"], does("connect unix @x"), "deny 1"],
  ["a path is no abstract name", ["network unix:@x Block"], does("connect unix /x"), "allow"],
  ["without a name", ["network unix:/run/x Block"], does("connect unix"), "allow"],
  ["told", ["network unix:/run/x Audit"], does("connect unix /run/x"), "audit 1"],
  ["one of them is no list for sockets of IP", ["network unix:/run/x Allow"], socket("tcp"), "allow"],
]);
cases(
  "unix sockets, posture block",
  [
    ["on the list", ["network unix:/run/x Allow"], does("connect unix /run/x"), "allow 1"],
    ["not on the list", ["network unix:/run/x Allow"], does("connect unix /run/y"), "deny posture"],
    ["making one is no business of rules", ["network unix:/run/x Allow"], does("create unix"), "allow"],
  ],
  LOCKED,
);

const SEARCHED = { searchDomains: ["ns.svc.cluster.local", "svc.cluster.local", "cluster.local"] };
cases(
  "DNS",
  [
    ["the name", ["dns a.com Block"], ask("a.com"), "deny 1"],
    ["a name below it", ["dns a.com Block"], ask("x.y.a.com"), "deny 1"],
    ["the name above it", ["dns a.com Block"], ask("com"), "allow"],
    ["a name that ends like it", ["dns a.com Block"], ask("ba.com"), "allow"],
    ["in other letters", ["dns a.com Block"], ask("A.Com"), "deny 1"],
    ["with the dot of the root", ["dns a.com Block"], ask("a.com."), "deny 1"],
    ["with a search domain", ["dns a.com Block"], ask("a.com.ns.svc.cluster.local"), "deny 1"],
    ["with another one", ["dns a.com Block"], ask("a.com.svc.cluster.local"), "deny 1"],
    ["below it with a search domain", ["dns a.com Block"], ask("www.a.com.cluster.local"), "deny 1"],
    ["with what is no search domain", ["dns a.com Block"], ask("a.com.example.org"), "allow"],
    ["the longer name decides", ["dns a.com Block", "dns www.a.com Allow"], ask("x.www.a.com"), "allow 2"],
    ["around it, the shorter one", ["dns a.com Block", "dns www.a.com Audit"], ask("a.com"), "deny 1"],
  ],
  SEARCHED,
);
cases("DNS on a host", [["there are no search domains", ["dns a.com Block"], ask("a.com.cluster.local"), "allow"]]);

const call = (syscall: string, path: string | null = null, program: string = BY.program): Act => ({
  class: "syscalls",
  syscall,
  path,
  ...BY,
  program,
});
cases("system calls", [
  ["the call", ["syscalls unlink Audit"], call("unlink"), "audit 1"],
  ["whatever it is given", ["syscalls unlink Audit"], call("unlink", "/a"), "audit 1"],
  ["another call", ["syscalls unlink Audit"], call("mount"), "allow"],
  ["one of two", ["syscalls unlink,mount Audit"], call("mount"), "audit 1"],
  ["on a path", ["syscalls unlink Audit on=/a"], call("unlink", "/a"), "audit 1"],
  ["on another path", ["syscalls unlink Audit on=/a"], call("unlink", "/b"), "allow"],
  ["on a path, given none", ["syscalls unlink Audit on=/a"], call("unlink"), "allow"],
  ["on a child", ["syscalls unlink Audit on=/d/"], call("unlink", "/d/a"), "audit 1"],
  ["on a grandchild", ["syscalls unlink Audit on=/d/"], call("unlink", "/d/e/a"), "allow"],
  ["on a tree", ["syscalls unlink Audit on=/d/ tree"], call("unlink", "/d/e/a"), "audit 1"],
  ["from a directory", ["syscalls unlink Audit from=/bin/"], call("unlink", null, "/bin/rm"), "audit 1"],
  ["not from below it", ["syscalls unlink Audit from=/bin/"], call("unlink", null, "/bin/x/rm"), "allow"],
  [
    "a path before a directory",
    ["syscalls unlink Audit on=/d/", "syscalls unlink Audit on=/d/a"],
    call("unlink", "/d/a"),
    "audit 2",
  ],
  [
    "a directory before no path",
    ["syscalls unlink Audit", "syscalls unlink Audit on=/d/"],
    call("unlink", "/d/a"),
    "audit 2",
  ],
]);

cases(
  "devices",
  [
    ["its class", ["device 8/*/*/* Block"], device(8, 6, 80, 1), "deny 1"],
    ["another class", ["device 3/*/*/* Block"], device(8, 6, 80, 1), "allow"],
    ["any class", ["device */*/*/* Block"], device(8, 6, 80, 1), "deny 1"],
    ["all of it", ["device 8/6/80/1 Block"], device(8, 6, 80, 1), "deny 1"],
    ["another subclass", ["device 8/5/*/* Block"], device(8, 6, 80, 1), "allow"],
    ["another protocol", ["device 8/6/81/* Block"], device(8, 6, 80, 1), "allow"],
    ["another level", ["device 8/*/*/2 Block"], device(8, 6, 80, 1), "allow"],
    ["a class before any", ["device */*/*/* Block", "device 8/*/*/* Allow"], device(8, 6, 80, 1), "allow 2"],
    ["a subclass before its class", ["device 8/*/*/* Block", "device 8/6/*/* Allow"], device(8, 6, 80, 1), "allow 2"],
    [
      "a protocol before its subclass",
      ["device 8/6/*/* Block", "device 8/6/80/* Allow"],
      device(8, 6, 80, 1),
      "allow 2",
    ],
    [
      "a level weighs more than a subclass and a protocol",
      ["device 8/6/80/* Block", "device 8/*/*/1 Allow"],
      device(8, 6, 80, 1),
      "allow 2",
    ],
    [
      "a class weighs as much as a level: Block",
      ["device */*/*/1 Allow", "device 8/*/*/* Block"],
      device(8, 6, 80, 1),
      "deny 2",
    ],
    ["allowed", ["device 8/*/*/* Allow"], device(8, 6, 80, 1), "allow 1"],
    ["not on the list", ["device 3/*/*/* Allow"], device(8, 6, 80, 1), "deny posture"],
  ],
  LOCKED,
);

const DNS_PORT = { port: 53, protocol: "udp" } as const;
cases(
  "firewall",
  [
    ["the address", ["firewall egress Block to=1.1.1.1"], pass("egress", "1.1.1.1"), "deny 1"],
    ["another address", ["firewall egress Block to=1.1.1.1"], pass("egress", "1.1.1.2"), "allow"],
    ["one of its networks", ["firewall egress Block to=1.1.1.1,10.0.0.0/8"], pass("egress", "10.0.0.1"), "deny 1"],
    ["the other direction", ["firewall egress Block to=1.1.1.1"], pass("ingress", "1.1.1.1"), "allow"],
    ["any address", ["firewall ingress Block"], pass("ingress", "fd00::1"), "deny 1"],
    ["the port", ["firewall egress Block port=53/udp"], pass("egress", "1.1.1.1", DNS_PORT), "deny 1"],
    ["another port", ["firewall egress Block port=54/udp"], pass("egress", "1.1.1.1", DNS_PORT), "allow"],
    ["another protocol", ["firewall egress Block port=53/tcp"], pass("egress", "1.1.1.1", DNS_PORT), "allow"],
    ["a range", ["firewall egress Block port=50-60/udp"], pass("egress", "1.1.1.1", DNS_PORT), "deny 1"],
    ["the interface", ["firewall egress Block if=eth0"], pass("egress", "1.1.1.1"), "deny 1"],
    ["another interface", ["firewall egress Block if=eth1"], pass("egress", "1.1.1.1"), "allow"],
    ["below the quota", ["firewall egress Block quota"], pass("egress", "1.1.1.1"), "allow"],
    ["over the quota", ["firewall egress Block quota"], pass("egress", "1.1.1.1", { isOverQuota: true }), "deny 1"],
    ["allowed", ["firewall egress Allow to=1.1.1.1"], pass("egress", "1.1.1.1"), "allow 1"],
    ["not on the list", ["firewall egress Allow to=1.1.1.1"], pass("egress", "1.1.1.2"), "deny posture"],
    [
      "the longer network decides",
      ["firewall egress Block to=10.0.0.0/8", "firewall egress Allow to=10.1.0.0/16"],
      pass("egress", "10.1.0.1"),
      "allow 2",
    ],
    [
      "only the network that the peer is in counts",
      ["firewall egress Allow to=1.1.1.1,10.0.0.0/8", "firewall egress Block to=10.1.0.0/16"],
      pass("egress", "10.1.0.1"),
      "deny 2",
    ],
    [
      "ports before none",
      ["firewall egress Block to=1.1.1.1", "firewall egress Allow to=1.1.1.1 port=80"],
      pass("egress", "1.1.1.1"),
      "allow 2",
    ],
  ],
  LOCKED,
);
