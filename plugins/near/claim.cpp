// SPDX-License-Identifier: Apache-2.0
#include "claim.hpp"

#include "account.hpp"

#include <walletauth/text/hex.hpp>

namespace walletauth::near {

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
