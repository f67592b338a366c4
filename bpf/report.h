/* SPDX-License-Identifier: GPL-2.0-only */
/* Writing one record of a decision. The verdict stands whatever happens here; what is lost is counted by cause. */
#ifndef BAILIFF_REPORT_H
#define BAILIFF_REPORT_H

#include "args.h"
#include "sources.h"

static __always_inline bool is_told(const struct decision *decision)
{
	return decision->verdict == VERDICT_AUDIT || decision->verdict == VERDICT_DENY;
}

/* Appends the path in `scratch`. One body for all texts, so that programs stay small. */
__weak __noinline int add_path(struct scratch *scratch, enum text text)
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

/* Texts are added in the order of enum text. */
__weak __noinline int spell_and_add(struct scratch *scratch, enum text text, __u64 mount, __u64 dentry)
{
	if (!scratch || text >= TEXT_COUNT || !dentry)
		return 0; /* a kernel thread has no executable, a dying task no directory */
	switch (spell_path(scratch, mount, dentry)) {
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
	return 0;
}

/* Addresses go by way of memory: a function that is verified by itself may be given numbers only, no pointers. */
static __always_inline __u64 address_in(__u64 *memory)
{
	return *(volatile __u64 *)memory;
}

/* Appends the path of a file. */
static __always_inline void add_file(struct scratch *scratch, enum text text, __u64 mount, __u64 dentry)
{
	scratch->mount = mount;
	scratch->dentry = dentry;
	spell_and_add(scratch, text, address_in(&scratch->mount), address_in(&scratch->dentry));
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

/* Starts a record. What is the hook's own is written between this and report(). */
static __always_inline void begin_record(struct scratch *scratch, enum hook hook)
{
	__builtin_memset(&scratch->event, 0, sizeof(scratch->event));
	scratch->event.header.hook = hook;
}

static __always_inline struct tally *tally_of(struct scratch *scratch)
{
	struct tally_key key = {
		.workload = scratch->ask.workload,
		.rule_id = scratch->decision.rule_id,
		.hook = scratch->event.header.hook,
		.verdict = scratch->decision.verdict,
		.reason = scratch->decision.reason,
	};
	struct tally *tally = bpf_map_lookup_elem(&tallies, &key);
	struct tally fresh = {};

	if (tally)
		return tally;
	bpf_map_update_elem(&tallies, &key, &fresh, BPF_NOEXIST);
	return bpf_map_lookup_elem(&tallies, &key);
}

/* The first alert of each rule and program passes whatever else there was. */
static __always_inline bool is_first_of(struct scratch *scratch)
{
	struct told_key first = {.workload = scratch->ask.workload, .rule_id = scratch->decision.rule_id};
	__u8 one = 1;

	first.program = (__u64)BPF_CORE_READ(bpf_get_current_task_btf(), mm, exe_file, f_inode);
	if (bpf_map_lookup_elem(&told, &first))
		return false;
	return !bpf_map_update_elem(&told, &first, &one, BPF_ANY);
}

/* The generic cell rate algorithm (ITU-T I.371): a bucket of tokens in one number. */
static __always_inline bool is_within_rate(struct tally *tally)
{
	__u64 now = bpf_ktime_get_boot_ns();

	for (int i = 0; i < 4; i++) {
		__u64 due = tally->due_ns, from = due > now ? due : now;

		if (due > now + control.alert_burst_ns)
			return false;
		if (__sync_val_compare_and_swap(&tally->due_ns, due, from + control.alert_interval_ns) == due)
			return true;
	}
	return true; /* so many at once: better one alert too many than a blind spot */
}

/* Counts the decision. False: it is not to be told. Not inlined, to have its stack back. */
static __noinline bool tally_decision(struct scratch *scratch)
{
	struct tally *tally = tally_of(scratch);

	count(COUNT_ASKED);
	if (!tally) {
		count(COUNT_UNTALLIED);
		return true;
	}
	__sync_fetch_and_add(&tally->asked, 1);
	if (!control.alert_interval_ns || is_first_of(scratch) || is_within_rate(tally))
		return true;
	__sync_fetch_and_add(&tally->suppressed, 1);
	count(COUNT_SUPPRESSED);
	return false;
}

static __noinline int count_loss(struct scratch *scratch)
{
	struct tally *tally = tally_of(scratch);

	count(COUNT_DROP_RING_FULL);
	if (tally)
		__sync_fetch_and_add(&tally->lost, 1);
	return 0;
}

/* Fills in who acts and hands the record over, unless there were too many. The object is written, and so is the verdict:
 * in scratch->decision and scratch->event.error. */
__weak __noinline int report(struct scratch *scratch)
{
	struct task_struct *current = bpf_get_current_task_btf(), *task, *leader, *parent;
	struct file *program;
	struct event *event;
	__u32 size;

	if (!scratch || !tally_decision(scratch))
		return 0;
	task = scratch->task ? (struct task_struct *)scratch->task : current;
	leader = BPF_CORE_READ(task, group_leader);
	parent = BPF_CORE_READ(leader, real_parent);
	event = &scratch->event;
	event->header.time_ns = bpf_ktime_get_boot_ns();
	event->header.cgroup_id = BPF_CORE_READ(task, cgroups, dfl_cgrp, kn, id);
	event->header.rule_id = scratch->decision.rule_id;
	event->header.verdict = scratch->decision.verdict;
	event->header.reason = scratch->decision.reason;
	event->workload = scratch->ask.workload;
	event->start_ns = BPF_CORE_READ(leader, start_boottime);
	event->pid = BPF_CORE_READ(task, tgid);
	event->tid = BPF_CORE_READ(task, pid);
	event->parent_pid = BPF_CORE_READ(parent, tgid);
	event->uid = BPF_CORE_READ(task, cred, uid.val);

	program = executable_of(task);
	spell_and_add(scratch, TEXT_PROGRAM, (__u64)BPF_CORE_READ(program, f_path.mnt),
	              (__u64)BPF_CORE_READ(program, f_path.dentry));
	program = executable_of(parent);
	spell_and_add(scratch, TEXT_PARENT, (__u64)BPF_CORE_READ(program, f_path.mnt),
	              (__u64)BPF_CORE_READ(program, f_path.dentry));
	spell_and_add(scratch, TEXT_CWD, (__u64)BPF_CORE_READ(task, fs, pwd.mnt),
	              (__u64)BPF_CORE_READ(task, fs, pwd.dentry));
	if (scratch->task)
		event->cut |= 1 << TEXT_ARGS; /* in the memory of another process */
	else
		add_args(scratch, current, event->header.hook == HOOK_EXEC && scratch->decision.reason != REASON_RACED);
	add_tty(scratch, task);

	size = texts_end(event);
	if (size > TEXT_BYTES_MAX)
		size = TEXT_BYTES_MAX;
	if (bpf_ringbuf_output(&ring, event, sizeof(*event) + size, 0))
		count_loss(scratch);
	else
		count(COUNT_RECORDS);
	return 0;
}

static __always_inline __u64 session_of(const struct actor *actor)
{
	return actor->label ? actor->label->session : 0;
}

/* Ends a record: the answer that the act gets, 0 or a negative errno, and `value` (struct event). */
static __always_inline void tell(struct scratch *scratch, __u32 value, int answer, __u64 session)
{
	scratch->event.value = value;
	scratch->event.error = answer;
	scratch->event.session = session;
	report(scratch);
}

static __always_inline int answer_of_decision(const struct scratch *scratch, int error)
{
	return scratch->decision.verdict == VERDICT_DENY ? error : 0;
}

/* It cannot be told what the act is about. */
static __always_inline void decide_blind(struct actor *actor, struct scratch *scratch)
{
	struct rule_class_facts *facts = facts_of(actor->rules, actor->class);

	decide_unknown(scratch, !facts || facts->flags & CLASS_MAY_DENY, actor->set->is_audited);
}

enum { TRIES_MAX = 2 }; /* a rule set may be replaced while an act is looked at */

/* Decides, whatever happens meanwhile: where the rule set was replaced, `attempt` is made once more. False: the rules that
 * are in force by then do not speak of such acts. */
static __always_inline bool decide_act(struct actor *actor, struct scratch *scratch, void *act,
                                       enum found (*attempt)(struct actor *, struct scratch *, void *, bool is_first),
                                       bool (*find_again)(struct actor *, void *))
{
#pragma clang loop unroll(disable)
	for (int i = 0; i < TRIES_MAX; i++) {
		enum found found = attempt(actor, scratch, act, i == 0);

		if (found == FOUND)
			return true;
		if (found == UNKNOWN)
			break;
		if (!find_again(actor, act))
			return false;
	}
	decide_blind(actor, scratch);
	return true;
}

/* The rules of the current task, for decide_act. */
static __always_inline bool find_own(struct actor *actor, void *act)
{
	return find_actor(actor->class, actor);
}

/* Answers for an act that there was no scratch space to look at. */
static __always_inline int answer_blind(struct actor *actor, int error)
{
	struct rule_class_facts *facts = facts_of(actor->rules, actor->class);

	count(COUNT_ASKED);
	count(COUNT_DROP_NO_SCRATCH);
	if (!facts || !(facts->flags & CLASS_MAY_DENY) || actor->set->is_audited)
		return 0;
	count(COUNT_UNRESOLVED);
	return error; /* closed: we cannot tell what this is */
}

#endif
