/* SPDX-License-Identifier: GPL-2.0-only */
/* Who acts, and which rules bind it. */
#ifndef BAILIFF_WORKLOAD_H
#define BAILIFF_WORKLOAD_H

#include "maps.h"

/* A policy must not brick the node: init and the daemon are never bound, and kernel threads run no programs. Workers of
 * io_uring are not kernel threads; they are bound like the process they work for. */
static __always_inline bool is_exempt(struct task_struct *task)
{
	return task->tgid == 1 || (__u32)task->tgid == daemon_tgid || task->flags & PF_KTHREAD;
}

/* Until containers are told apart, every task belongs to the host. */
static __always_inline __u32 workload_of(struct task_struct *task)
{
	return WORKLOAD_HOST;
}

struct rules {
	void *map;     /* of the workload */
	__u32 depths;  /* enum class_depths, of the class asked for */
	bool may_deny; /* some rule of that class denies */
};

/* The rules for acts of `class` by the current task. False when it has none: the act is no business of ours. */
static __always_inline bool find_rules(enum rule_class class, struct rules *rules)
{
	struct task_struct *task = bpf_get_current_task_btf();
	__u32 workload = workload_of(task);
	struct rule_key key = {.class = class, .form = FORM_CLASS};
	struct rule_value *value;

	rules->map = bpf_map_lookup_elem(&rule_sets, &workload);
	if (!rules->map)
		return false;
	value = bpf_map_lookup_elem(rules->map, &key);
	if (!value || is_exempt(task))
		return false;
	rules->depths = value->rule_id;
	rules->may_deny = value->verdict == VERDICT_DENY;
	return true;
}

#endif
