// SPDX-License-Identifier: Apache-2.0
// Writes cpio archives ("newc") for the kernel's initramfs: the same entries always give the same bytes.

export type Entry = {
  readonly path: string; // without a leading slash, after its directory
  readonly type: "directory" | "file" | "link";
  readonly mode: number; // permissions
  readonly data: Buffer; // a link's target
};

const typeBits = { directory: 0o040000, file: 0o100000, link: 0o120000 };

export function cpio(entries: readonly Entry[]): Buffer {
  const archive = entries.flatMap((entry, index) => record(entry.path, index + 1, entry));
  archive.push(...record("TRAILER!!!", 0, { type: "file", mode: 0, data: Buffer.alloc(0) }));
  return Buffer.concat(archive);
}

function record(path: string, inode: number, { type, mode, data }: Omit<Entry, "path">): Buffer[] {
  const name = Buffer.from(`${path}\0`);
  const links = type === "directory" ? 2 : 1;
  const fields = [inode, typeBits[type] | mode, 0, 0, links, 1, data.length, 0, 0, 0, 0, name.length, 0];
  const header = Buffer.from(`070701${fields.map((field) => field.toString(16).padStart(8, "0")).join("")}`);
  return [...padded(header, name), ...padded(data)];
}

/** To a multiple of four bytes, as the format wants after the name and after the data. */
function padded(...parts: Buffer[]): Buffer[] {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return [...parts, Buffer.alloc((4 - (length % 4)) % 4)];
}
