// SPDX-License-Identifier: Apache-2.0
// The command line options that "run" and "shell" share, and the statuses that they end with.
import { statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import {
  type KernelName,
  kernelPackages,
  type Machine,
  MachineError,
  type MachineOptions,
  projectDir,
} from "./machine.ts";

export const EXIT_USAGE = 2;
export const EXIT_TIMEOUT = 124;
export const EXIT_MACHINE = 125;

export interface SharedOptions {
  readonly kernel: KernelName;
  readonly append: string;
  readonly smp: number;
  readonly mem: number;
  readonly share?: string;
  readonly forward: readonly Forward[];
}

export interface Forward {
  readonly hostPort: number; // 0: any free one
  readonly guestPort: number;
}

/** A command with the options that describe a machine. Usage errors end the process with EXIT_USAGE. */
export function machineCommand(name: string): Command {
  const kernels = Object.keys(kernelPackages);
  return new Command(name)
    .addOption(new Option("--kernel <name>", "Debian kernel to run").choices(kernels).default("6.12"))
    .addOption(new Option("--append <words>", "more words for the kernel command line").default("", "none"))
    .option("--smp <n>", "processors, 1 to 8; they take turns", integer(1, 8), 1)
    .option("--mem <MB>", "memory, 256 to 8192", integer(256, 8192), 1024)
    .option("--share <dir>", "show a copy of this directory at /share in the guest", directory)
    .addOption(
      new Option("--forward <host:guest>", "lead 127.0.0.1:HOST here to 127.0.0.1:GUEST there; HOST 0: any; repeatable")
        .argParser(forward)
        .default([], "none"),
    )
    .helpOption("-h, --help", "show this text")
    .showSuggestionAfterError()
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT_USAGE));
}

export function machineOptions({ kernel, append, smp, mem, share }: SharedOptions): MachineOptions {
  return { kernel, append, smp, memoryMb: mem, ...(share !== undefined && { share }) };
}

export function integer(lowest: number, highest: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < lowest || value > highest)
      throw new InvalidArgumentError(`It must be a whole number from ${lowest} to ${highest}.`);
    return value;
  };
}

function directory(text: string): string {
  if (!statSync(text, { throwIfNoEntry: false })?.isDirectory())
    throw new InvalidArgumentError("There is no such directory.");
  return resolve(text);
}

function forward(text: string, earlier: readonly Forward[]): Forward[] {
  const [, hostPort, guestPort] = (/^(\d+):(\d+)$/.exec(text) ?? []).map(Number);
  if (hostPort === undefined || !guestPort || hostPort > 65535 || guestPort > 65535)
    throw new InvalidArgumentError("It must be HOSTPORT:GUESTPORT.");
  return [...earlier, { hostPort, guestPort }];
}

export async function forwardAll(machine: Machine, forwards: readonly Forward[]): Promise<void> {
  for (const { hostPort, guestPort } of forwards) {
    const port = await machine.forwardTo(hostPort, guestPort);
    if (hostPort === 0) process.stderr.write(`vm: 127.0.0.1:${port} leads to port ${guestPort} of the guest\n`);
  }
}

/** The caller's place in the checkout, which is the same in the guest; the top of the checkout for other places. */
export function guestDirectory(): string {
  const here = process.cwd();
  const inside = relative(projectDir, here);
  return inside === ".." || inside.startsWith(`..${sep}`) ? projectDir : here;
}

/** For what goes wrong outside of the command: says so and gives the status to end with. */
export function complain(error: unknown): number {
  const known = error instanceof MachineError;
  process.stderr.write(`vm: ${known ? error.message : ((error as Error).stack ?? error)}\n`);
  return EXIT_MACHINE;
}
