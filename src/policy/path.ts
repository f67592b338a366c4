// SPDX-License-Identifier: Apache-2.0
// Paths as rules name them. The kernel compares whole names, so every spelling of a name must become the one it knows.

import { PATH_BYTES_MAX } from "../gen/abi.ts";
import { quote } from "../problem.ts";

/** A path in its canonical spelling, or what is wrong with it. */
export type PathResult = { readonly path: string } | { readonly wrong: string };

/** "/etc//./shadow" → "/etc/shadow". */
export function readPath(text: string): PathResult {
  const wrong = whatIsWrong(text);
  if (wrong !== null) return { wrong };
  if (/\/\.?$/.test(text)) {
    return { wrong: `must not end with "/", got ${quote(text)}: a directory is named by matchDirectories` };
  }
  return bounded(`/${components(text).join("/")}`);
}

/** "/etc/ssh" and "/etc/ssh/" → "/etc/ssh/". */
export function readDirectory(text: string): PathResult {
  const wrong = whatIsWrong(text);
  if (wrong !== null) return { wrong };
  return bounded(["", ...components(text), ""].join("/"));
}

function whatIsWrong(text: string): string | null {
  if (!text.startsWith("/")) return `must be absolute, got ${quote(text)}`;
  if (text.includes("\0")) return `must not contain a NUL byte, got ${quote(text)}`;
  if (!text.isWellFormed()) return `must be valid Unicode, got ${quote(text)}`;
  // What ".." leads to depends on symbolic links, which only the running system knows.
  if (text.split("/").includes("..")) return `must not contain "..", got ${quote(text)}`;
  return null;
}

function components(text: string): string[] {
  return text.split("/").filter((component) => component !== "" && component !== ".");
}

function bounded(path: string): PathResult {
  const bytes = Buffer.byteLength(path);
  return bytes > PATH_BYTES_MAX ? { wrong: `is ${bytes} bytes long, the limit is ${PATH_BYTES_MAX}` } : { path };
}
