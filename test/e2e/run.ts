// SPDX-License-Identifier: Apache-2.0
// make run: the daemon with the example policies, and its alerts as they come. On this node if its kernel can enforce, else
// in the bundled VM, with the gRPC address leading there. Ctrl-C ends it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Machine, projectDir } from "../vm/machine.ts";

const PORT = 32767;
const KERNEL_REFUSES = 3; // exit status of bailiffd, see src/errors.ts
const DAEMON = join(projectDir, "dist/bailiffd.js");
const CLI = join(projectDir, "dist/bailiff.js");
const FLAGS = ["--policy-dir", join(projectDir, "deploy/examples"), "--log-level", "warn"];
const TRY = join(projectDir, "deploy/examples/try.sh");

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
  process.on("exit", () => daemon.kill("SIGTERM"));
  const early = await enforcing(status);
  if (early === KERNEL_REFUSES) return null;
  if (early !== null) throw new Error(`bailiffd ended with ${early}`);
  return {
    ended: status.then((code) => `bailiffd ended with ${code}`),
    hint: "try it in another terminal:  sh deploy/examples/try.sh",
    act: async () => {
      await once(spawn("sh", [TRY], { stdio: "ignore" }), "exit");
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
    const early = await enforcing(ended);
    if (early !== null) throw new Error(early);
  } catch (error) {
    await machine.stop();
    throw error;
  }
  return {
    ended,
    hint: `look around in the VM from another terminal:  test/vm/shell ${machine.name}`,
    act: async () => {
      await machine.exec(["sh", TRY]);
    },
    stop: () => machine.stop(),
  };
}

/** Resolves with null when the daemon at the gRPC address enforces, or with what `ended` says if that comes first. */
async function enforcing<T>(ended: Promise<T>): Promise<T | null> {
  let over = false;
  const probing = async () => {
    while (!over) {
      const probe = spawn(process.execPath, [CLI, "probe", "--wait", "5s"], { stdio: "ignore" });
      if ((await once(probe, "exit"))[0] === 0) return null;
    }
    return null;
  };
  const first = await Promise.race([ended, probing()]);
  over = true;
  return first;
}

/** Somebody else's daemon must not pass for ours. */
async function isTaken(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  const taken = await once(socket, "connect").then(
    () => true,
    () => false,
  );
  socket.destroy();
  return taken;
}

async function start(): Promise<Place> {
  if (await isTaken(PORT)) throw new Error(`something answers on 127.0.0.1:${PORT} already; stop it first`);
  const place = await here();
  if (place !== null) return place;
  say("This kernel cannot enforce (above is why): the same daemon runs in the bundled VM.");
  return inMachine();
}

async function main(): Promise<number> {
  const signal = new Promise<null>((ended) => {
    for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => ended(null));
  });
  const place = await Promise.race([start(), signal]);
  if (place === null) return 0;
  say(`bailiffd enforces deploy/examples; alerts at 127.0.0.1:${PORT} (npx bailiff logs)`);
  say(`${place.hint}; Ctrl-C ends it`);
  const logs = spawn(process.execPath, [CLI, "logs"], { stdio: ["ignore", "inherit", "inherit"] });
  await sleep(500); // it watches
  await place.act();
  const why = await Promise.race([place.ended, signal]);
  logs.kill("SIGTERM");
  await place.stop();
  if (why !== null) say(why);
  return why === null ? 0 : 1;
}

// Machines end with this process, and so does what was begun and is not awaited any more.
process.exit(
  await main().catch((error: Error) => {
    process.stderr.write(`make run: ${error.message}\n`);
    return 1;
  }),
);
