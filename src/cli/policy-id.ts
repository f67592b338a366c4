// SPDX-License-Identifier: Apache-2.0
// What policies are called by on the command line: KIND/NAME, and a namespace beside it.

import { existsSync } from "node:fs";
import type { Client } from "@grpc/grpc-js";
import { BailiffError } from "../errors.ts";
import type { bailiff } from "../gen/proto.js";
import { call } from "../grpc-call.ts";
import { didYouMean } from "../nearest.ts";
import { quote } from "../problem.ts";
import { PolicyService } from "../rpc.ts";
import { kindNamed } from "./policy-schema.ts";

/** null: it is a file, or wants to be one. Throws USAGE for a kind that does not exist. */
export function readId(operand: string, namespace: string): bailiff.v1.IPolicyId | null {
  const [, word, name] = /^([^/.]+)\/([^/]+)$/.exec(operand) ?? [];
  if (word === undefined || name === undefined) return null;
  const kind = kindNamed(word);
  if (typeof kind === "string") return { kind, namespace: kind === "KubeArmorPolicy" ? namespace : "", name };
  if (existsSync(operand) || /\.(yaml|yml|json)$/.test(name)) return null;
  throw new BailiffError("USAGE", kind.wrong);
}

/** KIND/NAME, or KIND/NAMESPACE/NAME. */
export function idText({ kind, namespace, name }: bailiff.v1.IPolicyId): string {
  return [kind, namespace, name].filter(Boolean).join("/");
}

/** That there is none, and which there is that may be meant. */
export async function absence(client: Client, asked: bailiff.v1.IPolicyId): Promise<string> {
  const { policies } = await call(client, PolicyService.GetPolicies, { kind: asked.kind ?? "" });
  const elsewhere = (policies ?? []).filter(({ name }) => name === asked.name).map(({ namespace }) => namespace ?? "");
  const where = elsewhere.filter((namespace) => namespace !== asked.namespace);
  const hint =
    where.length > 0
      ? `, but in ${where.map((namespace) => quote(namespace)).join(", ")}`
      : didYouMean(
          asked.name ?? "",
          (policies ?? []).map(({ name }) => name ?? ""),
        );
  return `there is no ${idText(asked)}${hint}`;
}
