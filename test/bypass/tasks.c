// SPDX-License-Identifier: Apache-2.0
// Acts on other processes and on the kernel itself; shedding what a process belongs to; descriptors from elsewhere.
#define _GNU_SOURCE
#include <linux/bpf.h>
#include <linux/io_uring.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/pidfd.h>
#include <sys/ptrace.h>
#include <sys/reboot.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "escape.h"

__attribute__((noreturn)) static void sleep_on(void) {
  for (;;) pause();
}

static int unshared(char** args) {
  int flags = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWCGROUP;
  if (own_mounts()) return -1;
  TRY("unshare", unshare(flags));
  pid_t child = TRY("fork", fork());
  if (child == 0) {
    int found = use(args[0]);  // first: it says at which step
    printf(found ? "%s %s\n" : "done\n", step, strerrorname_np(errno));
    fflush(stdout);
    _exit(0);
  }
  MUST(waitpid(child, NULL, 0));
  exit(0);
}

static int in_user_namespace(char** args) {
  TRY("unshare", unshare(CLONE_NEWUSER));
  return use(args[0]);
}

// From namespaces of its own back into those of process PID.
static int by_setns(char** args) {
  if (own_mounts()) return -1;
  int init = TRY("pidfd_open", pidfd_open(atoi(args[1]), 0));
  TRY("setns", setns(init, CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWCGROUP));
  return use(args[0]);
}

static int move_to(const char* group) {
  int fd = TRY("open cgroup.procs", open(join(group, "cgroup.procs"), O_WRONLY));
  TRY("write cgroup.procs", write(fd, "0", 1));
  close(fd);
  return 0;
}

static int out_of_cgroup(char** args) { return move_to("/sys/fs/cgroup") ? -1 : use(args[0]); }

static int below_cgroup(char** args) {
  const char* below = join(cgroup ? cgroup : "/sys/fs/cgroup", "below");
  if (mkdir(below, 0755) && errno != EEXIST) {
    step = "mkdir";
    return -1;
  }
  return move_to(below) ? -1 : use(args[0]);
}

static int clone_into_cgroup(char** args) {
  int group = TRY("open cgroup", open("/sys/fs/cgroup", O_RDONLY | O_DIRECTORY));
  struct clone_args clone = {.flags = CLONE_INTO_CGROUP, .exit_signal = SIGCHLD, .cgroup = group};
  fflush(stdout);
  pid_t child = TRY("clone3", syscall(SYS_clone3, &clone, sizeof clone));
  if (child == 0) {
    int found = use(args[0]);  // first: it says at which step
    printf(found ? "%s %s\n" : "done\n", step, strerrorname_np(errno));
    fflush(stdout);
    _exit(0);
  }
  MUST(waitpid(child, NULL, 0));
  exit(0);
}

// System calls of a 32-bit program: all that it is given lies below 4 GB.
static long int80(long number, long a, long b, long c) {
  long result;
  __asm__ volatile("int $0x80"
                   : "=a"(result)
                   : "a"(number), "b"(a), "c"(b), "d"(c)
                   : "memory", "r8", "r9", "r10", "r11");
  if (result >= 0) return result;
  errno = -result;
  return -1;
}

static int by_int80(char** args) {
  char* low = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
  strcpy(low, args[0]);
  if (!executes) {
    int fd = TRY("open", int80(5, (long)low, O_RDONLY, 0));
    return has_secret(fd);
  }
  int out[2], refused[2], error = 0;
  MUST(pipe(out));
  MUST(pipe2(refused, O_CLOEXEC));
  unsigned* argv = (unsigned*)(low + 4096);
  argv[0] = (unsigned)(long)low;
  argv[1] = argv[2] = 0;
  pid_t child = MUST(fork());
  if (child == 0) {
    dup2(out[1], 1);
    int80(11, (long)low, (long)argv, (long)(argv + 2));
    MUST(write(refused[1], &errno, sizeof errno));
    _exit(126);
  }
  close(out[1]);
  close(refused[1]);
  ssize_t got = read(refused[0], &error, sizeof error);
  int found = has_secret(out[0]);
  MUST(waitpid(child, NULL, 0));
  if (got == sizeof error) step = "exec", errno = error;
  return found;
}

// A process that runs outside, by its number, with a word of memory to change.
static long word = 1;

static int by_ptrace(char** args) {
  pid_t pid = atoi(args[0]);
  TRY("ptrace", ptrace(PTRACE_ATTACH, pid, NULL, NULL));
  MUST(waitpid(pid, NULL, __WALL));
  ptrace(PTRACE_DETACH, pid, NULL, NULL);
  return 0;
}

static int by_seize(char** args) {
  TRY("ptrace", ptrace(PTRACE_SEIZE, atoi(args[0]), NULL, NULL));
  return 0;
}

static int by_memory_file(char** args) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%s/mem", args[0]);
  int fd = TRY("open", open(path, O_RDWR));
  TRY("pwrite", pwrite(fd, &word, sizeof word, (off_t)&word));
  return 0;
}

static int by_vm_write(char** args) {
  struct iovec here = {&word, sizeof word};
  TRY("process_vm_writev", process_vm_writev(atoi(args[0]), &here, 1, &here, 1, 0));
  return 0;
}

static int by_vm_read(char** args) {
  struct iovec here = {&word, sizeof word};
  TRY("process_vm_readv", process_vm_readv(atoi(args[0]), &here, 1, &here, 1, 0));
  return 0;
}

static int by_environ(char** args) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%s/environ", args[0]);
  int fd = TRY("open", open(path, O_RDONLY));
  char byte;
  TRY("read", read(fd, &byte, 1));
  return 0;
}

// Of a child of its own: the twin of those above.
static int on_child(char** args) {
  pid_t child = MUST(fork());
  if (child == 0) sleep_on();
  char pid[16];
  snprintf(pid, sizeof pid, "%d", child);
  char* of_child[] = {pid};
  int found = !strcmp(args[0], "ptrace")     ? by_ptrace(of_child)
              : !strcmp(args[0], "vm-write") ? by_vm_write(of_child)
              : !strcmp(args[0], "mem")      ? by_memory_file(of_child)
                                             : 0;
  TRY("kill", kill(child, SIGKILL));
  MUST(waitpid(child, NULL, 0));
  return found;
}

static int by_signal(char** args) {
  TRY("kill", kill(atoi(args[0]), atoi(args[1])));
  return 0;
}

static int by_pidfd_signal(char** args) {
  int pidfd = TRY("pidfd_open", pidfd_open(atoi(args[0]), 0));
  TRY("pidfd_send_signal", pidfd_send_signal(pidfd, atoi(args[1]), NULL, 0));
  return 0;
}

static int bpf(int command, union bpf_attr* attributes) {
  return syscall(SYS_bpf, command, attributes, sizeof *attributes);
}

static int bpf_list(char** args) {
  (void)args;
  union bpf_attr of = {0};
  if (bpf(BPF_PROG_GET_NEXT_ID, &of) && errno == ENOENT) return 0;  // asked and answered: there is none
  step = "bpf";
  return errno == ENOENT || of.next_id ? 0 : -1;
}

static int bpf_map(char** args) {
  (void)args;
  union bpf_attr of = {.map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 4, .max_entries = 1};
  close(TRY("bpf", bpf(BPF_MAP_CREATE, &of)));
  return 0;
}

static int bpf_pins(char** args) {
  (void)args;
  TRY("mkdir", mkdir("/sys/fs/bpf/escape", 0700));
  MUST(rmdir("/sys/fs/bpf/escape"));
  return 0;
}

// What the daemon pinned: PATH.
static int remove_pin(char** args) {
  TRY("unlink", unlink(args[0]));
  return 0;
}

static int load_module(char** args) {
  int fd = TRY("open", open(args[0], O_RDONLY));
  TRY("finit_module", syscall(SYS_finit_module, fd, "", 0));
  MUST(syscall(SYS_delete_module, args[1], 0));
  return 0;
}

static int load_module_image(char** args) {
  struct stat stat;
  int fd = TRY("open", open(args[0], O_RDONLY));
  MUST(fstat(fd, &stat));
  char* image = malloc(stat.st_size);
  MUST(read(fd, image, stat.st_size));
  TRY("init_module", syscall(SYS_init_module, image, stat.st_size, ""));
  MUST(syscall(SYS_delete_module, args[1], 0));
  return 0;
}

// Without segments it takes away what was loaded: nothing.
static int load_kernel(char** args) {
  (void)args;
  TRY("kexec_load", syscall(SYS_kexec_load, 0, 0, NULL, 0));
  return 0;
}

static int remount(char** args) {
  if (own_mounts()) return -1;
  TRY("remount", mount(NULL, args[0], NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL));
  return 0;
}

// Descriptors. The other side is this program before it enters: it may open what is not allowed inside.
static int send_fd(int socket, int fd) {
  char byte = 0, control[CMSG_SPACE(sizeof fd)] = {0};
  struct iovec data = {&byte, 1};
  struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  struct cmsghdr* header = CMSG_FIRSTHDR(&message);
  *header = (struct cmsghdr){CMSG_LEN(sizeof fd), SOL_SOCKET, SCM_RIGHTS};
  memcpy(CMSG_DATA(header), &fd, sizeof fd);
  return sendmsg(socket, &message, 0);
}

static int receive_fd(int socket) {
  char byte, control[CMSG_SPACE(sizeof(int))] = {0};
  struct iovec data = {&byte, 1};
  struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  TRY("recvmsg", recvmsg(socket, &message, 0));
  struct cmsghdr* header = CMSG_FIRSTHDR(&message);
  int fd;
  if (!header || header->cmsg_type != SCM_RIGHTS || header->cmsg_len != CMSG_LEN(sizeof fd)) {
    step = "receive";  // a descriptor that is refused is left out of the message
    errno = EACCES;
    return -1;
  }
  memcpy(&fd, CMSG_DATA(header), sizeof fd);
  return fd;
}

static int by_message(char** args) {
  int pair[2];
  MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
  pid_t child = MUST(fork());
  if (child) {
    int fd = MUST(open(args[0], O_RDONLY));
    MUST(send_fd(pair[0], fd));
    MUST(waitpid(child, NULL, 0));
    exit(0);
  }
  enter();
  int fd = receive_fd(pair[1]);
  return fd < 0 ? -1 : use_fd(fd);
}

static int by_pidfd_getfd(char** args) {
  int go[2];
  char byte;
  MUST(pipe(go));
  int parent = getpid();
  pid_t child = MUST(fork());
  if (child) {
    int fd = MUST(open(args[0], O_RDONLY));
    MUST(dup2(fd, 77));
    MUST(write(go[1], "g", 1));
    MUST(waitpid(child, NULL, 0));
    exit(0);
  }
  MUST(read(go[0], &byte, 1));
  enter();
  int pidfd = TRY("pidfd_open", pidfd_open(parent, 0));
  int fd = TRY("pidfd_getfd", pidfd_getfd(pidfd, 77, 0));
  return use_fd(fd);
}

static int by_inheriting(char** args) {
  int fd = MUST(open(args[0], O_RDONLY));
  enter();
  return use_fd(fd);
}

static int by_inherited_mapping(char** args) {
  int fd = MUST(open(args[0], O_RDONLY));
  enter();
  const char* text = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 0);
  TRY("mmap", text == MAP_FAILED ? -1 : 0);
  return strstr(text, "the secret") ? 0 : -1;
}

// The program is another one from here on.
static int by_exec_inheriting(char** args) {
  int fd = MUST(open(args[0], O_RDONLY));
  MUST(dup2(fd, 0));
  enter();
  return run_program((char*[]){"/bin/cat", NULL});
}

// Opens, waits for a line on stdin, and goes on.
static int kept_open(char** args) {
  int fd = TRY("open", open(args[0], O_RDONLY));
  printf("ready\n");
  fflush(stdout);
  alarm(0);
  if (getchar() == EOF) wrong("nobody said to go on");
  mark();
  return use_fd(fd);
}

static int kept_waiting(char** args) {
  (void)args;
  printf("ready\n");
  fflush(stdout);
  alarm(0);
  if (getchar() == EOF) wrong("nobody said to go on");
  mark();
  return use(args[0]);
}

// So many acts that records are lost; none may be let through for that.
static int flood(char** args) {
  int rounds = atoi(args[1]);
  for (int i = 0; i < rounds; i++) {
    int fd = open(args[0], O_RDONLY);
    if (fd >= 0) return 0;
    if (errno != EACCES) break;
  }
  step = "open";
  return -1;
}

static int flood_from_children(char** args) {
  pid_t children[16];
  int found = -1, status;
  for (int i = 0; i < 16; i++) {
    children[i] = MUST(fork());
    if (children[i] == 0) _exit(flood(args) ? errno == EACCES ? 1 : 2 : 0);
  }
  step = "open";
  int refused = 1;
  for (int i = 0; i < 16; i++) {
    MUST(waitpid(children[i], &status, 0));
    if (status == 0) found = 0;
    refused &= WIFEXITED(status) && WEXITSTATUS(status) == 1;
  }
  errno = refused ? EACCES : EIO;
  return found;
}

// io_uring, without its library: one entry, one answer.
struct uring {
  int fd;
  struct io_uring_params params;
  char *sq, *cq;
  struct io_uring_sqe* entries;
};

static int open_ring(struct uring* ring, unsigned flags) {
  *ring = (struct uring){.params = {.flags = flags, .sq_thread_idle = 1000}};
  ring->fd = TRY("io_uring_setup", syscall(SYS_io_uring_setup, 4, &ring->params));
  struct io_uring_params* p = &ring->params;
  int prot = PROT_READ | PROT_WRITE;
  ring->sq = mmap(NULL, p->sq_off.array + p->sq_entries * 4, prot, MAP_SHARED, ring->fd, IORING_OFF_SQ_RING);
  ring->cq = mmap(NULL, p->cq_off.cqes + p->cq_entries * 16, prot, MAP_SHARED, ring->fd, IORING_OFF_CQ_RING);
  ring->entries = mmap(NULL, p->sq_entries * sizeof(struct io_uring_sqe), prot, MAP_SHARED, ring->fd, IORING_OFF_SQES);
  MUST(ring->sq == MAP_FAILED || ring->cq == MAP_FAILED || (void*)ring->entries == MAP_FAILED ? -1 : 0);
  return 0;
}

static int submit(struct uring* ring, const struct io_uring_sqe* entry) {
  struct io_uring_params* p = &ring->params;
  unsigned* tail = (unsigned*)(ring->sq + p->sq_off.tail);
  unsigned slot = *tail & *(unsigned*)(ring->sq + p->sq_off.ring_mask);
  ring->entries[slot] = *entry;
  ((unsigned*)(ring->sq + p->sq_off.array))[slot] = slot;
  __atomic_store_n(tail, *tail + 1, __ATOMIC_SEQ_CST);
  unsigned flags = IORING_ENTER_GETEVENTS;
  if (p->flags & IORING_SETUP_SQPOLL && *(unsigned*)(ring->sq + p->sq_off.flags) & IORING_SQ_NEED_WAKEUP)
    flags |= IORING_ENTER_SQ_WAKEUP;
  MUST(syscall(SYS_io_uring_enter, ring->fd, 1, 1, flags, NULL, 0));
  unsigned* head = (unsigned*)(ring->cq + p->cq_off.head);
  while (*head == __atomic_load_n((unsigned*)(ring->cq + p->cq_off.tail), __ATOMIC_SEQ_CST)) sched_yield();
  struct io_uring_cqe* answers = (struct io_uring_cqe*)(ring->cq + p->cq_off.cqes);
  int result = answers[*head & *(unsigned*)(ring->cq + p->cq_off.ring_mask)].res;
  (*head)++;
  if (result >= 0) return result;
  errno = -result;
  return -1;
}

int uring_submit(unsigned setup, const struct io_uring_sqe* entry) {
  struct uring ring;
  return open_ring(&ring, setup) ? -1 : submit(&ring, entry);
}

static int open_by_uring(const char* path, unsigned setup, unsigned char flags) {
  struct io_uring_sqe entry = {.opcode = IORING_OP_OPENAT, .flags = flags, .fd = AT_FDCWD, .addr = (long)path};
  step = "openat";
  int fd = uring_submit(setup, &entry);
  return fd < 0 ? -1 : has_secret(fd);
}

static int by_uring(char** args) { return open_by_uring(args[0], 0, 0); }
static int by_uring_worker(char** args) { return open_by_uring(args[0], 0, IOSQE_ASYNC); }
static int by_uring_poller(char** args) { return open_by_uring(args[0], IORING_SETUP_SQPOLL, 0); }

// A process to act on: sleeps until it is killed.
static int sleeper(char** args) {
  (void)args;
  alarm(0);
  printf("%d\n", getpid());
  fflush(stdout);
  sleep_on();
}

const struct technique task_techniques[] = {
    {"unshare", 1, unshared},
    {"userns", 1, in_user_namespace},
    {"setns", 2, by_setns},
    {"cgroup-move", 1, out_of_cgroup},
    {"cgroup-below", 1, below_cgroup},
    {"cgroup-clone", 1, clone_into_cgroup},
    {"int80", 1, by_int80},
    {"ptrace", 1, by_ptrace},
    {"seize", 1, by_seize},
    {"mem", 1, by_memory_file},
    {"vm-write", 1, by_vm_write},
    {"vm-read", 1, by_vm_read},
    {"environ", 1, by_environ},
    {"own-child", 1, on_child},
    {"kill", 2, by_signal},
    {"pidfd-kill", 2, by_pidfd_signal},
    {"bpf-list", 0, bpf_list},
    {"bpf-map", 0, bpf_map},
    {"bpf-pins", 0, bpf_pins},
    {"bpf-unpin", 1, remove_pin},
    {"finit-module", 2, load_module},
    {"init-module", 2, load_module_image},
    {"kexec", 0, load_kernel},
    {"remount", 1, remount},
    {"outside-message", 1, by_message},
    {"outside-getfd", 1, by_pidfd_getfd},
    {"outside-inherit", 1, by_inheriting},
    {"outside-map", 1, by_inherited_mapping},
    {"outside-exec", 1, by_exec_inheriting},
    {"kept-open", 1, kept_open},
    {"kept-waiting", 1, kept_waiting},
    {"flood", 2, flood},
    {"flood-children", 2, flood_from_children},
    {"uring", 1, by_uring},
    {"uring-worker", 1, by_uring_worker},
    {"uring-poller", 1, by_uring_poller},
    {"sleeper", 0, sleeper},
    {NULL, 0, NULL},
};
