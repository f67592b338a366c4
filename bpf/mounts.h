/* SPDX-License-Identifier: GPL-2.0-only */
/* Where a file system is mounted in the task's namespace, for what is known without a mount, or by one that has no place. */
#ifndef BAILIFF_MOUNTS_H
#define BAILIFF_MOUNTS_H

#include "kernel.h"

enum { MOUNTS_MAX = 1024 }; /* of one file system that are looked at */

struct mount_search {
	struct list_head *at, *end;
	struct mnt_namespace *namespace;
	struct dentry *root;
	struct vfsmount *found;
};

static long search_mount(__u32 index, struct mount_search *search)
{
	struct mount *mount;

	if (search->at == search->end)
		return 1;
	mount = (void *)search->at - bpf_core_field_offset(struct mount, mnt_instance);
	if (BPF_CORE_READ(mount, mnt_ns) == search->namespace) {
		search->found = (void *)mount + bpf_core_field_offset(struct mount, mnt);
		if (BPF_CORE_READ(mount, mnt.mnt_root) == search->root)
			return 1;
	}
	search->at = BPF_CORE_READ(mount, mnt_instance.next);
	return 0;
}

/* The mount of the whole of it, else any; NULL: none. */
static __always_inline struct vfsmount *find_mount(struct super_block *super)
{
	struct mount_search search = {};

	search.end = (void *)super + bpf_core_field_offset(struct super_block, s_mounts);
	search.at = BPF_CORE_READ(super, s_mounts.next);
	search.root = BPF_CORE_READ(super, s_root);
	search.namespace = BPF_CORE_READ(bpf_get_current_task_btf(), nsproxy, mnt_ns);
	bpf_loop(MOUNTS_MAX, search_mount, &search, 0);
	return search.found;
}

#endif
