// SPDX-License-Identifier: Apache-2.0
// bailiffd: the one file that knows all edges and joins them. Policies go from the directory to the kernel, records from
// the kernel to subscribers.
//
// States: starting → enforcing → stopping. What goes wrong in starting ends the daemon; later it is logged and shown by
// `bailiff probe`, and what was in force stays in force.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { systemClock } from "./clock.ts";
import { type Config, readConfig } from "./config.ts";
import { BailiffError, exitStatus, explain } from "./errors.ts";
import { decodeBatch } from "./event/decode.ts";
import { type Judgement, judge, type NodeFacts, ruleFacts } from "./event/judge.ts";
import type { bailiff } from "./gen/proto.js";
import { type Addon, loadAddon } from "./kernel/addon.ts";
import { Enforcer } from "./kernel/enforcer.ts";
import { createLog, type Logger } from "./log.ts";
import { compile } from "./policy/compile.ts";
import { Resolver } from "./policy/resolve.ts";
import { RuleBook } from "./policy/rule-book.ts";
import { type DocumentStatus, type SourceFile, type Store, update } from "./policy/store.ts";
import { readHostFacts, userNames } from "./runtime/host.ts";
import { createServer, type Server } from "./server/server.ts";
import { type PolicyDirectory, watchPolicies } from "./source/directory.ts";
import { readLastGood, writeLastGood } from "./source/last-good.ts";
import { messageOf, policyStatus, problemTexts } from "./status.ts";
import { VERSION } from "./version.ts";
import { hostWorkload } from "./workload/workload.ts";

/** Runs until a signal ends it. Returns the exit status. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const reading = readConfig(argv, readIfThere, hostname(), VERSION);
    if (reading.kind === "print") {
      process.stdout.write(reading.text);
      return 0;
    }
    const daemon = new Daemon(reading.config, loadAddon());
    const signal = new Promise<string>((ended) => {
      for (const name of ["SIGTERM", "SIGINT"] as const) process.on(name, () => ended(name));
    });
    process.on("SIGHUP", () => {}); // means "read your settings again" or a closed terminal; neither ends enforcement
    process.on("SIGUSR1", () => {}); // by default Node opens its debugger to whoever may connect
    await daemon.start();
    await daemon.stop(await signal);
    return 0;
  } catch (error) {
    process.stderr.write(`bailiffd: ${explain(error)}\n`);
    return exitStatus(error);
  }
}

/** What may go wrong with the daemon as a whole: reading policies, putting rules in force, keeping its state. */
type Trouble = "policies" | "rules" | "state";

class Daemon {
  readonly #config: Config;
  readonly #addon: Addon;
  readonly #log: Logger;
  readonly #startedMs = systemClock.now();
  readonly #node: Omit<NodeFacts, "bootTimeNs">;
  readonly #kernel: string;
  readonly #host;
  readonly #book = new RuleBook();

  #state: "starting" | "enforcing" | "stopping" = "starting";
  /** What is wrong with the daemon as a whole, by who says so. */
  readonly #troubles = new Map<Trouble, string>();
  #store: Store = [];
  #documents: readonly DocumentStatus[] = [];
  #malformed = 0;
  #unexplained = 0;
  #logLost = 0;

  #server: Server | undefined;
  #enforcer: Enforcer | undefined;
  #directory: PolicyDirectory | undefined;

  constructor(config: Config, addon: Addon) {
    const facts = readHostFacts();
    this.#config = config;
    this.#addon = addon;
    this.#log = createLog(config.logLevel, {
      onLine: (line) => this.#server?.publishMessage(messageOf(line, this.#node)),
      onLost: () => this.#logLost++,
    });
    this.#kernel = facts.kernel;
    this.#host = hostWorkload(config.host);
    this.#node = {
      clusterName: config.cluster,
      hostName: config.host,
      hostIP: facts.ip,
      nodeId: facts.id,
      version: VERSION,
      userName: userNames(),
    };
  }

  /** Throws what keeps it from enforcing; then nothing of it is left. */
  async start(): Promise<void> {
    const { grpc, runDir, stateDir, policyDir, ringMiB } = this.#config;
    try {
      makeDirectory(runDir, 0o755);
      makeDirectory(stateDir, 0o700);
      // The addresses first: they tell whether another daemon runs before anything is loaded.
      this.#server = await createServer({
        address: grpc,
        socketPath: join(runDir, "bailiff.sock"),
        status: () => this.#status(),
      });
      this.#enforcer = Enforcer.open({
        addon: this.#addon,
        ringBytes: ringMiB * 1024 * 1024,
        onRecords: (batch) => this.#onRecords(batch),
      });
      this.#readStore();
      this.#directory = await watchPolicies(policyDir, {
        onChange: (files) => this.#takeUp(files),
        onTrouble: (trouble) => this.#onTrouble("policies", trouble),
      });
      const refusal = this.#troubles.get("rules");
      if (refusal !== undefined) throw new BailiffError("KERNEL_CALL", refusal);
    } catch (error) {
      await this.#close();
      throw error;
    }
    this.#state = "enforcing";
    this.#server.setReady(true);
    this.#notify("READY=1");
    this.#log.info({ grpc: this.#server.address, enforcer: this.#enforcer.name, kernel: this.#kernel }, "enforcing");
  }

  async stop(reason: string): Promise<void> {
    this.#state = "stopping";
    this.#notify("STOPPING=1");
    this.#log.info({ reason }, "stopping");
    await this.#close();
  }

  async #close(): Promise<void> {
    this.#directory?.close();
    this.#enforcer?.close(); // hands over the last records
    await this.#server?.close(); // delivers them
  }

  /** Whether these files are what is in force now. If not, the rules before them stay, and the next pass tries again. */
  #takeUp(files: readonly SourceFile[]): boolean {
    try {
      this.#reconcile(files);
    } catch (error) {
      this.#book.forget();
      this.#onTrouble("rules", `${explain(error)}; the rules before stay in force`);
      return false;
    }
    this.#onTrouble("rules", null);
    this.#keepStore();
    return true;
  }

  /** The one way to new rules: whatever changed, all is computed again and swapped in whole. */
  #reconcile(files: readonly SourceFile[]): void {
    const enforcer = this.#enforcer;
    assert(enforcer !== undefined, "policies are read only once there is a kernel to put them in");
    const { store, policies, status } = update(this.#store, files);
    const ruleSet = new Resolver(policies).ruleSetOf(this.#host);
    const { entries, book } = compile(ruleSet, { key: enforcer.nameKey, ruleIds: this.#book });
    const told = new Set(problemTexts(this.#documents));
    for (const problem of problemTexts(status)) if (!told.has(problem)) this.#log.warn(problem);
    this.#documents = status;
    enforcer.apply(entries);
    this.#book.keep(book);
    this.#store = store;
    this.#log.info(
      { policies: policies.length, entries: entries.count, generation: enforcer.generation },
      "rules in force",
    );
  }

  /** Without what was kept, a policy that is broken now is not enforced; that is no reason to enforce none. */
  #readStore(): void {
    try {
      this.#store = readLastGood(this.#config.stateDir);
    } catch (error) {
      this.#onTrouble("state", explain(error));
    }
  }

  #keepStore(): void {
    try {
      writeLastGood(this.#config.stateDir, this.#store);
      this.#onTrouble("state", null);
    } catch (error) {
      this.#onTrouble("state", explain(error));
    }
  }

  #onRecords(batch: Uint8Array): void {
    const { events, malformed } = decodeBatch(batch);
    if (malformed > 0) {
      this.#malformed += malformed;
      this.#log.error({ malformed }, "records from the kernel do not read as such");
    }
    const node: NodeFacts = { ...this.#node, bootTimeNs: systemClock.bootTimeNs() };
    const ruleOf = (id: number) => {
      const bound = this.#book.originOf(id);
      return bound && ruleFacts(bound);
    };
    for (const event of events) {
      // One event that cannot be explained must not take the daemon, and with it all enforcement, away.
      try {
        this.#publish(judge(event, ruleOf, node));
      } catch (error) {
        this.#unexplained++;
        this.#log.error({ err: error }, "an event could not be told");
      }
    }
  }

  #publish(judgement: Judgement): void {
    if (judgement.kind === "alert") this.#server?.publishAlert(judgement.alert);
    else this.#server?.publishLog(judgement.log);
  }

  #onTrouble(source: Trouble, trouble: string | null): void {
    if ((this.#troubles.get(source) ?? null) === trouble) return;
    if (trouble === null) {
      this.#troubles.delete(source);
      this.#log.info({ source }, "well again");
    } else {
      this.#troubles.set(source, trouble);
      this.#log.error(trouble);
    }
  }

  #status(): bailiff.v1.IStatus {
    const enforcer = this.#enforcer;
    return {
      version: VERSION,
      startTime: Math.floor(this.#startedMs / 1000),
      hostName: this.#config.host,
      kernel: this.#kernel,
      state: this.#state,
      stateMessage: [...this.#troubles.values()].join("; "),
      enforcer: enforcer?.name ?? "",
      hooks: [...(enforcer?.hooks ?? [])],
      generation: enforcer?.generation ?? 0,
      policies: this.#documents.map((document) => policyStatus(document, this.#host, this.#troubles.has("rules"))),
      counters: {
        ...enforcer?.counters(),
        malformed: this.#malformed,
        unexplained: this.#unexplained,
        log_lost: this.#logLost,
      },
    };
  }

  #notify(state: string): void {
    try {
      this.#addon.notify(state);
    } catch (error) {
      this.#log.warn(`the service manager cannot be told ${state}: ${explain(error)}`);
    }
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

function makeDirectory(path: string, mode: number): void {
  try {
    mkdirSync(path, { recursive: true, mode });
  } catch (error) {
    throw new BailiffError("FILE", `cannot make the directory ${path} (run as root, or choose another)`, {
      cause: error,
    });
  }
}
