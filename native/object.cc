// SPDX-License-Identifier: Apache-2.0
#include "object.h"

#include <bpf/btf.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

// BPF_OBJECT_FILE is set by CMakeLists.txt.
asm(R"(
  .pushsection .rodata
  .balign 16
bailiff_object_begin:
  .incbin ")" BPF_OBJECT_FILE R"("
bailiff_object_end:
  .popsection
)");
extern const uint8_t bailiff_object_begin[] __attribute__((visibility("hidden")));
extern const uint8_t bailiff_object_end[] __attribute__((visibility("hidden")));

Object OpenObject() {
  LIBBPF_OPTS(bpf_object_open_opts, options, .object_name = "bailiff");
  return Object(bpf_object__open_mem(bailiff_object_begin, bailiff_object_end - bailiff_object_begin, &options));
}

bool FindVariable(const bpf_object* object, const std::string& name, Variable* found) {
  const btf* types = bpf_object__btf(object);
  for (uint32_t id = 1; id < btf__type_cnt(types); id++) {
    const btf_type* section = btf__type_by_id(types, id);
    if (!btf_is_datasec(section)) continue;
    const btf_var_secinfo* variable = btf_var_secinfos(section);
    for (int i = 0; i < btf_vlen(section); i++, variable++) {
      const btf_type* type = btf__type_by_id(types, variable->type);
      if (!btf_is_var(type) || name != btf__name_by_offset(types, type->name_off)) continue;
      bpf_map* map = bpf_object__find_map_by_name(object, btf__name_by_offset(types, section->name_off));
      if (!map) continue;
      *found = {map, variable->offset, variable->size};
      return true;
    }
  }
  return false;
}

int SetVariable(bpf_object* object, const std::string& name, const void* value, size_t size) {
  Variable variable;
  if (!FindVariable(object, name, &variable)) return -ENOENT;
  size_t bytes = 0;
  uint8_t* initial =
      static_cast<uint8_t*>(const_cast<void*>(static_cast<const void*>(bpf_map__initial_value(variable.map, &bytes))));
  if (!initial || variable.size != size || variable.offset + size > bytes) return -EMSGSIZE;
  std::memcpy(initial + variable.offset, value, size);
  return 0;
}

int Mapped::Open(bpf_object* object, const std::string& name) {
  Variable variable;
  if (!FindVariable(object, name, &variable)) return -ENOENT;
  size_t page = sysconf(_SC_PAGESIZE);
  size_t bytes = (bpf_map__value_size(variable.map) + page - 1) / page * page;
  void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, bpf_map__fd(variable.map), 0);
  if (memory == MAP_FAILED) return -errno;
  memory_ = memory;
  bytes_ = bytes;
  offset_ = variable.offset;
  size_ = variable.size;
  map_ = variable.map;
  return 0;
}

Mapped& Mapped::operator=(Mapped&& other) noexcept {
  std::swap(memory_, other.memory_);
  std::swap(bytes_, other.bytes_);
  std::swap(offset_, other.offset_);
  std::swap(size_, other.size_);
  std::swap(map_, other.map_);
  return *this;
}

Mapped::~Mapped() {
  if (memory_) munmap(memory_, bytes_);
}
