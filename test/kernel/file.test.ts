// SPDX-License-Identifier: Apache-2.0
// Making, removing and renaming files, and changing what is said of them.
import { type Deed, play } from "./scenes.ts";

const SETUP = `
rm -rf /data; mkdir -p /data/dir/sub /data/dir/empty /data/free/empty; umask 0
for file in /data/secret /data/twin /data/dir/one /data/free/one; do echo text > $file; chmod 666 $file; done`;

/** Every act on one file or name, and what it is said to be: [act, whether the file is gone or there after it]. */
const CHANGES = [
  "open PATH w",
  "open PATH rw",
  "open PATH wa",
  "chmod PATH",
  "chown PATH",
  "truncate PATH",
  "unlink PATH",
];
const MAKINGS = ["open PATH wc", "mkdir PATH", "mknod PATH", "symlink PATH"];

const on = (path: string, acts: readonly string[], answer: string, told: string | null): readonly Deed[] =>
  acts.map((act) => [`${act} on ${path}`, act.replace("PATH", path), answer, told]);

play("acts on files", SETUP, [
  {
    name: "a path that is blocked",
    policies: {
      stop: "  action: Block\n  file: {matchPaths: [{path: /data/secret}, {path: /data/new}, {path: /data/dir/empty}]}\n",
    },
    deeds: [
      ...on("/data/secret", ["open PATH r", ...CHANGES], "EACCES", "Block stop /data/secret"),
      ...on("/data/new", MAKINGS, "EACCES", "Block stop /data/new"),
      ["its directory is removed", "rmdir /data/dir/empty", "EACCES", "Block stop /data/dir/empty"],
      ["it gets another name", "link /data/secret /data/free/other", "EACCES", "Block stop /data/secret"],
      ["another file gets its name", "link /data/twin /data/new", "EACCES", "Block stop /data/new"],
      ["it is moved away", "rename /data/secret /data/free/other", "EACCES", "Block stop /data/secret"],
      ["it is replaced", "rename /data/twin /data/secret", "EACCES", "Block stop /data/secret"],
      ["its directory is moved away", "rename /data /elsewhere", "EACCES", "Block stop /data"],
      ...on("/data/twin", ["open PATH r", ...CHANGES.filter((act) => !act.startsWith("unlink"))], "ok", null),
    ],
  },
  {
    name: "a directory, recursive",
    policies: { stop: "  action: Block\n  file: {matchDirectories: [{dir: /data/dir/, recursive: true}]}\n" },
    deeds: [
      ...on("/data/dir/one", ["open PATH r", ...CHANGES], "EACCES", "Block stop /data/dir/one"),
      ...on("/data/dir/sub/new", MAKINGS, "EACCES", "Block stop /data/dir/sub/new"),
      ["the directory itself is read", "open /data/dir dir", "EACCES", "Block stop /data/dir"],
      ["the directory itself is moved", "rename /data/dir /data/other", "EACCES", "Block stop /data/dir"],
      ["a file is moved into it", "rename /data/twin /data/dir/twin", "EACCES", "Block stop /data/dir/twin"],
      [
        "a file is moved beside it",
        "rename /data/free/one /data/free/two",
        "ok",
        null,
        { onHost: { answer: "ok", told: null } },
      ],
      ["and back", "rename /data/free/two /data/free/one", "ok", null],
      ["a directory beside it is made", "mkdir /data/free/new", "ok", null],
      ["and removed", "rmdir /data/free/new", "ok", null],
    ],
  },
  {
    name: "a directory, not recursive",
    policies: { stop: "  action: Block\n  file: {matchDirectories: [{dir: /data/dir/}]}\n" },
    deeds: [
      ["a child is removed", "unlink /data/dir/one", "EACCES", "Block stop /data/dir/one"],
      ["a child is made", "mkdir /data/dir/new", "EACCES", "Block stop /data/dir/new"],
      ["what lies deeper is made", "mkdir /data/dir/sub/new", "ok", null],
      ["and removed", "rmdir /data/dir/sub/new", "ok", null],
    ],
  },
  {
    name: "an audited path",
    policies: { tell: "  action: Audit\n  file: {matchPaths: [{path: /data/secret}, {path: /data/new}]}\n" },
    deeds: [
      ...on(
        "/data/secret",
        ["open PATH r", "open PATH w", "chmod PATH", "chown PATH", "truncate PATH"],
        "ok",
        "Audit tell /data/secret",
      ),
      ["it is made", "mkdir /data/new", "ok", "Audit tell /data/new"],
      ["it is removed", "rmdir /data/new", "ok", "Audit tell /data/new"],
      ["its twin is not told", "chmod /data/twin", "ok", null],
    ],
  },
  {
    name: "read only",
    policies: {
      read: "  action: Block\n  file: {matchPaths: [{path: /data/secret, readOnly: true}, {path: /data/new, readOnly: true}]}\n",
    },
    deeds: [
      ["reading it", "open /data/secret r", "ok", null],
      ...on("/data/secret", CHANGES, "EACCES", "Block read /data/secret"),
      ...on("/data/new", MAKINGS, "EACCES", "Block read /data/new"),
      ["its twin is written", "open /data/twin w", "ok", null],
    ],
  },
]);
