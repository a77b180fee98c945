// SPDX-License-Identifier: Apache-2.0
#include "signature.hpp"

#include "hex_text.hpp"

#include <algorithm>

namespace walletauth::evm {
namespace {

constexpr std::size_t full_size = 65;    // r, s, v
constexpr std::size_t compact_size = 64; // EIP-2098
constexpr std::string_view expected_sizes = ", expected 65 (r, s, v) or 64 (EIP-2098)";

/// X.690: a SEQUENCE that ends where the signature does.
bool is_der(std::span<const std::uint8_t> bytes) noexcept {
    return bytes.size() >= 8 && bytes.size() <= 72 && bytes[0] == 0x30 &&
           bytes[1] == bytes.size() - 2 && bytes[2] == 0x02;
}

/// Signature text that reached us as bytes, such as hex of hex.
bool is_hex_text(std::span<const std::uint8_t> bytes) noexcept {
    auto digits = bytes;
    if (digits.size() > 2 && digits[0] == '0' && digits[1] == 'x') digits = digits.subspan(2);
    if (digits.size() != 2 * full_size && digits.size() != 2 * compact_size) return false;
    return std::ranges::all_of(digits, [](std::uint8_t c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    });
}

std::unexpected<Refusal> refuse_size(std::span<const std::uint8_t> bytes) noexcept {
    constexpr auto status = WA_MALFORMED_SIGNATURE;
    const auto size = bytes.size();
    if (size == 0) {
        return refuse(status, "signature is empty", expected_sizes, "; a contract wallet?");
    }
    if (is_der(bytes)) {
        return refuse(status, "signature has ", size, " bytes and looks like DER", expected_sizes);
    }
    if (is_hex_text(bytes)) {
        return refuse(status, "signature is ", size, " bytes of hex text: decode it once more");
    }
    if (size < compact_size) {
        return refuse(status, "signature has ", size, " bytes", expected_sizes);
    }
    if (size % full_size == 0) {
        return refuse(status, "signature has ", size, " bytes", expected_sizes, "; ",
                      size / full_size, " owners of a contract wallet?");
    }
    return refuse(status, "signature has ", size, " bytes", expected_sizes, "; a contract wallet?");
}

} // namespace

Result<Signature> read_signature(std::span<const std::uint8_t> bytes) noexcept {
    Signature signature;
    if (bytes.size() == full_size) {
        std::ranges::copy(bytes.first(64), signature.compact.begin());
        signature.v = bytes[64];
        return signature;
    }
    if (bytes.size() == compact_size) {
        std::ranges::copy(bytes, signature.compact.begin());
        signature.v = static_cast<std::uint8_t>(27 + (signature.compact[32] >> 7));
        signature.compact[32] &= 0x7f;
        return signature;
    }
    return refuse_size(bytes);
}

Result<std::vector<std::uint8_t>> parse_signature_text(std::string_view text) {
    return parse_hex(text, WA_MALFORMED_SIGNATURE, "signature");
}

} // namespace walletauth::evm
