// SPDX-License-Identifier: Apache-2.0
// The scheme bip322: a message signed as if it were a transaction (BIP-322).
#pragma once

#include <walletauth/request/scheme_verifier.hpp>

namespace walletauth::bitcoin {

extern const SchemeVerifier bip322_verifier;

} // namespace walletauth::bitcoin
