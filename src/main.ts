#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// bailiffd starts here. Nothing else is imported before the version of Node is known to be one that can read it.
const NODE_MAJOR_MIN = 24;

if (Number(process.versions.node.split(".")[0]) < NODE_MAJOR_MIN) {
  process.stderr.write(
    `bailiffd needs Node ${NODE_MAJOR_MIN} or newer, this is ${process.versions.node} (${process.execPath})\n`,
  );
  process.exit(1);
}
const { main } = await import("./daemon.ts");
process.exitCode = await main(process.argv.slice(2));
