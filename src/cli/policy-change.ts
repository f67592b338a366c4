// SPDX-License-Identifier: Apache-2.0
// bailiff policy add, delete and confirm: changes of a daemon's policies.

import { type Client, type MethodDefinition, status } from "@grpc/grpc-js";
import { BailiffError } from "../errors.ts";
import type { bailiff } from "../gen/proto.js";
import { call, isServiceError } from "../grpc-call.ts";
import { POLICY_BYTES_MAX } from "../limits.ts";
import { parsePolicies } from "../policy/parse.ts";
import { namespaceOf } from "../policy/store.ts";
import { PolicyService } from "../rpc.ts";
import { open, unreachable } from "./client.ts";
import { excerpt, printable } from "./excerpt.ts";
import { plural } from "./policy-check-text.ts";
import { absence, idText, readId } from "./policy-id.ts";
import { policyTexts } from "./policy-texts.ts";

type Result = bailiff.v1.IPolicyResult;
type Results = bailiff.v1.IPolicyResults;

interface ChangeOptions {
  readonly grpc: string;
  readonly output: "text" | "json";
}

export interface AddOptions extends ChangeOptions {
  /** Milliseconds. */
  readonly confirmWithin?: number;
}

export interface DeleteOptions extends ChangeOptions {
  readonly namespace: string;
}

export interface ConfirmOptions extends ChangeOptions {
  readonly undo?: boolean;
}

/** The first rules of a class load programs, which a slow machine takes its time for, and changes wait for each other. */
const CHANGE_MS = 300_000;

/** What was read, by file. */
type Texts = ReadonlyMap<string, string>;

/** Returns the exit code, as the others do. */
export async function policyAdd(operands: readonly string[], options: AddOptions): Promise<number> {
  const { texts, unread } = await readAll(operands);
  const bytes = Array.from(texts.values(), (text) => Buffer.byteLength(text)).reduce((sum, size) => sum + size, 0);
  if (bytes > POLICY_BYTES_MAX) {
    throw new BailiffError("FILE", `these files have ${bytes} bytes together, the limit is ${POLICY_BYTES_MAX}`);
  }
  const request = {
    texts: Array.from(texts, ([file, text]) => ({ file, text })),
    confirmWithinMs: options.confirmWithin ?? 0,
  };
  const answer = texts.size === 0 ? {} : await change(options.grpc, PolicyService.ApplyPolicies, request);
  return tell({ ...answer, results: [...unread, ...(answer.results ?? [])] }, options, texts);
}

export async function policyDelete(operands: readonly string[], options: DeleteOptions): Promise<number> {
  const policies: bailiff.v1.IPolicyId[] = [];
  const results: Result[] = [];
  for (const operand of new Set(operands)) {
    const id = readId(operand, options.namespace);
    if (id !== null) {
      policies.push(id);
      continue;
    }
    const { texts, unread } = await readAll([operand]);
    results.push(...unread);
    for (const [file, text] of texts) {
      const documents = parsePolicies(text, file);
      if (documents.length === 0) results.push(refusal(file, "holds no policy"));
      for (const { kind, namespace, name, at } of documents) {
        const asked = { kind: kind ?? "", namespace: namespaceOf({ kind, namespace }) ?? "", name: name ?? "" };
        if (kind === null || name === null) results.push({ ...refusal(file, "does not say its kind and name"), ...at });
        else policies.push(asked);
      }
    }
  }
  if (policies.length === 0) return tell({ results }, options);
  const answer = await change(options.grpc, PolicyService.DeletePolicies, { policies }, async (client, answer) => {
    for (const result of answer.results ?? []) {
      if (result.result === "absent") result.message = await absence(client, result.policy ?? {});
    }
  });
  return tell({ ...answer, results: [...results, ...(answer.results ?? [])] }, options);
}

export async function policyConfirm(options: ConfirmOptions): Promise<number> {
  const answer = await change(options.grpc, PolicyService.ConfirmPolicies, { undo: options.undo ?? false });
  if ((answer.results ?? []).length > 0 || options.output === "json") {
    return Math.max(tell(answer, options), (answer.results ?? []).length > 0 ? 0 : 1);
  }
  process.stderr.write("bailiff: nothing waits for being confirmed\n");
  return 1;
}

/** All that the operands name, and what of it cannot be read. */
async function readAll(operands: readonly string[]): Promise<{ readonly texts: Texts; readonly unread: Result[] }> {
  const texts = new Map<string, string>();
  const unread: Result[] = [];
  for (const operand of new Set(operands)) {
    let found = 0;
    for await (const source of policyTexts(operand)) {
      found++;
      if ("text" in source) texts.set(source.file, source.text);
      else unread.push(refusal(source.file, source.unreadable));
    }
    if (found === 0) unread.push(refusal(operand, "holds no policies (*.yaml, *.yml, *.json)"));
  }
  return { texts, unread };
}

const refusal = (file: string, message: string): Result => ({ file, line: 1, result: "refused", message });

/** Throws ADDRESS where there is no answer, or none for us. */
async function change<Request>(
  grpc: string,
  method: MethodDefinition<Request, Results>,
  request: Request,
  afterwards: (client: Client, answer: Results) => Promise<void> = async () => {},
): Promise<Results> {
  const client = open(grpc);
  try {
    const answer = await call(client, method, request, CHANGE_MS);
    await afterwards(client, answer);
    return answer;
  } catch (error) {
    const code = isServiceError(error) ? error.code : null;
    if (code === status.PERMISSION_DENIED && isServiceError(error)) throw new BailiffError("ADDRESS", error.details);
    if (code === status.DEADLINE_EXCEEDED) {
      throw new BailiffError(
        "ADDRESS",
        `no answer from ${grpc} within ${CHANGE_MS / 1000} s: look with bailiff policy list`,
      );
    }
    throw unreachable(grpc, error);
  } finally {
    client.close();
  }
}

/** Returns the exit code. */
function tell({ results, confirmBy }: Results, { output }: ChangeOptions, texts: Texts = new Map()): number {
  const all = results ?? [];
  const isFailed = all.some(({ result, message }) => result === "refused" || result === "absent" || message);
  if (output === "json")
    process.stdout.write(`${JSON.stringify({ results: all.map(fieldsOf), confirmBy: confirmBy ?? 0 })}\n`);
  else process.stdout.write(all.map((it) => resultText(it, texts)).join("") + trialText(confirmBy ?? 0, Date.now()));
  return isFailed ? 1 : 0;
}

/** "" where nothing is on trial. */
export function trialText(confirmBy: number, nowMs: number): string {
  if (confirmBy === 0) return "";
  const seconds = Math.max(0, Math.ceil((confirmBy - nowMs) / 1000));
  return `undone in ${seconds} s, unless confirmed: bailiff policy confirm\n`;
}

function resultText({ policy, result, message, problems, file, line, ...bound }: Result, texts: Texts): string {
  const name = idText(policy ?? {}) || `${file}:${line}`;
  const lines = texts.get(file ?? "")?.split(/\r\n|\n|\r/) ?? [];
  const wrong = (problems ?? []).map((it) => problemText(it, lines[(it.line ?? 0) - 1]));
  const why = message
    ? `: ${message}`
    : ["added", "changed", "unchanged"].includes(result ?? "")
      ? boundText(bound)
      : "";
  return `${wrong.join("")}${printable(`${name} ${result}${why}`)}\n`;
}

function boundText({ state, rules, workloads }: Pick<Result, "state" | "rules" | "workloads">): string {
  if (state === "elsewhere") return ": its nodeSelector names other nodes";
  const bound = plural(workloads ?? 0, "workload", "workloads");
  return `: ${plural(rules ?? 0, "rule", "rules")} ${state}, for ${bound}`;
}

function problemText({ file, line, column, path, message }: bailiff.v1.IProblem, source: string | undefined): string {
  const what = printable(path ? `${path}: ${message}` : (message ?? ""));
  const place = printable(`${file}:${line}:${column}`);
  return `${place}: problem: ${what}\n${source === undefined ? "" : excerpt(source, line ?? 1, column ?? 1)}`;
}

/** All fields, those that are empty too. */
function fieldsOf({ policy, result, message, problems, file, line, state, rules, workloads }: Result): unknown {
  return {
    kind: policy?.kind ?? "",
    namespace: policy?.namespace ?? "",
    name: policy?.name ?? "",
    result: result ?? "",
    message: message ?? "",
    file: file ?? "",
    line: line ?? 0,
    state: state ?? "",
    rules: rules ?? 0,
    workloads: workloads ?? 0,
    problems: (problems ?? []).map(problemFields),
  };
}

export function problemFields({ file, line, column, path, message }: bailiff.v1.IProblem) {
  return { file: file ?? "", line: line ?? 0, column: column ?? 0, path: path ?? "", message: message ?? "" };
}
