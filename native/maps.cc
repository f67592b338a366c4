// SPDX-License-Identifier: Apache-2.0
#include "maps.h"

#include <bpf/bpf.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <numeric>
#include <vector>

#include "error.h"

namespace {

constexpr uint32_t kBatch = 4096;

}  // namespace

Fd CreateArray(Napi::Env env, const MapLayout& layout, const uint8_t* values, size_t bytes) {
  uint32_t total = bytes / layout.value_size;
  LIBBPF_OPTS(bpf_map_create_opts, create, .map_flags = layout.flags);
  Fd map(bpf_map_create(layout.type, "rules", layout.key_size, layout.value_size, total, &create));
  int error = map.ok() ? 0 : errno;
  const char* call = "create";
  std::vector<uint32_t> keys(kBatch);
  for (uint32_t at = 0; !error && at < total; at += kBatch) {
    uint32_t count = std::min(kBatch, total - at);
    std::iota(keys.begin(), keys.begin() + count, at);
    LIBBPF_OPTS(bpf_map_batch_opts, batch);
    call = "fill";
    error = -bpf_map_update_batch(map.get(), keys.data(), values + size_t{at} * layout.value_size, &count, &batch);
  }
  if (!error) {
    call = "freeze";
    error = -bpf_map_freeze(map.get());
  }
  if (!error) return map;
  ThrowErrno(env, error, call, "rules");
  return Fd();
}

Napi::Value SumOverCpus(Napi::Env env, bpf_map* map, uint32_t key) {
  uint32_t cpus = libbpf_num_possible_cpus();
  std::vector<uint64_t> value(bpf_map__value_size(map) / sizeof(uint64_t));
  std::vector<double> sums(value.size());
  for (uint32_t at = key * cpus; at < (key + 1) * cpus; at++) {
    int error = bpf_map_lookup_elem(bpf_map__fd(map), &at, value.data());
    if (error) {
      ThrowErrno(env, -error, "read", bpf_map__name(map));
      return env.Undefined();
    }
    std::transform(value.begin(), value.end(), sums.begin(), sums.begin(), std::plus<double>());
  }
  Napi::Array answer = Napi::Array::New(env, sums.size());
  for (size_t i = 0; i < sums.size(); i++) answer.Set(i, Napi::Number::New(env, sums[i]));
  return answer;
}

void ZeroOnCpus(Napi::Env env, bpf_map* map, uint32_t key) {
  uint32_t cpus = libbpf_num_possible_cpus();
  std::vector<uint64_t> value(bpf_map__value_size(map) / sizeof(uint64_t));
  for (uint32_t at = key * cpus; at < (key + 1) * cpus; at++) {
    int error = bpf_map_update_elem(bpf_map__fd(map), &at, value.data(), BPF_ANY);
    if (error) return ThrowErrno(env, -error, "empty", bpf_map__name(map));
  }
}

Napi::Value Entries(Napi::Env env, bpf_map* map) {
  size_t key_size = bpf_map__key_size(map), value_size = bpf_map__value_size(map);
  // One batch is whole buckets of the hash: this many take any number of entries that a bucket has in practice.
  uint32_t room = std::max(kBatch, bpf_map__max_entries(map));
  std::vector<uint8_t> keys(key_size * room), values(value_size * room), bytes;
  uint32_t position = 0;
  for (bool is_first = true, is_last = false; !is_last; is_first = false) {
    uint32_t count = room;
    LIBBPF_OPTS(bpf_map_batch_opts, batch);
    int error = bpf_map_lookup_batch(bpf_map__fd(map), is_first ? nullptr : &position, &position, keys.data(),
                                     values.data(), &count, &batch);
    is_last = error == -ENOENT;
    if (error && !is_last) {
      ThrowErrno(env, -error, "read", bpf_map__name(map));
      return env.Undefined();
    }
    for (uint32_t i = 0; i < count; i++) {
      bytes.insert(bytes.end(), &keys[i * key_size], &keys[i * key_size] + key_size);
      bytes.insert(bytes.end(), &values[i * value_size], &values[i * value_size] + value_size);
    }
  }
  Napi::Uint8Array copy = Napi::Uint8Array::New(env, bytes.size());
  std::memcpy(copy.Data(), bytes.data(), bytes.size());
  return copy;
}
