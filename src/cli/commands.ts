// SPDX-License-Identifier: Apache-2.0
// The commands and their flags. What a command does is read only when it is called: a wrong flag is told at once.

import { Command, Option } from "commander";
import { PIN_DIR } from "../config.ts";
import { VERSION } from "../version.ts";
import type { CountersOptions } from "./counters.ts";
import { printable } from "./excerpt.ts";
import { addExplainCommand } from "./explain.ts";
import type { HealthQuestion } from "./health.ts";
import { addHookCommands } from "./hook-commands.ts";
import type { LogsOptions } from "./logs.ts";
import { grpcOption, parseCount, parseDuration } from "./options.ts";
import { addPolicyCommands } from "./policy.ts";
import type { ProbeOptions } from "./probe.ts";
import type { ShowOptions, WorkloadsOptions } from "./workloads.ts";

/** `done` takes the exit code of the command that was run. */
export function commands(done: (code: number) => void): Command {
  const bailiff = new Command("bailiff")
    .description("Runtime enforcement for Linux nodes: what the daemon of this node decides, and how it is.")
    .version(`bailiff ${VERSION}`, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help");

  // The commands below take this over from the program.
  bailiff.exitOverride().configureOutput({ outputError: (text, write) => write(usageText(text)) });

  bailiff
    .command("logs")
    .description("Show alerts and logs as they happen, one on each line.")
    .addOption(grpcOption())
    .option("--json", "print each as one JSON object")
    .addOption(
      new Option("--filter <kind>", "policy: alerts; system: logs; all: both")
        .choices(["policy", "system", "all"])
        .default("policy"),
    )
    .option("--limit <n>", "stop after so many", parseCount)
    .option("--no-follow", "stop when the daemon goes away instead of waiting for it")
    .action(async (options: LogsOptions) => {
      const { logs } = await import("./logs.ts");
      done(await logs(options));
    });

  bailiff
    .command("probe")
    .description("Show what this node enforces. Exits 0 when it is everything that it was given, and 1 otherwise.")
    .addOption(grpcOption())
    .option("--wait <time>", "wait so long for the daemon to be ready, like 30s", parseDuration)
    .option("--json", "print one JSON object")
    .addOption(
      new Option("--health <question>", "ask only whether the daemon enforces (ready), or answers (live)")
        .choices(["ready", "live"])
        .conflicts(["wait", "json"]),
    )
    .action(async ({ health: question, ...options }: ProbeOptions & { readonly health?: HealthQuestion }) => {
      if (question !== undefined) {
        const { health } = await import("./health.ts");
        return done(await health(options.grpc, question));
      }
      const { probe } = await import("./probe.ts");
      done(await probe(options));
    });

  bailiff
    .command("counters")
    .description(
      "Show what the kernel counted, by workload, hook and rule. Exits 1 where a record cannot be accounted for.",
    )
    .addOption(grpcOption())
    .option("--json", "print one JSON object")
    .action(async (options: CountersOptions) => {
      const { counters } = await import("./counters.ts");
      done(await counters(options));
    });

  addWorkloadCommands(bailiff, done);

  bailiff
    .command("disarm")
    .description("End what a daemon left in force on this node. Needs root and no daemon.")
    .option("--pin-dir <dir>", "where the daemon keeps it", PIN_DIR)
    .action(async ({ pinDir }: { readonly pinDir: string }) => {
      const { disarmNode } = await import("./disarm.ts");
      done(await disarmNode(pinDir));
    });

  addPolicyCommands(bailiff, done);
  addExplainCommand(bailiff, done);
  addHookCommands(bailiff, done);

  bailiff
    .command("version")
    .description("Print the version of this program. The daemon's own is in what probe prints.")
    .option("--json", "print one JSON object")
    .action(({ json }: { readonly json?: boolean }) => {
      const text = json ? JSON.stringify({ version: VERSION, node: process.version }) : `bailiff ${VERSION}`;
      process.stdout.write(`${text}\n`);
    });

  return bailiff;
}

function addWorkloadCommands(bailiff: Command, done: (code: number) => void): void {
  const workloads = bailiff.command("workloads").description("Show whom policies bind on this node.");
  workloads
    .command("list", { isDefault: true })
    .description("Show the host and the containers that are bound, and the policies that bind them.")
    .addOption(grpcOption())
    .addOption(new Option("-o, --output <format>", "how").choices(["table", "wide", "json", "yaml"]).default("table"))
    .option("-w, --watch", "go on, and print them again whenever they are others")
    .action(async (options: WorkloadsOptions) => {
      const { workloads } = await import("./workloads.ts");
      done(await workloads(options));
    });
  workloads
    .command("show")
    .description("Show one of them, and where each of its rules is written.")
    .argument("<id>", "its id or NAMESPACE/POD/CONTAINER, or the beginning of one; or host")
    .addOption(grpcOption())
    .option("--json", "print one JSON object")
    .action(async (id: string, options: ShowOptions) => {
      const { showWorkload } = await import("./workloads.ts");
      done(await showWorkload(id, options));
    });
}

/** What commander complains of. It repeats what was typed, which may command a terminal; its own line breaks stay. */
function usageText(text: string): string {
  const whole = text.replace(/^error: /, "bailiff: ").replace(/\n$/, "");
  const [guess = ""] = /\n\(Did you mean [-\w, ]+\?\)$/.exec(whole) ?? [];
  return `${printable(whole.slice(0, whole.length - guess.length))}${guess}\n`;
}
