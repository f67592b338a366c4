// SPDX-License-Identifier: GPL-2.0-only
/* Mounts: they change what names mean. A hook has a program for each class of rules: the stack has room for one. */
#include "judge.h"
#include "mounts.h"
#include "protect.h"
#include "text.h"
#include "written.h"

/* include/uapi/linux/mount.h */
#define MS_RDONLY 1
#define MS_REMOUNT 32
#define MS_BIND 4096
#define MS_MOVE 8192
#define MS_PROPAGATION (1 << 17 | 1 << 18 | 1 << 19 | 1 << 20) /* unbindable, private, slave, shared */

enum { ROOT_MOUNTS_MAX = 8 };

/* A place whose names change their meaning. */
struct place {
	struct vfsmount *mount;
	struct dentry *dentry;
	struct second *source;
	enum hook hook;
	__u32 conditions;
	__u32 value;
};

/* As a file that is written to and, with all that lies below it, taken away. */
static __always_inline int judge_place(struct place *place, enum rule_class class)
{
	struct object object = {.mount = place->mount, .dentry = place->dentry, .inode = place->dentry->d_inode};
	struct actor actor;

	if (!find_actor(class, &actor))
		return 0;
	return judge_object(&actor, place->hook, &object, place->conditions | IS_WRITE, place->value, place->source,
	                    -EPERM);
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

/* Writes the name of a directory of the root, of `length` bytes, which is a constant, as spell_path would. */
static __always_inline void spell_constant(struct scratch *scratch, const char *name, __u32 length)
{
	scratch->start = PATH_BYTES_MAX - length;
	__builtin_memcpy(&scratch->path[PATH_BYTES_MAX - length], name, length);
	scratch->path[PATH_BYTES_MAX] = '/';
	scratch->component[0] = scratch->start;
	scratch->depth = 1;
}

/* What a mount shows, by a name of it: it can be read and written there. */
struct shown {
	const char *text; /* as the caller wrote it; NULL: where a file system of this magic usually is */
	__u64 magic;
};

static __always_inline enum found try_shown(struct actor *actor, struct scratch *scratch, void *of, bool is_first)
{
	struct shown *shown = of;
	enum found found = identify(actor, scratch);
	enum reading reading = PATH_READ;

	if (found != FOUND)
		return found;
	if (shown->text)
		reading = read_written(scratch, (__u64)shown->text, AT_FDCWD, TEXT_OF_KERNEL);
	else if (shown->magic == PROC_SUPER_MAGIC)
		spell_constant(scratch, "/proc", 5);
	else
		spell_constant(scratch, "/sys", 4);
	if (reading == PATH_ABSENT) {
		settle(&scratch->decision, VERDICT_ALLOW, REASON_RULE, 0);
		return FOUND;
	}
	found = reading == PATH_READ ? find_path(scratch, SPELLED) : UNKNOWN;
	return found == FOUND ? decide(scratch) : found;
}

/* Judges what is shown as the object. */
static __always_inline int judge_shown(struct actor *actor, struct place *place, struct shown *shown)
{
	struct scratch *scratch = acquire_scratch();
	int answer = 0;

	if (!scratch)
		return answer_blind(actor, -EPERM);
	scratch->ask.conditions = find_conditions(NULL, place->conditions);
	if (decide_act(actor, scratch, shown, try_shown, find_own))
		answer = answer_of_decision(scratch, -EPERM);
	else
		settle(&scratch->decision, VERDICT_ALLOW, REASON_RULE, 0);
	if (is_told(&scratch->decision)) {
		begin_record(scratch, place->hook);
		if (shown->text) {
			add_file(scratch, TEXT_OBJECT, (__u64)place->mount, (__u64)place->dentry);
			add_string(scratch, TEXT_TARGET, shown->text);
		} else {
			add_path(scratch, TEXT_OBJECT);
		}
		tell(scratch, place->value, answer, session_of(actor));
	}
	release_scratch(scratch);
	return answer;
}

static __always_inline int judge_source(struct place *place, const char *text)
{
	struct shown shown = {.text = text};
	struct actor actor;

	return find_actor(CLASS_FILE, &actor) ? judge_shown(&actor, place, &shown) : 0;
}

/* What an overlay shows has names of its own, and the files below it are opened by the kernel: no rule would hold on them. */
static __always_inline int refuse_overlay(struct victim place)
{
	struct rule_class_facts *facts;
	struct contained contained;
	struct actor actor;

	if (!find_contained(&contained) || !find_actor(CLASS_FILE, &actor))
		return 0;
	facts = facts_of(actor.rules, CLASS_FILE);
	return facts && facts->flags & CLASS_MAY_DENY ? protect(&contained, HOOK_MOUNT, 0, place, true) : 0;
}

/* Each mount of procfs or sysfs may have inodes of its own, which bear no marks. It shows elsewhere what rules name where it
 * usually is: as if that was moved. */
static __always_inline int judge_instance(__u64 magic)
{
	struct place place = {.hook = HOOK_MOUNT, .conditions = IS_WRITE | IS_MOVE};
	struct shown shown = {.magic = magic};
	struct actor actor;

	if (!is_contained() || !find_actor(CLASS_FILE, &actor))
		return 0;
	count_act(actor.workload, HOOK_MOUNT);
	return judge_shown(&actor, &place, &shown);
}

/* A new file system, whether it will be mounted (mount) or not yet (fsopen). */
SEC("lsm/sb_kern_mount")
int BPF_PROG(on_superblock, struct super_block *super, int ret)
{
	struct victim nowhere = {};

	if (ret || !may_matter(CLASS_FILE))
		return ret;
	switch (super->s_magic) {
	case OVERLAYFS_SUPER_MAGIC:
		return refuse_overlay(nowhere);
	case PROC_SUPER_MAGIC:
	case SYSFS_MAGIC:
		return judge_instance(super->s_magic);
	}
	return 0;
}

static __always_inline bool is_absolute(const char *source)
{
	char first = 0;

	bpf_probe_read_kernel(&first, 1, source);
	return first == '/';
}

/* Judges a place that is covered or laid bare. Init systems and container runtimes set up namespaces on the host, and put
 * whole roots in place there: for them the names below a mount do not count, only the place itself. What Block rules name is
 * held by its marks all the same. */
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

/* ---- mount(2) ---- */

static __always_inline int judge_mount(const char *source, const struct path *path, unsigned long flags,
                                       enum rule_class class)
{
	struct second second = {.text = source};
	struct place place = {
		.mount = path->mnt,
		.dentry = path->dentry,
		.source = &second,
		.hook = HOOK_MOUNT,
		.value = flags,
	};

	if (is_propagation(flags))
		return 0;
	if (!(flags & MS_REMOUNT))
		return judge_cover(&place, class);
	return class == CLASS_FILE ? judge_place(&place, class) : 0; /* covers nothing */
}

SEC("lsm/sb_mount")
int BPF_PROG(on_mount, const char *source, const struct path *path, const char *type, unsigned long flags, void *data,
             int ret)
{
	return ret ? ret : judge_mount(source, path, flags, CLASS_FILE);
}

SEC("lsm/sb_mount")
int BPF_PROG(on_mount_over, const char *source, const struct path *path, const char *type, unsigned long flags,
             void *data, int ret)
{
	return ret ? ret : judge_mount(source, path, flags, CLASS_PROCESS);
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
	if (!is_move && is_text(type, "overlay", sizeof("overlay"))) {
		struct victim target = {.mount = (__u64)path->mnt, .dentry = (__u64)path->dentry};

		return refuse_overlay(target);
	}
	if (!is_move && !is_absolute(source))
		return 0; /* "tmpfs": no file */
	if (is_move || !(flags & MS_RDONLY))
		place.conditions |= IS_WRITE;
	if (is_move && is_contained())
		place.conditions |= IS_MOVE;
	return judge_source(&place, source);
}

/* ---- move_mount(2): of a mount that has a place, or of one that has none yet (fsmount, open_tree) ---- */

static __always_inline int judge_move(const struct path *from, const struct path *to, enum rule_class class)
{
	struct second source = {.mount = from->mnt, .dentry = from->dentry};
	struct place place = {.mount = to->mnt, .dentry = to->dentry, .source = &source, .hook = HOOK_MOVE_MOUNT};

	return judge_cover(&place, class);
}

SEC("lsm/move_mount")
int BPF_PROG(on_move_mount, const struct path *from, const struct path *to, int ret)
{
	return ret ? ret : judge_move(from, to, CLASS_FILE);
}

SEC("lsm/move_mount")
int BPF_PROG(on_move_mount_over, const struct path *from, const struct path *to, int ret)
{
	return ret ? ret : judge_move(from, to, CLASS_PROCESS);
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
		place.mount = find_mount(from->dentry);
		if (!place.mount)
			return 0;
	}
	if (is_contained())
		place.conditions = IS_MOVE;
	return judge_place(&place, CLASS_FILE);
}

/* ---- umount(2) ---- */

/* What was below a mount comes to light, and what was in it goes. */
static __always_inline int judge_umount(struct vfsmount *mount, int flags, enum rule_class class)
{
	struct place place = {.mount = mount, .dentry = mount->mnt_root, .hook = HOOK_UMOUNT, .value = flags};

	return judge_cover(&place, class);
}

SEC("lsm/sb_umount")
int BPF_PROG(on_umount, struct vfsmount *mount, int flags, int ret)
{
	return ret ? ret : judge_umount(mount, flags, CLASS_FILE);
}

SEC("lsm/sb_umount")
int BPF_PROG(on_umount_over, struct vfsmount *mount, int flags, int ret)
{
	return ret ? ret : judge_umount(mount, flags, CLASS_PROCESS);
}

/* ---- pivot_root(2) ---- */

/* Moves all there is: the root is the object. On the host that is how containers and services come about. */
static __always_inline int judge_pivot(const struct path *new, enum rule_class class)
{
	struct fs_struct *fs = bpf_get_current_task_btf()->fs;
	struct second source = {.mount = new->mnt, .dentry = new->dentry};
	struct place place = {
		.mount = fs->root.mnt,
		.dentry = fs->root.dentry,
		.source = &source,
		.hook = HOOK_PIVOT_ROOT,
	};

	return is_contained() ? judge_cover(&place, class) : 0;
}

SEC("lsm/sb_pivotroot")
int BPF_PROG(on_pivot_root, const struct path *old, const struct path *new, int ret)
{
	return ret ? ret : judge_pivot(new, CLASS_FILE);
}

SEC("lsm/sb_pivotroot")
int BPF_PROG(on_pivot_root_over, const struct path *old, const struct path *new, int ret)
{
	return ret ? ret : judge_pivot(new, CLASS_PROCESS);
}
