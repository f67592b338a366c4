// SPDX-License-Identifier: Apache-2.0
// Unix sockets by name, for real: what the calls answer and what the alerts say, each with its benign twin.
import t from "tap";
import { Guard, KERNELS, within } from "./fixture.ts";
import { type Case, NET, networkPolicy, runCases, takeTold } from "./net.ts";

const [STREAM, DGRAM, SEQPACKET] = ["socket=1,1,0", "socket=1,2,0", "socket=1,5,0"];
const rules = (action: "Allow" | "Audit" | "Block", ...written: string[]) => [
  networkPolicy(action, "matchAddresses", written.join(", ")),
];
const connect = rules("Block", "{unix: /run/a, direction: [connect]}");
const abstract = rules("Block", '{unix: "@a", direction: [connect]}');
const bind = rules("Block", "{unix: /run/new-a, direction: [bind]}", '{unix: "@a", direction: [bind]}');
const allow = rules("Allow", "{unix: /run/a}");
const served = (socket: string, name: string) => [socket, `bind=${name}`, "listen", socket, `connect=${name}`];
const OK = ["socket ok", "bind ok", "listen ok", "socket ok"];

/** Sockets that are there. /run/link leads to the first, /run/other is one more name of it. */
const SERVER = [
  STREAM,
  "bind=/run/a",
  "listen",
  STREAM,
  "bind=/run/b",
  "listen",
  DGRAM,
  "bind=/run/da",
  DGRAM,
  "bind=/run/db",
  STREAM,
  "bind=/bound/a",
  "listen",
];
const BEFORE = "mkdir /bound /seen; mount -t tmpfs tmpfs /bound";
const LINKS = "ln -s /run/a /run/link; ln /run/a /run/other";

const CASES: readonly Case[] = [
  ["no policy: a stream", [], [STREAM, "connect=/run/a"], ["socket ok", "connect ok"], []],
  [
    "a blocked path",
    connect,
    [STREAM, "connect=/run/a", "connect=/run/b"],
    ["socket ok", "connect EACCES", "connect ok"],
    ["block UNIX_CONNECT /run/a"],
  ],
  [
    "by a symbolic link and by another name of the file",
    connect,
    [STREAM, "connect=/run/link", "connect=/run/other"],
    ["socket ok", "connect EACCES", "connect EACCES"],
    ["block UNIX_CONNECT /run/a"],
  ],
  [
    "datagrams: connecting, sending, and sending to another",
    rules("Block", "{unix: /run/da, direction: [connect]}"),
    [DGRAM, "send=/run/da", "connect=/run/da", "send=/run/db", "connect=/run/db"],
    ["socket ok", "send EACCES", "connect EACCES", "send ok", "connect ok"],
    ["block UNIX_SEND /run/da"],
  ],
  ["a pair has no name", allow, ["pair"], ["pair ok"], []],
  [
    "an abstract name",
    abstract,
    [...served(STREAM, "@a"), ...served(STREAM, "@ab")],
    [...OK, "connect EACCES", ...OK, "connect ok"],
    ["block UNIX_CONNECT @a"],
  ],
  ["packets in sequence", abstract, served(SEQPACKET, "@a"), [...OK, "connect EACCES"], ["block UNIX_CONNECT @a"]],
  [
    "binding to a path",
    bind,
    [STREAM, "bind=/run/new-a", "bind=/run/new-b"],
    ["socket ok", "bind EACCES", "bind ok"],
    ["block SOCKET_BIND /run/new-a"],
  ],
  [
    "binding to an abstract name",
    bind,
    [STREAM, "bind=@a", "bind=@b"],
    ["socket ok", "bind EACCES", "bind ok"],
    ["block SOCKET_BIND @a"],
  ],
  [
    "listening",
    rules("Block", '{unix: "@a", direction: [listen]}'),
    [STREAM, "bind=@a", "listen", STREAM, "bind=@b", "listen"],
    ["socket ok", "bind ok", "listen EACCES", "socket ok", "bind ok", "listen ok"],
    ["block SOCKET_LISTEN @a"],
  ],
  [
    "accepting",
    rules("Block", '{unix: "@a", direction: [accept]}'),
    [STREAM, "bind=@a", "listen", "accept", STREAM, "bind=@b", "listen", "accept"],
    ["socket ok", "bind ok", "listen ok", "accept EACCES", "socket ok", "bind ok", "listen ok", "accept EAGAIN"],
    ["block SOCKET_ACCEPT @a"],
  ],
  [
    "audit: it is let through and told",
    rules("Audit", "{unix: /run/a}"),
    [STREAM, "connect=/run/a", "connect=/run/b"],
    ["socket ok", "connect ok", "connect EISCONN"],
    ["audit UNIX_CONNECT /run/a"],
  ],
  [
    "rules on IP addresses do not speak of it",
    rules("Block", "{port: 80}"),
    [STREAM, "connect=/run/a"],
    ["socket ok", "connect ok"],
    [],
  ],
  [
    "an allow-list of unix sockets is none of IP sockets",
    allow,
    [STREAM, "connect=/run/b", "connect=/run/a", "socket=2,1,0", "connect=127.0.0.1:9"],
    ["socket ok", "connect EACCES", "connect ok", "socket ok", "connect ECONNREFUSED"],
    ["DefaultPosture UNIX_CONNECT /run/b"],
  ],
];

for (const kernel of KERNELS) {
  t.test(`unix sockets on ${kernel}`, async (t) => {
    const guard = await Guard.start({ kernel, config: "postures: {host: {network: block}}\n", before: BEFORE });
    t.teardown(() => guard.stop());
    const server = guard.machine.spawn([NET, ...SERVER, "wait"], { cwd: "/" });
    await within(10_000, async () => (await guard.machine.exec(["test", "-e", "/bound/a"])).status === 0);
    t.equal((await guard.machine.exec(["sh", "-ec", LINKS])).status, 0);
    await runCases(t, guard, CASES);
    await t.test("a socket that the program sees elsewhere", async (t) => {
      const elsewhere = `mount --bind /bound /seen; umount /bound; exec ${NET} ${STREAM} connect=/seen/a`;
      for (const [policies, answer, alerts] of [
        [rules("Block", "{unix: /seen/a}"), "EACCES", ["block UNIX_CONNECT /seen/a"]],
        [rules("Block", "{unix: /bound/a}"), "ok", []],
      ] as const) {
        await guard.policies(...policies);
        await takeTold(guard);
        const { stdout } = await guard.machine.exec(["unshare", "-m", "sh", "-ec", elsewhere], { cwd: "/" });
        t.equal(stdout, `socket ok\nconnect ${answer}\n`);
        t.same(await takeTold(guard), alerts);
      }
    });
    server.stdin.end("\n");
    t.equal(await server.status, 0);
  });
}
