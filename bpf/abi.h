/* SPDX-License-Identifier: GPL-2.0-only */
/* The contract between the kernel part and user space: layouts, codes and limits, no code. src/gen/abi.ts is generated
 * from it through BTF, so what is written here is what TypeScript reads and writes. Integers are in the host's byte
 * order. */
#ifndef BAILIFF_ABI_H
#define BAILIFF_ABI_H

#include <linux/types.h>

enum limit {
	PATH_BYTES_MAX = 4096, /* the kernel's PATH_MAX: no rule names a longer path */
	ARGS_BYTES_MAX = 4096, /* of a command line; the rest is cut and marked in `cut` */
	ARGS_MAX = 64,         /* arguments read of a program that is being started */
	TTY_BYTES_MAX = 64,    /* the kernel's own limit for a terminal's name */
	SCRATCH_PER_CPU = 4,   /* slots of scratch space that a CPU has to itself */
	SCRATCH_MIN = 64,      /* slots on the whole node: hooks that may be preempted half-way at once */
	BLOCK_BYTES = 64,      /* what a rule set is made of */
	PROBES_MAX = 8,        /* buckets that a name may be away from its own */
	CLAUSES_MAX = 65536,   /* of one cell */
	ALLOWED_ARGS_MAX = 64, /* of one rule */
	DFAS_MAX = 4,          /* automata of one class */
	SOURCES_MAX = 12,      /* of a rule set that are the same program at once */
	/* All texts of one record: six that may be as long as a path, and the terminal. */
	TEXT_BYTES_MAX = 6 * 4096 + 64,
};

/* Whom a rule set binds. All other numbers are containers', given by user space. */
enum workload { WORKLOAD_HOST };

/* Acts as the kernel asks about them; the number of each is part of the contract. */
enum hook {
	HOOK_NONE,
	HOOK_EXEC,
	HOOK_OPEN,
	HOOK_SOCKET_CREATE,
	HOOK_SOCKET_CONNECT,
	HOOK_MMAP,     /* a file is mapped to be executed, or memory without a file */
	HOOK_MPROTECT, /* the same, of memory that is mapped already */
	HOOK_CREATE,   /* mknod(2), and open(2) of a file that is not there */
	HOOK_MKDIR,
	HOOK_RMDIR,
	HOOK_UNLINK,
	HOOK_SYMLINK,
	HOOK_LINK,
	HOOK_RENAME,
	HOOK_CHMOD,
	HOOK_CHOWN,
	HOOK_TRUNCATE,
	HOOK_SETXATTR,
	HOOK_RECEIVE, /* a descriptor came over a socket, or out of another process */
	HOOK_USE, /* reading, writing or mapping through a descriptor that was opened before the rules, or by another program */
	HOOK_SOCKET_BIND,
	HOOK_SOCKET_LISTEN,
	HOOK_SOCKET_ACCEPT,
	HOOK_SOCKET_SEND, /* to an address, without connecting */
	HOOK_UNIX_CONNECT,
	HOOK_UNIX_SEND,
	HOOK_DNS,
	HOOK_CAPABLE,
	HOOK_SYSCALL,
	HOOK_MOUNT,
	HOOK_MOVE_MOUNT,
	HOOK_UMOUNT,
	HOOK_PIVOT_ROOT,
	HOOK_PTRACE,
	HOOK_BPF,
	HOOK_MODULE, /* the kernel loads code: a module, a kexec image */
	HOOK_USERNS,
	HOOK_KILL,
	HOOK_COUNT,
};

/* Why the kernel answered as it did. Zero is "nothing here": a fresh map slot must never mean "allow". */
enum verdict { VERDICT_NONE, VERDICT_ALLOW, VERDICT_AUDIT, VERDICT_DENY };

/* What a verdict rests on. */
enum reason {
	REASON_RULE, /* event_header.rule_id decided */
	REASON_POSTURE, /* no rule names the act and the class is an allow-list; rule_id, if any: the Allow rule whose limits it breaks */
	REASON_UNRESOLVED, /* the act's path could not be told: denied where a rule of its class denies, else told */
	REASON_PROTECTED,  /* Bailiff protects itself, and other workloads, from this workload */
	REASON_RACED,      /* the arguments were changed while the program was being started: it was killed */
	REASON_COUNT,
};

/* What an act is judged as. */
enum rule_class {
	CLASS_NONE,
	CLASS_PROCESS,
	CLASS_FILE,
	CLASS_NETWORK,
	CLASS_DNS,
	CLASS_CAPABILITIES,
	CLASS_SYSCALLS,
	CLASS_PRESETS,
	CLASS_SOURCES, /* no act: which sources a program is */
	CLASS_COUNT,
};

enum action { ACTION_NONE, ACTION_ALLOW, ACTION_AUDIT, ACTION_BLOCK };

/* Numbers of `preset` names. */
enum preset {
	PRESET_NONE,
	PRESET_ANONYMOUS_MAP_EXEC,
	PRESET_EXEC,
	PRESET_FILELESS_EXEC,
	PRESET_PROTECT_ENV,
	PRESET_PROTECT_PROC
};

/* A rule set is an array of blocks of BLOCK_BYTES, written by user space before a workload gets it and never changed:
 *
 *   rule_set, then rule_class_facts by enum rule_class; then, at blocks that these name,
 *   buckets   a hash table of names, see below
 *   clauses   what rules say at each name: a cell is a run of clauses, the last one marked
 *   dfas      automata over paths for patterns, by class
 *   words     u32 each: cells of an automaton's states; allowed arguments
 *   prefixes  u8 each: the lengths of address prefixes that rules have
 *
 * "A block" in the members below is an index into the array. Block 0 is the header, so 0 means "none".
 *
 * NAMES. An act is looked up by names: byte strings, each hashed by SipHash-1-3 under the key given at load, then
 * hash ^ (__u64)class << NAME_CLASS_SHIFT. 0 is taken for 1.
 *   process, file, sources   the path; each directory above it with its slash ("/", "/etc/"); process: "sh" too, the last
 *                            component. A directory that is moved or mounted over: itself with its slash, RELATION_ABOVE
 *   network   u64 of socket kind; unix: path, or "@name"; address: 16 bytes masked, then one of prefix length, of which those
 *            below 96 are no v4-mapped address's; of v4-mapped ones only the last 4 of the 16; any IP address: 16 zero bytes,
 *            then 255, listed as a length too; hash ^ NAME_NUMBER_ADDRESS << NAME_NUMBER_SHIFT besides
 *   dns       the query in small letters; each suffix behind a dot
 *   capabilities, presets     u64 of their number
 *   syscalls  u64 of the number; where a path is asked for too: the path's hash ^ (number + 1) << NAME_NUMBER_SHIFT besides
 * Numbers are hashed as eight bytes in the host's order.
 */
enum name_shift { NAME_CLASS_SHIFT = 56, NAME_NUMBER_SHIFT = 40 };
enum name_number { NAME_NUMBER_ADDRESS = 1 };

struct rule_set {
	__u32 id; /* of this array: never 0, never used again while it may be remembered */
	__u32 classes; /* bit by enum rule_class: there are rules for it. The programs of any other class have nothing to do */
	__u32 buckets;      /* first block */
	__u32 bucket_mask;  /* number of buckets, a power of two, less one */
	__u32 clauses;      /* first block; clauses are numbered from 1 on, two a block */
	__u32 words;        /* first block; words are numbered from 1 on, 16 a block */
	__u32 prefixes;     /* first block */
	__u32 prefix_count; /* the longest first */
	__u32 sources;      /* how many there are; numbered from 1 on */
	__u32 is_audited;   /* nothing is denied, what would be is told */
	__u8 kinds[16];     /* network, by socket type: bit by enum socket_protocol: there are rules on this kind */
	__u32 zero[2];
};
_Static_assert(sizeof(struct rule_set) == BLOCK_BYTES, "one block");

/* Of one class; four a block, from block 1 on. */
struct rule_class_facts {
	__u32 depths; /* paths: bit d: there are names of d components, "/" has 0; bit 31 for all deeper too. Not of RELATION_ABOVE */
	__u32 dfas; /* block of struct dfa[DFAS_MAX] */
	__u8 dfa_count;
	__u8 flags; /* enum class_flag */
	__u16 zero;
	__u32 zero2;
};
_Static_assert(sizeof(struct rule_class_facts) == 16, "four a block");

enum class_flag {
	CLASS_ALLOW_LIST = 1,        /* what no rule decides falls to the posture */
	CLASS_POSTURE_DENIES = 2,    /* which denies */
	CLASS_MAY_DENY = 4,          /* a Block rule, or such a posture */
	CLASS_HAS_PROGRAMS = 8,      /* process: there are names of last components */
	CLASS_HAS_ABOVE = 16,        /* there are clauses of RELATION_ABOVE */
	CLASS_HAS_ADDRESSES = 32,    /* network: there are rules on addresses, unix ones included */
	CLASS_HAS_ARGS = 64,         /* process: there are clauses with CLAUSE_ARGS */
	CLASS_UNIX_ALLOW_LIST = 128, /* network: CLASS_ALLOW_LIST of unix sockets, which are a list of their own */
};

/* Four names and their cells. A name is in the bucket (name & bucket_mask), or in the nearest one behind it, round the
 * end, that had room: a bucket with an empty slot (name 0) ends the search, as do PROBES_MAX buckets. */
struct bucket {
	__u64 name[4];
	__u32 cell[4]; /* number of the first clause */
	__u32 zero[4];
};
_Static_assert(sizeof(struct bucket) == BLOCK_BYTES, "one block");

/* How the object of an act lies to a name, as bits of clause.where. */
enum relation {
	RELATION_SELF = 1,  /* it is what is named */
	RELATION_CHILD = 2, /* it lies directly in the directory */
	RELATION_BELOW = 4, /* it lies deeper in it */
	RELATION_ABOVE = 8, /* it is a directory above something that a rule names, see NAMES */
};

enum clause_flag {
	CLAUSE_LAST = 1,       /* of its cell */
	CLAUSE_OWNER_ONLY = 2, /* limits: see policy.ts */
	CLAUSE_READ_ONLY = 4,
	CLAUSE_ARGS = 8,
	CLAUSE_ON_TERMINAL = 16, /* speaks only of acts in a session with a terminal */
	CLAUSE_CREATE =
		32, /* network: speaks of the making of an IP socket only, which an Allow rule on addresses allows */
};

/* What one rule says at one name. Of all clauses that an act meets and whose conditions hold, see src/policy/settle.ts. */
struct clause {
	__u32 rank;  /* the greater wins; then the stronger outcome; */
	__u32 order; /* then the lesser */
	__u32 rule_id;
	__u32 source; /* which program must act; 0: any. In CLASS_SOURCES: the source that the name stands for */
	__u32 args; /* CLAUSE_ARGS: number of the first word: how many, then two words for the hash of each, low half first */
	__u8 action;    /* enum action */
	__u8 flags;     /* enum clause_flag */
	__u8 where;     /* enum relation bits; 0 for names that are no paths */
	__u8 protocols; /* addresses: bit by enum socket_protocol */
	__u16 first_port,
		last_port; /* addresses: 0 to 65535 where any will do. Patterns of syscalls: first_port is the number + 1 */
	__u16 types;       /* addresses: bit by SOCK_* */
	__u8 directions; /* addresses and unix: bit by enum direction */
	__u8 zero;
};
_Static_assert(sizeof(struct clause) == 32, "two a block");

enum direction { DIRECTION_CONNECT, DIRECTION_BIND, DIRECTION_LISTEN, DIRECTION_ACCEPT };

/* One automaton. Bytes are read from the first on; state 0 is dead, state 1 the start. */
struct dfa {
	__u32 classes; /* block of 256 bytes: the class of each byte value */
	__u32 next;    /* first block; u16: the next state, at index state * class_count + class, 32 a block */
	__u32 accepts; /* number of the first word; by state: number of a word where a list of cells begins, 0: none. A list ends with 0 */
	__u16 class_count;
	__u16 states;
};
_Static_assert(sizeof(struct dfa) == 16, "DFAS_MAX a block");

/* What is known of a process, in the storage of its first thread. New kernels parts and old daemons read each other's:
 * members are only ever added, in place of `reserved`. */
struct label {
	__u32 workload;
	__u32 flags;        /* enum label_flag */
	__u32 rule_set;     /* rule_set.id for which `sources` holds; 0: none yet */
	__u32 source_count; /* SOURCES_MAX + 1: more than fit */
	__u32 sources[SOURCES_MAX];
	__u64 session;    /* LABEL_ENTERED: its start, since boot in ns; 0: none */
	__u64 args_hash;  /* of the arguments that a rule has allowed to the program being started, but the first */
	__u32 args_bytes; /* of them, each with a NUL; 0: no rule asks */
	__u32 args_rule;  /* rule_id */
	__u32 args_count; /* how many these are */
	__u32 reserved[9];
};
_Static_assert(sizeof(struct label) == 128, "the label outlives the daemon");

enum label_flag {
	LABEL_EXEMPT = 1, /* the daemon */
	LABEL_ENTERED =
		2, /* came into its container from outside after the container had started, or descends from who did */
	LABEL_RECHECK = 4,   /* may hold descriptors that it could not open now */
	LABEL_PENDING = 8,   /* was made in another cgroup than its parent's: look before anything else */
	LABEL_STARTING = 16, /* readies a container: bound like the host until it starts a program */
};

/* What is known of a cgroup that is a container: its workload, and what the processes are that are in it or come into it. */
enum binding {
	BINDING_WORKLOAD = (1 << 24) - 1,
	BINDING_FROM_EXEC = 1 << 24, /* who comes in is the runtime's until it starts a program */
	BINDING_NEW = 1 << 25,       /* is starting: who is in it may be the runtime's, who comes in is no newcomer */
	BINDING_HELD = 1 << 26,      /* the gate held its start: what has run nothing since is the runtime's */
};

/* A name of an inode that a Block rule speaks of, so that other names of it are held too. */
enum mark_limit { MARKS_MAX = 8 }; /* of one inode */
struct mark {
	__u32 rule_set; /* rule_set.id */
	__u32 cell;     /* number of a clause */
	__u8 class;
	__u8 where; /* enum relation of the inode to the name; 0: SELF to it, CHILD to its parent, BELOW to those above */
	__u8 zero[6];
};
struct marks {
	struct mark mark[MARKS_MAX];
	__u32 next; /* which is replaced next */
	__u32 zero;
};

/* What all programs and all generations of them share. */
struct control {
	__u32 generation;        /* of the programs that decide: others are being attached, or detached */
	__u32 classes;           /* bit by enum rule_class: any rule set in force has rules for it */
	__u32 labelled;          /* containers bound: while 0, every task without a label is the host's */
	__u32 marks;             /* counts changes of marks: what was remembered before the last one holds no more */
	__u32 rule_sets;         /* ids given so far, by whatever daemon */
	__u32 previous;          /* generation that decides too while it is being detached; 0: none */
	__u64 alert_interval_ns; /* between the alerts of one rule in one workload, in the long run; 0: no throttle */
	__u64 alert_burst_ns;    /* how far ahead of that they may be */
};

/* One throttle for each rule, workload and verdict. */
struct tally_key {
	__u32 workload;
	__u32 rule_id;
	__u16 hook;
	__u8 verdict;
	__u8 reason;
	__u32 zero;
};
struct tally {
	__u64 asked;      /* decisions that asked for a record */
	__u64 suppressed; /* by the throttle */
	__u64 lost;       /* see enum counter */
	__u64 due_ns;     /* generic cell rate algorithm (ITU-T I.371): when the next one would be due */
};

/* The protocol half of a socket kind. IP sockets only, except OTHER: a socket of a type and family that has no protocol
 * word of its own. */
enum socket_protocol {
	PROTOCOL_OTHER,
	PROTOCOL_TCP, /* MPTCP is TCP */
	PROTOCOL_UDP,
	PROTOCOL_ICMP,
	PROTOCOL_ICMPV6,
	PROTOCOL_SCTP,
	PROTOCOL_DCCP,
	PROTOCOL_COUNT,
};

/* kind = type << SOCKET_TYPE_SHIFT | protocol, with the kernel's SOCK_* numbers (1 stream … 10 packet). */
enum socket_kind { SOCKET_TYPE_SHIFT = 8 };

/* A socket with this protocol number exists nowhere. Asking for one is the harmless act by which the daemon proves that
 * its programs are really called: EACCES from us, EINVAL from a kernel that does not ask us. */
enum proof { PROOF_PROTOCOL = 0x4241 };

/* Why a record did not reach user space or a name was not known. One per-CPU counter each. For every workload and hook,
 * asked = records + suppressed + dropped. */
enum counter {
	COUNT_ASKED,           /* decisions that asked for a record */
	COUNT_RECORDS,         /* records handed to the ring */
	COUNT_SUPPRESSED,      /* by the throttle */
	COUNT_DROP_RING_FULL,  /* the ring had no room; the verdict stood */
	COUNT_DROP_NO_SCRATCH, /* no scratch space: an act that asked for a record left none */
	COUNT_UNRESOLVED, /* the act's path could not be resolved: denied where a rule of its class denies, else told */
	COUNT_UNTALLIED,  /* no room to tally a decision by rule */
	COUNT_UNLABELLED, /* no memory for a label: the process was refused, or the act judged as the host's */
	COUNT_MAX,
};

/* The texts of a record, in this order, one after the other, each `size[i]` bytes without a final NUL. They are bytes:
 * any but NUL may occur. Absent texts have size 0. */
enum text {
	TEXT_OBJECT, /* what is acted on. Path from the root of the mount namespace; dns: the name asked for; unix: the address */
	TEXT_TARGET,  /* link, rename: the other path; mount: where from */
	TEXT_PROGRAM, /* the program that acts: the executable of the task as it acts, for exec the one calling execve
	               */
	TEXT_PARENT,  /* the executable of the parent process */
	TEXT_CWD,     /* working directory */
	TEXT_ARGS,    /* exec: arguments of the program to be started; else: of the program that acts. NUL-separated */
	TEXT_TTY,     /* controlling terminal, as the kernel names it: "pts0", "ttyS0" */
	TEXT_COUNT,
};

struct event_header {
	__u64 time_ns;   /* since boot, CLOCK_BOOTTIME */
	__u64 cgroup_id; /* of the task in the cgroup v2 tree */
	__u32 rule_id;   /* 0: no rule named this */
	__u16 hook;      /* enum hook */
	__u8 verdict;    /* enum verdict */
	__u8 reason;     /* enum reason */
};
_Static_assert(sizeof(struct event_header) == 24, "the header is part of the contract");

/* One decision worth telling. `struct event`, then the texts. */
struct event {
	struct event_header header;
	__u64 start_ns; /* start of the acting process since boot: with pid, its name for good */
	__u32 pid;      /* process (thread group) id in the initial pid namespace */
	__u32 tid;
	__u32 parent_pid;
	__u32 uid; /* real uid in the initial user namespace */
	__u32 workload;
	__s32 error; /* what the act returned because of us: 0 or a negative errno */
	__u32 value; /* open, receive, use: f_flags; capable: the capability; syscall: its number; create, mkdir, chmod: the
	                   * mode; mmap, mprotect: PROT_*; mount, umount: flags; kill: the signal; ptrace, bpf: the request; else 0 */
	__u32 zero;
	__u64 session;    /* label.session */
	__u16 family;     /* sockets: AF_*; else 0 */
	__u16 type;       /* sockets: SOCK_* */
	__u16 protocol;   /* sockets: IPPROTO_*, as the socket was asked for */
	__u16 port;       /* connect, send, accept: remote port; bind, listen: local */
	__u8 address[16]; /* of the same end; IPv4 in the first four bytes */
	__u16 size[TEXT_COUNT];
	__u16 address_family; /* AF_INET or AF_INET6 when port and address are set; else 0 */
	__u8 cut;             /* bit 1 << enum text: this text was cut or could not be read whole */
	__u8 preset;          /* enum preset that the rule is about; else 0 */
	__u8 zero2[6];
};
_Static_assert(sizeof(struct event) == 120, "the event is part of the contract");

#endif
