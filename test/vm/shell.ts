// SPDX-License-Identifier: Apache-2.0
// test/vm/shell: a root shell in a fresh machine, or in one that "test/vm/run --keep" left running.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { Process, requestFor } from "./agent.ts";
import { cacheDir } from "./cache.ts";
import { Machine, MachineError, outDir } from "./machine.ts";
import * as cli from "./options.ts";

const program = cli
  .machineCommand("test/vm/shell")
  .usage("[options] [NAME]")
  .argument("[name]", "a running machine, as printed by test/vm/run --keep; its options are what they are")
  .description("A root shell in a fresh virtual machine, or in a running one. Without a terminal: commands from stdin.")
  .parse();

process.exitCode = await main(program.opts<cli.SharedOptions>(), program.args[0]).catch(cli.complain);
process.stdin.destroy();

async function main(options: cli.SharedOptions, name: string | undefined): Promise<number> {
  if (name !== undefined) return converse(portOf(name));
  const machine = await Machine.start(cli.machineOptions(options));
  try {
    await cli.forwardAll(machine, options.forward);
    return await converse(portOf(machine.name));
  } catch (error) {
    throw machine.explain(error);
  } finally {
    await machine.stop();
  }
}

function portOf(name: string): number {
  const file = join(cacheDir, name, "port");
  if (/^vm-[\w-]+$/.test(name) && existsSync(file)) return Number(readFileSync(file, "utf8"));
  const others = readdirSync(cacheDir).filter((entry) => existsSync(join(cacheDir, entry, "port")));
  throw new MachineError("CONFIG", `no machine ${name} is running; there are: ${others.join(" ") || "none"}`);
}

/** The shell's exit status. */
async function converse(port: number): Promise<number> {
  const { stdin, stdout, stderr } = process;
  const env = { VM_OUT: outDir, TERM: process.env.TERM ?? "dumb" };
  const cwd = cli.guestDirectory();
  const interactive = stdin.isTTY && stdout.isTTY;
  const shell = interactive
    ? new Process(
        port,
        requestFor(["bash", "-i"], { env, cwd, terminal: { rows: stdout.rows, columns: stdout.columns } }),
      )
    : new Process(port, requestFor(["sh"], { env, cwd }));
  if (interactive) stdin.setRawMode(true);
  try {
    stdin.pipe(shell.stdin);
    shell.stdout.pipe(stdout, { end: false });
    shell.stderr.pipe(stderr, { end: false });
    const status = await shell.status;
    await Promise.all([finished(shell.stdout), finished(shell.stderr)]);
    return status;
  } finally {
    stdin.unpipe();
    if (interactive) stdin.setRawMode(false);
  }
}
