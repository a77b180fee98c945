// SPDX-License-Identifier: Apache-2.0
// NEP-413 as kwil-db's authenticator nep413 verifies it.
#pragma once

#include <walletauth/request/scheme_verifier.hpp>

namespace walletauth::near {

/// The signature is u16 big-endian length, the Borsh payload with tag, and 64 bytes of ed25519. The
/// account is the key's implicit id; no chain state. As text the blob is in hex or base64.
extern const SchemeVerifier nep413_kwil_verifier;

} // namespace walletauth::near
