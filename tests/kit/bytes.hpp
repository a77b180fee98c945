// SPDX-License-Identifier: Apache-2.0
// Bytes for tests: from text, from hex, at random.
#pragma once

#include <walletauth/text/hex.hpp>

#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth_test {

using Bytes = std::vector<std::uint8_t>;

inline Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

/// Of a literal of the test; another text ends it.
inline Bytes unhex(std::string_view hex) { return walletauth::decode_hex(hex).value(); }

inline std::string hex(std::span<const std::uint8_t> bytes) {
    return walletauth::encode_hex(bytes);
}

inline Bytes random_bytes(std::mt19937 &random, std::size_t size) {
    Bytes bytes(size);
    for (auto &byte : bytes)
        byte = static_cast<std::uint8_t>(random());
    return bytes;
}

/// The bits of `bytes`, the most significant first, as text: the slow way to any base of 2^n.
inline std::string bits_of(std::span<const std::uint8_t> bytes) {
    std::string bits;
    for (const auto byte : bytes) {
        for (int i = 7; i >= 0; --i)
            bits += (byte >> i & 1) != 0 ? '1' : '0';
    }
    return bits;
}

} // namespace walletauth_test
