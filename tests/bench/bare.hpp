// SPDX-License-Identifier: Apache-2.0
// The cryptography of a request alone, with the libraries that the plugins use: what any verifier
// pays. Each returns false if it cannot be done.
#pragma once

#include <walletauth/verifier.hpp>

namespace walletauth::bench {

/// crypto_sign_verify_detached over bytes of any content. It is not what the wallet signed, so it
/// is not valid; that takes the same time.
[[nodiscard]] bool bare_ed25519(std::span<const std::uint8_t> signature,
                                std::span<const std::uint8_t> message);

/// The same over a request's message.
[[nodiscard]] bool bare_ed25519_request(const Request &request);

/// Keeps the compiler from leaving out what only leads to `result`.
inline void keep(const void *result) noexcept { __asm__ volatile("" : : "g"(result) : "memory"); }

} // namespace walletauth::bench
