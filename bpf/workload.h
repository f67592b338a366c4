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
	__u32 *binding = id ? bpf_map_lookup_elem(&cgroups, &id) : NULL;

	if (!binding)
		return 0;
	*found = *binding;
	return 1;
}

/* The container in whose cgroup the current task is: enum binding. 0: in none. */
static __always_inline __u32 binding_by_cgroup(void)
{
	__u32 found = 0;

	bpf_loop(CGROUP_DEPTH_MAX, find_bound, &found, 0);
	return found;
}

/* Of a process that comes into a container. */
static __always_inline __u32 flags_of_newcomer(__u32 binding)
{
	__u32 flags = LABEL_RECHECK;

	if (!(binding & BINDING_NEW))
		flags |= LABEL_ENTERED;
	if (binding & BINDING_FROM_EXEC)
		flags |= LABEL_STARTING;
	return flags;
}

/* A process that clone3 made in another cgroup than its parent's. */
static __noinline int settle_pending(struct label *label)
{
	if (!label)
		return 0;
	label->flags &= ~LABEL_PENDING;
	if (label->workload == WORKLOAD_HOST) {
		__u32 binding = binding_by_cgroup();

		label->workload = binding & BINDING_WORKLOAD;
		if (binding)
			label->flags |= flags_of_newcomer(binding);
		if (label->flags & LABEL_ENTERED)
			label->session = bpf_ktime_get_boot_ns();
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
 * saves the call. NULL: none, or see find_lost. */
static __always_inline struct label *label_of(struct task_struct *leader)
{
	return leader->bpf_storage ? bpf_task_storage_get(&labels, leader, NULL, 0) : NULL;
}

struct storage_search {
	struct hlist_node *node;
	__u64 found;
};

static long search_storage(__u32 index, struct storage_search *search)
{
	struct hlist_node *node = search->node;
	struct bpf_local_storage_elem *element;

	if (!node)
		return 1;
	element = (void *)node - bpf_core_field_offset(struct bpf_local_storage_elem, snode);
	if (BPF_CORE_READ(element, sdata.smap) == (void *)&labels) {
		search->found = (__u64)element + bpf_core_field_offset(struct bpf_local_storage_elem, sdata) +
		                bpf_core_field_offset(struct bpf_local_storage_data, data);
		return 1;
	}
	search->node = BPF_CORE_READ(node, next);
	return 0;
}

enum { STORAGES_MAX = 256 };

/* Where the label of a process is that the kernel does not hand out: before 6.2 it refuses a task that has preempted another in
 * the middle of asking, for as long as that one waits. It can be read, not written. 0: there is none. */
static __noinline __u64 find_lost(struct task_struct *leader)
{
	struct storage_search search = {.node = BPF_CORE_READ(leader, bpf_storage, list.first)};

	bpf_loop(STORAGES_MAX, search_storage, &search, 0);
	return search.found;
}

/* A label, or what lies at `lost` where it cannot be had. */
static __always_inline void copy_label(struct label *to, const struct label *from, __u64 lost)
{
	if (from)
		*to = *from;
	else if (lost)
		bpf_probe_read_kernel(to, sizeof(*to), (void *)lost);
}

/* What it says: the workload, and above that 32 bits of enum label_flag. */
static __noinline __u64 read_lost(struct task_struct *leader)
{
	struct label *label = (struct label *)find_lost(leader);
	__u32 workload = WORKLOAD_HOST, flags = 0;

	if (label) {
		bpf_probe_read_kernel(&workload, sizeof(workload), &label->workload);
		bpf_probe_read_kernel(&flags, sizeof(flags), &label->flags);
	}
	if (flags & LABEL_PENDING && workload == WORKLOAD_HOST)
		workload = binding_by_cgroup() & BINDING_WORKLOAD;
	return (__u64)flags << 32 | workload;
}

/* Whose a process is. */
struct owner {
	struct label *label; /* NULL: it has none, or it cannot be had now */
	__u32 workload;
	__u32 flags; /* enum label_flag */
};

static __always_inline void find_owner(struct task_struct *leader, struct owner *owner)
{
	struct label *label = label_of(leader);
	__u64 lost;

	owner->label = label;
	if (label) {
		if (label->flags & LABEL_PENDING)
			settle_pending(label);
		owner->workload = label->workload;
		owner->flags = label->flags;
	} else {
		lost = leader->bpf_storage ? read_lost(leader) : WORKLOAD_HOST;
		owner->workload = lost;
		owner->flags = lost >> 32;
	}
}

/* The same of the current task, as read_lost has it: for what is rare. A process of the runtime is the host's. Not static: the
 * verifier looks at it once. */
__weak __noinline __u64 find_odd_owner(void)
{
	struct owner owner;

	find_owner(bpf_get_current_task_btf()->group_leader, &owner);
	if (owner.flags & LABEL_STARTING)
		owner.workload = WORKLOAD_HOST;
	return (__u64)owner.flags << 32 | owner.workload;
}

static __always_inline struct mnt_namespace *host_namespace(void)
{
	struct task_struct *init = (void *)init_task_at;

	return BPF_CORE_READ(init, nsproxy, mnt_ns);
}

/* Whose process it is, find_odd_owner has to say. */
enum { LABEL_ODD = LABEL_EXEMPT | LABEL_PENDING | LABEL_STARTING };

/* Who the current task is, and its rules. False, and `actor` as it was, when it has none: the act is no business of ours. A
 * policy must not brick the node: init and the daemon are never bound, and kernel threads run no programs. Workers of
 * io_uring are no kernel threads; they are bound like the process they work for. */
static __always_inline bool find_rules(struct actor *actor)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct task_struct *leader = task->group_leader;
	struct label *label = label_of(leader);
	__u32 workload = label ? label->workload : WORKLOAD_HOST;
	struct rule_set *set;
	void *rules;
	__u64 owner;

	if (label ? label->flags & LABEL_ODD : leader->bpf_storage != NULL) {
		owner = find_odd_owner();
		if (owner >> 32 & LABEL_EXEMPT)
			return false;
		workload = owner;
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
	__u32 key = slot_of(workload);
	struct judged *judged = bpf_map_lookup_elem(&acts, &key);

	if (judged && hook < HOOK_COUNT)
		__sync_fetch_and_add(&judged->by_hook[hook], 1);
}

#endif
