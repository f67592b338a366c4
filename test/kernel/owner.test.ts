// SPDX-License-Identifier: Apache-2.0
// Rules that speak of whether the file is the acting user's own, alone and with readOnly.
import { type Deed, play } from "./scenes.ts";

const SETUP = `
rm -rf /data; mkdir -p /data; chmod 777 /data; umask 0
for name in mine yours; do cp /bin/true /data/$name; echo text > /data/$name.txt; done
chmod 777 /data/mine /data/yours; chmod 666 /data/*.txt; chown 1000:1000 /data/mine /data/mine.txt`;

const [OWNER, OTHER] = [{ uid: 1000 }, { uid: 2000 }];
const WRITES = ["open PATH w", "chmod PATH", "chown PATH", "truncate PATH"];
const writes = (path: string, answer: string, told: string | null, by: { readonly uid: number }): readonly Deed[] =>
  WRITES.map((act) => [`${act} by ${by.uid}`, act.replace("PATH", path), answer, told, by]);

play("ownerOnly", SETUP, [
  {
    name: "starting programs",
    policies: {
      own: "  action: Block\n  process: {matchPaths: [{path: /data/mine, ownerOnly: true}, {path: /data/yours, ownerOnly: true}]}\n",
    },
    deeds: [
      ["the owner starts it", "exec /data/mine mine", "ok", null, OWNER],
      ["another does", "exec /data/mine mine", "EACCES", "Block own /data/mine", OTHER],
      ["root does, who does not own it", "exec /data/mine mine", "EACCES", "Block own /data/mine"],
      ["root starts what is root's", "exec /data/yours yours", "ok", null],
    ],
  },
  {
    name: "files",
    policies: { own: "  action: Block\n  file: {matchPaths: [{path: /data/mine.txt, ownerOnly: true}]}\n" },
    deeds: [
      ["the owner reads", "open /data/mine.txt r", "ok", null, OWNER],
      ...writes("/data/mine.txt", "ok", null, OWNER),
      ["another reads", "open /data/mine.txt r", "EACCES", "Block own /data/mine.txt", OTHER],
      ...writes("/data/mine.txt", "EACCES", "Block own /data/mine.txt", OTHER),
      ["another links it", "link /data/mine.txt /data/link", "EACCES", "Block own /data/mine.txt", OTHER],
      ["another moves it", "rename /data/mine.txt /data/link", "EACCES", "Block own /data/mine.txt", OTHER],
      ["another removes it", "unlink /data/mine.txt", "EACCES", "Block own /data/mine.txt", OTHER],
    ],
  },
  {
    name: "files, read only",
    policies: {
      own: "  action: Block\n  file: {matchPaths: [{path: /data/mine.txt, ownerOnly: true, readOnly: true}]}\n",
    },
    deeds: [
      ["the owner reads", "open /data/mine.txt r", "ok", null, OWNER],
      ...writes("/data/mine.txt", "EACCES", "Block own /data/mine.txt", OWNER),
      ["another reads", "open /data/mine.txt r", "EACCES", "Block own /data/mine.txt", OTHER],
      ...writes("/data/mine.txt", "EACCES", "Block own /data/mine.txt", OTHER),
    ],
  },
  {
    name: "a directory of files, told",
    policies: {
      own: "  action: Audit\n  file: {matchDirectories: [{dir: /data/, recursive: true, ownerOnly: true}]}\n",
    },
    deeds: [
      ["the owner reads", "open /data/mine.txt r", "ok", null, OWNER],
      ["another reads", "open /data/mine.txt r", "ok", "Audit own /data/mine.txt", OTHER],
      ["the user makes a file, which is the user's own", "open /data/new wc", "ok", null, OWNER],
      ["and removes it", "unlink /data/new", "ok", null, OWNER],
    ],
  },
]);
