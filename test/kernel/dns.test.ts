// SPDX-License-Identifier: Apache-2.0
// Names that are asked for, for real: what sending answers and what the alerts say, each with its benign twin.
import t from "tap";
import { Guard, KERNELS, within } from "./fixture.ts";
import { type Case, NET, networkPolicy, runCases } from "./net.ts";

const rules = (action: "Allow" | "Audit" | "Block", ...domains: string[]) => [
  networkPolicy(action, "matchDNSQueries", domains.map((domain) => `{domain: ${domain}}`).join(", ")),
];
const evil = rules("Block", "evil.com");
const UDP = ["socket=2,2,0", "connect=127.0.0.1:53"];
const TCP = ["socket=2,1,0", "bind=127.0.0.5:53", "listen", "socket=2,1,0", "connect=127.0.0.5:53"];
const UDP_OK = ["socket ok", "connect ok"];
const TCP_OK = ["socket ok", "bind ok", "listen ok", "socket ok", "connect ok"];
const told = (name: string, policy = "block", address = "127.0.0.1") =>
  `${policy} SOCKET_SENDMSG domain=${name} remoteip=${address} port=53${name === "" ? " cut=object" : ""}`;

const label = "a".repeat(63);
const long = [label, label, label, "a".repeat(52), "evil.com"].join("."); // 253 bytes
const deep = (labels: number) => `${"a.".repeat(labels - 2)}evil.com`;
const HEADER = "123401000001000000000000";

const CASES: readonly Case[] = [
  ["no policy: asking", [], [...UDP, "ask=evil.com"], [...UDP_OK, "ask ok"], []],
  ["the name itself", evil, [...UDP, "ask=evil.com"], [...UDP_OK, "ask EACCES"], [told("evil.com")]],
  ["a name below it", evil, [...UDP, "ask=a.b.evil.com"], [...UDP_OK, "ask EACCES"], [told("a.b.evil.com")]],
  ["in other letters", evil, [...UDP, "ask=EviL.CoM"], [...UDP_OK, "ask EACCES"], [told("evil.com")]],
  [
    "names that only look like it",
    evil,
    [...UDP, "ask=notevil.com", "ask=evil.com.org", "ask=com"],
    [...UDP_OK, "ask ok", "ask ok", "ask ok"],
    [],
  ],
  ["the longest name", evil, [...UDP, `ask=${long}`], [...UDP_OK, "ask EACCES"], [told(long)]],
  ["many labels", evil, [...UDP, `ask=${deep(40)}`], [...UDP_OK, "ask EACCES"], [told(deep(40))]],
  [
    "more labels than are looked up",
    evil,
    [...UDP, `ask=${deep(41)}`],
    [...UDP_OK, "ask EACCES"],
    [told("", "DefaultPosture")],
  ],
  [
    "without connecting, and to IPv6",
    evil,
    [
      "socket=2,2,0",
      "askto=127.0.0.1:53,evil.com",
      "askto=127.0.0.1:53,good.com",
      "socket=10,2,0",
      "askto=[::1]:53,evil.com",
    ],
    ["socket ok", "askto EACCES", "askto ok", "socket ok", "askto EACCES"],
    [told("evil.com"), told("evil.com", "block", "::1")],
  ],
  ["to another port", evil, ["socket=2,2,0", "askto=127.0.0.1:5353,evil.com"], ["socket ok", "askto ok"], []],
  [
    "the second one of a sendmmsg",
    evil,
    [...UDP, "askmany=good.com,evil.com"],
    [...UDP_OK, "askmany ok", "askmany EACCES"],
    [told("evil.com")],
  ],
  [
    "the second question of a message",
    evil,
    [...UDP, "together=good.com,evil.com", "together=good.com,best.com"],
    [...UDP_OK, "together EACCES", "together ok"],
    [told("evil.com")],
  ],
  [
    "more questions than are read",
    evil,
    [...UDP, "together=a,b,c,d,e", "together=a,b,c,d"],
    [...UDP_OK, "together EACCES", "together ok"],
    [told("", "DefaultPosture")],
  ],
  [
    "over TCP, in pieces",
    evil,
    [...TCP, "ask=evil.com"],
    [...TCP_OK, "ask EACCES"],
    [told("evil.com", "block", "127.0.0.5")],
  ],
  ["over TCP, another", evil, [...TCP, "ask=good.com"], [...TCP_OK, "ask ok"], []],
  [
    "the second message over TCP",
    evil,
    [...TCP, "ask=good.com,evil.com"],
    [...TCP_OK, "ask EACCES"],
    [told("evil.com", "block", "127.0.0.5")],
  ],
  [
    "half a message over TCP",
    evil,
    [...TCP, "raw=0019"],
    [...TCP_OK, "raw EACCES"],
    [told("", "DefaultPosture", "127.0.0.5")],
  ],
  [
    "a pointer in a question",
    evil,
    [...UDP, `raw=${HEADER}c00c00010001`],
    [...UDP_OK, "raw EACCES"],
    [told("", "DefaultPosture")],
  ],
  [
    "a dot within a label",
    evil,
    [...UDP, `raw=${HEADER}03612e6203636f6d0000010001`],
    [...UDP_OK, "raw EACCES"],
    [told("", "DefaultPosture")],
  ],
  ["no message at all", evil, [...UDP, "raw=00"], [...UDP_OK, "raw EACCES"], [told("", "DefaultPosture")]],
  [
    "audit: it is sent and told",
    rules("Audit", "evil.com"),
    [...UDP, "ask=www.evil.com,good.com"],
    [...UDP_OK, "ask ok", "ask ok"],
    [told("www.evil.com", "audit")],
  ],
  [
    "an allow-list, which does not tell what it allows",
    rules("Allow", "good.com"),
    [...UDP, "ask=www.good.com,com,good.com"],
    [...UDP_OK, "ask ok", "ask EACCES", "ask ok"],
    [told("com", "DefaultPosture")],
  ],
  [
    "rules on names say nothing of connecting",
    rules("Allow", "good.com"),
    ["socket=2,1,0", "connect=127.0.0.1:9"],
    ["socket ok", "connect ECONNREFUSED"],
    [],
  ],
];

/** Kernels before 6.5 ask nobody when a file is spliced into a socket. */
const spliced = (isSeen: boolean): Case => [
  "out of a file",
  evil,
  [...UDP, "splice=evil.com"],
  [...UDP_OK, isSeen ? "splice EACCES" : "splice ok"],
  isSeen ? [told("", "DefaultPosture")] : [],
];

/** It does not read; what is sent here is lost when there is too much. */
const SERVER = ["socket=2,2,0", "bind=127.0.0.1:53", "socket=10,2,0", "bind=[::1]:53", "wait"];

for (const kernel of KERNELS) {
  t.test(`DNS queries on ${kernel}`, async (t) => {
    const guard = await Guard.start({ kernel, config: "postures: {host: {network: block}}\n" });
    t.teardown(() => guard.stop());
    const server = guard.machine.spawn([NET, ...SERVER], { cwd: "/" });
    let said = "";
    server.stdout.on("data", (bytes: Buffer) => {
      said += bytes;
    });
    t.ok(await within(10_000, async () => said.split("ok\n").length === SERVER.length));
    await runCases(t, guard, [...CASES, spliced(kernel !== "6.1")]);
    server.stdin.end("\n");
    t.equal(await server.status, 0);
  });
}
