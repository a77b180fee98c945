// SPDX-License-Identifier: Apache-2.0
/// wa_sign_in for JavaScript.
#pragma once

#include "error.hpp"

#include <memory>

namespace walletauth::node {

struct SignInState;

/// SignIn(host, config, keys, store: number or undefined, timeoutMs).
class SignIn : public Napi::ObjectWrap<SignIn> {
  public:
    static Napi::Function define(Napi::Env env);
    explicit SignIn(const Napi::CallbackInfo &info);

  private:
    void close(const Napi::CallbackInfo &info);
    Napi::Value challenge(const Napi::CallbackInfo &info);
    Napi::Value accept(const Napi::CallbackInfo &info);
    [[nodiscard]] const std::shared_ptr<SignInState> &open() const;

    std::shared_ptr<SignInState> state_;
};

} // namespace walletauth::node
