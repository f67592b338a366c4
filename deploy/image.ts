// SPDX-License-Identifier: Apache-2.0
// Makes the container image out of a built checkout and Debian's packages, without a registry.
//
//   node deploy/image.ts root DIRECTORY    its root directory (deploy/Dockerfile builds by this)
//   node deploy/image.ts archive FILE      the image, for `ctr -n k8s.io images import`, `podman load`, `docker load`
//
// SOURCE_DATE_EPOCH: its time, seconds since 1970; default 0.

import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { VERSION } from "../src/version.ts";
import { type ImageSizes, writeArchive } from "./image/archive.ts";
import { configOf, MACHINES } from "./image/contents.ts";
import { makeRoot } from "./image/root.ts";

const CHECKOUT = dirname(import.meta.dirname);

/** `file`: where it goes, and with ".root" behind it what is there meanwhile. */
function makeArchive(file: string, arch: keyof typeof MACHINES, createdSeconds: number): ImageSizes {
  const root = `${file}.root`;
  rmSync(root, { recursive: true, force: true });
  try {
    makeRoot(CHECKOUT, root, arch);
    const { architecture } = MACHINES[arch];
    const config = configOf(VERSION);
    const name = `bailiff:${VERSION}`;
    return writeArchive(root, file, { name, version: VERSION, config, architecture, createdSeconds });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function main([what, path, ...more]: readonly string[]): number {
  const { arch } = process;
  const seconds = Number(process.env.SOURCE_DATE_EPOCH ?? 0);
  if (
    (what !== "root" && what !== "archive") ||
    path === undefined ||
    more.length > 0 ||
    !Number.isSafeInteger(seconds)
  ) {
    console.error("usage: node deploy/image.ts root DIRECTORY | archive FILE");
    return 2;
  }
  if (arch !== "x64" && arch !== "arm64") throw new Error(`there is no image for ${arch}`);
  if (what === "root") makeRoot(CHECKOUT, path, arch);
  else {
    const { layer, unpacked } = makeArchive(path, arch, seconds);
    const mb = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
    console.log(`${path}: bailiff:${VERSION}, ${mb(layer)}, unpacked ${mb(unpacked)}`);
  }
  return 0;
}

process.exitCode = main(process.argv.slice(2));
