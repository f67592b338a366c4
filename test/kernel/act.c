// SPDX-License-Identifier: Apache-2.0
// One act for real, and what the kernel said: prints "ok" or the errno's name, a line for each step. The exit status is
// 0 when the question could be asked, whatever the answer; 2 for a wrong call.
// A first word "do" is passed over.
//   act exec PATH [ARG...]            in a child; its own output comes first
//   act open PATH r|w|create          O_RDONLY, O_WRONLY, O_WRONLY|O_CREAT
//   act deep DIR LEVELS NAME          opens DIR/<LEVELS nested directories of 200 letters>/NAME, which it makes first
//   act race DIR A B ROUNDS CGROUP    goes into the cgroup and opens DIR/A/<2,100 directories of one letter>/leaf while a
//                                     child that stays outside renames A to B and back: "ok 1", "EACCES 2", "other 3", how
//                                     often each
//   act crowd DIR N PATH ROUNDS       opens PATH while N idle-priority children open a file 1,000 levels below DIR; says
//                                     the same as race
//   act socket FAMILY TYPE PROTOCOL   numbers
//   act connect ADDRESS PORT [TYPE]   IPv4 or IPv6; type 1 stream (default) or 2 datagram; steps "socket", "connect"
//   act connect-later ADDRESS PORT    the same, but waits for a line on stdin between the two steps
//   act memfd-exec PATH               copies PATH into a memfd and executes that
//   act memfd-open                    opens a memfd once more, by its name in procfs
//   act unlinked-exec PATH            opens PATH, removes it, and executes what it holds open
//   act map WHAT [PATH]               maps memory to be executed; see do_map
//   act proc WHOSE NAME               opens NAME in procfs of: self, thread (one of its own), child
//   act chroot DIR
//   act unlink PATH                   "at DIR NAME": relative to a descriptor of DIR
//   act unlink-unread PATH            the same as unlink, with a string that is not in memory yet
//   act rename A B
//   act mount SOURCE TARGET TYPE FLAGS, act umount TARGET, act pivot NEW OLD
//   act clone-mount SOURCE TARGET     open_tree and move_mount: a bind mount in two steps
//   act trace PID, act kill PID SIGNAL, act bpf, act module PATH, act userns
//   act receive PATH                  binds a datagram unix socket there and prints each message, until it is ended
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

static const char* said(long result) { return result >= 0 ? "ok" : strerrorname_np(errno); }

static int wrong(void) {
  fprintf(stderr, "act: wrong call; see the head of act.c\n");
  return 2;
}

// Runs `fd` (or `path`) in a child and says what execve answered.
static int exec_child(int fd, const char* path, char** argv) {
  int answer[2];
  if (pipe2(answer, O_CLOEXEC)) return wrong();
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    if (fd >= 0) {
      fexecve(fd, argv, environ);
    } else {
      execve(path, argv, environ);
    }
    if (write(answer[1], &errno, sizeof errno) < 0) _exit(126);
    _exit(125);
  }
  close(answer[1]);
  int refused = 0;
  ssize_t size = read(answer[0], &refused, sizeof refused);  // ends without a byte when the exec succeeded
  waitpid(child, NULL, 0);
  printf("%s\n", size == sizeof refused ? strerrorname_np(refused) : "ok");
  return 0;
}

static int do_open(const char* path, const char* how) {
  int flags = !strcmp(how, "r") ? O_RDONLY : !strcmp(how, "w") ? O_WRONLY : O_WRONLY | O_CREAT;
  printf("%s\n", said(open(path, flags, 0644)));
  return 0;
}

// Goes down so many directories with names of so many letters below the working directory, and makes a file there; what is
// not there yet it makes on the way.
static int descend(int levels, int letters, const char* name) {
  char component[256] = {0};
  memset(component, 'd', letters);
  for (int i = 0; i < levels; i++) {
    if (mkdir(component, 0755) && errno != EEXIST) return -1;
    if (chdir(component)) return -1;
  }
  return mknod(name, S_IFREG | 0644, 0) && errno != EEXIST ? -1 : 0;
}

static int do_deep(const char* directory, int levels, const char* name) {
  if (chdir(directory) || descend(levels, 200, name)) return wrong();
  printf("%s\n", said(open(name, O_RDONLY)));
  return 0;
}

// Opens and closes a file so many times, with `pause_us` at most between two, and says how often what was answered.
static void open_often(const char* path, int rounds, int pause_us) {
  int opened = 0, denied = 0, other = 0;
  unsigned random = 1;
  for (int i = 0; i < rounds; i++) {
    int fd = open(path, O_RDONLY);
    if (fd >= 0) {
      opened++;
      close(fd);
    } else if (errno == EACCES) {
      denied++;
    } else {
      other++;
    }
    random = random * 1103515245 + 12345;
    if (pause_us) usleep((random >> 8) % pause_us);
  }
  printf("ok %d\nEACCES %d\nother %d\n", opened, denied, other);
}

static int do_race(const char* directory, const char* a, const char* b, int rounds, const char* cgroup) {
  int group = open(cgroup, O_PATH | O_DIRECTORY);
  if (group < 0 || chdir(directory) || (mkdir(a, 0755) && errno != EEXIST)) return wrong();
  int top = open(".", O_PATH | O_DIRECTORY);
  if (chdir(a) || descend(2100, 1, "leaf")) return wrong();
  pid_t child = fork();
  if (child == 0) {
    // It sleeps between renames, so that it wakes up in the middle of an open.
    unsigned random = 1;
    for (;;) {
      random = random * 1103515245 + 12345;
      usleep((random >> 8) % 2000);
      renameat(top, a, top, b);
      random = random * 1103515245 + 12345;
      usleep((random >> 8) % 2000);
      renameat(top, b, top, a);
    }
  }
  int processes = openat(group, "cgroup.procs", O_WRONLY);
  if (write(processes, "0", 1) != 1) return wrong();
  open_often("leaf", rounds, 0);
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  return 0;
}

static int do_crowd(const char* directory, int crowd, const char* path, int rounds) {
  if (chdir(directory) || descend(1000, 1, "leaf")) return wrong();
  pid_t children[64];
  if (crowd > 64) return wrong();
  for (int i = 0; i < crowd; i++) {
    children[i] = fork();
    if (children[i] == 0) {
      sched_setscheduler(0, SCHED_IDLE, &(struct sched_param){0});
      for (;;) close(open("leaf", O_RDONLY));
    }
  }
  open_often(path, rounds, 3000);
  for (int i = 0; i < crowd; i++) kill(children[i], SIGKILL);
  while (wait(NULL) > 0) {
  }
  return 0;
}

static int do_connect(const char* address, const char* port, int type, int later) {
  struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons(atoi(port))};
  struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons(atoi(port))};
  int is_six = inet_pton(AF_INET6, address, &six.sin6_addr) == 1;
  if (!is_six && inet_pton(AF_INET, address, &four.sin_addr) != 1) return wrong();
  int fd = socket(is_six ? AF_INET6 : AF_INET, type, 0);
  printf("socket %s\n", said(fd));
  fflush(stdout);
  if (fd < 0) return 0;
  if (later && getchar() == EOF) return wrong();
  int answer =
      is_six ? connect(fd, (struct sockaddr*)&six, sizeof six) : connect(fd, (struct sockaddr*)&four, sizeof four);
  printf("connect %s\n", said(answer));
  return 0;
}

static int do_memfd_exec(const char* path) {
  int from = open(path, O_RDONLY), to = memfd_create("copy", 0);
  struct stat stat;
  if (from < 0 || to < 0 || fstat(from, &stat) || sendfile(to, from, NULL, stat.st_size) != stat.st_size)
    return wrong();
  char* argv[] = {(char*)path, NULL};
  return exec_child(to, NULL, argv);
}

static int do_unlinked_exec(const char* path) {
  int fd = open(path, O_RDONLY);
  if (fd < 0 || unlink(path)) return wrong();
  char* argv[] = {(char*)path, NULL};
  return exec_child(fd, NULL, argv);
}

// anonymous: made executable at once; changed: later; file PATH: of a file; file-changed PATH: later; written PATH: later, when
// a page of it was written to; writable PATH: to be written as well; memfd, memfd-shared: of a file that is nowhere.
static int do_map(const char* what, const char* path) {
  int is_memory = !strncmp(what, "memfd", 5), fd = is_memory ? memfd_create("code", 0)
                                                   : path    ? open(path, O_RDONLY)
                                                             : -1;
  if ((is_memory || path) && fd < 0) return wrong();
  if (is_memory && ftruncate(fd, 4096)) return wrong();
  int has_later = !strcmp(what, "changed") || !strcmp(what, "file-changed") || !strcmp(what, "written");
  int is_written = !strcmp(what, "written"), is_writable = is_written || !strcmp(what, "writable") || !path;
  int flags = (!strcmp(what, "memfd-shared") ? MAP_SHARED : MAP_PRIVATE) | (fd < 0 ? MAP_ANONYMOUS : 0);
  int prot = PROT_READ | (is_writable ? PROT_WRITE : 0) | (has_later ? 0 : PROT_EXEC);
  char* memory = mmap(NULL, 4096, prot, flags, fd, 0);
  if (memory == MAP_FAILED || !has_later) {
    printf("%s\n", said(memory == MAP_FAILED ? -1 : 0));
    return 0;
  }
  if (is_written) *(volatile char*)memory = 1;
  printf("%s\n", said(mprotect(memory, 4096, PROT_READ | PROT_EXEC)));
  return 0;
}

static int open_proc(int pid, const char* name) {
  char path[400];
  snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
  return open(path, O_RDONLY);
}

static void* open_thread(void* name) {
  char path[300];
  snprintf(path, sizeof path, "task/%d/%s", gettid(), (char*)name);
  printf("%s\n", said(open_proc(getpid(), path)));
  return NULL;
}

static int do_memfd_open(void) {
  char name[20];
  int fd = memfd_create("copy", 0);
  if (fd < 0) return wrong();
  snprintf(name, sizeof name, "fd/%d", fd);
  printf("%s\n", said(open_proc(getpid(), name)));
  return 0;
}

static int do_proc(const char* whose, char* name) {
  if (!strcmp(whose, "thread")) {
    pthread_t thread;
    return pthread_create(&thread, NULL, open_thread, name) || pthread_join(thread, NULL) ? wrong() : 0;
  }
  if (!strcmp(whose, "self")) {
    printf("%s\n", said(open_proc(getpid(), name)));
    return 0;
  }
  pid_t child = fork();
  if (child == 0) {
    pause();
    _exit(0);
  }
  printf("%s\n", said(open_proc(child, name)));
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  return 0;
}

// The string is in a file's page that nobody has looked at in this process.
static int do_unlink_unread(const char* path) {
  int fd = open("/tmp/unread", O_RDWR | O_CREAT | O_TRUNC, 0600);
  if (fd < 0 || write(fd, path, strlen(path) + 1) < 0 || ftruncate(fd, 4096)) return wrong();
  const char* unread = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
  if (unread == MAP_FAILED) return wrong();
  printf("%s\n", said(unlink(unread)));
  return 0;
}

static int do_clone_mount(const char* source, const char* target) {
  int tree = syscall(SYS_open_tree, AT_FDCWD, source, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC);
  if (tree < 0) return wrong();
  printf("%s\n", said(syscall(SYS_move_mount, tree, "", AT_FDCWD, target, MOVE_MOUNT_F_EMPTY_PATH)));
  return 0;
}

// The kernel lets go of the process when this one ends.
static int do_trace(pid_t pid) {
  printf("%s\n", said(ptrace(PTRACE_SEIZE, pid, NULL, NULL)));
  return 0;
}

static int do_bpf(void) {
  union bpf_attr attributes = {0};
  printf("%s\n", said(syscall(SYS_bpf, BPF_PROG_GET_NEXT_ID, &attributes, sizeof attributes)));
  return 0;
}

static int do_module(const char* path) {
  int fd = open(path, O_RDONLY);
  if (fd < 0) return wrong();
  printf("%s\n", said(syscall(SYS_finit_module, fd, "", 0)));
  return 0;
}

static int do_receive(const char* path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
  int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
  if (fd < 0 || bind(fd, (struct sockaddr*)&address, sizeof address)) return wrong();
  for (;;) {
    char message[256];
    ssize_t size = recv(fd, message, sizeof message, 0);
    if (size < 0) return wrong();
    printf("%.*s\n", (int)size, message);
    fflush(stdout);
  }
}

static int say(long result) {
  printf("%s\n", said(result));
  return 0;
}

// Acts on the system.
static int do_system(const char* what, int argc, char** argv) {
  if (!strcmp(what, "chroot") && argc == 3) return say(chroot(argv[2]));
  if (!strcmp(what, "unlink") && argc == 3) return say(unlink(argv[2]));
  if (!strcmp(what, "unlink") && argc == 5) return say(unlinkat(open(argv[3], O_PATH | O_DIRECTORY), argv[4], 0));
  if (!strcmp(what, "unlink-unread") && argc == 3) return do_unlink_unread(argv[2]);
  if (!strcmp(what, "rename") && argc == 4) return say(rename(argv[2], argv[3]));
  if (!strcmp(what, "mount") && argc == 6) return say(mount(argv[2], argv[3], argv[4], strtoul(argv[5], NULL, 0), ""));
  if (!strcmp(what, "umount") && argc == 3) return say(umount2(argv[2], 0));
  if (!strcmp(what, "pivot") && argc == 4) return say(syscall(SYS_pivot_root, argv[2], argv[3]));
  if (!strcmp(what, "clone-mount") && argc == 4) return do_clone_mount(argv[2], argv[3]);
  if (!strcmp(what, "trace") && argc == 3) return do_trace(atoi(argv[2]));
  if (!strcmp(what, "kill") && argc == 4) return say(kill(atoi(argv[2]), atoi(argv[3])));
  if (!strcmp(what, "bpf") && argc == 2) return do_bpf();
  if (!strcmp(what, "module") && argc == 3) return do_module(argv[2]);
  if (!strcmp(what, "userns") && argc == 2) return say(unshare(CLONE_NEWUSER));
  return wrong();
}

int main(int argc, char** argv) {
  if (argc > 1 && !strcmp(argv[1], "do")) {
    argv[1] = argv[0];
    argv++;
    argc--;
  }
  const char* what = argc > 1 ? argv[1] : "";
  if (!strcmp(what, "exec") && argc >= 3) return exec_child(-1, argv[2], argv + 2);
  if (!strcmp(what, "open") && argc == 4) return do_open(argv[2], argv[3]);
  if (!strcmp(what, "deep") && argc == 5) return do_deep(argv[2], atoi(argv[3]), argv[4]);
  if (!strcmp(what, "race") && argc == 7) return do_race(argv[2], argv[3], argv[4], atoi(argv[5]), argv[6]);
  if (!strcmp(what, "crowd") && argc == 6) return do_crowd(argv[2], atoi(argv[3]), argv[4], atoi(argv[5]));
  if (!strcmp(what, "socket") && argc == 5) {
    printf("%s\n", said(socket(atoi(argv[2]), atoi(argv[3]), atoi(argv[4]))));
    return 0;
  }
  if (!strcmp(what, "connect") && argc >= 4)
    return do_connect(argv[2], argv[3], argc > 4 ? atoi(argv[4]) : SOCK_STREAM, 0);
  if (!strcmp(what, "connect-later") && argc == 4) return do_connect(argv[2], argv[3], SOCK_STREAM, 1);
  if (!strcmp(what, "memfd-exec") && argc == 3) return do_memfd_exec(argv[2]);
  if (!strcmp(what, "memfd-open") && argc == 2) return do_memfd_open();
  if (!strcmp(what, "unlinked-exec") && argc == 3) return do_unlinked_exec(argv[2]);
  if (!strcmp(what, "map") && argc >= 3) return do_map(argv[2], argv[3]);
  if (!strcmp(what, "proc") && argc == 4) return do_proc(argv[2], argv[3]);
  if (!strcmp(what, "receive") && argc == 3) return do_receive(argv[2]);
  return do_system(what, argc, argv);
}
