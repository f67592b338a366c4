// SPDX-License-Identifier: Apache-2.0
// The root directory of the image: what contents.ts lists, out of Debian's packages and a built checkout.

import { execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Arch, COMMANDS, DIRECTORIES, FILES, HOME, isWanted, MACHINES, PACKAGES } from "./contents.ts";
import { fetchPackages, makeMerged, type Package, unpackPackages } from "./debian.ts";
import { bundledPackages, licenceOf } from "./licences.ts";

/** Built, and found where they lie in a checkout. */
const ADDON = "build/native/Release/bailiff.node";
const HOOK = "build/bailiff-hook";
const DOCUMENTS = "usr/share/doc/bailiff";

/** Fills a directory that does not exist yet. Throws what is missing: a build, a package, a library. */
export function makeRoot(checkout: string, root: string, arch: Arch): void {
  const work = mkdtempSync(join(tmpdir(), "bailiff-image-"));
  try {
    makeMerged(root);
    takePackages(work, root);
    takeBailiff(checkout, root);
    takeNode(join(checkout, "node_modules", `node-linux-${arch}`), root);
    takeLicences(checkout, root);
    for (const name of DIRECTORIES) mkdirSync(join(root, name), { recursive: true });
    for (const [name, text] of Object.entries(FILES)) write(join(root, name), text);
    const missing = missingLibraries(root, MACHINES[arch].triplet);
    if (missing.length > 0) throw new Error(`the image misses ${missing.join(", ")}: name its package in contents.ts`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function takePackages(work: string, root: string): void {
  const packages = fetchPackages(PACKAGES, join(work, "archives"));
  const unpacked = join(work, "unpacked");
  unpackPackages(packages, unpacked);
  for (const path of filesBelow(unpacked).filter(isWanted)) copy(join(unpacked, path), join(root, path));
  for (const each of packages) writeStatus(root, each);
}

/** Where scanners of images look for what is in them. */
function writeStatus(root: string, { name, control }: Package): void {
  const status = control.replace(/^(Package: .*\n)/m, "$1Status: install ok installed\n");
  write(join(root, "var/lib/dpkg/status.d", name), `${status.trimEnd()}\n`);
}

function takeBailiff(checkout: string, root: string): void {
  const dist = join(checkout, "dist");
  for (const built of [dist, join(checkout, ADDON), join(checkout, HOOK)])
    if (!existsSync(built)) throw new Error(`${built} is not there: run make build`);
  for (const name of readdirSync(dist).filter((name) => name.endsWith(".js"))) {
    const text = readFileSync(join(dist, name), "utf8");
    // There is no env(1) to look for it.
    write(join(root, HOME, "dist", name), text.replace(/^#!\/usr\/bin\/env node\n/, "#!/usr/bin/node\n"));
  }
  for (const [command, program] of Object.entries(COMMANDS)) {
    chmodSync(join(root, HOME, "dist", program), 0o755);
    symlinkSync(`../../${HOME}/dist/${program}`, join(root, "usr/bin", command));
  }
  for (const name of [ADDON, HOOK]) copy(join(checkout, name), join(root, HOME, name));
  copy(join(checkout, "package.json"), join(root, HOME, "package.json")); // says that the programs are modules
}

function takeNode(node: string, root: string): void {
  copy(join(node, "bin/node"), join(root, "usr/bin/node"));
  chmodSync(join(root, "usr/bin/node"), 0o755);
  copy(join(node, "LICENSE"), join(root, DOCUMENTS, "npm/node/LICENSE"));
}

/** GPL-2.0 asks for the source of what runs in the kernel, which is small enough to be here itself. */
function takeLicences(checkout: string, root: string): void {
  for (const name of ["LICENSE", "LICENSES"]) copy(join(checkout, name), join(root, DOCUMENTS, name));
  for (const name of readdirSync(join(checkout, "bpf")).filter((name) => /\.[ch]$/.test(name)))
    copy(join(checkout, "bpf", name), join(root, DOCUMENTS, "bpf", name));
  for (const path of bundledPackages(checkout))
    write(join(root, DOCUMENTS, "npm", path, "LICENSE"), licenceOf(checkout, path));
}

/** Libraries that a program or library of the image is linked with, and that are not there. */
function missingLibraries(root: string, triplet: string): readonly string[] {
  const libraries = join(root, "usr/lib", triplet);
  const names = readdirSync(libraries);
  const files = [join(root, "usr/bin/node"), join(root, HOME, ADDON), ...names.map((name) => join(libraries, name))];
  const dynamic = execFileSync("objdump", ["-p", ...files], { maxBuffer: 1 << 26 }).toString();
  const loaders = ["lib", "lib64"].flatMap((name) => readdirSync(join(root, "usr", name)));
  const there = new Set([...names, ...loaders]);
  const needed = new Set(Array.from(dynamic.matchAll(/^ +NEEDED +(\S+)/gm), ([, name = ""]) => name));
  return [...needed].filter((name) => !there.has(name));
}

/** All that is no directory, by paths below it. */
function filesBelow(directory: string, below = ""): readonly string[] {
  return readdirSync(join(directory, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    return entry.isDirectory() ? filesBelow(directory, path) : [path];
  });
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  if (lstatSync(from).isFile()) copyFileSync(from, to);
  else cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
