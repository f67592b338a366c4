// SPDX-License-Identifier: Apache-2.0
// Ways to run code that no execve names.
#define _GNU_SOURCE
#include <linux/userfaultfd.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/shm.h>

#include "escape.h"

// PROGRAM is linked against the C library, which brings its own loader.
static int by_loader(char** args) { return run_program((char*[]){"/lib64/ld-linux-x86-64.so.2", args[0], NULL}); }

// LIBRARY into OTHER, a program that is free.
static int by_preload(char** args) {
  char variable[8192];
  snprintf(variable, sizeof variable, "LD_PRELOAD=%s", args[0]);
  return run_program((char*[]){"/usr/bin/env", variable, args[1], NULL});
}

static int by_copied_preload(char** args) {
  const char* to = in_scratch("lib.so");
  if (copy(args[0], to)) return -1;
  return by_preload((char*[]){(char*)to, args[1]});
}

static int by_mprotect(char** args) {
  int fd = TRY("open", open(args[0], O_RDONLY));
  void* code = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 0);
  TRY("mmap", code == MAP_FAILED ? -1 : 0);
  TRY("mprotect", mprotect(code, 4096, PROT_READ | PROT_EXEC));
  return 0;
}

static int by_mmap(char** args) {
  int fd = TRY("open", open(args[0], O_RDONLY));
  void* code = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE, fd, 0);
  TRY("mmap", code == MAP_FAILED ? -1 : 0);
  return 0;
}

// mov $42, %eax; ret
static const unsigned char code[] = {0xb8, 42, 0, 0, 0, 0xc3};

static int run_code(void* at) {
  if (((int (*)(void))at)() == 42) return 0;
  step = "code";
  errno = EIO;
  return -1;
}

static void* memory(int prot, int flags, int fd) {
  void* at = mmap(NULL, 4096, prot, flags, fd, 0);
  if (at == MAP_FAILED) {
    step = "mmap";
    return NULL;
  }
  return at;
}

static int in_memory(char** args) {
  (void)args;
  void* at = memory(PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
  if (!at) return -1;
  memcpy(at, code, sizeof code);
  TRY("mprotect", mprotect(at, 4096, PROT_READ | PROT_EXEC));
  return run_code(at);
}

static int in_written_memory(char** args) {
  (void)args;
  void* at = memory(PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1);
  if (!at) return -1;
  memcpy(at, code, sizeof code);
  return run_code(at);
}

static int in_shared_memory(char** args) {
  (void)args;
  void* at = memory(PROT_READ | PROT_WRITE | PROT_EXEC, MAP_SHARED | MAP_ANONYMOUS, -1);
  if (!at) return -1;
  memcpy(at, code, sizeof code);
  return run_code(at);
}

static int in_memory_file(char** args) {
  (void)args;
  int fd = TRY("memfd_create", memfd_create("m", 0));
  TRY("write", write(fd, code, sizeof code));
  void* at = memory(PROT_READ | PROT_EXEC, MAP_PRIVATE, fd);
  return at ? run_code(at) : -1;
}

static int in_heap(char** args) {
  (void)args;
  char* at = sbrk(0);
  at += -(size_t)at % 4096;
  TRY("brk", brk(at + 4096));
  memcpy(at, code, sizeof code);
  TRY("mprotect", mprotect(at, 4096, PROT_READ | PROT_EXEC));
  return run_code(at);
}

static int on_stack(char** args) {
  (void)args;
  unsigned char here[64];
  memcpy(here, code, sizeof code);
  char* page = (char*)((size_t)here & ~4095UL);
  TRY("mprotect", mprotect(page, 4096, PROT_READ | PROT_WRITE | PROT_EXEC));
  return run_code(here);
}

static int in_old_shared_memory(char** args) {
  (void)args;
  int id = TRY("shmget", shmget(IPC_PRIVATE, 4096, 0700));
  void* at = shmat(id, NULL, SHM_EXEC);
  int cause = errno;
  shmctl(id, IPC_RMID, NULL);
  errno = cause;
  TRY("shmat", at == (void*)-1 ? -1 : 0);
  memcpy(at, code, sizeof code);
  return run_code(at);
}

// A private copy of a page of this program, changed.
static int in_changed_page(char** args) {
  (void)args;
  int fd = TRY("open", open("/proc/self/exe", O_RDONLY));
  void* at = memory(PROT_READ | PROT_WRITE, MAP_PRIVATE, fd);
  if (!at) return -1;
  memcpy(at, code, sizeof code);
  TRY("mprotect", mprotect(at, 4096, PROT_READ | PROT_EXEC));
  return run_code(at);
}

static int in_readable_memory(char** args) {
  (void)args;
  TRY("personality", personality(READ_IMPLIES_EXEC));
  void* at = memory(PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
  if (!at) return -1;
  memcpy(at, code, sizeof code);
  FILE* maps = fopen("/proc/self/maps", "r");
  char line[512], wanted[32];
  snprintf(wanted, sizeof wanted, "%lx-", (long)at);
  while (fgets(line, sizeof line, maps))
    if (!strncmp(line, wanted, strlen(wanted)) && strstr(line, "rwxp")) return run_code(at);
  step = "mmap";
  errno = EACCES;
  return -1;
}

// The twin of those above.
static int in_data(char** args) {
  (void)args;
  void* at = memory(PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
  if (!at) return -1;
  memcpy(at, code, sizeof code);
  TRY("mprotect", mprotect(at, 4096, PROT_READ));
  return 0;
}

static const char* text_file(const char* name, const char* text) {
  const char* path = in_scratch(name);
  int fd = MUST(open(path, O_CREAT | O_WRONLY, 0755));
  MUST(write(fd, text, strlen(text)));
  close(fd);
  return path;
}

// A script of which PROGRAM is the interpreter.
static int as_interpreter(char** args) {
  char line[8192];
  snprintf(line, sizeof line, "#!%s\n", args[0]);
  return run_program((char*[]){(char*)text_file("script", line), NULL});
}

static int script_direct(char** args) { return run_program((char*[]){args[0], NULL}); }
static int script_argument(char** args) { return run_program((char*[]){"/bin/sh", args[0], NULL}); }

static int shell(const char* format, const char* path) {
  char line[16384];
  snprintf(line, sizeof line, format, path, path);
  return run_program((char*[]){"/bin/sh", "-c", line, NULL});
}

static int script_input(char** args) { return shell("sh < %s", args[0]); }
static int script_pipe(char** args) { return shell("cat %s | sh", args[0]); }
static int by_awk(char** args) { return shell("awk 'BEGIN { system(\"%s\") }'", args[0]); }
static int by_find(char** args) { return shell("find / -maxdepth 0 -exec %s \\;", args[0]); }
static int by_busybox(char** args) { return shell("busybox sh -c '%s; :'", args[0]); }
static int by_env(char** args) { return shell("env sh -c '%s; :'", args[0]); }
static int by_xargs(char** args) { return shell("echo %s | xargs -n 1 env", args[0]); }
static int by_bash(char** args) { return shell("bash -c 'exec -a sshd %s'", args[0]); }

// BOX is a program with many names: APPLET is what it is told to be, and prints what FILE holds.
static int applet(char** args) { return run_program((char*[]){args[0], args[1], args[2], NULL}); }
static int named_applet(char** args) { return run_program((char*[]){args[0], args[1], NULL}); }

static int with_false_name(char** args) {
  TRY("prctl", prctl(PR_SET_NAME, "sshd"));
  return use(args[0]);
}

static int by_vfork(char** args) {
  int out[2];
  char* const argv[] = {args[0], NULL};
  volatile int error = 0;
  MUST(pipe2(out, O_CLOEXEC));
  pid_t child = vfork();
  if (child == 0) {
    dup2(out[1], 1);
    execv(args[0], argv);
    error = errno;
    _exit(126);
  }
  close(out[1]);
  MUST(waitpid(child, NULL, 0));
  step = "exec";
  errno = error;
  return error ? -1 : has_secret(out[0]);
}

static int by_spawn(char** args) {
  int out[2];
  pid_t child;
  posix_spawn_file_actions_t actions;
  char* const argv[] = {args[0], NULL};
  MUST(pipe2(out, O_CLOEXEC));
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, out[1], 1);
  errno = posix_spawn(&child, args[0], &actions, NULL, argv, environ);
  step = "posix_spawn";
  close(out[1]);
  if (errno) return -1;
  MUST(waitpid(child, NULL, 0));
  return has_secret(out[0]);
}

// From a thread that is not the first.
struct call {
  const char* path;
  int found, error;
};
static void* use_in_thread(void* it) {
  struct call* call = it;
  call->found = use(call->path);
  call->error = errno;
  return NULL;
}
static int by_thread(char** args) {
  pthread_t thread;
  struct call call = {.path = args[0]};
  MUST(-pthread_create(&thread, NULL, use_in_thread, &call));
  pthread_join(thread, NULL);
  errno = call.error;
  return call.found;
}

// A thread executes, so that the process becomes the program.
static void* exec_in_thread(void* path) {
  execv(path, (char*[]){path, NULL});
  return (void*)(long)errno;  // each thread has its own
}
static int by_exec_of_thread(char** args) {
  int out[2], status;
  MUST(pipe(out));
  pid_t child = MUST(fork());
  if (child == 0) {
    pthread_t thread;
    void* refused;
    dup2(out[1], 1);
    MUST(-pthread_create(&thread, NULL, exec_in_thread, args[0]));
    pthread_join(thread, &refused);
    _exit((long)refused == EACCES ? 111 : 112);
  }
  close(out[1]);
  int found = has_secret(out[0]);
  MUST(waitpid(child, &status, 0));
  step = "exec";
  if (found) errno = WIFEXITED(status) && WEXITSTATUS(status) == 111 ? EACCES : EIO;
  return found;
}

// The arguments are changed by another process while the kernel reads them: PROGRAM allowed with GOOD runs with BAD.
static int by_changed_arguments(char** args) {
  char* shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  const char *good = args[1], *bad = args[2];
  size_t size = strlen(good) + 1;
  int denied = 0;
  pid_t flipper = MUST(fork());
  if (flipper == 0)
    for (unsigned i = 0;; i++) {
      memcpy(shared, i % 2 ? bad : good, size);
      for (volatile unsigned wait = 0; wait < (i * 2654435761U >> 20); wait++)
        ;
    }
  int found = -1;
  for (int i = 0; i < 60 && found; i++) {
    int out[2];
    char text[256] = {0};
    MUST(pipe2(out, O_CLOEXEC));
    pid_t child = MUST(fork());
    if (child == 0) {
      dup2(out[1], 1);
      execv(args[0], (char*[]){args[0], shared, NULL});
      _exit(errno == EACCES ? 111 : 112);
    }
    close(out[1]);
    ssize_t got = read(out[0], text, sizeof text - 1);
    close(out[0]);
    int status;
    MUST(waitpid(child, &status, 0));
    denied += WIFSIGNALED(status) || (WIFEXITED(status) && WEXITSTATUS(status) == 111);
    if (got > 0 && strstr(text, bad)) found = 0;
  }
  MUST(kill(flipper, 9));
  MUST(waitpid(flipper, NULL, 0));
  step = "exec";
  errno = denied ? EACCES : ENODATA;
  return found;
}

struct held {
  int fd;
  char *name, *argument;
  const char* good;
};

static void* let_go(void* it) {
  struct held* held = it;
  struct uffd_msg fault;
  char name[4096] = "name";
  struct uffdio_copy copy = {.dst = (unsigned long)held->name, .src = (unsigned long)name, .len = sizeof name};
  if (read(held->fd, &fault, sizeof fault) != sizeof fault) return NULL;
  strcpy(held->argument, held->good);
  ioctl(held->fd, UFFDIO_COPY, &copy);
  return NULL;
}

// The same, each time: the kernel copies arguments from the last to the first, and waits for the page of the first.
static int by_argument_held(char** args) {
  int out[2], status;
  char text[256] = {0};
  MUST(pipe2(out, O_CLOEXEC));
  pid_t child = MUST(fork());
  if (child == 0) {
    struct held held = {.good = args[1]};
    held.name = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    held.argument = strcpy(held.name + 4096, args[2]);
    held.fd = MUST(syscall(SYS_userfaultfd, O_CLOEXEC));
    struct uffdio_api api = {.api = UFFD_API};
    struct uffdio_register page = {.range = {(unsigned long)held.name, 4096}, .mode = UFFDIO_REGISTER_MODE_MISSING};
    MUST(ioctl(held.fd, UFFDIO_API, &api));
    MUST(ioctl(held.fd, UFFDIO_REGISTER, &page));
    pthread_t thread;
    MUST(-pthread_create(&thread, NULL, let_go, &held));
    dup2(out[1], 1);
    execv(args[0], (char*[]){held.name, held.argument, NULL});
    _exit(errno == EACCES ? 111 : 112);
  }
  close(out[1]);
  ssize_t got = read(out[0], text, sizeof text - 1);
  MUST(waitpid(child, &status, 0));
  step = "exec";
  errno = WIFSIGNALED(status) || (WIFEXITED(status) && WEXITSTATUS(status) == 111) ? EACCES : ENODATA;
  return got > 0 && strstr(text, args[2]) ? 0 : -1;
}

// NUMBER bytes of arguments.
static int with_long_arguments(char** args) {
  size_t size = atoi(args[1]);
  char* long_one = malloc(size + 1);
  memset(long_one, 'a', size);
  long_one[size] = 0;
  return run_program((char*[]){args[0], long_one, NULL});
}

// TEXT as the first argument.
static int with_argument(char** args) { return run_program((char*[]){args[0], args[1], NULL}); }

const struct technique exec_techniques[] = {
    {"ld.so", 1, by_loader},
    {"preload", 2, by_preload},
    {"copied-preload", 2, by_copied_preload},
    {"map-exec", 1, by_mmap},
    {"mprotect", 1, by_mprotect},
    {"anon-mprotect", 0, in_memory},
    {"anon-rwx", 0, in_written_memory},
    {"anon-shared", 0, in_shared_memory},
    {"anon-memfd", 0, in_memory_file},
    {"anon-heap", 0, in_heap},
    {"anon-stack", 0, on_stack},
    {"anon-shmat", 0, in_old_shared_memory},
    {"anon-changed-page", 0, in_changed_page},
    {"anon-personality", 0, in_readable_memory},
    {"anon-data", 0, in_data},
    {"interpreter", 1, as_interpreter},
    {"script", 1, script_direct},
    {"script-argument", 1, script_argument},
    {"script-input", 1, script_input},
    {"script-pipe", 1, script_pipe},
    {"by-awk", 1, by_awk},
    {"by-find", 1, by_find},
    {"by-busybox", 1, by_busybox},
    {"by-env", 1, by_env},
    {"by-xargs", 1, by_xargs},
    {"by-bash", 1, by_bash},
    {"applet", 3, applet},
    {"named-applet", 2, named_applet},
    {"false-name", 1, with_false_name},
    {"vfork", 1, by_vfork},
    {"spawn", 1, by_spawn},
    {"thread", 1, by_thread},
    {"thread-exec", 1, by_exec_of_thread},
    {"flip-arguments", 3, by_changed_arguments},
    {"hold-argument", 3, by_argument_held},
    {"long-arguments", 2, with_long_arguments},
    {"argument", 2, with_argument},
    {NULL, 0, NULL},
};
