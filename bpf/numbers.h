/* SPDX-License-Identifier: GPL-2.0-only */
/* The whole of a hook on an act that rules name by a number: a capability, a preset. */
#ifndef BAILIFF_NUMBERS_H
#define BAILIFF_NUMBERS_H

#include "judge.h"

struct numbered {
	enum hook hook;
	__u32 number; /* as rules have it */
	__u32 value;  /* event.value */
	enum preset preset;
	struct file *object; /* TEXT_OBJECT; NULL: nothing that has a path */
	int error;           /* when denied */
	bool is_quiet;       /* leaves no record */
};

/* Whether rules may decide it: cheap, and for most acts all there is to do. */
static __always_inline bool may_decide(struct actor *actor, __u64 number)
{
	struct rule_class_facts *facts = facts_of(actor->rules, actor->class);
	struct match match = {
		.rules = actor->rules,
		.buckets = actor->set->buckets,
		.bucket_mask = actor->set->bucket_mask,
	};

	name_for(&match, actor->class, 0);
	return !facts || facts->flags & CLASS_ALLOW_LIST || find_cell(&match, hash_number(number));
}

static __always_inline enum found try_number(struct actor *actor, struct scratch *scratch, void *act, bool is_first)
{
	__u64 number = *(__u64 *)act;
	struct match match = {};
	enum found found = identify(actor, scratch);

	if (found != FOUND)
		return found;
	if (!open_rules(&match, scratch))
		return RULES_CHANGED;
	name_for(&match, actor->class, 0);
	meet(&match, hash_number(number), 0);
	return decide(scratch);
}

/* Judges one act and answers 0 or act->error, which is negative. */
static __always_inline int judge_number(struct actor *actor, const struct numbered *act)
{
	__u64 number = act->number;
	struct scratch *scratch;
	int answer = 0;

	count_act(actor->workload, act->hook);
	if (!may_decide(actor, act->number))
		return 0;
	scratch = acquire_scratch();
	if (!scratch)
		return answer_blind(actor, act->error);
	scratch->ask.conditions = find_conditions(NULL, 0);
	if (!decide_act(actor, scratch, &number, try_number, find_own))
		goto out;
	answer = answer_of_decision(scratch, act->error);
	if (is_told(&scratch->decision) && !act->is_quiet) {
		begin_record(scratch, act->hook);
		scratch->event.preset = act->preset;
		if (act->object)
			add_file(scratch, TEXT_OBJECT, (__u64)act->object->f_path.mnt,
			         (__u64)act->object->f_path.dentry);
		tell(scratch, act->value, answer, session_of(actor));
	}
out:
	release_scratch(scratch);
	return answer;
}

#endif
