// SPDX-License-Identifier: Apache-2.0
// Names of files that rules speak of, kept with the files: see struct marks of bpf/abi.h.
#pragma once

#include <bpf/libbpf.h>

#include <cstdint>
#include <string>
#include <vector>

// struct mark of bpf/abi.h.
struct Mark {
  uint32_t rule_set;
  uint32_t cell;
  uint8_t rule_class;
  uint8_t where;  // 0 in all that user space marks
  uint8_t zero[6];
};

struct MarkCounts {
  uint32_t marked = 0;
  uint32_t absent = 0;   // there is no such file now, or its path goes through a symbolic link
  uint32_t shared = 0;   // regular files that have other names already: which of them a rule means nobody can tell
  uint32_t refused = 0;  // by the file system, or by the kernel
};

// Marks files by absolute path, in the mount namespace of the process `pid` (0: in our own). Marks of rule sets that are not
// among `in_force` (sorted) give way. A negative errno where the map or the namespace cannot be used at all.
int MarkFiles(bpf_map* marks, uint32_t pid, const std::vector<uint32_t>& in_force,
              const std::vector<std::string>& paths, const std::vector<Mark>& asked, MarkCounts* counts);
