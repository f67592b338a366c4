/* SPDX-License-Identifier: GPL-2.0-only */
/* Which sources of a rule set the program of a process is. Found once for each program and rule set, kept in the label. */
#ifndef BAILIFF_SOURCES_H
#define BAILIFF_SOURCES_H

#include "weigh.h"

static __always_inline struct file *executable_of(struct task_struct *task)
{
	return BPF_CORE_READ(task, mm, exe_file);
}

static long collect_source(__u32 index, struct weighing *weighing)
{
	struct clause *clause = next_clause(weighing);
	struct ask *ask = &weighing->scratch->ask;

	if (!clause)
		return 1;
	if (clause->where & weighing->scratch->weight.cell >> RELATION_SHIFT) {
		__u32 count = ask->source_count;

		if (count > SOURCES_MAX)
			return 1;
		if (count < SOURCES_MAX)
			ask->sources[count] = clause->source;
		ask->source_count = count + 1;
	}
	return 0;
}

/* Writes scratch->ask.sources for the program of the process that acts. It is spelled where the object would be. */
__weak __noinline enum found find_sources(struct scratch *scratch)
{
	struct task_struct *task;
	struct file *program;
	struct match match = {};
	enum spelling spelling;
	enum found found;
	struct rule_set *set;
	__u32 class;

	if (!scratch)
		return RULES_CHANGED;
	task = scratch->task ? (struct task_struct *)scratch->task : bpf_get_current_task_btf();
	program = executable_of(task);
	class = scratch->ask.class;
	scratch->ask.class = CLASS_SOURCES;
	scratch->ask.source_count = 0;
	scratch->cell_count = 0;
	spelling = spell_path(scratch, (__u64)BPF_CORE_READ(program, f_path.mnt),
	                      (__u64)BPF_CORE_READ(program, f_path.dentry));
	found = spelling == NOT_SPELLED ? UNKNOWN : find_path(scratch, spelling);
	scratch->ask.class = class;
	if (found == RULES_CHANGED || !open_rules(&match, scratch))
		return RULES_CHANGED;
	set = (struct rule_set *)block_of(match.rules, 0);
	if (!set)
		return RULES_CHANGED;
	if (found == FOUND)
		for_each_clause(&match, set, scratch, collect_source);
	else
		scratch->ask.source_count = SOURCES_MAX + 1;
	scratch->cell_count = 0;
	return FOUND;
}

/* The label of the current process, made if there is none. NULL: no memory. */
static __always_inline struct label *need_label(struct actor *actor)
{
	struct task_struct *task = bpf_get_current_task_btf();

	if (!actor->label)
		actor->label = bpf_task_storage_get(&labels, task->group_leader, NULL, BPF_LOCAL_STORAGE_GET_F_CREATE);
	if (!actor->label)
		count(COUNT_UNLABELLED);
	return actor->label;
}

static __always_inline bool recall_sources(struct label *label, struct ask *ask)
{
	if (label->rule_set != ask->rule_set)
		return false;
	__builtin_memcpy(ask->sources, label->sources, sizeof(ask->sources));
	ask->source_count = label->source_count;
	return label->rule_set == ask->rule_set; /* another thread has written meanwhile */
}

static __always_inline void keep_sources(struct label *label, const struct ask *ask)
{
	label->rule_set = 0;
	__sync_fetch_and_add(&label->reserved[0], 0); /* a barrier */
	__builtin_memcpy(label->sources, ask->sources, sizeof(label->sources));
	label->source_count = ask->source_count;
	__sync_fetch_and_add(&label->reserved[0], 0);
	label->rule_set = ask->rule_set;
}

/* Starts the look at an act with whose it is. */
static __always_inline void begin_ask(struct actor *actor, struct scratch *scratch)
{
	struct ask *ask = &scratch->ask;

	ask->workload = actor->workload;
	ask->rule_set = actor->set->id;
	ask->class = actor->class;
	ask->number = 0;
	ask->source_count = 0;
	scratch->cell_count = 0;
}

/* The same for the current task, and which sources its program is. Writes over the path in `scratch`. */
static __always_inline enum found identify(struct actor *actor, struct scratch *scratch)
{
	struct ask *ask = &scratch->ask;
	struct label *label;
	enum found found;

	begin_ask(actor, scratch);
	if (!actor->set->sources)
		return FOUND;
	label = need_label(actor);
	if (label && recall_sources(label, ask))
		return FOUND;
	found = find_sources(scratch);
	if (found == FOUND && label)
		keep_sources(label, ask);
	return found;
}

#endif
