// SPDX-License-Identifier: Apache-2.0
// Maps by what user space does to them. Bytes and sizes only; what they mean is TypeScript's business. What the kernel
// refuses is thrown to JavaScript.
#pragma once

#include <bpf/libbpf.h>
#include <napi.h>

#include "fd.h"

struct MapLayout {
  bpf_map_type type;
  uint32_t key_size;
  uint32_t value_size;
  uint32_t flags;
};

// A new map of this layout that holds exactly these values, at keys from 0 on, and that nobody can change any more. Not ok
// where it threw.
Fd CreateArray(Napi::Env env, const MapLayout& layout, const uint8_t* values, size_t bytes);

// The u64s of what is counted under a key, each summed over the CPUs, as numbers. The map was loaded, so their number is known.
Napi::Value SumOverCpus(Napi::Env env, bpf_map* map, uint32_t key);
// Sets them to 0.
void ZeroOnCpus(Napi::Env env, bpf_map* map, uint32_t key);

// All entries of a hash map, each its key and then its value.
Napi::Value Entries(Napi::Env env, bpf_map* map);
