// SPDX-License-Identifier: Apache-2.0
// Boots a machine once, warms it up and saves it, so that every machine after it is restored in no time.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { Process, requestFor } from "./agent.ts";
import { cached, keepNewest, keyOf, stampOf, temporaryPath, touch } from "./cache.ts";
import { makeImage } from "./disk.ts";
import { initrd } from "./initrd.ts";
import { type KernelName, kernel } from "./kernel.ts";
import { type Hardware, MachineError, Qemu, qemuArguments, sleep } from "./qemu.ts";
import { rootImage } from "./root.ts";

const BOOT_MS_MAX = 120_000;
const SNAPSHOTS_MAX = 12; // some 150 MB each; one for every kernel and hardware in use

/** Programs that most machines run: from then on their files are in the guest's page cache. */
const warmUp = "node -e 0; bash -c 'ls -l / | grep -c . | sed s/1/2/ | awk 1; cat /proc/mounts; ip a; ps'";

/** Files of the cache under the names that QEMU uses. */
export type Files = Readonly<Record<string, string>>;

export async function bootFiles(name: KernelName): Promise<Files> {
  const kernelDir = await kernel(name);
  return { vmlinux: join(kernelDir, "vmlinux"), initrd: await initrd(name, kernelDir), root: await rootImage() };
}

/** The directory with the `ram` and the `state` of a machine that has these files and this hardware. */
export async function snapshot(name: KernelName, files: Files, hardware: Hardware): Promise<string> {
  const sources = ["snapshot.ts", "qemu.ts"].map((file) => readFileSync(join(import.meta.dirname, file), "utf8"));
  const inputs = Object.values(files)
    .map((path) => path.replace(/\/vmlinux$/, ""))
    .map((path) => basename(path));
  const key = keyOf(sources, inputs, hardware, stampOf("/usr/bin/qemu-system-x86_64"));
  const dir = await cached(`snapshot-${name}-${keyOf(hardware)}`, key, (path) => bootAndSave(path, files, hardware));
  touch(dir);
  keepNewest("snapshot-", SNAPSHOTS_MAX);
  return dir;
}

async function bootAndSave(path: string, files: Files, hardware: Hardware): Promise<void> {
  const dir = machineDir(files);
  for (const name of ["project", "modules"] as const) makeImage(join(dir, name), name);
  const qemu = new Qemu(dir, qemuArguments("save", hardware));
  const timer = setTimeout(() => qemu.stop(), BOOT_MS_MAX);
  try {
    await qemu.openControl();
    await untilAgentListens(qemu);
    const port = await qemu.agentPort();
    const warm = new Process(port, requestFor(["bash", "-c", warmUp], {}));
    warm.stdout.resume();
    warm.stderr.resume();
    await warm.status;
    await sleep(100); // until the connection is closed on both sides: a restored QEMU knows nothing of it
    await qemu.save();
    mkdirSync(path);
    for (const file of ["ram", "state"]) renameSync(join(dir, file), join(path, file));
  } catch (error) {
    const reason = `the machine did not boot: ${(error as Error).message}\n${lastWords(qemu)}`;
    throw new MachineError("BOOT", reason, { cause: error });
  } finally {
    clearTimeout(timer);
    qemu.remove();
  }
}

async function untilAgentListens(qemu: Qemu): Promise<void> {
  while (!qemu.console().includes("AGENT-READY")) {
    if (!qemu.isRunning) throw new MachineError("BOOT", "it ended, or took too long");
    await sleep(10);
  }
}

/** The end of the console, which tells most about a machine that is in trouble. */
export function lastWords(qemu: Qemu): string {
  const lines = `${qemu.console()}${qemu.complaints()}`.trimEnd().split("\n");
  return lines
    .slice(-60)
    .map((line) => `  console: ${line}`)
    .join("\n");
}

/** A fresh directory for a machine, with an image of `share`. Links keep the files if the cache replaces them. */
export function machineDir(files: Files, share?: string): string {
  const dir = temporaryPath("vm");
  mkdirSync(dir);
  try {
    for (const [name, path] of Object.entries(files)) linkSync(path, join(dir, name));
    makeImage(join(dir, "share"), "share", share);
  } catch (error) {
    rmSync(dir, { recursive: true });
    throw error;
  }
  return dir;
}
