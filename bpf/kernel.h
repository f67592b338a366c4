/* SPDX-License-Identifier: GPL-2.0-only */
/* The kernel types and fields that we read, and no others. libbpf moves every access to where the running kernel has
 * the field (CO-RE), so order and offsets here mean nothing; names and types do. */
#ifndef BAILIFF_KERNEL_H
#define BAILIFF_KERNEL_H

#include <linux/bpf.h>
#include <linux/types.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <stdbool.h>

#define EPERM 1
#define ENOMEM 12
#define EACCES 13

#define AF_UNSPEC 0
#define AF_UNIX 1
#define AF_INET 2
#define AF_INET6 10
#define AF_NETLINK 16
#define AF_SMC 43

#define SOCK_STREAM 1
#define SOCK_DGRAM 2
#define SOCK_RAW 3
#define SOCK_SEQPACKET 5

#define ETH_P_IPV6 0x86dd

#define IPPROTO_ICMP 1
#define IPPROTO_TCP 6
#define IPPROTO_UDP 17
#define IPPROTO_DCCP 33
#define IPPROTO_ICMPV6 58
#define IPPROTO_SCTP 132
#define IPPROTO_SMC 256
#define IPPROTO_MPTCP 262

#define MSG_FASTOPEN 0x20000000

/* include/linux/sched.h */
#define PF_IO_WORKER 0x00000010
#define PF_FORKNOEXEC 0x00000040
#define PF_KTHREAD 0x00200000
#define CLONE_THREAD 0x00010000
#define CLONE_INTO_CGROUP 0x200000000ULL

/* include/linux/fs.h */
#define FMODE_WRITE 0x2
#define FMODE_CREATED 0x100000
#define FMODE_NOACCOUNT 0x20000000 /* a stacked file system opened the file inside itself */
#define O_TRUNC 01000
#define O_TMPFILE 020000000 /* without O_DIRECTORY */

#define MAY_WRITE 0x2

#define S_IFMT 0170000
#define S_IFSOCK 0140000
#define S_IFREG 0100000
#define S_IFDIR 0040000
#define S_IFCHR 0020000
#define S_IFIFO 0010000
#define S_IFBLK 0060000

#define PROT_READ 0x1
#define PROT_WRITE 0x2
#define PROT_EXEC 0x4
#define MAP_TYPE 0xf
#define MAP_PRIVATE 0x2

/* include/uapi/linux/magic.h */
#define PROC_SUPER_MAGIC 0x9fa0
#define PID_FS_MAGIC 0x50494446
#define NSFS_MAGIC 0x6e736673
#define TMPFS_MAGIC 0x01021994
#define BPF_FS_MAGIC 0xcafe4a11
#define OVERLAYFS_SUPER_MAGIC 0x794c7630
#define SYSFS_MAGIC 0x62656572

/* include/linux/fs.h */
#define SB_KERNMOUNT (1 << 22)

/* include/linux/mm.h */
#define VM_WRITE 0x2
#define VM_EXEC 0x4
#define VM_SHARED 0x8
/* Never moved: 16 bytes wherever it is. */
struct in6_addr {
	__u64 words[2];
};

/* Below, `preserve_access_index` is what makes each member access relocatable. */
#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct list_head {
	struct list_head *next;
};

/* Read whole, so this is the kernel's layout and not only its names. */
struct qstr {
	union {
		struct {
			__u32 hash;
			__u32 len;
		};
		__u64 hash_len;
	};
	const unsigned char *name;
};

typedef struct {
	unsigned int val;
} kuid_t;

struct hlist_node {
	struct hlist_node *next;
};

struct hlist_head {
	struct hlist_node *first;
};

struct super_block {
	unsigned long s_flags;
	unsigned long s_magic;
	unsigned int s_dev;
	struct dentry *s_root;
	struct list_head s_mounts;
};

struct inode {
	unsigned short i_mode;
	kuid_t i_uid;
	unsigned int i_nlink;
	unsigned long i_ino;
	__u32 i_generation;
	unsigned int i_rdev;
	struct super_block *i_sb;
};

/* include/linux/seqlock_types.h */
struct seqcount {
	unsigned sequence;
};

struct seqcount_spinlock {
	struct seqcount seqcount;
};

struct dentry {
	struct seqcount_spinlock d_seq;
	struct dentry *d_parent;
	struct qstr d_name;
	struct inode *d_inode;
	struct super_block *d_sb;
};

struct vfsmount {
	struct dentry *mnt_root;
	struct super_block *mnt_sb;
};

struct mnt_namespace {
	__u64 seq;
};

struct mount {
	struct mount *mnt_parent;
	struct dentry *mnt_mountpoint;
	struct vfsmount mnt;
	struct list_head mnt_instance;
	struct mnt_namespace *mnt_ns;
};

struct path {
	struct vfsmount *mnt;
	struct dentry *dentry;
};

struct file {
	struct path f_path;
	struct inode *f_inode;
	const struct cred *f_cred;
	unsigned int f_flags;
	unsigned int f_mode;
};

struct user_namespace {
	struct user_namespace *parent;
	int level;
	kuid_t owner;
};

/* A number since 6.3, two halves of it before. */
struct capabilities {
	__u32 halves[2];
};

struct cred {
	struct capabilities cap_effective;
	struct user_namespace *user_ns;
	kuid_t uid;
	kuid_t euid;
	kuid_t fsuid;
};

struct nsproxy {
	struct mnt_namespace *mnt_ns;
};

struct anon_vma;

struct vm_area_struct {
	struct anon_vma *anon_vma;
	struct file *vm_file;
	unsigned long vm_flags;
};

struct fs_struct {
	struct path root;
	struct path pwd;
};

struct kernfs_node {
	struct kernfs_node *parent;
	__u64 id;
};

/* From 6.15 on. */
struct kernfs_node___newer {
	struct kernfs_node *__parent;
};

struct cgroup {
	struct kernfs_node *kn;
};

struct css_set {
	struct cgroup *dfl_cgrp;
};

struct mm_struct {
	struct file *exe_file;
	unsigned long arg_start;
	unsigned long arg_end;
};

struct tty_struct {
	char name[64];
};

struct signal_struct {
	struct tty_struct *tty;
};

struct fdtable {
	unsigned int max_fds;
	struct file **fd;
	unsigned long *open_fds;
};

struct files_struct {
	struct fdtable *fdt;
};

/* What an entry of procfs is about. */
struct pid {
	struct hlist_head tasks[4];
};

struct proc_inode {
	struct pid *pid;
	struct inode vfs_inode;
};

struct thread_info {
	unsigned long flags;
	__u32 status;
};

struct task_struct {
	struct thread_info thread_info;
	unsigned int flags;
	unsigned int personality;
	int pid;
	int tgid;
	struct task_struct *real_parent;
	struct task_struct *group_leader;
	struct mm_struct *mm;
	struct fs_struct *fs;
	struct signal_struct *signal;
	const struct cred *real_cred;
	const struct cred *cred;
	struct files_struct *files;
	struct hlist_node pid_links[4];
	struct nsproxy *nsproxy;
	struct css_set *cgroups;
	struct bpf_local_storage *bpf_storage; /* of all maps */
	__u64 start_boottime;
	unsigned in_execve : 1;
};

/* What BPF programs keep with a task: a list, an element for each map. */
struct bpf_local_storage_map {
	int unused;
};

struct bpf_local_storage_data {
	struct bpf_local_storage_map *smap;
	__u8 data[8];
};

struct bpf_local_storage_elem {
	struct hlist_node snode;
	struct bpf_local_storage_data sdata;
};

struct bpf_local_storage {
	struct hlist_head list;
};

struct bpf_iter__task {
	struct task_struct *task;
};

struct linux_binprm {
	struct file *file;
	const char *filename;
	const char *interp;
	unsigned long p; /* where the first argument is, in the memory of the new program */
	int argc;
};

struct sock_common {
	unsigned short skc_family;
	unsigned char skc_ipv6only : 1;
	__u32 skc_daddr;
	__u32 skc_rcv_saddr;
	__u16 skc_dport; /* in network order */
	__u16 skc_num;   /* in host order */
	struct in6_addr skc_v6_daddr;
	struct in6_addr skc_v6_rcv_saddr;
};

struct sock {
	struct sock_common __sk_common;
	__u16 sk_type;
	__u16 sk_protocol;
};

struct sockaddr_un {
	unsigned short sun_family;
	char sun_path[108];
};

struct unix_address {
	int len; /* of the sockaddr_un in `name` */
	struct sockaddr_un name[0];
};

struct unix_sock {
	struct sock sk;
	struct unix_address *addr;
	struct path path;
};

struct request_sock {
	struct sock_common __req_common;
};

struct sk_buff {
	__u16 protocol; /* ETH_P_*, in network order */
};

struct iovec {
	void *iov_base;
	unsigned long iov_len;
};

struct iov_iter {
	__u8 iter_type;
	unsigned long iov_offset;
	unsigned long count;
	const struct iovec *__iov;
	void *ubuf;
	unsigned long nr_segs;
};

/* Of 6.3 and older. */
struct iov_iter___6_3 {
	const struct iovec *iov;
};

/* Their numbers differ from kernel to kernel. */
enum iter_type { ITER_UBUF, ITER_IOVEC };

struct msghdr {
	void *msg_name; /* a sockaddr_storage that the kernel has copied */
	int msg_namelen;
	struct iov_iter msg_iter;
	unsigned int msg_flags;
};

struct socket {
	short type;
	struct sock *sk;
};

/* The registers of the system call under way. */
#if defined(__TARGET_ARCH_x86)
struct pt_regs {
	unsigned long bp;
	unsigned long bx;
	unsigned long r10;
	unsigned long r9;
	unsigned long r8;
	unsigned long cx;
	unsigned long dx;
	unsigned long si;
	unsigned long di;
	unsigned long cs;
	unsigned long orig_ax;
};
#elif defined(__TARGET_ARCH_arm64)
struct pt_regs {
	__u64 regs[31];
	__u64 orig_x0;
	__s32 syscallno;
};
#endif

#pragma clang attribute pop

/* Set before load: the programs run behind the functions that they would decide in, and may answer nothing. */
const volatile bool is_observer __weak = false;

static __always_inline int answer_of(int answer)
{
	return is_observer ? 0 : answer;
}

/* As libbpf's, with that. */
#undef BPF_PROG
#define BPF_PROG(name, args...)                                                                                        \
	name(unsigned long long *ctx);                                                                                 \
	static __always_inline typeof(name(0)) ____##name(unsigned long long *ctx, ##args);                            \
	typeof(name(0)) name(unsigned long long *ctx)                                                                  \
	{                                                                                                              \
		_Pragma("GCC diagnostic push")                                                                         \
			_Pragma("GCC diagnostic ignored \"-Wint-conversion\"") return answer_of(                       \
				____##name(___bpf_ctx_cast(args)));                                                    \
		_Pragma("GCC diagnostic pop")                                                                          \
	}                                                                                                              \
	static __always_inline typeof(name(0)) ____##name(unsigned long long *ctx, ##args)

#endif
