// SPDX-License-Identifier: Apache-2.0
// One way round a rule, tried for real.
//   escape [-u UID] [-c CGROUP] [-s DIR] [-m FILE] [-x] TECHNIQUE ARG...
// Prints "done" when the forbidden was done (the secret was read, the program ran, the socket connected), else the step
// that was refused and its errno: "open EACCES". Status 0 for both; 2 when the technique could not be tried.
//   -u  as this user    -c  in this cgroup    -s  makes its files below this directory, default /w/tmp
//   -x  executes the file instead of reading it    -m  opens this file first, so that the records of one call can be told
//   from those of the next
#define _GNU_SOURCE
#include "escape.h"

#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/mount.h>
#include <sys/sendfile.h>

const char* step = "?";
int executes;
const char* cgroup;
static const char* base = "/w/tmp";
static const char* marker;
static uid_t user;

void wrong(const char* format, ...) {
  va_list args;
  va_start(args, format);
  fprintf(stderr, "escape: ");
  vfprintf(stderr, format, args);
  fprintf(stderr, "\n");
  exit(2);
}

const char* join(const char* directory, const char* name) {
  static char paths[8][8192];
  static int next;
  char* path = paths[next++ % 8];
  snprintf(path, sizeof paths[0], "%s/%s", directory, name);
  return path;
}

const char* parent_of(const char* path) {
  static char parents[8][8192];
  static int next;
  char* parent = parents[next++ % 8];
  snprintf(parent, sizeof parents[0], "%.*s", (int)(strrchr(path, '/') - path), path);
  return *parent ? parent : "/";
}

const char* base_of(const char* path) { return strrchr(path, '/') + 1; }

const char* scratch(void) {
  static char directory[256];
  if (!*directory) {
    snprintf(directory, sizeof directory, "%s/XXXXXX", base);
    if (!mkdtemp(directory)) wrong("mkdtemp %s: %s", directory, strerrorname_np(errno));
    MUST(chmod(directory, 0777));
  }
  return directory;
}

const char* in_scratch(const char* name) { return join(scratch(), name); }

int has_secret(int fd) {
  char text[4096];
  size_t size = 0;
  ssize_t got;
  while (size < sizeof text - 1 && (got = read(fd, text + size, sizeof text - 1 - size)) != 0) {
    if (got < 0) {
      step = "read";
      return -1;
    }
    size += got;
  }
  if (memmem(text, size, "the secret", 10)) return 0;
  text[size] = 0;
  text[strcspn(text, "\n")] = 0;
  step = size ? strdup(text) : "nothing";
  errno = ENODATA;
  return -1;
}

// What the program in the child wrote, or the errno of its exec.
static int output_of(int out, int refused, pid_t child) {
  int error = 0, status;
  int found = has_secret(out), cause = errno;
  ssize_t size = read(refused, &error, sizeof error);
  close(out);
  close(refused);
  MUST(waitpid(child, &status, 0));
  if (size != sizeof error) {
    if (found && WIFSIGNALED(status)) {
      step = "killed by";
      errno = WTERMSIG(status) == SIGKILL ? EPERM : EIO;
      return -1;
    }
    errno = cause;
    return found;
  }
  step = "exec";
  errno = error;
  return -1;
}

static int run_at(int dir, const char* path, char* const argv[], int flags) {
  int out[2], refused[2];
  MUST(pipe(out));
  MUST(pipe2(refused, O_CLOEXEC));
  pid_t child = MUST(fork());
  if (child == 0) {
    dup2(out[1], 1);
    if (dir != 2) dup2(out[1], 2);
    close(out[0]);
    close(out[1]);
    if (dir == -2)
      execvp(path, argv);
    else
      syscall(SYS_execveat, dir, path, argv, environ, flags);
    MUST(write(refused[1], &errno, sizeof errno));
    _exit(126);
  }
  close(out[1]);
  close(refused[1]);
  return output_of(out[0], refused[0], child);
}

int run_program(char* const argv[]) { return run_at(-2, argv[0], argv, 0); }

int use_at(int dir, const char* path, int flags) {
  if (executes) {
    char* const argv[] = {"prog", NULL};
    return run_at(dir, path, argv, flags);
  }
  int fd = TRY("open", openat(dir, path, O_RDONLY | flags));
  int found = has_secret(fd);
  close(fd);
  return found;
}

int use(const char* path) { return use_at(AT_FDCWD, path, 0); }

int use_fd(int fd) {
  if (executes) return use_at(fd, "", AT_EMPTY_PATH);
  lseek(fd, 0, SEEK_SET);
  return has_secret(fd);
}

int copy_fd(int from, int to) {
  struct stat stat;
  TRY("fstat", fstat(from, &stat));
  off_t at = 0;
  while (at < stat.st_size)
    if (TRY("copy", sendfile(to, from, &at, stat.st_size - at)) == 0) break;
  return 0;
}

int copy(const char* from, const char* to) {
  int in = TRY("open to copy", open(from, O_RDONLY));
  int out = TRY("make the copy", open(to, O_WRONLY | O_CREAT | O_TRUNC, 0755));
  if (copy_fd(in, out)) return -1;
  close(in);
  close(out);
  return 0;
}

static void write_text(const char* path, const char* text) {
  int fd = MUST(open(path, O_WRONLY));
  MUST(write(fd, text, strlen(text)));
  close(fd);
}

int own_mounts(void) {
  uid_t uid = geteuid();
  gid_t gid = getegid();
  TRY("unshare", unshare(uid ? CLONE_NEWUSER | CLONE_NEWNS : CLONE_NEWNS));
  if (uid) {
    char map[64];
    write_text("/proc/self/setgroups", "deny");
    snprintf(map, sizeof map, "0 %d 1", uid);
    write_text("/proc/self/uid_map", map);
    snprintf(map, sizeof map, "0 %d 1", gid);
    write_text("/proc/self/gid_map", map);
  }
  TRY("make mounts private", mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL));
  return 0;
}

void mark(void) {
  int fd = marker ? open(marker, O_RDONLY) : -1;  // whether it opens is not the question
  if (fd >= 0) close(fd);
}

static void go_inside(void) {
  if (cgroup) {
    int fd = MUST(open(join(cgroup, "cgroup.procs"), O_WRONLY));
    MUST(write(fd, "0", 1));
    close(fd);
  }
  if (user) {
    MUST(setgroups(0, NULL));
    MUST(setresgid(user, user, user));
    MUST(setresuid(user, user, user));
  }
}

void enter(void) {
  go_inside();
  mark();
}

static const struct technique* find(const char* name) {
  const struct technique* const all[] = {name_techniques, exec_techniques, task_techniques, net_techniques,
                                         write_techniques};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    for (const struct technique* it = all[i]; it->name; it++)
      if (!strcmp(it->name, name)) return it;
  wrong("there is no technique %s", name);
}

static int starts_with(const char* text, const char* head) { return !strncmp(text, head, strlen(head)); }

int main(int argc, char** argv) {
  int option, inside = 0;
  while ((option = getopt(argc, argv, "+u:c:s:m:xi")) >= 0) switch (option) {
      case 'u':
        user = atoi(optarg);
        break;
      case 'c':
        cgroup = optarg;
        break;
      case 's':
        base = optarg;
        break;
      case 'm':
        marker = optarg;
        break;
      case 'x':
        executes = 1;
        break;
      case 'i':
        inside = 1;
        break;  // has gone inside already
      default:
        return 2;
    }
  if (optind == argc) wrong("see the head of escape.c");
  const struct technique* it = find(argv[optind]);
  if (argc - optind - 1 < it->args) wrong("%s takes %d arguments", it->name, it->args);
  alarm(30);
  umask(0);
  signal(SIGPIPE, SIG_IGN);
  // Those that start outside enter by themselves. All others are programs that were started inside.
  int is_outside = starts_with(it->name, "outside-");
  if (!inside && !is_outside && (cgroup || user)) {
    go_inside();
    char* again[64] = {argv[0], "-i", "-s", (char*)base};
    int count = 4;
    if (cgroup) again[count++] = "-c", again[count++] = (char*)cgroup;
    if (marker) again[count++] = "-m", again[count++] = (char*)marker;
    if (executes) again[count++] = "-x";
    for (int i = optind; i < argc && count < 63; i++) again[count++] = argv[i];
    execv("/proc/self/exe", again);
    wrong("exec: %s", strerrorname_np(errno));
  }
  if (!is_outside && !starts_with(it->name, "kept-")) mark();
  if (it->run(argv + optind + 1))
    printf("%s %s\n", step, strerrorname_np(errno));
  else
    printf("done\n");
  return 0;
}
