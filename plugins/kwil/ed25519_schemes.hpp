// SPDX-License-Identifier: Apache-2.0
// kwil-db's authenticators ed25519 and ed25519_nr: a key is its own identity. Messages are held to
// the rule of message_rule.hpp.
#pragma once

#include "hex_verifier.hpp"

namespace walletauth::kwil {

/// Ed25519 over the message itself, as many chains sign their transactions or hashes of them:
/// MultiversX also as text.
class Ed25519 final : public HexVerifier {
  public:
    [[nodiscard]] Result<Proof> verify(const wa_request &request) const override;
};

/// Ed25519 over sha256 of the message, which is how NEAR signs its transactions.
class Ed25519Nr final : public HexVerifier {
  public:
    [[nodiscard]] Result<Proof> verify(const wa_request &request) const override;
};

} // namespace walletauth::kwil
