// SPDX-License-Identifier: Apache-2.0
// What policies cost user space, in CPU time of this machine. One line for each benchmark; a benchmark is an entry of BENCHMARKS or COMPILING.
//
//   npm run bench:policy -- [--json] [WORD]     only those with the word in their name
//
// Exits with 1 where one takes more than its target.

import { YAML_BYTES_MAX } from "../../src/limits.ts";
import { parsePolicies } from "../../src/policy/parse.ts";
import { PART, textsIn, WHOLE } from "../policy/manifests.ts";
import { type Benchmark, cpuMs, median, run } from "./benchmark.ts";
import { COMPILING } from "./compiling.ts";

const whole = textsIn(WHOLE);
const texts = whole.length > 0 ? whole : textsIn(PART);
const HEAD = "apiVersion: security.kubearmor.com/v1\nkind: KubeArmorPolicy\nmetadata: {name: web}\nspec:\n";

function parseAll(texts: readonly string[]): void {
  for (const text of texts) parsePolicies(text, "f");
}

/** A text of the largest size, out of one piece. */
function filled(head: string, piece: string): string {
  return head + piece.repeat(Math.floor((YAML_BYTES_MAX - head.length) / piece.length));
}

/** In this order: the first runs while the parser is not compiled yet, as in a command that reads some policies and leaves. */
const BENCHMARKS: readonly Benchmark[] = [
  {
    name: "parse the 556 manifests of the corpus, for the first time",
    unit: "ms",
    target: 1500,
    measure: () => (whole.length === 0 ? null : cpuMs(() => parseAll(whole))),
  },
  {
    name: "parse the 556 manifests of the corpus, again",
    unit: "ms",
    target: 1500,
    measure: () => (whole.length === 0 ? null : median(() => cpuMs(() => parseAll(whole)))),
  },
  {
    name: "parse real manifests, for each KiB",
    unit: "ms",
    target: null,
    measure: () => median(() => cpuMs(() => parseAll(texts))) / (texts.join("").length / 1024),
  },
  {
    name: "parse the largest text: one policy of many rules",
    unit: "ms",
    target: null,
    measure: () =>
      median(() => cpuMs(() => parseAll([filled(`${HEAD}  file:\n    matchPaths:\n`, "    - path: /etc/shadow\n")]))),
  },
  {
    name: "parse the largest text: many policies of one rule",
    unit: "ms",
    target: null,
    measure: () =>
      median(() => cpuMs(() => parseAll([filled("", `${HEAD}  file: {matchPaths: [{path: /a}]}\n---\n`)]))),
  },
];

process.exitCode = run([...BENCHMARKS, ...COMPILING], process.argv.slice(2));
