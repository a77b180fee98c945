// SPDX-License-Identifier: Apache-2.0
/// Where the kit meets libsecp256k1: its context, and points in its form.
#pragma once

#include <walletauth/curve/secp256k1.hpp>

#include <secp256k1.h>

namespace walletauth::secp256k1 {

/// The library's constant context: no memory, no state, enough for all that needs no secret.
inline const secp256k1_context *context() noexcept { return secp256k1_context_static; }

/// Fills `point`. It cannot fail, as a key is a point; libsecp256k1 wants the answer looked at.
[[nodiscard]] inline bool to_point(const Secp256k1Key &key, secp256k1_pubkey &point) noexcept {
    const auto &bytes = key.uncompressed();
    return secp256k1_ec_pubkey_parse(context(), &point, bytes.data(), bytes.size()) == 1;
}

} // namespace walletauth::secp256k1
