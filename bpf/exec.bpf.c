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
	struct actor actor;
	int answer;

	if (ret || !is_active())
		return ret;
	answer = find_actor(CLASS_PROCESS, &actor) ? judge_file(&actor, HOOK_EXEC, bprm->file, 0, 0) : 0;
	if (!answer)
		carry_label(bpf_get_current_task_btf());
	return answer;
}

/* The last bytes of the command line that the new program has got. */
static __always_inline __u64 hash_of_args(struct scratch *scratch, struct task_struct *task, __u32 bytes)
{
	unsigned long end = BPF_CORE_READ(task, mm, arg_end);

	if (bytes > ARGS_BYTES_MAX || bpf_probe_read_user(scratch->texts, bytes, (void *)end - bytes))
		return 0;
	return hash_texts(scratch, 0, bytes);
}

/* The arguments that a rule allowed were read from the memory of the caller, who may have changed them before the kernel
 * copied them. The new program has not run an instruction yet: if they differ, it never will. */
static __always_inline void check_args(struct label *label, struct actor *actor, struct scratch *scratch)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct file *program = executable_of(task);
	__u32 bytes = label->args_bytes;

	label->args_bytes = 0;
	if (!bytes || hash_of_args(scratch, task, bytes) == label->args_hash)
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
	if (actor.label)
		actor.label->rule_set = 0;
	if (!actor.set->sources && (!actor.label || !actor.label->args_bytes))
		return 0;
	actor.class = CLASS_PROCESS;
	scratch = acquire_scratch();
	label = need_label(&actor);
	if (scratch && label) {
		identify(&actor, scratch);
		check_args(label, &actor, scratch);
	}
	if (scratch)
		release_scratch(scratch);
	facts = facts_of(actor.rules, CLASS_FILE);
	if (label && actor.set->sources && facts && facts->flags & CLASS_MAY_DENY)
		label->flags |= LABEL_RECHECK;
	return 0;
}
