// SPDX-License-Identifier: Apache-2.0
// bailiff policy add|delete|confirm|list|get: the commands about the policies of a daemon.

import { type Command, InvalidArgumentError, Option } from "commander";
import { TRIAL_MS_MAX } from "../limits.ts";
import { grpcOption, parseDuration, socketOption } from "./options.ts";
import type { AddOptions, ConfirmOptions, DeleteOptions } from "./policy-change.ts";
import type { GetOptions, ListOptions } from "./policy-list.ts";

const ADD_HELP = `
Answers when the policies are in force in the kernel. Each is taken or refused by itself, and one that is refused
changes nothing. The daemon keeps what it takes, over restarts too, until it is deleted; a policy of the same kind,
namespace and name is replaced. One that the policy directory has is refused: it is changed there.
Exits 1 when any is refused, else 0.

With --confirm-within they are undone after that time, unless bailiff policy confirm comes before: for whoever may
lock himself out. Until then nothing else is changed, and a restart of the daemon undoes them, too.

Examples:
  bailiff policy add web.yaml
  helm template . -s templates/policies.yaml | bailiff policy add -
  bailiff policy add --confirm-within 60s ssh.yaml && ssh node true && bailiff policy confirm
`;

const DELETE_HELP = `
Only policies that were added can be deleted; those of the policy directory are removed there. Answers when they
are out of force in the kernel. Exits 1 when any is not there or cannot be deleted, else 0.

Examples:
  bailiff policy delete web.yaml                      those that the file names
  bailiff policy delete KubeArmorPolicy/web -n prod   so does ksp/web -n prod
`;

const CONFIRM_HELP = `
Exits 1 when nothing waits for being confirmed.
`;

const LIST_HELP = `
SOURCE  directory: a file of the policy directory; applied: added by a call
STATE   enforced; observed: what it would deny is told; elsewhere: its nodeSelector names other nodes; stale: its last
        good text is enforced, not the present one; refused: nothing of it is enforced
`;

const GET_HELP = `
Prints the text that is in force, or the one that is there where none is, below comments that say its state; it can be
given to bailiff policy add again. Exits 1 when there is no such policy.

Examples:
  bailiff policy get hsp/block-ssh
  bailiff policy get ksp/web -n prod -o json
`;

const ID = "KIND/NAME; kinds by their name or as ksp, csp, hsp, nsp";

const namespaceOption = () => new Option("-n, --namespace <name>", "of a KubeArmorPolicy").default("default");
const resultOption = () => new Option("-o, --output <format>", "how").choices(["text", "json"]).default("text");

/** `done` takes the exit code of the command that was run. */
export function addDaemonPolicyCommands(policy: Command, done: (code: number) => void): void {
  policy
    .command("add")
    .description("Bring policies into force, from files, below directories, or on standard input (-).")
    .argument("<file...>", "files, directories, or - for standard input")
    .addOption(socketOption())
    .addOption(resultOption())
    .option(
      "--confirm-within <time>",
      "undo them then, like 60s, unless bailiff policy confirm comes before",
      parseTrial,
    )
    .addHelpText("after", ADD_HELP)
    .action(async (operands: readonly string[], options: AddOptions) => {
      const { policyAdd } = await import("./policy-change.ts");
      done(await policyAdd(operands, options));
    });

  policy
    .command("delete")
    .description("Take policies out of force that were added.")
    .argument("<policy...>", `${ID}; or files, directories, or - for standard input, that name them`)
    .addOption(socketOption())
    .addOption(namespaceOption())
    .addOption(resultOption())
    .addHelpText("after", DELETE_HELP)
    .action(async (operands: readonly string[], options: DeleteOptions) => {
      const { policyDelete } = await import("./policy-change.ts");
      done(await policyDelete(operands, options));
    });

  policy
    .command("confirm")
    .description("Keep what was added with --confirm-within.")
    .addOption(socketOption())
    .addOption(resultOption())
    .option("--undo", "undo it at once instead")
    .addHelpText("after", CONFIRM_HELP)
    .action(async (options: ConfirmOptions) => {
      const { policyConfirm } = await import("./policy-change.ts");
      done(await policyConfirm(options));
    });

  policy
    .command("list")
    .description("Show all policies of the daemon, where they come from, and whom they bind.")
    .addOption(grpcOption())
    .addOption(new Option("-o, --output <format>", "how").choices(["table", "wide", "json", "yaml"]).default("table"))
    .addHelpText("after", LIST_HELP)
    .action(async (options: ListOptions) => {
      const { policyList } = await import("./policy-list.ts");
      done(await policyList(options));
    });

  policy
    .command("get")
    .description("Show the text of a policy that is in force, its state, and what is wrong with it.")
    .argument("<policy>", ID)
    .addOption(grpcOption())
    .addOption(namespaceOption())
    .addOption(new Option("-o, --output <format>", "how").choices(["yaml", "json"]).default("yaml"))
    .addHelpText("after", GET_HELP)
    .action(async (operand: string, options: GetOptions) => {
      const { policyGet } = await import("./policy-list.ts");
      done(await policyGet(operand, options));
    });
}

function parseTrial(text: string): number {
  const ms = parseDuration(text);
  if (ms < 1000 || ms > TRIAL_MS_MAX) throw new InvalidArgumentError("Write a time from 1s to 24h.");
  return ms;
}
