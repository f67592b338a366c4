/* SPDX-License-Identifier: GPL-2.0-only */
/* Where a file system is mounted, for what is known without a mount, or by one that the task does not see. */
#ifndef BAILIFF_MOUNTS_H
#define BAILIFF_MOUNTS_H

#include "kernel.h"

enum {
	MOUNTS_MAX = 1024,    /* of one file system that are looked at */
	DIRECTORIES_MAX = 32, /* above a file that are looked at */
};

static __always_inline struct mnt_namespace *namespace_of(struct vfsmount *tree)
{
	struct mount *mount = (void *)tree - bpf_core_field_offset(struct mount, mnt);

	return BPF_CORE_READ(mount, mnt_ns);
}

/* A mount that a file system keeps for itself: overlayfs opens what lies below it there, when it copies a file up. What the
 * kernel has mounted for itself (of memfds, say) is another thing. */
static __always_inline bool is_private(struct vfsmount *tree)
{
	enum { EINVAL = 22 };

	/* MNT_NS_INTERNAL of fs/mount.h */
	return (long)namespace_of(tree) == -EINVAL && !(BPF_CORE_READ(tree, mnt_sb, s_flags) & SB_KERNMOUNT);
}

/* Made by open_tree or fsmount and not moved anywhere, or taken away while it is held. */
static __always_inline bool is_detached(struct vfsmount *tree)
{
	struct mnt_namespace *namespace = namespace_of(tree);

	return !namespace || (bpf_core_field_exists(namespace->seq) && !BPF_CORE_READ(namespace, seq));
}

/* In no mount namespace at all: the kernel's own (of memfds), or one that is attached nowhere. */
static __always_inline bool is_of_nowhere(struct vfsmount *tree)
{
	enum { ERRNO_MAX = 4095 };

	return (__u64)namespace_of(tree) >= (__u64)-ERRNO_MAX || is_detached(tree);
}

struct mount_search {
	struct list_head *at, *end;
	struct mnt_namespace *namespace;
	struct dentry *root, *dentry;
	struct vfsmount *found;
};

static __always_inline bool is_below(struct dentry *dentry, struct dentry *root)
{
	for (int i = 0; i < DIRECTORIES_MAX; i++) {
		struct dentry *parent;

		if (dentry == root)
			return true;
		parent = BPF_CORE_READ(dentry, d_parent);
		if (parent == dentry)
			return false;
		dentry = parent;
	}
	return true; /* too deep to tell: a mount that may have it is better than none */
}

/* The mount that `search` has come to; NULL: it has seen all. */
static __always_inline struct mount *next_mount(struct mount_search *search)
{
	struct mount *mount;

	if (search->at == search->end)
		return NULL;
	mount = (void *)search->at - bpf_core_field_offset(struct mount, mnt_instance);
	search->at = BPF_CORE_READ(mount, mnt_instance.next);
	return mount;
}

static long search_mount(__u32 index, struct mount_search *search)
{
	struct mount *mount = next_mount(search);
	struct dentry *root;

	if (!mount)
		return 1;
	if (BPF_CORE_READ(mount, mnt_ns) != search->namespace)
		return 0;
	root = BPF_CORE_READ(mount, mnt.mnt_root);
	if (root == search->root || (!search->found && is_below(search->dentry, root)))
		search->found = (void *)mount + bpf_core_field_offset(struct mount, mnt);
	return root == search->root;
}

static __always_inline void begin_search(struct mount_search *search, struct super_block *super)
{
	search->end = (void *)super + bpf_core_field_offset(struct super_block, s_mounts);
	search->at = BPF_CORE_READ(super, s_mounts.next);
}

/* By which mount the current task sees the file: that of the whole file system, else any that has it; NULL: none. */
static __always_inline struct vfsmount *find_mount(struct dentry *dentry)
{
	struct super_block *super = BPF_CORE_READ(dentry, d_sb);
	struct mount_search search = {.dentry = dentry};

	begin_search(&search, super);
	search.root = BPF_CORE_READ(super, s_root);
	search.namespace = BPF_CORE_READ(bpf_get_current_task_btf(), nsproxy, mnt_ns);
	bpf_loop(MOUNTS_MAX, search_mount, &search, 0);
	return search.found;
}

#endif
