// SPDX-License-Identifier: Apache-2.0
// The policy files of a directory, read again only where they may have changed.

import { type BigIntStats, constants } from "node:fs";
import { lstat, open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { getSystemErrorMessage } from "node:util";
import { BailiffError, explain } from "../errors.ts";
import { POLICY_BYTES_MAX, POLICY_FILES_MAX, YAML_BYTES_MAX } from "../limits.ts";
import type { SourceFile } from "../policy/store.ts";

/** What is known of a file from the pass before. */
interface KnownFile {
  /** Changes with every change of the file, as far as the file system can tell; "" matches nothing. */
  readonly signature: string;
  /**
   * Times in a file system move in ticks of some milliseconds, so a file that was read in the tick of its last change may change
   * once more under the same signature. Each new signature is therefore read twice, in two passes.
   */
  readonly isSettled: boolean;
  readonly bytes: number;
  readonly source: SourceFile;
}

/** By file name, in order. */
export type KnownFiles = ReadonlyMap<string, KnownFile>;

/** Hidden files are left alone: editors and ConfigMap mounts keep their own things there. Symbolic links are followed. */
const POLICY_NAME = /^[^.].*\.(yaml|yml|json)$/;

/** Times that all is looked at again where files came or went meanwhile. */
const LOOKS_MAX = 10;

/**
 * What is in a directory at one time. A listing that is read while files are added, removed or renamed may lack a file that was there
 * all the while, and have one that is gone: all is read again until the directory was the same before and behind it. Times in a
 * file system move in ticks: a change in the tick of the first look is seen by the pass that it causes.
 */
export async function readPolicyFiles(directory: string, known: KnownFiles): Promise<KnownFiles> {
  let files: KnownFiles | null = null;
  for (let look = 0; look < LOOKS_MAX; look++) {
    const before = signatureOf(await stat(directory, { bigint: true }));
    files = await readOnce(directory, known);
    if (files !== null && before === signatureOf(await stat(directory, { bigint: true }))) return files;
  }
  if (files === null) throw new BailiffError("FILE", "its files come and go all the time");
  return files;
}

/** null: a file has gone since the directory was listed. */
async function readOnce(directory: string, known: KnownFiles): Promise<KnownFiles | null> {
  const names = (await readdir(directory)).filter((name) => POLICY_NAME.test(name)).sort();
  if (names.length > POLICY_FILES_MAX) {
    throw new BailiffError("FILE", `it holds ${names.length} policy files, the limit is ${POLICY_FILES_MAX}`);
  }
  const files = new Map<string, KnownFile>();
  let bytes = 0;
  for (const name of names) {
    const file = join(directory, name);
    const now = await readIfChanged(file, known.get(file));
    if (now === null) return null;
    files.set(file, now);
    bytes += now.bytes;
  }
  if (bytes > POLICY_BYTES_MAX) {
    throw new BailiffError("FILE", `its policies have ${bytes} bytes together, the limit is ${POLICY_BYTES_MAX}`);
  }
  return files;
}

/** null: there is no such file. A symbolic link to nowhere is one. */
async function readIfChanged(file: string, known: KnownFile | undefined): Promise<KnownFile | null> {
  try {
    const signature = signatureOf(await stat(file, { bigint: true }));
    const isSame = signature === known?.signature;
    if (known && isSame && known.isSettled) return known;
    return { ...(await read(file)), signature, isSettled: isSame };
  } catch (error) {
    if (!(await isThere(file))) return null;
    // It may pass by itself, so the next pass tries again.
    const unreadable = `cannot be read: ${reasonOf(error)}`;
    return { signature: "", isSettled: false, bytes: 0, source: { file, unreadable } };
  }
}

async function isThere(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== "ENOENT",
  );
}

function signatureOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(" ");
}

/** Throws where the system refuses. A text that can be read but not used is told in `source`. */
async function read(file: string): Promise<{ readonly bytes: number; readonly source: SourceFile }> {
  // Opening a FIFO would otherwise wait for a writer.
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!(await handle.stat()).isFile()) return { bytes: 0, source: { file, unreadable: "is not a regular file" } };
    const buffer = Buffer.allocUnsafe(YAML_BYTES_MAX + 1);
    let length = 0;
    for (let more = 1; more > 0 && length < buffer.length; length += more) {
      more = (await handle.read(buffer, length, buffer.length - length)).bytesRead;
    }
    if (length === buffer.length) {
      return { bytes: 0, source: { file, unreadable: `is larger than ${YAML_BYTES_MAX} bytes` } };
    }
    return { bytes: length, source: decode(file, buffer.subarray(0, length)) };
  } finally {
    await handle.close();
  }
}

function decode(file: string, bytes: Uint8Array): SourceFile {
  try {
    return { file, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { file, unreadable: "is not UTF-8 text" };
  }
}

/** "permission denied", without the call and the path that Node puts around it: the caller has said what it was doing. */
export function reasonOf(error: unknown): string {
  if (error instanceof Error && "errno" in error && typeof error.errno === "number") {
    return getSystemErrorMessage(error.errno);
  }
  return explain(error);
}
