// SPDX-License-Identifier: GPL-2.0-only
/* Presets: acts that are told by what they are, whatever names they have. */
#include "mounts.h"
#include "numbers.h"
#include "text.h"

#define READ_IMPLIES_EXEC 0x0400000 /* include/uapi/linux/personality.h */
#define DEV_ZERO (1 << 20 | 5)      /* what is mapped of it is memory, and no file */

enum { PROC_DEPTH_MAX = 8 }; /* entries between a file of procfs and its process */

static __always_inline int judge_preset(struct actor *actor, enum hook hook, enum preset preset, struct file *file,
                                        __u32 value)
{
	struct numbered act = {
		.hook = hook,
		.number = preset,
		.value = value,
		.preset = preset,
		.object = file,
		.error = -EACCES,
	};

	return judge_number(actor, &act);
}

/* In no directory: deleted, never linked (O_TMPFILE, memfd), or of a file system that only the kernel has mounted. */
static __always_inline bool is_placeless(struct file *file)
{
	return !file->f_inode->i_nlink || file->f_inode->i_sb->s_flags & SB_KERNMOUNT;
}

static __always_inline bool is_memory(struct file *file)
{
	struct inode *inode;

	if (!file)
		return true;
	inode = file->f_inode;
	return is_placeless(file) || ((inode->i_mode & S_IFMT) == S_IFCHR && inode->i_rdev == DEV_ZERO);
}

static long search_shm(__u32 index, struct mount_search *search)
{
	struct mount *mount = next_mount(search);

	if (!mount)
		return 1;
	if (!is_named(BPF_CORE_READ(mount, mnt_mountpoint), "shm", 3))
		return 0;
	search->found = (void *)mount + bpf_core_field_offset(struct mount, mnt);
	return 1;
}

/* On a tmpfs that is mounted as "shm" somewhere, by whatever mount it is reached. */
static __always_inline bool is_on_shm(struct file *file)
{
	struct super_block *super = file->f_inode->i_sb;
	struct mount_search search = {};

	if (super->s_magic != TMPFS_MAGIC)
		return false;
	begin_search(&search, super);
	bpf_loop(MOUNTS_MAX, search_shm, &search, 0);
	return search.found != NULL;
}

/* Below one of the two directories that are meant to be memory. Without space to spell the path: closed. */
static __always_inline bool is_below_shm(struct file *file)
{
	struct scratch *scratch = acquire_scratch();
	char head[9] = {};

	if (!scratch)
		return true;
	scratch->mount = (__u64)file->f_path.mnt;
	scratch->dentry = (__u64)file->f_path.dentry;
	spell_object(scratch);
	bpf_probe_read_kernel(head, sizeof(head), &scratch->path[scratch->start % PATH_BYTES_MAX]);
	release_scratch(scratch);
	return are_same(head, "/dev/shm/", sizeof(head)) || are_same(head, "/run/shm/", sizeof(head));
}

static __always_inline bool is_fileless(struct file *file)
{
	return is_placeless(file) || is_on_shm(file) || is_below_shm(file);
}

/* The same places as on_exec has. */
SEC("lsm/bprm_check_security")
int BPF_PROG(on_preset_exec, struct linux_binprm *bprm, int ret)
{
	struct actor actor;

	if (ret || !find_actor(CLASS_PRESETS, &actor))
		return ret;
	/* Once for a script, not for its interpreter too. */
	if (actor.label && actor.label->flags & LABEL_ENTERED && bprm->interp == bprm->filename && on_terminal())
		ret = judge_preset(&actor, HOOK_EXEC, PRESET_EXEC, bprm->file, 0);
	if (!ret && may_decide(&actor, PRESET_FILELESS_EXEC) && is_fileless(bprm->file))
		ret = judge_preset(&actor, HOOK_EXEC, PRESET_FILELESS_EXEC, bprm->file, 0);
	return ret;
}

/* Private mappings are how programs and libraries are loaded; what is mapped shared is shared memory. */
static __always_inline int judge_code(struct actor *actor, enum hook hook, struct file *file, bool is_memory,
                                      bool is_private, __u32 prot)
{
	int answer = 0;

	if (is_memory)
		answer = judge_preset(actor, hook, PRESET_ANONYMOUS_MAP_EXEC, file, prot);
	if (!answer && file && is_private && may_decide(actor, PRESET_FILELESS_EXEC) && is_fileless(file))
		answer = judge_preset(actor, hook, PRESET_FILELESS_EXEC, file, prot);
	return answer;
}

/* What can be written and executed at once needs no file to be code. fmod_ret programs run on security_mmap_file, which
 * lacks `reqprot` and has yet to add what the personality implies. */
SEC("lsm/mmap_file")
int on_preset_mmap(__u64 *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct file *file = (struct file *)ctx[0];
	unsigned long prot, flags;
	struct actor actor;
	bool is_private;
	int ret;

	if (is_fmod_ret) {
		prot = ctx[1];
		flags = ctx[2];
		ret = ctx[3];
		if (prot & PROT_READ && task->personality & READ_IMPLIES_EXEC)
			prot |= PROT_EXEC;
	} else {
		prot = ctx[2];
		flags = ctx[3];
		ret = *(volatile __u64 *)&ctx[4]; /* or the compiler makes one read of two, at an address it computes */
	}
	if (ret || !(prot & PROT_EXEC) || !find_actor(CLASS_PRESETS, &actor))
		return answer_of(ret);
	if (BPF_CORE_READ_BITFIELD_PROBED(task, in_execve))
		return answer_of(0); /* decided when the program was started */
	is_private = (flags & MAP_TYPE) == MAP_PRIVATE;
	return answer_of(judge_code(&actor, HOOK_MMAP, file, is_memory(file) || (prot & PROT_WRITE && is_private),
	                            is_private, prot));
}

/* A page of a file that was written to is memory, too: only then has a private mapping an anon_vma. */
SEC("lsm/file_mprotect")
int BPF_PROG(on_preset_mprotect, struct vm_area_struct *vma, unsigned long reqprot, unsigned long prot, int ret)
{
	struct file *file = vma->vm_file;
	bool is_private = !(vma->vm_flags & VM_SHARED), is_new = !(vma->vm_flags & VM_EXEC);
	bool is_writable = prot & PROT_WRITE && is_private;
	struct actor actor;

	if (ret || !(prot & PROT_EXEC) || !find_actor(CLASS_PRESETS, &actor))
		return ret;
	if (!is_new && !(is_writable && !(vma->vm_flags & VM_WRITE)))
		return 0; /* nothing that could not be done before */
	return judge_code(&actor, HOOK_MPROTECT, file, is_memory(file) || vma->anon_vma || is_writable,
	                  is_private && is_new, prot);
}

/* The process that an entry of procfs is about, by its nearest directory that belongs to one. */
static __always_inline struct pid *process_of(struct dentry *dentry)
{
	for (int i = 0; i < PROC_DEPTH_MAX; i++) {
		struct inode *inode = BPF_CORE_READ(dentry, d_inode);
		struct proc_inode *entry = (void *)inode - bpf_core_field_offset(struct proc_inode, vfs_inode);
		struct pid *pid = inode ? BPF_CORE_READ(entry, pid) : NULL;

		if (pid)
			return pid;
		dentry = BPF_CORE_READ(dentry, d_parent);
	}
	return NULL;
}

/* A thread of this process is this process. One that has ended is not. */
static __always_inline bool is_other(struct pid *pid)
{
	struct hlist_node *first = BPF_CORE_READ(pid, tasks[0].first);
	struct task_struct *task = (void *)first - bpf_core_field_offset(struct task_struct, pid_links);

	return !first || BPF_CORE_READ(task, tgid) != bpf_get_current_task_btf()->tgid;
}

/* What there is to read of another process lies in procfs, wherever that is mounted. */
SEC("lsm/file_open")
int BPF_PROG(on_preset_open, struct file *file, int ret)
{
	struct dentry *dentry = file->f_path.dentry;
	struct super_block *super = file->f_inode->i_sb;
	struct actor actor;
	struct pid *pid;

	if (ret || super->s_magic != PROC_SUPER_MAGIC || !find_actor(CLASS_PRESETS, &actor))
		return ret;
	if (dentry->d_parent == super->s_root)
		return 0; /* a process's directory itself is not below it */
	pid = process_of(dentry);
	if (!pid || !is_other(pid))
		return 0;
	if (is_named(dentry, "environ", 7))
		ret = judge_preset(&actor, HOOK_OPEN, PRESET_PROTECT_ENV, file, file->f_flags);
	return ret ? ret : judge_preset(&actor, HOOK_OPEN, PRESET_PROTECT_PROC, file, file->f_flags);
}
