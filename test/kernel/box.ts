// SPDX-License-Identifier: Apache-2.0
// A workload that is told by its cgroup, and acts done in it: what the kernel answered, and what was told.
import type { KernelName } from "../vm/machine.ts";
import { ACT, Guard } from "./fixture.ts";

/** What a box needs of the test it is for. */
interface Test {
  teardown(step: () => Promise<void>): void;
}

export const CGROUP = "/sys/fs/cgroup/box";

export interface Options {
  readonly posture?: "audit" | "block";
  /** Words for the kernel command line. */
  readonly append?: string;
  /** More lines of the daemon's configuration. */
  readonly config?: string;
}

export interface Done {
  /** Lines of test/kernel/act.c. */
  readonly answer: string;
  /** "ACTION POLICY RESOURCE DATA" of each alert. */
  readonly told: readonly string[];
}

export interface Where {
  readonly isHost?: boolean;
  readonly onTerminal?: boolean;
  readonly cwd?: string;
}

export class Box {
  readonly guard: Guard;

  private constructor(guard: Guard) {
    this.guard = guard;
  }

  static async start(test: Test, kernel: KernelName, options: Options = {}): Promise<Box> {
    const { posture = "audit", append = "", config: more = "" } = options;
    const config = `${more}workloads: [{name: box, namespace: box, labels: {app: box}, cgroup: /box}]
postures: {namespaces: {box: {file: ${posture}, network: ${posture}, capabilities: ${posture}}}}
`;
    const guard = await Guard.start({ kernel, append, config, before: `mkdir ${CGROUP}` });
    test.teardown(() => guard.stop());
    return new Box(guard);
  }

  /** Rules of the box by the names of policies: YAML below `spec`, indented by two. */
  async policies(rules: { readonly [name: string]: string }, ...others: readonly string[]): Promise<void> {
    const texts = Object.entries(rules).map(
      ([name, text]) => `apiVersion: security.kubearmor.com/v1
kind: KubeArmorPolicy
metadata: {name: ${name}, namespace: box}
spec:
  selector: {matchLabels: {app: box}}
${text}`,
    );
    await this.guard.policies(...texts, ...others);
    await this.guard.takeAlerts();
  }

  /** Runs a script as the host's root. */
  async shell(script: string): Promise<string> {
    const { status, stdout, stderr } = await this.guard.machine.exec(["sh", "-ec", script], { cwd: "/" });
    if (status !== 0) throw new Error(`${script}: status ${status}: ${stderr}`);
    return stdout.trim();
  }

  /** Does one act, its words parted by blanks. */
  async act(words: string, { isHost = false, onTerminal = false, cwd = "/" }: Where = {}): Promise<Done> {
    const enter = isHost ? "" : `echo $$ > ${CGROUP}/cgroup.procs; `;
    const argv = ["sh", "-c", `${enter}exec "$@"`, "sh", ACT, ...words.split(" ")];
    const terminal = onTerminal ? { terminal: { rows: 24, columns: 80 } } : {};
    const { status, stdout, stderr } = await this.guard.machine.exec(argv, { cwd, ...terminal });
    if (status !== 0) throw new Error(`act ${words}: status ${status}: ${stderr}`);
    const alerts = (await this.guard.takeAlerts()).filter(
      ({ Source, ProcessName }) => ProcessName?.startsWith(ACT) || Source?.startsWith(ACT),
    );
    return {
      answer: stdout.trim(),
      told: alerts.map(({ Action, PolicyName, Resource, Data }) =>
        [Action, PolicyName, Resource, Data].filter((it) => it !== "").join(" "),
      ),
    };
  }
}
