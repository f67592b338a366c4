// SPDX-License-Identifier: Apache-2.0
// Making and connecting sockets, for real: what the calls answer and what the alert says, each with its benign twin.
import t from "tap";
import type { feeder } from "../../src/gen/proto.js";
import { ACT, Guard, hostPolicy, KERNELS } from "./fixture.ts";

const [UNIX, INET, INET6, NETLINK, PACKET, SMC] = [1, 2, 10, 16, 17, 43];
const [STREAM, DGRAM, RAW, SEQPACKET] = [1, 2, 3, 5];
const [ICMP, MPTCP] = [1, 262];

const protocol = (word: string, action: string) =>
  hostPolicy(word, `  action: ${action}\n  network:\n    matchProtocols: [{protocol: ${word}}]\n`);

const none: string[] = [];
const tcp = [protocol("tcp", "Block")];
const udp = [protocol("udp", "Block")];
const icmp = [protocol("icmp", "Block")];
const raw = [protocol("raw", "Block")];
const sctp = [protocol("sctp", "Block")];
const all = [protocol("all", "Block")];
const auditTcp = [protocol("tcp", "Audit")];

/** [name, policies, act, what it answers, what the alert says: "ACTION policy resource", or null for none] */
const CASES = [
  ["no policy: a TCP socket", none, ["socket", INET, STREAM, 0], "ok", null],
  ["block tcp: a TCP socket", tcp, ["socket", INET, STREAM, 0], "EACCES", "Block tcp protocol=TCP type=SOCK_STREAM"],
  ["block tcp: over IPv6", tcp, ["socket", INET6, STREAM, 6], "EACCES", "Block tcp protocol=TCP type=SOCK_STREAM"],
  [
    "block tcp: MPTCP is TCP",
    tcp,
    ["socket", INET, STREAM, MPTCP],
    "EACCES",
    "Block tcp protocol=TCP type=SOCK_STREAM",
  ],
  ["block tcp: a UDP socket is free", tcp, ["socket", INET, DGRAM, 0], "ok", null],
  ["block tcp: a unix stream is free", tcp, ["socket", UNIX, STREAM, 0], "ok", null],
  [
    "block sctp: a seqpacket socket that names no protocol is SCTP",
    sctp,
    ["socket", INET, SEQPACKET, 0],
    "EACCES",
    "Block sctp type=SOCK_SEQPACKET",
  ],
  ["block tcp: SMC falls back to TCP", tcp, ["socket", SMC, STREAM, 0], "EACCES", "Block tcp type=SOCK_STREAM"],
  ["block udp: a UDP socket", udp, ["socket", INET, DGRAM, 17], "EACCES", "Block udp protocol=UDP type=SOCK_DGRAM"],
  ["block udp: a TCP socket is free", udp, ["socket", INET, STREAM, 0], "ok", null],
  [
    "block icmp: a raw ICMP socket",
    icmp,
    ["socket", INET, RAW, ICMP],
    "EACCES",
    "Block icmp protocol=ICMP type=SOCK_RAW",
  ],
  ["block icmp: a UDP socket is free", icmp, ["socket", INET, DGRAM, 0], "ok", null],
  ["block raw: a raw ICMP socket", raw, ["socket", INET, RAW, ICMP], "EACCES", "Block raw protocol=ICMP type=SOCK_RAW"],
  ["block raw: a packet socket", raw, ["socket", PACKET, RAW, 0], "EACCES", "Block raw type=SOCK_RAW"],
  ["block raw: netlink is free", raw, ["socket", NETLINK, RAW, 0], "ok", null],
  ["block all: a TCP socket", all, ["socket", INET, STREAM, 0], "EACCES", "Block all protocol=TCP type=SOCK_STREAM"],
  ["block all: a unix socket is free", all, ["socket", UNIX, SEQPACKET, 0], "ok", null],
  [
    "audit tcp: it is made and told",
    auditTcp,
    ["socket", INET, STREAM, 0],
    "ok",
    "Audit tcp protocol=TCP type=SOCK_STREAM",
  ],
  ["audit tcp: a UDP socket is not told", auditTcp, ["socket", INET, DGRAM, 0], "ok", null],
] as const;

const told = ({ Action, PolicyName, Resource }: feeder.IAlert) => `${Action} ${PolicyName} ${Resource}`;

for (const kernel of KERNELS) {
  t.test(`sockets on ${kernel}`, async (t) => {
    const guard = await Guard.start({ kernel });
    t.teardown(() => guard.stop());
    const ours = async () => (await guard.takeAlerts()).filter(({ ProcessName }) => ProcessName === ACT);

    for (const [name, policies, act, answer, alert] of CASES) {
      await t.test(name, async (t) => {
        await guard.policies(...policies);
        await ours();
        t.equal(await guard.act(act), answer);
        t.same((await ours()).map(told), alert === null ? [] : [alert]);
      });
    }

    await t.test("connecting is told with its remote end", async (t) => {
      await guard.policies(...auditTcp);
      for (const [address, ip] of [
        ["127.0.0.1", "127.0.0.1"],
        ["::1", "::1"],
      ] as const) {
        await ours();
        t.equal(await guard.act(["connect", address, 9]), "socket ok\nconnect ECONNREFUSED");
        const [made, connected, ...others] = await ours();
        t.same(others, []);
        t.match(made, { Operation: "Network", Data: "lsm=SOCKET_CREATE protocol=TCP type=SOCK_STREAM" });
        t.match(connected, {
          Operation: "Network",
          Resource: "protocol=TCP type=SOCK_STREAM",
          Data: `lsm=SOCKET_CONNECT protocol=TCP type=SOCK_STREAM remoteip=${ip} port=9`,
          EventData: { Lsm: "SOCKET_CONNECT", Protocol: "TCP", Type: "SOCK_STREAM", Remoteip: ip, Port: "9" },
          Source: `${ACT} connect ${address} 9`,
        });
      }
    });

    await t.test("a socket from before the rule does not connect", async (t) => {
      await guard.policies();
      await ours();
      const later = guard.machine.spawn([ACT, "connect-later", "127.0.0.1", "9"], { cwd: "/" });
      let said = "";
      const made = new Promise<void>((resolve) => {
        later.stdout.on("data", (bytes: Buffer) => {
          said += bytes;
          if (said.includes("\n")) resolve();
        });
      });
      await made;
      await guard.policies(...tcp);
      later.stdin.end("\n");
      t.equal(await later.status, 0);
      t.equal(said, "socket ok\nconnect EACCES\n");
      t.same(
        (await ours()).map(({ Data }) => Data),
        ["lsm=SOCKET_CONNECT protocol=TCP type=SOCK_STREAM remoteip=127.0.0.1 port=9"],
      );
    });
  });
}
