// SPDX-License-Identifier: Apache-2.0
// Changing a file without opening it to write, or through what was opened before.
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/time.h>
#include <sys/xattr.h>

#include "escape.h"

// What was taken away is put back.
static void restore(const char* path) {
  int fd = MUST(open(path, O_CREAT | O_WRONLY, 0666));
  MUST(write(fd, "the secret\n", 11));
  close(fd);
}

static int by_open(char** args) {
  int fd = TRY("open", open(args[0], O_WRONLY | O_APPEND));
  TRY("write", write(fd, "", 0));
  return 0;
}

static int by_truncate(char** args) {
  TRY("truncate", truncate(args[0], 11));
  return 0;
}

static int by_open_truncating(char** args) {
  int fd = TRY("open", open(args[0], O_RDONLY | O_TRUNC));
  close(fd);
  restore(args[0]);
  return 0;
}

static int by_chmod(char** args) {
  TRY("chmod", chmod(args[0], 0777));
  return 0;
}

static int by_fchmod(char** args) {
  int fd = TRY("open", open(args[0], O_RDONLY));
  TRY("fchmod", fchmod(fd, 0777));
  return 0;
}

static int by_chown(char** args) {
  TRY("chown", chown(args[0], -1, getegid()));
  return 0;
}

static int by_utimes(char** args) {
  TRY("utimes", utimes(args[0], NULL));
  return 0;
}

static int by_setxattr(char** args) {
  TRY("setxattr", setxattr(args[0], "user.escape", "x", 1, 0));
  return 0;
}

static int by_acl(char** args) {
  static const unsigned char acl[] = {2, 0, 0,   0,   1,   0,   7,  0, 255, 255, 255, 255, 4,   0,
                                      7, 0, 255, 255, 255, 255, 32, 0, 7,   0,   255, 255, 255, 255};
  TRY("setxattr", setxattr(args[0], "system.posix_acl_access", acl, sizeof acl, 0));
  return 0;
}

static int by_fallocate(char** args) {
  int fd = TRY("open", open(args[0], O_RDWR));
  TRY("fallocate", fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 4000, 10));
  return 0;
}

static int by_shared_mapping(char** args) {
  int fd = TRY("open", open(args[0], O_RDWR));
  void* at = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  TRY("mmap", at == MAP_FAILED ? -1 : 0);
  return 0;
}

static int by_unlink(char** args) {
  struct stat stat;
  MUST(lstat(args[0], &stat));
  TRY("unlink", unlink(args[0]));
  restore(args[0]);
  if (!geteuid()) MUST(chown(args[0], stat.st_uid, stat.st_gid));
  return 0;
}

static int by_mknod(char** args) {
  const char* path = join(args[0], "made");
  TRY("mknod", mknod(path, S_IFREG | 0600, 0));
  MUST(unlink(path));
  return 0;
}

static int by_mkdir(char** args) {
  const char* path = join(args[0], "made");
  TRY("mkdir", mkdir(path, 0700));
  MUST(rmdir(path));
  return 0;
}

static int by_symlink(char** args) {
  const char* path = join(args[0], "made");
  TRY("symlink", symlink("/", path));
  MUST(unlink(path));
  return 0;
}

static int by_unnamed(char** args) {
  int fd = TRY("open", open(args[0], O_TMPFILE | O_RDWR, 0600));
  char name[64];
  snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  const char* path = join(args[0], "made");
  TRY("link", linkat(AT_FDCWD, name, AT_FDCWD, path, AT_SYMLINK_FOLLOW));
  MUST(unlink(path));
  return 0;
}

static int by_moving_in(char** args) {
  const char *from = in_scratch("new"), *path = join(args[0], "made");
  MUST(close(MUST(open(from, O_CREAT | O_WRONLY, 0600))));
  TRY("rename", rename(from, path));
  MUST(unlink(path));
  return 0;
}

static int by_rmdir(char** args) {
  TRY("rmdir", rmdir(args[0]));
  MUST(mkdir(args[0], 0777));
  return 0;
}

// Through a descriptor for writing that was opened before enter(): as if it had been inherited.
static int inherited(const char* path, int (*act)(int fd)) {
  int fd = MUST(open(path, O_RDWR));
  enter();
  return act(fd);
}

static int do_write(int fd) {
  TRY("pwrite", pwrite(fd, "t", 1, 0));
  return 0;
}

static int do_sendfile(int fd) {
  int from = TRY("open", open("/w/free/script", O_RDONLY));
  TRY("sendfile", sendfile(fd, from, NULL, 4));
  return 0;
}

static int do_copy_range(int fd) {
  int from = TRY("open", open("/w/free/script", O_RDONLY));
  TRY("copy_file_range", copy_file_range(from, NULL, fd, NULL, 4, 0));
  return 0;
}

static int do_splice(int fd) {
  int ends[2];
  MUST(pipe(ends));
  MUST(write(ends[1], "the ", 4));
  TRY("splice", splice(ends[0], NULL, fd, NULL, 4, 0));
  return 0;
}

static int do_ftruncate(int fd) {
  TRY("ftruncate", ftruncate(fd, 11));
  return 0;
}

static int do_fallocate(int fd) {
  TRY("fallocate", fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 4000, 10));
  return 0;
}

static int do_map(int fd) {
  void* at = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  TRY("mmap", at == MAP_FAILED ? -1 : 0);
  return 0;
}

static int do_fchmod(int fd) {
  TRY("fchmod", fchmod(fd, 0777));
  return 0;
}

static int inherited_write(char** args) { return inherited(args[0], do_write); }
static int inherited_sendfile(char** args) { return inherited(args[0], do_sendfile); }
static int inherited_copy(char** args) { return inherited(args[0], do_copy_range); }
static int inherited_splice(char** args) { return inherited(args[0], do_splice); }
static int inherited_ftruncate(char** args) { return inherited(args[0], do_ftruncate); }
static int inherited_fallocate(char** args) { return inherited(args[0], do_fallocate); }
static int inherited_map(char** args) { return inherited(args[0], do_map); }
static int inherited_fchmod(char** args) { return inherited(args[0], do_fchmod); }

const struct technique write_techniques[] = {
    {"write", 1, by_open},
    {"truncate", 1, by_truncate},
    {"open-truncate", 1, by_open_truncating},
    {"chmod", 1, by_chmod},
    {"fchmod", 1, by_fchmod},
    {"chown", 1, by_chown},
    {"utimes", 1, by_utimes},
    {"setxattr", 1, by_setxattr},
    {"acl", 1, by_acl},
    {"fallocate", 1, by_fallocate},
    {"map-shared", 1, by_shared_mapping},
    {"unlink", 1, by_unlink},
    {"mknod", 1, by_mknod},
    {"mkdir", 1, by_mkdir},
    {"make-symlink", 1, by_symlink},
    {"link-tmpfile", 1, by_unnamed},
    {"move-in", 1, by_moving_in},
    {"rmdir", 1, by_rmdir},
    {"outside-write", 1, inherited_write},
    {"outside-sendfile", 1, inherited_sendfile},
    {"outside-copy-range", 1, inherited_copy},
    {"outside-splice", 1, inherited_splice},
    {"outside-ftruncate", 1, inherited_ftruncate},
    {"outside-fallocate", 1, inherited_fallocate},
    {"outside-map-shared", 1, inherited_map},
    {"outside-fchmod", 1, inherited_fchmod},
    {NULL, 0, NULL},
};
