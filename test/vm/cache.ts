// SPDX-License-Identifier: Apache-2.0
// Where everything that the test machines need is kept: made once, named by a hash of what it was made from.
import { spawn, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

export const cacheDir =
  process.env.BAILIFF_CACHE || join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "bailiff");

export function keyOf(...parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}

/** Cheaper than hashing a large file, and changes whenever a package manager or compiler replaces it. */
export function stampOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) throw new Error(`${file} is missing: run "make setup"`);
  const { size, mtimeMs } = stats;
  return `${size}:${mtimeMs}`;
}

/** The entries of a name, whatever their key. */
export function entriesOf(name: string): string[] {
  const entry = new RegExp(`^${name.replace(/[.+]/g, "\\$&")}-[0-9a-f]{16}$`);
  return existsSync(cacheDir)
    ? readdirSync(cacheDir)
        .filter((file) => entry.test(file))
        .map((file) => join(cacheDir, file))
    : [];
}

/**
 * The path of the entry `name-key`. If there is none, `build` makes a file or directory at the path that it is given,
 * and entries of the same name with another key are removed. Two processes that want one entry build it once.
 */
export async function cached(name: string, key: string, build: (path: string) => Promise<void>): Promise<string> {
  const path = join(cacheDir, `${name}-${key}`);
  if (existsSync(path)) return path;
  return locked(name, async () => {
    if (existsSync(path)) return path;
    const startMs = performance.now();
    const unfinished = temporaryPath("new");
    try {
      await build(unfinished);
      renameSync(unfinished, path);
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
    for (const other of entriesOf(name)) if (other !== path) rmSync(other, { recursive: true, force: true });
    process.stderr.write(`vm: made ${name} in ${((performance.now() - startMs) / 1000).toFixed(1)} s\n`);
    return path;
  });
}

/** Marks an entry as just used, or just found to be up to date; unless another process has just removed it. */
export function touch(path: string): void {
  const now = new Date();
  if (existsSync(path)) utimesSync(path, now, now);
}

/** Keeps the `count` entries starting with `prefix` that were touched last. */
export function keepNewest(prefix: string, count: number): void {
  const entries = readdirSync(cacheDir)
    .filter((file) => file.startsWith(prefix))
    .map((file) => join(cacheDir, file))
    .map((path) => ({ path, usedMs: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.usedMs - a.usedMs);
  for (const { path } of entries.slice(count)) rmSync(path, { recursive: true, force: true });
}

/** A path in the cache for this process alone. What a killed process left behind is removed by a later one. */
export function temporaryPath(kind: "new" | "vm"): string {
  mkdirSync(cacheDir, { recursive: true });
  for (const file of readdirSync(cacheDir)) {
    const owner = /^(?:new|vm)-(\d+)-/.exec(file);
    if (owner && !existsSync(`/proc/${owner[1]}`)) rmSync(join(cacheDir, file), { recursive: true, force: true });
  }
  return join(cacheDir, `${kind}-${process.pid}-${randomBytes(3).toString("hex")}`);
}

/** Runs `body` while no other process is inside a `locked` of the same name. The lock goes with the process. */
async function locked<T>(name: string, body: () => Promise<T>): Promise<T> {
  const locks = join(cacheDir, "locks");
  mkdirSync(locks, { recursive: true });
  const holder = spawn("flock", [join(locks, name), "sh", "-c", "echo; exec cat"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  try {
    await new Promise<void>((resolve, reject) => {
      holder.stdout.once("data", () => resolve());
      holder.once("error", reject);
      holder.once("exit", (status) => reject(new Error(`flock ended with status ${status}`)));
    });
    return await body();
  } finally {
    holder.stdin.end();
  }
}

type RunOptions = { cwd?: string; input?: Buffer; env?: NodeJS.ProcessEnv };

/** Runs a program to its end and returns what it printed; an error carries what it complained about. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Buffer {
  const { status, stdout, stderr, error } = spawnSync(program, args, { ...options, maxBuffer: 1 << 30 });
  if (error) throw new Error(`${program}: ${error.message}`);
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: status ${status}\n${stderr}`.trimEnd());
  return stdout;
}
