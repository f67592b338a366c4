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

/* Binds a process to the container whose cgroup it comes into, for good. Nobody leaves a container by leaving its cgroup. */
static __always_inline void bind(struct task_struct *leader, __u32 workload, __u64 session, __u32 flags)
{
	struct label *label = bpf_task_storage_get(&labels, leader, NULL, BPF_LOCAL_STORAGE_GET_F_CREATE);

	if (!label) {
		count(COUNT_UNLABELLED);
		return;
	}
	if (label->workload != WORKLOAD_HOST)
		return;
	label->workload = workload;
	label->rule_set = 0;
	label->session = session;
	label->flags = (label->flags & ~(LABEL_EXEMPT | LABEL_PENDING)) | LABEL_RECHECK | flags;
}

static __always_inline struct kernfs_node *parent_of(struct kernfs_node *node)
{
	struct kernfs_node___newer *newer = (void *)node;

	return bpf_core_field_exists(newer->__parent) ? BPF_CORE_READ(newer, __parent) : BPF_CORE_READ(node, parent);
}

/* Whose cgroup it is, or is below. A cgroup's id is that of its directory. */
static __always_inline __u32 workload_of_cgroup(struct kernfs_node *node)
{
	for (int i = 0; i < CGROUP_DEPTH_MAX && node; i++) {
		__u64 id = BPF_CORE_READ(node, id);
		__u32 *workload = bpf_map_lookup_elem(&cgroups, &id);

		if (workload)
			return *workload;
		node = parent_of(node);
	}
	return WORKLOAD_HOST;
}

/* A process, all threads of it, moves to another cgroup. */
SEC("tp_btf/cgroup_attach_task")
int BPF_PROG(on_cgroup, struct cgroup *cgroup, const char *path, struct task_struct *task, bool threadgroup)
{
	__u32 workload;

	if (!is_active() || !control.labelled || task->tgid != task->pid)
		return 0;
	workload = workload_of_cgroup(BPF_CORE_READ(cgroup, kn));
	if (workload != WORKLOAD_HOST)
		bind(task, workload, bpf_ktime_get_boot_ns(), LABEL_ENTERED);
	return 0;
}

static __always_inline bool may_be_denied_files(__u32 workload)
{
	void *rules = bpf_map_lookup_elem(&rule_sets, &workload);
	struct rule_class_facts *facts = rules ? facts_of(rules, CLASS_FILE) : NULL;

	return facts && facts->flags & CLASS_MAY_DENY;
}

/* Labels the processes that are in a container already when it becomes known, and tells those that were there before the
 * rules from those that come later: what they hold open was opened under other rules or none. Run by user space, over all
 * tasks, when rules have changed. */
SEC("iter/task")
int on_census(struct bpf_iter__task *context)
{
	struct task_struct *task = context->task;
	struct label *label;
	__u32 workload;

	if (!task || task->tgid != task->pid || task->flags & PF_KTHREAD)
		return 0;
	workload = workload_of_cgroup(BPF_CORE_READ(task, cgroups, dfl_cgrp, kn));
	if (workload != WORKLOAD_HOST)
		bind(task, workload, 0, 0);
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

/* Run once by the daemon itself, in its first thread (a program of type syscall runs in its caller): it is never bound. */
SEC("syscall")
int on_adopt(void *context)
{
	struct label *label =
		bpf_task_storage_get(&labels, bpf_get_current_task_btf(), NULL, BPF_LOCAL_STORAGE_GET_F_CREATE);

	rename_lock_at = (__u64)&rename_lock;
	mount_lock_at = (__u64)&mount_lock;
	if (!label)
		return -ENOMEM;
	label->flags |= LABEL_EXEMPT;
	return 0;
}
