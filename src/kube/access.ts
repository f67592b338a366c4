// SPDX-License-Identifier: Apache-2.0
// Where the API server is, and by what right we ask it. In a pod that is what kubelet mounts, which needs nothing but three
// files; a kubeconfig may say it in many ways, and is read by the library that knows them all, which is loaded only then: it
// takes 40 MB.

import { readFileSync } from "node:fs";
import { Agent, type RequestOptions } from "node:https";
import { join } from "node:path";
import { BailiffError } from "../errors.ts";

export type AccessSource =
  | { readonly kind: "kubeconfig"; readonly path: string }
  /** The service account of our pod; `env` has the address, `directory` the token, the CA and our namespace. */
  | { readonly kind: "pod"; readonly env: NodeJS.ProcessEnv; readonly directory?: string };

export interface Access {
  /** With the path that comes before all others, if there is one. */
  readonly server: URL;
  /** Ours; null: nothing says it. */
  readonly namespace: string | null;
  /** What each request must have, as it is now. Rejects where a file or a program that gives a token fails. */
  readonly options: () => Promise<RequestOptions>;
  close(): void;
}

const ACCOUNT_DIR = "/var/run/secrets/kubernetes.io/serviceaccount";

/** Rejects with FILE or USAGE. */
export async function openAccess(source: AccessSource): Promise<Access> {
  return source.kind === "pod" ? openPod(source) : openKubeconfig(source.path);
}

function openPod({ env, directory = ACCOUNT_DIR }: Extract<AccessSource, { kind: "pod" }>): Access {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port = "443" } = env;
  if (!host) {
    throw new BailiffError(
      "USAGE",
      "this is no pod (KUBERNETES_SERVICE_HOST is not set), and no kubeconfig is named: see kubernetes.kubeconfig of the configuration",
    );
  }
  const agent = new Agent({ keepAlive: true });
  return {
    server: new URL(`https://${host.includes(":") ? `[${host}]` : host}:${port}`),
    namespace: readAccount(directory, "namespace").toString().trim(),
    // kubelet renews the token and the CA in place.
    options: async () => ({
      agent,
      ca: readAccount(directory, "ca.crt"),
      headers: { authorization: `Bearer ${readAccount(directory, "token").toString().trim()}` },
    }),
    close: () => agent.destroy(),
  };
}

function readAccount(directory: string, name: string): Buffer {
  const path = join(directory, name);
  try {
    return readFileSync(path);
  } catch (error) {
    throw new BailiffError("FILE", `cannot read ${path} of the service account`, { cause: error });
  }
}

async function openKubeconfig(path: string): Promise<Access> {
  const { KubeConfig } = await import("@kubernetes/client-node/dist/config.js");
  const config = new KubeConfig();
  try {
    config.loadFromFile(path);
  } catch (error) {
    throw new BailiffError("FILE", `cannot read the kubeconfig ${path}`, { cause: error });
  }
  const cluster = config.getCurrentCluster();
  if (!cluster)
    throw new BailiffError("FILE", `the kubeconfig ${path} has no current context, or one without a cluster`);
  let agent: unknown;
  return {
    server: serverOf(cluster.server, path),
    namespace: config.getContextObject(config.getCurrentContext())?.namespace ?? null,
    options: async () => {
      const options: RequestOptions = {};
      await config.applyToHTTPSOptions(options);
      agent = options.agent; // one for all requests: the library keeps it
      return options;
    },
    close: () => {
      if (agent instanceof Agent) agent.destroy();
    },
  };
}

function serverOf(text: string, path: string): URL {
  if (!URL.canParse(text) || new URL(text).protocol !== "https:") {
    throw new BailiffError("FILE", `the kubeconfig ${path} names no https:// server, but "${text}"`);
  }
  return new URL(text);
}
