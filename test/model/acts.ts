// SPDX-License-Identifier: Apache-2.0
// Random acts: what acts.c is asked to do, and the decisions that the kernel makes on the way, in order.

import fc from "fast-check";
import { SocketProtocol } from "../../src/gen/abi.ts";
import type { CapabilityAct, FileAct, NetworkAct, ProcessAct } from "../../src/policy/act.ts";
import { parseIpNetwork } from "../../src/policy/address.ts";
import type { CapabilityName } from "../../src/policy/words.ts";
import type { KernelName } from "../vm/machine.ts";
import { DIRECTORIES, EMPTY, FILES, field, INTERPRETER, ownerOf, PROGRAMS, SYMLINKS } from "./tree.ts";

/** A process that does acts. */
export interface Worker {
  readonly program: string;
  readonly uid: number;
  readonly onTerminal: boolean;
}

/** An act as it is judged, but for who does it. */
type Done<T> = Omit<T, "program" | "onTerminal">;
export type Step =
  /** isMove: a directory, and what lies below goes with it. */
  | (Done<FileAct> & { readonly isMove?: boolean })
  /** isLoaded: mapped by a running program, which no allow-list denies. */
  | (Done<ProcessAct> & { readonly isLoaded?: boolean })
  | Done<NetworkAct>
  | Done<CapabilityAct>;

export interface Deed {
  readonly ask: readonly string[];
  readonly steps: readonly Step[];
  /** What the kernel answers by itself, where rules let it be. */
  readonly otherwise: readonly string[];
  /** What the kernel answers where a rule denies it, if that is not what it answers mostly. */
  readonly denied?: string;
}

/** Whether a capability is asked for, what a hook is called for: these depend on who acts and on the kernel. */
type Doing = (worker: Worker, kernel: KernelName) => Deed;

export const ARGS = ["-a", "-b", "--long=x", "", "x y"] as const;
export const CAPABILITIES = ["sys_chroot", "sys_admin", "sys_nice", "net_raw", "fowner"] as const;
/** No rule allows it. */
const UNKNOWN = ["\0"] as const;
/** Local ones; connecting to one is refused at once, as nobody listens. */
export const ADDRESSES = ["127.0.0.1", "127.0.0.2", "::1", "::ffff:127.0.0.1"] as const;
export const PORTS = [2000, 2001, 40_000] as const;

const OK = ["ok"];

function file(path: string, access: "read" | "write", { uid }: Worker): Done<FileAct> {
  return { class: "file", path, access, isOwner: (ownerOf(path) ?? uid) === uid };
}

function process(path: string, args: readonly string[], { uid }: Worker): Done<ProcessAct> {
  return { class: "process", path, args, isOwner: ownerOf(path) === uid };
}

const capability = (name: CapabilityName): Done<CapabilityAct> => ({ class: "capabilities", capability: name });

const anyFile = fc.constantFrom(...FILES.map(({ path }) => path));
const anyDirectory = fc.constantFrom(...DIRECTORIES);
/** A name that nothing has. */
const newName = fc
  .tuple(anyDirectory, fc.constantFrom("new", "x2", ".new", "nü\nw", "N".repeat(255)))
  .map(([above, name]) => `${above}/${name}`);
/** [what is asked for, what is meant] */
const reached = fc.oneof(
  { weight: 12, arbitrary: anyFile.map((path) => [path, path] as const) },
  { weight: 1, arbitrary: fc.constantFrom(...SYMLINKS) },
);

const opening = fc.tuple(reached, fc.constantFrom("r", "r", "w", "rw", "wt", "wc", "rc", "wa")).map(
  ([[path, meant], how]): Doing =>
    (worker, kernel) => {
      const access = how === "r" || how === "rc" ? "read" : "write";
      const steps = [file(meant, access, worker)];
      // From 6.2 on the kernel asks another question for a file that is open already, and rules have answered by then.
      if (how === "wt" && kernel === "6.1") steps.push(file(meant, "write", worker));
      return { ask: ["open", path, how], steps, otherwise: OK };
    },
);

const openingDirectory = fc.constantFrom(...DIRECTORIES, ...EMPTY).map(
  (path): Doing =>
    (worker) => ({
      ask: ["open", path, "dir"],
      steps: [file(path, "read", worker)],
      otherwise: OK,
    }),
);

/** One act of writing, on what is there. */
const changing = fc.tuple(reached, fc.constantFrom("chmod", "chown", "truncate", "setxattr")).map(
  ([[path, meant], what]): Doing =>
    (worker) => {
      const isOwner = ownerOf(meant) === worker.uid;
      const steps: Step[] = [file(meant, "write", worker)];
      if (what !== "chmod" || isOwner)
        return { ask: [what, path], steps, otherwise: what === "setxattr" ? ["ok", "EOPNOTSUPP"] : OK };
      if (worker.uid !== 0) return { ask: [what, path], steps, otherwise: ["EPERM"] };
      return { ask: [what, path], steps: [...steps, capability("fowner")], otherwise: OK };
    },
);

const making = fc.tuple(newName, fc.constantFrom("mkdir", "mknod", "symlink", "wc", "rc")).map(
  ([path, what]): Doing =>
    (worker) => ({
      ask: what === "wc" || what === "rc" ? ["open", path, what] : [what, path],
      steps: [file(path, "write", worker)],
      otherwise: OK,
    }),
);

const removing = fc
  .oneof(
    anyFile.map((path) => ["unlink", path] as const),
    fc.constantFrom(...EMPTY).map((path) => ["rmdir", path] as const),
    fc.constantFrom(...SYMLINKS.keys()).map((path) => ["unlink", path] as const),
  )
  .map(
    ([what, path]): Doing =>
      (worker) => ({ ask: [what, path], steps: [file(path, "write", worker)], otherwise: OK }),
  );

const linking = fc.tuple(anyFile, newName).map(
  ([from, to]): Doing =>
    (worker) => ({
      ask: ["link", from, to],
      steps: [file(from, "write", worker), file(to, "write", worker)],
      otherwise: OK,
    }),
);

const renaming = fc
  .oneof(fc.tuple(anyFile, fc.oneof(newName, anyFile)), fc.tuple(fc.constantFrom(...EMPTY), newName))
  .filter(([from, to]) => from !== to)
  .map(
    ([from, to]): Doing =>
      (worker) => ({
        ask: ["rename", from, to],
        steps: [
          { ...file(from, "write", worker), isMove: EMPTY.includes(from) },
          { ...file(to, "write", worker), isMove: EMPTY.includes(from) },
        ],
        otherwise: OK,
      }),
  );

/** A program's file is opened first; a script's interpreter is started besides. */
const starting = fc.tuple(reached, fc.subarray([...ARGS])).map(
  ([[path, meant], args]): Doing =>
    (worker) => {
      const steps: Step[] = [file(meant, "read", worker), process(meant, args, worker)];
      if (meant.endsWith("/s")) steps.push(file(INTERPRETER, "read", worker), process(INTERPRETER, args, worker));
      return { ask: ["exec", path, path, ...args], steps, otherwise: OK };
    },
);

const loading = fc.tuple(reached, fc.constantFrom("map", "protect")).map(
  ([[path, meant], what]): Doing =>
    (worker) => ({
      ask: [what, path],
      steps: [file(meant, "read", worker), { ...process(meant, UNKNOWN, worker), isLoaded: true }],
      otherwise: OK,
    }),
);

// Sockets: the kernel's numbers.
const [AF_INET, AF_INET6, AF_PACKET, AF_NETLINK] = [2, 10, 17, 16];
const [STREAM, DGRAM, RAW] = [1, 2, 3];

function socket(family: NetworkAct["family"], type: number, protocol: number): Done<NetworkAct> {
  return { class: "network", operation: "create", family, type, protocol, address: null };
}

const creating = fc
  .constantFrom(
    [AF_INET, STREAM, 0, socket("inet", STREAM, SocketProtocol.TCP)],
    [AF_INET, DGRAM, 17, socket("inet", DGRAM, SocketProtocol.UDP)],
    [AF_INET6, STREAM, 6, socket("inet6", STREAM, SocketProtocol.TCP)],
    [AF_INET6, DGRAM, 0, socket("inet6", DGRAM, SocketProtocol.UDP)],
    [AF_INET, RAW, 1, socket("inet", RAW, SocketProtocol.ICMP)],
    [AF_INET, RAW, 255, socket("inet", RAW, SocketProtocol.OTHER)],
    [AF_PACKET, RAW, 0, socket("other", RAW, SocketProtocol.OTHER)],
    [AF_NETLINK, RAW, 0, null],
  )
  .map(
    ([family, type, protocol, step]): Doing =>
      ({ uid }) => {
        const ask = ["socket", ...[family, type, protocol].map(String)];
        if (step === null) return { ask, steps: [], otherwise: OK };
        if (type !== RAW) return { ask, steps: [step], otherwise: OK };
        return uid === 0
          ? { ask, steps: [step, capability("net_raw")], otherwise: OK }
          : { ask, steps: [step], otherwise: ["EPERM"] };
      },
  );

const addressing = fc
  .tuple(
    fc.constantFrom("connect", "bind", "listen", "send"),
    fc.constantFrom(STREAM, DGRAM),
    fc.constantFrom(...ADDRESSES),
    fc.constantFrom(...PORTS),
  )
  .map(
    ([asked, type, address, port]): Doing =>
      () => {
        const what =
          asked === "listen" && type === DGRAM ? "bind" : asked === "send" && type === STREAM ? "connect" : asked;
        const isSix = address.includes(":");
        const network = parseIpNetwork(address);
        if ("wrong" in network) throw new Error(network.wrong);
        const made = socket(isSix ? "inet6" : "inet", type, type === STREAM ? SocketProtocol.TCP : SocketProtocol.UDP);
        const to = (operation: "connect" | "bind" | "listen"): Step => ({
          ...made,
          operation,
          address: { ip: network.bytes, port },
        });
        const operations =
          what === "listen" ? (["bind", "listen"] as const) : ([what === "send" ? "connect" : what] as const);
        return {
          ask: [what, String(isSix ? AF_INET6 : AF_INET), String(type), "0", address, String(port)],
          steps: [made, ...operations.map((operation) => to(operation as "connect" | "bind" | "listen"))],
          // A stream that does not block says that it has begun, or that nobody is there.
          otherwise: ["ok", "EINPROGRESS", "ECONNREFUSED"],
        };
      },
  );

const daring = fc
  .constantFrom(["chroot", "sys_chroot", "EPERM"], ["hostname", "sys_admin", "EPERM"], ["nice", "sys_nice", "EACCES"])
  .map(
    ([what, name, refusal]): Doing =>
      ({ uid }) =>
        uid === 0
          ? { ask: [what], steps: [capability(name as CapabilityName)], otherwise: OK, denied: refusal }
          : { ask: [what], steps: [], otherwise: [refusal] },
  );

export const doing: fc.Arbitrary<Doing> = fc.oneof(
  { weight: 6, arbitrary: opening },
  { weight: 1, arbitrary: openingDirectory },
  { weight: 4, arbitrary: changing },
  { weight: 3, arbitrary: making },
  { weight: 3, arbitrary: removing },
  { weight: 2, arbitrary: linking },
  { weight: 3, arbitrary: renaming },
  { weight: 6, arbitrary: starting },
  { weight: 2, arbitrary: loading },
  { weight: 2, arbitrary: creating },
  { weight: 4, arbitrary: addressing },
  { weight: 1, arbitrary: daring },
);

/** Of each workload. */
export const WORKERS: readonly Worker[] = [
  { program: PROGRAMS[0], uid: 0, onTerminal: false },
  { program: PROGRAMS[0], uid: 1000, onTerminal: true },
  { program: PROGRAMS[1], uid: 0, onTerminal: true },
  { program: PROGRAMS[1], uid: 1000, onTerminal: false },
];

/** A line for the server. */
export function line(worker: number, { ask }: Deed): string {
  return [String(worker), ...ask.map(field)].join(" ");
}
