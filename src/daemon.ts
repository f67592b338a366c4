// SPDX-License-Identifier: Apache-2.0
// bailiffd: the one file that knows all edges and joins them. Policies go from the directory to the kernel, records from
// the kernel to subscribers.
//
// States: starting → enforcing ⇄ degraded → stopping; "observing" where an observer stands in for an enforcer. What goes wrong in
// starting ends the daemon, and what an earlier one left in force stays; later it is logged and shown by `bailiff probe`, and
// what was in force stays in force.

import { mkdirSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { Applied } from "./applied.ts";
import { systemClock } from "./clock.ts";
import { type Config, readConfig, SOCKET_NAME } from "./config.ts";
import { BailiffError, exitStatus, explain } from "./errors.ts";
import type { NodeFacts } from "./event/judge.ts";
import { syscallNames } from "./event/system-words.ts";
import type { bailiff } from "./gen/proto.js";
import { Guard } from "./guard.ts";
import { Intake } from "./intake.ts";
import { type Addon, loadAddon } from "./kernel/addon.ts";
import { disarm } from "./kernel/disarm.ts";
import { lockPins } from "./kernel/lock.ts";
import type { EnforcerName } from "./kernel/support.ts";
import { BACKLOG_MS_MAX } from "./limits.ts";
import { createLog, type Logger } from "./log.ts";
import { type NodeSettings, Orchestration, settingsOf } from "./orchestration.ts";
import type { Policy } from "./policy/policy.ts";
import type { BoundRule } from "./policy/resolve.ts";
import { policyAnswers } from "./policy-answers.ts";
import { Presence } from "./presence.ts";
import { readHostFacts, userNames } from "./runtime/host.ts";
import { lookAt } from "./runtime/look.ts";
import type { PolicyAnswers } from "./server/policy-service.ts";
import { createServer, type Server } from "./server/server.ts";
import { type PolicyDirectory, watchPolicies } from "./source/directory.ts";
import { classNames, messageOf, workloadStatuses } from "./status.ts";
import { Teller } from "./teller.ts";
import { VERSION } from "./version.ts";
import type { FoundContainer } from "./workload/workload.ts";

/** Runs until a signal ends it. Returns the exit status. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const reading = readConfig(argv, readIfThere, hostname(), VERSION);
    if (reading.kind === "print") {
      process.stdout.write(reading.text);
      return 0;
    }
    if (reading.kind === "disarm") {
      const wasArmed = await disarm(loadAddon(), reading.config.pinDir);
      process.stdout.write(wasArmed ? "nothing is enforced any more\n" : "nothing was in force\n");
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

/**
 * What may go wrong with the daemon as a whole. rules: policies as they are now are not in force. bindings: containers do not
 * have what they should of those that are.
 */
type State = "starting" | "enforcing" | "observing" | "degraded" | "stopping";
type Trouble =
  | "policies"
  | "rules"
  | "labels"
  | "bindings"
  | "state"
  | "cgroups"
  | "runtimes"
  | "workloads"
  | "kubernetes"
  | "proof"
  | "missed"
  | "kernel";

/** How often the kernel is asked whether it still asks us; tallies are read; containers that have gone are looked for. */
const PROOF_MS = 60_000;
const MISSED = `it preempts tasks, and fmod_ret programs that are in the middle of something are left out; boot with "bpf" in lsm=, or with preempt=voluntary`;
const TALLIES_MS = 5000;
const RELEASE_MS = 10_000;
/** How often a daemon with a backlog of records looks for somebody who wants them. */
const LISTENER_MS = 50;

class Daemon {
  readonly #config: Config;
  readonly #addon: Addon;
  readonly #log: Logger;
  readonly #startedMs = systemClock.now();
  readonly #facts: Omit<NodeFacts, "bootTimeNs" | "enforcer" | "clusterName">;
  readonly #kernel: string;
  #settings: NodeSettings;

  #state: State = "starting";
  /** What is wrong with the daemon as a whole, by who says so. */
  readonly #troubles = new Map<Trouble, string>();
  #logLost = 0;

  #server: Server | undefined;
  #lock: { close(): void } | undefined;
  #guard: Guard | undefined;
  #intake: Intake | undefined;
  #orchestration: Orchestration | undefined;
  #directory: PolicyDirectory | undefined;
  #applied: Applied | undefined;
  /** null: policies cannot be changed yet. */
  #policyAnswers: PolicyAnswers | null = null;
  #presence: Presence | undefined;
  #teller: Teller | undefined;
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(config: Config, addon: Addon) {
    const facts = readHostFacts();
    this.#config = config;
    this.#addon = addon;
    this.#log = createLog(config.logLevel, {
      onLine: (line) =>
        this.#server?.publishMessage(messageOf(line, { ...this.#facts, clusterName: this.#settings.cluster })),
      onLost: () => this.#logLost++,
    });
    this.#kernel = facts.kernel;
    this.#settings = settingsOf(config);
    this.#facts = {
      hostName: config.host,
      hostIP: facts.ip,
      nodeId: facts.id,
      version: VERSION,
      userName: userNames(),
      syscallName: syscallNames(process.arch),
    };
  }

  /** Throws what keeps it from enforcing; then nothing of it is left. */
  async start(): Promise<void> {
    const { grpc, applyOverTcp, runDir, stateDir, policyDir } = this.#config;
    let guard: Guard;
    let teller: Teller;
    try {
      makeDirectory(runDir, 0o755);
      makeDirectory(stateDir, 0o700);
      // The addresses first: they tell whether another daemon runs before anything is loaded.
      const server = await createServer({
        address: grpc,
        socketPath: join(runDir, SOCKET_NAME),
        applyOverTcp,
        policies: () => this.#policyAnswers,
        onInvalid: (why) => this.#log.warn(why),
        status: () => this.#status(),
        counts: () => this.#guard?.counts() ?? {},
        workloads: (id) => ({ workloads: workloadStatuses(this.#guard?.workloads() ?? [], id, lookAt) }),
      });
      this.#server = server;
      if (this.#config.persist) this.#lock = await lockPins(this.#config.pinDir);
      const intake = this.#openIntake();
      const applied = await this.#openApplied(intake);
      this.#openOrchestration(intake);
      guard = this.#openGuard(intake.rules());
      teller = this.#openTeller(guard, server);
      const presence = this.#openPresence(guard, teller);
      this.#directory = await watchPolicies(policyDir, {
        onChange: (files) => intake.take("directory", files),
        onTrouble: (trouble) => this.#onTrouble("policies", trouble),
      });
      const refusal = this.#troubles.get("rules");
      if (refusal !== undefined) throw new BailiffError("KERNEL_CALL", refusal);
      guard.takeOver(systemClock.now());
      await presence.openGate();
      this.#policyAnswers = policyAnswers({
        applied,
        intake,
        statuses: () => this.#policyStatuses(),
        workloads: () => guard.workloads(),
      });
    } catch (error) {
      await this.#close();
      throw error;
    }
    const { name, isSuccessor, programGeneration } = guard.enforcer;
    const state = stateUnder(name);
    this.#setState(state);
    this.#notify("READY=1");
    this.#log.info(
      { grpc: this.#server.address, enforcer: name, kernel: this.#kernel, generation: programGeneration, isSuccessor },
      state,
    );
    this.#deliver(teller, isSuccessor ? systemClock.now() + BACKLOG_MS_MAX : 0);
    this.#every(PROOF_MS, () => this.#prove());
    this.#every(TALLIES_MS, () => teller.tellHeldBack());
    this.#every(RELEASE_MS, () => {
      this.#guard?.release();
      this.#repairLabels();
      if (this.#troubles.has("bindings")) this.#reconcile();
    });
    await this.#orchestration?.start();
  }

  async stop(reason: string): Promise<void> {
    this.#setState("stopping");
    this.#notify("STOPPING=1");
    this.#log.info({ reason, staysInForce: this.#guard?.enforcer.isPersistent }, "stopping");
    await this.#close();
  }

  async #close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#directory?.close();
    this.#applied?.close();
    this.#orchestration?.close();
    this.#presence?.close();
    this.#guard?.close(); // hands over the last records
    await this.#server?.close(); // delivers them
    this.#lock?.close();
  }

  #openIntake(): Intake {
    this.#intake = new Intake({
      stateDir: this.#config.stateDir,
      apply: (policies) => this.#reconcile(policies),
      onProblem: (problem) => this.#log.warn(problem),
      onStateTrouble: (trouble) => this.#onTrouble("state", trouble),
    });
    return this.#intake;
  }

  async #openApplied(intake: Intake): Promise<Applied> {
    this.#applied = await Applied.open({
      directory: join(this.#config.stateDir, "policies"),
      intake,
      refusal: () => this.#troubles.get("rules") ?? "the kernel has not taken it",
      onChange: (text) => this.#log.info(text),
      now: systemClock.now,
    });
    return this.#applied;
  }

  #openOrchestration(intake: Intake): void {
    const { kubernetes } = this.#config;
    if (kubernetes === null) return;
    this.#orchestration = new Orchestration({
      config: this.#config,
      kubernetes,
      env: process.env,
      intake,
      onSettings: (settings) => {
        this.#settings = settings;
        this.#guard?.settle(settings);
        this.#reconcile();
      },
      onPods: () => this.#presence?.tell(),
      onTrouble: (trouble) => this.#onTrouble("kubernetes", trouble),
      onStateTrouble: (trouble) => this.#onTrouble("state", trouble),
    });
    this.#settings = this.#orchestration.settings;
  }

  #openGuard(remembered: readonly BoundRule[]): Guard {
    const onStateTrouble = (error: unknown) => this.#onTrouble("state", explain(error));
    const options = {
      config: this.#config,
      addon: this.#addon,
      settings: this.#settings,
      now: systemClock.now,
      onStateTrouble,
    };
    this.#guard = new Guard(options, remembered, systemClock.now());
    return this.#guard;
  }

  #openTeller(guard: Guard, server: Server): Teller {
    this.#teller = new Teller({
      guard,
      server,
      log: this.#log,
      facts: () => ({ ...this.#facts, clusterName: this.#settings.cluster }),
      alertsPerSecond: () => this.#settings.throttle.perSecond,
    });
    return this.#teller;
  }

  #openPresence(guard: Guard, teller: Teller): Presence {
    this.#presence = new Presence({
      config: this.#config,
      guard,
      join: (found) => this.#orchestration?.join(found) ?? found,
      onChange: (found) => this.#onWorkloads(found),
      onTrouble: (of, trouble) => this.#onTrouble(of, trouble),
      onUnbound: (id, why, mayStart) => teller.tellUnguarded(id, why, mayStart),
    });
    return this.#presence;
  }

  /** What goes wrong is told, and tried again. */
  #every(ms: number, act: () => void): void {
    const timer = setInterval(() => {
      try {
        act();
        this.#onTrouble("kernel", null);
      } catch (error) {
        this.#onTrouble("kernel", explain(error));
      }
    }, ms);
    this.#timers.push(timer);
  }

  /**
   * Records that waited for this daemon wait on, until somebody is there to hear of them: a subscriber takes a moment to
   * come back.
   */
  #deliver(teller: Teller, untilMs: number): void {
    const isHeard = (this.#server?.stats().alerts.subscribers.length ?? 0) > 0;
    if (isHeard || systemClock.now() >= untilMs) this.#guard?.enforcer.onRecords((batch) => teller.onRecords(batch));
    else this.#timers.push(setTimeout(() => this.#deliver(teller, untilMs), LISTENER_MS));
  }

  #repairLabels(): void {
    try {
      this.#guard?.repairLabels();
      this.#onTrouble("labels", null);
    } catch (error) {
      this.#onTrouble("labels", explain(error));
    }
  }

  /** All that are there. */
  #onWorkloads(found: readonly FoundContainer[]): void {
    try {
      const refused = this.#guard?.take(found) ?? [];
      const [first] = refused;
      const why = `${refused.length} containers are not bound, ${first?.container.name} the first of them: workloadsMax of the configuration allows no more`;
      this.#onTrouble("workloads", first === undefined ? null : why);
    } catch (error) {
      this.#onTrouble("workloads", explain(error));
    }
    this.#reconcile();
  }

  /** Whether these policies are in force now; none: those that were, for the containers that are there now. */
  #reconcile(policies?: readonly Policy[]): boolean {
    try {
      const applied = this.#guard?.reconcile(policies);
      if (applied) {
        const { generation } = this.#guard?.enforcer ?? {};
        this.#log.info({ policies: policies?.length, ...this.#guard?.inForce, generation }, "rules in force");
      }
    } catch (error) {
      this.#onTrouble(policies ? "rules" : "bindings", `${explain(error)}; the rules before stay in force`);
      return false;
    }
    if (policies) this.#onTrouble("rules", null);
    this.#onTrouble("bindings", null);
    return true;
  }

  #prove(): void {
    const { enforcer } = this.#guard ?? {};
    if (enforcer === undefined) return;
    const unproved = enforcer.prove(systemClock.now());
    this.#onTrouble("proof", unproved);
    const missed = enforcer.missed();
    this.#onTrouble("missed", missed === 0 ? null : `this kernel did not ask about ${missed} acts: ${MISSED}`);
    this.#setState(unproved === null ? stateUnder(enforcer.name) : "degraded");
  }

  #setState(state: Exclude<State, "starting">): void {
    this.#state = state;
    this.#server?.setReady(state === "enforcing" || state === "observing");
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
    return {
      version: VERSION,
      startTime: Math.floor(this.#startedMs / 1000),
      hostName: this.#config.host,
      kernel: this.#kernel,
      state: this.#state,
      stateMessage: [...this.#troubles.values()].join("; "),
      policies: this.#policyStatuses(),
      counters: { log_lost: this.#logLost },
      ...(this.#guard && this.#guardStatus(this.#guard)),
    };
  }

  #policyStatuses(): bailiff.v1.IPolicyStatus[] {
    const isObserver = this.#guard?.enforcer.name === "observer";
    const policies = this.#intake?.status([this.#settings.host], this.#troubles.get("rules") ?? "") ?? [];
    for (const policy of policies) if (isObserver && policy.state === "enforced") policy.state = "observed";
    return policies;
  }

  #guardStatus({ enforcer, inForce, marks }: Guard): bailiff.v1.IStatus {
    const { attached, missing } = enforcer.hooks();
    const { workloads, ruleSets, bytes } = inForce;
    const starts = this.#presence?.starts();
    return {
      enforcer: enforcer.name,
      hooks: [...attached],
      hooksMissing: [...missing],
      generation: enforcer.generation,
      programGeneration: enforcer.programGeneration,
      persistent: enforcer.isPersistent,
      proofTime: Math.floor(enforcer.provedMs / 1000),
      classes: classNames(enforcer.classes),
      workloads,
      ruleSets,
      ruleBytes: bytes,
      counters: {
        ...enforcer.counters(),
        missed: enforcer.missed(),
        files_marked: marks.marked,
        files_absent: marks.absent,
        files_shared: marks.shared,
        files_unmarkable: marks.refused,
        ...this.#teller?.counters,
        log_lost: this.#logLost,
        starts_held: starts?.held ?? 0,
        starts_unguarded: starts?.failed ?? 0,
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

const stateUnder = (enforcer: EnforcerName) => (enforcer === "observer" ? "observing" : "enforcing");

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
