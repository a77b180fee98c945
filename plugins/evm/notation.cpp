// SPDX-License-Identifier: Apache-2.0
#include "notation.hpp"

#include "hex_text.hpp"

#include <walletauth/text/hex.hpp>

namespace walletauth::evm {
namespace {

/// SEC 1, section 2.3.3.
bool is_sec1(std::span<const std::uint8_t> key) noexcept {
    return (key.size() == 33 && (key.front() == 2 || key.front() == 3)) ||
           (key.size() == 65 && key.front() == 4);
}

} // namespace

Result<std::vector<std::uint8_t>> parse_public_key_text(std::string_view text) {
    constexpr auto status = WA_MALFORMED_PUBLIC_KEY;
    if (const auto colon = text.find(':'); colon != std::string_view::npos) {
        return refuse(status, "public key has a prefix before the ':' at byte ", colon,
                      ", expected hex alone");
    }
    auto bytes = parse_hex(text, status, "public key");
    if (!bytes) return bytes;
    if (bytes->size() == 20) {
        return refuse(status, "public key has 20 bytes: an address is given as account");
    }
    if (bytes->size() == 64) bytes->insert(bytes->begin(), 0x04);
    if (!is_sec1(*bytes)) {
        return refuse(status, "public key has ", bytes->size(),
                      " bytes, expected 33 (02 or 03), 65 (04) or 64 (x, y)");
    }
    return bytes;
}

Result<std::string> format_public_key(std::span<const std::uint8_t> public_key) {
    constexpr std::size_t compact_id_size = 20;
    if (!is_sec1(public_key) && public_key.size() != compact_id_size) {
        return refuse(WA_MALFORMED_PUBLIC_KEY, "public key has ", public_key.size(),
                      " bytes, expected 33 (02 or 03) or 65 (04)");
    }
    return "0x" + encode_hex(public_key);
}

} // namespace walletauth::evm
