// SPDX-License-Identifier: Apache-2.0
/// A wa_host for JavaScript.
#pragma once

#include "arguments.hpp"
#include "error.hpp"

#include <walletauth/walletauth.h>

#include <memory>

namespace walletauth::node {

/// Every call that is under way holds one, so the host is closed by whoever ends last.
using SharedHost = std::shared_ptr<wa_host>;

class Host : public Napi::ObjectWrap<Host> {
  public:
    static Napi::Function define(Napi::Env env);
    explicit Host(const Napi::CallbackInfo &info);

    /// The open host; throws a WalletauthError if it was closed.
    [[nodiscard]] const SharedHost &open() const;
    /// The open host of an argument.
    static const SharedHost &of(const Napi::Value &value);

  private:
    void close(const Napi::CallbackInfo &info);
    Napi::Value share(const Napi::CallbackInfo &info);
    Napi::Value verify_flat_now(const Napi::CallbackInfo &info);
    Napi::Value verify_flat(const Napi::CallbackInfo &info);
    Napi::Value verify_json_now(const Napi::CallbackInfo &info);
    Napi::Value verify_json(const Napi::CallbackInfo &info);
    Napi::Value account(const Napi::CallbackInfo &info);
    Napi::Value identify(const Napi::CallbackInfo &info);
    Napi::Value describe(const Napi::CallbackInfo &info);

    SharedHost host_;
};

} // namespace walletauth::node
