// SPDX-License-Identifier: Apache-2.0
/// A promise that is settled later, maybe when its environment already ends: then nothing can be
/// settled, and nothing is to be said.
#pragma once

#include <napi.h>

namespace walletauth::node {

struct Promise {
    napi_deferred deferred = nullptr;
    napi_value value = nullptr; ///< good until the function that made it returns

    explicit Promise(Napi::Env env) {
        if (napi_create_promise(env, &deferred, &value) != napi_ok) throw Napi::Error::New(env);
    }
};

/// Resolves with what `make` returns, or rejects with the Napi::Error that it throws.
template <class Make>
void settle(Napi::Env env, napi_deferred deferred, Make &&make) noexcept try {
    try {
        const Napi::Value value = make();
        napi_resolve_deferred(env, deferred, value);
    } catch (const Napi::Error &error) {
        napi_reject_deferred(env, deferred, error.Value());
    } catch (const std::exception &error) {
        napi_reject_deferred(env, deferred, Napi::Error::New(env, error.what()).Value());
    }
} catch (...) { // the environment ends
}

} // namespace walletauth::node
