// SPDX-License-Identifier: Apache-2.0
// The harmless act that shows whether the kernel calls our programs.
#pragma once

#include <napi.h>

#include <string>

// The errno's name with which the kernel refused an IPv4 stream socket of that protocol, or "" if it made one (which is
// closed at once).
std::string AskForSocketOf(int protocol);

// askForSocket(protocol: number): string
Napi::Value AskForSocket(const Napi::CallbackInfo& info);
