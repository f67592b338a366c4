// SPDX-License-Identifier: Apache-2.0
// The daemon's gRPC server: one set of services on a TCP address and on a unix socket.
//
// States: listening → closing (subscribers get what waits for them) → closed.

import type { Socket } from "node:net";
import { Server as GrpcServer, ServerCredentials } from "@grpc/grpc-js";
import { type bailiff, feeder } from "../gen/proto.js";
import { CALLS_MAX, GOODBYE_MS, POLICY_REQUEST_BYTES_MAX, REQUEST_BYTES_MAX } from "../limits.ts";
import { EncodedLogService, Health, KubeArmorPolicyService, NodeService, PolicyService, ProbeService } from "../rpc.ts";
import { createFeed, type FeedStats } from "./feed.ts";
import { createHealth } from "./health.ts";
import { kubeArmorPolicies, probeService } from "./kubearmor-policies.ts";
import { type Listener, listenTcp, listenUnix } from "./listen.ts";
import { logService } from "./log-service.ts";
import { nodeService } from "./node-service.ts";
import { type PolicyAnswers, policyService } from "./policy-service.ts";

export interface ServerOptions {
  /** `127.0.0.1:32767`, port 0 is any free one; or `unix:/path`. There is no authentication: keep it on the loopback. */
  readonly address: string;
  /** Where the unix socket is, or null: none. Its directory exists. */
  readonly socketPath: string | null;
  /** Asked for each GetStatus. The server adds the counters it has itself. */
  readonly status: () => bailiff.v1.IStatus;
  /** Asked for each GetCounts. */
  readonly counts: () => bailiff.v1.ICounts;
  readonly workloads: (id: string) => bailiff.v1.IWorkloads;
  /** Asked for each call about policies; null: the daemon is starting. Default null. */
  readonly policies?: () => PolicyAnswers | null;
  /** Whether whoever reaches the TCP address may change policies. Default false: only over unix sockets. */
  readonly applyOverTcp?: boolean;
  /** Hears of calls that are wrong and whose answer cannot say why. Default nobody. */
  readonly onInvalid?: (why: string) => void;
  /** How long close() waits for those who read slowly. Default GOODBYE_MS. */
  readonly goodbyeMs?: number;
}

export interface ServerStats {
  readonly alerts: FeedStats;
  readonly logs: FeedStats;
  readonly messages: FeedStats;
}

export interface Server {
  /** As bound: with the real port. */
  readonly address: string;
  publishAlert(alert: feeder.IAlert): void;
  publishLog(log: feeder.ILog): void;
  publishMessage(message: feeder.IMessage): void;
  /** Whether the daemon as a whole is healthy: it enforces. False at first. */
  setReady(ready: boolean): void;
  stats(): ServerStats;
  /** Ends what is open, after a while by force. Closing twice is fine. */
  close(): Promise<void>;
}

const SERVICES = [
  "feeder.LogService",
  "bailiff.v1.NodeService",
  "bailiff.v1.PolicyService",
  "policy.PolicyService",
  "policy.ProbeService",
];

/** Throws USAGE, ADDRESS or ALREADY_RUNNING; then nothing is left open. */
export async function createServer(options: ServerOptions): Promise<Server> {
  const feeds = { alerts: createFeed(), logs: createFeed(), messages: createFeed() };
  const stats = (): ServerStats => ({
    alerts: feeds.alerts.stats(),
    logs: feeds.logs.stats(),
    messages: feeds.messages.stats(),
  });
  const health = createHealth(SERVICES);
  let connectionsRefused = 0;
  // Two of them, so that nobody has to ask a connection, which may have gone meanwhile, where it came from.
  const serverFor = (kind: "unix" | "tcp"): GrpcServer => {
    const refusal = kind === "unix" || options.applyOverTcp ? null : refusalOverTcp(options.socketPath);
    const grpc = new GrpcServer({
      // A peer that vanished without a word is noticed within 40 s. A TCP connection alone would never tell.
      "grpc.keepalive_time_ms": 30_000,
      "grpc.keepalive_timeout_ms": 10_000,
      "grpc.max_receive_message_length": refusal === null ? POLICY_REQUEST_BYTES_MAX : REQUEST_BYTES_MAX,
      "grpc.max_concurrent_streams": CALLS_MAX,
      "grpc.enable_channelz": 0,
    });
    const access = { answers: options.policies ?? (() => null), refusal };
    grpc.addService(EncodedLogService, logService(feeds));
    grpc.addService(
      NodeService,
      nodeService(options, () => counters(stats(), connectionsRefused)),
    );
    grpc.addService(PolicyService, policyService(access));
    grpc.addService(KubeArmorPolicyService, kubeArmorPolicies(access, options.onInvalid ?? (() => {})));
    grpc.addService(ProbeService, probeService(access));
    grpc.addService(Health, health.implementation);
    return grpc;
  };
  const servers = { unix: serverFor("unix"), tcp: serverFor("tcp") };

  const sockets = new Set<Socket>();
  const connectionsTo = (grpc: GrpcServer): ((socket: Socket) => void) => {
    const injector = grpc.createConnectionInjector(ServerCredentials.createInsecure());
    return (socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
      injector.injectConnection(socket);
    };
  };
  const [onUnix, onTcp] = [connectionsTo(servers.unix), connectionsTo(servers.tcp)];
  const listen = (address: string): Promise<Listener> => {
    const [, path] = /^unix:(.*)$/.exec(address) ?? [];
    return path === undefined ? listenTcp(address, onTcp) : listenUnix(path, onUnix);
  };

  const listeners: Listener[] = [];
  try {
    // The unix socket first: that another daemon runs says more than that its port is taken.
    if (options.socketPath !== null) listeners.push(await listenUnix(options.socketPath, onUnix));
    if (options.address !== `unix:${options.socketPath}`) {
      listeners.unshift(await listen(options.address));
    }
  } catch (error) {
    for (const { server } of listeners) server.close();
    for (const grpc of Object.values(servers)) grpc.forceShutdown();
    throw error;
  }

  // Told by the listener for each one beyond CONNECTIONS_MAX.
  for (const { server } of listeners) server.on("drop", () => connectionsRefused++);

  let closing: Promise<void> | undefined;
  async function close(): Promise<void> {
    // Done when the last connection is gone; no new ones are taken from here on.
    const gone = listeners.map(({ server }) => new Promise<void>((resolve) => server.close(() => resolve())));
    health.close();
    for (const feed of Object.values(feeds)) feed.close();
    // It calls back at once, as it does not see that injected connections are still busy: the sockets tell instead.
    for (const grpc of Object.values(servers)) grpc.tryShutdown(() => {});
    const timer = setTimeout(() => {
      for (const grpc of Object.values(servers)) grpc.forceShutdown();
      for (const socket of sockets) socket.destroy();
    }, options.goodbyeMs ?? GOODBYE_MS);
    await Promise.all(gone);
    clearTimeout(timer);
  }

  return {
    address: listeners[0]?.address ?? options.address,
    publishAlert: (alert) => feeds.alerts.publish(() => feeder.Alert.encode(alert).finish()),
    publishLog: (log) => feeds.logs.publish(() => feeder.Log.encode(log).finish()),
    publishMessage: (message) => feeds.messages.publish(() => feeder.Message.encode(message).finish()),
    setReady: health.setReady,
    stats,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

function refusalOverTcp(socketPath: string | null): string {
  const socket = socketPath === null ? "a unix socket" : `unix:${socketPath}`;
  return `policies are changed by root over ${socket}, and here only where the daemon's settings say applyOverTcp: true`;
}

function counters(stats: ServerStats, connectionsRefused: number): Record<string, number> {
  const kinds = Object.values(stats) as FeedStats[];
  return {
    subscribers: kinds.reduce((sum, { subscribers }) => sum + subscribers.length, 0),
    drop_connection: connectionsRefused,
    drop_subscriber_slow: kinds.reduce((sum, { dropped }) => sum + dropped, 0),
  };
}
