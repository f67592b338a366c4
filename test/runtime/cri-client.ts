// SPDX-License-Identifier: Apache-2.0
// What a kubelet does with a container runtime: pods and containers come and go over CRI.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client, credentials } from "@grpc/grpc-js";
import protobuf from "protobufjs";
import { call } from "../../src/grpc-call.ts";
import { IMAGE } from "./image.ts";

const types = protobuf.parse(readFileSync(join(import.meta.dirname, "cri-client.proto"), "utf8")).root;

/** A machine beside others is slow. */
const ANSWER_MS = 180_000;

export interface PodOptions {
  readonly name: string;
  readonly namespace: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly hostPid?: boolean;
  /** Whether its containers may be. */
  readonly privileged?: boolean;
}

export interface ContainerOptions {
  readonly name: string;
  readonly image?: string;
  /** Default: the entry point of the image. */
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** By where they are in the container; of the host. */
  readonly mounts?: Readonly<Record<string, string>>;
  /** What is mounted below them meanwhile is seen, on both sides. */
  readonly sharedMounts?: Readonly<Record<string, string>>;
  readonly privileged?: boolean;
  readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] };
  readonly isReadOnly?: boolean;
  readonly readOnlyMounts?: Readonly<Record<string, string>>;
  /** Where what it prints is written, below /var/log. Default: nowhere. */
  readonly logPath?: string;
  /** What else a kubelet says of it, in the words of LinuxContainerSecurityContext. */
  readonly security?: object;
}

export interface Pod {
  readonly id: string;
  readonly config: object;
  readonly options: PodOptions;
}

export interface Output {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export class CriClient {
  readonly #client: Client;

  /** `address`: as gRPC takes it. */
  constructor(address: string) {
    this.#client = new Client(address, credentials.createInsecure(), { "grpc.enable_http_proxy": 0 });
  }

  close(): void {
    this.#client.close();
  }

  async #call<T>(method: string, request: object, reply = `${method}Response`): Promise<T> {
    const [asked, answered] = [`${method}Request`, reply].map((name) => types.lookupType(`runtime.v1.${name}`));
    if (asked === undefined || answered === undefined) throw new Error(method);
    const definition = {
      path: `/runtime.v1.RuntimeService/${method}`,
      requestStream: false,
      responseStream: false,
      requestSerialize: (message: object) => Buffer.from(asked.encode(asked.fromObject(message)).finish()),
      requestDeserialize: (bytes: Buffer) => asked.decode(bytes),
      responseSerialize: (message: object) => Buffer.from(answered.encode(answered.fromObject(message)).finish()),
      responseDeserialize: (bytes: Buffer) => answered.decode(bytes),
    };
    return (await call(this.#client, definition, request, ANSWER_MS)) as T;
  }

  /** Its name and version. */
  async version(): Promise<string> {
    const { runtimeName, runtimeVersion } = await this.#call<Record<string, string>>("Version", {});
    return `${runtimeName} ${runtimeVersion}`;
  }

  /** Runs a pod's sandbox, in the host's network. */
  async runPod(options: PodOptions): Promise<Pod> {
    const { name, namespace, labels = {}, annotations = {}, hostPid = false, privileged = false } = options;
    const config = {
      metadata: { name, namespace, uid: `${namespace}-${name}-${++this.#pods}`, attempt: 0 },
      labels: {
        "io.kubernetes.pod.name": name,
        "io.kubernetes.pod.namespace": namespace,
        ...labels,
      },
      annotations,
      logDirectory: "/var/log",
      linux: {
        securityContext: { privileged, namespaceOptions: { network: "NODE", pid: hostPid ? "NODE" : "CONTAINER" } },
      },
    };
    const { podSandboxId } = await this.#call<{ podSandboxId: string }>("RunPodSandbox", { config });
    return { id: podSandboxId, config, options };
  }
  #pods = 0;

  async create(pod: Pod, options: ContainerOptions): Promise<string> {
    const { name, image = IMAGE, command = [], args = [], env = {} } = options;
    const { mounts = {}, readOnlyMounts = {}, sharedMounts = {} } = options;
    const { privileged = false, capabilities = {}, isReadOnly = false, logPath = "", security = {} } = options;
    const mountsOf = (of: Readonly<Record<string, string>>, propagation: string) =>
      Object.entries(of).map(([containerPath, hostPath]) => ({ containerPath, hostPath, propagation }));
    const config = {
      metadata: { name, attempt: ++this.#attempts },
      image: { image },
      command,
      args,
      envs: Object.entries(env).map(([key, value]) => ({ key, value })),
      mounts: [
        ...mountsOf(mounts, "PROPAGATION_PRIVATE"),
        ...mountsOf(readOnlyMounts, "PROPAGATION_PRIVATE").map((mount) => ({ ...mount, readonly: true })),
        ...mountsOf(sharedMounts, "PROPAGATION_BIDIRECTIONAL"),
      ],
      labels: { "io.kubernetes.container.name": name },
      logPath,
      linux: {
        securityContext: {
          privileged,
          readonlyRootfs: isReadOnly,
          ...security,
          capabilities: { addCapabilities: capabilities.add ?? [], dropCapabilities: capabilities.drop ?? [] },
          namespaceOptions: { network: "NODE", pid: pod.options.hostPid ? "NODE" : "CONTAINER" },
        },
      },
    };
    const request = { podSandboxId: pod.id, config, sandboxConfig: pod.config };
    return (await this.#call<{ containerId: string }>("CreateContainer", request)).containerId;
  }
  #attempts = 0;

  start(containerId: string): Promise<unknown> {
    return this.#call("StartContainer", { containerId }, "Empty");
  }

  /** Creates and starts; its id. */
  async run(pod: Pod, options: ContainerOptions): Promise<string> {
    const id = await this.create(pod, options);
    await this.start(id);
    return id;
  }

  async exec(containerId: string, ...cmd: readonly string[]): Promise<Output> {
    const { stdout, stderr, exitCode } = await this.#call<{ stdout: Buffer; stderr: Buffer; exitCode: number }>(
      "ExecSync",
      { containerId, cmd, timeout: ANSWER_MS / 1000 },
    );
    return { status: exitCode, stdout: String(stdout).trim(), stderr: String(stderr).trim() };
  }

  /** Ends and removes it. */
  async remove(containerId: string): Promise<void> {
    await this.#call("StopContainer", { containerId, timeout: 0 }, "Empty");
    await this.#call("RemoveContainer", { containerId }, "Empty");
  }

  /** With all that is in it. */
  async removePod({ id }: Pod): Promise<void> {
    await this.#call("StopPodSandbox", { podSandboxId: id }, "Empty");
    await this.#call("RemovePodSandbox", { podSandboxId: id }, "Empty");
  }
}
