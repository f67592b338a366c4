// SPDX-License-Identifier: Apache-2.0
// Opening files, for real: what open answers and what the alert says, each with its benign twin.
import { basename } from "node:path";
import t from "tap";
import type { feeder } from "../../src/gen/proto.js";
import { ACT, Guard, hostPolicy, KERNELS } from "./fixture.ts";

const SETUP = `
mkdir -p /data/dir/deep/er /data/other /data/lower /data/upper /data/work /data/merged /data/deep '/data/odd'
for file in /data/secret /data/free /data/dir/one /data/dir/deep/er/two /data/other/three /data/lower/low; do
  echo text > $file
done
ln -s /data/secret /data/other/link
mount -t overlay -o lowerdir=/data/lower,upperdir=/data/upper,workdir=/data/work overlay /data/merged
mkdir -p /jail/data; mount --bind /data /jail/data
`;

const path = (name: string, file: string, action: string) =>
  hostPolicy(name, `  action: ${action}\n  file:\n    matchPaths: [{path: ${JSON.stringify(file)}}]\n`);
const directory = (name: string, dir: string, action: string, recursive: boolean) =>
  hostPolicy(name, `  action: ${action}\n  file:\n    matchDirectories: [{dir: ${dir}, recursive: ${recursive}}]\n`);

const none: string[] = [];
const block = [path("block", "/data/secret", "Block")];
const audit = [path("audit", "/data/secret", "Audit")];
const children = [directory("children", "/data/dir/", "Block", false)];
const tree = [directory("tree", "/data/dir/", "Block", true)];
const both = [directory("b-children", "/data/dir/", "Block", false), directory("a-tree", "/data/dir/", "Audit", true)];
const overlay = [path("overlay", "/data/merged/low", "Audit")];
const process = [hostPolicy("process", "  process:\n    matchPaths: [{path: /data/secret}]\n")];

/** [name, policies, act, what it answers, what the alert says: "ACTION policy resource", or null for none] */
const CASES = [
  ["no policy: a file opens", none, ["open", "/data/secret", "r"], "ok", null],
  ["block on a path: reading is denied", block, ["open", "/data/secret", "r"], "EACCES", "Block block /data/secret"],
  ["block on a path: writing is denied", block, ["open", "/data/secret", "w"], "EACCES", "Block block /data/secret"],
  ["block on a path: its sibling is free", block, ["open", "/data/free", "r"], "ok", null],
  [
    "block on a path: through a symlink",
    block,
    ["open", "/data/other/link", "r"],
    "EACCES",
    "Block block /data/secret",
  ],
  [
    "block on a path: by a crooked name",
    block,
    ["open", "/data/other/..//./secret", "r"],
    "EACCES",
    "Block block /data/secret",
  ],
  [
    "block on a path: by /proc/self/root",
    block,
    ["open", "/proc/self/root/data/secret", "r"],
    "EACCES",
    "Block block /data/secret",
  ],
  ["block on a path: a file that is not there is not there", block, ["open", "/data/nothing", "r"], "ENOENT", null],
  ["audit on a path: it opens and is told", audit, ["open", "/data/secret", "r"], "ok", "Audit audit /data/secret"],
  ["audit on a path: its sibling is not told", audit, ["open", "/data/free", "r"], "ok", null],
  [
    "block on children: a child is denied",
    children,
    ["open", "/data/dir/one", "r"],
    "EACCES",
    "Block children /data/dir/one",
  ],
  [
    "block on children: a new child is denied",
    children,
    ["open", "/data/dir/new", "create"],
    "EACCES",
    "Block children /data/dir/new",
  ],
  [
    "block on children: the directory itself",
    children,
    ["open", "/data/dir", "r"],
    "EACCES",
    "Block children /data/dir",
  ],
  ["block on children: what lies deeper is free", children, ["open", "/data/dir/deep/er/two", "r"], "ok", null],
  [
    "block on a tree: what lies deeper is denied",
    tree,
    ["open", "/data/dir/deep/er/two", "r"],
    "EACCES",
    "Block tree /data/dir/deep/er/two",
  ],
  ["block on a tree: a directory beside it is free", tree, ["open", "/data/other/three", "r"], "ok", null],
  [
    "children and tree on one directory: a child has the stronger",
    both,
    ["open", "/data/dir/one", "r"],
    "EACCES",
    "Block b-children /data/dir/one",
  ],
  [
    "children and tree on one directory: deeper has the tree",
    both,
    ["open", "/data/dir/deep/er/two", "r"],
    "ok",
    "Audit a-tree /data/dir/deep/er/two",
  ],
  [
    "overlayfs opens twice and is told once",
    overlay,
    ["open", "/data/merged/low", "r"],
    "ok",
    "Audit overlay /data/merged/low",
  ],
  ["a process rule does not bind opening", process, ["open", "/data/secret", "r"], "ok", null],
] as const;

const told = ({ Action, PolicyName, Resource }: feeder.IAlert) => `${Action} ${PolicyName} ${Resource}`;

for (const kernel of KERNELS) {
  t.test(`open on ${kernel}`, async (t) => {
    const guard = await Guard.start({ kernel });
    t.teardown(() => guard.stop());
    const setup = await guard.machine.exec(["sh", "-c", SETUP]);
    t.equal(setup.stderr, "");

    for (const [name, policies, act, answer, alert] of CASES) {
      await t.test(name, async (t) => {
        await guard.policies(...policies);
        await guard.takeAlerts();
        t.equal(await guard.act(act), answer);
        t.same((await guard.takeAlerts()).map(told), alert === null ? [] : [alert]);
      });
    }

    await t.test("a file under a Block rule denies its exec too, before a program is looked at", async (t) => {
      await guard.machine.exec(["cp", "/bin/true", "/data/program"]);
      await guard.policies(path("program", "/data/program", "Block"));
      await guard.takeAlerts();
      t.equal(await guard.act(["exec", "/data/program"]), "EACCES");
      t.same((await guard.takeAlerts()).map(told), ["Block program /data/program"]);
    });

    await t.test("in a chroot, the path is still that of the mount namespace", async (t) => {
      await guard.machine.exec(["cp", ACT, "/jail/act"]);
      await guard.policies(path("jail", "/jail/data/secret", "Block"));
      await guard.takeAlerts();
      const inside = await guard.machine.exec(["chroot", "/jail", "/act", "open", "/data/secret", "r"]);
      t.equal(inside.stdout, "EACCES\n");
      const free = await guard.machine.exec(["chroot", "/jail", "/act", "open", "/data/free", "r"]);
      t.equal(free.stdout, "ok\n");
      t.same((await guard.takeAlerts()).map(told), ["Block jail /jail/data/secret"]);
    });

    await t.test("leaving every namespace sheds nothing", async (t) => {
      await guard.policies(...block);
      await guard.takeAlerts();
      const away = await guard.machine.exec(["unshare", "-Urmpf", ACT, "open", "/data/secret", "r"]);
      t.equal(away.stdout, "EACCES\n", away.stderr);
      const twin = await guard.machine.exec(["unshare", "-Urmpf", ACT, "open", "/data/free", "r"]);
      t.equal(twin.stdout, "ok\n", twin.stderr);
      t.same((await guard.takeAlerts()).map(told), ["Block block /data/secret"]);
    });

    const letters = `/${"d".repeat(200)}`;
    for (const [name, levels, action, answer, resource] of [
      ["a path of 4,000 bytes is told whole", 19, "Audit", "ok", `/data/deep${letters.repeat(19)}/leaf`],
      ["a path of 4,000 bytes is denied", 19, "Block", "EACCES", `/data/deep${letters.repeat(19)}/leaf`],
      // 4,096 bytes hold the first 20 of its directories; the record has these and is marked as cut.
      ["a path of 6,000 bytes does not escape its directory", 29, "Block", "EACCES", `/data/deep${letters.repeat(20)}`],
    ] as const) {
      await t.test(name, async (t) => {
        await guard.policies();
        await guard.act(["deep", "/data/deep", levels, "leaf"]); // makes it
        await guard.policies(directory("deep", "/data/deep/", action, true), path("else", "/data/free", "Audit"));
        await guard.takeAlerts();
        t.equal(await guard.act(["deep", "/data/deep", levels, "leaf"]), answer);
        t.same((await guard.takeAlerts()).map(told), [`${action} deep ${resource}`]);
        t.equal(await guard.act(["deep", "/data/other", levels, "leaf"]), "ok", "its twin elsewhere opens");
        t.same(await guard.takeAlerts(), []);
      });
    }

    // The directory's length decides where the last word of its hash begins and how much of it the path still fills.
    await t.test("a directory of any length up to 4,096 bytes holds what lies below it", async (t) => {
      await guard.policies();
      for (const length of [4085, 4086, 4087, 4088, 4089, 4090, 4091, 4092, 4096]) {
        const steps = Array.from({ length: 19 }, () => letters.slice(1)).concat("f".repeat(100));
        steps.push("e".repeat(length - `/data/deep/${steps.join("/")}//`.length));
        const dir = `/data/deep/${steps.join("/")}/`;
        t.equal(dir.length, length);
        const down = (step: (name: string) => string) => `cd /data/deep && ${steps.map(step).join(" && ")}`;
        await guard.machine.exec(["sh", "-c", down((name) => `mkdir -p ${name} && cd ${name}`)]);
        await guard.policies(directory("edge", dir, "Block", true));
        const script = `${down((name) => `cd ${name}`)} && : > a-name-of-20-letters && echo opened`;
        const { stdout, stderr } = await guard.machine.exec(["sh", "-c", script]);
        t.match(stderr, /a-name-of-20-letters: Permission denied/, `${length} bytes`);
        t.equal(stdout, "");
      }
      await guard.takeAlerts();
    });

    await t.test(
      "a file in no directory is no child of the root, but part of everything; a pipe is no file",
      async (t) => {
        const pipe = ["sh", "-c", "echo through | cat /dev/stdin"];
        const opened = async () => {
          await guard.takeAlerts();
          t.equal((await guard.machine.exec(pipe)).stdout, "through\n");
          t.equal(await guard.act(["memfd-open"]), "ok");
          return (await guard.takeAlerts()).map(
            ({ ProcessName, Resource }) => [basename(ProcessName ?? ""), Resource] as const,
          );
        };
        await guard.policies(directory("children", "/", "Audit", false));
        t.same(
          (await opened()).filter(([, path]) => !/^\/[^/]*$/.test(path ?? "")),
          [],
        );
        await guard.policies(directory("tree", "/", "Audit", true));
        const all = await opened();
        t.ok(
          all.some(([program, path]) => program === "act" && path === "memfd:copy"),
          "the memfd is told, by what it was called",
        );
        t.notOk(
          all.some(([program, path]) => program === "cat" && !path?.startsWith("/")),
          "the pipe is not told",
        );
        t.ok(
          all.some(([program, path]) => program === "cat" && path?.endsWith("/libc.so.6")),
          "what else its reader opens is told",
        );
        await guard.policies();
      },
    );

    await t.test("file names are bytes", async (t) => {
      await guard.policies(directory("odd", "/data/odd/", "Audit", true));
      for (const [name, shown] of [
        ["plain", "plain"],
        ["ünïcode", "ünïcode"],
        ["two words", "two words"],
        ["new\nline", "new\\nline"],
        ["tab\tescape\u001b[31m", "tab\\tescape\\x1b[31m"],
        ["back\\slash", "back\\\\slash"],
        ['"quoted"', '"quoted"'],
      ] as const) {
        await guard.takeAlerts();
        t.equal(await guard.act(["open", `/data/odd/${name}`, "create"]), "ok", shown);
        t.same((await guard.takeAlerts()).map(told), [`Audit odd /data/odd/${shown}`]);
      }
      await guard.machine.exec([
        "sh",
        "-c",
        "cat $(printf '/data/odd/\\377\\376') > /dev/null; : > $(printf '/data/odd/\\377\\376')",
      ]);
      t.same((await guard.takeAlerts()).map(told), ["Audit odd /data/odd/\\xff\\xfe"]);
    });

    await t.test("every field of an alert", async (t) => {
      await guard.policies(...audit);
      await guard.takeAlerts();
      t.equal(await guard.act(["open", "/data/secret", "r"], { uid: 1000, cwd: "/data/other" }), "ok");
      const [alert, ...others] = await guard.takeAlerts();
      t.same(others, []);
      t.match(alert, {
        PolicyName: "audit",
        Severity: "",
        Type: "MatchedHostPolicy",
        Source: `${ACT} open /data/secret r`,
        Operation: "File",
        Resource: "/data/secret",
        Data: "lsm=FILE_OPEN flags=O_RDONLY",
        EventData: { Lsm: "FILE_OPEN", Flags: "O_RDONLY" },
        Enforcer: "eBPF Monitor",
        Action: "Audit",
        Result: "Passed",
        ProcessName: ACT,
        UID: 1000,
        Cwd: "/data/other/",
      });
    });
  });
}
