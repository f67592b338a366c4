// SPDX-License-Identifier: GPL-2.0-only
/* Making, removing and renaming files, and changing what is said of them. */
#include "judge.h"
#include "mounts.h"

/* An act on what `dentry` names, in the directory `dir`. */
static __always_inline int judge_name(enum hook hook, struct vfsmount *mount, struct dentry *dentry, __u32 conditions,
                                      __u32 value, struct second *second)
{
	struct object object = {.mount = mount, .dentry = dentry, .inode = dentry->d_inode};
	struct actor actor;

	if (!find_actor(CLASS_FILE, &actor))
		return 0;
	return judge_object(&actor, hook, &object, conditions | IS_WRITE, value, second, -EACCES);
}

SEC("lsm/path_mknod")
int BPF_PROG(on_create, const struct path *dir, struct dentry *dentry, __u16 mode, unsigned int dev, int ret)
{
	return ret ? ret : judge_name(HOOK_CREATE, dir->mnt, dentry, 0, mode, NULL);
}

SEC("lsm/path_mkdir")
int BPF_PROG(on_mkdir, const struct path *dir, struct dentry *dentry, __u16 mode, int ret)
{
	return ret ? ret : judge_name(HOOK_MKDIR, dir->mnt, dentry, 0, mode, NULL);
}

SEC("lsm/path_rmdir")
int BPF_PROG(on_rmdir, const struct path *dir, struct dentry *dentry, int ret)
{
	return ret ? ret : judge_name(HOOK_RMDIR, dir->mnt, dentry, 0, 0, NULL);
}

SEC("lsm/path_unlink")
int BPF_PROG(on_unlink, const struct path *dir, struct dentry *dentry, int ret)
{
	return ret ? ret : judge_name(HOOK_UNLINK, dir->mnt, dentry, 0, 0, NULL);
}

SEC("lsm/path_symlink")
int BPF_PROG(on_symlink, const struct path *dir, struct dentry *dentry, const char *old_name, int ret)
{
	return ret ? ret : judge_name(HOOK_SYMLINK, dir->mnt, dentry, 0, 0, NULL);
}

/* What gets one more name is named by the mount of the new one: links do not cross mounts. */
SEC("lsm/path_link")
int BPF_PROG(on_link, struct dentry *old, const struct path *dir, struct dentry *dentry, int ret)
{
	struct second from = {.mount = dir->mnt, .dentry = old};
	struct second to = {.mount = dir->mnt, .dentry = dentry};

	if (!ret)
		ret = judge_name(HOOK_LINK, dir->mnt, old, 0, 0, &to);
	return ret ? ret : judge_name(HOOK_LINK, dir->mnt, dentry, 0, 0, &from);
}

static __always_inline bool is_directory(struct dentry *dentry)
{
	struct inode *inode = dentry->d_inode;

	return inode && (inode->i_mode & S_IFMT) == S_IFDIR;
}

/* A directory that is renamed takes along what lies below it, and so does one that it is exchanged for. */
SEC("lsm/path_rename")
int BPF_PROG(on_rename, const struct path *old_dir, struct dentry *old, const struct path *new_dir, struct dentry *new,
             unsigned int flags, int ret)
{
	struct second from = {.mount = old_dir->mnt, .dentry = old};
	struct second to = {.mount = new_dir->mnt, .dentry = new};
	__u32 conditions = is_directory(old) || is_directory(new) ? IS_MOVE : 0;

	if (!ret)
		ret = judge_name(HOOK_RENAME, old_dir->mnt, old, conditions, flags, &to);
	return ret ? ret : judge_name(HOOK_RENAME, new_dir->mnt, new, conditions, flags, &from);
}

SEC("lsm/path_chmod")
int BPF_PROG(on_chmod, const struct path *path, __u16 mode, int ret)
{
	return ret ? ret : judge_name(HOOK_CHMOD, path->mnt, path->dentry, 0, mode, NULL);
}

SEC("lsm/path_chown")
int BPF_PROG(on_chown, const struct path *path, int uid, int gid, int ret)
{
	return ret ? ret : judge_name(HOOK_CHOWN, path->mnt, path->dentry, 0, uid, NULL);
}

SEC("lsm/path_truncate")
int BPF_PROG(on_truncate, const struct path *path, int ret)
{
	return ret ? ret : judge_name(HOOK_TRUNCATE, path->mnt, path->dentry, 0, 0, NULL);
}

/* Attributes are changed of a dentry alone. One that no mount of the task's namespace has is the business of a file system
 * within: nothing names it. */
static __always_inline int judge_attribute(struct dentry *dentry)
{
	struct vfsmount *mount = may_matter(CLASS_FILE) ? find_mount(dentry) : NULL;

	return mount ? judge_name(HOOK_SETXATTR, mount, dentry, 0, 0, NULL) : 0;
}

/* The first argument has changed its type since 6.1, and it is not looked at. */
SEC("lsm/inode_setxattr")
int BPF_PROG(on_setxattr, void *mapping, struct dentry *dentry, const char *name, const void *value, unsigned long size,
             int flags, int ret)
{
	return ret ? ret : judge_attribute(dentry);
}

SEC("lsm/inode_removexattr")
int BPF_PROG(on_removexattr, void *mapping, struct dentry *dentry, const char *name, int ret)
{
	return ret ? ret : judge_attribute(dentry);
}

/* Since 6.2; before, they are among the others. */
SEC("lsm/inode_set_acl")
int BPF_PROG(on_set_acl, void *mapping, struct dentry *dentry, const char *name, void *acl, int ret)
{
	return ret ? ret : judge_attribute(dentry);
}

SEC("lsm/inode_remove_acl")
int BPF_PROG(on_remove_acl, void *mapping, struct dentry *dentry, const char *name, int ret)
{
	return ret ? ret : judge_attribute(dentry);
}
