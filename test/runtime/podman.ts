// SPDX-License-Identifier: Apache-2.0
// Debian's Podman in a test machine, with an image of ours. No service of it runs: each command is all there is.
import { join } from "node:path";
import { type Machine, projectDir } from "../vm/machine.ts";
import { IMAGE } from "./image.ts";

/** What a machine needs to run it in. */
export const PODMAN_SETUP = `
modprobe overlay
mkdir -p /etc/containers /tmp/out
echo '{"default":[{"type":"insecureAcceptAnything"}]}' > /etc/containers/policy.json
podman load -q -i ${join(projectDir, "build/test/image.tar")} > /dev/null
`;

export type OciRuntime = "runc" | "crun";

export interface Said {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export class Podman {
  readonly #machine: Machine;
  readonly #runtime: OciRuntime;

  /** In a machine that PODMAN_SETUP was run in. */
  constructor(machine: Machine, runtime: OciRuntime) {
    this.#machine = machine;
    this.#runtime = runtime;
  }

  /** Whatever its status. */
  async try(...args: readonly string[]): Promise<Said> {
    const argv = ["podman", "--cgroup-manager", "cgroupfs", "--runtime", this.#runtime, ...args];
    const { status, stdout, stderr } = await this.#machine.exec(argv, { timeoutMs: 180_000, cwd: "/" });
    return { status, stdout: stdout.trim(), stderr: stderr.trim() };
  }

  /** What it printed. Rejects where it fails. */
  async do(...args: readonly string[]): Promise<string> {
    const { status, stdout, stderr } = await this.try(...args);
    if (status !== 0) throw new Error(`podman ${args.join(" ")}: ${stderr}`);
    return stdout;
  }

  /** Starts a container in the host's network, with /tmp/out at /out; its id. */
  run(name: string, ...command: readonly string[]): Promise<string> {
    const flags = ["--network", "host", "--volume", "/tmp/out:/out", "--env", `NAME=${name}`];
    return this.do("run", "--detach", "--name", name, ...flags, IMAGE, ...command);
  }
}
