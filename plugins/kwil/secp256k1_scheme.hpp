// SPDX-License-Identifier: Apache-2.0
// kwil-db's authenticator secp256k1: ECDSA over sha256 of the message.
#pragma once

#include "hex_verifier.hpp"

namespace walletauth::kwil {

/// 65 bytes r, s, v; v is ignored. Strict: low-s, and the rule of message_rule.hpp: Bitcoin, Tron
/// and Cosmos sign sha256 of their bytes by the same keys. Compat, as kwil-db: any message, high-s,
/// and keys in hybrid form.
class Secp256k1 final : public HexVerifier {
  public:
    [[nodiscard]] Result<Proof> verify(const wa_request &request) const override;
};

} // namespace walletauth::kwil
