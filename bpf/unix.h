/* SPDX-License-Identifier: GPL-2.0-only */
/* Unix sockets: their names, and what rules say of them. */
#ifndef BAILIFF_UNIX_H
#define BAILIFF_UNIX_H

#include "mounts.h"
#include "sockets.h"

enum { SUN_PATH_BYTES = 108 };

/* Writes an abstract name where a path would be. As in /proc/net/unix, '@' stands for each NUL. */
__weak __noinline int write_abstract(struct scratch *scratch, __u64 name, __u32 length)
{
	__u32 start;

	if (!scratch)
		return 0;
	length %= 128; /* SUN_PATH_BYTES at most, as the verifier likes it; so below */
	start = PATH_BYTES_MAX - length;
	bpf_probe_read_kernel(&scratch->path[start], length, (const void *)name);
	for (__u32 i = 0; i < SUN_PATH_BYTES; i++) {
		char *byte = &scratch->path[(start + i) % PATH_BYTES_MAX];

		if (i >= length)
			break;
		if (!*byte)
			*byte = '@';
	}
	scratch->start = start;
	return 0;
}

/* How a unix socket is named: by its place in a tree, or abstractly. All zero: it has no name. */
struct unix_name {
	__u64 mount, dentry;
	__u64 abstract; /* address of the first byte, which is NUL */
	__u32 length;
	__u32 cut; /* bits by enum text, of the record */
};

static __always_inline void take_abstract(struct unix_name *name, const struct sockaddr_un *address, int size)
{
	__u32 length = size - sizeof(address->sun_family);

	if (length < 2 || length > SUN_PATH_BYTES)
		return;
	name->abstract = (__u64)address->sun_path;
	name->length = length;
}

/* A socket is kept with the mount by which it was bound, in another container maybe. Rules name it as the task that acts
 * sees it, where it does. */
static __noinline struct vfsmount *mount_here(struct vfsmount *bound, struct dentry *dentry)
{
	struct mount *mount = (void *)bound - bpf_core_field_offset(struct mount, mnt);
	struct vfsmount *here;

	if (BPF_CORE_READ(mount, mnt_ns) == BPF_CORE_READ(bpf_get_current_task_btf(), nsproxy, mnt_ns))
		return bound;
	here = find_mount(dentry);
	return here ? here : bound;
}

static __always_inline void take_name(struct unix_name *name, struct sock *sk)
{
	struct unix_sock *unix_socket = (struct unix_sock *)sk;
	struct unix_address *address = BPF_CORE_READ(unix_socket, addr);

	name->dentry = (__u64)BPF_CORE_READ(unix_socket, path.dentry);
	name->mount = (__u64)BPF_CORE_READ(unix_socket, path.mnt);
	if (name->dentry)
		name->mount = (__u64)mount_here((struct vfsmount *)name->mount, (struct dentry *)name->dentry);
	else if (address)
		take_abstract(name, (void *)address + bpf_core_field_offset(struct unix_address, name),
		              BPF_CORE_READ(address, len));
}

/* Writes the name into scratch->path and decides by it. */
static __always_inline enum found decide_unix(struct scratch *scratch, struct unix_name *name)
{
	if (name->abstract) {
		scratch->mount = name->abstract;
		write_abstract(scratch, address_in(&scratch->mount), name->length);
		return decide_name(scratch);
	}
	if (!name->dentry)
		return decide(scratch);
	scratch->mount = name->mount;
	scratch->dentry = name->dentry;
	switch (spell_object(scratch)) {
	case SPELLED:
	case SPELLED_NAME:
		return decide_name(scratch);
	case SPELLED_ANCESTOR:
		name->cut = 1 << TEXT_OBJECT;
		return decide(scratch); /* no rule is as long as this name */
	default:
		scratch->start = PATH_BYTES_MAX;
		name->cut = 1 << TEXT_OBJECT;
		return UNKNOWN;
	}
}

/* An act on a unix socket on its way to a decision. */
struct unix_act {
	const struct socket_act *socket;
	struct unix_name *name;
};

static __always_inline enum found try_unix(struct actor *actor, struct scratch *scratch, void *of, bool is_first)
{
	struct unix_act *act = of;
	enum found found = begin_socket(actor, scratch, act->socket);

	return found == FOUND ? decide_unix(scratch, act->name) : found;
}

static __always_inline int judge_unix(struct actor *actor, enum hook hook, struct socket_act *act,
                                      struct unix_name *name)
{
	struct rule_class_facts *facts = facts_of(actor->rules, CLASS_NETWORK);
	struct unix_act unix_act = {.socket = act, .name = name};
	struct scratch *scratch;
	int answer = 0;

	count_act(actor->workload, hook);
	if (facts && !(facts->flags & CLASS_HAS_ADDRESSES))
		return 0; /* no rule speaks of unix sockets */
	scratch = acquire_scratch();
	if (!scratch)
		return answer_blind(actor, -EACCES);
	act->conditions = IS_UNIX;
	if (decide_act(actor, scratch, &unix_act, try_unix, find_own))
		answer = answer_socket(actor, scratch, hook, name->cut);
	release_scratch(scratch);
	return answer;
}

#endif
