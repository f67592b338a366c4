// SPDX-License-Identifier: Apache-2.0
#include "proof.h"

#include <sys/socket.h>
#include <unistd.h>

#include "error.h"

Napi::Value AskForSocket(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (info.Length() != 1 || !info[0].IsNumber()) {
    Napi::TypeError::New(env, "askForSocket: expected a protocol number").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, info[0].As<Napi::Number>().Int32Value());
  if (fd < 0) return Napi::String::New(env, ErrnoName(errno));
  close(fd);
  return Napi::String::New(env, "");
}
