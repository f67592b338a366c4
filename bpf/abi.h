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
	/* All texts of one record: five that may be as long as a path, and the terminal. */
	TEXT_BYTES_MAX = 5 * 4096 + 64,
};

/* Whom a rule set binds. Containers get numbers of their own when they are known; until then everything is the host. */
enum workload { WORKLOAD_HOST, WORKLOAD_COUNT };

enum hook { HOOK_NONE, HOOK_EXEC, HOOK_OPEN, HOOK_SOCKET_CREATE, HOOK_SOCKET_CONNECT, HOOK_COUNT };

/* Why the kernel answered as it did. Zero is "nothing here": a fresh map slot must never mean "allow". */
enum verdict { VERDICT_NONE, VERDICT_ALLOW, VERDICT_AUDIT, VERDICT_DENY };

/* The class of act a rule speaks of. */
enum rule_class { CLASS_NONE, CLASS_PROCESS, CLASS_FILE, CLASS_NETWORK };

/* What `name` in a rule's key stands for. */
enum rule_form {
	FORM_CLASS,    /* name 0: the entry that each class with rules has, see enum class_depths */
	FORM_PATH,     /* hash of a path, "/etc/shadow" */
	FORM_CHILDREN, /* hash of a directory with its slash, "/etc/": what lies directly in it */
	FORM_TREE,     /* the same: what lies at any depth below it */
	FORM_SOCKET,   /* a socket kind: type and protocol class, see enum socket_protocol */
};

/* A rule set is one BPF hash map from rule_key to rule_value. The compiler has already settled every conflict: there is
 * at most one entry a key, and the kernel takes path before children before the longest tree. */
struct rule_key {
	__u64 name; /* SipHash-1-3 of a path under the key given at load, or a socket kind */
	__u8 class; /* enum rule_class */
	__u8 form;  /* enum rule_form */
	__u16 zero;
	__u32 zero2;
};
_Static_assert(sizeof(struct rule_key) == 16, "the key is hashed as bytes: no holes");

struct rule_value {
	__u32 rule_id; /* names the rule in user space; FORM_CLASS: see enum class_depths */
	__u8 verdict;  /* enum verdict; FORM_CLASS: the strictest in the class */
	__u8 zero[3];
};

/* rule_value.rule_id of FORM_CLASS: at which depths there are names of each form, so that the kernel does not look for
 * what nobody wrote. Depth is the number of components: 0 for "/", 2 for "/etc/shadow" and for "/etc/ssh/". Each form
 * has DEPTH_BITS bits from its shift on, bit d for depth d, and the last one for all deeper too. */
enum class_depths { DEPTH_BITS = 10, TREES_SHIFT = 0, CHILDREN_SHIFT = 10, PATHS_SHIFT = 20 };

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

/* Why a record did not reach user space or a name was not known. One per-CPU counter each. */
enum counter {
	COUNT_RECORDS,         /* records handed to the ring */
	COUNT_DROP_RING_FULL,  /* the ring had no room; the verdict stood */
	COUNT_DROP_NO_SCRATCH, /* no scratch space: an act that may have asked for a record left none */
	COUNT_UNRESOLVED, /* the act's path could not be resolved: denied where a rule of its class denies, else told */
	COUNT_MAX,
};

/* The texts of a record, in this order, one after the other, each `size[i]` bytes without a final NUL. They are bytes:
 * any but NUL may occur. Absent texts have size 0. */
enum text {
	TEXT_OBJECT,  /* exec: the program to be started; open: the file. Path from the root of the mount namespace */
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
	__u8 zero;
};
_Static_assert(sizeof(struct event_header) == 24, "the header is part of the contract");

/* One decision worth telling. `struct event`, then the texts. */
struct event {
	struct event_header header;
	__u64 start_ns; /* start of the acting process since boot: with pid, its name for good */
	__u32 pid;      /* process (thread group) id in the initial pid namespace */
	__u32 tid;
	__u32 parent_pid;
	__u32 uid;        /* real uid in the initial user namespace */
	__s32 error;      /* what the act returned because of us: 0 or -EACCES */
	__u32 flags;      /* open: the file's f_flags; else 0 */
	__u16 family;     /* sockets: AF_*; else 0 */
	__u16 type;       /* sockets: SOCK_* */
	__u16 protocol;   /* sockets: IPPROTO_*, as the socket was asked for */
	__u16 port;       /* connect: remote port */
	__u8 address[16]; /* connect: remote address; IPv4 in the first four bytes */
	__u16 size[TEXT_COUNT];
	__u16 address_family; /* connect: AF_INET or AF_INET6 when port and address are set; else 0 */
	__u8 cut;             /* bit 1 << enum text: this text was cut or could not be read whole */
	__u8 zero;
};
_Static_assert(sizeof(struct event) == 96, "the event is part of the contract");

#endif
