// SPDX-License-Identifier: Apache-2.0
// node test/vm/prepare.ts [KERNEL...]: makes what test machines need ahead of their first start, and brings kernels and
// root file system up to what apt knows now. Without arguments: for the kernels that the tests use.
import { modulesImage, projectImage } from "./disk.ts";
import { type KernelName, kernel, kernelPackages } from "./kernel.ts";
import { hardwareOf } from "./machine.ts";
import { rootImage } from "./root.ts";
import { bootFiles, snapshot } from "./snapshot.ts";

const names = process.argv.slice(2);
const unknown = names.find((name) => !Object.hasOwn(kernelPackages, name));
if (unknown !== undefined) {
  process.stderr.write(`vm: no kernel "${unknown}", there are: ${Object.keys(kernelPackages).join(" ")}\n`);
  process.exit(2);
}

await Promise.all([rootImage({ newest: true }), modulesImage(), projectImage()]);
for (const name of names.length ? (names as KernelName[]) : (["6.12", "6.1"] as const)) {
  await kernel(name, { newest: true });
  await snapshot(name, await bootFiles(name), hardwareOf({}).hardware);
}
