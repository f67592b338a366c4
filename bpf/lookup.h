/* SPDX-License-Identifier: GPL-2.0-only */
/* From the names of an act to the cells that a rule set has for them. What a rule set looks like is in abi.h. */
#ifndef BAILIFF_LOOKUP_H
#define BAILIFF_LOOKUP_H

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
	__u32 may_match;         /* some pattern may match the rest of it, too */
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

/* The hash of the first `length` bytes, up to which hash_up_to has come. Not static, as spell_path is not. */
__weak __noinline __u64 hash_of(struct scratch *scratch, __u32 length)
{
	if (!scratch)
		return 0;
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

	byte = run->scratch->path[at % (2 * PATH_BYTES_MAX)];
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
	__u32 is_move = (run->scratch->ask.conditions & IS_MOVE) / IS_MOVE;

	if (!cell)
		return 1;
	/* A pattern may be of directories above what rules name. Without a branch: the verifier would follow both. */
	add_cell(run->scratch, cell | (RELATION_SELF | is_move * RELATION_ABOVE) << RELATION_SHIFT);
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
	/* Of an ancestor the slash is read, too, that stands behind each path here. */
	bpf_loop(PATH_BYTES_MAX - scratch->start + match->leaf_is_directory, dfa_step, &run, 0);
	if (!run.state)
		return 0;
	match->may_match = match->leaf_is_directory;
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
		match.dfas = facts->dfas;
		bpf_loop(facts->dfa_count, match_dfa, &match, 0); /* the patterns that match the path */
		if (match.may_match)
			return UNKNOWN;
	}
	if (facts->flags & CLASS_HAS_PROGRAMS && scratch->depth > 0) {
		if (spelling == SPELLED_ANCESTOR)
			return UNKNOWN;
		match_program(&match);
	}
	return FOUND;
}

#endif
