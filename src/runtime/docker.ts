// SPDX-License-Identifier: Apache-2.0
// What Docker says of its containers, over its HTTP API, which Podman's service speaks too.

import { request } from "node:http";
import { textMap } from "../record.ts";
import { type Identity, NO_POD_NAMESPACE } from "../workload/workload.ts";
import { ANSWER_MS, type Runtime } from "./runtime.ts";

const BYTES_MAX = 64 * 1024 * 1024;

/** As GET /containers/json has them (https://docs.docker.com/reference/api/engine/). */
export interface DockerContainer {
  readonly Id?: unknown;
  /** "/web" */
  readonly Names?: unknown;
  readonly Labels?: unknown;
  /** As it was named, or its id. */
  readonly Image?: unknown;
  /** "sha256:…" */
  readonly ImageID?: unknown;
}

/** `socketPath`: of its unix socket. */
export function openDocker(socketPath: string): Runtime {
  return {
    list: async () => {
      const listed: unknown = JSON.parse(await get(socketPath, "/containers/json?all=true"));
      if (!Array.isArray(listed)) throw new Error("its answer is no list of containers");
      return dockerIdentities(listed);
    },
    close: () => {},
  };
}

/** What makes no sense is left out. */
export function dockerIdentities(listed: readonly (DockerContainer | null)[]): ReadonlyMap<string, Identity> {
  const found = new Map<string, Identity>();
  for (const container of listed) {
    const { Id: id, Names: names, Labels: labels, Image: image, ImageID: imageId } = container ?? {};
    const first: unknown = Array.isArray(names) ? names[0] : undefined;
    if (typeof id !== "string" || typeof first !== "string") continue;
    found.set(id, standalone(first.replace(/^\//, ""), textMap(labels), image, imageId));
  }
  return found;
}

/** A container that is in no pod is one of its own. `imageId`: without it nobody knows what `image` names. */
export function standalone(
  name: string,
  labels: ReadonlyMap<string, string>,
  image: unknown,
  imageId: unknown,
): Identity {
  const identity: Identity = { namespace: NO_POD_NAMESPACE, pod: name, name, labels, mode: "enabled" };
  if (typeof imageId !== "string" || imageId === "") return identity;
  const isName = typeof image === "string" && !/^(sha256:)?[0-9a-f]{64}$/.test(image);
  return { ...identity, image: { name: isName ? image : "", id: imageId } };
}

function get(socketPath: string, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, path, headers: { host: "localhost" }, timeout: ANSWER_MS }, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes > BYTES_MAX) response.destroy(new Error("its answer is too long"));
      });
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode === 200) resolve(Buffer.concat(chunks).toString());
        else reject(new Error(`it answered with status ${response.statusCode}`));
      });
    });
    asked.on("timeout", () => asked.destroy(new Error(`no answer within ${ANSWER_MS / 1000} s`)));
    asked.on("error", reject);
    asked.end();
  });
}
