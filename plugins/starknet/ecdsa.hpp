// SPDX-License-Identifier: Apache-2.0
// ECDSA on the Stark curve, with keys that are x coordinates only.
#pragma once

#include "felt.hpp"

#include <walletauth/curve/rule.hpp>
#include <walletauth/interface.hpp>

namespace walletauth::starknet {

/// WA_REJECTED_SIGNATURE says which range or what else is wrong; nothing is allocated
/// (plugins/starknet/arithmetic.md).
/// strict: cairo-lang, 1 <= r < 2^251, 1 <= s < n, s^-1 < 2^251, 0 < hash < 2^251.
/// compat: Cairo's core::ecdsa::check_ecdsa_signature, any felts, as deployed accounts check.
[[nodiscard]] Result<void> verify_ecdsa(const Felt &hash, const Felt &r, const Felt &s,
                                        const Felt &key_x, Rule rule) noexcept;

/// True if the element is the x coordinate of a point of the curve.
[[nodiscard]] bool is_on_curve(const Felt &x) noexcept;

} // namespace walletauth::starknet
