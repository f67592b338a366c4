/* SPDX-License-Identifier: GPL-2.0-only */
/* The whole of a hook on a file: who acts, what rules say of the file's names, telling, answering. */
#ifndef BAILIFF_JUDGE_H
#define BAILIFF_JUDGE_H

#include "marks.h"
#include "mounts.h"
#include "remember.h"
#include "report.h"

/* A file, there or about to be made. */
struct object {
	struct vfsmount *mount;
	struct dentry *dentry;
	struct inode *inode; /* NULL: it is not there yet */
	struct memory *kept; /* where its names are remembered; NULL: they are not */
};

/* A file that an act is about besides: TEXT_TARGET. */
struct second {
	struct vfsmount *mount;
	struct dentry *dentry;
	const char *text; /* instead: what the caller wrote, of which the kernel has a copy */
};

static __always_inline void add_string(struct scratch *scratch, enum text text, const char *string)
{
	__u32 end = texts_end(&scratch->event);
	long size;

	if (end > TEXT_BYTES_MAX)
		return;
	size = bpf_probe_read_kernel_str(&scratch->texts[end], PATH_BYTES_MAX, string);
	if (size > 0)
		scratch->event.size[text] = size - 1;
}

static __always_inline bool on_terminal(void)
{
	return bpf_get_current_task_btf()->signal->tty != NULL;
}

static __always_inline bool is_owner(struct inode *inode)
{
	return !inode || inode->i_uid.val == BPF_CORE_READ(bpf_get_current_task_btf(), cred, fsuid.val);
}

/* Conditions that some rule may ask for and that cost something to find out. */
static __always_inline __u32 find_conditions(struct inode *inode, __u32 conditions)
{
	if (!(conditions & OWNER_IS_SET) && is_owner(inode))
		conditions |= BY_OWNER;
	return on_terminal() ? conditions | ON_TERMINAL : conditions;
}

/* Whether what no rule names is denied or told, too. */
static __always_inline bool is_listed(struct actor *actor)
{
	struct rule_class_facts *facts = facts_of(actor->rules, actor->class);

	return !facts || facts->flags & CLASS_ALLOW_LIST;
}

/* Spells what scratch->mount and scratch->dentry are. A mount that has no place gives no names: what it shows is named by another
 * mount of its file system, and by nothing where there is none. Not static, as spell_path is not. */
__weak __noinline enum spelling spell_object(struct scratch *scratch)
{
	enum spelling spelling;
	struct vfsmount *named;

	if (!scratch)
		return NOT_SPELLED;
	spelling = spell_path(scratch, address_in(&scratch->mount), address_in(&scratch->dentry));
	if ((spelling != SPELLED && spelling != SPELLED_ANCESTOR) || !is_detached((struct vfsmount *)scratch->top))
		return spelling;
	named = find_mount((struct dentry *)scratch->dentry);
	if (!named)
		return SPELLED_NAME;
	scratch->mount = (__u64)named;
	return spell_path(scratch, address_in(&scratch->mount), address_in(&scratch->dentry));
}

/* What the rules on the names found say. Most files are none of theirs. */
static __always_inline enum found weigh_cells(struct actor *actor, struct scratch *scratch, struct inode *inode)
{
	if (!scratch->cell_count && !is_listed(actor)) {
		settle(&scratch->decision, VERDICT_ALLOW, REASON_RULE, 0);
		return FOUND;
	}
	scratch->ask.conditions = find_conditions(inode, scratch->ask.conditions);
	return decide(scratch);
}

/* An act on a file on its way to a decision. */
struct file_act {
	struct object *object;
	struct memory *memory; /* of the object, if is_recalled */
	bool is_recalled;
};

/* Decides it. The path is left in `scratch` only where the act is to be told. */
static __always_inline enum found try_object(struct actor *actor, struct scratch *scratch, void *of, bool is_first)
{
	struct file_act *act = of;
	struct object *object = act->object;
	struct memory *memory = act->memory;
	enum spelling spelling;
	enum found found = identify(actor, scratch);

	scratch->mount = (__u64)object->mount;
	scratch->dentry = (__u64)object->dentry;
	scratch->decision.path_cut = false;
	scratch->start = PATH_BYTES_MAX;
	if (found != FOUND)
		return found;
	if (act->is_recalled && is_first) {
		for (int i = 0; i < REMEMBERED_MAX; i++)
			scratch->cells[i] = memory->cells[i];
		scratch->cell_count = memory->count % (REMEMBERED_MAX + 1);
		found = weigh_cells(actor, scratch, object->inode);
		if (found == FOUND && is_told(&scratch->decision))
			spell_object(scratch);
		return found;
	}
	if (is_private(object->mount)) { /* what was asked for was decided on the file that is shown */
		settle(&scratch->decision, VERDICT_ALLOW, REASON_RULE, 0);
		return FOUND;
	}
	spelling = spell_object(scratch);
	if (spelling == NOT_SPELLED) {
		scratch->start = PATH_BYTES_MAX;
		return UNKNOWN;
	}
	scratch->decision.path_cut = spelling == SPELLED_ANCESTOR;
	found = find_path(scratch, spelling);
	if (found != FOUND)
		return found;
	if (control.marks)
		find_marks(scratch, object->dentry);
	if (object->kept && spelling == SPELLED && !(scratch->ask.conditions & IS_MOVE))
		remember(memory, object->kept, scratch, object->inode, object->dentry);
	return weigh_cells(actor, scratch, object->inode);
}

/* Reads the arguments of the program that is being started, where a rule asks for them. Returns their bytes. The kernel has
 * copied them already: if those were not `argc`, the name among them, they have been changed. 0: that is not known. */
static __always_inline __u32 ask_args(struct actor *actor, struct scratch *scratch, __u32 argc)
{
	struct rule_class_facts *facts = facts_of(actor->rules, CLASS_PROCESS);
	__u32 bytes;

	if (actor->label)
		actor->label->args_bytes = 0; /* of a program that could not be started */
	if (!facts || !(facts->flags & CLASS_HAS_ARGS))
		return 0;
	bytes = read_args(scratch, bpf_get_current_task_btf());
	if (argc && argc != scratch->arg_count + 1) {
		scratch->args_known = false;
		return 0;
	}
	scratch->args_hash = bytes ? hash_texts(scratch, scratch->first_arg_bytes, bytes) : 0;
	return bytes;
}

/* Remembers them until the kernel has made its copy, see exec.bpf.c. False: there is no memory for that. */
static __always_inline bool keep_args(struct actor *actor, struct scratch *scratch, __u32 bytes)
{
	struct label *label = need_label(actor);

	if (!label)
		return false;
	label->args_hash = scratch->args_hash;
	label->args_rule = scratch->weight.hard.rule_id;
	label->args_bytes = bytes;
	label->args_count = scratch->arg_count;
	return true;
}

/* Judges one act on a file and answers 0 or `error`, which is negative. `value` is told; of HOOK_EXEC it is for ask_args. */
static __always_inline int judge_object(struct actor *actor, enum hook hook, struct object *object, __u32 conditions,
                                        __u32 value, struct second *second, int error)
{
	struct memory memory = {};
	struct file_act act = {.object = object, .memory = &memory};
	struct scratch *scratch;
	__u32 args_bytes = 0;
	int answer;

	count_act(actor->workload, hook);
	if (object->kept) {
		act.is_recalled = recall(&memory, object->kept, actor, object->inode, object->mount, object->dentry);
		if (act.is_recalled && !memory.count && (conditions & BLOCKS_ONLY || !is_listed(actor)))
			return 0; /* no rule speaks of it */
	}
	scratch = acquire_scratch();
	if (!scratch)
		return answer_blind(actor, error);
	scratch->ask.conditions = conditions;
	scratch->args_known = false;
	if (hook == HOOK_EXEC) {
		args_bytes = ask_args(actor, scratch, value);
		value = 0;
	}
	if (!decide_act(actor, scratch, &act, try_object, find_own)) {
		release_scratch(scratch);
		return 0;
	}
	answer = answer_of_decision(scratch, error);
	if (conditions & ONLY_DENIES ? answer : is_told(&scratch->decision)) {
		begin_record(scratch, hook);
		add_path(scratch, TEXT_OBJECT);
		if (scratch->decision.path_cut || scratch->decision.reason == REASON_UNRESOLVED)
			scratch->event.cut |= 1 << TEXT_OBJECT;
		if (second && second->text)
			add_string(scratch, TEXT_TARGET, second->text);
		else if (second)
			add_file(scratch, TEXT_TARGET, (__u64)second->mount, (__u64)second->dentry);
		tell(scratch, value, answer, session_of(actor));
		mark(scratch, object->inode);
	}
	if (args_bytes && !answer)
		answer = keep_args(actor, scratch, args_bytes) ? 0 : error;
	release_scratch(scratch);
	return answer;
}

/* Where the names of a file are remembered, for acts of `class`. */
static __always_inline struct memory *memory_of(struct inode *inode, enum rule_class class)
{
	struct memories *kept = !is_fmod_ret && inode
	                                ? bpf_inode_storage_get(&memories, inode, NULL, BPF_LOCAL_STORAGE_GET_F_CREATE)
	                                : NULL;

	return !kept ? NULL : class == CLASS_PROCESS ? &kept->process : &kept->file;
}

/* An act on an open file. */
static __always_inline int judge_file(struct actor *actor, enum hook hook, struct file *file, __u32 conditions,
                                      __u32 value)
{
	struct object object = {
		.mount = file->f_path.mnt,
		.dentry = file->f_path.dentry,
		.inode = file->f_inode,
		.kept = memory_of(file->f_inode, actor->class),
	};

	return judge_object(actor, hook, &object, conditions, value, NULL, -EACCES);
}

#endif
