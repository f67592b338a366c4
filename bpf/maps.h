/* SPDX-License-Identifier: GPL-2.0-only */
/* Every map and every value that user space sets, with who writes it and who reads it. Each class of act is an object
 * file of its own; `__weak` makes the linker fold their copies of one definition into one map. */
#ifndef BAILIFF_MAPS_H
#define BAILIFF_MAPS_H

#include "abi.h"
#include "kernel.h"
#include "siphash.h"

enum {
	COMPONENTS_MAX = PATH_BYTES_MAX / 2, /* a path of PATH_BYTES_MAX bytes has no more */
	SCRATCH_SEARCH_MAX = 4096,           /* slots that a hook without one of its own looks at */
	NAME_BYTES_MAX = 256,                /* a file name has at most 255 */
};

char LICENSE[] __weak SEC("license") = "GPL";

/* Set before load. The daemon draws the key of rule_key.name anew for each load. */
const volatile __u64 name_key[2] __weak = {};

/* The daemon's process, in the initial pid namespace. Written once by on_adopt, read by all hooks. */
__u32 daemon_tgid __weak = 0;

/* The rules in force, by enum workload. User space fills a whole inner map, then swaps it in by one update: a hook sees
 * the old set or the new one. */
struct rule_map {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1);
	__uint(key_size, sizeof(struct rule_key));
	__uint(value_size, sizeof(struct rule_value));
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, WORKLOAD_COUNT);
	__type(key, __u32);
	__array(values, struct rule_map);
} rule_sets __weak SEC(".maps");

/* Records on their way to user space. Its size is set before load. */
struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 20);
} ring __weak SEC(".maps");

/* enum counter. Hooks add, user space sums over the CPUs. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, COUNT_MAX);
	__type(key, __u32);
	__type(value, __u64);
} counters __weak SEC(".maps");

/* Space to spell a path and to write a record. A hook may be preempted and another one run on the same CPU, so a
 * per-CPU map would be shared by two acts; each CPU has a few slots, and a hook owns one while `busy`. Counters of
 * loops live here and not on the stack because the verifier then takes them for unknown and need not follow every
 * round. */
struct scratch {
	__u64 busy;
	__u32 start;                                /* where the path begins in `path` */
	__u32 depth;                                /* how many components it has */
	__u32 length;                               /* of the whole path, also of what is not kept in `path` */
	__u32 skip;                                 /* bytes of last components not to keep */
	__u32 placeless;                            /* the file is in no directory */
	struct siphash hash;                        /* over the first `hashed` bytes of the path */
	__u32 hashed;                               /* bytes of the path that are in the hash under way */
	__u16 component[COMPONENTS_MAX];            /* where each begins, at its '/'; the last one of the path first */
	char path[PATH_BYTES_MAX + NAME_BYTES_MAX]; /* the path ends before path[PATH_BYTES_MAX] */
	struct event event;
	char texts[TEXT_BYTES_MAX + PATH_BYTES_MAX];
};

/* max_entries is set before load to the number of CPUs times SCRATCH_PER_CPU, SCRATCH_MIN at least. Hooks only. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct scratch);
} scratches __weak SEC(".maps");

static __always_inline void count(enum counter which)
{
	__u32 key = which;
	__u64 *value = bpf_map_lookup_elem(&counters, &key);

	if (value)
		__sync_fetch_and_add(value, 1); /* a preempting hook may count on the same CPU */
}

#endif
