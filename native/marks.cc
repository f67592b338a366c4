// SPDX-License-Identifier: Apache-2.0
#include "marks.h"

#include <bpf/bpf.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "fd.h"

namespace {

// struct marks: as many marks as fit, then which is replaced next.
struct Marks {
  std::vector<uint8_t> bytes;
  explicit Marks(uint32_t size) : bytes(size) {}
  size_t count() const { return (bytes.size() - kTail) / sizeof(Mark); }
  Mark* begin() { return reinterpret_cast<Mark*>(bytes.data()); }
  Mark* end() { return begin() + count(); }
  uint32_t* next() { return reinterpret_cast<uint32_t*>(end()); }

  static constexpr size_t kTail = 8;
};

// A rule means what a path resolves to, so what is reached through a link has another name.
Fd Open(const Fd& root, const std::string& path) {
  open_how how{};
  how.flags = O_PATH | O_NOFOLLOW | O_CLOEXEC;
  how.resolve = RESOLVE_NO_SYMLINKS | (root.ok() ? RESOLVE_IN_ROOT : 0);
  return Fd(syscall(SYS_openat2, root.ok() ? root.get() : AT_FDCWD, path.c_str(), &how, sizeof how));
}

bool IsSame(const Mark& a, const Mark& b) {
  return a.rule_set == b.rule_set && a.cell == b.cell && a.rule_class == b.rule_class && a.where == b.where;
}

// The slot for it: where it is already, an unused one, one that holds no more, else the oldest.
Mark* SlotFor(Marks* marks, const Mark& asked, const std::vector<uint32_t>& in_force) {
  for (Mark& mark : *marks) {
    if (IsSame(mark, asked)) return &mark;
  }
  for (Mark& mark : *marks) {
    if (!mark.rule_set || !std::binary_search(in_force.begin(), in_force.end(), mark.rule_set)) return &mark;
  }
  return marks->begin() + (*marks->next())++ % marks->count();
}

}  // namespace

int MarkFiles(bpf_map* map, uint32_t pid, const std::vector<uint32_t>& in_force, const std::vector<std::string>& paths,
              const std::vector<Mark>& asked, MarkCounts* counts) {
  if (bpf_map__type(map) != BPF_MAP_TYPE_INODE_STORAGE) {
    counts->refused += paths.size();
    return 0;
  }
  uint32_t size = bpf_map__value_size(map);
  if (size % sizeof(Mark) != Marks::kTail || size < sizeof(Mark)) return -EMSGSIZE;
  Fd root;
  if (pid) {
    root = Fd(open(("/proc/" + std::to_string(pid) + "/root").c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!root.ok()) return -errno;
  }
  for (size_t i = 0; i < paths.size(); i++) {
    Fd file = Open(root, paths[i]);
    struct stat facts;
    if (!file.ok() || fstat(file.get(), &facts)) {
      (errno == ENOENT || errno == ENOTDIR || errno == ELOOP ? counts->absent : counts->refused)++;
      continue;
    }
    if (S_ISREG(facts.st_mode) && facts.st_nlink > 1) {
      counts->shared++;
      continue;
    }
    Marks marks(size);
    int fd = file.get();
    int error = bpf_map_lookup_elem(bpf_map__fd(map), &fd, marks.bytes.data());
    if (!error || error == -ENOENT) {
      *SlotFor(&marks, asked[i], in_force) = asked[i];
      error = bpf_map_update_elem(bpf_map__fd(map), &fd, marks.bytes.data(), BPF_ANY);
    }
    (error ? counts->refused : counts->marked)++;
  }
  return 0;
}
