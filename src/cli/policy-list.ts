// SPDX-License-Identifier: Apache-2.0
// bailiff policy list and get: the policies that a daemon has.

import { dump } from "js-yaml";
import type { bailiff } from "../gen/proto.js";
import { call } from "../grpc-call.ts";
import { PolicyService } from "../rpc.ts";
import { open, unreachable } from "./client.ts";
import { printable } from "./excerpt.ts";
import { problemFields, trialText } from "./policy-change.ts";
import { plural } from "./policy-check-text.ts";
import { absence, idText, readId } from "./policy-id.ts";
import { table } from "./table.ts";

type Policy = bailiff.v1.IPolicyStatus;

export interface ListOptions {
  readonly grpc: string;
  readonly output: "table" | "wide" | "json" | "yaml";
}

/** Returns the exit code, as the other does. */
export async function policyList({ grpc, output }: ListOptions): Promise<number> {
  const client = open(grpc);
  try {
    const { policies, confirmBy } = await call(client, PolicyService.GetPolicies, {});
    const sorted = (policies ?? []).toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
    const isForMachines = output === "json" || output === "yaml";
    process.stdout.write(`${listing(sorted, output)}${isForMachines ? "" : trialText(confirmBy ?? 0, Date.now())}`);
    return 0;
  } catch (error) {
    throw unreachable(grpc, error);
  } finally {
    client.close();
  }
}

const sortKey = ({ kind, namespace, name, file }: Policy): string => [kind, namespace, name, file].join("\0");

export function listing(policies: readonly Policy[], output: ListOptions["output"]): string {
  const head = ["KIND", "NAMESPACE", "NAME", "SOURCE", "STATE", "RULES", "WORKLOADS"];
  switch (output) {
    case "json":
      return `${JSON.stringify(policies.map(fieldsOf))}\n`;
    case "yaml":
      return dump(policies.map(fieldsOf));
    case "wide":
      return `${table(
        [...head, "PROBLEMS", "FILE"],
        policies.map((it) => [...cells(it), (it.problems ?? []).length, it.file]),
      )}\n`;
    case "table":
      return `${table(head, policies.map(cells))}\n`;
  }
}

function cells({ kind, namespace, name, source, state, rules, workloads }: Policy) {
  return [kind || "-", namespace || "-", name || "-", source || "-", state, rules ?? 0, workloads ?? 0];
}

/** All fields, those that are empty too. */
function fieldsOf({ kind, namespace, name, source, file, state, rules, workloads, problems }: Policy) {
  return {
    kind: kind ?? "",
    namespace: namespace ?? "",
    name: name ?? "",
    source: source ?? "",
    file: file ?? "",
    state: state ?? "",
    rules: rules ?? 0,
    workloads: workloads ?? 0,
    problems: (problems ?? []).map(problemFields),
  };
}

export interface GetOptions {
  readonly grpc: string;
  readonly namespace: string;
  readonly output: "yaml" | "json";
}

export async function policyGet(operand: string, { grpc, namespace, output }: GetOptions): Promise<number> {
  const id = readId(operand, namespace);
  if (id === null) {
    process.stderr.write(`bailiff: ${printable(operand)} is no KIND/NAME, like hsp/block-ssh\n`);
    return 2;
  }
  const client = open(grpc);
  let found: readonly Policy[];
  let missing = "";
  try {
    found = (await call(client, PolicyService.GetPolicies, { ...id, texts: true })).policies ?? [];
    if (found.length === 0) missing = await absence(client, id);
  } catch (error) {
    throw unreachable(grpc, error);
  } finally {
    client.close();
  }
  // One that another source has the name of is there, too, and refused.
  const [policy] = found.toSorted((a, b) => Number(a.state === "refused") - Number(b.state === "refused"));
  if (policy === undefined) {
    process.stderr.write(`bailiff: ${printable(missing)}\n`);
    return 1;
  }
  process.stdout.write(
    output === "json" ? `${JSON.stringify({ ...fieldsOf(policy), text: policy.text ?? "" })}\n` : policyText(policy),
  );
  return 0;
}

export function policyText(policy: Policy): string {
  const { state, source, file, rules, workloads, problems, text } = policy;
  const [inKernel, bound] = [plural(rules ?? 0, "rule", "rules"), plural(workloads ?? 0, "workload", "workloads")];
  const facts = [
    `${idText(policy)}: ${state}; ${inKernel} in the kernel, for ${bound}`,
    `source: ${source}, ${file}`,
    ...(problems ?? []).map((it) => {
      const { file, line, column, path, message } = problemFields(it);
      return `problem: ${[`${file}:${line}:${column}`, path, message].filter(Boolean).join(": ")}`;
    }),
  ];
  const head = facts.map((fact) => `# ${printable(fact)}\n`).join("");
  const body = (text ?? "").replace(/^---[ \t]*\r?\n/, "");
  return `${head}${shown(body)}${body.endsWith("\n") || body === "" ? "" : "\n"}`;
}

/** A terminal is not commanded by what a policy says; to a file it goes as it is. */
function shown(text: string): string {
  return process.stdout.isTTY ? text.split("\n").map(printable).join("\n") : text;
}
