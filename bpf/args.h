/* SPDX-License-Identifier: GPL-2.0-only */
/* Command lines. A process can change its own while it is read: so what a rule has allowed is looked at once more when the
 * kernel has made its copy, see exec.bpf.c. */
#ifndef BAILIFF_ARGS_H
#define BAILIFF_ARGS_H

#include "scratch.h"

struct args {
	struct scratch *scratch;
	const void *argv; /* in the memory of the program calling execve */
	__u32 begin;      /* offset into scratch->texts */
	__u32 size;
	bool whole;
};

static long add_arg(__u32 index, struct args *args)
{
	const char *arg = NULL;
	__u32 offset = args->begin + args->size;
	__u32 room = ARGS_BYTES_MAX - args->size;
	long size;

	if (bpf_probe_read_user(&arg, sizeof(arg), args->argv + index * sizeof(arg)))
		return 1;
	if (!arg) {
		args->whole = true;
		return 1;
	}
	if (room > ARGS_BYTES_MAX || offset > TEXT_BYTES_MAX)
		return 1;
	size = bpf_probe_read_user_str(&args->scratch->texts[offset], room, arg);
	if (size < 0)
		return 1;
	if (size == 0) { /* what some kernels answer for an empty string */
		args->scratch->texts[offset] = 0;
		size = 1;
	}
	args->size += size;
	return args->size >= ARGS_BYTES_MAX;
}

__weak __noinline __u64 hash_texts(struct scratch *scratch, __u32 begin, __u32 size);

static long hash_next_arg(__u32 index, struct args *args)
{
	struct scratch *scratch = args->scratch;
	__u32 begin = args->size, count;
	__u64 hash;

	if (add_arg(index, args)) {
		scratch->args_known = args->whole;
		return 1;
	}
	scratch->args_bytes = args->size;
	if (index == 0) {
		scratch->first_arg_bytes = args->size;
		return 0;
	}
	hash = hash_texts(scratch, begin, args->size - begin - 1);
	count = scratch->arg_count;
	if (count >= ARGS_MAX)
		return 1;
	scratch->args[count] = hash;
	scratch->arg_count = count + 1;
	return 0;
}

/* The argv that the execve or execveat under way was given, or NULL: a 32-bit system call has another layout, and a
 * kernel thread starting a helper has none. */
static __always_inline const void *argv_of(struct task_struct *task)
{
	struct pt_regs *regs = (struct pt_regs *)bpf_task_pt_regs(task);

#if defined(__TARGET_ARCH_x86)
	enum { EXECVE = 59, EXECVEAT = 322, CS_32 = 0x23 };
	unsigned long call = BPF_CORE_READ(regs, orig_ax);

	if (BPF_CORE_READ(regs, cs) == CS_32)
		return NULL;
	return call == EXECVE     ? (const void *)BPF_CORE_READ(regs, si)
	       : call == EXECVEAT ? (const void *)BPF_CORE_READ(regs, dx)
	                          : NULL;
#elif defined(__TARGET_ARCH_arm64)
	enum { EXECVE = 221, EXECVEAT = 281 };
	int call = BPF_CORE_READ(regs, syscallno);

	return call == EXECVE     ? (const void *)BPF_CORE_READ(regs, regs[1])
	       : call == EXECVEAT ? (const void *)BPF_CORE_READ(regs, regs[2])
	                          : NULL;
#endif
}

static long hash_word(__u32 index, struct scratch **scratch)
{
	struct scratch *at = *scratch;
	__u32 begin = at->hashed;

	if (begin > TEXT_BYTES_MAX)
		return 1;
	siphash_word(&at->hash, *(__u64 *)&at->texts[begin]);
	at->hashed = begin + 8;
	return 0;
}

/* The hash of scratch->texts[begin .. begin + size). Not static, as spell_path is not. */
__weak __noinline __u64 hash_texts(struct scratch *scratch, __u32 begin, __u32 size)
{
	if (!scratch)
		return 0;
	siphash_start(&scratch->hash, name_key[0], name_key[1]);
	scratch->hashed = begin;
	bpf_loop(size / 8, hash_word, &scratch, 0);
	begin = scratch->hashed;
	if (begin > TEXT_BYTES_MAX)
		return 0;
	return siphash_finish(scratch->hash, *(__u64 *)&scratch->texts[begin], size);
}

/* Reads the arguments of the program that is being started into scratch->texts and hashes all but the first. Returns how
 * many bytes these have, each with a NUL. What was found is taken from the scratch: the verifier of 6.1 believes that the
 * callback of bpf_loop runs exactly once, and drops the code that what lies on the stack could not lead to then. */
static __always_inline __u32 read_args(struct scratch *scratch, struct task_struct *task)
{
	struct args args = {.scratch = scratch, .argv = argv_of(task)};

	scratch->arg_count = 0;
	scratch->args_known = false;
	scratch->args_bytes = 0;
	scratch->first_arg_bytes = 0;
	if (!args.argv)
		return 0;
	bpf_loop(ARGS_MAX + 1, hash_next_arg, &args, 0);
	return scratch->args_known ? scratch->args_bytes - scratch->first_arg_bytes : 0;
}

/* Appends TEXT_ARGS: of the program to be started, or of the one that runs. */
static __always_inline void add_args(struct scratch *scratch, struct task_struct *task, bool starting)
{
	struct args args = {.scratch = scratch, .begin = texts_end(&scratch->event)};
	__u32 last;

	if (args.begin > TEXT_BYTES_MAX)
		return;
	if (starting) {
		args.argv = argv_of(task);
		if (args.argv)
			bpf_loop(ARGS_MAX + 1, add_arg, &args, 0); /* one more for the NULL at the end */
	} else {
		struct mm_struct *mm = BPF_CORE_READ(task, mm);
		unsigned long begin = BPF_CORE_READ(mm, arg_start), size = BPF_CORE_READ(mm, arg_end) - begin;

		args.whole = size <= ARGS_BYTES_MAX;
		if (!args.whole)
			size = ARGS_BYTES_MAX;
		if (size && bpf_probe_read_user(&scratch->texts[args.begin], size, (void *)begin))
			args.whole = false;
		else
			args.size = size;
	}
	if (!args.whole)
		scratch->event.cut |= 1 << TEXT_ARGS;
	if (args.size > ARGS_BYTES_MAX)
		args.size = ARGS_BYTES_MAX;
	/* The last argument's NUL separates it from nothing. A process may have written over it. */
	last = args.begin + args.size - 1;
	if (args.size && last < sizeof(scratch->texts) && !scratch->texts[last])
		args.size--;
	scratch->event.size[TEXT_ARGS] = args.size;
}

#endif
