// SPDX-License-Identifier: Apache-2.0
// What this machine is. System calls have other numbers on another.

/** As Node spells it: "x64", "arm64". */
export const ARCH: string = process.arch;
