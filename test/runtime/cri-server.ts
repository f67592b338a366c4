// SPDX-License-Identifier: Apache-2.0
// A container runtime, as far as Bailiff asks one: it says what it is told to say.
//
//   node test/runtime/cri-server.ts SOCKET ANSWERS     of a file of JSON, which is read again for each question
import { readFileSync } from "node:fs";
import { Server, ServerCredentials, status } from "@grpc/grpc-js";
import type { runtime } from "../../src/gen/proto.js";
import { CriService } from "../../src/rpc.ts";

export interface Answers {
  sandboxes: runtime.v1.IPodSandbox[];
  containers: runtime.v1.IContainer[];
}

/** `answers` null: it hangs. Returns what ends it. */
export async function serveCri(socket: string, answers: () => Answers | null | Error): Promise<() => void> {
  const server = new Server();
  const reply = <T>(of: (answers: Answers) => T) => {
    return (_: unknown, callback: (error: { code: status; details: string } | null, value?: T) => void) => {
      const now = answers();
      if (now instanceof Error) callback({ code: status.UNAVAILABLE, details: now.message });
      else if (now !== null) callback(null, of(now));
    };
  };
  server.addService(CriService, {
    ListPodSandbox: reply(({ sandboxes }) => ({ items: sandboxes })),
    ListContainers: reply(({ containers }) => ({ containers })),
  });
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`unix:${socket}`, ServerCredentials.createInsecure(), (error) =>
      error ? reject(error) : resolve(),
    );
  });
  return () => server.forceShutdown();
}

if (import.meta.main) {
  const [socket = "", file = ""] = process.argv.slice(2);
  await serveCri(socket, () => JSON.parse(readFileSync(file, "utf8")));
  process.stdout.write("ready\n");
}
