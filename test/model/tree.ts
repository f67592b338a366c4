// SPDX-License-Identifier: Apache-2.0
// The files that random acts are done to: deep and shallow, of two owners, with names that are easy to get wrong.

export interface Node {
  readonly kind: "dir" | "program" | "elf" | "script" | "symlink";
  /** As rules spell it; `bytesOf` has what the kernel is told. */
  readonly path: string;
  readonly uid: number;
  /** A script's interpreter, or where a symlink leads. */
  readonly text?: string;
}

export const ROOT = "/m";
/** What acts are done by; nothing is done to them. */
export const PROGRAMS = [`${ROOT}/bin/p`, `${ROOT}/bin/deep/er/q`] as const;
export const INTERPRETER = `${ROOT}/a/x`;

/** Stands for three bytes that are no UTF-8, where its own would be three too: patterns count bytes. */
export const NOT_UTF8 = "\ufffd";

/** Names below the root, of directories and of files alike. */
const ODD = [
  "x y",
  "é😀",
  "new\nline",
  "tab\t'q\"\\",
  "%41%0a",
  "*",
  "[a]",
  "{b,c}",
  "-r",
  "..x",
  NOT_UTF8,
  "L".repeat(255),
];
const SHALLOW = ["a", "b", "ab", ".c"];
const LEVELS = 20;

function directoriesBelow(): readonly string[] {
  const first = [...SHALLOW, ...ODD].map((name) => `${ROOT}/${name}`);
  const second = first.slice(0, 3).flatMap((above) => SHALLOW.map((name) => `${above}/${name}`));
  const third = second.slice(0, 5).flatMap((above) => ["a", "x y"].map((name) => `${above}/${name}`));
  const deep = Array.from({ length: LEVELS }, (_, i) => `${ROOT}/deep${"/d".repeat(i)}`);
  return [...first, ...second, ...third, ...deep, `${ROOT}/a/${"L".repeat(255)}`];
}

/** Directories in which things are made, removed and renamed. */
export const DIRECTORIES = directoriesBelow();
/** Nothing is in them. */
export const EMPTY = DIRECTORIES.map((above) => `${above}/empty`);

const files = DIRECTORIES.flatMap((above): Node[] => [
  { kind: "elf", path: `${above}/x`, uid: 0 },
  { kind: "elf", path: `${above}/y`, uid: 1000 },
  { kind: "script", path: `${above}/s`, uid: 0, text: INTERPRETER },
]);
const odd = ODD.map((name): Node => ({ kind: "elf", path: `${ROOT}/b/b/${name}`, uid: 0 }));
export const FILES: readonly Node[] = [...files, ...odd];

/** From the path of a symlink to where it leads. */
export const SYMLINKS = new Map([
  [`${ROOT}/a/link`, `${ROOT}/b/x`],
  [`${ROOT}/b/link`, `${ROOT}/x y/y`],
  [`${ROOT}/deep/link`, `${ROOT}/deep/d/d/d/d/x`],
]);

/** In an order in which they can be made. */
export const NODES: readonly Node[] = [
  ...[`${ROOT}/bin`, `${ROOT}/bin/deep`, `${ROOT}/bin/deep/er`, ...DIRECTORIES].map(directory),
  ...EMPTY.map(directory),
  ...PROGRAMS.map((path): Node => ({ kind: "program", path, uid: 0 })),
  ...FILES,
  ...Array.from(SYMLINKS, ([path, text]): Node => ({ kind: "symlink", path, uid: 0, text })),
];

function directory(path: string): Node {
  return { kind: "dir", path, uid: 0 };
}

const owners = new Map(NODES.map(({ path, uid }) => [path, uid]));

/** null: there is no such file. */
export function ownerOf(path: string): number | null {
  return owners.get(path) ?? null;
}

function bytesOf(text: string): Buffer {
  const parts = text
    .split(NOT_UTF8)
    .flatMap((part, i) => [...(i > 0 ? [Buffer.of(0xff, 0xfe, 0xfd)] : []), Buffer.from(part)]);
  return Buffer.concat(parts);
}

/** As the server of acts.c reads it. */
export function field(text: string): string {
  if (text === "") return "%00";
  return Array.from(bytesOf(text), (byte) => {
    const letter = String.fromCharCode(byte);
    return /[A-Za-z0-9/._:@-]/.test(letter) ? letter : `%${byte.toString(16).padStart(2, "0")}`;
  }).join("");
}
