// SPDX-License-Identifier: Apache-2.0
/// Errors and the state of one JavaScript environment: the main thread's, or a worker's.
#pragma once

#include <napi.h>
#include <walletauth/walletauth.h>

#include <cstdint>
#include <memory>
#include <new>
#include <string_view>

namespace walletauth::node {

class Threads;

/// What the add-on keeps for one environment.
struct Instance {
    Napi::FunctionReference make_error; ///< of lib/errors.cjs: (status, detail) -> WalletauthError
    Napi::FunctionReference asked;      ///< of lib/asked.cjs: (target, kind, texts, call)
    std::shared_ptr<Threads> threads;
};

Instance &instance_of(Napi::Env env);

/// A WalletauthError with the names of `status`.
Napi::Error make_error(Napi::Env env, std::uint32_t status, std::string_view detail);

/// Runs `body`, and turns what C++ throws into an error of JavaScript: nothing else may leave.
template <class Body>
auto guarded(Napi::Env env, Body &&body) {
    try {
        return body();
    } catch (const Napi::Error &) {
        throw;
    } catch (const std::bad_alloc &) {
        throw make_error(env, WA_ERROR_MEMORY, "out of memory");
    } catch (const std::exception &error) {
        throw make_error(env, WA_ERROR_INTERNAL, error.what());
    }
}

} // namespace walletauth::node
