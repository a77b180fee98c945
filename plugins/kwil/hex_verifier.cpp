// SPDX-License-Identifier: Apache-2.0
#include "hex_verifier.hpp"

#include "core/support/base64.hpp"
#include "core/support/hex.hpp"

namespace walletauth::kwil {

Result<std::vector<std::uint8_t>> HexVerifier::parse_signature(std::string_view,
                                                               std::string_view scheme,
                                                               std::string_view text) const {
    const std::size_t size = scheme == "secp256k1" ? 65 : 64;
    auto hex = decode_hex(text);
    auto base64 = decode_base64(text);
    const bool hex_fits = hex && hex->size() == size;
    const bool base64_fits = base64 && base64->size() == size;
    if (hex_fits != base64_fits) return hex_fits ? std::move(*hex) : std::move(*base64);
    return refuse(WA_MALFORMED_SIGNATURE, "signature of ", text.size(),
                  " characters is no hex or base64 of ", size, " bytes");
}

Result<std::vector<std::uint8_t>> HexVerifier::parse_public_key(std::string_view,
                                                                std::string_view scheme,
                                                                std::string_view text) const {
    auto bytes = decode_hex(text);
    const bool secp256k1 = scheme == "secp256k1";
    const bool fits =
        bytes && (secp256k1 ? bytes->size() == 33 || bytes->size() == 65 : bytes->size() == 32);
    if (fits) return std::move(*bytes);
    return refuse(WA_MALFORMED_PUBLIC_KEY, "public key of ", text.size(),
                  " characters is no hex of ", secp256k1 ? "33 or 65" : "32", " bytes");
}

Result<std::string> HexVerifier::format_public_key(std::string_view, std::string_view,
                                                   std::span<const std::uint8_t> public_key) const {
    if (public_key.size() != 32 && public_key.size() != 33 && public_key.size() != 65) {
        return refuse(WA_MALFORMED_PUBLIC_KEY, "public key has ", public_key.size(), " bytes");
    }
    return encode_hex(public_key);
}

} // namespace walletauth::kwil
