// SPDX-License-Identifier: Apache-2.0
// What a site's own server may check by itself: a JWT (RFC 7519) of EdDSA (RFC 8037). Internal.
#pragma once

#include "visitor.hpp"

#include <walletauth/signin/key_ring.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace walletauth::daemon {

/// Signs with Ed25519 keys that are made of the sealing keys, so that all daemons with these keys
/// sign alike, and a rotation of the file rotates both. Any thread.
class Assertions {
  public:
    explicit Assertions(std::shared_ptr<const signin::KeyRing> keys) : keys_(std::move(keys)) {}

    /// Good for one minute, and for one audience.
    [[nodiscard]] std::string make(std::string_view issuer, std::string_view audience,
                                   const Visitor &visitor, signin::Time now) const;
    /// All public keys (RFC 7517).
    [[nodiscard]] std::string jwks() const;

  private:
    std::shared_ptr<const signin::KeyRing> keys_;
};

} // namespace walletauth::daemon
