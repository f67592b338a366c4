// SPDX-License-Identifier: Apache-2.0
// The texts that the operands of a command name: a file, a directory of them, or "-". None is read past the largest text that is
// looked at.

import { constants, fstatSync, openSync } from "node:fs";
import { open, readdir, stat } from "node:fs/promises";
import { Socket } from "node:net";
import { join } from "node:path";
import { YAML_BYTES_MAX } from "../limits.ts";
import type { SourceFile } from "../policy/store.ts";
import { reasonOf } from "../source/policy-files.ts";

/** As in the daemon's directory: hidden files belong to editors and to ConfigMap mounts. */
const isHidden = (name: string): boolean => name.startsWith(".");
const isPolicyName = (name: string): boolean => /\.(yaml|yml|json)$/.test(name);

/** What cannot be read is told in its place. */
export async function* policyTexts(operand: string): AsyncGenerator<SourceFile> {
  if (operand === "-") yield await attempt("<stdin>", readStandardInput);
  else if (await isDirectory(operand)) yield* textsBelow(operand);
  else yield await attempt(operand, () => readNamed(operand));
}

export async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false; // reading it will say why
  }
}

/** In order. Links to files are followed; those to directories are not, as they may lead round in circles. */
async function* textsBelow(directory: string): AsyncGenerator<SourceFile> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries.filter(({ name }) => !isHidden(name))) {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) yield* textsBelow(path);
      else if (isPolicyName(entry.name) && !(entry.isSymbolicLink() && (await isDirectory(path)))) {
        yield await attempt(path, () => readRegular(path));
      }
    }
  } catch (error) {
    yield unreadable(directory, error);
  }
}

async function attempt(file: string, read: () => Promise<SourceFile>): Promise<SourceFile> {
  try {
    return await read();
  } catch (error) {
    return unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): SourceFile {
  return { file, unreadable: `cannot be read: ${reasonOf(error)}` };
}

/** Of a directory, Node's stream makes a text of nothing. */
async function readStandardInput(): Promise<SourceFile> {
  if (fstatSync(0).isDirectory()) return { file: "<stdin>", unreadable: "standard input is a directory" };
  return collect("<stdin>", process.stdin);
}

/** A pipe is welcome where somebody named it: `bailiff policy check <(helm template .)`. */
async function readNamed(file: string): Promise<SourceFile> {
  if (!(await stat(file)).isFIFO()) return readRegular(file);
  // As a socket it is read by the event loop. A thread that waits in read() would keep Ctrl-C from ending the process.
  const fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  return collect(file, new Socket({ fd, readable: true, writable: false }));
}

async function readRegular(file: string): Promise<SourceFile> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!(await handle.stat()).isFile()) return { file, unreadable: "is not a regular file" };
    return await collect(file, handle.createReadStream({ autoClose: false, end: YAML_BYTES_MAX }));
  } finally {
    await handle.close();
  }
}

async function collect(file: string, stream: AsyncIterable<Buffer>): Promise<SourceFile> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > YAML_BYTES_MAX) return { file, unreadable: `is larger than ${YAML_BYTES_MAX} bytes` };
    chunks.push(chunk);
  }
  try {
    return { file, text: new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)) };
  } catch {
    return { file, unreadable: "is not UTF-8 text" };
  }
}
