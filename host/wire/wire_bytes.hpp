// SPDX-License-Identifier: Apache-2.0
//
// The byte-valued objects of the wire format: {"text": ...}, {"hex": ...}, {"base64": ...}.
// Internal.
#pragma once

#include <walletauth/interface.hpp>
#include <walletauth/text/json.hpp>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace walletauth::wire {

// Bytes that were decoded, or that lie in the document as they are.
struct ByteValue {
    std::vector<std::uint8_t> decoded;
    std::string_view in_place; // used if `decoded` is empty

    [[nodiscard]] std::span<const std::uint8_t> span() const noexcept {
        return decoded.empty() ? as_bytes(in_place) : std::span<const std::uint8_t>(decoded);
    }
};

// Hex digits of either case, an even number of them, behind an optional "0x". `status` is that of
// the refusals, and `what` names the member in them.
[[nodiscard]] Result<std::vector<std::uint8_t>> read_hex(std::string_view text,
                                                         std::uint32_t status,
                                                         std::string_view what);

// One of {"text"}, {"hex"}, {"base64"}.
[[nodiscard]] Result<ByteValue> read_bytes(const json::Value &value, std::uint32_t status,
                                           std::string_view what);

} // namespace walletauth::wire
