// SPDX-License-Identifier: Apache-2.0
#include "strkey.hpp"

#include <algorithm>

namespace stellar {
namespace {

// 35 bytes are 56 digits of five bits exactly, so that there is neither padding nor an unused bit.
constexpr std::size_t body_size = 1 + key_size;
constexpr std::size_t raw_size = body_size + 2;
constexpr std::uint8_t version_public_key = 6 << 3; // STRKEY_PUBKEY, STRKEY_ALG_ED25519
constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; // RFC 4648, section 6

using Raw = std::array<std::uint8_t, raw_size>;

// CRC-16/XMODEM: x^16 + x^12 + x^5 + 1, from zero.
std::uint16_t crc16(std::span<const std::uint8_t> bytes) noexcept {
    std::uint16_t crc = 0;
    for (const std::uint8_t byte : bytes) {
        crc = static_cast<std::uint16_t>(crc ^ (byte << 8));
        for (int bit = 0; bit < 8; ++bit) {
            const unsigned carry = (crc & 0x8000U) != 0 ? 0x1021U : 0U;
            crc = static_cast<std::uint16_t>((crc << 1) ^ carry);
        }
    }
    return crc;
}

Raw with_checksum(std::span<const std::uint8_t, key_size> key) noexcept {
    Raw raw{version_public_key};
    std::ranges::copy(key, raw.begin() + 1);
    const std::uint16_t crc = crc16(std::span{raw}.first<body_size>());
    raw[body_size] = static_cast<std::uint8_t>(crc);
    raw[body_size + 1] = static_cast<std::uint8_t>(crc >> 8);
    return raw;
}

} // namespace

std::optional<Key> decode_strkey(std::string_view text) noexcept {
    if (text.size() != strkey_size) return std::nullopt;
    Raw raw{};
    std::uint32_t bits = 0;
    unsigned bit_count = 0;
    auto out = raw.begin();
    for (const char character : text) {
        const auto digit = alphabet.find(character);
        if (digit == std::string_view::npos) return std::nullopt;
        bits = bits << 5 | static_cast<std::uint32_t>(digit);
        bit_count += 5;
        if (bit_count < 8) continue;
        bit_count -= 8;
        *out++ = static_cast<std::uint8_t>(bits >> bit_count);
    }
    Key key;
    std::copy_n(raw.begin() + 1, key_size, key.begin());
    if (raw != with_checksum(key)) return std::nullopt;
    return key;
}

std::string encode_strkey(std::span<const std::uint8_t, key_size> key) {
    std::string text;
    text.reserve(strkey_size);
    std::uint32_t bits = 0;
    unsigned bit_count = 0;
    for (const std::uint8_t byte : with_checksum(key)) {
        bits = bits << 8 | byte;
        bit_count += 8;
        for (; bit_count >= 5; bit_count -= 5)
            text += alphabet[bits >> (bit_count - 5) & 31];
    }
    return text;
}

} // namespace stellar
