/* SPDX-License-Identifier: GPL-2.0-only */
/* Who acts, and which rules bind it. */
#ifndef BAILIFF_WORKLOAD_H
#define BAILIFF_WORKLOAD_H

#include "maps.h"

enum { CGROUP_DEPTH_MAX = 16 }; /* levels above a task's cgroup at which a container is looked for */

/* Other programs than these are still being attached, or already being detached. Two generations decide while one takes
 * over: an act that was under way when it did would else meet the new one too early and the old one too late. */
static __always_inline bool is_active(void)
{
	return control.generation == generation || control.previous == generation;
}

static __always_inline struct block *block_of(void *rules, __u32 index)
{
	return bpf_map_lookup_elem(rules, &index);
}

static long find_bound(__u32 index, __u32 *found)
{
	__u64 id = bpf_get_current_ancestor_cgroup_id(CGROUP_DEPTH_MAX - index);
	__u32 *workload = id ? bpf_map_lookup_elem(&cgroups, &id) : NULL;

	if (!workload)
		return 0;
	*found = *workload;
	return 1;
}

/* Whose process the current task would be by its cgroup alone. */
static __always_inline __u32 workload_by_cgroup(void)
{
	__u32 found = WORKLOAD_HOST;

	bpf_loop(CGROUP_DEPTH_MAX, find_bound, &found, 0);
	return found;
}

/* A process that clone3 made in another cgroup than its parent's. */
static __noinline int settle_pending(struct label *label)
{
	if (!label)
		return 0;
	label->flags &= ~LABEL_PENDING;
	if (label->workload == WORKLOAD_HOST) {
		label->workload = workload_by_cgroup();
		if (label->workload != WORKLOAD_HOST)
			label->flags |= LABEL_ENTERED | LABEL_RECHECK;
	}
	return 0;
}

/* Who acts, for one act of one class. */
struct actor {
	struct label *label;  /* NULL: a process of the host of which nothing is known yet */
	void *rules;          /* the rule set's blocks */
	struct rule_set *set; /* the first of them */
	__u32 workload;
	__u32 class;
};

/* The label of a process. Threads share that of the first one. Most processes of the host have none: a look at the pointer
 * saves the call. */
static __always_inline struct label *label_of(struct task_struct *leader)
{
	return leader->bpf_storage ? bpf_task_storage_get(&labels, leader, NULL, 0) : NULL;
}

/* Who the current task is, and its rules. False, and `actor` as it was, when it has none: the act is no business of ours. A
 * policy must not brick the node: init and the daemon are never bound, and kernel threads run no programs. Workers of
 * io_uring are no kernel threads; they are bound like the process they work for. */
static __always_inline bool find_rules(struct actor *actor)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct label *label = label_of(task->group_leader);
	__u32 workload = WORKLOAD_HOST;
	struct rule_set *set;
	void *rules;

	if (label) {
		if (label->flags & LABEL_EXEMPT)
			return false;
		if (label->flags & LABEL_PENDING)
			settle_pending(label);
		workload = label->workload;
	}
	rules = bpf_map_lookup_elem(&rule_sets, &workload);
	if (!rules)
		return false;
	set = (struct rule_set *)block_of(rules, 0);
	if (!set || task->flags & PF_KTHREAD || task->tgid == 1)
		return false;
	actor->rules = rules;
	actor->set = set;
	actor->label = label;
	actor->workload = workload;
	return true;
}

static __always_inline bool may_matter(enum rule_class class)
{
	return is_active() && control.classes & 1U << class;
}

/* The rules for acts of `class` by the current task. */
static __always_inline bool find_actor(enum rule_class class, struct actor *actor)
{
	if (!may_matter(class) || !find_rules(actor) || !(actor->set->classes & 1U << class))
		return false;
	actor->class = class;
	return true;
}

static __always_inline struct rule_class_facts *facts_of(void *rules, __u32 class)
{
	struct block *block = block_of(rules, 1 + class / 4);

	return block ? (struct rule_class_facts *)block + class % 4 : NULL;
}

/* Counts an act that was judged. */
static __always_inline void count_act(__u32 workload, enum hook hook)
{
	__u32 key = workload * HOOK_COUNT + hook;
	__u64 *value = bpf_map_lookup_elem(&acts, &key);

	if (value)
		__sync_fetch_and_add(value, 1);
}

#endif
