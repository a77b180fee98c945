// SPDX-License-Identifier: Apache-2.0
// Retry tickets: what lets a request be judged once more whose nonce is consumed. Internal.
#pragma once

#include <walletauth/signin/key_ring.hpp>
#include <walletauth/signin/sign_in.hpp>

#include <array>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace walletauth::signin {

using RequestDigest = std::array<std::uint8_t, 32>;

/// BLAKE2b-256 of all that an attempt says, but for its ticket.
[[nodiscard]] RequestDigest digest_of(const Attempt &attempt,
                                      const std::optional<std::string> &channel);

inline constexpr std::chrono::seconds ticket_lifetime{std::chrono::minutes{10}};

/// Who makes and reads tickets; all of it is authenticated with each.
struct TicketSealer {
    const KeyRing &keys;
    std::string_view issuer;
    std::string_view client;
    std::string_view generation;

    /// XChaCha20-Poly1305 over the digest and the time of the first attempt; base64url.
    [[nodiscard]] std::string seal(const RequestDigest &digest, Time first,
                                   const Random &random) const;

    struct Opened {
        Time first{};
        std::string id; ///< unique, to be consumed
    };
    /// Nothing for a ticket of others, or of another request.
    [[nodiscard]] std::optional<Opened> open(std::string_view ticket,
                                             const RequestDigest &digest) const;
};

} // namespace walletauth::signin
