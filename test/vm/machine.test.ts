// SPDX-License-Identifier: Apache-2.0
// The library that tests use: commands, files and connections of a machine, and what is left of it (nothing).
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { connect } from "node:net";
import t from "tap";
import { cacheDir } from "./cache.ts";
import { Machine } from "./machine.ts";

t.setTimeout(120_000); // with no saved machine to begin with

/** The QEMU processes of this one. */
function machines(): string {
  return spawnSync("pgrep", ["-P", String(process.pid), "qemu-system"]).stdout.toString();
}

const machine = await Machine.start();
t.teardown(() => machine.stop());

async function stdoutOf(...argv: string[]): Promise<string> {
  return (await machine.exec(argv)).stdout;
}

t.test("files go in and come out", async (t) => {
  const bytes = randomBytes(100_000);
  await machine.writeFile("/tmp/bytes", bytes);
  t.ok((await machine.readFile("/tmp/bytes")).equals(bytes));
  await t.rejects(machine.readFile("/nonexistent"), { name: "MachineError", message: /No such file/ });
  await t.rejects(machine.writeFile("/nonexistent/file", ""), { name: "MachineError", message: /nonexistent/ });
});

t.test("a command has its environment, its place and its status", async (t) => {
  await machine.writeFile("/root/script", "#!/bin/sh\necho $A; pwd; echo no >&2; exit 3\n", 0o755);
  const result = await machine.exec(["/root/script"], { env: { A: "a b" }, cwd: "/home/user" });
  t.match(result, { status: 3, stdout: "a b\n/home/user\n", stderr: "no\n" });
  t.match(await machine.exec(["true"], { cwd: "/nonexistent" }), { status: 126, stderr: /nonexistent/ });
  t.match(await machine.exec(["nonexistent"]), { status: 127, stderr: /nonexistent/ });
  await t.rejects(async () => machine.spawn(["echo", "a\0b"]), { code: "CONFIG" });
});

t.test("a command that takes too long is killed", async (t) => {
  await t.rejects(machine.exec(["sleep", "100"], { timeoutMs: 300 }), { code: "TIMEOUT" });
  await t.rejects(machine.exec(["sleep", "100"], { signal: AbortSignal.timeout(300) }), { name: "TimeoutError" });
  const gone = "for i in $(seq 100); do pgrep -x sleep || exit 0; usleep 100000; done; exit 1";
  t.equal((await machine.exec(["sh", "-c", gone])).status, 0);
});

t.test("a live command takes input and signals", async (t) => {
  const cat = machine.spawn(["cat"]);
  cat.stdin.write("one");
  t.equal(String(await once(cat.stdout, "data")), "one");
  cat.kill("SIGINT");
  t.equal(await cat.status, 128 + 2);
});

t.test("many commands at once", async (t) => {
  const numbers = Array.from({ length: 12 }, (_, i) => `${i}\n`);
  t.same(await Promise.all(numbers.map((number) => stdoutOf("printf", number))), numbers);
});

t.test("the guest is a complete system", async (t) => {
  t.ok(Math.abs(Number(await stdoutOf("date", "+%s")) - Date.now() / 1000) < 3, "its wall clock is right");
  for (const file of ["/sys/fs/bpf", "/sys/fs/cgroup/cgroup.procs", "/sys/kernel/tracing/events", "/dev/pts/ptmx"])
    t.equal((await machine.exec(["ls", "-d", file])).status, 0, file);
  t.equal(await stdoutOf("sh", "-c", "ls /proc/self/fd | wc -l"), "4\n", "a command has no other descriptors");
  const owners = await stdoutOf("stat", "-c", "%U %G %a", "/etc/shadow", "/home/user");
  t.equal(owners, "root shadow 640\nuser user 755\n");
});

t.test("connections to servers in the guest", async (t) => {
  await t.rejects(machine.connect(1234), { code: "REFUSED", message: /Connection refused/ });
  await t.rejects(machine.connect("/nonexistent"), { code: "REFUSED", message: /No such file/ });
  const echoOn = (place: string) =>
    `require('net').createServer(c => c.pipe(c)).listen(${place}, () => console.log('up'));`;
  const script = echoOn("'/tmp/echo'") + echoOn("7000, '127.0.0.1'");
  const server = machine.spawn(["node", "-e", script]);
  let up = 0;
  while (up < 2) up += String(await once(server.stdout, "data")).split("up").length - 1;

  const bytes = randomBytes(300_000);
  const port = await machine.forward(7000);
  for (const [name, connection] of [
    ["unix socket", await machine.connect("/tmp/echo")],
    ["port", await machine.connect(7000)],
    ["forwarded port", connect(port, "127.0.0.1")],
  ] as const) {
    connection.end(bytes); // the end of one direction is not the end of the other
    const echo: Buffer[] = [];
    for await (const chunk of connection) echo.push(chunk);
    t.ok(Buffer.concat(echo).equals(bytes), name);
  }
  server.kill("SIGTERM");
  await server.status;
});

t.test("a machine that ends takes its commands with it", async (t) => {
  const { status } = machine.spawn(["sh", "-c", "echo o > /proc/sysrq-trigger; sleep 100"]);
  await t.rejects(status, { code: "LOST" });
  await machine.ended;
  await t.rejects(machine.exec(["true"]), { code: "LOST" });
});

t.test("every machine starts from the same state", async (t) => {
  const mark = "echo mark | tee /root/mark /tmp/mark; sync; setsid sleep 1000 > /dev/null 2>&1 &";
  const seen: unknown[] = [];
  for (let i = 0; i < 2; i++) {
    const machine = await Machine.start();
    try {
      const marks = await machine.exec(["ls", "/root", "/tmp"]);
      const processes = (await machine.exec(["ps", "-A", "-o", "comm="])).stdout.match(/\S+/g) ?? [];
      seen.push([marks, [...new Set(processes.filter((name) => !name.startsWith("kworker")))].sort()]);
      await machine.exec(["sh", "-c", mark]);
    } finally {
      await machine.stop();
    }
  }
  t.same(seen[1], seen[0]);
});

t.test("stopping leaves no process and no directory, twice is fine", async (t) => {
  const machine = await Machine.start();
  t.match(machines(), /^\d+\n$/);
  await machine.stop();
  await machine.stop();
  t.equal(machines(), "");
  t.notOk(readdirSync(cacheDir).includes(machine.name));
});

t.test("bad options for a machine", async (t) => {
  await t.rejects(Machine.start({ smp: 0 }), { code: "CONFIG" });
  await t.rejects(Machine.start({ memoryMb: 1 }), { code: "CONFIG" });
  await t.rejects(Machine.start({ share: "/nonexistent" }), { code: "CONFIG" });
});
