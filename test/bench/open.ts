// SPDX-License-Identifier: Apache-2.0
// make bench: what an open costs, in guest instructions, with nothing attached and with more and more rules. All rows of a
// kernel come from one boot; compare within a kernel only.
//
//   node test/bench/open.ts [KERNEL...]
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { projectDir } from "../vm/machine.ts";

const kernels = process.argv.length > 2 ? process.argv.slice(2) : ["6.1", "6.12"];
const opens = join(projectDir, "build/test/opens");

mkdirSync(join(projectDir, "build/test"), { recursive: true });
execFileSync("cc", ["-O2", "-Wall", "-Wextra", "-static", "-o", opens, join(projectDir, "test/bench/opens.c")]);

for (const kernel of kernels) {
  const { status, stdout } = spawnSync(
    join(projectDir, "test/vm/run"),
    [
      "--kernel",
      kernel,
      "--icount",
      "--mem",
      "2048",
      "--timeout",
      "1800",
      "--",
      "bash",
      join(projectDir, "test/bench/inside.sh"),
      join(projectDir, "dist/bailiffd.js"),
      join(projectDir, "dist/bailiff.js"),
      opens,
    ],
    { stdio: ["ignore", "pipe", "inherit"], encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`the benchmark ended with ${status} on ${kernel}`);
  const rows = stdout
    .trim()
    .split("\n")
    .map((line) => line.split(" ") as [string, string]);
  const base = Number(rows[0]?.[1]);
  process.stdout.write(`\nopen and close of a 38-byte path on ${kernel}, guest instructions\n`);
  for (const [name, instructions] of rows) {
    const more = Number(instructions) - base;
    process.stdout.write(
      `  ${name.padEnd(20)} ${instructions.padStart(9)}  ${more >= 0 ? "+" : ""}${more.toFixed(0).padEnd(7)} ×${(Number(instructions) / base).toFixed(2)}\n`,
    );
  }
}
