// SPDX-License-Identifier: Apache-2.0
// Rules that speak of the acts of some programs only.
import { ACTS, play } from "./scenes.ts";

const SETUP = `
rm -rf /data /opt/s; mkdir -p /data /opt/s/deep/er /opt/s/other; echo text > /data/secret; echo text > /data/twin
for program in /opt/s/a /opt/s/b /opt/s/deep/er/c; do cp ${ACTS} $program; done; ln -s /opt/s/a /opt/s/other/link
cp /bin/true /data/program`;

const A = { program: "/opt/s/a" };
const B = { program: "/opt/s/b" };
const C = { program: "/opt/s/deep/er/c" };
const file = (sources: string, action = "Block") =>
  `  action: ${action}\n  file: {matchPaths: [{path: /data/secret, fromSource: [${sources}]}]}\n`;
const READ = "open /data/secret r";
const DENIED = ["EACCES", "Block from /data/secret"] as const;

play("fromSource", SETUP, [
  {
    name: "a program",
    policies: { from: file("{path: /opt/s/a}") },
    deeds: [
      ["it reads", READ, ...DENIED, A],
      ["it writes", "open /data/secret w", ...DENIED, A],
      ["it removes", "unlink /data/secret", ...DENIED, A],
      ["it reads the twin", "open /data/twin r", "ok", null, A],
      ["another reads", READ, "ok", null, B],
    ],
  },
  {
    name: "by a symlink, it is the program that it leads to",
    policies: { from: file("{path: /opt/s/a}") },
    deeds: [["it reads", READ, ...DENIED, { program: "/opt/s/other/link", runs: "/opt/s/a" }]],
  },
  {
    name: "a directory, not recursive",
    policies: { from: file("{dir: /opt/s/}") },
    deeds: [
      ["a child reads", READ, ...DENIED, A],
      ["another child", READ, ...DENIED, B],
      ["a program deeper in it", READ, "ok", null, C],
    ],
  },
  {
    name: "a directory, recursive",
    policies: { from: file("{dir: /opt/s/deep/, recursive: true}") },
    deeds: [
      ["a program deep in it", READ, ...DENIED, C],
      ["a program above it", READ, "ok", null, A],
    ],
  },
  {
    name: "a pattern",
    policies: { from: file('{pattern: "/opt/s/[ac]"}') },
    deeds: [
      ["one that matches", READ, ...DENIED, A],
      ["one that does not", READ, "ok", null, B],
      ["a star does not cross a slash, nor does a class", READ, "ok", null, C],
    ],
  },
  {
    name: "several, of one rule",
    policies: { from: file("{path: /opt/s/a}, {dir: /opt/s/deep/, recursive: true}") },
    deeds: [
      ["the first", READ, ...DENIED, A],
      ["the second", READ, ...DENIED, C],
      ["none of them", READ, "ok", null, B],
    ],
  },
  {
    name: "a rule with a source comes before one without",
    policies: {
      from: "  action: Audit\n  file: {matchPaths: [{path: /data/secret}]}\n",
      all: file("{path: /opt/s/b}"),
    },
    deeds: [
      ["it is denied to the source", READ, "EACCES", "Block all /data/secret", B],
      ["and told of others", READ, "ok", "Audit from /data/secret", A],
    ],
  },
  {
    name: "starting programs",
    policies: {
      from: "  action: Block\n  process: {matchPaths: [{path: /data/program, fromSource: [{path: /opt/s/a}]}]}\n",
    },
    deeds: [
      ["the source starts it", "exec /data/program program", "EACCES", "Block from /data/program", A],
      ["another does", "exec /data/program program", "ok", null, B],
    ],
  },
]);
