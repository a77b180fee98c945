// SPDX-License-Identifier: Apache-2.0
#include "secp256k1_context.hpp"

#include <secp256k1_extrakeys.h>
#include <secp256k1_schnorrsig.h>

namespace walletauth {

Secp256k1Result<void> secp256k1_verify_bip340(Secp256k1Signature signature,
                                              std::span<const std::uint8_t> message,
                                              const Secp256k1Key &key) noexcept {
    const auto *context = secp256k1::context();
    secp256k1_pubkey point;
    secp256k1_xonly_pubkey x;
    if (!secp256k1::to_point(key, point) ||
        secp256k1_xonly_pubkey_from_pubkey(context, &x, nullptr, &point) != 1 ||
        secp256k1_schnorrsig_verify(context, signature.data(), message.data(), message.size(),
                                    &x) != 1) {
        return std::unexpected(Secp256k1Fault::mismatch);
    }
    return {};
}

} // namespace walletauth
