// SPDX-License-Identifier: Apache-2.0
// The BPF object: load, attach, its maps, and the way out.
#pragma once

#include <napi.h>

#include <memory>
#include <string>
#include <vector>

#include "bailiff.skel.h"
#include "maps.h"
#include "ring.h"

struct DestroySkeleton {
  void operator()(bailiff_bpf* skeleton) const { bailiff_bpf::destroy(skeleton); }
};
using Skeleton = std::unique_ptr<bailiff_bpf, DestroySkeleton>;

// States: loaded → attached → closed. Close is fine in every state, and twice.
class Programs : public Napi::ObjectWrap<Programs> {
 public:
  static Napi::Function Define(Napi::Env env);
  explicit Programs(const Napi::CallbackInfo& info);

 private:
  Napi::Value Attach(const Napi::CallbackInfo& info);
  void ReplaceRules(const Napi::CallbackInfo& info);
  Napi::Value Counters(const Napi::CallbackInfo& info);
  void OnRecords(const Napi::CallbackInfo& info);
  void Close(const Napi::CallbackInfo& info);

  // Leaves skeleton_ empty and a JavaScript exception pending if the kernel refuses.
  void Load(Napi::Env env, uint32_t ring_bytes, const uint8_t* name_key, uint32_t scratch_per_cpu,
            uint32_t scratch_min);
  // False, with a JavaScript exception pending, once closed.
  bool IsOpen(Napi::Env env) const;

  MapLayout rule_layout_{};
  Skeleton skeleton_;
  std::unique_ptr<Ring> ring_;
};
