// SPDX-License-Identifier: Apache-2.0
// The way of records into JavaScript: the ring's descriptor in Node's own event loop, one call per batch.
#pragma once

#include <bpf/libbpf.h>
#include <napi.h>
#include <uv.h>

#include <memory>
#include <vector>

struct FreeRing {
  void operator()(ring_buffer* ring) const { ring_buffer__free(ring); }
};

// Each batch is a view on one reused buffer, valid during the call only: `u32 size, u32 0`, the record, padding to 8
// bytes; and so on. Lives until destroyed or until its environment ends, whichever is first.
class Ring {
 public:
  // Of all these maps. Null with a JavaScript exception pending if the kernel or libuv refuses.
  static std::unique_ptr<Ring> Open(Napi::Env env, const std::vector<int>& map_fds, Napi::Function callback);
  ~Ring();
  // Hands over everything that waits now.
  void Drain();

 private:
  explicit Ring(Napi::Env env);
  static int OnSample(void* ring, void* record, size_t size);
  static void OnReadable(uv_poll_t* poll, int status, int events);
  static void OnCleanup(napi_async_cleanup_hook_handle handle, void* ring);
  // Copies waiting records into the buffer and hands them over. False when nothing is left, or JavaScript is going
  // away.
  bool HandOver();
  void Stop();

  // Outlives the Ring until libuv has let go of it.
  struct Poll {
    uv_poll_t handle;
    Ring* ring;
    napi_async_cleanup_hook_handle cleanup;
  };

  Napi::Env env_;
  std::unique_ptr<Napi::AsyncContext> context_;
  Napi::FunctionReference callback_;
  Napi::Reference<Napi::ArrayBuffer> buffer_;
  uint8_t* bytes_ = nullptr;
  size_t used_ = 0;
  std::unique_ptr<ring_buffer, FreeRing> ring_;
  Poll* poll_ = nullptr;
};
