// SPDX-License-Identifier: Apache-2.0
// What container runtimes read so that they run the start gate's hook. Texts only; who writes them is elsewhere.

import { BailiffError } from "../errors.ts";

export interface HookOptions {
  /** Of the hook's program, on the host. */
  readonly program: string;
  /** Of the daemon's gate, on the host. */
  readonly socket: string;
  readonly timeoutSeconds: number;
  readonly onFailure: "open" | "closed";
}

/** A hook as the OCI runtime specification has it (https://github.com/opencontainers/runtime-spec, "POSIX-platform Hooks"). */
export interface OciHook {
  readonly path: string;
  readonly args: readonly string[];
  readonly timeout: number;
}

/**
 * Runs the program, and lets pass whatever it ends with but a refusal (99, native/hook.c): where it is missing or broken, containers
 * start all the same.
 */
const UNLESS_REFUSED = '"$0" "$@"; [ $? -ne 99 ]';

/** Of the OCI runtime's patience, which ends in a container that is not started: the program's own ends before. */
const GRACE_SECONDS = 8;

export function ociHook({ program, socket, timeoutSeconds, onFailure }: HookOptions): OciHook {
  const flags = ["--socket", socket, "--timeout", String(timeoutSeconds), "--on-failure", onFailure];
  return {
    path: "/bin/sh",
    args: ["sh", "-c", UNLESS_REFUSED, program, ...flags],
    timeout: timeoutSeconds + GRACE_SECONDS,
  };
}

/** For Podman and CRI-O: a file of hooks.d (oci-hooks(5)). */
export function hooksDirectoryEntry(options: HookOptions): string {
  const entry = { version: "1.0.0", hook: ociHook(options), when: { always: true }, stages: ["createRuntime"] };
  return `${JSON.stringify(entry, null, 2)}\n`;
}

/** For containerd: `spec` as `ctr oci spec` prints it, with the hook. */
export function baseSpec(spec: string, options: HookOptions): string {
  const base = JSON.parse(spec) as { readonly hooks?: { readonly createRuntime?: readonly OciHook[] } };
  const hooks = { ...base.hooks, createRuntime: [...(base.hooks?.createRuntime ?? []), ociHook(options)] };
  return `${JSON.stringify({ ...base, hooks })}\n`;
}

const MARK = "# bailiff";
const APPENDED = `${MARK}: the start gate; taken away by "bailiff uninstall-hook"`;

/**
 * containerd's configuration, in which each runtime that it starts with runc or the like takes this base spec. Where it names none,
 * runc is named. Throws FILE where a runtime has a base spec already.
 */
export function withBaseSpec(toml: string, specPath: string): string {
  const version = Number(/^\s*version\s*=\s*(\d+)/m.exec(toml)?.[1] ?? 1);
  if (version < 2) {
    throw new BailiffError(
      "FILE",
      'it is of version 1, or says no version: write "version = 2" as its first line, and what else that needs',
    );
  }
  const plugin = version === 2 ? "io.containerd.grpc.v1.cri" : "io.containerd.cri.v1.runtime";
  const lines = withoutHook(toml).replace(/\n*$/, "\n").split("\n");
  const line = `base_runtime_spec = ${JSON.stringify(specPath)} ${MARK}`;
  const heads = lines.flatMap((text, i) => (isRuntimeTable(text, plugin) ? [i] : []));
  for (const head of heads.toReversed()) {
    const end = lines.findIndex((text, i) => i > head && /^\s*\[/.test(text));
    const body = lines.slice(head + 1, end < 0 ? undefined : end);
    if (body.some((text) => /^\s*base_runtime_spec\s*=\s*"[^"]/.test(text))) {
      throw new BailiffError(
        "FILE",
        `line ${head + 1}: this runtime has a base_runtime_spec already: add the hook to that`,
      );
    }
    // An empty one says nothing, and a key may be there once.
    const empty = body.findIndex((text) => /^\s*base_runtime_spec\s*=/.test(text));
    if (empty >= 0) lines[head + 1 + empty] = `${line} was: ${lines[head + 1 + empty]}`;
    else lines.splice(head + 1, 0, line);
  }
  if (heads.length > 0) return lines.join("\n");
  const table = `[plugins.${JSON.stringify(plugin)}.containerd.runtimes.runc] ${MARK}`;
  const type = `runtime_type = "io.containerd.runc.v2" ${MARK}`;
  return `${lines.join("\n")}${APPENDED}\n${table}\n${type}\n${line}\n`;
}

/** The same without what withBaseSpec added. */
export function withoutHook(toml: string): string {
  return toml
    .split("\n")
    .flatMap((text) => {
      const [, before] = / # bailiff was: (.*)$/.exec(text) ?? [];
      if (before !== undefined) return [before];
      return text === APPENDED || text.endsWith(` ${MARK}`) ? [] : [text];
    })
    .join("\n");
}

/** The head of the table of one runtime, in either way of quoting. */
function isRuntimeTable(line: string, plugin: string): boolean {
  const [, name] =
    /^\s*\[\s*plugins\s*\.\s*["']([^"']+)["']\s*\.containerd\.runtimes\.(?:[\w-]+|"[^"]+"|'[^']+')\s*\]/.exec(line) ??
    [];
  return name === plugin;
}
