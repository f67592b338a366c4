// SPDX-License-Identifier: Apache-2.0
// test/vm/run and test/vm/shell: a command in the guest is like a command here, and nothing is left of it.
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import t from "tap";
import { type KernelName, projectDir } from "./machine.ts";

const kernels: readonly KernelName[] = ["6.12", "6.1"];
const temporary = mkdtempSync(join(tmpdir(), "smoke-"));
t.teardown(() => rmSync(temporary, { recursive: true }));
t.setTimeout(300_000); // for all of them, with no saved machine to begin with

type Ended = { status: number | null; stdout: Buffer; stderr: string };

/** Runs test/vm/run and waits for it. */
function vm(args: readonly string[], { input = "" as string | Buffer, cwd = projectDir } = {}): Promise<Ended> {
  const { child, ended } = start(args, cwd);
  child.stdin.end(input);
  return ended;
}

function start(args: readonly string[], cwd = projectDir) {
  const child = spawn(join(import.meta.dirname, "run"), args, { cwd, stdio: "pipe" });
  const stdout: Buffer[] = [];
  let stderr = "";
  child.stdout.on("data", (bytes) => stdout.push(bytes));
  child.stderr.on("data", (text) => {
    stderr += text;
  });
  child.stdin.on("error", () => {});
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (status) => resolve({ status, stdout: Buffer.concat(stdout), stderr }));
  });
  return { child, ended, stderr: () => stderr };
}

async function until<T>(what: string, look: () => T | undefined): Promise<T> {
  for (let tries = 0; tries < 600; tries++) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited in vain for ${what}`);
}

/** The QEMU process that a process has started. */
function machineOf(pid: number): string | undefined {
  return (
    spawnSync("pgrep", ["-P", String(pid), "qemu-system"])
      .stdout.toString()
      .trim() || undefined
  );
}

t.test("bad usage ends with 2 and says what was meant", async (t) => {
  const table = [
    ["an option that is not there", ["--kernal", "6.1", "--", "true"], /--kernel/],
    ["a kernel that is not there", ["--kernel", "5.4", "--", "true"], /6\.12, 6\.1/],
    ["no command", ["--smp", "1"], /command/],
    ["a number that is none", ["--timeout", "soon", "--", "true"], /whole number/],
    ["a share that is not there", ["--share", "/nonexistent", "--", "true"], /no such directory/],
    ["a forward without a guest port", ["--forward", "80", "--", "true"], /HOSTPORT:GUESTPORT/],
  ] as const;
  const all = await Promise.all(table.map(([, args]) => vm(args)));
  for (const [index, [name, , said]] of table.entries()) {
    t.equal(all[index]?.status, 2, name);
    t.match(all[index]?.stderr, said, name);
  }
});

t.test("the exit status is the command's", async (t) => {
  const table = [
    ["exit 0", 0],
    ["exit 7", 7],
    ["kill -TERM $$", 128 + 15],
    ["exec /nonexistent", 127],
  ] as const;
  const all = await Promise.all(table.map(([script]) => vm(["--", "sh", "-c", script])));
  for (const [index, [script, want]] of table.entries()) t.equal(all[index]?.status, want, script);
});

t.test("standard output and error stay apart, and are complete", async (t) => {
  const { stdout, stderr, status } = await vm(["--", "sh", "-c", "echo out; echo err >&2; seq 100000; seq 5 >&2"]);
  t.equal(status, 0);
  t.equal(stdout.toString(), `out\n${Array.from({ length: 100_000 }, (_, i) => `${i + 1}\n`).join("")}`);
  t.equal(stderr.replace(/^vm: made.*\n/gm, ""), "err\n1\n2\n3\n4\n5\n");
});

t.test("a megabyte of bytes comes back from cat as it went in", async (t) => {
  const input = randomBytes(1 << 20);
  t.ok((await vm(["--", "cat"], { input })).stdout.equals(input));
});

t.test("input that the command does not read is no obstacle", async (t) => {
  const { status, stdout } = await vm(["--", "head", "-c", "3"], { input: Buffer.alloc(4 << 20, "x") });
  t.equal(status, 0);
  t.equal(stdout.toString(), "xxx");
});

t.test("the command's place is the caller's, and the checkout is there", async (t) => {
  const show = ["--", "sh", "-c", "pwd; ls package.json node_modules/tap/package.json; id -u"];
  const want = `${projectDir}\nnode_modules/tap/package.json\npackage.json\n0\n`;
  const inside = import.meta.dirname;
  const [top, outside, below] = await Promise.all([
    vm(show),
    vm(show, { cwd: temporary }),
    vm(["--", "sh", "-c", 'pwd; cat "$1"', "sh", basename(import.meta.filename)], { cwd: inside }),
  ]);
  t.equal(top.stdout.toString(), want);
  t.equal(outside.stdout.toString(), want, "from outside");
  t.equal(below.stdout.toString(), `${inside}\n${readFileSync(import.meta.filename, "utf8")}`, "from below");
});

t.test("a file that changed is seen by the next machine", async (t) => {
  const file = join(import.meta.dirname, `smoke-${process.pid}.tmp`);
  t.teardown(() => rmSync(file, { force: true }));
  for (const text of ["one\n", "two\n"]) {
    writeFileSync(file, text);
    t.equal((await vm(["--", "cat", file])).stdout.toString(), text);
  }
});

t.test("--share shows a copy at /share", async (t) => {
  writeFileSync(join(temporary, "script"), "#!/bin/sh\necho shared; echo changed > /share/script\n", { mode: 0o755 });
  const { stdout, status } = await vm(["--share", temporary, "--", "/share/script"]);
  t.equal(stdout.toString(), "shared\n");
  t.equal(status, 0);
  t.match(readFileSync(join(temporary, "script"), "utf8"), /shared/);
});

t.test("what is written to $VM_OUT comes back", async (t) => {
  const out = join(temporary, "out");
  const { stderr } = await vm(["--out", out, "--", "sh", "-c", 'mkdir "$VM_OUT/d"; echo kept > "$VM_OUT/d/f"; exit 1']);
  t.equal(readFileSync(join(out, "d/f"), "utf8"), "kept\n");
  t.match(stderr, out);
});

t.test("a time-out ends with 124, and what was written before is there", async (t) => {
  const { status, stdout, stderr } = await vm(["--timeout", "2", "--", "sh", "-c", "echo before; sleep 1000"]);
  t.equal(status, 124);
  t.equal(stdout.toString(), "before\n");
  t.match(stderr, /did not end within 2 s/);
});

t.test("signals go to the command", async (t) => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    const { child, ended } = start([
      "--",
      "sh",
      "-c",
      `trap 'echo got ${signal}; exit 3' ${signal.slice(3)}; echo up; while :; do sleep 0.1; done`,
    ]);
    child.stdout.once("data", () => child.kill(signal));
    const { status, stdout } = await ended;
    t.equal(status, 3, signal);
    t.equal(stdout.toString(), `up\ngot ${signal}\n`);
  }
});

t.test("a kernel that panics ends with 125 and the end of its console", async (t) => {
  const { status, stderr } = await vm(["--append", "rdinit=/nonexistent", "--", "true"]);
  t.equal(status, 125);
  t.match(stderr, /console: .*Kernel panic/);
});

t.test("a machine that ends under the command ends with 125", async (t) => {
  const { status, stderr } = await vm(["--", "sh", "-c", "echo c > /proc/sysrq-trigger; sleep 10"]);
  t.equal(status, 125);
  t.match(stderr, /console: .*sysrq triggered crash/i);
});

for (const kernel of kernels)
  t.test(`${kernel}: BPF is an active LSM, unless lsm= leaves it out`, async (t) => {
    const show = ["--kernel", kernel, "--", "cat", "/sys/kernel/security/lsm"];
    t.match((await vm(show)).stdout.toString(), /\bbpf\b/);
    const without = (
      await vm(["--append", "lsm=landlock,lockdown,yama,integrity,apparmor", ...show])
    ).stdout.toString();
    t.match(without, /\byama\b/);
    t.notMatch(without, /\bbpf\b/);
  });

t.test("several processors", async (t) => {
  t.equal((await vm(["--smp", "2", "--", "nproc"])).stdout.toString(), "2\n");
});

t.test("--forward leads to a server on the guest's loopback", async (t) => {
  const script =
    "require('net').createServer(c => c.end('hello\\n')).listen(7000, '127.0.0.1', () => console.log('up'))";
  const { child, ended, stderr } = start(["--forward", "0:7000", "--", "node", "-e", script]);
  await new Promise((resolve) => child.stdout.once("data", resolve));
  const port = await until("the port", () => /127\.0\.0\.1:(\d+)/.exec(stderr())?.[1]);
  for (let i = 0; i < 3; i++) t.equal(await readFrom(Number(port)), "hello\n");
  child.kill("SIGTERM");
  t.equal((await ended).status, 128 + 15);
});

t.test("--forward to a port that is taken ends with 125 and one line", async (t) => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  const { status, stderr } = await vm(["--forward", `${port}:7000`, "--", "true"]);
  server.close();
  t.equal(status, 125);
  t.match(stderr, new RegExp(`^vm: cannot listen on 127.0.0.1:${port}: .*EADDRINUSE.*$`, "m"));
});

t.test("--icount: the same command takes the same time, to the nanosecond", async (t) => {
  const command = [
    "sh",
    "-c",
    "date +%s.%N; sleep 5; ls -l /usr/bin | md5sum; date +%s.%N; cat; echo kept > $VM_OUT/f; exit 4",
  ];
  const outs = [join(temporary, "once1"), join(temporary, "once2")];
  const [one, two] = await Promise.all(
    outs.map((out) => vm(["--icount", "--out", out, "--", ...command], { input: "in" })),
  );
  t.equal(one?.status, 4);
  t.match(one?.stdout.toString(), /^1704067\d\d\d\.\d{9}\n\w+ {2}-\n1704067\d\d\d\.\d{9}\nin$/);
  t.equal(two?.stdout.toString(), one?.stdout.toString());
  for (const out of outs) t.equal(readFileSync(join(out, "f"), "utf8"), "kept\n");
});

t.test("--keep leaves the machine for test/vm/shell", async (t) => {
  const { child, ended, stderr } = start(["--keep", "--", "sh", "-c", "echo mark > /tmp/mark"]);
  const name = await until("the machine's name", () => /machine (\S+) stays/.exec(stderr())?.[1]);
  const shell = spawn(join(import.meta.dirname, "shell"), [name], { stdio: ["pipe", "pipe", "inherit"] });
  let said = "";
  shell.stdout.on("data", (text) => {
    said += text;
  });
  shell.stdin.end("cat /tmp/mark; exit 6\n");
  t.equal(await new Promise((resolve) => shell.on("close", resolve)), 6);
  t.equal(said, "mark\n");
  child.kill("SIGINT");
  t.equal((await ended).status, 0);
});

t.test("no machine outlives the process that started it", async (t) => {
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    const { child, ended } = start(["--", "sh", "-c", "trap '' TERM; echo up; sleep 1000 & wait"]);
    await new Promise((resolve) => child.stdout.once("data", resolve));
    const qemu = machineOf(child.pid ?? 0) ?? "";
    t.match(qemu, /^\d+$/);
    child.kill(signal);
    if (signal === "SIGTERM") setTimeout(() => child.kill(signal), 200); // the first is for the command
    await ended;
    await until(`the end of QEMU after ${signal}`, () => !existsSync(`/proc/${qemu}`) || undefined);
  }
});

function readFrom(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    connect(port, "127.0.0.1")
      .on("data", (bytes) => {
        text += bytes;
      })
      .on("error", reject)
      .on("end", () => resolve(text));
  });
}
