// SPDX-License-Identifier: Apache-2.0
// The rules of the house, read from the files themselves: who may import whom, and that each file says its licence.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import t from "tap";

const root = join(import.meta.dirname, "..");

/** Lower may not import higher, and no two of one layer but the same folder. The table of ARCHITECTURE.md. */
const LAYERS: readonly (readonly string[])[] = [
  ["gen"],
  ["leaves"],
  ["workload"],
  ["policy"],
  ["event"],
  ["kernel", "kube", "runtime", "server", "source"],
  ["daemon", "cli"],
];

const TOP: Readonly<Record<string, string>> = {
  "applied.ts": "daemon",
  "applied-request.ts": "daemon",
  "daemon.ts": "daemon",
  "guard.ts": "daemon",
  "intake.ts": "daemon",
  "main.ts": "daemon",
  "policy-answers.ts": "daemon",
  "orchestration.ts": "daemon",
  "presence.ts": "daemon",
  "start-gate.ts": "daemon",
  "status.ts": "daemon",
  "teller.ts": "daemon",
  "cli.ts": "cli",
};

/** The room a file of src/ belongs to. */
function roomOf(file: string): string {
  const [, first = "", second] = file.split("/");
  return second === undefined ? (TOP[first] ?? "leaves") : first;
}

function layerOf(room: string): number {
  return LAYERS.findIndex((rooms) => rooms.includes(room));
}

function tracked(...patterns: string[]): string[] {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard", ...patterns], {
    cwd: root,
  });
  return listed.toString().split("\0").filter(Boolean);
}

const sources = tracked("src/**.ts", "src/*.ts").filter((file) => !file.startsWith("src/gen/"));

t.test("imports point down", async (t) => {
  t.ok(sources.length > 20, "the sources are found");
  for (const file of sources) {
    const room = roomOf(file);
    t.not(layerOf(room), -1, `${file} is in a room that the table names`);
    const text = readFileSync(join(root, file), "utf8");
    for (const [, target = ""] of text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]*)"/g)) {
      const imported = normalize(join(dirname(file), target));
      if (!imported.startsWith("src/")) continue; // package.json
      const other = roomOf(imported);
      const isDown = room === other || layerOf(other) < layerOf(room);
      t.ok(isDown, `${file} (${room}) imports ${imported} (${other})`);
    }
  }
});

t.test("the quiet middle does no I/O and has no clock", async (t) => {
  const outside =
    /from "node:(fs|net|child_process|http|http2|os|timers)|Date\.now|new Date\(\)|process\.|Math\.random/;
  for (const file of sources.filter((file) => ["workload", "policy", "event"].includes(roomOf(file)))) {
    // The names of open's flags are numbers, not I/O.
    const text = readFileSync(join(root, file), "utf8").replace('import { constants } from "node:fs";', "");
    t.notMatch(text, outside, file);
  }
});

t.test("each file says its licence", async (t) => {
  const code = tracked().filter((file) => /\.(ts|c|h|cc|sh|proto|yaml|yml)$|Makefile|CMakeLists|\.gyp$/.test(file));
  for (const file of code) {
    const head = readFileSync(join(root, file), "utf8").split("\n").slice(0, 3).join("\n");
    const isKernelPart = (file.startsWith("bpf/") && !file.endsWith(".ts")) || /\.bpf\.[ch]$/.test(file);
    const licence = isKernelPart ? "GPL-2.0-only" : "Apache-2.0";
    t.match(head, `SPDX-License-Identifier: ${licence}`, file);
  }
});

t.test("the table of ARCHITECTURE.md is the one tested here", async (t) => {
  const text = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
  const rows = [...text.matchAll(/^\| (\d) \| ([^|]*) \|/gm)].map(([, layer, rooms]) => [
    Number(layer),
    [...(rooms ?? "").matchAll(/`([\w./*]+?)\/?`/g)].map(([, room]) => room),
  ]);
  t.same(
    rows,
    LAYERS.map((rooms, layer) => [layer, [...rooms]]),
  );
});
