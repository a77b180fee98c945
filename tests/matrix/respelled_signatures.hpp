// SPDX-License-Identifier: Apache-2.0
// A signature of one scheme, written as another scheme writes its own: what somebody would do who
// wants to pass it off.
#pragma once

#include "matrix_file.hpp"

#include <span>

namespace matrix {

/// `its` is a signature by the other scheme, and `its_raw` its two numbers, which stand in it as
/// they are, in halves, or in DER. All spellings of `raw` in their place; empty if they stand
/// nowhere.
[[nodiscard]] std::vector<Bytes> respelled(std::span<const std::uint8_t> its,
                                           std::span<const std::uint8_t> its_raw,
                                           std::span<const std::uint8_t> raw);

} // namespace matrix
