// SPDX-License-Identifier: Apache-2.0
// What the signature schemes of this plugin share in texts: hex signatures, hex keys.
#pragma once

#include "signature.hpp"

#include <walletauth/interface.hpp>

namespace walletauth::evm {

/// A verifier whose signatures and keys are written in hex.
class HexVerifier : public SignatureVerifier {
  public:
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_signature(
        std::string_view chain, std::string_view scheme, std::string_view text) const override;
    /// 33 or 65 bytes (SEC 1), or the 64 bytes x, y, which become 65.
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_public_key(
        std::string_view chain, std::string_view scheme, std::string_view text) const override;
    /// 0x and lower-case digits.
    [[nodiscard]] Result<std::string> format_public_key(
        std::string_view chain, std::string_view scheme,
        std::span<const std::uint8_t> public_key) const override;

  protected:
    constexpr ~HexVerifier() = default;
};

} // namespace walletauth::evm
