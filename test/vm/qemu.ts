// SPDX-License-Identifier: Apache-2.0
// One QEMU process in a directory of its own that holds all its files, and its control channel (QMP).
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type DiskName, diskBytes } from "./disk.ts";

export class MachineError extends Error {
  /** CONFIG: the caller's mistake. BOOT: it never came up. LOST: it went away. TIMEOUT: a command took too
   * long. REFUSED: the guest would not do it. */
  readonly code: "CONFIG" | "BOOT" | "LOST" | "TIMEOUT" | "REFUSED";
  constructor(code: MachineError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "MachineError";
    this.code = code;
  }
}

/** What the kernel, the devices and so a saved state depend on. */
export interface Hardware {
  readonly smp: number;
  readonly memoryMb: number;
  readonly append: string; // more words for the kernel command line
}

/** "save" and "restore" need the files `ram` and `state`; "once" is deterministic and has no network. */
export type Mode = "save" | "restore" | "once";

/** QEMU is started in its directory, where the files have the names used here: vmlinux, initrd, ram and the disks. */
export function qemuArguments(mode: Mode, { smp, memoryMb, append }: Hardware): string[] {
  const once = mode === "once";
  const kernelLine = [
    "console=ttyS0 quiet panic=-1 nokaslr mitigations=off tsc=reliable",
    once ? "norandmaps" : "",
    `vmroot=${deviceOf("root", mode)}`,
    append,
  ].filter(Boolean);
  return [
    ...["-nodefaults", "-no-user-config", "-no-reboot", "-display", "none"],
    ...["-serial", "file:console.log", "-qmp", "stdio"],
    ...["-M", once ? "q35,nvdimm=on" : "q35,memory-backend=ram", "-cpu", "max", "-smp", String(smp)],
    // Never thread=multi: a vCPU that patches kernel code (a jump label, a BPF trampoline) while another one runs it
    // ends in an int3 that nobody expects, with every kernel and QEMU tried.
    ...["-accel", "tcg,thread=single"],
    ...["-kernel", "vmlinux", "-initrd", "initrd", "-append", kernelLine.join(" ").trim()],
    ...(once ? onceArguments(memoryMb) : networkedArguments(mode, memoryMb)),
  ];
}

function networkedArguments(mode: Mode, memoryMb: number): string[] {
  // The memory is a file: shared with it while it is saved, a private copy-on-write view of it afterwards.
  const share = mode === "save" ? "on" : "off";
  return [
    ...["-m", String(memoryMb)],
    ...["-object", `memory-backend-file,id=ram,size=${memoryMb}M,mem-path=ram,share=${share}`],
    ...["-netdev", "user,id=net,restrict=on,hostfwd=tcp:127.0.0.1:0-:1"],
    ...["-device", "virtio-net-pci,netdev=net,romfile="],
    ...disks((name) => [
      ...["-drive", `file=${name},if=none,id=${name},format=raw,cache=unsafe,snapshot=on`],
      ...["-device", `virtio-blk-pci,drive=${name}`],
    ]),
    ...(mode === "restore" ? ["-incoming", "defer"] : []),
  ];
}

/**
 * Every instruction takes one nanosecond and nothing comes from outside at a time of the host's choosing. So the disks
 * are memory (a virtio disk answers when the host has read it), and what the guest sends goes to files at once.
 */
function onceArguments(memoryMb: number): string[] {
  const maximumMb = memoryMb + Object.values(diskBytes).reduce((sum, bytes) => sum + bytes, 0) / 2 ** 20;
  return [
    ...["-icount", "shift=0,sleep=off", "-seed", "1", "-rtc", "base=2024-01-01,clock=vm"],
    ...["-m", `${memoryMb},slots=${Object.keys(diskBytes).length},maxmem=${maximumMb}M`],
    ...disks((name, bytes) => [
      ...["-object", `memory-backend-file,id=${name},mem-path=${name},size=${bytes},share=off`],
      ...["-device", `nvdimm,id=nv-${name},memdev=${name}`],
    ]),
    ...["-device", "virtio-serial-pci,ioeventfd=off"],
    ...["answer", "files"].flatMap((name, index) => [
      ...["-chardev", `file,id=${name},path=${name}`],
      ...["-device", `virtserialport,chardev=${name},name=${name},nr=${index + 1}`],
    ]),
  ];
}

function disks(each: (name: DiskName, bytes: number) => string[]): string[] {
  return Object.entries(diskBytes).flatMap(([name, bytes]) => each(name as DiskName, bytes));
}

/** The disk's device in the guest. */
export function deviceOf(name: DiskName, mode: Mode): string {
  return mode === "once" ? `/dev/disk/${name}` : `/dev/vd${"abcd"[Object.keys(diskBytes).indexOf(name)]}`;
}

type Reply = { return?: unknown; error?: { desc: string } };

const running = new Set<Qemu>();
process.on("exit", () => {
  for (const qemu of running) qemu.remove();
});

export class Qemu {
  readonly dir: string;
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  isRunning = true;
  #process: ChildProcess;
  #complaints = "";
  #waiting: ((reply: Reply) => void)[] = [];

  constructor(dir: string, args: readonly string[]) {
    this.dir = dir;
    // setpriv becomes QEMU, which the kernel then kills when this process ends, even by SIGKILL. detached: Ctrl-C in a
    // terminal is for the command in the guest, not for QEMU.
    this.#process = spawn("setpriv", ["--pdeathsig", "KILL", "qemu-system-x86_64", ...args], {
      cwd: dir,
      stdio: ["pipe", "pipe", "pipe"],
      detached: true,
      env: { ...process.env, TMPDIR: dir },
    });
    running.add(this);
    this.ended = new Promise((resolve) => {
      const end = (): void => {
        this.isRunning = false;
        running.delete(this);
        for (const answer of this.#waiting.splice(0)) answer({ error: { desc: this.#complaints || "QEMU ended" } });
        resolve();
      };
      this.#process.once("close", end);
      this.#process.once("error", (error) => {
        this.#complaints += error.message;
        end();
      });
    });
    this.#process.stdin?.on("error", () => {});
    this.#process.stderr?.on("data", (text) => {
      this.#complaints += text;
    });
    if (this.#process.stdout)
      createInterface(this.#process.stdout).on("line", (line) => {
        const message: Reply = JSON.parse(line);
        if ("return" in message || "error" in message) this.#waiting.shift()?.(message);
      });
  }

  /** Sends a QMP command and returns its answer. Answers come in the order of the commands. */
  async command(execute: string, args: object = {}): Promise<unknown> {
    const reply = await new Promise<Reply>((resolve) => {
      if (!this.isRunning) return resolve({ error: { desc: this.#complaints || "QEMU ended" } });
      this.#waiting.push(resolve);
      this.#process.stdin?.write(`${JSON.stringify({ execute, arguments: args })}\n`);
    });
    if (reply.error) throw new MachineError("LOST", `QEMU, ${execute}: ${reply.error.desc.trim()}`);
    return reply.return;
  }

  /** Memory that is a file stays out of the saved state. */
  async openControl(): Promise<void> {
    await this.command("qmp_capabilities");
    await this.command("migrate-set-capabilities", {
      capabilities: [{ capability: "x-ignore-shared", state: true }],
    });
  }

  /** Stops the machine and writes its state; `ram` has the rest. The machine is gone afterwards. */
  async save(): Promise<void> {
    await this.command("stop");
    await this.command("migrate", { uri: "exec:cat > state" });
    for (;;) {
      const { status } = (await this.command("query-migrate")) as { status: string };
      if (status === "completed") break;
      if (status === "failed") throw new MachineError("BOOT", "QEMU could not save the machine");
      await sleep(5);
    }
    await this.stop();
  }

  async restore(): Promise<void> {
    await this.command("migrate-incoming", { uri: "exec:cat state" });
    for (;;) {
      const { status } = (await this.command("query-status")) as { status: string };
      if (status === "running") return;
      if (status === "paused") await this.command("cont"); // as it was when it was saved
      await sleep(2);
    }
  }

  /** The port of 127.0.0.1 that leads to the agent. */
  async agentPort(): Promise<number> {
    const table = await this.command("human-monitor-command", { "command-line": "info usernet" });
    const port = /TCP\[HOST_FORWARD\]\s+\S+\s+127\.0\.0\.1\s+(\d+)/.exec(String(table))?.[1];
    if (!port) throw new MachineError("BOOT", `QEMU does not listen for the agent:\n${table}`);
    return Number(port);
  }

  /** What the guest's kernel and init printed, escape codes of the firmware aside. */
  console(): string {
    try {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes start with one
      return readFileSync(join(this.dir, "console.log"), "utf8").replace(/\x1b\[[0-9;=?]*[A-Za-z]|\x1bc|\r/g, "");
    } catch {
      return "";
    }
  }

  /** What QEMU itself said on its standard error. */
  complaints(): string {
    return this.#complaints;
  }

  /** Resolves when the process is gone; its directory is still there. */
  async stop(): Promise<void> {
    if (this.isRunning) this.#process.kill("SIGKILL");
    await this.ended;
  }

  /** Removes the directory, and the process if it still runs. */
  remove(): void {
    if (this.isRunning) this.#process.kill("SIGKILL");
    rmSync(this.dir, { recursive: true, force: true });
  }
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
