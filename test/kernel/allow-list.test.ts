// SPDX-License-Identifier: Apache-2.0
// The first Allow rule of a class makes it an allow-list: what no rule allows falls to the posture, here "block". The host's
// posture is "audit", as no machine would run on otherwise.
import { ACTS, play } from "./scenes.ts";

const SETUP = `
rm -rf /data; mkdir -p /data/dir/deep; umask 0
for file in /data/free /data/other /data/dir/one /data/dir/deep/two; do cp /bin/true $file; chmod 777 $file; done`;

/** The shell that starts what acts in the workload opens and starts it there. */
const SELF = `{path: ${ACTS}}`;
const told = (path: string) => ({ onHost: { answer: "ok", told: `Audit DefaultPosture ${path}` } });
const DENIED = (path: string) => ["EACCES", `Block DefaultPosture ${path}`] as const;

play(
  "allow-lists",
  SETUP,
  [
    {
      name: "files",
      policies: {
        list: `  action: Allow\n  file: {matchPaths: [${SELF}, {path: /data/free}], matchDirectories: [{dir: /data/dir/}]}\n`,
      },
      deeds: [
        ["a path of the list is read", "open /data/free r", "ok", null],
        ["and written", "open /data/free w", "ok", null],
        ["another is not", "open /data/other r", ...DENIED("/data/other"), told("/data/other")],
        ["a child of a directory of the list", "open /data/dir/one r", "ok", null],
        ["what lies deeper", "open /data/dir/deep/two r", ...DENIED("/data/dir/deep/two"), told("/data/dir/deep/two")],
      ],
    },
    {
      name: "files, read only",
      policies: { list: `  action: Allow\n  file: {matchPaths: [${SELF}, {path: /data/free, readOnly: true}]}\n` },
      deeds: [
        ["it is read", "open /data/free r", "ok", null],
        ["it is written", "open /data/free w", ...DENIED("/data/free"), told("/data/free")],
        ["it is truncated", "truncate /data/free", ...DENIED("/data/free"), told("/data/free")],
      ],
    },
    {
      name: "programs",
      policies: {
        list: `  action: Allow\n  process: {matchPaths: [${SELF}, {path: /data/free, allowedArgs: [-a]}]}\n`,
      },
      deeds: [
        ["of the list", "exec /data/free free -a", "ok", null],
        ["with an argument that is not", "exec /data/free free -b", ...DENIED("/data/free -b"), told("/data/free -b")],
        ["another", "exec /data/other other", ...DENIED("/data/other"), told("/data/other")],
        ["files are another class", "open /data/other r", "ok", null],
        ["what a program loads is no act of the list", "map /data/other", "ok", null],
      ],
    },
    {
      name: "a Block rule in a list",
      policies: {
        list: `  action: Allow\n  file: {matchPaths: [${SELF}], matchDirectories: [{dir: /data/, recursive: true}]}\n`,
        but: "  action: Block\n  file: {matchPaths: [{path: /data/dir/one}]}\n",
      },
      deeds: [
        ["it is denied", "open /data/dir/one r", "EACCES", "Block but /data/dir/one"],
        ["the rest is not", "open /data/other w", "ok", null],
      ],
    },
    {
      name: "an Audit rule tells, and allows nothing",
      policies: {
        list: `  action: Allow\n  file: {matchPaths: [${SELF}, {path: /data/free}]}\n`,
        tell: "  action: Audit\n  file: {matchPaths: [{path: /data/free}, {path: /data/other}]}\n",
      },
      deeds: [
        ["what the list has is told", "open /data/free r", "ok", "Audit tell /data/free"],
        [
          "what it has not is denied",
          "open /data/other r",
          ...DENIED("/data/other"),
          { onHost: { answer: "ok", told: "Audit tell /data/other" } },
        ],
      ],
    },
  ],
  "block",
);
