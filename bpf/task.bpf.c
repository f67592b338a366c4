// SPDX-License-Identifier: GPL-2.0-only
/* Who a process belongs to, from its first instruction to its last. */
#include "judge.h"

/* A child belongs where its parent does, whatever it unshares, joins or moves to. Without memory for that, it is not made. */
SEC("lsm/task_alloc")
int BPF_PROG(on_fork, struct task_struct *task, unsigned long clone_flags, int ret)
{
	struct task_struct *leader = bpf_get_current_task_btf()->group_leader;
	struct label *parent, *label;
	__u64 lost = 0;

	if (ret || !is_active() || clone_flags & CLONE_THREAD)
		return ret;
	parent = label_of(leader);
	if (!parent && leader->bpf_storage)
		lost = find_lost(leader);
	if (parent && parent->flags & LABEL_EXEMPT)
		parent = NULL; /* what the daemon starts is not the daemon */
	if (!parent && !lost && !(clone_flags & CLONE_INTO_CGROUP))
		return 0;
	label = bpf_task_storage_get(&labels, task, NULL, BPF_LOCAL_STORAGE_GET_F_CREATE);
	if (!label) {
		count(COUNT_UNLABELLED);
		return -ENOMEM;
	}
	copy_label(label, parent, lost);
	label->flags &= ~LABEL_EXEMPT;
	label->args_bytes = 0;
	if (clone_flags & CLONE_INTO_CGROUP)
		label->flags |= LABEL_PENDING;
	return 0;
}

/* Binds a process to the container whose cgroup it is in or comes into, for good. Nobody leaves a container by leaving its
 * cgroup. The daemon is not bound by the container that it may be in itself. */
static __always_inline void bind(struct task_struct *leader, __u32 binding, __u64 session, __u32 flags)
{
	struct label *label = bpf_task_storage_get(&labels, leader, NULL, BPF_LOCAL_STORAGE_GET_F_CREATE);

	if (!label) {
		count(COUNT_UNLABELLED);
		return;
	}
	if (label->workload != WORKLOAD_HOST || label->flags & LABEL_EXEMPT)
		return;
	label->workload = binding & BINDING_WORKLOAD;
	label->rule_set = 0;
	label->session = flags & LABEL_ENTERED ? session : 0;
	label->flags = (label->flags & ~LABEL_PENDING) | flags;
}

static __always_inline struct kernfs_node *parent_of(struct kernfs_node *node)
{
	struct kernfs_node___newer *newer = (void *)node;

	return bpf_core_field_exists(newer->__parent) ? BPF_CORE_READ(newer, __parent) : BPF_CORE_READ(node, parent);
}

/* Whose cgroup it is, or is below: enum binding. 0: no container's. A cgroup's id is that of its directory. */
static __always_inline __u32 binding_of_cgroup(struct kernfs_node *node)
{
	for (int i = 0; i < CGROUP_DEPTH_MAX && node; i++) {
		__u64 id = BPF_CORE_READ(node, id);
		__u32 *binding = bpf_map_lookup_elem(&cgroups, &id);

		if (binding)
			return *binding;
		node = parent_of(node);
	}
	return 0;
}

/* A process, all threads of it, moves to another cgroup. */
SEC("tp_btf/cgroup_attach_task")
int BPF_PROG(on_cgroup, struct cgroup *cgroup, const char *path, struct task_struct *task, bool threadgroup)
{
	__u32 binding;

	if (!is_active() || !control.labelled || task->tgid != task->pid)
		return 0;
	binding = binding_of_cgroup(BPF_CORE_READ(cgroup, kn));
	if (binding)
		bind(task, binding, bpf_ktime_get_boot_ns(), flags_of_newcomer(binding));
	return 0;
}

static __always_inline bool may_be_denied_files(__u32 workload)
{
	void *rules = bpf_map_lookup_elem(&rule_sets, &workload);
	struct rule_class_facts *facts = rules ? facts_of(rules, CLASS_FILE) : NULL;

	return facts && facts->flags & CLASS_MAY_DENY;
}

/* Whether it is a process of the runtime, which has not started a program of the container's: it is in the host's mounts still,
 * or has run nothing since it was forked but a program from there. A runtime that is in a container itself has that from other
 * mounts, which is believed where the gate says so. */
static __always_inline bool is_of_runtime(struct task_struct *task, __u32 binding)
{
	struct mnt_namespace *host = host_namespace();
	struct mnt_namespace *own = BPF_CORE_READ(task, nsproxy, mnt_ns);
	struct file *program = executable_of(task);
	struct vfsmount *mount = BPF_CORE_READ(program, f_path.mnt);

	if (own == host)
		return true;
	if (!(task->flags & PF_FORKNOEXEC))
		return false;
	return namespace_of(mount) == host || is_of_nowhere(mount) ||
	       (binding & BINDING_HELD && namespace_of(mount) != own);
}

/* Those who are in a container whose start is over have been told apart: what still has run nothing is bound now. */
static __always_inline void bind_present(struct task_struct *task, __u32 binding)
{
	struct label *label;
	__u32 flags = LABEL_RECHECK;

	if (binding & BINDING_NEW && is_of_runtime(task, binding))
		flags |= LABEL_STARTING;
	bind(task, binding, 0, flags);
	label = label_of(task);
	if (!(binding & (BINDING_HELD | BINDING_NEW)) && label && !(label->flags & LABEL_ENTERED))
		__sync_fetch_and_and(&label->flags, ~LABEL_STARTING);
}

/* Labels the processes that are in a container already when it becomes known, and tells those that were there before the
 * rules from those that come later: what they hold open was opened under other rules or none. Run by user space, over all
 * tasks, when rules have changed. */
SEC("iter/task")
int on_census(struct bpf_iter__task *context)
{
	struct task_struct *task = context->task;
	struct label *label;
	__u32 binding;

	if (!task || task->tgid != task->pid || task->flags & PF_KTHREAD)
		return 0;
	binding = binding_of_cgroup(BPF_CORE_READ(task, cgroups, dfl_cgrp, kn));
	if (binding)
		bind_present(task, binding);
	label = label_of(task);
	if (!may_be_denied_files(label ? label->workload : WORKLOAD_HOST))
		return 0;
	if (!label)
		label = bpf_task_storage_get(&labels, task, NULL, BPF_LOCAL_STORAGE_GET_F_CREATE);
	if (label)
		__sync_fetch_and_or(&label->flags, LABEL_RECHECK);
	else
		count(COUNT_UNLABELLED);
	return 0;
}

/* In one file only: the linker cannot merge externals without a type. */
extern const void rename_lock __ksym __weak;
extern const void mount_lock __ksym __weak;
extern const void init_task __ksym __weak;

/* Run once by the daemon itself, in its first thread (a program of type syscall runs in its caller): it is never bound. */
SEC("syscall")
int on_adopt(void *context)
{
	struct label *label =
		bpf_task_storage_get(&labels, bpf_get_current_task_btf(), NULL, BPF_LOCAL_STORAGE_GET_F_CREATE);

	rename_lock_at = (__u64)&rename_lock;
	mount_lock_at = (__u64)&mount_lock;
	init_task_at = (__u64)&init_task;
	if (!label)
		return -ENOMEM;
	label->flags |= LABEL_EXEMPT;
	return 0;
}
