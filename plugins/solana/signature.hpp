// SPDX-License-Identifier: Apache-2.0
// What all three schemes do with 64 signature bytes.
#pragma once

#include "account.hpp"

#include <walletauth/interface.hpp>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace walletauth::solana {

constexpr std::size_t signature_size = 64;
/// A JSON array, even with line feeds and indents; and a transaction, to tell whose it is.
constexpr std::size_t max_signature_text = std::size_t{2} * 1024;

/// Strict Ed25519. A refusal is WA_REJECTED_SIGNER if the key can sign nothing, else
/// WA_REJECTED_SIGNATURE.
[[nodiscard]] Result<Proof> verify_signature(const Claim &claim,
                                             std::span<const std::uint8_t, 64> signature,
                                             std::span<const std::uint8_t> signed_bytes) noexcept;

/// What the three schemes share: 64-byte signatures and 32-byte keys.
class SolanaVerifier : public SignatureVerifier {
  public:
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_signature(
        std::string_view chain, std::string_view scheme, std::string_view text) const override;
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_public_key(
        std::string_view chain, std::string_view scheme, std::string_view text) const override;
    [[nodiscard]] Result<std::string> format_public_key(
        std::string_view chain, std::string_view scheme,
        std::span<const std::uint8_t> public_key) const override;

  protected:
    constexpr ~SolanaVerifier() = default;
};

} // namespace walletauth::solana
