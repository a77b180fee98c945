// SPDX-License-Identifier: Apache-2.0
// Signed tokens (JWT) that other services can check by themselves. Internal.
#pragma once

#include <walletauth/cxx23.hpp>

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::daemon {

/// Keys of Ed25519 (RFC 8032). The first signs, all verify. Immutable: any thread.
class SigningKeys {
  public:
    SigningKeys() = default;
    SigningKeys(const SigningKeys &) = default;
    SigningKeys &operator=(const SigningKeys &) = default;
    ~SigningKeys(); ///< wipes the keys

    /// Adds the key of a file of `openssl genpkey -algorithm ed25519` (RFC 8410); why it can't.
    [[nodiscard]] std::expected<void, std::string> add(std::string_view pem);
    [[nodiscard]] bool empty() const noexcept { return keys_.empty(); }

    /// A JWS in its compact form (RFC 7515, RFC 8037) of the type at+jwt (RFC 9068).
    [[nodiscard]] std::string sign(std::string_view payload) const;
    /// The payload; nothing for what none of the keys has signed. The header must be the very one
    /// that `sign` writes, so a token says nothing of how it is to be verified.
    [[nodiscard]] std::optional<std::string> open(std::string_view token) const;
    /// All public keys (RFC 7517).
    [[nodiscard]] std::string jwks() const;

  private:
    struct Key {
        std::array<std::uint8_t, 64> secret{}; ///< seed and public key, as libsodium has it
        std::string x;                         ///< the public key in base64url
        std::string id;                        ///< RFC 7638
        std::string head;                      ///< the encoded header and its dot
    };
    std::vector<Key> keys_;
};

} // namespace walletauth::daemon
