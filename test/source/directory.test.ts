// SPDX-License-Identifier: Apache-2.0
// The policy directory on a real file system: what is read, what is told, and that every change is seen within a second even
// where no watch tells of it.

import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t, { type Test } from "tap";
import { BailiffError } from "../../src/errors.ts";
import { POLICY_BYTES_MAX, POLICY_FILES_MAX, YAML_BYTES_MAX } from "../../src/limits.ts";
import type { SourceFile } from "../../src/policy/store.ts";
import { type DirectoryTimes, watchPolicies } from "../../src/source/directory.ts";
import { readPolicyFiles } from "../../src/source/policy-files.ts";

const TIMES: DirectoryTimes = { pollMs: 100, settleMs: 20 };

function makeDirectory(t: Test): string {
  const directory = mkdtempSync(join(tmpdir(), "bailiff-policies-"));
  t.teardown(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Watches until the test ends, and keeps all that is told, in the words "name=text". */
async function watched(t: Test, directory: string, times = TIMES) {
  const told: string[] = [];
  const troubles: (string | null)[] = [];
  const inWords = (source: SourceFile) =>
    `${source.file.slice(directory.length + 1)}${"text" in source ? `=${source.text}` : ` ${source.unreadable}`}`;
  const policies = await watchPolicies(
    directory,
    {
      onChange: (files) => told.push(files.map(inWords).join(" ")) > 0,
      onTrouble: (trouble) => troubles.push(trouble),
    },
    times,
  );
  t.teardown(() => policies.close());
  return { told, troubles, policies };
}

/** Waits until the last of a list is what is wanted; a second is what is promised, and the machine may be busy. */
async function becomes(t: Test, list: readonly unknown[], want: unknown): Promise<void> {
  for (let i = 0; i < 300 && list.at(-1) !== want; i++) await sleep(10);
  t.equal(list.at(-1), want);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

for (const [name, make, want] of [
  ["is missing", (path: string) => path, "no such file or directory"],
  ["is a file", aFile, "not a directory"],
  ["holds too many files", tooMany, `it holds ${POLICY_FILES_MAX + 1} policy files, the limit is ${POLICY_FILES_MAX}`],
  [
    "holds too much",
    tooMuch,
    `its policies have ${17 * YAML_BYTES_MAX} bytes together, the limit is ${POLICY_BYTES_MAX}`,
  ],
] as const) {
  t.test(`refused: the directory ${name}`, async (t) => {
    const path = make(join(makeDirectory(t), "d"));
    const failure = await watchPolicies(path, { onChange: () => t.fail("told"), onTrouble: () => t.fail("told") }).then(
      () => null,
      (error: unknown) => error,
    );
    if (!(failure instanceof BailiffError)) throw failure;
    t.equal(failure.code, "FILE");
    t.equal(failure.message, `policy directory ${path}: ${want}`);
  });
}

function aFile(path: string): string {
  writeFileSync(path, "");
  return path;
}

function tooMany(path: string): string {
  mkdirSync(path);
  for (let i = 0; i <= POLICY_FILES_MAX; i++) writeFileSync(join(path, `${i}.yaml`), "");
  return path;
}

function tooMuch(path: string): string {
  mkdirSync(path);
  for (let i = 0; i < 17; i++) writeFileSync(join(path, `${i}.yaml`), "x".repeat(YAML_BYTES_MAX));
  return path;
}

t.test("an empty directory is told, once", async (t) => {
  const { told } = await watched(t, makeDirectory(t));
  await sleep(300);
  t.strictSame(told, [""]);
});

t.test("policy files are read, in order of their names, and no others", async (t) => {
  const directory = makeDirectory(t);
  for (const name of ["b.yml", "a.yaml", "c.json", ".hidden.yaml", "d.yaml~", "e.txt", ".yaml", "README"]) {
    writeFileSync(join(directory, name), name);
  }
  mkdirSync(join(directory, "deeper"));
  writeFileSync(join(directory, "deeper/f.yaml"), "no");
  const { told } = await watched(t, directory);
  t.strictSame(told, ["a.yaml=a.yaml b.yml=b.yml c.json=c.json"]);
});

t.test("a file that cannot be used is told as such, beside the others", async (t) => {
  const directory = makeDirectory(t);
  writeFileSync(join(directory, "a.yaml"), "a");
  writeFileSync(join(directory, "binary.yaml"), Buffer.from([0x61, 0xff, 0xfe]));
  symlinkSync("nowhere", join(directory, "broken.yaml"));
  mkdirSync(join(directory, "directory.yaml"));
  execFileSync("mkfifo", [join(directory, "fifo.yaml")]);
  writeFileSync(join(directory, "large.yaml"), "x".repeat(YAML_BYTES_MAX + 1));
  symlinkSync("loop.yaml", join(directory, "loop.yaml"));
  const { told } = await watched(t, directory);
  const want = [
    "a.yaml=a",
    "binary.yaml is not UTF-8 text",
    "broken.yaml cannot be read: no such file or directory",
    "directory.yaml is not a regular file",
    "fifo.yaml is not a regular file",
    `large.yaml is larger than ${YAML_BYTES_MAX} bytes`,
    "loop.yaml cannot be read: too many symbolic links encountered",
  ];
  t.strictSame(told, [want.join(" ")]);
});

t.test(
  "a file without permission is told as such",
  { skip: process.getuid?.() === 0 ? "root may read everything" : false },
  async (t) => {
    const directory = makeDirectory(t);
    writeFileSync(join(directory, "a.yaml"), "a", { mode: 0 });
    const { told } = await watched(t, directory);
    t.strictSame(told, ["a.yaml cannot be read: permission denied"]);
    chmodSync(join(directory, "a.yaml"), 0o600);
    await becomes(t, told, "a.yaml=a");
  },
);

/** Each starts from a.yaml=old and must come to what it wants. */
const CHANGES: readonly (readonly [string, (directory: string) => void, string])[] = [
  ["a file is added", (d) => writeFileSync(join(d, "b.yaml"), "b"), "a.yaml=old b.yaml=b"],
  ["a file is removed", (d) => rmSync(join(d, "a.yaml")), ""],
  ["a file is written in place", (d) => writeFileSync(join(d, "a.yaml"), "new"), "a.yaml=new"],
  [
    "a file is written in place and its time set back",
    (d) => {
      writeFileSync(join(d, "a.yaml"), "NEW");
      utimesSync(join(d, "a.yaml"), 1, 1);
    },
    "a.yaml=NEW",
  ],
  [
    "a file is replaced by another",
    (d) => {
      writeFileSync(join(d, ".tmp"), "new");
      renameSync(join(d, ".tmp"), join(d, "a.yaml"));
    },
    "a.yaml=new",
  ],
  ["a file is renamed", (d) => renameSync(join(d, "a.yaml"), join(d, "c.yaml")), "c.yaml=old"],
  ["a file is hidden", (d) => renameSync(join(d, "a.yaml"), join(d, ".a.yaml")), ""],
];
for (const [name, change, want] of CHANGES) {
  t.test(`seen: ${name}`, async (t) => {
    const directory = makeDirectory(t);
    writeFileSync(join(directory, "a.yaml"), "old");
    const { told, troubles } = await watched(t, directory);
    change(directory);
    await becomes(t, told, want);
    t.strictSame(troubles, []);
  });
}

t.test("a change is seen soon by inotify, however rare the passes", async (t) => {
  const directory = makeDirectory(t);
  const { told } = await watched(t, directory, { pollMs: 60_000, settleMs: 20 });
  writeFileSync(join(directory, "a.yaml"), "a");
  await becomes(t, told, "a.yaml=a");
});

t.test("a change is seen by a pass where inotify cannot see it", async (t) => {
  const [directory, elsewhere] = [makeDirectory(t), makeDirectory(t)];
  writeFileSync(join(elsewhere, "a"), "old");
  symlinkSync(join(elsewhere, "a"), join(directory, "a.yaml"));
  const { told } = await watched(t, directory);
  writeFileSync(join(elsewhere, "a"), "new");
  await becomes(t, told, "a.yaml=new");
});

t.test(
  "a change right after the file was read, in the same tick of the clock and of the same size, is seen",
  async (t) => {
    const directory = makeDirectory(t);
    const file = join(directory, "a.yaml");
    const told: string[] = [];
    writeFileSync(file, "0");
    const onChange = ([source]: readonly SourceFile[]) => {
      told.push(source && "text" in source ? source.text : "?");
      if (told.length < 10) writeFileSync(file, String(told.length));
      return true;
    };
    const policies = await watchPolicies(
      directory,
      { onChange, onTrouble: () => t.fail("trouble") },
      { pollMs: 50, settleMs: 20 },
    );
    t.teardown(() => policies.close());
    await becomes(t, told, "9");
  },
);

t.test("a new signature is read twice, a settled one no more", async (t) => {
  const directory = makeDirectory(t);
  const file = join(directory, "a.yaml");
  writeFileSync(file, "new");
  const [first] = (await readPolicyFiles(directory, new Map())).values();
  if (first === undefined) throw new Error("no file");
  // As if the file had been read just before its last change, which did not move its times.
  const old = { ...first, source: { file, text: "old" } };
  const second = await readPolicyFiles(directory, new Map([[file, old]]));
  t.strictSame(second.get(file), { ...first, isSettled: true });
  const third = await readPolicyFiles(directory, second);
  t.equal(third.get(file), second.get(file), "the very same");
});

t.test("a mounted ConfigMap is swapped as a whole", async (t) => {
  const directory = makeDirectory(t);
  const fill = (version: string) => {
    mkdirSync(join(directory, `..${version}`));
    for (const name of ["a", "b"]) writeFileSync(join(directory, `..${version}`, `${name}.yaml`), version);
    symlinkSync(`..${version}`, join(directory, "..data_tmp"));
    renameSync(join(directory, "..data_tmp"), join(directory, "..data"));
  };
  fill("v1");
  for (const name of ["a", "b"]) symlinkSync(`..data/${name}.yaml`, join(directory, `${name}.yaml`));
  const { told } = await watched(t, directory);
  t.strictSame(told, ["a.yaml=v1 b.yaml=v1"]);
  fill("v2");
  await becomes(t, told, "a.yaml=v2 b.yaml=v2");
});

t.test("nothing is told where the texts are what they were", async (t) => {
  const directory = makeDirectory(t);
  writeFileSync(join(directory, "a.yaml"), "a");
  const { told } = await watched(t, directory);
  writeFileSync(join(directory, "a.yaml"), "a");
  utimesSync(join(directory, "a.yaml"), 1, 1);
  writeFileSync(join(directory, "notes.txt"), "x");
  await sleep(300);
  t.strictSame(told, ["a.yaml=a"]);
});

t.test("a directory that vanishes is told once, and is watched again when it is back", async (t) => {
  const directory = join(makeDirectory(t), "policies");
  mkdirSync(directory);
  writeFileSync(join(directory, "a.yaml"), "a");
  const { told, troubles } = await watched(t, directory);
  rmSync(directory, { recursive: true });
  await becomes(t, troubles, `policy directory ${directory}: no such file or directory`);
  await sleep(300);
  t.equal(troubles.length, 1);
  t.equal(told.at(-1), "a.yaml=a", "what was told last stands");
  mkdirSync(directory);
  writeFileSync(join(directory, "a.yaml"), "b");
  await becomes(t, troubles, null);
  await becomes(t, told, "a.yaml=b");
});

t.test("a directory that is replaced by another is followed", async (t) => {
  const parent = makeDirectory(t);
  const directory = join(parent, "policies");
  mkdirSync(directory);
  mkdirSync(join(parent, "next"));
  writeFileSync(join(parent, "next/b.yaml"), "b");
  const { told } = await watched(t, directory);
  renameSync(directory, join(parent, "old"));
  renameSync(join(parent, "next"), directory);
  await becomes(t, told, "b.yaml=b");
  writeFileSync(join(directory, "c.yaml"), "c");
  await becomes(t, told, "b.yaml=b c.yaml=c");
});

t.test("too many files are told, and what was told last stands until they are fewer", async (t) => {
  const directory = makeDirectory(t);
  writeFileSync(join(directory, "a.yaml"), "a");
  const { told, troubles } = await watched(t, directory);
  for (let i = 0; i < POLICY_FILES_MAX; i++) writeFileSync(join(directory, `x${i}.yaml`), "");
  await becomes(
    t,
    troubles,
    `policy directory ${directory}: it holds ${POLICY_FILES_MAX + 1} policy files, the limit is ${POLICY_FILES_MAX}`,
  );
  for (let i = 0; i < POLICY_FILES_MAX; i++) rmSync(join(directory, `x${i}.yaml`));
  await becomes(t, troubles, null);
  await becomes(t, told, "a.yaml=a");
});

t.test("closed twice, it tells nothing more", async (t) => {
  const directory = makeDirectory(t);
  const { told, troubles, policies } = await watched(t, directory);
  writeFileSync(join(directory, "a.yaml"), "a");
  policies.close();
  policies.close();
  await sleep(300);
  t.strictSame(told, [""]);
  t.strictSame(troubles, []);
});

t.test("it may be closed by whom it tells", async (t) => {
  const directory = makeDirectory(t);
  let told = 0;
  const policies = await watchPolicies(
    directory,
    {
      onChange: () => {
        if (++told === 2) policies.close();
        return true;
      },
      onTrouble: () => t.fail("trouble"),
    },
    TIMES,
  );
  for (const text of ["a", "b", "c"]) {
    writeFileSync(join(directory, "a.yaml"), text);
    await sleep(150);
  }
  t.equal(told, 2);
});

t.test("what was not taken up is told again with the next pass", async (t) => {
  const directory = makeDirectory(t);
  writeFileSync(join(directory, "a.yaml"), "a");
  let told = 0;
  const onChange = () => ++told === 3;
  const policies = await watchPolicies(directory, { onChange, onTrouble: () => t.fail("trouble") }, TIMES);
  t.teardown(() => policies.close());
  for (let i = 0; i < 300 && told < 3; i++) await sleep(10);
  await sleep(200);
  t.equal(told, 3, "and no more once it was");
});

t.test("put back as it was after a change that was not taken up: told again", async (t) => {
  const directory = makeDirectory(t);
  const file = join(directory, "a.yaml");
  writeFileSync(file, "good");
  const told: string[] = [];
  const onChange = ([source]: readonly SourceFile[]) => {
    const text = source !== undefined && "text" in source ? source.text : "";
    told.push(text);
    return text === "good";
  };
  const policies = await watchPolicies(directory, { onChange, onTrouble: () => t.fail("trouble") }, TIMES);
  t.teardown(() => policies.close());
  writeFileSync(file, "bad");
  await becomes(t, told, "bad");
  writeFileSync(file, "good");
  await becomes(t, told, "good");
});
