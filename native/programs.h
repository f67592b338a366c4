// SPDX-License-Identifier: Apache-2.0
// The BPF object: one generation of programs, and the maps that it shares with those before and after it.
#pragma once

#include <napi.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "fd.h"
#include "hooks.h"
#include "maps.h"
#include "object.h"
#include "pins.h"
#include "ring.h"

struct DestroyLink {
  void operator()(bpf_link* link) const { bpf_link__destroy(link); }
};
using Link = std::unique_ptr<bpf_link, DestroyLink>;

// States: loaded → in force → closed; programs are attached and detached in the first two. Close is fine in every state,
// and twice: what is pinned stays, all else goes.
class Programs : public Napi::ObjectWrap<Programs> {
 public:
  static Napi::Function Define(Napi::Env env);
  explicit Programs(const Napi::CallbackInfo& info);

 private:
  Napi::Value List(const Napi::CallbackInfo& info);
  Napi::Value Generation(const Napi::CallbackInfo& info);
  Napi::Value Adopted(const Napi::CallbackInfo& info);
  Napi::Value Others(const Napi::CallbackInfo& info);
  Napi::Value Missed(const Napi::CallbackInfo& info);
  void Exempt(const Napi::CallbackInfo& info);
  void LoadNamed(const Napi::CallbackInfo& info);
  void Attach(const Napi::CallbackInfo& info);
  void Detach(const Napi::CallbackInfo& info);
  void Pin(const Napi::CallbackInfo& info);
  void DropOthers(const Napi::CallbackInfo& info);
  Napi::Value Prove(const Napi::CallbackInfo& info);
  void Iterate(const Napi::CallbackInfo& info);
  Napi::Value Control(const Napi::CallbackInfo& info);
  void Store(const Napi::CallbackInfo& info);
  Napi::Value CreateRules(const Napi::CallbackInfo& info);
  void CloseRules(const Napi::CallbackInfo& info);
  void SetRules(const Napi::CallbackInfo& info);
  Napi::Value MarkPaths(const Napi::CallbackInfo& info);
  Napi::Value EntriesOf(const Napi::CallbackInfo& info);
  void Put(const Napi::CallbackInfo& info);
  void Remove(const Napi::CallbackInfo& info);
  Napi::Value Sums(const Napi::CallbackInfo& info);
  void Zero(const Napi::CallbackInfo& info);
  Napi::Value Labels(const Napi::CallbackInfo& info);
  void OnRecords(const Napi::CallbackInfo& info);
  void Close(const Napi::CallbackInfo& info);

  // Leaves object_ empty and a JavaScript exception pending if the kernel refuses.
  void Load(Napi::Env env, Napi::Object options);
  // 0 or a negative errno; `*about` is what it was about.
  int Size(bpf_object* object, Napi::Object options, std::string* about);
  int Adopt(bpf_object* object, std::string* about);
  int SetVariables(bpf_object* object, const uint8_t* name_key, std::string* about);
  // False, with a JavaScript exception pending, once closed.
  bool IsOpen(Napi::Env env) const;
  // The map that TypeScript calls so; null with a JavaScript exception pending.
  bpf_map* MapNamed(Napi::Env env, const Napi::Value& name) const;
  bpf_map* Map(const char* name) const;
  // A program of that name, loaded if it was not; null with a JavaScript exception pending.
  bpf_program* Named(Napi::Env env, const Napi::Value& name);
  // Loads programs that are not, all together. False with a JavaScript exception pending.
  bool LoadPrograms(Napi::Env env, const std::vector<std::string>& names);
  bool LoadFresh(Napi::Env env, const Napi::Array& names);

  struct Shared {
    const char* name;
    bpf_map* map;
    bool adopted;
    Fd other;  // the pinned one of another shape
  };

  Kind kind_{};
  Pins pins_;
  bool in_force_ = false;  // links are pinned as they are made
  uint32_t generation_ = 0;
  std::vector<uint32_t> generations_before_;
  MapLayout rule_layout_{};
  // The maps. Programs are loaded when they are needed first, each time from an object of their own that shares the maps:
  // verifying all of them takes a slow machine many seconds.
  Object object_;
  Mapped control_;
  Mapped proofs_asked_;
  std::vector<Object> loads_;
  std::map<std::string, bpf_program*> loaded_;
  std::vector<Shared> shared_;
  std::vector<std::string> missing_;
  std::map<std::string, Link> links_;
  std::map<uint32_t, Fd> rules_;
  uint32_t next_rules_ = 1;
  std::unique_ptr<Ring> ring_;
};
