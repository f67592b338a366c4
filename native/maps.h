// SPDX-License-Identifier: Apache-2.0
// Maps by what user space does to them. Bytes and sizes only; what they mean is TypeScript's business.
#pragma once

#include <bpf/libbpf.h>
#include <napi.h>

struct MapLayout {
  bpf_map_type type;
  uint32_t key_size;
  uint32_t value_size;
};

struct Entries {
  const uint8_t* keys;
  size_t keys_bytes;
  const uint8_t* values;
  size_t values_bytes;
  uint32_t count;
};

// Puts a new map of this layout with exactly `entries` into slot `index` of a map of maps, by one update; 0 entries
// empty the slot. On failure throws to JavaScript and leaves the slot alone.
void ReplaceInnerMap(Napi::Env env, bpf_map* outer, const MapLayout& layout, uint32_t index, const Entries& entries);

// The u64 values of a per-CPU array, each summed over the CPUs, as numbers. Throws to JavaScript on failure.
Napi::Value SumPerCpu(Napi::Env env, bpf_map* map);
