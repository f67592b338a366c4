// SPDX-License-Identifier: Apache-2.0
// Debian kernels, taken from their packages and never installed: vmlinux and the modules.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cached, entriesOf, keyOf, run, touch } from "./cache.ts";

/** Each is a metapackage that depends on the newest image of its kind. "full" has the drivers of real machines too. */
export const kernelPackages = {
  "6.12": "linux-image-6.12-cloud-amd64",
  "6.1": "linux-image-cloud-amd64",
  "full-6.12": "linux-image-6.12-amd64",
} as const;

export type KernelName = keyof typeof kernelPackages;

/** A directory with `vmlinux` and `lib/modules/<version>/`. Takes what is there; `newest` asks apt for a newer one. */
export async function kernel(name: KernelName, { newest = false } = {}): Promise<string> {
  const [present] = entriesOf(`kernel-${name}`);
  if (present && !(newest && olderThanPackageLists(present))) return present;

  const image = imagePackage(kernelPackages[name]);
  const entry = await cached(`kernel-${name}`, keyOf(image), (dir) => unpack(image, dir));
  touch(entry);
  return entry;
}

/** What apt knows has changed since the entry was made or last compared: its lists have. */
export function olderThanPackageLists(entry: string): boolean {
  const lists = statSync("/var/lib/apt/lists", { throwIfNoEntry: false });
  return !lists || lists.mtimeMs > statSync(entry).mtimeMs;
}

/** The image that the metapackage stands for now, as "package=version". */
function imagePackage(metapackage: string): string {
  const depends = run("apt-cache", ["depends", "--important", metapackage]).toString();
  const image = /Depends: (linux-image-\d\S*)/.exec(depends)?.[1];
  const version =
    image && /^Version: (\S+)/m.exec(run("apt-cache", ["show", "--no-all-versions", image]).toString())?.[1];
  if (!version) throw new Error(`apt knows no kernel image for ${metapackage}: is "apt-get update" needed?`);
  return `${image}=${version}`;
}

async function unpack(image: string, dir: string): Promise<void> {
  const unpacked = join(dir, "unpacked");
  mkdirSync(unpacked, { recursive: true });
  run("apt-get", ["-q", "-o", "APT::Sandbox::User=root", "download", image], { cwd: dir });
  const [archive = ""] = readdirSync(dir).filter((file) => file.endsWith(".deb"));
  run("dpkg-deb", ["-x", archive, "unpacked"], { cwd: dir });

  const [version = ""] = readdirSync(join(unpacked, "lib/modules"));
  writeFileSync(join(dir, "vmlinux"), vmlinux(readFileSync(join(unpacked, "boot", `vmlinuz-${version}`))));
  mkdirSync(join(dir, "lib"));
  renameSync(join(unpacked, "lib/modules"), join(dir, "lib/modules"));
  run("depmod", ["-b", dir, version]);
  rmSync(join(dir, archive));
  rmSync(unpacked, { recursive: true });
}

/**
 * The ELF file inside a bzImage. QEMU enters it at once by its PVH note, where the bzImage would spend most of a second
 * of emulated time decompressing itself. Offsets: Documentation/arch/x86/boot.rst of the kernel.
 */
function vmlinux(image: Buffer): Buffer {
  const setupSectors = image.readUInt8(0x1f1) || 4;
  const start = (setupSectors + 1) * 512 + image.readUInt32LE(0x248);
  const payload = image.subarray(start, start + image.readUInt32LE(0x24c) - 4); // its last field is the size
  const magic = payload.toString("hex", 0, 4);
  const decompressor = { "28b52ffd": "zstd", "02214c18": "lz4", fd377a58: "xz" }[magic];
  if (!decompressor) throw new Error(`the kernel is compressed in a way not known here, magic number ${magic}`);
  const elf = run(decompressor, ["-dc"], { input: payload });
  if (elf.toString("latin1", 0, 4) !== "\x7fELF") throw new Error("the kernel image holds no ELF file");
  return elf;
}
