// SPDX-License-Identifier: GPL-2.0-only
/* System calls, as they are asked for: rules on them only tell. Attached only while there are such rules, for a tracepoint on
 * system calls slows down every one of them. */
#include "numbers.h"
#include "calls.h"
#include "written.h"

/* Calls that could not be judged when they began, because what they name was not in memory yet: the kernel brings it there. */
struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, __u32); /* the number + 1 */
} unread __weak SEC(".maps");

/* Beside enum found: the caller's memory is not there yet. */
enum { NOT_READ = UNKNOWN + 1 };

enum when { CALL_BEGINS, CALL_ENDS, PROGRAM_STARTED };

struct call {
	struct pt_regs *regs;
	__u32 number;
	enum when when;
};

/* Adds the cells of one path of the call, and the path to the record. `place` is a byte of paths_of_call. */
static __always_inline enum reading meet_path(struct scratch *scratch, struct call *call, __u32 place, enum text text,
                                              enum found *found)
{
	struct task_struct *task = bpf_get_current_task_btf();
	__u32 path = place & 15, fd = place >> 4;
	__u64 address = path ? arg_of_call(task, call->regs, path - 1) : 0;
	int directory = fd ? (int)arg_of_call(task, call->regs, fd - 1) : AT_FDCWD;
	enum reading reading = PATH_READ;

	if (call->when == PROGRAM_STARTED) {
		struct file *program = executable_of(task);
		enum spelling spelling = spell_path(scratch, (__u64)BPF_CORE_READ(program, f_path.mnt),
		                                    (__u64)BPF_CORE_READ(program, f_path.dentry));

		if (spelling != SPELLED)
			reading = spelling == SPELLED_NAME ? PATH_ABSENT : PATH_UNKNOWN;
	} else {
		reading = read_written(scratch, address, directory, TEXT_OF_USER);
	}
	if (reading == PATH_READ) {
		*found = find_path(scratch, SPELLED);
		add_path(scratch, text);
	}
	return reading;
}

/* Decides it, and begins a record. What cannot be read when the call ends, the kernel could not read either: the call has
 * failed, and its number is all that counts. */
static __noinline int try_call(struct actor *actor, struct scratch *scratch, struct call *call, __u32 places)
{
	struct match match = {};
	enum found found = identify(actor, scratch);
	enum reading first = PATH_ABSENT, second = PATH_ABSENT;

	begin_record(scratch, HOOK_SYSCALL);
	scratch->event.value = call->number;
	if (found != FOUND)
		return found;
	if (!open_rules(&match, scratch))
		return RULES_CHANGED;
	name_for(&match, CLASS_SYSCALLS, 0);
	meet(&match, hash_number(call->number), 0);
	scratch->ask.number = call->number + 1;
	if (places)
		first = meet_path(scratch, call, places & 0xff, TEXT_OBJECT, &found);
	if (places >> 8 && found == FOUND)
		second = meet_path(scratch, call, places >> 8, TEXT_TARGET, &found);
	if (found != FOUND)
		return found;
	if (call->when == CALL_BEGINS && (first == PATH_UNREADABLE || second == PATH_UNREADABLE))
		return NOT_READ;
	if (first == PATH_UNKNOWN || second == PATH_UNKNOWN)
		return UNKNOWN;
	return decide(scratch);
}

static __always_inline int judge_call(struct call *call)
{
	struct rule_class_facts *facts;
	struct scratch *scratch;
	struct actor actor;
	__u32 places = 0;
	int found;

	if (!find_actor(CLASS_SYSCALLS, &actor))
		return 0;
	facts = facts_of(actor.rules, CLASS_SYSCALLS);
	if (!facts)
		return 0;
	if (facts->depths || facts->dfa_count)
		places = entry_of(paths_of_call, call->number);
	if (!places && !may_decide(&actor, call->number))
		return 0;
	if (call->when == CALL_BEGINS)
		count_act(actor.workload, HOOK_SYSCALL);
	scratch = acquire_scratch();
	if (!scratch)
		return answer_blind(&actor, 0);
	scratch->ask.conditions = find_conditions(NULL, 0);
	found = try_call(&actor, scratch, call, places);
	if (found == RULES_CHANGED) {
		struct actor again = {.class = CLASS_SYSCALLS};

		if (find_rules(&again))
			found = try_call(&again, scratch, call, places);
	}
	if (found == NOT_READ) {
		__u32 *later =
			bpf_task_storage_get(&unread, bpf_get_current_task_btf(), NULL, BPF_LOCAL_STORAGE_GET_F_CREATE);

		if (later) {
			*later = call->number + 1;
			release_scratch(scratch);
			return 0;
		}
	}
	if (found != FOUND)
		decide_unknown(scratch, false, false);
	if (is_told(&scratch->decision)) {
		scratch->decision.verdict = VERDICT_AUDIT;
		if (actor.label)
			scratch->event.session = actor.label->session;
		report(scratch);
	}
	release_scratch(scratch);
	return 0;
}

SEC("tp_btf/sys_enter")
int BPF_PROG(on_syscall, struct pt_regs *regs, long number)
{
	struct call call = {.regs = regs, .when = CALL_BEGINS};

	if (!may_matter(CLASS_SYSCALLS))
		return 0;
	call.number = number_of_call(bpf_get_current_task_btf(), number);
	return call.number == NO_CALL ? 0 : judge_call(&call);
}

/* The arguments are still where they were, but for a program that was started: it has its own registers. */
SEC("tp_btf/sys_exit")
int BPF_PROG(on_syscall_end, struct pt_regs *regs, long result)
{
	struct call call = {.regs = regs, .when = CALL_ENDS};
	__u32 *later;

	if (!may_matter(CLASS_SYSCALLS))
		return 0;
	later = bpf_task_storage_get(&unread, bpf_get_current_task_btf(), NULL, 0);
	if (!later || !*later)
		return 0;
	call.number = *later - 1;
	*later = 0;
	if ((call.number == EXECVE || call.number == EXECVEAT) && !result)
		call.when = PROGRAM_STARTED;
	return judge_call(&call);
}
