// SPDX-License-Identifier: Apache-2.0
#include "pins.h"

#include <bpf/bpf.h>
#include <dirent.h>
#include <linux/magic.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statfs.h>

#include <cerrno>
#include <cstdio>

namespace {

constexpr char kBpfFs[] = "/sys/fs/bpf";

bool IsBpfFs(const std::string& path) {
  struct statfs facts;
  return statfs(path.c_str(), &facts) == 0 && facts.f_type == BPF_FS_MAGIC;
}

int Remove(const std::string& path) { return unlink(path.c_str()) && errno != ENOENT ? -errno : 0; }

}  // namespace

int Pins::Prepare() const {
  if (!enabled()) return 0;
  if (dir_.starts_with(std::string(kBpfFs) + "/") && !IsBpfFs(kBpfFs) &&
      mount("bpf", kBpfFs, "bpf", MS_NOSUID | MS_NODEV | MS_NOEXEC, "mode=700")) {
    return -errno;
  }
  if (mkdir(dir_.c_str(), 0700) && errno != EEXIST) return -errno;
  return IsBpfFs(dir_) ? 0 : -EMEDIUMTYPE;
}

int Pins::Adopt(bpf_map* map, const std::string& name, bool* adopted, Fd* other) const {
  *adopted = false;
  if (!enabled()) return 0;
  Fd pinned(bpf_obj_get((dir_ + "/" + name).c_str()));
  if (!pinned.ok()) return errno == ENOENT ? 0 : -errno;
  bpf_map_info info{};
  uint32_t size = sizeof info;
  int error = bpf_obj_get_info_by_fd(pinned.get(), &info, &size);
  if (error) return error;
  bool fits = info.type == bpf_map__type(map) && info.key_size == bpf_map__key_size(map) &&
              info.value_size == bpf_map__value_size(map) && info.max_entries == bpf_map__max_entries(map) &&
              info.map_flags == bpf_map__map_flags(map);
  if (!fits) {
    *other = std::move(pinned);
    return 0;
  }
  error = bpf_map__reuse_fd(map, pinned.get());
  *adopted = error == 0;
  return error;
}

int Pins::PinMap(const bpf_map* map, const std::string& name) const {
  if (!enabled()) return 0;
  const std::string path = dir_ + "/" + name;
  int error = Remove(path);
  return !error && bpf_obj_pin(bpf_map__fd(map), path.c_str()) ? -errno : error;
}

std::string Pins::LinksDir(uint32_t generation) const { return dir_ + "/links-" + std::to_string(generation); }

int Pins::PinLink(bpf_link* link, uint32_t generation, const std::string& name) const {
  if (!enabled()) return 0;
  const std::string dir = LinksDir(generation);
  if (mkdir(dir.c_str(), 0700) && errno != EEXIST) return -errno;
  return bpf_link__pin(link, (dir + "/" + name).c_str());
}

int Pins::UnpinLink(uint32_t generation, const std::string& name) const {
  return enabled() ? Remove(LinksDir(generation) + "/" + name) : 0;
}

std::vector<uint32_t> Pins::Generations() const {
  std::vector<uint32_t> found;
  DIR* dir = enabled() ? opendir(dir_.c_str()) : nullptr;
  if (!dir) return found;
  while (dirent* entry = readdir(dir)) {
    uint32_t generation;
    if (sscanf(entry->d_name, "links-%u", &generation) == 1) found.push_back(generation);
  }
  closedir(dir);
  return found;
}

int Pins::RemoveLinks(uint32_t generation) const {
  const std::string path = LinksDir(generation);
  DIR* dir = enabled() ? opendir(path.c_str()) : nullptr;
  if (!dir) return 0;
  int error = 0;
  while (dirent* entry = readdir(dir)) {
    if (entry->d_name[0] == '.') continue;
    int failed = Remove(path + "/" + entry->d_name);
    if (failed) error = failed;
  }
  closedir(dir);
  if (!error && rmdir(path.c_str())) error = -errno;
  return error;
}
