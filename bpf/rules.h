/* SPDX-License-Identifier: GPL-2.0-only */
/* From an act to the rule that decides it. */
#ifndef BAILIFF_RULES_H
#define BAILIFF_RULES_H

#include "path.h"
#include "workload.h"

struct decision {
	__u32 rule_id;
	__u8 verdict;  /* enum verdict; VERDICT_NONE: nothing names the act */
	bool path_cut; /* the path was too long to be spelled whole */
};

struct match {
	struct rules *rules;
	struct scratch *scratch;
	__u8 class;
	bool leaf_is_directory; /* the last component is an ancestor of the object, not the object */
	struct decision decision;
};

static __always_inline void look_up(struct match *match, enum rule_form form, __u64 name)
{
	struct rule_key key = {.name = name, .class = match->class, .form = form};
	struct rule_value *value = bpf_map_lookup_elem(match->rules->map, &key);

	if (value) {
		match->decision.rule_id = value->rule_id;
		match->decision.verdict = value->verdict;
	}
}

static __always_inline __u64 path_word(struct scratch *scratch, __u32 offset)
{
	/* Up to PATH_BYTES_MAX, where the '/' behind the path is: no bits of that are to be masked off. */
	return *(__u64 *)&scratch->path[offset <= PATH_BYTES_MAX ? offset : PATH_BYTES_MAX];
}

/* Takes the whole words among the first `length` bytes into scratch->hash. Lengths must not shrink from call to call,
 * nor grow by more than a component: that bounds the words. Not static, as spell_path is not. */
__weak __noinline int hash_up_to(struct scratch *scratch, __u32 length)
{
	struct siphash hash;

	if (!scratch)
		return 0;
	hash = scratch->hash;
	for (int i = 0; i <= NAME_BYTES_MAX / 8; i++) {
		if (scratch->hashed + 8 > length)
			break;
		siphash_word(&hash, path_word(scratch, scratch->start + scratch->hashed));
		scratch->hashed += 8;
	}
	scratch->hash = hash;
	return 0;
}

/* The hash of the first `length` bytes, up to which hash_up_to has come. */
static __always_inline __u64 hash_of(struct scratch *scratch, __u32 length)
{
	return siphash_finish(scratch->hash, path_word(scratch, scratch->start + scratch->hashed), length);
}

/* Whether any rule has a name of this form at this depth, see enum class_depths. */
static __always_inline bool is_written(struct match *match, enum class_depths shift, __u32 depth)
{
	return match->rules->depths >> (shift + (depth < DEPTH_BITS ? depth : DEPTH_BITS - 1)) & 1;
}

/* Looks for rules on a directory: the first `length` bytes of the path, its slash included, are its name. */
static __always_inline void match_directory(struct match *match, __u32 length, __u32 depth, bool is_parent)
{
	bool tree = is_written(match, TREES_SHIFT, depth);
	bool children = is_parent && is_written(match, CHILDREN_SHIFT, depth);
	__u64 name;

	hash_up_to(match->scratch, length);
	if (!tree && !children)
		return;
	name = hash_of(match->scratch, length);
	if (tree)
		look_up(match, FORM_TREE, name);
	if (children)
		look_up(match, FORM_CHILDREN, name);
}

/* Looks for a rule on the path as a whole. */
static __always_inline void match_whole(struct match *match, __u32 length, __u32 depth)
{
	hash_up_to(match->scratch, length);
	if (is_written(match, PATHS_SHIFT, depth))
		look_up(match, FORM_PATH, hash_of(match->scratch, length));
}

/* One component, from the root down. A rule found later names a longer path, so it replaces what was found before. */
static long match_component(__u32 index, struct match *match)
{
	struct scratch *scratch = match->scratch;
	__u32 left = scratch->depth - index; /* components from this one on, itself included */
	__u32 end = left > 1 ? scratch->component[(left - 2) % COMPONENTS_MAX] : PATH_BYTES_MAX;
	__u32 length = end - scratch->start;

	if (left == 1 && !match->leaf_is_directory)
		match_whole(match, length, index + 1);
	else
		match_directory(match, length + 1, index + 1, left == 2 && !match->leaf_is_directory);
	return 0;
}

/* Decides by the path that spell_path left in `scratch`. */
static __always_inline struct decision match_path(struct rules *rules, enum rule_class class, struct scratch *scratch,
                                                  enum spelling spelling)
{
	struct match match = {
		.rules = rules,
		.scratch = scratch,
		.class = class,
		.leaf_is_directory = spelling == SPELLED_ANCESTOR,
		.decision.path_cut = spelling == SPELLED_ANCESTOR,
	};

	scratch->hashed = 0;
	siphash_start(&scratch->hash, name_key[0], name_key[1]);
	if (spelling == SPELLED_NAME) {
		/* It lies in no directory, but a rule on all there is means it too. */
		if (is_written(&match, TREES_SHIFT, 0))
			look_up(&match, FORM_TREE, siphash_finish(scratch->hash, '/', 1));
		return match.decision;
	}
	if (scratch->depth == 0) {
		match_whole(&match, 1, 0);
		return match.decision;
	}
	match_directory(&match, 1, 0, scratch->depth == 1 && !match.leaf_is_directory);
	bpf_loop(scratch->depth, match_component, &match, 0);
	return match.decision;
}

/* Decides an act on `file`. The path stays in `scratch` for the record. */
static __always_inline struct decision decide_file(struct rules *rules, enum rule_class class, struct scratch *scratch,
                                                   struct file *file)
{
	enum spelling spelling = spell_file(scratch, file);
	struct decision unnamed = {.path_cut = true};

	if (spelling != NOT_SPELLED)
		return match_path(rules, class, scratch, spelling);
	/* Closed: a rule may speak of this and we cannot tell. */
	scratch->start = PATH_BYTES_MAX;
	count(COUNT_UNRESOLVED);
	unnamed.verdict = rules->may_deny ? VERDICT_DENY : VERDICT_AUDIT;
	return unnamed;
}

#endif
