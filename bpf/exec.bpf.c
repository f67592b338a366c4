// SPDX-License-Identifier: GPL-2.0-only
/* Starting programs. */
#include "judge.h"

enum { SIGKILL = 9 };

/* A thread that starts a program takes the place of the first one, and the label goes with that. Without memory for it nothing
 * is started. */
static __noinline int carry_label(struct task_struct *task)
{
	struct task_struct *leader = task->group_leader;
	struct label *label = label_of(leader), *own;
	__u64 lost = 0;

	if (!label && leader->bpf_storage)
		lost = find_lost(leader);
	if (!label && !lost)
		return 0;
	own = bpf_task_storage_get(&labels, task, NULL, BPF_LOCAL_STORAGE_GET_F_CREATE);
	if (!own) {
		count(COUNT_UNLABELLED);
		return -ENOMEM;
	}
	copy_label(own, label, lost);
	return 0;
}

/* Whether a process of the runtime starts itself anew, as runc does from a copy of itself that nobody can reach: still among
 * the mounts of the host, and from a file that is in no directory of these. */
static __always_inline bool is_restart(struct task_struct *task, struct file *program)
{
	return BPF_CORE_READ(task, nsproxy, mnt_ns) == host_namespace() &&
	       is_of_nowhere(BPF_CORE_READ(program, f_path.mnt));
}

/* A container's rules hold from its first program on, and for the starting of that. */
static __noinline int end_starting(struct file *program)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct task_struct *leader = task->group_leader;
	struct label *label = label_of(leader);
	__u32 flags;

	if (label && label->flags & LABEL_PENDING)
		settle_pending(label);
	flags = label ? label->flags : read_lost(leader) >> 32;
	if (!(flags & LABEL_STARTING) || is_restart(task, program))
		return 0;
	if (!label)
		return -ENOMEM;
	__sync_fetch_and_and(&label->flags, ~LABEL_STARTING);
	return 0;
}

/* Runs for each file an execve turns to: a script first, then its interpreter. The caller still runs its program. */
SEC("lsm/bprm_check_security")
int BPF_PROG(on_exec, struct linux_binprm *bprm, int ret)
{
	__u32 argc = bprm->interp == bprm->filename ? bprm->argc : 0; /* a script's interpreter gets others besides */
	struct task_struct *task = bpf_get_current_task_btf();
	struct actor actor;
	int answer;

	if (ret || !is_active())
		return ret;
	if (task->group_leader->bpf_storage) {
		answer = end_starting(bprm->file);
		if (answer)
			return answer;
	}
	answer = find_actor(CLASS_PROCESS, &actor) ? judge_file(&actor, HOOK_EXEC, bprm->file, 0, argc) : 0;
	return answer || task->pid == task->tgid ? answer : carry_label(task);
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

enum { FDS_MAX = 1024, FDS_A_WORD = 64, MEM_MAJOR = 1, MINOR_BITS = 20 };

struct inheritance {
	struct fdtable *table;
	__u64 open;   /* of the descriptors of a word, those that were not looked at yet: bit 0 is the next one */
	__u32 number; /* of that */
	bool is_found;
};

/* What every program may have: null, zero, full, random, urandom. Drivers' numbers are in Documentation/admin-guide/devices.txt. */
static __always_inline bool is_common_device(struct inode *inode)
{
	__u32 number = BPF_CORE_READ(inode, i_rdev), minor = number & ((1 << MINOR_BITS) - 1);

	return number >> MINOR_BITS == MEM_MAJOR && minor < 10 &&
	       (1 << 3 | 1 << 5 | 1 << 7 | 1 << 8 | 1 << 9) >> minor & 1;
}

/* Whether rules on files may have anything to say of the open file. Something that has no type may be a ring with files of its
 * own (io_uring). */
static __always_inline bool is_of_rules(struct file *file)
{
	struct inode *inode = BPF_CORE_READ(file, f_inode);
	__u16 type = BPF_CORE_READ(inode, i_mode) & S_IFMT;

	return type != S_IFIFO && type != S_IFSOCK && !(type == S_IFCHR && is_common_device(inode));
}

static long look_at_descriptor(__u32 index, struct inheritance *left)
{
	struct fdtable *table = left->table;
	struct file **files = BPF_CORE_READ(table, fd), *file = NULL;

	if (!left->open)
		return 1;
	if (left->open & 1) {
		bpf_probe_read_kernel(&file, sizeof(file), &files[left->number]);
		if (file && is_of_rules(file))
			left->is_found = true;
	}
	left->open >>= 1;
	left->number++;
	return 0;
}

static long look_at_word(__u32 index, struct inheritance *left)
{
	struct fdtable *table = left->table;
	unsigned long *words = BPF_CORE_READ(table, open_fds);

	left->number = index * FDS_A_WORD;
	if (left->number >= BPF_CORE_READ(table, max_fds))
		return 1;
	bpf_probe_read_kernel(&left->open, sizeof(left->open), &words[index]);
	bpf_loop(FDS_A_WORD, look_at_descriptor, left, 0);
	return 0;
}

/* Whether a new program has descriptors that it could not open itself perhaps. Most have none: uses of those that they open
 * are not asked about again. */
static __always_inline bool inherits_files(void)
{
	struct fdtable *table = BPF_CORE_READ(bpf_get_current_task_btf(), files, fdt);
	struct inheritance left = {.table = table};

	if (BPF_CORE_READ(table, max_fds) > FDS_MAX)
		return true;
	bpf_loop(FDS_MAX / FDS_A_WORD, look_at_word, &left, 0);
	return left.is_found;
}

/* Whether the new program's arguments are to be looked at once more, though its label cannot be had, see find_lost. */
static __noinline bool is_check_lost(struct task_struct *leader)
{
	struct label *label = (struct label *)find_lost(leader);
	__u32 bytes = 0;

	if (label)
		bpf_probe_read_kernel(&bytes, sizeof(bytes), &label->args_bytes);
	return bytes;
}

/* The new program has taken over. What it may do depends on which program it is: that is found out before it can change
 * its name. It may have been left descriptors that it could not open itself. */
SEC("lsm/bprm_committed_creds")
int BPF_PROG(on_started, struct linux_binprm *bprm)
{
	struct task_struct *leader = bpf_get_current_task_btf()->group_leader;
	struct rule_class_facts *facts;
	struct scratch *scratch;
	struct label *label;
	struct actor actor;
	bool is_checked;

	if (!is_active() || !find_rules(&actor))
		return 0;
	if (actor.label) {
		actor.label->rule_set = 0;
		if (!(actor.set->classes & 1U << CLASS_PROCESS))
			actor.label->args_bytes = 0; /* of other rules */
	}
	label = actor.label;
	is_checked = label ? label->args_bytes : leader->bpf_storage && is_check_lost(leader);
	if (actor.set->sources || is_checked) {
		actor.class = CLASS_PROCESS;
		scratch = acquire_scratch();
		label = need_label(&actor);
		if (scratch && label) {
			identify(&actor, scratch);
			check_args(label, bprm, scratch);
		} else if (is_checked && answer_blind(&actor, -EACCES)) {
			bpf_send_signal(SIGKILL);
		}
		if (scratch)
			release_scratch(scratch);
	}
	facts = facts_of(actor.rules, CLASS_FILE);
	if (!label || !facts || !(facts->flags & CLASS_MAY_DENY))
		return 0;
	if (!(label->flags & LABEL_RECHECK) && !actor.set->sources)
		return 0;
	if (inherits_files())
		__sync_fetch_and_or(&label->flags, LABEL_RECHECK);
	else
		__sync_fetch_and_and(&label->flags, ~LABEL_RECHECK);
	return 0;
}
