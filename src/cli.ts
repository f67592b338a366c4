#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// bailiff: what a person runs to see what the daemon does. Exit codes: 0 well, 1 not (unreachable, refused, problems),
// 2 called in a way that cannot be, 130 interrupted.

import { fstatSync, writeSync } from "node:fs";
import { getSystemErrorMessage } from "node:util";
import { CommanderError } from "commander";
import { commands } from "./cli/commands.ts";
import { printable } from "./cli/excerpt.ts";
import { BailiffError, explain } from "./errors.ts";

const FAILED = 1;
const USAGE = 2;
const INTERRUPTED = 130;

async function main(): Promise<number> {
  process.on("SIGINT", () => process.exit(INTERRUPTED));
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0); // the reader has seen enough: `bailiff logs | head`
    process.stderr.write(`bailiff: cannot write: ${writeFailure(error)}\n`);
    process.exit(FAILED);
  });
  process.stderr.on("error", () => {}); // there is nowhere left to tell it
  if (fstatSync(process.stdout.fd).isFile()) process.stdout._write = writeAll;
  let exitCode = 0;
  try {
    await commands((code) => {
      exitCode = code;
    }).parseAsync();
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    process.stderr.write(`bailiff: ${printable(explain(error))}\n`);
    return error instanceof BailiffError && error.code === "USAGE" ? USAGE : FAILED;
  }
}

/** What Node does for a file, but to the end: where a disk has room for a part only, it takes that for the whole. */
function writeAll(chunk: Buffer, _encoding: string, done: (error?: Error) => void): void {
  try {
    for (let at = 0; at < chunk.length; ) at += writeSync(process.stdout.fd, chunk, at);
    done();
  } catch (error) {
    done(error as Error);
  }
}

/** In the words that other programs have for it. */
function writeFailure({ errno, message }: NodeJS.ErrnoException): string {
  const text = errno === undefined ? message : getSystemErrorMessage(errno);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

// A call that still hangs must not keep the process. But a pipe takes no more at once than its buffer holds (64 KiB), and
// exiting would lose the rest. A reader that has gone is an error of standard output, see above.
const exitCode = await main();
process.stdout.write("", (error) => {
  if (!error) process.exit(exitCode);
});
