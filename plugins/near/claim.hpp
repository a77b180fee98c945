// SPDX-License-Identifier: Apache-2.0
// Who a request says has signed.
#pragma once

#include "key.hpp"

#include <walletauth/interface.hpp>

namespace walletauth::near {

/// A claim that is no account id is WA_MALFORMED_ACCOUNT.
[[nodiscard]] Result<void> check_claim(const wa_request &request) noexcept;

/// The key that is given, or the one that an implicit id is. The claim is an account id.
[[nodiscard]] Result<Key> key_of(const wa_request &request) noexcept;

} // namespace walletauth::near
