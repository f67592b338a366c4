// SPDX-License-Identifier: Apache-2.0
// What a container runtime says of its containers, over the Kubernetes Container Runtime Interface (CRI): containerd and CRI-O.

import { Client, credentials, status } from "@grpc/grpc-js";
import type { runtime } from "../gen/proto.js";
import { call, isServiceError } from "../grpc-call.ts";
import { CriService } from "../rpc.ts";
import { type Identity, policyModeOf } from "../workload/workload.ts";
import { ANSWER_MS, type Runtime } from "./runtime.ts";

/**
 * What keeps a pod's namespaces while it has no container, and runs nothing of it (pause). No policy binds it, but it is no process of
 * the host, either.
 */
const SANDBOX_NAME = "POD";

/** `socket`: a path. Nothing is connected before the first question, and again after a failure. */
export function openCri(socket: string): Runtime {
  const client = new Client(`unix:${socket}`, credentials.createInsecure(), {
    "grpc.default_authority": "localhost", // servers in Go refuse the path that it would be
    "grpc.enable_http_proxy": 0,
    "grpc.use_local_subchannel_pool": 1,
    "grpc.max_receive_message_length": -1, // a node with hundreds of pods has more to say than 4 MiB
    "grpc.initial_reconnect_backoff_ms": 100,
    "grpc.max_reconnect_backoff_ms": 1000,
  });
  return {
    list: async () => {
      // Sandboxes last: a container that is listed has its sandbox in what is listed later.
      try {
        const { containers } = await call(client, CriService.ListContainers, {}, ANSWER_MS);
        const { items } = await call(client, CriService.ListPodSandbox, {}, ANSWER_MS);
        return identities(items ?? [], containers ?? []);
      } catch (error) {
        // The containerd that Docker brings has its CRI switched off.
        if (isServiceError(error) && error.code === status.UNIMPLEMENTED) return new Map();
        throw new Error(why(error), { cause: error });
      }
    },
    close: () => client.close(),
  };
}

/** Why it did not answer, for a person. */
function why(error: unknown): string {
  if (!isServiceError(error)) return String(error);
  if (error.code === status.DEADLINE_EXCEEDED) return `no answer within ${ANSWER_MS / 1000} s`;
  return error.details;
}

export function identities(
  sandboxes: readonly runtime.v1.IPodSandbox[],
  containers: readonly runtime.v1.IContainer[],
): ReadonlyMap<string, Identity> {
  const pods = new Map(sandboxes.map((sandbox) => [sandbox.id ?? "", sandbox]));
  const found = new Map<string, Identity>();
  for (const [id, sandbox] of pods) found.set(id, { ...podOf(sandbox), name: SANDBOX_NAME, mode: "disabled" });
  for (const { id, podSandboxId, metadata, ...of } of containers) {
    const sandbox = pods.get(podSandboxId ?? "");
    // Without its pod nobody knows which policies mean it: it is not known yet.
    if (sandbox !== undefined && id) found.set(id, { ...podOf(sandbox), name: metadata?.name ?? "", ...imageOf(of) });
  }
  return found;
}

/** What the runtime calls an image may be any of its names; the pod's own word for it, where it is told, is the better one. */
function imageOf({ image, imageRef, imageId }: runtime.v1.IContainer): Pick<Identity, "image"> {
  const id = imageId || imageRef || "";
  const name = image?.userSpecifiedImage || image?.image || "";
  if (id === "" && name === "") return {};
  return { image: { name: isDigest(name) ? "" : name, id } };
}

const isDigest = (name: string): boolean => /^(sha256:)?[0-9a-f]{64}$/.test(name);

function podOf({ metadata, labels, annotations }: runtime.v1.IPodSandbox): Omit<Identity, "name"> {
  return {
    namespace: metadata?.namespace ?? "",
    pod: metadata?.name ?? "",
    ...(metadata?.uid && { podUid: metadata.uid }),
    labels: new Map(Object.entries(labels ?? {})),
    mode: policyModeOf(new Map(Object.entries(annotations ?? {}))),
  };
}
