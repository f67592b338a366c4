/* SPDX-License-Identifier: GPL-2.0-only */
/* From the cells that an act has met to a decision: what each clause says, and which of them is the strongest. What that
 * means is in src/policy/model.ts. */
#ifndef BAILIFF_WEIGH_H
#define BAILIFF_WEIGH_H

#include "lookup.h"

/* What a rule says of an act, the strongest last. */
enum outcome { OUTCOME_NONE, OUTCOME_EXCUSED, OUTCOME_UNCOVERED, OUTCOME_ALLOWED, OUTCOME_TOLD, OUTCOME_DENIED };

/* Only pointers: what changes from clause to clause is in scratch->weight. */
struct weighing {
	void *rules;
	struct scratch *scratch;
};

static __always_inline void take(struct candidate *best, struct clause *clause, __u32 outcome, __u32 cell)
{
	bool is_better = !best->outcome || clause->rank > best->rank ||
	                 (clause->rank == best->rank &&
	                  (outcome > best->outcome || (outcome == best->outcome && clause->order < best->order)));

	if (!is_better)
		return;
	best->rank = clause->rank;
	best->order = clause->order;
	best->rule_id = clause->rule_id;
	best->outcome = outcome;
	best->cell = cell;
}

static __always_inline bool is_source(struct ask *ask, struct clause *clause)
{
	if (!clause->source)
		return true;
	if (ask->source_count > SOURCES_MAX)
		return clause->action != ACTION_ALLOW; /* cannot be told: the stricter side */
	for (__u32 i = 0; i < SOURCES_MAX; i++) {
		if (i >= ask->source_count)
			break;
		if (ask->sources[i] == clause->source)
			return true;
	}
	return false;
}

struct args_check {
	void *rules;
	struct scratch *scratch;
	__u32 first; /* word: how many are allowed; behind it their hashes, two words each */
	__u32 count;
	__u32 arg; /* the one that is looked for */
	bool is_within;
	bool found;
};

static long check_allowed(__u32 index, struct args_check *check)
{
	__u32 number = check->first + 1 + 2 * index, words = check->scratch->weight.words;
	__u64 low = word_of(check->rules, words, number), high = word_of(check->rules, words, number + 1);

	if ((low | high << 32) != check->scratch->args[check->arg % ARGS_MAX])
		return 0;
	check->found = true;
	return 1;
}

static long check_arg(__u32 index, struct args_check *check)
{
	check->arg = index;
	check->found = false;
	bpf_loop(check->count, check_allowed, check, 0);
	if (check->found)
		return 0;
	check->is_within = false;
	return 1;
}

/* Whether the arguments are all among those that the clause allows. */
static __noinline bool are_allowed(struct weighing *weighing, __u32 first)
{
	struct args_check check = {
		.rules = weighing->rules,
		.scratch = weighing->scratch,
		.first = first,
		.is_within = true,
	};

	if (!weighing->scratch->args_known)
		return false;
	check.count = word_of(check.rules, weighing->scratch->weight.words, first);
	if (check.count > ALLOWED_ARGS_MAX)
		check.count = ALLOWED_ARGS_MAX;
	bpf_loop(weighing->scratch->arg_count, check_arg, &check, 0);
	return check.is_within;
}

static __always_inline bool do_conditions_hold(struct ask *ask, struct clause *clause)
{
	if (clause->flags & CLAUSE_ON_TERMINAL && !(ask->conditions & ON_TERMINAL))
		return false;
	if (ask->class == CLASS_SYSCALLS)
		return !clause->first_port || clause->first_port == ask->number;
	if (ask->class != CLASS_NETWORK)
		return true;
	if (clause->flags & CLAUSE_CREATE)
		return ask->conditions & IS_CREATE;
	if (clause->directions && !(clause->directions >> ask->direction & 1))
		return false;
	if (clause->types && !(clause->types >> ask->type & 1 && clause->protocols >> ask->protocol & 1))
		return false;
	return !clause->types || (clause->first_port <= ask->port && ask->port <= clause->last_port);
}

/* Programs are started by a name: what is allowed by its name must stay what it is. So for what moves or covers them an Allow
 * rule is no permission, but a limit that the act breaks. */
static __always_inline bool is_move_of_programs(const struct ask *ask)
{
	return ask->class == CLASS_PROCESS && ask->conditions & IS_MOVE;
}

/* What lies below a directory that is moved is denied to the move whatever rules say of the directory. */
static __always_inline void take_above(struct weight *weight, struct clause *clause, __u32 outcome)
{
	if (outcome != OUTCOME_DENIED)
		return;
	weight->hard.rank = ~0U; /* no clause has it */
	weight->hard.order = 0;
	weight->hard.rule_id = clause->rule_id;
	weight->hard.outcome = outcome;
	weight->hard.cell = weight->cell;
}

static __always_inline void weigh(struct weighing *weighing, struct clause *clause)
{
	struct ask *ask = &weighing->scratch->ask;
	struct weight *weight = &weighing->scratch->weight;
	__u32 relation = weight->cell >> RELATION_SHIFT;
	bool has_limits = clause->flags & (CLAUSE_OWNER_ONLY | CLAUSE_READ_ONLY | CLAUSE_ARGS), is_within;
	__u32 outcome;

	if (clause->where && !(clause->where & relation))
		return;
	if (weight->cell & CELL_MARKED && clause->action == ACTION_ALLOW)
		return;
	if (!is_source(ask, clause) || !do_conditions_hold(ask, clause))
		return;
	is_within = !(clause->flags & CLAUSE_OWNER_ONLY && !(ask->conditions & BY_OWNER)) &&
	            !(clause->flags & CLAUSE_READ_ONLY && ask->conditions & IS_WRITE) &&
	            !(clause->flags & CLAUSE_ARGS && !are_allowed(weighing, clause->args));
	switch (clause->action) {
	case ACTION_AUDIT:
		if (!has_limits || !is_within)
			take(&weight->told, clause, OUTCOME_TOLD, weight->cell);
		break;
	case ACTION_BLOCK:
		outcome = has_limits && is_within ? OUTCOME_EXCUSED : OUTCOME_DENIED;
		if (clause->where == RELATION_ABOVE) {
			take_above(weight, clause, outcome);
			break;
		}
		take(&weight->hard, clause, outcome, weight->cell);
		take(&weight->block, clause, outcome, weight->cell);
		break;
	case ACTION_ALLOW:
		if (clause->where == RELATION_ABOVE && !is_move_of_programs(ask))
			break; /* what lies above an allowed file is not allowed by that */
		outcome = is_within && !is_move_of_programs(ask) ? OUTCOME_ALLOWED : OUTCOME_UNCOVERED;
		take(&weight->hard, clause, outcome, weight->cell);
		take(&weight->allow, clause, outcome, weight->cell);
		break;
	}
}

/* One clause, or the step to the next cell. NULL behind the last cell. */
static __always_inline struct clause *next_clause(struct weighing *weighing)
{
	struct scratch *scratch = weighing->scratch;
	struct weight *weight = &scratch->weight;
	__u32 number = weight->number;
	struct block *block;
	struct clause *clause;

	if (!number) {
		__u32 at = weight->at;

		if (at >= scratch->cell_count || at >= CELLS_MAX)
			return NULL;
		weight->cell = scratch->cells[at];
		weight->at = at + 1;
		number = weight->cell & CELL_MASK;
	}
	block = block_of(weighing->rules, weight->clauses + (number - 1) / 2);
	if (!block)
		return NULL;
	clause = (struct clause *)block + (number - 1) % 2;
	weight->number = clause->flags & CLAUSE_LAST ? 0 : number + 1;
	return clause;
}

/* Runs `step` for every clause of the cells found. False: there are more than can be looked at. */
static __always_inline bool for_each_clause(struct match *match, struct rule_set *set, struct scratch *scratch,
                                            long (*step)(__u32, struct weighing *))
{
	struct weighing weighing = {.rules = match->rules, .scratch = scratch};

	__builtin_memset(&scratch->weight, 0, sizeof(scratch->weight));
	scratch->weight.clauses = set->clauses;
	scratch->weight.words = set->words;
	return !scratch->cell_count || bpf_loop(CLAUSES_MAX, step, &weighing, 0) < CLAUSES_MAX;
}

static long weigh_next(__u32 index, struct weighing *weighing)
{
	struct clause *clause = next_clause(weighing);

	if (!clause)
		return 1;
	weigh(weighing, clause);
	return 0;
}

static __always_inline void settle(struct decision *decision, enum verdict verdict, enum reason reason, __u32 rule_id)
{
	decision->verdict = verdict;
	decision->reason = reason;
	decision->rule_id = rule_id;
}

/* Weighs the clauses of all cells found, and writes scratch->decision. */
__weak __noinline enum found decide(struct scratch *scratch)
{
	struct match match = {};
	struct rule_class_facts *facts;
	struct rule_set *set;
	struct weight *weight;
	struct decision *decision;
	bool is_posture = false, is_denied = false;
	__u32 rule_id = 0, allow_list;

	if (!scratch)
		return RULES_CHANGED;
	if (!open_rules(&match, scratch))
		return RULES_CHANGED;
	facts = facts_of(match.rules, scratch->ask.class);
	set = (struct rule_set *)block_of(match.rules, 0);
	if (!facts || !set)
		return RULES_CHANGED;
	if (!for_each_clause(&match, set, scratch, weigh_next))
		return UNKNOWN; /* more rules on one name than can be weighed */

	decision = &scratch->decision;
	weight = &scratch->weight;
	if (weight->hard.outcome == OUTCOME_DENIED) {
		is_denied = true;
		rule_id = weight->hard.rule_id;
		decision->cell = weight->hard.cell;
	} else if (weight->hard.outcome == OUTCOME_UNCOVERED) {
		is_denied = weight->block.outcome == OUTCOME_DENIED;
		is_posture = !is_denied;
		rule_id = is_denied ? weight->block.rule_id : weight->hard.rule_id;
		decision->cell = weight->block.cell;
	} else if (weight->hard.outcome != OUTCOME_ALLOWED) {
		allow_list = scratch->ask.conditions & IS_UNIX ? CLASS_UNIX_ALLOW_LIST : CLASS_ALLOW_LIST;
		is_posture = facts->flags & allow_list && weight->allow.outcome != OUTCOME_ALLOWED;
		if (is_move_of_programs(&scratch->ask) && !weight->allow.outcome)
			is_posture = false; /* most files are no programs, and need no permission to move */
	}
	if (is_posture && scratch->ask.conditions & BLOCKS_ONLY)
		is_posture = false;
	if (is_posture && facts->flags & CLASS_POSTURE_DENIES) {
		settle(decision, VERDICT_DENY, REASON_POSTURE, rule_id);
	} else if (is_denied) {
		settle(decision, VERDICT_DENY, REASON_RULE, rule_id);
	} else if (weight->told.outcome) {
		settle(decision, VERDICT_AUDIT, REASON_RULE, weight->told.rule_id);
	} else if (is_posture) {
		settle(decision, VERDICT_AUDIT, REASON_POSTURE, rule_id);
	} else {
		settle(decision, VERDICT_ALLOW, REASON_RULE, 0);
	}
	if (decision->verdict == VERDICT_DENY && set->is_audited)
		decision->verdict = VERDICT_AUDIT;
	return FOUND;
}

/* The stricter side: a rule may speak of this act, and we cannot tell. */
static __always_inline void decide_unknown(struct scratch *scratch, bool may_deny, bool is_audited)
{
	count(COUNT_UNRESOLVED);
	settle(&scratch->decision, may_deny && !is_audited ? VERDICT_DENY : VERDICT_AUDIT, REASON_UNRESOLVED, 0);
}

#endif
