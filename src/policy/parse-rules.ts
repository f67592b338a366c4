// SPDX-License-Identifier: Apache-2.0
// The rules of a policy: the blocks process, file and network, and what rules inherit from their block and from the policy.

import {
  asBoolean,
  asFields,
  asInteger,
  asList,
  asString,
  asStrings,
  complain,
  type Field,
  type Fields,
  type Value,
} from "../fields.ts";
import { didYouMean } from "../nearest.ts";
import { quote } from "../problem.ts";
import { type PathResult, readDirectory, readPath } from "./path.ts";
import { type Action, PROTOCOL_WORDS, type ProtocolWord, type Rule, type RuleClass, type Target } from "./policy.ts";

/** What stands at a rule, at its block or at the policy: the nearest one counts, each for itself. */
export interface Attributes {
  readonly action?: Action | undefined;
  readonly severity?: number | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly message?: string | undefined;
}

export const ATTRIBUTE_KEYS = ["severity", "tags", "message", "action"] as const;
type AttributeKey = (typeof ATTRIBUTE_KEYS)[number];

export const NOT_ENFORCED = "is not enforced by this version of Bailiff";

/** Keys of KubeArmor's grammar that this version refuses: to ignore them would widen or weaken the rule. */
export function notEnforced(...keys: readonly string[]): ReadonlyMap<string, string> {
  return new Map(keys.map((key) => [key, NOT_ENFORCED]));
}

export function readRules(spec: Fields<"process" | "file" | "network">, inherited: Attributes): readonly Rule[] {
  return [
    ...readPathBlock(spec.process, "process", inherited),
    ...readPathBlock(spec.file, "file", inherited),
    ...readNetworkBlock(spec.network, inherited),
  ];
}

/** "" and an empty list are no value: they inherit. */
export function readAttributes(fields: Fields<AttributeKey>, inherited: Attributes): Attributes {
  const tags = asStrings(fields.tags) ?? [];
  return {
    action: readAction(fields.action) ?? inherited.action,
    severity: asInteger(fields.severity, 1, 10) ?? inherited.severity,
    tags: tags.length > 0 ? tags : inherited.tags,
    message: asString(fields.message) || inherited.message,
  };
}

function readAction(field: Field | undefined): Action | undefined {
  const word = asString(field);
  if (field === undefined || word === undefined || word === "") return undefined;
  switch (word.charAt(0).toUpperCase() + word.slice(1)) {
    case "Audit":
      return "Audit";
    case "Block":
      return "Block";
    case "Allow":
      complain(field, `Allow ${NOT_ENFORCED}`);
      return undefined;
    default:
      complain(
        field,
        `unknown action ${quote(word)}${didYouMean(word, ["Audit", "Block"]) || ": it is Audit or Block"}`,
      );
      return undefined;
  }
}

function readPathBlock(
  block: Field | undefined,
  ruleClass: "process" | "file",
  inherited: Attributes,
): readonly Rule[] {
  const fields = asFields(block, ["matchPaths", "matchDirectories", ...ATTRIBUTE_KEYS], {
    refused: notEnforced("matchPatterns"),
  });
  if (fields === undefined) return [];
  const attributes = readAttributes(fields, inherited);
  return [
    ...asList(fields.matchPaths).flatMap((item) => readPathRule(item, ruleClass, attributes)),
    ...asList(fields.matchDirectories).flatMap((item) => readDirectoryRule(item, ruleClass, attributes)),
  ];
}

const FLAGS = { process: ["ownerOnly"], file: ["ownerOnly", "readOnly"] } as const;
type Flag = (typeof FLAGS)["file"][number];

const PATH_KEYS_REFUSED = {
  process: notEnforced("execname", "pts", "fromSource", "allowedArgs"),
  file: notEnforced("pts", "fromSource"),
};
const DIRECTORY_KEYS_REFUSED = notEnforced("pts", "fromSource");

function readPathRule(item: Value, ruleClass: "process" | "file", inherited: Attributes): readonly Rule[] {
  const fields = asFields(item, ["path", ...FLAGS[ruleClass], ...ATTRIBUTE_KEYS], {
    required: ["path"],
    refused: PATH_KEYS_REFUSED[ruleClass],
  });
  if (fields === undefined) return [];
  const attributes = readAttributes(fields, inherited);
  refuseFlags(fields);
  const path = readName(fields.path, readPath);
  return path === undefined ? [] : [rule(item, ruleClass, { kind: "path", path }, attributes)];
}

function readDirectoryRule(item: Value, ruleClass: "process" | "file", inherited: Attributes): readonly Rule[] {
  const fields = asFields(item, ["dir", "recursive", ...FLAGS[ruleClass], ...ATTRIBUTE_KEYS], {
    required: ["dir"],
    refused: DIRECTORY_KEYS_REFUSED,
    meant: new Map([
      ["path", "dir"],
      ["directory", "dir"],
    ]),
  });
  if (fields === undefined) return [];
  const attributes = readAttributes(fields, inherited);
  refuseFlags(fields);
  const recursive = asBoolean(fields.recursive) ?? false;
  const directory = readName(fields.dir, readDirectory);
  return directory === undefined
    ? []
    : [rule(item, ruleClass, { kind: "directory", directory, recursive }, attributes)];
}

/** false is the default and asks for nothing; true would narrow the rule, which this version cannot do. */
function refuseFlags(fields: Fields<Flag>): void {
  for (const field of [fields.ownerOnly, fields.readOnly]) {
    if (field !== undefined && asBoolean(field) === true) complain(field, `true ${NOT_ENFORCED}`);
  }
}

function readName(field: Field | undefined, read: (text: string) => PathResult): string | undefined {
  const text = asString(field);
  if (field === undefined || text === undefined) return undefined;
  const result = read(text);
  if ("path" in result) return result.path;
  complain(field, result.wrong);
  return undefined;
}

function readNetworkBlock(block: Field | undefined, inherited: Attributes): readonly Rule[] {
  const fields = asFields(block, ["matchProtocols", ...ATTRIBUTE_KEYS], { refused: notEnforced("matchDNSQueries") });
  if (fields === undefined) return [];
  const attributes = readAttributes(fields, inherited);
  return asList(fields.matchProtocols).flatMap((item) => readProtocolRules(item, attributes));
}

/** "tcp,udp" is two rules. */
function readProtocolRules(item: Value, inherited: Attributes): readonly Rule[] {
  const fields = asFields(item, ["protocol", ...ATTRIBUTE_KEYS], {
    required: ["protocol"],
    refused: notEnforced("pts", "fromSource"),
  });
  if (fields === undefined) return [];
  const attributes = readAttributes(fields, inherited);
  return readProtocols(fields.protocol).map((protocol) =>
    rule(item, "network", { kind: "protocol", protocol }, attributes),
  );
}

function readProtocols(field: Field | undefined): readonly ProtocolWord[] {
  const text = asString(field);
  if (field === undefined || text === undefined) return [];
  return text.split(",").flatMap((part) => {
    const written = part.trim();
    const word = PROTOCOL_WORDS.find((known) => known === written.toLowerCase());
    if (word !== undefined) return [word];
    const hint = didYouMean(written, PROTOCOL_WORDS) || `: it is one of ${PROTOCOL_WORDS.join(", ")}`;
    complain(field, `unknown protocol ${quote(written)}${hint}`);
    return [];
  });
}

function rule(item: Value, ruleClass: RuleClass, target: Target, attributes: Attributes): Rule {
  return {
    class: ruleClass,
    target,
    action: attributes.action ?? "Block",
    severity: attributes.severity ?? 0,
    tags: attributes.tags ?? [],
    message: attributes.message ?? "",
    at: item.node.at,
  };
}
