// SPDX-License-Identifier: Apache-2.0
// Which paths of an act are reached through symbolic links on this machine. Rules and the kernel speak of what is at their end.

import { realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Act } from "../policy/act.ts";

export interface Link {
  readonly path: string;
  readonly target: string;
}

export function linksOf(act: Act): readonly Link[] {
  return [...new Set(pathsOf(act))]
    .map((path) => ({ path, target: targetOf(path) }))
    .filter(({ path, target }) => target !== path && !isOwn(path) && !isOwn(target));
}

function pathsOf(act: Act): readonly string[] {
  const unix = act.class === "network" && act.address !== null && "unix" in act.address ? act.address.unix : null;
  const path = "path" in act ? act.path : unix;
  return [...(path?.startsWith("/") ? [path] : []), act.program];
}

/** Of what does not exist (yet), its directory may be a link. */
function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path === "/" ? path : join(targetOf(dirname(path)), basename(path));
  }
}

/** The links in /proc lead each program somewhere else. */
function isOwn(path: string): boolean {
  return path.startsWith("/proc/");
}
