// Generated from bpf/abi.h by bpf/generate.ts; do not edit.
// SPDX-License-Identifier: Apache-2.0

/** enum limit */
export const PATH_BYTES_MAX = 4096;
export const ARGS_BYTES_MAX = 4096;
export const ARGS_MAX = 64;
export const TTY_BYTES_MAX = 64;
export const SCRATCH_PER_CPU = 4;
export const SCRATCH_MIN = 64;
export const BLOCK_BYTES = 64;
export const PROBES_MAX = 8;
export const CLAUSES_MAX = 65536;
export const ALLOWED_ARGS_MAX = 64;
export const DFAS_MAX = 4;
export const SOURCES_MAX = 12;
export const TEXT_BYTES_MAX = 24640;

/** enum workload */
export const Workload = {
  HOST: 0,
} as const;

/** enum hook */
export const Hook = {
  NONE: 0,
  EXEC: 1,
  OPEN: 2,
  SOCKET_CREATE: 3,
  SOCKET_CONNECT: 4,
  MMAP: 5,
  MPROTECT: 6,
  CREATE: 7,
  MKDIR: 8,
  RMDIR: 9,
  UNLINK: 10,
  SYMLINK: 11,
  LINK: 12,
  RENAME: 13,
  CHMOD: 14,
  CHOWN: 15,
  TRUNCATE: 16,
  SETXATTR: 17,
  RECEIVE: 18,
  USE: 19,
  SOCKET_BIND: 20,
  SOCKET_LISTEN: 21,
  SOCKET_ACCEPT: 22,
  SOCKET_SEND: 23,
  UNIX_CONNECT: 24,
  UNIX_SEND: 25,
  DNS: 26,
  CAPABLE: 27,
  SYSCALL: 28,
  MOUNT: 29,
  MOVE_MOUNT: 30,
  UMOUNT: 31,
  PIVOT_ROOT: 32,
  PTRACE: 33,
  BPF: 34,
  MODULE: 35,
  USERNS: 36,
  KILL: 37,
  COUNT: 38,
} as const;

/** enum verdict */
export const Verdict = {
  NONE: 0,
  ALLOW: 1,
  AUDIT: 2,
  DENY: 3,
} as const;

/** enum reason */
export const Reason = {
  RULE: 0,
  POSTURE: 1,
  UNRESOLVED: 2,
  PROTECTED: 3,
  RACED: 4,
  COUNT: 5,
} as const;

/** enum rule_class */
export const Class = {
  NONE: 0,
  PROCESS: 1,
  FILE: 2,
  NETWORK: 3,
  DNS: 4,
  CAPABILITIES: 5,
  SYSCALLS: 6,
  PRESETS: 7,
  SOURCES: 8,
  COUNT: 9,
} as const;

/** enum action */
export const ActionCode = {
  NONE: 0,
  ALLOW: 1,
  AUDIT: 2,
  BLOCK: 3,
} as const;

/** enum preset */
export const PresetCode = {
  NONE: 0,
  ANONYMOUS_MAP_EXEC: 1,
  EXEC: 2,
  FILELESS_EXEC: 3,
  PROTECT_ENV: 4,
  PROTECT_PROC: 5,
} as const;

/** enum name_shift */
export const NAME_CLASS_SHIFT = 56;
export const NAME_NUMBER_SHIFT = 40;

/** enum name_number */
export const NAME_NUMBER_ADDRESS = 1;

/** struct rule_set: its size and the offset of each member, in bytes. */
export const RULE_SET = {
  size: 64,
  id: 0,
  classes: 4,
  buckets: 8,
  bucket_mask: 12,
  clauses: 16,
  words: 20,
  prefixes: 24,
  prefix_count: 28,
  sources: 32,
  is_audited: 36,
  kinds: 40,
  zero: 56,
} as const;

/** struct rule_class_facts: its size and the offset of each member, in bytes. */
export const RULE_CLASS_FACTS = {
  size: 16,
  depths: 0,
  dfas: 4,
  dfa_count: 8,
  flags: 9,
  zero: 10,
  zero2: 12,
} as const;

/** enum class_flag */
export const ClassFlag = {
  ALLOW_LIST: 1,
  POSTURE_DENIES: 2,
  MAY_DENY: 4,
  HAS_PROGRAMS: 8,
  HAS_ABOVE: 16,
  HAS_ADDRESSES: 32,
  HAS_ARGS: 64,
  UNIX_ALLOW_LIST: 128,
} as const;

/** struct bucket: its size and the offset of each member, in bytes. */
export const BUCKET = {
  size: 64,
  name: 0,
  cell: 32,
  zero: 48,
} as const;

/** enum relation */
export const Relation = {
  SELF: 1,
  CHILD: 2,
  BELOW: 4,
  ABOVE: 8,
} as const;

/** enum clause_flag */
export const ClauseFlag = {
  LAST: 1,
  OWNER_ONLY: 2,
  READ_ONLY: 4,
  ARGS: 8,
  ON_TERMINAL: 16,
  CREATE: 32,
} as const;

/** struct clause: its size and the offset of each member, in bytes. */
export const CLAUSE = {
  size: 32,
  rank: 0,
  order: 4,
  rule_id: 8,
  source: 12,
  args: 16,
  action: 20,
  flags: 21,
  where: 22,
  protocols: 23,
  first_port: 24,
  last_port: 26,
  types: 28,
  directions: 30,
  zero: 31,
} as const;

/** enum direction */
export const DirectionCode = {
  CONNECT: 0,
  BIND: 1,
  LISTEN: 2,
  ACCEPT: 3,
} as const;

/** struct dfa: its size and the offset of each member, in bytes. */
export const DFA = {
  size: 16,
  classes: 0,
  next: 4,
  accepts: 8,
  class_count: 12,
  states: 14,
} as const;

/** struct label: its size and the offset of each member, in bytes. */
export const LABEL = {
  size: 128,
  workload: 0,
  flags: 4,
  rule_set: 8,
  source_count: 12,
  sources: 16,
  session: 64,
  args_hash: 72,
  args_bytes: 80,
  args_rule: 84,
  args_count: 88,
  reserved: 92,
} as const;

/** enum label_flag */
export const LabelFlag = {
  EXEMPT: 1,
  ENTERED: 2,
  RECHECK: 4,
  PENDING: 8,
  STARTING: 16,
} as const;

/** enum binding */
export const Binding = {
  WORKLOAD: 16777215,
  FROM_EXEC: 16777216,
  NEW: 33554432,
  HELD: 67108864,
} as const;

/** enum mark_limit */
export const MARKS_MAX = 8;

/** struct mark: its size and the offset of each member, in bytes. */
export const MARK = {
  size: 16,
  rule_set: 0,
  cell: 4,
  class: 8,
  where: 9,
  zero: 10,
} as const;

/** struct marks: its size and the offset of each member, in bytes. */
export const MARKS = {
  size: 136,
  mark: 0,
  next: 128,
  zero: 132,
} as const;

/** struct control: its size and the offset of each member, in bytes. */
export const CONTROL = {
  size: 40,
  generation: 0,
  classes: 4,
  labelled: 8,
  marks: 12,
  rule_sets: 16,
  previous: 20,
  alert_interval_ns: 24,
  alert_burst_ns: 32,
} as const;

/** struct tally_key: its size and the offset of each member, in bytes. */
export const TALLY_KEY = {
  size: 16,
  workload: 0,
  rule_id: 4,
  hook: 8,
  verdict: 10,
  reason: 11,
  zero: 12,
} as const;

/** struct tally: its size and the offset of each member, in bytes. */
export const TALLY = {
  size: 32,
  asked: 0,
  suppressed: 8,
  lost: 16,
  due_ns: 24,
} as const;

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
  ASKED: 0,
  RECORDS: 1,
  SUPPRESSED: 2,
  DROP_RING_FULL: 3,
  DROP_NO_SCRATCH: 4,
  UNRESOLVED: 5,
  UNTALLIED: 6,
  UNLABELLED: 7,
  MAX: 8,
} as const;

/** enum text */
export const Text = {
  OBJECT: 0,
  TARGET: 1,
  PROGRAM: 2,
  PARENT: 3,
  CWD: 4,
  ARGS: 5,
  TTY: 6,
  COUNT: 7,
} as const;

/** struct event_header: its size and the offset of each member, in bytes. */
export const EVENT_HEADER = {
  size: 24,
  time_ns: 0,
  cgroup_id: 8,
  rule_id: 16,
  hook: 20,
  verdict: 22,
  reason: 23,
} as const;

/** struct event: its size and the offset of each member, in bytes. */
export const EVENT = {
  size: 120,
  header: 0,
  start_ns: 24,
  pid: 32,
  tid: 36,
  parent_pid: 40,
  uid: 44,
  workload: 48,
  error: 52,
  value: 56,
  zero: 60,
  session: 64,
  family: 72,
  type: 74,
  protocol: 76,
  port: 78,
  address: 80,
  sizes: 96,
  address_family: 110,
  cut: 112,
  preset: 113,
  zero2: 114,
} as const;
