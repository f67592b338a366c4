// SPDX-License-Identifier: Apache-2.0
// The flags of install-hook and uninstall-hook.

import { type Command, InvalidArgumentError, Option } from "commander";
import type { InstallOptions } from "./hook.ts";

const DIR = "/opt/bailiff";
const CONTAINERD_CONFIG = "/etc/containerd/config.toml";
const SECONDS_MAX = 300;

export function addHookCommands(bailiff: Command, done: (code: number) => void): void {
  const paths = (command: Command): Command =>
    command
      .option("--root <dir>", "where the host's root directory is, seen from here", "/")
      .option("--dir <dir>", "where the hook is kept, on the host", DIR)
      .option("--containerd-config <file>", "containerd's configuration, on the host", CONTAINERD_CONFIG);
  paths(
    bailiff
      .command("install-hook")
      .description(
        "Let the container runtimes of this node (Podman, CRI-O, containerd) ask the daemon before they start a container, so that " +
          "its rules are in force before its first program runs. Needs root. A hook that is missing or broken stops no container.",
      ),
  )
    .option("--socket <path>", "where the daemon listens, on the host", "/run/bailiff/gate.sock")
    .option("--timeout <seconds>", "how long a start waits for the daemon", parseSeconds, 2)
    .addOption(
      new Option("--on-failure <mode>", "what becomes of a container while no daemon answers: open, it starts")
        .choices(["open", "closed"])
        .default("open"),
    )
    .action(async (options: InstallOptions) => {
      const { installHook } = await import("./hook.ts");
      done(installHook(options));
    });
  paths(
    bailiff.command("uninstall-hook").description("Take away all that install-hook has put on this node. Needs root."),
  ).action(async (options: InstallOptions) => {
    const { uninstallHook } = await import("./hook.ts");
    done(uninstallHook(options));
  });
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > SECONDS_MAX)
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${SECONDS_MAX}.`);
  return seconds;
}
