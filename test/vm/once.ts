// SPDX-License-Identifier: Apache-2.0
// A machine for one command in which time is the number of instructions: the same files and command give the same run,
// to the nanosecond. It boots anew each time, and all that it gets is there before it starts.
import { closeSync, existsSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { encode, FrameReader, requestFor, type SpawnOptions } from "./agent.ts";
import { cpio } from "./cpio.ts";
import { modulesImage, projectImage } from "./disk.ts";
import { gather, hardwareOf, type MachineOptions, mountFrames } from "./machine.ts";
import { MachineError, Qemu, qemuArguments, sleep } from "./qemu.ts";
import { bootFiles, lastWords } from "./snapshot.ts";

export interface OnceOptions extends SpawnOptions {
  readonly input: Uint8Array;
  readonly timeoutMs: number; // of the host's time; 0: none
  readonly onStdout: (bytes: Buffer) => void;
  readonly onStderr: (bytes: Buffer) => void;
}

export interface OnceResult {
  readonly status: number | undefined; // undefined: the time was up
  readonly files: Buffer | undefined; // a tar archive of what the command left in outDir
}

/** Rejects with a MachineError as Machine.start does, and with LOST when the machine ends before the command. */
export async function runOnce(
  options: MachineOptions,
  argv: readonly string[],
  once: OnceOptions,
): Promise<OnceResult> {
  const { kernel, hardware, share } = hardwareOf(options);
  const dir = await gather(share, async () => {
    const boot = await bootFiles(kernel);
    const [project, modules] = await Promise.all([projectImage(), modulesImage()]);
    return { ...boot, project, modules };
  });
  const request = [...mountFrames("once", share !== undefined), ...requestFor(argv, once)].map(encode);
  addToInitrd(join(dir, "initrd"), "request", Buffer.concat([...request, once.input]));

  const qemu = new Qemu(dir, qemuArguments("once", hardware));
  try {
    const deadlineMs = once.timeoutMs ? performance.now() + once.timeoutMs : Number.POSITIVE_INFINITY;
    const status = await follow(qemu, once, deadlineMs);
    const files = join(dir, "files");
    return { status, files: existsSync(files) && readFrom(files, 0).length > 0 ? readFileSync(files) : undefined };
  } finally {
    await qemu.stop();
    qemu.remove();
  }
}

/** Passes on what the command writes while the machine runs, and returns the command's status. */
async function follow(
  qemu: Qemu,
  { onStdout, onStderr }: OnceOptions,
  deadlineMs: number,
): Promise<number | undefined> {
  const answer = join(qemu.dir, "answer");
  const reader = new FrameReader();
  let status: number | undefined;
  let position = 0;
  for (;;) {
    const wasRunning = qemu.isRunning; // what it wrote before it ended is read below
    const bytes = readFrom(answer, position);
    position += bytes.length;
    for (const [type, payload] of reader.take(bytes)) {
      if (type === "O") onStdout(payload);
      else if (type === "X") onStderr(payload);
      else if (type === "Q") status = payload.readUInt32BE();
      else if (type === "F") throw new MachineError("REFUSED", payload.toString());
    }
    if (!wasRunning) break;
    if (performance.now() > deadlineMs) return undefined;
    await sleep(20);
  }
  if (status === undefined) throw new MachineError("LOST", `the machine ended before the command\n${lastWords(qemu)}`);
  return status;
}

function readFrom(file: string, position: number): Buffer {
  if (!existsSync(file)) return Buffer.alloc(0);
  const bytes = Buffer.alloc(1 << 20);
  const fd = openSync(file, "r");
  try {
    return bytes.subarray(0, readSync(fd, bytes, 0, bytes.length, position));
  } finally {
    closeSync(fd);
  }
}

/** The kernel unpacks archives that follow each other. The file is a link to the cache's: replace it. */
function addToInitrd(initrd: string, path: string, data: Buffer): void {
  const archive = Buffer.concat([readFileSync(initrd), cpio([{ path, type: "file", mode: 0o600, data }])]);
  rmSync(initrd);
  writeFileSync(initrd, archive);
}
