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

static __always_inline enum found try_number(struct actor *actor, struct scratch *scratch, __u64 number)
{
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

/* Once more where the rules were replaced meanwhile. */
static __always_inline void decide_number(struct actor *actor, struct scratch *scratch, __u64 number)
{
	struct rule_class_facts *facts;
	struct actor again = {.class = actor->class};
	enum found found = try_number(actor, scratch, number);

	if (found == RULES_CHANGED && find_rules(&again))
		found = try_number(&again, scratch, number);
	if (found == FOUND)
		return;
	facts = facts_of(actor->rules, actor->class);
	decide_unknown(scratch, !facts || facts->flags & CLASS_MAY_DENY, actor->set->is_audited);
}

/* Judges one act and answers 0 or act->error, which is negative. */
static __always_inline int judge_number(struct actor *actor, const struct numbered *act)
{
	struct scratch *scratch;
	int answer;

	count_act(actor->workload, act->hook);
	if (!may_decide(actor, act->number))
		return 0;
	scratch = acquire_scratch();
	if (!scratch)
		return answer_blind(actor, act->error);
	scratch->ask.conditions = find_conditions(NULL, 0);
	decide_number(actor, scratch, act->number);
	answer = scratch->decision.verdict == VERDICT_DENY ? act->error : 0;
	if (is_told(&scratch->decision) && !act->is_quiet) {
		begin_record(scratch, act->hook);
		scratch->event.value = act->value;
		scratch->event.preset = act->preset;
		scratch->event.error = answer;
		if (actor->label)
			scratch->event.session = actor->label->session;
		if (act->object) {
			scratch->mount = (__u64)act->object->f_path.mnt;
			scratch->dentry = (__u64)act->object->f_path.dentry;
			spell_and_add(scratch, TEXT_OBJECT, address_in(&scratch->mount), address_in(&scratch->dentry));
		}
		report(scratch);
	}
	release_scratch(scratch);
	return answer;
}

#endif
