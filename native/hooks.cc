// SPDX-License-Identifier: Apache-2.0
#include "hooks.h"

#include <cstring>

namespace {

// Functions that do not have the name of their hook.
std::string FunctionOf(const std::string& hook) {
  if (hook == "bprm_check_security") return "security_bprm_check";
  if (hook == "userns_create") return "security_create_user_ns";
  return "security_" + hook;
}

// 0 where there is none.
int FindFunction(const btf* kernel, const std::string& name) {
  int id = btf__find_by_name_kind(kernel, name.c_str(), BTF_KIND_FUNC);
  return id < 0 ? 0 : id;
}

bool AnswersNothing(const btf* kernel, int function) {
  const btf_type* prototype = btf__type_by_id(kernel, btf__type_by_id(kernel, function)->type);
  return prototype->type == 0;
}

// "file_open" of "lsm/file_open".
std::string TargetOf(const std::string& section) {
  size_t slash = section.find('/');
  return slash == std::string::npos ? "" : section.substr(slash + 1);
}

}  // namespace

bool HasTarget(bpf_program* program, Kind kind, const btf* kernel) {
  const std::string section = bpf_program__section_name(program), target = TargetOf(section);
  if (section.starts_with("tp_btf/")) {
    return btf__find_by_name_kind(kernel, ("btf_trace_" + target).c_str(), BTF_KIND_TYPEDEF) > 0;
  }
  if (section.starts_with("fentry/")) return FindFunction(kernel, target) != 0;
  if (bpf_program__type(program) != BPF_PROG_TYPE_LSM) return true;
  return FindFunction(kernel, kind == Kind::kLsm ? "bpf_lsm_" + target : FunctionOf(target)) != 0;
}

int Retarget(bpf_program* program, Kind kind, const btf* kernel) {
  if (bpf_program__type(program) != BPF_PROG_TYPE_LSM || kind == Kind::kLsm) return 0;
  const std::string name = FunctionOf(TargetOf(bpf_program__section_name(program)));
  bpf_attach_type type = AnswersNothing(kernel, FindFunction(kernel, name)) ? BPF_TRACE_FENTRY
                         : kind == Kind::kFmodRet                           ? BPF_MODIFY_RETURN
                                                                            : BPF_TRACE_FEXIT;
  int error = bpf_program__set_type(program, BPF_PROG_TYPE_TRACING);
  if (!error) error = bpf_program__set_expected_attach_type(program, type);
  if (!error) error = bpf_program__set_attach_target(program, 0, name.c_str());
  return error;
}
