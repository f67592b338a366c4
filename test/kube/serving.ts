// SPDX-License-Identifier: Apache-2.0
// What the tests of Kubernetes share: an API server with certificates, and the two ways to be let in.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { AccessSource } from "../../src/kube/access.ts";
import type { KubernetesTimes } from "../../src/kube/kube.ts";
import { ApiServer, type Manifest } from "./api-server.ts";
import { makeCertificates } from "./certificates.ts";

/** All of it many times as quick as it is in earnest. */
export const QUICK: KubernetesTimes = {
  watchS: 60,
  graceMs: 1000,
  backoffMs: 10,
  backoffMsMax: 100,
  settleMs: 1,
  answerMs: 2000,
  renewMs: 0,
  troubleMs: 20,
  spreadMs: 10,
  pauseMs: 100,
};

interface Test {
  teardown(act: () => unknown): void;
}

export interface Serving {
  readonly server: ApiServer;
  readonly directory: string;
  readonly kubeconfig: AccessSource;
}

export async function serve(t: Test): Promise<Serving> {
  const directory = mkdtempSync(join(tmpdir(), "bailiff-kube-"));
  makeCertificates(directory);
  const server = await ApiServer.start(directory);
  t.teardown(async () => {
    await server.stop().catch(() => {}); // it may have been stopped by the test
    rmSync(directory, { recursive: true });
  });
  return { server, directory, kubeconfig: writeKubeconfig(directory, server.port) };
}

export interface KubeconfigOptions {
  readonly ca?: string;
  readonly token?: string;
}

export function writeKubeconfig(
  directory: string,
  port: number,
  { ca = "ca.crt", token = "secret" }: KubeconfigOptions = {},
): AccessSource {
  const path = join(directory, "kubeconfig");
  const config = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": "test",
    clusters: [
      { name: "test", cluster: { server: `https://127.0.0.1:${port}`, "certificate-authority": join(directory, ca) } },
    ],
    users: [{ name: "test", user: { token } }],
    contexts: [{ name: "test", context: { cluster: "test", user: "test", namespace: "bailiff" } }],
  };
  writeFileSync(path, JSON.stringify(config));
  return { kind: "kubeconfig", path };
}

/** What kubelet mounts into a pod. */
export function writeAccount(directory: string, port: number, ca: Buffer, token: string): AccessSource {
  const account = join(directory, "account");
  mkdirSync(account, { recursive: true });
  writeFileSync(join(account, "ca.crt"), ca);
  writeFileSync(join(account, "token"), token);
  writeFileSync(join(account, "namespace"), "bailiff\n");
  const env = { KUBERNETES_SERVICE_HOST: "127.0.0.1", KUBERNETES_SERVICE_PORT: String(port) };
  return { kind: "pod", env, directory: account };
}

/** Whether it becomes so in time. */
export async function becomes(isSo: () => boolean, ms = 20_000): Promise<boolean> {
  const deadline = performance.now() + ms;
  while (!isSo()) {
    if (performance.now() > deadline) return false;
    await sleep(5);
  }
  return true;
}

export function hostPolicy(name: string, path = "/etc/shadow", more: object = {}): Manifest {
  return {
    apiVersion: "security.kubearmor.com/v1",
    kind: "KubeArmorHostPolicy",
    metadata: { name },
    spec: {
      nodeSelector: { matchLabels: { "kubearmor.io/hostname": "*" } },
      file: { matchPaths: [{ path, ...more }] },
      action: "Block",
    },
  };
}

export function podPolicy(name: string, namespace: string, labels: object): Manifest {
  return {
    apiVersion: "security.kubearmor.com/v1",
    kind: "KubeArmorPolicy",
    metadata: { name, namespace },
    spec: { selector: { matchLabels: labels }, file: { matchPaths: [{ path: "/opt/secret" }] }, action: "Block" },
  };
}
