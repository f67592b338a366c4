// SPDX-License-Identifier: Apache-2.0
#include "maps.h"

#include <bpf/bpf.h>
#include <unistd.h>

#include <vector>

#include "error.h"

namespace {

struct Fd {
  int value;
  ~Fd() {
    if (value >= 0) close(value);
  }
};

}  // namespace

void ReplaceInnerMap(Napi::Env env, bpf_map* outer, const MapLayout& layout, uint32_t index, const Entries& entries) {
  const char* name = bpf_map__name(outer);
  if (entries.count == 0) {
    int error = bpf_map_delete_elem(bpf_map__fd(outer), &index);
    if (error && error != -ENOENT) ThrowErrno(env, -error, "empty", name);
    return;
  }
  if (entries.keys_bytes != size_t{layout.key_size} * entries.count ||
      entries.values_bytes != size_t{layout.value_size} * entries.count) {
    Napi::RangeError::New(env, "replaceRules: keys or values do not have `count` entries").ThrowAsJavaScriptException();
    return;
  }
  Fd map{bpf_map_create(layout.type, "rules", layout.key_size, layout.value_size, entries.count, nullptr)};
  if (map.value < 0) return ThrowErrno(env, -map.value, "create", "rules");

  LIBBPF_OPTS(bpf_map_batch_opts, options);
  uint32_t count = entries.count;
  int error = bpf_map_update_batch(map.value, entries.keys, entries.values, &count, &options);
  if (error) return ThrowErrno(env, -error, "fill", "rules");
  error = bpf_map_update_elem(bpf_map__fd(outer), &index, &map.value, BPF_ANY);
  if (error) ThrowErrno(env, -error, "replace", name);
}

Napi::Value SumPerCpu(Napi::Env env, bpf_map* map) {
  int cpus = libbpf_num_possible_cpus();
  if (cpus < 0) {
    ThrowErrno(env, -cpus, "count", "CPUs");
    return env.Undefined();
  }
  uint32_t size = bpf_map__max_entries(map);
  Napi::Array sums = Napi::Array::New(env, size);
  std::vector<uint64_t> values(cpus);
  for (uint32_t i = 0; i < size; i++) {
    int error = bpf_map_lookup_elem(bpf_map__fd(map), &i, values.data());
    if (error) {
      ThrowErrno(env, -error, "read", bpf_map__name(map));
      return env.Undefined();
    }
    uint64_t sum = 0;
    for (uint64_t value : values) sum += value;
    sums.Set(i, Napi::Number::New(env, static_cast<double>(sum)));
  }
  return sums;
}
