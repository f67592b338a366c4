// SPDX-License-Identifier: Apache-2.0
#include "programs.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "error.h"
#include "marks.h"
#include "proof.h"
#include "values.h"

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

bool KindNamed(const std::string& name, Kind* kind) {
  if (name == "lsm")
    *kind = Kind::kLsm;
  else if (name == "fmod_ret")
    *kind = Kind::kFmodRet;
  else if (name == "observer")
    *kind = Kind::kObserver;
  else
    return false;
  return true;
}

constexpr size_t kNameKeyBytes = 16;
constexpr const char* kNumbers[] = {"ringBytes", "scratchPerCpu", "scratchMin", "workloadsMax"};

// Each rule set is a map, and each map a descriptor. Where it is not allowed, making one too many will tell.
void AllowDescriptors(uint32_t rule_sets) {
  constexpr rlim_t kOthers = 1024;
  rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) || limit.rlim_cur >= rule_sets + kOthers) return;
  limit.rlim_cur = rule_sets + kOthers;
  limit.rlim_max = std::max(limit.rlim_max, limit.rlim_cur);
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

// new Programs({ kind, pinDir, nameKey, ringBytes, scratchPerCpu, scratchMin, workloadsMax }), see addon.ts.
Programs::Programs(const Napi::CallbackInfo& info) : Napi::ObjectWrap<Programs>(info) {
  Napi::Env env = info.Env();
  bool fits = info.Length() == 1 && info[0].IsObject();
  Napi::Object options = fits ? info[0].As<Napi::Object>() : Napi::Object::New(env);
  for (const char* name : kNumbers) fits = fits && options.Get(name).IsNumber();
  Napi::Value key = options.Get("nameKey"), dir = options.Get("pinDir"), kind = options.Get("kind");
  fits = fits && IsBytes(key) && key.As<Napi::Uint8Array>().ByteLength() == kNameKeyBytes &&
         (dir.IsNull() || dir.IsString()) && kind.IsString() && KindNamed(kind.As<Napi::String>(), &kind_);
  if (!fits) {
    ThrowType(env, "Programs: expected the options of src/kernel/addon.ts");
    return;
  }
  if (dir.IsString()) pins_ = Pins(dir.As<Napi::String>());
  Load(env, options);
}

int Programs::Size(bpf_object* object, Napi::Object options, std::string* about) {
  int cpus = libbpf_num_possible_cpus();
  *about = "CPUs";
  if (cpus < 0) return cpus;
  uint32_t workloads = Word(options.Get("workloadsMax"));
  AllowDescriptors(workloads);
  uint32_t scratches = std::max(cpus * Word(options.Get("scratchPerCpu")), Word(options.Get("scratchMin")));
  for (auto [name, entries] : {
           std::pair{"ring", Word(options.Get("ringBytes"))},
           std::pair{"scratches", scratches},
           std::pair{"rule_sets", workloads},
           std::pair{"cgroups", workloads},
           std::pair{"counters", static_cast<uint32_t>(cpus)},
           std::pair{"acts", workloads * cpus},
       }) {
    *about = name;
    bpf_map* map = bpf_object__find_map_by_name(object, name);
    int error = map ? bpf_map__set_max_entries(map, entries) : -ENOENT;
    if (error) return error;
  }
  // Storage with inodes is for programs on LSM hooks only. The others, which is_fmod_ret tells that they are none, do not
  // touch these maps, but the kernel wants to see one.
  bpf_map* map;
  bpf_object__for_each_map(map, object) {
    if (kind_ == Kind::kLsm || bpf_map__type(map) != BPF_MAP_TYPE_INODE_STORAGE) continue;
    *about = bpf_map__name(map);
    int error = bpf_map__set_type(map, BPF_MAP_TYPE_HASH);
    if (!error) error = bpf_map__set_max_entries(map, 1);
    if (error) return error;
  }
  return 0;
}

int Programs::Adopt(bpf_object* object, std::string* about) {
  *about = "pins";
  int error = pins_.Prepare();
  Variable control;
  if (!error && !FindVariable(object, "control", &control)) error = -ENOENT;
  if (error) return error;
  for (const char* name : {"control", "labels", "cgroups", "ring", "counters", "acts", "tallies"}) {
    *about = name;
    bool is_control = *about == "control";
    bpf_map* map = is_control ? control.map : bpf_object__find_map_by_name(object, name);
    if (!map) return -ENOENT;
    Shared& shared = shared_.emplace_back(Shared{name, map, false, Fd()});
    error = pins_.Adopt(map, name, &shared.adopted, &shared.other);
    if (error) return error;
    // Whose process is whose cannot be told anew, and two answers would be one too many.
    if (shared.other.ok() && *about == "labels") return -EMEDIUMTYPE;
    if (!is_control || !shared.adopted) continue;
    std::vector<uint8_t> bytes(bpf_map__value_size(map));
    uint32_t key = 0;
    error = bpf_map_lookup_elem(bpf_map__fd(map), &key, bytes.data());
    if (error) return error;
    std::memcpy(&generation_, bytes.data() + control.offset, sizeof generation_);  // its first member
  }
  // Programs of a start that went wrong, or of daemons before, have numbers that are not to be given again.
  generations_before_ = pins_.Generations();
  for (uint32_t before : generations_before_) generation_ = std::max(generation_, before);
  if (++generation_ == 0) generation_ = 1;
  return 0;
}

int Programs::SetVariables(bpf_object* object, const uint8_t* name_key, std::string* about) {
  bool is_fmod_ret = kind_ != Kind::kLsm;
  bool is_observer = kind_ == Kind::kObserver;
  uint32_t cpus = libbpf_num_possible_cpus();  // Size() knew it
  struct {
    const char* name;
    const void* value;
    size_t size;
  } variables[] = {
      {"name_key", name_key, kNameKeyBytes},
      {"generation", &generation_, sizeof generation_},
      {"cpus", &cpus, sizeof cpus},
      {"is_fmod_ret", &is_fmod_ret, sizeof is_fmod_ret},
      {"is_observer", &is_observer, sizeof is_observer},
  };
  for (auto [name, value, size] : variables) {
    *about = name;
    int error = SetVariable(object, name, value, size);
    if (error) return error;
  }
  return 0;
}

void Programs::Load(Napi::Env env, Napi::Object options) {
  libbpf_log.clear();
  libbpf_set_print(KeepLog);
  Object object = OpenObject();
  if (!object) return ThrowErrno(env, errno, "open", "BPF object", libbpf_log);
  Btf kernel(btf__load_vmlinux_btf());
  if (!kernel) return ThrowErrno(env, errno, "read", "kernel BTF", libbpf_log);

  bpf_program* program;
  bpf_object__for_each_program(program, object.get()) {
    if (!HasTarget(program, kind_, kernel.get())) missing_.push_back(bpf_program__name(program));
    bpf_program__set_autoload(program, false);
  }

  // libbpf forgets the inner map's definition at load.
  const bpf_map* outer = bpf_object__find_map_by_name(object.get(), "rule_sets");
  const bpf_map* rules = outer ? bpf_map__inner_map(const_cast<bpf_map*>(outer)) : nullptr;
  if (!rules) return ThrowErrno(env, ENOENT, "find", "rule_sets");
  rule_layout_ = {bpf_map__type(rules), bpf_map__key_size(rules), bpf_map__value_size(rules),
                  bpf_map__map_flags(rules)};

  std::string about;
  int error = Size(object.get(), options, &about);
  if (error) return ThrowErrno(env, -error, "size", about, libbpf_log);
  error = Adopt(object.get(), &about);
  if (error) return ThrowErrno(env, -error, "adopt", about, libbpf_log);
  error = SetVariables(object.get(), options.Get("nameKey").As<Napi::Uint8Array>().Data(), &about);
  if (error) return ThrowErrno(env, -error, "set", about, libbpf_log);
  error = bpf_object__load(object.get());
  if (error) return ThrowErrno(env, -error, "load", "BPF programs", libbpf_log);
  error = control_.Open(object.get(), "control");
  if (error) return ThrowErrno(env, -error, "map", "control");
  error = proofs_asked_.Open(object.get(), "proofs_asked");
  if (error) return ThrowErrno(env, -error, "map", "proofs_asked");
  object_ = std::move(object);
}

bool Programs::LoadPrograms(Napi::Env env, const std::vector<std::string>& names) {
  libbpf_log.clear();
  Object object = OpenObject();
  Btf kernel(kind_ == Kind::kLsm ? nullptr : btf__load_vmlinux_btf());  // takes a while
  if (!object || (kind_ != Kind::kLsm && !kernel)) {
    ThrowErrno(env, errno, "open", "BPF object", libbpf_log);
    return false;
  }
  bpf_map *map, *ours = nullptr;
  bpf_object__for_each_map(map, object.get()) {
    ours = bpf_object__next_map(object_.get(), ours);  // the same maps in the same order
    int error = bpf_map__reuse_fd(map, bpf_map__fd(ours));
    if (error) {
      ThrowErrno(env, -error, "share", bpf_map__name(map), libbpf_log);
      return false;
    }
  }
  bpf_program* program;
  bpf_object__for_each_program(program, object.get()) {
    bool wanted = std::find(names.begin(), names.end(), bpf_program__name(program)) != names.end();
    int error = wanted ? Retarget(program, kind_, kernel.get()) : bpf_program__set_autoload(program, false);
    if (error) {
      ThrowErrno(env, -error, "retarget", bpf_program__section_name(program), libbpf_log);
      return false;
    }
  }
  int error = bpf_object__load(object.get());
  if (error) {
    ThrowErrno(env, -error, "load", "BPF programs", libbpf_log);
    return false;
  }
  bpf_object__for_each_program(program, object.get()) {
    if (bpf_program__autoload(program)) loaded_[bpf_program__name(program)] = program;
  }
  loads_.push_back(std::move(object));
  return true;
}

bpf_map* Programs::Map(const char* name) const { return bpf_object__find_map_by_name(object_.get(), name); }

bool Programs::IsOpen(Napi::Env env) const {
  if (object_) return true;
  Napi::Error::New(env, "the BPF programs are closed").ThrowAsJavaScriptException();
  return false;
}

bpf_program* Programs::Named(Napi::Env env, const Napi::Value& value) {
  const std::string name = value.IsString() ? value.As<Napi::String>().Utf8Value() : "";
  bool known = bpf_object__find_program_by_name(object_.get(), name.c_str()) != nullptr;
  if (!known || std::find(missing_.begin(), missing_.end(), name) != missing_.end()) {
    ThrowType(env, "expected the name of a program that this kernel can run");
    return nullptr;
  }
  if (!loaded_.contains(name) && !LoadPrograms(env, {name})) return nullptr;
  return loaded_[name];
}

// programs(): { name, section, isMissing, isAttached }[]
Napi::Value Programs::List(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsOpen(env)) return env.Undefined();
  Napi::Array list = Napi::Array::New(env);
  bpf_program* program;
  bpf_object__for_each_program(program, object_.get()) {
    std::string name = bpf_program__name(program);
    Napi::Object item = Napi::Object::New(env);
    item.Set("name", name);
    item.Set("section", bpf_program__section_name(program));
    item.Set("isMissing", std::find(missing_.begin(), missing_.end(), name) != missing_.end());
    item.Set("isAttached", links_.contains(name));
    list.Set(list.Length(), item);
  }
  return list;
}

Napi::Value Programs::Generation(const Napi::CallbackInfo& info) { return Napi::Number::New(info.Env(), generation_); }

// adopted(): string[] — shared maps that were there before.
Napi::Value Programs::Adopted(const Napi::CallbackInfo& info) {
  Napi::Array names = Napi::Array::New(info.Env());
  for (const Shared& shared : shared_) {
    if (shared.adopted) names.Set(names.Length(), shared.name);
  }
  return names;
}

// others(): number[] — generations before this one that left links, in force or not.
Napi::Value Programs::Others(const Napi::CallbackInfo& info) {
  Napi::Array numbers = Napi::Array::New(info.Env());
  for (uint32_t generation : generations_before_)
    numbers.Set(numbers.Length(), Napi::Number::New(info.Env(), generation));
  return numbers;
}

// missed(): number — how often the kernel left out a program because one that it had interrupted was not done yet.
Napi::Value Programs::Missed(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsOpen(env)) return env.Undefined();
  uint64_t missed = 0;
  for (const auto& [name, program] : loaded_) {
    bpf_prog_info facts = {};
    uint32_t size = sizeof facts;
    int error = bpf_obj_get_info_by_fd(bpf_program__fd(program), &facts, &size);
    if (error) {
      ThrowErrno(env, -error, "look at", name);
      return env.Undefined();
    }
    missed += facts.recursion_misses;
  }
  return Napi::Number::New(env, static_cast<double>(missed));
}

// exempt() — the calling process is bound by nothing from here on.
void Programs::Exempt(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsOpen(env)) return;
  bpf_program* adopt = Named(env, Napi::String::New(env, "on_adopt"));
  if (!adopt) return;
  LIBBPF_OPTS(bpf_test_run_opts, run);
  int error = bpf_prog_test_run_opts(bpf_program__fd(adopt), &run);
  if (error || run.retval) ThrowErrno(env, error ? -error : -static_cast<int>(run.retval), "run", "on_adopt");
}

// load(names: string[]) — those that are not loaded yet, all together: quicker than one by one.
void Programs::LoadNamed(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsOpen(env)) return;
  if (info.Length() != 1 || !info[0].IsArray()) return ThrowType(env, "load: expected names of programs");
  LoadFresh(env, info[0].As<Napi::Array>());
}

bool Programs::LoadFresh(Napi::Env env, const Napi::Array& names) {
  std::vector<std::string> fresh;
  for (uint32_t i = 0; i < names.Length(); i++) {
    const std::string name = names.Get(i).ToString();
    bool known = bpf_object__find_program_by_name(object_.get(), name.c_str()) != nullptr;
    if (known && !loaded_.contains(name)) fresh.push_back(name);
  }
  return fresh.empty() || LoadPrograms(env, fresh);
}

// attach(names: string[]) — those that are not attached yet. If it throws, those before the one that it names are.
void Programs::Attach(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsOpen(env)) return;
  if (info.Length() != 1 || !info[0].IsArray()) return ThrowType(env, "attach: expected names of programs");
  libbpf_log.clear();
  Napi::Array names = info[0].As<Napi::Array>();
  if (!LoadFresh(env, names)) return;
  for (uint32_t i = 0; i < names.Length(); i++) {
    bpf_program* program = Named(env, names.Get(i));
    if (!program) return;
    const std::string name = bpf_program__name(program);
    if (links_.contains(name)) continue;
    Link link(bpf_program__type(program) == BPF_PROG_TYPE_LSM ? bpf_program__attach_lsm(program)
                                                              : bpf_program__attach_trace(program));
    if (!link) return ThrowErrno(env, errno, "attach", bpf_program__section_name(program), libbpf_log);
    int error = in_force_ ? pins_.PinLink(link.get(), generation_, name) : 0;
    if (error) return ThrowErrno(env, -error, "pin", name, libbpf_log);
    links_[name] = std::move(link);
  }
}

// detach(names: string[])
void Programs::Detach(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsOpen(env)) return;
  if (info.Length() != 1 || !info[0].IsArray()) return ThrowType(env, "detach: expected names of programs");
  Napi::Array names = info[0].As<Napi::Array>();
  for (uint32_t i = 0; i < names.Length(); i++) {
    bpf_program* program = Named(env, names.Get(i));
    if (!program) return;
    const std::string name = bpf_program__name(program);
    int error = in_force_ ? pins_.UnpinLink(generation_, name) : 0;
    if (error) return ThrowErrno(env, -error, "unpin", name);
    links_.erase(name);
  }
}

// pin() — from here on maps and links outlive this process. Nothing where there is no directory for it.
void Programs::Pin(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsOpen(env) || in_force_) return;
  libbpf_log.clear();
  for (const Shared& shared : shared_) {
    int error = shared.adopted ? 0 : pins_.PinMap(shared.map, shared.name);
    if (error) return ThrowErrno(env, -error, "pin", shared.name, libbpf_log);
  }
  for (auto& [name, link] : links_) {
    int error = pins_.PinLink(link.get(), generation_, name);
    if (error) {
      pins_.RemoveLinks(generation_);
      return ThrowErrno(env, -error, "pin", name, libbpf_log);
    }
  }
  in_force_ = true;
}

// dropOthers() — detaches the programs of all generations before this one. The programs of this one decide already.
void Programs::DropOthers(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsOpen(env)) return;
  for (uint32_t generation : generations_before_) {
    int error = generation == generation_ ? 0 : pins_.RemoveLinks(generation);
    if (error) return ThrowErrno(env, -error, "unpin", "links of generation " + std::to_string(generation));
  }
  generations_before_.clear();
}

// prove(protocol: number): { answer: string, runs: number } — the harmless act of proof.h, and how often the kernel called the
// program for it meanwhile. The program counts: the kernel's own counting of runs asks for more privileges than all else here.
Napi::Value Programs::Prove(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsOpen(env)) return env.Undefined();
  if (info.Length() != 1 || !info[0].IsNumber()) {
    ThrowType(env, "prove: expected a protocol number");
    return env.Undefined();
  }
  const volatile uint64_t* asked = reinterpret_cast<const uint64_t*>(proofs_asked_.data());
  uint64_t before = *asked;
  std::string answer = AskForSocketOf(Word(info[0]));
  Napi::Object proof = Napi::Object::New(env);
  proof.Set("answer", answer);
  proof.Set("runs", Napi::Number::New(env, static_cast<double>(*asked - before)));
  return proof;
}

// iterate(name: string) — runs an iterator program over everything that it iterates over.
void Programs::Iterate(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsOpen(env)) return;
  bpf_program* program = info.Length() == 1 ? Named(env, info[0]) : nullptr;
  if (!program) return info.Length() == 1 ? void() : ThrowType(env, "iterate: expected the name of a program");
  Link link(bpf_program__attach_iter(program, nullptr));
  if (!link) return ThrowErrno(env, errno, "attach", bpf_program__section_name(program));
  Fd run(bpf_iter_create(bpf_link__fd(link.get())));
  if (!run.ok()) return ThrowErrno(env, errno, "run", bpf_program__section_name(program));
  char bytes[4096];
  ssize_t got;
  do {
    got = read(run.get(), bytes, sizeof bytes);
  } while (got > 0 || (got < 0 && (errno == EINTR || errno == EAGAIN)));
  if (got < 0) ThrowErrno(env, errno, "run", bpf_program__section_name(program));
}

// onRecords(callback: (batch: Uint8Array) => void) — see ring.h. At most once.
void Programs::OnRecords(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsOpen(env)) return;
  if (ring_ || info.Length() != 1 || !info[0].IsFunction()) {
    return ThrowType(env, "onRecords: expected one function, once");
  }
  std::vector<int> rings = {bpf_map__fd(Map("ring"))};
  for (const Shared& shared : shared_) {
    if (shared.name == std::string_view("ring") && shared.other.ok()) rings.push_back(shared.other.get());
  }
  ring_ = Ring::Open(env, rings, info[0].As<Napi::Function>());
}

// close() — lets go of what is not pinned, and hands over the records that still wait.
void Programs::Close(const Napi::CallbackInfo&) {
  links_.clear();
  if (ring_) ring_->Drain();
  ring_.reset();
  rules_.clear();
  shared_.clear();
  loaded_.clear();
  loads_.clear();
  object_.reset();
}

Napi::Function Programs::Define(Napi::Env env) {
  return DefineClass(env, "Programs",
                     {
                         InstanceMethod<&Programs::List>("programs"),
                         InstanceMethod<&Programs::Generation>("generation"),
                         InstanceMethod<&Programs::Adopted>("adopted"),
                         InstanceMethod<&Programs::Others>("others"),
                         InstanceMethod<&Programs::Missed>("missed"),
                         InstanceMethod<&Programs::Exempt>("exempt"),
                         InstanceMethod<&Programs::LoadNamed>("load"),
                         InstanceMethod<&Programs::Attach>("attach"),
                         InstanceMethod<&Programs::Detach>("detach"),
                         InstanceMethod<&Programs::Pin>("pin"),
                         InstanceMethod<&Programs::DropOthers>("dropOthers"),
                         InstanceMethod<&Programs::Prove>("prove"),
                         InstanceMethod<&Programs::Iterate>("iterate"),
                         InstanceMethod<&Programs::Control>("control"),
                         InstanceMethod<&Programs::Store>("store"),
                         InstanceMethod<&Programs::CreateRules>("createRules"),
                         InstanceMethod<&Programs::CloseRules>("closeRules"),
                         InstanceMethod<&Programs::SetRules>("setRules"),
                         InstanceMethod<&Programs::MarkPaths>("mark"),
                         InstanceMethod<&Programs::EntriesOf>("entries"),
                         InstanceMethod<&Programs::Put>("put"),
                         InstanceMethod<&Programs::Remove>("remove"),
                         InstanceMethod<&Programs::Sums>("sums"),
                         InstanceMethod<&Programs::Zero>("zero"),
                         InstanceMethod<&Programs::Labels>("labels"),
                         InstanceMethod<&Programs::OnRecords>("onRecords"),
                         InstanceMethod<&Programs::Close>("close"),
                     });
}
