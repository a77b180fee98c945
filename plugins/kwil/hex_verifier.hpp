// SPDX-License-Identifier: Apache-2.0
// What the schemes of this plugin share: keys in hex, signatures in hex or base64.
#pragma once

#include <walletauth/interface.hpp>

namespace walletauth::kwil {

/// ": 65 are of secp256k1" and its like, for the detail of a refusal; "" if none fits.
[[nodiscard]] std::string_view other_scheme_of(std::size_t signature_size) noexcept;

class HexVerifier : public SignatureVerifier {
  public:
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_signature(
        std::string_view chain, std::string_view scheme, std::string_view text) const override;
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_public_key(
        std::string_view chain, std::string_view scheme, std::string_view text) const override;
    [[nodiscard]] Result<std::string> format_public_key(
        std::string_view chain, std::string_view scheme,
        std::span<const std::uint8_t> public_key) const override;

  protected:
    constexpr ~HexVerifier() = default;
};

} // namespace walletauth::kwil
