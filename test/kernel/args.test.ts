// SPDX-License-Identifier: Apache-2.0
// allowedArgs: a program may be started with these arguments and no others.
import { play } from "./scenes.ts";

const SETUP = `
rm -rf /data; mkdir -p /data; cp /bin/true /data/tool; cp /bin/true /data/twin`;
const LIMITS = 'allowedArgs: [-a, "--long=x", ""]';
const exec = (args: string) => `exec /data/tool ${args}`;

play("allowedArgs", SETUP, [
  {
    name: "a Block rule: other arguments are denied",
    policies: { args: `  action: Block\n  process: {matchPaths: [{path: /data/tool, ${LIMITS}}]}\n` },
    deeds: [
      ["no arguments", exec("tool"), "ok", null],
      ["whatever the first is: it names the program", exec("-z"), "ok", null],
      ["one that is allowed", exec("tool -a"), "ok", null],
      ["all that are allowed, twice", exec("tool --long=x -a -a"), "ok", null],
      ["the empty one", exec("tool "), "ok", null],
      ["another", exec("tool -b"), "EACCES", "Block args /data/tool -b"],
      ["one behind those that are allowed", exec("tool -a -b"), "EACCES", "Block args /data/tool -a -b"],
      ["the beginning of one", exec("tool --long"), "EACCES", "Block args /data/tool --long"],
      ["more than one", exec("tool --long=xy"), "EACCES", "Block args /data/tool --long=xy"],
      ["the twin takes any", "exec /data/twin twin -b", "ok", null],
    ],
  },
  {
    name: "an Audit rule: other arguments are told",
    policies: { args: `  action: Audit\n  process: {matchPaths: [{path: /data/tool, ${LIMITS}}]}\n` },
    deeds: [
      ["one that is allowed", exec("tool -a"), "ok", null],
      ["another", exec("tool -b"), "ok", "Audit args /data/tool -b"],
    ],
  },
  {
    name: "a directory, and a name",
    policies: {
      dir: `  action: Block\n  process: {matchDirectories: [{dir: /data/, recursive: true, ${LIMITS}}]}\n`,
      name: `  action: Block\n  process: {matchPaths: [{execname: twin, allowedArgs: [-t]}]}\n`,
    },
    deeds: [
      ["of the directory", exec("tool -a"), "ok", null],
      ["another", exec("tool -t"), "EACCES", "Block dir /data/tool -t"],
      ["of the name, which comes first", "exec /data/twin twin -t", "ok", null],
      ["of the directory alone", "exec /data/twin twin -a", "EACCES", "Block name /data/twin -a"],
    ],
  },
]);
