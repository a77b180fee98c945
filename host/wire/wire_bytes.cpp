// SPDX-License-Identifier: Apache-2.0
#include "wire_bytes.hpp"

#include <walletauth/text/base64.hpp>
#include <walletauth/text/hex.hpp>

#include <string>

namespace walletauth::wire {
namespace {

constexpr std::string_view forms = "{\"text\": \"...\"}, {\"hex\": \"...\"}, {\"base64\": \"...\"}";

} // namespace

Result<std::vector<std::uint8_t>> read_hex(std::string_view text, std::uint32_t status,
                                           std::string_view what) {
    if (text.starts_with("0x")) {
        text.remove_prefix(2);
    }
    auto bytes = decode_hex(text);
    if (bytes) {
        return std::move(*bytes);
    }
    if (bytes.error().kind == HexError::Kind::odd_length) {
        return refuse(status, what, ": odd number of hex digits");
    }
    return refuse(status, what, ": no hex digit at ", bytes.error().index);
}

Result<ByteValue> read_bytes(const json::Value &value, std::uint32_t status,
                             std::string_view what) {
    if (value.kind() != json::Kind::object || value.size() != 1) {
        return refuse(status, what, " is not exactly one of ", forms);
    }
    const std::string_view form = value.name(0);
    const json::Value content = value.at(0);
    if (form != "text" && form != "hex" && form != "base64") {
        return refuse(status, what, " has the unknown form \"", form, "\": give one of ", forms);
    }
    if (content.kind() != json::Kind::string) {
        return refuse(status, what, ".", form, " is not a string");
    }
    ByteValue result;
    if (form == "text") {
        result.in_place = content.text();
    } else if (form == "hex") {
        auto bytes = read_hex(content.text(), status, std::string{what} + ".hex");
        if (!bytes) {
            return std::unexpected(bytes.error());
        }
        result.decoded = std::move(*bytes);
    } else {
        auto bytes = decode_base64(content.text());
        if (!bytes) {
            return refuse(status, what,
                          ".base64: bad base64 (standard alphabet, padded with =) at ",
                          bytes.error().index);
        }
        result.decoded = std::move(*bytes);
    }
    return result;
}

} // namespace walletauth::wire
