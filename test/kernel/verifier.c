// SPDX-License-Identifier: Apache-2.0
// What the verifier of the running kernel says of each program of a BPF object: `verifier OBJECT` prints a
// line "NAME INSTRUCTIONS_PROCESSED STACK_BYTES" a program, or the end of the verifier's log and fails. Programs of hooks that
// the kernel has not are left out.
// `verifier OBJECT lines` prints a line "NAME SOURCE_LINE" for each line of the source of which the verifier left something: it
// takes away what it believes is never reached.
#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PROGRAMS_MAX = 128, LOG_BYTES = 4 << 20, STATISTICS = 4 };

static int quiet(enum libbpf_print_level level, const char* format, va_list arguments) {
  return level == LIBBPF_WARN && getenv("VERBOSE") ? vfprintf(stderr, format, arguments) : 0;
}

// "stack depth 96+40+0" is what each function of a program takes.
static unsigned StackBytes(const char* log) {
  const char* found = strstr(log, "stack depth ");
  unsigned sum = 0;
  for (const char* at = found ? found + strlen("stack depth ") : ""; *at >= '0' && *at <= '9';) {
    char* end;
    sum += strtoul(at, &end, 10);
    at = *end == '+' ? end + 1 : "";
  }
  return sum;
}

static unsigned Processed(const char* log) {
  const char* found = strstr(log, "processed ");
  return found ? strtoul(found + strlen("processed "), NULL, 10) : 0;
}

// Whether the kernel has the hook of an LSM program; of others it is not asked.
static int HasHook(const struct bpf_program* program, const struct btf* kernel) {
  char name[128];
  const char* section = bpf_program__section_name(program);
  if (strncmp(section, "lsm/", 4)) return 1;
  snprintf(name, sizeof name, "bpf_lsm_%s", section + 4);
  return btf__find_by_name_kind(kernel, name, BTF_KIND_FUNC) >= 0;
}

static int PrintLines(const struct bpf_program* program) {
  struct bpf_prog_info info = {0};
  __u32 size = sizeof info;
  int fd = bpf_program__fd(program), error = bpf_obj_get_info_by_fd(fd, &info, &size);
  if (error) return error;
  struct bpf_line_info* lines = calloc(info.nr_line_info, sizeof *lines);
  struct btf* btf = btf__load_from_kernel_by_id(info.btf_id);
  if (!lines || !btf) return -ENOMEM;
  __u32 count = info.nr_line_info;
  memset(&info, 0, sizeof info);
  info.nr_line_info = count;
  info.line_info_rec_size = sizeof *lines;
  info.line_info = (__u64)(unsigned long)lines;
  error = bpf_obj_get_info_by_fd(fd, &info, &size);
  for (__u32 i = 0; !error && i < count; i++) {
    const char* text = btf__str_by_offset(btf, lines[i].line_off);
    printf("%s %s\n", bpf_program__name(program), text + strspn(text, " \t"));
  }
  btf__free(btf);
  free(lines);
  return error;
}

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  libbpf_set_print(quiet);
  struct bpf_object* object = bpf_object__open(argv[1]);
  if (!object) {
    perror(argv[1]);
    return 1;
  }
  struct btf* kernel = btf__load_vmlinux_btf();
  if (!kernel) {
    perror("the kernel's types");
    return 1;
  }
  struct bpf_program* program;
  char* logs[PROGRAMS_MAX] = {0};
  int count = 0;
  bpf_object__for_each_program(program, object) {
    if (count == PROGRAMS_MAX) return 2;
    if (!HasHook(program, kernel)) bpf_program__set_autoload(program, false);
    logs[count] = calloc(1, LOG_BYTES);
    bpf_program__set_log_buf(program, logs[count], LOG_BYTES);
    bpf_program__set_log_level(program, getenv("VERBOSE") ? 1 | STATISTICS : STATISTICS);
    count++;
  }
  int error = bpf_object__load(object);
  count = 0;
  bpf_object__for_each_program(program, object) {
    const char* log = logs[count++];
    size_t size = strlen(log);
    if (bpf_program__fd(program) >= 0 && argc > 2) {
      if (PrintLines(program)) return 1;
    } else if (bpf_program__fd(program) >= 0) {
      printf("%s %u %u\n", bpf_program__name(program), Processed(log), StackBytes(log));
    } else if (size) {
      fprintf(stderr, "%s:\n%s\n", bpf_program__name(program), size > 6000 ? log + size - 6000 : log);
    }
  }
  if (error) fprintf(stderr, "%s: %s\n", argv[1], strerror(-error));
  return error != 0;
}
