// SPDX-License-Identifier: Apache-2.0
// The sockets the daemon answers on. They are bound here and not by grpc-js because its refusal is a text without a code,
// printed to standard error on the way, and because it leaves a moment in which others may connect to the unix socket.

import { existsSync, lstatSync, unlinkSync } from "node:fs";
import { connect, createServer, type ListenOptions, type Server, type Socket } from "node:net";
import { dirname } from "node:path";
import { BailiffError } from "../errors.ts";
import { CONNECTIONS_MAX, SOCKET_PATH_BYTES_MAX } from "../limits.ts";

export interface Listener {
  readonly server: Server;
  /** `127.0.0.1:32767`, or the path. */
  readonly address: string;
}

/** Listens on `host:port` or `[v6]:port`; port 0 is any free one. */
export async function listenTcp(address: string, onConnection: (socket: Socket) => void): Promise<Listener> {
  const { host, port } = parseAddress(address);
  const server = newServer(onConnection);
  try {
    await listening(server, { host, port });
  } catch (error) {
    throw new BailiffError("ADDRESS", `cannot listen on ${address}: ${reason(error, `sport = :${port}`)}`, {
      cause: error,
    });
  }
  const bound = server.address();
  const actual = bound !== null && typeof bound === "object" ? bound.port : port;
  return { server, address: `${host.includes(":") ? `[${host}]` : host}:${actual}` };
}

/** Listens on a unix socket that only our own user may connect to. One that a dead daemon left is replaced. */
export async function listenUnix(path: string, onConnection: (socket: Socket) => void): Promise<Listener> {
  if (Buffer.byteLength(path) > SOCKET_PATH_BYTES_MAX) {
    throw new BailiffError(
      "ADDRESS",
      `cannot listen on ${path}: a socket's path has ${SOCKET_PATH_BYTES_MAX} bytes at most`,
    );
  }
  await removeStale(path);
  const server = newServer(onConnection);
  // The socket's file is made inside of listen(), before it returns: with this mask nobody else may ever use it.
  const umask = process.umask(0o177);
  const bound = listening(server, { path });
  process.umask(umask);
  try {
    await bound;
  } catch (error) {
    throw new BailiffError("ADDRESS", `cannot listen on ${path}: ${reason(error, `src ${path}`)}`);
  }
  return { server, address: path };
}

export function parseAddress(address: string): { host: string; port: number } {
  const match = /^(?:\[([0-9a-fA-F:.%\w]+)\]|([^:[\]\s]+)):(\d{1,5})$/.exec(address);
  const port = Number(match?.[3]);
  if (match === null || port > 65535) {
    throw new BailiffError("USAGE", `"${address}" is no address: write host:port, like 127.0.0.1:32767 or [::1]:32767`);
  }
  return { host: match[1] ?? (match[2] as string), port };
}

function newServer(onConnection: (socket: Socket) => void): Server {
  const server = createServer({ noDelay: true }, onConnection);
  server.maxConnections = CONNECTIONS_MAX;
  return server;
}

function listening(server: Server, options: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(options, () => {
      server.removeListener("error", reject);
      resolve();
    });
  });
}

/** A file there means a daemon runs or died. Only asking tells which. */
async function removeStale(path: string): Promise<void> {
  // Asked here because libuv says EACCES for it.
  if (!existsSync(dirname(path))) {
    throw new BailiffError("ADDRESS", `cannot listen on ${path}: its directory does not exist`);
  }
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isSocket()) {
    throw new BailiffError("ADDRESS", `cannot listen on ${path}: something that is no socket lies there, remove it`);
  }
  if (await isAnswered(path)) {
    throw new BailiffError("ALREADY_RUNNING", `another daemon answers on ${path}: stop it first`);
  }
  unlinkSync(path);
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = connect({ path });
    probe.once("connect", () => {
      probe.destroy();
      resolve(true);
    });
    probe.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED" || error.code === "ENOENT") resolve(false);
      // Its queue is full: somebody is there.
      else if (error.code === "EAGAIN") resolve(true);
      else
        reject(
          new BailiffError("ADDRESS", `cannot tell who uses ${path}: ${reason(error, `src ${path}`)}`, {
            cause: error,
          }),
        );
    });
  });
}

function reason(error: unknown, filter: string): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case "EADDRINUSE":
      return `another program does; stop it (ss -lxtnp '${filter}' names it) or choose another address`;
    case "EADDRNOTAVAIL":
      return "this host has no such address";
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return "this name has no address";
    case "EACCES":
    case "EPERM":
      return "no permission";
    default:
      return message;
  }
}
