// SPDX-License-Identifier: GPL-2.0-only
/* Acts on the system itself: mounts, which change what names mean, and what would get at Bailiff or at other workloads. */
#include "judge.h"
#include "mounts.h"
#include "written.h"

/* include/uapi/linux/mount.h */
#define MS_RDONLY 1
#define MS_REMOUNT 32
#define MS_BIND 4096
#define MS_MOVE 8192
#define MS_PROPAGATION (1 << 17 | 1 << 18 | 1 << 19 | 1 << 20) /* unbindable, private, slave, shared */

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

enum { ROOT_MOUNTS_MAX = 8, PIN_DEPTH_MAX = 6 };

/* ---- Mounts ---- */

/* A place whose names change their meaning. */
struct place {
	struct vfsmount *mount;
	struct dentry *dentry;
	struct second *source;
	enum hook hook;
	__u32 conditions;
	__u32 value;
};

/* As a file that is written to and, with all that lies below it, taken away. A hook has a program for each class: the stack
 * has room for one. */
static __always_inline int judge_place(struct place *place, enum rule_class class)
{
	struct object object = {.mount = place->mount, .dentry = place->dentry, .inode = place->dentry->d_inode};
	struct actor actor;

	if (!find_actor(class, &actor))
		return 0;
	return judge_object(&actor, place->hook, &object, place->conditions | IS_WRITE, place->value, place->source,
	                    -EPERM);
}

/* Whether the current task is a container's. Init systems and container runtimes set up namespaces on the host, and put whole
 * roots in place there: for them the names below a mount do not count, only the place itself. What Block rules name is held
 * by its marks all the same. */
static __always_inline bool is_contained(void)
{
	struct label *label;

	if (!is_active() || !control.labelled)
		return false;
	label = label_of(bpf_get_current_task_btf()->group_leader);
	if (!label || label->flags & LABEL_EXEMPT)
		return false;
	if (label->flags & LABEL_PENDING)
		settle_pending(label);
	return label->workload != WORKLOAD_HOST;
}

/* The root of a mount namespace, whatever is mounted over it. */
static __always_inline bool is_namespace_root(struct vfsmount *tree, struct dentry *dentry)
{
	for (int i = 0; i < ROOT_MOUNTS_MAX; i++) {
		struct mount *mount = (void *)tree - bpf_core_field_offset(struct mount, mnt);
		struct mount *above;

		if (dentry != BPF_CORE_READ(tree, mnt_root))
			return false;
		above = BPF_CORE_READ(mount, mnt_parent);
		if (above == mount)
			return true;
		dentry = BPF_CORE_READ(mount, mnt_mountpoint);
		tree = (void *)above + bpf_core_field_offset(struct mount, mnt);
	}
	return false;
}

/* What is mounted somewhere can be read and written there: `text`, as the caller wrote it, is judged as the object. */
static __always_inline int judge_source(struct place *place, const char *text)
{
	struct scratch *scratch;
	struct actor actor;
	enum found found;
	enum reading reading;
	int answer = 0;

	if (!find_actor(CLASS_FILE, &actor))
		return 0;
	scratch = acquire_scratch();
	if (!scratch)
		return answer_blind(&actor, -EPERM);
	scratch->ask.conditions = find_conditions(NULL, place->conditions);
	found = identify(&actor, scratch);
	if (found == FOUND) {
		reading = read_written(scratch, (__u64)text, AT_FDCWD, TEXT_OF_KERNEL);
		if (reading == PATH_ABSENT) {
			release_scratch(scratch);
			return 0;
		}
		found = reading == PATH_READ ? find_path(scratch, SPELLED) : UNKNOWN;
	}
	if (found == FOUND)
		found = decide(scratch);
	if (found != FOUND) {
		struct rule_class_facts *facts = facts_of(actor.rules, CLASS_FILE);

		decide_unknown(scratch, !facts || facts->flags & CLASS_MAY_DENY, actor.set->is_audited);
	}
	if (scratch->decision.verdict == VERDICT_DENY)
		answer = -EPERM;
	if (is_told(&scratch->decision)) {
		begin_record(scratch, place->hook);
		scratch->mount = (__u64)place->mount;
		scratch->dentry = (__u64)place->dentry;
		spell_and_add(scratch, TEXT_OBJECT, address_in(&scratch->mount), address_in(&scratch->dentry));
		add_string(scratch, TEXT_TARGET, text);
		scratch->event.value = place->value;
		scratch->event.error = answer;
		if (actor.label)
			scratch->event.session = actor.label->session;
		report(scratch);
	}
	release_scratch(scratch);
	return answer;
}

/* ---- Protection, whatever the policies are ---- */

/* A container, and what its rules are like. */
struct contained {
	__u32 workload;
	__u64 session;
	bool may_deny;   /* some rule of its set denies */
	bool is_audited; /* nothing is denied to it */
};

static __always_inline bool find_contained(struct contained *contained)
{
	struct label *label;
	struct rule_set *set;
	void *rules;

	if (!is_contained())
		return false;
	label = label_of(bpf_get_current_task_btf()->group_leader);
	if (!label)
		return false;
	contained->workload = label->workload;
	contained->session = label->session;
	contained->may_deny = false;
	contained->is_audited = false;
	rules = bpf_map_lookup_elem(&rule_sets, &contained->workload);
	if (!rules)
		return true;
	set = (struct rule_set *)block_of(rules, 0);
	contained->is_audited = set && set->is_audited;
	for (int class = CLASS_PROCESS; class < CLASS_COUNT; class ++) {
		struct rule_class_facts *facts = facts_of(rules, class);

		if (facts && facts->flags & CLASS_MAY_DENY)
			contained->may_deny = true;
	}
	return true;
}

/* What a protected act is done to; addresses, 0 for nothing that has a path. */
struct victim {
	__u64 mount, dentry;
};

static __always_inline struct victim program_of(struct task_struct *task)
{
	struct file *program = executable_of(task);
	struct victim victim = {
		.mount = (__u64)BPF_CORE_READ(program, f_path.mnt),
		.dentry = (__u64)BPF_CORE_READ(program, f_path.dentry),
	};

	return victim;
}

/* Tells of the act, and answers. */
static __always_inline int protect(const struct contained *contained, enum hook hook, __u32 value, struct victim victim,
                                   bool is_denied)
{
	struct scratch *scratch;
	int answer = is_denied && !contained->is_audited ? -EPERM : 0;

	count_act(contained->workload, hook);
	scratch = acquire_scratch();
	if (!scratch) {
		count(COUNT_ASKED);
		count(COUNT_DROP_NO_SCRATCH);
		return answer;
	}
	scratch->ask.workload = contained->workload;
	settle(&scratch->decision, answer ? VERDICT_DENY : VERDICT_AUDIT, REASON_PROTECTED, 0);
	begin_record(scratch, hook);
	scratch->mount = victim.mount;
	scratch->dentry = victim.dentry;
	spell_and_add(scratch, TEXT_OBJECT, address_in(&scratch->mount), address_in(&scratch->dentry));
	scratch->event.value = value;
	scratch->event.error = answer;
	scratch->event.session = contained->session;
	report(scratch);
	release_scratch(scratch);
	return answer;
}

/* Whether the current task is one of the host's whose dealings with the daemon are to be told: init manages it. */
static __always_inline bool is_told_host(struct contained *host)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct label *label = label_of(task->group_leader);

	host->workload = WORKLOAD_HOST;
	host->session = 0;
	host->may_deny = false;
	host->is_audited = false;
	return is_active() && !(task->flags & PF_KTHREAD) && task->tgid != 1 && !(label && label->flags & LABEL_EXEMPT);
}

static __always_inline bool is_daemon(struct task_struct *task)
{
	struct label *label = label_of(task->group_leader);

	return label && label->flags & LABEL_EXEMPT;
}

/* ---- Hooks on mounts ---- */

/* What an overlay shows has names of its own, and the files below it are opened by the kernel: no rule would hold on them. */
static __always_inline int refuse_overlay(struct place *place)
{
	struct victim victim = {.mount = (__u64)place->mount, .dentry = (__u64)place->dentry};
	struct rule_class_facts *facts;
	struct contained contained;
	struct actor actor;

	if (!find_contained(&contained) || !find_actor(CLASS_FILE, &actor))
		return 0;
	facts = facts_of(actor.rules, CLASS_FILE);
	return facts && facts->flags & CLASS_MAY_DENY ? protect(&contained, place->hook, 0, victim, true) : 0;
}

static __always_inline bool is_overlay(const char *type)
{
	static const char name[8] = "overlay";
	char read[8] = {};

	bpf_probe_read_kernel_str(read, sizeof(read), type);
	for (__u32 i = 0; i < sizeof(name); i++) {
		if (read[i] != name[i])
			return false;
	}
	return true;
}

static __always_inline bool is_absolute(const char *source)
{
	char first = 0;

	bpf_probe_read_kernel(&first, 1, source);
	return first == '/';
}

/* Judges a place that is covered or laid bare. */
static __always_inline int judge_cover(struct place *place, enum rule_class class)
{
	if (!may_matter(class))
		return 0;
	if (!is_contained() && is_namespace_root(place->mount, place->dentry))
		return 0;
	place->conditions = IS_MOVE;
	return judge_place(place, class);
}

/* How mounts pass on to other namespaces (make-private and its like) changes no name. */
static __always_inline bool is_propagation(unsigned long flags)
{
	return !(flags & (MS_REMOUNT | MS_BIND)) && flags & MS_PROPAGATION;
}

/* mount(2) */
SEC("lsm/sb_mount")
int BPF_PROG(on_mount, const char *source, const struct path *path, const char *type, unsigned long flags, void *data,
             int ret)
{
	struct second second = {.text = source};
	struct place place = {.source = &second, .hook = HOOK_MOUNT, .value = flags};

	if (ret || is_propagation(flags))
		return ret;
	place.mount = path->mnt;
	place.dentry = path->dentry;
	return flags & MS_REMOUNT ? judge_place(&place, CLASS_FILE) : judge_cover(&place, CLASS_FILE);
}

SEC("lsm/sb_mount")
int BPF_PROG(on_mount_over, const char *source, const struct path *path, const char *type, unsigned long flags,
             void *data, int ret)
{
	struct second second = {.text = source};
	struct place place = {.source = &second, .hook = HOOK_MOUNT, .value = flags};

	if (ret || is_propagation(flags) || flags & MS_REMOUNT)
		return ret;
	place.mount = path->mnt;
	place.dentry = path->dentry;
	return judge_cover(&place, CLASS_PROCESS);
}

SEC("lsm/sb_mount")
int BPF_PROG(on_mount_from, const char *source, const struct path *path, const char *type, unsigned long flags,
             void *data, int ret)
{
	struct place place = {.hook = HOOK_MOUNT, .value = flags};
	bool is_move = flags & (MS_BIND | MS_MOVE);

	if (ret || is_propagation(flags) || flags & MS_REMOUNT || !may_matter(CLASS_FILE))
		return ret;
	place.mount = path->mnt;
	place.dentry = path->dentry;
	if (!is_move && is_overlay(type))
		return refuse_overlay(&place);
	if (!is_move && !is_absolute(source))
		return 0; /* "tmpfs": no file */
	if (is_move || !(flags & MS_RDONLY))
		place.conditions |= IS_WRITE;
	if (is_move && is_contained())
		place.conditions |= IS_MOVE;
	return judge_source(&place, source);
}

/* move_mount(2): of a mount that has a place, or of one that has none yet (fsmount, open_tree). */
SEC("lsm/move_mount")
int BPF_PROG(on_move_mount, const struct path *from, const struct path *to, int ret)
{
	struct second source = {.mount = from->mnt, .dentry = from->dentry};
	struct place place = {.mount = to->mnt, .dentry = to->dentry, .source = &source, .hook = HOOK_MOVE_MOUNT};

	return ret ? ret : judge_cover(&place, CLASS_FILE);
}

SEC("lsm/move_mount")
int BPF_PROG(on_move_mount_over, const struct path *from, const struct path *to, int ret)
{
	struct second source = {.mount = from->mnt, .dentry = from->dentry};
	struct place place = {.mount = to->mnt, .dentry = to->dentry, .source = &source, .hook = HOOK_MOVE_MOUNT};

	return ret ? ret : judge_cover(&place, CLASS_PROCESS);
}

static __always_inline bool is_detached(struct vfsmount *tree)
{
	struct mount *mount = (void *)tree - bpf_core_field_offset(struct mount, mnt);
	struct mnt_namespace *namespace = BPF_CORE_READ(mount, mnt_ns);

	return !namespace || (bpf_core_field_exists(namespace->seq) && !BPF_CORE_READ(namespace, seq));
}

/* The names in a mount that has no place yet are not those that rules know: what it shows is named by another mount of the same
 * file system. One that has no other is new. */
SEC("lsm/move_mount")
int BPF_PROG(on_move_mount_from, const struct path *from, const struct path *to, int ret)
{
	struct second target = {.mount = to->mnt, .dentry = to->dentry};
	struct place place = {.mount = from->mnt, .dentry = from->dentry, .source = &target, .hook = HOOK_MOVE_MOUNT};

	if (ret || !may_matter(CLASS_FILE))
		return ret;
	if (is_detached(from->mnt)) {
		struct super_block *super = from->dentry->d_sb;

		place.mount = find_mount(super);
		if (!place.mount) {
			place.mount = to->mnt;
			place.dentry = to->dentry;
			return super->s_magic == OVERLAYFS_SUPER_MAGIC ? refuse_overlay(&place) : 0;
		}
	}
	if (is_contained())
		place.conditions = IS_MOVE;
	return judge_place(&place, CLASS_FILE);
}

/* What was below a mount comes to light, and what was in it goes. */
SEC("lsm/sb_umount")
int BPF_PROG(on_umount, struct vfsmount *mount, int flags, int ret)
{
	struct place place = {.mount = mount, .dentry = mount->mnt_root, .hook = HOOK_UMOUNT, .value = flags};

	return ret ? ret : judge_cover(&place, CLASS_FILE);
}

SEC("lsm/sb_umount")
int BPF_PROG(on_umount_over, struct vfsmount *mount, int flags, int ret)
{
	struct place place = {.mount = mount, .dentry = mount->mnt_root, .hook = HOOK_UMOUNT, .value = flags};

	return ret ? ret : judge_cover(&place, CLASS_PROCESS);
}

/* Moves all there is: the root is the object. On the host that is how containers and services come about. */
SEC("lsm/sb_pivotroot")
int BPF_PROG(on_pivot_root, const struct path *old, const struct path *new, int ret)
{
	struct fs_struct *fs = bpf_get_current_task_btf()->fs;
	struct second source = {.mount = new->mnt, .dentry = new->dentry};
	struct place place = {.source = &source, .hook = HOOK_PIVOT_ROOT};

	if (ret || !is_contained())
		return ret;
	place.mount = fs->root.mnt;
	place.dentry = fs->root.dentry;
	return judge_cover(&place, CLASS_FILE);
}

SEC("lsm/sb_pivotroot")
int BPF_PROG(on_pivot_root_over, const struct path *old, const struct path *new, int ret)
{
	struct fs_struct *fs = bpf_get_current_task_btf()->fs;
	struct second source = {.mount = new->mnt, .dentry = new->dentry};
	struct place place = {.source = &source, .hook = HOOK_PIVOT_ROOT};

	if (ret || !is_contained())
		return ret;
	place.mount = fs->root.mnt;
	place.dentry = fs->root.dentry;
	return judge_cover(&place, CLASS_PROCESS);
}

/* ---- Hooks on other processes ---- */

/* Attaching to a process, or what is as good: writing its memory, taking its descriptors. */
SEC("lsm/ptrace_access_check")
int BPF_PROG(on_ptrace, struct task_struct *child, unsigned int mode, int ret)
{
	struct contained contained;
	struct label *label;

	if (ret || !(mode & PTRACE_MODE_ATTACH) || !is_active())
		return ret;
	if (find_contained(&contained)) {
		label = label_of(child->group_leader);
		if (label && !(label->flags & LABEL_EXEMPT) && label->workload == contained.workload)
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

/* ---- Hooks on the kernel ---- */

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

/* ---- Hooks on pins ---- */

/* Below a directory "bailiff" of a BPF file system: what keeps the programs attached when the daemon has gone. */
static __always_inline bool is_pin(struct dentry *dentry)
{
	static const char name[8] = "bailiff";

	if (BPF_CORE_READ(dentry, d_sb, s_magic) != BPF_FS_MAGIC)
		return false;
	for (int i = 0; i < PIN_DEPTH_MAX; i++) {
		struct qstr read = BPF_CORE_READ(dentry, d_name);
		char text[8] = {};
		bool is_same = read.len == sizeof(name) - 1;

		bpf_probe_read_kernel(text, sizeof(text) - 1, read.name);
		for (__u32 k = 0; k < sizeof(name); k++)
			is_same = is_same && text[k] == name[k];
		if (is_same)
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
