// SPDX-License-Identifier: Apache-2.0
// Runs the command line as a person would, against a server of this process.

import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { Test } from "tap";
import { createServer, type Server, type ServerOptions } from "../../src/server/server.ts";

const CLI = join(import.meta.dirname, "../../src/cli.ts");

export interface Run {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Exit code, or the name of the signal that ended it. */
  readonly exit: Promise<number | string>;
}

export function start(t: Test, args: readonly string[], env: Readonly<Record<string, string>> = {}): Run {
  const { BAILIFF_GRPC: _address, NO_COLOR: _color, FORCE_COLOR: _force, ...inherited } = process.env;
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { ...inherited, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    stderr += text;
  });
  t.teardown(() => child.kill("SIGKILL"));
  const exit = new Promise<number | string>((resolve) => {
    child.on("close", (code, signal) => resolve(code ?? signal ?? "?"));
  });
  return { child, stdout: () => stdout, stderr: () => stderr, exit };
}

export async function run(
  t: Test,
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
): Promise<{ code: number | string; stdout: string; stderr: string }> {
  const { exit, stdout, stderr } = start(t, args, env);
  const code = await exit;
  return { code, stdout: stdout(), stderr: stderr() };
}

export async function serve(t: Test, options: Partial<ServerOptions> = {}): Promise<Server> {
  const server = await createServer({
    address: "127.0.0.1:0",
    socketPath: null,
    status: () => ({}),
    counts: () => ({}),
    workloads: () => ({}),
    ...options,
  });
  t.teardown(() => server.close());
  return server;
}

export async function until(isDone: () => boolean): Promise<void> {
  for (let i = 0; !isDone(); i++) {
    if (i > 2000) throw new Error("it never came");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
