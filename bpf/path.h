/* SPDX-License-Identifier: GPL-2.0-only */
/* Spelling a path: our own walk over dentries and mounts, from the file up to the root of its mount namespace.
 * bpf_d_path answers relative to the task's chroot and fails on deep paths; this does neither. */
#ifndef BAILIFF_PATH_H
#define BAILIFF_PATH_H

#include "scratch.h"

/* Components and mounts that one walk may pass. A path has no upper bound, a program must have one. */
#define WALK_STEPS_MAX (1 << 16)

struct walk {
	struct scratch *scratch;
	struct dentry *dentry;
	struct vfsmount *mount;
	struct dentry *mount_root;
};

/* What a step needs of a dentry. The kernel keeps the two side by side, so that one read fetches both. */
struct step {
	struct dentry *parent;
	struct qstr name;
};

static __always_inline void read_step(struct step *step, struct dentry *dentry)
{
	if (bpf_core_field_offset(struct dentry, d_name) ==
	    bpf_core_field_offset(struct dentry, d_parent) + sizeof(struct dentry *)) {
		bpf_probe_read_kernel(step, sizeof(*step), &dentry->d_parent);
	} else {
		step->parent = BPF_CORE_READ(dentry, d_parent);
		step->name = BPF_CORE_READ(dentry, d_name);
	}
}

/* One step up. Returns 1 at the top, as bpf_loop wants it. */
static long walk_step(__u32 index, struct walk *walk)
{
	struct scratch *scratch = walk->scratch;
	struct dentry *dentry = walk->dentry;
	struct step step;
	__u32 length, start;

	if (dentry == walk->mount_root) {
		struct vfsmount *tree = walk->mount;
		struct mount *mount = (void *)tree - bpf_core_field_offset(struct mount, mnt);
		struct mount *above = BPF_CORE_READ(mount, mnt_parent);

		if (above == mount) {
			scratch->top = (__u64)tree;
			return 1;
		}
		walk->dentry = BPF_CORE_READ(mount, mnt_mountpoint);
		walk->mount = (void *)above + bpf_core_field_offset(struct mount, mnt);
		walk->mount_root = BPF_CORE_READ(above, mnt.mnt_root);
		return 0;
	}
	read_step(&step, dentry);
	length = step.name.len % NAME_BYTES_MAX;
	/* The path is written from its end towards its front. Masks are bounds for the verifier and change no value. */
	if (scratch->length >= scratch->skip && length + 1 <= scratch->start && scratch->depth < COMPONENTS_MAX) {
		start = scratch->start - length - 1;
		scratch->path[start % PATH_BYTES_MAX] = '/';
		bpf_probe_read_kernel(&scratch->path[(start + 1) % PATH_BYTES_MAX], length, step.name.name);
		scratch->component[scratch->depth % COMPONENTS_MAX] = start;
		scratch->start = start;
		scratch->depth++;
	}
	scratch->length += length + 1;
	scratch->trail = (scratch->trail ^ (__u64)dentry) * 0x9ddfea08eb382d69 + step.name.hash_len;
	walk->dentry = step.parent;
	/* A file without a place in any tree (a memfd, a pipe) is its own parent: its name is all there is. */
	scratch->placeless = step.parent == dentry;
	return scratch->placeless;
}

/* False when the top is too far away. */
static __always_inline bool walk_up(struct scratch *scratch, struct vfsmount *mount, struct dentry *dentry, __u32 skip)
{
	struct walk walk = {.scratch = scratch, .mount = mount, .dentry = dentry};

	walk.mount_root = BPF_CORE_READ(mount, mnt_root);
	scratch->start = PATH_BYTES_MAX;
	scratch->depth = 0;
	scratch->length = 0;
	scratch->trail = 0;
	scratch->skip = skip;
	scratch->placeless = false;
	return bpf_loop(WALK_STEPS_MAX, walk_step, &walk, 0) < WALK_STEPS_MAX;
}

enum spelling {
	SPELLED,
	SPELLED_ANCESTOR, /* the path is longer than PATH_BYTES_MAX: this is the longest ancestor that is not */
	SPELLED_NAME,     /* the file is in no directory: this is its name alone, without a '/' */
	NOT_SPELLED,      /* deeper than WALK_STEPS_MAX, or renamed under our eyes again and again */
};

/* What a lock of the kernel has counted; odd while somebody holds it. Without the lock's address nothing is ever known to
 * be as it was. */
static __always_inline void read_sequence(__u32 *sequence, __u64 lock)
{
	*sequence = 1;
	if (lock)
		bpf_probe_read_kernel(sequence, sizeof(*sequence), (void *)lock);
}

static __always_inline __u32 sequence_of(__u64 lock)
{
	__u32 sequence;

	read_sequence(&sequence, lock);
	return sequence;
}

/* Whether nothing was renamed or mounted since scratch->renames and scratch->mounts were read. */
static __noinline bool is_still(struct scratch *scratch)
{
	if ((scratch->renames | scratch->mounts) & 1)
		return false;
	read_sequence(&scratch->sequence, rename_lock_at);
	if (scratch->sequence != scratch->renames)
		return false;
	read_sequence(&scratch->sequence, mount_lock_at);
	return scratch->sequence == scratch->mounts;
}

enum { WALKS_MAX = 8 };

struct walks {
	struct scratch *scratch;
	struct vfsmount *mount;
	struct dentry *dentry;
	__u64 trail; /* of the walk before */
};

static long walk_once(__u32 index, struct walks *walks)
{
	struct scratch *scratch = walks->scratch;

	read_sequence(&scratch->renames, rename_lock_at);
	read_sequence(&scratch->mounts, mount_lock_at);
	if (!walk_up(scratch, walks->mount, walks->dentry, scratch->skip))
		return 1;
	scratch->is_whole = is_still(scratch) || scratch->trail == walks->trail;
	walks->trail = scratch->trail;
	if (scratch->is_whole)
		return 1;
	return 0;
}

/* A walk during which nothing was renamed or mounted anywhere, or that came by the same dentries as the one before it: a node
 * where somebody renames all the time must not deny what has nothing to do with that. False: neither, or the top is too far
 * away. Leaves out the last `skip` bytes. */
static __noinline bool walk_whole(struct scratch *scratch, struct vfsmount *mount, struct dentry *dentry, __u32 skip)
{
	struct walks walks = {.scratch = scratch, .mount = mount, .dentry = dentry};

	scratch->is_whole = false;
	scratch->skip = skip;
	bpf_loop(WALKS_MAX, walk_once, &walks, 0);
	return scratch->is_whole;
}

/* Writes the path of (mount, dentry) into scratch->path[scratch->start .. PATH_BYTES_MAX), a '/' behind it. Addresses
 * come as numbers and the function is not static: the verifier then looks at it once, not again for each call. */
__weak __noinline enum spelling spell_path(struct scratch *scratch, __u64 mount_address, __u64 dentry_address)
{
	struct vfsmount *mount = (void *)mount_address;
	struct dentry *dentry = (void *)dentry_address;
	enum spelling spelling = SPELLED;
	__u32 length;

	if (!scratch)
		return NOT_SPELLED;
	if (!walk_whole(scratch, mount, dentry, 0))
		return NOT_SPELLED;
	length = scratch->length;
	if (length > PATH_BYTES_MAX) {
		/* No rule is as long as this path, so only rules on its ancestors can speak of it: as many last components are left
		 * out as it takes. */
		if (!walk_whole(scratch, mount, dentry, length - PATH_BYTES_MAX) || scratch->length != length)
			return NOT_SPELLED;
		spelling = SPELLED_ANCESTOR;
	}
	if (scratch->placeless) {
		scratch->start++; /* without the '/' */
		return SPELLED_NAME;
	}
	if (scratch->depth == 0) { /* the root itself */
		scratch->start = PATH_BYTES_MAX - 1;
		scratch->path[PATH_BYTES_MAX - 1] = '/';
	}
	scratch->path[PATH_BYTES_MAX] = '/';
	return spelling;
}

#endif
