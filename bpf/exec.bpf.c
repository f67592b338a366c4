// SPDX-License-Identifier: GPL-2.0-only
/* Starting programs. */
#include "report.h"

/* Runs for each file an execve turns to: a script first, then its interpreter. The caller still runs its program. */
SEC("lsm/bprm_check_security")
int BPF_PROG(on_exec, struct linux_binprm *bprm, int ret)
{
	return ret ? ret : decide_and_report_file(CLASS_PROCESS, HOOK_EXEC, bprm->file);
}

/* Run once by the daemon itself (a program of type syscall runs in its caller): pids differ between pid namespaces, and
 * only the kernel knows which one the daemon has in the initial one. */
SEC("syscall")
int on_adopt(void *context)
{
	daemon_tgid = bpf_get_current_pid_tgid() >> 32;
	return 0;
}
