// SPDX-License-Identifier: Apache-2.0
// Patterns, of files and of programs.
import { type Deed, play } from "./scenes.ts";

const SETUP = `
rm -rf /data; mkdir -p /data/a/b/c /data/x; umask 0
for file in /data/key.pem /data/key.pub /data/a/key.pem /data/a/b/c/key.pem /data/x/1 /data/x/12 /data/x/9; do
  cp /bin/true $file; chmod 777 $file; done`;

const file = (pattern: string) => `  action: Block\n  file: {matchPatterns: [{pattern: "${pattern}"}]}\n`;
const reads = (answer: "ok" | "EACCES", ...paths: readonly string[]): readonly Deed[] =>
  paths.map((path) => [`reading ${path}`, `open ${path} r`, answer, answer === "ok" ? null : `Block like ${path}`]);

play("patterns", SETUP, [
  {
    name: "a star stays in its directory",
    policies: { like: file("/data/*.pem") },
    deeds: [
      ...reads("EACCES", "/data/key.pem"),
      ...reads("ok", "/data/key.pub", "/data/a/key.pem", "/data/a/b/c/key.pem"),
      ["one that is not there yet is made", "open /data/new.pem wc", "EACCES", "Block like /data/new.pem"],
      ["one is renamed to it", "rename /data/key.pub /data/pub.pem", "EACCES", "Block like /data/pub.pem"],
    ],
  },
  {
    name: "two stars do not",
    policies: { like: file("/data/**.pem") },
    deeds: [
      ...reads("EACCES", "/data/key.pem", "/data/a/key.pem", "/data/a/b/c/key.pem"),
      ...reads("ok", "/data/key.pub"),
    ],
  },
  {
    name: "classes, single bytes, alternatives",
    policies: { like: file("/data/{x,y}/[0-8]?") },
    deeds: [...reads("EACCES", "/data/x/12"), ...reads("ok", "/data/x/1", "/data/x/9")],
  },
  {
    name: "a path is stronger than a pattern, a pattern weaker than a directory",
    policies: {
      like: file("/data/**"),
      path: "  action: Allow\n  file: {matchPaths: [{path: /data/key.pub}], matchDirectories: [{dir: /data/x/, recursive: true}]}\n",
    },
    deeds: [...reads("EACCES", "/data/key.pem"), ...reads("ok", "/data/key.pub", "/data/x/1")],
  },
  {
    name: "what lies above it is not moved; a file takes nothing along",
    policies: { like: file("/data/*/*/c/key.pem") },
    deeds: [
      ["a directory that may be above", "rename /data/a/b /data/a/moved", "EACCES", "Block like /data/a/b"],
      ["the one that it is in", "rename /data/a/b/c /data/a/b/d", "EACCES", "Block like /data/a/b/c"],
      ["a file that is called like one", "rename /data/x/9 /data/x/9", "ok", null],
    ],
  },
  {
    name: "programs",
    policies: { like: `  action: Block\n  process: {matchPatterns: [{pattern: "/data/**/*.pem"}]}\n` },
    deeds: [
      ["one that matches", "exec /data/a/key.pem key", "EACCES", "Block like /data/a/key.pem"],
      ["one that does not", "exec /data/key.pem key", "ok", null],
    ],
  },
]);
