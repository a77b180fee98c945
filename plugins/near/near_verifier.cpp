// SPDX-License-Identifier: Apache-2.0
#include "near_verifier.hpp"

#include "account.hpp"
#include "signature_text.hpp"

#include <walletauth/text/hex.hpp>

namespace walletauth::near {

Result<std::vector<std::uint8_t>> NearVerifier::parse_signature(std::string_view, std::string_view,
                                                                std::string_view text) const {
    return parse_signature_text(text);
}

Result<std::vector<std::uint8_t>> NearVerifier::parse_public_key(std::string_view, std::string_view,
                                                                 std::string_view text) const {
    const auto key = parse_key(text);
    if (!key) return std::unexpected(key.error());
    const auto bytes = key->bytes();
    return std::vector<std::uint8_t>(bytes.begin(), bytes.end());
}

Result<std::string> NearVerifier::format_public_key(
    std::string_view, std::string_view, std::span<const std::uint8_t> public_key) const {
    const auto key = read_key(public_key);
    if (!key) return std::unexpected(key.error());
    return format_key(*key);
}

Result<void> check_claim(const wa_request &request) noexcept {
    const auto claim = view(request.account);
    return claim.empty() ? Result<void>{} : check_account_id(claim);
}

Result<Key> key_of(const wa_request &request) noexcept {
    if (request.public_key.size != 0) return read_key(view(request.public_key));
    const auto claim = view(request.account);
    Key key;
    if (kind_of(claim) == AccountKind::implicit &&
        decode_hex_into(claim, std::span{key.storage}.first(32))) {
        return key;
    }
    return refuse(WA_MALFORMED_PUBLIC_KEY, "account ", claim, " needs the public key beside it");
}

} // namespace walletauth::near
