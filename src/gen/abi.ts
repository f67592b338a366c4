// Generated from bpf/abi.h by bpf/generate.ts; do not edit.
// SPDX-License-Identifier: Apache-2.0

/** enum limit */
export const PATH_BYTES_MAX = 4096;
export const ARGS_BYTES_MAX = 4096;
export const ARGS_MAX = 64;
export const TTY_BYTES_MAX = 64;
export const SCRATCH_PER_CPU = 4;
export const SCRATCH_MIN = 64;
export const TEXT_BYTES_MAX = 20544;

/** enum workload */
export const Workload = {
  HOST: 0,
  COUNT: 1,
} as const;

/** enum hook */
export const Hook = {
  NONE: 0,
  EXEC: 1,
  OPEN: 2,
  SOCKET_CREATE: 3,
  SOCKET_CONNECT: 4,
  COUNT: 5,
} as const;

/** enum verdict */
export const Verdict = {
  NONE: 0,
  ALLOW: 1,
  AUDIT: 2,
  DENY: 3,
} as const;

/** enum rule_class */
export const Class = {
  NONE: 0,
  PROCESS: 1,
  FILE: 2,
  NETWORK: 3,
} as const;

/** enum rule_form */
export const Form = {
  CLASS: 0,
  PATH: 1,
  CHILDREN: 2,
  TREE: 3,
  SOCKET: 4,
} as const;

/** struct rule_key: its size and the offset of each member, in bytes. */
export const RULE_KEY = {
  size: 16,
  name: 0,
  class: 8,
  form: 9,
  zero: 10,
  zero2: 12,
} as const;

/** struct rule_value: its size and the offset of each member, in bytes. */
export const RULE_VALUE = {
  size: 8,
  rule_id: 0,
  verdict: 4,
  zero: 5,
} as const;

/** enum class_depths */
export const DEPTH_BITS = 10;
export const TREES_SHIFT = 0;
export const CHILDREN_SHIFT = 10;
export const PATHS_SHIFT = 20;

/** enum socket_protocol */
export const SocketProtocol = {
  OTHER: 0,
  TCP: 1,
  UDP: 2,
  ICMP: 3,
  ICMPV6: 4,
  SCTP: 5,
  DCCP: 6,
  COUNT: 7,
} as const;

/** enum socket_kind */
export const SOCKET_TYPE_SHIFT = 8;

/** enum proof */
export const PROOF_PROTOCOL = 16961;

/** enum counter */
export const Counter = {
  RECORDS: 0,
  DROP_RING_FULL: 1,
  DROP_NO_SCRATCH: 2,
  UNRESOLVED: 3,
  MAX: 4,
} as const;

/** enum text */
export const Text = {
  OBJECT: 0,
  PROGRAM: 1,
  PARENT: 2,
  CWD: 3,
  ARGS: 4,
  TTY: 5,
  COUNT: 6,
} as const;

/** struct event_header: its size and the offset of each member, in bytes. */
export const EVENT_HEADER = {
  size: 24,
  time_ns: 0,
  cgroup_id: 8,
  rule_id: 16,
  hook: 20,
  verdict: 22,
  zero: 23,
} as const;

/** struct event: its size and the offset of each member, in bytes. */
export const EVENT = {
  size: 96,
  header: 0,
  start_ns: 24,
  pid: 32,
  tid: 36,
  parent_pid: 40,
  uid: 44,
  error: 48,
  flags: 52,
  family: 56,
  type: 58,
  protocol: 60,
  port: 62,
  address: 64,
  sizes: 80,
  address_family: 92,
  cut: 94,
  zero: 95,
} as const;
