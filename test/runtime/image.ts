// SPDX-License-Identifier: Apache-2.0
// An image for containers of tests, made of what the checkout has: busybox, and programs of build/test/.
//
//   node test/runtime/image.ts FILE     an archive in the format of OCI, as "ctr images import" and "podman load" take it
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { writeArchive } from "../../deploy/image/archive.ts";
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

function makeImage(file: string): void {
  const root = mkdtempSync(join(tmpdir(), "bailiff-image-"));
  try {
    for (const directory of ["bin", "etc", "opt", "tmp", "proc", "sys", "dev", "run", "usr/bin"])
      mkdirSync(join(root, directory), { recursive: true });
    for (const [program, place] of Object.entries(PROGRAMS)) {
      copyFileSync(resolve(projectDir, program), join(root, place));
      chmodSync(join(root, place), 0o755);
    }
    for (const applet of APPLETS.split(" ")) symlinkSync("busybox", join(root, "bin", applet));
    for (const [path, text] of Object.entries(FILES)) writeFileSync(join(root, path), text);
    const config = { Env: ["PATH=/bin"], Cmd: ["/bin/sleep", "1000000"] };
    const architecture = process.arch === "arm64" ? "arm64" : "amd64";
    writeArchive(root, file, { name: IMAGE, version: "1", config, architecture, createdSeconds: 0 });
  } finally {
    rmSync(root, { recursive: true });
  }
}

if (import.meta.main) makeImage(process.argv[2] ?? "");
