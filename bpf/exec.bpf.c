// SPDX-License-Identifier: GPL-2.0-only
/* Starting programs. */
#include "judge.h"

enum { SIGKILL = 9 };

/* A thread that starts a program takes the place of the first one, and the label goes with that. */
static __always_inline void carry_label(struct task_struct *task)
{
	struct label *label, *own;

	if (task->pid == task->tgid)
		return;
	label = label_of(task->group_leader);
	own = label ? bpf_task_storage_get(&labels, task, NULL, BPF_LOCAL_STORAGE_GET_F_CREATE) : NULL;
	if (own)
		*own = *label;
	else if (label)
		count(COUNT_UNLABELLED);
}

/* Runs for each file an execve turns to: a script first, then its interpreter. The caller still runs its program. */
SEC("lsm/bprm_check_security")
int BPF_PROG(on_exec, struct linux_binprm *bprm, int ret)
{
	__u32 argc = bprm->interp == bprm->filename ? bprm->argc : 0; /* a script's interpreter gets others besides */
	struct actor actor;
	int answer;

	if (ret || !is_active())
		return ret;
	answer = find_actor(CLASS_PROCESS, &actor) ? judge_file(&actor, HOOK_EXEC, bprm->file, 0, argc) : 0;
	if (!answer)
		carry_label(bpf_get_current_task_btf());
	return answer;
}

/* Arguments before those of the caller: the program's name or, at each of five levels of scripts, up to three others. */
enum { ARGS_BEFORE_MAX = 16 };

/* The last arguments that the new program has got, as many as were allowed. The kernel does not say yet where they end. */
static __always_inline __u64 hash_of_args(struct scratch *scratch, struct linux_binprm *bprm, struct label *label)
{
	__u32 bytes;
	int before = bprm->argc - (int)label->args_count;
	unsigned long at = bprm->p;

	if (before > ARGS_BEFORE_MAX)
		return 0;
	for (int i = 0; i < ARGS_BEFORE_MAX; i++) {
		long size;

		if (i >= before)
			break;
		size = bpf_probe_read_user_str(scratch->texts, ARGS_BYTES_MAX, (void *)at);
		if (size <= 0)
			return 0;
		at += size;
	}
	bytes = label->args_bytes % (2 * ARGS_BYTES_MAX); /* for the verifier: it is less than that */
	if (bpf_probe_read_user(scratch->texts, bytes, (void *)at))
		return 0;
	return hash_texts(scratch, 0, bytes);
}

/* The arguments that a rule allowed were read from the memory of the caller, who may have changed them before the kernel
 * copied them. The new program has not run an instruction yet: if they differ, it never will. */
static __always_inline void check_args(struct label *label, struct linux_binprm *bprm, struct scratch *scratch)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct file *program = executable_of(task);
	bool is_same = !label->args_bytes || hash_of_args(scratch, bprm, label) == label->args_hash;

	label->args_bytes = 0;
	if (is_same)
		return;
	bpf_send_signal(SIGKILL);
	settle(&scratch->decision, VERDICT_DENY, REASON_RACED, label->args_rule);
	begin_record(scratch, HOOK_EXEC);
	spell_and_add(scratch, TEXT_OBJECT, (__u64)BPF_CORE_READ(program, f_path.mnt),
	              (__u64)BPF_CORE_READ(program, f_path.dentry));
	report(scratch);
}

/* The new program has taken over. What it may do depends on which program it is: that is found out before it can change
 * its name. It may have been left descriptors that it could not open itself. */
SEC("lsm/bprm_committed_creds")
int BPF_PROG(on_started, struct linux_binprm *bprm)
{
	struct rule_class_facts *facts;
	struct scratch *scratch;
	struct label *label;
	struct actor actor;

	if (!is_active() || !find_rules(&actor))
		return 0;
	if (actor.label) {
		actor.label->rule_set = 0;
		if (!(actor.set->classes & 1U << CLASS_PROCESS))
			actor.label->args_bytes = 0; /* of other rules */
	}
	if (!actor.set->sources && (!actor.label || !actor.label->args_bytes))
		return 0;
	actor.class = CLASS_PROCESS;
	scratch = acquire_scratch();
	label = need_label(&actor);
	if (scratch && label) {
		identify(&actor, scratch);
		check_args(label, bprm, scratch);
	}
	if (scratch)
		release_scratch(scratch);
	facts = facts_of(actor.rules, CLASS_FILE);
	if (label && actor.set->sources && facts && facts->flags & CLASS_MAY_DENY)
		label->flags |= LABEL_RECHECK;
	return 0;
}
