// SPDX-License-Identifier: Apache-2.0
// What JavaScript handed over: whether it is what is expected, and the value itself.
#pragma once

#include <napi.h>

#include <cstdint>

inline void ThrowType(Napi::Env env, const char* message) {
  Napi::TypeError::New(env, message).ThrowAsJavaScriptException();
}

inline bool IsBytes(const Napi::Value& value) {
  return value.IsTypedArray() && value.As<Napi::TypedArray>().TypedArrayType() == napi_uint8_array;
}

inline bool IsWords(const Napi::Value& value) {
  return value.IsTypedArray() && value.As<Napi::TypedArray>().TypedArrayType() == napi_uint32_array;
}

inline uint32_t Word(const Napi::Value& value) { return value.As<Napi::Number>().Uint32Value(); }
