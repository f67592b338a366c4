// SPDX-License-Identifier: Apache-2.0
// The machine's disks: ext4 images of host directories, made without mounting anything and without being root.
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  type Stats,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { cached, keepNewest, keyOf, run, touch } from "./cache.ts";

/** The checkout that this file is part of. */
export const projectDir = dirname(dirname(import.meta.dirname));

const nodeModules = join(projectDir, "node_modules");

/** Sizes never change with the content: a saved machine wants the disks that it was saved with. They are sparse files. */
export const diskBytes = { root: 2 ** 31, project: 2 ** 31, modules: 2 ** 32, share: 2 ** 32 };

/** Images of that many checkouts are kept. */
const CHECKOUTS_MAX = 4;

export type DiskName = keyof typeof diskBytes;

/** An ext4 image of a directory; without one, a blank disk. Without a journal there is nothing to replay on mount. */
export function makeImage(image: string, name: DiskName, dir?: string): void {
  writeFileSync(image, "");
  truncateSync(image, diskBytes[name]);
  if (!dir) return;
  const args = ["-q", "-t", "ext4", "-O", "^has_journal,^metadata_csum_seed", "-m", "0", "-L", name, "-d", dir];
  args.push("-E", "root_owner=0:0,lazy_itable_init=1,hash_seed=00000000-0000-0000-0000-000000000001");
  args.push("-U", "00000000-0000-0000-0000-0000000000a1", image);
  asRoot("mke2fs", args);
  editImage(image, ["rmdir lost+found"]);
}

/** Runs commands of debugfs(8) on an image. */
export function editImage(image: string, commands: readonly string[]): void {
  asRoot("debugfs", ["-w", "-f", "-", image], Buffer.from(commands.join("\n")));
}

/** What this user owns belongs to root inside. */
export function asRoot(program: string, args: readonly string[], input = Buffer.alloc(0)): Buffer {
  const options = { input, env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` } };
  if (process.getuid?.() === 0) return run(program, args, options);
  return run("unshare", ["-r", program, ...args], options);
}

/** The checkout as it is on disk now, built files included, without .git and node_modules. */
export async function projectImage(): Promise<string> {
  const files = listFiles(projectDir, "", new Set([".git", "node_modules"]));
  const key = keyOf(
    readFileSync(import.meta.filename, "utf8"),
    [...files].map(([path, stats]) => [path, traceOf(stats)]),
  );
  return perCheckout("project", key, async (image) => {
    const copy = `${image}.copy`;
    try {
      copyFiles(files, projectDir, copy);
      mkdirSync(join(copy, "node_modules"));
      makeImage(image, "project", copy);
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });
}

/** node_modules is large and changes seldom: a disk of its own. */
export async function modulesImage(): Promise<string> {
  const locks = [join(projectDir, "package-lock.json"), join(nodeModules, ".package-lock.json")];
  const contents = locks.map((file) => (existsSync(file) ? readFileSync(file, "utf8") : null));
  const key = keyOf(readFileSync(import.meta.filename, "utf8"), contents);
  return perCheckout("modules", key, async (image) => {
    makeImage(image, "modules", existsSync(nodeModules) ? nodeModules : undefined);
  });
}

async function perCheckout(name: DiskName, key: string, build: (image: string) => Promise<void>): Promise<string> {
  const image = await cached(`${name}-${keyOf(projectDir)}`, key, build);
  touch(image);
  keepNewest(`${name}-`, CHECKOUTS_MAX);
  return image;
}

function listFiles(root: string, dir: string, except: ReadonlySet<string>): Map<string, Stats> {
  const files = new Map<string, Stats>();
  for (const name of readdirSync(join(root, dir)).sort()) {
    const path = join(dir, name);
    const stats = lstatSync(join(root, path), { throwIfNoEntry: false });
    if (except.has(path) || !stats) continue;
    files.set(path, stats);
    if (stats.isDirectory()) for (const [child, of] of listFiles(root, path, except)) files.set(child, of);
  }
  return files;
}

/** A directory's time changes with every temporary file of an editor, and its files are looked at anyway. */
function traceOf(stats: Stats): unknown {
  return stats.isDirectory() ? stats.mode : [stats.mode, stats.size, stats.mtimeMs];
}

/** A file that has gone since it was listed is left out: somebody may be working in the checkout. */
function copyFiles(files: ReadonlyMap<string, Stats>, from: string, to: string): void {
  mkdirSync(to);
  for (const [path, stats] of files) {
    const source = join(from, path);
    const target = join(to, path);
    try {
      if (stats.isDirectory()) mkdirSync(target);
      else if (stats.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
      else if (stats.isFile()) {
        copyFileSync(source, target);
        utimesSync(target, stats.atime, stats.mtime);
        chmodSync(target, stats.mode);
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT")
        throw new Error(`copying ${basename(source)}`, { cause: error });
    }
  }
}
