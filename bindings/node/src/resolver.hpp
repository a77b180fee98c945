// SPDX-License-Identifier: Apache-2.0
/// libwalletauth-resolver for JavaScript. It is loaded when it is first asked for: whoever needs no
/// nodes needs neither it nor libcurl.
#pragma once

#include "error.hpp"

#include <walletauth/walletauth_resolver.h>

#include <memory>

namespace walletauth::node {

/// A resolver, and the client whose questions are counted or NULL. Every call that is under way
/// holds one.
struct OpenResolver {
    std::shared_ptr<wa_resolver> resolver;
    std::shared_ptr<wa_resolver_client> client;

    [[nodiscard]] wa_evidence_source source() const;
};

/// Resolver(path), or Resolver(resolver, client).
class Resolver : public Napi::ObjectWrap<Resolver> {
  public:
    static Napi::Function define(Napi::Env env);
    explicit Resolver(const Napi::CallbackInfo &info);
    /// The open resolver of an argument; throws if it was closed.
    static const OpenResolver &of(const Napi::Value &value);

  private:
    void close(const Napi::CallbackInfo &info);
    void reload(const Napi::CallbackInfo &info);
    Napi::Value metrics(const Napi::CallbackInfo &info);
    Napi::Value verify(const Napi::CallbackInfo &info);
    [[nodiscard]] const OpenResolver &open() const;

    OpenResolver open_;
};

} // namespace walletauth::node
