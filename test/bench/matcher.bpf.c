// SPDX-License-Identifier: GPL-2.0-only
// The matcher alone: what a hook does between the spelling of a path and its answer, again and again. It is on no hook, so
// kernels that refuse programs on theirs may take it.
#include "matcher.bpf.h"

#include "../../bpf/judge.h"

struct matching {
  struct actor actor; /* the host, without a label: no rule set here has sources */
  struct scratch* scratch;
  enum found found; /* of the last round */
};

static long find_component(__u32 index, struct scratch** of) {
  struct scratch* scratch = *of;
  __u32 at = PATH_BYTES_MAX - 1 - index;

  if (scratch->path[at % PATH_BYTES_MAX] == '/') {
    scratch->component[scratch->depth % COMPONENTS_MAX] = at;
    scratch->depth++;
  }
  return 0;
}

/* Leaves the path as spell_path does. */
static __always_inline void place_path(struct scratch* scratch, struct request* request) {
  __u32 bytes = request->path_bytes;

  bpf_probe_read_kernel(scratch->path, sizeof(request->path), request->path);
  scratch->path[PATH_BYTES_MAX] = '/';
  scratch->start = PATH_BYTES_MAX - bytes;
  scratch->depth = 0;
  if (bytes > 1) /* the root has none */
    bpf_loop(bytes, find_component, &scratch, 0);
}

static long match_once(__u32 index, struct matching* matching) {
  struct scratch* scratch = matching->scratch;
  enum found found;

  begin_ask(&matching->actor, scratch);
  found = find_path(scratch, SPELLED);
  if (found == FOUND) found = weigh_cells(&matching->actor, scratch, NULL);
  matching->found = found;
  return 0;
}

static long do_nothing(__u32 index, struct matching* matching) { return 0; }

SEC("syscall")
int match_path(struct request* request) {
  struct matching matching = {.actor = {.workload = WORKLOAD_HOST, .class = request->class}};
  struct actor* actor = &matching.actor;

  actor->rules = bpf_map_lookup_elem(&rule_sets, &actor->workload);
  if (!actor->rules) return -1;
  actor->set = (struct rule_set*)block_of(actor->rules, 0);
  if (!actor->set) return -1;
  matching.scratch = acquire_scratch();
  if (!matching.scratch) return -1;
  place_path(matching.scratch, request);
  matching.scratch->ask.conditions =
      OWNER_IS_SET | (request->is_owner ? BY_OWNER : 0) | (request->is_write ? IS_WRITE : 0);
  settle(&matching.scratch->decision, VERDICT_NONE, REASON_RULE, 0); /* of the run before */
  if (request->is_empty)
    bpf_loop(request->rounds, do_nothing, &matching, 0);
  else
    bpf_loop(request->rounds, match_once, &matching, 0);
  request->verdict = matching.scratch->decision.verdict;
  request->rule_id = matching.scratch->decision.rule_id;
  release_scratch(matching.scratch);
  return matching.found == FOUND ? 0 : -1;
}
