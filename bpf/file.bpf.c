// SPDX-License-Identifier: GPL-2.0-only
/* Opening files. */
#include "report.h"

/* Runs on every open after the path is resolved: no symlink or ".." is left. O_PATH opens do not come here; they read
 * nothing. */
SEC("lsm/file_open")
int BPF_PROG(on_open, struct file *file, int ret)
{
	/* Overlayfs opens the file below once more; the act was decided on the overlay's own file. */
	if (ret || file->f_mode & FMODE_NOACCOUNT)
		return ret;
	return decide_and_report_file(CLASS_FILE, HOOK_OPEN, file);
}
