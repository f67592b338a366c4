// SPDX-License-Identifier: Apache-2.0
// A kernel refusal as one JavaScript error.
#pragma once

#include <napi.h>

#include <cerrno>
#include <cstring>
#include <string>

inline std::string ErrnoName(int error) {
  const char* name = strerrorname_np(error);
  return name ? name : std::to_string(error);
}

// Throws an Error whose `code` is the errno's name and whose message says which call on which object was refused. `log`
// is what libbpf said on the way, possibly empty. The caller returns to JavaScript at once.
inline void ThrowErrno(Napi::Env env, int error, const std::string& call, const std::string& object,
                       const std::string& log = "") {
  Napi::Error exception = Napi::Error::New(env, call + " " + object + ": " + std::strerror(error));
  exception.Set("code", Napi::String::New(env, ErrnoName(error)));
  exception.Set("log", Napi::String::New(env, log));
  exception.ThrowAsJavaScriptException();
}
