// SPDX-License-Identifier: Apache-2.0
// The initramfs of a kernel: busybox, the agent, the init script and the modules, decompressed and in load order.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { cached, keyOf, run, stampOf } from "./cache.ts";
import { cpio, type Entry } from "./cpio.ts";
import type { KernelName } from "./kernel.ts";

/** Loaded at boot, those that the kernel has as modules. crc32c_generic: ext4 asks for it by an alias. */
const loaded = "crc32c_generic virtio_pci virtio_blk virtio_net virtio_console nfit nd_pmem ext4 overlay";

/** There for modprobe and for the kernel to ask for: what containers and their networks use. */
const shipped =
  "veth bridge br_netfilter loop tun dummy nf_tables nft_compat nft_chain_nat nft_masq nf_nat xt_MASQUERADE " +
  "xt_comment xt_addrtype xt_conntrack ip_tables iptable_nat iptable_filter vsock_loopback sch_ingress cls_bpf";

const here = import.meta.dirname;
const busybox = "/bin/busybox";

export async function initrd(name: KernelName, kernelDir: string): Promise<string> {
  const sources = ["agent.c", "init.sh", "initrd.ts", "cpio.ts"].map((file) => readFileSync(join(here, file), "utf8"));
  const key = keyOf(basename(kernelDir), sources, stampOf(busybox));
  return cached(`initrd-${name}`, key, async (path) => {
    const stage = `${path}.stage`;
    mkdirSync(stage);
    try {
      writeFileSync(path, cpio(contents(kernelDir, stage)));
    } finally {
      rmSync(stage, { recursive: true });
    }
  });
}

function contents(kernelDir: string, stage: string): Entry[] {
  const agent = join(stage, "agent");
  run("cc", ["-std=gnu11", "-O2", "-Wall", "-static", "-s", "-o", agent, join(here, "agent.c")]);
  const directories = ["bin", "dev", "proc", "sys", "root", "lib", "lib/modules"].map(directory);
  const { entries, loadOrder } = modules(kernelDir, stage);
  return [
    ...directories,
    file("bin/busybox", readFileSync(busybox)),
    file("bin/agent", readFileSync(agent)),
    file("init", readFileSync(join(here, "init.sh"))),
    file("load", Buffer.from(loadOrder.map((path) => `/${path}\n`).join(""))),
    ...entries,
  ];
}

function modules(kernelDir: string, stage: string): { entries: Entry[]; loadOrder: string[] } {
  const [version = ""] = readdirSync(join(kernelDir, "lib/modules"));
  const dir = `lib/modules/${version}`;
  const dependencies = readDependencies(join(kernelDir, dir, "modules.dep"));
  const load = closure(loaded.split(" "), dependencies);
  for (const path of closure([...loaded.split(" "), ...shipped.split(" ")], dependencies)) {
    const target = join(stage, dir, uncompressed(path));
    mkdirSync(dirname(target), { recursive: true });
    const source = join(kernelDir, dir, path);
    if (path.endsWith(".xz")) writeFileSync(target, run("xz", ["-dc", source]));
    else copyFileSync(source, target);
  }
  for (const list of ["modules.order", "modules.builtin", "modules.builtin.modinfo"])
    copyFileSync(join(kernelDir, dir, list), join(stage, dir, list));
  run("depmod", ["-b", stage, version]);
  return { entries: tree(stage, dir), loadOrder: load.map((path) => join(dir, uncompressed(path))) };
}

function readDependencies(list: string): Map<string, string[]> {
  const lines = readFileSync(list, "utf8").trimEnd().split("\n");
  return new Map(
    lines.map((line) => {
      const [path = "", needs = ""] = line.split(":");
      return [path, needs.split(" ").filter(Boolean)];
    }),
  );
}

/** The modules' paths, each after those that it needs. Names that this kernel has not, or has built in, are left out. */
function closure(names: readonly string[], dependencies: ReadonlyMap<string, string[]>): string[] {
  const pathOf = new Map([...dependencies.keys()].map((path) => [moduleName(path), path]));
  const ordered = new Set<string>();
  const add = (path: string): void => {
    for (const needed of (dependencies.get(path) ?? []).toReversed()) if (!ordered.has(needed)) add(needed);
    ordered.add(path);
  };
  for (const name of names) {
    const path = pathOf.get(name);
    if (path) add(path);
  }
  return [...ordered];
}

function moduleName(path: string): string {
  return basename(path)
    .replace(/\.ko.*/, "")
    .replaceAll("-", "_");
}

function uncompressed(path: string): string {
  return path.replace(/\.xz$/, "");
}

function tree(root: string, dir: string): Entry[] {
  const children = readdirSync(join(root, dir), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const entries = children.map((child) => {
    const path = join(dir, child.name);
    return child.isDirectory() ? tree(root, path) : [file(path, readFileSync(join(root, path)))];
  });
  return [directory(dir), ...entries.flat()];
}

function directory(path: string): Entry {
  return { path, type: "directory", mode: 0o755, data: Buffer.alloc(0) };
}

function file(path: string, data: Buffer): Entry {
  return { path, type: "file", mode: 0o755, data };
}
