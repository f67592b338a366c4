/* SPDX-License-Identifier: GPL-2.0-only */
/* Comparing short texts. */
#ifndef BAILIFF_TEXT_H
#define BAILIFF_TEXT_H

#include "kernel.h"

enum { SHORT_BYTES = 8 }; /* of what is_named and is_text compare */

static __always_inline bool are_same(const char *a, const char *b, __u32 length)
{
	for (__u32 i = 0; i < length; i++) {
		if (a[i] != b[i])
			return false;
	}
	return true;
}

/* Whether that is the last component of its path. `length` is at most SHORT_BYTES. */
static __always_inline bool is_named(struct dentry *dentry, const char *name, __u32 length)
{
	char read[SHORT_BYTES] = {};

	if (BPF_CORE_READ(dentry, d_name.len) != length)
		return false;
	bpf_probe_read_kernel(read, length, BPF_CORE_READ(dentry, d_name.name));
	return are_same(read, name, length);
}

/* Whether a string of the kernel is that one, of `length` bytes with its NUL, at most SHORT_BYTES. */
static __always_inline bool is_text(const char *string, const char *text, __u32 length)
{
	char read[SHORT_BYTES] = {};

	bpf_probe_read_kernel_str(read, sizeof(read), string);
	return are_same(read, text, length);
}

#endif
