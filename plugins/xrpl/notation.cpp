// SPDX-License-Identifier: Apache-2.0
#include "notation.hpp"

#include <walletauth/text/hex.hpp>
#include <walletauth/text/notation_fault.hpp>

#include <algorithm>

namespace walletauth::xrpl {
namespace {

using Bytes = std::vector<std::uint8_t>;

Result<Bytes> parse_hex(std::string_view text, std::uint32_t status, std::string_view what,
                        std::size_t size) {
    // What a wallet's method answers as a whole.
    if (text.starts_with('{')) return refuse(status, what, " is an object: give the text in it");
    if (auto bytes = decode_hex(text); bytes && !bytes->empty()) return std::move(*bytes);
    if (const auto why = explain_notation(text, size, Notations::hex); !why.empty()) {
        return refuse(status, what, ' ', why);
    }
    return refuse(status, what, " of ", text.size(), " characters is no hex");
}

} // namespace

Result<Bytes> parse_signature(std::string_view text, std::size_t max_size) {
    auto bytes = parse_hex(text, WA_MALFORMED_SIGNATURE, "signature", 0);
    if (bytes && bytes->size() > max_size) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature has ", bytes->size(),
                      " bytes, expected at most ", max_size);
    }
    return bytes;
}

Result<Bytes> parse_public_key(std::string_view text) {
    auto bytes = parse_hex(text, WA_MALFORMED_PUBLIC_KEY, "public key", key_size);
    if (!bytes) return bytes;
    if (auto good = read_key(*bytes); !good) return std::unexpected(good.error());
    return bytes;
}

Result<std::string> format_public_key(std::span<const std::uint8_t> public_key) {
    if (auto good = read_key(public_key); !good) return std::unexpected(good.error());
    auto text = encode_hex(public_key);
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return text;
}

} // namespace walletauth::xrpl
