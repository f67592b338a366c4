// SPDX-License-Identifier: Apache-2.0
// Podman's containers. It is no service that could be asked: what it knows lies in its storage.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Identity } from "../workload/workload.ts";
import { standalone } from "./docker.ts";
import type { Runtime } from "./runtime.ts";

/** An entry of containers.json (https://github.com/containers/storage). */
interface StoredContainer {
  readonly id?: unknown;
  readonly names?: unknown;
  /** 64 hexadecimal digits. */
  readonly image?: unknown;
  /** JSON, of which the name of the image is ours. */
  readonly metadata?: unknown;
}

/** `storage`: its directory, which has one like overlay-containers for its driver. */
export function openPodman(storage: string): Runtime {
  return {
    list: async () => {
      const directories = (await readdir(storage)).filter((name) => name.endsWith("-containers"));
      const lists = await Promise.all(directories.map((name) => readList(join(storage, name, "containers.json"))));
      return podmanIdentities(lists.flat());
    },
    close: () => {},
  };
}

/** What makes no sense is left out. */
export function podmanIdentities(listed: readonly unknown[]): ReadonlyMap<string, Identity> {
  const found = new Map<string, Identity>();
  for (const container of listed) {
    const { id, names, image, metadata } = (container ?? {}) as StoredContainer;
    const name: unknown = Array.isArray(names) ? names[0] : undefined;
    if (typeof id !== "string" || typeof name !== "string") continue;
    const imageId = typeof image === "string" && image !== "" ? `sha256:${image}` : "";
    found.set(id, standalone(name, new Map(), imageNameOf(metadata), imageId));
  }
  return found;
}

/** undefined: it is not told. */
function imageNameOf(metadata: unknown): unknown {
  if (typeof metadata !== "string") return undefined;
  try {
    return (JSON.parse(metadata) as { readonly "image-name"?: unknown } | null)?.["image-name"];
  } catch {
    return undefined; // of another program that has the same storage
  }
}

async function readList(file: string): Promise<readonly unknown[]> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return []; // another driver's
    throw error;
  }
  const listed: unknown = JSON.parse(text);
  if (!Array.isArray(listed)) throw new Error(`${file} is no list of containers`);
  return listed;
}
