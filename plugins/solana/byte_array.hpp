// SPDX-License-Identifier: Apache-2.0
// A JSON array of byte values, [1,2,255], read in one pass: a document would cost a node a byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace walletauth::solana {

/// At most `max_size` bytes; nothing if `text` is anything else. White space as in JSON, but none
/// around the array.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> decode_byte_array(std::string_view text,
                                                                         std::size_t max_size);

} // namespace walletauth::solana
