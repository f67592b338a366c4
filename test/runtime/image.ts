// SPDX-License-Identifier: Apache-2.0
// An image for containers of tests, made of what the checkout has: busybox, and programs of build/test/.
//
//   node test/runtime/image.ts FILE     an archive in the format of OCI, as "ctr images import" and "podman load" take it
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { projectDir } from "../vm/disk.ts";

export const IMAGE = "localhost/bailiff-test:1";

const APPLETS = "sh cat ls sleep echo mount umount touch rm ln mv cp mkdir true nc unshare nsenter id chroot ps grep";
/** Here, and where they are in the image. */
const PROGRAMS = {
  "/bin/busybox": "bin/busybox",
  "build/test/act": "bin/act",
  "build/test/net": "bin/net",
  "build/test/prog": "usr/bin/tool",
};
const FILES = {
  "etc/passwd": "root:x:0:0:root:/root:/bin/sh\nuser:x:1000:1000:user:/:/bin/sh\n",
  "etc/group": "root:x:0:\nuser:x:1000:\n",
  "opt/secret": "secret\n",
  "opt/plain": "plain\n",
};

const tar = (directory: string, file: string) =>
  execFileSync("tar", [
    "--sort=name",
    "--mtime=@0",
    "--owner=0",
    "--group=0",
    "--numeric-owner",
    "-cf",
    file,
    "-C",
    directory,
    ".",
  ]);

function makeImage(file: string): void {
  const work = mkdtempSync(join(tmpdir(), "bailiff-image-"));
  try {
    const [root, layout] = [join(work, "root"), join(work, "layout")];
    for (const directory of ["bin", "etc", "opt", "tmp", "proc", "sys", "dev", "run", "usr/bin"])
      mkdirSync(join(root, directory), { recursive: true });
    for (const [program, place] of Object.entries(PROGRAMS)) {
      copyFileSync(resolve(projectDir, program), join(root, place));
      chmodSync(join(root, place), 0o755);
    }
    for (const applet of APPLETS.split(" ")) symlinkSync("busybox", join(root, "bin", applet));
    for (const [path, text] of Object.entries(FILES)) writeFileSync(join(root, path), text);

    const blobs = join(layout, "blobs/sha256");
    mkdirSync(blobs, { recursive: true });
    const add = (bytes: Buffer, mediaType: string) => {
      const digest = createHash("sha256").update(bytes).digest("hex");
      writeFileSync(join(blobs, digest), bytes);
      return { mediaType, digest: `sha256:${digest}`, size: bytes.length };
    };
    const json = (value: unknown) => Buffer.from(JSON.stringify(value));
    tar(root, join(work, "layer.tar"));
    const layer = add(readFileSync(join(work, "layer.tar")), "application/vnd.oci.image.layer.v1.tar");
    const config = add(
      json({
        architecture: process.arch === "arm64" ? "arm64" : "amd64",
        os: "linux",
        config: { Env: ["PATH=/bin"], Cmd: ["/bin/sleep", "1000000"] },
        rootfs: { type: "layers", diff_ids: [layer.digest] },
      }),
      "application/vnd.oci.image.config.v1+json",
    );
    const manifestType = "application/vnd.oci.image.manifest.v1+json";
    const manifest = add(json({ schemaVersion: 2, mediaType: manifestType, config, layers: [layer] }), manifestType);
    const annotations = { "io.containerd.image.name": IMAGE, "org.opencontainers.image.ref.name": "1" };
    writeFileSync(join(layout, "index.json"), json({ schemaVersion: 2, manifests: [{ ...manifest, annotations }] }));
    writeFileSync(join(layout, "oci-layout"), json({ imageLayoutVersion: "1.0.0" }));
    tar(layout, file);
  } finally {
    rmSync(work, { recursive: true });
  }
}

if (import.meta.main) makeImage(process.argv[2] ?? "");
