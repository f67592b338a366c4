// SPDX-License-Identifier: Apache-2.0
// bailiff explain: what policies would do about an act, and why, before anybody acts. Needs no daemon.

import { hostname } from "node:os";
import { type Command, InvalidArgumentError, Option } from "commander";
import { didYouMean } from "../nearest.ts";
import { DEFAULT_NAMESPACE, NAMESPACE_NAME } from "../policy/policy.ts";
import { DEFAULT_POSTURES, type Posture, type Postures } from "../policy/posture.ts";
import { hostWorkload, type Workload } from "../workload/workload.ts";
import { type ActOptions, addActOptions, readAct } from "./act-options.ts";
import { once } from "./act-values.ts";

const HELP = `
Paths are as the kernel spells them, after symbolic links: /usr/bin/ls where /bin is a link. Of this machine,
a path that leads through a link is told.
Exits 0 whatever the answer, 1 when a policy has problems, and 2 when the question cannot be read.

Examples:
  bailiff explain --policy web.yaml --open /etc/shadow --source /usr/bin/cat
  bailiff explain --policy policies.d --exec /usr/bin/python3 --arg=-m --arg pydoc --tty
  bailiff explain --policy policies.d --connect 10.0.0.1:443 --namespace prod --labels app=web --posture network=block
  bailiff explain --policy policies.d --ingress 10.0.0.1:22/tcp --iface eth0
  bailiff explain --policy policies.d --device MASS-STORAGE:6:80 --level 2
`;

export interface ExplainOptions extends ActOptions {
  readonly policy: readonly string[];
  readonly host?: string;
  readonly namespace?: string;
  readonly labels?: ReadonlyMap<string, string>;
  readonly container?: string;
  readonly posture: Postures;
  readonly audited?: boolean;
  readonly color: "auto" | "always" | "never";
  readonly json?: boolean;
}

/** `done` takes the exit code of the command that was run. */
export function addExplainCommand(bailiff: Command, done: (code: number) => void): void {
  const explain = bailiff
    .command("explain")
    .description("Tell what policies would do about an act, and why. Needs no daemon.")
    .addOption(
      new Option("--policy <file>", "a file, a directory of them, or - for standard input; again for each")
        .argParser((operand: string, before: readonly string[] = []) => [...before, operand])
        .makeOptionMandatory(),
    );
  addActOptions(explain)
    .optionsGroup("In which workload:")
    .addOption(
      new Option("--host <name>", "the host, by this name (default: this one, by its own name)").argParser(
        once(parseHost),
      ),
    )
    .addOption(new Option("--namespace <name>", "a container, in this namespace").argParser(once(parseNamespace)))
    .addOption(new Option("--labels <k=v,…>", "labels of its pod, or of the node").argParser(parseLabels))
    .addOption(new Option("--container <name>", "the container's name in its pod").argParser(once(parseContainer)))
    .addOption(
      new Option(
        "--posture <class=posture,…>",
        "audit or block, of file, network, capabilities and device; all are audit where nothing is said",
      )
        .argParser(parsePostures)
        .default(DEFAULT_POSTURES, "all audit"),
    )
    .option("--audited", "nothing is denied to it: what would be is told")
    .optionsGroup("Output:")
    .addOption(
      new Option("--color <when>", "color the verdict; auto: on a terminal, unless NO_COLOR is set")
        .choices(["auto", "always", "never"])
        .default("auto"),
    )
    .option("--json", "print one JSON object")
    .helpOption("-h, --help", "print help")
    .addHelpText("after", HELP)
    .action(async (options: ExplainOptions) => {
      const told = readAct(options);
      const workload = readWorkload(options);
      if ("wrong" in told) return explain.error(`error: ${told.wrong}`);
      if ("wrong" in workload) return explain.error(`error: ${workload.wrong}`);
      const { explainAct } = await import("./explain-act.ts");
      done(await explainAct(told, workload, options));
    });
}

function readWorkload({
  host,
  namespace,
  container,
  labels,
  audited,
}: ExplainOptions): Workload | { readonly wrong: string } {
  const mode = audited ? "audited" : "enabled";
  const isContainer = namespace !== undefined || container !== undefined;
  if (!isContainer) return hostWorkload(host ?? hostname(), labels, mode);
  if (host !== undefined) {
    return { wrong: `--host and --${namespace === undefined ? "container" : "namespace"} are two workloads: name one` };
  }
  return {
    id: "container",
    kind: "container",
    name: container ?? "main",
    namespace: namespace ?? DEFAULT_NAMESPACE,
    pod: "",
    labels: labels ?? new Map(),
    mode,
  };
}

function parseHost(text: string): string {
  return named(text, /^\S+$/, "Write the name of a host, like node-1.");
}

/** As Kubernetes names them (RFC 1123). */
function parseNamespace(text: string): string {
  return named(text, NAMESPACE_NAME, "Write the name of a namespace, like kube-system.");
}

function parseContainer(text: string): string {
  return named(text, /^[\w.-]+$/, "Write the name of a container, like nginx.");
}

function named(text: string, pattern: RegExp, message: string): string {
  if (!pattern.test(text)) throw new InvalidArgumentError(message);
  return text;
}

function parseLabels(text: string, before: ReadonlyMap<string, string> = new Map()): ReadonlyMap<string, string> {
  const pairs = text.split(",").map((pair) => {
    const [, key, value] = /^([^=]+)=(.*)$/.exec(pair.trim()) ?? [];
    if (key === undefined || value === undefined)
      throw new InvalidArgumentError("Write labels like app=web,tier=front.");
    return [key, value] as const;
  });
  return new Map([...before, ...pairs]);
}

function parsePostures(text: string, before: Postures): Postures {
  const postures: { -readonly [K in keyof Postures]: Posture } = { ...before };
  const classes = Object.keys(DEFAULT_POSTURES) as (keyof Postures)[];
  for (const part of text.split(",")) {
    const [, name = "", posture = ""] = /^([^=]*)=?(.*)$/.exec(part.trim()) ?? [];
    const known = classes.find((it) => it === name);
    if (known === undefined) {
      throw new InvalidArgumentError(
        `There is no posture of ${JSON.stringify(name)}${didYouMean(name, classes) || `: write ${classes.join(", ")}.`}`,
      );
    }
    if (posture !== "audit" && posture !== "block")
      throw new InvalidArgumentError("A posture is audit or block, like file=block.");
    postures[known] = posture;
  }
  return postures;
}
