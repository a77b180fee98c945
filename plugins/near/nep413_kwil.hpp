// SPDX-License-Identifier: Apache-2.0
// NEP-413 as kwil-db's authenticator nep413 verifies it.
#pragma once

#include "near_verifier.hpp"

namespace walletauth::near {

/// The signature is u16 big-endian length, the Borsh payload with tag, and 64 bytes of ed25519. The
/// account is the key's implicit id; no chain state.
class Nep413Kwil final : public NearVerifier {
  public:
    [[nodiscard]] Result<Proof> verify(const wa_request &request) const override;
    /// The blob in hex or base64.
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_signature(
        std::string_view chain, std::string_view scheme, std::string_view text) const override;
};

} // namespace walletauth::near
