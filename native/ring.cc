// SPDX-License-Identifier: Apache-2.0
#include "ring.h"

#include <cstring>

#include "error.h"

namespace {

// One batch a turn of the event loop, which has more to do: new policies must not wait for the end of a flood. The descriptor
// stays readable, so the rest follows at once.
constexpr size_t kBatchBytes = 64 * 1024;
// One record with its frame. The kernel part writes none longer (struct event and TEXT_BYTES_MAX in bpf/abi.h); a
// longer one would still be refused below, not overrun the buffer.
constexpr size_t kRecordBytesMax = 32 * 1024;

size_t Padded(size_t size) { return (size + 7) & ~size_t{7}; }

}  // namespace

Ring::Ring(Napi::Env env) : env_(env) {}

std::unique_ptr<Ring> Ring::Open(Napi::Env env, const std::vector<int>& map_fds, Napi::Function callback) {
  std::unique_ptr<Ring> self(new Ring(env));
  Napi::ArrayBuffer buffer = Napi::ArrayBuffer::New(env, kBatchBytes);
  self->bytes_ = static_cast<uint8_t*>(buffer.Data());
  self->buffer_ = Napi::Reference<Napi::ArrayBuffer>::New(buffer, 1);
  self->callback_ = Napi::Persistent(callback);
  self->context_ = std::make_unique<Napi::AsyncContext>(env, "bailiff:ring");

  self->ring_.reset(ring_buffer__new(map_fds[0], OnSample, self.get(), nullptr));
  int refused = self->ring_ ? 0 : errno;
  for (size_t i = 1; i < map_fds.size() && !refused; i++) {
    refused = -ring_buffer__add(self->ring_.get(), map_fds[i], OnSample, self.get());
  }
  if (refused) {
    ThrowErrno(env, refused, "open", "ring");
    return nullptr;
  }
  uv_loop_t* loop = nullptr;
  napi_get_uv_event_loop(env, &loop);
  auto poll = std::make_unique<Poll>();
  int error = loop ? uv_poll_init(loop, &poll->handle, ring_buffer__epoll_fd(self->ring_.get())) : -EINVAL;
  if (error) {
    ThrowErrno(env, -error, "watch", "ring");
    return nullptr;
  }
  poll->handle.data = poll.get();
  poll->ring = self.get();
  self->poll_ = poll.release();
  // A worker that is terminated must not leave the handle in its loop.
  napi_add_async_cleanup_hook(env, OnCleanup, self->poll_, &self->poll_->cleanup);
  uv_poll_start(&self->poll_->handle, UV_READABLE, OnReadable);
  return self;
}

int Ring::OnSample(void* ring, void* record, size_t size) {
  Ring* self = static_cast<Ring*>(ring);
  uint32_t frame[2] = {static_cast<uint32_t>(size), 0};
  if (self->used_ + sizeof frame + Padded(size) > kBatchBytes) {
    frame[0] = 0;  // an empty record: user space counts it as malformed
    size = 0;
  }
  std::memcpy(self->bytes_ + self->used_, frame, sizeof frame);
  std::memcpy(self->bytes_ + self->used_ + sizeof frame, record, size);
  self->used_ += sizeof frame + Padded(size);
  // A negative answer ends ring_buffer__consume behind this record: no room for another.
  return kBatchBytes - self->used_ < kRecordBytesMax ? -ENOBUFS : 0;
}

bool Ring::HandOver() {
  used_ = 0;
  int consumed = ring_buffer__consume(ring_.get());
  if (used_ == 0) return false;
  Napi::Env env = env_;
  Napi::HandleScope scope(env);
  auto batch = Napi::Uint8Array::New(env, used_, buffer_.Value(), 0);
  // Microtasks run after the call, as after any callback from the event loop. It may close us: no member is used below.
  callback_.MakeCallback(env.Global(), {batch}, *context_);
  if (env.IsExceptionPending()) {
    napi_fatal_exception(env, env.GetAndClearPendingException().Value());  // reaches uncaughtException
  }
  return consumed == -ENOBUFS;
}

void Ring::OnReadable(uv_poll_t* handle, int status, int) {
  Poll* poll = static_cast<Poll*>(handle->data);
  if (status < 0) return;
  if (poll->ring) poll->ring->HandOver();
}

void Ring::Drain() {
  Poll* poll = poll_;
  while (poll && poll->ring && poll->ring->HandOver()) {
  }
}

void Ring::Stop() {
  if (!poll_) return;
  poll_->ring = nullptr;
  uv_poll_stop(&poll_->handle);
  uv_close(reinterpret_cast<uv_handle_t*>(&poll_->handle), [](uv_handle_t* handle) {
    Poll* poll = static_cast<Poll*>(handle->data);
    napi_remove_async_cleanup_hook(poll->cleanup);
    delete poll;
  });
  poll_ = nullptr;
}

void Ring::OnCleanup(napi_async_cleanup_hook_handle, void* data) {
  Poll* poll = static_cast<Poll*>(data);
  if (poll->ring) poll->ring->Stop();
}

Ring::~Ring() { Stop(); }
