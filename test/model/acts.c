// SPDX-License-Identifier: Apache-2.0
// Thousands of acts one after the other, each for real, by processes of several programs and users, in a tree of files that
// is put right again after each. Reads lines, answers each with one line. Fields are parted by blanks; in them %XX is a byte,
// and %00 alone is the empty text.
//   acts serve PROCS      the server. PROCS: the cgroup.procs that the keeper goes into; "-": none
//     dir|program|elf UID PATH         what the tree has: a directory; a copy of this program; a program that only ends.
//     script UID PATH INTERPRETER      Answer: "ok"
//     symlink UID PATH TARGET
//     worker UID TTY PROGRAM PROCS     starts PROGRAM, a copy of this one; TTY 1: in a session with a terminal. Answer: "ok"
//     N ACT FIELD...                   worker N, from 0 on, has a child do it. Answer: "PID ERRNO", the child's; "ok" for none
//   acts work             a worker, started by the server
//   acts do ACT ARG...    one act, by a child of it; prints the errno. The arguments are as they are
// The server does nothing with paths. The keeper, which makes the tree and mends it, is in a cgroup of its own, so that rules for
// the workers, or for all of the host, do not bind it.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <termios.h>
#include <unistd.h>

extern char** environ;

enum { FIELDS_MAX = 16, WORKERS_MAX = 32, NODES_MAX = 4096 };

// Ends this process: what was asked cannot be.
static void fail(const char* what) {
  fprintf(stderr, "acts: %s: %s\n", what, strerror(errno));
  exit(2);
}

static void decode(char* text) {
  char* to = text;
  for (const char* from = text; *from; from++) {
    unsigned byte;
    if (*from == '%' && sscanf(from + 1, "%2x", &byte) == 1) {
      *to++ = (char)byte;
      from += 2;
    } else {
      *to++ = *from;
    }
  }
  *to = 0;
}

// Splits a line in place. Returns how many fields there are; a NULL follows them.
static int split(char* line, char** fields) {
  int count = 0;
  for (char* field = strtok(line, " \n"); field && count < FIELDS_MAX; field = strtok(NULL, " \n")) {
    decode(field);
    fields[count++] = field;
  }
  fields[count] = NULL;
  return count;
}

// The tree: what there is to be at each path.

enum kind { DIRECTORY, PROGRAM, ELF, SCRIPT, SYMLINK };

struct node {
  char* path;
  enum kind kind;
  uid_t uid;
  char* text;
};

static struct node nodes[NODES_MAX];
static int node_count;

static const struct node* node_at(const char* path) {
  for (int i = 0; i < node_count; i++)
    if (!strcmp(nodes[i].path, path)) return &nodes[i];
  return NULL;
}

// A program of a few instructions, which ends with status 0.
static size_t smallest_program(char* bytes) {
#if defined(__x86_64__)
  static const unsigned char code[] = {0xb8, 231, 0, 0, 0, 0x31, 0xff, 0x0f, 0x05};  // exit_group(0)
  enum { MACHINE = EM_X86_64 };
#elif defined(__aarch64__)
  static const unsigned char code[] = {0xc8, 0x0b, 0x80, 0xd2, 0, 0, 0x80, 0xd2, 1, 0, 0, 0xd4};
  enum { MACHINE = EM_AARCH64 };
#endif
  const unsigned long at = 0x400000, begin = sizeof(Elf64_Ehdr) + sizeof(Elf64_Phdr), size = begin + sizeof code;
  Elf64_Ehdr header = {.e_ident = {ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELFCLASS64, ELFDATA2LSB, EV_CURRENT},
                       .e_type = ET_EXEC,
                       .e_machine = MACHINE,
                       .e_version = EV_CURRENT,
                       .e_entry = at + begin,
                       .e_phoff = sizeof header,
                       .e_ehsize = sizeof header,
                       .e_phentsize = sizeof(Elf64_Phdr),
                       .e_phnum = 1};
  Elf64_Phdr segment = {
      .p_type = PT_LOAD, .p_flags = PF_R | PF_X, .p_vaddr = at, .p_filesz = size, .p_memsz = size, .p_align = 4096};
  memcpy(bytes, &header, sizeof header);
  memcpy(bytes + sizeof header, &segment, sizeof segment);
  memcpy(bytes + begin, code, sizeof code);
  return size;
}

static void copy_self(int to) {
  struct stat self;
  int from = open("/proc/self/exe", O_RDONLY);
  if (from < 0 || fstat(from, &self)) fail("/proc/self/exe");
  if (copy_file_range(from, NULL, to, NULL, self.st_size, 0) == self.st_size) return (void)close(from);
  char bytes[65536];
  ssize_t size;
  while ((size = read(from, bytes, sizeof bytes)) > 0)
    if (write(to, bytes, size) != size) fail("copying");
  close(from);
}

static void make(const struct node* node) {
  char bytes[4200];
  size_t size = 0;
  if (node->kind == DIRECTORY) {
    if (mkdir(node->path, 0777)) fail(node->path);
  } else if (node->kind == SYMLINK) {
    if (symlink(node->text, node->path)) fail(node->path);
  } else {
    int fd = open(node->path, O_WRONLY | O_CREAT | O_TRUNC, 0777);
    if (fd < 0) fail(node->path);
    if (node->kind == PROGRAM) copy_self(fd);
    if (node->kind == ELF) size = smallest_program(bytes);
    if (node->kind == SCRIPT) size = snprintf(bytes, sizeof bytes, "#!%s\n", node->text);
    if (write(fd, bytes, size) != (ssize_t)size) fail(node->path);
    close(fd);
  }
  if (lchown(node->path, node->uid, 0)) fail(node->path);
}

static void take_away(const char* path) {
  if (unlink(path) && rmdir(path)) fail(path);
}

// Makes a path what it was.
static void mend(const char* path) {
  const struct node* node = node_at(path);
  struct stat is;
  if (lstat(path, &is)) {
    if (node) make(node);
    return;
  }
  if (!node) return take_away(path);
  mode_t type = node->kind == DIRECTORY ? S_IFDIR : node->kind == SYMLINK ? S_IFLNK : S_IFREG;
  if ((is.st_mode & S_IFMT) != type) {
    take_away(path);
    make(node);
  } else if (type == S_IFREG && !is.st_size) {
    make(node);
  } else if (type != S_IFLNK && (is.st_mode & 07777) != 0777 && chmod(path, 0777)) {
    fail(path);
  }
}

static void after_act(int count, char** fields) {
  struct stat is;
  if (!strcmp(fields[0], "rename") && lstat(fields[1], &is) && !lstat(fields[2], &is) && rename(fields[2], fields[1]))
    fail(fields[1]);
  for (int i = 1; i < count; i++) {
    if (fields[i][0] != '/') continue;
    mend(fields[i]);
    const struct node* node = node_at(fields[i]);
    if (node && node->kind == SYMLINK) mend(node->text);
  }
}

static void add_node(int count, char** fields) {
  static const char* const kinds[] = {"dir", "program", "elf", "script", "symlink"};
  struct node node = {.kind = DIRECTORY};
  while (strcmp(kinds[node.kind], fields[0])) node.kind++;
  node.uid = atoi(fields[1]);
  node.path = strdup(fields[2]);
  node.text = count > 3 ? strdup(fields[3]) : NULL;
  if (node_count == NODES_MAX) fail("too many nodes");
  nodes[node_count++] = node;
  make(&node);
}

static _Noreturn void keep(FILE* in, int out) {
  char *line = NULL, *fields[FIELDS_MAX + 1];
  size_t room = 0;
  umask(0);
  while (getline(&line, &room, in) > 0) {
    int count = split(line, fields);
    if (!strcmp(fields[0], "after")) {
      after_act(count - 1, fields + 1);
    } else {
      add_node(count, fields);
    }
    if (write(out, "ok\n", 3) != 3) fail("answering");
  }
  exit(0);
}

// Acts. Each returns what the kernel returned.

static int flags_of(const char* how) {
  static const struct {
    const char* how;
    int flags;
  } known[] = {{"r", O_RDONLY},
               {"w", O_WRONLY},
               {"rw", O_RDWR},
               {"wt", O_WRONLY | O_TRUNC},
               {"wc", O_WRONLY | O_CREAT},
               {"rc", O_RDONLY | O_CREAT},
               {"wa", O_WRONLY | O_APPEND},
               {"dir", O_RDONLY | O_DIRECTORY}};
  for (unsigned i = 0; i < sizeof known / sizeof *known; i++)
    if (!strcmp(how, known[i].how)) return known[i].flags;
  errno = EINVAL;
  fail(how);
  return -1;
}

static long map(const char* path, int later) {
  int fd = open(path, O_RDONLY);
  if (fd < 0) return -1;
  void* at = mmap(NULL, 4096, later ? PROT_READ : PROT_READ | PROT_EXEC, MAP_PRIVATE, fd, 0);
  if (at == MAP_FAILED) return -1;
  return later ? mprotect(at, 4096, PROT_READ | PROT_EXEC) : 0;
}

union address {
  struct sockaddr any;
  struct sockaddr_in four;
  struct sockaddr_in6 six;
  struct sockaddr_un local;
};

// IPv4, IPv6, "/path" or "@abstract".
static socklen_t read_address(const char* text, const char* port, union address* to) {
  memset(to, 0, sizeof *to);
  if (*text == '/' || *text == '@') {
    size_t size = strlen(text);
    to->local.sun_family = AF_UNIX;
    memcpy(to->local.sun_path, text, size);
    if (*text == '@') to->local.sun_path[0] = 0;
    return offsetof(struct sockaddr_un, sun_path) + size + (*text == '/');
  }
  if (inet_pton(AF_INET6, text, &to->six.sin6_addr) == 1) {
    to->six.sin6_family = AF_INET6;
    to->six.sin6_port = htons(atoi(port));
    return sizeof to->six;
  }
  if (inet_pton(AF_INET, text, &to->four.sin_addr) != 1) fail(text);
  to->four.sin_family = AF_INET;
  to->four.sin_port = htons(atoi(port));
  return sizeof to->four;
}

// FAMILY TYPE PROTOCOL [ADDRESS PORT], the kernel's numbers.
static long on_socket(const char* what, char** fields) {
  union address address;
  int one = 1, fd = socket(atoi(fields[0]), atoi(fields[1]) | SOCK_NONBLOCK, atoi(fields[2]));
  if (fd < 0 || !strcmp(what, "socket")) return fd;
  socklen_t size = read_address(fields[3], fields[4], &address);
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (!strcmp(what, "connect")) return connect(fd, &address.any, size);
  if (!strcmp(what, "send")) return sendto(fd, "x", 1, MSG_NOSIGNAL, &address.any, size);
  if (bind(fd, &address.any, size)) return -1;
  return strcmp(what, "listen") ? 0 : listen(fd, 1);
}

static long act(char** fields) {
  const char *what = fields[0], *path = fields[1];
  if (!strcmp(what, "open")) return open(path, flags_of(fields[2]), 0777);
  if (!strcmp(what, "mkdir")) return mkdir(path, 0777);
  if (!strcmp(what, "rmdir")) return rmdir(path);
  if (!strcmp(what, "unlink")) return unlink(path);
  if (!strcmp(what, "symlink")) return symlink("x", path);
  if (!strcmp(what, "mknod")) return mknod(path, S_IFIFO | 0777, 0);
  if (!strcmp(what, "link")) return link(path, fields[2]);
  if (!strcmp(what, "rename")) return rename(path, fields[2]);
  if (!strcmp(what, "chmod")) return chmod(path, 0777);
  if (!strcmp(what, "chown")) return chown(path, -1, -1);
  if (!strcmp(what, "truncate")) return truncate(path, 0);
  if (!strcmp(what, "setxattr")) return setxattr(path, "user.x", "x", 1, 0);
  if (!strcmp(what, "map")) return map(path, 0);
  if (!strcmp(what, "protect")) return map(path, 1);
  if (!strcmp(what, "exec")) return execve(path, fields + 2, environ);
  if (!strcmp(what, "chroot")) return chroot("/");
  if (!strcmp(what, "hostname")) return sethostname("vm", 2);
  if (!strcmp(what, "nice")) return setpriority(PRIO_PROCESS, 0, -1);
  if (!strcmp(what, "socket") || !strcmp(what, "connect") || !strcmp(what, "send") || !strcmp(what, "bind") ||
      !strcmp(what, "listen"))
    return on_socket(what, fields + 1);
  errno = EINVAL;
  fail(what);
  return -1;
}

// Has a child do an act. `answer` is shared with it and stays 0 where a program was started.
static pid_t do_in_child(char** fields, volatile int* answer, const char** said) {
  int status;
  *answer = 0;
  pid_t child = fork();
  if (child < 0) fail("fork");
  if (child == 0) {
    if (act(fields) < 0) *answer = errno;
    _exit(0);
  }
  if (waitpid(child, &status, 0) != child) fail("waitpid");
  *said = WIFSIGNALED(status) ? "killed" : status ? "wrong" : *answer ? strerrorname_np(*answer) : "ok";
  return child;
}

static volatile int* shared_answer(void) {
  int* answer = mmap(NULL, sizeof *answer, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (answer == MAP_FAILED) fail("mmap");
  return answer;
}

static _Noreturn void work(void) {
  char *line = NULL, *fields[FIELDS_MAX + 1];
  const char* said;
  size_t room = 0;
  volatile int* answer = shared_answer();
  umask(0);
  while (getline(&line, &room, stdin) > 0) {
    split(line, fields);
    pid_t child = do_in_child(fields, answer, &said);
    printf("%d %s\n", child, said);
    fflush(stdout);
  }
  exit(0);
}

static int do_one(char** fields) {
  const char* said;
  do_in_child(fields, shared_answer(), &said);
  printf("%s\n", said);
  return 0;
}

// The server.

struct peer {
  FILE* in;
  int out;
};

// The line written to the peer comes back answered.
static void ask(struct peer* peer, const char* line, char** answer, size_t* room) {
  size_t size = strlen(line);
  if (write(peer->out, line, size) != (ssize_t)size) fail("asking");
  if (getline(answer, room, peer->in) <= 0) {
    errno = EPIPE;
    fail(line);
  }
}

static void enter(const char* procs) {
  if (!strcmp(procs, "-")) return;
  int fd = open(procs, O_WRONLY);
  if (fd < 0 || write(fd, "0\n", 2) != 2) fail(procs);
  close(fd);
}

static void take_terminal(void) {
  int master = posix_openpt(O_RDWR | O_NOCTTY);
  char name[64];
  if (master < 0 || grantpt(master) || unlockpt(master) || ptsname_r(master, name, sizeof name)) fail("terminal");
  if (setsid() < 0 || open(name, O_RDWR) < 0) fail(name);  // the terminal becomes that of the session; both stay open
}

// Starts `body` in a child whose standard input and output lead here.
static struct peer start(const char* procs, int has_terminal, uid_t uid, const char* program) {
  int down[2], up[2];
  if (pipe2(down, O_CLOEXEC) || pipe2(up, O_CLOEXEC)) fail("pipe");
  pid_t child = fork();
  if (child < 0) fail("fork");
  if (child == 0) {
    enter(procs);
    if (!program) keep(fdopen(down[0], "r"), up[1]);
    // A session of its own in any case: that of the server may have a terminal.
    if (has_terminal)
      take_terminal();
    else
      setsid();
    if (dup2(down[0], 0) < 0 || dup2(up[1], 1) < 0 || setgroups(0, NULL) || setresuid(uid, uid, uid)) fail("worker");
    execl(program, program, "work", NULL);
    fail(program);
  }
  close(down[0]);
  close(up[1]);
  return (struct peer){.in = fdopen(up[0], "r"), .out = down[1]};
}

static int serve(const char* procs) {
  struct peer workers[WORKERS_MAX];
  int worker_count = 0;
  char *line = NULL, *answer = NULL, *copy, after[65536];
  size_t line_room = 0, answer_room = 0;
  struct peer keeper = start(procs, 0, 0, NULL);

  if (chdir("/")) fail("/");
  while (getline(&line, &line_room, stdin) > 0) {
    if (!strncmp(line, "worker ", 7)) {
      char* fields[FIELDS_MAX + 1];
      copy = strdup(line);
      if (split(copy, fields) != 5 || worker_count == WORKERS_MAX) fail(line);
      workers[worker_count++] = start(fields[4], atoi(fields[2]), atoi(fields[1]), fields[3]);
      free(copy);
      printf("ok\n");
    } else if (*line >= '0' && *line <= '9') {
      int number = atoi(line);
      const char* rest = strchr(line, ' ');
      if (!rest || number >= worker_count) fail(line);
      ask(&workers[number], rest + 1, &answer, &answer_room);
      fputs(answer, stdout);
      snprintf(after, sizeof after, "after %s", rest + 1);
      ask(&keeper, after, &answer, &answer_room);
    } else {
      ask(&keeper, line, &answer, &answer_room);
      fputs(answer, stdout);
    }
    fflush(stdout);
  }
  return 0;
}

int main(int argc, char** argv) {
  if (argc == 2 && !strcmp(argv[1], "work")) work();
  if (argc == 3 && !strcmp(argv[1], "serve")) return serve(argv[2]);
  if (argc > 2 && !strcmp(argv[1], "do")) return do_one(argv + 2);
  fprintf(stderr, "acts: wrong call; see the head of acts.c\n");
  return 2;
}
