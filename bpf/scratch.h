/* SPDX-License-Identifier: GPL-2.0-only */
/* Borrowing and returning a slot of `scratches`, and where the record in it ends. */
#ifndef BAILIFF_SCRATCH_H
#define BAILIFF_SCRATCH_H

#include "maps.h"

static __always_inline struct scratch *try_slot(__u32 slot)
{
	struct scratch *scratch = bpf_map_lookup_elem(&scratches, &slot);

	return scratch && __sync_val_compare_and_swap(&scratch->busy, 0, 1) == 0 ? scratch : NULL;
}

struct search {
	struct scratch *found;
};

static long search_slot(__u32 slot, struct search *search)
{
	search->found = try_slot(slot);
	return search->found != NULL;
}

/* A slot, first of this CPU's own, then of all; or NULL when hooks that were preempted hold every one. Return it with
 * release_scratch. */
static __always_inline struct scratch *acquire_scratch(void)
{
	__u32 first = bpf_get_smp_processor_id() * SCRATCH_PER_CPU;
	struct search search = {};

	for (__u32 i = 0; i < SCRATCH_PER_CPU; i++) {
		struct scratch *scratch = try_slot(first + i);

		if (scratch)
			return scratch;
	}
	bpf_loop(SCRATCH_SEARCH_MAX, search_slot, &search, 0);
	return search.found;
}

static __always_inline void release_scratch(struct scratch *scratch)
{
	__sync_lock_test_and_set(&scratch->busy, 0);
}

/* Where the next text begins. All texts before it are written. */
static __always_inline __u32 texts_end(struct event *event)
{
	__u32 end = 0;

	for (int i = 0; i < TEXT_COUNT; i++)
		end += event->size[i];
	return end;
}

#endif
