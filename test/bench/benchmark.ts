// SPDX-License-Identifier: Apache-2.0
// Named measurements, each with its target: one line for each, or JSON.

export interface Benchmark {
  readonly name: string;
  readonly unit: string;
  /** null: nothing was promised. */
  readonly target: number | null;
  /** null: what is measured is not here. */
  readonly measure: () => number | null;
}

export function cpuMs(act: () => void): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The middle one of several. */
export function median(measure: () => number, times = 5): number {
  return Array.from({ length: times }, measure).sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
}

/** Exit code: 1 where one takes more than its target. */
export function run(benchmarks: readonly Benchmark[], args: readonly string[]): number {
  const word = args.find((arg) => !arg.startsWith("-")) ?? "";
  const results = benchmarks
    .filter(({ name }) => name.includes(word))
    .map(({ name, unit, target, measure }) => {
      const measured = measure();
      const result = {
        name,
        unit,
        target,
        measured,
        isMet: measured === null || target === null || measured <= target,
      };
      if (!args.includes("--json")) process.stdout.write(`${lineOf(result)}\n`);
      return result;
    });
  if (args.includes("--json")) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  return results.every(({ isMet }) => isMet) ? 0 : 1;
}

function lineOf({
  name,
  unit,
  target,
  measured,
  isMet,
}: Omit<Benchmark, "measure"> & { measured: number | null; isMet: boolean }): string {
  const value = measured === null ? "not here" : `${measured.toPrecision(3)} ${unit}`;
  const goal = target === null ? "" : `  target ${target} ${unit}${isMet ? "" : ", MISSED"}`;
  return `${name.padEnd(62)} ${value.padStart(10)}${goal}`;
}
