// SPDX-License-Identifier: Apache-2.0
// Other names for a file, and other files under a name.
#define _GNU_SOURCE
#include <linux/loop.h>
#include <pthread.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "escape.h"

static int plain(char** args) { return use(args[0]); }

static int by_symlink(char** args) {
  const char* link = in_scratch("link");
  TRY("symlink", symlink(args[0], link));
  return use(link);
}

static int by_hard_link(char** args) {
  const char* name = in_scratch("hard");
  TRY("link", link(args[0], name));
  int found = use(name), cause = errno;
  unlink(name);
  errno = cause;
  return found;
}

// Moves, uses below the new place, and moves back.
static int moved(const char* from, const char* to, unsigned flags, const char* below) {
  TRY("rename", renameat2(AT_FDCWD, from, AT_FDCWD, to, flags));
  int found = use(below), cause = errno;
  MUST(renameat2(AT_FDCWD, to, AT_FDCWD, from, flags));
  errno = cause;
  return found;
}

static int by_rename(char** args) {
  const char* to = in_scratch("renamed");
  return moved(args[0], to, 0, to);
}

static int by_renamed_parent(char** args) {
  const char* to = in_scratch("renamed");
  return moved(parent_of(args[0]), to, 0, join(to, base_of(args[0])));
}

static int by_exchange(char** args) {
  const char* other = in_scratch("other");
  MUST(close(MUST(open(other, O_CREAT | O_WRONLY, 0755))));
  return moved(args[0], other, RENAME_EXCHANGE, other);
}

static int bind_file(const char* from, const char* to) {
  TRY("mount", mount(from, to, NULL, MS_BIND, NULL));
  return 0;
}

static const char* empty_file(const char* name) {
  const char* path = in_scratch(name);
  MUST(close(MUST(open(path, O_CREAT | O_WRONLY, 0755))));
  return path;
}

static const char* empty_directory(const char* name) {
  const char* path = in_scratch(name);
  MUST(mkdir(path, 0777));
  return path;
}

static int by_bound_file(char** args) {
  const char* to = empty_file("bound");
  if (own_mounts() || bind_file(args[0], to)) return -1;
  return use(to);
}

static int by_bound_parent(char** args) {
  const char* to = empty_directory("bound");
  if (own_mounts() || bind_file(parent_of(args[0]), to)) return -1;
  return use(join(to, base_of(args[0])));
}

// FILE over OTHER, whose name is allowed.
static int over_allowed(char** args) {
  if (own_mounts() || bind_file(args[0], args[1])) return -1;
  return use(args[1]);
}

// Hides FILE: whoever looks for it finds another.
static int covered(char** args) {
  if (own_mounts()) return -1;
  return bind_file("/dev/null", args[0]);
}

static int covered_parent(char** args) {
  const char* empty = empty_directory("empty");
  if (own_mounts()) return -1;
  return bind_file(empty, parent_of(args[0]));
}

static int cover_by_new_mount(char** args) {
  if (own_mounts()) return -1;
  int context = TRY("fsopen", syscall(SYS_fsopen, "tmpfs", 0));
  TRY("fsconfig", syscall(SYS_fsconfig, context, 6 /* FSCONFIG_CMD_CREATE */, NULL, NULL, 0));
  int mounted = TRY("fsmount", syscall(SYS_fsmount, context, 0, 0));
  TRY("move_mount",
      syscall(SYS_move_mount, mounted, "", AT_FDCWD, parent_of(args[0]), 4 /* MOVE_MOUNT_F_EMPTY_PATH */));
  return 0;
}

static int by_detached_tree(char** args) {
  if (own_mounts()) return -1;
  int tree = TRY("open_tree", syscall(SYS_open_tree, AT_FDCWD, parent_of(args[0]), 1 /* OPEN_TREE_CLONE */));
  return use_at(tree, base_of(args[0]), 0);
}

static int by_moved_tree(char** args) {
  const char* to = empty_directory("bound");
  if (own_mounts()) return -1;
  int tree = TRY("open_tree", syscall(SYS_open_tree, AT_FDCWD, parent_of(args[0]), 1 /* OPEN_TREE_CLONE */));
  TRY("move_mount", syscall(SYS_move_mount, tree, "", AT_FDCWD, to, 4 /* MOVE_MOUNT_F_EMPTY_PATH */));
  return use(join(to, base_of(args[0])));
}

// The source is named by a link.
static int by_bound_link(char** args) {
  const char *to = empty_directory("bound"), *link = in_scratch("link");
  TRY("symlink", symlink(parent_of(args[0]), link));
  if (own_mounts() || bind_file(link, to)) return -1;
  return use(join(to, base_of(args[0])));
}

static int by_bound_descriptor(char** args) {
  const char* to = empty_directory("bound");
  char name[64];
  if (own_mounts()) return -1;
  int fd = TRY("open", open(parent_of(args[0]), O_PATH | O_DIRECTORY));
  snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  if (bind_file(name, to)) return -1;
  return use(join(to, base_of(args[0])));
}

static int by_bound_working_directory(char** args) {
  const char* to = empty_directory("bound");
  if (own_mounts()) return -1;
  TRY("chdir", chdir(parent_of(args[0])));
  if (bind_file(".", to)) return -1;
  return use(join(to, base_of(args[0])));
}

static int by_lazily_unmounted(char** args) {
  const char* to = empty_directory("bound");
  if (own_mounts() || bind_file(parent_of(args[0]), to)) return -1;
  int directory = TRY("open", open(to, O_PATH | O_DIRECTORY));
  TRY("umount", umount2(to, MNT_DETACH));
  return use_at(directory, base_of(args[0]), 0);
}

static int in_chroot(char** args) {
  if (geteuid() && own_mounts()) return -1;
  TRY("chroot", chroot(parent_of(args[0])));
  return use(join("", base_of(args[0])));
}

static int in_pivoted_root(char** args) {
  const char* root = empty_directory("root");
  if (own_mounts() || bind_file(parent_of(args[0]), root)) return -1;
  TRY("chdir", chdir(root));
  TRY("pivot_root", syscall(SYS_pivot_root, ".", "."));
  return use(join("", base_of(args[0])));
}

static int outside_of_chroot(char** args) {
  int directory = TRY("open", open(parent_of(args[0]), O_PATH | O_DIRECTORY));
  if (geteuid() && own_mounts()) return -1;
  TRY("chroot", chroot(scratch()));
  return use_at(directory, base_of(args[0]), 0);
}

static int by_own_root(char** args) { return use(join("/proc/self/root", args[0] + 1)); }
static int by_root_of_init(char** args) { return use(join("/proc/1/root", args[0] + 1)); }

static int by_working_directory(char** args) {
  TRY("chdir", chdir(parent_of(args[0])));
  return use(join("/proc/self/cwd", base_of(args[0])));
}

static int by_descriptor_name(char** args) {
  char name[64];
  int fd = TRY("open", open(args[0], O_PATH));
  snprintf(name, sizeof name, "/dev/fd/%d", fd);
  return use(name);
}

static int by_dots(char** args) {
  char path[8192];
  const char* parent = parent_of(args[0]);
  snprintf(path, sizeof path, "/.//%s//../%s/.//%s", parent, base_of(parent), base_of(args[0]));
  return use(path);
}

static const char* overlay_on(const char* lower) {
  const char *upper = empty_directory("upper"), *work = empty_directory("work"), *merged = empty_directory("merged");
  char options[8192];
  if (own_mounts()) return NULL;
  snprintf(options, sizeof options, "lowerdir=%s,upperdir=%s,workdir=%s", lower, upper, work);
  if (mount("overlay", merged, "overlay", 0, options)) {
    step = "mount";
    return NULL;
  }
  return merged;
}

static int by_overlay(char** args) {
  const char* merged = overlay_on(parent_of(args[0]));
  return merged ? use(join(merged, base_of(args[0]))) : -1;
}

// An overlay that is mounted nowhere, by the calls that need no place.
static int by_detached_overlay(char** args) {
  const char *upper = empty_directory("upper"), *work = empty_directory("work");
  if (own_mounts()) return -1;
  int context = TRY("fsopen", syscall(SYS_fsopen, "overlay", 0));
  const char* const settings[][2] = {{"lowerdir", parent_of(args[0])}, {"upperdir", upper}, {"workdir", work}};
  for (int i = 0; i < 3; i++)
    TRY("fsconfig", syscall(SYS_fsconfig, context, 1 /* FSCONFIG_SET_STRING */, settings[i][0], settings[i][1], 0));
  TRY("fsconfig", syscall(SYS_fsconfig, context, 6 /* FSCONFIG_CMD_CREATE */, NULL, NULL, 0));
  int mounted = TRY("fsmount", syscall(SYS_fsmount, context, 0, 0));
  return use_at(mounted, base_of(args[0]), 0);
}

// Made a copy of in the upper directory, by writing to it; and read there.
static int by_copy_up(char** args) {
  const char* merged = overlay_on(parent_of(args[0]));
  if (!merged) return -1;
  TRY("chmod", chmod(join(merged, base_of(args[0])), 0777));
  return use(in_scratch(join("upper", base_of(args[0]))));
}

static int by_copy(char** args) {
  const char* to = in_scratch("copy");
  return copy(args[0], to) ? -1 : use(to);
}

static int by_changed_copy(char** args) {
  const char* to = in_scratch("copy");
  if (copy(args[0], to)) return -1;
  int fd = TRY("open the copy", open(to, O_WRONLY | O_APPEND));
  MUST(write(fd, "x", 1));
  close(fd);
  return use(to);
}

static int by_copy_in_memory(char** args) {
  const char* to = empty_directory("memory");
  if (own_mounts()) return -1;
  TRY("mount", mount("tmpfs", to, "tmpfs", 0, NULL));
  const char* file = join(to, "copy");
  return copy(args[0], file) ? -1 : use(file);
}

static int by_copy_in(char** args) {
  char to[256];
  snprintf(to, sizeof to, "%s/escape-%d", args[1], getpid());
  int found = copy(args[0], to) ? -1 : use(to), cause = errno;
  unlink(to);
  errno = cause;
  return found;
}

// IMAGE holds an ext4 file system.
static int by_copy_on_loop(char** args) {
  const char* to = empty_directory("loop");
  if (own_mounts()) return -1;
  int control = TRY("open loop-control", open("/dev/loop-control", O_RDWR));
  char device[64];
  snprintf(device, sizeof device, "/dev/loop%ld", TRY("loop", ioctl(control, LOOP_CTL_GET_FREE)));
  int loop = TRY("open loop", open(device, O_RDWR)), image = TRY("open image", open(args[1], O_RDWR));
  TRY("attach loop", ioctl(loop, LOOP_SET_FD, image));
  struct loop_info64 info = {.lo_flags = LO_FLAGS_AUTOCLEAR};
  TRY("set loop", ioctl(loop, LOOP_SET_STATUS64, &info));
  TRY("mount", mount(device, to, "ext4", 0, NULL));
  const char* file = join(to, "copy");
  return copy(args[0], file) ? -1 : use(file);
}

// Not closed on exec: a script's interpreter reads the script by this name.
static int by_memfd(char** args) {
  int from = TRY("open to copy", open(args[0], O_RDONLY)), to = TRY("memfd_create", memfd_create("m", 0));
  return copy_fd(from, to) ? -1 : use_fd(to);
}

static int by_memfd_name(char** args) {
  char name[64];
  int from = TRY("open to copy", open(args[0], O_RDONLY)), to = TRY("memfd_create", memfd_create("m", 0));
  snprintf(name, sizeof name, "/proc/self/fd/%d", to);
  return copy_fd(from, to) ? -1 : use(name);
}

// A file that can be written cannot be executed: it is opened again.
static int reopened(int fd) {
  char name[64];
  snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  int again = TRY("open", open(name, O_RDONLY));
  close(fd);
  return use_fd(again);
}

static int by_unnamed_file(char** args) {
  int from = TRY("open to copy", open(args[0], O_RDONLY));
  int to = TRY("open O_TMPFILE", open(scratch(), O_TMPFILE | O_RDWR, 0755));
  return copy_fd(from, to) ? -1 : reopened(to);
}

static int by_deleted_copy(char** args) {
  const char* to = in_scratch("copy");
  if (copy(args[0], to)) return -1;
  int fd = TRY("open", open(to, O_RDONLY));
  MUST(unlink(to));
  return use_fd(fd);
}

// FILE itself is deleted while it is held by a descriptor that reads nothing.
static int by_deleted(char** args) {
  int fd = TRY("open", open(args[0], O_PATH));
  TRY("unlink", unlink(args[0]));
  if (executes) return use_fd(fd);
  char name[64];
  snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  return use(name);
}

static int by_path_descriptor(char** args) {
  int fd = TRY("open", open(args[0], O_PATH));
  return use_at(fd, "", AT_EMPTY_PATH);
}

static int by_handle(char** args) {
  union {
    struct file_handle handle;
    char room[sizeof(struct file_handle) + 128];
  } it = {.handle.handle_bytes = 128};
  int mount_id;
  TRY("name_to_handle_at", name_to_handle_at(AT_FDCWD, args[0], &it.handle, &mount_id, 0));
  int root = TRY("open", open(scratch(), O_RDONLY | O_DIRECTORY));
  int fd = TRY("open_by_handle_at", open_by_handle_at(root, &it.handle, O_RDONLY));
  return use_fd(fd);
}

// Opens FILE so deep below DIR that no path reaches it: LEVELS directories of 200 letters.
static int deep(char** args) {
  char name[201] = {0};
  memset(name, 'd', 200);
  int levels = atoi(args[1]);
  TRY("chdir", chdir(args[0]));
  for (int i = 0; i < levels; i++) TRY("chdir", chdir(name));
  return use_at(AT_FDCWD, "leaf", 0);
}

static int make_deep(char** args) {
  char name[201] = {0};
  memset(name, 'd', 200);
  int levels = atoi(args[1]);
  int from = MUST(open(args[2], O_RDONLY));
  MUST(chdir(args[0]));
  for (int i = 0; i < levels; i++) {
    if (mkdir(name, 0777) && errno != EEXIST) wrong("mkdir: %s", strerrorname_np(errno));
    MUST(chdir(name));
  }
  int to = MUST(open("leaf", O_CREAT | O_WRONLY, 0777));
  return copy_fd(from, to);
}

// While one thread lets a link lead now to OTHER, now to FILE, the other opens it: what is opened must be what was judged.
struct flip {
  const char *link, *spare, *one, *other;
  volatile int stop;
};
static void* flip(void* it) {
  struct flip* flip = it;
  for (int i = 0; !flip->stop; i++) {
    if (symlink(i % 2 ? flip->one : flip->other, flip->spare) || rename(flip->spare, flip->link)) break;
    sched_yield();
  }
  return NULL;
}

static int by_race(char** args) {
  struct flip it = {.link = in_scratch("link"), .spare = in_scratch("spare"), .one = args[0], .other = args[1]};
  struct stat wanted, got;
  pthread_t thread;
  TRY("stat", stat(args[0], &wanted));
  MUST(symlink(it.other, it.link));
  MUST(-pthread_create(&thread, NULL, flip, &it));
  int found = -1, denied = 0;
  for (int i = 0; i < 20000 && found && denied < 200; i++) {
    int fd = open(it.link, O_RDONLY);
    if (fd < 0) {
      denied += errno == EACCES;
      continue;
    }
    MUST(fstat(fd, &got));
    if (got.st_ino == wanted.st_ino) found = has_secret(fd);
    close(fd);
    sched_yield();
  }
  it.stop = 1;
  pthread_join(thread, NULL);
  step = "open";
  errno = denied ? EACCES : ENODATA;
  return found;
}

static int by_proc_of_its_own(char** args) {
  const char* to = empty_directory("proc");
  if (own_mounts()) return -1;
  TRY("mount", mount("proc", to, "proc", 0, NULL));
  return use(join(to, args[0]));
}

static int open_in_own_proc(char** args) {
  const char* to = empty_directory("proc");
  if (own_mounts()) return -1;
  TRY("mount", mount("proc", to, "proc", 0, NULL));
  close(TRY("open", open(join(to, args[0]), args[1][0] == 'w' ? O_WRONLY : O_RDONLY)));
  return 0;
}

// A hierarchy of version 1, whose release agent the kernel runs outside.
static int release_agent(char** args) {
  (void)args;
  const char* to = empty_directory("cgroup");
  if (own_mounts()) return -1;
  TRY("mount", mount("escape", to, "cgroup", 0, "none,name=escape"));
  close(TRY("open", open(join(to, "release_agent"), O_WRONLY)));
  return 0;
}

// Of a pid namespace of its own, which shows the same settings of the kernel.
static int by_proc_of_a_namespace(char** args) {
  const char* to = empty_directory("proc");
  if (own_mounts()) return -1;
  TRY("unshare", unshare(CLONE_NEWPID));
  pid_t child = MUST(fork());
  if (child == 0) {
    if (mount("proc", to, "proc", 0, NULL)) {
      printf("mount %s\n", strerrorname_np(errno));
    } else {
      int fd = open(join(to, args[0]), args[1][0] == 'w' ? O_WRONLY : O_RDONLY);
      printf(fd >= 0 ? "done\n" : "open %s\n", strerrorname_np(errno));
    }
    fflush(stdout);
    _exit(0);
  }
  MUST(waitpid(child, NULL, 0));
  exit(0);
}

// The file system of FILE once more, elsewhere: TYPE FILE-IN-IT.
static int by_second_mount(char** args) {
  const char* to = empty_directory("again");
  if (own_mounts()) return -1;
  TRY("mount", mount(args[0], to, args[0], 0, NULL));
  int fd = TRY("open", open(join(to, args[1]), O_RDONLY));
  close(fd);
  return 0;
}

static int only_open(char** args) {
  int fd = TRY("open", open(args[0], args[1][0] == 'w' ? O_WRONLY : O_RDONLY));
  close(fd);
  return 0;
}

// What is made by somebody else after the rules came, and used here: how FILE comes there is said by the caller.
static void child_or_parent(int* go, pid_t* child) {
  MUST(pipe(go));
  *child = MUST(fork());
}

static int after(void (*act)(char**), char** args) {
  int go[2];
  pid_t child;
  char byte;
  child_or_parent(go, &child);
  if (child) {
    act(args);
    MUST(write(go[1], "g", 1));
    MUST(waitpid(child, NULL, 0));
    exit(0);
  }
  MUST(read(go[0], &byte, 1));
  enter();
  return use(args[0]);
}

static void make_new(char** args) {
  unlink(args[0]);
  MUST(copy(args[1], args[0]));
}

static void make_by_rename(char** args) {
  const char* spare = join(parent_of(args[0]), ".spare");
  MUST(copy(args[1], spare));
  MUST(rename(spare, args[0]));
}

static int made_after(char** args) { return after(make_new, args); }
static int replaced_after(char** args) { return after(make_by_rename, args); }

// A free file that gets the number of a protected one which is gone.
static void reuse_number(char** args) {
  struct stat old, got;
  MUST(stat(args[1], &old));
  MUST(unlink(args[1]));
  for (int i = 0; i < 64; i++) {
    char name[256];
    snprintf(name, sizeof name, "%s.%d", args[0], i);
    MUST(copy(args[2], name));
    MUST(stat(name, &got));
    if (got.st_ino == old.st_ino) {
      MUST(rename(name, args[0]));
      return;
    }
  }
  wrong("no file got the number of %s", args[1]);
}

static int reused_number(char** args) { return after(reuse_number, args); }

const struct technique name_techniques[] = {
    {"plain", 1, plain},
    {"symlink", 1, by_symlink},
    {"hard-link", 1, by_hard_link},
    {"rename", 1, by_rename},
    {"rename-parent", 1, by_renamed_parent},
    {"exchange", 1, by_exchange},
    {"copy", 1, by_copy},
    {"changed-copy", 1, by_changed_copy},
    {"bind-file", 1, by_bound_file},
    {"bind-parent", 1, by_bound_parent},
    {"bind-over", 2, over_allowed},
    {"cover", 1, covered},
    {"cover-parent", 1, covered_parent},
    {"cover-fsmount", 1, cover_by_new_mount},
    {"open-tree", 1, by_detached_tree},
    {"move-tree", 1, by_moved_tree},
    {"bind-link", 1, by_bound_link},
    {"bind-fd", 1, by_bound_descriptor},
    {"bind-cwd", 1, by_bound_working_directory},
    {"overlay-detached", 1, by_detached_overlay},
    {"lazy-umount", 1, by_lazily_unmounted},
    {"chroot", 1, in_chroot},
    {"pivot-root", 1, in_pivoted_root},
    {"chroot-dirfd", 1, outside_of_chroot},
    {"proc-self-root", 1, by_own_root},
    {"proc-1-root", 1, by_root_of_init},
    {"proc-cwd", 1, by_working_directory},
    {"dev-fd", 1, by_descriptor_name},
    {"dots", 1, by_dots},
    {"overlay", 1, by_overlay},
    {"copy-up", 1, by_copy_up},
    {"tmpfs-copy", 1, by_copy_in_memory},
    {"copy-in", 2, by_copy_in},
    {"loop-copy", 2, by_copy_on_loop},
    {"memfd", 1, by_memfd},
    {"memfd-name", 1, by_memfd_name},
    {"o-tmpfile", 1, by_unnamed_file},
    {"deleted-copy", 1, by_deleted_copy},
    {"deleted", 1, by_deleted},
    {"o-path", 1, by_path_descriptor},
    {"handle", 1, by_handle},
    {"deep", 2, deep},
    {"make-deep", 3, make_deep},
    {"race", 2, by_race},
    {"proc-mount", 1, by_proc_of_its_own},
    {"proc-mount-open", 2, open_in_own_proc},
    {"release-agent", 0, release_agent},
    {"proc-mount-pidns", 2, by_proc_of_a_namespace},
    {"mount-again", 2, by_second_mount},
    {"only-open", 2, only_open},
    {"outside-make", 2, made_after},
    {"outside-replace", 2, replaced_after},
    {"outside-reuse", 3, reused_number},
    {NULL, 0, NULL},
};
