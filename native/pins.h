// SPDX-License-Identifier: Apache-2.0
// What outlives the daemon: names in a BPF file system that keep maps and links alive.
//
//   DIR/control, DIR/labels …   maps that all generations of programs share
//   DIR/links-<generation>/     links, by the names of their programs
#pragma once

#include <bpf/libbpf.h>

#include <cstdint>
#include <string>
#include <vector>

#include "fd.h"

class Pins {
 public:
  // `dir` empty: nothing is pinned, and every call does nothing.
  explicit Pins(std::string dir = "") : dir_(std::move(dir)) {}
  bool enabled() const { return !dir_.empty(); }

  // Mounts the BPF file system where there is none, and makes the directory. 0 or a negative errno.
  int Prepare() const;
  // Lets the map, not yet loaded, be the one that is pinned under this name, if there is one of the same shape. `*other`
  // is the pinned one where its shape is another. 0 or a negative errno.
  int Adopt(bpf_map* map, const std::string& name, bool* adopted, Fd* other) const;
  // Gives the loaded map the name, in place of any other.
  int PinMap(const bpf_map* map, const std::string& name) const;
  int PinLink(bpf_link* link, uint32_t generation, const std::string& name) const;
  int UnpinLink(uint32_t generation, const std::string& name) const;
  // Generations that have links here.
  std::vector<uint32_t> Generations() const;
  int RemoveLinks(uint32_t generation) const;

 private:
  std::string LinksDir(uint32_t generation) const;
  std::string dir_;
};
