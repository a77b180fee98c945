// SPDX-License-Identifier: Apache-2.0
// SNIP-12: typed data signed by an account contract. A signature is 32 bytes for each felt,
// big-endian.
#pragma once

#include <walletauth/request/scheme_verifier.hpp>

namespace walletauth::starknet {

extern const SchemeVerifier snip12_verifier;

} // namespace walletauth::starknet
