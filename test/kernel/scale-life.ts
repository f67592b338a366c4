// SPDX-License-Identifier: Apache-2.0
// Runs inside the machine, by scale.test.ts: as many rules and workloads as Bailiff is to carry, in force in its kernel. Prints a
// line of JSON.
//   scale-life.ts rules N         one workload with N rules
//   scale-life.ts workloads N     N workloads, each with a rule set of its own
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { readConfig } from "../../src/config.ts";
import { explain } from "../../src/errors.ts";
import { Guard } from "../../src/guard.ts";
import { loadAddon } from "../../src/kernel/addon.ts";
import { settingsOf } from "../../src/orchestration.ts";
import { EMPTY_STORE, update } from "../../src/policy/store.ts";
import type { Container } from "../../src/workload/workload.ts";
import { ACT } from "./fixture.ts";

const [what = "", count = 0] = [process.argv[2], Number(process.argv[3])];
const DATA = "/data";
const CGROUPS = "/sys/fs/cgroup";

/** Rules are in files of so many, as one is not read beyond a megabyte. */
const RULES_OF_FILE = 10_000;
const POLICIES_OF_FILE = 500;

const policyOf = (name: string, app: string, paths: readonly string[]) => `apiVersion: security.kubearmor.com/v1
kind: KubeArmorPolicy
metadata: {name: ${name}, namespace: scale}
spec:
  selector: {matchLabels: {app: ${app}}}
  action: Block
  file: {matchPaths: [${paths.map((path) => `{path: ${path}}`).join(", ")}]}
`;

const pathOf = (i: number) => `${DATA}/secret-${i}`;

/** Texts of files, from many of what each has. */
function inFiles(of: number, textOf: (numbers: readonly number[]) => string): { file: string; text: string }[] {
  const starts = Array.from({ length: Math.ceil(count / of) }, (_, i) => i * of);
  return starts.map((start) => {
    const numbers = Array.from({ length: Math.min(of, count - start) }, (_, i) => start + i);
    return { file: `${start}.yaml`, text: textOf(numbers) };
  });
}

const containerOf = (i: number): Container => ({
  id: `scale-${i}`,
  kind: "container",
  name: `box-${i}`,
  namespace: "scale",
  pod: `pod-${i}`,
  labels: new Map([["app", `app-${i}`]]),
  mode: "enabled",
});

/** Workloads that are acted in have a cgroup; of the others the kernel sees its number only. */
const acting = what === "rules" ? [0] : [0, Math.floor(count / 2), count - 1];

function cgroupOf(i: number): bigint {
  if (!acting.includes(i)) return BigInt(1_000_000_000 + i);
  mkdirSync(`${CGROUPS}/scale-${i}`, { recursive: true });
  return statSync(`${CGROUPS}/scale-${i}`, { bigint: true }).ino;
}

/** What the kernel answers to whoever opens it there. */
function open(cgroup: number, path: string): string {
  const script = `echo $$ > ${CGROUPS}/scale-${cgroup}/cgroup.procs; exec ${ACT} open ${path} r`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8" }).trim();
}

const files =
  what === "rules"
    ? inFiles(RULES_OF_FILE, (numbers) => policyOf(`from-${numbers[0]}`, "app-0", numbers.map(pathOf)))
    : inFiles(POLICIES_OF_FILE, (numbers) =>
        numbers.map((i) => policyOf(`of-${i}`, `app-${i}`, [pathOf(i)])).join("---\n"),
      );
const containers = what === "rules" ? 1 : count;

mkdirSync(DATA, { recursive: true });
const tried = [0, 1, Math.floor(count / 2), count - 1];
for (const i of tried) writeFileSync(pathOf(i), "secret");
writeFileSync(`${DATA}/free`, "free");
writeFileSync("/tmp/config.yaml", `workloadsMax: ${containers + 1}\nmemoryMiB: ${process.argv[4] ?? 256}\n`);

const reading = readConfig(
  ["--no-persist", "--config", "/tmp/config.yaml", "--state-dir", "/tmp"],
  (path) => readFileSync(path, "utf8"),
  "vm",
  "0",
);
if (reading.kind !== "run") throw new Error("no configuration");
const troubles: string[] = [];
const guard = new Guard(
  {
    config: reading.config,
    addon: loadAddon(),
    settings: settingsOf(reading.config),
    now: Date.now,
    onStateTrouble: (error) => troubles.push(explain(error)),
  },
  [],
  Date.now(),
);
const refused = guard.take(
  Array.from({ length: containers }, (_, i) => ({
    container: containerOf(i),
    stage: "service" as const,
    cgroupId: cgroupOf(i),
    pid: null,
  })),
);
const { policies, status } = update(EMPTY_STORE, files);
/** One rule, which stays where what comes after it is refused. */
const small = update(EMPTY_STORE, [{ file: "small.yaml", text: policyOf("small", "app-0", [pathOf(1)]) }]);
guard.reconcile(small.policies);
guard.takeOver(Date.now());
const before = open(0, pathOf(1));
const attempt = (): string => {
  try {
    guard.reconcile(policies);
    return "in force";
  } catch (error) {
    return explain(error);
  }
};
const outcome = attempt();
const answers = acting.map((cgroup) =>
  Object.fromEntries([...tried.map(pathOf), `${DATA}/free`].map((path) => [path, open(cgroup, path)])),
);
process.stdout.write(
  `${JSON.stringify({
    problems: status.flatMap(({ problems }) => problems.map(({ message }) => message)),
    troubles,
    refused: refused.length,
    before,
    outcome,
    inForce: guard.inForce,
    answers,
  })}\n`,
);
guard.close();
