// SPDX-License-Identifier: GPL-2.0-only
/* Opening files, and using what others have opened. */
#include "judge.h"

/* Whether the file has a place in a tree: a socket or a pipe is no business of rules on paths. */
static __always_inline bool is_in_tree(struct inode *inode)
{
	__u16 type = inode->i_mode & S_IFMT;

	return type == S_IFREG || type == S_IFDIR || type == S_IFCHR || type == S_IFBLK;
}

/* A pipe, a process or a namespace, which is in no directory: its own parent. */
static __always_inline bool is_nameless(struct file *file)
{
	unsigned long magic;

	if (file->f_path.dentry->d_parent != file->f_path.dentry)
		return false;
	magic = file->f_inode->i_sb->s_magic;
	return !is_in_tree(file->f_inode) || magic == PID_FS_MAGIC || magic == NSFS_MAGIC;
}

/* Runs on every open after the path is resolved: no symlink or ".." is left. O_PATH opens do not come here; they read
 * nothing. */
SEC("lsm/file_open")
int BPF_PROG(on_open, struct file *file, int ret)
{
	struct actor actor;
	__u32 flags;

	if (ret || !find_actor(CLASS_FILE, &actor))
		return ret;
	/* Overlayfs opens the file below once more; the act was decided on the overlay's own file. */
	if (file->f_mode & FMODE_NOACCOUNT || is_nameless(file))
		return 0;
	flags = file->f_flags;
	/* Judged when it was made, a moment ago, as an act of writing. Who has no name (O_TMPFILE) was not. */
	if (file->f_mode & FMODE_CREATED && !(flags & O_TMPFILE))
		return 0;
	return judge_file(&actor, HOOK_OPEN, file, file->f_mode & FMODE_WRITE || flags & O_TRUNC ? IS_WRITE : 0, flags);
}

/* A descriptor arrives from another process: over a unix socket, by pidfd_getfd. Nothing else is called for it. */
SEC("lsm/file_receive")
int BPF_PROG(on_receive, struct file *file, int ret)
{
	struct actor actor;

	if (ret || !find_actor(CLASS_FILE, &actor))
		return ret;
	if (is_nameless(file))
		return 0;
	return judge_file(&actor, HOOK_RECEIVE, file, file->f_mode & FMODE_WRITE ? IS_WRITE : 0, file->f_flags);
}

static __always_inline bool is_in_execve(struct task_struct *task)
{
	return BPF_CORE_READ_BITFIELD(task, in_execve);
}

/* An act on a descriptor which this program may not have opened, or not under these rules. It was opened by whoever is in
 * its credentials, so that a program which gives up its rights keeps what it had. */
static __always_inline int judge_use(struct file *file, bool is_write)
{
	struct task_struct *task = bpf_get_current_task_btf(), *leader = task->group_leader;
	struct label *label;
	struct actor actor;
	__u32 conditions = ONLY_DENIES | OWNER_IS_SET;

	if (!may_matter(CLASS_FILE))
		return 0;
	/* What the kernel reads of a program was decided for whoever starts it. */
	if (!leader->bpf_storage || is_in_execve(task))
		return 0;
	label = label_of(leader);
	if (label && !(label->flags & LABEL_RECHECK))
		return 0;
	if (!is_in_tree(file->f_inode) || file->f_mode & FMODE_NOACCOUNT)
		return 0;
	if (!find_actor(CLASS_FILE, &actor))
		return 0;
	if (is_write)
		conditions |= IS_WRITE;
	if (file->f_inode->i_uid.val == file->f_cred->fsuid.val)
		conditions |= BY_OWNER;
	return judge_file(&actor, HOOK_USE, file, conditions, file->f_flags);
}

/* Runs on every read and write: attached only while some rule set may deny files. */
SEC("lsm/file_permission")
int BPF_PROG(on_use, struct file *file, int mask, int ret)
{
	return ret ? ret : judge_use(file, mask & MAY_WRITE);
}

/* By a descriptor; on_truncate has it on kernels before 6.2. */
SEC("lsm/file_truncate")
int BPF_PROG(on_file_truncate, struct file *file, int ret)
{
	return ret ? ret : judge_use(file, true);
}

/* A program is loaded into memory by another (ld.so PROGRAM, dlopen), not by execve: only rules that name it can deny it,
 * for libraries come this way, too. */
static __always_inline int judge_mapping(enum hook hook, struct file *file, __u32 prot)
{
	struct actor actor;

	if (!find_actor(CLASS_PROCESS, &actor) || executable_of(bpf_get_current_task_btf()) == file)
		return 0; /* it was decided when it was started */
	return judge_file(&actor, hook, file, BLOCKS_ONLY, prot);
}

/* fmod_ret programs run on security_mmap_file, which lacks `reqprot`. */
SEC("lsm/mmap_file")
int on_mmap(__u64 *ctx)
{
	struct file *file = (struct file *)ctx[0];
	unsigned long prot, flags;
	int ret, answer = 0;

	if (is_fmod_ret) {
		prot = ctx[1];
		flags = ctx[2];
		ret = ctx[3];
	} else {
		prot = ctx[2];
		flags = ctx[3];
		ret = *(volatile __u64 *)&ctx[4]; /* or the compiler makes one read of two, at an address it computes */
	}
	/* What the kernel maps of a program was decided when that was started. */
	if (ret || !file || is_in_execve(bpf_get_current_task_btf()))
		return answer_of(ret);
	if (prot & PROT_EXEC)
		answer = judge_mapping(HOOK_MMAP, file, prot);
	if (!answer)
		answer = judge_use(file, prot & PROT_WRITE && (flags & MAP_TYPE) != MAP_PRIVATE);
	return answer_of(answer);
}

SEC("lsm/file_mprotect")
int BPF_PROG(on_mprotect, struct vm_area_struct *vma, unsigned long reqprot, unsigned long prot, int ret)
{
	struct file *file = vma->vm_file;

	if (ret || !(prot & PROT_EXEC) || vma->vm_flags & VM_EXEC || !file)
		return ret;
	return judge_mapping(HOOK_MPROTECT, file, prot);
}
