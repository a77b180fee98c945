// SPDX-License-Identifier: Apache-2.0
#include "signature.hpp"

#include "core/support/hex.hpp"

#include <algorithm>

namespace walletauth::evm {
namespace {

/// ERC-6492: the last 32 bytes are 0x6492 sixteen times.
bool is_erc6492(std::span<const std::uint8_t> bytes) noexcept {
    constexpr std::size_t suffix_size = 32;
    if (bytes.size() <= suffix_size) return false;
    const auto suffix = bytes.last(suffix_size);
    for (std::size_t i = 0; i < suffix_size; i += 2) {
        if (suffix[i] != 0x64 || suffix[i + 1] != 0x92) return false;
    }
    return true;
}

} // namespace

Result<Signature> read_signature(std::span<const std::uint8_t> bytes) noexcept {
    Signature signature;
    if (bytes.size() == 65) {
        std::ranges::copy(bytes.first(64), signature.compact.begin());
        signature.v = bytes[64];
        return signature;
    }
    if (bytes.size() == 64) {
        std::ranges::copy(bytes, signature.compact.begin());
        signature.v = static_cast<std::uint8_t>(27 + (signature.compact[32] >> 7));
        signature.compact[32] &= 0x7f;
        return signature;
    }
    if (is_erc6492(bytes)) {
        return refuse(WA_UNSUPPORTED_SCHEME, "an ERC-6492 signature is of a contract account");
    }
    return refuse(WA_MALFORMED_SIGNATURE, "signature has ", bytes.size(),
                  " bytes, expected 65 (r, s, v) or 64 (EIP-2098)");
}

Result<std::vector<std::uint8_t>> parse_signature_hex(std::string_view text) {
    auto digits = text;
    if (digits.starts_with("0x")) digits.remove_prefix(2);
    auto bytes = decode_hex(digits);
    if (!bytes) {
        if (bytes.error().kind == HexError::Kind::odd_length) {
            return refuse(WA_MALFORMED_SIGNATURE, "signature has ", digits.size(),
                          " hex digits, expected 130 or 128");
        }
        return refuse(WA_MALFORMED_SIGNATURE, "signature has no hex digit at ",
                      bytes.error().index + (text.size() - digits.size()));
    }
    return std::move(*bytes);
}

Result<std::vector<std::uint8_t>> parse_signature_text(std::string_view text) {
    auto bytes = parse_signature_hex(text);
    if (!bytes) return bytes;
    if (const auto read = read_signature(*bytes); !read) return std::unexpected(read.error());
    return bytes;
}

} // namespace walletauth::evm
