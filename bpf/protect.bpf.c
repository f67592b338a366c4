// SPDX-License-Identifier: GPL-2.0-only
/* What would get at Bailiff, at the kernel or at other workloads: denied to containers whatever their policies are. */
#include "protect.h"
#include "text.h"

/* include/linux/ptrace.h */
#define PTRACE_MODE_ATTACH 2

#define SIGKILL 9
#define SIGSTOP 19

/* Of enum kernel_read_file_id and enum kernel_load_data_id alike. */
enum { LOAD_MODULE = 2, LOAD_KEXEC_IMAGE = 3, LOAD_KEXEC_INITRAMFS = 4 };

/* What it takes to write to the kernel. */
enum lockdown_reason {
	LOCKDOWN_DEV_MEM,
	LOCKDOWN_KEXEC,
	LOCKDOWN_IOPORT,
	LOCKDOWN_MSR,
	LOCKDOWN_BPF_WRITE_USER,
	LOCKDOWN_DBG_WRITE_KERNEL,
};

enum { PIN_DEPTH_MAX = 6 };

/* Whether the current task is one of the host's whose dealings with the daemon are to be told: init manages it. */
static __always_inline bool is_told_host(struct contained *host)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct owner owner;

	find_owner(task->group_leader, &owner);
	host->workload = WORKLOAD_HOST;
	host->session = 0;
	host->may_deny = false;
	host->is_audited = false;
	return is_active() && !(task->flags & PF_KTHREAD) && task->tgid != 1 && !(owner.flags & LABEL_EXEMPT);
}

static __always_inline bool is_daemon(struct task_struct *task)
{
	struct owner owner;

	find_owner(task->group_leader, &owner);
	return owner.flags & LABEL_EXEMPT;
}

/* ---- other processes ---- */

/* Attaching to a process, or what is as good: writing its memory, taking its descriptors. */
SEC("lsm/ptrace_access_check")
int BPF_PROG(on_ptrace, struct task_struct *child, unsigned int mode, int ret)
{
	struct contained contained;
	struct owner owner;

	if (ret || !(mode & PTRACE_MODE_ATTACH) || !is_active())
		return ret;
	if (find_contained(&contained)) {
		find_owner(child->group_leader, &owner);
		if (!(owner.flags & LABEL_EXEMPT) && owner.workload == contained.workload)
			return 0;
		return protect(&contained, HOOK_PTRACE, mode, program_of(child), true);
	}
	if (is_daemon(child) && is_told_host(&contained))
		return protect(&contained, HOOK_PTRACE, mode, program_of(child), false);
	return 0;
}

/* Operators must be able to end the daemon: nobody of the host is denied that. */
SEC("lsm/task_kill")
int BPF_PROG(on_kill, struct task_struct *task, void *info, int signal, const struct cred *cred, int ret)
{
	struct contained contained;

	if (ret || !signal || !is_active() || !is_daemon(task))
		return ret;
	if (find_contained(&contained))
		return protect(&contained, HOOK_KILL, signal, program_of(task), true);
	if ((signal == SIGKILL || signal == SIGSTOP) && is_told_host(&contained))
		return protect(&contained, HOOK_KILL, signal, program_of(task), false);
	return 0;
}

/* ---- the kernel ---- */

/* bpf(2) can detach and overwrite what enforces: who is denied anything has no use of it. */
SEC("lsm/bpf")
int BPF_PROG(on_bpf, int command, void *attributes, unsigned int size, int ret)
{
	struct contained contained;
	struct victim nothing = {};

	if (ret || !find_contained(&contained) || !contained.may_deny)
		return ret;
	return protect(&contained, HOOK_BPF, command, nothing, true);
}

static __always_inline bool is_code(int id)
{
	return id == LOAD_MODULE || id == LOAD_KEXEC_IMAGE || id == LOAD_KEXEC_INITRAMFS;
}

SEC("lsm/kernel_read_file")
int BPF_PROG(on_kernel_read, struct file *file, int id, bool contents, int ret)
{
	struct contained contained;
	struct victim victim = {};

	if (ret || !is_code(id) || !find_contained(&contained))
		return ret;
	if (file) {
		victim.mount = (__u64)file->f_path.mnt;
		victim.dentry = (__u64)file->f_path.dentry;
	}
	return protect(&contained, HOOK_MODULE, id, victim, true);
}

SEC("lsm/kernel_load_data")
int BPF_PROG(on_kernel_load, int id, bool contents, int ret)
{
	struct contained contained;
	struct victim nothing = {};

	if (ret || !is_code(id) || !find_contained(&contained))
		return ret;
	return protect(&contained, HOOK_MODULE, id, nothing, true);
}

#define IS_REASON(what, reason)                                                                                        \
	(bpf_core_enum_value_exists(enum lockdown_reason, reason) &&                                                   \
	 (what) == (int)bpf_core_enum_value(enum lockdown_reason, reason))

/* The ways into the kernel's memory that a locked-down kernel closes. */
SEC("lsm/locked_down")
int BPF_PROG(on_locked_down, int what, int ret)
{
	struct contained contained;
	struct victim nothing = {};

	if (ret || !control.labelled)
		return ret;
	if (!IS_REASON(what, LOCKDOWN_DEV_MEM) && !IS_REASON(what, LOCKDOWN_KEXEC) &&
	    !IS_REASON(what, LOCKDOWN_IOPORT) && !IS_REASON(what, LOCKDOWN_MSR) &&
	    !IS_REASON(what, LOCKDOWN_BPF_WRITE_USER) && !IS_REASON(what, LOCKDOWN_DBG_WRITE_KERNEL))
		return 0;
	return find_contained(&contained) ? protect(&contained, HOOK_MODULE, what, nothing, true) : 0;
}

/* A new user namespace sheds no label; but in it anybody may mount, and more of the kernel is in reach. */
SEC("lsm/userns_create")
int BPF_PROG(on_userns, const struct cred *cred, int ret)
{
	struct contained contained;
	struct victim nothing = {};

	if (ret || !find_contained(&contained) || !contained.may_deny)
		return ret;
	return protect(&contained, HOOK_USERNS, 0, nothing, false);
}

/* ---- pins ---- */

/* Below a directory "bailiff" of a BPF file system: what keeps the programs attached when the daemon has gone. */
static __always_inline bool is_pin(struct dentry *dentry)
{
	if (BPF_CORE_READ(dentry, d_sb, s_magic) != BPF_FS_MAGIC)
		return false;
	for (int i = 0; i < PIN_DEPTH_MAX; i++) {
		if (is_named(dentry, "bailiff", sizeof("bailiff") - 1))
			return true;
		dentry = BPF_CORE_READ(dentry, d_parent);
	}
	return false;
}

static __always_inline int judge_pin(struct dentry *dentry, enum hook hook)
{
	struct contained contained;
	struct victim nothing = {};

	if (!control.labelled || !is_pin(dentry) || !find_contained(&contained))
		return 0;
	return protect(&contained, hook, 0, nothing, true);
}

SEC("lsm/inode_unlink")
int BPF_PROG(on_unpin, struct inode *dir, struct dentry *dentry, int ret)
{
	return ret ? ret : judge_pin(dentry, HOOK_UNLINK);
}

SEC("lsm/inode_rmdir")
int BPF_PROG(on_remove_pins, struct inode *dir, struct dentry *dentry, int ret)
{
	return ret ? ret : judge_pin(dentry, HOOK_RMDIR);
}

/* fmod_ret programs run on security_inode_rename, which has one argument more. */
SEC("lsm/inode_rename")
int on_rename_pin(__u64 *ctx)
{
	struct dentry *old = (struct dentry *)ctx[1];
	int ret;

	if (is_fmod_ret)
		ret = 0; /* no program runs behind one that has denied */
	else
		ret = ctx[4];
	return answer_of(ret ? ret : judge_pin(old, HOOK_RENAME));
}
