// SPDX-License-Identifier: Apache-2.0
// struct control of bpf/abi.h: what all programs look at, in the kernel's memory.

import { CONTROL } from "../gen/abi.ts";
import type { Programs } from "./addon.ts";

export type ControlField = Exclude<keyof typeof CONTROL, "size">;

export class Control {
  readonly #programs: Programs;

  constructor(programs: Programs) {
    this.#programs = programs;
  }

  get(field: ControlField): number {
    const bytes = this.#programs.control();
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return widthOf(field) === 8
      ? Number(view.getBigUint64(CONTROL[field], true))
      : view.getUint32(CONTROL[field], true);
  }

  /** In one piece: a hook sees the old value or the new one. */
  set(field: ControlField, value: number): void {
    this.#programs.store(CONTROL[field], widthOf(field), value);
  }
}

const widthOf = (field: ControlField): 4 | 8 => (field.endsWith("_ns") ? 8 : 4);
