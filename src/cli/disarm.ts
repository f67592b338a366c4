// SPDX-License-Identifier: Apache-2.0
// bailiff disarm: ends what a daemon left in force. Speaks to the kernel itself, as there need be no daemon.

import { loadAddon } from "../kernel/addon.ts";
import { disarm } from "../kernel/disarm.ts";

/** Returns the exit code. */
export async function disarmNode(pinDir: string): Promise<number> {
  const wasArmed = await disarm(loadAddon(), pinDir);
  process.stdout.write(wasArmed ? "nothing is enforced any more\n" : "nothing was in force\n");
  return 0;
}
