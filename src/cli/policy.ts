// SPDX-License-Identifier: Apache-2.0
// bailiff policy …: the commands about policies.

import { type Command, Option } from "commander";
import { KINDS } from "../policy/policy.ts";
import type { PolicyCheckOptions } from "./policy-check.ts";
import { addDaemonPolicyCommands } from "./policy-daemon.ts";
import type { PolicySchemaOptions } from "./policy-schema.ts";

const CHECK_HELP = `
A problem is a mistake that makes a daemon refuse the policy. A note is about what is understood and could
be written better. What is unenforced is right, and asks for more than this version of Bailiff enforces: a
daemon of this version refuses the policy, too.
Exits 1 when there are problems (with --strict: or notes; with --enforceable: or what is unenforced), else 0.

Directories are searched to any depth; bailiffd reads only the top of its policy directory. Objects of other
kinds, as a chart has them, are passed over and counted; bailiffd refuses them.

Examples:
  bailiff policy check /etc/bailiff/policies.d        all *.yaml, *.yml and *.json in it and below it
  bailiff policy check --strict web.yaml              notes fail, too
  bailiff policy check --enforceable -q policies/     before they go to nodes with this version
  kubectl get ksp -A -o yaml | bailiff policy check -
  helm template . | bailiff policy check -
`;

const SCHEMA_HELP = `
Examples:
  bailiff policy schema >policy.schema.json           for an editor; a policy beside it then begins with
                                                      # yaml-language-server: $schema=policy.schema.json
  bailiff policy schema KubeArmorHostPolicy           of one kind; so does hsp
  bailiff policy schema --crd | kubectl apply -f -    for a cluster
`;

/** `done` takes the exit code of the command that was run. */
export function addPolicyCommands(bailiff: Command, done: (code: number) => void): void {
  const policy = bailiff.command("policy").description("Check policies, and change and show those of the daemon.");

  policy
    .command("check")
    .description("Check policies in files, below directories, or on standard input (-). Needs no daemon.")
    .argument("<file...>", "files, directories, or - for standard input")
    .addOption(
      new Option("--color <when>", "color problem, note and unenforced; auto: on a terminal, unless NO_COLOR is set")
        .choices(["auto", "always", "never"])
        .default("auto"),
    )
    .option("--json", "print one JSON object")
    .option("--strict", "exit with 1 when there are notes, too")
    .option("--enforceable", "exit with 1 when this version cannot enforce something, too")
    .option("-q, --quiet", "show only what makes it exit with 1, and no summary where nothing does")
    .addHelpText("after", CHECK_HELP)
    .action(async (operands: readonly string[], options: PolicyCheckOptions) => {
      const { policyCheck } = await import("./policy-check.ts");
      done(await policyCheck(operands, options));
    });

  const schema = policy
    .command("schema")
    .description("Print the JSON Schema of policies. Needs no daemon.")
    .argument("[kind]", `one of ${KINDS.join(", ")}, or ksp, csp, hsp, nsp; all where none is named`)
    .option("--crd", "print the CustomResourceDefinitions for Kubernetes")
    .addHelpText("after", SCHEMA_HELP)
    .action(async (word: string | undefined, options: PolicySchemaOptions) => {
      const { kindNamed, policySchemaText } = await import("./policy-schema.ts");
      const kind = word === undefined ? undefined : kindNamed(word);
      if (typeof kind === "object") return schema.error(`error: ${kind.wrong}`);
      process.stdout.write(policySchemaText(kind, options));
    });
  addDaemonPolicyCommands(policy, done);
}
