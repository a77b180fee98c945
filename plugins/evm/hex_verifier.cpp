// SPDX-License-Identifier: Apache-2.0
#include "hex_verifier.hpp"

#include "core/support/hex.hpp"

namespace walletauth::evm {

Result<std::vector<std::uint8_t>> HexVerifier::parse_signature(std::string_view, std::string_view,
                                                               std::string_view text) const {
    return parse_signature_text(text);
}

Result<std::vector<std::uint8_t>> HexVerifier::parse_public_key(std::string_view, std::string_view,
                                                                std::string_view text) const {
    auto digits = text;
    if (digits.starts_with("0x")) digits.remove_prefix(2);
    auto bytes = decode_hex(digits);
    if (!bytes) return refuse(WA_MALFORMED_PUBLIC_KEY, "public key is no hex");
    if (bytes->size() == 64) bytes->insert(bytes->begin(), 0x04);
    const bool sec1 = (bytes->size() == 33 && (bytes->front() == 2 || bytes->front() == 3)) ||
                      (bytes->size() == 65 && bytes->front() == 4);
    if (!sec1) {
        return refuse(WA_MALFORMED_PUBLIC_KEY, "public key has ", bytes->size(),
                      " bytes, expected 33 (02 or 03), 65 (04) or 64 (x, y)");
    }
    return std::move(*bytes);
}

Result<std::string> HexVerifier::format_public_key(std::string_view, std::string_view,
                                                   std::span<const std::uint8_t> public_key) const {
    if (public_key.size() != 33 && public_key.size() != 65 && public_key.size() != 20) {
        return refuse(WA_MALFORMED_PUBLIC_KEY, "public key has ", public_key.size(),
                      " bytes, expected 33 or 65");
    }
    return "0x" + encode_hex(public_key);
}

} // namespace walletauth::evm
