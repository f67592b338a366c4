// SPDX-License-Identifier: Apache-2.0
// Makes records as the kernel writes them, for tests.

import { endianness } from "node:os";
import { EVENT, EVENT_HEADER, Hook, PresetCode, Reason, Text, Verdict } from "../../src/gen/abi.ts";

const LITTLE_ENDIAN = endianness() === "LE";

export interface Fields {
  readonly timeNs?: bigint;
  readonly cgroupId?: bigint;
  readonly ruleId?: number;
  readonly hook?: number;
  readonly verdict?: number;
  readonly reason?: number;
  readonly workload?: number;
  readonly session?: bigint;
  readonly preset?: number;
  readonly startNs?: bigint;
  readonly pid?: number;
  readonly tid?: number;
  readonly parentPid?: number;
  readonly uid?: number;
  readonly error?: number;
  readonly value?: number;
  readonly family?: number;
  readonly type?: number;
  readonly protocol?: number;
  readonly port?: number;
  readonly address?: readonly number[];
  readonly addressFamily?: number;
  readonly cut?: number;
  /** By enum text. */
  readonly texts?: Readonly<Record<number, string | Uint8Array>>;
}

export function record(fields: Fields = {}): Uint8Array {
  const texts = Array.from({ length: Text.COUNT }, (_, text) => Buffer.from(fields.texts?.[text] ?? ""));
  const bytes = new Uint8Array(EVENT.size);
  const view = new DataView(bytes.buffer);
  const u16 = (at: number, value = 0): void => view.setUint16(at, value, LITTLE_ENDIAN);
  const u32 = (at: number, value = 0): void => view.setUint32(at, value, LITTLE_ENDIAN);
  const u64 = (at: number, value = 0n): void => view.setBigUint64(at, value, LITTLE_ENDIAN);
  u64(EVENT.header + EVENT_HEADER.time_ns, fields.timeNs);
  u64(EVENT.header + EVENT_HEADER.cgroup_id, fields.cgroupId);
  u32(EVENT.header + EVENT_HEADER.rule_id, fields.ruleId);
  u16(EVENT.header + EVENT_HEADER.hook, fields.hook ?? Hook.OPEN);
  bytes[EVENT.header + EVENT_HEADER.verdict] = fields.verdict ?? Verdict.DENY;
  bytes[EVENT.header + EVENT_HEADER.reason] = fields.reason ?? Reason.RULE;
  u64(EVENT.start_ns, fields.startNs);
  u32(EVENT.pid, fields.pid);
  u32(EVENT.tid, fields.tid);
  u32(EVENT.parent_pid, fields.parentPid);
  u32(EVENT.uid, fields.uid);
  view.setInt32(EVENT.error, fields.error ?? -13, LITTLE_ENDIAN);
  u32(EVENT.workload, fields.workload);
  u32(EVENT.value, fields.value);
  u64(EVENT.session, fields.session);
  u16(EVENT.family, fields.family);
  u16(EVENT.type, fields.type);
  u16(EVENT.protocol, fields.protocol);
  u16(EVENT.port, fields.port);
  bytes.set(fields.address ?? [], EVENT.address);
  u16(EVENT.address_family, fields.addressFamily);
  bytes[EVENT.cut] = fields.cut ?? 0;
  bytes[EVENT.preset] = fields.preset ?? PresetCode.NONE;
  for (const [text, { length }] of texts.entries()) u16(EVENT.sizes + 2 * text, length);
  return Buffer.concat([bytes, ...texts]);
}

/** A batch as the addon hands it over. */
export function batch(...records: readonly Uint8Array[]): Uint8Array {
  const parts = records.flatMap((record) => {
    const frame = new DataView(new ArrayBuffer(8));
    frame.setUint32(0, record.length, LITTLE_ENDIAN);
    return [new Uint8Array(frame.buffer), record, new Uint8Array((8 - (record.length % 8)) % 8)];
  });
  return Buffer.concat(parts);
}
