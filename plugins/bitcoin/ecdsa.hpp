// SPDX-License-Identifier: Apache-2.0
// ECDSA as scripts check it: DER with the byte of the hash type behind it.
#pragma once

#include "address.hpp"

#include <walletauth/curve/secp256k1.hpp>
#include <walletauth/hash/digest.hpp>

namespace walletauth::bitcoin {

/// WA_REJECTED_SIGNATURE, unless `item` is strict DER (BIP-66) with a low s (BIP-146) and
/// SIGHASH_ALL, and a signature of the digest.
[[nodiscard]] Result<void> check_script_ecdsa(Bytes item, const Hash256 &digest,
                                              const Secp256k1Key &key) noexcept;

} // namespace walletauth::bitcoin
