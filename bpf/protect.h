/* SPDX-License-Identifier: GPL-2.0-only */
/* What is denied to containers whatever their policies are, and told. */
#ifndef BAILIFF_PROTECT_H
#define BAILIFF_PROTECT_H

#include "report.h"

/* Whose container the current task is in; WORKLOAD_HOST: in none. */
static __always_inline __u32 find_container(void)
{
	__u64 owner;

	if (!is_active() || !control.labelled || !bpf_get_current_task_btf()->group_leader->bpf_storage)
		return WORKLOAD_HOST;
	owner = find_odd_owner();
	return owner >> 32 & LABEL_EXEMPT ? WORKLOAD_HOST : owner;
}

static __always_inline bool is_contained(void)
{
	return find_container() != WORKLOAD_HOST;
}

/* A container, and what its rules are like. */
struct contained {
	__u32 workload;
	__u64 session;
	bool may_deny;   /* some rule of its set denies */
	bool is_audited; /* nothing is denied to it */
};

static __always_inline bool find_contained(struct contained *contained)
{
	struct label *label;
	struct rule_set *set;
	void *rules;

	contained->workload = find_container();
	if (contained->workload == WORKLOAD_HOST)
		return false;
	label = label_of(bpf_get_current_task_btf()->group_leader);
	contained->session = label ? label->session : 0;
	contained->may_deny = false;
	contained->is_audited = false;
	rules = bpf_map_lookup_elem(&rule_sets, &contained->workload);
	if (!rules)
		return true;
	set = (struct rule_set *)block_of(rules, 0);
	contained->is_audited = set && set->is_audited;
	for (int code = CLASS_PROCESS; code < CLASS_COUNT; code++) {
		struct rule_class_facts *facts = facts_of(rules, code);

		if (facts && facts->flags & CLASS_MAY_DENY)
			contained->may_deny = true;
	}
	return true;
}

/* What a protected act is done to; addresses, 0 for nothing that has a path. */
struct victim {
	__u64 mount, dentry;
};

static __always_inline struct victim program_of(struct task_struct *task)
{
	struct file *program = executable_of(task);
	struct victim victim = {
		.mount = (__u64)BPF_CORE_READ(program, f_path.mnt),
		.dentry = (__u64)BPF_CORE_READ(program, f_path.dentry),
	};

	return victim;
}

/* Tells of the act, and answers. */
static __always_inline int protect(const struct contained *contained, enum hook hook, __u32 value, struct victim victim,
                                   bool is_denied)
{
	struct scratch *scratch;
	int answer = is_denied && !contained->is_audited ? -EPERM : 0;

	count_act(contained->workload, hook);
	scratch = acquire_scratch();
	if (!scratch) {
		count(COUNT_ASKED);
		count(COUNT_DROP_NO_SCRATCH);
		return answer;
	}
	scratch->ask.workload = contained->workload;
	settle(&scratch->decision, answer ? VERDICT_DENY : VERDICT_AUDIT, REASON_PROTECTED, 0);
	begin_record(scratch, hook);
	add_file(scratch, TEXT_OBJECT, victim.mount, victim.dentry);
	tell(scratch, value, answer, contained->session);
	release_scratch(scratch);
	return answer;
}

#endif
