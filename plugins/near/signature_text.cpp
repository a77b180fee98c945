// SPDX-License-Identifier: Apache-2.0
#include "signature_text.hpp"

#include "key.hpp"
#include "kwil_blob.hpp"
#include "notation.hpp"

#include <walletauth/text/base58.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/byte_array.hpp>
#include <walletauth/text/hex.hpp>
#include <walletauth/text/notation_fault.hpp>

#include <string>

namespace walletauth::near {
namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::size_t ed25519_size = signature_size(KeyType::ed25519);
constexpr std::size_t secp256k1_size = signature_size(KeyType::secp256k1);

bool is_signature_size(std::size_t size) noexcept {
    return size == ed25519_size || size == secp256k1_size;
}

template <class... Parts>
std::unexpected<Refusal> malformed(const Parts &...parts) noexcept {
    return refuse(WA_MALFORMED_SIGNATURE, parts...);
}

std::unexpected<Refusal> wrong_size(std::size_t size, std::string_view notation) noexcept {
    return malformed("signature has ", size, " bytes of ", notation,
                     ", expected 64 (ed25519) or 65 (secp256k1)");
}

Result<Bytes> parse_prefixed(std::string_view prefix, std::size_t size, std::string_view text) {
    const auto digits = text.substr(prefix.size());
    auto bytes = decode_base58(digits, base58_max_text(secp256k1_size));
    if (!bytes) {
        if (const auto odd = find_odd_character(
                WA_MALFORMED_SIGNATURE, "signature behind its prefix", digits, Base64::never)) {
            return std::unexpected(*odd);
        }
        return malformed("signature has no base58 of ", size, " bytes behind its prefix ", prefix);
    }
    if (bytes->size() == size) return std::move(*bytes);
    return malformed("signature has ", bytes->size(), " bytes behind its prefix ", prefix,
                     " which has ", size);
}

Result<Bytes> parse_array(std::string_view text) {
    auto bytes = decode_byte_array(text, 2 * secp256k1_size);
    if (bytes) {
        if (is_signature_size(bytes->size())) return std::move(*bytes);
        return wrong_size(bytes->size(), "a JSON array");
    }
    if (bytes.error().kind == ByteArrayError::Kind::bad_item) {
        return malformed("signature[", bytes.error().index, "] is no number from 0 to 255");
    }
    return malformed("signature is no JSON array of 64 or 65 bytes");
}

/// Why a text of good characters is no signature.
std::unexpected<Refusal> explain(std::string_view text) {
    if (const auto odd =
            find_odd_character(WA_MALFORMED_SIGNATURE, "signature", text, Base64::possible)) {
        return std::unexpected(*odd);
    }
    if (is_too_short(text, ed25519_size)) {
        return malformed("signature has ", text.size(), " characters, too few for 64 bytes (",
                         notation_lengths(ed25519_size).view(), ')');
    }
    const auto hex = decode_hex(text);
    const auto base64 = decode_base64(text);
    if ((hex && read_kwil_blob(*hex)) || (base64 && read_kwil_blob(*base64))) {
        return malformed("signature is a blob of payload and signature: that is nep413-kwil's");
    }
    if (hex) return wrong_size(hex->size(), "hex");
    const auto base58 = decode_base58(text, base58_max_text(2 * secp256k1_size));
    // Most base58 of a length that 4 divides is base64, too: the smaller alphabet was meant.
    if (base58 && !is_only_base64(text)) return wrong_size(base58->size(), "base58");
    if (base64) return wrong_size(base64->size(), "base64");
    if (!text.contains('=')) {
        const auto padded = decode_base64(std::string{text} + (text.size() % 4 == 2 ? "==" : "="));
        if (padded && is_signature_size(padded->size())) {
            return malformed("signature lacks the padding of base64 (= or == at its end)");
        }
    }
    if (base64.error().kind == Base64Error::Kind::trailing_bits) {
        return malformed("signature's last digit of base64 has bits behind the last byte");
    }
    return malformed("signature of ", text.size(), " characters is no text of 64 bytes (",
                     notation_lengths(ed25519_size).view(), ')');
}

} // namespace

Result<Bytes> parse_signature_text(std::string_view text) {
    if (has_prefix(text, ed25519_prefix)) return parse_prefixed(ed25519_prefix, ed25519_size, text);
    if (has_prefix(text, secp256k1_prefix)) {
        return parse_prefixed(secp256k1_prefix, secp256k1_size, text);
    }
    if (text.starts_with('[')) return parse_array(text);
    std::vector<Bytes> readings;
    const auto keep = [&](auto decoded) {
        if (decoded && is_signature_size(decoded->size())) readings.push_back(std::move(*decoded));
    };
    keep(decode_base58(text, base58_max_text(secp256k1_size)));
    if (text.size() <= 2 * secp256k1_size) {
        keep(decode_base64(text));
        keep(decode_hex(text));
    }
    if (readings.size() == 1) return std::move(readings.front());
    if (readings.size() > 1) {
        return malformed("signature has 64 or 65 bytes in more than one notation");
    }
    return explain(text);
}

} // namespace walletauth::near
