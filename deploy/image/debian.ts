// SPDX-License-Identifier: Apache-2.0
// Files out of Debian packages, as apt finds them. Nothing is installed and nothing of them is run.

import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";

/** A package that was fetched. */
export interface Package {
  readonly name: string;
  /** The fields of its control file, as text. */
  readonly control: string;
  readonly file: string;
}

/**
 * Fetches these packages, the newest that the system's sources have, into an empty directory. What they depend on comes, too, and
 * is removed again. Throws what apt says, and where a package is none.
 */
export function fetchPackages(names: readonly string[], directory: string): readonly Package[] {
  mkdirSync(join(directory, "partial"), { recursive: true });
  // A state of its own, which has nothing installed: the system's is only read.
  const settings = [
    "Dir::State::status=/dev/null",
    "Dir::State::extended_states=/dev/null",
    "Dir::Cache::pkgcache=",
    "Dir::Cache::srcpkgcache=",
    `Dir::Cache::archives=${directory}`,
    "Debug::NoLocking=true",
    "APT::Sandbox::User=root",
  ];
  const options = settings.flatMap((setting) => ["-o", setting]);
  const install = ["-qq", "-y", "--no-install-recommends", "--download-only", "install", ...names];
  execFileSync("apt-get", [...options, ...install], { stdio: ["ignore", "ignore", "pipe"] });
  const packages = readdirSync(directory)
    .filter((name) => name.endsWith(".deb"))
    .sort()
    .map((name): Package => {
      const file = join(directory, name);
      const control = execFileSync("dpkg-deb", ["--field", file]).toString();
      return { name: /^Package: (.*)$/m.exec(control)?.[1] ?? "", control, file };
    });
  for (const { file } of packages.filter(({ name }) => !names.includes(name))) rmSync(file);
  const fetched = packages.filter(({ name }) => names.includes(name));
  const missing = names.filter((name) => !fetched.some((it) => it.name === name));
  if (missing.length > 0) throw new Error(`apt has fetched no ${missing.join(", ")}`);
  return fetched;
}

/** Unpacks them all into an empty directory, where /bin and /lib are links into /usr as on every Debian since 12. */
export function unpackPackages(packages: readonly Package[], root: string): void {
  makeMerged(root);
  const script = 'dpkg-deb --fsys-tarfile "$1" | tar -xp --no-same-owner --keep-directory-symlink -C "$2"';
  for (const { file } of packages)
    execFileSync("bash", ["-o", "pipefail", "-ec", script, "unpack", file, root], {
      stdio: ["ignore", "ignore", "pipe"],
    });
}

/** The directories of /usr, and the links of old to them. */
export function makeMerged(root: string): void {
  for (const name of ["bin", "sbin", "lib", "lib64"]) {
    mkdirSync(join(root, "usr", name), { recursive: true });
    symlinkSync(`usr/${name}`, join(root, name));
  }
}
