/* SPDX-License-Identifier: Apache-2.0 */
/* What all techniques share. A technique does what a rule forbids in its own way; it returns 0 when it got there, or -1 with
 * `step` and `errno` saying where it was stopped. What it changed outside of its own namespaces it undoes. */
#ifndef ESCAPE_H
#define ESCAPE_H

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

struct technique {
  const char* name;
  int args;  // how many it takes, at least
  int (*run)(char** args);
};

/* Each ends with a member without a name. */
extern const struct technique name_techniques[], exec_techniques[], task_techniques[], net_techniques[],
    write_techniques[];

extern const char* step;
#define TRY(what, call)          \
  ({                             \
    long result_ = (long)(call); \
    if (result_ < 0) {           \
      step = what;               \
      return -1;                 \
    }                            \
    result_;                     \
  })

/* Ends the program: the technique could not be tried, which is no answer. */
__attribute__((noreturn, format(printf, 1, 2))) void wrong(const char* format, ...);
/* What must work whatever the rules say. */
#define MUST(call)                                                 \
  ({                                                               \
    long must_ = (long)(call);                                     \
    if (must_ < 0) wrong("%s: %s", #call, strerrorname_np(errno)); \
    must_;                                                         \
  })

/* Reads the file, or with -x runs it, and looks for the secret. `flags`: as of openat, execveat (AT_EMPTY_PATH). */
int use_at(int dir, const char* path, int flags);
int use(const char* path);
/* The same of an open file: reads it from the start, or executes it. */
int use_fd(int fd);
/* Runs a program and looks for the secret in its output. */
int run_program(char* const argv[]);
/* Reads to the end of it and looks for the secret. */
int has_secret(int fd);
extern int executes;  // -x

/* A directory of this process, on the file system of the protected objects. */
const char* scratch(void);
/* A path in it; the last eight stay valid. */
const char* in_scratch(const char* name);
/* Joins; the last eight stay valid. */
const char* join(const char* directory, const char* name);
const char* parent_of(const char* path);
const char* base_of(const char* path);
/* Copies a file, with the mode 0755. */
int copy(const char* from, const char* to);
int copy_fd(int from, int to);

/* A mount namespace of its own in which nothing spreads; who is not root gets a user namespace first. */
int own_mounts(void);
/* Leaves the cgroup that the program was started in for that of -c; nothing without it. */
void enter(void);
/* Leaves the record that begins those of this call: once it is inside. enter() does it, too. */
void mark(void);
/* What enter() would go to; NULL: nowhere. */
extern const char* cgroup;

#endif
