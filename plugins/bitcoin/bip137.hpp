// SPDX-License-Identifier: Apache-2.0
// The scheme bip137: signatures of Bitcoin Core's signmessage, of BIP-137, and in Electrum's
// dialect.
#pragma once

#include <walletauth/request/scheme_verifier.hpp>

namespace walletauth::bitcoin {

extern const SchemeVerifier bip137_verifier;

} // namespace walletauth::bitcoin
