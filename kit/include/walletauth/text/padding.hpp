// SPDX-License-Identifier: Apache-2.0
/// Whether the texts of a notation are filled up with '=' to whole groups (RFC 4648, section 3.2).
#pragma once

#include <walletauth/cxx23.hpp>

#include <cstdint>

namespace walletauth {

/// There is no third: one that takes both would have two spellings of the same bytes.
enum class Padding : std::uint8_t {
    required, // the text ends in as many '=' as the last group lacks
    none,     // no '=' at all
};

} // namespace walletauth
