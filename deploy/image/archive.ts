// SPDX-License-Identifier: Apache-2.0
// An image with one layer as a file: an OCI layout in a tar, which containerd, Podman and skopeo read, with the list that
// `docker load` wants beside it. The same root gives the same bytes.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

export interface ImageFacts {
  /** "bailiff:0.1.0"; what runs it may know it by. Without a place it is in that which Docker takes for granted. */
  readonly name: string;
  /** What a container of it is by default: "config" of the OCI image specification. */
  readonly config: object;
  readonly version: string;
  /** As OCI names it: "amd64". */
  readonly architecture: string;
  /** Seconds since 1970: of the image and all its files. */
  readonly createdSeconds: number;
}

/** Sizes in bytes: of the layer as it is sent, and unpacked. */
export interface ImageSizes {
  readonly layer: number;
  readonly unpacked: number;
}

const TYPE = "application/vnd.oci.image";

/** Writes the image that has this root directory into a file. */
export function writeArchive(root: string, file: string, facts: ImageFacts): ImageSizes {
  const work = `${file}.layout`;
  const blobs = join(work, "blobs/sha256");
  rmSync(work, { recursive: true, force: true });
  mkdirSync(blobs, { recursive: true });
  try {
    const store = (bytes: Uint8Array, mediaType: string) => {
      const digest = digestOf(bytes);
      writeFileSync(join(blobs, digest), bytes);
      return { mediaType, digest: `sha256:${digest}`, size: bytes.length };
    };
    const tar = tarOf(root, facts.createdSeconds);
    const layer = store(gzipSync(tar), `${TYPE}.layer.v1.tar+gzip`);
    const config = store(json(imageConfigOf(digestOf(tar), facts)), `${TYPE}.config.v1+json`);
    const mediaType = `${TYPE}.manifest.v1+json`;
    const manifest = store(json({ schemaVersion: 2, mediaType, config, layers: [layer] }), mediaType);
    const platform = { architecture: facts.architecture, os: "linux" };
    const annotations = {
      "io.containerd.image.name": facts.name.includes("/") ? facts.name : `docker.io/library/${facts.name}`,
      "org.opencontainers.image.ref.name": facts.version,
    };
    const index = {
      schemaVersion: 2,
      mediaType: `${TYPE}.index.v1+json`,
      manifests: [{ ...manifest, platform, annotations }],
    };
    const blobOf = ({ digest }: { digest: string }) => `blobs/sha256/${digest.slice("sha256:".length)}`;
    const list = [{ Config: blobOf(config), RepoTags: [facts.name], Layers: [blobOf(layer)] }];
    writeFileSync(join(work, "oci-layout"), json({ imageLayoutVersion: "1.0.0" }));
    writeFileSync(join(work, "index.json"), json(index));
    writeFileSync(join(work, "manifest.json"), json(list));
    writeFileSync(file, tarOf(work, facts.createdSeconds));
    return { layer: layer.size, unpacked: tar.length };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function imageConfigOf(layer: string, { config, architecture, createdSeconds }: ImageFacts) {
  const created = new Date(createdSeconds * 1000).toISOString();
  return {
    created,
    architecture,
    os: "linux",
    config,
    rootfs: { type: "layers", diff_ids: [`sha256:${layer}`] },
    history: [{ created, created_by: "make image" }],
  };
}

/** All below a directory, in the order of names, as root's and of that time. */
function tarOf(directory: string, seconds: number): Buffer {
  const same = ["--sort=name", `--mtime=@${seconds}`, "--owner=0", "--group=0", "--numeric-owner", "--format=ustar"];
  const modes = "--mode=u+rwX,go+rX,go-w";
  return execFileSync("tar", ["-c", ...same, modes, "-C", directory, "."], { maxBuffer: 1 << 30 });
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
