/* SPDX-License-Identifier: GPL-2.0-only */
/* What names rules speak of is found once for a file and kept with its inode. It holds as long as the dentries above the
 * file are the same and none of them was renamed, nothing was mounted anywhere, and neither rules nor marks changed. What
 * rules then say depends on who acts and how, and is weighed each time. */
#ifndef BAILIFF_REMEMBER_H
#define BAILIFF_REMEMBER_H

#include "path.h"
#include "workload.h"

static __always_inline __u64 mix(__u64 seal, __u64 word)
{
	return (seal ^ word) * 0x9ddfea08eb382d69;
}

static __always_inline __u64 seal_of(const struct memory *memory)
{
	const __u64 *words = (const __u64 *)memory;
	__u64 seal = 0x9e3779b97f4a7c15;

	for (__u32 i = 1; i < sizeof(*memory) / 8; i++)
		seal = mix(seal, words[i]);
	return seal;
}

struct chain {
	struct inode *inode;
	struct dentry *dentry;
	__u64 mixed;
	__u32 odd;
};

static long chain_step(__u32 index, struct chain *chain)
{
	struct dentry *dentry = chain->dentry, *parent = dentry->d_parent;
	__u32 sequence = dentry->d_seq.seqcount.sequence;

	chain->odd |= sequence;
	chain->mixed = mix(chain->mixed, (__u64)dentry - (__u64)chain->inode);
	chain->mixed = mix(chain->mixed, (__u64)dentry->d_name.len << 32 | dentry->d_name.hash);
	chain->mixed = mix(chain->mixed, sequence);
	if (!parent || parent == dentry)
		return 1;
	chain->dentry = parent;
	return 0;
}

/* Which dentries lie from the file up to the root of its file system, by their addresses, their names and how often each was
 * renamed (include/linux/dcache.h: d_seq). 0: one is being renamed. Addresses enter as distances from the inode: the
 * verifier takes the difference of two pointers, and only that, for a number. */
static __always_inline __u64 chain_of(struct inode *inode, struct dentry *dentry)
{
	struct chain chain = {.inode = inode, .dentry = dentry};

	bpf_loop(WALK_STEPS_MAX, chain_step, &chain, 0);
	return chain.odd & 1 ? 0 : chain.mixed;
}

/* Copies what is remembered of a file into `memory`. False: nothing that holds; then `memory` is begun. */
static __always_inline bool recall(struct memory *memory, const struct memory *kept, struct actor *actor,
                                   struct inode *inode, struct vfsmount *mount, struct dentry *dentry)
{
	__u64 chain = chain_of(inode, dentry);

	*memory = *kept;
	if (chain && memory->chain == chain && memory->mount == (__u64)mount - (__u64)inode &&
	    memory->rule_set == actor->set->id && memory->marks == control.marks && memory->seal == seal_of(memory) &&
	    memory->mounts == sequence_of(mount_lock_at))
		return true;
	memory->chain = chain;
	memory->mount = (__u64)mount - (__u64)inode;
	memory->rule_set = actor->set->id;
	memory->marks = control.marks;
	return false;
}

/* Remembers the cells in `scratch`, whose path was spelled just now. A file with several names is not remembered: it may
 * come back under another one at the same address. */
static __always_inline void remember(struct memory *memory, struct memory *kept, struct scratch *scratch,
                                     struct inode *inode, struct dentry *dentry)
{
	if (scratch->cell_count > REMEMBERED_MAX || scratch->mounts & 1 || inode->i_nlink != 1)
		return;
	if (!memory->chain || memory->chain != chain_of(inode, dentry))
		return;
	memory->mounts = scratch->mounts;
	memory->count = scratch->cell_count;
	for (int i = 0; i < REMEMBERED_MAX; i++)
		memory->cells[i] = scratch->cells[i];
	memory->seal = seal_of(memory);
	*kept = *memory;
}

#endif
