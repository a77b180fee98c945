// SPDX-License-Identifier: Apache-2.0
/// What lib/*.cjs has of the library: see the `define` functions.
#include "error.hpp"
#include "host.hpp"
#include "resolver.hpp"
#include "rounds.hpp"
#include "sign_in.hpp"
#include "threads.hpp"

#include <optional>

namespace walletauth::node {
namespace {

/// Texts of an array; undefined means that it failed.
std::optional<Threads::Texts> texts_of(const Napi::Value &value) {
    if (!value.IsArray()) return std::nullopt;
    const auto array = value.As<Napi::Array>();
    Threads::Texts texts;
    for (std::uint32_t i = 0; i < array.Length(); ++i)
        texts.push_back(Bytes{value.Env(), array.Get(i)}.copy());
    return texts;
}

/// (call, texts or undefined): the reply to what a thread asked for.
void settle(const Napi::CallbackInfo &info) {
    guarded(info.Env(), [&] {
        instance_of(info.Env())
            .threads->settle(info[0].ToNumber().Uint32Value(), texts_of(info[1]));
    });
}

/// (makeError, asked): the functions of JavaScript that are called from here. Before any other.
void set_functions(const Napi::CallbackInfo &info) {
    Instance &instance = instance_of(info.Env());
    instance.make_error = Napi::Persistent(info[0].As<Napi::Function>());
    instance.asked = Napi::Persistent(info[1].As<Napi::Function>());
}

/// [status, class, reason] of every status that has a name.
Napi::Value status_names(const Napi::CallbackInfo &info) {
    constexpr std::uint32_t classes = 6;
    constexpr std::uint32_t reasons = 32; // more than any class has
    Napi::Array names = Napi::Array::New(info.Env());
    for (std::uint32_t i = 0; i < classes * reasons; ++i) {
        const std::uint32_t status = i / reasons * 256 + i % reasons;
        Napi::Array row = Napi::Array::New(info.Env(), 3);
        row.Set(0U, Napi::Number::New(info.Env(), status));
        row.Set(1U, Napi::String::New(info.Env(), wa_status_name(status)));
        row.Set(2U, Napi::String::New(info.Env(), wa_reason_name(status)));
        names.Set(i, row);
    }
    return names;
}

/// Threads must end before what they deliver to.
void end_threads(void *threads) { static_cast<Threads *>(threads)->stop(); }

Napi::Object define(Napi::Env env, Napi::Object exports) {
    auto *instance = new Instance;
    instance->threads = Threads::make(env);
    env.SetInstanceData(instance);
    napi_add_env_cleanup_hook(env, &end_threads, instance->threads.get());
    exports["Host"] = Host::define(env);
    exports["SignIn"] = SignIn::define(env);
    exports["Resolver"] = Resolver::define(env);
    exports["settle"] = Napi::Function::New<settle>(env, "settle");
    exports["setFunctions"] = Napi::Function::New<set_functions>(env, "setFunctions");
    exports["statusNames"] = Napi::Function::New<status_names>(env, "statusNames");
    define_rounds(env, exports);
    return exports;
}

} // namespace
} // namespace walletauth::node

Napi::Object init_walletauth(Napi::Env env, Napi::Object exports) {
    return walletauth::node::define(env, exports);
}

NODE_API_MODULE(walletauth, init_walletauth)
