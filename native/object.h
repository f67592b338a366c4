// SPDX-License-Identifier: Apache-2.0
// The compiled kernel part, which is a part of the addon, and its variables by name.
#pragma once

#include <bpf/libbpf.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

struct CloseObject {
  void operator()(bpf_object* object) const { bpf_object__close(object); }
};
using Object = std::unique_ptr<bpf_object, CloseObject>;

// Null with errno set if libbpf refuses.
Object OpenObject();

// Sets a `const volatile` variable of this size, before load. 0, or a negative errno: -ENOENT where there is none of the
// name, -EMSGSIZE where it has another size.
int SetVariable(bpf_object* object, const std::string& name, const void* value, size_t size);

// A variable of a map that is shared with the kernel part, in our memory.
class Mapped {
 public:
  Mapped() = default;
  Mapped(Mapped&& other) noexcept { *this = std::move(other); }
  Mapped& operator=(Mapped&& other) noexcept;
  ~Mapped();
  // After load. 0 or a negative errno.
  int Open(bpf_object* object, const std::string& name);
  uint8_t* data() const { return static_cast<uint8_t*>(memory_) + offset_; }
  size_t size() const { return size_; }
  bpf_map* map() const { return map_; }

 private:
  void* memory_ = nullptr;
  size_t bytes_ = 0;
  size_t offset_ = 0;
  size_t size_ = 0;
  bpf_map* map_ = nullptr;
};

// The map that holds a variable, and where in it; false where there is none.
struct Variable {
  bpf_map* map;
  size_t offset;
  size_t size;
};
bool FindVariable(const bpf_object* object, const std::string& name, Variable* found);
