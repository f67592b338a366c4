// SPDX-License-Identifier: Apache-2.0
// Random policies and random acts in a real kernel, against the reference model: the same answers, the same alerts. What is held
// on files by marks has the same name all the while: an act that gives a file another name is undone before the next.
//
//   BAILIFF_SEED=N               the run that printed this seed
//   BAILIFF_MODEL_DECISIONS=N    so many decisions, over both kernels together (default 20,000)

import { createInterface } from "node:readline";
import fc from "fast-check";
import t from "tap";
import { parsePolicies } from "../../src/policy/parse.ts";
import { DEFAULT_POSTURES, type Postures } from "../../src/policy/posture.ts";
import { DEFAULT_SETTINGS, Resolver } from "../../src/policy/resolve.ts";
import { hostWorkload, type Workload } from "../../src/workload/workload.ts";
import { Guard, KERNELS, POLICY_DIR } from "../kernel/fixture.ts";
import { projectDir } from "../vm/machine.ts";
import { type Deed, doing, line, WORKERS, type Worker } from "./acts.ts";
import { alertText, expect, explain } from "./expected.ts";
import { policiesOf, rules } from "./policies.ts";
import { field, NODES, ROOT } from "./tree.ts";

const SERVER = `${projectDir}/build/test/model-acts`;
const ACTS = 600; // of a round
const COMPLAINTS_MAX = 10;

const seed = Number(process.env.BAILIFF_SEED ?? Date.now() & 0x7fffffff);
const decisionsMin = Number(process.env.BAILIFF_MODEL_DECISIONS ?? 20_000) / KERNELS.length;
t.comment(`seed ${seed}: BAILIFF_SEED=${seed} runs the same`);

/** Besides the host: containers, by namespace, with what an allow-list does not name. */
const POSTURES: { readonly [namespace: string]: Postures } = {
  audits: DEFAULT_POSTURES,
  blocks: { file: "block", network: "block", capabilities: "block", device: "block" },
  mixed: { file: "block", network: "audit", capabilities: "block", device: "audit" },
};
const NAMESPACES = Object.keys(POSTURES);
const CONFIG = `
alertsPerSecond: 0
workloads:
  - {name: keeper, namespace: keeper, cgroup: /keeper}
${NAMESPACES.map((name) => `  - {name: acts, namespace: ${name}, labels: {app: acts}, cgroup: /${name}}`).join("\n")}
postures:
  namespaces: ${JSON.stringify(POSTURES)}
`;
const CGROUPS = "/sys/fs/cgroup";
/** For the keeper, who does none of it: a rule of each class, so that the programs of all are attached once for all rounds.
 * Guard.policies replaces files with another ending only. */
const BASE = JSON.stringify({
  apiVersion: "security.kubearmor.com/v1",
  kind: "KubeArmorPolicy",
  metadata: { name: "base", namespace: "keeper" },
  spec: {
    selector: { matchLabels: { "kubearmor.io/container.name": "keeper" } },
    action: "Block",
    process: { matchPaths: [{ path: "/nothing" }] },
    file: { matchPaths: [{ path: "/nothing" }] },
    network: { matchProtocols: [{ protocol: "sctp" }] },
    capabilities: { matchCapabilities: [{ capability: "bpf" }] },
  },
});
const SETUP = `
echo '${BASE}' > ${POLICY_DIR}/base.json
mkdir -p ${ROOT} ${["keeper", ...NAMESPACES].map((name) => `${CGROUPS}/${name}`).join(" ")}
mount -t tmpfs -o mode=777 acts ${ROOT}`;

const settings = { ...DEFAULT_SETTINGS, namespaces: new Map(Object.entries(POSTURES)) };
const workloads: readonly Workload[] = [hostWorkload("vm"), ...NAMESPACES.map(container)];

function container(namespace: string): Workload {
  const labels = new Map([
    ["app", "acts"],
    ["kubearmor.io/container.name", "acts"],
  ]);
  return { id: namespace, kind: "container", name: "acts", namespace, pod: "acts", labels, mode: "enabled" };
}

/** Each of WORKERS in each workload; their numbers are the server's. */
const workers = workloads.flatMap((workload) => WORKERS.map((worker) => ({ worker, workload })));

function procsOf(workload: Workload): string {
  return workload.kind === "host" ? "-" : `${CGROUPS}/${workload.namespace}/cgroup.procs`;
}

/** The server of acts.c in the machine. */
class Acts {
  readonly #process;
  readonly #answers: AsyncIterator<string>;
  #errors = "";

  constructor(guard: Guard) {
    this.#process = guard.machine.spawn([SERVER, "serve", `${CGROUPS}/keeper/cgroup.procs`], { cwd: "/" });
    this.#process.stderr.on("data", (bytes: Buffer) => {
      this.#errors += bytes;
    });
    this.#answers = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /** One answer a line. */
  async ask(lines: readonly string[]): Promise<readonly string[]> {
    this.#process.stdin.write(lines.map((line) => `${line}\n`).join(""));
    const answers: string[] = [];
    while (answers.length < lines.length) {
      const { value, done } = await this.#answers.next();
      if (done) throw new Error(`the server ended at "${lines[answers.length]}": ${this.#errors}`);
      answers.push(value);
    }
    return answers;
  }
}

interface Asked {
  readonly deed: Deed;
  readonly worker: Worker;
  readonly workload: Workload;
  readonly line: string;
}

for (const kernel of KERNELS) {
  t.test(`random policies and acts on ${kernel}`, async (t) => {
    const guard = await Guard.start({ kernel, config: CONFIG, before: SETUP });
    t.teardown(() => guard.stop());
    const acts = new Acts(guard);
    const nodes = NODES.map(({ kind, path, uid, text }) =>
      [kind, uid, field(path), ...(text ? [field(text)] : [])].join(" "),
    );
    await acts.ask(nodes);
    await acts.ask(
      workers.map(({ worker, workload }) =>
        ["worker", worker.uid, Number(worker.onTerminal), worker.program, procsOf(workload)].join(" "),
      ),
    );

    const seen = { ok: 0, told: 0, denied: 0, refused: 0 };
    const complaints: string[] = [];
    let decisions = 0;
    for (let round = 0; decisions < decisionsMin && complaints.length === 0; round++) {
      const by = { seed: seed + round, numRuns: 1 };
      const [chosen = []] = fc.sample(rules, by);
      const written = policiesOf(chosen, ["host", ...NAMESPACES]).map((document) => JSON.stringify(document));
      const read = written.map((text) => ({ text, policies: parsePolicies(text, "acts.yaml") }));
      const right = read.filter(({ policies }) =>
        policies.every(({ policy }) => policy !== undefined && policy !== null),
      );
      seen.refused += read.length - right.length;
      // Positions in a file decide between rules that are equal but for these: read as one, as the daemon does.
      const text = right.map(({ text }) => text).join("\n---\n");
      const policies = parsePolicies(text, "acts.yaml").flatMap(({ policy }) => policy ?? []);
      const resolver = new Resolver(policies, settings);
      const asked = fc
        .sample(fc.array(fc.tuple(doing, fc.nat(workers.length - 1)), { minLength: ACTS, maxLength: ACTS }), by)
        .flat()
        .map(([does, number]): Asked => {
          const { worker, workload } = workers[number] as (typeof workers)[number];
          const deed = does(worker, kernel);
          return { deed, worker, workload, line: line(number, deed) };
        });
      if (policies.length === 0) continue;
      const { policies: documents, state } = await guard.policies(text);
      const idle = documents?.filter((it) => it.state !== "enforced" && it.state !== "elsewhere") ?? [];
      if (idle.length > 0) throw new Error(`round ${round}, BAILIFF_SEED=${seed}: ${state}: ${JSON.stringify(idle)}`);
      await guard.takeAlerts();
      const answers = await acts.ask(asked.map(({ line }) => line));
      const alerts = Map.groupBy(await guard.takeAlerts(), ({ HostPID }) => HostPID);
      for (const [i, { deed, worker, workload, line }] of asked.entries()) {
        const [pid, answer = ""] = (answers[i] ?? "").split(" ");
        const told = (alerts.get(Number(pid)) ?? []).map((it) => alertText(it.PolicyName, it.Message, it.Action));
        const want = expect(resolver.ruleSetOf(workload), deed, worker);
        if (want.isOpen) continue;
        decisions += want.decisions;
        seen[want.answers[0] === "EACCES" ? "denied" : want.alerts.length > 0 ? "told" : "ok"]++;
        if (want.answers.includes(answer) && told.join() === want.alerts.join()) continue;
        const where = workload.kind === "host" ? "host" : workload.namespace;
        complaints.push(
          `round ${round}, act ${i} in ${where} by ${worker.program} as ${worker.uid}: ${line}\n` +
            `  answered ${answer}, expected ${want.answers.join(" or ")}\n` +
            `  told [${told.join(", ")}], expected [${want.alerts.join(", ")}]\n` +
            explain(resolver.ruleSetOf(workload), deed, worker),
        );
      }
    }
    t.comment(`${decisions} decisions: ${JSON.stringify(seen)}`);
    t.equal(
      complaints.length,
      0,
      `disagreements; BAILIFF_SEED=${seed}:\n${complaints.slice(0, COMPLAINTS_MAX).join("\n")}`,
    );
    t.ok(Math.min(seen.ok, seen.told, seen.denied) > decisions / 50, "every outcome was common");
  });
}
