/* SPDX-License-Identifier: GPL-2.0-only */
/* Every map and every value that user space sets, with who writes it and who reads it. Each class of act is an object
 * file of its own; `__weak` makes the linker fold their copies of one definition into one map.
 *
 * Shared by all generations of programs, pinned: control, labels, cgroups, ring, counters, acts, tallies. All else
 * belongs to one generation and goes with it. */
#ifndef BAILIFF_MAPS_H
#define BAILIFF_MAPS_H

#include "abi.h"
#include "kernel.h"
#include "siphash.h"

enum {
	COMPONENTS_MAX = PATH_BYTES_MAX / 2, /* a path of PATH_BYTES_MAX bytes has no more */
	CELLS_MAX = COMPONENTS_MAX + 128,    /* of all directories of a path, its patterns and its marks */
	SCRATCH_SEARCH_MAX = 4096,           /* slots that a hook without one of its own looks at */
	NAME_BYTES_MAX = 256,                /* a file name has at most 255 */
	REMEMBERED_MAX = 4,                  /* cells remembered of one file */
};

char LICENSE[] __weak SEC("license") = "GPL";

/* Set before load. The daemon draws the key of names anew for each load. */
const volatile __u64 name_key[2] __weak = {};
const volatile __u32 generation __weak = 0;
/* How many there may be. */
const volatile __u32 cpus __weak = 1;
/* The programs are fmod_ret ones, on the functions that call the LSM hooks. */
const volatile bool is_fmod_ret __weak = false;

/* User space writes, except `marks`. */
struct control control __weak SEC(".data.control") = {};

/* Where the kernel counts renames (fs/dcache.c) and mounts (fs/namespace.c); 0: not known. on_adopt writes. */
__u64 rename_lock_at __weak = 0;
__u64 mount_lock_at __weak = 0;
/* Process 0, which is in the namespaces of the host. on_adopt writes. */
__u64 init_task_at __weak = 0;

/* How often the kernel has called this generation with the act of the proof. on_socket adds, user space reads. */
__u64 proofs_asked __weak = 0;

struct block {
	__u8 bytes[BLOCK_BYTES];
} __attribute__((aligned(8)));

/* The rules in force, by workload. User space fills a whole inner map, then swaps it in by one update: a hook sees the
 * old set or the new one. max_entries, the number of workloads there may be, is set before load. */
struct rule_map {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_INNER_MAP | BPF_F_RDONLY_PROG);
	__uint(max_entries, 1);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, sizeof(struct block));
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 1);
	__type(key, __u32);
	__array(values, struct rule_map);
} rule_sets __weak SEC(".maps");

/* Who a process belongs to, kept with the first thread of it. A process without one belongs to the host. Hooks write. */
struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct label);
} labels __weak SEC(".maps");

/* Cgroups that are containers, by cgroup id: enum binding. User space writes; max_entries is set before load. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 1);
	__type(key, __u64);
	__type(value, __u32);
} cgroups __weak SEC(".maps");

/* Files that Block rules name. User space marks those that exist when rules come into force, hooks those they deny. */
struct {
	__uint(type, BPF_MAP_TYPE_INODE_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct marks);
} marks __weak SEC(".maps");

/* The same, where inodes have no storage: see marks.h. Hooks only. */
struct inode_key {
	__u64 inode;
	__u32 device, generation;
};
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 16384);
	__type(key, struct inode_key);
	__type(value, struct marks);
} marked __weak SEC(".maps");

/* What names of a file rules speak of, see remember.h: one for each class of acts on files. Hooks only. */
struct memory {
	__u64 seal;  /* over all that follows: two writers at once leave a memory that nobody believes */
	__u64 chain; /* of the dentries from the file up, see chain_of */
	__u64 mount; /* less the inode's address */
	__u32 mounts, rule_set;
	__u32 marks, count;
	__u32 cells[REMEMBERED_MAX];
};
struct memories {
	struct memory process, file;
};

struct {
	__uint(type, BPF_MAP_TYPE_INODE_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct memories);
} memories __weak SEC(".maps");

/* Who listens on a socket, as of the last listen or accept: peers come in anybody's context. Hooks only. */
struct listener {
	__u64 task; /* address of the first thread: it acts if it is still the process below */
	__u64 start_ns;
	__u32 pid;
	__u32 workload;
	__u32 conditions;
	__u32 zero;
	__u64 session;
};
struct {
	__uint(type, BPF_MAP_TYPE_SK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct listener);
} listeners __weak SEC(".maps");

/* Records on their way to user space. Its size is set before load. */
struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 20);
} ring __weak SEC(".maps");

/* Hooks add, user space sums over the CPUs: one value a CPU, see slot_of. max_entries is set before load. Not from the kernel's
 * per-CPU memory, of which each exec needs some: it would be looked for behind all that these maps take. */
struct counts {
	__u64 by_counter[COUNT_MAX];
};
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct counts);
} counters __weak SEC(".maps");

/* The same of acts judged, by workload. */
struct judged {
	__u64 by_hook[HOOK_COUNT];
};
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct judged);
} acts __weak SEC(".maps");

/* Decisions that asked for a record. Hooks write. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 65536);
	__type(key, struct tally_key);
	__type(value, struct tally);
} tallies __weak SEC(".maps");

/* Programs that a rule has told of: the first alert of each is never suppressed. Hooks only. */
struct told_key {
	__u32 workload;
	__u32 rule_id;
	__u64 program; /* address of the executable's inode: a program that comes back may be told of once more */
};
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 16384);
	__type(key, struct told_key);
	__type(value, __u8);
} told __weak SEC(".maps");

/* An act on its way to a decision: what rules can ask of it. */
struct ask {
	__u32 workload;
	__u32 rule_set; /* rule_set.id */
	__u32 class;
	__u32 number;       /* syscalls: its number + 1, mixed into the names of paths; else 0 */
	__u32 conditions;   /* enum condition */
	__u32 source_count; /* SOURCES_MAX + 1: more than fit */
	__u32 sources[SOURCES_MAX];
	__u16 port, type;
	__u8 protocol;  /* enum socket_protocol */
	__u8 direction; /* enum direction */
	__u16 zero;
};
enum condition {
	BY_OWNER = 1,
	IS_WRITE = 2,
	ON_TERMINAL = 4,
	IS_CREATE = 8,      /* an IP socket is being made */
	IS_MOVE = 16,       /* what lies below the object moves or is covered with it: RELATION_ABOVE counts */
	BLOCKS_ONLY = 32,   /* no posture: only a rule that names the act can deny it */
	ONLY_DENIES = 64,   /* what is told only is not told again */
	OWNER_IS_SET = 128, /* BY_OWNER is what the hook says */
	IS_UNIX = 256,      /* a unix socket: these are an allow-list of their own */
};

/* One rule among those that decide. */
struct candidate {
	__u32 rank, order, rule_id, outcome, cell;
};

/* How far the weighing of clauses has come, and the strongest so far: of those that allow or deny, of the Allow and of the
 * Block rules among them, and of the Audit rules that tell. */
struct weight {
	__u32 clauses, words; /* first blocks */
	__u32 at;             /* index into scratch.cells */
	__u32 cell;
	__u32 number; /* of the clause; 0: take the next cell */
	__u32 zero;
	struct candidate hard, allow, block, told;
};

struct decision {
	__u32 rule_id;
	__u8 verdict;  /* enum verdict; VERDICT_NONE: nothing names the act */
	__u8 reason;   /* enum reason */
	__u8 path_cut; /* the path was too long to be spelled whole */
	__u8 zero;
	__u32 cell; /* in which the Block clause stands that denied: as in scratch.cells */
};

/* An act on a socket. */
struct socket_act {
	__u8 family, type;   /* of the socket */
	__u8 address_family; /* see struct event */
	__u8 also;           /* enum also: the address means another one besides */
	__u8 direction;      /* enum direction */
	__u16 protocol;      /* of the socket */
	__u16 port;          /* see struct event */
	__u16 conditions;    /* enum condition, those that the hook knows */
	__u32 ip4;           /* ALSO_IP4, in network order */
	__u8 address[16];
};
enum also { ALSO_NOTHING, ALSO_IP4, ALSO_LOOPBACK6 };

/* A DNS message on its way out: its first bytes, and how far they are read. */
struct query {
	__u32 total; /* bytes that are sent */
	__u32 size; /* of them, those that are here: in scratch->texts from TEXT_BYTES_MAX on, where no record comes to */
	__u32 is_stream; /* messages have their length before them, and there may be several */
	__u32 messages;
	__u32 end;       /* of the message */
	__u32 questions; /* of the message that are still to be read */
	__u32 at;
	__u32 left;     /* bytes of the label that are still to be read */
	__u32 length;   /* of the name */
	__u32 is_whole; /* the name has ended */
};

/* Space to spell a path and to write a record. A hook may be preempted and another one run on the same CPU, so a
 * per-CPU map would be shared by two acts; each CPU has a few slots, and a hook owns one while `busy`. Counters of
 * loops live here and not on the stack because the verifier then takes them for unknown and need not follow every
 * round. */
struct scratch {
	__u64 busy;
	__u32 start;           /* where the path begins in `path` */
	__u32 depth;           /* how many components it has */
	__u32 length;          /* of the whole path, also of what is not kept in `path` */
	__u32 skip;            /* bytes of last components not to keep */
	__u32 placeless;       /* the file is in no directory */
	__u64 top;             /* the last mount that the walk came to */
	__u64 trail;           /* over the dentries that the walk came by and their names */
	__u32 is_whole;        /* nothing was renamed or mounted during the walk */
	__u32 renames, mounts; /* sequence numbers of the kernel's locks when the walk began */
	__u32 sequence;        /* one of them, now */
	struct siphash hash;   /* over the first `hashed` bytes of the path */
	__u32 hashed;          /* bytes of the path that are in the hash under way */
	__u64 mount, dentry;   /* addresses of the object's */
	struct ask ask;
	struct decision decision;
	struct weight weight;
	__u32 cell_count;       /* cells found so far */
	__u32 cells[CELLS_MAX]; /* see enum cell_bits */
	__u64 args_hash;        /* of all of them together */
	__u64 args[ARGS_MAX];   /* hashes of the arguments of an exec, but the first */
	__u32 arg_count;
	__u32 args_known;                  /* all of them are in `args` */
	__u32 args_bytes;                  /* of all of them, each with its NUL */
	__u32 first_arg_bytes;             /* of the first */
	__u16 component[COMPONENTS_MAX];   /* where each begins, at its '/'; the last one of the path first */
	char path[2 * PATH_BYTES_MAX + 8]; /* the path ends before path[PATH_BYTES_MAX] */
	struct socket_act socket;
	__u64 ip[2]; /* the address by which it is looked up: 16 bytes, IPv4 as v4-mapped */
	struct query query;
	__u64 task; /* address of the task that acts, where it is not the current one. Else 0, and in a slot that is free */
	struct event event;
	char texts[TEXT_BYTES_MAX + PATH_BYTES_MAX];
};
/* A cell as it was met: the number of its first clause, how the object lies to its name (enum relation), and whether it
 * was met by another name of the object, where only Block and Audit clauses count. */
enum cell_bits { CELL_MASK = (1 << 27) - 1, CELL_MARKED = 1 << 27, RELATION_SHIFT = 28 };

/* max_entries is set before load to the number of CPUs times SCRATCH_PER_CPU, SCRATCH_MIN at least. Hooks only. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct scratch);
} scratches __weak SEC(".maps");

/* Where this CPU counts what is counted under `key`. A number beyond the CPUs there may be, should there be one, shares with the
 * first. */
static __always_inline __u32 slot_of(__u32 key)
{
	__u32 cpu = bpf_get_smp_processor_id();

	return key * cpus + (cpu < cpus ? cpu : 0);
}

static __always_inline void count(enum counter which)
{
	__u32 key = slot_of(0);
	struct counts *counts = bpf_map_lookup_elem(&counters, &key);

	if (counts)
		__sync_fetch_and_add(&counts->by_counter[which], 1); /* a preempting hook may count on the same CPU */
}

#endif
