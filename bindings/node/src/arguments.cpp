// SPDX-License-Identifier: Apache-2.0
#include "arguments.hpp"

namespace walletauth::node {
namespace {

void check(Napi::Env env, napi_status status) {
    if (status != napi_ok) throw Napi::Error::New(env);
}

} // namespace

Bytes::Bytes(Napi::Env env, napi_value value) {
    napi_valuetype type = napi_undefined;
    check(env, napi_typeof(env, value, &type));
    if (type == napi_undefined) return;
    if (type == napi_string) {
        read_string(env, value);
        return;
    }
    bool is_array = false;
    check(env, napi_is_typedarray(env, value, &is_array));
    if (!is_array) throw Napi::TypeError::New(env, "neither a string nor a Uint8Array");
    napi_typedarray_type kind = napi_uint8_array;
    std::size_t length = 0;
    void *data = nullptr;
    check(env, napi_get_typedarray_info(env, value, &kind, &length, &data, nullptr, nullptr));
    if (kind != napi_uint8_array) throw Napi::TypeError::New(env, "not a Uint8Array");
    view_ = {static_cast<const char *>(data), length};
}

void Bytes::read_string(Napi::Env env, napi_value value) {
    std::size_t size = 0;
    check(env, napi_get_value_string_utf8(env, value, small_.data(), small_.size(), &size));
    constexpr std::size_t longest_character = 4;
    if (size + longest_character < small_.size()) { // else it may have been cut
        view_ = {small_.data(), size};
        return;
    }
    check(env, napi_get_value_string_utf8(env, value, nullptr, 0, &size));
    large_.resize(size);
    check(env, napi_get_value_string_utf8(env, value, large_.data(), size + 1, &size));
    view_ = large_;
}

} // namespace walletauth::node
