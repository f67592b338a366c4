// SPDX-License-Identifier: GPL-2.0-only
/* Capabilities. */
#include "numbers.h"

#define CAP_OPT_NOAUDIT 2 /* include/linux/security.h: the kernel asks what it might do besides, not for the caller */

enum { IO_URING_ENTER = 426, NAMESPACES_MAX = 33 }; /* the same number everywhere; namespaces nest 32 deep */

static __always_inline bool is_in_io_uring(struct task_struct *task)
{
	struct pt_regs *regs;

	if (task->flags & PF_IO_WORKER)
		return true;
	regs = (struct pt_regs *)bpf_task_pt_regs(task);
#if defined(__TARGET_ARCH_x86)
	return BPF_CORE_READ(regs, orig_ax) == IO_URING_ENTER;
#elif defined(__TARGET_ARCH_arm64)
	return BPF_CORE_READ(regs, syscallno) == IO_URING_ENTER;
#endif
}

/* Whether the task uses rights of its own. Overlayfs works with those of whoever mounted it, and it must be able to; io_uring
 * with those that the task itself has registered. */
static __always_inline bool is_own(struct task_struct *task, const struct cred *cred)
{
	return cred == task->real_cred || (cred == task->cred && is_in_io_uring(task));
}

/* What cap_capable answers. A program that runs in front of it would tell of rights that nobody has. */
static __always_inline bool has_capability(const struct cred *cred, struct user_namespace *namespace, __u32 cap)
{
	struct user_namespace *own = BPF_CORE_READ(cred, user_ns);
	__u64 effective = 0;
	__u32 owner = BPF_CORE_READ(cred, euid.val);
	int level = BPF_CORE_READ(own, level);

	bpf_core_read(&effective, sizeof(effective), &cred->cap_effective);
	for (int i = 0; i < NAMESPACES_MAX; i++) {
		struct user_namespace *parent;

		if (namespace == own)
			return effective >> cap & 1;
		if (BPF_CORE_READ(namespace, level) <= level)
			return false;
		parent = BPF_CORE_READ(namespace, parent);
		if (parent == own && BPF_CORE_READ(namespace, owner.val) == owner)
			return true;
		namespace = parent;
	}
	return true;
}

/* Runs when the kernel asks whether a task has a capability. A check that is not to be audited is decided like any other, so
 * that what is blocked is blocked everywhere, but tells nobody: the kernel makes such checks at nearly every mmap, and
 * answers the call all the same. */
SEC("lsm/capable")
int BPF_PROG(on_capable, const struct cred *cred, struct user_namespace *namespace, int cap, unsigned int options,
             int ret)
{
	struct numbered act = {.hook = HOOK_CAPABLE, .number = cap, .value = cap, .error = -EPERM};
	struct actor actor;

	if (ret || !find_actor(CLASS_CAPABILITIES, &actor))
		return ret;
	if (!is_own(bpf_get_current_task_btf(), cred))
		return 0;
	if (is_fmod_ret && !has_capability(cred, namespace, cap))
		return 0;
	act.is_quiet = options & CAP_OPT_NOAUDIT;
	return judge_number(&actor, &act);
}
