// SPDX-License-Identifier: Apache-2.0
// Bytes from the kernel → events. Layout and meaning: bpf/abi.h. The bytes belong to a buffer that is used again for the
// next batch, so whatever an event keeps is a copy.

import { BailiffError } from "../errors.ts";
import { EVENT, EVENT_HEADER, Hook, TEXT_BYTES_MAX, Text } from "../gen/abi.ts";
import { FILE_ACTS, MEMORY_ACTS, PRESETS, REASONS, SOCKET_ACTS, SYSTEM_ACTS, VERDICTS } from "./codes.ts";
import type { Event } from "./event.ts";

/** Before each record of a batch: u32 length, u32 zero. */
const FRAME_BYTES = 8;

const AF_INET = 2;
const AF_INET6 = 10;

/** An errno is below this; the kernel's own limit for an error in a pointer. */
const ERRNO_MAX = 4095;

/** The kernel writes integers as the machine does, and DataView wants to be told. */
const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Names of the texts in `cut`, by enum text. */
const TEXT_NAMES: readonly string[] = ["object", "target", "program", "parent", "cwd", "args", "tty"];

export interface Batch {
  readonly events: readonly Event[];
  /** Records that did not read as one, and a batch that broke off. */
  readonly malformed: number;
}

/** A batch as the addon hands it over: each record behind a frame, padded to 8 bytes. */
export function decodeBatch(bytes: Uint8Array): Batch {
  const view = viewOf(bytes);
  const events: Event[] = [];
  let malformed = 0;
  let at = 0;
  while (at < bytes.length) {
    const left = bytes.length - at - FRAME_BYTES;
    // Past a broken frame nobody knows where the next one starts.
    if (left < 0 || view.getUint32(at, LITTLE_ENDIAN) > left || view.getUint32(at + 4, LITTLE_ENDIAN) !== 0) {
      malformed++;
      break;
    }
    const length = view.getUint32(at, LITTLE_ENDIAN);
    const start = at + FRAME_BYTES;
    try {
      events.push(decode(bytes.subarray(start, start + length)));
    } catch (error) {
      if (!(error instanceof BailiffError)) throw error;
      malformed++;
    }
    at = start + Math.ceil(length / 8) * 8;
  }
  return { events, malformed };
}

/** One record. Throws RECORD when it is none. */
export function decode(record: Uint8Array): Event {
  if (record.length < EVENT.size) throw malformed(`${record.length} bytes, an event has ${EVENT.size}`);
  if (record.length > EVENT.size + TEXT_BYTES_MAX) throw malformed(`${record.length} bytes are too many`);
  const view = viewOf(record);
  const u16 = (offset: number): number => view.getUint16(offset, LITTLE_ENDIAN);
  const u32 = (offset: number): number => view.getUint32(offset, LITTLE_ENDIAN);
  const u64 = (offset: number): bigint => view.getBigUint64(offset, LITTLE_ENDIAN);

  const verdict = VERDICTS[view.getUint8(EVENT.header + EVENT_HEADER.verdict)];
  if (verdict === undefined) throw malformed("unknown verdict");
  const reason = REASONS[view.getUint8(EVENT.header + EVENT_HEADER.reason)];
  if (reason === undefined) throw malformed("unknown reason");
  const preset = PRESETS[view.getUint8(EVENT.preset)];
  if (preset === undefined) throw malformed("unknown preset");
  const error = view.getInt32(EVENT.error, LITTLE_ENDIAN);
  if (error > 0 || error < -ERRNO_MAX) throw malformed(`error ${error} is no errno`);

  const texts = textsOf(record, u16);
  const decision = {
    timeNs: u64(EVENT.header + EVENT_HEADER.time_ns),
    cgroupId: u64(EVENT.header + EVENT_HEADER.cgroup_id),
    workload: u32(EVENT.workload),
    session: u64(EVENT.session),
    ruleId: u32(EVENT.header + EVENT_HEADER.rule_id),
    verdict,
    reason,
    preset,
    error,
    actor: {
      pid: u32(EVENT.pid),
      tid: u32(EVENT.tid),
      parentPid: u32(EVENT.parent_pid),
      uid: u32(EVENT.uid),
      startNs: u64(EVENT.start_ns),
      program: texts[Text.PROGRAM] as Uint8Array,
      parent: texts[Text.PARENT] as Uint8Array,
      cwd: texts[Text.CWD] as Uint8Array,
      args: texts[Text.ARGS] as Uint8Array,
      tty: texts[Text.TTY] as Uint8Array,
    },
    cut: TEXT_NAMES.filter((_, text) => view.getUint8(EVENT.cut) & (1 << text)),
  };
  const path = texts[Text.OBJECT] as Uint8Array;
  const target = texts[Text.TARGET] as Uint8Array;
  const value = u32(EVENT.value);
  const socket = { family: u16(EVENT.family), type: u16(EVENT.type), protocol: u16(EVENT.protocol) };
  const endpoint = { address: addressOf(record, u16(EVENT.address_family)), port: u16(EVENT.port) };

  const hook = u16(EVENT.header + EVENT_HEADER.hook);
  switch (hook) {
    case Hook.EXEC:
      return { kind: "exec", act: "exec", ...decision, path };
    case Hook.DNS:
      return { kind: "dns", act: "dns", ...decision, socket, endpoint, name: path };
    case Hook.CAPABLE:
      return { kind: "capable", act: "capable", ...decision, capability: value };
    case Hook.SYSCALL:
      return { kind: "syscall", act: "syscall", ...decision, number: value, path };
  }
  const file = FILE_ACTS[hook];
  if (file !== undefined) return { kind: "file", act: file, ...decision, path, target, value };
  const memory = MEMORY_ACTS[hook];
  if (memory !== undefined) return { kind: "memory", act: memory, ...decision, path, value };
  const network = SOCKET_ACTS[hook];
  if (network !== undefined) return { kind: "socket", act: network, ...decision, socket, endpoint, name: path };
  const system = SYSTEM_ACTS[hook];
  if (system !== undefined) return { kind: "system", act: system, ...decision, path, target, value };
  throw malformed(`unknown hook ${hook}`);
}

/** Copies of the texts, by enum text. Bytes behind the last one are padding. */
function textsOf(record: Uint8Array, u16: (offset: number) => number): Uint8Array[] {
  const copy = copyOf(record, EVENT.size, record.length);
  let at = 0;
  return TEXT_NAMES.map((name, text) => {
    const end = at + u16(EVENT.sizes + 2 * text);
    if (end > copy.length) throw malformed(`the text "${name}" ends beyond the record`);
    const bytes = copy.subarray(at, end);
    at = end;
    return bytes;
  });
}

function addressOf(record: Uint8Array, family: number): Uint8Array | null {
  const length = family === AF_INET ? 4 : family === AF_INET6 ? 16 : 0;
  return length === 0 ? null : copyOf(record, EVENT.address, EVENT.address + length);
}

/** Not slice(): that of a Buffer does not copy, and a Buffer is a Uint8Array too. */
function copyOf(bytes: Uint8Array, start: number, end: number): Uint8Array {
  return new Uint8Array(bytes.subarray(start, end));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function malformed(what: string): BailiffError {
  return new BailiffError("RECORD", `a record from the kernel: ${what}`);
}
