// SPDX-License-Identifier: Apache-2.0
//
// Bytes as a JSON array of numbers, [176,129,...]: what JavaScript makes of a Uint8Array that was
// spread into an array. No tree is built, so that a long one costs little.
#pragma once

#include <walletauth/cxx23.hpp>

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string_view>
#include <vector>

namespace walletauth {

struct ByteArrayError {
    enum class Kind : std::uint8_t {
        no_array, // does not stand between brackets
        too_long, // more than max_size items
        bad_item, // not an integer from 0 to 255
    };

    Kind kind;
    std::size_t index; // bad_item: which
};

// The bytes that `json` lists, at most `max_size`. An empty array is no bytes.
[[nodiscard]] std::expected<std::vector<std::uint8_t>, ByteArrayError> decode_byte_array(
    std::string_view json, std::size_t max_size);

} // namespace walletauth
