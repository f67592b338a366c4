/* SPDX-License-Identifier: GPL-2.0-only */
/* Paths as a caller writes them: a string, relative to a directory. They are resolved as text, from the last component to the
 * first, without following symbolic links; what they name may not be there. */
#ifndef BAILIFF_WRITTEN_H
#define BAILIFF_WRITTEN_H

#include "path.h"

#define AT_FDCWD (-100)

/* Where a string is resolved, in scratch->texts behind the first two texts: the directory's path ends at WRITTEN_BASE, then
 * a '/' and the string. */
enum { WRITTEN = 2 * PATH_BYTES_MAX, WRITTEN_BASE = PATH_BYTES_MAX, WRITTEN_BYTES = 2 * PATH_BYTES_MAX };
_Static_assert(WRITTEN + WRITTEN_BYTES + 1 < TEXT_BYTES_MAX, "no text of a record lies there yet");

enum reading {
	PATH_READ,       /* it is in `scratch` as spell_path would leave it */
	PATH_ABSENT,     /* there is none, or none that any file can have */
	PATH_UNREADABLE, /* the caller's memory is not there, or not yet */
	PATH_UNKNOWN,    /* its directory has no path, or it is too long */
};

struct written {
	struct scratch *scratch;
	__u32 end; /* of the part that is resolved */
};

/* One component out of scratch->texts, ahead of those that are resolved. scratch->skip is how many of those in front of it
 * are taken back by "..". */
static __always_inline bool add_component(struct scratch *scratch, __u32 begin, __u32 length)
{
	const char *from = &scratch->texts[WRITTEN + begin % WRITTEN_BYTES];
	__u32 start = scratch->start;

	if (length == 0 || (length == 1 && from[0] == '.'))
		return true;
	if (length == 2 && from[0] == '.' && from[1] == '.') {
		scratch->skip++;
		return true;
	}
	if (scratch->skip) {
		scratch->skip--;
		return true;
	}
	if (length >= NAME_BYTES_MAX || length + 1 > start || scratch->depth >= COMPONENTS_MAX)
		return false;
	start -= length + 1;
	scratch->path[start % PATH_BYTES_MAX] = '/';
	bpf_probe_read_kernel(&scratch->path[(start + 1) % PATH_BYTES_MAX], length % NAME_BYTES_MAX, from);
	scratch->component[scratch->depth % COMPONENTS_MAX] = start;
	scratch->start = start;
	scratch->depth++;
	return true;
}

/* scratch->length is where the component under way ends; placeless, that no file has this path. */
static long resolve_byte(__u32 index, struct written *written)
{
	struct scratch *scratch = written->scratch;
	__u32 at = written->end - 1 - index;

	if (scratch->texts[WRITTEN + at % WRITTEN_BYTES] != '/')
		return 0;
	scratch->placeless = !add_component(scratch, at + 1, scratch->length - at - 1);
	scratch->length = at;
	return scratch->placeless;
}

static __always_inline void resolve_part(struct scratch *scratch, __u32 begin, __u32 end)
{
	struct written written = {.scratch = scratch, .end = end};

	scratch->length = end;
	bpf_loop(end - begin, resolve_byte, &written, 0);
}

/* Spells the directory that a path starts from: the caller's root, its working directory, or what it holds open. */
static __always_inline enum reading spell_base(struct scratch *scratch, bool is_absolute, int fd)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct path base = {};

	if (is_absolute) {
		base = BPF_CORE_READ(task, fs, root);
	} else if (fd == AT_FDCWD) {
		base = BPF_CORE_READ(task, fs, pwd);
	} else {
		struct fdtable *table = BPF_CORE_READ(task, files, fdt);
		struct file **files = BPF_CORE_READ(table, fd), *file = NULL;

		if ((__u32)fd < BPF_CORE_READ(table, max_fds))
			bpf_probe_read_kernel(&file, sizeof(file), &files[(__u32)fd]);
		if (!file)
			return PATH_ABSENT;
		base = BPF_CORE_READ(file, f_path);
	}
	switch (spell_path(scratch, (__u64)base.mnt, (__u64)base.dentry)) {
	case SPELLED:
		return PATH_READ;
	case SPELLED_NAME:
		return PATH_ABSENT;
	default:
		return PATH_UNKNOWN;
	}
}

enum memory_of_text { TEXT_OF_USER, TEXT_OF_KERNEL };

/* Reads the path at address `text`, relative to the open directory `fd` or to AT_FDCWD. Without a text, or with an empty one,
 * `fd` itself is meant. */
__weak __noinline enum reading read_written(struct scratch *scratch, __u64 text, int fd, enum memory_of_text whose)
{
	enum reading reading;
	long size = 1;
	__u32 end, base, length;
	char *into;

	if (!scratch)
		return PATH_UNKNOWN;
	into = &scratch->texts[WRITTEN + WRITTEN_BASE + 1];
	if (text && whose == TEXT_OF_USER)
		size = bpf_probe_read_user_str(into, PATH_BYTES_MAX, (const void *)text);
	else if (text)
		size = bpf_probe_read_kernel_str(into, PATH_BYTES_MAX, (const void *)text);
	if (size < 0)
		return PATH_UNREADABLE;
	if (size >= PATH_BYTES_MAX || (size <= 1 && fd == AT_FDCWD))
		return PATH_ABSENT;
	reading = spell_base(scratch, size > 1 && *into == '/', fd);
	if (reading != PATH_READ || size <= 1)
		return reading;

	base = scratch->start;
	length = WRITTEN_BASE - base;
	if (length > PATH_BYTES_MAX)
		return PATH_UNKNOWN;
	bpf_probe_read_kernel(&scratch->texts[WRITTEN + base % PATH_BYTES_MAX], length,
	                      &scratch->path[base % PATH_BYTES_MAX]);
	scratch->texts[WRITTEN + WRITTEN_BASE] = '/';
	scratch->start = PATH_BYTES_MAX;
	scratch->depth = 0;
	scratch->skip = 0;
	end = WRITTEN_BASE + (__u32)size;
	resolve_part(scratch, WRITTEN_BASE, end);
	if (*into == '/')
		scratch->skip = 0; /* above the root there is the root */
	if (!scratch->placeless)
		resolve_part(scratch, base, WRITTEN_BASE);
	if (scratch->placeless)
		return PATH_UNKNOWN;
	if (scratch->depth == 0) {
		scratch->start = PATH_BYTES_MAX - 1;
		scratch->path[PATH_BYTES_MAX - 1] = '/';
	}
	scratch->path[PATH_BYTES_MAX] = '/';
	return PATH_READ;
}

#endif
