// SPDX-License-Identifier: Apache-2.0
// EIP-191 as kwil-db's authenticator secp256k1_ep verifies it.
#pragma once

#include "hex_verifier.hpp"

namespace walletauth::evm {

/// The same hash as eip191. Exactly 65 bytes; v 27 and 28 become 0 and 1; then v 0 to 7, of which
/// the two low bits are the recovery id; high-s accepted.
class Eip191Kwil final : public HexVerifier {
  public:
    [[nodiscard]] Result<Proof> verify(const wa_request &request) const override;
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_signature(
        std::string_view chain, std::string_view scheme, std::string_view text) const override;
    /// Also the 20 bytes of the address, which are kwil's compact id.
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_public_key(
        std::string_view chain, std::string_view scheme, std::string_view text) const override;
};

} // namespace walletauth::evm
