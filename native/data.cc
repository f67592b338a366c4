// SPDX-License-Identifier: Apache-2.0
// The half of Programs that moves data: rules and settings in, counts and labels out.
#include <bpf/bpf.h>
#include <sys/syscall.h>

#include <algorithm>
#include <cstring>

#include "error.h"
#include "marks.h"
#include "programs.h"
#include "values.h"

namespace {

bool AreNumbers(const Napi::CallbackInfo& info, size_t from, size_t to) {
  if (info.Length() != to) return false;
  for (size_t i = from; i < to; i++) {
    if (!info[i].IsNumber()) return false;
  }
  return true;
}

std::vector<uint32_t> Words(const Napi::Value& value) {
  auto words = value.As<Napi::Uint32Array>();
  return std::vector<uint32_t>(words.Data(), words.Data() + words.ElementLength());
}

}  // namespace

bpf_map* Programs::MapNamed(Napi::Env env, const Napi::Value& value) const {
  const std::string name = value.IsString() ? value.As<Napi::String>().Utf8Value() : "";
  for (const char* known : {"cgroups", "tallies", "acts", "counters"}) {
    if (name == known) return Map(known);
  }
  ThrowType(env, "expected the name of a map");
  return nullptr;
}

// control(): Uint8Array — a copy of struct control.
Napi::Value Programs::Control(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsOpen(env)) return env.Undefined();
  Napi::Uint8Array copy = Napi::Uint8Array::New(env, control_.size());
  std::memcpy(copy.Data(), control_.data(), control_.size());
  return copy;
}

// store(offset: number, bytes: 4 | 8, value: number) — into struct control, at once.
void Programs::Store(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsOpen(env)) return;
  if (!AreNumbers(info, 0, 3)) return ThrowType(env, "store: expected (offset, bytes, value)");
  uint32_t offset = Word(info[0]), bytes = Word(info[1]);
  uint64_t value = info[2].As<Napi::Number>().Int64Value();
  if ((bytes != 4 && bytes != 8) || offset % bytes != 0 || offset > control_.size() - bytes) {
    Napi::RangeError::New(env, "store: this is no member of struct control").ThrowAsJavaScriptException();
    return;
  }
  uint8_t* place = control_.data() + offset;
  if (bytes == 4)
    __atomic_store_n(reinterpret_cast<uint32_t*>(place), value, __ATOMIC_SEQ_CST);
  else
    __atomic_store_n(reinterpret_cast<uint64_t*>(place), value, __ATOMIC_SEQ_CST);
}

// createRules(blocks: Uint8Array): number — a rule set that no workload has yet.
Napi::Value Programs::CreateRules(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsOpen(env)) return env.Undefined();
  if (info.Length() != 1 || !IsBytes(info[0])) {
    ThrowType(env, "createRules: expected blocks");
    return env.Undefined();
  }
  auto blocks = info[0].As<Napi::Uint8Array>();
  if (blocks.ByteLength() == 0 || blocks.ByteLength() % rule_layout_.value_size) {
    Napi::RangeError::New(env, "createRules: these are no whole blocks").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  Fd map = CreateArray(env, rule_layout_, blocks.Data(), blocks.ByteLength());
  if (!map.ok()) return env.Undefined();
  uint32_t handle = next_rules_++;
  rules_[handle] = std::move(map);
  return Napi::Number::New(env, handle);
}

// closeRules(handle: number) — workloads that have them keep them.
void Programs::CloseRules(const Napi::CallbackInfo& info) {
  if (!IsOpen(info.Env())) return;
  if (!AreNumbers(info, 0, 1)) return ThrowType(info.Env(), "closeRules: expected a handle");
  rules_.erase(Word(info[0]));
}

// setRules(workload: number, handle: number) — by one update; 0: none. If it throws, the old rules stand.
void Programs::SetRules(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsOpen(env)) return;
  if (!AreNumbers(info, 0, 2)) return ThrowType(env, "setRules: expected (workload, handle)");
  bpf_map* map = Map("rule_sets");
  uint32_t workload = Word(info[0]), handle = Word(info[1]);
  int error;
  if (handle == 0) {
    error = bpf_map_delete_elem(bpf_map__fd(map), &workload);
    if (error == -ENOENT) error = 0;
  } else {
    auto rules = rules_.find(handle);
    if (rules == rules_.end()) return ThrowType(env, "setRules: there are no such rules");
    int fd = rules->second.get();
    error = bpf_map_update_elem(bpf_map__fd(map), &workload, &fd, BPF_ANY);
  }
  if (error) ThrowErrno(env, -error, "replace", bpf_map__name(map));
}

// mark(pid, inForce: Uint32Array, ruleSet, paths: string[], cells: Uint32Array, classes: Uint8Array): number[] — see
// marks.h: marked, absent, shared, refused.
Napi::Value Programs::MarkPaths(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsOpen(env)) return env.Undefined();
  bool fits = info.Length() == 6 && info[0].IsNumber() && IsWords(info[1]) && info[2].IsNumber() && info[3].IsArray() &&
              IsWords(info[4]) && IsBytes(info[5]);
  Napi::Array names = fits ? info[3].As<Napi::Array>() : Napi::Array::New(env);
  if (!fits || info[4].As<Napi::TypedArray>().ElementLength() != names.Length() ||
      info[5].As<Napi::TypedArray>().ElementLength() != names.Length()) {
    ThrowType(env, "mark: expected (pid, inForce, ruleSet, paths, cells, classes)");
    return env.Undefined();
  }
  std::vector<std::string> paths;
  std::vector<Mark> marks;
  for (uint32_t i = 0; i < names.Length(); i++) {
    Napi::Value path = names.Get(i);
    paths.push_back(path.IsString() ? path.As<Napi::String>().Utf8Value() : "");
    marks.push_back({Word(info[2]), info[4].As<Napi::Uint32Array>()[i], info[5].As<Napi::Uint8Array>()[i], 0, {}});
  }
  std::vector<uint32_t> in_force = Words(info[1]);
  std::sort(in_force.begin(), in_force.end());
  MarkCounts counts;
  int error = MarkFiles(Map("marks"), Word(info[0]), in_force, paths, marks, &counts);
  if (error) {
    ThrowErrno(env, -error, "mark files of", "process " + std::to_string(Word(info[0])));
    return env.Undefined();
  }
  Napi::Array answer = Napi::Array::New(env);
  for (uint32_t count : {counts.marked, counts.absent, counts.shared, counts.refused}) {
    answer.Set(answer.Length(), Napi::Number::New(env, count));
  }
  return answer;
}

// entries(map: string): Uint8Array — of a hash map, each its key and then its value.
Napi::Value Programs::EntriesOf(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsOpen(env)) return env.Undefined();
  bpf_map* map = MapNamed(env, info[0]);
  return map ? Entries(env, map) : env.Undefined();
}

// put(map: string, key: Uint8Array, value: Uint8Array)
void Programs::Put(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  bpf_map* map = IsOpen(env) ? MapNamed(env, info[0]) : nullptr;
  if (!map) return;
  if (info.Length() != 3 || !IsBytes(info[1]) || !IsBytes(info[2]))
    return ThrowType(env, "put: expected (map, key, value)");
  auto key = info[1].As<Napi::Uint8Array>(), value = info[2].As<Napi::Uint8Array>();
  int error = bpf_map__update_elem(map, key.Data(), key.ByteLength(), value.Data(), value.ByteLength(), BPF_ANY);
  if (error) ThrowErrno(env, -error, "write", bpf_map__name(map));
}

// remove(map: string, key: Uint8Array) — what is not there is fine.
void Programs::Remove(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  bpf_map* map = IsOpen(env) ? MapNamed(env, info[0]) : nullptr;
  if (!map) return;
  if (info.Length() != 2 || !IsBytes(info[1])) return ThrowType(env, "remove: expected (map, key)");
  auto key = info[1].As<Napi::Uint8Array>();
  int error = bpf_map__delete_elem(map, key.Data(), key.ByteLength(), 0);
  if (error && error != -ENOENT) ThrowErrno(env, -error, "remove from", bpf_map__name(map));
}

// sums(map: string, key: number): number[] — the numbers counted under a key, each summed over the CPUs.
Napi::Value Programs::Sums(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  bpf_map* map = IsOpen(env) ? MapNamed(env, info[0]) : nullptr;
  if (!map) return env.Undefined();
  if (!AreNumbers(info, 1, 2)) {
    ThrowType(env, "sums: expected (map, key)");
    return env.Undefined();
  }
  return SumOverCpus(env, map, Word(info[1]));
}

// zero(map: string, key: number)
void Programs::Zero(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  bpf_map* map = IsOpen(env) ? MapNamed(env, info[0]) : nullptr;
  if (!map) return;
  if (!AreNumbers(info, 1, 2)) return ThrowType(env, "zero: expected (map, key)");
  ZeroOnCpus(env, map, Word(info[1]));
}

// labels(pids: Uint32Array): Uint8Array — struct label of each of these processes that is there and has one.
Napi::Value Programs::Labels(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsOpen(env)) return env.Undefined();
  if (info.Length() != 1 || !IsWords(info[0])) {
    ThrowType(env, "labels: expected process ids");
    return env.Undefined();
  }
  bpf_map* map = Map("labels");
  size_t size = bpf_map__value_size(map);
  std::vector<uint8_t> found, label(size);
  for (uint32_t pid : Words(info[0])) {
    Fd process(syscall(SYS_pidfd_open, pid, 0));
    int fd = process.get();
    if (!process.ok() || bpf_map_lookup_elem(bpf_map__fd(map), &fd, label.data())) continue;
    found.insert(found.end(), label.begin(), label.end());
  }
  Napi::Uint8Array copy = Napi::Uint8Array::New(env, found.size());
  std::memcpy(copy.Data(), found.data(), found.size());
  return copy;
}
