// SPDX-License-Identifier: Apache-2.0
// Containers that an OCI runtime starts by itself, without anybody above it: a bundle in a test machine.
import { join } from "node:path";
import { type OciHook, ociHook } from "../../src/cli/hook-texts.ts";
import { projectDir } from "../vm/machine.ts";

/** A root directory for bundles: busybox, test/kernel/act.c, and the files of test/runtime/image.ts. */
export const BUNDLE_ROOT = "/opt/bundle-root";

/** A script that makes it. */
export const BUNDLE_SETUP = `
mkdir -p ${BUNDLE_ROOT}; cd ${BUNDLE_ROOT}
mkdir bin opt proc dev out
cp /usr/bin/busybox ${join(projectDir, "build/test/act")} bin
for applet in sh cat sleep true; do ln -s busybox bin/$applet; done
echo secret > opt/secret; echo plain > opt/plain
`;

/** The gate's hook as install-hook gives it to runtimes. `timeoutSeconds`: a machine is slow. */
export const GATE_HOOK: OciHook = ociHook({
  program: join(projectDir, "build/bailiff-hook"),
  socket: "/run/bailiff/gate.sock",
  timeoutSeconds: 120,
  onFailure: "open",
});

export interface BundleOptions {
  readonly args: readonly string[];
  readonly env?: readonly string[];
  /** Below the mount of cgroup v2; default: the runtime's own choice. */
  readonly cgroupsPath?: string;
  /** Host directories by where they are seen. */
  readonly mounts?: Readonly<Record<string, string>>;
  /** Default none. */
  readonly hooks?: readonly OciHook[];
}

/** Text of a config.json (https://github.com/opencontainers/runtime-spec): no more than a container needs, in the host's network. */
export function bundleConfig({ args, env = [], cgroupsPath, mounts = {}, hooks = [] }: BundleOptions): string {
  const bound = Object.entries(mounts).map(([destination, source]) => {
    return { destination, source, type: "bind", options: ["bind", "rw"] };
  });
  return JSON.stringify({
    ociVersion: "1.0.2",
    process: { user: { uid: 0, gid: 0 }, args, env: ["PATH=/bin", ...env], cwd: "/" },
    root: { path: BUNDLE_ROOT, readonly: true },
    mounts: [{ destination: "/proc", source: "proc", type: "proc" }, ...bound],
    hooks: { createRuntime: hooks },
    linux: {
      ...(cgroupsPath !== undefined && { cgroupsPath }),
      namespaces: ["pid", "mount", "ipc"].map((type) => ({ type })),
    },
  });
}
