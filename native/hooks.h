// SPDX-License-Identifier: Apache-2.0
// What of the kernel the programs attach to, asked of its BTF.
#pragma once

#include <bpf/btf.h>
#include <bpf/libbpf.h>

#include <memory>
#include <string>

struct FreeBtf {
  void operator()(btf* types) const { btf__free(types); }
};
using Btf = std::unique_ptr<btf, FreeBtf>;

// How programs written for LSM hooks are attached. kObserver: behind the functions that call the hooks, answering nothing.
enum class Kind { kLsm, kFmodRet, kObserver };

// Whether the running kernel has the place that the program's section means for this kind.
bool HasTarget(bpf_program* program, Kind kind, const btf* kernel);

// Points the program there, to be called before load. 0, or libbpf's refusal: a negative errno.
int Retarget(bpf_program* program, Kind kind, const btf* kernel);
