// SPDX-License-Identifier: Apache-2.0
// What the tests in a machine share: a running bailiffd, policies put into its directory, acts done for real, and the
// alerts as a gRPC client on this side of the network receives them.
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "@grpc/grpc-js";
import t from "tap";
import { open, watch } from "../../src/cli/client.ts";
import type { bailiff, feeder } from "../../src/gen/proto.js";
import { call } from "../../src/grpc-call.ts";
import { LogService, NodeService } from "../../src/rpc.ts";
import { type KernelName, Machine, type MachineOptions, type Process, projectDir } from "../vm/machine.ts";

const BOTH: readonly KernelName[] = ["6.1", "6.12"];
/** BAILIFF_KERNEL: one of them alone. */
export const KERNELS = BOTH.filter((it) => it === (process.env.BAILIFF_KERNEL ?? it));

const isAll = process.env.BAILIFF_ALL === "1" || process.env.BAILIFF_KERNEL !== undefined;
/** Where user space alone makes the difference, one is enough; BAILIFF_ALL=1: all the same. */
export const USUAL_KERNELS = KERNELS.filter((it) => isAll || it === "6.12");

/** Words for the kernel command line: its list of LSMs has no "bpf". */
export const NO_BPF_LSM = "lsm=landlock,lockdown,yama,integrity,apparmor";

/** What decides in the machines of all tests. BAILIFF_ENFORCER=fmod_ret: kernels without "bpf" among their LSMs. */
export const ENFORCER = process.env.BAILIFF_ENFORCER === "fmod_ret" ? "fmod_ret" : "BPFLSM";

export const POLICY_DIR = "/etc/bailiff/policies.d";
const CONFIG_FILE = "/etc/bailiff/config.yaml";
const STAGE_DIR = "/etc/bailiff/staged"; // on the same file system
export const ACT = join(projectDir, "build/test/act");
export const DAEMON = ["node", join(projectDir, "dist/bailiffd.js")];
const CLI = ["node", join(projectDir, "dist/bailiff.js")];
const GRPC_PORT = 32767;
/** Alerts that do not come for so long do not come: a machine beside others may stand still for seconds. */
const STILL_MS = 60_000;

/** One machine serves a file of tests, which is more than tap gives a test by itself. */
t.setTimeout(1_800_000);

export interface ActOptions {
  /** uid to act as; default root. */
  readonly uid?: number;
  readonly cwd?: string;
}

export interface GuardOptions extends MachineOptions {
  /** Lines of the daemon's configuration. Alerts are not throttled, unless they say so. */
  readonly config?: string;
  /** Flags of the daemon. */
  readonly flags?: readonly string[];
  /** A script that is run before the daemon. Default none. */
  readonly before?: string;
}

/** A machine in which bailiffd enforces, or observes. */
export class Guard {
  readonly machine: Machine;
  /** On this side; leads to the daemon's gRPC address. */
  readonly grpc: string;
  readonly alerts: feeder.IAlert[] = [];
  daemon: Process;
  #log = "";
  #client: Client;
  #stopWatching = () => {};
  readonly #flags: readonly string[];

  private constructor(machine: Machine, grpc: string, flags: readonly string[]) {
    this.machine = machine;
    this.#flags = flags;
    this.grpc = grpc;
    this.#client = open(grpc);
    this.daemon = this.#spawn();
  }

  /** Starts a machine and the daemon in it, and waits until it enforces and this side watches its alerts. */
  static async start({ config = "", flags = [], before = "", ...options }: GuardOptions = {}): Promise<Guard> {
    const append = [options.append ?? "", ENFORCER === "fmod_ret" ? NO_BPF_LSM : ""].join(" ").trim();
    const machine = await Machine.start({ ...options, append });
    const { status, stderr } = await machine.exec(["sh", "-ec", `mkdir -p ${POLICY_DIR}\n${before}`]);
    if (status !== 0) throw new Error(`the machine could not be set up: ${stderr}`);
    const throttle = config.includes("alertsPerSecond:") ? "" : "alertsPerSecond: 0\n";
    await machine.writeFile(CONFIG_FILE, `${throttle}${config}`);
    const port = await machine.forward(GRPC_PORT);
    const guard = new Guard(machine, `127.0.0.1:${port}`, flags);
    await guard.#untilReady();
    return guard;
  }

  /** Starts the daemon again after it has ended. It adopts what the one before left in force. */
  async restart(): Promise<void> {
    this.#stopWatching();
    this.#taken += this.alerts.length;
    this.alerts.length = 0;
    this.daemon = this.#spawn();
    await this.#untilReady();
  }

  /** Ends what a daemon that has ended left in force: the next one begins from nothing. */
  async disarm(): Promise<void> {
    const { status, stderr } = await this.cli("disarm");
    if (status !== 0) throw new Error(`disarm: ${stderr}`);
    this.#taken = 0;
  }

  #spawn(): Process {
    const daemon = this.machine.spawn([...DAEMON, ...this.#flags]);
    daemon.stdout.resume();
    daemon.stderr.on("data", (bytes: Buffer) => {
      this.#log += bytes;
    });
    return daemon;
  }

  async #untilReady(): Promise<void> {
    const deadline = Date.now() + 240_000; // the kernel verifies the programs, emulated
    for (;;) {
      this.#client.close();
      this.#client = open(this.grpc); // what a client has found closed it does not try again at once
      const status = await this.status().catch((error: Error) => ({ state: error.message }));
      if (status.state === "enforcing" || status.state === "observing") return this.#watch();
      if (Date.now() > deadline) {
        await this.stop();
        throw new Error(`bailiffd does not enforce: ${status.state}\n${this.#log}`);
      }
      await sleep(100);
    }
  }

  /** The daemon's log so far. */
  log(): string {
    return this.#log;
  }

  /** Runs the CLI in the machine. */
  cli(...args: readonly string[]) {
    return this.machine.exec([...CLI, ...args]);
  }

  /** Replaces all policies, if they are others, and waits until the daemon enforces these. */
  async policies(...texts: readonly string[]): Promise<bailiff.v1.IStatus> {
    const asked = JSON.stringify(texts);
    if (asked === this.#asked) return this.status();
    this.#asked = asked;
    // A policy for another node, told apart by its name, shows in the status when the daemon has read this set.
    const mark = `mark-${++this.#marks}`;
    const files = [...texts, hostPolicy(mark, "  file: {matchPaths: [{path: /mark}]}\n").replace('"*"', "elsewhere")];
    // Nothing is run after the move: the daemon may already deny it.
    // They are moved in the order of their names, the mark last.
    const staged = files.map((text, i) => `cat > ${1000 + i}.yaml <<'END_OF_POLICY'\n${text}\nEND_OF_POLICY\n`);
    const script = `set -e; mkdir -p ${STAGE_DIR}; cd ${STAGE_DIR}\n${staged.join("")}rm -f ${POLICY_DIR}/*.yaml; exec mv *.yaml ${POLICY_DIR}`;
    const { status: failed, stderr } = await this.machine.exec(["sh"], { input: script });
    if (failed !== 0) throw new Error(`the policies could not be written: ${stderr}`);
    const deadline = Date.now() + 240_000; // the kernel verifies the programs that the rules need, emulated
    for (;;) {
      const status = await this.status();
      const documents = status.policies ?? [];
      if (documents.some(({ name }) => name === mark)) return status;
      if (Date.now() > deadline) throw new Error(`the daemon did not take up the policies: ${JSON.stringify(status)}`);
      await sleep(20);
    }
  }
  #marks = 0;
  #asked = "";

  /** Writes one file of the policy directory; does not wait. */
  writePolicy(name: string, text: string): Promise<void> {
    return this.machine.writeFile(join(POLICY_DIR, name), text);
  }

  async removePolicy(name: string): Promise<void> {
    await this.machine.exec(["rm", join(POLICY_DIR, name)]);
  }

  /**
   * Over the connection that stands since before the policies, which may forbid new ones. Waits longer than a person would:
   * thousands of records go first, in an emulated machine.
   */
  status(): Promise<bailiff.v1.IStatus> {
    return call(this.#client, NodeService.GetStatus, {}, 180_000);
  }

  /** Whom policies bind, "namespace/pod/container" each, in order; and the host. */
  async workloads(): Promise<readonly string[]> {
    const { workloads = [] } = await call(this.#client, NodeService.GetWorkloads, { id: "" }, 180_000);
    const names = (workloads ?? []).map(({ kind, namespace, pod, name }) =>
      kind === "host" ? "host" : `${namespace}/${pod}/${name}`,
    );
    return names.sort();
  }

  /** Does one act of test/kernel/act.c and returns its lines: "ok" or the errno's name for each step. */
  async act(args: readonly (string | number)[], { uid = 0, cwd = "/" }: ActOptions = {}): Promise<string> {
    const argv = [ACT, ...args.map(String)];
    const as = uid === 0 ? argv : ["setpriv", `--reuid=${uid}`, `--regid=${uid}`, "--clear-groups", ...argv];
    const { status, stdout, stderr } = await this.machine.exec(as, { cwd });
    if (status !== 0) throw new Error(`act ${args.join(" ")}: status ${status}: ${stderr}`);
    return stdout.trim();
  }

  /** The alerts since the last call, once all that the acts so far caused have come. Rejects when they stop coming. */
  async takeAlerts(): Promise<feeder.IAlert[]> {
    // Every record is in the ring before its act returns, and the kernel counts them.
    const { counters } = await this.status();
    const told = Number(counters?.records ?? 0);
    let came = this.alerts.length;
    let deadline = Date.now() + STILL_MS;
    while (this.#taken + came < told) {
      if (Date.now() > deadline) {
        throw new Error(`${told} records, ${this.#taken + came} alerts arrived\n${this.#log}`);
      }
      await sleep(5);
      if (this.alerts.length > came) deadline = Date.now() + STILL_MS;
      came = this.alerts.length;
    }
    this.#taken += came;
    return this.alerts.splice(0, came);
  }
  #taken = 0; // since the kernel began to count

  async stop(): Promise<void> {
    this.#stopWatching();
    await this.machine.stop();
  }

  async #watch(): Promise<void> {
    const stream = watch(this.#client, LogService.WatchAlerts, { Filter: "policy" });
    stream.on("data", (alert: feeder.IAlert) => this.alerts.push(alert));
    stream.on("error", () => {}); // the machine is stopped before the stream
    this.#stopWatching = () => {
      stream.cancel();
      this.#client.close();
    };
    const deadline = Date.now() + STILL_MS;
    while (Number((await this.status()).counters?.subscribers ?? 0) === 0) {
      if (Date.now() > deadline) throw new Error("the alert stream does not open");
      await sleep(10);
    }
  }
}

/** A host policy for this node; `rules` is YAML below `spec`, indented by two. */
export function hostPolicy(name: string, rules: string): string {
  return `apiVersion: security.kubearmor.com/v1
kind: KubeArmorHostPolicy
metadata:
  name: ${name}
spec:
  nodeSelector:
    matchLabels:
      kubearmor.io/hostname: "*"
${rules}`;
}

/** Whether it becomes so in time; asked all the while. */
export async function within(ms: number, isSo: () => Promise<boolean>): Promise<boolean> {
  const deadline = Date.now() + ms;
  while (Date.now() < deadline) {
    if (await isSo()) return true;
    await sleep(50);
  }
  return false;
}
