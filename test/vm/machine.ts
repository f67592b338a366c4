// SPDX-License-Identifier: Apache-2.0
// A Linux machine for tests: a Debian kernel under QEMU, with this checkout mounted where it is on the host. Every
// machine starts from the same saved state, in a fraction of a second, and nothing that happens in it is kept.
import { statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { basename, join } from "node:path";
import { type Duplex, pipeline } from "node:stream";
import {
  clockFrame,
  configure,
  mountFrame,
  openTunnel,
  Process,
  requestFor,
  type SpawnOptions,
  writableRootFrame,
} from "./agent.ts";
import { modulesImage, projectDir, projectImage } from "./disk.ts";
import { type KernelName, kernelPackages } from "./kernel.ts";
import { deviceOf, type Hardware, MachineError, Qemu, qemuArguments } from "./qemu.ts";
import { bootFiles, type Files, lastWords, machineDir, snapshot } from "./snapshot.ts";

export type { Process, SpawnOptions } from "./agent.ts";
export { projectDir } from "./disk.ts";
export { type KernelName, kernelPackages } from "./kernel.ts";
export { MachineError } from "./qemu.ts";

export interface MachineOptions {
  /** Default "6.12". */
  readonly kernel?: KernelName;
  /** Words for the kernel command line, such as "lsm=landlock,yama". Default none. Each value is booted once. */
  readonly append?: string;
  /** Processors, 1 to 8; they take turns, so more are not faster. Default 1. */
  readonly smp?: number;
  /** 256 to 8192. Default 1024. */
  readonly memoryMb?: number;
  /** A host directory of which a copy is at /share. Default none. */
  readonly share?: string;
}

export interface ExecOptions extends SpawnOptions {
  /** Standard input. Default empty. */
  readonly input?: string | Uint8Array;
  readonly onStdout?: (bytes: Buffer) => void;
  readonly onStderr?: (bytes: Buffer) => void;
  /** Kill the command after that and reject with TIMEOUT. Default 60 000; 0: never. */
  readonly timeoutMs?: number;
  /** Kill the command when this is aborted, and reject with its reason. */
  readonly signal?: AbortSignal;
}

export interface ExecResult {
  readonly status: number; // exit status, or 128 + signal
  readonly stdout: string;
  readonly stderr: string;
  readonly stdoutBytes: Buffer;
}

const START_MS_MAX = 60_000; // a restore takes a hundredth of that on an idle host

/** Where the guest collects files for the host; VM_OUT names it to commands of test/vm/run. */
export const outDir = "/run/vm/out";

export class Machine {
  /** Names the machine for test/vm/shell. */
  readonly name: string;
  #qemu: Qemu;
  #port: number;
  #servers = new Set<Server>();
  #tunnels = new Set<Duplex>();

  /** @internal use `start` */
  constructor(qemu: Qemu, port: number) {
    this.#qemu = qemu;
    this.#port = port;
    this.name = basename(qemu.dir);
  }

  /**
   * Gives a running machine. The first with given options boots and is saved (some seconds), later ones are restored
   * from that. Rejects with a MachineError: CONFIG for bad options, BOOT with the end of the console otherwise.
   */
  static async start(options: MachineOptions = {}): Promise<Machine> {
    const { kernel, hardware, share } = hardwareOf(options);
    const dir = await gather(share, async () => {
      const boot = await bootFiles(kernel);
      const saved = await snapshot(kernel, boot, hardware);
      const [project, modules] = await Promise.all([projectImage(), modulesImage()]);
      return { ...boot, project, modules, ram: join(saved, "ram"), state: join(saved, "state") };
    });
    const qemu = new Qemu(dir, qemuArguments("restore", hardware));
    const timer = setTimeout(() => qemu.stop(), START_MS_MAX);
    try {
      await qemu.openControl();
      await qemu.restore();
      const port = await qemu.agentPort();
      writeFileSync(join(dir, "port"), String(port));
      await configure(port, [clockFrame(Date.now()), ...mountFrames("restore", share !== undefined)]);
      return new Machine(qemu, port);
    } catch (error) {
      const reason = `the machine did not start: ${(error as Error).message}\n${lastWords(qemu)}`;
      await qemu.stop();
      qemu.remove();
      throw new MachineError("BOOT", reason, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Starts a command; argv[0] is looked up in PATH. */
  spawn(argv: readonly string[], options: SpawnOptions = {}): Process {
    return new Process(this.#port, requestFor(argv, { cwd: projectDir, ...options }));
  }

  /** Runs a command to its end and returns all that it wrote. A status other than 0 is a result, not an error. */
  async exec(argv: readonly string[], options: ExecOptions = {}): Promise<ExecResult> {
    const { input, onStdout, onStderr, timeoutMs = 60_000, signal } = options;
    signal?.throwIfAborted();
    const command = this.spawn(argv, options);
    const stdout = gatherOutput(command.stdout, onStdout);
    const stderr = gatherOutput(command.stderr, onStderr);
    command.stdin.end(input);

    let failure: unknown;
    const giveUp = (reason: unknown): void => {
      failure = reason;
      command.abandon();
    };
    const abort = (): void => giveUp(signal?.reason);
    const expire = (): void => giveUp(new MachineError("TIMEOUT", `no end within ${timeoutMs} ms: ${argv.join(" ")}`));
    const timer = timeoutMs ? setTimeout(expire, timeoutMs) : undefined;
    signal?.addEventListener("abort", abort);
    try {
      const status = await command.status;
      await Promise.all([stdout.ended, stderr.ended]);
      const stdoutBytes = Buffer.concat(stdout.chunks);
      return { status, stdout: stdoutBytes.toString(), stderr: Buffer.concat(stderr.chunks).toString(), stdoutBytes };
    } catch (error) {
      throw failure ?? this.explain(error);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    }
  }

  /** Writes a file of the guest, as root. Mode: default 0o644. */
  async writeFile(path: string, bytes: string | Uint8Array, mode = 0o644): Promise<void> {
    const script = 'cat > "$1" && chmod "$2" "$1"';
    const { status, stderr } = await this.exec(["sh", "-c", script, "sh", path, mode.toString(8)], {
      input: bytes,
      cwd: "/",
    });
    if (status !== 0) throw new MachineError("REFUSED", `writing ${path}: ${stderr.trim()}`);
  }

  async readFile(path: string): Promise<Buffer> {
    const { status, stdoutBytes, stderr } = await this.exec(["cat", "--", path], { cwd: "/" });
    if (status !== 0) throw new MachineError("REFUSED", `reading ${path}: ${stderr.trim()}`);
    return stdoutBytes;
  }

  /** A connection to a TCP port on the guest's loopback (number) or to a unix socket of the guest (path). */
  connect(to: number | string): Promise<Duplex> {
    return openTunnel(this.#port, to);
  }

  /** Leads a free port of the host's 127.0.0.1 to a port or a unix socket of the guest's, and returns it. */
  async forward(to: number | string): Promise<number> {
    return this.forwardTo(0, to);
  }

  /** The same with a chosen host port. Rejects with CONFIG if somebody else has it. */
  async forwardTo(hostPort: number, to: number | string): Promise<number> {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
      this.connect(to).then(
        (guest) => {
          this.#tunnels.add(guest);
          pipeline(client, guest, () => {});
          pipeline(guest, client, () => this.#tunnels.delete(guest));
        },
        () => client.destroy(),
      );
      client.on("error", () => {});
    });
    await new Promise<void>((resolve, reject) => {
      server.once("error", (error) =>
        reject(new MachineError("CONFIG", `cannot listen on 127.0.0.1:${hostPort}: ${error.message}`)),
      );
      server.listen(hostPort, "127.0.0.1", resolve);
    });
    this.#servers.add(server);
    return (server.address() as { port: number }).port;
  }

  /** Everything the guest's kernel printed so far. */
  console(): string {
    return this.#qemu.console();
  }

  /** Resolves when the machine is gone: stopped, or ended by itself. */
  get ended(): Promise<void> {
    return this.#qemu.ended;
  }

  /** Ends the machine at once; nothing of it remains. Stopping twice is fine. */
  async stop(): Promise<void> {
    for (const server of this.#servers) server.close();
    for (const tunnel of this.#tunnels) tunnel.destroy();
    await this.#qemu.stop();
    this.#qemu.remove();
  }

  /** Adds the end of the console to an error that says that the machine was lost. */
  explain(error: unknown): unknown {
    if (!(error instanceof MachineError) || error.code !== "LOST") return error;
    return new MachineError("LOST", `${error.message}\n${lastWords(this.#qemu)}`, { cause: error });
  }
}

type Complete = { kernel: KernelName; hardware: Hardware; share: string | undefined };

/** The options, checked and complete. */
export function hardwareOf(options: MachineOptions): Complete {
  const { kernel = "6.12", append = "", smp = 1, memoryMb = 1024, share } = options;
  const kernels = Object.keys(kernelPackages);
  check(kernels.includes(kernel), `kernel must be one of ${kernels.join(", ")}, got ${kernel}`);
  check(within(smp, 1, 8), `smp must be from 1 to 8, got ${smp}`);
  check(within(memoryMb, 256, 8192), `memory must be from 256 to 8192 MB, got ${memoryMb}`);
  check(!share || statSync(share, { throwIfNoEntry: false })?.isDirectory(), `share must be a directory, got ${share}`);
  return { kernel, hardware: { smp, memoryMb, append }, share };
}

export function mountFrames(mode: "restore" | "once", share: boolean): ReturnType<typeof mountFrame>[] {
  return [
    writableRootFrame,
    mountFrame(deviceOf("project", mode), projectDir),
    mountFrame(deviceOf("modules", mode), join(projectDir, "node_modules")),
    ...(share ? [mountFrame(deviceOf("share", mode), "/share")] : []),
  ];
}

/** Somebody else may replace an entry of the cache between finding it and linking it: then look again. */
export async function gather(share: string | undefined, find: () => Promise<Files>): Promise<string> {
  for (let tries = 1; ; tries++) {
    try {
      return machineDir(await find(), share);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT" || tries === 5) throw error;
    }
  }
}

function gatherOutput(
  stream: NodeJS.ReadableStream,
  tell?: (bytes: Buffer) => void,
): { chunks: Buffer[]; ended: Promise<void> } {
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve) => stream.on("end", resolve));
  stream.on("data", (bytes: Buffer) => {
    chunks.push(bytes);
    tell?.(bytes);
  });
  return { chunks, ended };
}

function within(value: number, lowest: number, highest: number): boolean {
  return Number.isInteger(value) && value >= lowest && value <= highest;
}

function check(holds: unknown, message: string): void {
  if (!holds) throw new MachineError("CONFIG", message);
}
