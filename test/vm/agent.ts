// SPDX-License-Identifier: Apache-2.0
// The host's side of agent.c: commands and tunnels, each over a TCP connection of its own. agent.c lists the frames.
import { Socket } from "node:net";
import { constants } from "node:os";
import { type Duplex, PassThrough, type Readable, Writable } from "node:stream";
import { MachineError } from "./qemu.ts";

const HEADER_BYTES = 5;
const CHUNK_BYTES = 32 << 10;
const STDIN_WINDOW_BYTES = 256 << 10; // agent.c has the same number

/** Output that nobody reads is kept up to here; then the command waits. A test may leave one of the streams unread. */
const UNREAD_BYTES_MAX = 64 << 20;

export interface SpawnOptions {
  /** On top of PATH, HOME, USER, SHELL, TERM=dumb, LANG=C.UTF-8. */
  readonly env?: Readonly<Record<string, string>>;
  /** A directory of the guest. Default: the checkout. */
  readonly cwd?: string;
  /** Run on a terminal of this size. Everything the command writes is in `stdout` then. */
  readonly terminal?: { readonly rows: number; readonly columns: number };
}

export type Frame = readonly [type: string, payload?: Buffer | string];

export function encode([type, payload = ""]: Frame): Buffer {
  const data = Buffer.from(payload as string);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(type);
  header.writeUInt32BE(data.length, 1);
  return Buffer.concat([header, data]);
}

/** Cuts a stream of bytes into frames. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0);

  *take(bytes: Buffer): Generator<[type: string, payload: Buffer]> {
    this.#rest = this.#rest.length ? Buffer.concat([this.#rest, bytes]) : bytes;
    while (this.#rest.length >= HEADER_BYTES) {
      const end = HEADER_BYTES + this.#rest.readUInt32BE(1);
      if (this.#rest.length < end) return;
      const frame = this.#rest;
      this.#rest = frame.subarray(end);
      yield [frame.toString("latin1", 0, 1), frame.subarray(HEADER_BYTES, end)];
    }
  }
}

/** The request to run a command, up to and with "go". */
export function requestFor(argv: readonly string[], { env = {}, cwd, terminal }: SpawnOptions): Frame[] {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const frames: Frame[] = [["A", strings(argv)]];
  if (variables.length) frames.push(["E", strings(variables)]);
  if (cwd) frames.push(["C", cwd]);
  if (terminal) frames.push(["T", Buffer.from(new Uint16Array([terminal.rows, terminal.columns]).buffer).swap16()]);
  return [...frames, ["G"]];
}

export function mountFrame(device: string, dir: string): Frame {
  return ["M", strings([device, dir])];
}

/** From here the root file system can be written to. */
export const writableRootFrame: Frame = mountFrame("", "/");

export function clockFrame(ms: number): Frame {
  const seconds = Buffer.alloc(8);
  seconds.writeBigUInt64BE(BigInt(Math.round(ms / 1000)));
  return ["D", seconds];
}

/** Sends a request that runs nothing, such as mounting. */
export async function configure(port: number, frames: readonly Frame[]): Promise<void> {
  const process = new Process(port, [...frames, ["G"]]);
  await process.status;
}

/** The last connection to each port that was dialled, until it has been answered. */
const unanswered = new Map<number, Promise<void>>();

/**
 * Opens a connection to the agent; `answered` must be called once it has said something. QEMU's listener has a backlog
 * of one, and the kernel resets some of those beyond: so one connection is opened at a time. What is written before its
 * turn waits.
 */
function dial(port: number, allowHalfOpen: boolean): { socket: Socket; answered: () => void } {
  const socket = new Socket({ allowHalfOpen });
  socket.setNoDelay(true);
  socket.cork();
  let answered = (): void => {};
  const done = new Promise<void>((resolve) => {
    answered = resolve;
  });
  socket.on("error", () => {}); // "close" follows
  socket.once("close", answered);
  const before = unanswered.get(port);
  unanswered.set(port, done);
  const open = (): void => {
    if (socket.destroyed) return;
    socket.connect({ port, host: "127.0.0.1" });
    socket.uncork();
  };
  if (before) void before.then(open);
  else open();
  return { socket, answered };
}

/** A command that runs in the guest. One that reads its input to the end waits for `stdin.end()`. */
export class Process {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /**
   * Its exit status, or 128 + the number of the signal that ended it. Everything it wrote is in `stdout` and `stderr`
   * by then. Rejects with a MachineError when the machine or the connection goes away first.
   */
  readonly status: Promise<number>;
  #socket: Socket;

  constructor(port: number, request: readonly Frame[]) {
    const { socket, answered } = dial(port, false);
    this.#socket = socket;
    const stdin = new Input(socket);
    const outputs = { O: output(socket), X: output(socket) };
    this.stdin = stdin;
    this.stdout = outputs.O;
    this.stderr = outputs.X;

    this.status = new Promise((resolve, reject) => {
      const reader = new FrameReader();
      const finish = (): void => {
        stdin.abandon();
        outputs.O.end();
        outputs.X.end();
        socket.end();
      };
      socket.on("data", (bytes) => {
        answered();
        for (const [type, payload] of reader.take(bytes)) {
          if (type === "O" || type === "X") {
            if (!outputs[type].write(payload)) socket.pause();
          } else if (type === "W") stdin.grant(payload.readUInt32BE());
          else if (type === "Q") {
            resolve(payload.readUInt32BE());
            finish();
          } else if (type === "F") {
            reject(new MachineError("REFUSED", payload.toString()));
            finish();
          }
        }
      });
      socket.on("close", () => {
        reject(new MachineError("LOST", "the connection to the machine was lost"));
        finish();
      });
    });
    this.status.catch(() => {}); // whoever does not ask for the status does not hear of a lost machine
    for (const frame of request) socket.write(encode(frame));
  }

  /** Sends a signal to the process group of the command. */
  kill(signal: NodeJS.Signals): void {
    if (this.#socket.writable) this.#socket.write(encode(["K", Buffer.from([constants.signals[signal]])]));
  }

  /** Drops the connection: the agent kills the process group. */
  abandon(): void {
    this.#socket.destroy();
  }
}

function output(socket: Socket): PassThrough {
  const stream = new PassThrough({ highWaterMark: UNREAD_BYTES_MAX });
  stream.on("drain", () => socket.resume());
  return stream;
}

/** Standard input: never sends more than the agent has room for, so that signals always get through. */
class Input extends Writable {
  #socket: Socket;
  #window = STDIN_WINDOW_BYTES;
  #abandoned = false;
  #waiting: (() => void) | undefined;

  constructor(socket: Socket) {
    super({ highWaterMark: STDIN_WINDOW_BYTES });
    this.#socket = socket;
    this.on("error", () => {});
  }

  override _write(data: Buffer, _encoding: string, done: () => void): void {
    let rest = data;
    const send = (): void => {
      while (rest.length && this.#window && !this.#abandoned) {
        const chunk = rest.subarray(0, Math.min(this.#window, CHUNK_BYTES));
        this.#window -= chunk.length;
        rest = rest.subarray(chunk.length);
        this.#socket.write(encode(["I", chunk]));
      }
      if (rest.length && !this.#abandoned) this.#waiting = send;
      else done();
    };
    send();
  }

  override _final(done: () => void): void {
    if (!this.#abandoned) this.#socket.write(encode(["i"]));
    done();
  }

  grant(count: number): void {
    this.#window += count;
    this.#resume();
  }

  /** The command has ended: what it did not read is dropped. */
  abandon(): void {
    this.#abandoned = true;
    this.#resume();
  }

  #resume(): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.();
  }
}

/** A connection to a TCP port of the guest's loopback, or to a unix socket of the guest. */
export function openTunnel(port: number, to: number | string): Promise<Duplex> {
  const request: Frame = typeof to === "string" ? ["U", to] : ["N", Buffer.from([to >> 8, to & 0xff])];
  const { socket, answered } = dial(port, true);
  socket.write(encode(request));
  return new Promise((resolve, reject) => {
    socket.once("close", () => reject(new MachineError("LOST", "the connection to the machine was lost")));
    socket.on("readable", function look() {
      const header: Buffer | null = socket.read(HEADER_BYTES);
      if (!header) return;
      answered();
      socket.off("readable", look);
      if (header.toString("latin1", 0, 1) === "S") return resolve(socket);
      const text = socket.read()?.toString() ?? "refused";
      socket.destroy();
      reject(new MachineError("REFUSED", text));
    });
  });
}

function strings(list: readonly string[]): string {
  const bad = list.find((text) => text.includes("\0"));
  if (bad !== undefined)
    throw new MachineError("CONFIG", `a NUL character cannot be passed on: ${JSON.stringify(bad)}`);
  return list.map((text) => `${text}\0`).join("");
}
