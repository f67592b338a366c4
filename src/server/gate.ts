// SPDX-License-Identifier: Apache-2.0
// The start gate: a unix socket on which the hook of a container runtime asks whether a container may start, and waits.
// One question a connection: the state that the OCI runtime gives hooks, as JSON, ended by a NUL. The answer is a line, "allow" or
// "deny REASON".

import type { Socket } from "node:net";
import { type Listener, listenUnix } from "./listen.ts";

const STATE_BYTES_MAX = 1024 * 1024;
const REASON_CHARS_MAX = 900;

export interface GateOptions {
  /** Its directory exists. */
  readonly socketPath: string;
  /** The text as it came. Resolves to null: it may start; else why it must not. Must not reject. */
  readonly onStart: (state: string) => Promise<string | null>;
}

/** Throws ADDRESS or ALREADY_RUNNING. What it returns closes it. */
export async function listenGate({ socketPath, onStart }: GateOptions): Promise<() => void> {
  const sockets = new Set<Socket>();
  const listener: Listener = await listenUnix(socketPath, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy()); // the hook has given up
    serve(socket, onStart);
  });
  return () => {
    listener.server.close();
    for (const socket of sockets) socket.destroy(); // hooks do what they do without a daemon
  };
}

function serve(socket: Socket, onStart: GateOptions["onStart"]): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const onData = (chunk: Buffer): void => {
    const end = chunk.indexOf(0);
    chunks.push(end < 0 ? chunk : chunk.subarray(0, end));
    bytes += chunk.length;
    if (end < 0 && bytes <= STATE_BYTES_MAX) return;
    socket.removeListener("data", onData);
    socket.resume();
    if (end < 0) socket.destroy();
    else void onStart(Buffer.concat(chunks).toString()).then((reason) => socket.end(answerOf(reason)));
  };
  socket.on("data", onData);
}

function answerOf(reason: string | null): string {
  return reason === null ? "allow\n" : `deny ${reason.replace(/\s+/g, " ").slice(0, REASON_CHARS_MAX)}\n`;
}
