#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// bailiff: what a person runs to see what the daemon does. Exit codes: 0 well, 1 not (unreachable, refused, problems),
// 2 called in a way that cannot be, 130 interrupted.

import { CommanderError } from "commander";
import { commands } from "./cli/commands.ts";
import { explain } from "./errors.ts";

const FAILED = 1;
const USAGE = 2;
const INTERRUPTED = 130;

async function main(): Promise<number> {
  process.on("SIGINT", () => process.exit(INTERRUPTED));
  // The reader has seen enough: `bailiff logs | head`.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : FAILED));
  let exitCode = 0;
  try {
    await commands((code) => {
      exitCode = code;
    }).parseAsync();
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    process.stderr.write(`bailiff: ${explain(error)}\n`);
    return FAILED;
  }
}

// A call that still hangs must not keep the process. But a pipe takes no more at once than its buffer holds (64 KiB), and
// exiting would lose the rest. A reader that has gone is an error of standard output, see above.
const exitCode = await main();
process.stdout.write("", (error) => {
  if (!error) process.exit(exitCode);
});
