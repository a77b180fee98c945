// SPDX-License-Identifier: Apache-2.0
// NEP-413: messages signed by a NEAR wallet.
#pragma once

#include <walletauth/request/scheme_verifier.hpp>

namespace walletauth::near {

extern const SchemeVerifier nep413_verifier;

} // namespace walletauth::near
