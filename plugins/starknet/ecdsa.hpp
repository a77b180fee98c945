// SPDX-License-Identifier: Apache-2.0
// ECDSA on the Stark curve, with keys that are x coordinates only.
#pragma once

#include "felt.hpp"

#include <walletauth/interface.hpp>

namespace walletauth::starknet {

/// Which ranges a signature must keep to (plugins/starknet/arithmetic.md).
enum class EcdsaRules : std::uint8_t {
    starkware, ///< cairo-lang: 1 <= r < 2^251, 1 <= s < n, s^-1 < 2^251, 0 < hash < 2^251
    cairo1,    ///< core::ecdsa::check_ecdsa_signature: any felts, as deployed accounts check
};

/// WA_REJECTED_SIGNATURE says which rule failed; nothing is allocated.
[[nodiscard]] Result<void> verify_ecdsa(const Felt &hash, const Felt &r, const Felt &s,
                                        const Felt &key_x, EcdsaRules rules) noexcept;

/// True if the element is the x coordinate of a point of the curve.
[[nodiscard]] bool is_on_curve(const Felt &x) noexcept;

} // namespace walletauth::starknet
