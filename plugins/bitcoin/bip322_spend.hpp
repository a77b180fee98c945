// SPDX-License-Identifier: Apache-2.0
// Whether a signature of BIP-322 satisfies the script of an address: the scripts of one key, and no
// interpreter for others.
#pragma once

#include "bip322_signature.hpp"
#include "claim.hpp"

namespace walletauth::bitcoin {

/// The key that signed. WA_UNSUPPORTED_OPERATION where the scripts are others; WA_REJECTED_*.
[[nodiscard]] Result<Signer> signer_of(const Address &address, const Bip322Signature &signature,
                                       Bytes message);

} // namespace walletauth::bitcoin
