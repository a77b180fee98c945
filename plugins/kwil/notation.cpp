// SPDX-License-Identifier: Apache-2.0
#include "notation.hpp"

#include <walletauth/text/base64.hpp>
#include <walletauth/text/hex.hpp>
#include <walletauth/text/notation_fault.hpp>

namespace walletauth::kwil {

std::string_view other_scheme_of(std::size_t signature_size) noexcept {
    if (signature_size == 64) return ": 64 are of ed25519 or ed25519_nr";
    if (signature_size == 65) return ": 65 are of secp256k1";
    return "";
}

Result<std::vector<std::uint8_t>> parse_signature(std::string_view text, KeyType type) {
    const std::size_t size = type == KeyType::secp256k1 ? 65 : 64;
    auto hex = decode_hex(text);
    auto base64 = decode_base64(text);
    const bool hex_fits = hex && hex->size() == size;
    const bool base64_fits = base64 && base64->size() == size;
    if (hex_fits != base64_fits) return hex_fits ? std::move(*hex) : std::move(*base64);
    if (const auto why = explain_notation(text, size, Notations::hex_or_base64); !why.empty()) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature ", why);
    }
    if (hex || base64) {
        const auto found = hex ? hex->size() : base64->size();
        return refuse(WA_MALFORMED_SIGNATURE, "signature has ", found, " bytes as ",
                      hex ? "hex" : "base64", ", expected ", size, other_scheme_of(found));
    }
    return refuse(WA_MALFORMED_SIGNATURE, "signature of ", text.size(), " characters is no hex (",
                  2 * size, ") or base64 (", (size + 2) / 3 * 4, ") of ", size, " bytes");
}

Result<std::vector<std::uint8_t>> parse_public_key(std::string_view text, KeyType type) {
    auto bytes = decode_hex(text);
    const bool secp256k1 = type == KeyType::secp256k1;
    const bool fits =
        bytes && (secp256k1 ? bytes->size() == 33 || bytes->size() == 65 : bytes->size() == 32);
    if (fits) return std::move(*bytes);
    if (const auto why = explain_notation(text, secp256k1 ? 33 : 32, Notations::hex);
        !why.empty()) {
        return refuse(WA_MALFORMED_PUBLIC_KEY, "public key ", why);
    }
    return refuse(WA_MALFORMED_PUBLIC_KEY, "public key has ", text.size(), " hex digits, expected ",
                  secp256k1 ? "66 or 130" : "64");
}

Result<std::string> format_public_key(std::span<const std::uint8_t> public_key) {
    if (public_key.size() != 32 && public_key.size() != 33 && public_key.size() != 65) {
        return refuse(WA_MALFORMED_PUBLIC_KEY, "public key has ", public_key.size(), " bytes");
    }
    return encode_hex(public_key);
}

} // namespace walletauth::kwil
