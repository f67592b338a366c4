// SPDX-License-Identifier: Apache-2.0
#include "programs.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "error.h"
#include "maps.h"

namespace {

// libbpf prints why the kernel refused something, the verifier's words last; the end of that belongs into the error.
// Node calls us on one thread.
std::string libbpf_log;
constexpr size_t kLogBytesMax = 16 * 1024;

int KeepLog(enum libbpf_print_level level, const char* format, va_list arguments) {
  if (level == LIBBPF_DEBUG) return 0;
  char* text = nullptr;
  if (vasprintf(&text, format, arguments) < 0) return 0;
  libbpf_log += text;
  free(text);
  if (libbpf_log.size() > kLogBytesMax) libbpf_log.erase(0, libbpf_log.size() - kLogBytesMax);
  return 0;
}

}  // namespace

// new Programs(ringBytes: number, nameKey: Uint8Array of 16 bytes, scratchPerCpu: number, scratchMin: number)
Programs::Programs(const Napi::CallbackInfo& info) : Napi::ObjectWrap<Programs>(info) {
  Napi::Env env = info.Env();
  if (info.Length() != 4 || !info[0].IsNumber() || !info[1].IsTypedArray() || !info[2].IsNumber() ||
      !info[3].IsNumber() || info[1].As<Napi::TypedArray>().ByteLength() != sizeof skeleton_->rodata->name_key) {
    Napi::TypeError::New(env, "Programs: expected (ringBytes, nameKey of 16 bytes, scratchPerCpu, scratchMin)")
        .ThrowAsJavaScriptException();
    return;
  }
  auto key = info[1].As<Napi::Uint8Array>();
  Load(env, info[0].As<Napi::Number>().Uint32Value(), key.Data(), info[2].As<Napi::Number>().Uint32Value(),
       info[3].As<Napi::Number>().Uint32Value());
}

void Programs::Load(Napi::Env env, uint32_t ring_bytes, const uint8_t* name_key, uint32_t scratch_per_cpu,
                    uint32_t scratch_min) {
  libbpf_log.clear();
  libbpf_set_print(KeepLog);
  int cpus = libbpf_num_possible_cpus();
  if (cpus < 0) return ThrowErrno(env, -cpus, "count", "CPUs");

  Skeleton skeleton(bailiff_bpf::open());
  if (!skeleton) return ThrowErrno(env, errno, "open", "BPF object", libbpf_log);
  std::memcpy(skeleton->rodata->name_key, name_key, sizeof skeleton->rodata->name_key);

  // libbpf forgets the inner map's definition at load.
  const bpf_map* rules = bpf_map__inner_map(skeleton->maps.rule_sets);
  rule_layout_ = {bpf_map__type(rules), bpf_map__key_size(rules), bpf_map__value_size(rules)};

  int error = bpf_map__set_max_entries(skeleton->maps.ring, ring_bytes);
  if (!error) {
    error = bpf_map__set_max_entries(skeleton->maps.scratches, std::max(cpus * scratch_per_cpu, scratch_min));
  }
  if (error) return ThrowErrno(env, -error, "size", "BPF maps", libbpf_log);
  error = bailiff_bpf::load(skeleton.get());
  if (error) return ThrowErrno(env, -error, "load", "BPF programs", libbpf_log);
  skeleton_ = std::move(skeleton);
}

bool Programs::IsOpen(Napi::Env env) const {
  if (skeleton_) return true;
  Napi::Error::New(env, "the BPF programs are closed").ThrowAsJavaScriptException();
  return false;
}

// attach(): string[] — the names of the attached programs. All or an error.
Napi::Value Programs::Attach(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsOpen(env)) return env.Undefined();
  libbpf_log.clear();
  LIBBPF_OPTS(bpf_test_run_opts, run);
  int error = bpf_prog_test_run_opts(bpf_program__fd(skeleton_->progs.on_adopt), &run);
  if (error) {
    ThrowErrno(env, -error, "run", "on_adopt", libbpf_log);
    return env.Undefined();
  }
  Napi::Array names = Napi::Array::New(env);
  bpf_program* program;
  bpf_object__for_each_program(program, skeleton_->obj) {
    if (bpf_program__type(program) != BPF_PROG_TYPE_LSM) continue;
    names.Set(names.Length(), bpf_program__section_name(program));
  }
  error = bailiff_bpf::attach(skeleton_.get());
  if (error) {
    ThrowErrno(env, -error, "attach", "BPF programs", libbpf_log);
    return env.Undefined();
  }
  return names;
}

// replaceRules(workload: number, keys: Uint8Array, values: Uint8Array, count: number)
// `count` 0 leaves the workload without rules. Until it returns, and if it throws, the old rules stand.
void Programs::ReplaceRules(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsOpen(env)) return;
  if (info.Length() != 4 || !info[0].IsNumber() || !info[1].IsTypedArray() || !info[2].IsTypedArray() ||
      !info[3].IsNumber()) {
    Napi::TypeError::New(env, "replaceRules: expected (workload, keys, values, count)").ThrowAsJavaScriptException();
    return;
  }
  auto keys = info[1].As<Napi::Uint8Array>(), values = info[2].As<Napi::Uint8Array>();
  Entries entries{keys.Data(), keys.ByteLength(), values.Data(), values.ByteLength(),
                  info[3].As<Napi::Number>().Uint32Value()};
  ReplaceInnerMap(env, skeleton_->maps.rule_sets, rule_layout_, info[0].As<Napi::Number>().Uint32Value(), entries);
}

// counters(): number[] — enum counter, summed over the CPUs.
Napi::Value Programs::Counters(const Napi::CallbackInfo& info) {
  if (!IsOpen(info.Env())) return info.Env().Undefined();
  return SumPerCpu(info.Env(), skeleton_->maps.counters);
}

// onRecords(callback: (batch: Uint8Array) => void) — see ring.h. At most once.
void Programs::OnRecords(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsOpen(env)) return;
  if (ring_ || info.Length() != 1 || !info[0].IsFunction()) {
    Napi::TypeError::New(env, "onRecords: expected one function, once").ThrowAsJavaScriptException();
    return;
  }
  ring_ = Ring::Open(env, bpf_map__fd(skeleton_->maps.ring), info[0].As<Napi::Function>());
}

// close() — detaches, hands over the records that still wait, and unloads.
void Programs::Close(const Napi::CallbackInfo&) {
  if (skeleton_) bailiff_bpf::detach(skeleton_.get());
  if (ring_) ring_->Drain();
  ring_.reset();
  skeleton_.reset();
}

Napi::Function Programs::Define(Napi::Env env) {
  return DefineClass(env, "Programs",
                     {
                         InstanceMethod<&Programs::Attach>("attach"),
                         InstanceMethod<&Programs::ReplaceRules>("replaceRules"),
                         InstanceMethod<&Programs::Counters>("counters"),
                         InstanceMethod<&Programs::OnRecords>("onRecords"),
                         InstanceMethod<&Programs::Close>("close"),
                     });
}
