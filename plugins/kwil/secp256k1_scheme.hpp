// SPDX-License-Identifier: Apache-2.0
// kwil-db's authenticator secp256k1: ECDSA over sha256 of the message.
#pragma once

#include <walletauth/request/scheme_verifier.hpp>

namespace walletauth::kwil {

/// 65 bytes r, s, v; v is ignored. Strict: low-s, and the rule of message_rule.hpp: Bitcoin, Tron
/// and Cosmos sign sha256 of their bytes by the same keys. Compat, as kwil-db: any message, high-s,
/// and keys in hybrid form.
extern const SchemeVerifier secp256k1_verifier;

} // namespace walletauth::kwil
