/* SPDX-License-Identifier: GPL-2.0-only */
/* Which arguments of a system call are paths, by its number, and the arguments themselves. */
#ifndef BAILIFF_CALLS_H
#define BAILIFF_CALLS_H

#include "kernel.h"

/* Where a path is: its argument, and that of the directory it is relative to, each counted from 1; 0: there is none, or the
 * working directory. Two of them at most; the second in the high byte. */
#define PATH(path) ((path) + 1)
#define AT(fd, path) (((fd) + 1) << 4 | ((path) + 1))
#define FD(fd) (((fd) + 1) << 4)
#define AND(second) (second) << 8

enum { CALLS_MAX = 512 };

/* Calls since Linux 5.1 have one number everywhere. */
#define NEWER_PATHS                                                                                                    \
	[428] = AT(0, 1),                         /* open_tree */                                                      \
		[429] = AT(0, 1) | AND(AT(2, 3)), /* move_mount */                                                     \
		[433] = AT(0, 1),                 /* fspick */                                                         \
		[437] = AT(0, 1),                 /* openat2 */                                                        \
		[439] = AT(0, 1),                 /* faccessat2 */                                                     \
		[442] = AT(0, 1),                 /* mount_setattr */                                                  \
		[452] = AT(0, 1),                 /* fchmodat2 */                                                      \
		[463] = AT(0, 1),                 /* setxattrat */                                                     \
		[464] = AT(0, 1),                 /* getxattrat */                                                     \
		[465] = AT(0, 1),                 /* listxattrat */                                                    \
		[466] = AT(0, 1)                  /* removexattrat */

#if defined(__TARGET_ARCH_x86)
static const __u16 paths_of_call[CALLS_MAX] = {
	[2] = PATH(0),                    /* open */
	[4] = PATH(0),                    /* stat */
	[5] = FD(0),                      /* fstat */
	[6] = PATH(0),                    /* lstat */
	[21] = PATH(0),                   /* access */
	[59] = PATH(0),                   /* execve */
	[76] = PATH(0),                   /* truncate */
	[77] = FD(0),                     /* ftruncate */
	[80] = PATH(0),                   /* chdir */
	[81] = FD(0),                     /* fchdir */
	[82] = PATH(0) | AND(PATH(1)),    /* rename */
	[83] = PATH(0),                   /* mkdir */
	[84] = PATH(0),                   /* rmdir */
	[85] = PATH(0),                   /* creat */
	[86] = PATH(0) | AND(PATH(1)),    /* link */
	[87] = PATH(0),                   /* unlink */
	[88] = PATH(1),                   /* symlink */
	[89] = PATH(0),                   /* readlink */
	[90] = PATH(0),                   /* chmod */
	[91] = FD(0),                     /* fchmod */
	[92] = PATH(0),                   /* chown */
	[93] = FD(0),                     /* fchown */
	[94] = PATH(0),                   /* lchown */
	[132] = PATH(0),                  /* utime */
	[133] = PATH(0),                  /* mknod */
	[134] = PATH(0),                  /* uselib */
	[137] = PATH(0),                  /* statfs */
	[138] = FD(0),                    /* fstatfs */
	[155] = PATH(0) | AND(PATH(1)),   /* pivot_root */
	[161] = PATH(0),                  /* chroot */
	[163] = PATH(0),                  /* acct */
	[165] = PATH(1),                  /* mount */
	[166] = PATH(0),                  /* umount2 */
	[167] = PATH(0),                  /* swapon */
	[168] = PATH(0),                  /* swapoff */
	[179] = PATH(1),                  /* quotactl */
	[188] = PATH(0),                  /* setxattr */
	[189] = PATH(0),                  /* lsetxattr */
	[190] = FD(0),                    /* fsetxattr */
	[191] = PATH(0),                  /* getxattr */
	[192] = PATH(0),                  /* lgetxattr */
	[193] = FD(0),                    /* fgetxattr */
	[194] = PATH(0),                  /* listxattr */
	[195] = PATH(0),                  /* llistxattr */
	[196] = FD(0),                    /* flistxattr */
	[197] = PATH(0),                  /* removexattr */
	[198] = PATH(0),                  /* lremovexattr */
	[199] = FD(0),                    /* fremovexattr */
	[235] = PATH(0),                  /* utimes */
	[254] = PATH(1),                  /* inotify_add_watch */
	[257] = AT(0, 1),                 /* openat */
	[258] = AT(0, 1),                 /* mkdirat */
	[259] = AT(0, 1),                 /* mknodat */
	[260] = AT(0, 1),                 /* fchownat */
	[261] = AT(0, 1),                 /* futimesat */
	[262] = AT(0, 1),                 /* newfstatat */
	[263] = AT(0, 1),                 /* unlinkat */
	[264] = AT(0, 1) | AND(AT(2, 3)), /* renameat */
	[265] = AT(0, 1) | AND(AT(2, 3)), /* linkat */
	[266] = AT(1, 2),                 /* symlinkat */
	[267] = AT(0, 1),                 /* readlinkat */
	[268] = AT(0, 1),                 /* fchmodat */
	[269] = AT(0, 1),                 /* faccessat */
	[280] = AT(0, 1),                 /* utimensat */
	[301] = AT(3, 4),                 /* fanotify_mark */
	[303] = AT(0, 1),                 /* name_to_handle_at */
	[316] = AT(0, 1) | AND(AT(2, 3)), /* renameat2 */
	[322] = AT(0, 1),                 /* execveat */
	[332] = AT(0, 1),                 /* statx */
	NEWER_PATHS,
};

/* Of a 32-bit call the number that it has as a 64-bit one; 0: none that we know. read (0 there) is among the latter. */
static const __u16 number_of_32[CALLS_MAX] = {
	[1] = 60,    [2] = 57,    [4] = 1,     [5] = 2,     [6] = 3,     [8] = 85,    [9] = 86,    [10] = 87,
	[11] = 59,   [12] = 80,   [14] = 133,  [15] = 90,   [16] = 94,   [20] = 39,   [21] = 165,  [23] = 105,
	[26] = 101,  [30] = 132,  [33] = 21,   [37] = 62,   [38] = 82,   [39] = 83,   [40] = 84,   [41] = 32,
	[42] = 22,   [46] = 106,  [51] = 163,  [52] = 166,  [54] = 16,   [55] = 72,   [57] = 109,  [60] = 95,
	[61] = 161,  [63] = 33,   [66] = 112,  [70] = 113,  [71] = 114,  [74] = 170,  [75] = 160,  [83] = 88,
	[85] = 89,   [86] = 134,  [87] = 167,  [88] = 169,  [91] = 11,   [92] = 76,   [93] = 77,   [94] = 91,
	[95] = 93,   [99] = 137,  [100] = 138, [101] = 173, [103] = 103, [106] = 4,   [107] = 6,   [108] = 5,
	[110] = 172, [115] = 168, [118] = 74,  [120] = 56,  [121] = 171, [122] = 63,  [125] = 10,  [128] = 175,
	[129] = 176, [131] = 179, [133] = 81,  [136] = 135, [138] = 122, [139] = 123, [141] = 78,  [164] = 117,
	[170] = 119, [172] = 157, [180] = 17,  [181] = 18,  [182] = 92,  [183] = 79,  [184] = 125, [185] = 126,
	[190] = 58,  [192] = 9,   [193] = 76,  [194] = 77,  [195] = 4,   [196] = 6,   [197] = 5,   [198] = 94,
	[203] = 113, [204] = 114, [206] = 116, [207] = 93,  [208] = 117, [210] = 119, [212] = 92,  [213] = 105,
	[214] = 106, [215] = 122, [216] = 123, [217] = 155, [220] = 217, [226] = 188, [227] = 189, [228] = 190,
	[229] = 191, [230] = 192, [231] = 193, [232] = 194, [233] = 195, [234] = 196, [235] = 197, [236] = 198,
	[237] = 199, [252] = 231, [268] = 137, [269] = 138, [270] = 234, [271] = 235, [283] = 246, [286] = 248,
	[287] = 249, [288] = 250, [291] = 253, [292] = 254, [295] = 257, [296] = 258, [297] = 259, [298] = 260,
	[299] = 261, [300] = 262, [301] = 263, [302] = 264, [303] = 265, [304] = 266, [305] = 267, [306] = 268,
	[307] = 269, [310] = 272, [313] = 275, [315] = 276, [316] = 278, [320] = 280, [322] = 283, [328] = 290,
	[330] = 292, [331] = 293, [336] = 298, [338] = 300, [339] = 301, [340] = 302, [341] = 303, [342] = 304,
	[345] = 307, [346] = 308, [347] = 310, [348] = 311, [349] = 312, [350] = 313, [351] = 314, [352] = 315,
	[353] = 316, [354] = 317, [355] = 318, [356] = 319, [357] = 321, [358] = 322, [359] = 41,  [360] = 53,
	[361] = 49,  [362] = 42,  [363] = 50,  [364] = 288, [366] = 54,  [367] = 51,  [368] = 52,  [369] = 44,
	[370] = 46,  [371] = 45,  [372] = 47,  [373] = 48,  [374] = 323, [375] = 324, [376] = 325, [377] = 326,
	[383] = 332,
};
enum { EXECVE = 59, EXECVEAT = 322, SAME_NUMBERS = 424, X32_BIT = 0x40000000, TS_COMPAT = 2 };
#elif defined(__TARGET_ARCH_arm64)
static const __u16 paths_of_call[CALLS_MAX] = {
	[5] = PATH(0),                    /* setxattr */
	[6] = PATH(0),                    /* lsetxattr */
	[7] = FD(0),                      /* fsetxattr */
	[8] = PATH(0),                    /* getxattr */
	[9] = PATH(0),                    /* lgetxattr */
	[10] = FD(0),                     /* fgetxattr */
	[11] = PATH(0),                   /* listxattr */
	[12] = PATH(0),                   /* llistxattr */
	[13] = FD(0),                     /* flistxattr */
	[14] = PATH(0),                   /* removexattr */
	[15] = PATH(0),                   /* lremovexattr */
	[16] = FD(0),                     /* fremovexattr */
	[27] = PATH(1),                   /* inotify_add_watch */
	[33] = AT(0, 1),                  /* mknodat */
	[34] = AT(0, 1),                  /* mkdirat */
	[35] = AT(0, 1),                  /* unlinkat */
	[36] = AT(1, 2),                  /* symlinkat */
	[37] = AT(0, 1) | AND(AT(2, 3)),  /* linkat */
	[38] = AT(0, 1) | AND(AT(2, 3)),  /* renameat */
	[39] = PATH(0),                   /* umount2 */
	[40] = PATH(1),                   /* mount */
	[41] = PATH(0) | AND(PATH(1)),    /* pivot_root */
	[43] = PATH(0),                   /* statfs */
	[44] = FD(0),                     /* fstatfs */
	[45] = PATH(0),                   /* truncate */
	[46] = FD(0),                     /* ftruncate */
	[48] = AT(0, 1),                  /* faccessat */
	[49] = PATH(0),                   /* chdir */
	[50] = FD(0),                     /* fchdir */
	[51] = PATH(0),                   /* chroot */
	[52] = FD(0),                     /* fchmod */
	[53] = AT(0, 1),                  /* fchmodat */
	[54] = AT(0, 1),                  /* fchownat */
	[55] = FD(0),                     /* fchown */
	[56] = AT(0, 1),                  /* openat */
	[60] = PATH(1),                   /* quotactl */
	[78] = AT(0, 1),                  /* readlinkat */
	[79] = AT(0, 1),                  /* newfstatat */
	[80] = FD(0),                     /* fstat */
	[88] = AT(0, 1),                  /* utimensat */
	[89] = PATH(0),                   /* acct */
	[221] = PATH(0),                  /* execve */
	[224] = PATH(0),                  /* swapon */
	[225] = PATH(0),                  /* swapoff */
	[262] = AT(3, 4),                 /* fanotify_mark */
	[264] = AT(0, 1),                 /* name_to_handle_at */
	[276] = AT(0, 1) | AND(AT(2, 3)), /* renameat2 */
	[281] = AT(0, 1),                 /* execveat */
	[291] = AT(0, 1),                 /* statx */
	NEWER_PATHS,
};
enum { EXECVE = 221, EXECVEAT = 281, TIF_32BIT = 22 };
#endif

enum { NO_CALL = 0xffffffff };

/* The entry of one of the tables above. In assembly, or the compiler takes back the bound that the verifier asks for. */
static __always_inline __u16 entry_of(const __u16 *table, __u64 number)
{
	if (number >= CALLS_MAX)
		return 0;
	asm volatile("%[number] &= 511" : [number] "+r"(number));
	return table[number];
}
_Static_assert(CALLS_MAX == 512, "the mask");

/* 32-bit calls have numbers and registers of their own. */
static __always_inline bool is_32bit(struct task_struct *task)
{
#if defined(__TARGET_ARCH_x86)
	return BPF_CORE_READ(task, thread_info.status) & TS_COMPAT;
#elif defined(__TARGET_ARCH_arm64)
	return BPF_CORE_READ(task, thread_info.flags) >> TIF_32BIT & 1;
#endif
}

/* The number by which rules know the call; NO_CALL: by none. Of 32-bit calls, those of i386 that there are as 64-bit ones are
 * known; on arm64 none is. */
static __always_inline __u32 number_of_call(struct task_struct *task, long number)
{
	__u32 call = number;

	if (number < 0)
		return NO_CALL;
#if defined(__TARGET_ARCH_x86)
	if (is_32bit(task)) {
		if (call >= SAME_NUMBERS)
			return call;
		return entry_of(number_of_32, call) ?: NO_CALL;
	}
	return call & ~X32_BIT;
#elif defined(__TARGET_ARCH_arm64)
	return is_32bit(task) ? NO_CALL : call;
#endif
}

/* Argument `index`, from 0 on. */
static __always_inline __u64 arg_of_call(struct task_struct *task, struct pt_regs *regs, __u32 index)
{
#if defined(__TARGET_ARCH_x86)
	if (is_32bit(task)) {
		switch (index) {
		case 0:
			return (__u32)BPF_CORE_READ(regs, bx);
		case 1:
			return (__u32)BPF_CORE_READ(regs, cx);
		case 2:
			return (__u32)BPF_CORE_READ(regs, dx);
		case 3:
			return (__u32)BPF_CORE_READ(regs, si);
		case 4:
			return (__u32)BPF_CORE_READ(regs, di);
		default:
			return (__u32)BPF_CORE_READ(regs, bp);
		}
	}
	switch (index) {
	case 0:
		return BPF_CORE_READ(regs, di);
	case 1:
		return BPF_CORE_READ(regs, si);
	case 2:
		return BPF_CORE_READ(regs, dx);
	case 3:
		return BPF_CORE_READ(regs, r10);
	case 4:
		return BPF_CORE_READ(regs, r8);
	default:
		return BPF_CORE_READ(regs, r9);
	}
#elif defined(__TARGET_ARCH_arm64)
	switch (index) {
	case 0:
		return BPF_CORE_READ(regs, orig_x0);
	case 1:
		return BPF_CORE_READ(regs, regs[1]);
	case 2:
		return BPF_CORE_READ(regs, regs[2]);
	case 3:
		return BPF_CORE_READ(regs, regs[3]);
	case 4:
		return BPF_CORE_READ(regs, regs[4]);
	default:
		return BPF_CORE_READ(regs, regs[5]);
	}
#endif
}

#endif
