/* SPDX-License-Identifier: GPL-2.0-only */
/* From an act to what rules say of it: names are looked up (find_*), then the clauses found are weighed (decide). What a
 * rule set looks like is in abi.h; what it means, in src/policy/model.ts. */
#ifndef BAILIFF_RULES_H
#define BAILIFF_RULES_H

#include "path.h"
#include "workload.h"

struct match {
	void *rules;
	struct scratch *scratch;
	__u64 salt;
	__u32 buckets, bucket_mask;
	__u32 dfas, words;
	__u32 depths;
	__u32 class;
	__u32 leaf_is_directory; /* the last component is an ancestor of the object, not the object */
};

/* The rule set for which the act was taken up, unless it was replaced in the meantime. */
static __always_inline bool open_rules(struct match *match, struct scratch *scratch)
{
	__u32 workload = scratch->ask.workload;
	struct rule_set *set;

	match->rules = bpf_map_lookup_elem(&rule_sets, &workload);
	if (!match->rules)
		return false;
	set = (struct rule_set *)block_of(match->rules, 0);
	if (!set || set->id != scratch->ask.rule_set)
		return false;
	match->scratch = scratch;
	match->buckets = set->buckets;
	match->words = set->words;
	match->bucket_mask = set->bucket_mask;
	return true;
}

static __always_inline void name_for(struct match *match, enum rule_class class, __u32 number)
{
	match->class = class;
	match->salt = (__u64) class << NAME_CLASS_SHIFT ^ (__u64)number << NAME_NUMBER_SHIFT;
}

/* The cell of a name: 0 where no rule has it. */
static __noinline __u32 find_cell(struct match *match, __u64 hash)
{
	__u64 name = hash ^ match->salt;

	if (!name)
		name = 1;
	for (int i = 0; i < PROBES_MAX; i++) {
		struct bucket *bucket = (struct bucket *)block_of(
			match->rules, match->buckets + ((__u32)(name + i) & match->bucket_mask));

		if (!bucket)
			return 0;
		if (bucket->name[0] == name)
			return bucket->cell[0];
		if (bucket->name[1] == name)
			return bucket->cell[1];
		if (bucket->name[2] == name)
			return bucket->cell[2];
		if (bucket->name[3] == name)
			return bucket->cell[3];
		if (!bucket->name[3])
			return 0;
	}
	return 0;
}

static __always_inline void add_cell(struct scratch *scratch, __u32 cell)
{
	__u32 count = scratch->cell_count;

	if (cell && count < CELLS_MAX) {
		scratch->cells[count] = cell;
		scratch->cell_count = count + 1;
	}
}

static __always_inline void meet(struct match *match, __u64 hash, __u32 relation)
{
	__u32 cell = find_cell(match, hash);

	if (cell)
		add_cell(match->scratch, cell | relation << RELATION_SHIFT);
}

static __always_inline __u64 path_word(struct scratch *scratch, __u32 offset)
{
	return *(__u64 *)&scratch
	                ->path[offset % (2 * PATH_BYTES_MAX)]; /* a bound for the verifier: none is beyond it */
}

static long hash_path_word(__u32 index, struct scratch **at)
{
	struct scratch *scratch = *at;

	siphash_word(&scratch->hash, path_word(scratch, scratch->start + scratch->hashed));
	scratch->hashed += 8;
	return 0;
}

/* Takes the whole words among the first `length` bytes into scratch->hash. Lengths must not shrink from call to call. Not
 * static, as spell_path is not. */
__weak __noinline int hash_up_to(struct scratch *scratch, __u32 length)
{
	if (scratch && length > scratch->hashed)
		bpf_loop((length - scratch->hashed) / 8, hash_path_word, &scratch, 0);
	return 0;
}

static __always_inline void start_hash(struct scratch *scratch)
{
	scratch->hashed = 0;
	siphash_start(&scratch->hash, name_key[0], name_key[1]);
}

/* The hash of the first `length` bytes, up to which hash_up_to has come. */
static __noinline __u64 hash_of(struct scratch *scratch, __u32 length)
{
	return siphash_finish(scratch->hash, path_word(scratch, scratch->start + scratch->hashed), length);
}

static __always_inline __u64 hash_number(__u64 number)
{
	struct siphash hash;

	siphash_start(&hash, name_key[0], name_key[1]);
	siphash_word(&hash, number);
	return siphash_finish(hash, 0, 8);
}

/* Whether any rule has a name of so many components. */
static __always_inline bool is_written(struct match *match, __u32 depth)
{
	return match->depths >> (depth < 31 ? depth : 31) & 1;
}

/* The root, then one component after the other. */
static long match_component(__u32 index, struct match *match)
{
	struct scratch *scratch = match->scratch;
	__u32 left = scratch->depth - index; /* components behind this one */
	__u32 end = left ? scratch->component[(left - 1) % COMPONENTS_MAX] : PATH_BYTES_MAX;
	__u32 length = index ? end - scratch->start : 1;
	bool is_leaf = left == 0 && !match->leaf_is_directory;
	__u32 relation = is_leaf                                  ? RELATION_SELF
	                 : left == 1 && !match->leaf_is_directory ? RELATION_CHILD
	                                                          : RELATION_BELOW;

	if (index && !is_leaf)
		length++; /* with its slash */
	hash_up_to(scratch, length);
	if (is_written(match, index))
		meet(match, hash_of(scratch, length), relation);
	return 0;
}

/* The name of the object as a directory, for rules on what lies below it. */
static __always_inline void match_above(struct match *match)
{
	struct scratch *scratch = match->scratch;
	__u32 length = scratch->depth ? PATH_BYTES_MAX - scratch->start + 1 : 1;

	hash_up_to(scratch, length);
	meet(match, hash_of(scratch, length), RELATION_ABOVE);
}

struct run {
	struct dfa *dfa;
	void *rules;
	struct scratch *scratch;
	__u32 state;
	__u32 words;  /* first block */
	__u32 number; /* of the word where the cells of the last state begin */
};

static long dfa_step(__u32 index, struct run *run)
{
	__u32 at = run->scratch->start + index, next;
	struct block *block;
	__u8 byte, class;

	byte = run->scratch->path[at % PATH_BYTES_MAX];
	block = block_of(run->rules, run->dfa->classes + byte / BLOCK_BYTES);
	if (!block)
		return 1;
	class = block->bytes[byte % BLOCK_BYTES];
	next = run->state * run->dfa->class_count + class;
	block = block_of(run->rules, run->dfa->next + next / (BLOCK_BYTES / 2));
	if (!block)
		return 1;
	run->state = ((__u16 *)block)[next % (BLOCK_BYTES / 2)];
	return run->state == 0; /* dead: no pattern can match any more */
}

static __always_inline __u32 word_of(void *rules, __u32 words, __u32 number)
{
	struct block *block = block_of(rules, words + (number - 1) / (BLOCK_BYTES / 4));

	return block ? ((__u32 *)block)[(number - 1) % (BLOCK_BYTES / 4)] : 0;
}

static long accept_one(__u32 index, struct run *run)
{
	__u32 cell = word_of(run->rules, run->words, run->number + index);

	if (!cell)
		return 1;
	add_cell(run->scratch, cell | RELATION_SELF << RELATION_SHIFT);
	return 0;
}

static long match_dfa(__u32 index, struct match *match)
{
	struct scratch *scratch = match->scratch;
	struct run run = {.rules = match->rules, .scratch = scratch, .state = 1, .words = match->words};
	struct block *dfas = block_of(match->rules, match->dfas);

	if (!dfas)
		return 1;
	run.dfa = (struct dfa *)dfas + index % DFAS_MAX;
	bpf_loop(PATH_BYTES_MAX - scratch->start, dfa_step, &run, 0);
	if (!run.state)
		return 0;
	run.number = word_of(match->rules, match->words, run.dfa->accepts + run.state);
	if (run.number)
		bpf_loop(CELLS_MAX, accept_one, &run, 0);
	return 0;
}

/* The last component, of which rules may speak without its directory. */
static __always_inline void match_program(struct match *match)
{
	struct scratch *scratch = match->scratch;
	__u32 begin = scratch->component[0] + 1, length = PATH_BYTES_MAX - begin;
	__u32 start = scratch->start;

	if (length > NAME_BYTES_MAX)
		return;
	start_hash(scratch);
	scratch->start = begin;
	hash_up_to(scratch, length);
	meet(match, hash_of(scratch, length), RELATION_SELF);
	scratch->start = start;
}

enum found { FOUND, RULES_CHANGED, UNKNOWN };

/* Adds the cells of the path in `scratch`, for scratch->ask.class. */
__weak __noinline enum found find_path(struct scratch *scratch, enum spelling spelling)
{
	struct match match = {};
	struct rule_class_facts *facts;

	if (!scratch)
		return RULES_CHANGED;
	if (!open_rules(&match, scratch))
		return RULES_CHANGED;
	name_for(&match, scratch->ask.class, scratch->ask.number);
	facts = facts_of(match.rules, scratch->ask.class);
	if (!facts)
		return RULES_CHANGED;
	match.depths = facts->depths;
	match.leaf_is_directory = spelling == SPELLED_ANCESTOR;
	start_hash(scratch);
	if (spelling == SPELLED_NAME) {
		/* It lies in no directory, but a rule on all there is means it too. */
		if (is_written(&match, 0))
			meet(&match, siphash_finish(scratch->hash, '/', 1), RELATION_BELOW);
		return FOUND;
	}
	bpf_loop(scratch->depth + 1, match_component, &match, 0);
	if (scratch->ask.conditions & IS_MOVE && facts->flags & CLASS_HAS_ABOVE && spelling == SPELLED)
		match_above(&match);
	if (facts->dfa_count) {
		if (spelling == SPELLED_ANCESTOR)
			return UNKNOWN; /* a pattern may match what was left out */
		match.dfas = facts->dfas;
		bpf_loop(facts->dfa_count, match_dfa, &match, 0); /* the patterns that match the path */
	}
	if (facts->flags & CLASS_HAS_PROGRAMS && scratch->depth > 0) {
		if (spelling == SPELLED_ANCESTOR)
			return UNKNOWN;
		match_program(&match);
	}
	return FOUND;
}

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
	__u32 words;
	__u32 first;
	__u32 count;
	__u64 arg;
	bool is_within;
	bool found;
};

static long check_allowed(__u32 index, struct args_check *check)
{
	__u32 number = check->first + 1 + 2 * index;
	__u64 low = word_of(check->rules, check->words, number), high = word_of(check->rules, check->words, number + 1);

	if ((low | high << 32) != check->arg)
		return 0;
	check->found = true;
	return 1;
}

static long check_arg(__u32 index, struct args_check *check)
{
	check->arg = check->scratch->args[index % ARGS_MAX];
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
		.words = weighing->scratch->weight.words,
		.first = first,
		.is_within = true,
	};

	if (!weighing->scratch->args_known)
		return false;
	check.count = word_of(check.rules, check.words, first);
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
