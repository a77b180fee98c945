// SPDX-License-Identifier: Apache-2.0
// The one place that chooses a multiplication, at call time.
#pragma once

#include "multiply_adx.hpp"
#include "multiply_portable.hpp"

namespace walletauth::starknet {

/// Calls `body.operator()<Multiply>()` with the fastest multiplication that this CPU has.
template <class Body>
auto with_best_multiply(Body &&body) noexcept {
#ifdef WALLETAUTH_HAVE_ADX_MULTIPLY
    if (AdxMultiply::is_supported()) return body.template operator()<AdxMultiply>();
#endif
    return body.template operator()<PortableMultiply>();
}

} // namespace walletauth::starknet
