// SPDX-License-Identifier: Apache-2.0
#include "byte_array.hpp"

#include <algorithm>

namespace walletauth::solana {
namespace {

std::string_view skip_space(std::string_view text) noexcept {
    const auto from = text.find_first_not_of(" \t\r\n");
    return text.substr(std::min(from, text.size()));
}

// A number of 0 to 255 as JSON writes it, without a leading zero, taken off the front.
std::optional<std::uint8_t> take_byte(std::string_view &text) noexcept {
    unsigned value = 0;
    std::size_t digits = 0;
    while (digits < text.size() && digits < 3 && text[digits] >= '0' && text[digits] <= '9')
        value = value * 10 + static_cast<unsigned>(text[digits++] - '0');
    if (digits == 0 || value > 0xff || (digits > 1 && text.front() == '0')) return std::nullopt;
    text.remove_prefix(digits);
    return static_cast<std::uint8_t>(value);
}

} // namespace

std::optional<std::vector<std::uint8_t>> decode_byte_array(std::string_view text,
                                                           std::size_t max_size) {
    if (!text.starts_with('[') || !text.ends_with(']')) return std::nullopt;
    text = text.substr(1, text.size() - 2);
    std::vector<std::uint8_t> bytes;
    bytes.reserve(std::min(max_size, text.size() / 2 + 1));
    while (bytes.size() < max_size) {
        text = skip_space(text);
        const auto byte = take_byte(text);
        if (!byte) return std::nullopt;
        bytes.push_back(*byte);
        text = skip_space(text);
        if (text.empty()) return bytes;
        if (text.front() != ',') return std::nullopt;
        text.remove_prefix(1);
    }
    return std::nullopt;
}

} // namespace walletauth::solana
