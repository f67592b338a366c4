// SPDX-License-Identifier: Apache-2.0
// What the container image is: the one list that `make image` and the Dockerfile both build by.

/** The processors that there are images for, by Node's name: Debian's directory of libraries, and OCI's name. */
export const MACHINES = {
  x64: { triplet: "x86_64-linux-gnu", architecture: "amd64" },
  arm64: { triplet: "aarch64-linux-gnu", architecture: "arm64" },
} as const;
export type Arch = keyof typeof MACHINES;

/** Debian packages of which libraries and licences are taken: what Node and the addon are linked with, and the release's name. */
export const PACKAGES = [
  "base-files",
  "gcc-12-base", // the licence of the next but two
  "libbpf1",
  "libc6",
  "libelf1",
  "libgcc-s1",
  "libstdc++6",
  "zlib1g",
] as const;

/** Which of their files. No programs: the image has no shell, and nothing that installs or builds. */
export function isWanted(path: string): boolean {
  return [
    /^(?:usr\/)?lib\/[^/]+-linux-gnu\/[^/]+\.so[^/]*$/,
    /^(?:usr\/)?lib(?:64)?\/ld-linux[^/]*$/,
    /^usr\/share\/doc\/[^/]+(?:\/copyright)?$/, // some are links to the directory of another package
    /^usr\/share\/common-licenses\/[^/]+$/,
    /^(?:etc|usr\/lib)\/os-release$/,
    /^etc\/debian_version$/,
  ].some((wanted) => wanted.test(path));
}

/** Below it lie dist/ and the addon, as in a checkout. */
export const HOME = "usr/lib/bailiff";

/** Commands, each a link to a program of dist/. */
export const COMMANDS = { bailiff: "bailiff.js", bailiffd: "bailiffd.js" } as const;

/** Where things are mounted, and what is written: a root that is read-only needs these to be there. */
export const DIRECTORIES = ["dev", "etc/bailiff/policies.d", "proc", "run/bailiff", "sys", "var/lib/bailiff"] as const;

/** Names that libraries ask for. */
export const FILES = {
  "etc/passwd": "root:x:0:0:root:/root:/nonexistent\n",
  "etc/group": "root:x:0:\n",
  "etc/nsswitch.conf": "passwd: files\ngroup: files\nhosts: files dns\n",
} as const;

/** What the image's manifest says of how it is run. */
export const CONFIG = {
  Env: ["PATH=/usr/bin"],
  Entrypoint: ["/usr/bin/bailiffd"],
  StopSignal: "SIGTERM",
  WorkingDir: "/",
  Labels: {
    "org.opencontainers.image.title": "bailiff",
    "org.opencontainers.image.description": "Runtime enforcement for Linux nodes, decided inside the kernel",
    "org.opencontainers.image.licenses": "Apache-2.0 AND GPL-2.0-only",
  },
} as const;

/** What the image's file says of it. */
export function configOf(version: string) {
  return { ...CONFIG, Labels: { ...CONFIG.Labels, "org.opencontainers.image.version": version } };
}
