// SPDX-License-Identifier: Apache-2.0
#include "account.hpp"

#include <walletauth/text/hex.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>

namespace walletauth::kwil {
namespace {

constexpr std::size_t ed25519_digits = 64;
constexpr std::size_t secp256k1_digits = 66;
constexpr std::size_t max_shown = 36; // leaves room for what was expected

bool is_identity(std::string_view text) noexcept {
    if (text.size() != ed25519_digits && text.size() != secp256k1_digits) return false;
    if (text.size() == secp256k1_digits && !text.starts_with("02") && !text.starts_with("03")) {
        return false;
    }
    return std::ranges::all_of(
        text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::unexpected<Refusal> malformed(std::string_view account) {
    if (account.starts_with("0x") || account.starts_with("0X")) {
        return refuse(WA_MALFORMED_ACCOUNT, "account begins with 0x: expected 64 or 66 hex digits");
    }
    return refuse(WA_MALFORMED_ACCOUNT, "account is \"", printable_ascii(account, max_shown),
                  "\", expected 64 hex digits (ed25519) or 66 from 02 or 03 (secp256k1)");
}

} // namespace

Result<std::string> Accounts::derive_account(std::string_view, std::string_view scheme,
                                             std::span<const std::uint8_t> public_key,
                                             std::span<const wa_parameter>) const {
    if (scheme != "secp256k1") {
        if (public_key.size() == 32) return encode_hex(public_key);
        return refuse(WA_MALFORMED_PUBLIC_KEY, "public key has ", public_key.size(),
                      " bytes, expected 32");
    }
    const auto key = read_secp256k1_key(public_key, Rule::compat);
    if (!key) return std::unexpected(key.error());
    return encode_hex(key->compressed());
}

Result<std::string> Accounts::normalize_account(std::string_view, std::string_view account) const {
    std::string lower{account};
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    if (!is_identity(lower)) return malformed(account);
    return lower;
}

Result<void> check_claim(const wa_request &request) {
    const auto claim = view(request.account);
    if (claim.empty() || is_identity(claim)) return {};
    return malformed(claim);
}

Result<std::vector<std::uint8_t>> key_of(const wa_request &request, std::size_t size) {
    const auto given = view(request.public_key);
    if (!given.empty()) return std::vector<std::uint8_t>(given.begin(), given.end());
    auto bytes = decode_hex(view(request.account));
    if (bytes && bytes->size() == size) return std::move(*bytes);
    return refuse(WA_MALFORMED_ACCOUNT, "account is \"", view(request.account), "\", expected ",
                  size * 2, " hex digits");
}

Result<Secp256k1Key> read_secp256k1_key(std::span<const std::uint8_t> bytes, Rule rule) noexcept {
    const auto key = Secp256k1Key::parse(bytes, rule);
    if (key) return *key;
    if (key.error() == Secp256k1Fault::key_off_curve) {
        return refuse(WA_REJECTED_SIGNER, "public key is no point of the curve");
    }
    return refuse(WA_MALFORMED_PUBLIC_KEY, "public key has ", bytes.size(),
                  " bytes, expected 33 (02 or 03) or 65 (04)");
}

} // namespace walletauth::kwil
