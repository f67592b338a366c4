// SPDX-License-Identifier: Apache-2.0
#include "proof.h"

#include <sys/socket.h>

#include "error.h"
#include "fd.h"
#include "values.h"

std::string AskForSocketOf(int protocol) {
  Fd made(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, protocol));
  return made.ok() ? "" : ErrnoName(errno);
}

Napi::Value AskForSocket(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (info.Length() != 1 || !info[0].IsNumber()) {
    ThrowType(env, "askForSocket: expected a protocol number");
    return env.Undefined();
  }
  return Napi::String::New(env, AskForSocketOf(info[0].As<Napi::Number>().Int32Value()));
}
