// SPDX-License-Identifier: Apache-2.0
// make run: the daemon with the example policies, and its alerts as they come. On this node if its kernel can enforce, else
// in the bundled VM, with the gRPC address leading there. Ctrl-C ends it.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { Machine, projectDir } from "../vm/machine.ts";

const PORT = 32767;
const KERNEL_REFUSES = 3; // exit status of bailiffd, see src/errors.ts
const DAEMON = join(projectDir, "dist/bailiffd.js");
const CLI = join(projectDir, "dist/bailiff.js");
const FLAGS = ["--policy-dir", join(projectDir, "deploy/examples"), "--log-level", "warn"];
const TRY = ["sh", join(projectDir, "deploy/examples/try.sh")];

const say = (text: string) => process.stdout.write(`${text}\n`);

/** What runs the daemon: a node or a machine in which it can. */
interface Place {
  /** Resolves with why, when the daemon or its machine is gone. */
  readonly ended: Promise<string>;
  readonly hint: string;
  /** Does the acts of deploy/examples/try.sh there. */
  act(): Promise<void>;
  stop(): Promise<void>;
}

/** Null where this kernel refuses; the daemon has said why. */
async function here(): Promise<Place | null> {
  const daemon = spawn(process.execPath, [DAEMON, ...FLAGS], { stdio: ["ignore", "inherit", "inherit"] });
  const status = once(daemon, "exit").then(([code, signal]) => code ?? signal);
  const early = await Promise.race([status, probed().then(() => null)]);
  if (early === KERNEL_REFUSES) return null;
  if (early !== null) throw new Error(`bailiffd ended with ${early}`);
  return {
    ended: status.then((code) => `bailiffd ended with ${code}`),
    hint: "try it in another terminal:  sh deploy/examples/try.sh",
    act: async () => {
      await once(spawn(TRY[0] as string, TRY.slice(1), { stdio: "ignore" }), "exit");
    },
    stop: async () => {
      daemon.kill("SIGTERM");
      await status;
    },
  };
}

async function inMachine(): Promise<Place> {
  const machine = await Machine.start();
  const daemon = machine.spawn(["node", DAEMON, ...FLAGS]);
  daemon.stdout.pipe(process.stdout);
  daemon.stderr.pipe(process.stderr);
  const ended = daemon.status.then(
    (status) => `bailiffd ended with ${status}`,
    (error: Error) => error.message,
  );
  try {
    await machine.forwardTo(PORT, PORT);
    const early = await Promise.race([ended, probed().then(() => null)]);
    if (early !== null) throw new Error(early);
  } catch (error) {
    await machine.stop();
    throw error;
  }
  return {
    ended,
    hint: `look around in the VM from another terminal:  test/vm/shell ${machine.name}`,
    act: async () => {
      await machine.exec(TRY);
    },
    stop: () => machine.stop(),
  };
}

/** Waits until the daemon at the gRPC address enforces. */
async function probed(): Promise<void> {
  for (;;) {
    const probe = spawn(process.execPath, [CLI, "probe", "--wait", "60s"], { stdio: "ignore" });
    if ((await once(probe, "exit"))[0] === 0) return;
  }
}

async function main(): Promise<number> {
  let stopped = false;
  const signal = new Promise<string>((ended) => {
    for (const name of ["SIGINT", "SIGTERM"] as const) {
      process.on(name, () => {
        stopped = true;
        ended("");
      });
    }
  });
  let place = await here();
  if (place === null) {
    say("This kernel cannot enforce (above is why): the same daemon runs in the bundled VM.");
    place = await inMachine();
  }
  let logs: ChildProcess | undefined;
  try {
    say(`bailiffd enforces deploy/examples; alerts at 127.0.0.1:${PORT} (npx bailiff logs)`);
    say(`${place.hint}; Ctrl-C ends it`);
    logs = spawn(process.execPath, [CLI, "logs"], { stdio: ["ignore", "inherit", "inherit"] });
    await new Promise((resolve) => setTimeout(resolve, 500));
    await place.act();
    const why = await Promise.race([place.ended, signal]);
    if (!stopped) say(why);
    return stopped ? 0 : 1;
  } finally {
    logs?.kill("SIGTERM");
    await place.stop();
  }
}

process.exitCode = await main().catch((error: Error) => {
  process.stderr.write(`make run: ${error.message}\n`);
  return 1;
});
