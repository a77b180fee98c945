// SPDX-License-Identifier: Apache-2.0
// The cryptography of a request alone, with the libraries that the plugins use: what any verifier
// pays. Each returns false if it cannot be done.
#pragma once

#include <walletauth/verifier.hpp>

namespace walletauth::bench {

/// Two keccaks, libsecp256k1's recovery, and the key in its 65 bytes.
[[nodiscard]] bool bare_eip191(const Request &request);
/// The same for a digest that is at hand.
[[nodiscard]] bool bare_recover(const Request &request);
/// SHA-256 of the message, then crypto_sign_verify_detached of the hash.
[[nodiscard]] bool bare_nep413(const Request &request);
/// crypto_sign_verify_detached over a message of the same size. It is not what the wallet signed,
/// so it is not valid; that takes the same time.
[[nodiscard]] bool bare_ed25519(const Request &request);

} // namespace walletauth::bench
