// SPDX-License-Identifier: Apache-2.0
#include "notation.hpp"

#include "bip322_signature.hpp"
#include "legacy_message.hpp"

#include <walletauth/text/base64.hpp>
#include <walletauth/text/hex.hpp>
#include <walletauth/text/notation_fault.hpp>
#include <walletauth/text/text.hpp>

namespace walletauth::bitcoin {
namespace {

/// `text` is what stands behind `prefix`, and so are the places that are named.
std::unexpected<Refusal> refuse_text(std::string_view prefix, std::string_view text,
                                     std::size_t size) {
    const std::string subject =
        "signature " + (prefix.empty() ? "" : "behind " + std::string{prefix} + ' ');
    if (text.empty()) return refuse(WA_MALFORMED_SIGNATURE, subject, "is empty");
    if (text.size() > 8 && decode_hex(text)) {
        return refuse(WA_MALFORMED_SIGNATURE, subject,
                      "is hex, as WalletConnect answers: give the base64 of these ",
                      text.size() / 2, " bytes");
    }
    if (const auto why = explain_notation(text, size, Notations::hex_or_base64); !why.empty()) {
        return refuse(WA_MALFORMED_SIGNATURE, subject, why);
    }
    return refuse(WA_MALFORMED_SIGNATURE, subject, "of ", text.size(),
                  " characters is no padded base64");
}

} // namespace

// Of hex every digit is one of base64, too, and mostly the length fits: then the bytes are no
// witness stack. It is told apart here, so that the refusal can say so.
Result<std::vector<std::uint8_t>> parse_bip322_text(std::string_view text) {
    const auto prefix = prefix_of(text);
    const auto rest = text.substr(prefix.size());
    if (rest.empty() || (prefix.empty() && text.size() > 8 && decode_hex(text))) {
        return refuse_text(prefix, rest, 0);
    }
    auto bytes = decode_base64(rest);
    if (!bytes) return refuse_text(prefix, rest, 0);
    if (prefix.empty() && !prefix_of(as_text(*bytes)).empty()) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature is no witness stack");
    }
    const auto letters = as_bytes(prefix);
    bytes->insert(bytes->begin(), letters.begin(), letters.end());
    return *bytes;
}

Result<std::vector<std::uint8_t>> parse_bip137_text(std::string_view text) {
    if (!prefix_of(text).empty()) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature has a prefix of BIP-322: scheme bip322");
    }
    auto bytes = decode_base64(text);
    if (bytes && bytes->size() == legacy_signature_size) return *bytes;
    if (bytes && !bytes->empty() && !decode_hex(text)) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature has ", bytes->size(),
                      " bytes, expected 65 (a header, r, s); a witness stack is of bip322");
    }
    return refuse_text({}, text, legacy_signature_size);
}

} // namespace walletauth::bitcoin
