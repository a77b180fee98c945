// SPDX-License-Identifier: Apache-2.0
#include "error.hpp"

#include <string>

namespace walletauth::node {

Instance &instance_of(Napi::Env env) { return *env.GetInstanceData<Instance>(); }

Napi::Error make_error(Napi::Env env, std::uint32_t status, std::string_view detail) {
    const Napi::Value made = instance_of(env).make_error.Call(
        {Napi::Number::New(env, status), Napi::String::New(env, detail.data(), detail.size())});
    return Napi::Error{env, made};
}

} // namespace walletauth::node
