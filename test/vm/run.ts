// SPDX-License-Identifier: Apache-2.0
// test/vm/run: runs one command as root in a fresh machine, as if it were run here.
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { finished } from "node:stream/promises";
import { cacheDir, keepNewest, run } from "./cache.ts";
import { Machine, MachineError, outDir, type Process } from "./machine.ts";
import { runOnce } from "./once.ts";
import * as cli from "./options.ts";

interface RunOptions extends cli.SharedOptions {
  readonly icount?: true;
  readonly timeout: number;
  readonly out?: string;
  readonly keep?: true;
}

const OUT_DIRS_MAX = 20; // those that the harness names itself
const FETCH_MS_MAX = 60_000; // for the files of a command that has ended; it may have left the machine in any state

const program = cli
  .machineCommand("test/vm/run")
  .usage("[options] -- COMMAND [ARG...]")
  .argument("<command...>")
  .option("--timeout <s>", "kill the command after so many seconds; 0: never", cli.integer(0, 1e6), 600)
  .option("--out <dir>", "where the files go that the command writes to $VM_OUT (default: a new one in the cache)")
  .option("--icount", "deterministic: guest time is instructions, one nanosecond each; boots anew")
  .option("--keep", "keep the machine after the command, for test/vm/shell NAME, until Ctrl-C")
  .description(
    "Run COMMAND as root in a fresh virtual machine. This checkout is in it, at the same place, node_modules too.\n" +
      "Every file can be changed there; all changes are lost.",
  )
  .addHelpText(
    "after",
    `
Standard input, output and error are the command's. SIGINT and SIGTERM are passed on to it; a second one ends the machine.
With --icount there is no network, no --keep and no --forward, and standard input is read to its end first.

Exit status: that of COMMAND, or 128 + signal; ${cli.EXIT_TIMEOUT} time-out; ${cli.EXIT_MACHINE} the machine failed; ${cli.EXIT_USAGE} usage.

Examples:
  test/vm/run -- uname -r
  test/vm/run --kernel 6.1 -- node --test test/kernel/file.test.ts
  test/vm/run --append lsm=landlock,lockdown,yama,integrity,apparmor -- cat /sys/kernel/security/lsm`,
  )
  .parse();

process.stdout.on("error", () => process.exit(128 + 13)); // the reader has gone, as for any program in a pipe
process.exitCode = await main(program.opts<RunOptions>(), program.args).catch(cli.complain);
process.stdin.destroy();

async function main(options: RunOptions, argv: readonly string[]): Promise<number> {
  if (options.icount) return runDeterministic(options, argv);
  const machine = await Machine.start(cli.machineOptions(options));
  try {
    await cli.forwardAll(machine, options.forward);
    const command = machine.spawn(argv, { cwd: cli.guestDirectory(), env: { VM_OUT: outDir } });
    const status = await attend(command, options.timeout);
    await bringBack(machine, options.out);
    if (options.keep) await keep(machine);
    return status;
  } catch (error) {
    throw machine.explain(error);
  } finally {
    await machine.stop();
  }
}

/** Connects the command to this process, until it has ended. */
async function attend(command: Process, timeoutS: number): Promise<number> {
  let timedOut = false;
  let interrupts = 0;
  const timer = timeoutS ? setTimeout(expire, timeoutS * 1000) : undefined;
  function expire(): void {
    timedOut = true;
    command.abandon();
  }
  function interrupt(signal: NodeJS.Signals, number: number): void {
    if (++interrupts > 1) process.exit(128 + number);
    command.kill(signal);
  }
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  process.stdin.pipe(command.stdin);
  command.stdout.pipe(process.stdout, { end: false });
  command.stderr.pipe(process.stderr, { end: false });
  try {
    const status = await command.status;
    await Promise.all([finished(command.stdout), finished(command.stderr)]);
    return status;
  } catch (error) {
    if (!timedOut) throw error;
    process.stderr.write(`vm: the command did not end within ${timeoutS} s\n`);
    return cli.EXIT_TIMEOUT;
  } finally {
    clearTimeout(timer);
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
    process.stdin.unpipe();
    process.stdin.pause();
  }
}

async function bringBack(machine: Machine, out: string | undefined): Promise<void> {
  const script = '[ -z "$(ls -A)" ] || exec tar -cf - .';
  const { stdoutBytes } = await machine.exec(["sh", "-c", script], { cwd: outDir, timeoutMs: FETCH_MS_MAX });
  if (stdoutBytes.length) unpackOut(stdoutBytes, out);
}

function unpackOut(archive: Buffer, out: string | undefined): void {
  const dir = out
    ? resolve(out)
    : join(cacheDir, `out-${new Date().toISOString().replaceAll(/[-:.]/g, "")}-${process.pid}`);
  mkdirSync(dir, { recursive: true });
  run("tar", ["-xf", "-", "--no-same-owner"], { cwd: dir, input: archive });
  keepNewest("out-", OUT_DIRS_MAX);
  process.stderr.write(`vm: files of the command are in ${dir}\n`);
}

async function keep(machine: Machine): Promise<void> {
  process.stderr.write(`vm: machine ${machine.name} stays; "test/vm/shell ${machine.name}" attaches, Ctrl-C ends it\n`);
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve).once("SIGTERM", resolve);
    machine.ended.then(resolve, resolve);
  });
}

async function runDeterministic(options: RunOptions, argv: readonly string[]): Promise<number> {
  if (options.keep || options.forward.length)
    throw new MachineError("CONFIG", "--icount goes with neither --keep nor --forward: the machine has no network");
  const { status, files } = await runOnce(cli.machineOptions(options), argv, {
    cwd: cli.guestDirectory(),
    env: { VM_OUT: outDir },
    input: process.stdin.isTTY ? Buffer.alloc(0) : await readAll(process.stdin),
    timeoutMs: options.timeout * 1000,
    onStdout: (bytes) => process.stdout.write(bytes),
    onStderr: (bytes) => process.stderr.write(bytes),
  });
  if (files) unpackOut(files, options.out);
  if (status !== undefined) return status;
  process.stderr.write(`vm: the command did not end within ${options.timeout} s\n`);
  return cli.EXIT_TIMEOUT;
}

async function readAll(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
