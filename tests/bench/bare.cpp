// SPDX-License-Identifier: Apache-2.0
#include "bare.hpp"

#include <sodium.h>

#include <array>

namespace walletauth::bench {

bool bare_ed25519(std::span<const std::uint8_t> signature, std::span<const std::uint8_t> message) {
    static const std::array<std::uint8_t, 32> any_key = [] {
        std::array<std::uint8_t, 32> key{};
        std::array<std::uint8_t, 64> secret{};
        const std::array<std::uint8_t, 32> seed{1};
        crypto_sign_seed_keypair(key.data(), secret.data(), seed.data());
        return key;
    }();
    return signature.size() >= crypto_sign_BYTES && // some have several
           crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                       any_key.data()) != 0;
}

bool bare_ed25519_request(const Request &request) {
    return bare_ed25519(request.signature, request.message);
}

} // namespace walletauth::bench
