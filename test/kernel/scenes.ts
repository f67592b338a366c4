// SPDX-License-Identifier: Apache-2.0
// Tables of acts: under which rules, what is done, what it is answered, what is told. Each is done twice: by a process of the
// host, and by one of a workload that is told by its cgroup.
import t from "tap";
import { projectDir } from "../vm/machine.ts";
import { Guard, hostPolicy, KERNELS, POLICY_DIR } from "./fixture.ts";

/** Says of each act what the kernel answered: see `acts do` in test/model/acts.c. */
export const ACTS = `${projectDir}/build/test/model-acts`;
const CGROUP = "/sys/fs/cgroup/box";

/** Of the workload. The host's are always "audit": without its programs there is no machine to ask. */
export type PostureOfBox = "audit" | "block";

interface Manner {
  /** Default root. */
  readonly uid?: number;
  /** A copy of ACTS. Default itself. */
  readonly program?: string;
  /** What that leads to, where it is a link: the alert names it. */
  readonly runs?: string;
  readonly onTerminal?: boolean;
  /** What the host's process is answered, and what is told of that, where it is not the same. */
  readonly onHost?: { readonly answer: string; readonly told: string | null };
}

/** What the act is, words of `acts do`, the answer, and what is told of it, "ACTION POLICY RESOURCE", null for nothing. */
export type Deed = readonly [name: string, act: string, answer: string, told: string | null, manner?: Manner];

export interface Scene {
  readonly name: string;
  /** YAML below `spec` by the names of policies, indented by two. */
  readonly policies: { readonly [name: string]: string };
  readonly deeds: readonly Deed[];
}

/** Of all classes that scenes have rules of, so that their programs are attached once; Guard.policies leaves it. */
const BASE = hostPolicy(
  "base",
  "  file: {matchPaths: [{path: /nothing}]}\n  process: {matchPaths: [{path: /nothing}]}\n",
);

/** `setup`: a script that makes what the acts are done to. It is run again before each scene. */
export function play(what: string, setup: string, scenes: readonly Scene[], posture: PostureOfBox = "audit"): void {
  const config = `workloads: [{name: box, namespace: box, labels: {app: box}, cgroup: /box}]
postures: {namespaces: {box: {file: ${posture}, network: ${posture}, capabilities: ${posture}}}}
`;
  for (const kernel of KERNELS) {
    t.test(`${what} on ${kernel}`, async (t) => {
      const guard = await Guard.start({
        kernel,
        config,
        before: `mkdir ${CGROUP}\ncat > ${POLICY_DIR}/base.yml <<'END'\n${BASE}END\n`,
      });
      t.teardown(() => guard.stop());
      for (const { name, policies, deeds } of scenes) {
        await t.test(name, async (t) => {
          await guard.policies();
          const { status, stderr } = await guard.machine.exec(["sh", "-ec", setup], { cwd: "/" });
          t.equal(status, 0, stderr);
          await guard.policies(...Object.entries(policies).flatMap(([name, rules]) => bothPolicies(name, rules)));
          await guard.takeAlerts();
          for (const isHost of [true, false]) {
            for (const [name, act, answer, told, manner = {}] of deeds) {
              const want = (isHost && manner.onHost) || { answer, told };
              const got = await done(guard, act, manner, isHost);
              t.strictSame(
                got,
                { answer: want.answer, told: want.told === null ? [] : [want.told] },
                `${isHost ? "host" : "box"}: ${name}`,
              );
            }
          }
        });
      }
    });
  }
}

function bothPolicies(name: string, rules: string): readonly string[] {
  const box = `apiVersion: security.kubearmor.com/v1
kind: KubeArmorPolicy
metadata: {name: ${name}, namespace: box}
spec:
  selector: {matchLabels: {app: box}}
${rules}`;
  return [hostPolicy(name, rules), box];
}

async function done(
  guard: Guard,
  act: string,
  { uid = 0, program = ACTS, runs = program, onTerminal = false }: Manner,
  isHost: boolean,
) {
  const as = uid === 0 ? [] : ["setpriv", `--reuid=${uid}`, `--regid=${uid}`, "--clear-groups"];
  const enter = isHost ? "" : `echo $$ > ${CGROUP}/cgroup.procs; `;
  const argv = ["sh", "-c", `${enter}exec "$@"`, "sh", ...as, program, "do", ...act.split(" ")];
  const terminal = onTerminal ? { terminal: { rows: 24, columns: 80 } } : {};
  const { status, stdout, stderr } = await guard.machine.exec(argv, { cwd: "/", ...terminal });
  if (status !== 0) throw new Error(`${act}: status ${status}: ${stderr}`);
  const alerts = (await guard.takeAlerts()).filter(
    ({ Source, ProcessName }) => ProcessName === runs || Source?.startsWith(runs),
  );
  return {
    answer: stdout.trim(),
    told: alerts.map(({ Action, PolicyName, Resource }) => `${Action} ${PolicyName} ${Resource}`),
  };
}
