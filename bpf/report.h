/* SPDX-License-Identifier: GPL-2.0-only */
/* Writing one record of a decision. The verdict stands whatever happens here; what is lost is counted by cause. */
#ifndef BAILIFF_REPORT_H
#define BAILIFF_REPORT_H

#include "args.h"
#include "rules.h"

static __always_inline int errno_of(const struct decision *decision)
{
	return decision->verdict == VERDICT_DENY ? -EACCES : 0;
}

static __always_inline bool is_told(const struct decision *decision)
{
	return decision->verdict == VERDICT_AUDIT || decision->verdict == VERDICT_DENY;
}

static __always_inline void begin_record(struct scratch *scratch)
{
	__builtin_memset(&scratch->event, 0, sizeof(scratch->event));
}

static __always_inline struct file *executable_of(struct task_struct *task)
{
	return BPF_CORE_READ(task, mm, exe_file);
}

/* Appends the path in `scratch`. One body for four texts, so that programs stay small. */
static __noinline int add_path(struct scratch *scratch, enum text text)
{
	__u32 end, size;

	if (!scratch || text >= TEXT_COUNT)
		return 0;
	end = texts_end(&scratch->event);
	size = PATH_BYTES_MAX - scratch->start;
	if (end > TEXT_BYTES_MAX || size > PATH_BYTES_MAX)
		return 0;
	bpf_probe_read_kernel(&scratch->texts[end], size, &scratch->path[scratch->start % PATH_BYTES_MAX]);
	scratch->event.size[text] = size;
	return 0;
}

static __always_inline void spell_and_add(struct scratch *scratch, enum text text, struct vfsmount *mount,
                                          struct dentry *dentry)
{
	if (!dentry)
		return; /* a kernel thread has no executable, a dying task no directory */
	switch (spell_path(scratch, (__u64)mount, (__u64)dentry)) {
	case SPELLED:
	case SPELLED_NAME:
		add_path(scratch, text);
		break;
	case SPELLED_ANCESTOR:
		add_path(scratch, text);
		scratch->event.cut |= 1 << text;
		break;
	case NOT_SPELLED:
		scratch->event.cut |= 1 << text;
		break;
	}
}

static __always_inline void add_tty(struct scratch *scratch, struct task_struct *task)
{
	struct tty_struct *tty = BPF_CORE_READ(task, signal, tty);
	__u32 end = texts_end(&scratch->event);
	long size;

	if (!tty || end > TEXT_BYTES_MAX)
		return;
	size = bpf_probe_read_kernel_str(&scratch->texts[end], TTY_BYTES_MAX, tty->name);
	if (size > 0)
		scratch->event.size[TEXT_TTY] = size - 1;
}

/* Fills in who acts and hands the record over. TEXT_OBJECT and what is the hook's own in scratch->event are written. */
static __always_inline void report(struct scratch *scratch, enum hook hook, const struct decision *decision)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct task_struct *leader = BPF_CORE_READ(task, group_leader);
	struct task_struct *parent = BPF_CORE_READ(leader, real_parent);
	struct event *event = &scratch->event;
	struct file *program = executable_of(task), *parent_program = executable_of(parent);
	__u32 size;

	event->header.time_ns = bpf_ktime_get_boot_ns();
	event->header.cgroup_id = bpf_get_current_cgroup_id();
	event->header.rule_id = decision->rule_id;
	event->header.hook = hook;
	event->header.verdict = decision->verdict;
	event->start_ns = BPF_CORE_READ(leader, start_boottime);
	event->pid = BPF_CORE_READ(task, tgid);
	event->tid = BPF_CORE_READ(task, pid);
	event->parent_pid = BPF_CORE_READ(parent, tgid);
	event->uid = bpf_get_current_uid_gid();
	event->error = errno_of(decision);

	spell_and_add(scratch, TEXT_PROGRAM, BPF_CORE_READ(program, f_path.mnt), BPF_CORE_READ(program, f_path.dentry));
	spell_and_add(scratch, TEXT_PARENT, BPF_CORE_READ(parent_program, f_path.mnt),
	              BPF_CORE_READ(parent_program, f_path.dentry));
	spell_and_add(scratch, TEXT_CWD, BPF_CORE_READ(task, fs, pwd.mnt), BPF_CORE_READ(task, fs, pwd.dentry));
	add_args(scratch, task, hook == HOOK_EXEC);
	add_tty(scratch, task);

	size = texts_end(event);
	if (size > TEXT_BYTES_MAX)
		size = TEXT_BYTES_MAX;
	if (bpf_ringbuf_output(&ring, event, sizeof(*event) + size, 0))
		count(COUNT_DROP_RING_FULL);
	else
		count(COUNT_RECORDS);
}

/* The whole of a hook on a file: find the rules, decide, tell, and answer 0 or -EACCES. */
static __always_inline int decide_and_report_file(enum rule_class class, enum hook hook, struct file *file)
{
	struct rules rules;
	struct decision decision;
	struct scratch *scratch;

	if (!find_rules(class, &rules))
		return 0;
	scratch = acquire_scratch();
	if (!scratch) {
		count(COUNT_DROP_NO_SCRATCH);
		if (!rules.may_deny)
			return 0; /* open: no rule of this class denies anything */
		count(COUNT_UNRESOLVED);
		return -EACCES; /* closed: without space to spell the path we cannot tell what this is */
	}
	decision = decide_file(&rules, class, scratch, file);
	if (is_told(&decision)) {
		begin_record(scratch);
		add_path(scratch, TEXT_OBJECT);
		if (decision.path_cut)
			scratch->event.cut |= 1 << TEXT_OBJECT;
		scratch->event.flags = hook == HOOK_OPEN ? BPF_CORE_READ(file, f_flags) : 0;
		report(scratch, hook, &decision);
	}
	release_scratch(scratch);
	return errno_of(&decision);
}

#endif
