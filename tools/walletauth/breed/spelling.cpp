// SPDX-License-Identifier: Apache-2.0
#include "spelling.hpp"

#include <walletauth/text/base58.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/byte_array.hpp>
#include <walletauth/text/hex.hpp>

namespace walletauth::cli::breed {
namespace {

constexpr std::size_t max_base58 = 1024; // reading is quadratic
constexpr std::size_t max_array = 65536;

std::string array_json(const Bytes &bytes) {
    std::string text = "[";
    for (const auto byte : bytes) {
        if (text.size() > 1) text += ',';
        text += std::to_string(byte);
    }
    return text + ']';
}

} // namespace

std::string raw_json(const Bytes &bytes) { return "{\"hex\":\"" + encode_hex(bytes) + "\"}"; }

std::string Spelling::text(const Bytes &other) const {
    if (notation == Notation::base58) return prefix + encode_base58(other);
    return prefix + (notation == Notation::base64 ? encode_base64(other) : encode_hex(other));
}

std::string Spelling::json(const Bytes &other) const {
    if (notation == Notation::raw) return raw_json(other);
    return notation == Notation::array ? array_json(other) : json::quote(text(other));
}

std::optional<Spelling> read_spelling(std::string_view text) {
    const auto made = [](Notation notation, std::string_view prefix, auto &&bytes) {
        return Spelling{notation, std::string{prefix}, std::forward<decltype(bytes)>(bytes)};
    };
    if (text.empty()) return std::nullopt;
    const std::string_view zero_x = text.starts_with("0x") ? text.substr(0, 2) : "";
    if (auto bytes = decode_hex(text.substr(zero_x.size())); bytes && !bytes->empty())
        return made(Notation::hex, zero_x, std::move(*bytes));
    if (!zero_x.empty()) return std::nullopt; // digits of a number, say
    if (text.ends_with('=')) {
        auto bytes = decode_base64(text);
        return bytes ? std::optional{made(Notation::base64, "", std::move(*bytes))} : std::nullopt;
    }
    const auto prefix = text.substr(0, text.find(':') + 1);
    if (auto bytes = decode_base58(text.substr(prefix.size()), max_base58);
        bytes && !bytes->empty()) {
        return made(Notation::base58, prefix, std::move(*bytes));
    }
    auto bytes = decode_base64(text);
    return bytes ? std::optional{made(Notation::base64, "", std::move(*bytes))} : std::nullopt;
}

std::optional<Spelling> read_spelling(const json::Value &value) {
    if (value.kind() == json::Kind::string) return read_spelling(value.text());
    if (value.kind() == json::Kind::array) {
        auto bytes = decode_byte_array(value.source(), max_array);
        if (!bytes || bytes->empty()) return std::nullopt;
        return Spelling{Notation::array, "", std::move(*bytes)};
    }
    const auto hex = value.size() == 1 ? value.find("hex") : std::nullopt;
    if (!hex) return std::nullopt;
    const auto text = hex->text();
    auto bytes = decode_hex(text.starts_with("0x") ? text.substr(2) : text);
    if (!bytes || bytes->empty()) return std::nullopt;
    return Spelling{Notation::raw, "", std::move(*bytes)};
}

} // namespace walletauth::cli::breed
