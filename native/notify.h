// SPDX-License-Identifier: Apache-2.0
// sd_notify(3): telling the service manager how we are. Node has no datagram unix sockets.
#pragma once

#include <napi.h>

// notify(state: string): boolean — false when nobody asked ($NOTIFY_SOCKET is unset). Throws if the message cannot be
// sent.
Napi::Value Notify(const Napi::CallbackInfo& info);
