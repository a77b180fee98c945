// SPDX-License-Identifier: Apache-2.0
// kwil-db's authenticators ed25519 and ed25519_nr: a key is its own identity. Messages are held to
// the rule of message_rule.hpp.
#pragma once

#include <walletauth/request/scheme_verifier.hpp>

namespace walletauth::kwil {

/// Ed25519 over the message itself, as many chains sign their transactions or hashes of them:
/// MultiversX also as text.
extern const SchemeVerifier ed25519_verifier;

/// Ed25519 over sha256 of the message, which is how NEAR signs its transactions.
extern const SchemeVerifier ed25519_nr_verifier;

} // namespace walletauth::kwil
