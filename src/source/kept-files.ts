// SPDX-License-Identifier: Apache-2.0
// Policies that the daemon keeps for those who gave them: a file each, named after the policy, written beside its place first.

import { hash } from "node:crypto";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BailiffError } from "../errors.ts";
import type { SourceFile } from "../policy/store.ts";
import { readPolicyFiles, reasonOf } from "./policy-files.ts";

/** What a policy is called by. */
export interface PolicyName {
  readonly kind: string;
  /** null: its kind has none. */
  readonly namespace: string | null;
  readonly name: string;
}

/** A file system takes 255 bytes, with the ends that we put to a name. A policy's name may have 253. */
const NAME_BYTES_MAX = 200;
const STAGED = ".new";

/** The same for no two policies: neither kinds nor names have "_" or "~" in them. */
export function keptFile(directory: string, { kind, namespace, name }: PolicyName): string {
  const whole = [kind, ...(namespace === null ? [] : [namespace]), name].join("_");
  const isLong = Buffer.byteLength(whole) > NAME_BYTES_MAX;
  const short = isLong ? `${whole.slice(0, NAME_BYTES_MAX / 2)}~${hash("sha256", whole).slice(0, 32)}` : whole;
  return join(directory, `${short}.yaml`);
}

/** All that is kept, by file; what was not finished is gone. Throws FILE. */
export async function readKept(directory: string): Promise<ReadonlyMap<string, SourceFile>> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const staged = (await readdir(directory)).filter((name) => name.endsWith(STAGED));
    for (const name of staged) await rm(join(directory, name));
    const files = await readPolicyFiles(directory, new Map());
    return new Map(Array.from(files, ([file, { source }]) => [file, source]));
  } catch (error) {
    throw new BailiffError("FILE", `cannot read the policies kept in ${directory}: ${reasonOf(error)}`);
  }
}

/** Written and not yet kept: after commit() it is, and so it is for the next daemon. Throws FILE. */
export async function stage(file: string, text: string): Promise<void> {
  await attempt("write", file, () => writeFile(file + STAGED, text, { mode: 0o600, flush: true }));
}

export async function commit(file: string): Promise<void> {
  await attempt("write", file, () => rename(file + STAGED, file));
}

export async function unstage(file: string): Promise<void> {
  await attempt("remove", file, () => rm(file + STAGED, { force: true }));
}

export async function drop(file: string): Promise<void> {
  await attempt("remove", file, () => rm(file, { force: true }));
}

async function attempt(what: string, file: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    throw new BailiffError("FILE", `cannot ${what} ${file}: ${reasonOf(error)}`);
  }
}
