// SPDX-License-Identifier: Apache-2.0
// kwil-db's authenticators ed25519 and ed25519_nr: a key is its own identity.
#pragma once

#include "hex_verifier.hpp"

namespace walletauth::kwil {

/// Ed25519 over the message itself. A message of 32 bytes could be the hash of a NEAR transaction
/// or of NEP-413 by the same key: WA_REJECTED_POLICY, but under compat.
class Ed25519 final : public HexVerifier {
  public:
    [[nodiscard]] Result<Proof> verify(const wa_request &request) const override;
};

/// Ed25519 over sha256 of the message, which is how NEAR signs its transactions: a message that may
/// be one is WA_REJECTED_POLICY, but under compat.
class Ed25519Nr final : public HexVerifier {
  public:
    [[nodiscard]] Result<Proof> verify(const wa_request &request) const override;
};

} // namespace walletauth::kwil
