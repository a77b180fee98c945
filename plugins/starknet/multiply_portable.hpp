// SPDX-License-Identifier: Apache-2.0
// Montgomery multiplication in standard C++ with 128-bit integers.
#pragma once

#include "felt.hpp"

namespace walletauth::starknet {

struct PortableMultiply {
    /// a * b / 2^256 modulo p; at most p + a * b / 2^256.
    static Words product(const Words &a, const Words &b) noexcept {
        return felt_detail::multiply_lazy(a, b);
    }
    static Words square(const Words &a) noexcept { return felt_detail::multiply_lazy(a, a); }
};

} // namespace walletauth::starknet
