// SPDX-License-Identifier: Apache-2.0
// The posture "audit": what an allow-list does not name is let through and told.
import { ACTS, play } from "./scenes.ts";

const SETUP = `
rm -rf /data; mkdir -p /data; umask 0
for file in /data/free /data/other; do cp /bin/true $file; chmod 777 $file; done`;
const SELF = `{path: ${ACTS}}`;

play("the posture audit", SETUP, [
  {
    name: "files",
    policies: { list: `  action: Allow\n  file: {matchPaths: [${SELF}, {path: /data/free}]}\n` },
    deeds: [
      ["of the list", "open /data/free r", "ok", null],
      ["another is told", "open /data/other r", "ok", "Audit DefaultPosture /data/other"],
      ["and so is another name", "mkdir /data/new", "ok", "Audit DefaultPosture /data/new"],
      ["and its end", "rmdir /data/new", "ok", "Audit DefaultPosture /data/new"],
      [
        "programs are another class",
        "exec /data/free free",
        "ok",
        "Audit DefaultPosture /usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2",
      ],
    ],
  },
  {
    name: "programs",
    policies: { list: `  action: Allow\n  process: {matchPaths: [${SELF}, {path: /data/free}]}\n` },
    deeds: [
      ["of the list", "exec /data/free free", "ok", null],
      ["another is told", "exec /data/other other", "ok", "Audit DefaultPosture /data/other"],
      ["files are another class", "open /data/other r", "ok", null],
    ],
  },
  {
    name: "no Allow rule: there is no list",
    policies: { stop: "  action: Block\n  file: {matchPaths: [{path: /data/free}]}\n" },
    deeds: [
      ["what is blocked", "open /data/free r", "EACCES", "Block stop /data/free"],
      ["what no rule names", "open /data/other r", "ok", null],
    ],
  },
]);
