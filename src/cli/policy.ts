// SPDX-License-Identifier: Apache-2.0
// bailiff policy …: the commands about policies that need no daemon.

import { Argument, type Command, InvalidArgumentError, Option } from "commander";
import { didYouMean } from "../nearest.ts";
import { KINDS, type PolicyKind } from "../policy/policy.ts";
import type { PolicyCheckOptions } from "./policy-check.ts";
import type { PolicySchemaOptions } from "./policy-schema.ts";

const CHECK_HELP = `
A problem is a mistake that makes a daemon refuse the policy. A note is about what is understood and could be written better, or
about what this version of Bailiff cannot enforce. Exits 0 when there are no problems, and 1 otherwise.

Examples:
  bailiff policy check /etc/bailiff/policies.d        all *.yaml, *.yml and *.json below it
  bailiff policy check --strict web.yaml              notes fail, too
  kubectl get ksp web -o yaml | bailiff policy check -
`;

const SCHEMA_HELP = `
Examples:
  bailiff policy schema >policy.schema.json           for an editor; a policy beside it then begins with
                                                      # yaml-language-server: $schema=policy.schema.json
  bailiff policy schema KubeArmorHostPolicy           of one kind
  bailiff policy schema --crd | kubectl apply -f -    for a cluster
`;

/** `done` takes the exit code of the command that was run. */
export function addPolicyCommands(bailiff: Command, done: (code: number) => void): void {
  const policy = bailiff.command("policy").description("Check policies, and print what they may say. Needs no daemon.");

  policy
    .command("check")
    .description("Check policies in files, below directories, or on standard input (-).")
    .argument("<file...>", "files, directories, or - for standard input")
    .addOption(
      new Option("--color <when>", "color the words problem and note; auto: on a terminal, unless NO_COLOR is set")
        .choices(["auto", "always", "never"])
        .default("auto"),
    )
    .option("--json", "print one JSON object")
    .option("--strict", "exit with 1 when there are notes, too")
    .option("-q, --quiet", "show problems only")
    .addHelpText("after", CHECK_HELP)
    .action(async (operands: readonly string[], options: PolicyCheckOptions) => {
      const { policyCheck } = await import("./policy-check.ts");
      done(await policyCheck(operands, options));
    });

  policy
    .command("schema")
    .description("Print the JSON Schema of policies.")
    .addArgument(new Argument("[kind]", `one of ${KINDS.join(", ")}; all where none is named`).argParser(parseKind))
    .option("--crd", "print the CustomResourceDefinitions for Kubernetes")
    .addHelpText("after", SCHEMA_HELP)
    .action(async (kind: PolicyKind | undefined, options: PolicySchemaOptions) => {
      const { policySchemaText } = await import("./policy-schema.ts");
      process.stdout.write(policySchemaText(kind, options));
    });
}

function parseKind(word: string): PolicyKind {
  const kind = KINDS.find((kind) => kind.toLowerCase() === word.toLowerCase());
  if (kind !== undefined) return kind;
  throw new InvalidArgumentError(
    `There is no such kind${didYouMean(word, KINDS) || `: it is one of ${KINDS.join(", ")}`}`,
  );
}
