// SPDX-License-Identifier: Apache-2.0
// bailiff install-hook, uninstall-hook: the start gate's hook in the container runtimes of this node.

import { execFileSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { BailiffError, explain } from "../errors.ts";
import { baseSpec, type HookOptions, hooksDirectoryEntry, withBaseSpec, withoutHook } from "./hook-texts.ts";

export interface InstallOptions {
  /** Where the host's root directory is seen. */
  readonly root: string;
  /** Where the hook's program and containerd's base spec are put, on the host. */
  readonly dir: string;
  readonly socket: string;
  readonly timeout: number;
  readonly onFailure: "open" | "closed";
  readonly containerdConfig: string;
}

/** Directories that Podman and CRI-O read; of files of one name they take one. */
const HOOKS_DIRECTORIES = ["/usr/share/containers/oci/hooks.d", "/etc/containers/oci/hooks.d"];
const ENTRY = "bailiff.json";
const PROGRAM = "bailiff-hook";
const SPEC = "containerd-base-spec.json";

/** Returns the exit code. */
export function installHook({ root, dir, socket, timeout, onFailure, containerdConfig }: InstallOptions): number {
  const options: HookOptions = { program: join(dir, PROGRAM), socket, timeoutSeconds: timeout, onFailure };
  const program = join(root, options.program);
  makeDirectory(dirname(program));
  replace(program, (path) => {
    copyFileSync(findProgram(), path);
    chmodSync(path, 0o755);
    check(path);
  });
  said(`installed ${options.program}`);

  const written = HOOKS_DIRECTORIES.filter((directory) => writeEntry(join(root, directory), options));
  for (const directory of written)
    said(`installed ${join(directory, ENTRY)}, for Podman and CRI-O: from the next container on`);
  if (written.length === 0) throw new BailiffError("FILE", `none of ${HOOKS_DIRECTORIES.join(", ")} can be written`);

  const config = join(root, containerdConfig);
  if (!existsSync(config)) {
    said(`no ${containerdConfig}: containerd is left alone (--containerd-config names another file)`);
    return 0;
  }
  const spec = join(dir, SPEC);
  const before = readFileSync(config, "utf8");
  const after = editing(containerdConfig, () => withBaseSpec(before, spec));
  replace(join(root, spec), (path) => writeFileSync(path, baseSpec(inRoot(root, ["ctr", "oci", "spec"]), options)));
  replaceConfig(root, config, after);
  said(`installed ${spec}, and named it in ${containerdConfig}`);
  if (after !== before) said("restart containerd to use it; containers that run go on");
  return 0;
}

/** Returns the exit code. Twice is fine. */
export function uninstallHook({
  root,
  dir,
  containerdConfig,
}: Pick<InstallOptions, "root" | "dir" | "containerdConfig">): number {
  const config = join(root, containerdConfig);
  if (existsSync(config)) {
    const before = readFileSync(config, "utf8");
    const after = withoutHook(before);
    if (after !== before) {
      replaceConfig(root, config, after);
      said(`took it out of ${containerdConfig}; restart containerd, until then its containers start without asking`);
    }
  }
  // The program last: what still names it starts containers without asking.
  const files = [...HOOKS_DIRECTORIES.map((directory) => join(directory, ENTRY)), join(dir, SPEC), join(dir, PROGRAM)];
  for (const file of files) {
    if (!existsSync(join(root, file))) continue;
    rmSync(join(root, file));
    said(`removed ${file}`);
  }
  return 0;
}

function writeEntry(directory: string, options: HookOptions): boolean {
  try {
    mkdirSync(directory, { recursive: true });
    replace(join(directory, ENTRY), (path) => writeFileSync(path, hooksDirectoryEntry(options)));
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EROFS" || code === "EACCES") return false;
    throw error;
  }
}

/** What containerd would not read is not left to it. */
function replaceConfig(root: string, config: string, text: string): void {
  replace(config, (path) => {
    writeFileSync(path, text);
    editing(config, () =>
      inRoot(root, ["containerd", "--config", path.slice(root === "/" ? 0 : root.length), "config", "dump"]),
    );
  });
}

function editing<T>(config: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new BailiffError("FILE", `${config} is left as it was`, { cause: error });
  }
}

/** Runs a program of the host. */
function inRoot(root: string, [program = "", ...args]: readonly string[]): string {
  const [command, argv] = root === "/" ? [program, args] : ["chroot", [root, program, ...args]];
  try {
    return execFileSync(command, argv, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      maxBuffer: 16 * 1024 * 1024,
    });
  } catch (error) {
    const { stderr, code } = error as { readonly stderr?: string; readonly code?: string };
    const why = code === "ENOENT" ? "there is no such program" : (stderr ?? "").trim() || explain(error);
    throw new BailiffError("FILE", `${program} ${args.join(" ")}: ${why}`);
  }
}

function check(program: string): void {
  const said = execFileSync(program, ["--check"], { encoding: "utf8" });
  if (said !== "bailiff-hook runs\n") throw new BailiffError("FILE", `${program} does not say that it runs`);
}

/** All or nothing: `make` makes it under another name. */
function replace(path: string, make: (path: string) => void): void {
  const made = join(dirname(path), `.${path.slice(dirname(path).length + 1)}.new`);
  try {
    rmSync(made, { force: true });
    make(made);
    const fd = openSync(made, "r");
    fsyncSync(fd);
    closeSync(fd);
    renameSync(made, path);
  } catch (error) {
    rmSync(made, { force: true });
    throw error;
  }
}

function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw new BailiffError("FILE", `cannot make ${path} (run as root, or choose another with --dir)`, { cause: error });
  }
}

/** Beside dist/ in a checkout, and in an installation. */
function findProgram(): string {
  const places = [join("build", PROGRAM), PROGRAM];
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const found = places.map((place) => join(folder, place)).find((path) => existsSync(path));
    if (found !== undefined) return found;
  }
  throw new BailiffError("FILE", `${PROGRAM} is missing from this installation: build it (make build)`);
}

function said(text: string): void {
  process.stdout.write(`${text}\n`);
}
