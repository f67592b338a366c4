/* SPDX-License-Identifier: GPL-2.0-only */
/* Block rules hold on the file, not only on its name: an inode that such a rule names is marked, and the mark is met by
 * whatever other name it gets (link, bind mount, detached tree, rename). */
#ifndef BAILIFF_MARKS_H
#define BAILIFF_MARKS_H

#include "weigh.h"

struct meeting {
	struct scratch *scratch;
	struct marks *found;
	__u32 relation; /* of the object to what is marked */
};

static long meet_mark(__u32 index, struct meeting *meeting)
{
	struct scratch *scratch = meeting->scratch;
	struct mark *mark = &meeting->found->mark[index % MARKS_MAX];
	__u32 where = mark->where;

	if (mark->rule_set != scratch->ask.rule_set || mark->class != scratch->ask.class)
		return 0;
	if (where) {
		/* Of a directory that was not to be moved: nothing else is denied to it. */
		if (!(scratch->ask.conditions & IS_MOVE))
			where &= ~RELATION_ABOVE;
		if (!where || meeting->relation != RELATION_SELF)
			return 0;
	} else {
		where = meeting->relation;
	}
	add_cell(scratch, mark->cell | CELL_MARKED | where << RELATION_SHIFT);
	return 0;
}

__weak __noinline int meet_marks(struct scratch *scratch, struct marks *found, __u32 distance)
{
	struct meeting meeting = {
		.scratch = scratch,
		.found = found,
		.relation = distance == 0   ? RELATION_SELF
	                    : distance == 1 ? RELATION_CHILD
	                                    : RELATION_BELOW,
	};

	if (scratch && found)
		bpf_loop(MARKS_MAX, meet_mark, &meeting, 0);
	return 0;
}

static const struct marks no_marks = {}; /* static: the skeleton does not know its type */

/* Only programs of LSM hooks may keep something with an inode. The others know it by its numbers: the file system's, its own,
 * and how often that has been given anew. */
static __always_inline struct marks *marks_of(struct inode *inode, bool create)
{
	struct inode_key key = {};
	struct marks *found;

	if (!inode)
		return NULL;
	if (!is_fmod_ret)
		return bpf_inode_storage_get(&marks, inode, NULL, create ? BPF_LOCAL_STORAGE_GET_F_CREATE : 0);
	key.inode = inode->i_ino;
	key.device = inode->i_sb->s_dev;
	key.generation = inode->i_generation;
	found = bpf_map_lookup_elem(&marked, &key);
	if (found || !create)
		return found;
	bpf_map_update_elem(&marked, &key, (const void *)&no_marks, BPF_NOEXIST);
	return bpf_map_lookup_elem(&marked, &key);
}

struct climb {
	struct scratch *scratch;
	struct dentry *dentry;
};

static long climb_marks(__u32 distance, struct climb *climb)
{
	struct dentry *dentry = climb->dentry, *parent = dentry->d_parent;
	struct marks *found = marks_of(dentry->d_inode, false);

	if (found)
		meet_marks(climb->scratch, found, distance);
	if (!parent || parent == dentry)
		return 1;
	climb->dentry = parent;
	return 0;
}

/* Adds the cells for which the file, or a directory above it, is marked. */
static __always_inline void find_marks(struct scratch *scratch, struct dentry *dentry)
{
	struct climb climb = {.scratch = scratch, .dentry = dentry};

	if (dentry)
		bpf_loop(WALK_STEPS_MAX, climb_marks, &climb, 0);
}

/* Marks a file to which its name has just been denied. One that has several names is not: a block of one applet of a
 * program with many must not take them all. */
static __always_inline void mark(struct scratch *scratch, struct inode *inode)
{
	__u32 cell = scratch->decision.cell;
	struct marks *kept;
	struct mark *mark;

	if (scratch->decision.reason != REASON_RULE || scratch->decision.verdict != VERDICT_DENY || cell & CELL_MARKED)
		return;
	if (!inode || ((inode->i_mode & S_IFMT) == S_IFREG && inode->i_nlink != 1))
		return;
	kept = marks_of(inode, true);
	if (!kept)
		return; /* no memory: its name still holds */
	for (int i = 0; i < MARKS_MAX; i++) {
		if (kept->mark[i].rule_set == scratch->ask.rule_set && kept->mark[i].class == scratch->ask.class &&
		    kept->mark[i].cell == (cell & CELL_MASK))
			return;
	}
	mark = &kept->mark[kept->next % MARKS_MAX];
	kept->next++;
	mark->rule_set = 0;
	mark->cell = cell & CELL_MASK;
	mark->class = scratch->ask.class;
	mark->where = cell >> RELATION_SHIFT;
	mark->rule_set = scratch->ask.rule_set;
	__sync_fetch_and_add(&control.marks, 1);
}

#endif
