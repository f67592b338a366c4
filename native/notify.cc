// SPDX-License-Identifier: Apache-2.0
#include "notify.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string>

#include "error.h"
#include "values.h"

Napi::Value Notify(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  const char* path = getenv("NOTIFY_SOCKET");
  if (!path || !*path) return Napi::Boolean::New(env, false);
  if (info.Length() != 1 || !info[0].IsString()) {
    ThrowType(env, "notify: expected a string");
    return env.Undefined();
  }
  std::string state = info[0].As<Napi::String>();
  sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
  size_t size = strlen(path);
  int error = 0;
  if (size >= sizeof address.sun_path) {
    error = ENAMETOOLONG;
  } else {
    memcpy(address.sun_path, path, size);
    if (address.sun_path[0] == '@') address.sun_path[0] = '\0';  // an abstract name
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    socklen_t length = offsetof(sockaddr_un, sun_path) + size;
    if (fd < 0 ||
        sendto(fd, state.data(), state.size(), MSG_NOSIGNAL, reinterpret_cast<sockaddr*>(&address), length) < 0) {
      error = errno;
    }
    if (fd >= 0) close(fd);
  }
  if (error) {
    ThrowErrno(env, error, "notify", path);
    return env.Undefined();
  }
  return Napi::Boolean::New(env, true);
}
