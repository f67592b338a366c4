// SPDX-License-Identifier: Apache-2.0
// Debian's containerd and runc in a test machine, with an image of ours, asked over CRI as a kubelet would.
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Machine, type Process, projectDir } from "../vm/machine.ts";
import { CriClient } from "./cri-client.ts";
import { IMAGE } from "./image.ts";

export const CONTAINERD_SOCKET = "/run/containerd/containerd.sock";

/** What a machine needs to run it in: a module, its configuration, and the gate's hook. */
export const CONTAINERD_SETUP = `
modprobe overlay
mkdir -p /etc/containerd /tmp/out; touch /etc/resolv.conf
chmod 777 /tmp/out
cat > /etc/containerd/config.toml <<'END_OF_CONFIG'
version = 2
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${IMAGE}"
  restrict_oom_score_adj = true
END_OF_CONFIG
`;

export const installHook = (...flags: readonly string[]) =>
  `node ${join(projectDir, "dist/bailiff.js")} install-hook ${flags.join(" ")}\n`;

const IMAGE_FILE = join(projectDir, "build/test/image.tar");

export class Containerd {
  /** Another one after each restart: what a client has found closed it does not try again at once. */
  cri: CriClient;
  readonly #address: string;
  readonly #machine: Machine;
  #process: Process;
  #log = "";

  private constructor(machine: Machine, process: Process, address: string) {
    this.#machine = machine;
    this.#process = process;
    this.#address = address;
    this.cri = new CriClient(address);
    process.stdout.resume();
    process.stderr.on("data", (bytes: Buffer) => {
      this.#log += bytes;
    });
  }

  /** In a machine that CONTAINERD_SETUP was run in. */
  static async start(machine: Machine): Promise<Containerd> {
    const port = await machine.forward(CONTAINERD_SOCKET);
    const containerd = new Containerd(machine, machine.spawn(["containerd"]), `127.0.0.1:${port}`);
    await containerd.#untilReady();
    const { status, stderr } = await machine.exec(["ctr", "-n", "k8s.io", "images", "import", IMAGE_FILE]);
    if (status !== 0) throw new Error(`the image could not be imported: ${stderr}`);
    return containerd;
  }

  async #untilReady(): Promise<void> {
    const script = "for i in $(seq 600); do ctr version > /dev/null 2>&1 && exit; sleep 0.2; done; exit 1";
    const { status } = await this.#machine.exec(["sh", "-c", script], { timeoutMs: 180_000 });
    if (status !== 0) throw new Error(`containerd does not run: ${this.#log}`);
    for (let i = 0; ; i++) {
      this.cri.close();
      this.cri = new CriClient(this.#address);
      try {
        await this.cri.version();
        return;
      } catch (error) {
        if (i === 300) throw error;
        await sleep(200);
      }
    }
  }

  log(): string {
    return this.#log;
  }

  /** Ends it as a crash would; its containers run on. */
  async kill(): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#process.status;
  }

  async restart(): Promise<void> {
    this.#process = this.#machine.spawn(["containerd"]);
    this.#process.stdout.resume();
    this.#process.stderr.resume();
    await this.#untilReady();
  }

  async stop(): Promise<void> {
    this.cri.close();
    await this.kill();
  }
}
