// SPDX-License-Identifier: Apache-2.0
// Runs the matcher in the running kernel: `matcher OBJECT KEY ACTS BLOCKS...`. KEY is the key of names, as 32 hexadecimal
// digits; a line of the file ACTS is "CLASS IS_WRITE IS_OWNER PATH"; each file BLOCKS is a rule set. Prints a line
// "BLOCKS LINE ROUNDS NANOSECONDS VERDICT RULE" for each rule set and act, LINE from 0 on, the time that of one match.
#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "matcher.bpf.h"

// A run takes RUN_NS or a little more: far above what a system call costs, and short enough that of many some are not
// interrupted. The best one counts. What else the machine does changes from second to second: so all is measured in turns,
// PASSES times.
enum { RUN_NS = 2 * 1000 * 1000, RUNS = 8, PASSES = 12, ROUNDS_MAX = 1 << 22 };
enum { ACTS_MAX = 64, KEY_BYTES = 16, EXIT_REFUSED = 3 };

// One act under one rule set, and the best times of its rounds and of as many empty ones, in ns.
struct row {
  struct request request;
  double full, empty;
};

static int Quiet(enum libbpf_print_level level, const char* format, va_list arguments) {
  return level == LIBBPF_WARN && getenv("VERBOSE") ? vfprintf(stderr, format, arguments) : 0;
}

static void Fail(const char* what) {
  fprintf(stderr, "matcher: %s: %s\n", what, strerror(errno));
  exit(1);
}

// Whether the program comes by a map. The others are not made: some kernels have no storage for inodes.
static int IsUsed(const struct bpf_map* map) {
  static const char* const kUsed[] = {"rule_sets", "scratches", "counters"};
  for (size_t i = 0; i < sizeof kUsed / sizeof *kUsed; i++) {
    if (!strcmp(bpf_map__name(map), kUsed[i])) return 1;
  }
  return bpf_map__is_internal(map);  // global variables
}

// The key of names, as the daemon sets it.
static void SetKey(const struct bpf_object* object, const char* key) {
  const struct btf* btf = bpf_object__btf(object);
  const struct btf_type* section = btf__type_by_id(btf, btf__find_by_name_kind(btf, ".rodata", BTF_KIND_DATASEC));
  struct bpf_map* map = bpf_object__find_map_by_name(object, ".rodata");
  if (!section || !map) Fail(".rodata");
  const struct btf_var_secinfo* variables = btf_var_secinfos(section);
  size_t size;
  const void* initial = bpf_map__initial_value(map, &size);
  unsigned char* values = initial ? malloc(size) : NULL;
  if (!values) Fail(".rodata");
  memcpy(values, initial, size);
  for (int i = 0; i < btf_vlen(section); i++) {
    const struct btf_type* type = btf__type_by_id(btf, variables[i].type);
    if (strcmp(btf__name_by_offset(btf, type->name_off), "name_key")) continue;
    for (int byte = 0; byte < KEY_BYTES; byte++) {
      if (sscanf(key + 2 * byte, "%2hhx", values + variables[i].offset + byte) != 1) Fail("the key");
    }
    if (bpf_map__set_initial_value(map, values, size)) Fail(".rodata");
    free(values);
    return;
  }
  errno = ENOENT;
  Fail("name_key");
}

static struct bpf_object* Load(const char* file, const char* key) {
  struct bpf_object* object = bpf_object__open(file);
  if (!object) Fail(file);
  struct bpf_map* map;
  bpf_object__for_each_map(map, object) {
    if (!IsUsed(map)) bpf_map__set_autocreate(map, false);
  }
  bpf_map__set_max_entries(bpf_object__find_map_by_name(object, "scratches"),
                           libbpf_num_possible_cpus() * SCRATCH_PER_CPU);
  SetKey(object, key);
  int error = bpf_object__load(object);
  if (!error) return object;
  fprintf(stderr, "matcher: the kernel does not take the program: %s%s\n", strerror(-error),
          getenv("VERBOSE") ? "" : " (VERBOSE=1 says more)");
  exit(error == -EPERM || error == -EACCES ? EXIT_REFUSED : 1);
}

// A map with the blocks of a file.
static int ReadRules(const char* file) {
  FILE* stream = fopen(file, "r");
  if (!stream || fseek(stream, 0, SEEK_END)) Fail(file);
  __u32 count = ftell(stream) / BLOCK_BYTES;
  rewind(stream);
  LIBBPF_OPTS(bpf_map_create_opts, options, .map_flags = BPF_F_INNER_MAP | BPF_F_RDONLY_PROG);
  int rules = bpf_map_create(BPF_MAP_TYPE_ARRAY, "rules", sizeof(__u32), BLOCK_BYTES, count, &options);
  if (rules < 0) Fail("a map for the rules");
  char block[BLOCK_BYTES];
  for (__u32 i = 0; i < count; i++) {
    if (fread(block, sizeof block, 1, stream) != 1) Fail(file);
    if (bpf_map_update_elem(rules, &i, block, BPF_ANY)) Fail("a block");
  }
  fclose(stream);
  return rules;
}

static double Now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e9 + now.tv_nsec;
}

// How long one run takes, in ns.
static double Run(int program, struct request* request) {
  // The kernel writes the context back to where it came from.
  LIBBPF_OPTS(bpf_test_run_opts, options, .ctx_in = request, .ctx_size_in = sizeof *request);
  double before = Now();
  if (bpf_prog_test_run_opts(program, &options)) Fail("BPF_PROG_TEST_RUN");
  double after = Now();
  if (options.retval) {
    fprintf(stderr, "matcher: the program came to no decision\n");
    exit(1);
  }
  return after - before;
}

static void Improve(double* best, int program, struct request* request) {
  for (int i = 0; i < RUNS; i++) {
    double took = Run(program, request);
    if (*best == 0 || took < *best) *best = took;
  }
}

static void Measure(struct row* row, int program) {
  struct request* request = &row->request;
  if (request->rounds == 0) {
    for (request->rounds = 1; Run(program, request) < RUN_NS && request->rounds < ROUNDS_MAX;) request->rounds *= 2;
  }
  Improve(&row->full, program, request);
  struct request empty = *request;
  empty.is_empty = 1;
  Improve(&row->empty, program, &empty);
}

// One line of ACTS.
static void Read(struct request* request, const char* line) {
  int path;
  memset(request, 0, sizeof *request);
  if (sscanf(line, "%u %u %u %n", &request->class, &request->is_write, &request->is_owner, &path) != 3) {
    fprintf(stderr, "matcher: not an act: %s", line);
    exit(1);
  }
  size_t bytes = strcspn(line + path, "\n");
  if (bytes == 0 || bytes > sizeof request->path) {
    fprintf(stderr, "matcher: a path of %zu bytes\n", bytes);
    exit(1);
  }
  request->path_bytes = bytes;
  memcpy(request->path + sizeof request->path - bytes, line + path, bytes);
}

static int ReadActs(struct request* acts, const char* file) {
  FILE* stream = fopen(file, "r");
  if (!stream) Fail(file);
  char* line = NULL;
  size_t size = 0;
  int count = 0;
  while (count < ACTS_MAX && getline(&line, &size, stream) > 0) Read(&acts[count++], line);
  free(line);
  fclose(stream);
  return count;
}

int main(int argc, char** argv) {
  if (argc < 5 || strlen(argv[2]) != 2 * KEY_BYTES) {
    fprintf(stderr, "usage: matcher OBJECT KEY ACTS BLOCKS...\n");
    return 2;
  }
  libbpf_set_print(Quiet);
  struct bpf_object* object = Load(argv[1], argv[2]);
  int program = bpf_program__fd(bpf_object__find_program_by_name(object, "match_path"));
  int in_force = bpf_object__find_map_fd_by_name(object, "rule_sets");
  char** files = argv + 4;
  int sets = argc - 4, rules[sets];
  static struct request acts[ACTS_MAX];
  int count = ReadActs(acts, argv[3]);
  struct row* rows = calloc(sets * count, sizeof *rows);
  if (!rows) Fail("memory");
  for (int i = 0; i < sets; i++) {
    rules[i] = ReadRules(files[i]);
    for (int j = 0; j < count; j++) rows[i * count + j].request = acts[j];
  }
  for (int pass = 0; pass < PASSES; pass++) {
    for (int i = 0; i < sets; i++) {
      __u32 workload = WORKLOAD_HOST;
      if (bpf_map_update_elem(in_force, &workload, &rules[i], BPF_ANY)) Fail("rule_sets");
      for (int j = 0; j < count; j++) Measure(&rows[i * count + j], program);
    }
  }
  for (int i = 0; i < sets * count; i++) {
    const struct request* request = &rows[i].request;
    double ns = (rows[i].full - rows[i].empty) / request->rounds;
    printf("%s %d %u %.1f %u %u\n", files[i / count], i % count, request->rounds, ns, request->verdict,
           request->rule_id);
  }
  free(rows);
  bpf_object__close(object);
  return 0;
}
