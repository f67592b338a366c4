// SPDX-License-Identifier: Apache-2.0
// The whole surface of the addon on one page. src/kernel/addon.ts has the same in types.
#include <napi.h>

#include "notify.h"
#include "programs.h"
#include "proof.h"

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("Programs", Programs::Define(env));                       // the BPF object, see programs.cc
  exports.Set("askForSocket", Napi::Function::New<AskForSocket>(env));  // (protocol) → errno name or ""
  exports.Set("notify", Napi::Function::New<Notify>(env));              // (state) → was anyone told?
  return exports;
}

NODE_API_MODULE(bailiff, Init)
