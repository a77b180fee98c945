// SPDX-License-Identifier: Apache-2.0
// EIP-191 as kwil-db's authenticator secp256k1_ep verifies it.
#pragma once

#include <walletauth/request/scheme_verifier.hpp>

namespace walletauth::evm {

/// The same hash as eip191. Exactly 65 bytes; v 27 and 28 become 0 and 1; then v 0 to 7, of which
/// the two low bits are the recovery id; high-s accepted. A key may also be the 20 bytes of the
/// address, which are kwil's compact id.
extern const SchemeVerifier eip191_kwil_verifier;

} // namespace walletauth::evm
