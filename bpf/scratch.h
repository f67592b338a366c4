/* SPDX-License-Identifier: GPL-2.0-only */
/* Borrowing and returning a slot of `scratches`, and where the record in it ends. */
#ifndef BAILIFF_SCRATCH_H
#define BAILIFF_SCRATCH_H

#include "maps.h"

/* A slot of this CPU, or NULL when hooks that preempted one another hold them all. Return it with release_scratch. */
static __always_inline struct scratch *acquire_scratch(void)
{
	__u32 first = bpf_get_smp_processor_id() * SCRATCH_PER_CPU;

	for (__u32 i = 0; i < SCRATCH_PER_CPU; i++) {
		__u32 slot = first + i;
		struct scratch *scratch = bpf_map_lookup_elem(&scratches, &slot);

		if (scratch && __sync_val_compare_and_swap(&scratch->busy, 0, 1) == 0)
			return scratch;
	}
	return NULL;
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
